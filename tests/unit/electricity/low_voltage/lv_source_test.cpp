// What a lower or higher source leaves the lowest home: the bound against one line by hand and random networks solved.
#include "models/electricity/low_voltage/lv_source.hpp"

#include <gtest/gtest.h>

#include "models/electricity/low_voltage/lv_season.hpp"
#include "tests/unit/electricity/low_voltage/random_lv.hpp"

namespace hearthgrid::electricity {
namespace {

// Of one line without reactances, all per unit: V = (k + sqrt(k^2 - 4 r P)) / 2.
double one_line(double source, double r_p) {
  return 0.5 * (source + std::sqrt(source * source - 4.0 * r_p));
}

LowestVoltages of_one_line(double r_p) {
  return {1.0, one_line(1.0, r_p), one_line(LOW_SOURCE, r_p)};
}

TEST(LvSource, BoundsOneLineByHand) {
  // r P = 0.09: 0.9 at the own source; at 0.85 of it 0.85/2 + sqrt(0.7225 - 0.36)/2 = 0.72604, of that source 0.854165.
  EXPECT_NEAR(one_line(1.0, 0.09), 0.9, 1e-15);
  EXPECT_NEAR(one_line(LOW_SOURCE, 0.09), 0.7260399, 1e-7);
  // 0.95: loads times 1.108033 of 1.384083, 0.281281 of the way.
  EXPECT_NEAR(lowest_at_source(0.95, of_one_line(0.09)), 0.95 * (0.9 - 0.281281 * (0.9 - 0.854165)), 1e-6);
  // 1.03: the drop of 0.1 falls to 0.1/1.03.
  EXPECT_NEAR(lowest_at_source(1.03, of_one_line(0.09)), 1.03 - 0.1 / 1.03, 1e-12);
  for (double r_p = 0.0; r_p < 0.15; r_p += 0.01) {
    for (double k = LOW_SOURCE; k < 1.06; k += 0.01) {
      const double bound = lowest_at_source(k, of_one_line(r_p)), solved = one_line(k, r_p);
      EXPECT_LE(bound, solved + 1e-12) << r_p << " " << k;
      EXPECT_GT(bound, solved - (r_p < 0.095 ? 2e-3 : 1.0)) << r_p << " " << k;
    }
  }
}

TEST(LvSource, SaysWhereItKnowsNothing) {
  EXPECT_EQ(lowest_at_source(0.84, {1.0, 0.9, 0.75}), 0.0);
  EXPECT_EQ(lowest_at_source(0.0, {1.0, 0.9, 0.75}), 0.0);
  EXPECT_EQ(lowest_at_source(0.95, {1.0, 0.9, 0.0}), 0.0);
  EXPECT_EQ(lowest_at_source(0.95, {1.0, 0.0, 0.0}), 0.0);
  EXPECT_EQ(lowest_at_source(1.02, {1.0, 0.0, 0.0}), 0.0);
  EXPECT_EQ(lowest_at_source(1.0, {1.0, 0.9, 0.0}), 0.9);
}

LvSeasonResult season_at(const LvNetwork& network, double source, const LvSeasonLoads& loads) {
  LvNetwork moved = network;
  moved.no_load_v *= source;
  const LvPlan plan(moved);
  LvSeasonOptions options;
  options.exact = true;
  LvWorkspace workspace;
  LvSeason season(plan, run::kernel().low_voltage, options);
  season.add_day(0, loads.all(), {}, workspace);
  return season.finish(workspace);
}

// 60 networks of all kinds, a day of unlike loads each, from mild ones to homes near 0.8: no home of any step lies
// below the bound, and the bound is near.
TEST(LvSource, BoundsRandomNetworksSolvedExactly) {
  std::mt19937 random(515);
  int bounded = 0, unbalanced = 0;
  double widest = 0.0, lowest = 1.0;
  for (int n = 0; n < 60; ++n) {
    LvDice dice;
    dice.homes = 4 + static_cast<int>(random() % 25);
    dice.circulant = n % 3 == 0;
    dice.neutral = n % 3 == 1;
    dice.stress = between(random, 1.0, 3.0);
    const LvNetwork network = random_network(random, dice);
    const LvSeasonLoads loads(random, dice.homes, 96, between(random, 0.5, 4.0));
    const LvSeasonResult own = season_at(network, 1.0, loads), low = season_at(network, LOW_SOURCE, loads);
    if (own.not_converged + low.not_converged > 0) continue;
    ++bounded;
    lowest = std::min(lowest, own.lowest_pu.value);
    unbalanced += own.unbalance.value > 0.01 ? 1 : 0;
    for (const double source : {0.86, 0.9, 0.93, 0.96, 0.99, 1.01, 1.03, 1.05}) {
      const double solved = season_at(network, source, loads).lowest_pu.value;
      const double bound =
          lowest_at_source(source, {network.no_load_v / network.rated_v, own.lowest_pu.value, low.lowest_pu.value});
      EXPECT_LE(bound, solved + 1e-7) << n << " " << source;
      if (own.lowest_pu.value > 0.9) widest = std::max(widest, solved - bound);
    }
  }
  EXPECT_GT(bounded, 40);
  EXPECT_GT(unbalanced, 10);
  EXPECT_LT(lowest, 0.85);
  EXPECT_LT(widest, 2e-3);
  RecordProperty("widest", std::to_string(widest));
}

// The scaling that the bound rests on: k times the source is the own source with loads over k^2, times k.
TEST(LvSource, ScalesExactly) {
  std::mt19937 random(9);
  const LvNetwork network = random_network(random, {.homes = 12});
  LvSeasonLoads loads(random, 12, 48, 1.5);
  const double k = 0.93, at_k = season_at(network, k, loads).lowest_pu.value;
  for (auto* powers : {&loads.kw, &loads.kvar}) {
    for (double& power : *powers) power /= k * k;
  }
  EXPECT_NEAR(at_k, k * season_at(network, 1.0, loads).lowest_pu.value, 1e-9);
}

}  // namespace
}  // namespace hearthgrid::electricity
