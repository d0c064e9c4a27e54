// Whole runs: the heat balance closes, transformers carry what their homes draw, homes add up to villages.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

std::string series_override(const std::vector<std::string>& names) {
  std::string text = "households.series_of=[";
  for (const std::string& name : names) text += (text.back() == '[' ? "\"" : ",\"") + name + "\"";
  return text + "]";
}

TEST(Season, HeatBalanceClosesForEveryHome) {
  const ScenarioFolder folder;
  for (const char* step : {"5", "15", "60"}) {
    const io::ResultsReader file(folder.run({}, {std::string("season.step_minutes=") + step}));
    const double error = std::stod(*file.attribute("largest_heat_balance_error"));
    EXPECT_LT(error, 1e-9) << step << " minutes";
    EXPECT_GT(error, 0.0);
    fmt::print("{} minutes: largest heat balance error of a home {:.1e}\n", step, error);
    EXPECT_TRUE(file.diagnostics().empty());
  }
}

TEST(Season, TransformerCarriesWhatItsHomesDraw) {
  const ScenarioFolder folder;
  const Scenario scenario = folder.load({"electricity.sizing.households_per_transformer=20"});
  const auto& units = scenario.population.transformers;
  for (const size_t t : {size_t{1}, units.size() - 1}) {
    std::vector<std::string> names;
    for (int h = 0; h < units[t].households; ++h) {
      names.push_back(scenario.population.households[units[t].first_household + h].name);
    }
    ASSERT_GE(names.size(), 15U);
    const io::ResultsReader file(
        folder.run({}, {"electricity.sizing.households_per_transformer=20", series_override(names)}));
    const size_t steps = file.size_of("time"), mixes = file.size_of("mix");
    ASSERT_EQ(file.size_of("named_household"), names.size());
    for (size_t mix = 0; mix < mixes; ++mix) {
      const size_t at[] = {mix, t};
      const auto load = file.numbers("transformer_load_kw", at);
      const auto homes = file.numbers("series_electricity_kw", mix);
      double most = 0.0;
      for (size_t k = 0; k < steps; ++k) {
        double total = 0.0;
        for (size_t n = 0; n < names.size(); ++n) total += homes[n * steps + k];
        ASSERT_NEAR(load[k], total, total * (0x1.0p-12 + 1e-6)) << "mix " << mix << ", step " << k;
        most = std::max(most, total);
      }
      // The summaries are of the series before rounding.
      const double step_h = 0.25;
      EXPECT_NEAR(file.numbers("transformer_energy_kwh", mix)[t], sum(homes) * step_h, 1e-5 * sum(homes) * step_h);
      EXPECT_NEAR(file.numbers("transformer_peak_kw", mix)[t], most, 1e-5 * most);
    }
  }
}

TEST(Season, SeriesOfAHomeAddUpToItsSeason) {
  const ScenarioFolder folder;
  const std::vector<std::string> names = {"east-0001", "east-0050", "north-0003", "west-0042", "west-0046"};
  const io::ResultsReader file(folder.run({}, {series_override(names)}));
  const auto homes = file.texts("household"), named = file.texts("named_household");
  const size_t steps = file.size_of("time");
  for (size_t mix = 0; mix < file.size_of("mix"); ++mix) {
    const auto heat = file.numbers("series_heat_w", mix), air = file.numbers("series_indoor_c", mix);
    const auto power = file.numbers("series_electricity_kw", mix), gas = file.numbers("series_gas_m3h", mix);
    for (size_t n = 0; n < named.size(); ++n) {
      const size_t h = std::find(homes.begin(), homes.end(), named[n]) - homes.begin();
      double heat_kwh = 0.0, kwh = 0.0, gas_m3 = 0.0, peak = 0.0, mean = 0.0, coldest = 1e3, below_14 = 0.0;
      for (size_t k = n * steps; k < (n + 1) * steps; ++k) {
        heat_kwh += heat[k] * 0.25e-3;
        kwh += power[k] * 0.25;
        gas_m3 += gas[k] * 0.25;
        peak = std::max(peak, power[k]);
        mean += air[k] / static_cast<double>(steps);
        coldest = std::min(coldest, air[k]);
        below_14 += air[k] < 14.0 - 1e-5 ? 0.25 : 0.0;
      }
      const auto season = [&](const char* variable) { return file.numbers(variable, mix)[h]; };
      EXPECT_NEAR(season("household_heat_kwh"), heat_kwh, 1e-5 * heat_kwh + 1e-6) << named[n] << " mix " << mix;
      EXPECT_NEAR(season("household_electricity_kwh"), kwh, 1e-5 * kwh + 1e-6) << named[n] << " mix " << mix;
      EXPECT_NEAR(season("household_gas_m3"), gas_m3, 1e-5 * gas_m3 + 1e-6) << named[n] << " mix " << mix;
      EXPECT_NEAR(season("household_peak_kw"), peak, 1e-5 * peak) << named[n] << " mix " << mix;
      EXPECT_NEAR(season("household_mean_indoor_c"), mean, 1e-4) << named[n] << " mix " << mix;
      EXPECT_NEAR(season("household_min_indoor_c"), coldest, 1e-5) << named[n] << " mix " << mix;
      EXPECT_NEAR(season("household_hours_below_14"), below_14, 0.25) << named[n] << " mix " << mix;
    }
  }
}

