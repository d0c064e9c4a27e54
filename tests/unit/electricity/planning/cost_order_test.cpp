#include "models/electricity/planning/cost_order.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <stdexcept>

namespace hearthgrid::electricity {
namespace {

TEST(CostOrder, StartsWithNothingAndEndsWithTheDearest) {
  CostOrder order({{1.0, 5.0}, {2.0}});
  std::vector<double> costs;
  while (const auto way = order.next()) costs.push_back(way->cost);
  EXPECT_EQ(costs, (std::vector<double>{0.0, 1.0, 2.0, 3.0, 5.0, 7.0}));
  EXPECT_EQ(order.count(), 6.0);
}

TEST(CostOrder, OfEqualCostsFewerMeasuresComeFirst) {
  CostOrder order({{1.0}, {1.0}, {2.0}});
  std::vector<Picks> picks;
  while (const auto way = order.next()) picks.push_back(way->picks);
  EXPECT_EQ(picks[3], (Picks{0, 0, 1}));
  EXPECT_EQ(picks[4], (Picks{1, 1, 0}));
}

TEST(CostOrder, RefusesCostsThatFall) {
  using Costs = std::vector<std::vector<double>>;
  EXPECT_THROW(CostOrder(Costs{{2.0, 1.0}}), std::invalid_argument);
  EXPECT_THROW(CostOrder(Costs{{-1.0}}), std::invalid_argument);
}

RC_GTEST_PROP(CostOrder, MakesEachWayOnceAndNoneBeforeACheaperOne, ()) {
  const auto groups = *rc::gen::inRange(1, 6);
  std::vector<std::vector<double>> costs;
  for (int g = 0; g < groups; ++g) {
    auto drawn = *rc::gen::resize(4, rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 20)));
    std::ranges::sort(drawn);
    costs.emplace_back(drawn.begin(), drawn.end());
  }
  CostOrder order(costs);
  std::set<Picks> seen;
  double last = 0.0;
  while (const auto way = order.next()) {
    RC_ASSERT(way->cost >= last);
    last = way->cost;
    RC_ASSERT(seen.insert(way->picks).second);
  }
  RC_ASSERT(static_cast<double>(seen.size()) == order.count());
}

}  // namespace
}  // namespace hearthgrid::electricity
