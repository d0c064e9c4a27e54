// Pellet boiler and village boiler, by hand.

#include <gtest/gtest.h>

#include "models/heater/coefficients.hpp"
#include "tests/unit/heater/library.hpp"

namespace hearthgrid::heater {
namespace {

using testing::technology;

CoefficientRow row_at(const Technology& t, double outdoor_c) {
  return coefficients(t, std::vector<double>{outdoor_c}, std::vector<double>{0.5}).rows[0];
}

// HiSim: 0.60 at the smallest load; full load between the Danish Energy Agency's 0.84 and HiSim's 0.90.
TEST(PelletBoiler, EfficiencyByLoad) {
  const Technology& t = technology("pellet_boiler");
  const CoefficientRow row = row_at(t, -5.0);
  const auto efficiency = [&](double load) {
    return 1.0 / (row.input_per_heat[0] * (1.0 + t.part_load_slope * (1.0 - load)));
  };
  EXPECT_EQ(row.capacity[0], 15000.0);
  EXPECT_GE(efficiency(1.0), 0.84);
  EXPECT_LE(efficiency(1.0), 0.90);
  EXPECT_NEAR(efficiency(t.min_modulation), 0.60, 0.001);
  EXPECT_NEAR(efficiency(0.65), 0.87 / 1.225, 0.001);  // half way in input per heat
}

// Water leaves at 55 and comes back at 40: 47.5 degC in the mean. At -10 degC 8 W/K x 57.5 K = 460 W are lost; a home
// that takes 5000 W makes the plant give 5460 W and burn 5460 / 0.70 = 7800 W: 2340 W go up the chimney.
TEST(VillageBoiler, FuelInIsHeatToTheHomeAndLossesOfNetworkAndBoiler) {
  const CoefficientRow row = row_at(technology("village_boiler_coal"), -10.0);
  const double fuel_w = 5000.0 * row.input_per_heat[0] + row.always_w;
  EXPECT_NEAR(fuel_w, 7800.0, 1e-9);
  EXPECT_NEAR(fuel_w - 5000.0 - 460.0, 0.30 * fuel_w, 1e-9);
  EXPECT_EQ(row.capacity[0], 10000.0);
  // In kilograms: 7800 W over a day are 673.9 MJ, 32.2 kg of coal.
  EXPECT_NEAR(fuel_w * 86400.0 * units_per_joule(technology("village_boiler_coal")), 32.24, 0.01);
}

TEST(VillageBoiler, NetworkLosesWhateverTheHomeTakesWhileItIsHot) {
  const Technology& gas = technology("village_boiler_gas");
  EXPECT_NEAR(row_at(gas, 0.0).always_w, 8.0 * 47.5 / 0.90, 1e-9);
  EXPECT_NEAR(row_at(gas, 15.0).always_w, 8.0 * 32.5 / 0.90, 1e-9);
  EXPECT_EQ(row_at(gas, 15.1).always_w, 0.0);
  EXPECT_EQ(row_at(gas, 15.1).capacity[0], 0.0);
  Technology hotter = gas;
  hotter.supply_slope.value = 1.0;  // 65 degC at -10 degC outdoors
  EXPECT_NEAR(row_at(hotter, -10.0).always_w, 8.0 * 67.5 / 0.90, 1e-9);
}

TEST(VillageBoiler, NothingIsBurntForACarrierThatItCannotUse) {
  for (const char* name : {"village_boiler_coal", "village_boiler_gas", "village_boiler_pellets"}) {
    const Technology& t = technology(name);
    EXPECT_EQ(t.model, "village_boiler");
    EXPECT_NEAR(row_at(t, -5.0).input_per_heat[0], 1.0 / t.efficiency, 1e-12) << name;
  }
}

}  // namespace
}  // namespace hearthgrid::heater
