// The screen's bounds (lv_screen.hpp) against the exact flow, step by step.

#include "models/electricity/low_voltage/lv_screen.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/align/aligned_allocator.hpp>

#include "tests/unit/electricity/low_voltage/random_lv.hpp"

namespace hearthgrid::electricity {
namespace {

using Floats = std::vector<float, boost::alignment::aligned_allocator<float, 64>>;
constexpr int STEPS = 96;

// A day through the kernel, thresholds such that it tells of everything.
class ScreenedDay {
 public:
  ScreenedDay(const LvPlan& plan, const LvKernels& kernels, const LvLoads<double>& loads, float loss_tolerance,
              int sweeps)
      : plan_(plan), width_(2 * kernels.width) {
    const size_t homes = plan.homes, connections = plan.connections.size(), registers = STEPS / width_;
    for (const double* from : {loads.kw, loads.kvar}) {
      for (size_t h = 0; h < homes; ++h) {
        for (int k = 0; k < STEPS; ++k) loads_.push_back(static_cast<float>(from[h * loads.pitch + k]));
      }
    }
    const LvScreenView& view = plan.screen->view;
    scratch_.resize(lv_screen_scratch(view.connection_count, view.node_count, view.group_count, width_));
    out_.resize(static_cast<size_t>(LV_OUTS) * STEPS);
    square_.resize(connections * STEPS);
    near_.resize(connections * registers);
    near_count_.resize(registers);
    middle_.assign(connections, 0.0F);
    half_.assign(connections, -1.0F);
    peak_.assign(plan.nodes.size() * width_, 0.0F);
    room_.assign(width_, 0.0F);
    LvScreenTile tile;
    tile.kw = loads_.data(), tile.kvar = loads_.data() + homes * STEPS;
    tile.pitch = tile.steps = STEPS;
    tile.middle = middle_.data(), tile.half = half_.data();
    tile.loss_tolerance = loss_tolerance, tile.loss_room = room_.data();
    tile.slack = 8e-8F, tile.sweeps = sweeps;
    tile.scratch = scratch_.data(), tile.out = out_.data(), tile.line_peak = peak_.data();
    tile.near = near_.data(), tile.near_count = near_count_.data(), tile.square = square_.data();
    kernels.screen(view, tile);
  }
  [[nodiscard]] double of(LvScreenOut which, int step) const {
    return static_cast<double>(out_[static_cast<size_t>(which) * STEPS + step]);
  }
  [[nodiscard]] bool settled(int step) const { return of(LV_OUT_FLAGS, step) < static_cast<double>(LV_UNSETTLED); }
  // |u| of the connection that stands there in the screen's order, parts of the no-load voltage.
  [[nodiscard]] double voltage(size_t place, int step) const {
    const size_t at = step / width_ * plan_.connections.size() + place;
    EXPECT_EQ(near_[at].connection, static_cast<int>(place));
    return std::sqrt(static_cast<double>(square_[at * width_ + step % width_]));
  }

 private:
  const LvPlan& plan_;
  int width_;
  Floats loads_, scratch_, out_, square_, middle_, half_, peak_, room_;
  std::vector<LvNear> near_;
  std::vector<int> near_count_;
};

void expect_within(double got, double expected, double bound, const char* what) {
  EXPECT_LE(std::abs(got - expected), bound) << what;
}

void expect_bounded(const LvPlan& plan, const ScreenedDay& day, const LvResults& exact, int step) {
  const auto total = [&](LvTotal which) { return exact.total[which][step]; };
  const double kva_bound = day.of(LV_OUT_KVA_BOUND, step), p = day.of(LV_OUT_P, step), q = day.of(LV_OUT_Q, step);
  const double kva = std::hypot(total(LV_P_KW), total(LV_Q_KVAR));
  expect_within(std::hypot(p, q), kva, kva_bound + 5e-7 * kva, "apparent power");
  expect_within(p, total(LV_P_KW), kva_bound, "power");
  expect_within(day.of(LV_OUT_LOSS, step), total(LV_LOSS_KW), kva_bound, "losses");
  const double r = day.of(LV_OUT_BOUND, step) + 4e-7;
  for (size_t place = 0; place < plan.connections.size(); ++place) {
    const int c = plan.screen->order[place];
    const double u = exact.home_pu[static_cast<size_t>(c) * exact.steps + step] / plan.connections[c].to_pu;
    expect_within(day.voltage(place, step), u, r, "voltage");
  }
  const auto around = [&](LvScreenOut value, LvScreenOut bound, double expected, const char* what) {
    expect_within(day.of(value, step), expected, day.of(bound, step) + 1e-6 * expected, what);
  };
  around(LV_OUT_LOADING, LV_OUT_LOADING_BOUND, total(LV_LOADING), "loading");
  around(LV_OUT_NEUTRAL, LV_OUT_NEUTRAL_BOUND, total(LV_NEUTRAL_A) / plan.amps, "neutral current");
  around(LV_OUT_PHASE, LV_OUT_PHASE_BOUND, total(LV_PHASE_A) / plan.amps, "phase current");
  EXPECT_GE(total(LV_UNBALANCE), day.of(LV_OUT_UNBALANCE_LOW, step) - 1e-9);
  EXPECT_LE(total(LV_UNBALANCE), day.of(LV_OUT_UNBALANCE_HIGH, step) + 1e-9);
}

// Idle to overloaded, homes that feed in, lines of any kind; bounds by feeder and, where the tolerance of losses is out
// of reach, line by line; none and several sweeps.
TEST(LvScreen, BoundsHoldStepByStep) {
  std::mt19937 random(17);
  int64_t settled = 0, steps = 0;
  int sets = 0;
  while (run::kernels()[sets].instruction_set != nullptr) ++sets;
  for (int k = 0; k < 240; ++k) {
    SCOPED_TRACE(k);
    const LvDice dice = any_dice(random, 2, 30, 3.0);
    LvNetwork network = random_network(random, dice);
    if (k % 4 < UNUSUAL_KINDS) make_unusual(random, k % 4, network);
    const LvPlan plan(network);
    LvSeasonLoads loads(random, dice.homes, STEPS, between(random, 0.1, 4.0) * 45.0 / (10.0 + dice.homes));
    for (int h = 0; k % 3 == 0 && h < dice.homes; h += 4) {
      for (int step = 40; step < 60; ++step) loads.kw[h * STEPS + step] *= -1.0;
    }
    const LvKernels& kernels = run::kernels()[k % sets].low_voltage;
    const ScreenedDay day(plan, kernels, loads.all(), random() % 2 == 0 ? 9e-4F : 1e-6F, k % 5 == 0 ? 12 : 0);
    const LvResults exact = solve(plan, loads.all());
    for (int step = 0; step < STEPS; ++step) {
      ++steps;
      if (!day.settled(step)) continue;
      ++settled;
      ASSERT_TRUE(exact.converged[step]);
      expect_bounded(plan, day, exact, step);
    }
    if (HasFailure()) break;
  }
  EXPECT_GT(settled, steps / 2);
  EXPECT_LT(settled, steps);
}

}  // namespace
}  // namespace hearthgrid::electricity