TEST(Season, MeasuredTransformersCarryTheirMeasuredMean) {
  const ScenarioFolder folder;
  folder.write("transformers.csv",
               "transformer,village,rated_kva,other_load_kw\nw,west,400,5\nn,north,400,0\ne,east,400,2\n");
  std::string loads = "transformer,quarter_hour,load_kw\n";
  for (int q = 0; q < 96; ++q) loads += fmt::format("w,{0},{1}\n", q, q < 48 ? 30 : 50);
  folder.write("loads.csv", loads);
  const io::ResultsReader file(
      folder.run({}, {"electricity.transformers=\"transformers.csv\"", "electricity.loads=\"loads.csv\""}));
  const auto names = file.texts("transformer");
  const size_t west = std::find(names.begin(), names.end(), "w") - names.begin();
  const double hours = 0.25 * static_cast<double>(file.size_of("time"));
  EXPECT_NEAR(file.numbers("transformer_energy_kwh", 0)[west] / hours, 40.0, 0.03 * 40.0);
}

TEST(Season, GasOfTheCountyIsThatOfItsHomesAndVillages) {
  const ScenarioFolder folder;
  const io::ResultsReader file(folder.run());
  for (size_t mix = 0; mix < file.size_of("mix"); ++mix) {
    const double flow = sum(file.numbers("county_gas_m3h", mix)) * 0.25;
    const double homes = sum(file.numbers("household_gas_m3", mix));
    EXPECT_NEAR(flow, homes, 1e-5 * homes);
    EXPECT_NEAR(sum(file.numbers("village_gas_m3", mix)), homes, 1e-5 * homes);
    EXPECT_NEAR(sum(file.numbers("village_gas_m3h", mix)) * 0.25, homes, 1e-5 * homes);
    EXPECT_EQ(homes > 0.0, mix >= 2) << mix;
  }
}

TEST(Season, LoadOfTheCountyIsThatOfItsTransformersAndHomes) {
  const ScenarioFolder folder;
  const io::ResultsReader file(folder.run());
  const size_t steps = file.size_of("time");
  for (size_t mix = 0; mix < file.size_of("mix"); ++mix) {
    const auto county = file.numbers("county_load_kw", mix), units = file.numbers("transformer_load_kw", mix);
    std::vector<double> total(steps);
    for (size_t i = 0; i < units.size(); ++i) total[i % steps] += units[i];
    for (size_t k = 0; k < steps; ++k) ASSERT_NEAR(county[k], total[k], total[k] * 0x1.0p-12);
    const double kwh = sum(county) * 0.25;
    EXPECT_NEAR(sum(file.numbers("household_electricity_kwh", mix)), kwh, 1e-5 * kwh);
    EXPECT_NEAR(sum(file.numbers("transformer_energy_kwh", mix)), kwh, 1e-5 * kwh);
    for (const char* what : {"heat_kwh", "electricity_kwh", "coal_kg", "unmet_kwh"}) {
      const double homes = sum(file.numbers(std::string("household_") + what, mix));
      EXPECT_NEAR(sum(file.numbers(std::string("village_") + what, mix)), homes, 1e-5 * homes + 1e-6) << what;
    }
  }
}

TEST(Season, KnowsNoPeakOfAWindowShorterThanItsStep) {
  const ScenarioFolder folder;
  const io::ResultsReader quarters(folder.run()), hours(folder.run({}, {"season.step_minutes=60"}));
  for (const char* window : {"15min", "30min", "60min"}) {
    const std::string variable = "transformer_peak_" + std::string(window) + "_kva";
    EXPECT_TRUE(quarters.has(variable)) << window;
    EXPECT_EQ(hours.has(variable), std::string(window) == "60min") << window;
  }
}

TEST(Season, VacantHomesAreNeitherHeatedNorLived) {
  const ScenarioFolder folder;
  const Scenario scenario = folder.load();
  const io::ResultsReader file(folder.run());
  int vacant = 0;
  for (size_t mix = 0; mix < file.size_of("mix"); ++mix) {
    const auto heat = file.numbers("household_heat_kwh", mix), kwh = file.numbers("household_electricity_kwh", mix);
    for (size_t h = 0; h < heat.size(); ++h) {
      if (!scenario.population.households[h].traits.vacant) {
        EXPECT_GT(heat[h], 0.0);
        EXPECT_GT(kwh[h], 0.0);
        continue;
      }
      ++vacant;
      EXPECT_EQ(heat[h], 0.0);
      EXPECT_EQ(kwh[h], 0.0);
    }
  }
  EXPECT_GT(vacant, 20);
}

}  // namespace
}  // namespace hearthgrid::run
