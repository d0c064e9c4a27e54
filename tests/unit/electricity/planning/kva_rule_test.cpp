#include "models/electricity/planning/kva_rule.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace hearthgrid::electricity {
namespace {

KvaRuleInput homes_of(const std::vector<std::vector<float>>& rows) {
  KvaRuleInput input;
  input.homes_kw.assign(rows.begin(), rows.end());
  return input;
}

TEST(KvaRule, HomesThatPeakTogetherNeedTheirPeak) {
  std::vector<std::vector<float>> rows(20, std::vector<float>(96, 1.0F));
  for (auto& row : rows) row[30] = 3.8F;
  const std::vector<int> numbers = {1, 20, 50};
  const auto rules = kva_per_home(homes_of(rows), numbers, {});
  EXPECT_NEAR(rules[1].admd_kw.mean, 3.8, 1e-6);
  EXPECT_NEAR(rules[1].coincidence.mean, 1.0, 1e-9);
  EXPECT_NEAR(rules[1].kva_per_home.mean, 5.0, 1e-6);  // 3.8 / (0.95 x 0.8)
  EXPECT_NEAR(rules[1].kva_per_home.p95, 5.0, 1e-6);
  EXPECT_EQ(rules[1].standard_kva, 100.0);  // 20 x 5.0 kVA; float 3.8 lies just below
  EXPECT_EQ(rules[2].groups, 0);
  EXPECT_FALSE(rules[2].standard_kva.has_value());
}

TEST(KvaRule, HomesThatTakeTurnsNeedLess) {
  std::vector<std::vector<float>> rows(10, std::vector<float>(96, 0.0F));
  for (size_t h = 0; h < 10; ++h) rows[h][h] = 2.0F;
  KvaRuleInput input = homes_of(rows);
  input.power_factor = 1.0;
  input.loading_limit = 1.0;
  const std::vector<int> numbers = {1, 2, 5, 10};
  const auto rules = kva_per_home(input, numbers, {});
  for (size_t i = 0; i < 4; ++i) EXPECT_NEAR(rules[i].kva_per_home.mean, 2.0 / numbers[i], 1e-9);
}

TEST(KvaRule, ShorterStepsAreAveragedToTheQuarter) {
  std::vector<std::vector<float>> rows(2, std::vector<float>(288, 0.0F));
  rows[0][3] = 9.0F;  // 5 minutes of 9 kW: 3 kW over the quarter
  KvaRuleInput input = homes_of(rows);
  input.step_min = 5.0;
  const std::vector<int> numbers = {2};
  EXPECT_NEAR(kva_per_home(input, numbers, {})[0].admd_kw.mean, 1.5, 1e-6);
}

TEST(KvaRule, TheBandHoldsTheMeanAndScales) {
  std::vector<std::vector<float>> rows;
  for (int h = 0; h < 40; ++h) {
    auto& row = rows.emplace_back();
    for (int t = 0; t < 192; ++t) row.push_back(static_cast<float>(1.0 + std::sin(0.3 * t + h) + 0.05 * (h % 7)));
  }
  KvaRuleInput input = homes_of(rows);
  const std::vector<int> numbers = {5, 20};
  const auto half = kva_per_home(input, numbers, {});
  input.loading_limit = 0.4;
  const auto twice = kva_per_home(input, numbers, {});
  for (size_t i = 0; i < 2; ++i) {
    EXPECT_LE(half[i].kva_per_home.p05, half[i].kva_per_home.mean);
    EXPECT_GE(half[i].kva_per_home.p95, half[i].kva_per_home.mean);
    EXPECT_DOUBLE_EQ(twice[i].kva_per_home.p95, 2.0 * half[i].kva_per_home.p95);
  }
  EXPECT_GT(half[0].kva_per_home.mean, half[1].kva_per_home.mean);
}

TEST(KvaRule, RangesAreChecked) {
  KvaRuleInput input;
  const std::vector<int> numbers = {1};
  input.power_factor = 0.0;
  EXPECT_THROW((void)kva_per_home(input, numbers, {}), std::invalid_argument);
  input.power_factor = 0.9;
  input.loading_limit = std::nan("");
  EXPECT_THROW((void)kva_per_home(input, numbers, {}), std::invalid_argument);
}

}  // namespace
}  // namespace hearthgrid::electricity
