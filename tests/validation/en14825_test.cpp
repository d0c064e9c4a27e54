// Heat pumps against EN 14825's season and Keymark's declarations.

#include "models/heater/en14825.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "models/heater/coefficients.hpp"
#include "models/heater/frost.hpp"
#include "tests/unit/heater/library.hpp"

namespace hearthgrid::heater {
namespace {

using testing::technology;

constexpr double BIVALENT_AVERAGE_C = -7.0;  // what most declare
constexpr double BIVALENT_COLDER_C = -15.0;

struct Declared {
  SeasonClimate climate;
  OutletLevel level;
  double bivalent_c, p10, p90;
};

class Season : public ::testing::TestWithParam<Declared> {};

TEST_P(Season, OfTheStatisticalUnitIsInsideKeymarksSpread) {
  const Declared d = GetParam();
  const SeasonalPerformance s = seasonal_performance(technology("ashp_statistical"), d.climate, d.level, d.bivalent_c);
  RecordProperty("scop", std::to_string(s.scop));
  EXPECT_GE(s.scop, d.p10);
  EXPECT_LE(s.scop, d.p90);
  EXPECT_LT(s.scop, s.scop_on);
  EXPECT_LT(s.backup_share, 0.02);
}

// p10 and p90 of Keymark's air-to-water units of 5 to 10 kW.
INSTANTIATE_TEST_SUITE_P(
    Keymark, Season,
    ::testing::Values(Declared{SeasonClimate::colder, OutletLevel::low, BIVALENT_COLDER_C, 3.70, 4.44},
                      Declared{SeasonClimate::colder, OutletLevel::medium, BIVALENT_COLDER_C, 2.76, 3.44},
                      Declared{SeasonClimate::average, OutletLevel::low, BIVALENT_AVERAGE_C, 4.30, 5.07},
                      Declared{SeasonClimate::average, OutletLevel::medium, BIVALENT_AVERAGE_C, 3.21, 3.72}));

TEST(Season, OutletsAreTheStandardsPoints) {
  EXPECT_EQ(outlet_temp_c(SeasonClimate::average, OutletLevel::medium, -7.0), 52.0);
  EXPECT_EQ(outlet_temp_c(SeasonClimate::colder, OutletLevel::medium, -15.0), 49.0);
  EXPECT_EQ(outlet_temp_c(SeasonClimate::colder, OutletLevel::low, 2.0), 27.0);
  EXPECT_EQ(outlet_temp_c(SeasonClimate::average, OutletLevel::medium, 9.5), 33.0);
  EXPECT_NEAR(outlet_temp_c(SeasonClimate::average, OutletLevel::low, 15.0), 22.2, 1e-12);
}

TEST(Season, OfAResistorIsOneLessWhatItDrawsStanding) {
  // SCOP = Q / (Q + 3851 h x 10 W), Q = 2066 h x 9000 W / (23 / 26).
  Technology t = technology("resistance");
  t.standby_w.value = 10.0;
  const SeasonalPerformance s = seasonal_performance(t, SeasonClimate::average, OutletLevel::low, BIVALENT_AVERAGE_C);
  EXPECT_NEAR(s.design_load_w, 9000.0 * 26.0 / 23.0, 1e-6);
  EXPECT_NEAR(s.scop_on, 1.0, 1e-12);
  const double q = 2066.0 * s.design_load_w;
  EXPECT_NEAR(s.scop, q / (q + 3851.0 * 10.0), 1e-12);
}

TEST(Season, CyclingCostsWhatTheStandardSays) {
  // With Cc 0.9 a machine of one speed loses (1 - Cc) (1 - PLR) of its input in each bin; one that cycles for free is
  // the bound.
  Technology free = technology("ashp_water_fixed");
  free.cycling_degradation.value = 1.0;
  const auto scop = [](const Technology& t) {
    return seasonal_performance(t, SeasonClimate::colder, OutletLevel::low, BIVALENT_COLDER_C).scop_on;
  };
  const double loss = scop(free) / scop(technology("ashp_water_fixed")) - 1.0;
  EXPECT_GT(loss, 0.10 * 0.5);  // mean load below half of the capacity
  EXPECT_LT(loss, 0.10 * 5.0);
}

TEST(Capacity, FallsInTheColdAsKeymarksDoes) {
  const auto heat = [](const char* name, double outdoor, double water) {
    return coefficients(technology(name), std::vector<double>{outdoor},
                        std::vector<double>{test_relative_humidity(outdoor)})
        .capacity_w(0, water);
  };
  for (const char* name : {"ashp_water", "ashp_statistical", "ashp_water_evi", "ashp_plate"}) {
    const double to_20 = heat(name, -20.0, 34.0) / heat(name, -15.0, 32.0);
    EXPECT_NEAR(to_20, 0.83, 0.11) << name;  // median; half the spread at -22
    const double low = heat(name, -22.0, 35.0) / heat(name, -15.0, 35.0);
    EXPECT_GE(low, 0.70) << name;
    EXPECT_LE(low, 0.92) << name;
    const double medium = heat(name, -22.0, 55.0) / heat(name, -15.0, 55.0);
    EXPECT_GE(medium, 0.51) << name;
    EXPECT_LE(medium, 0.85) << name;
  }
}

// COP of the machine itself: the field's losses cannot lift it over Carnot either.
RC_GTEST_PROP(Carnot, BoundsEveryTechnologyOverTheWholeRange, ()) {
  StepConditions now;
  now.outdoor_temp_c = *rc::gen::inRange(-400, 201) / 10.0;
  now.brine_temp_c = *rc::gen::inRange(-100, 151) / 10.0;
  now.relative_humidity = *rc::gen::inRange(0, 101) / 100.0;
  now.valley = true;
  for (const Technology& t : testing::library()) {
    if (!t.map) continue;
    const bool room = t.curve == CurveTemperature::room_air;
    const double hot = room ? *rc::gen::inRange(50, 301) / 10.0 : *rc::gen::inRange(250, 751) / 10.0;
    const double cold = t.model == "ground_heat_pump" ? now.brine_temp_c : now.outdoor_temp_c;
    if (hot - cold < 1.0) continue;
    const HeaterCoefficients c = coefficients(t, std::span(&now, 1));
    RC_ASSERT(c.input_per_heat(0, hot) * (hot + 273.15) >= hot - cold);
    // Tables know of water to 65 degC; beyond, the curve may fall below 0 in the cold (heaters then give nothing).
    RC_ASSERT(hot > 65.0 || c.capacity_w(0, hot) >= 0.0);
  }
}

}  // namespace
}  // namespace hearthgrid::heater
