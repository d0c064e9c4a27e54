#include "models/occupancy/airing.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/occupancy/homes.hpp"

namespace hearthgrid::occupancy {
namespace {

constexpr uint32_t SEED = 3;

double open_minutes(const std::array<Opening, AIRINGS>& openings) {
  double sum = 0.0;
  for (const Opening& o : openings) sum += o.to_minute - o.from_minute;
  return sum;
}

TEST(Airing, windows_open_as_long_as_expected_at_any_temperature) {
  constexpr int DAYS = 40000;
  const PresenceProfiles profiles = built_in_presence();
  People people;
  people.persons = 2;
  people.elderly = 1;
  people.wake_minute = 395.0;
  for (const double outdoor_c : {-30.0, -8.0, 0.0, 12.0}) {
    double sum = 0.0;
    for (int day = 0; day < DAYS; ++day) {
      const PresenceDay presence = presence_day(people, DayKind::workday, profiles, SEED, home_name(1), day);
      sum += open_minutes(airing_day(people, {}, presence, outdoor_c, SEED, home_name(1), day));
    }
    // A day's minutes vary by less than 8 at 0 degC.
    const double factor = std::clamp(1.0 + 0.05 * outdoor_c, 0.4, 2.5);
    EXPECT_NEAR(sum / DAYS, mean_airing_minutes(people, {}, DayKind::workday, profiles, outdoor_c),
                4.0 * 8.0 * factor / std::sqrt(DAYS));
  }
}

TEST(Airing, nobody_awake_opens_nothing) {
  const PresenceDay empty{};
  PresenceDay night{};
  for (int hour = 0; hour < HOURS; ++hour) night.asleep[hour] = 3;
  const People people;
  for (int day = 0; day < 500; ++day) {
    EXPECT_EQ(open_minutes(airing_day(people, {}, empty, 5.0, SEED, home_name(1), day)), 0.0);
    EXPECT_EQ(open_minutes(airing_day(people, {}, night, 5.0, SEED, home_name(1), day)), 0.0);
  }
}

TEST(Airing, openings_lie_after_waking_and_after_noons_cooking_within_the_day) {
  PresenceDay at_home{};
  for (int hour = 0; hour < HOURS; ++hour) at_home.awake[hour] = 1;
  People people;
  people.wake_minute = 400.0;
  people.meal_shift_minute = 30.0;
  for (int day = 0; day < 2000; ++day) {
    const auto [morning, noon] = airing_day(people, {.minutes = 20.0}, at_home, 0.0, SEED, home_name(2), day);
    if (morning.to_minute > morning.from_minute) {
      ASSERT_GE(morning.from_minute, 410.0);
      ASSERT_LE(morning.from_minute, 470.0);
      ASSERT_GE(morning.to_minute - morning.from_minute, 10.0);
      ASSERT_LE(morning.to_minute - morning.from_minute, 30.0);
    }
    if (noon.to_minute > noon.from_minute) {
      ASSERT_GE(noon.from_minute, 720.0);
      ASSERT_LE(noon.from_minute, 780.0);
    }
  }
  people.wake_minute = 1425.0;  // up at a quarter to midnight: the window is shut when the day ends
  for (int day = 0; day < 200; ++day) {
    for (const Opening& o : airing_day(people, {.minutes = 20.0}, at_home, 0.0, SEED, home_name(2), day)) {
      ASSERT_GE(o.from_minute, 0.0);
      ASSERT_LE(o.to_minute, 1440.0);
    }
  }
}

}  // namespace
}  // namespace hearthgrid::occupancy
