// No lane of the kernel knows its neighbours, its place or how a tile is cut: bit for bit.
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>

#include "tests/unit/run/random_batch.hpp"

namespace hearthgrid::run {
namespace {

constexpr int STEPS = 131;  // not a multiple of the sub-tile

class LanesOfEachSet : public ::testing::TestWithParam<const Kernel*> {};

bool same_bits(double a, double b) {
  return std::bit_cast<uint64_t>(a) == std::bit_cast<uint64_t>(b);
}

// Everything of a lane, in a row.
std::vector<double> all_of(const RandomBatch& b, int lane) {
  std::vector<double> out;
  for (const auto* v : {&b.electric, &b.input, &b.heat, &b.air, &b.cool}) {
    for (int k = 0; k < b.steps; ++k) out.push_back((*v)[static_cast<size_t>(k) * LANES + lane]);
  }
  const BatchLanes& l = b.lanes;
  for (const double* sum : {l.sum_heat,          l.sum_backup,
                            l.sum_input,         l.sum_below_set_point,
                            l.sum_electric,      l.sum_electric_valley,
                            l.sum_air,           l.sum_extra_air,
                            l.sum_gain,          l.min_air,
                            l.steps_below_14,    l.steps_below_10,
                            l.peak_kw,           l.sum_main,
                            l.sum_lost,          l.sum_hot_water,
                            l.sum_hot_water_rod, l.sum_backup_input,
                            l.store_c,           l.running,
                            l.sum_cool,          l.peak_heat_w,
                            l.peak_cool_w,       l.max_air}) {
    out.push_back(sum[lane]);
  }
  for (int i = 0; i < MAX_STATES; ++i) {
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
  move(l.fixed_w_k, f.fixed_w_k);
  move(l.furniture_w_k, f.furniture_w_k);
  move(l.cool_w, f.cool_w);
  move(l.max_air, f.max_air);
  move(l.size, f.size);
  move(l.store_w_k, f.store_w_k);
  move(l.half_drop_k_w, f.half_drop_k_w);
  move(l.static_w_k, f.static_w_k);
  move(l.lost_w_k, f.lost_w_k);
  move(l.store_c, f.store_c);
  move(l.backup_stage_w, f.backup_stage_w);
  move(l.emitter_w_k, f.emitter_w_k);
  move(l.backup_w, f.backup_w);
  move(l.running_w, f.running_w);
  move(l.standby_w, f.standby_w);
  move(l.area_kw, f.area_kw);
  for (int i = 0; i < MAX_STATES; ++i) move(l.state[i], f.state[i]);
  for (int k = 0; k < to.steps; ++k) {
    const size_t row = static_cast<size_t>(k) * LANES;
    to.gain[row + to_lane] = from.gain[row + from_lane];
    to.ventilation[row + to_lane] = from.ventilation[row + from_lane];
    to.cool_target[row + to_lane] = from.cool_target[row + from_lane];
    to.target[row + to_lane] = from.target[row + from_lane];
    to.base[row + to_lane] = from.base[row + from_lane];
    to.hot_water[row + to_lane] = from.hot_water[row + from_lane];
    to.enabled[row + to_lane] = from.enabled[row + from_lane];
  }
}

TEST_P(LanesOfEachSet, GivesALaneTheSameBitsWhateverItsNeighboursAndItsPlace) {
  for (const Control control : CONTROLS) {
    for (uint64_t seed = 0; seed < 20; ++seed) {
      const RandomBatch start = random_batch(seed, control, STEPS, USUAL_STATES, seed % 2 == 1, seed % 4 == 1);
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

TEST_P(LanesOfEachSet, IsNotDisturbedByEmptyLanes) {
  for (size_t variant = 0; variant < 2 * std::size(CONTROLS); ++variant) {
    const Control control = CONTROLS[variant / 2];
    const RandomBatch start = random_batch(77, control, STEPS, USUAL_STATES, variant % 2 == 1);
    RandomBatch full = start;
    full.step(*GetParam());
    RandomBatch padded = start;
    padded.lanes = {};
    for (auto* v : padded.read()) std::fill(v->begin(), v->end(), 0.0);
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

TEST_P(LanesOfEachSet, LeavesTheAccountsAloneWhileItWarmsUpAndTheStateIsTheSame) {
  const RandomBatch start = random_batch(5, Control::air, STEPS);
  RandomBatch counted = start, warming = start;
  counted.step(*GetParam());
  warming.step(*GetParam(), false);
  for (int lane = 0; lane < LANES; ++lane) {
    for (int i = 0; i < MAX_STATES; ++i) {
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
TEST_P(LanesOfEachSet, StepsATileInPiecesAsInOne) {
  RandomBatch whole = random_batch(9, Control::air, STEPS);
  RandomBatch pieces = whole;
  whole.step(*GetParam());
  const int cuts[] = {0, 7, 24, 60, STEPS};
  for (int c = 0; c + 1 < 5; ++c) {
    const int at = cuts[c];
    const TileDrivers d = pieces.drivers(at);
    const TileStreams io = pieces.streams(at);
    GetParam()->step_tile(pieces.model, d, io, cuts[c + 1] - cuts[c], true, pieces.lanes);
  }
  for (size_t i = 0; i < whole.electric.size(); ++i) {
    ASSERT_TRUE(same_bits(whole.electric[i], pieces.electric[i]));
    ASSERT_TRUE(same_bits(whole.air[i], pieces.air[i]));
  }
}

TEST_P(LanesOfEachSet, DoesNotCallAHomeHeldAtFourteenDegreesCold) {
  RandomBatch b = random_batch(3, Control::air, STEPS);
  for (int lane = 0; lane < LANES; ++lane) {
    b.lanes.size[lane] = 100.0;
    b.lanes.backup_w[lane] = 1e6;
  }
  std::fill(b.enabled.begin(), b.enabled.end(), 1.0);
  for (heater::CoefficientRow& row : b.heater) row.backup = 1.0;
  std::fill(b.target.begin(), b.target.end(), 14.0);
  b.step(*GetParam());
  for (int lane = 0; lane < LANES; ++lane) {
    EXPECT_GE(b.lanes.min_air[lane], 14.0 - 1e-9);
    EXPECT_EQ(b.lanes.steps_below_14[lane], 0.0);
  }
}

INSTANTIATE_TEST_SUITE_P(Sets, LanesOfEachSet, ::testing::ValuesIn(available_kernels()),
                         [](const auto& set) { return std::string(set.param->instruction_set); });

}  // namespace
}  // namespace hearthgrid::run
