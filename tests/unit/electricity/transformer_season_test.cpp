#include "models/electricity/transformer_season.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <numbers>
#include <stdexcept>
#include <vector>

namespace hearthgrid::electricity {
namespace {

using Series = std::vector<double>;

const TransformerType& s13_100() {
  return type_of("S13", 100.0);
}

TransformerSeason season_of(const Series& load_kw, double step_min, int warm_up_steps = 0,
                            const Series& load_kvar = {}) {
  const Series ambient_c(load_kw.size(), -5.0);
  return assess(load_kw, load_kvar, ambient_c, s13_100(), DISTRIBUTION_ONAN, step_min, warm_up_steps);
}

TEST(TransformerSeason, LossesAndEnergyByHand) {
  // Two hours at 80 kW and 60 kvar (100 kVA: 150 + 1580 W), two hours at 50 kW (150 + 395 W).
  Series load_kw(16, 50.0);
  Series load_kvar(16, 0.0);
  for (size_t i = 0; i < 8; ++i) {
    load_kw[i] = 80.0;
    load_kvar[i] = 60.0;
  }
  const auto season = season_of(load_kw, 15.0, 0, load_kvar);
  EXPECT_NEAR(season.loss_kwh, 2.0 * 1.730 + 2.0 * 0.545, 1e-12);
  EXPECT_NEAR(season.energy_kwh, 260.0, 1e-12);
  EXPECT_DOUBLE_EQ(season.peak_kva, 100.0);
  EXPECT_DOUBLE_EQ(season.peak_loading, 1.0);
  EXPECT_DOUBLE_EQ(season.peak_kw, 80.0);
  EXPECT_EQ(season.peak_step, 0);
}

TEST(TransformerSeason, HoursAndEventsByHand) {
  Series load_kw(96, 20.0);
  for (size_t i = 8; i < 16; ++i) load_kw[i] = 80.0;    // two hours at 80 %: heavy, an event
  for (size_t i = 20; i < 27; ++i) load_kw[i] = 90.0;   // an hour and three quarters: heavy, no event
  for (size_t i = 40; i < 60; ++i) load_kw[i] = 101.0;  // five hours above 100 %: one event of each kind
  for (size_t i = 60; i < 64; ++i) load_kw[i] = 100.0;  // just full: heavy, not overloaded, the same heavy event
  for (size_t i = 88; i < 96; ++i) load_kw[i] = 79.9;   // not heavy
  const auto season = season_of(load_kw, 15.0);
  EXPECT_DOUBLE_EQ(season.hours_above_80, 2.0 + 1.75 + 5.0 + 1.0);
  EXPECT_DOUBLE_EQ(season.hours_above_100, 5.0);
  EXPECT_EQ(season.events_80_2h, 2);
  EXPECT_EQ(season.events_100_2h, 1);
  EXPECT_EQ(season.peak_step, 40);
}

TEST(TransformerSeason, EventsAreCountedAtEveryStepLength) {
  for (const double step_min : {1.0, 5.0, 10.0, 15.0, 30.0, 60.0}) {
    const auto per_hour = static_cast<size_t>(60.0 / step_min);
    Series load_kw(24 * per_hour, 20.0);
    for (size_t i = 3 * per_hour; i < 5 * per_hour; ++i) load_kw[i] = 120.0;    // two hours
    for (size_t i = 10 * per_hour; i < 11 * per_hour; ++i) load_kw[i] = 120.0;  // one hour
    const auto season = season_of(load_kw, step_min);
    EXPECT_NEAR(season.hours_above_100, 3.0, 1e-12) << step_min;
    EXPECT_EQ(season.events_100_2h, 1) << step_min;
    EXPECT_EQ(season.events_80_2h, 1) << step_min;
  }
}

TEST(TransformerSeason, PeaksOfMeansAtFiveMinutes) {
  Series load_kw(48, 0.0);  // four hours
  load_kw[13] = 90.0;       // 01:05, in the quarter and half hour from 01:00, the hour from 01:00
  load_kw[16] = 60.0;       // 01:20
  load_kw[17] = 60.0;       // 01:25
  const auto season = season_of(load_kw, 5.0);
  EXPECT_DOUBLE_EQ(season.peak_kva, 90.0);
  EXPECT_DOUBLE_EQ(season.peak_15min_kva, 40.0);  // 01:15 to 01:30
  EXPECT_DOUBLE_EQ(season.peak_30min_kva, 35.0);
  EXPECT_DOUBLE_EQ(season.peak_60min_kva, 17.5);
}

TEST(TransformerSeason, PeaksOfMeansAtFifteenAndSixtyMinutes) {
  const auto quarter = season_of({10.0, 20.0, 60.0, 30.0, 50.0, 50.0, 40.0, 10.0}, 15.0);
  EXPECT_DOUBLE_EQ(quarter.peak_15min_kva, 60.0);
  EXPECT_DOUBLE_EQ(quarter.peak_30min_kva, 50.0);
  EXPECT_DOUBLE_EQ(quarter.peak_60min_kva, 37.5);
  const auto hourly = season_of({10.0, 70.0, 20.0}, 60.0);
  EXPECT_DOUBLE_EQ(hourly.peak_15min_kva, 70.0);
  EXPECT_DOUBLE_EQ(hourly.peak_30min_kva, 70.0);
  EXPECT_DOUBLE_EQ(hourly.peak_60min_kva, 70.0);
}

TEST(TransformerSeason, PeaksOfMeansWhereStepsCrossTheWindows) {
  // Ten-minute steps: the quarter from 00:15 holds five minutes of the second step and all of the third.
  const auto season = season_of({0.0, 30.0, 60.0, 0.0, 0.0, 0.0}, 10.0);
  EXPECT_DOUBLE_EQ(season.peak_15min_kva, (5.0 * 30.0 + 10.0 * 60.0) / 15.0);
  EXPECT_DOUBLE_EQ(season.peak_30min_kva, 30.0);
  EXPECT_DOUBLE_EQ(season.peak_60min_kva, 15.0);
}

TEST(TransformerSeason, TheMeanOfAWindowIsOfActiveAndReactivePowerApart) {
  const auto season = season_of({80.0, 0.0, 0.0, 0.0}, 15.0, 0, {0.0, 60.0, 0.0, 0.0});
  EXPECT_DOUBLE_EQ(season.peak_30min_kva, 50.0);  // of 40 kW and 30 kvar
}

TEST(TransformerSeason, WarmUpHeatsTheOilAndCountsForNothingElse) {
  Series load_kw(400, 30.0);
  for (size_t i = 0; i < 300; ++i) load_kw[i] = 130.0;  // beyond the length of a tile
  const auto season = season_of(load_kw, 15.0, 300);
  EXPECT_DOUBLE_EQ(season.peak_kw, 30.0);
  EXPECT_DOUBLE_EQ(season.energy_kwh, 30.0 * 25.0);
  EXPECT_DOUBLE_EQ(season.hours_above_80, 0.0);
  EXPECT_DOUBLE_EQ(season.peak_15min_kva, 30.0);
  const auto cool = season_of(Series(400, 30.0), 15.0, 300);
  EXPECT_GT(season.peak_top_oil_c, cool.peak_top_oil_c + 40.0);
  const ThermalRecursion recursion(DISTRIBUTION_ONAN, s13_100().loss_ratio(), 15.0);
  auto state = recursion.steady(1.3, -5.0);
  state = recursion.step(state, 0.3, -5.0);
  EXPECT_NEAR(season.peak_top_oil_c, state.top_oil_c, 1e-9);
  EXPECT_NEAR(season.peak_hot_spot_c, state.hot_spot_c(), 1e-9);
}

TEST(TransformerSeason, IsThePlainLoopOverTheRecursion) {
  Series load_kw;
  Series load_kvar;
  Series ambient_c;
  for (int i = 0; i < 1000; ++i) {
    load_kw.push_back(60.0 + 50.0 * std::sin(0.07 * i) + 20.0 * std::sin(1.9 * i));
    load_kvar.push_back(15.0 + 5.0 * std::cos(0.3 * i));
    ambient_c.push_back(-8.0 + 7.0 * std::sin(0.065 * i));
  }
  const auto& type = s13_100();
  for (const auto& thermal : {DISTRIBUTION_ONAN, POWER_ONAF}) {
    const auto season = assess(load_kw, load_kvar, ambient_c, type, thermal, 15.0, 37, Paper::upgraded);
    const ThermalRecursion recursion(thermal, type.loss_ratio(), 15.0);
    auto state = recursion.steady(std::hypot(load_kw[0], load_kvar[0]) / 100.0, ambient_c[0]);
    double life_h = 0.0;
    double hot_spot_c = -100.0;
    double loss_wh = 0.0;
    for (size_t i = 0; i < load_kw.size(); ++i) {
      const double load_pu = std::hypot(load_kw[i], load_kvar[i]) / 100.0;
      state = recursion.step(state, load_pu, ambient_c[i]);
      if (i < 37) continue;
      life_h += 0.25 * ageing_rate(state.hot_spot_c(), Paper::upgraded);
      hot_spot_c = std::max(hot_spot_c, state.hot_spot_c());
      loss_wh += 0.25 * type.loss_w(load_pu);
    }
    EXPECT_NEAR(season.loss_of_life_h / life_h, 1.0, 1e-12);
    EXPECT_NEAR(season.peak_hot_spot_c, hot_spot_c, 1e-10);
    EXPECT_NEAR(season.loss_kwh, loss_wh / 1000.0, 1e-9);
  }
}

TEST(TransformerSeason, SinglePrecisionLoadsGiveTheSame) {
  const std::vector<float> load_kw(500, 75.5F);
  const std::vector<float> load_kvar(500, 12.25F);
  const Series ambient_c(500, -3.0);
  const auto single = assess(load_kw, load_kvar, ambient_c, s13_100(), DISTRIBUTION_ONAN, 15.0, 96);
  const auto twice = assess(Series(500, 75.5), Series(500, 12.25), ambient_c, s13_100(), DISTRIBUTION_ONAN, 15.0, 96);
  EXPECT_EQ(single.peak_hot_spot_c, twice.peak_hot_spot_c);
  EXPECT_EQ(single.loss_of_life_h, twice.loss_of_life_h);
  EXPECT_EQ(single.loss_kwh, twice.loss_kwh);
}

RC_GTEST_PROP(TransformerSeason, FinerStepsOfTheSameLoadChangeOnlyWhatIsReadBetween, ()) {
  Series hourly_kw(24);
  for (double& kw : hourly_kw) kw = *rc::gen::inRange(0, 140);
  Series fine_kw;
  for (const double kw : hourly_kw) fine_kw.insert(fine_kw.end(), 12, kw);
  const auto coarse = season_of(hourly_kw, 60.0);
  const auto fine = season_of(fine_kw, 5.0);
  RC_ASSERT(coarse.peak_kva == fine.peak_kva);
  RC_ASSERT(std::abs(coarse.peak_60min_kva - fine.peak_60min_kva) < 1e-9);
  RC_ASSERT(std::abs(coarse.loss_kwh - fine.loss_kwh) < 1e-9);
  RC_ASSERT(std::abs(coarse.energy_kwh - fine.energy_kwh) < 1e-9);
  RC_ASSERT(std::abs(coarse.hours_above_80 - fine.hours_above_80) < 1e-9);
  RC_ASSERT(coarse.events_80_2h == fine.events_80_2h);
  RC_ASSERT(fine.peak_top_oil_c > coarse.peak_top_oil_c - 1e-9);  // it also looks between the hours
}

RC_GTEST_PROP(TransformerSeason, MoreLoadIsNeverBetter, ()) {
  Series load_kw(200);
  for (double& kw : load_kw) kw = *rc::gen::inRange(0, 140);
  Series more_kw = load_kw;
  for (double& kw : more_kw) kw *= 1.05;
  const auto season = season_of(load_kw, 15.0);
  const auto more = season_of(more_kw, 15.0);
  RC_ASSERT(more.peak_hot_spot_c >= season.peak_hot_spot_c);
  RC_ASSERT(more.loss_of_life_h >= season.loss_of_life_h);
  RC_ASSERT(more.loss_kwh >= season.loss_kwh);
  RC_ASSERT(more.hours_above_80 >= season.hours_above_80);
  RC_ASSERT(season.peak_60min_kva <= season.peak_30min_kva + 1e-9);
  RC_ASSERT(season.peak_30min_kva <= season.peak_15min_kva + 1e-9);
  RC_ASSERT(season.peak_15min_kva <= season.peak_kva + 1e-9);
}

TEST(TransformerSeason, RefusesWhatDoesNotFit) {
  const Series ten(10, 1.0);
  const Series nine(9, 1.0);
  EXPECT_THROW((void)assess(ten, Series(), nine, s13_100(), DISTRIBUTION_ONAN, 15.0, 0), std::invalid_argument);
  EXPECT_THROW((void)assess(ten, nine, ten, s13_100(), DISTRIBUTION_ONAN, 15.0, 0), std::invalid_argument);
  EXPECT_THROW((void)assess(ten, Series(), ten, s13_100(), DISTRIBUTION_ONAN, 15.0, 10), std::invalid_argument);
}

}  // namespace
}  // namespace hearthgrid::electricity
