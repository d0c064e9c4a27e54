#include "models/occupancy/calendar.hpp"

#include <algorithm>
#include <array>

#include "engine/base/time_axis.hpp"

namespace hearthgrid::occupancy {
namespace {

constexpr int FIRST_YEAR = 2000;

struct MonthDay {
  unsigned month;
  unsigned day;
};

// 2000 to 2050, ten years a row.
constexpr std::array<MonthDay, 51> FESTIVALS = {{
    {2, 5},  {1, 24}, {2, 12}, {2, 1},  {1, 22}, {2, 9},  {1, 29}, {2, 18}, {2, 7},  {1, 26},  //
    {2, 14}, {2, 3},  {1, 23}, {2, 10}, {1, 31}, {2, 19}, {2, 8},  {1, 28}, {2, 16}, {2, 5},   //
    {1, 25}, {2, 12}, {2, 1},  {1, 22}, {2, 10}, {1, 29}, {2, 17}, {2, 6},  {1, 26}, {2, 13},  //
    {2, 3},  {1, 23}, {2, 11}, {1, 31}, {2, 19}, {2, 8},  {1, 28}, {2, 15}, {2, 4},  {1, 24},  //
    {2, 12}, {2, 1},  {1, 22}, {2, 10}, {1, 30}, {2, 17}, {2, 6},  {1, 26}, {2, 14}, {2, 2},   //
    {1, 23},
}};

}  // namespace

std::optional<std::chrono::sys_days> spring_festival(std::chrono::year year) {
  const int index = static_cast<int>(year) - FIRST_YEAR;
  if (index < 0 || index >= static_cast<int>(FESTIVALS.size())) {
    return std::nullopt;
  }
  const MonthDay date = FESTIVALS[static_cast<size_t>(index)];
  return std::chrono::sys_days{year / std::chrono::month{date.month} / std::chrono::day{date.day}};
}

DayKind day_kind(std::chrono::sys_days day, const Calendar& calendar) {
  const auto holds = [day](const Holiday& holiday) {
    const auto offset = (day - holiday.first_day).count();
    return offset >= 0 && offset < holiday.days;
  };
  const auto holiday = std::find_if(calendar.holidays.rbegin(), calendar.holidays.rend(), holds);
  if (holiday != calendar.holidays.rend()) return holiday->kind;
  const std::chrono::year_month_day date{day};
  for (const auto year : {date.year(), date.year() + std::chrono::years{1}}) {  // long before a festival is last year
    const auto festival = spring_festival(year);
    if (calendar.festival && festival) {
      const auto offset = (day - *festival).count();
      if (offset >= -calendar.festival_days_before && offset <= calendar.festival_days_after) return DayKind::festival;
    }
  }
  const int day_of_week = weekday(day);
  return day_of_week == 0 || day_of_week == 6 ? DayKind::restday : DayKind::workday;
}

}  // namespace hearthgrid::occupancy
