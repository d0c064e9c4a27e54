// The kernel against the slow step, home by home and step by step.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/unit/run/random_batch.hpp"

namespace hearthgrid::run {
namespace {

constexpr int STEPS = 131;  // not a multiple of the sub-tile
constexpr double TOLERANCE = 1e-12;

SlowHouse slow_house(const RandomBatch& b) {
  const dwelling::StepModel& m = b.construction.model;
  SlowHouse house;
  house.states = m.states;
  for (int i = 0; i < m.states; ++i) {
    for (int j = 0; j < m.states; ++j) house.phi[i][j] = m.phi(i, j);
    house.convective[i] = m.gamma_convective[i];
    house.radiant[i] = m.gamma_radiant[i];
    house.star[i] = m.star_state[i];
  }
  house.star_radiant = m.star_radiant;
  house.nominal_air_change_w_k = b.construction.nominal_air_change_w_k;
  return house;
}

SlowWater slow_water(const RandomBatch& b, int lane) {
  const heater::Technology& t = b.technology;
  const Real a = b.area[lane];
  SlowWater w;
  w.there = true;
  w.cycles = b.model.cycles;
  w.room_supply = t.supply_control == heater::SupplyControl::room;
  w.backup_warms = t.backup_carrier != heater::Carrier::electricity;
  w.sign = t.curve == heater::CurveTemperature::returning_water ? -1 : 1;
  w.exponent = t.emitter_exponent.value;
  w.band_k = t.band_k.value;
  w.hot_water_c = t.hot_water_temp_c.value;
  w.emitter_w_k = b.emitter[lane];
  w.w_k = Real{b.lanes.store_w_k[lane]} * a;
  w.half_drop_k_w = Real{b.lanes.half_drop_k_w[lane]} / a;
  w.static_w_k = Real{b.lanes.static_w_k[lane]} * a;
  w.lost_w_k = Real{b.lanes.lost_w_k[lane]} * a;
  w.stage_w = b.backup[lane] / 3.0L;
  return w;
}

SlowHeater slow_heater(const RandomBatch& b, int lane) {
  const heater::Technology& t = b.technology;
  SlowHeater h;
  h.hand_fired = t.kind == heater::HeaterKind::hand_fired;
  h.operative = b.model.control == Control::operative;
  h.cools = b.model.control == Control::ideal;
  h.cool_w = Real{b.lanes.cool_w[lane]} * b.area[lane];
  h.electric = t.carrier == heater::Carrier::electricity;
  h.convective_share = t.convective_share.value;
  h.min_modulation = t.min_modulation.value;
  h.degradation = t.cycling_degradation.value;
  h.running_w = t.running_w.value;
  h.standby_w = t.standby_w.value;
  h.backup_w = b.backup[lane];
  h.size = b.size[lane];
  h.load_slope = t.part_load_slope.value;
  h.room_curve = t.curve == heater::CurveTemperature::room_air;
  h.backup_electric = t.backup_carrier == heater::Carrier::electricity;
  h.backup_ratio = 1.0L / t.backup_efficiency.value;
  if (b.model.store) h.water = slow_water(b, lane);
  return h;
}

SlowInput slow_input(const RandomBatch& b, int lane, int k, bool hand_fired) {
  const size_t at = static_cast<size_t>(k) * LANES + lane;
  SlowInput in;
  const int states = b.model.states;
  for (int i = 0; i < states; ++i) in.driver[i] = b.driver[static_cast<size_t>(k) * states + i];
  in.heater = b.heater[static_cast<size_t>(k)];
  in.hot_water_w = Real{b.hot_water[at]} * b.area[lane];
  in.enabled = b.enabled[at];
  in.outdoor_c = b.outdoor[k];
  in.air_change_factor = b.air_change[k];
  in.curtain_w_k = b.curtain[k];
  in.star_c = 2 * Real{b.operative[k]};
  in.ventilation_w_k = Real{b.ventilation[at]} * b.area[lane];
  in.cool_target = b.cool_target[at];
  in.valley = b.valley[k];
  in.gain_w = Real{b.gain[at]} * b.area[lane];
  in.base_kw = b.base[at];
  in.target = hand_fired ? Real{b.target[at]} * b.area[lane] : Real{b.target[at]};
  return in;
}

struct Worst {
  double error = 0.0;
  std::string where;
  void compare(double kernel, Real slow, Real scale, const std::string& what) {
    const double now = static_cast<double>(std::abs(Real{kernel} - slow) / std::max(std::abs(slow), scale));
    if (now > error || std::isnan(now)) {
      error = std::isnan(now) ? INFINITY : now;
      where = fmt::format("{}: {} instead of {}", what, kernel, static_cast<double>(slow));
    }
  }
};

// What the drawn homes went through, so that the comparison is known to have met every branch.
struct Branches {
  int idle = 0, met = 0, capacity = 0, emitters = 0, cycling = 0, rod = 0, cold = 0, cooled = 0;
};

void compare_accounts(const RandomBatch& b, int lane, const SlowHome& home, const SlowAccounts& sums, Worst& worst) {
  const Real a = b.area[lane];
  const BatchLanes& l = b.lanes;
  const Real watts = 1000.0 * STEPS, kelvins = 10.0 * STEPS;
  worst.compare(l.sum_heat[lane], sums.heat / a, watts, "sum_heat");
  worst.compare(l.sum_backup[lane], sums.rod / a, watts, "sum_backup");
  worst.compare(l.sum_main[lane], sums.main / a, watts, "sum_main");
  worst.compare(l.sum_backup_input[lane], sums.backup_input / a, watts, "sum_backup_input");
  worst.compare(l.sum_lost[lane], sums.lost / a, watts, "sum_lost");
  worst.compare(l.sum_hot_water[lane], sums.hot / a, watts, "sum_hot_water");
  worst.compare(l.sum_hot_water_rod[lane], sums.hot_rod / a, watts, "sum_hot_water_rod");
  if (b.model.store) worst.compare(l.store_c[lane], home.water_c, 10.0, "store_c");
  worst.compare(l.sum_input[lane], sums.input / a, watts, "sum_input");
  worst.compare(l.sum_electric[lane], sums.electric / a, watts, "sum_electric");
  worst.compare(l.sum_electric_valley[lane], sums.valley / a, watts, "sum_electric_valley");
  worst.compare(l.sum_gain[lane], sums.gain / a, watts, "sum_gain");
  worst.compare(l.sum_extra_air[lane], sums.extra_air / a, watts, "sum_extra_air");
  worst.compare(l.sum_air[lane], sums.air, kelvins, "sum_air");
  worst.compare(l.sum_below_set_point[lane], sums.below_set_point, kelvins, "sum_below_set_point");
  worst.compare(l.min_air[lane], sums.coldest, 10.0, "min_air");
  worst.compare(l.peak_kw[lane], sums.peak_kw, 1.0, "peak_kw");
  worst.compare(l.steps_below_14[lane], sums.below_14, 1.0, "steps_below_14");
  worst.compare(l.steps_below_10[lane], sums.below_10, 1.0, "steps_below_10");
  if (b.model.control == Control::ideal) {
    worst.compare(l.sum_cool[lane], sums.cool / a, watts, "sum_cool");
    worst.compare(l.peak_heat_w[lane], sums.most_heat / a, 1000.0, "peak_heat_w");
    worst.compare(l.peak_cool_w[lane], sums.most_cool / a, 1000.0, "peak_cool_w");
    worst.compare(l.max_air[lane], sums.warmest, 10.0, "max_air");
  }
  for (int i = 0; i < b.model.states; ++i) {
    worst.compare(l.state[i][lane], home.state[i], 10.0, fmt::format("state {}", i));
    worst.compare(l.sum_state[i][lane], sums.state[i], kelvins, fmt::format("sum_state {}", i));
  }
}

// Steps both from the same start; `stepped` is `before` after the kernel.
void compare_lane(const RandomBatch& before, const RandomBatch& stepped, int lane, Worst& worst, Branches& seen) {
  const SlowHouse house = slow_house(before);
  const SlowHeater heater = slow_heater(before, lane);
  SlowHome home;
  home.area = before.area[lane];
  home.air_change_w_k = Real{before.construction.nominal_air_change_w_k} * before.air_change_factor[lane] * home.area;
  home.fixed_w_k = before.fixed[lane];
  home.furniture_w_k = before.furniture[lane];
  home.water_c = before.lanes.store_c[lane];
  for (int i = 0; i < house.states; ++i) home.state[i] = before.lanes.state[i][lane];
  SlowAccounts sums;
  for (int k = 0; k < before.steps; ++k) {
    const SlowInput in = slow_input(before, lane, k, heater.hand_fired);
    const SlowStep step = slow_step(house, heater, in, home, sums);
    const size_t at = static_cast<size_t>(k) * LANES + lane;
    worst.compare(stepped.heat[at], step.heat_w / 1000, 1.0, fmt::format("heat at {}", k));
    worst.compare(stepped.electric[at], step.electric_w / 1000, 1.0, fmt::format("electric at {}", k));
    worst.compare(stepped.input[at], step.input_w / 1000, 1.0, fmt::format("input at {}", k));
    worst.compare(stepped.second[at], step.backup_input_w / 1000, 1.0, fmt::format("second carrier at {}", k));
    worst.compare(stepped.air[at], step.air_c, 10.0, fmt::format("air at {}", k));
    seen.idle += step.heat_w == 0 ? 1 : 0;
    worst.compare(stepped.cool[at], step.cool_w / 1000, 1.0, fmt::format("cool at {}", k));
    seen.cooled += step.cool_w > 0 ? 1 : 0;
    seen.met += std::abs(step.sensed_c - in.target) < 1e-9L ? 1 : 0;
    seen.rod += step.rod_w > 0 ? 1 : 0;
    seen.cold += step.air_c < 10 ? 1 : 0;
  }
  compare_accounts(stepped, lane, home, sums, worst);
}

class KernelOfEachSet : public ::testing::TestWithParam<const Kernel*> {};

struct Variant {
  Control control;
  int states = USUAL_STATES;
  bool water = false, cycles = false;
};

void hold_variant(const Kernel& kernel, const Variant& variant, uint64_t seeds) {
  const Control control = variant.control;
  Worst worst;
  Branches seen;
  for (uint64_t seed = 0; seed < seeds; ++seed) {
    const RandomBatch before = random_batch(seed, control, STEPS, variant.states, variant.water, variant.cycles);
    RandomBatch stepped = before;
    stepped.step(kernel);
    for (int lane = 0; lane < LANES; ++lane) compare_lane(before, stepped, lane, worst, seen);
  }
  const std::string name = fmt::format("{} {} states, {}{}{}", kernel.instruction_set, variant.states,
                                       CONTROL_NAMES[static_cast<int>(control)], variant.water ? ", water" : "",
                                       variant.cycles ? ", cycles" : "");
  EXPECT_LT(worst.error, TOLERANCE) << name << ": " << worst.where;
  fmt::print("{}: worst relative difference {:.1e} ({})\n", name, worst.error, worst.where);
  EXPECT_GT(seen.idle, 1000) << name;
  EXPECT_GT(seen.cold, 1000) << name;
  if (control == Control::ideal) {
    EXPECT_GT(seen.cooled, 1000) << name;
  }
  if (control == Control::prescribed) return;
  EXPECT_GT(seen.met, 1000) << name;
  EXPECT_GT(seen.rod, 1000) << name;
}

TEST_P(KernelOfEachSet, DoesWhatTheSlowStepDoesToTwelveDigits) {
  for (const Control control : CONTROLS) {
    hold_variant(*GetParam(), {control}, 100);
    for (const int states : {MIN_STATES, 3, 4, 6, MAX_STATES}) hold_variant(*GetParam(), {control, states}, 30);
  }
}

TEST_P(KernelOfEachSet, DoesWithWaterWhatTheSlowStepDoes) {
  for (const Control control : {Control::air, Control::operative}) {
    for (const bool cycles : {false, true}) {
      hold_variant(*GetParam(), {control, USUAL_STATES, true, cycles}, 100);
      for (const int states : {MIN_STATES, MAX_STATES}) hold_variant(*GetParam(), {control, states, true, cycles}, 30);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Sets, KernelOfEachSet, ::testing::ValuesIn(available_kernels()),
                         [](const auto& set) { return std::string(set.param->instruction_set); });

TEST(Kernels, AreListedBestFirstAndFoundByName) {
  EXPECT_STREQ(kernel().instruction_set, kernels()->instruction_set);
  EXPECT_STREQ(kernel("baseline").instruction_set, "baseline");
  EXPECT_STREQ(available_kernels().back()->instruction_set, "baseline");
}

}  // namespace
}  // namespace hearthgrid::run
