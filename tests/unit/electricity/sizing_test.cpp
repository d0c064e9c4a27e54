#include "models/electricity/sizing.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <stdexcept>
#include <vector>

#include "engine/base/error.hpp"
#include "models/electricity/transformer_season.hpp"

namespace hearthgrid::electricity {
namespace {

std::vector<SizeCost> prices() {
  std::vector<SizeCost> costs;
  for (const double kva : standard_sizes_kva()) costs.push_back({kva, 1000.0 + 150.0 * kva});
  return costs;
}

TEST(SizeByPeak, KeepsTheShareOfNameplate) {
  const SizingRule rule;
  const auto exact = size_by_peak(rule, 80.0, prices());
  EXPECT_EQ(exact.kva, 100.0);  // 80 % to the dot is allowed
  EXPECT_EQ(exact.driver, "loading");
  EXPECT_DOUBLE_EQ(exact.cost_cny, 16000.0);
  EXPECT_EQ(size_by_peak(rule, 80.1, prices()).kva, 160.0);
}

TEST(SizeByPeak, GrowthIsCompounded) {
  SizingRule rule;
  rule.growth_per_year = 0.05;
  rule.years = 10.0;
  EXPECT_NEAR(rule.growth_factor(), 1.6288946, 1e-7);
  EXPECT_EQ(size_by_peak(rule, 98.2, prices()).kva, 200.0);  // 159.96 kVA
  EXPECT_EQ(size_by_peak(rule, 98.3, prices()).kva, 250.0);  // 160.12 kVA
}

TEST(SizeByPeak, SmallestAndNone) {
  const SizingRule rule;
  const auto smallest = size_by_peak(rule, 3.0, prices());
  EXPECT_EQ(smallest.kva, 30.0);
  EXPECT_EQ(smallest.driver, "smallest size");
  const auto none = size_by_peak(rule, 2000.1, prices());
  EXPECT_FALSE(none.kva.has_value());
  EXPECT_EQ(none.driver, "loading");
  EXPECT_EQ(none.cost_cny, 0.0);
}

TEST(SizeByPeak, WhatIsMissingIsNamed) {
  const std::vector<SizeCost> few = {{30.0, 5000.0}};
  try {
    (void)size_by_peak({}, 100.0, few);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems().at(0).message, "no price for a S13 transformer of 160 kVA");
  }
  SizingRule rule;
  rule.series = "S3";
  EXPECT_THROW((void)size_by_peak(rule, 10.0, prices()), InputError);
  rule.series = "S13";
  rule.hot_spot_limit_c = 98.0;
  EXPECT_THROW((void)size_by_peak(rule, 10.0, prices()), std::invalid_argument);
}

struct Load {
  std::vector<double> kw;
  std::vector<double> kvar;
  std::vector<double> ambient_c;
};

/// Three days at 15 minutes around a mean load.
Load some_load(double mean_kw) {
  Load load;
  for (int i = 0; i < 288; ++i) {
    const double swing = 1.0 + 0.5 * std::sin(i * 0.0654) + 0.2 * std::sin(i * 0.9);
    load.kw.push_back(mean_kw * swing);
    load.kvar.push_back(0.2 * mean_kw * swing);
    load.ambient_c.push_back(-10.0 + 5.0 * std::cos(i * 0.0654));
  }
  return load;
}

/// Every size looked at, from the largest down, with the whole load.
Sizing by_brute_force(const SizingRule& rule, const Load& load) {
  Load grown = load;
  for (double& kw : grown.kw) kw *= rule.growth_factor();
  for (double& kvar : grown.kvar) kvar *= rule.growth_factor();
  Sizing sizing;
  std::string broken;
  std::vector<double> sizes = sizes_of(rule.series);
  sizing.driver = "smallest size";
  for (auto size = sizes.rbegin(); size != sizes.rend(); ++size) {
    const auto season =
        assess(grown.kw, grown.kvar, grown.ambient_c, type_of(rule.series, *size), DISTRIBUTION_ONAN, 15.0, 96);
    const bool loading = rule.loading_limit && season.peak_15min_kva / *size > *rule.loading_limit;
    const bool hot_spot = rule.hot_spot_limit_c && season.peak_hot_spot_c > *rule.hot_spot_limit_c;
    if (loading || hot_spot) {
      sizing.driver = loading && hot_spot ? "loading and hot spot" : (loading ? "loading" : "hot spot");
      break;
    }
    sizing.kva = *size;
  }
  return sizing;
}

RC_GTEST_PROP(SizeByLoad, AgreesWithBruteForce, ()) {
  SizingRule rule;
  rule.series = *rc::gen::elementOf(series_names());
  rule.growth_per_year = 0.02;
  rule.years = *rc::gen::inRange(0, 8);
  rule.loading_limit.reset();
  if (*rc::gen::inRange(0, 2) == 1) rule.loading_limit = *rc::gen::inRange(6, 13) / 10.0;
  if (*rc::gen::inRange(0, 2) == 1) rule.hot_spot_limit_c = *rc::gen::inRange(70, 140);
  const auto load = some_load(*rc::gen::inRange(1, 2200) + 0.37);
  const auto sizing = size_by_load(rule, load.kw, load.kvar, load.ambient_c, DISTRIBUTION_ONAN, 15.0, 96, prices());
  const auto expected = by_brute_force(rule, load);
  RC_ASSERT(sizing.kva == expected.kva);
  RC_ASSERT(sizing.driver == expected.driver);
}

TEST(SizeByLoad, AWinterHotSpotAllowsLessThanTheNameplateRule) {
  const auto load = some_load(100.0);
  SizingRule rule;
  const auto nameplate = size_by_load(rule, load.kw, load.kvar, load.ambient_c, DISTRIBUTION_ONAN, 15.0, 96, prices());
  rule.loading_limit.reset();
  rule.hot_spot_limit_c = 98.0;
  const auto thermal = size_by_load(rule, load.kw, load.kvar, load.ambient_c, DISTRIBUTION_ONAN, 15.0, 96, prices());
  EXPECT_EQ(nameplate.driver, "loading");
  EXPECT_EQ(thermal.driver, "hot spot");
  EXPECT_LT(thermal.kva.value(), nameplate.kva.value());
}

TEST(SizeByRule, StandardSizes) {
  EXPECT_EQ(size_by_rule(55, 2.0), std::vector<double>{125.0});
  EXPECT_EQ(size_by_rule(50, 2.0), std::vector<double>{100.0});
  EXPECT_EQ(size_by_rule(1, 2.0), std::vector<double>{30.0});
  EXPECT_EQ(size_by_rule(171, 9.0, 400.0), (std::vector<double>(4, 400.0)));  // 1539 kVA
  EXPECT_EQ(size_by_rule(100, 4.5, 400.0), (std::vector<double>(2, 250.0)));  // 450 kVA: two of 225 at least
  EXPECT_TRUE(size_by_rule(0, 2.0).empty());
  EXPECT_THROW((void)size_by_rule(-1, 2.0), std::invalid_argument);
  EXPECT_THROW((void)size_by_rule(10, 2.0, 410.0), std::invalid_argument);
}

RC_GTEST_PROP(SizeByRule, IsEnoughAndNotMore, ()) {
  const int households = *rc::gen::inRange(1, 3000);
  const double each_kva = *rc::gen::inRange(5, 100) / 10.0;
  const auto transformers = size_by_rule(households, each_kva, 630.0);
  const double needed_kva = households * each_kva;
  const auto count = static_cast<double>(transformers.size());
  RC_ASSERT(count * transformers.front() >= needed_kva - 1e-9);
  RC_ASSERT((count - 1.0) * 630.0 < needed_kva);
  RC_ASSERT(transformers.front() <= 630.0);
}

}  // namespace
}  // namespace hearthgrid::electricity
