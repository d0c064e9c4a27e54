// The zoom: days run again at a short step are the days that a whole season at that step would have had, they leave the
// season as it was, and do not depend on threads or blocks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/run/zoom.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

using Numbers = std::vector<double>;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// 26 to 28 December: "at new year" converts homes to heat pumps on the 27th.
const std::string WINDOW = "zoom.windows=[{first_day=2021-12-26,days=3}]";
constexpr int FIRST_DAY = 6, DAYS = 3;  // of the season
const std::string NAMED = R"(households.series_of=["east-0001","east-0002","east-0003","north-0003","west-0042"])";

double mean(const Numbers& v) {
  return std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size());
}

double peak(const Numbers& kw, size_t window) {
  double most = 0.0;
  for (size_t k = 0; k < kw.size(); k += window) {
    most = std::max(most, mean({kw.begin() + static_cast<std::ptrdiff_t>(k),
                                kw.begin() + static_cast<std::ptrdiff_t>(k + window)}));
  }
  return most;
}

// The window's days out of a row of the season.
Numbers days_of(const Numbers& season, size_t per_day, size_t row = 0) {
  const size_t days = 14;
  const auto from = season.begin() + static_cast<std::ptrdiff_t>((row * days + FIRST_DAY) * per_day);
  return {from, from + static_cast<std::ptrdiff_t>(DAYS * per_day)};
}

TEST(ZoomWindows, JoinDaysThatAdjoinOrOverlap) {
  const std::vector<ZoomWindow> windows = windows_of({9, 4, 3, 4, 7, 8});
  ASSERT_EQ(windows.size(), 2U);
  EXPECT_EQ(windows[0].first_day, 3);
  EXPECT_EQ(windows[0].days, 2);
  EXPECT_EQ(windows[1].first_day, 7);
  EXPECT_EQ(windows[1].days, 3);
  EXPECT_TRUE(windows_of({}).empty());
}

TEST(ZoomWindows, ColdestDaysAreThoseOfMostHomesAfterTheWarmUp) {
  Physics physics;
  physics.axis.warm_up_days = 1;
  physics.axis.season_days = 4;
  physics.axis.step_minutes = 60;
  const Numbers day_c[] = {{-30, 0, -4, -4, 2}, {-30, -9, 0, 0, 0}};
  for (const Numbers& days : day_c) {
    SiteWeather& site = physics.sites.emplace_back();
    site.steps.axis = physics.axis;
    for (const double c : days) {
      for (int hour = 0; hour < 24; ++hour) site.steps.outdoor_temp_c.push_back(c + (hour < 12 ? 3.0 : -3.0));
    }
  }
  EXPECT_THAT(coldest_days(physics, {300.0, 100.0}, 2), ElementsAre(2, 3));
  EXPECT_THAT(coldest_days(physics, {300.0, 100.0}, 1), ElementsAre(2)) << "of equal days the earlier";
  EXPECT_THAT(coldest_days(physics, {100.0, 300.0}, 1), ElementsAre(1));
  EXPECT_TRUE(coldest_days(physics, {1.0, 1.0}, 0).empty());
}

TEST(Zoom, AsksForDaysOfTheSeason) {
  const ScenarioFolder folder;
  EXPECT_THAT(folder.problems({"zoom.windows=[{first_day=2022-01-02,days=2}]"}),
              HasSubstr("the zoom's window of 2022-01-02 to 2022-01-03 is not inside the season"));
  EXPECT_THAT(folder.problems({"zoom.windows=[{first_day=2021-12-19}]"}),
              HasSubstr("the season is 2021-12-20 to 2022-01-02"));
  EXPECT_THAT(folder.problems({"zoom.coldest_days=15"}), HasSubstr("the season has 14 days"));
  EXPECT_THAT(folder.problems({"season.step_minutes=1", "zoom.step_minutes=5"}), HasSubstr("is no zoom"));
  EXPECT_EQ(folder.problems({"zoom.coldest_days=14", "zoom.windows=[{first_day=2022-01-02}]"}), "");
}

