#include "models/electricity/coincidence.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <stdexcept>
#include <vector>

namespace hearthgrid::electricity {
namespace {

const std::vector<float> FOUR_HOMES = {4, 0, 0, 1,   // peak 4
                                       0, 4, 0, 1,   // peak 4
                                       2, 2, 0, 6,   // peak 6
                                       2, 0, 8, 0};  // peak 8

TEST(Coincidence, ByHand) {
  const std::vector<int> sizes = {1, 2, 4, 3, 5};
  const auto results = coincidence(FOUR_HOMES, 4, sizes);
  ASSERT_EQ(results.size(), 5U);
  EXPECT_EQ(results[0].groups, 4);
  EXPECT_DOUBLE_EQ(results[0].admd_kw, 5.5);
  EXPECT_DOUBLE_EQ(results[0].coincidence, 1.0);
  EXPECT_DOUBLE_EQ(results[0].lowest_admd_kw, 4.0);
  EXPECT_DOUBLE_EQ(results[0].highest_admd_kw, 8.0);
  // Pairs: 4 4 0 2 of 8, and 4 2 8 6 of 14.
  EXPECT_DOUBLE_EQ(results[1].admd_kw, (2.0 + 4.0) / 2.0);
  EXPECT_DOUBLE_EQ(results[1].coincidence, (4.0 / 8.0 + 8.0 / 14.0) / 2.0);
  // All: 8 6 8 8 of 22.
  EXPECT_DOUBLE_EQ(results[2].admd_kw, 2.0);
  EXPECT_DOUBLE_EQ(results[2].coincidence, 8.0 / 22.0);
  // Three: 6 6 0 8 of 14; the fourth home is in no group.
  EXPECT_EQ(results[3].groups, 1);
  EXPECT_DOUBLE_EQ(results[3].coincidence, 8.0 / 14.0);
  EXPECT_EQ(results[4].groups, 0);
  EXPECT_EQ(results[4].admd_kw, 0.0);
}

TEST(Coincidence, OnlyTheCountedSteps) {
  const std::vector<int> sizes = {4};
  const std::vector<uint8_t> counted = {0, 1, 0, 0};
  const auto results = coincidence(FOUR_HOMES, 4, sizes, counted);
  EXPECT_DOUBLE_EQ(results[0].admd_kw, 1.5);
  EXPECT_DOUBLE_EQ(results[0].coincidence, 1.0);
}

TEST(Coincidence, RefusesWhatDoesNotFit) {
  const std::vector<int> sizes = {1};
  const std::vector<int> zero = {0};
  EXPECT_THROW((void)coincidence(FOUR_HOMES, 5, sizes), std::invalid_argument);
  EXPECT_THROW((void)coincidence(FOUR_HOMES, 4, zero), std::invalid_argument);
  EXPECT_THROW((void)coincidence(FOUR_HOMES, 4, sizes, std::vector<uint8_t>(3, 1)), std::invalid_argument);
}

RC_GTEST_PROP(Coincidence, FallsAsGroupsDouble, ()) {
  std::vector<float> power_kw(size_t{16} * 24);
  for (float& kw : power_kw) kw = static_cast<float>(*rc::gen::inRange(0, 90)) / 10.0F;
  const std::vector<int> sizes = {1, 2, 4, 8, 16};
  const auto results = coincidence(power_kw, 24, sizes);
  for (size_t i = 1; i < results.size(); ++i) {
    RC_ASSERT(results[i].admd_kw <= results[i - 1].admd_kw + 1e-9);
    RC_ASSERT(results[i].highest_admd_kw <= results[i - 1].highest_admd_kw + 1e-9);
    RC_ASSERT(results[i].coincidence >= 0.0 && results[i].coincidence <= 1.0 + 1e-12);
  }
}

TEST(Coincidence, OfHomesAlikeIsOne) {
  std::vector<float> power_kw;
  for (int home = 0; home < 10; ++home) power_kw.insert(power_kw.end(), {1.0F, 2.5F, 0.5F});
  const std::vector<int> sizes = {1, 5, 10};
  for (const auto& result : coincidence(power_kw, 3, sizes)) {
    EXPECT_DOUBLE_EQ(result.coincidence, 1.0);
    EXPECT_DOUBLE_EQ(result.admd_kw, 2.5);
  }
}

}  // namespace
}  // namespace hearthgrid::electricity
