// Zoomed days through the low-voltage lines: at the season's own step they are the season, at a minute the flow of the
// minute's loads; means are kinder than minutes; what no voltage can carry is told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/run/six_homes_flow.hpp"

namespace hearthgrid::run {
namespace {

using Numbers = std::vector<double>;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string SCREEN = "electricity.low_voltage=screen", EXACT = "electricity.low_voltage=exact";
const std::string WEEK = "zoom.windows=[{first_day=2022-01-03,days=7}]", DAY = "zoom.windows=[{first_day=2022-01-05}]";
constexpr size_t BEFORE = 0, DIRECT = 1;

TEST(ZoomVoltage, AtTheSeasonsStepIsTheSeasons) {
  const SixHomes village;
  const std::string path = village.run({EXACT, "season.step_minutes=5", "zoom.step_minutes=5", WEEK});
  const io::ResultsReader file(path);
  for (const std::string what :
       {"transformer_{}min_voltage_pu", "transformer_{}min_voltage_time", "transformer_{}min_voltage_home",
        "transformer_{}max_voltage_pu", "transformer_{}homes_undervoltage", "transformer_{}voltage_unbalance_max",
        "transformer_{}voltage_unbalance_time", "transformer_{}line_loading_max", "transformer_{}line_loading_time",
        "transformer_{}phase_loading_max", "transformer_{}lv_failed_steps", "transformer_{}peak_60min_kva",
        "household_{}min_voltage_pu", "household_{}min_voltage_time", "household_{}max_voltage_pu",
        "county_{}load_kw"}) {
    EXPECT_EQ(file.numbers(fmt::format(fmt::runtime(what), "zoom_")), file.numbers(fmt::format(fmt::runtime(what), "")))
        << what;
  }
  EXPECT_EQ(file.texts("transformer_zoom_line_loading_line"), file.texts("transformer_line_loading_line"));
  const Numbers minutes = file.numbers("household_zoom_minutes_undervoltage");
  const Numbers hours = file.numbers("household_hours_undervoltage");
  for (size_t h = 0; h < hours.size(); ++h) EXPECT_NEAR(minutes[h], 60.0 * hours[h], 1e-3);
}

// Two windows, so that steps are counted on from one to the other.
TEST(ZoomVoltage, IsTheFlowOfTheMinutesAndOfTheirMeans) {
  const SixHomes village;
  const std::string windows = "zoom.windows=[{first_day=2022-01-05},{first_day=2022-01-08}]";
  const io::ResultsReader file(village.run({EXACT, windows, ONE_POWER_FACTOR}));
  const SixHomesFlow flow(village);
  const size_t steps = file.size_of("zoom_time");
  ASSERT_EQ(steps, 2880U);
  const Numbers kw = file.numbers("series_zoom_electricity_kw", DIRECT);
  const Numbers base_kw = file.numbers("series_zoom_electricity_kw", BEFORE), time = file.numbers("zoom_time");
  const Numbers lowest = file.numbers("household_zoom_min_voltage_pu", DIRECT);
  const Numbers by_15 = file.numbers("household_zoom_min_voltage_15min_pu", DIRECT);
  const Numbers at = file.numbers("household_zoom_min_voltage_time", DIRECT);
  std::array<double, 6> least{}, least_15{};
  least.fill(1e9), least_15.fill(1e9);
  std::array<size_t, 6> when{};
  for (size_t k = 0; k < steps; ++k) {
    const auto pu = flow.home_pu(kw, base_kw, steps, k);
    for (size_t h = 0; h < 6; ++h) {
      if (pu[h] < least[h]) least[h] = pu[h], when[h] = k;
    }
    if (k % 15 != 0) continue;
    const auto mean = flow.home_pu(kw, base_kw, steps, k, 15);
    for (size_t h = 0; h < 6; ++h) least_15[h] = std::min(least_15[h], mean[h]);
  }
  bool later = false;
  for (size_t h = 0; h < 6; ++h) {
    EXPECT_NEAR(lowest[h], least[h], 5e-7) << "home " << h + 1;
    EXPECT_NEAR(by_15[h], least_15[h], 5e-7) << "home " << h + 1;
    EXPECT_EQ(at[h], time[when[h]]) << "home " << h + 1;
    EXPECT_LT(lowest[h], by_15[h] - 1e-4) << "a quarter's mean is kinder";
    later = later || when[h] >= 1440;
  }
  const double worst = *std::min_element(least.begin(), least.end());
  EXPECT_NEAR(file.numbers("transformer_zoom_min_voltage_pu", DIRECT)[0], worst, 5e-7);
  // What the transformer carries is the homes' load and the other customers', and the lines' losses.
  const Numbers load = file.numbers("county_zoom_load_kw", DIRECT);
  for (size_t k = 0; k < steps; k += 97) {
    double homes = 4.0;
    for (size_t h = 0; h < 6; ++h) homes += kw[h * steps + k];
    EXPECT_GT(load[k], homes * (1.0 - 1e-6));
    EXPECT_LT(load[k], 1.1 * homes);
  }
}

TEST(ZoomVoltage, IsTheSameWhateverTheMode) {
  const ScenarioFolder folder;
  const std::vector<std::string> weak{"electricity.sizing.households_per_transformer=40",
                                      "electricity.network.pole_spacing_m=60", "electricity.network.phases=drawn",
                                      "zoom.windows=[{first_day=2021-12-28}]", "outage.hours=[2]"};
  const auto run = [&](const std::string& mode) {
    std::vector<std::string> overrides = weak;
    overrides.push_back(mode);
    return folder.run({}, overrides);
  };
  const io::ResultsReader screened(run(SCREEN)), exact(run(EXACT));
  double under = 0.0;
  int compared = 0;
  for (const std::string& variable : exact.variables()) {
    const bool voltage = variable.find("_zoom_") != std::string::npos || variable.starts_with("pickup_") ||
                         variable == "household_pickup_min_voltage_pu";
    if (!voltage || (variable.find("voltage") == std::string::npos && variable.find("line") == std::string::npos))
      continue;
    if (variable == "transformer_zoom_line_loading_line") continue;
    ++compared;
    EXPECT_EQ(screened.numbers(variable), exact.numbers(variable)) << variable;
  }
  EXPECT_GE(compared, 20);
  for (const double homes : exact.numbers("transformer_zoom_homes_undervoltage")) under += homes;
  EXPECT_GT(under, 0.0) << "the case is too mild to tell";
}

TEST(ZoomVoltage, LeavesTheSeasonAsItWasAndDoesNotDependOnThreadsOrBlocks) {
  const ScenarioFolder folder;
  const std::vector<std::string> zoomed{SCREEN, "zoom.windows=[{first_day=2021-12-28}]", "zoom.step_minutes=5",
                                        "outage.hours=[1,4]", "outage.step_minutes=5"};
  RunRequest request;
  request.threads = 1;
  const std::string one = folder.run(request, zoomed);
  request.threads = 3;
  request.block_transformers = 32;
  EXPECT_TRUE(bytes_of(one) == bytes_of(folder.run(request, zoomed)));
  EXPECT_THAT(unlike_variables(io::ResultsReader(folder.run({}, {SCREEN})), io::ResultsReader(one)), IsEmpty());
}

// 2 km of thin wire: at some minutes the homes' load is beyond what any voltage carries.
TEST(ZoomVoltage, TellsOfStepsThatNoVoltageCarries) {
  const SixHomes village;
  village.lines("busbar,a,2000,JKLYJ-16\n", "a,b,80,JKLYJ-25\n", "a,c,100,JKLYJ-16\n");
  const io::ResultsReader file(village.run({SCREEN, DAY, "outage.hours=[4]"}));
  EXPECT_GT(file.numbers("transformer_zoom_lv_failed_steps", DIRECT)[0], 0.0);
  EXPECT_GT(file.numbers("pickup_lv_failed_steps", DIRECT)[0], 0.0);
  EXPECT_GE(file.numbers("transformer_zoom_minutes_undervoltage", DIRECT)[0],
            file.numbers("transformer_zoom_lv_failed_steps", DIRECT)[0]);
  for (const std::string& variable : file.variables()) {
    if (variable.find("voltage") == std::string::npos || file.shape(variable).empty()) continue;
    for (const double value : file.numbers(variable)) EXPECT_TRUE(std::isfinite(value)) << variable;
  }
  EXPECT_THAT(file.diagnostics(), testing::Contains(HasSubstr("zoomed days: no voltage can carry")));
  EXPECT_THAT(file.diagnostics(), testing::Contains(HasSubstr("outage of 4 h: no voltage can carry")));
}

TEST(ZoomVoltage, IsNotThereWithoutLines) {
  const SixHomes village;
  const io::ResultsReader file(village.run({DAY, "outage.hours=[1]"}));
  EXPECT_FALSE(file.has("transformer_zoom_min_voltage_pu"));
  EXPECT_FALSE(file.has("pickup_min_voltage_pu"));
}

}  // namespace
}  // namespace hearthgrid::run
