// What the site decides whatever season is simulated: the ground under the floors and the clock.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/run/prepare.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

using testing::HasSubstr;

// By thermostat: a stove lit by hand is laid for the season's mean weather.
constexpr const char* ALL_PUMPS =
    "[[mix]]\nname = \"pumps\"\n[[mix.convert]]\ntechnology = \"ashp_water\"\nshare = 1.0\n";

std::vector<std::string> season(const std::string& first, const std::string& last) {
  return {"season.first_day=" + first, "season.last_day=" + last, "season.warm_up_days=30",
          "households.series_of=[\"east-0001\"]", "season.step_minutes=60"};
}

// Heat of the named home in January 2022 [kWh].
double january_kwh(const ScenarioFolder& folder, const std::string& first, const std::string& last) {
  const io::ResultsReader file(folder.run({}, season(first, last)));
  const TimeAxis axis = folder.load(season(first, last)).axis;
  const auto heat_w = file.numbers("series_heat_w", 0);
  double sum = 0.0;
  for (int day = 0; day < axis.season_days; ++day) {
    const std::chrono::year_month_day date{axis.date(day + axis.warm_up_days)};
    if (date.year() != std::chrono::year{2022} || date.month() != std::chrono::January) continue;
    for (int k = 0; k < 24; ++k) sum += heat_w[static_cast<size_t>(24 * day + k)] / 1000.0;
  }
  return sum;
}

TEST(Ground, JanuaryIsTheSameWhateverSeasonIsAroundIt) {
  const ScenarioFolder folder(std::string(HEAD) + ALL_PUMPS);
  const double alone = january_kwh(folder, "2022-01-01", "2022-01-31");
  ASSERT_GT(alone, 100.0);
  EXPECT_NEAR(january_kwh(folder, "2021-11-01", "2022-03-31") / alone, 1.0, 0.003);
  EXPECT_NEAR(january_kwh(folder, "2021-07-01", "2022-06-30") / alone, 1.0, 0.003);
}

TEST(Ground, IsThatOfTheYearAndTheKeysComeFirst) {
  const ScenarioFolder folder;
  const auto site_of = [&](const std::vector<std::string>& overrides) {
    const Scenario scenario = folder.load(overrides);
    return prepare_season(scenario, load_hours(scenario)).sites.at(0);
  };
  const SiteWeather yanggao = site_of({});
  EXPECT_NEAR(yanggao.ground_temp_c, 7.4, 0.1) << "mean of Tianzhen's normals";
  EXPECT_NEAR(yanggao.yearly_swing_k, 16.35, 1e-9) << "22.3 and -10.4 degC";
  const SiteWeather wave = site_of({"weather.cold_wave={first_day=2021-12-25,days=6,depth_k=10}"});
  EXPECT_EQ(wave.ground_temp_c, yanggao.ground_temp_c);
  const SiteWeather given = site_of({"weather.ground_temp_c=3", "weather.yearly_swing_k=0"});
  EXPECT_EQ(given.ground_temp_c, 3.0);
  EXPECT_EQ(given.yearly_swing_k, 0.0);
}

TEST(Clock, AnotherOneThanTheClimatesIsRefused) {
  const ScenarioFolder folder;
  EXPECT_THAT(folder.problems({"season.utc_offset_h=0"}),
              HasSubstr("the season's clock is UTC+0 h, that of the climate UTC+8 h"));
  EXPECT_EQ(folder.problems({"season.utc_offset_h=8"}), "");
  EXPECT_EQ(folder.load().axis.utc_offset_h, 8.0);
}

}  // namespace
}  // namespace hearthgrid::run
