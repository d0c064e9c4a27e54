#include "models/electricity/planning/hosting.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "engine/base/random.hpp"
#include "models/electricity/planning/hosting_orders.hpp"
#include "tests/unit/electricity/planning/planning_fixture.hpp"

namespace hearthgrid::electricity {
namespace {

/// A place of lightly loaded homes and what each would draw with a heat pump; some have converted already.
struct HostingPlace {
  TestPlace place;
  std::vector<std::vector<float>> kw, kvar;
  Conversion conversion;

  void bind() {
    place.bind();
    conversion.kw.assign(kw.begin(), kw.end());
    conversion.kvar.assign(kvar.begin(), kvar.end());
    conversion.homes = place.homes;
  }
};

HostingPlace hosting_place(uint32_t seed, double added_kw = 2.5, double kva = 50.0) {
  Draw draw(seed + 500);
  HostingPlace host{small_place(seed, 10 + draw.below(8), 0.4, kva, 24), {}, {}, {}};
  for (size_t h = 0; h < host.place.kw.size(); ++h) {
    const bool converts = draw.below(6) != 0;
    const auto heater = rough_load(draw, converts ? draw.between(0.6, 1.4) * added_kw : 0.0, 24);
    auto& kw = host.kw.emplace_back();
    auto& kvar = host.kvar.emplace_back();
    if (!converts) continue;
    for (size_t t = 0; t < heater.size(); ++t) {
      kw.push_back(host.place.kw[h][t] + heater[t]);
      kvar.push_back(host.place.kvar[h][t] + 0.3F * heater[t]);
    }
  }
  host.bind();
  return host;
}

std::vector<int> some_order(const HostingPlace& host, uint32_t seed) {
  std::vector<int> rows;
  for (size_t h = 0; h < host.kw.size(); ++h) {
    if (!host.kw[h].empty()) rows.push_back(static_cast<int>(h));
  }
  return random_order(host.conversion, rows, seed, 7, 0).rows;
}

std::vector<Violation> season(const HostingPlace& host, std::span<const int> converted) {
  PlaceLoads mixed = host.place.loads;
  for (const int row : converted) {
    mixed.kw[row] = host.conversion.kw[row];
    mixed.kvar[row] = host.conversion.kvar[row];
  }
  const auto reached = season_extremes(host.place.design, mixed, host.place.rules);
  return violations(host.place.design, reached, host.place.rules.limits);
}

/// The capacity by going through all numbers, each over all steps.
int by_hand(const HostingPlace& host, const std::vector<int>& order) {
  for (size_t n = 0; n <= order.size(); ++n) {
    if (!season(host, std::span(order).first(n)).empty()) return std::max(0, static_cast<int>(n) - 1);
  }
  return static_cast<int>(order.size());
}

TEST(HostingOfOrder, EqualsGoingThroughAllNumbers) {
  int bound = 0, not_monotone = 0, missed = 0;
  std::array<int, LIMIT_KINDS> kinds{};
  for (uint32_t seed = 0; seed < 60; ++seed) {
    const HostingPlace host = hosting_place(seed, seed % 2 == 0 ? 2.5 : 4.0, seed % 3 == 0 ? 50.0 : 160.0);
    const auto order = some_order(host, seed);
    const auto capacity = hosting_of_order(host.place.design, host.place.loads, host.conversion, host.place.rules,
                                           order, HostingCheck::every_season);
    EXPECT_EQ(capacity.homes, by_hand(host, order)) << seed;
    const auto quick = hosting_of_order(host.place.design, host.place.loads, host.conversion, host.place.rules, order);
    EXPECT_GE(quick.homes, capacity.homes) << seed;
    EXPECT_TRUE(season(host, std::span(order).first(static_cast<size_t>(quick.homes))).empty() || quick.homes == 0);
    missed += quick.homes == capacity.homes ? 0 : 1;
    not_monotone += capacity.monotone ? 0 : 1;
    if (!capacity.limit) {
      EXPECT_EQ(capacity.homes, static_cast<int>(order.size())) << seed;
      continue;
    }
    ++bound;
    ++kinds[static_cast<size_t>(capacity.limit->kind)];
    if (season(host, {}).empty()) {
      const auto broken = season(host, std::span(order).first(static_cast<size_t>(capacity.homes) + 1));
      EXPECT_NE(std::ranges::find(broken, capacity.limit->kind, &Violation::kind), broken.end()) << seed;
    }
  }
  EXPECT_GE(bound, 30);
  EXPECT_GE(kinds[static_cast<size_t>(LimitKind::transformer_loading)], 3);
  EXPECT_GE(kinds[static_cast<size_t>(LimitKind::unbalance)], 3);
  EXPECT_LE(missed, 1);
  EXPECT_GE(not_monotone, 1);  // unbalance, which later conversions even out
}

TEST(HostingOfOrder, AHotSpotBinds) {
  HostingPlace host = hosting_place(4, 3.0, 30.0);
  host.place.rules.limits = {{}, 80.0, {}, {}, {}, {}, {}, {}};
  host.place.rules.ambient_c.assign(24, 0.0);
  const auto order = some_order(host, 4);
  const auto capacity = hosting_of_order(host.place.design, host.place.loads, host.conversion, host.place.rules, order);
  EXPECT_EQ(capacity.homes, by_hand(host, order));
  EXPECT_GT(capacity.homes, 0);
  ASSERT_TRUE(capacity.limit.has_value());
  EXPECT_EQ(capacity.limit->kind, LimitKind::hot_spot);
}

HostingRule quick_rule() {
  HostingRule rule;
  rule.random_orders = 12;
  rule.seed = 11;
  rule.name_hash = stable_hash("ashp");
  return rule;
}

TEST(Hosting, WorstIsBelowTheQuantilesWhichRise) {
  for (uint32_t seed = 0; seed < 10; ++seed) {
    const HostingPlace host = hosting_place(seed);
    const Hosting hosting =
        hosting_capacity(host.place.design, host.place.loads, host.conversion, host.place.rules, quick_rule());
    ASSERT_EQ(hosting.quantiles.size(), 3U);
    int last = hosting.worst.homes;
    for (const HostingCapacity& capacity : hosting.quantiles) {
      EXPECT_GE(capacity.homes, last) << seed;
      last = capacity.homes;
    }
    EXPECT_LE(last, hosting.candidates);
    EXPECT_FALSE(hosting.worst.order.empty());
  }
}

TEST(Hosting, OfLoadingAloneTheHeaviestFirstAreTheWorst) {
  for (uint32_t seed = 0; seed < 12; ++seed) {
    HostingPlace host = hosting_place(seed);
    // One step: the least number of homes that overload the transformer is that of the heaviest ones.
    host.place.rules.limits = {0.8, {}, {}, {}, {}, {}, {}, {}};
    const auto cut = [](std::vector<std::vector<float>>& rows) {
      for (auto& row : rows) row.resize(std::min<size_t>(1, row.size()));
    };
    for (auto* rows : {&host.place.kw, &host.place.kvar, &host.kw, &host.kvar}) cut(*rows);
    host.bind();
    const Hosting hosting =
        hosting_capacity(host.place.design, host.place.loads, host.conversion, host.place.rules, quick_rule());
    std::vector<int> order = some_order(host, seed);
    std::ranges::sort(order, std::ranges::greater{}, [&](int row) { return host.kw[row][0] - host.place.kw[row][0]; });
    EXPECT_EQ(hosting.worst.homes, by_hand(host, order)) << seed;
  }
}

TEST(Hosting, LargerLimitsNeverHostFewer) {
  for (uint32_t seed = 0; seed < 8; ++seed) {
    HostingPlace host = hosting_place(seed, 3.0);
    const auto run = [&] {
      return hosting_capacity(host.place.design, host.place.loads, host.conversion, host.place.rules, quick_rule());
    };
    const Hosting tight = run();
    Limits& limits = host.place.rules.limits;
    limits.loading = 1.0;
    limits.low_v = 195.0;
    limits.unbalance = 0.025;
    limits.line_loading = 1.2;
    const Hosting wide = run();
    // The working windows differ, so the random orders' own capacities have to, one by one, not only the quantiles.
    EXPECT_GE(wide.worst.homes, tight.worst.homes) << seed;
    for (size_t q = 0; q < tight.quantiles.size(); ++q) {
      EXPECT_GE(wide.quantiles[q].homes, tight.quantiles[q].homes) << seed;
    }
  }
}

TEST(Hosting, DoesNotDependOnTheOrderOfRows) {
  for (uint32_t seed = 20; seed < 26; ++seed) {
    HostingPlace host = hosting_place(seed, 3.0);
    const auto run = [&] {
      return hosting_capacity(host.place.design, host.place.loads, host.conversion, host.place.rules, quick_rule());
    };
    const Hosting one = run();
    std::ranges::reverse(host.place.kw);
    std::ranges::reverse(host.place.kvar);
    std::ranges::reverse(host.place.homes);
    std::ranges::reverse(host.kw);
    std::ranges::reverse(host.kvar);
    std::ranges::reverse(host.place.design.areas[0].network.homes);
    host.bind();
    const Hosting other = run();
    EXPECT_EQ(one.worst.homes, other.worst.homes) << seed;
    EXPECT_EQ(one.worst.order, other.worst.order) << seed;
    ASSERT_EQ(one.quantiles.size(), other.quantiles.size());
    for (size_t q = 0; q < one.quantiles.size(); ++q) {
      EXPECT_EQ(one.quantiles[q].homes, other.quantiles[q].homes) << seed;
    }
    EXPECT_EQ(one.orders_by_limit, other.orders_by_limit) << seed;
  }
}

TEST(Hosting, EdgesAreSaid) {
  HostingPlace host = hosting_place(3, 0.01, 160.0);
  host.place.rules.limits = {};
  host.place.rules.limits.unbalance.reset();
  const auto run = [&] {
    return hosting_capacity(host.place.design, host.place.loads, host.conversion, host.place.rules, quick_rule());
  };
  const Hosting all = run();
  EXPECT_EQ(all.worst.homes, all.candidates);
  EXPECT_FALSE(all.worst.limit.has_value());
  EXPECT_EQ(std::accumulate(all.orders_by_limit.begin(), all.orders_by_limit.end(), 0), 0);

  host.place.rules.limits.loading = 0.001;
  const Hosting none = run();
  EXPECT_TRUE(none.violated_before);
  EXPECT_EQ(none.worst.homes, 0);
  EXPECT_EQ(none.worst.limit->kind, LimitKind::transformer_loading);
  EXPECT_EQ(none.quantiles.size(), 3U);

  for (auto& row : host.kw) row.clear();
  for (auto& row : host.kvar) row.clear();
  host.place.rules.limits.loading = 0.8;
  host.bind();
  const Hosting nobody = run();
  EXPECT_EQ(nobody.candidates, 0);
  EXPECT_EQ(nobody.worst.homes, 0);
  EXPECT_FALSE(nobody.violated_before);

  host.kw[0] = {1.0F};
  host.bind();
  EXPECT_THROW((void)run(), std::invalid_argument);
}

TEST(HostingOrders, AreKeyedByNames) {
  const HostingPlace host = hosting_place(1);
  const std::vector<int> rows = some_order(host, 1);
  std::vector<int> turned = rows;
  std::ranges::reverse(turned);
  EXPECT_EQ(random_order(host.conversion, rows, 1, 7, 3).rows, random_order(host.conversion, turned, 1, 7, 3).rows);
  EXPECT_NE(random_order(host.conversion, rows, 1, 7, 3).rows, random_order(host.conversion, rows, 1, 7, 4).rows);
  EXPECT_NE(random_order(host.conversion, rows, 1, 7, 3).rows, random_order(host.conversion, rows, 1, 8, 3).rows);
  EXPECT_NE(random_order(host.conversion, rows, 1, 7, 3).rows, random_order(host.conversion, rows, 2, 7, 3).rows);
  for (const HostingOrder& order : adversarial_orders(host.place.design, host.place.loads, host.conversion, rows)) {
    auto sorted = order.rows, all = rows;
    std::ranges::sort(sorted);
    std::ranges::sort(all);
    EXPECT_EQ(sorted, all) << order.name;
  }
}

}  // namespace
}  // namespace hearthgrid::electricity
