// Hot water that heaters make: the heat of the litres drawn, at the heater's cost, before the rooms, and instead of an
// electric tank.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "engine/run/prepare.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

using Numbers = std::vector<double>;

double sum(const Numbers& v) {
  return std::accumulate(v.begin(), v.end(), 0.0);
}

constexpr const char* TECHNOLOGIES = R"(
[technology.dry]
like = "gas_boiler"
hot_water_temp_c = { value = 0, source = "test", status = "assumed" }
[technology.combi]
like = "dry"
hot_water_temp_c = { value = 30, source = "test", status = "assumed" }
[technology.pump]
like = "ashp_water"
hot_water_temp_c = { value = 50, source = "test", status = "assumed" }
)";

constexpr const char* FOUR = R"([technologies]
file = "technologies.toml"
[[mix]]
name = "before"
[[mix]]
name = "dry"
[[mix.convert]]
technology = "dry"
[[mix]]
name = "combi"
[[mix.convert]]
technology = "combi"
[[mix]]
name = "pump"
[[mix.convert]]
technology = "pump"
)";
enum MixIndex { BEFORE, DRY, COMBI, PUMP };

class HeaterHotWater : public ::testing::Test {
 protected:
  HeaterHotWater() : folder_(std::string(HEAD) + FOUR) { folder_.write("technologies.toml", TECHNOLOGIES); }
  ScenarioFolder folder_;
};

TEST_F(HeaterHotWater, IsTheHeatOfTheLitresAtTheBoilersEfficiency) {
  const io::ResultsReader file(folder_.run());
  const double hot_kwh = sum(file.numbers("household_hot_water_kwh", COMBI));
  EXPECT_EQ(sum(file.numbers("household_hot_water_kwh", DRY)), 0.0);
  EXPECT_EQ(sum(file.numbers("household_hot_water_kwh", BEFORE)), 0.0);
  // Litres a person and day as appliances.toml has them, from 10 to 45 degC, of which the tap's share comes hot.
  const Scenario scenario = folder_.load();
  double expected_kwh = 0.0;
  const occupancy::HotWater water(scenario.equipment.hot_water);
  for (const Household& home : scenario.population.households) {
    if (!takes_power(home) || home.traits.vacant) continue;
    const auto own = home_electricity(home, scenario.equipment, water, scenario.presence, scenario.seed());
    expected_kwh += 14.0 * own.litres[0] * water.tank_share() * 1.163e-3 * 35.0;
  }
  EXPECT_NEAR(hot_kwh, expected_kwh, 0.15 * expected_kwh);  // rest days, the season of the year
  // Burnt for it, rooms warmed by a seventh of it aside: 33.078 MJ per m3, 0.93 x 0.967 of it becomes heat.
  const double more_m3 = sum(file.numbers("household_gas_m3", COMBI)) - sum(file.numbers("household_gas_m3", DRY));
  const double without_rooms_m3 = hot_kwh * 3.6 / 33.078 / (0.93 * 0.967);
  EXPECT_LT(more_m3, without_rooms_m3);
  EXPECT_GT(more_m3, 0.8 * without_rooms_m3);
}

TEST_F(HeaterHotWater, SwitchesTheElectricTankOff) {
  const io::ResultsReader file(folder_.run());
  const Numbers dry = file.numbers("household_electricity_kwh", DRY);
  const Numbers combi = file.numbers("household_electricity_kwh", COMBI);
  const Numbers hot = file.numbers("household_hot_water_kwh", COMBI);
  int tanks = 0;
  for (size_t h = 0; h < dry.size(); ++h) {
    EXPECT_LT(combi[h], 1.08 * dry[h] + 0.1) << h;  // pump and fan run longer, as hot water comes between
    EXPECT_GE(combi[h], 0.0) << h;
    if (dry[h] - combi[h] > 3.0) {
      ++tanks;
      // An electric tank took the same litres' heat, once for once; the home's yearly kWh may scale it.
      EXPECT_NEAR(dry[h] - combi[h], hot[h], 0.35 * hot[h] + 3.0) << h;
    }
  }
  EXPECT_GT(tanks, 20);
  EXPECT_LT(tanks, 280);
  // The transformers' energy says the same as the homes'.
  const double hours = 0.25;
  for (const int mix : {DRY, COMBI, PUMP}) {
    const double load_kwh = hours * sum(file.numbers("county_load_kw", mix));
    EXPECT_NEAR(load_kwh, sum(file.numbers("household_electricity_kwh", mix)), 2e-4 * load_kwh) << mix;
  }
}

TEST_F(HeaterHotWater, IsDrawnAtFullFlowForMinutes) {
  const io::ResultsReader file(folder_.run({}, {"zoom.windows=[{first_day=2021-12-26,days=1}]",
                                                R"(households.series_of=["east-0001","east-0002","east-0003"])"}));
  const Numbers dry = file.numbers("series_zoom_gas_m3h", DRY), combi = file.numbers("series_zoom_gas_m3h", COMBI);
  double most = 0.0;
  for (size_t k = 0; k < combi.size(); ++k) most = std::max(most, combi[k] - dry[k]);
  EXPECT_GT(most, 1.0);  // a shower of 8 l/min takes 20 kW, 2.4 m3/h
  EXPECT_LE(*std::max_element(combi.begin(), combi.end()), 20.0 / (0.93 * 0.967) * 3.6 / 33.078 + 1e-3);
}

TEST_F(HeaterHotWater, OfAHeatPumpCostsLessThanItsHeat) {
  const io::ResultsReader file(folder_.run());
  const Numbers hot = file.numbers("household_hot_water_kwh", PUMP);
  EXPECT_NEAR(sum(hot), sum(file.numbers("household_hot_water_kwh", COMBI)), 0.02 * sum(hot));
  EXPECT_GT(sum(hot), 0.0);
}

}  // namespace
}  // namespace hearthgrid::run
