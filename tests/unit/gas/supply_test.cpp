#include "models/gas/supply.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <vector>

namespace hearthgrid::gas {
namespace {

using Draw = std::vector<double>;

TEST(Supply, PeaksByHand) {
  Draw draw(192, 1.0);                               // two days of quarters
  for (size_t i = 100; i < 104; ++i) draw[i] = 4.0;  // 01:00 of the second day
  draw[30] = 10.0;                                   // one quarter of the first
  const auto result = assess_supply(draw, 15.0, {});
  EXPECT_DOUBLE_EQ(result.peak_step_m3h, 10.0);
  EXPECT_DOUBLE_EQ(result.peak_hour_m3h, 4.0);
  EXPECT_EQ(result.peak_hour_start, 100);
  EXPECT_DOUBLE_EQ(result.peak_day_m3, 27.0);
  EXPECT_EQ(result.peak_day, 1);
  EXPECT_DOUBLE_EQ(result.total_m3, 48.0 + 2.25 + 3.0);
  EXPECT_EQ(result.hours_above_cap, 0);
  EXPECT_EQ(result.storage_needed_m3, 0.0);
}

TEST(Supply, HourlyCapAndItsStorageByHand) {
  //  above the cap by 2 and 3, then 1 to spare, then above by 4, then a long rest
  Draw draw = {5, 12, 13, 9, 14, 2, 2, 2, 2, 2, 2, 12, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2};
  const auto result = assess_supply(draw, 60.0, {.hourly_m3h = 10.0, .daily_m3 = {}});
  EXPECT_EQ(result.hours_above_cap, 4);
  EXPECT_DOUBLE_EQ(result.excess_m3, 2.0 + 3.0 + 4.0 + 2.0);
  EXPECT_DOUBLE_EQ(result.storage_needed_m3, 2.0 + 3.0 - 1.0 + 4.0);
  EXPECT_EQ(result.days_above_cap, 0);
}

TEST(Supply, DailyCapByHand) {
  Draw draw(72, 1.0);
  std::fill(draw.begin() + 24, draw.begin() + 48, 2.0);
  const auto result = assess_supply(draw, 60.0, {.hourly_m3h = {}, .daily_m3 = 36.0});
  EXPECT_EQ(result.days_above_cap, 1);
  EXPECT_DOUBLE_EQ(result.daily_excess_m3, 12.0);
  EXPECT_DOUBLE_EQ(result.storage_needed_m3, 12.0);
  EXPECT_EQ(result.hours_above_cap, 0);
}

TEST(Supply, ALastHourThatIsCutOffIsNoPeakOfItsOwn) {
  const auto result = assess_supply(Draw{2.0, 2.0, 2.0, 2.0, 2.0}, 15.0, {.hourly_m3h = 2.0, .daily_m3 = {}});
  EXPECT_DOUBLE_EQ(result.peak_hour_m3h, 2.0);
  EXPECT_DOUBLE_EQ(result.total_m3, 2.5);
  EXPECT_EQ(result.hours_above_cap, 0);
  EXPECT_DOUBLE_EQ(result.peak_day_m3, 2.5);
}

Draw any_draw(size_t hours, int steps_per_hour) {
  Draw draw(hours * static_cast<size_t>(steps_per_hour));
  for (double& m3h : draw) m3h = *rc::gen::inRange(0, 41) / 2.0;
  return draw;
}

/// The most that can be delivered in hours [first, last] of the season.
double deliverable_m3(size_t first, size_t last, const SupplyLimits& limits) {
  double sum = 0.0;
  for (size_t day = first / 24; day <= last / 24; ++day) {
    const size_t begin = std::max(first, day * 24);
    const size_t end = std::min(last + 1, day * 24 + 24);
    double most = 1e9;
    if (limits.hourly_m3h) most = *limits.hourly_m3h * static_cast<double>(end - begin);
    if (limits.daily_m3) most = std::min(most, *limits.daily_m3);
    sum += most;
  }
  return sum;
}

RC_GTEST_PROP(Supply, StorageIsTheWorstStretchOfHours, ()) {
  SupplyLimits limits;
  if (*rc::gen::inRange(0, 3) > 0) limits.hourly_m3h = *rc::gen::inRange(8, 16);
  if (*rc::gen::inRange(0, 3) > 0) limits.daily_m3 = *rc::gen::inRange(180, 300);
  const auto draw = any_draw(96, 1);
  double worst_m3 = 0.0;
  for (size_t first = 0; first < draw.size(); ++first) {
    double drawn_m3 = 0.0;
    for (size_t last = first; last < draw.size(); ++last) {
      drawn_m3 += draw[last];
      worst_m3 = std::max(worst_m3, drawn_m3 - deliverable_m3(first, last, limits));
    }
  }
  RC_ASSERT(std::abs(assess_supply(draw, 60.0, limits).storage_needed_m3 - worst_m3) < 1e-9);
}

RC_GTEST_PROP(Supply, NothingIsLost, ()) {
  const double cap_m3h = *rc::gen::inRange(5, 16);
  const auto draw = any_draw(48, 4);
  const auto result = assess_supply(draw, 15.0, {.hourly_m3h = cap_m3h, .daily_m3 = cap_m3h * 20.0});
  const double total_m3 = std::accumulate(draw.begin(), draw.end(), 0.0) / 4.0;
  RC_ASSERT(std::abs(result.total_m3 - total_m3) < 1e-9);
  double below_cap_m3 = 0.0;
  for (size_t hour = 0; hour < 48; ++hour) {
    const double drawn =
        std::accumulate(draw.begin() + 4 * static_cast<int>(hour), draw.begin() + 4 * static_cast<int>(hour) + 4, 0.0) /
        4.0;
    below_cap_m3 += std::min(drawn, cap_m3h);
  }
  RC_ASSERT(std::abs(below_cap_m3 + result.excess_m3 - total_m3) < 1e-9);
  RC_ASSERT(result.peak_hour_m3h <= result.peak_step_m3h + 1e-12);
  RC_ASSERT(result.peak_day_m3 <= 24.0 * result.peak_hour_m3h + 1e-9);
  RC_ASSERT(result.daily_excess_m3 <= result.total_m3);
  RC_ASSERT((result.excess_m3 > 0.0) == (result.hours_above_cap > 0));
}

RC_GTEST_PROP(Supply, FinerStepsOfTheSameDrawChangeNothing, ()) {
  const auto hourly = any_draw(48, 1);
  Draw quarters;
  for (const double m3h : hourly) quarters.insert(quarters.end(), 4, m3h);
  const SupplyLimits limits{.hourly_m3h = 12.0, .daily_m3 = 250.0};
  const auto coarse = assess_supply(hourly, 60.0, limits);
  const auto fine = assess_supply(quarters, 15.0, limits);
  RC_ASSERT(coarse.peak_hour_m3h == fine.peak_hour_m3h);
  RC_ASSERT(coarse.peak_hour_start * 4 == fine.peak_hour_start);
  RC_ASSERT(coarse.peak_day == fine.peak_day);
  RC_ASSERT(coarse.storage_needed_m3 == fine.storage_needed_m3);
}

TEST(Supply, RefusesStepsThatDoNotFitAnHour) {
  EXPECT_THROW((void)assess_supply(Draw(10, 1.0), 25.0, {}), std::invalid_argument);
  EXPECT_THROW((void)assess_supply(Draw(10, 1.0), 120.0, {}), std::invalid_argument);
  EXPECT_THROW((void)assess_supply(Draw(10, 1.0), 0.0, {}), std::invalid_argument);
  EXPECT_EQ(assess_supply(Draw(), 15.0, {}).total_m3, 0.0);
}

TEST(Simultaneity, IsPeakDrawOverRatedInputs) {
  const Draw draw = {1.0, 6.0, 4.0};
  const Draw rated = {2.5, 2.5, 3.0};
  EXPECT_DOUBLE_EQ(simultaneity(draw, rated), 0.75);
  EXPECT_DOUBLE_EQ(simultaneity(draw, Draw()), 0.0);
}

}  // namespace
}  // namespace hearthgrid::gas
