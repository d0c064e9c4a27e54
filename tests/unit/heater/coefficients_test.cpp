#include "models/heater/coefficients.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
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

// Water to 65 degC, which the tables know of; beyond, the curve may fall below 0 in the cold (heaters then give
// nothing).
RC_GTEST_PROP(HeatPump, IsFiniteEverywhereAndBetterThanAResistor, ()) {
  const double outdoor = *rc::gen::inRange(-400, 251) / 10.0;
  const double water = *rc::gen::inRange(250, 651) / 10.0;
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

// Lochinvar FTX400, HHV; x 1.11 is LHV. By returning water at three firing rates.
constexpr std::array<double, 10> RETURN_C = {21.1, 26.7, 32.2, 37.8, 43.3, 48.9, 54.4, 60.0, 65.5, 71.1};
constexpr std::array<double, 10> HHV_10 = {.994, .987, .978, .963, .945, .921, .898, .882, .876, .875};
constexpr std::array<double, 10> HHV_50 = {.987, .980, .971, .958, .939, .914, .895, .880, .875, .874};
constexpr std::array<double, 10> HHV_100 = {.982, .975, .966, .952, .932, .909, .892, .879, .874, .873};

double condensing_efficiency(double back_c, double firing) {
  const Technology& t = technology("gas_boiler_condensing");
  const double r = at(t, 0.0, 0.5).input_per_heat(0, back_c) * (1.0 + t.part_load_slope * (1.0 - firing));
  return 1.0 / (r * t.field_factor);
}

TEST(GasBoiler, EfficiencyOfTheTableByReturningWaterAndFiringRate) {
  for (const auto& [firing, hhv] : {std::pair(0.1, HHV_10), {0.5, HHV_50}, {1.0, HHV_100}}) {
    for (size_t k = 0; k < RETURN_C.size(); ++k) {
      const double lhv = 1.11 * hhv[k];
      const double tolerance = RETURN_C[k] <= 60.0 ? 0.01 : 0.05;  // gas_boiler.cpp
      EXPECT_NEAR(condensing_efficiency(RETURN_C[k], firing), lhv, tolerance * lhv) << RETURN_C[k] << " " << firing;
    }
  }
  const auto c = at(technology("gas_boiler_condensing"), 0.0, 0.5);
  EXPECT_EQ(c.capacity_w(0, 30.0), 20000.0);
  EXPECT_EQ(c.capacity_w(0, 70.0), 20000.0);
}

TEST(GasBoiler, ASmallCondensingBoilerIsNotFarFromTheTable) {
  // Viessmann Vitodens 300-W 13 kW (AixLib): 106.1 % at 30 % firing and 50/30 degC.
  EXPECT_NEAR(condensing_efficiency(30.0, 0.3), 1.061, 0.03 * 1.061);
}

TEST(GasBoiler, WithoutCondensingEfficiencyIsFlat) {
  // Viessmann Vitogas 200-F: 0.93 from 30 to 100 % load.
  const Technology& t = technology("gas_boiler");
  const auto c = at(t, 0.0, 0.5);
  for (const double back : {25.0, 45.0, 60.0}) EXPECT_NEAR(1.0 / c.input_per_heat(0, back) / 0.967, 0.93, 1e-9);
  EXPECT_EQ(t.part_load_slope, 0.0);
  // Half of the drop of 20 K at 20 kW lies between the mean and the returning water.
  EXPECT_NEAR(curve_offset_k_per_w(t) * 20000.0, -10.0, 1e-12);
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
