#include "models/electricity/transformer_type.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/base/error.hpp"

namespace hearthgrid::electricity {
namespace {

TEST(TransformerType, KnownRows) {
  const auto& type = type_of("S13", 400.0);
  EXPECT_EQ(type.no_load_loss_w, 410.0);
  EXPECT_EQ(type.load_loss_w, 4520.0);
  EXPECT_EQ(type_of("S13", 400.0, VectorGroup::yyn0).load_loss_w, 4300.0);
  EXPECT_NEAR(type.loss_ratio(), 11.02, 0.005);
  EXPECT_NEAR(type.no_load_current_share.value(), 0.0035, 1e-15);
  EXPECT_EQ(type_of("S20", 400.0).load_loss_w, 3615.0);
  EXPECT_FALSE(type_of("S11", 400.0).no_load_current_share.has_value());
}

TEST(TransformerType, TheMostEconomicalLoadLosesTheSameInCoreAndWindings) {
  const auto& type = type_of("S13", 400.0);
  const double loading = std::sqrt(1.0 / type.loss_ratio());
  EXPECT_NEAR(loading, 0.30, 0.005);
  EXPECT_NEAR(type.loss_w(loading), 2.0 * type.no_load_loss_w, 1e-9);
  EXPECT_DOUBLE_EQ(type.loss_w(1.0), 4930.0);
}

TEST(TransformerType, EveryRowHasEvidenceAndAStandardSize) {
  const auto& sizes = standard_sizes_kva();
  EXPECT_TRUE(std::ranges::is_sorted(sizes));
  for (const auto& type : standard_types()) {
    EXPECT_FALSE(type.source.empty());
    EXPECT_TRUE(type.status == "standard" || type.status == "unverified");
    EXPECT_NE(std::ranges::find(sizes, type.rated_kva), sizes.end());
    EXPECT_GT(type.loss_ratio(), 5.0);
    EXPECT_LT(type.loss_ratio(), 30.0);
  }
}

TEST(TransformerType, LossesGrowWithSizeAndFallFromGradeToGrade) {
  for (const auto& series : series_names()) {
    const auto sizes = sizes_of(series);
    ASSERT_TRUE(std::ranges::is_sorted(sizes)) << series;
    for (size_t i = 1; i < sizes.size(); ++i) {
      EXPECT_GT(type_of(series, sizes[i]).no_load_loss_w, type_of(series, sizes[i - 1]).no_load_loss_w);
      EXPECT_GT(type_of(series, sizes[i]).load_loss_w, type_of(series, sizes[i - 1]).load_loss_w);
    }
  }
  for (const double kva : sizes_of("S11")) {
    const double grade3 = type_of("S13", kva).load_loss_w;
    EXPECT_NEAR(type_of("S20", kva).load_loss_w, 0.80 * grade3, 5.0) << kva;  // the check on the recalled rows
    EXPECT_NEAR(type_of("S22", kva).load_loss_w, 0.72 * grade3, 5.0) << kva;
    EXPECT_LT(type_of("S13", kva).no_load_loss_w, type_of("S11", kva).no_load_loss_w);
  }
}

TEST(TransformerType, UnknownOnesAreRefusedWithWhatExists) {
  try {
    (void)type_of("S13", 63.0);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems().at(0).message, "no S13 transformer of 63 kVA is known");
    EXPECT_NE(error.problems().at(0).advice.find("30, 50, 80, 100"), std::string::npos);
  }
  try {
    (void)type_of("S14", 100.0);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems().at(0).message, "unknown transformer series 'S14'");
    EXPECT_NE(error.problems().at(0).advice.find("S11, S13, S20, S22, SBH15"), std::string::npos);
  }
}

}  // namespace
}  // namespace hearthgrid::electricity
