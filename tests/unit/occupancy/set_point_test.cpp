#include "models/occupancy/set_point.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "tests/unit/occupancy/homes.hpp"

namespace hearthgrid::occupancy {
namespace {

constexpr uint32_t SEED = 5;

// At home all day but for the hours from `out` to `back`.
DayOfHome local_day(std::chrono::sys_days day, int out = 0, int back = 0) {
  DayOfHome local{day_kind(day), day_number(day), {}};
  for (int hour = 0; hour < HOURS; ++hour) local.presence.awake[hour] = hour >= out && hour < back ? 0 : 1;
  return local;
}

std::vector<double> day_of(const People& people, bool after, const DayOfHome& day, int steps, int home = 1) {
  std::vector<double> out_c(static_cast<size_t>(steps));
  set_points(people, after, day, SEED, home_name(home), steps, out_c);
  return out_c;
}

std::vector<double> day_of(const People& people, bool after, std::chrono::sys_days day, int steps, int home = 1) {
  return day_of(people, after, local_day(day), steps, home);
}

double mean_of(const std::vector<double>& x) {
  return std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
}

int minutes_above(const std::vector<double>& minute_c, double limit_c) {
  return static_cast<int>(std::count_if(minute_c.begin(), minute_c.end(), [=](double c) { return c > limit_c; }));
}

TEST(SetPoint, full_time_home_has_its_set_point_by_day_and_the_setback_by_night) {
  People people;
  people.pattern = HeatingPattern::full_time_whole;
  people.wake_minute = 360;
  people.sleep_minute = 1320;
  people.set_point_after_c = 19.0;
  people.night_setback_after_k = 3.0;
  const auto c = day_of(people, true, date(2021, 12, 8), 96);
  EXPECT_EQ(c[0], 16.0);
  EXPECT_EQ(c[22], 16.0);  // 05:30, the earliest waking is 05:40
  EXPECT_EQ(c[26], 19.0);  // 06:30
  EXPECT_EQ(c[86], 19.0);  // 21:30
  EXPECT_EQ(c[95], 16.0);  // 23:45
  const auto before = day_of(people, false, date(2021, 12, 8), 96);
  EXPECT_EQ(before[50], people.set_point_before_c);
  EXPECT_EQ(before[0], people.set_point_before_c - people.night_setback_before_k);
}

TEST(SetPoint, part_time_home_heats_the_morning_and_two_hours_before_sleep) {
  People people;
  people.pattern = HeatingPattern::part_time_part;
  const auto c = day_of(people, true, date(2021, 12, 8), 1440);
  EXPECT_EQ(c[15 * 60], 8.0);
  EXPECT_EQ(c[12 * 60], 18.5);
  EXPECT_EQ(c[20 * 60 + 30], 18.5);  // sleeps at 21:30 give or take 20 minutes
  EXPECT_EQ(c[3 * 60], 8.0);
  // 06:20 to 14:30 and two hours: 490 + 120 minutes, the first end moving by up to 20.
  EXPECT_NEAR(minutes_above(c, 13.0), 610, 21);

  people.leaves_on_workdays = true;  // 08:00 to 17:00
  const auto out = day_of(people, true, date(2021, 12, 8), 1440);
  EXPECT_EQ(out[12 * 60], 8.0);
  EXPECT_EQ(out[18 * 60], 18.5);
  EXPECT_NEAR(minutes_above(out, 13.0), 100 + 270, 41);
  EXPECT_EQ(day_of(people, true, date(2021, 12, 11), 1440)[12 * 60], 18.5);  // Saturday
}

TEST(SetPoint, festival_heats_from_waking_to_a_later_sleep) {
  People people;
  people.pattern = HeatingPattern::part_time_part;
  people.leaves_on_workdays = true;
  const auto c = day_of(people, true, date(2022, 2, 2), 1440);  // a Wednesday
  EXPECT_EQ(c[12 * 60], 18.5);
  EXPECT_NEAR(minutes_above(c, 13.0), 1290 + 60 - 380, 41);
  people.sleep_minute = 1400;  // an hour later is past midnight: carried to the start of the day
  const auto late = day_of(people, true, date(2022, 2, 2), 1440);
  EXPECT_EQ(late[0], 18.5);
  EXPECT_EQ(late[60], 8.0);
}

TEST(SetPoint, mean_of_the_day_does_not_depend_on_the_step) {
  for (int home = 0; home < 50; ++home) {
    const People people = draw_people(SEED, home_name(home), PeopleInputs{});
    for (const auto day : {date(2021, 12, 8), date(2021, 12, 11), date(2022, 2, 3)}) {
      const double fine = mean_of(day_of(people, true, day, 1440, home));
      for (const int steps : {24, 48, 96, 144, 288}) {
        ASSERT_NEAR(mean_of(day_of(people, true, day, steps, home)), fine, 1e-10);
      }
      const auto before = day_of(people, false, day, 96, home);
      const auto after = day_of(people, true, day, 96, home);
      for (size_t k = 0; k < 96; ++k) {
        ASSERT_GE(before[k], std::min(people.off_set_point_c, people.set_point_before_c - 3.0));
        ASSERT_LE(after[k], people.set_point_after_c + people.festival_warmer_k + 1e-12);
        if (heats_part_time(people, false)) {
          ASSERT_LE(before[k], after[k] + 1e-12);
        }
      }
    }
  }
}

TEST(SetPoint, who_switches_by_hand_turns_down_while_nobody_is_home) {
  People people;
  people.pattern = HeatingPattern::full_time_whole;
  people.set_point_after_c = 19.0;
  people.night_setback_after_k = 2.0;
  people.switches_by_hand = true;
  people.hand_setback_k = 1.5;
  const auto day = local_day(date(2021, 12, 8), 9, 15);
  const auto c = day_of(people, true, day, 1440);
  EXPECT_EQ(c[12 * 60], 17.5);
  EXPECT_EQ(c[8 * 60 + 29], 19.0);   // out at nine, give or take half an hour
  EXPECT_EQ(c[15 * 60 + 31], 19.0);  // and back at three
  const auto low = std::count(c.begin(), c.end(), 17.5);
  EXPECT_GE(low, 5 * 60);
  EXPECT_LE(low, 7 * 60);
  EXPECT_EQ(c[3 * 60], 17.0);  // the night's own
  people.hand_setback_k = 8.0;
  EXPECT_EQ(day_of(people, true, day, 1440)[12 * 60], 11.0);
  people.hand_setback_k = 15.0;
  EXPECT_EQ(day_of(people, true, day, 1440)[12 * 60], 8.0);  // not below off_set_point_c
  people.switches_by_hand = false;
  EXPECT_EQ(day_of(people, true, day, 1440)[12 * 60], 19.0);

  people.switches_by_hand = true;
  people.hand_setback_k = 1.5;
  for (int home = 0; home < 50; ++home) {
    const double fine = mean_of(day_of(people, true, day, 1440, home));
    for (const int steps : {24, 48, 96, 288}) {
      ASSERT_NEAR(mean_of(day_of(people, true, day, steps, home)), fine, 1e-10);
    }
  }
}

TEST(SetPoint, who_switches_by_hand_does_so_without_a_setback_by_night_too) {
  People people;
  people.pattern = HeatingPattern::full_time_whole;
  people.set_point_after_c = 19.0;
  people.night_setback_after_k = 0.0;
  people.switches_by_hand = true;
  people.hand_setback_k = 4.0;
  const auto nobody = day_of(people, true, local_day(date(2021, 12, 8), 0, 24), 96);
  for (const double c : nobody) ASSERT_NEAR(c, 15.0, 1e-12);
  people.night_setback_after_k = 6.0;  // a night's set point below that of an empty home stays
  const auto night = day_of(people, true, local_day(date(2021, 12, 8), 0, 24), 96);
  EXPECT_NEAR(night[8], 13.0, 1e-12);
  EXPECT_NEAR(night[48], 15.0, 1e-12);
}

TEST(SetPoint, festival_days_are_warmer_by_what_is_said) {
  People people;
  people.pattern = HeatingPattern::full_time_part;
  people.festival_warmer_k = 1.5;
  EXPECT_EQ(day_of(people, true, date(2022, 2, 2), 96)[48], people.set_point_after_c + 1.5);
  EXPECT_EQ(day_of(people, false, date(2022, 2, 2), 96)[48], people.set_point_before_c + 1.5);
  EXPECT_EQ(day_of(people, true, date(2022, 1, 12), 96)[48], people.set_point_after_c);
}

double target_of(const People& people, std::chrono::sys_days day) {
  return stove_target_c(people, local_day(day), SEED, home_name(1));
}

// Day and night: the mean of the set points. Part of the time: what the hours with fire and the fall between them make.
TEST(SetPoint, a_stove_is_fed_for_the_mean_of_the_day) {
  const auto day = date(2021, 12, 8);
  People people;
  people.pattern = HeatingPattern::full_time_part;
  people.night_setback_before_k = 0.0;
  EXPECT_EQ(target_of(people, day), people.set_point_before_c);
  people.night_setback_before_k = 3.0;
  EXPECT_NEAR(target_of(people, day), mean_of(day_of(people, false, day, 1440)), 1e-10);
  EXPECT_NEAR(target_of(people, day), people.set_point_before_c - 3.0 * (1440 - 910) / 1440, 3.0 * 40 / 1440);
  people.switches_by_hand = true;  // nobody turns a stove down
  const double fed = target_of(people, day);
  people.switches_by_hand = false;
  EXPECT_EQ(target_of(people, day), fed);

  people.pattern = HeatingPattern::part_time_part;  // 490 and 120 minutes; 4 K lower between them
  EXPECT_NEAR(target_of(people, day), people.set_point_before_c - 4.0 * (1440 - 610) / 1440, 4.0 * 21 / 1440);
  people.off_set_point_c = people.set_point_before_c - 1.0;
  EXPECT_NEAR(target_of(people, day), people.set_point_before_c - 1.0 * (1440 - 610) / 1440, 1.0 * 21 / 1440);
  people.off_set_point_c = 8.0;
  EXPECT_GT(target_of(people, date(2022, 2, 2)), target_of(people, day) + 0.8);  // at the festival all day
  people.part_time_before = false;
  people.night_setback_before_k = 0.0;
  EXPECT_EQ(target_of(people, day), people.set_point_before_c);
}

TEST(SetPoint, hours_move_from_day_to_day_and_from_home_to_home) {
  const People people;
  const auto monday = day_of(people, true, date(2021, 12, 6), 1440);
  EXPECT_NE(monday, day_of(people, true, date(2021, 12, 7), 1440));
  EXPECT_NE(monday, day_of(people, true, date(2021, 12, 6), 1440, 2));
  EXPECT_EQ(monday, day_of(people, true, date(2021, 12, 6), 1440));
}

}  // namespace
}  // namespace hearthgrid::occupancy
