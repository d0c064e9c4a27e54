// Bills by hand under bands, seasons, caps and ladders, and which bin a step is counted in.

#include "models/economy/price_bins.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <chrono>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace hearthgrid::economy {
namespace {

constexpr double REST = std::numeric_limits<double>::infinity();

TariffSet day_and_valley() {
  TariffSet tariff;
  tariff.day_cny_kwh = 0.5;
  tariff.valley_cny_kwh = 0.3;
  tariff.valley_first_hour = 20.0;
  tariff.valley_last_hour = 8.0;
  return tariff;
}

TimeAxis axis(int year, unsigned month, unsigned day, int days) {
  TimeAxis axis;
  axis.first_day = std::chrono::sys_days{std::chrono::year{year} / month / day};
  axis.season_days = days;
  return axis;
}

// A peak of the evening from November to March, a deep valley after midnight.
TariffSet four_bands() {
  TariffSet tariff = day_and_valley();
  tariff.bands = {{"peak", 0.8, 18.0, 22.0, {11, 1, 3, 31}, true}, {"deep valley", 0.2, 0.0, 4.0, {}, false}};
  return tariff;
}

TEST(YearSpan, MayRunAcrossNewYear) {
  const YearSpan winter{11, 15, 3, 15};
  EXPECT_TRUE(winter.contains(11, 15));
  EXPECT_TRUE(winter.contains(1, 1));
  EXPECT_TRUE(winter.contains(3, 15));
  EXPECT_FALSE(winter.contains(11, 14));
  EXPECT_FALSE(winter.contains(3, 16));
  EXPECT_FALSE(winter.contains(7, 1));
  EXPECT_TRUE((YearSpan{4, 1, 9, 30}.contains(7, 1)));
  EXPECT_FALSE((YearSpan{4, 1, 9, 30}.contains(12, 1)));
  EXPECT_TRUE(YearSpan{}.contains(2, 29));
}

TEST(Bands, TheFirstThatHoldsComesBeforeDayAndValley) {
  const TariffSet tariff = four_bands();
  EXPECT_EQ(tariff.band_at(12, 1, 12.0), 0);
  EXPECT_EQ(tariff.band_at(12, 1, 23.0), 1);
  EXPECT_EQ(tariff.band_at(12, 1, 20.0), 2);  // peak over valley
  EXPECT_EQ(tariff.band_at(4, 1, 20.0), 1);   // no peak in April
  EXPECT_EQ(tariff.band_at(12, 1, 3.75), 3);
}

TEST(Bands, BillByHand) {
  SeasonUse use{.day_kwh = 1000.0, .valley_kwh = 800.0, .heats_with_electricity = true, .bins = 4};
  use.more_kwh = {300.0, 500.0};
  // 1 000 x 0.5 + 800 x 0.3 + 300 x 0.8 + 500 x 0.2
  EXPECT_EQ(household_bill(four_bands(), use).electricity, 108000);
  use.heats_with_electricity = false;  // the deep valley is for all: 2 100 x 0.5 + 500 x 0.2
  EXPECT_EQ(household_bill(four_bands(), use).electricity, 115000);
  use.bins = 3;
  EXPECT_THROW((void)household_bill(four_bands(), use), std::invalid_argument);
}

TEST(Bands, BeyondTheCapTheHeatingTariffCostsTheDayPrice) {
  TariffSet tariff = day_and_valley();
  tariff.heating_limit_kwh = 2000.0;
  const auto electricity = [&](double valley_kwh) {
    return household_bill(tariff, {.day_kwh = 100.0, .valley_kwh = valley_kwh, .heats_with_electricity = true})
        .electricity;
  };
  EXPECT_EQ(electricity(1999.0), 5000 + 59970);
  EXPECT_EQ(electricity(3000.0), 5000 + 60000 + 50000);  // 2 000 x 0.3, 1 000 x 0.5
}

TEST(Ladder, CountsMonthsOneByOne) {
  TariffSet tariff = day_and_valley();
  tariff.ladder_period = LadderPeriod::month;
  tariff.ladder = {{200.0, 0.0}, {400.0, 0.05}, {REST, 0.30}};
  SeasonUse use{.day_kwh = 150.0, .valley_kwh = 100.0, .bins = 4};
  use.more_kwh = {450.0, 50.0};
  // November 250: 50 x 0.05; December 500: 200 x 0.05 + 100 x 0.30; all 750 at 0.5
  EXPECT_EQ(household_bill(tariff, use).electricity, 37500 + 250 + 1000 + 3000);
  use.heats_with_electricity = true;  // spared, and the valley is cheaper
  EXPECT_EQ(household_bill(tariff, use).electricity, 30000 + 4500);
  tariff.ladder_spares_heating = false;
  EXPECT_EQ(household_bill(tariff, use).electricity, 30000 + 4500 + 4250);
}

TEST(Ladder, OfAYearBeginsWithWhatIsUsedBesideTheSeason) {
  TariffSet tariff = day_and_valley();
  tariff.ladder_period = LadderPeriod::year;
  tariff.ladder = {{2000.0, 0.0}, {3000.0, 0.05}, {REST, 0.30}};
  const SeasonUse use{.day_kwh = 2500.0, .rest_of_year_kwh = 1000.0};
  EXPECT_EQ(household_bill(tariff, use).electricity, 125000 + 5000 + 15000);  // 1 000 x 0.05 and 500 x 0.30
}

TEST(Fuels, CoalBriquettesAndSemiCokeHavePricesOfTheirOwn) {
  TariffSet tariff = day_and_valley();
  tariff.coal_cny_t = 900.0;
  tariff.briquette_cny_t = 1200.0;
  tariff.semi_coke_cny_t = 1500.0;
  tariff.gas_tiers = {{REST, 3.0}};
  const Bill bill = household_bill(tariff, {.coal_kg = 1000.0, .briquette_kg = 2000.0, .semi_coke_kg = 100.0});
  EXPECT_EQ(bill.coal, 90000);
  EXPECT_EQ(bill.briquettes, 240000);
  EXPECT_EQ(bill.semi_coke, 15000);
  EXPECT_EQ(bill.gross(), 345000);
}

TEST(PriceBins, DayAndValleyCostNothing) {
  const PriceBins bins = price_bins(day_and_valley(), axis(2021, 11, 15, 121));
  EXPECT_EQ(bins.bins, 2);
  EXPECT_TRUE(bins.of_step.empty());
  EXPECT_DOUBLE_EQ(bins.share[1], 0.5);
}

TEST(PriceBins, AValleyThatEndsInsideTheSeasonIsCountedByItself) {
  TariffSet tariff = day_and_valley();
  tariff.valley_season = {11, 1, 12, 31};
  const PriceBins within = price_bins(tariff, axis(2021, 11, 15, 30));
  EXPECT_TRUE(within.of_step.empty());
  const PriceBins beyond = price_bins(tariff, axis(2021, 12, 31, 2));
  ASSERT_EQ(beyond.of_step.size(), 192U);
  EXPECT_EQ(beyond.of_step[0], 1);   // midnight of 31 December
  EXPECT_EQ(beyond.of_step[96], 0);  // of 1 January
  EXPECT_DOUBLE_EQ(beyond.share[1], 0.25);
}

TEST(PriceBins, MonthsFollowEachOtherUnderAMonthlyLadder) {
  TariffSet tariff = four_bands();
  tariff.ladder_period = LadderPeriod::month;
  tariff.ladder = {{REST, 0.0}};
  const PriceBins bins = price_bins(tariff, axis(2021, 11, 30, 2));
  EXPECT_EQ(bins.bins, 8);
  EXPECT_EQ(bins.of_step[4 * 12], 0);
  EXPECT_EQ(bins.of_step[96 + 4 * 12], 4);
  EXPECT_EQ(bins.of_step[96 + 4 * 19], 6);
  EXPECT_NEAR(std::accumulate(bins.share.begin(), bins.share.end(), 0.0), 1.0, 1e-12);
  EXPECT_THROW((void)price_bins(tariff, axis(2021, 9, 1, 212)), std::invalid_argument);  // seven months of four bands
}

// Whatever the bands: if all cost the same, a bill is that price times all kWh.
RC_GTEST_PROP(Bands, OnePriceForAllIsThatPrice, ()) {
  TariffSet tariff = day_and_valley();
  tariff.day_cny_kwh = tariff.valley_cny_kwh = *rc::gen::inRange(1, 100) / 100.0;
  const int more = *rc::gen::inRange(0, 5);
  for (int i = 0; i < more; ++i) {
    tariff.bands.push_back({"b", tariff.day_cny_kwh, 1.0 * i, 1.0 * i + 3.0, {}, *rc::gen::arbitrary<bool>()});
  }
  tariff.heating_limit_kwh = *rc::gen::inRange(1, 3000);
  SeasonUse use;
  use.heats_with_electricity = *rc::gen::arbitrary<bool>();
  use.bins = tariff.band_count();
  double all = 0.0;
  for (int bin = 0; bin < use.bins; ++bin) all += use.kwh(bin) = *rc::gen::inRange(0, 4000);
  const Fen bill = household_bill(tariff, use).electricity;
  RC_ASSERT(std::abs(bill - fen_of_cny(all * tariff.day_cny_kwh)) <= 1);
}

}  // namespace
}  // namespace hearthgrid::economy
