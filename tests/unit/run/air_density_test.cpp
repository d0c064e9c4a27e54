// The air of a home is as thin as its site's altitude makes it, unless its archetype says otherwise.

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/base/constants.hpp"
#include "engine/run/prepare.hpp"
#include "models/weather/humidity.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

TEST(AirDensity, IsThatOfTheStandardAtmosphereAt20DegC) {
  // p / (287.05 x 293.15): 101325 Pa at the sea, 89 875 Pa at 1000 m (ICAO tables).
  EXPECT_NEAR(weather::indoor_air_kg_m3(0.0), 1.2041, 1e-4);
  EXPECT_NEAR(weather::indoor_air_kg_m3(1000.0), 89875.0 / (287.05 * 293.15), 2e-4);
}

// The construction of brick_370 as it is, at the first site that has it.
Construction brick(const Scenario& scenario) {
  const Physics physics = prepare_season(scenario, load_hours(scenario));
  for (const Construction& c : physics.constructions) {
    const bool as_it_is = scenario.envelopes[c.envelope] == "none" && c.insulation == dwelling::NOMINAL_INSULATION;
    if (scenario.archetypes[c.archetype].name == "brick_370" && as_it_is) return c;
  }
  ADD_FAILURE() << "no home of brick";
  return {};
}

TEST(AirDensity, FollowsTheSitesAltitude) {
  const ScenarioFolder folder;
  const Construction high = brick(folder.load({"season.step_minutes=60"}));
  const Construction low = brick(folder.load({"season.step_minutes=60", "weather.site=liaocheng"}));
  const double per_kg_m3 = AIR_HEAT_CAPACITY_J_KGK * 300.0 / 3600.0;  // 300 m3, once an hour
  EXPECT_NEAR(high.nominal_air_change_w_k, 1.061 * per_kg_m3, 0.001 * per_kg_m3) << "1052 m";
  EXPECT_NEAR(low.nominal_air_change_w_k, 1.199 * per_kg_m3, 0.001 * per_kg_m3) << "34 m";
  EXPECT_NEAR(low.heat_loss_w_k - high.heat_loss_w_k, low.nominal_air_change_w_k - high.nominal_air_change_w_k, 1e-6)
      << "all else is the same";
  EXPECT_NEAR(low.ventilation_w_k_per_m3h / high.ventilation_w_k_per_m3h, 1.199 / 1.061, 0.002);
}

TEST(AirDensity, AReductionInOtherAirIsTheOneOfThatAir) {
  const ScenarioFolder folder;
  const Scenario scenario = folder.load({"season.step_minutes=60"});
  const Physics physics = prepare_season(scenario, load_hours(scenario));
  const auto found = std::find_if(scenario.archetypes.begin(), scenario.archetypes.end(),
                                  [](const auto& a) { return a.name == "brick_370"; });
  dwelling::Dwelling home = dwelling::in_air_of(1.061, found->base);
  ASSERT_EQ(home.air_density_kg_m3, 1.061);
  const Construction shared = prepare_construction(home, physics.sites[0]);
  home.air_density_of_site = false;  // a density of its own: reduced with it
  EXPECT_EQ(dwelling::in_air_of(0.9, home).air_density_kg_m3, 1.061);
  const Construction own = prepare_construction(home, physics.sites[0]);
  EXPECT_LT((shared.model.phi - own.model.phi).cwiseAbs().maxCoeff(), 1e-9);
  EXPECT_LT((shared.model.loss_driver - own.model.loss_driver).cwiseAbs().maxCoeff(),
            1e-9 * own.model.loss_driver.cwiseAbs().maxCoeff());
  EXPECT_NEAR(shared.heat_loss_w_k, own.heat_loss_w_k, 1e-9 * own.heat_loss_w_k);
  EXPECT_NE(shared.reduced->model.stored, own.reduced->model.stored);
}

}  // namespace
}  // namespace hearthgrid::run