// Nothing but the step tells the zoom from the season: at the season's own step it is the season, bit for bit.
TEST(Zoom, AtTheSeasonsStepIsTheSeason) {
  const ScenarioFolder folder;
  const io::ResultsReader file(folder.run({}, {"season.step_minutes=5", "zoom.step_minutes=5", WINDOW, NAMED}));
  const size_t per_day = 288, named = file.size_of("named_household");
  ASSERT_EQ(file.size_of("zoom_time"), DAYS * per_day);
  for (size_t mix = 0; mix < file.size_of("mix"); ++mix) {
    EXPECT_EQ(file.numbers("county_zoom_load_kw", mix), days_of(file.numbers("county_load_kw", mix), per_day)) << mix;
    EXPECT_EQ(file.numbers("county_zoom_gas_m3h", mix), days_of(file.numbers("county_gas_m3h", mix), per_day)) << mix;
    for (const std::string what : {"heat_w", "electricity_kw", "indoor_c", "gas_m3h"}) {
      const Numbers season = file.numbers("series_" + what, mix), zoom = file.numbers("series_zoom_" + what, mix);
      for (size_t n = 0; n < named; ++n) {
        const auto from = zoom.begin() + static_cast<std::ptrdiff_t>(n * DAYS * per_day);
        EXPECT_EQ(Numbers(from, from + DAYS * per_day), days_of(season, per_day, n)) << what << " " << mix << " " << n;
      }
    }
  }
  const Numbers time = file.numbers("time"), zoom_time = file.numbers("zoom_time");
  EXPECT_EQ(zoom_time, days_of(time, per_day));
  EXPECT_EQ(file.numbers("zoom_window_start"), Numbers{time[FIRST_DAY * per_day]});
  EXPECT_EQ(file.numbers("zoom_window_days"), Numbers{DAYS});
}

// A season at one minute against one at a quarter hour with the zoom: the states at the window's start differ by what
// the longer step has cost until then, and no more.
TEST(Zoom, IsWhatAOneMinuteSeasonHasOnThoseDays) {
  const ScenarioFolder folder;
  const std::string by_20 = "electricity.sizing.households_per_transformer=20";
  const io::ResultsReader minute(folder.run({}, {"season.step_minutes=1", NAMED, by_20}));
  const io::ResultsReader zoom(folder.run({}, {WINDOW, NAMED, by_20}));
  const size_t per_day = 1440, units = minute.size_of("transformer");
  double worst = 0.0, worst_15 = 0.0;
  for (size_t mix = 0; mix < minute.size_of("mix"); ++mix) {
    const Numbers expected = days_of(minute.numbers("county_load_kw", mix), per_day);
    const Numbers county = zoom.numbers("county_zoom_load_kw", mix);
    ASSERT_EQ(county.size(), expected.size());
    EXPECT_NEAR(mean(county), mean(expected), 0.001 * mean(expected));
    // The minutes themselves differ: which heater runs in which minute is chance at a window's start.
    for (size_t k = 0; k < county.size(); k += 60) {
      const auto hour = [&](const Numbers& load) { return std::accumulate(&load[k], &load[k] + 60, 0.0); };
      worst = std::max(worst, std::abs(hour(county) / hour(expected) - 1.0));
    }
    for (size_t t = 0; t < units; ++t) {
      const size_t at[] = {mix, t};
      const double peak_15 = peak(days_of(minute.numbers("transformer_load_kw", at), per_day), 15);
      const double kva = zoom.numbers("transformer_zoom_peak_15min_kva", mix)[t];
      // The power factor lies between the homes' 0.95 and the heat pumps' 0.97.
      EXPECT_GT(kva, peak_15 / 0.97 * 0.99);
      EXPECT_LT(kva, peak_15 / 0.95 * 1.01);
    }
    const Numbers heat = zoom.numbers("series_zoom_heat_w", mix), heat_1 = minute.numbers("series_heat_w", mix);
    for (size_t n = 0; n < zoom.size_of("named_household"); ++n) {
      const auto from = heat.begin() + static_cast<std::ptrdiff_t>(n * DAYS * per_day);
      const double truth = peak(days_of(heat_1, per_day, n), 15);
      if (truth > 0.0) worst_15 = std::max(worst_15, std::abs(peak({from, from + DAYS * per_day}, 15) / truth - 1.0));
    }
  }
  fmt::print("zoom against a season at 1 minute: county's hour within {:.2f} %, a home's 15-minute peak {:.2f} %\n",
             100.0 * worst, 100.0 * worst_15);
  EXPECT_LT(worst, 0.02);
  EXPECT_LT(worst_15, 0.02);
}

