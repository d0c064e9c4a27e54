// Stoves by fuel and village boilers through a whole run: kilograms, heat, air and money.
#include <gtest/gtest.h>

#include <numeric>

#include "models/heater/coefficients.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

constexpr const char* STOVES = R"(
[[mix]]
name = "coal"
[[mix]]
name = "anthracite"
[[mix.convert]]
technology = "coal_stove_anthracite"
share = 1.0
[[mix]]
name = "wood"
[[mix.convert]]
technology = "wood_stove"
share = 1.0
[[mix]]
name = "straw on a kang"
[[mix.convert]]
technology = "kang_stove"
share = 1.0
[[mix]]
name = "village"
[[mix.convert]]
technology = "village_boiler_coal"
share = 1.0
)";
enum Mixes : size_t { COAL, ANTHRACITE, WOOD, KANG, VILLAGE };

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

class SolidFuels : public ::testing::Test {
 protected:
  SolidFuels() : scenario_(folder_.load()), file_(folder_.run()) {}

  // Sums over the homes that a mix heats with a technology.
  [[nodiscard]] double of(const std::string& variable, size_t mix, const std::string& technology) const {
    const auto heater = file_.numbers("household_technology", mix), values = file_.numbers(variable, mix);
    const auto names = file_.flag_meanings("household_technology");
    double total = 0.0;
    for (size_t h = 0; h < values.size(); ++h) {
      total += names[static_cast<size_t>(heater[h])] == technology ? values[h] : 0.0;
    }
    return total;
  }
  [[nodiscard]] const heater::Technology& technology(const std::string& name) const {
    return *std::find_if(scenario_.technologies.begin(), scenario_.technologies.end(),
                         [&](const heater::Technology& t) { return t.name == name; });
  }
  // Kilograms let out at the stoves of all villages.
  [[nodiscard]] double stove_kg(size_t mix, emission::Pollutant pollutant) const {
    const auto all = file_.numbers("emission_kg", mix);
    double total = 0.0;
    for (size_t v = 0; v < all.size() / (emission::POLLUTANTS * emission::PLACES); ++v) {
      total += all[(v * emission::POLLUTANTS + static_cast<size_t>(pollutant)) * emission::PLACES];
    }
    return total;
  }

  ScenarioFolder folder_{std::string(HEAD) + STOVES};
  Scenario scenario_;
  io::ResultsReader file_;
};

TEST_F(SolidFuels, KilogramsAreHeatOverHeatingValueAndEfficiency) {
  struct Stove {
    size_t mix;
    const char *name, *variable, *village;
    double mj_kg, efficiency;
  };
  const Stove stoves[] = {{ANTHRACITE, "coal_stove_anthracite", "household_coal_kg", "village_coal_kg", 27.0, 0.42},
                          {WOOD, "wood_stove", "household_wood_kg", "village_wood_kg", 16.7, 0.42},
                          {KANG, "kang_stove", "household_straw_kg", "village_straw_kg", 15.0, 0.40 + 0.54 * 0.60}};
  for (const Stove& s : stoves) {
    const double kg = of(s.variable, s.mix, s.name), heat = of("household_heat_kwh", s.mix, s.name);
    EXPECT_GT(kg, 1000.0) << s.name;
    // What the stores hold at either end of a fortnight is left.
    EXPECT_NEAR(kg * s.mj_kg * s.efficiency / 3.6 / heat, 1.0, 0.03) << s.name;
    EXPECT_NEAR(sum(file_.numbers(s.village, s.mix)), sum(file_.numbers(s.variable, s.mix)), 1e-4 * kg) << s.name;
  }
}

TEST_F(SolidFuels, RankDecidesTheSootAndPlantsGiveBiogenicCarbon) {
  const double anthracite_mj = 27.0 * of("household_coal_kg", ANTHRACITE, "coal_stove_anthracite");
  const double others_mj =
      20.9 * (sum(file_.numbers("household_coal_kg", ANTHRACITE)) - anthracite_mj / 27.0);  // not converted
  const auto factor = [&](const char* device, emission::Pollutant pollutant) {
    return scenario_.factors.value(device, pollutant, emission::Level::central);
  };
  using enum emission::Pollutant;
  const double soot_g = anthracite_mj * factor("coal_stove_anthracite", bc) + others_mj * factor("coal_stove", bc);
  EXPECT_NEAR(stove_kg(ANTHRACITE, bc), soot_g / 1000.0, 0.01 * soot_g / 1000.0);
  EXPECT_LT(stove_kg(ANTHRACITE, bc), 0.2 * stove_kg(COAL, bc));
  EXPECT_LT(stove_kg(WOOD, co2), 0.2 * stove_kg(COAL, co2));
  EXPECT_GT(stove_kg(WOOD, co2_biogenic), 0.8 * stove_kg(COAL, co2));
  // A kang of its own burns straw by the stove that has straw's factors.
  const double straw_mj = 15.0 * of("household_straw_kg", KANG, "kang_stove");
  EXPECT_NEAR(stove_kg(KANG, co2_biogenic), straw_mj * factor("straw_stove", co2_biogenic) / 1000.0, 1.0);
}

// Shanxi's coal is 900 CNY a tonne; wood and straw are collected.
TEST_F(SolidFuels, CollectedFuelCostsNothing) {
  const auto coal = file_.numbers("household_bill_cny", COAL), wood = file_.numbers("household_bill_cny", WOOD);
  const auto kg = file_.numbers("household_coal_kg", COAL), left = file_.numbers("household_coal_kg", WOOD);
  for (size_t h = 0; h < coal.size(); ++h) {
    EXPECT_NEAR(coal[h] - 0.9 * kg[h], wood[h] - 0.9 * left[h], 0.011) << h;
  }
}

// Fuel in = heat to the homes + losses of the network, over the boiler's efficiency.
TEST_F(SolidFuels, AVillagesCoalIsItsHomesHeatAndItsNetworksLoss) {
  const heater::Technology& plant = technology("village_boiler_coal");
  const weather::StepWeather weather = load_weather(scenario_).front();
  const TimeAxis& axis = scenario_.axis;
  double loss_kwh_a_home = 0.0;  // 8 W/K of 47.5 degC, a quarter hour at a time
  for (auto k = static_cast<size_t>(axis.warm_up_steps()); k < weather.outdoor_temp_c.size(); ++k) {
    loss_kwh_a_home += 8.0 * (47.5 - weather.outdoor_temp_c[k]) * axis.step_seconds() / 3.6e6;
  }
  const auto heater = file_.numbers("household_technology", VILLAGE);
  const auto names = file_.flag_meanings("household_technology");
  const auto homes = static_cast<double>(std::count_if(
      heater.begin(), heater.end(), [&](double t) { return names[static_cast<size_t>(t)] == plant.name; }));
  ASSERT_GT(homes, 100.0);
  const double heat_kwh = of("household_heat_kwh", VILLAGE, plant.name);
  const double fuel_kwh = of("household_coal_kg", VILLAGE, plant.name) * 20.9 / 3.6;
  EXPECT_NEAR(fuel_kwh * 0.70, heat_kwh + homes * loss_kwh_a_home, 0.01 * heat_kwh);
}

}  // namespace
}  // namespace hearthgrid::run
