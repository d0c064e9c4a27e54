#include "models/economy/money.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "models/economy/annuity.hpp"
#include "models/economy/ledger.hpp"

namespace hearthgrid::economy {
namespace {

using testing::ElementsAre;

TEST(Money, RoundsToTheNearestFen) {
  EXPECT_EQ(fen_of_cny(2898.30), 289830);
  EXPECT_EQ(fen_of_cny(0.005), 1);
  EXPECT_EQ(fen_of_cny(-1.239), -124);
  EXPECT_THROW((void)fen_of_cny(std::numeric_limits<double>::quiet_NaN()), std::invalid_argument);
  EXPECT_THROW((void)fen_of_cny(1e30), std::invalid_argument);
}

TEST(Money, SplitsByLargestRemainder) {
  EXPECT_THAT(split(100, std::vector<double>{1.0, 1.0, 1.0}), ElementsAre(34, 33, 33));
  EXPECT_THAT(split(-100, std::vector<double>{1.0, 1.0, 1.0}), ElementsAre(-34, -33, -33));
  EXPECT_THAT(split(10, std::vector<double>{0.61, 0.26, 0.13}), ElementsAre(6, 3, 1));  // 6.1, 2.6, 1.3
  EXPECT_THAT(split(1120000, std::vector<double>{2700.0, 3000.0, 5500.0}), ElementsAre(270000, 300000, 550000));
  EXPECT_THROW((void)split(1, std::vector<double>{0.0, 0.0}), std::invalid_argument);
  EXPECT_THROW((void)split(1, std::vector<double>{1.0, -1.0}), std::invalid_argument);
  EXPECT_THROW((void)split(1, std::vector<double>{}), std::invalid_argument);
}

RC_GTEST_PROP(Money, NoFenIsLostInASplit, ()) {
  const Fen total = *rc::gen::inRange<Fen>(-1000000000000, 1000000000000);
  const auto whole = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 100000)));
  std::vector<double> weights(whole.begin(), whole.end());
  weights[0] += 1.0;
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  const std::vector<Fen> parts = split(total, weights);
  RC_ASSERT(std::accumulate(parts.begin(), parts.end(), Fen{0}) == total);
  for (size_t i = 0; i < parts.size(); ++i) {
    RC_ASSERT(std::fabs(static_cast<double>(parts[i]) - static_cast<double>(total) * weights[i] / sum) < 1.001);
  }
}

TEST(Annuity, IsTheHandValue) {
  EXPECT_NEAR(annuity(0.08, 20.0), 0.10185221, 1e-8);  // 0.08 / (1 - 1 / 4.66095714)
  EXPECT_NEAR(annuity(0.05, 2.0), 0.53780488, 1e-8);   // 1 / (1/1.05 + 1/1.1025)
  EXPECT_DOUBLE_EQ(annuity(0.0, 25.0), 0.04);
  EXPECT_NEAR(annuity(1e-12, 25.0), 0.04, 1e-9);
  EXPECT_THROW((void)annuity(0.05, 0.0), std::invalid_argument);
}

RC_GTEST_PROP(Annuity, RepaysOneCny, ()) {
  const double rate = *rc::gen::inRange(1, 300) / 1000.0;
  const int years = *rc::gen::inRange(1, 60);
  double paid = 0.0;
  for (int year = 1; year <= years; ++year) {
    paid += annuity(rate, years) * discount_factor(rate, year);
  }
  RC_ASSERT(std::fabs(paid - 1.0) < 1e-12);
}

TEST(Ledger, TransfersMoveTheBurdenAndKeepTheCost) {
  Ledger ledger;
  ledger.add_cost(2021, CostItem::equipment, Payer::household, 1500000);
  ledger.add_transfer({2021, CostItem::equipment, Payer::city, Payer::household, 1120000});
  ledger.add_transfer({2022, CostItem::running, Payer::county, Payer::household, 100000});
  EXPECT_EQ(ledger.total(), 1500000);
  EXPECT_EQ(ledger.at(2021, CostItem::equipment, Payer::household), 380000);
  EXPECT_EQ(ledger.total_of(Payer::household), 280000);
  EXPECT_EQ(ledger.total_of(Payer::household, 2022), -100000);
  EXPECT_EQ(ledger.total_of(Payer::city), 1120000);
  EXPECT_EQ(ledger.lines().size(), 4U);
  Ledger twice = ledger;
  twice += ledger;
  EXPECT_EQ(twice.total_of(Payer::county), 200000);
}

TEST(Ledger, PresentValueByHand) {
  Ledger ledger;
  for (int year = 2021; year <= 2023; ++year) {
    ledger.add_cost(year, CostItem::running, Payer::central, 100000);
  }
  EXPECT_NEAR(present_value_cny(ledger, CostItem::running, Payer::central, 0.10, 2021), 2735.5372, 1e-4);
  EXPECT_EQ(present_value_cny(ledger, CostItem::running, Payer::city, 0.10, 2021), 0.0);
}

TEST(Abatement, HasNoCostWhereNothingIsAvoided) {
  EXPECT_DOUBLE_EQ(*abatement_cost_cny_t(5000.0, 2500.0), 2000.0);
  EXPECT_FALSE(abatement_cost_cny_t(5000.0, 0.0).has_value());
  EXPECT_FALSE(abatement_cost_cny_t(5000.0, -3.0).has_value());
}

}  // namespace
}  // namespace hearthgrid::economy
