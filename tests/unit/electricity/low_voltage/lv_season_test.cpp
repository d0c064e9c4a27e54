// Screened seasons against exact ones: the same bits in extremes, times and hours.

#include "models/electricity/low_voltage/lv_season.hpp"

#include <gtest/gtest.h>

#include <array>

#include "models/electricity/low_voltage/lv_levels.hpp"
#include "tests/unit/electricity/low_voltage/random_lv.hpp"

namespace hearthgrid::electricity {
namespace {

struct Season {
  LvSeasonResult result;
  std::vector<float> p_kw, q_kvar, line_kw, root_kw;
};

Season season(const LvPlan& plan, const LvSeasonLoads& loads, const LvSeasonOptions& options,
              const LvKernels& kernels = run::kernel().low_voltage) {
  Season out;
  LvWorkspace workspace;
  LvSeason account(plan, kernels, options);
  for (auto* series : {&out.p_kw, &out.q_kvar, &out.line_kw, &out.root_kw}) series->resize(loads.steps);
  for (int first = 0; first < loads.steps; first += 96) {
    account.add_day(first, loads.day(first, std::min(96, loads.steps - first)),
                    {&out.p_kw[first], &out.q_kvar[first], &out.line_kw[first], &out.root_kw[first]}, workspace);
  }
  out.result = account.finish(workspace);
  return out;
}

void expect_same(const LvExtreme& a, const LvExtreme& b, const char* what) {
  EXPECT_EQ(a.value, b.value) << what;  // to the bit
  EXPECT_EQ(a.step, b.step) << what;
}

void expect_same(const Season& screened, const Season& exact) {
  const LvSeasonResult &a = screened.result, &b = exact.result;
  for (size_t h = 0; h < a.homes.size(); ++h) {
    expect_same(a.homes[h].lowest_pu, b.homes[h].lowest_pu, "home's lowest");
    expect_same(a.homes[h].highest_pu, b.homes[h].highest_pu, "home's highest");
    EXPECT_EQ(a.homes[h].hours_below, b.homes[h].hours_below);
    EXPECT_EQ(a.homes[h].hours_above, b.homes[h].hours_above);
  }
  expect_same(a.lowest_pu, b.lowest_pu, "lowest");
  expect_same(a.highest_pu, b.highest_pu, "highest");
  EXPECT_EQ(a.lowest_home, b.lowest_home);
  EXPECT_EQ(a.highest_home, b.highest_home);
  EXPECT_EQ(a.hours_below, b.hours_below);
  EXPECT_EQ(a.hours_above, b.hours_above);
  expect_same(a.unbalance, b.unbalance, "unbalance");
  EXPECT_EQ(a.hours_unbalanced, b.hours_unbalanced);
  expect_same(a.loading, b.loading, "loading");
  EXPECT_EQ(a.loading_node, b.loading_node);
  expect_same(a.phase_a, b.phase_a, "phase current");
  expect_same(a.neutral_a, b.neutral_a, "neutral current");
  EXPECT_EQ(a.transformer_loading, b.transformer_loading);
  EXPECT_EQ(a.steps, b.steps);
  EXPECT_EQ(a.not_converged, b.not_converged);
  EXPECT_EQ(a.first_not_converged, b.first_not_converged);
  EXPECT_NEAR(a.line_loss_kwh, b.line_loss_kwh, 1e-3 * b.line_loss_kwh);
  EXPECT_NEAR(a.root_loss_kwh, b.root_loss_kwh, 1e-3 * b.root_loss_kwh);
  for (size_t n = 0; n < a.line_loading.size(); ++n) {
    EXPECT_NEAR(a.line_loading[n], b.line_loading[n], 1e-3 * b.line_loading[n]);
  }
  float worst = 0.0F;
  for (size_t k = 0; k < screened.p_kw.size(); ++k) {
    worst = std::max(worst, std::abs(screened.p_kw[k] - exact.p_kw[k]) / std::abs(exact.p_kw[k]));
    worst = std::max(worst, std::abs(screened.q_kvar[k] - exact.q_kvar[k]) / std::abs(exact.p_kw[k]));
  }
  EXPECT_LT(worst, 1e-4F);
}

double squared_kva(const Season& s, size_t k) {
  const auto p = static_cast<double>(s.p_kw[k]), q = static_cast<double>(s.q_kvar[k]);
  return p * p + q * q;
}

size_t peak_step(const Season& s) {
  size_t peak = 0;
  for (size_t k = 0; k < s.p_kw.size(); ++k) peak = squared_kva(s, k) > squared_kva(s, peak) ? k : peak;
  return peak;
}

// What a transformer's season counts from the load: its peak, and the steps above each level, whose number it gives.
std::array<int64_t, 2> expect_same_levels(const Season& screened, const Season& exact, double rated_kva) {
  const size_t peak = peak_step(exact);
  EXPECT_EQ(peak_step(screened), peak);
  EXPECT_EQ(screened.p_kw[peak], exact.p_kw[peak]);
  EXPECT_EQ(screened.q_kvar[peak], exact.q_kvar[peak]);
  std::array<int64_t, 2> above{};
  for (size_t i = 0; i < above.size(); ++i) {
    const double level = LOADING_LEVELS[i] * rated_kva;
    int64_t differ = 0;
    for (size_t k = 0; k < exact.p_kw.size(); ++k) {
      const bool of_exact = squared_kva(exact, k) > level * level;
      differ += of_exact != (squared_kva(screened, k) > level * level) ? 1 : 0;
      above[i] += of_exact ? 1 : 0;
    }
    EXPECT_EQ(differ, 0);
  }
  return above;
}

// Of many steps, from mild ones to such without a solution.
TEST(LvSeason, FindsTheLowestVoltageAloneToTheSameBits) {
  std::mt19937 random(77);
  int64_t failed = 0, solves = 0, steps = 0;
  for (int k = 0; k < 60; ++k) {
    SCOPED_TRACE(k);
    LvDice dice;
    dice.homes = 5 + static_cast<int>(random() % 40);
    dice.stress = between(random, 0.5, 3.0);
    const LvNetwork network = random_network(random, dice);
    const LvPlan plan(network);
    const LvSeasonLoads loads(random, dice.homes, 960, between(random, 0.4, k % 6 == 0 ? 12.0 : 2.5));
    LvSeasonOptions exact, lowest;
    exact.exact = true;
    lowest.lowest_only = true;
    lowest.lowest_pu = 0.0;
    lowest.highest_pu = lowest.unbalance_limit = 10.0;
    const LvSeasonResult all = season(plan, loads, exact).result, one = season(plan, loads, lowest).result;
    expect_same(one.lowest_pu, all.lowest_pu, "lowest");
    EXPECT_EQ(one.lowest_home, all.lowest_home);
    EXPECT_EQ(one.not_converged, all.not_converged);
    failed += all.not_converged;
    if (all.not_converged == 0) solves += one.exact_solves, steps += one.steps;
  }
  EXPECT_GT(failed, 0);
  EXPECT_LT(solves, steps / 100);
}

// Trees of 5 to 80 homes on one phase or three, lines with and without equal phases, from idle to hours below 0.90.
TEST(LvSeason, ScreenedIsExactOnTwoHundredRandomNetworks) {
  std::mt19937 random(2024);
  int64_t steps = 0, solves = 0, stressed = 0, above = 0;
  for (int k = 0; k < 200; ++k) {
    SCOPED_TRACE(k);
    const LvDice dice = any_dice(random, 5, 76, 3.5);
    const LvPlan plan(random_network(random, dice));
    const int count = 11616;  // 121 days of quarter hours
    const LvSeasonLoads loads(random, dice.homes, count, between(random, 0.3, 2.4) * 45.0 / (10.0 + dice.homes));
    LvSeasonOptions options, exact;
    exact.exact = true;
    const Season b = season(plan, loads, exact);
    options.rated_kva = std::sqrt(squared_kva(b, peak_step(b))) / between(random, 1.02, 1.6);
    const Season a = season(plan, loads, options);
    expect_same(a, b);
    for (const int64_t steps_above : expect_same_levels(a, b, options.rated_kva)) EXPECT_GT(steps_above, 0);
    EXPECT_EQ(b.result.exact_solves, count);
    if (HasFailure()) break;
    steps += count, solves += a.result.exact_solves;
    stressed += b.result.hours_below > 0.0 ? 1 : 0;
    above += b.result.hours_above > 0.0 ? 1 : 0;
  }
  EXPECT_GT(stressed, 15);
  EXPECT_GT(above, 3);
  RecordProperty("share_of_exact_solves", std::to_string(static_cast<double>(solves) / static_cast<double>(steps)));
  EXPECT_LT(solves, steps / 20);
}

// The screen's sums know two ways: where all homes draw more active than reactive power, and where some feed in, are
// capacitive or draw more of the latter.
TEST(LvSeason, ScreenedIsExactWhereHomesFeedIn) {
  std::mt19937 random(11);
  for (int k = 0; k < 12; ++k) {
    SCOPED_TRACE(k);
    LvDice dice;
    dice.homes = 5 + static_cast<int>(random() % 60);
    dice.circulant = random() % 2 == 0;
    dice.stress = between(random, 0.3, 2.5);
    const LvPlan plan(random_network(random, dice));
    constexpr int COUNT = 960;
    LvSeasonLoads loads(random, dice.homes, COUNT, between(random, 0.3, 1.5));
    for (int h = 0; h < dice.homes; ++h) {
      for (int step = 0; step < COUNT; ++step) {
        if (h % 5 == 1 && step % 96 >= 40 && step % 96 < 56) loads.kw[h * COUNT + step] *= -0.8;
        if (h % 3 == 2 && step > COUNT / 2) loads.kvar[h * COUNT + step] *= -1.0;
        if (h % 5 == 4 && step % 7 == 3) loads.kvar[h * COUNT + step] = 1.5 * loads.kw[h * COUNT + step];
      }
    }
    LvSeasonOptions exact;
    exact.exact = true;
    expect_same(season(plan, loads, {}), season(plan, loads, exact));
  }
}

TEST(LvSeason, ScreenedIsExactOnUnusualLines) {
  std::mt19937 random(31);
  for (int k = 0; k < 90; ++k) {
    SCOPED_TRACE(k);
    LvDice dice;
    dice.homes = 3 + static_cast<int>(random() % 30);
    dice.stress = between(random, 0.3, 3.0);
    LvNetwork network = random_network(random, dice);
    make_unusual(random, k % UNUSUAL_KINDS, network);
    const LvPlan plan(network);
    constexpr int COUNT = 960;
    const LvSeasonLoads loads(random, dice.homes, COUNT, between(random, 0.3, 3.0) * 45.0 / (10.0 + dice.homes));
    LvSeasonOptions options, exact;
    exact.exact = true;
    const Season b = season(plan, loads, exact);
    options.rated_kva = std::sqrt(squared_kva(b, random() % COUNT)) / (k % 2 == 0 ? 0.8 : 1.0);
    const Season a = season(plan, loads, options);
    expect_same(a, b);
    expect_same_levels(a, b, options.rated_kva);
  }
}

TEST(LvSeason, StepsWithoutASolutionAreCountedAndNamed) {
  std::mt19937 random(5);
  const LvDice dice;
  const LvPlan plan(random_network(random, dice));
  LvSeasonLoads loads(random, dice.homes, 200, 1.0);
  for (int h = 0; h < dice.homes; ++h) loads.kw[h * 200 + 77] *= 60.0, loads.kw[h * 200 + 150] *= 80.0;
  LvSeasonOptions exact;
  exact.exact = true;
  const Season a = season(plan, loads, {}), b = season(plan, loads, exact);
  expect_same(a, b);
  EXPECT_EQ(a.result.not_converged, 2);
  EXPECT_EQ(a.result.first_not_converged, 77);
  EXPECT_EQ(a.line_kw[77], 0.0F);
  for (int h = 0; h < dice.homes; ++h) {  // they stand below the limit
    for (const int k : {77, 150}) loads.kw[h * 200 + k] = 0.01;
  }
  const Season mild = season(plan, loads, exact);
  EXPECT_NEAR(a.result.hours_below, mild.result.hours_below + 2 * exact.step_hours, 1e-9);
}

TEST(LvSeason, NeutralWiresAreSolvedExactly) {
  std::mt19937 random(6);
  LvDice dice;
  dice.neutral = true;
  const LvPlan plan(random_network(random, dice));
  const LvSeasonLoads loads(random, dice.homes, 100, 1.0);
  const Season a = season(plan, loads, {});
  EXPECT_EQ(a.result.exact_solves, 100);
  EXPECT_GT(a.result.neutral_a.value, 0.0);
}

// Steps just above the limit that the first look leaves open, whole registers of them, and not one that could be an
// extreme: a step before them is worse and one is idle.
TEST(LvSeason, OpenStepsThatTurnOutToBeNothingCountForNothing) {
  std::mt19937 random(3);
  const LvDice dice;
  const LvPlan plan(random_network(random, dice));
  const LvSeasonLoads one(random, dice.homes, 1, 1.0);
  LvSeasonOptions screen, exact;
  screen.unbalance_limit = exact.unbalance_limit = 1.0;
  screen.lowest_pu = exact.lowest_pu = 0.98;
  exact.exact = true;
  const auto scaled = [&](double scale, int steps) {
    LvSeasonLoads loads = one;
    loads.steps = steps;
    loads.kw.assign(static_cast<size_t>(dice.homes) * steps, 0.0);
    loads.kvar = loads.kw;
    for (int h = 0; h < dice.homes; ++h) {
      for (int k = 0; k < steps; ++k) {
        const double of = k == 1 ? 0.0 : (k == 0 && steps > 1 ? 1.05 : 1.0) * scale;
        loads.kw[h * steps + k] = of * one.kw[h], loads.kvar[h * steps + k] = of * one.kvar[h];
      }
    }
    return loads;
  };
  double low = 0.0, high = 20.0;  // scales
  for (int k = 0; k < 50; ++k) {
    const double middle = 0.5 * (low + high);
    const LvSeasonResult result = season(plan, scaled(middle, 1), exact).result;
    (result.not_converged == 0 && result.lowest_pu.value > exact.lowest_pu + 2e-5 ? low : high) = middle;
  }
  const LvSeasonLoads loads = scaled(low, 288);
  const Season a = season(plan, loads, screen), b = season(plan, loads, exact);
  expect_same(a, b);
  EXPECT_EQ(a.result.hours_below, 0.25);
  EXPECT_LT(a.result.exact_solves, 20);
}

// Equal steps: the first one's time. Loads that the season repeats every day.
TEST(LvSeason, OfEqualExtremesTheFirstCounts) {
  std::mt19937 random(8);
  const LvDice dice;
  const LvPlan plan(random_network(random, dice));
  LvSeasonLoads loads(random, dice.homes, 960, 1.0);
  for (int h = 0; h < dice.homes; ++h) {
    for (int k = 96; k < 960; ++k) {
      loads.kw[h * 960 + k] = loads.kw[h * 960 + k % 96];
      loads.kvar[h * 960 + k] = loads.kvar[h * 960 + k % 96];
    }
  }
  const Season a = season(plan, loads, {});
  for (const LvHomeSeason& home : a.result.homes) {
    EXPECT_LT(home.lowest_pu.step, 96);
    EXPECT_LT(home.highest_pu.step, 96);
  }
  EXPECT_LT(a.result.unbalance.step, 96);
}

TEST(LvSeason, InstructionSetsAgree) {
  std::mt19937 random(12);
  const LvDice dice;
  const LvPlan plan(random_network(random, dice));
  const LvSeasonLoads loads(random, dice.homes, 960, 1.5);
  const Season first = season(plan, loads, {});
  for (const run::Kernel* k = run::kernels(); k->instruction_set != nullptr; ++k) {
    const Season other = season(plan, loads, {}, k->low_voltage);
    EXPECT_NEAR(first.result.lowest_pu.value, other.result.lowest_pu.value, 1e-12) << k->instruction_set;
    EXPECT_EQ(first.result.lowest_pu.step, other.result.lowest_pu.step);
    EXPECT_EQ(first.result.hours_below, other.result.hours_below);
    EXPECT_NEAR(first.result.line_loss_kwh, other.result.line_loss_kwh, 1e-4 * first.result.line_loss_kwh);
  }
}

TEST(LvSeason, LoadsInSinglePrecisionAndWithoutReactivePower) {
  std::mt19937 random(13);
  const LvDice dice;
  const LvPlan plan(random_network(random, dice));
  const LvSeasonLoads loads(random, dice.homes, 130, 1.5);
  const std::vector<float> kw(loads.kw.begin(), loads.kw.end());
  const std::vector<double> same(kw.begin(), kw.end());
  LvWorkspace workspace;
  LvSeasonOptions exact;
  exact.exact = true;
  LvSeason a(plan, run::kernel().low_voltage), b(plan, run::kernel().low_voltage, exact);
  a.add_day(0, LvLoads<float>{kw.data(), nullptr, 130, 130}, {}, workspace);
  b.add_day(0, LvLoads<double>{same.data(), nullptr, 130, 130}, {}, workspace);
  const LvSeasonResult of_a = a.finish(workspace), of_b = b.finish(workspace);
  expect_same(of_a.lowest_pu, of_b.lowest_pu, "lowest");
  expect_same(of_a.phase_a, of_b.phase_a, "phase");
}

}  // namespace
}  // namespace hearthgrid::electricity
