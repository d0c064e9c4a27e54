#include "models/occupancy/base_load.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <algorithm>
#include <cstring>

#include "tests/unit/occupancy/homes.hpp"

// The kernel's own random words are not in its interface: a second copy of it, in a namespace of this test, shows them.
#define HEARTHGRID_KERNEL under_test
#include "models/occupancy/base_load_kernel.cpp"
#undef HEARTHGRID_KERNEL

namespace hearthgrid::occupancy {
namespace {

constexpr uint32_t SEED = 2021;

TEST(BaseLoad, kernels_words_are_random123s) {
  const auto groups = make_groups(1, SEED);
  for (const uint32_t draw : {0U, 3U, 10U}) {
    for (const uint32_t when : {0U, 18963U, 0xFFFFFFFFU}) {
      under_test::Words words;
      under_test::philox(groups[0].lanes, SEED, when, draw, words);
      for (int lane = 0; lane < LANES; ++lane) {
        const auto wanted = random_words(SEED, Stream::base_load, home_name(lane), when, draw);
        for (size_t w = 0; w < 4; ++w) {
          ASSERT_EQ(words.word[w][lane], wanted[w]) << "lane " << lane << " draw " << draw;
        }
      }
    }
  }
}

// The header's equation, written again without its tricks: every sixteenth of a minute of the day, one home.
std::vector<double> slow_day_kw(const BaseLoadLanes& lanes, int l, const DayShape& shape, uint32_t awake, int64_t day) {
  const uint64_t name = (uint64_t{lanes.name_hash_high[l]} << 32U) | lanes.name_hash_low[l];
  const auto when = static_cast<uint32_t>(day);
  std::vector<double> watt(DAY_UNITS, lanes.standby_w[l]);
  for (int e = 0; e < EVENTS; ++e) {
    const auto words = random_words(SEED, Stream::base_load, name, when, static_cast<uint32_t>(e / 2));
    const uint32_t first = words[static_cast<size_t>(e % 2 * 2)];
    const uint32_t second = words[static_cast<size_t>(e % 2 * 2 + 1)];
    const EventDay& event = shape.events[e];
    const double often = event.by_habit != 0 ? lanes.times[1][l] / 256.0 : 1.0;
    if (first % 65536 >= std::floor(event.threshold * often)) {
      continue;
    }
    const double triangle = (second % 65536 + second / 65536) / 65536.0 - 1.0;
    const int start = event.centre + lanes.shift[static_cast<int>(event.anchor)][l] +
                      static_cast<int>(std::floor(triangle * event.half_spread));
    const int hour = (start + DAY_UNITS) % DAY_UNITS / 960;
    if (event.needs_someone != 0 && (awake >> hour & 1U) == 0) {
      continue;
    }
    const double drawn = event.duration_low + std::floor(first / 65536 * double{1.0} * event.duration_span / 65536.0);
    int length = static_cast<int>(
        std::floor(drawn * lanes.stretch[shape.kind][static_cast<int>(event.stretch)][l] / 256.0 + 0.5));
    length += event.lasts_until_sleep != 0 ? lanes.shift[static_cast<int>(Anchor::sleep)][l] : 0;
    for (int u = start; u < start + length; ++u) {
      watt[static_cast<size_t>((u + DAY_UNITS) % DAY_UNITS)] += lanes.watts[event.appliance][l];
    }
  }
  const auto points = random_words(SEED, Stream::base_load, name, when, EVENTS / 2);
  for (int c = 0; c < CYCLING; ++c) {
    const uint32_t point = points[static_cast<size_t>(c)] >> 16U;
    const int phase = static_cast<int>(std::floor(point * double{1.0} * lanes.cycle_period[c][l] / 65536.0));
    for (int u = 0; u < DAY_UNITS; ++u) {
      const bool runs = (phase + u) % lanes.cycle_period[c][l] < lanes.cycle_on[c][l];
      watt[static_cast<size_t>(u)] += runs ? lanes.cycle_w[c][l] : 0.0;
    }
  }
  for (double& w : watt) {
    w *= lanes.scale[l] * shape.level / 1000.0;
  }
  return watt;
}

TEST(BaseLoad, equals_a_slow_second_implementation) {
  const auto groups = make_groups(2, SEED);
  for (const auto day : {date(2021, 12, 7), date(2021, 12, 12), date(2022, 2, 1), date(2022, 6, 20)}) {
    const DayShape shape = make_day_shape(day, SiteInputs{});
    for (const Group& group : groups) {
      const auto load_kw = load_day(group, day, SEED, 96);
      const auto awake = awake_on(group, day, SEED);
      for (int lane = 0; lane < LANES; ++lane) {
        const auto slow = slow_day_kw(group.lanes, lane, shape, awake[static_cast<size_t>(lane)], day_number(day));
        for (int k = 0; k < 96; ++k) {
          double mean = 0.0;
          for (int u = 0; u < 240; ++u) {
            mean += slow[static_cast<size_t>(k * 240 + u)] / 240.0;
          }
          ASSERT_NEAR(load_kw[static_cast<size_t>(k * LANES + lane)], mean, 1e-12) << "lane " << lane << " step " << k;
        }
      }
    }
  }
}

TEST(BaseLoad, a_long_step_is_the_mean_of_its_minutes) {
  const auto groups = make_groups(4, SEED);
  for (const Group& group : groups) {
    const auto minute_kw = load_day(group, date(2022, 1, 31), SEED, 1440);
    for (const int steps : {24, 48, 96, 144, 288}) {
      const auto load_kw = load_day(group, date(2022, 1, 31), SEED, steps);
      const int length = 1440 / steps;
      for (int i = 0; i < steps * LANES; ++i) {
        double mean = 0.0;
        for (int m = 0; m < length; ++m) {
          mean += minute_kw[static_cast<size_t>((i / LANES * length + m) * LANES + i % LANES)] / length;
        }
        ASSERT_NEAR(load_kw[static_cast<size_t>(i)], mean, 1e-13);
      }
    }
  }
}

RC_GTEST_PROP(BaseLoad, a_home_does_not_see_its_neighbours_or_its_lane, (uint32_t seed, uint64_t name, uint32_t days)) {
  const MeanUse year = mean_use(date(2021, 7, 1), SiteInputs{});
  const std::chrono::sys_days day = date(2021, 11, 1) + std::chrono::days{days % 150};
  const DayShape shape = make_day_shape(day, SiteInputs{});
  const int lane = static_cast<int>(name % LANES);
  const People people = draw_people(seed, name, PeopleInputs{});
  const HomeAppliances owned = draw_appliances(built_in_equipment().appliances, seed, name);
  const AwakeChance awake = awake_chance(people, presence());
  const uint32_t hours = awake_hours(presence_day(people, day_kind(day), presence(), seed, name, day_number(day)));
  BaseLoadLanes alone;
  set_lane(alone, 0, {&people, &owned, &awake, 0.0}, name, year);
  BaseLoadLanes crowd = make_groups(1, seed)[0].lanes;
  set_lane(crowd, lane, {&people, &owned, &awake, 0.0}, name, year);
  std::vector<uint32_t> alone_hours(LANES, 0U), crowd_hours(LANES, ~0U);
  alone_hours[0] = crowd_hours[static_cast<size_t>(lane)] = hours;
  std::vector<double> a(96 * LANES), b(96 * LANES);
  base_load_day(alone, shape, alone_hours.data(), seed, day_number(day), 96, a.data());
  base_load_day(crowd, shape, crowd_hours.data(), seed, day_number(day), 96, b.data());
  for (int k = 0; k < 96; ++k) {
    const double here = a[static_cast<size_t>(k * LANES)];
    const double there = b[static_cast<size_t>(k * LANES + lane)];
    RC_ASSERT(std::memcmp(&here, &there, sizeof(double)) == 0);
    RC_ASSERT(here >= 0.0);
    RC_ASSERT(a[static_cast<size_t>(k * LANES + 1)] == 0.0);
  }
}

TEST(BaseLoad, seed_name_and_day_each_change_the_day) {
  const auto group = make_groups(1, SEED)[0];
  const auto day = load_day(group, date(2021, 12, 7), SEED, 96);
  EXPECT_EQ(day, load_day(group, date(2021, 12, 7), SEED, 96));
  EXPECT_NE(day, load_day(group, date(2021, 12, 8), SEED, 96));
  EXPECT_NE(day, load_day(group, date(2021, 12, 7), SEED + 1, 96));
}

TEST(BaseLoad, an_event_past_midnight_keeps_its_energy) {
  BaseLoadLanes lanes;
  lanes.scale[0] = 1.0;
  for (auto& period : lanes.cycle_period) {
    period[0] = 960;
  }
  lanes.watts[0][0] = 1000.0F;
  for (auto& row : lanes.times) row[0] = FIXED_POINT;
  for (auto& kind : lanes.stretch) {
    for (auto& row : kind) {
      row[0] = FIXED_POINT;
    }
  }
  DayShape shape;
  shape.events[0].threshold = 65536;
  shape.events[0].centre = 1410 * UNITS_PER_MINUTE;      // 23:30
  shape.events[0].duration_low = 90 * UNITS_PER_MINUTE;  // to 01:00
  const std::vector<uint32_t> awake(LANES, 0U);          // it needs nobody
  std::vector<double> load_kw(24 * LANES);
  base_load_day(lanes, shape, awake.data(), SEED, 0, 24, load_kw.data());
  EXPECT_DOUBLE_EQ(load_kw[23 * LANES], 0.5);
  EXPECT_DOUBLE_EQ(load_kw[0], 1.0);
  EXPECT_DOUBLE_EQ(load_kw[1 * LANES], 0.0);
}

}  // namespace
}  // namespace hearthgrid::occupancy
