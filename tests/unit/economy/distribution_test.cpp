#include "models/economy/distribution.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <stdexcept>

namespace hearthgrid::economy {
namespace {

using testing::ElementsAre;

constexpr auto WITH = static_cast<size_t>(BillCase::with_subsidy);
constexpr auto WITHOUT = static_cast<size_t>(BillCase::without_subsidy);
constexpr auto AFTER = static_cast<size_t>(BillCase::after_subsidy);

HomeIncome earning(double cny, int64_t homes = 1) {
  return {fen_of_cny(cny), false, homes};
}

SeasonBill bill(double with, double without, double after, double hours) {
  SeasonBill result;
  result.energy = {fen_of_cny(with), fen_of_cny(without), fen_of_cny(after)};
  result.heating = result.energy;
  result.hours_below_14.fill(hours);
  return result;
}

TEST(IncomeBands, CutHomesIntoEqualParts) {
  const std::vector<HomeIncome> homes = {earning(900), earning(100), earning(300),  earning(500),
                                         earning(700), earning(200), {0, false, 1}, {5000, true, 1}};
  const IncomeBands bands = IncomeBands::by_quantiles(homes, 3);
  std::vector<int> groups;
  for (const HomeIncome& home : homes) groups.push_back(bands.group_of(home));
  EXPECT_THAT(groups, ElementsAre(2, 0, 1, 1, 2, 0, bands.no_income(), bands.vacant()));
  EXPECT_THAT(bands.names(),
              ElementsAre("1: up to 200 CNY", "2: up to 500 CNY", "3: above 500 CNY", "no income", "vacant"));
}

// Nine homes of 100 CNY and one of 500: the halves cannot be equal, and equal incomes stay together.
TEST(IncomeBands, EqualIncomesShareABand) {
  const std::vector<HomeIncome> homes = {earning(100, 9), earning(500)};
  const IncomeBands bands = IncomeBands::by_quantiles(homes, 2);
  EXPECT_EQ(bands.group_of(homes[0]), 0);
  EXPECT_EQ(bands.group_of(homes[1]), 1);
}

TEST(IncomeBands, OfAGivenLimitAreUpToAndIncludingIt) {
  const IncomeBands bands = IncomeBands::by_limits({1000000, 2000060});
  EXPECT_EQ(bands.group_of(earning(10000)), 0);
  EXPECT_EQ(bands.group_of(earning(10000.01)), 1);
  EXPECT_EQ(bands.group_of(earning(90000)), 2);
  EXPECT_EQ(bands.names()[1], "2: up to 20001 CNY");
  EXPECT_THROW((void)IncomeBands::by_limits({100, 100}), std::invalid_argument);
  EXPECT_THROW((void)IncomeBands::by_limits({0}), std::invalid_argument);
  EXPECT_THROW((void)IncomeBands::by_quantiles({}, 0), std::invalid_argument);
}

TEST(IncomeBands, WithoutAnyIncomeThereAreNone) {
  const std::vector<HomeIncome> homes(3);
  const IncomeBands bands = IncomeBands::by_quantiles(homes, 5);
  EXPECT_EQ(bands.bands(), 0);
  EXPECT_EQ(bands.group_of(homes[0]), bands.no_income());
  EXPECT_THAT(bands.names(), ElementsAre("no income", "vacant"));
}

// 20 000 CNY a year: 10 % are 2 000. It paid 1 500 before; now 1 400 with the subsidy, 2 400 without, 2 000 after.
TEST(Distribution, IsTheHandValue) {
  BandTally tally;
  add_home(earning(20000), true, bill(1400, 2400, 2000, 50), {fen_of_cny(1500), 400}, {}, tally);
  EXPECT_EQ(tally.homes, 1);
  EXPECT_EQ(tally.converted, 1);
  EXPECT_THAT(tally.burdened, ElementsAre(0, 1, 0));  // exactly 10 % is not above
  EXPECT_THAT(tally.bill_lower, ElementsAre(1, 0, 0));
  EXPECT_THAT(tally.bill_higher, ElementsAre(0, 1, 1));
  EXPECT_EQ(tally.warmer, 1);
  EXPECT_EQ(tally.colder, 0);
  EXPECT_THAT(tally.better_off, ElementsAre(1, 0, 0));  // warmer for more money is neither
  EXPECT_THAT(tally.worse_off, ElementsAre(0, 0, 0));
}

// It converts late in the season: as cold as ever in the first winter, warm in later ones.
TEST(Distribution, TakesWarmthAfterTheSubsidiesFromALaterWinter) {
  BandTally tally;
  SeasonBill now = bill(1500, 1500, 1500, 400);
  now.hours_below_14[AFTER] = 50;
  add_home(earning(20000), true, now, {fen_of_cny(1500), 400}, {}, tally);
  EXPECT_THAT(tally.better_off, ElementsAre(0, 0, 1));
  EXPECT_EQ(tally.warmer, 0) << "of the first winter";
}

TEST(Distribution, KnowsWinnersFromLosers) {
  FairnessLimits limits;
  limits.bill_tolerance = fen_of_cny(10);
  limits.cold_tolerance_h = 5;
  const auto kind = [&](double cny, double hours) {
    BandTally tally;
    add_home(earning(20000), true, bill(cny, cny, cny, hours), {fen_of_cny(1000), 100}, limits, tally);
    return tally.better_off[WITH] - tally.worse_off[WITH];
  };
  EXPECT_EQ(kind(989, 105), 1);    // cheaper, as warm within the tolerance
  EXPECT_EQ(kind(990, 105), 0);    // nothing has changed
  EXPECT_EQ(kind(1010, 94), 1);    // warmer for the same
  EXPECT_EQ(kind(1011, 100), -1);  // dearer
  EXPECT_EQ(kind(1000, 106), -1);  // colder
  EXPECT_EQ(kind(500, 106), 0);    // cheaper and colder
  EXPECT_EQ(kind(1500, 106), -1);
}

TEST(Distribution, HomesWithoutAnIncomeAndVacantOnesAreNeverPoor) {
  BandTally tally;
  add_home({0, false, 7}, false, bill(5000, 5000, 5000, 0), {fen_of_cny(5000), 0}, {}, tally);
  add_home({fen_of_cny(100), true, 1}, false, bill(5000, 5000, 5000, 0), {fen_of_cny(5000), 0}, {}, tally);
  EXPECT_EQ(tally.homes, 8);
  EXPECT_THAT(tally.burdened, ElementsAre(0, 0, 0));
  EXPECT_EQ(tally.energy[AFTER], fen_of_cny(40000));
}

struct RandomHome {
  HomeIncome income;
  bool converted = false;
  SeasonBill now;
  BeforeHome before;
};

RandomHome random_home() {
  const auto fen = [] { return *rc::gen::inRange<Fen>(-20000, 500000); };
  RandomHome home;
  home.income = {*rc::gen::element<Fen>(0, 1, 2) == 0 ? Fen{0} : *rc::gen::inRange<Fen>(1, 8000000),
                 *rc::gen::inRange(0, 10) == 0, *rc::gen::inRange<int64_t>(1, 5)};
  home.converted = *rc::gen::arbitrary<bool>();
  home.now.energy = {fen(), fen(), fen()};
  home.now.heating = {fen(), fen(), fen()};
  home.now.hours_below_14.fill(*rc::gen::inRange(0, 3000));
  home.now.hours_below_14[AFTER] = *rc::gen::inRange(0, 3000);
  home.before = {fen(), static_cast<double>(*rc::gen::inRange(0, 3000))};
  return home;
}

std::vector<HomeIncome> incomes_of(const std::vector<RandomHome>& homes) {
  std::vector<HomeIncome> incomes;
  for (const RandomHome& home : homes) incomes.push_back(home.income);
  return incomes;
}

std::vector<BandTally> tallies(const std::vector<RandomHome>& homes, const IncomeBands& bands) {
  std::vector<BandTally> result(static_cast<size_t>(bands.groups()));
  for (const RandomHome& home : homes) {
    add_home(home.income, home.converted, home.now, home.before, {}, result[bands.group_of(home.income)]);
  }
  return result;
}

RC_GTEST_PROP(Distribution, CountsAddUpToTheHomes, ()) {
  std::vector<RandomHome> homes;
  for (int i = *rc::gen::inRange(1, 60); i > 0; --i) homes.push_back(random_home());
  const IncomeBands bands = IncomeBands::by_quantiles(incomes_of(homes), *rc::gen::inRange(1, 8));
  BandTally all;
  for (const BandTally& tally : tallies(homes, bands)) {
    RC_ASSERT(tally.warmer + tally.colder <= tally.homes);
    for (int c = 0; c < BILL_CASES; ++c) {
      RC_ASSERT(tally.bill_lower[c] + tally.bill_higher[c] <= tally.homes);
      RC_ASSERT(tally.better_off[c] + tally.worse_off[c] <= tally.homes);
      if (c == static_cast<int>(AFTER)) continue;  // warmer and colder are of the first winter
      RC_ASSERT(tally.better_off[c] <= tally.bill_lower[c] + tally.warmer);
      RC_ASSERT(tally.worse_off[c] <= tally.bill_higher[c] + tally.colder);
    }
    all += tally;
  }
  int64_t count = 0;
  Fen income = 0, without = 0;
  for (const RandomHome& home : homes) {
    count += home.income.homes;
    income += home.income.homes * home.income.income;
    without += home.income.homes * home.now.heating[WITHOUT];
  }
  RC_ASSERT(all.homes == count);
  RC_ASSERT(all.income == income);
  RC_ASSERT(all.heating[WITHOUT] == without);
}

// Bands of homes that all differ hold an equal number, give or take one.
RC_GTEST_PROP(Distribution, BandsAreOfOneSize, ()) {
  const int count = *rc::gen::inRange(1, 100), bands = *rc::gen::inRange(1, 10);
  std::vector<HomeIncome> homes;
  for (int i = 0; i < count; ++i) homes.push_back({100 + 37 * Fen{(i * 61) % 101}, false, 1});
  const IncomeBands cut = IncomeBands::by_quantiles(homes, bands);
  std::vector<int> in(static_cast<size_t>(cut.groups()));
  for (const HomeIncome& home : homes) ++in[cut.group_of(home)];
  for (int band = 0; band < bands; ++band) RC_ASSERT(std::abs(in[band] * bands - count) < 2 * bands);
}

RC_GTEST_PROP(Distribution, DoesNotDependOnTheOrderOfHomes, ()) {
  std::vector<RandomHome> homes;
  for (int i = *rc::gen::inRange(1, 40); i > 0; --i) homes.push_back(random_home());
  const int bands = *rc::gen::inRange(1, 6);
  const IncomeBands cut = IncomeBands::by_quantiles(incomes_of(homes), bands);
  const std::vector<BandTally> one = tallies(homes, cut);
  std::rotate(homes.begin(), homes.begin() + *rc::gen::inRange(0, static_cast<int>(homes.size())), homes.end());
  std::reverse(homes.begin(), homes.begin() + static_cast<std::ptrdiff_t>(homes.size() / 2));
  const IncomeBands again = IncomeBands::by_quantiles(incomes_of(homes), bands);
  RC_ASSERT(again.names() == cut.names());
  const std::vector<BandTally> other = tallies(homes, again);
  for (size_t i = 0; i < one.size(); ++i) {
    RC_ASSERT(one[i].homes == other[i].homes && one[i].energy == other[i].energy);
    RC_ASSERT(one[i].burdened == other[i].burdened && one[i].worse_off == other[i].worse_off);
  }
}

}  // namespace
}  // namespace hearthgrid::economy