TEST(Zoom, GivesTheStepsMeansBack) {
  const ScenarioFolder folder;
  const io::ResultsReader file(folder.run({}, {WINDOW}));
  for (size_t mix = 0; mix < file.size_of("mix"); ++mix) {
    for (const std::string what : {"load_kw", "gas_m3h"}) {
      const Numbers season = days_of(file.numbers("county_" + what, mix), 96);
      const Numbers zoom = file.numbers("county_zoom_" + what, mix);
      EXPECT_NEAR(mean(zoom), mean(season), 0.005 * mean(season)) << what << " " << mix;
    }
  }
}

TEST(Zoom, PeaksOfTransformersAndHomesAreThoseOfTheirSeries) {
  const ScenarioFolder folder;
  const Scenario scenario = folder.load();
  const Transformer& unit = scenario.population.transformers[2];
  std::string names;
  for (int h = unit.first_household; h < unit.first_household + unit.households; ++h) {
    names += (names.empty() ? "\"" : ",\"") + scenario.population.households[h].name + "\"";
  }
  const io::ResultsReader file(folder.run({}, {WINDOW, "households.series_of=[" + names + "]"}));
  const size_t steps = file.size_of("zoom_time"), homes = file.size_of("named_household");
  ASSERT_EQ(homes, static_cast<size_t>(unit.households));
  for (size_t mix = 0; mix < file.size_of("mix"); ++mix) {
    const Numbers series = file.numbers("series_zoom_electricity_kw", mix);
    Numbers total(steps);
    for (size_t n = 0; n < homes; ++n) {
      const Numbers home(series.begin() + static_cast<std::ptrdiff_t>(n * steps),
                         series.begin() + static_cast<std::ptrdiff_t>((n + 1) * steps));
      for (size_t k = 0; k < steps; ++k) total[k] += home[k];
      const size_t h = unit.first_household + n;
      EXPECT_NEAR(file.numbers("household_zoom_peak_kw", mix)[h], peak(home, 1), 1e-6 * peak(home, 1));
      EXPECT_NEAR(file.numbers("household_zoom_peak_15min_kw", mix)[h], peak(home, 15), 1e-6 * peak(home, 15));
      EXPECT_NEAR(file.numbers("household_zoom_peak_30min_kw", mix)[h], peak(home, 30), 1e-6 * peak(home, 30));
      EXPECT_NEAR(file.numbers("household_zoom_peak_60min_kw", mix)[h], peak(home, 60), 1e-6 * peak(home, 60));
    }
    EXPECT_NEAR(file.numbers("transformer_zoom_peak_kw", mix)[2], peak(total, 1), 1e-6 * peak(total, 1));
    const double time = file.numbers("transformer_zoom_peak_time", mix)[2];
    const Numbers zoom_time = file.numbers("zoom_time");
    const size_t at = std::find(zoom_time.begin(), zoom_time.end(), time) - zoom_time.begin();
    ASSERT_LT(at, steps);
    EXPECT_GT(total[at], 0.97 * peak(total, 1));
    double last = 1e9;
    for (const char* window : {"", "_15min", "_30min", "_60min"}) {
      const double kva = file.numbers(fmt::format("transformer_zoom_peak{}_kva", window), mix)[2];
      EXPECT_LE(kva, last) << window;
      last = kva;
    }
    EXPECT_GE(last, peak(total, 60));
  }
}

TEST(Zoom, LeavesTheSeasonAsItWas) {
  const ScenarioFolder folder;
  const io::ResultsReader plain(folder.run({}, {NAMED})),
      zoomed(folder.run({}, {NAMED, "zoom.coldest_days=2", WINDOW}));
  EXPECT_FALSE(plain.has("zoom_time"));
  EXPECT_FALSE(plain.has("transformer_zoom_peak_kva"));
  EXPECT_THAT(unlike_variables(plain, zoomed), IsEmpty());
}

TEST(Zoom, DoesNotDependOnThreadsAndBlocks) {
  const ScenarioFolder folder;
  const std::vector<std::string> keys = {"zoom.coldest_days=2", WINDOW, NAMED};
  RunRequest request;
  request.threads = 1;
  request.block_transformers = 32;
  const std::string expected = bytes_of(folder.run(request, keys));
  for (const auto& [threads, block] : {std::pair{3, 32}, {1, 64}, {2, 96}}) {
    request.threads = threads;
    request.block_transformers = block;
    EXPECT_TRUE(bytes_of(folder.run(request, keys)) == expected) << threads << " threads, blocks of " << block;
  }
}

}  // namespace
}  // namespace hearthgrid::run
