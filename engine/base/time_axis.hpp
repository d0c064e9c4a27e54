#pragma once
// The steps of a season in local civil time: a fixed offset from UTC, no daylight saving (China keeps none).

#include <chrono>
#include <cstdint>
#include <string>

namespace hearthgrid {

/// Steps of a season, warm-up first. Step k covers [start_minute(k), start_minute(k) + step_minutes) and is labelled by
/// its start. Minutes count from 1970-01-01 00:00 local time, so that random streams never depend on where a run
/// begins.
struct TimeAxis {
  std::chrono::sys_days first_day{};  ///< first day of the season, local
  int season_days = 0;                ///< days of the season; the last day is included
  int warm_up_days = 7;               ///< days simulated before the season and left out of every result
  int step_minutes = 15;              ///< divides a day
  double utc_offset_h = 8.0;

  [[nodiscard]] int steps_per_day() const { return 24 * 60 / step_minutes; }
  [[nodiscard]] int days() const { return warm_up_days + season_days; }
  [[nodiscard]] int steps() const { return days() * steps_per_day(); }
  [[nodiscard]] int warm_up_steps() const { return warm_up_days * steps_per_day(); }
  [[nodiscard]] int season_steps() const { return season_days * steps_per_day(); }
  [[nodiscard]] double step_seconds() const { return 60.0 * step_minutes; }
  [[nodiscard]] double step_hours() const { return step_minutes / 60.0; }
  /// Local minutes since 1970-01-01 of the start of step k, counted from the first warm-up step.
  [[nodiscard]] int64_t start_minute(int step) const { return day_number(0) * 1440 + int64_t{step} * step_minutes; }
  /// Days since 1970-01-01 of day d, counted from the first warm-up day.
  [[nodiscard]] int64_t day_number(int day) const { return first_day.time_since_epoch().count() - warm_up_days + day; }
  [[nodiscard]] std::chrono::sys_days date(int day) const { return first_day + std::chrono::days{day - warm_up_days}; }
};

/// "2021-11-15"
[[nodiscard]] std::string to_text(std::chrono::sys_days day);
/// Day of the year, 1 January = 1.
[[nodiscard]] int day_of_year(std::chrono::sys_days day);
/// 0 = Sunday ... 6 = Saturday.
[[nodiscard]] int weekday(std::chrono::sys_days day);

}  // namespace hearthgrid
