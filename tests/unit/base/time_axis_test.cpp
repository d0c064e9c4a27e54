// The steps of a season: hand-counted days and minutes across year ends, leap years and step lengths.
#include "engine/base/time_axis.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace hearthgrid {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year;

sys_days day(int y, unsigned m, unsigned d) {
  return year{y} / std::chrono::month{m} / std::chrono::day{d};
}

TimeAxis winter(int step_minutes) {
  TimeAxis axis;
  axis.first_day = day(2023, 11, 1);
  axis.season_days = 152;  // to 31 March 2024: 30 + 31 + 31 + 29 + 31
  axis.step_minutes = step_minutes;
  return axis;
}

TEST(TimeAxis, CountsStepsOfEveryLength) {
  for (const auto& [minutes, per_day] : {std::pair{1, 1440}, {15, 96}, {60, 24}}) {
    const TimeAxis axis = winter(minutes);
    EXPECT_EQ(axis.steps_per_day(), per_day);
    EXPECT_EQ(axis.days(), 159);
    EXPECT_EQ(axis.steps(), 159 * per_day);
    EXPECT_EQ(axis.warm_up_steps(), 7 * per_day);
    EXPECT_EQ(axis.season_steps(), 152 * per_day);
    EXPECT_DOUBLE_EQ(axis.step_seconds() * per_day, 86400.0);
    EXPECT_DOUBLE_EQ(axis.step_hours() * per_day, 24.0);
  }
}

TEST(TimeAxis, WarmUpComesBeforeTheFirstDay) {
  const TimeAxis axis = winter(15);
  EXPECT_EQ(axis.date(0), day(2023, 10, 25));
  EXPECT_EQ(axis.date(7), axis.first_day);
  EXPECT_EQ(axis.day_number(7), 19662);  // date -u -d 2023-11-01 +%s is 1698796800, over 86400
  EXPECT_EQ(axis.start_minute(7 * 96), 19662 * 1440);
  EXPECT_EQ(axis.start_minute(0), (19662 - 7) * 1440);
}

TEST(TimeAxis, GoesOverTheYearEndAndThroughALeapDay) {
  const TimeAxis axis = winter(60);
  EXPECT_EQ(axis.date(7 + 60), day(2023, 12, 31));
  EXPECT_EQ(axis.date(7 + 61), day(2024, 1, 1));
  EXPECT_EQ(axis.date(7 + 61 + 59), day(2024, 2, 29));
  EXPECT_EQ(axis.date(7 + 151), day(2024, 3, 31));
  // The last hour of the old year ends where the new one begins.
  EXPECT_EQ(axis.start_minute((7 + 61) * 24 - 1) + 60, axis.day_number(7 + 61) * 1440);
}

TEST(TimeAxis, NamesDays) {
  EXPECT_EQ(to_text(day(2021, 11, 5)), "2021-11-05");
  EXPECT_EQ(to_text(day(2024, 2, 28) + days{1}), "2024-02-29");
  EXPECT_EQ(to_text(day(2023, 2, 28) + days{1}), "2023-03-01");
  EXPECT_EQ(to_text(day(999, 1, 1)), "0999-01-01");
}

TEST(TimeAxis, KnowsDayOfYearAndWeekday) {
  EXPECT_EQ(day_of_year(day(2023, 1, 1)), 1);
  EXPECT_EQ(day_of_year(day(2023, 12, 31)), 365);
  EXPECT_EQ(day_of_year(day(2024, 12, 31)), 366);
  EXPECT_EQ(day_of_year(day(2024, 3, 1)), 61);
  EXPECT_EQ(day_of_year(day(1900, 12, 31)), 365);  // a hundredth year is no leap year
  EXPECT_EQ(day_of_year(day(2000, 12, 31)), 366);  // a four-hundredth is
  EXPECT_EQ(weekday(day(1970, 1, 1)), 4);          // a Thursday
  EXPECT_EQ(weekday(day(2024, 2, 10)), 6);         // Spring Festival 2024, a Saturday
  EXPECT_EQ(weekday(day(2024, 2, 11)), 0);
}

RC_GTEST_PROP(TimeAxis, StepsAreContiguousAndFindTheirDay, ()) {
  TimeAxis axis;
  axis.first_day = sys_days{days{*rc::gen::inRange(0, 40000)}};
  axis.season_days = *rc::gen::inRange(1, 400);
  axis.warm_up_days = *rc::gen::inRange(0, 30);
  axis.step_minutes = *rc::gen::element(1, 5, 10, 15, 30, 60);
  const int step = *rc::gen::inRange(0, axis.steps());
  RC_ASSERT(axis.start_minute(step + 1) - axis.start_minute(step) == axis.step_minutes);
  const int of_day = step / axis.steps_per_day();
  const int64_t into_day = axis.start_minute(step) - axis.day_number(of_day) * 1440;
  RC_ASSERT(into_day >= 0 && into_day < 1440);
  RC_ASSERT(axis.date(of_day).time_since_epoch().count() == axis.day_number(of_day));
  RC_ASSERT(weekday(axis.date(of_day)) == (axis.day_number(of_day) % 7 + 7 + 4) % 7);  // days before 1970 are negative
}

}  // namespace
}  // namespace hearthgrid
