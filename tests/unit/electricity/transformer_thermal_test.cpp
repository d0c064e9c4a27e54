#include "models/electricity/transformer_thermal.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "engine/base/error.hpp"

namespace hearthgrid::electricity {
namespace {

/// A number between two, in a thousand steps.
double between(double low, double high) {
  return low + (high - low) * *rc::gen::inRange(0, 1001) / 1000.0;
}

const ThermalClass& any_class() {
  return thermal_classes()[*rc::gen::inRange<size_t>(0, thermal_classes().size())];
}

TEST(AgeingRate, KnownValues) {
  EXPECT_DOUBLE_EQ(ageing_rate(98.0, Paper::plain), 1.0);
  EXPECT_NEAR(ageing_rate(100.0, Paper::plain), 1.259921, 5e-7);
  EXPECT_NEAR(ageing_rate(80.0, Paper::plain), 0.125, 1e-14);
  EXPECT_NEAR(ageing_rate(110.0, Paper::plain), 4.0, 1e-14);
  EXPECT_NEAR(ageing_rate(128.0, Paper::plain), 32.0, 1e-12);
  EXPECT_NEAR(ageing_rate(140.0, Paper::plain), 128.0, 1e-12);
  EXPECT_DOUBLE_EQ(ageing_rate(110.0, Paper::upgraded), 1.0);
  EXPECT_NEAR(ageing_rate(100.0, Paper::upgraded), 0.349942, 1e-6);
}

TEST(ThermalState, SteadyAtRatedLoadIsTheSumOfTheRises) {
  for (const auto& thermal : thermal_classes()) {
    const auto state = steady_thermal_state(thermal, 11.02, 1.0, 20.0);
    EXPECT_NEAR(state.top_oil_c, 20.0 + thermal.oil_rise_k, 1e-11) << thermal.name;
    EXPECT_NEAR(state.hot_spot_c(), 20.0 + thermal.oil_rise_k + thermal.hot_spot_rise_k, 1e-11) << thermal.name;
  }
}

TEST(ThermalState, SteadyWithoutLoadIsWarmedByTheCore) {
  const auto state = steady_thermal_state(DISTRIBUTION_ONAN, 5.0, 0.0, -10.0);
  EXPECT_NEAR(state.top_oil_c, -10.0 + 55.0 * std::pow(1.0 / 6.0, 0.8), 1e-12);
  EXPECT_EQ(state.rise1_k, 0.0);
  EXPECT_NEAR(cold_thermal_state(-10.0).hot_spot_c(), -10.0, 0.0);
}

TEST(ThermalState, ContinuousLoadsThatReachTheHotSpotLimit) {
  // Sheet of the transformer's thermal rating at R = 11.02 and R = 5: loads that bring 98 degC.
  EXPECT_NEAR(steady_thermal_state(DISTRIBUTION_ONAN, 11.02, 1.238, -10.0).hot_spot_c(), 98.0, 0.1);
  EXPECT_NEAR(steady_thermal_state(DISTRIBUTION_ONAN, 11.02, 0.912, 30.0).hot_spot_c(), 98.0, 0.1);
  EXPECT_NEAR(steady_thermal_state(DISTRIBUTION_ONAN, 5.0, 1.330, -20.0).hot_spot_c(), 98.0, 0.1);
}

TEST(ThermalRecursion, OneTimeConstantGoesTheShareOfOneMinusOneOverE) {
  const ThermalRecursion recursion(DISTRIBUTION_ONAN, 5.0, 180.0);
  const auto state = recursion.step(cold_thermal_state(0.0), 1.0, 0.0);
  EXPECT_NEAR(state.top_oil_c, 55.0 * (1.0 - std::exp(-1.0)), 1e-12);
  EXPECT_NEAR(state.rise1_k, 23.0 * (1.0 - std::exp(-180.0 / 8.0)), 1e-12);
  EXPECT_EQ(state.rise2_k, 0.0);
}

RC_GTEST_PROP(ThermalRecursion, NoTimeNoChange, ()) {
  const ThermalRecursion recursion(any_class(), between(2.0, 25.0), 0.0);
  const ThermalState state{between(-30.0, 100.0), between(0.0, 80.0), between(0.0, 40.0)};
  const auto after = recursion.step(state, between(0.0, 2.0), between(-30.0, 40.0));
  RC_ASSERT(std::abs(after.top_oil_c - state.top_oil_c) < 1e-12);
  RC_ASSERT(std::abs(after.hot_spot_c() - state.hot_spot_c()) < 1e-12);
}

RC_GTEST_PROP(ThermalRecursion, ManyShortStepsAreOneLongStep, ()) {
  const auto& thermal = any_class();
  const double ratio = between(2.0, 25.0);
  const double load_pu = between(0.0, 2.0);
  const double ambient_c = between(-30.0, 40.0);
  const int parts = *rc::gen::inRange(2, 61);
  ThermalState state{between(-30.0, 100.0), between(0.0, 80.0), between(0.0, 40.0)};
  const auto once = ThermalRecursion(thermal, ratio, 60.0).step(state, load_pu, ambient_c);
  const ThermalRecursion shorter(thermal, ratio, 60.0 / parts);
  for (int part = 0; part < parts; ++part) state = shorter.step(state, load_pu, ambient_c);
  RC_ASSERT(std::abs(state.top_oil_c - once.top_oil_c) < 1e-10);
  RC_ASSERT(std::abs(state.rise1_k - once.rise1_k) < 1e-10);
  RC_ASSERT(std::abs(state.rise2_k - once.rise2_k) < 1e-10);
}

RC_GTEST_PROP(ThermalRecursion, ALastingLoadEndsAtTheSteadyState, ()) {
  const ThermalRecursion recursion(any_class(), between(2.0, 25.0), 60.0);
  const double load_pu = between(0.0, 2.0);
  ThermalState state{between(-30.0, 100.0), between(0.0, 80.0), between(0.0, 40.0)};
  for (int hour = 0; hour < 200; ++hour) state = recursion.step(state, load_pu, 5.0);
  const auto steady = recursion.steady(load_pu, 5.0);
  RC_ASSERT(std::abs(state.top_oil_c - steady.top_oil_c) < 1e-9);
  RC_ASSERT(std::abs(state.hot_spot_c() - steady.hot_spot_c()) < 1e-9);
}

RC_GTEST_PROP(ThermalRecursion, MoreLoadAndWarmerAirNeverCool, ()) {
  const ThermalRecursion recursion(any_class(), between(2.0, 25.0), between(1.0, 60.0));
  const double load_pu = between(0.0, 1.5);
  const double more_pu = load_pu + between(0.001, 0.5);
  const double ambient_c = between(-30.0, 30.0);
  auto state = recursion.steady(0.5, 0.0);
  auto loaded = state;
  auto warmer = state;
  for (int step = 0; step < 20; ++step) {
    state = recursion.step(state, load_pu, ambient_c);
    loaded = recursion.step(loaded, more_pu, ambient_c);
    warmer = recursion.step(warmer, load_pu, ambient_c + 5.0);
    RC_ASSERT(loaded.top_oil_c > state.top_oil_c);
    RC_ASSERT(loaded.hot_spot_c() > state.hot_spot_c());
    RC_ASSERT(warmer.hot_spot_c() > state.hot_spot_c());
  }
}

TEST(ThermalClasses, AreFoundByName) {
  EXPECT_EQ(thermal_class("distribution-onan").hot_spot_rise_k, 23.0);
  EXPECT_DOUBLE_EQ(thermal_class("kiosk-onan").oil_rise_k, 70.0);
  try {
    (void)thermal_class("distribution-onam");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems().at(0).message, "unknown thermal class 'distribution-onam' of a transformer");
    EXPECT_NE(error.problems().at(0).advice.find("distribution-onan"), std::string::npos);
  }
  for (const auto& each : thermal_classes()) EXPECT_FALSE(each.source.empty() || each.status.empty()) << each.name;
}

}  // namespace
}  // namespace hearthgrid::electricity
