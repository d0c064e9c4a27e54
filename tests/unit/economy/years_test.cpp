// A programme over its years: late homes, lives of parts, price paths, budgets, and conservation over random
// programmes.

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <stdexcept>

#include "models/economy/budget.hpp"
#include "models/economy/catalogue.hpp"
#include "models/economy/ledger.hpp"
#include "models/economy/price_path.hpp"
#include "models/economy/subsidy.hpp"

namespace hearthgrid::economy {
namespace {

using testing::ElementsAre;

SubsidyItem running(double cny_m3, int years) {
  SubsidyItem item;
  item.item = CostItem::running;
  item.amount = cny_m3;
  item.basis = GrantBasis::per_m3;
  item.years = years;
  item.payers = {{Payer::city, 1.0}, {Payer::county, 1.0}};
  return item;
}

TEST(GrantYears, TheFirstWinterGoesByWhatRanAndLaterOnesByAWholeWinter) {
  const Subsidy subsidy{"s", {}, {running(1.0, 3)}};
  const GrantUses uses{{.gas_m3 = 400.0, .season_share = 0.4}, {.gas_m3 = 1000.0}};
  Ledger ledger;
  for (const Transfer& t : transfers_of(subsidy, UserKind::household, {&uses, 1}, 2021, 2021, 2030)) {
    ledger.add_transfer(t);
  }
  EXPECT_EQ(ledger.total_of(Payer::household, 2021), -40000);
  EXPECT_EQ(ledger.total_of(Payer::household, 2022), -100000);
  EXPECT_EQ(ledger.total_of(Payer::household, 2023), -100000);
  EXPECT_EQ(ledger.total_of(Payer::household, 2024), 0);
  EXPECT_EQ(ledger.at(2022, CostItem::running, Payer::county), 50000);
}

TEST(GrantYears, AFlatGrantMayGoByTheShareOfTheFirstWinter) {
  SubsidyItem item = running(1000.0, 3);
  item.basis = GrantBasis::per_user;
  const GrantUses uses{{.season_share = 0.25}, {}};
  EXPECT_EQ(grant_fen(item, uses, 0), 100000);
  item.by_commissioning = true;
  EXPECT_EQ(grant_fen(item, uses, 0), 25000);
  EXPECT_EQ(grant_fen(item, uses, 1), 100000);
  EXPECT_TRUE(is_paid(item, 2));
  EXPECT_FALSE(is_paid(item, 3));
  EXPECT_EQ(running_winters({"s", {}, {item}}, UserKind::household), 3);
  EXPECT_EQ(running_winters({"s", {}, {item}}, UserKind::institution), 0);
}

// 1 000 CNY of running subsidy for three winters, 5 000 CNY once.
TEST(GrantYears, AHeaterThatIsTooLateMissesTheFirstWinterAlone) {
  SubsidyItem running, once;
  running.item = CostItem::running;
  running.amount = 1000.0;
  running.years = 3;
  once.amount = 5000.0;
  const GrantUses late{{.season_share = 0.4, .in_time = false}, {}}, next_winter{{.season_share = 0.0}, {}};
  for (const GrantUses& uses : {late, next_winter}) {
    EXPECT_EQ(grant_fen(running, uses, 0), 0);
    EXPECT_EQ(grant_fen(running, uses, 1), 100'000);
    EXPECT_EQ(grant_fen(running, uses, 2), 100'000);
    EXPECT_EQ(grant_fen(once, uses, 0), 500'000);
  }
}

TEST(GrantYears, BandsBeginWhereTheOneBeforeEnds) {
  SubsidyItem second = running(1.10, 1);
  second.quantity_from = 1500.0;
  second.quantity_cap = 750.0;
  EXPECT_EQ(grant_fen(second, {.gas_m3 = 1400.0}), 0);
  EXPECT_EQ(grant_fen(second, {.gas_m3 = 2000.0}), 55000);
  EXPECT_EQ(grant_fen(second, {.gas_m3 = 3000.0}), 82500);
}

TEST(LifeCycle, ByHand) {
  const LifeCycle short_life = life_cycle(4.0, 10);  // bought in 0, 4, 8; used 2 of 4 years at the end
  EXPECT_EQ(short_life.replacements, 2);
  EXPECT_DOUBLE_EQ(short_life.residual_share, 0.5);
  const LifeCycle whole = life_cycle(5.0, 10);  // the second one is worn out exactly
  EXPECT_EQ(whole.replacements, 1);
  EXPECT_DOUBLE_EQ(whole.residual_share, 0.0);
  const LifeCycle long_life = life_cycle(40.0, 10);
  EXPECT_EQ(long_life.replacements, 0);
  EXPECT_DOUBLE_EQ(long_life.residual_share, 0.75);
  EXPECT_THROW((void)life_cycle(0.0, 10), std::invalid_argument);
}

// Bought, replaced and taken off at the end: what is paid in all is what is used up.
RC_GTEST_PROP(LifeCycle, PaysForTheYearsThatAreUsed, ()) {
  const int life = *rc::gen::inRange(1, 60), years = *rc::gen::inRange(1, 41);
  const LifeCycle cycle = life_cycle(life, years);
  RC_ASSERT(cycle.residual_share >= 0.0 && cycle.residual_share < 1.0);
  const double purchases = 1.0 + cycle.replacements - cycle.residual_share;
  RC_ASSERT(std::abs(purchases - static_cast<double>(years) / life) < 1e-9);
}

TEST(PricesBySize, AreLinearBetweenAndProportionalBeyond) {
  CapitalCost cost;
  cost.by_size = {{0.5, 7300.0}, {1.0, 11200.0}, {2.0, 19000.0}};
  EXPECT_EQ(capital_fen(cost, 80.0, 8.0, 1.0), 1120000);
  EXPECT_EQ(capital_fen(cost, 80.0, 8.0, 0.75), 925000);
  EXPECT_EQ(capital_fen(cost, 80.0, 8.0, 0.25), 365000);
  EXPECT_EQ(capital_fen(cost, 80.0, 8.0, 4.0), 3800000);
}

TEST(PriceIndex, BringsOnlyPricesWithAYearOverAndHoldsOnBeyondItsEnds) {
  Catalogue catalogue;
  EXPECT_EQ(catalogue.price_factor(2016, 2021), 1.0);
  catalogue.price_index = {{2016, 100.0}, {2018, 104.0}, {2021, 110.0}};
  EXPECT_DOUBLE_EQ(catalogue.price_factor(2016, 2021), 1.1);
  EXPECT_DOUBLE_EQ(catalogue.price_factor(2018, 2030), 110.0 / 104.0);
  EXPECT_DOUBLE_EQ(catalogue.price_factor(2010, 2017), 1.0);
  EXPECT_EQ(catalogue.price_factor(0, 2021), 1.0);
}

TEST(PricePaths, HoldOnAndGrow) {
  PricePaths paths;
  EXPECT_EQ(paths.at(CostItem::gas, 3), 1.0);
  paths.set(CostItem::gas, {1.0, 1.2});
  paths.grow(CostItem::coal, 0.1, 10);
  EXPECT_EQ(paths.at(CostItem::gas, 7), 1.2);
  EXPECT_NEAR(paths.at(CostItem::coal, 2), 1.21, 1e-12);
  EXPECT_THROW(paths.set(CostItem::gas, {}), std::invalid_argument);
  EXPECT_THROW(paths.set(CostItem::gas, {-1.0}), std::invalid_argument);
  EXPECT_THROW(paths.grow(CostItem::gas, -1.0, 3), std::invalid_argument);
}

TEST(Budget, FundsInOrderAndPassesNobodyOver) {
  BudgetQueue line({1000, 500});
  line.commit(std::array<Fen, 2>{200, 0});
  EXPECT_TRUE(line.take(std::array<Fen, 2>{500, 300}));
  EXPECT_FALSE(line.take(std::array<Fen, 2>{100, 300}));  // the second cap has 200
  EXPECT_FALSE(line.take(std::array<Fen, 2>{1, 1}));      // it would fit, but comes later
  EXPECT_THAT(line.left(), ElementsAre(300, 200));
  EXPECT_THAT(line.unfunded(), ElementsAre(101, 301));
}

// The power company's money being spent is no reason to keep a boiler from the county's.
TEST(Budget, WhoAsksNothingOfAClosedBudgetIsFunded) {
  BudgetQueue line({1000, 500});
  EXPECT_FALSE(line.take(std::array<Fen, 2>{100, 600}));
  EXPECT_TRUE(line.take(std::array<Fen, 2>{900, 0}));
  EXPECT_FALSE(line.take(std::array<Fen, 2>{50, 1}));
  EXPECT_FALSE(line.take(std::array<Fen, 2>{101, 0}));
  EXPECT_FALSE(line.take(std::array<Fen, 2>{1, 0}));  // the first is closed now
  line.refuse(std::array<Fen, 2>{7, 0});
  EXPECT_THAT(line.left(), ElementsAre(100, 500));
  EXPECT_THAT(line.unfunded(), ElementsAre(259, 601));
}

TEST(Budget, MoneyThatAHomeBringsIsLeftForThoseBehind) {
  BudgetQueue line({100});
  EXPECT_TRUE(line.take(std::array<Fen, 1>{-50}));
  EXPECT_TRUE(line.take(std::array<Fen, 1>{150}));
}

TEST(Budget, WhoeverNeedsNothingOfAnOvercommittedCapIsFunded) {
  BudgetQueue line({100});
  line.commit(std::array<Fen, 1>{150});
  EXPECT_TRUE(line.take(std::array<Fen, 1>{0}));
  EXPECT_FALSE(line.take(std::array<Fen, 1>{1}));
}

RC_GTEST_PROP(Budget, NeverExceedsACapAndLosesNothing, ()) {
  const Fen cap = *rc::gen::inRange(0, 10000);
  const auto needs = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 900));
  BudgetQueue line({cap});
  Fen funded = 0, all = 0;
  for (const int need : needs) {
    const std::array<Fen, 1> one{need};
    funded += line.take(one) ? need : 0;
    all += need;
  }
  RC_ASSERT(funded <= cap);
  RC_ASSERT(line.left()[0] == cap - funded);
  RC_ASSERT(line.unfunded()[0] == all - funded);
}

template <class Enum>
Enum any_of(int count) {
  return static_cast<Enum>(*rc::gen::inRange(0, count));
}

SubsidyItem random_item() {
  SubsidyItem item;
  item.item = any_of<CostItem>(COST_ITEMS);
  item.user = any_of<UserKind>(2);
  item.basis = any_of<GrantBasis>(6);
  item.amount = *rc::gen::inRange(0, 20000) / 17.0;
  item.quantity_from = *rc::gen::inRange(0, 500);
  if (*rc::gen::arbitrary<bool>()) item.quantity_cap = *rc::gen::inRange(0, 3000) / 3.0;
  if (*rc::gen::arbitrary<bool>()) item.cap_cny = *rc::gen::inRange(0, 30000) / 7.0;
  item.first_year = *rc::gen::inRange(0, 3);
  item.years = *rc::gen::inRange(1, 5);
  item.by_commissioning = *rc::gen::arbitrary<bool>();
  const int payers = *rc::gen::inRange(1, 6);
  for (int p = 0; p < payers; ++p) item.payers.push_back({any_of<Payer>(5), *rc::gen::inRange(1, 1000) / 13.0});
  return item;
}

GrantUse random_use() {
  return {.heating_kwh = *rc::gen::inRange(0, 20000) / 3.0,
          .gas_m3 = *rc::gen::inRange(0, 9000) / 7.0,
          .fuel_t = *rc::gen::inRange(0, 50) / 9.0,
          .heated_area_m2 = *rc::gen::inRange(0, 200) * 1.0,
          .price_cny = *rc::gen::inRange(0, 20000) / 11.0,
          .season_share = *rc::gen::inRange(0, 101) / 100.0};
}

// Costs of all items by anyone, grants with caps and splits, cohorts of several years: what is borne is what suppliers
// get, item by item and year by year; what governments pay is what users are granted; and every home's grants are those
// of its own reckoning.
RC_GTEST_PROP(Conservation, EveryYuanPaidIsReceived, ()) {
  Ledger ledger;
  const int costs = *rc::gen::inRange(0, 12);
  Fen cost_sum = 0;
  for (int i = 0; i < costs; ++i) {
    const Fen amount = *rc::gen::inRange<Fen>(-100000, 1000000);
    cost_sum += amount;
    ledger.add_cost(2021 + *rc::gen::inRange(0, 8), any_of<CostItem>(COST_ITEMS), any_of<Payer>(PAYERS), amount);
  }
  Subsidy subsidy;
  const int items = *rc::gen::inRange(1, 4);
  for (int i = 0; i < items; ++i) subsidy.items.push_back(random_item());
  Fen granted = 0;
  const int cohorts = *rc::gen::inRange(1, 4);
  for (int cohort = 0; cohort < cohorts; ++cohort) {
    const int converted = 2018 + *rc::gen::inRange(0, 6);
    const UserKind user = any_of<UserKind>(2);
    std::vector<GrantUses> users(static_cast<size_t>(*rc::gen::inRange(0, 5)));
    for (GrantUses& uses : users) uses = {random_use(), random_use()};
    for (const Transfer& t : transfers_of(subsidy, user, users, converted, 2021, 2028)) ledger.add_transfer(t);
    for (const SubsidyItem& item : subsidy.items) {
      for (int year = 2021; year <= 2028 && item.user == user; ++year) {
        if (!is_paid(item, year - converted)) continue;
        for (const GrantUses& uses : users) granted += grant_fen(item, uses, year - converted);
      }
    }
  }
  RC_ASSERT(ledger.total() == cost_sum);
  Fen received_grants = 0, received_supplies = 0;
  for (int r = 0; r < RECEIVERS; ++r) {
    (r < PAYERS ? received_grants : received_supplies) += ledger.received_by(static_cast<Receiver>(r));
  }
  RC_ASSERT(received_grants == granted);
  RC_ASSERT(received_supplies == cost_sum);
  for (int year = 2018; year <= 2030; ++year) {
    for (int i = 0; i < COST_ITEMS; ++i) {
      const auto item = static_cast<CostItem>(i);
      Fen borne = 0, got = 0;
      for (int p = 0; p < PAYERS; ++p) borne += ledger.at(year, item, static_cast<Payer>(p));
      for (int r = PAYERS; r < RECEIVERS; ++r) got += ledger.received(year, item, static_cast<Receiver>(r));
      RC_ASSERT(borne == got);
    }
  }
}

// One by one a group's users get what they get together, payer by payer to the fen, whatever the order.
RC_GTEST_PROP(Conservation, UsersInTurnAddUpToTheirGroup, ()) {
  Subsidy subsidy;
  const int items = *rc::gen::inRange(1, 4);
  for (int i = 0; i < items; ++i) subsidy.items.push_back(random_item());
  std::vector<GrantUses> users(static_cast<size_t>(*rc::gen::inRange(0, 8)));
  for (GrantUses& uses : users) uses = {random_use(), random_use()};
  const UserKind user = any_of<UserKind>(2);
  Ledger together, in_turn;
  for (const Transfer& t : transfers_of(subsidy, user, users, 2021, 2021, 2024)) together.add_transfer(t);
  GrantsInTurn turns(subsidy, user, 2021, 2021, 2024);
  for (const GrantUses& uses : users) {
    for (const Transfer& t : turns.next(uses)) {
      RC_ASSERT(t.amount >= -1);
      in_turn.add_transfer(t);
    }
  }
  for (int year = 2021; year <= 2024; ++year) {
    for (int i = 0; i < COST_ITEMS; ++i) {
      for (int p = 0; p < PAYERS; ++p) {
        const auto item = static_cast<CostItem>(i);
        const auto payer = static_cast<Payer>(p);
        RC_ASSERT(in_turn.at(year, item, payer) == together.at(year, item, payer));
      }
    }
  }
}

TEST(Conservation, EveryItemHasASupplierWithAName) {
  for (int i = 0; i < COST_ITEMS; ++i) {
    const auto supplier = static_cast<size_t>(supplier_of(static_cast<CostItem>(i)));
    ASSERT_LT(supplier, receiver_names().size());
    EXPECT_GE(supplier, payer_names().size());
  }
  EXPECT_EQ(receiver_names().size(), static_cast<size_t>(RECEIVERS));
  EXPECT_EQ(cost_item_names().size(), static_cast<size_t>(COST_ITEMS));
}

TEST(Ledger, PresentValueOfWhatIsReceived) {
  Ledger ledger;
  ledger.add_cost(2021, CostItem::gas, Payer::household, 10000);
  ledger.add_cost(2022, CostItem::gas, Payer::institution, 11000);
  EXPECT_NEAR(present_received_cny(ledger, Receiver::gas_seller, 0.10, 2021), 200.0, 1e-9);
}

}  // namespace
}  // namespace hearthgrid::economy
