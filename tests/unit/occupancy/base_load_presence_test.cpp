// Events that need somebody: only in hours in which somebody is awake at home, and the expectation knows it.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tests/unit/occupancy/homes.hpp"

namespace hearthgrid::occupancy {
namespace {

constexpr uint32_t SEED = 5;

// One event of a full watt-hour-free lane: 1 kW, 10 minutes, no shifts.
BaseLoadLanes plain_lanes() {
  BaseLoadLanes lanes;
  for (int l = 0; l < LANES; ++l) {
    const uint64_t name = home_name(l);
    lanes.name_hash_low[l] = static_cast<uint32_t>(name);
    lanes.name_hash_high[l] = static_cast<uint32_t>(name >> 32U);
    lanes.scale[l] = 1.0;
    lanes.watts[0][l] = 1000.0F;
    for (auto& period : lanes.cycle_period) period[l] = 960;
    for (auto& row : lanes.times) row[l] = FIXED_POINT;
    for (auto& kind : lanes.stretch) {
      for (auto& row : kind) row[l] = FIXED_POINT;
    }
  }
  return lanes;
}

DayShape one_event(int centre_minute, int half_spread_minute) {
  DayShape shape;
  EventDay& event = shape.events[0];
  event.threshold = 65536;
  event.centre = centre_minute * UNITS_PER_MINUTE;
  event.half_spread = half_spread_minute * UNITS_PER_MINUTE;
  event.duration_low = 10 * UNITS_PER_MINUTE;
  event.needs_someone = 1;
  return shape;
}

double kwh_of(const BaseLoadLanes& lanes, const DayShape& shape, uint32_t hours, int days) {
  const std::vector<uint32_t> awake(LANES, hours);
  std::vector<double> load_kw(24 * LANES);
  double kwh = 0.0;
  for (int d = 0; d < days; ++d) {
    base_load_day(lanes, shape, awake.data(), SEED, d, 24, load_kw.data());
    kwh = std::accumulate(load_kw.begin(), load_kw.end(), kwh);
  }
  return kwh;
}

// A start in each hour h is found possible by bit h alone: 1 kW for ten minutes, sixteen homes.
TEST(BaseLoadPresence, an_event_happens_in_its_hour_alone) {
  const BaseLoadLanes lanes = plain_lanes();
  for (int hour = 0; hour < 24; ++hour) {
    for (const int minute : {0, 31, 59}) {
      const DayShape shape = one_event(hour * 60 + minute, 0);
      EXPECT_NEAR(kwh_of(lanes, shape, 1U << hour, 1), LANES / 6.0, 1e-9) << hour << ":" << minute;
      EXPECT_EQ(kwh_of(lanes, shape, ~(1U << hour), 1), 0.0) << hour << ":" << minute;
    }
  }
}

// Triangular about 10:00, half-width 90 minutes: by hand, the part before 9:00 is (1/3)^2 / 2 = 1/18, the part from
// 9:00 to 10:00 is 1/2 - 1/18 = 4/9.
TEST(BaseLoadPresence, the_chance_of_somebody_is_that_at_the_start) {
  EventDay event = one_event(600, 90).events[0];
  std::array<double, 24> awake{};
  awake[8] = 1.0;
  EXPECT_NEAR(awake_at_start(event, 0, awake), 1.0 / 18.0, 1e-12);
  awake[8] = 0.0;
  awake[9] = 0.5;
  EXPECT_NEAR(awake_at_start(event, 0, awake), 0.5 * 4.0 / 9.0, 1e-12);
  awake.fill(0.7);
  for (const int shift : {-9000, -333, 0, 12345}) EXPECT_NEAR(awake_at_start(event, shift, awake), 0.7, 1e-12);
  event.half_spread = 0;
  awake.fill(0.0);
  awake[10] = 0.25;
  EXPECT_NEAR(awake_at_start(event, 0, awake), 0.25, 1e-12);
  EXPECT_NEAR(awake_at_start(event, -1, awake), 0.0, 1e-12);
}

// The kernel's events against the same chance: hours 8 and 9 of the triangle above come to 1/2, of 4000 days and 16
// homes.
TEST(BaseLoadPresence, the_kernel_agrees_with_the_chance) {
  const double share = kwh_of(plain_lanes(), one_event(600, 90), 3U << 8U, 4000) / (4000.0 * LANES / 6.0);
  EXPECT_NEAR(share, 0.5, 4.0 * 0.5 / std::sqrt(4000.0 * LANES));
}

TEST(BaseLoadPresence, nobody_awake_leaves_standby_cycles_and_lamps_on_a_timer) {
  const auto groups = make_groups(4, SEED);
  const auto day = date(2021, 12, 7);
  DayShape shape = make_day_shape(day, SiteInputs{});
  for (const Group& group : groups) {
    const std::vector<uint32_t> nobody(LANES, 0U);
    std::vector<double> load_kw(1440 * LANES), still(1440 * LANES);
    base_load_day(group.lanes, shape, nobody.data(), SEED, day_number(day), 1440, load_kw.data());
    DayShape quiet = shape;
    for (EventDay& event : quiet.events) event.threshold = event.needs_someone != 0 ? 0 : event.threshold;
    base_load_day(group.lanes, quiet, nobody.data(), SEED, day_number(day), 1440, still.data());
    EXPECT_EQ(load_kw, still);
  }
}

// A quiet hour at home shows: the mean load of home-days with nobody awake in an hour of the day against the others.
TEST(BaseLoadPresence, people_at_home_use_more) {
  double with = 0.0, without = 0.0;
  int with_days = 0, without_days = 0;
  for (const Group& group : make_groups(32, SEED)) {
    for (int d = 0; d < 10; ++d) {
      const auto day = date(2021, 12, 6) + std::chrono::days{d};
      const auto awake = awake_on(group, day, SEED);
      const auto load_kw = load_day(group, day, SEED, 24);
      for (size_t lane = 0; lane < LANES; ++lane) {
        const bool in = (awake[lane] >> 14U & 1U) != 0;
        (in ? with : without) += load_kw[14 * LANES + lane];
        ++(in ? with_days : without_days);
      }
    }
  }
  ASSERT_GT(without_days, 300);
  EXPECT_GT(with / with_days, 1.3 * without / without_days);
}

}  // namespace
}  // namespace hearthgrid::occupancy
