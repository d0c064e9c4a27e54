#include "models/heater/coefficients.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <numeric>

#include "models/heater/frost.hpp"
#include "models/heater/part_load.hpp"
#include "tests/unit/heater/library.hpp"

namespace hearthgrid::heater {
namespace {

using testing::technology;

HeaterCoefficients at(const Technology& t, double outdoor_c, double humidity) {
  return coefficients(t, std::vector<double>{outdoor_c}, std::vector<double>{humidity});
}

HeaterCoefficients in_test_air(const Technology& t, double outdoor_c) {
  return at(t, outdoor_c, test_relative_humidity(outdoor_c));
}

TEST(HeatPump, NominalPointOfTheFamily) {
  const auto central = in_test_air(technology("ashp_water"), -12.0);
  EXPECT_NEAR(central.capacity_w(0, 41.0), 5510.0, 0.02 * 5510.0);
  EXPECT_NEAR(1.0 / central.input_per_heat(0, 41.0), 2.28, 0.02 * 2.28);
  const auto low = in_test_air(technology("ashp_water_low"), -12.0);
  EXPECT_NEAR(1.0 / low.input_per_heat(0, 41.0), 2.28 / 0.91, 0.02 * 2.5);  // inside 2.0 to 2.6
  EXPECT_DOUBLE_EQ(low.capacity_w(0, 41.0), central.capacity_w(0, 41.0));
  const auto high = in_test_air(technology("ashp_water_high"), -12.0);
  EXPECT_NEAR(high.capacity_w(0, 41.0), 7000.0, 0.02 * 7000.0);
  EXPECT_NEAR(1.0 / high.input_per_heat(0, 41.0), 2.10, 0.02 * 2.1);
  EXPECT_NEAR(high.capacity_w(0, 41.0) * high.input_per_heat(0, 41.0), 3330.0, 0.02 * 3330.0);
}

TEST(HeatPump, CapacityFallsAndInputPerHeatRisesInTheCold) {
  for (const char* name : {"ashp_water", "ashp_water_low", "ashp_water_high"}) {
    for (const double water : {35.0, 41.0, 47.5, 55.0}) {
      double capacity = 0.0;
      double ratio = 1e9;
      for (double outdoor = -29.9; outdoor <= 10.0; outdoor += 0.1) {
        const auto c = in_test_air(technology(name), outdoor);
        EXPECT_GE(c.capacity_w(0, water), capacity) << name << " " << outdoor << "/" << water;
        EXPECT_LE(c.input_per_heat(0, water), ratio * 1.0000001) << name << " " << outdoor << "/" << water;
        capacity = c.capacity_w(0, water);
        ratio = c.input_per_heat(0, water);
      }
    }
  }
}

TEST(HeatPump, IsOffBelowItsLockOut) {
  const auto c =
      coefficients(technology("ashp_water"), std::vector<double>{-29.9, -30.1}, std::vector<double>{0.5, 0.5});
  EXPECT_GT(c.capacity_w(0, 45.0), 2500.0);
  EXPECT_EQ(c.capacity_w(1, 45.0), 0.0);
  EXPECT_TRUE(std::isfinite(c.input_per_heat(1, 45.0)));
}

TEST(HeatPump, DryWinterAirGivesMoreHeatForTheSameElectricity) {
  const Technology& t = technology("ashp_water");
  const auto dry = at(t, 0.0, 0.3);
  const auto test = in_test_air(t, 0.0);
  EXPECT_NEAR(dry.capacity_w(0, 45.0) / test.capacity_w(0, 45.0), 1.05, 1e-12);
  EXPECT_NEAR(dry.capacity_w(0, 45.0) * dry.input_per_heat(0, 45.0),
              test.capacity_w(0, 45.0) * test.input_per_heat(0, 45.0), 1e-9);
}

TEST(HeatPump, FieldFactorIsOnTheCopOnly) {
  Technology field = technology("ashp_water");
  field.field_factor.value = 0.85;
  const auto lab = in_test_air(technology("ashp_water"), -5.0);
  const auto poor = in_test_air(field, -5.0);
  EXPECT_DOUBLE_EQ(poor.capacity_w(0, 45.0), lab.capacity_w(0, 45.0));
  EXPECT_NEAR(poor.input_per_heat(0, 45.0) * 0.85, lab.input_per_heat(0, 45.0), 1e-12);
}

RC_GTEST_PROP(HeatPump, IsFiniteEverywhereAndBetterThanAResistor, ()) {
  const double outdoor = *rc::gen::inRange(-400, 251) / 10.0;
  const double water = *rc::gen::inRange(250, 751) / 10.0;
  const double humidity = *rc::gen::inRange(0, 101) / 100.0;
  for (const char* name : {"ashp_water", "ashp_water_low", "ashp_water_high"}) {
    const auto c = at(technology(name), outdoor, humidity);
    const double capacity = c.capacity_w(0, water);
    const double ratio = c.input_per_heat(0, water);
    RC_ASSERT(std::isfinite(capacity) && std::isfinite(ratio));
    RC_ASSERT(capacity >= 0.0);
    RC_ASSERT(ratio > 0.0);
    RC_ASSERT(ratio < 1.0);
    RC_ASSERT((outdoor < -30.0 ? capacity == 0.0 : capacity > 500.0));
  }
}

TEST(GasBoiler, EfficiencyOfTheTableByReturningWater) {
  // Lochinvar FTX400 at 50 % firing, HHV x 1.11, less the field factor; water leaves 15 K hotter than it returns.
  const auto c = at(technology("gas_boiler_condensing"), 0.0, 0.5);
  const std::vector<std::pair<double, double>> table = {{21.1, .987}, {32.2, .971}, {37.8, .958}, {43.3, .939},
                                                        {54.4, .895}, {60.0, .880}, {71.1, .874}};
  for (const auto& [back, hhv] : table) {
    EXPECT_NEAR(1.0 / c.input_per_heat(0, back + 15.0) / 0.967, hhv * 1.11, 0.012 * hhv * 1.11) << back;
  }
  EXPECT_EQ(c.capacity_w(0, 30.0), 20000.0);
  EXPECT_EQ(c.capacity_w(0, 70.0), 20000.0);
}

TEST(GasBoiler, CyclingHomeReachesTheFieldEfficiency) {
  const Technology& t = technology("gas_boiler");
  const auto c = at(t, -5.0, 0.5);
  const double q = 0.5 * t.min_modulation;
  const double input = input_share(q, t.min_modulation, t.cycling_degradation) * c.input_per_heat(0, 60.0);
  EXPECT_NEAR(q / input, 0.88, 0.005);
}

TEST(GasBoiler, DrawsTheSheetsGasAtFullInput) {
  // 20 kW at 90 % (LHV 35.5 MJ per m3 at 0 degC): 2.25 m3/h at 0 degC, 2.42 at 20 degC.
  const Technology& t = technology("gas_boiler");
  EXPECT_NEAR(20000.0 / 0.90 * units_per_joule(t) * 3600.0, 2.25 * 293.15 / 273.15, 0.01);
  EXPECT_NEAR(t.fuel_lhv_mj_per_unit, 35.5 * 273.15 / 293.15, 5e-4);
}

TEST(FuelHeaters, InputIsHeatOverEfficiency) {
  EXPECT_NEAR(at(technology("pellet_stove"), -20.0, 0.5).input_per_heat(0, 60.0), 1.0 / 0.80, 1e-12);
  EXPECT_EQ(at(technology("resistance"), -20.0, 0.5).input_per_heat(0, 45.0), 1.0);
  EXPECT_EQ(at(technology("coal_stove"), -20.0, 0.5).capacity_w(0, 60.0), 0.0);
}

TEST(Supply, FollowsTheColdBelowZero) {
  Technology t = technology("ashp_water");
  t.supply_temp_c.value = 40.0;
  t.supply_slope.value = 0.5;
  EXPECT_EQ(supply_temperature_c(t, 5.0), 40.0);
  EXPECT_EQ(supply_temperature_c(t, -10.0), 45.0);
}

TEST(Coefficients, RefuseSeriesOfDifferentLength) {
  EXPECT_THROW((void)coefficients(technology("resistance"), std::vector<double>{1, 2}, std::vector<double>{0.5}),
               std::logic_error);
}

}  // namespace
}  // namespace hearthgrid::heater
