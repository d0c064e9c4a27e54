// Reactive power of homes in a run: by their appliances or as the scenario says, the same for transformers, lines,
// plans and other tools.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/base/power_factor.hpp"
#include "engine/run/home_series.hpp"
#include "engine/run/prepare.hpp"
#include "engine/run/set_up.hpp"
#include "tests/unit/run/six_homes.hpp"

namespace hearthgrid::run {
namespace {

using Numbers = std::vector<double>;

constexpr double OTHER_KW = 4.0;

// Largest kVA of a step, from what homes draw and their power factors; heaters have 1.
double peak_kva(const io::ResultsReader& results, size_t mix, double other_tan) {
  const Numbers kw = results.numbers("series_electricity_kw", mix);
  const Numbers base = results.numbers("series_electricity_kw", size_t{0});
  const Numbers factor = results.numbers("household_base_power_factor");
  const size_t steps = results.size_of("time");
  double most = 0.0;
  for (size_t k = 0; k < steps; ++k) {
    double p = OTHER_KW, q = OTHER_KW * other_tan;
    for (size_t h = 0; h < 6; ++h) {
      p += kw[h * steps + k];
      q += base[h * steps + k] * tan_of_power_factor(factor[h]);
    }
    most = std::max(most, std::hypot(p, q));
  }
  return most;
}

TEST(BasePowerFactor, OfHomesIsThatOfTheirAppliances) {
  const SixHomes village;
  const io::ResultsReader results(village.run({}));
  const Numbers factor = results.numbers("household_base_power_factor");
  for (const double each : factor) {
    EXPECT_GT(each, 0.8);
    EXPECT_LT(each, 1.0);
  }
  EXPECT_NE(factor[0], factor[1]);
  for (const size_t mix : {size_t{0}, size_t{1}}) {
    const double expected = peak_kva(results, mix, tan_of_power_factor(0.95));
    EXPECT_NEAR(results.numbers("transformer_peak_kva", mix)[0], expected, 1e-5 * expected);
  }
}

TEST(BasePowerFactor, OfTheScenarioTakesTheirPlaceWhereItIsGiven) {
  const SixHomes village;
  const io::ResultsReader own(village.run({})), results(village.run({"electricity.base_power_factor=0.9"}));
  for (const double each : results.numbers("household_base_power_factor")) EXPECT_NEAR(each, 0.9, 1e-6);
  const double expected = peak_kva(results, 0, tan_of_power_factor(0.9));
  EXPECT_NEAR(results.numbers("transformer_peak_kva", size_t{0})[0], expected, 1e-5 * expected);
  EXPECT_GT(expected, own.numbers("transformer_peak_kva", size_t{0})[0]);
  // Active power has nothing to do with it.
  EXPECT_EQ(results.numbers("transformer_load_kw"), own.numbers("transformer_load_kw"));
}

TEST(BasePowerFactor, FollowsTheScenariosOwnAppliances) {
  const SixHomes village;
  const auto with_refrigerators_at = [&](const std::string& factor) {
    village.folder.write("appliances.toml", "[appliance.refrigerator]\npower_factor = { value = " + factor +
                                                ", status = \"measured\", source = \"ours\" }\n");
    const io::ResultsReader results(village.run({"households.appliances=\"appliances.toml\""}));
    return results.numbers("household_base_power_factor");
  };
  const Numbers poor = with_refrigerators_at("0.6"), good = with_refrigerators_at("1.0");
  for (size_t h = 0; h < 6; ++h) EXPECT_LE(poor[h], good[h]);
  EXPECT_LT(poor[0], good[0] - 0.01);
}

// Transformers, low voltage and plans have a home's reactive power from one place.
TEST(BasePowerFactor, IsTheSameForTransformersAndForPlans) {
  const SixHomes village;
  const Scenario scenario = village.folder.load();
  const Physics physics = prepare_season(scenario, load_hours(scenario));
  Simulation simulation = set_up(scenario, physics, "", {});
  const BlockResult block = simulate_block(simulation, 0, 1);
  const HomeSeries series = simulate_homes(simulation, 0);
  const auto steps = static_cast<size_t>(series.steps);
  for (const int mix : {0, 1}) {
    std::vector<float> kw, kvar;
    series.loads(mix, kw, kvar);
    double active = 0.0, reactive = 0.0;
    for (size_t k = 0; k < steps; ++k) {
      double p = 0.0, q = 0.0;
      for (size_t h = 0; h < 7; ++h) {
        p += kw[h * steps + k];
        q += kvar[h * steps + k];
      }
      ASSERT_NEAR(block.load_kw[mix * steps + k], p, 2e-6 * p) << k;
      ASSERT_NEAR(block.load_kvar[mix * steps + k], q, 2e-6 * q) << k;
      active += p;
      reactive += q;
    }
    EXPECT_GT(reactive, 0.02 * active);
  }
}

}  // namespace
}  // namespace hearthgrid::run
