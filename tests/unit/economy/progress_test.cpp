#include "models/economy/progress.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <stdexcept>

namespace hearthgrid::economy {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using testing::ElementsAre;

Day day(int year, unsigned month, unsigned of_month) {
  return Day{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(of_month)};
}

TEST(TenDayPeriods, BeginOnTheFirstEleventhAndTwentyFirst) {
  EXPECT_EQ(ten_day_begin(day(2021, 7, 20)), day(2021, 7, 11));
  EXPECT_EQ(ten_day_begin(day(2021, 10, 31)), day(2021, 10, 21));
  EXPECT_EQ(ten_day_begin(day(2021, 2, 1)), day(2021, 2, 1));
  EXPECT_THAT(ten_day_periods(day(2021, 12, 15), day(2022, 1, 11)),
              ElementsAre(day(2021, 12, 11), day(2021, 12, 21), day(2022, 1, 1), day(2022, 1, 11)));
  EXPECT_TRUE(ten_day_periods(day(2021, 12, 15), day(2021, 12, 14)).empty());
  // Programme B: works of 20 July to 15 October are reported in ten periods.
  EXPECT_EQ(ten_day_periods(day(2021, 7, 20), day(2021, 10, 15)).size(), 10U);
}

// 100, 0, 200 and 100 homes in 40 days: a quarter, three quarters, all of it.
TEST(EvenPace, GoesVillageByVillage) {
  const std::vector<int> homes = {100, 0, 200, 100};
  const Day first = day(2021, 7, 20);
  EXPECT_THAT(even_pace(homes, first, first + days{40}),
              ElementsAre(first + days{10}, first, first + days{30}, first + days{40}));
  EXPECT_EQ(even_pace(std::vector<int>{3}, first, first)[0], first);
  EXPECT_THROW((void)even_pace(homes, first, first - days{1}), std::invalid_argument);
}

TEST(Milestones, AreWhatReportsAdd) {
  const auto steps = milestones_of({{1, day(2021, 8, 20), 30},
                                    {0, day(2021, 8, 10), 5},
                                    {1, day(2021, 8, 10), 10},
                                    {1, day(2021, 8, 31), 28},
                                    {1, day(2021, 8, 10), 12}});
  ASSERT_EQ(steps.size(), 4U);
  EXPECT_EQ(steps[0].homes, 5);
  EXPECT_EQ(steps[1].homes, 12);
  EXPECT_EQ(steps[2].homes, 18);
  EXPECT_EQ(steps[3].homes, -2);  // two dropped out
}

// 40 homes due on 15 August and 60 on 25 August; 30 run from 18 August, 50 more from 2 September, nothing after.
TEST(Progress, IsTheHandValue) {
  const std::vector<Milestone> plan = {{0, day(2021, 8, 15), 40}, {0, day(2021, 8, 25), 60}, {1, day(2021, 8, 1), 9}};
  const std::vector<Milestone> done = {{0, day(2021, 8, 18), 30}, {0, day(2021, 9, 2), 50}, {1, day(2021, 8, 2), 9}};
  const auto periods = ten_day_periods(day(2021, 8, 11), day(2021, 9, 11));
  std::vector<int> planned, finished, late;
  for (const PeriodProgress& p : progress_of(0, plan, done, periods)) {
    planned.push_back(p.planned);
    finished.push_back(p.done);
    late.push_back(p.late);
  }
  EXPECT_THAT(planned, ElementsAre(40, 60, 0, 0));
  EXPECT_THAT(finished, ElementsAre(30, 0, 50, 0));
  EXPECT_THAT(late, ElementsAre(10, 70, 20, 20));
  // Reported until 20 August: what is due later is not late yet.
  EXPECT_EQ(progress_of(0, plan, {done.begin(), done.begin() + 1}, periods, day(2021, 8, 20)).back().late, 10);
}

TEST(Progress, AVillageAheadIsNotLate) {
  const std::vector<Milestone> plan = {{0, day(2021, 8, 15), 40}}, done = {{0, day(2021, 8, 1), 40}};
  const auto rows = progress_of(0, plan, done, ten_day_periods(day(2021, 8, 1), day(2021, 8, 20)));
  EXPECT_EQ(rows[0].late, 0);
  EXPECT_EQ(rows[1].late, 0);
}

// 40 homes due on 15 August and 60 on 25 August; 30 run from 18 August, 50 more from 2 September.
TEST(Waiting, IsTheHandValue) {
  const std::vector<Milestone> plan = {{0, day(2021, 8, 15), 40}, {0, day(2021, 8, 25), 60}, {1, day(2021, 8, 1), 9}};
  const std::vector<Milestone> done = {{0, day(2021, 8, 18), 30}, {0, day(2021, 9, 2), 50}};
  // Until 5 September: 30 wait 3 days, 10 of the first wait 18, 40 of the second 8, and 20 are left: 12 days.
  const Waiting waiting = waiting_of(0, plan, done, day(2021, 9, 5));
  EXPECT_EQ(waiting.home_days, 30 * 3 + 10 * 18 + 40 * 8 + 20 * 12);
  EXPECT_EQ(waiting.longest_days, 18);
  // Until 20 August 10 homes have waited six days, what is due later does not count.
  const Waiting early = waiting_of(0, plan, done, day(2021, 8, 20));
  EXPECT_EQ(early.home_days, 30 * 3 + 10 * 6);
  EXPECT_EQ(early.longest_days, 6);
  EXPECT_EQ(waiting_of(0, plan, done, day(2021, 8, 14)).home_days, 0);
}

TEST(Waiting, NobodyWaitsInAVillageAheadOfItsPlan) {
  const std::vector<Milestone> plan = {{0, day(2021, 8, 15), 40}, {0, day(2021, 8, 25), 10}};
  const Waiting waiting = waiting_of(0, plan, std::vector<Milestone>{{0, day(2021, 8, 1), 60}}, day(2021, 12, 1));
  EXPECT_EQ(waiting.home_days, 0);
  EXPECT_EQ(waiting.longest_days, 0);
}

// Home by home: the one due first takes the heater that comes first.
RC_GTEST_PROP(Waiting, IsThatOfHomesInTheirOrder, ()) {
  const Day first = day(2021, 7, 20);
  std::vector<Day> due, runs;
  std::vector<Milestone> plan, done;
  for (int i = *rc::gen::inRange(0, 12); i > 0; --i) {
    const Milestone planned{0, first + days{*rc::gen::inRange(0, 60)}, *rc::gen::inRange(0, 6)};
    const Milestone ready{0, first + days{*rc::gen::inRange(0, 90)}, *rc::gen::inRange(0, 6)};
    plan.push_back(planned);
    done.push_back(ready);
    due.insert(due.end(), static_cast<size_t>(planned.homes), planned.day);
    runs.insert(runs.end(), static_cast<size_t>(ready.homes), ready.day);
  }
  std::sort(due.begin(), due.end());
  std::sort(runs.begin(), runs.end());
  const Day until = first + days{*rc::gen::inRange(0, 100)};
  int64_t home_days = 0;
  int longest = 0;
  for (size_t i = 0; i < due.size(); ++i) {
    const Day end = std::min(i < runs.size() ? runs[i] : until + days{1}, until + days{1});
    const int wait = std::max(0, static_cast<int>((end - due[i]).count()));
    home_days += wait;
    longest = std::max(longest, wait);
  }
  const Waiting waiting = waiting_of(0, plan, done, until);
  RC_ASSERT(waiting.home_days == home_days);
  RC_ASSERT(waiting.longest_days == longest);
}

TEST(WaitingDays, AreThoseOfTheSeason) {
  const Day first = day(2021, 11, 1), last = day(2022, 3, 31);  // 151 days
  EXPECT_EQ(waiting_days(day(2021, 10, 1), day(2021, 11, 11), first, last), 10);
  EXPECT_EQ(waiting_days(day(2021, 10, 1), day(2021, 10, 20), first, last), 0);
  EXPECT_EQ(waiting_days(day(2021, 10, 1), day(2023, 1, 1), first, last), 151);
  EXPECT_EQ(waiting_days(day(2021, 12, 1), day(2021, 12, 31), first, last), 30);
  EXPECT_EQ(waiting_days(day(2022, 6, 1), day(2022, 7, 1), first, last), 0);
}

RC_GTEST_PROP(Progress, AddsUpToThePlanAndWhatIsDone, ()) {
  const Day first = day(2021, 7, 20);
  std::vector<Milestone> plan, done;
  int planned = 0, finished = 0;
  for (int i = *rc::gen::inRange(0, 20); i > 0; --i) {
    plan.push_back({*rc::gen::inRange(0, 3), first + days{*rc::gen::inRange(0, 100)}, *rc::gen::inRange(0, 50)});
    done.push_back({plan.back().village, plan.back().day + days{*rc::gen::inRange(0, 60)}, plan.back().homes});
    planned += plan.back().homes;
    finished += done.back().homes;
  }
  const auto periods = ten_day_periods(first, first + days{200});
  for (int village = 0; village < 3; ++village) {
    const auto rows = progress_of(village, plan, done, periods);
    int owed = 0;
    for (const PeriodProgress& row : rows) {
      planned -= row.planned;
      finished -= row.done;
      owed += row.planned - row.done;
      RC_ASSERT(row.late == owed);  // nothing is done before it is due here
    }
    RC_ASSERT(rows.back().late == 0);
  }
  RC_ASSERT(planned == 0 && finished == 0);
}

// Every village is finished within the works, in order; the last on the last day.
RC_GTEST_PROP(EvenPace, EndsWithTheWorks, ()) {
  const auto homes = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 500)));
  const Day first = day(2021, 7, 20), last = first + days{*rc::gen::inRange(0, 120)};
  const auto due = even_pace(homes, first, last);
  RC_ASSERT(std::is_sorted(due.begin(), due.end()));
  RC_ASSERT(due.front() >= first);
  RC_ASSERT(due.back() == last);
}

}  // namespace
}  // namespace hearthgrid::economy
