#include "models/gas/peak_storage.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace hearthgrid::gas {
namespace {

using Draw = std::vector<double>;

Draw any_draw(size_t hours) {
  Draw draw(hours);
  for (double& m3h : draw) m3h = *rc::gen::inRange(0, 41) / 2.0;
  return draw;
}

SupplyLimits any_caps() {
  SupplyLimits limits;
  if (*rc::gen::inRange(0, 3) > 0) limits.hourly_m3h = *rc::gen::inRange(6, 16);
  if (*rc::gen::inRange(0, 3) > 0) limits.daily_m3 = *rc::gen::inRange(150, 300);
  return limits;
}

TEST(PeakStorage, CarriesADayEvenlyByHand) {
  // 20 hours of 10 and 4 of 20 m3/h are 280 m3; 184 are delivered, so 96 come from the storage: 4 m3/h all day.
  Draw draw(24, 10.0);
  std::fill(draw.begin() + 18, draw.begin() + 22, 20.0);
  const auto need = size_storage(draw, 60.0, {.hourly_m3h = {}, .daily_m3 = 184.0}, {});
  EXPECT_NEAR(need.volume_m3, 96.0, 1e-9);
  EXPECT_NEAR(need.send_out_m3h, 4.0, 1e-9);
  // With 15 m3/h at most the peak takes 5 in each of its hours, and the other twenty (96 - 20) / 20.
  const auto capped = size_storage(draw, 60.0, {.hourly_m3h = 15.0, .daily_m3 = 184.0}, {});
  EXPECT_NEAR(capped.volume_m3, 96.0, 1e-9);
  EXPECT_NEAR(capped.send_out_m3h, 5.0, 1e-9);
  EXPECT_NEAR(capped.season.send_out_m3h[0], 3.8, 1e-9);
  EXPECT_EQ(capped.season.days_used, 1);
}

TEST(PeakStorage, RefillingBetweenColdWavesByHand) {
  // Two cold days with 48 m3 too much, three mild ones with 24 m3 to spare between them.
  Draw draw;
  for (const double m3h : {12.0, 9.0, 9.0, 9.0, 12.0}) draw.insert(draw.end(), 24, m3h);
  const SupplyLimits limits{.hourly_m3h = {}, .daily_m3 = 240.0};
  EXPECT_NEAR(size_storage(draw, 60.0, limits, {}).volume_m3, 48.0, 1e-9);
  // 0.5 m3/h bring back 36 of the 48 m3.
  const auto slow = size_storage(draw, 60.0, limits, {.refill_m3h = 0.5});
  EXPECT_NEAR(slow.volume_m3, 60.0, 1e-9);
  EXPECT_NEAR(slow.season.refilled_m3, 36.0, 1e-9);
  // Trucks alone: 10 m3 a day, on the cold days too; what the first day's brings was sent out in part before it came.
  const auto trucks = size_storage(draw, 60.0, limits, {.refill_m3h = 0.0, .trucks_m3_day = 20.0});
  EXPECT_NEAR(trucks.season.trucked_m3 + trucks.season.last_missing_m3, trucks.season.sent_out_m3, 1e-9);
  EXPECT_EQ(trucks.season.unserved_m3, 0.0);
  // Half full at the start: twice the first wave, and the second finds it refilled by 72 m3.
  EXPECT_NEAR(size_storage(draw, 60.0, limits, {.initial_fill = 0.5}).volume_m3, 96.0, 1e-6);
  // Empty at the start of a cold day: no volume will do.
  EXPECT_TRUE(std::isinf(size_storage(draw, 60.0, limits, {.initial_fill = 0.0}).volume_m3));
}

TEST(PeakStorage, BeyondItsVolumeAndItsRateDrawsGoShortByHand) {
  const Draw draw(24, 12.0);
  const SupplyLimits limits{.hourly_m3h = 10.0, .daily_m3 = {}};
  const auto small = run_storage(draw, 60.0, limits, {.volume_m3 = 30.0});
  EXPECT_NEAR(small.sent_out_m3, 30.0, 1e-9);
  EXPECT_NEAR(small.unserved_m3, 18.0, 1e-9);
  EXPECT_EQ(small.hours_unserved, 9);
  const auto slow = run_storage(draw, 60.0, limits, {.send_out_m3h = 1.5});
  EXPECT_NEAR(slow.unserved_m3, 12.0, 1e-9);
  EXPECT_EQ(slow.hours_unserved, 24);
}

/// The least volume by trying every one on a grid: draws, caps and rates are halves, so that volumes are too.
RC_GTEST_PROP(PeakStorage, UnlimitedRefillingIsTheSmallestStorageOfTheSupply, ()) {
  const Draw draw = any_draw(static_cast<size_t>(*rc::gen::inRange(20, 100)));
  const SupplyLimits limits = any_caps();
  const auto need = size_storage(draw, 60.0, limits, {});
  RC_ASSERT(std::abs(need.volume_m3 - assess_supply(draw, 60.0, limits).storage_needed_m3) < 1e-8);
  RC_ASSERT(need.season.hours_unserved == 0);
}

RC_GTEST_PROP(PeakStorage, TheSizeSufficesAndLessDoesNot, ()) {
  const Draw draw = any_draw(static_cast<size_t>(*rc::gen::inRange(20, 100)));
  const SupplyLimits limits = any_caps();
  PeakStorage terms{.refill_m3h = *rc::gen::inRange(0, 10) / 2.0,
                    .trucks_m3_day = 1.0 * *rc::gen::inRange(0, 40),
                    .initial_fill = *rc::gen::inRange(2, 11) / 10.0};
  const auto need = size_storage(draw, 60.0, limits, terms);
  RC_ASSERT(std::isfinite(need.volume_m3));
  terms.volume_m3 = need.volume_m3;
  terms.send_out_m3h = need.send_out_m3h;
  RC_ASSERT(run_storage(draw, 60.0, limits, terms).unserved_m3 < 1e-5);
  if (need.volume_m3 < 0.5) return;
  PeakStorage smaller = terms;
  smaller.volume_m3 -= 0.01;
  RC_ASSERT(run_storage(draw, 60.0, limits, smaller).unserved_m3 > 1e-4);
  PeakStorage slower = terms;
  slower.send_out_m3h -= 0.01;
  RC_ASSERT(run_storage(draw, 60.0, limits, slower).unserved_m3 > 1e-4);
}

/// No plan of a day's send-out keeps below the rate: every plan is sum u >= excess of the day, u >= excess of the hour,
/// u <= draw; so with rate r a day needs sum min(draw, r) >= its excess and r >= each hour's excess.
RC_GTEST_PROP(PeakStorage, TheSendOutRateIsTheLeastOfAnyPlan, ()) {
  const Draw draw = any_draw(24);
  const SupplyLimits limits = any_caps();
  const double rate = size_storage(draw, 60.0, limits, {}).send_out_m3h;
  const double hourly = limits.hourly_m3h.value_or(1e9), daily = limits.daily_m3.value_or(1e9);
  const double excess = std::accumulate(draw.begin(), draw.end(), 0.0) - daily;
  const auto feasible = [&](double r) {
    double most = 0.0;
    for (const double d : draw) {
      if (d - hourly > r + 1e-9) return false;
      most += std::min(d, r);
    }
    return most >= excess - 1e-7;
  };
  RC_ASSERT(feasible(rate));
  if (rate > 0.01) RC_ASSERT(!feasible(rate - 0.01));
}

RC_GTEST_PROP(PeakStorage, GasIsConserved, ()) {
  const Draw draw = any_draw(72);
  const SupplyLimits limits = any_caps();
  PeakStorage storage{.volume_m3 = 1.0 * *rc::gen::inRange(0, 100),
                      .send_out_m3h = 1.0 * *rc::gen::inRange(0, 10),
                      .refill_m3h = 1.0 * *rc::gen::inRange(0, 10),
                      .trucks_m3_day = 1.0 * *rc::gen::inRange(0, 30),
                      .initial_fill = *rc::gen::inRange(0, 11) / 10.0};
  const auto season = run_storage(draw, 60.0, limits, storage);
  const double first = (1.0 - storage.initial_fill) * storage.volume_m3;
  RC_ASSERT(std::abs(season.last_missing_m3 - (first + season.sent_out_m3 - season.refilled_m3 - season.trucked_m3)) <
            1e-8);
  RC_ASSERT(season.most_missing_m3 <= storage.volume_m3 + 1e-9);
  RC_ASSERT(season.largest_send_out_m3h <= storage.send_out_m3h);
  RC_ASSERT(std::abs(std::accumulate(season.send_out_m3h.begin(), season.send_out_m3h.end(), 0.0) -
                     season.sent_out_m3) < 1e-8);
  // From the supply: what is drawn and refilled, less what was sent out and not served.
  for (size_t day = 0; day < 3; ++day) {
    double piped = 0.0;
    for (size_t h = day * 24; h < day * 24 + 24; ++h) piped += draw[h] - season.send_out_m3h[h];
    if (limits.daily_m3 && season.unserved_m3 < 1e-9) RC_ASSERT(piped <= *limits.daily_m3 + 1e-8);
  }
}

TEST(PeakStorage, AsLiquefiedGasByHand) {
  StorageNeed need;
  need.volume_m3 = 14000.0;
  need.season.sent_out_m3 = 42000.0;
  need.season.largest_day_m3 = 29000.0;
  const LngTerms terms{.gas_m3_per_tonne = 1400.0, .liquid_kg_m3 = 440.0, .truck_tonnes = 20.0, .tank_fill = 0.9};
  const auto lng = lng_of(need, terms);
  EXPECT_DOUBLE_EQ(lng.tonnes, 30.0);
  EXPECT_EQ(lng.truck_loads, 2);
  EXPECT_EQ(lng.loads_on_the_worst_day, 2);
  EXPECT_DOUBLE_EQ(lng.tank_tonnes, 10.0);
  EXPECT_NEAR(lng.tank_m3, 10000.0 / 440.0 / 0.9, 1e-9);
  EXPECT_THROW((void)lng_of(need, {}), std::invalid_argument);
}

TEST(PeakStorage, RefusesTermsThatMakeNoSense) {
  EXPECT_THROW((void)run_storage(Draw(24, 1.0), 60.0, {}, {.volume_m3 = -1.0}), std::invalid_argument);
  EXPECT_THROW((void)run_storage(Draw(24, 1.0), 60.0, {}, {.initial_fill = 1.5}), std::invalid_argument);
  EXPECT_THROW((void)run_storage(Draw(24, 1.0), 60.0, {}, {.initial_fill = 0.5}), std::invalid_argument);
  EXPECT_THROW((void)run_storage(Draw(24, 1.0), 7.0, {}, {}), std::invalid_argument);
}

}  // namespace
}  // namespace hearthgrid::gas
