#include "engine/io/schedule_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hearthgrid::io {
namespace {

using ::testing::HasSubstr;

const std::string HEADER = "schedule,days,time,heating_set_point_c,cooling_set_point_c,gains_w,ventilation_m3h,ramp\n";

std::string problems_of(const std::string& rows, const std::string& header = HEADER) {
  ProblemList problems;
  (void)read_schedules(header + rows, "schedules.csv", problems);
  std::string text;
  for (const Problem& problem : problems.all()) text += problem.text() + "\n";
  return text;
}

TEST(ScheduleFile, ReadsDaysInOrderAndFillsDefaults) {
  ProblemList problems;
  const auto schedules = read_schedules(HEADER +
                                            "school,workday,00:00,5,,0,,\n"
                                            "school,workday,06:30,5,,0,,yes\n"
                                            "school,workday,08:00,20,,2000,500,\n"
                                            "school,restday,00:00,5,,,,\n"
                                            "box,,00:00,20,27,200,,\n",
                                        "schedules.csv", problems);
  ASSERT_TRUE(problems.all().empty());
  ASSERT_EQ(schedules.size(), 2u);
  ASSERT_EQ(schedules[0].days.size(), 2u);
  const occupancy::ScheduleDay& work = schedules[0].days[0];
  EXPECT_TRUE(work.workdays);
  EXPECT_FALSE(work.restdays);
  ASSERT_EQ(work.rows.size(), 3u);
  EXPECT_EQ(work.rows[1].start_minute, 390);
  EXPECT_TRUE(work.rows[1].ramp);
  EXPECT_EQ(work.rows[2].heating_set_point_c, 20.0);
  EXPECT_FALSE(work.rows[2].cooling_set_point_c);
  EXPECT_EQ(work.rows[2].ventilation_m3h, 500.0);
  EXPECT_EQ(schedules[1].name, "box");
  EXPECT_EQ(schedules[1].days[0].last_month, 12u);
}

TEST(ScheduleFile, SaysWhatIsWrongAndWhere) {
  EXPECT_THAT(problems_of("a,all,24:00,20,,,,\n"), HasSubstr("schedules.csv:2:7: '24:00' is not a time of day"));
  EXPECT_THAT(problems_of("a,all,7:00,20,,,,\n"), HasSubstr("write HH:MM from 00:00 to 23:59"));
  EXPECT_THAT(problems_of("a,all,01:00,20,,,,\n"), HasSubstr("the day of schedule 'a' begins at 01:00"));
  EXPECT_THAT(problems_of("a,all,00:00,20,,,,\na,all,08:00,20,,,,\na,all,08:00,21,,,,\n"),
              HasSubstr("schedules.csv:4:7: 08:00 does not come after the row above it"));
  EXPECT_THAT(problems_of("a,all,00:00,28,27,,,\n"), HasSubstr("heats to 28 degC and cools to 27 degC"));
  EXPECT_THAT(problems_of("a,all,00:00,20,,,,true\n"), HasSubstr("has nothing to lead to"));
  EXPECT_THAT(problems_of("a,all,00:00,,,,,true\na,all,08:00,20,,,,\n"),
              HasSubstr("a ramp between a set point and none"));
  EXPECT_THAT(problems_of("a,workday,00:00,20,,,,\n"),
              HasSubstr("schedules.csv:2:1: schedule 'a' says nothing about rest days in month 1"));
  EXPECT_THAT(problems_of("a,all,00:00,20,,,,\na,workday,00:00,20,,,,\n"),
              HasSubstr("says more than one thing about work days in month 1"));
  EXPECT_THAT(
      problems_of("a,11,3,00:00,20\na,4,9,00:00,\n", "schedule,first_month,last_month,time,heating_set_point_c\n"),
      HasSubstr("says nothing about work days in month 10"));
  EXPECT_THAT(problems_of("a,sunday,00:00,20,,,,\n"), HasSubstr("days = 'sunday' is not one of the words allowed"));
}

}  // namespace
}  // namespace hearthgrid::io
