// The kernel against the slow step, home by home and step by step; and no lane knows its neighbours.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <string>

#include "tests/unit/run/random_batch.hpp"

namespace hearthgrid::run {
namespace {

constexpr int STEPS = 131;  // not a multiple of the sub-tile
constexpr double TOLERANCE = 1e-12;

SlowHouse slow_house(const RandomBatch& b) {
  SlowHouse house;
  for (int i = 0; i < STATES; ++i) {
    for (int j = 0; j < STATES; ++j) house.phi[i][j] = b.construction.model.phi(i, j);
    house.convective[i] = b.construction.model.gamma_convective[i];
    house.radiant[i] = b.construction.model.gamma_radiant[i];
  }
  house.nominal_air_change_w_k = b.construction.nominal_air_change_w_k;
  return house;
}

SlowHeater slow_heater(const RandomBatch& b, int lane) {
  const heater::Technology& t = b.technology;
  SlowHeater h;
  h.hand_fired = t.kind == heater::HeaterKind::hand_fired;
  h.electric = b.lanes.carrier_is_electric == 1.0;
  h.convective_share = t.convective_share.value;
  h.min_modulation = t.min_modulation.value;
  h.degradation = t.cycling_degradation.value;
  h.supply_c = t.supply_temp_c.value;
  h.supply_slope = t.supply_slope.value;
  h.running_w = t.running_w.value;
  h.standby_w = t.standby_w.value;
  h.backup_w = b.backup[lane];
  h.size = b.size[lane];
  h.emitter_w_k = b.emitter[lane];
  return h;
}

SlowInput slow_input(const RandomBatch& b, int lane, int k, bool hand_fired) {
  const size_t at = static_cast<size_t>(k) * LANES + lane;
  SlowInput in;
  for (int i = 0; i < STATES; ++i) in.driver[i] = b.driver[static_cast<size_t>(k) * STATES + i];
  for (int i = 0; i < 6; ++i) in.heater[i] = b.heater[static_cast<size_t>(k) * 6 + i];
  in.outdoor_c = b.outdoor[k];
  in.air_change_factor = b.air_change[k];
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
  int idle = 0, met = 0, capacity = 0, emitters = 0, cycling = 0, rod = 0, cold = 0;
};

void compare_accounts(const RandomBatch& b, int lane, const SlowHome& home, const SlowAccounts& sums, Worst& worst) {
  const Real a = b.area[lane];
  const BatchLanes& l = b.lanes;
  const Real watts = 1000.0 * STEPS, kelvins = 10.0 * STEPS;
  worst.compare(l.sum_heat[lane], sums.heat / a, watts, "sum_heat");
  worst.compare(l.sum_backup[lane], sums.rod / a, watts, "sum_backup");
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
  for (int i = 0; i < STATES; ++i) {
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
  for (int i = 0; i < STATES; ++i) home.state[i] = before.lanes.state[i][lane];
  SlowAccounts sums;
  for (int k = 0; k < before.steps; ++k) {
    const SlowInput in = slow_input(before, lane, k, heater.hand_fired);
    const SlowStep step = slow_step(house, heater, in, home, sums);
    const size_t at = static_cast<size_t>(k) * LANES + lane;
    worst.compare(stepped.heat[at], step.heat_w / 1000, 1.0, fmt::format("heat at {}", k));
    worst.compare(stepped.electric[at], step.electric_w / 1000, 1.0, fmt::format("electric at {}", k));
    worst.compare(stepped.input[at], step.input_w / 1000, 1.0, fmt::format("input at {}", k));
    worst.compare(stepped.air[at], step.air_c, 10.0, fmt::format("air at {}", k));
    seen.idle += step.heat_w == 0 ? 1 : 0;
    seen.met += std::abs(step.air_c - in.target) < 1e-9L ? 1 : 0;
    seen.rod += step.rod_w > 0 ? 1 : 0;
    seen.cold += step.air_c < 10 ? 1 : 0;
  }
  compare_accounts(stepped, lane, home, sums, worst);
}

class KernelOfEachSet : public ::testing::TestWithParam<const Kernel*> {};

TEST_P(KernelOfEachSet, DoesWhatTheSlowStepDoesToTwelveDigits) {
  for (const bool hand_fired : {false, true}) {
    Worst worst;
    Branches seen;
    for (uint64_t seed = 0; seed < 150; ++seed) {
      const RandomBatch before = random_batch(seed, hand_fired, STEPS);
      RandomBatch stepped = before;
      stepped.step(*GetParam());
      for (int lane = 0; lane < LANES; ++lane) compare_lane(before, stepped, lane, worst, seen);
    }
    EXPECT_LT(worst.error, TOLERANCE) << worst.where;
    RecordProperty(hand_fired ? "hand_fired" : "set_point", fmt::format("{:.1e}", worst.error));
    fmt::print("{} {}: worst relative difference {:.1e} ({})\n", GetParam()->instruction_set,
               hand_fired ? "hand-fired" : "set point", worst.error, worst.where);
    EXPECT_GT(seen.idle, 1000);
    EXPECT_GT(seen.cold, 1000);
    if (hand_fired) continue;
    EXPECT_GT(seen.met, 1000);
    EXPECT_GT(seen.rod, 1000);
  }
}

bool same_bits(double a, double b) {
  return std::bit_cast<uint64_t>(a) == std::bit_cast<uint64_t>(b);
}

// Everything of a lane, in a row.
std::vector<double> all_of(const RandomBatch& b, int lane) {
  std::vector<double> out;
  for (const auto* v : {&b.electric, &b.input, &b.heat, &b.air}) {
    for (int k = 0; k < b.steps; ++k) out.push_back((*v)[static_cast<size_t>(k) * LANES + lane]);
  }
  const BatchLanes& l = b.lanes;
  for (const double* sum :
       {l.sum_heat, l.sum_backup, l.sum_input, l.sum_below_set_point, l.sum_electric, l.sum_electric_valley, l.sum_air,
        l.sum_extra_air, l.sum_gain, l.min_air, l.steps_below_14, l.steps_below_10, l.peak_kw}) {
    out.push_back(sum[lane]);
  }
  for (int i = 0; i < STATES; ++i) {
    out.push_back(l.state[i][lane]);
    out.push_back(l.sum_state[i][lane]);
  }
  return out;
}

void expect_same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (size_t i = 0; i < a.size(); ++i) ASSERT_TRUE(same_bits(a[i], b[i])) << i << ": " << a[i] << ", " << b[i];
}

// A home of `from` in another lane of `to`.
void copy_home(const RandomBatch& from, int from_lane, RandomBatch& to, int to_lane) {
  BatchLanes& l = to.lanes;
  const BatchLanes& f = from.lanes;
  const auto move = [&](double* here, const double* there) { here[to_lane] = there[from_lane]; };
  move(l.air_change_w_k, f.air_change_w_k);
  move(l.size, f.size);
  move(l.supply_c, f.supply_c);
  move(l.supply_slope, f.supply_slope);
  move(l.emitter_w_k, f.emitter_w_k);
  move(l.backup_w, f.backup_w);
  move(l.running_w, f.running_w);
  move(l.standby_w, f.standby_w);
  move(l.area_kw, f.area_kw);
  for (int i = 0; i < STATES; ++i) move(l.state[i], f.state[i]);
  for (int k = 0; k < to.steps; ++k) {
    const size_t row = static_cast<size_t>(k) * LANES;
    to.gain[row + to_lane] = from.gain[row + from_lane];
    to.target[row + to_lane] = from.target[row + from_lane];
    to.base[row + to_lane] = from.base[row + from_lane];
  }
}

TEST_P(KernelOfEachSet, GivesALaneTheSameBitsWhateverItsNeighboursAndItsPlace) {
  for (const bool hand_fired : {false, true}) {
    for (uint64_t seed = 0; seed < 20; ++seed) {
      const RandomBatch start = random_batch(seed, hand_fired, STEPS);
      RandomBatch alone = start;
      alone.step(*GetParam());
      for (const int lane : {0, 1, 7, 8, 15}) {
        RandomBatch other = start;
        Draws draw(1000 + seed);
        for (int l = 0; l < LANES; ++l) draw_home(draw, l, other);
        const int place = (lane + 5) % LANES;
        copy_home(start, lane, other, place);
        other.step(*GetParam());
        expect_same_bits(all_of(alone, lane), all_of(other, place));
      }
    }
  }
}

TEST_P(KernelOfEachSet, IsNotDisturbedByEmptyLanes) {
  for (const bool hand_fired : {false, true}) {
    const RandomBatch start = random_batch(77, hand_fired, STEPS);
    RandomBatch full = start;
    full.step(*GetParam());
    RandomBatch padded = start;
    padded.lanes = {};
    padded.lanes.carrier_is_electric = start.lanes.carrier_is_electric;
    for (auto* v : {&padded.gain, &padded.target, &padded.base}) std::fill(v->begin(), v->end(), 0.0);
    std::fill_n(padded.lanes.min_air, LANES, 1e3);
    for (int lane = 0; lane < 3; ++lane) copy_home(start, lane, padded, lane);
    padded.step(*GetParam());
    for (int lane = 0; lane < 3; ++lane) expect_same_bits(all_of(full, lane), all_of(padded, lane));
    for (int lane = 3; lane < LANES; ++lane) {
      for (const double value : all_of(padded, lane)) EXPECT_TRUE(std::isfinite(value)) << lane;
      EXPECT_EQ(padded.lanes.sum_electric[lane], 0.0);
    }
  }
}

TEST_P(KernelOfEachSet, LeavesTheAccountsAloneWhileItWarmsUpAndTheStateIsTheSame) {
  const RandomBatch start = random_batch(5, false, STEPS);
  RandomBatch counted = start, warming = start;
  counted.step(*GetParam());
  warming.step(*GetParam(), false);
  for (int lane = 0; lane < LANES; ++lane) {
    for (int i = 0; i < STATES; ++i) {
      EXPECT_TRUE(same_bits(counted.lanes.state[i][lane], warming.lanes.state[i][lane]));
      EXPECT_EQ(warming.lanes.sum_state[i][lane], 0.0);
    }
    const BatchLanes& l = warming.lanes;
    for (const double* sum :
         {l.sum_heat, l.sum_backup, l.sum_input, l.sum_below_set_point, l.sum_electric, l.sum_electric_valley,
          l.sum_air, l.sum_extra_air, l.sum_gain, l.steps_below_14, l.steps_below_10, l.peak_kw}) {
      EXPECT_EQ(sum[lane], 0.0);
    }
    EXPECT_EQ(l.min_air[lane], 1e3);
  }
}

// The state that one tile leaves is where the next begins: cutting a tile changes no bit of the dynamics.
TEST_P(KernelOfEachSet, StepsATileInPiecesAsInOne) {
  RandomBatch whole = random_batch(9, false, STEPS);
  RandomBatch pieces = whole;
  whole.step(*GetParam());
  const int cuts[] = {0, 7, 24, 60, STEPS};
  for (int c = 0; c + 1 < 5; ++c) {
    const size_t at = cuts[c], row = at * LANES;
    const TileDrivers d{pieces.driver.data() + at * STATES, pieces.outdoor.data() + at,
                        pieces.air_change.data() + at,      pieces.compensation.data() + at,
                        pieces.heater.data() + at * 6,      pieces.valley.data() + at};
    const TileStreams io{pieces.gain.data() + row,     pieces.target.data() + row, pieces.base.data() + row,
                         pieces.electric.data() + row, pieces.input.data() + row,  pieces.heat.data() + row,
                         pieces.air.data() + row};
    GetParam()->step_tile(pieces.model, d, io, cuts[c + 1] - cuts[c], true, pieces.lanes);
  }
  for (size_t i = 0; i < whole.electric.size(); ++i) {
    ASSERT_TRUE(same_bits(whole.electric[i], pieces.electric[i]));
    ASSERT_TRUE(same_bits(whole.air[i], pieces.air[i]));
  }
}

TEST_P(KernelOfEachSet, DoesNotCallAHomeHeldAtFourteenDegreesCold) {
  RandomBatch b = random_batch(3, false, STEPS);
  b.technology.emitter_w_k.reset();
  for (int lane = 0; lane < LANES; ++lane) {
    b.lanes.size[lane] = 100.0;
    b.lanes.emitter_w_k[lane] = 1e9;
    b.lanes.backup_w[lane] = 1e6;
  }
  std::fill(b.target.begin(), b.target.end(), 14.0);
  b.step(*GetParam());
  for (int lane = 0; lane < LANES; ++lane) {
    EXPECT_GE(b.lanes.min_air[lane], 14.0 - 1e-9);
    EXPECT_EQ(b.lanes.steps_below_14[lane], 0.0);
  }
}

std::vector<const Kernel*> available() {
  std::vector<const Kernel*> all;
  for (const Kernel* k = kernels(); k->instruction_set != nullptr; ++k) all.push_back(k);
  return all;
}

INSTANTIATE_TEST_SUITE_P(Sets, KernelOfEachSet, ::testing::ValuesIn(available()),
                         [](const auto& set) { return std::string(set.param->instruction_set); });

TEST(Kernels, AreListedBestFirstAndFoundByName) {
  EXPECT_STREQ(kernel().instruction_set, kernels()->instruction_set);
  EXPECT_STREQ(kernel("baseline").instruction_set, "baseline");
  EXPECT_STREQ(available().back()->instruction_set, "baseline");
}

}  // namespace
}  // namespace hearthgrid::run
