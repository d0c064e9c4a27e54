#include "models/economy/tariff.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "engine/io/tariff_file.hpp"

namespace hearthgrid::economy {
namespace {

const TariffSet& tariff(const std::string& name) {
  static const std::vector<TariffSet> ALL = [] {
    ProblemList problems;
    auto read = io::read_tariffs(HEARTHGRID_SOURCE_DIR "/models/economy/tariffs.toml", problems);
    problems.throw_if_any();
    return read;
  }();
  const auto found = std::find_if(ALL.begin(), ALL.end(), [&](const TariffSet& t) { return t.name == name; });
  if (found == ALL.end()) {
    throw std::runtime_error("no tariff " + name);
  }
  return *found;
}

Fen subsidy_of(const Bill& bill, Payer payer) {
  return bill.electricity_subsidy[static_cast<size_t>(payer)] + bill.gas_subsidy[static_cast<size_t>(payer)];
}

// State Grid Beijing, 373 700 users, 2016/17: 6 300 kWh, 2 027.66 CNY after 345 CNY of subsidy each, so 2 372.66
// before. At the published prices that means 59 % in the valley. The rule's full 0.2 CNY per valley kWh would have cost
// 743 CNY each: what was paid out was half of it, the city's half.
TEST(Tariff, BeijingBillOfTheFirstWinter) {
  const Bill bill = household_bill(
      tariff("beijing"), {.day_kwh = 6300.0 * 0.41, .valley_kwh = 6300.0 * 0.59, .heats_with_electricity = true});
  EXPECT_EQ(bill.electricity, 237638);  // 2 583 kWh * 0.4883 + 3 717 kWh * 0.30
  EXPECT_NEAR(cny_of_fen(bill.gross()), 2027.66 + 345.0, 0.005 * 2372.66);
  EXPECT_EQ(subsidy_of(bill, Payer::city), 37170);
  EXPECT_EQ(subsidy_of(bill, Payer::county), 37170);
  EXPECT_NEAR(cny_of_fen(bill.gross() - subsidy_of(bill, Payer::city)), 2027.66, 0.015 * 2027.66);
  EXPECT_EQ(bill.payable(), 237638 - 2 * 37170);
}

TEST(Tariff, GasInTiersAndBandsByHand) {
  const TariffSet& city = tariff("shanxi_city");
  const Bill small = household_bill(city, {.gas_m3 = 2000.0, .heats_with_gas = true});
  EXPECT_EQ(small.gas, 522000);                                         // 2 000 * 2.61
  EXPECT_EQ(subsidy_of(small, Payer::levels_unsplit), 204000 + 55000);  // 1 500 * 1.36 + 500 * 1.10
  const Bill large = household_bill(city, {.gas_m3 = 2500.0, .heats_with_gas = true});
  EXPECT_EQ(large.gas, 587250 + 76250);                                 // 2 250 * 2.61 + 250 * 3.05
  EXPECT_EQ(subsidy_of(large, Payer::levels_unsplit), 204000 + 82500);  // no more than 1 500 + 750 m3
  EXPECT_EQ(household_bill(city, {.gas_m3 = 300.0}).subsidies(), 0);    // cooking gas is not subsidised
}

TEST(Tariff, SubsidyEndsAtItsCap) {
  const auto at = [](double kwh) {
    return household_bill(tariff("datong_xinrong"), {.day_kwh = kwh, .heats_with_electricity = true}).subsidies();
  };
  EXPECT_EQ(at(11000.0), 220000);
  EXPECT_EQ(at(12000.0), 240000);
  EXPECT_EQ(at(20000.0), 240000);
}

TEST(Tariff, ValleyPriceIsForTheHeatingTariffAlone) {
  const TariffSet& shanxi = tariff("shanxi");
  EXPECT_EQ(household_bill(shanxi, {.valley_kwh = 1000.0}).electricity, fen_of_cny(1000.0 * shanxi.day_cny_kwh));
  EXPECT_EQ(household_bill(shanxi, {.valley_kwh = 1000.0, .heats_with_electricity = true}).electricity,
            fen_of_cny(1000.0 * shanxi.valley_cny_kwh));
}

TEST(Tariff, ValleyMayRunAcrossMidnight) {
  const TariffSet& beijing = tariff("beijing");  // 21:00 to 06:00
  EXPECT_TRUE(beijing.is_valley(21.0));
  EXPECT_TRUE(beijing.is_valley(0.0));
  EXPECT_TRUE(beijing.is_valley(5.75));
  EXPECT_FALSE(beijing.is_valley(6.0));
  EXPECT_FALSE(beijing.is_valley(20.75));
  TariffSet noon;
  noon.valley_first_hour = 11.0;
  noon.valley_last_hour = 14.0;
  EXPECT_TRUE(noon.is_valley(13.0));
  EXPECT_FALSE(noon.is_valley(14.0));
}

TEST(Tariff, WoodAndStrawCostNothingWhereCollectedAndTheirPriceWhereBought) {
  TariffSet bought = tariff("shanxi");
  const SeasonUse use{.wood_kg = 3000.0, .straw_kg = 5000.0};
  EXPECT_EQ(household_bill(bought, use).gross(), 0);
  bought.wood_cny_t = 400.0;
  bought.straw_cny_t = 150.0;
  const Bill bill = household_bill(bought, use);
  EXPECT_EQ(bill.wood, 120000);
  EXPECT_EQ(bill.straw, 75000);
  EXPECT_EQ(bill.payable(), 195000);
  EXPECT_THROW((void)household_bill(bought, {.wood_kg = -1.0}), std::invalid_argument);
}

TEST(Tariff, CoalAndPelletsByTheTonne) {
  const Bill bill = household_bill(tariff("shanxi"), {.coal_kg = 4000.0, .pellet_kg = 2500.0});
  EXPECT_EQ(bill.coal, 360000);
  EXPECT_EQ(bill.pellets, 237500);
  EXPECT_THROW((void)household_bill(tariff("shanxi"), {.coal_kg = -1.0}), std::invalid_argument);
}

TEST(Tariff, UnitsBeyondTheLastTierAreRefused) {
  const std::vector<Tier> tiers = {{100.0, 1.0}, {200.0, 2.0}};
  EXPECT_DOUBLE_EQ(tiered_cny(tiers, 150.0), 200.0);
  EXPECT_THROW((void)tiered_cny(tiers, 250.0), std::invalid_argument);
}

RC_GTEST_PROP(Tariff, MoreUseNeverCostsLess, ()) {
  const auto& names = std::vector<std::string>{"shandong", "binzhou", "shanxi", "shanxi_city", "beijing", "hebei"};
  const TariffSet& set = tariff(*rc::gen::elementOf(names));
  SeasonUse use{.day_kwh = *rc::gen::inRange(0, 9000) * 1.0,
                .valley_kwh = *rc::gen::inRange(0, 9000) * 1.0,
                .gas_m3 = *rc::gen::inRange(0, 4000) * 1.0,
                .heats_with_electricity = true,
                .heats_with_gas = true};
  const Bill before = household_bill(set, use);
  use.day_kwh += *rc::gen::inRange(0, 500);
  use.gas_m3 += *rc::gen::inRange(0, 500);
  RC_ASSERT(household_bill(set, use).payable() >= before.payable());
  RC_ASSERT(before.subsidies() >= 0);
  RC_ASSERT(before.subsidies() <= before.gross());
}

}  // namespace
}  // namespace hearthgrid::economy
