#include "models/economy/abatement.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <stdexcept>

#include "models/economy/annuity.hpp"

namespace hearthgrid::economy {
namespace {

const SideCost& of(const std::array<SideCost, SIDES>& costs, Side side) {
  return costs[static_cast<size_t>(side)];
}

// A machine of 10 000 CNY, half of it paid by the county; coal of 800 CNY a year becomes power of 500, of which the
// city pays 100; over two years at 10 %.
TEST(SideCosts, AreTheHandValues) {
  Ledger before, mix;
  for (const int year : {2021, 2022}) {
    before.add_cost(year, CostItem::coal, Payer::household, 80000);
    mix.add_cost(year, CostItem::electricity, Payer::household, 50000);
    mix.add_transfer({year, CostItem::electricity, Payer::city, Payer::household, 10000});
  }
  mix.add_cost(2021, CostItem::equipment, Payer::household, 1000000);
  mix.add_transfer({2021, CostItem::equipment, Payer::county, Payer::household, 500000});
  mix.add_cost(2021, CostItem::network, Payer::utility, 21000);
  const auto costs = side_costs(mix, before, {0.1, 0.1, 0.1}, 2021, 2);
  const double factors = 1.0 + 1.0 / 1.1;  // 21/11
  EXPECT_NEAR(of(costs, Side::society).npv_cny, -(10000.0 + 210.0 - 300.0 * factors), 1e-9);
  EXPECT_NEAR(of(costs, Side::society).annual_cny, 10210.0 * 11.0 / 21.0 - 300.0, 1e-9);
  EXPECT_NEAR(of(costs, Side::government).annual_cny, 5000.0 * 11.0 / 21.0 + 100.0, 1e-9);
  EXPECT_NEAR(of(costs, Side::household).annual_cny, 5000.0 * 11.0 / 21.0 - 400.0, 1e-9);
  EXPECT_NEAR(of(costs, Side::companies).annual_cny, 110.0, 1e-9);  // 210 * 11/21
}

// Briquettes were subsidised before: what is no longer paid is the government's gain.
TEST(SideCosts, AGovernmentGainsWhatItNoLongerPays) {
  Ledger before, mix;
  for (int year = 0; year < 5; ++year) {
    before.add_cost(year, CostItem::coal, Payer::household, 90000);
    before.add_transfer({year, CostItem::running, Payer::county, Payer::household, 30000});
    mix.add_cost(year, CostItem::pellets, Payer::household, 90000);
  }
  const auto costs = side_costs(mix, before, {}, 0, 5);
  EXPECT_NEAR(of(costs, Side::society).annual_cny, 0.0, 1e-12);
  EXPECT_NEAR(of(costs, Side::government).annual_cny, -300.0, 1e-9);
  EXPECT_GT(of(costs, Side::government).npv_cny, 0.0);
  EXPECT_NEAR(of(costs, Side::household).annual_cny, 300.0, 1e-9);
}

TEST(SideCosts, NothingChangedCostsNothing) {
  Ledger ledger;
  ledger.add_cost(2021, CostItem::gas, Payer::household, 12345);
  for (const SideCost& cost : side_costs(ledger, ledger, {}, 2021, 10)) {
    EXPECT_EQ(cost.annual_cny, 0.0);
    EXPECT_EQ(cost.npv_cny, 0.0);
    EXPECT_FALSE(std::signbit(cost.npv_cny));
  }
  EXPECT_THROW((void)side_costs(ledger, ledger, {}, 2021, 0), std::invalid_argument);
}

TEST(Abatement, ACostIsNegativeWhereMoneyIsSavedAndNoneWhereNothingIs) {
  EXPECT_EQ(abatement_cost_cny_t(-500.0, 2000.0), -250.0);
  EXPECT_EQ(abatement_cost_cny_t(500.0, 0.0), std::nullopt);
  EXPECT_EQ(abatement_cost_cny_t(-500.0, -1.0), std::nullopt);
}

// Transfers only move money: the three other sides add up to society, and more subsidy does not change society's cost.
RC_GTEST_PROP(SideCosts, OfAllAddUpToSociety, ()) {
  Ledger before, mix;
  const auto year = [] { return *rc::gen::inRange(2021, 2031); };
  const auto payer = [] { return static_cast<Payer>(*rc::gen::inRange(0, PAYERS)); };
  const auto item = [] { return static_cast<CostItem>(*rc::gen::inRange(0, COST_ITEMS)); };
  for (int i = *rc::gen::inRange(0, 40); i > 0; --i) {
    Ledger& ledger = *rc::gen::arbitrary<bool>() ? mix : before;
    ledger.add_cost(year(), item(), payer(), *rc::gen::inRange<Fen>(-1000000, 1000000));
  }
  const SideRates rates{0.05, 0.05, 0.05};
  const double bare = of(side_costs(mix, before, rates, 2021, 10), Side::society).annual_cny;
  for (int i = *rc::gen::inRange(1, 40); i > 0; --i) {
    mix.add_transfer({year(), item(), payer(), payer(), *rc::gen::inRange<Fen>(0, 1000000)});
  }
  const auto costs = side_costs(mix, before, rates, 2021, 10);
  RC_ASSERT(of(costs, Side::society).annual_cny == bare);
  double sum = 0.0, npv = 0.0;
  for (const Side side : {Side::government, Side::household, Side::companies}) {
    sum += of(costs, side).annual_cny;
    npv += of(costs, side).npv_cny;
  }
  RC_ASSERT(std::fabs(sum - bare) < 1e-6);
  RC_ASSERT(std::fabs(npv - of(costs, Side::society).npv_cny) < 1e-5);
}

// Village 0: A 2 t for 100, B 4 t for 600, C 3 t for 500 (above the line from A to B), D 1 t for 90 (dearer than half
// of A). Village 1: A saves 30 with 1 t.
TEST(MarginalCurve, IsTheHandValue) {
  const std::vector<AbatementOption> options = {{0, 1, 100, 2000}, {0, 2, 600, 4000}, {0, 3, 500, 3000},
                                                {0, 4, 90, 1000},  {1, 1, -30, 1000}, {1, 2, 5, 0},
                                                {1, 3, -500, -10}};
  const auto steps = marginal_curve(options);
  ASSERT_EQ(steps.size(), 3U);
  EXPECT_EQ(steps[0].village, 1);
  EXPECT_EQ(steps[0].mix, 1);
  EXPECT_EQ(steps[0].from_mix, -1);
  EXPECT_EQ(steps[0].cost_cny_t(), -30.0);
  EXPECT_EQ(steps[1].village, 0);
  EXPECT_EQ(steps[1].mix, 1);
  EXPECT_EQ(steps[1].cost_cny_t(), 50.0);
  EXPECT_EQ(steps[2].mix, 2);
  EXPECT_EQ(steps[2].from_mix, 1);
  EXPECT_EQ(steps[2].cost_cny_t(), 250.0);
  EXPECT_EQ(steps[2].cumulative_avoided_kg, 5000.0);
  EXPECT_EQ(steps[2].cumulative_cost_cny, 570.0);
}

TEST(MarginalCurve, TakesTheCheaperOfTwoAlike) {
  const auto steps =
      marginal_curve(std::vector<AbatementOption>{{0, 1, 300, 1000}, {0, 2, 200, 1000}, {0, 3, 900, 900}});
  ASSERT_EQ(steps.size(), 1U);
  EXPECT_EQ(steps[0].mix, 2);
  EXPECT_TRUE(marginal_curve({}).empty());
}

std::vector<AbatementOption> random_options() {
  std::vector<AbatementOption> options;
  const int villages = *rc::gen::inRange(1, 6), mixes = *rc::gen::inRange(1, 7);
  for (int v = 0; v < villages; ++v) {
    for (int m = 1; m <= mixes; ++m) {
      options.push_back({v, m, 0.37 * *rc::gen::inRange(-1000, 5000), 0.73 * *rc::gen::inRange(-200, 3000)});
    }
  }
  return options;
}

// The least that a village has to pay for its greatest avoidance, and what it avoids.
std::map<int, std::pair<double, double>> greatest(const std::vector<AbatementOption>& options) {
  std::map<int, std::pair<double, double>> most;
  for (const AbatementOption& o : options) {
    if (o.avoided_kg <= 0.0) continue;
    const auto [at, added] = most.try_emplace(o.village, o.avoided_kg, o.annual_cost_cny);
    const std::pair better(at->second.first, -at->second.second), now(o.avoided_kg, -o.annual_cost_cny);
    if (!added && now > better) at->second = {o.avoided_kg, o.annual_cost_cny};
  }
  return most;
}

RC_GTEST_PROP(MarginalCurve, IsConvexAndAddsUp, ()) {
  const auto options = random_options();
  const auto steps = marginal_curve(options);
  double kg = 0.0, cny = 0.0;
  for (size_t i = 0; i < steps.size(); ++i) {
    RC_ASSERT(steps[i].avoided_kg > 0.0);
    if (i > 0) RC_ASSERT(steps[i - 1].cost_cny_t() <= steps[i].cost_cny_t());
    kg += steps[i].avoided_kg;
    cny += steps[i].annual_cost_cny;
    RC_ASSERT(steps[i].cumulative_avoided_kg == kg && steps[i].cumulative_cost_cny == cny);
  }
  double most_kg = 0.0, most_cny = 0.0;
  for (const auto& [village, end] : greatest(options)) {
    most_kg += end.first;
    most_cny += end.second;
  }
  RC_ASSERT(std::fabs(kg - most_kg) < 1e-6 && std::fabs(cny - most_cny) < 1e-6);
}

// No option lies below the hull of its village: at the slope of each step nothing is better than being on the curve.
RC_GTEST_PROP(MarginalCurve, NoOptionIsBelowIt, ()) {
  const auto options = random_options();
  std::map<int, std::vector<AbatementStep>> of_village;
  for (const AbatementStep& step : marginal_curve(options)) of_village[step.village].push_back(step);
  for (const auto& [village, steps] : of_village) {
    double kg = 0.0, cny = 0.0;
    int has = -1;
    for (const AbatementStep& step : steps) {
      RC_ASSERT(step.from_mix == has);
      has = step.mix;
      for (const AbatementOption& o : options) {
        if (o.village != village || o.avoided_kg <= 0.0) continue;
        RC_ASSERT(o.annual_cost_cny >= cny + step.cost_cny_t() * (o.avoided_kg - kg) / 1000.0 - 1e-6);
      }
      kg += step.avoided_kg;
      cny += step.annual_cost_cny;
    }
  }
}

RC_GTEST_PROP(MarginalCurve, DoesNotDependOnTheOrderOfOptions, ()) {
  auto options = random_options();
  const auto one = marginal_curve(options);
  std::reverse(options.begin(), options.end());
  const auto other = marginal_curve(options);
  RC_ASSERT(one.size() == other.size());
  for (size_t i = 0; i < one.size(); ++i) {
    RC_ASSERT(one[i].village == other[i].village && one[i].cumulative_cost_cny == other[i].cumulative_cost_cny);
    RC_ASSERT(one[i].cumulative_avoided_kg == other[i].cumulative_avoided_kg);
  }
}

// Villages under other numbers give the same curve of tonnes and money.
RC_GTEST_PROP(MarginalCurve, DoesNotDependOnTheOrderOfVillages, ()) {
  auto options = random_options();
  const auto one = marginal_curve(options);
  for (AbatementOption& option : options) option.village = 100 - option.village;
  const auto other = marginal_curve(options);
  RC_ASSERT(one.size() == other.size());
  for (size_t i = 0; i < one.size(); ++i) RC_ASSERT(one[i].cost_cny_t() == other[i].cost_cny_t());
}

}  // namespace
}  // namespace hearthgrid::economy
