#include "models/heater/hand_fired.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/random.hpp"
#include "tests/unit/heater/library.hpp"

namespace hearthgrid::heater {
namespace {

constexpr int STEPS = 96;
constexpr int64_t FIRST_DAY = 18946;  // 2021-11-15

StoveHome home(const std::string& name) {
  StoveHome h;
  h.name_hash = stable_hash(name);
  h.target_temp_c = 15.0;
  h.heat_loss_w_k = 220.0;
  h.gains_w = 300.0;
  h.max_heat_w = 40000.0;  // never in the way; the limit has tests of its own
  return h;
}

struct Season {
  double fuel_kg = 0.0;
  double heat_j = 0.0;
  double pending_j = 0.0;
  double max_heat_w = 0.0;
};

Season burn(const Technology& technology, const StoveHome& h, int days, int steps = STEPS, double mean_c = -6.0) {
  const HandFiring firing(technology, steps);
  StoveState state;
  std::vector<double> heat(steps);
  Season season;
  for (int day = 0; day < days; ++day) {
    season.fuel_kg += fire_day(firing, h, 7, FIRST_DAY + day, mean_c + 4.0 * std::sin(0.3 * day), state, heat);
    season.heat_j += std::accumulate(heat.begin(), heat.end(), 0.0) * 86400.0 / steps;
    season.max_heat_w = std::max(season.max_heat_w, *std::max_element(heat.begin(), heat.end()));
  }
  season.pending_j = state.pending_j();
  return season;
}

TEST(HandFired, HeatOfTheSeasonIsFuelTimesHeatingValueTimesEfficiency) {
  const Season s = burn(testing::technology("coal_stove"), home("Zhang 1"), 121);
  EXPECT_NEAR((s.heat_j + s.pending_j) / (s.fuel_kg * 20.9e6 * 0.42), 1.0, 1e-12);
  EXPECT_LT(s.pending_j, 0.01 * s.heat_j);
  // (220 W/K x 21 K - 300 W) over 121 days is 45.2 GJ: 5.1 t of raw coal at 0.42.
  EXPECT_NEAR(s.fuel_kg, (220.0 * 21.0 - 300.0) * 86400.0 * 121 / (20.9e6 * 0.42), 200.0);
}

TEST(HandFired, MeanOfFineStepsIsTheCoarseStep) {
  const Technology& coal = testing::technology("coal_stove");
  const HandFiring fine(coal, 1440), coarse(coal, 24);
  StoveState a, b;
  std::vector<double> minutes(1440), hours(24);
  for (int day = 0; day < 3; ++day) {
    fire_day(fine, home("Li"), 1, FIRST_DAY + day, -8.0, a, minutes);
    fire_day(coarse, home("Li"), 1, FIRST_DAY + day, -8.0, b, hours);
    for (int hour = 0; hour < 24; ++hour) {
      const double mean = std::accumulate(minutes.begin() + hour * 60, minutes.begin() + (hour + 1) * 60, 0.0) / 60.0;
      EXPECT_NEAR(mean, hours[hour], 1e-8 * (1.0 + hours[hour]));
    }
  }
}

TEST(HandFired, ReleaseIsFirstOrderWithTheTechnologysTimeConstants) {
  // Before the first firing of a day only the stores speak: E exp(-t / tau).
  const Technology& coal = testing::technology("coal_stove");
  const HandFiring firing(coal, STEPS);
  StoveState state{0.0, 40e6};
  std::vector<double> heat(STEPS);
  fire_day(firing, home("Wang"), 3, FIRST_DAY, 30.0, state, heat);  // no need for heat: nothing put on
  const double tau = 4.0 * 3600.0;
  EXPECT_NEAR(heat[0], 40e6 * (1.0 - std::exp(-900.0 / tau)) / 900.0, 1e-6);
  EXPECT_NEAR(heat[50] / heat[10], std::exp(-40 * 900.0 / tau), 1e-10);
  EXPECT_NEAR(state.banked_j, 40e6 * std::exp(-86400.0 / tau), 1e-3);
}

TEST(HandFired, HeatComesAfterFiringsAndDwindlesBeforeDawn) {
  const HandFiring firing(testing::technology("coal_stove"), STEPS);
  StoveState state;
  std::vector<double> mean(STEPS, 0.0), heat(STEPS);
  for (int i = 0; i < 200; ++i) {
    state = {};
    for (int day = 0; day < 3; ++day) fire_day(firing, home(std::to_string(i)), 5, FIRST_DAY + day, -6.0, state, heat);
    for (int k = 0; k < STEPS; ++k) mean[k] += heat[k] / 200.0;
  }
  const auto lowest = std::min_element(mean.begin(), mean.end()) - mean.begin();
  const auto highest = std::max_element(mean.begin(), mean.end()) - mean.begin();
  EXPECT_GE(lowest, 4 * 4);  // between 4:00
  EXPECT_LE(lowest, 4 * 7);  // and 7:00
  EXPECT_GE(highest, 4 * 17);
  EXPECT_LE(highest, 4 * 22);
}

TEST(HandFired, WithoutBankingTheSameFuelBurnsByDayAndTheNightIsCold) {
  const Technology& coal = testing::technology("coal_stove");
  StoveHome out = home("Wang 4");
  out.banks = false;
  const Season banked = burn(coal, home("Wang 4"), 60), unbanked = burn(coal, out, 60);
  EXPECT_NEAR(unbanked.fuel_kg, banked.fuel_kg, 1e-9 * banked.fuel_kg);
  const HandFiring firing(coal, STEPS);
  StoveState with, without;
  std::vector<double> banked_w(STEPS), unbanked_w(STEPS);
  for (int day = 0; day < 3; ++day) {
    fire_day(firing, home("Wang 4"), 7, FIRST_DAY + day, -6.0, with, banked_w);
    fire_day(firing, out, 7, FIRST_DAY + day, -6.0, without, unbanked_w);
  }
  EXPECT_EQ(without.banked_j, 0.0);
  EXPECT_LT(unbanked_w[16], 0.5 * banked_w[16]);  // four in the morning
}

TEST(HandFired, SameHomeAndDayGiveTheSameBitsOthersDoNot) {
  const HandFiring firing(testing::technology("coal_stove"), STEPS);
  const auto day = [&](const char* name, uint32_t seed, int64_t number) {
    StoveState state;
    std::vector<double> heat(STEPS);
    fire_day(firing, home(name), seed, number, -6.0, state, heat);
    return heat;
  };
  EXPECT_EQ(day("a", 1, FIRST_DAY), day("a", 1, FIRST_DAY));
  EXPECT_NE(day("a", 1, FIRST_DAY), day("b", 1, FIRST_DAY));
  EXPECT_NE(day("a", 1, FIRST_DAY), day("a", 2, FIRST_DAY));
  EXPECT_NE(day("a", 1, FIRST_DAY), day("a", 1, FIRST_DAY + 1));
}

TEST(HandFired, PeopleBurnMoreInTheColdUpToTheirLimit) {
  const Technology& coal = testing::technology("coal_stove");
  EXPECT_GT(burn(coal, home("a"), 30, STEPS, -12.0).fuel_kg, burn(coal, home("a"), 30, STEPS, -2.0).fuel_kg);
  EXPECT_EQ(burn(coal, home("a"), 30, STEPS, 25.0).fuel_kg, 0.0);
  StoveHome poor = home("a");
  poor.daily_fuel_limit_kg = 10.0;
  EXPECT_NEAR(burn(coal, poor, 30).fuel_kg, 300.0, 1e-9);
}

TEST(HandFired, WhatDoesNotFitIsPutOnAtTheNextFiring) {
  const Technology& coal = testing::technology("coal_stove");
  StoveHome small = home("a");
  small.max_heat_w = 12000.0;  // the evening's firing alone would give up to 17 kW
  const Season free = burn(coal, home("a"), 60);
  const Season limited = burn(coal, small, 60);
  EXPECT_GT(free.max_heat_w, 14000.0);
  EXPECT_LE(limited.max_heat_w, 12000.0);
  EXPECT_LT(limited.fuel_kg, free.fuel_kg);
  EXPECT_GT(limited.fuel_kg, 0.9 * free.fuel_kg);
}

TEST(HandFired, DailyFactorHasMeanOneAndTheSpreadOfTheTechnology) {
  const Technology& coal = testing::technology("coal_stove");
  const HandFiring firing(coal, STEPS);
  std::vector<double> heat(STEPS);
  double sum = 0.0, squares = 0.0;
  constexpr int DAYS = 4000;
  for (int day = 0; day < DAYS; ++day) {
    StoveState state;
    const double kg = fire_day(firing, home("a"), 9, FIRST_DAY + day, -6.0, state, heat);
    const double factor = kg * firing.heat_j_per_kg / ((220.0 * 21.0 - 300.0) * 86400.0);
    sum += factor;
    squares += factor * factor;
  }
  const double mean = sum / DAYS;
  EXPECT_NEAR(mean, 1.0, 0.01);
  EXPECT_NEAR(std::sqrt(squares / DAYS - mean * mean), 0.12, 0.01);
}

RC_GTEST_PROP(HandFired, NeverHotterThanTheStoveAndEnergyCloses, ()) {
  StoveHome h = home(*rc::gen::arbitrary<std::string>());
  h.heat_loss_w_k = *rc::gen::inRange(0, 1000);
  h.target_temp_c = *rc::gen::inRange(5, 25);
  h.max_heat_w = *rc::gen::inRange(500, 15000);
  h.daily_fuel_limit_kg = *rc::gen::inRange(0, 60);
  const Season s = burn(testing::technology("briquette_stove"), h, 20, 48, *rc::gen::inRange(-35, 10));
  RC_ASSERT(s.max_heat_w <= h.max_heat_w * (1.0 + 1e-12));
  const double fuel_heat = s.fuel_kg * 22.0e6 * 0.65;
  RC_ASSERT(std::abs(s.heat_j + s.pending_j - fuel_heat) <= 1e-11 * fuel_heat);
}

}  // namespace
}  // namespace hearthgrid::heater
