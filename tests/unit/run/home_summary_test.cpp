#include "engine/run/home_summary.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace hearthgrid::run {
namespace {

TEST(HomeSummary, TellsHoursFromStepsAndMonthsApart) {
  TimeAxis axis;
  axis.first_day = std::chrono::sys_days{std::chrono::year{2021} / 12 / 30};
  axis.season_days = 4;
  axis.step_minutes = 15;
  const auto steps = static_cast<size_t>(axis.season_steps());
  std::vector<double> heat(steps, 1000.0), cooling(steps, 0.0), air(steps, 20.0);
  heat[3] = 5000.0;  // the last quarter of the first hour
  heat[4] = 5000.0;  // the first one of the second: no hour of the clock holds both
  cooling[steps - 1] = 800.0;
  air[200] = 12.0;  // 1 January
  EXPECT_EQ(months_of(axis), (std::vector<std::string>{"2021-12", "2022-01"}));
  const HomeSummary home = summarise(axis, heat, cooling, air);
  EXPECT_DOUBLE_EQ(home.peak_heat_kw, 5.0);
  EXPECT_DOUBLE_EQ(home.peak_heat_60min_kw, 2.0);
  EXPECT_DOUBLE_EQ(home.peak_cooling_kw, 0.8);
  EXPECT_DOUBLE_EQ(home.peak_cooling_60min_kw, 0.2);
  EXPECT_DOUBLE_EQ(home.min_indoor_60min_c, 18.0);
  EXPECT_DOUBLE_EQ(home.max_indoor_60min_c, 20.0);
  EXPECT_NEAR(home.month_heat_kwh[0], 48.0 + 2.0, 1e-9);
  EXPECT_NEAR(home.month_heat_kwh[1], 48.0, 1e-9);
  EXPECT_NEAR(home.month_cooling_kwh[1], 0.2, 1e-9);
  EXPECT_NEAR(home.month_mean_indoor_c[1], 20.0 - 8.0 / 192.0, 1e-9);
  EXPECT_NEAR(std::accumulate(heat.begin(), heat.end(), 0.0) * 0.25e-3, home.month_heat_kwh[0] + home.month_heat_kwh[1],
              1e-9);
}

}  // namespace
}  // namespace hearthgrid::run
