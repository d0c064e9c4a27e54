// Air to air, ground source, storage heaters, hybrids: what sets them apart from an air-to-water heat pump.

#include <gtest/gtest.h>

#include <cmath>

#include "models/heater/coefficients.hpp"
#include "models/heater/frost.hpp"
#include "tests/unit/heater/library.hpp"

namespace hearthgrid::heater {
namespace {

using testing::technology;

CoefficientRow row_of(const Technology& t, const StepConditions& now) {
  return coefficients(t, std::span(&now, 1)).rows.front();
}

StepConditions test_air(double outdoor_c) {
  StepConditions now;
  now.outdoor_temp_c = outdoor_c;
  now.relative_humidity = test_relative_humidity(outdoor_c);
  return now;
}

double value(const double (&c)[3], double x) {
  return c[0] + x * (c[1] + x * c[2]);
}

TEST(AirAir, IsTheDataBooksTableTimesTheFactors) {
  // Daikin RXM20R in rooms of 20 degC, W of heat and of input; -14 W per K of room.
  const Technology& t = technology("ashp_air");
  for (const auto& [outdoor, heat, input] :
       {std::tuple(-15.0, 1120.0, 330.0), {-10.0, 1360.0, 350.0}, {0.0, 1860.0, 470.0}, {7.0, 2500.0, 500.0}}) {
    const CoefficientRow row = row_of(t, test_air(outdoor));
    EXPECT_NEAR(value(row.capacity, 20.0) / 4.0, heat, 0.002 * heat) << outdoor;
    EXPECT_NEAR(value(row.capacity, 20.0) * value(row.input_per_heat, 20.0) / 6.39, input, 0.002 * input) << outdoor;
    EXPECT_NEAR((value(row.capacity, 25.0) - value(row.capacity, 15.0)) / 4.0, -150.0, 31.0) << outdoor;
  }
}

TEST(AirAir, HasTheStandardsCopInTheCold) {
  const CoefficientRow row = row_of(technology("ashp_air"), test_air(-12.0));
  EXPECT_NEAR(1.0 / value(row.input_per_heat, 20.0), 2.3, 0.01 * 2.3);
  EXPECT_NEAR(value(row.capacity, 20.0), technology("ashp_air").rated_heat_w, 0.01 * 5060.0);
}

TEST(AirAir, EachUnitModulatesByItself) {
  Technology t = technology("ashp_air");
  EXPECT_NEAR(smallest_share(t), 0.165, 1e-12);
  t.units.value = 3.0;
  EXPECT_NEAR(smallest_share(t), 0.11, 1e-12);
  EXPECT_EQ(curve_offset_k_per_w(t), 0.0);
}

TEST(Ground, CopIsWhen2HeatsByBrineWhateverTheAir) {
  const Technology& t = technology("gshp");
  for (const double brine : {-5.0, 0.0, 5.0, 10.0}) {
    for (const double water : {35.0, 45.0, 55.0}) {
      StepConditions now = test_air(-20.0);
      now.brine_temp_c = brine;
      const CoefficientRow row = row_of(t, now);
      const double lift = water - brine;
      const double cop = 0.85 * (10.29 - 0.2084 * lift + 0.001322 * lift * lift);
      EXPECT_NEAR(1.0 / value(row.input_per_heat, water), cop, 0.005 * cop) << brine << "/" << water;
      StepConditions mild = test_air(2.0);
      mild.relative_humidity = 1.0;  // no frost
      mild.brine_temp_c = brine;
      EXPECT_EQ(row_of(t, mild).capacity[0], row.capacity[0]);
    }
  }
}

TEST(Ground, BrineFollowsTheFieldTrialsCubic) {
  EXPECT_NEAR(brine_temp_c(0.0), 5.0647, 1e-12);
  EXPECT_NEAR(brine_temp_c(-10.0), 0.3 + 0.86 - 3.047 + 5.0647, 1e-12);
  EXPECT_EQ(brine_temp_c(-30.0), brine_temp_c(-15.0));
}

TEST(StorageHeater, ChargesInValleyHoursToACoreThatFollowsTheCold) {
  const Technology& t = technology("storage_heater");
  StepConditions now = test_air(-20.0);
  EXPECT_EQ(row_of(t, now).capacity[0], 0.0);
  now.valley = true;
  EXPECT_EQ(row_of(t, now).capacity[0], 12800.0);
  EXPECT_EQ(row_of(t, now).supply_c, 650.0);
  EXPECT_EQ(row_of(t, now).input_per_heat[0], 1.0);
  EXPECT_NEAR(store_j_k(t), 186.0 * 3600.0, 1e-6);
  // 3 % an hour of what a full core holds over the room.
  EXPECT_NEAR(t.static_loss_w_k / t.core_wh_k, 0.03, 0.001);
  // A full core holds four units' eight hours at 3.2 kW over 550 K.
  EXPECT_NEAR(t.core_wh_k * 550.0, 4.0 * 3200.0 * 8.0, 200.0);
}

TEST(Hybrid, LeavesTheColdAndDearHoursToGas) {
  const Technology& t = technology("hybrid_hp_gas");
  EXPECT_EQ(t.backup_carrier, Carrier::gas);
  EXPECT_EQ(row_of(t, test_air(-10.1)).capacity[0], 0.0);
  StepConditions now = test_air(-5.0);
  EXPECT_GT(row_of(t, now).capacity[0], 0.0);
  // 1 / COP at -7/47.5 is 0.4384 (parabola through 0.3703, 0.4219, 0.4808), at 2/47.5 0.3346: 0.4153 at -5 degC.
  // Electricity may cost up to 1 / (0.9 x 0.4153) = 2.68 times gas.
  now.price_ratio = 2.6;
  EXPECT_GT(row_of(t, now).capacity[0], 0.0);
  now.price_ratio = 2.75;
  EXPECT_EQ(row_of(t, now).capacity[0], 0.0);
}

TEST(Emitters, GiveSevenKilowattsAtTheirDesignTemperatures) {
  // Mean water is 2.5 K below the leaving; rooms of 18 degC.
  for (const auto& [name, mean] : {std::pair("ashp_water", 45.0),
                                   {"ashp_water_fan_coil", 38.5},
                                   {"ashp_water_floor", 32.5},
                                   {"ashp_water_old_radiators", 52.5},
                                   {"ashp_water_new_radiators", 40.0}}) {
    const Technology& t = technology(name);
    const double excess = mean - 18.0;
    const double heat = *t.emitter_w_k * excess * std::pow(excess / NOMINAL_EXCESS_K, t.emitter_exponent - 1.0);
    EXPECT_NEAR(heat, 7000.0, 0.005 * 7000.0) << name;
    EXPECT_NEAR(t.supply_temp_c - 0.5 * t.return_drop_k, mean, 1e-12) << name;
  }
}

TEST(DryMap, FrostIsAppliedInFullWhereTheTableHasNone) {
  Technology tested = technology("ashp_water");
  Technology dry = tested;
  dry.defrost_in_map = false;
  const auto ratio = [&](double outdoor, double humidity) {
    StepConditions now = test_air(outdoor);
    now.relative_humidity = humidity;
    return row_of(dry, now).capacity[0] / row_of(tested, now).capacity[0];
  };
  // At 2 degC in the test's own air (84 %, severe): 1 - 0.1534 exp(-1.1131^2 / 26.06) against 1.
  EXPECT_NEAR(ratio(2.0, test_relative_humidity(2.0)), 1.0 - 0.1534 * std::exp(-1.1131 * 1.1131 / 26.06), 1e-6);
  // Dry air at 2 degC: nothing lost, against the 5 % that a tested table gets back at most.
  EXPECT_NEAR(ratio(2.0, 0.3), 1.0 / 1.05, 1e-6);
  // At the plate's -12 degC both are the table itself.
  EXPECT_NEAR(ratio(-12.0, test_relative_humidity(-12.0)), 1.0, 1e-3);
  EXPECT_FALSE(technology("ashp_water_evi").defrost_in_map);
  EXPECT_TRUE(technology("ashp_statistical").defrost_in_map);
}

}  // namespace
}  // namespace hearthgrid::heater
