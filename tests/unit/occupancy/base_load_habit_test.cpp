// How a home comes to its yearly kWh: by what it owns, then by habits, and only then by its powers.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tests/unit/occupancy/homes.hpp"

namespace hearthgrid::occupancy {
namespace {

constexpr uint32_t SEED = 29;

const MeanUse& year() {
  static const MeanUse once = mean_use(date(2021, 7, 1), SiteInputs{});
  return once;
}

struct Home {
  People people;
  HomeAppliances owned;
  AwakeChance awake;
  BaseLoadLanes lanes;
  double kwh = 0.0;
};

// One home in lane 0; yearly_kwh < 0: its use follows what it owns.
Home home_of(int index, double yearly_kwh, const ApplianceSet& set = built_in_equipment().appliances) {
  Home home;
  home.people = draw_people(SEED, home_name(index), PeopleInputs{});
  home.people.kwh_follows_use = yearly_kwh < 0.0;
  if (yearly_kwh >= 0.0) home.people.yearly_kwh = yearly_kwh;
  home.owned = draw_appliances(set, SEED, home_name(index));
  home.awake = awake_chance(home.people, presence());
  home.kwh = set_lane(home.lanes, 0, {&home.people, &home.owned, &home.awake, 0.0}, home_name(index), year());
  return home;
}

std::vector<double> day_of(const Home& home, std::chrono::sys_days day, int index, int steps) {
  std::vector<uint32_t> awake(LANES, 0U);
  awake[0] = awake_hours(presence_day(home.people, day_kind(day), presence(), SEED, home_name(index), day_number(day)));
  std::vector<double> all(static_cast<size_t>(steps) * LANES), kw;
  base_load_day(home.lanes, make_day_shape(day, SiteInputs{}), awake.data(), SEED, day_number(day), steps, all.data());
  for (int k = 0; k < steps; ++k) kw.push_back(all[static_cast<size_t>(k) * LANES]);
  return kw;
}

// By hand: lamps of p watts in the bedrooms, on 0.85 of the days (0.95 of the festival's), 75 minutes each, at a later
// bedtime or an earlier one alike; nothing else. Somebody is always awake.
TEST(BaseLoadHabit, a_home_of_lamps_alone_uses_what_lamps_use) {
  HomeAppliances lamps;
  lamps.owned = 1U << static_cast<unsigned>(Appliance::room_lamps);
  lamps.watts[static_cast<size_t>(Appliance::room_lamps)] = 30;
  People people;
  people.kwh_follows_use = true;
  const AwakeChance awake = always_awake();
  BaseLoadLanes lanes;
  const double kwh = set_lane(lanes, 0, {&people, &lamps, &awake, 0.0}, home_name(1), year());
  EXPECT_NEAR(kwh, 365.0 * 0.85 * 1.25 * 0.030, 0.02 * kwh);
  EXPECT_NEAR(lanes.scale[0], 1.0, 1e-9);
  people.use_habit = 0.7;
  EXPECT_NEAR(set_lane(lanes, 0, {&people, &lamps, &awake, 0.0}, home_name(1), year()), 0.7 * kwh, 1e-9);
  EXPECT_NEAR(lanes.scale[0], 1.0, 0.01);  // by how often and how long, not by the lamps' watts
}

TEST(BaseLoadHabit, a_home_that_owns_nothing_uses_nothing_whatever_is_wanted) {
  ApplianceSet none;
  for (const double wanted : {-1.0, 1500.0}) {
    const Home home = home_of(1, wanted, none);
    EXPECT_EQ(home.kwh, 0.0);
    EXPECT_EQ(home.lanes.scale[0], 0.0);
  }
}

TEST(BaseLoadHabit, what_homes_own_makes_their_use) {
  double mean = 0.0;
  constexpr int HOMES = 2000;
  std::vector<double> scale;
  for (int h = 0; h < HOMES; ++h) {
    const Home home = home_of(h, -1.0);
    mean += home.kwh / HOMES;
    scale.push_back(home.lanes.scale[0]);
  }
  // The file and the table of habits; hot water that is drawn comes to 110 to 150 kWh more.
  EXPECT_NEAR(mean, 1240.0, 60.0);
  RecordProperty("mean_kwh", std::to_string(mean));
  const auto [least, most] = std::minmax_element(scale.begin(), scale.end());
  EXPECT_GT(*least, 0.95);
  EXPECT_LT(*most, 1.05);
  ApplianceSet without = built_in_equipment().appliances;
  without[Appliance::refrigerator].ownership = 0.0;
  double fewer = 0.0;
  for (int h = 0; h < HOMES; ++h) fewer += home_of(h, -1.0, without).kwh / HOMES;
  // 95 W for 31 % of the time in 96 % of homes.
  EXPECT_NEAR(mean - fewer, 0.96 * 95.0 * 0.31 * 8.76, 8.0);
}

// 1500 kWh and 3000 by the same homes: the power of one appliance is the name plate's as long as the scale is 1.
TEST(BaseLoadHabit, who_uses_more_does_so_oftener_and_longer_before_powers_grow) {
  for (int h = 0; h < 300; ++h) {
    const double usual = home_of(h, -1.0).kwh / 1.0;
    const Home same = home_of(h, usual), more = home_of(h, 1.3 * usual), less = home_of(h, 0.85 * usual);
    EXPECT_NEAR(same.lanes.scale[0], 1.0, 0.01);
    EXPECT_NEAR(more.lanes.scale[0], 1.0, 0.08) << h;
    EXPECT_NEAR(less.lanes.scale[0], 1.0, 0.12) << h;
    EXPECT_GE(more.lanes.times[1][0], same.lanes.times[1][0]);
    EXPECT_LE(less.lanes.times[1][0], same.lanes.times[1][0]);
    EXPECT_EQ(more.lanes.times[0][0], FIXED_POINT);
    const Home far = home_of(h, 10.0 * usual);
    EXPECT_GT(far.lanes.scale[0], MOST_SCALE);  // told of by the run
    EXPECT_NEAR(365.0 * expected_day_kwh(far.lanes, 0, year(), far.awake), 10.0 * usual, 1e-6);
  }
}

// The expectation knows habits, second sets and caps: a year of the kernel against it, for homes pushed to both ends.
TEST(BaseLoadHabit, the_expectation_is_the_kernels_mean_at_any_habit) {
  for (const double factor : {0.6, 1.0, 2.0}) {
    double sampled = 0.0, expected = 0.0;
    for (int h = 0; h < 40; ++h) {
      const Home home = home_of(h, factor * home_of(h, -1.0).kwh);
      expected += home.kwh;
      for (int d = 0; d < 365; ++d) {
        const auto kw = day_of(home, date(2021, 7, 1) + std::chrono::days{d}, h, 24);
        sampled = std::accumulate(kw.begin(), kw.end(), sampled);
      }
    }
    EXPECT_NEAR(sampled / expected, 1.0, 0.01) << factor;
  }
}

// A habit of 2 on a probability above a half is certain: all of 500 days.
TEST(BaseLoadHabit, no_event_happens_more_than_once_a_day) {
  BaseLoadLanes lanes;
  lanes.scale[0] = 1.0;
  lanes.watts[0][0] = 1000.0F;
  for (auto& period : lanes.cycle_period) period[0] = 960;
  for (auto& kind : lanes.stretch) {
    for (auto& row : kind) row[0] = FIXED_POINT;
  }
  lanes.times[1][0] = 2 * FIXED_POINT;
  DayShape shape;
  shape.events[0].threshold = 40000;
  shape.events[0].by_habit = 1;
  shape.events[0].centre = 600 * UNITS_PER_MINUTE;
  shape.events[0].duration_low = 60 * UNITS_PER_MINUTE;
  const std::vector<uint32_t> awake(LANES, 0U);
  std::vector<double> load_kw(24 * LANES);
  for (int d = 0; d < 500; ++d) {
    base_load_day(lanes, shape, awake.data(), SEED, d, 24, load_kw.data());
    ASSERT_EQ(std::accumulate(load_kw.begin(), load_kw.end(), 0.0), 1.0);
  }
  lanes.times[1][0] = FIXED_POINT / 2;
  double times = 0.0;
  for (int d = 0; d < 4000; ++d) {
    base_load_day(lanes, shape, awake.data(), SEED, d, 24, load_kw.data());
    times = std::accumulate(load_kw.begin(), load_kw.end(), times);
  }
  const double share = 20000.0 / 65536.0;
  EXPECT_NEAR(times / 4000.0, share, 4.0 * std::sqrt(share * (1.0 - share) / 4000.0));
}

}  // namespace
}  // namespace hearthgrid::occupancy
