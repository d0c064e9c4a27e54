// Hand-fired technologies of the library, fuel by fuel: energy, mass, the least that a fire takes, and the kang.

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "engine/base/random.hpp"
#include "models/heater/coefficients.hpp"
#include "models/heater/hand_fired.hpp"
#include "tests/unit/heater/library.hpp"

namespace hearthgrid::heater {
namespace {

using testing::technology;

constexpr int STEPS = 96;
constexpr int DAYS = 121;
constexpr int64_t FIRST_DAY = 18946;  // 2021-11-15

StoveHome home(double heat_loss_w_k = 220.0) {
  StoveHome h;
  h.name_hash = stable_hash("Zhao 3");
  h.heat_loss_w_k = heat_loss_w_k;
  h.gains_w = 300.0;
  h.max_heat_w = 40000.0;  // never in the way
  return h;
}

struct Winter {
  double fuel_kg = 0.0, heat_j = 0.0, pending_j = 0.0;
  std::vector<double> mean_w = std::vector<double>(STEPS, 0.0);  // by time of day
};

Winter burn(const Technology& t, const StoveHome& h, double outdoor_c = -6.0) {
  const HandFiring firing(t, STEPS);
  StoveState state;
  std::vector<double> heat(STEPS);
  Winter winter;
  for (int day = 0; day < DAYS; ++day) {
    winter.fuel_kg += fire_day(firing, h, 7, FIRST_DAY + day, outdoor_c, state, heat);
    winter.heat_j += std::accumulate(heat.begin(), heat.end(), 0.0) * 900.0;
    for (int k = 0; k < STEPS; ++k) winter.mean_w[k] += heat[k] / DAYS;
  }
  winter.pending_j = state.pending_j();
  return winter;
}

// Mean of the hours from midnight to five.
double night_w(const Winter& winter) {
  return std::accumulate(winter.mean_w.begin(), winter.mean_w.begin() + 20, 0.0) / 20.0;
}

TEST(SolidFuels, FuelInIsHeatAndFlueLossForEveryHandFiredTechnology) {
  int seen = 0;
  for (const Technology& t : testing::library()) {
    if (t.kind != HeaterKind::hand_fired) continue;
    ++seen;
    StoveHome h = home();
    h.max_heat_w = t.rated_heat_w;
    h.least_heat_w = t.least_heat_w;
    const Winter winter = burn(t, h);
    const double fuel_j = winter.fuel_kg * t.fuel_lhv_mj_per_unit * 1e6;
    const double flue_j = (1.0 - t.efficiency) * (1.0 - t.kang_share) * fuel_j;
    EXPECT_GT(winter.fuel_kg, 0.0) << t.name;
    EXPECT_NEAR((winter.heat_j + winter.pending_j + flue_j) / fuel_j, 1.0, 1e-9) << t.name;
    // What the season's input per heat says.
    const auto row = coefficients(t, std::vector<double>{-6.0}, std::vector<double>{0.5});
    EXPECT_NEAR(row.input_per_heat(0, 50.0) * (winter.heat_j + winter.pending_j) / fuel_j, 1.0, 1e-9) << t.name;
  }
  EXPECT_GE(seen, 10);
}

// 121 days of 220 W/K x 21 K - 300 W are 45.16 GJ; tonnes of fuel by heating value and efficiency, by hand.
TEST(SolidFuels, TonnesOfAWinterFollowTheHeatingValue) {
  const std::pair<const char*, double> tonnes[] = {
      {"coal_stove", 5.145},         {"coal_stove_bituminous", 5.145}, {"coal_stove_anthracite", 3.983},
      {"coal_stove_lignite", 7.681}, {"semi_coke_stove", 4.058},       {"briquette_stove", 3.158},
      {"wood_stove", 6.439},         {"straw_stove", 7.169},           {"kang_stove", 4.159}};
  for (const auto& [name, t] : tonnes) {
    Technology steady = technology(name);
    steady.daily_spread.value = 0.0;
    EXPECT_NEAR(burn(steady, home()).fuel_kg, 1000.0 * t, 1.0) << name;
  }
}

// What is needed is 10 K x H - 300 W; at 20.9 MJ/kg and 0.42 a fire of 1000 W takes 86.4 MJ / 8.778 MJ/kg = 9.843 kg in
// 24 h, 6.152 kg in 15 h.
TEST(SolidFuels, ALitFireTakesItsLeastAndBelowHalfOfItNobodyLightsOne) {
  Technology steady = technology("coal_stove");
  steady.daily_spread.value = 0.0;
  const auto kg_a_day = [&](double need_w, bool banks, double limit_kg = 1e9) {
    StoveHome h = home((need_w + 300.0) / 10.0);
    h.least_heat_w = 1000.0;
    h.banks = banks;
    h.daily_fuel_limit_kg = limit_kg;
    return burn(steady, h, 5.0).fuel_kg / DAYS;
  };
  EXPECT_EQ(kg_a_day(499.0, true), 0.0);
  EXPECT_NEAR(kg_a_day(501.0, true), 9.843, 1e-3);
  EXPECT_NEAR(kg_a_day(999.0, true), 9.843, 1e-3);
  EXPECT_NEAR(kg_a_day(2000.0, true), 2.0 * 9.843, 2e-3);
  EXPECT_EQ(kg_a_day(312.0, false), 0.0);
  EXPECT_NEAR(kg_a_day(313.0, false), 6.152, 1e-3);
  EXPECT_NEAR(kg_a_day(501.0, true, 4.0), 4.0, 1e-9);  // no more than they have
}

// A kilogram of straw: 15 MJ; stove 0.40, 6 MJ; of the 9 MJ left a kang takes 0.54, 4.86 MJ.
TEST(Kang, TakesItsShareOfTheFlue) {
  const HandFiring firing(technology("kang_stove"), STEPS);
  EXPECT_NEAR(firing.heat_j_per_kg, 10.86e6, 1.0);
  EXPECT_NEAR(firing.kang_part, 4.86 / 10.86, 1e-12);
  EXPECT_EQ(HandFiring(technology("straw_stove"), STEPS).kang_part, 0.0);
}

TEST(Kang, GivesBackAtFirstOrderWithItsOwnTime) {
  const HandFiring firing(technology("kang_stove"), STEPS);
  StoveState state{0.0, 0.0, 20e6};
  std::vector<double> heat(STEPS);
  fire_day(firing, home(), 3, FIRST_DAY, 30.0, state, heat);  // no need for heat: nothing put on
  const double tau_s = 10.0 * 3600.0;
  EXPECT_NEAR(heat[0], 20e6 * (1.0 - std::exp(-900.0 / tau_s)) / 900.0, 1e-6);
  EXPECT_NEAR(heat[80] / heat[40], std::exp(-40 * 900.0 / tau_s), 1e-10);
  EXPECT_NEAR(state.kang_j, 20e6 * std::exp(-86400.0 / tau_s), 1e-3);
}

TEST(Kang, WarmsTheNightMoreThanAStoveOfTheSameFuel) {
  StoveHome h = home();
  h.banks = false;
  for (const auto& [kang, stove] :
       {std::pair{"kang_stove", "straw_stove"}, std::pair{"kang_stove_coal", "coal_stove"}}) {
    const Winter with = burn(technology(kang), h), without = burn(technology(stove), h);
    EXPECT_NEAR(with.heat_j / without.heat_j, 1.0, 0.01) << kang;  // the same heat over the winter
    EXPECT_GT(night_w(with), 1.5 * night_w(without)) << kang;
    EXPECT_LT(with.fuel_kg, 0.7 * without.fuel_kg) << kang;  // 0.40 to 0.42 against 0.72
  }
}

TEST(Kang, MeanOfFineStepsIsTheCoarseStep) {
  const HandFiring fine(technology("kang_stove"), 1440), coarse(technology("kang_stove"), 24);
  StoveState a, b;
  std::vector<double> minutes(1440), hours(24);
  for (int day = 0; day < 3; ++day) {
    fire_day(fine, home(), 1, FIRST_DAY + day, -8.0, a, minutes);
    fire_day(coarse, home(), 1, FIRST_DAY + day, -8.0, b, hours);
    for (int hour = 0; hour < 24; ++hour) {
      const double mean = std::accumulate(minutes.begin() + hour * 60, minutes.begin() + (hour + 1) * 60, 0.0) / 60.0;
      EXPECT_NEAR(mean, hours[hour], 1e-8 * (1.0 + hours[hour]));
    }
  }
}

}  // namespace
}  // namespace hearthgrid::heater
