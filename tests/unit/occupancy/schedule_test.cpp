#include "models/occupancy/schedule.hpp"

#include <gtest/gtest.h>

namespace hearthgrid::occupancy {
namespace {

using namespace std::chrono;

// ASHRAE 140 case 640: 10 degC at night, a ramp from 07:00 to 08:00, 20 degC until 23:00.
ScheduleDay setback() {
  ScheduleDay day;
  day.rows = {
      {.start_minute = 0, .heating_set_point_c = 10.0, .cooling_set_point_c = 27.0, .gains_w = 200.0},
      {.start_minute = 420, .heating_set_point_c = 10.0, .cooling_set_point_c = 27.0, .gains_w = 200.0, .ramp = true},
      {.start_minute = 480, .heating_set_point_c = 20.0, .cooling_set_point_c = 27.0, .gains_w = 200.0},
      {.start_minute = 1380, .heating_set_point_c = 10.0, .cooling_set_point_c = 27.0, .gains_w = 200.0}};
  return day;
}

TEST(Schedule, SetPointsAreThoseOfTheEndOfEachStep) {
  const ScheduleSteps steps = steps_of(setback(), 96);
  EXPECT_EQ(steps.heating_c[27], 10.0);         // ends at 07:00
  EXPECT_DOUBLE_EQ(steps.heating_c[28], 12.5);  // ends at 07:15
  EXPECT_DOUBLE_EQ(steps.heating_c[30], 17.5);  // ends at 07:45
  EXPECT_EQ(steps.heating_c[31], 20.0);         // ends at 08:00
  EXPECT_EQ(steps.heating_c[91], 20.0);         // ends at 23:00
  EXPECT_EQ(steps.heating_c[92], 10.0);         // ends at 23:15
  EXPECT_EQ(steps.heating_c[95], 10.0);         // ends at midnight
  for (const double c : steps.cooling_c) EXPECT_EQ(c, 27.0);
  const ScheduleSteps hours = steps_of(setback(), 24);
  EXPECT_EQ(hours.heating_c[6], 10.0);
  EXPECT_EQ(hours.heating_c[7], 20.0);  // the hour of the ramp ends at 20 degC
  const ScheduleSteps minutes = steps_of(setback(), 1440);
  EXPECT_DOUBLE_EQ(minutes.heating_c[420], 10.0 + 10.0 / 60.0);
}

TEST(Schedule, GainsAndFanAreMeansOverTheStep) {
  ScheduleDay day;
  day.rows = {{.start_minute = 0, .gains_w = 100.0, .ventilation_m3h = 1700.0},
              {.start_minute = 430, .gains_w = 400.0},
              {.start_minute = 440, .gains_w = 0.0, .ventilation_m3h = 60.0}};
  const ScheduleSteps hours = steps_of(day, 24);
  EXPECT_DOUBLE_EQ(hours.gains_w[7], (10.0 * 100.0 + 10.0 * 400.0) / 60.0);
  EXPECT_DOUBLE_EQ(hours.ventilation_m3h[7], (10.0 * 1700.0 + 40.0 * 60.0) / 60.0);
  double long_steps = 0.0, short_steps = 0.0;
  for (const double w : hours.gains_w) long_steps += w / 24.0;
  for (const double w : steps_of(day, 1440).gains_w) short_steps += w / 1440.0;
  EXPECT_NEAR(long_steps, short_steps, 1e-9);
  EXPECT_EQ(hours.heating_c[0], NO_HEATING_C);
  EXPECT_EQ(hours.cooling_c[0], NO_COOLING_C);
}

TEST(Schedule, HoldsByKindOfDayAndMonth) {
  ScheduleDay winter = setback(), week, weekend;
  winter.first_month = 11;
  winter.last_month = 3;
  week.first_month = weekend.first_month = 4;
  week.last_month = weekend.last_month = 10;
  week.restdays = weekend.workdays = false;
  week.rows = {{.start_minute = 0, .gains_w = 1.0}};
  weekend.rows = {{.start_minute = 0, .gains_w = 2.0}};
  const Schedule schedule{"seasons", {winter, week, weekend}};
  const ScheduleByStep steps(schedule, 24);
  EXPECT_EQ(steps.on(DayKind::workday, 2022y / 1 / 5).heating_c[12], 20.0);
  EXPECT_EQ(steps.on(DayKind::festival, 2022y / 2 / 1).heating_c[12], 20.0);
  EXPECT_EQ(steps.on(DayKind::workday, 2022y / 10 / 31).gains_w[0], 1.0);
  EXPECT_EQ(steps.on(DayKind::festival, 2022y / 10 / 31).gains_w[0], 2.0);  // a festival day is a rest day
  EXPECT_EQ(steps.on(DayKind::restday, 2022y / 11 / 1).gains_w[0], 200.0);
}

TEST(Schedule, MeansAreWeightedByTime) {
  const Schedule schedule{"setback", {setback()}};
  EXPECT_DOUBLE_EQ(*mean_heating_set_point_c(schedule), (9.0 * 10.0 + 15.0 * 20.0) / 24.0);  // the ramp as its start
  EXPECT_DOUBLE_EQ(mean_gains_w(schedule), 200.0);
  EXPECT_FALSE(mean_heating_set_point_c({"free", {ScheduleDay{.rows = {{.start_minute = 0}}}}}));
}

}  // namespace
}  // namespace hearthgrid::occupancy
