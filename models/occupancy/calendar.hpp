#pragma once
// What kind of day it is: work day, rest day, or the weeks around the Chinese Spring Festival when absent people are
// home.

#include <chrono>
#include <optional>
#include <vector>

namespace hearthgrid::occupancy {

/// The three kinds of day that people's habits tell apart. A festival day is one whatever its weekday.
enum class DayKind { workday = 0, restday = 1, festival = 2 };
constexpr int DAY_KINDS = 3;

/// The festival's days: from the week of the "little new year" to the Lantern Festival (the 15th day of the first
/// month). Both counts are conventions of the calendar; that absent people are at home on all of them is assumed.
constexpr int FESTIVAL_DAYS_BEFORE = 7;
constexpr int FESTIVAL_DAYS_AFTER = 14;
/// How much later people go to bed on them (assumed).
constexpr int FESTIVAL_LATER_MINUTE = 60;

/// First day of the first month of the Chinese calendar, years 2000 to 2050 (rules of GB/T 33661-2017: the day, UTC+8,
/// of the new moon that opens the first month; the unit test recomputes every new moon by Meeus, Astronomical
/// Algorithms, chapter 49). Nothing outside these years.
[[nodiscard]] std::optional<std::chrono::sys_days> spring_festival(std::chrono::year year);

/// Days that are of a kind of their own: a public holiday, or a weekend that is worked.
struct Holiday {
  std::chrono::sys_days first_day{};
  int days = 1;
  DayKind kind = DayKind::restday;
};

/// What a scenario may change of the year.
struct Calendar {
  bool festival = true;                             ///< whether the Spring Festival is kept
  int festival_days_before = FESTIVAL_DAYS_BEFORE;  ///< at most 60
  int festival_days_after = FESTIVAL_DAYS_AFTER;
  std::vector<Holiday> holidays;  ///< before the Spring Festival and the weekday; of several the last one counts
};

/// Kind of a local day. Outside 2000 to 2050 no festival is known and only holidays and the weekday count.
[[nodiscard]] DayKind day_kind(std::chrono::sys_days day, const Calendar& calendar = {});

}  // namespace hearthgrid::occupancy
