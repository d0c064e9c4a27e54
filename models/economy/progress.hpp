#pragma once
// Progress against targets by ten-day period (xun: from the 1st, the 11th and the 21st of a month), as the programmes
// report it.
//
// A village ahead of its plan does not make up for one that is behind: homes late are counted per village.

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace hearthgrid::economy {

using Day = std::chrono::sys_days;

/// The first day of the ten-day period that a day lies in.
[[nodiscard]] Day ten_day_begin(Day day);
/// First days of the periods from that of `first` to that of `last`, both included; none if last < first.
[[nodiscard]] std::vector<Day> ten_day_periods(Day first, Day last);

/// Homes of a village that are due, or begin to run, on a day.
struct Milestone {
  int village = 0;
  Day day{};
  int homes = 0;
};

/// What was reported: all homes of the village that run by the end of the day.
struct ProgressReport {
  int village = 0;
  Day day{};
  int homes = 0;
};

/// Reports as milestones: what each adds to the one before. Reports may stand in any order; where two are of one day,
/// the larger holds; numbers that fall (homes that dropped out) give negative homes.
[[nodiscard]] std::vector<Milestone> milestones_of(const std::vector<ProgressReport>& reports);

/// When each village is finished if works go through them in order, at an even pace of homes: the first day plus the
/// share of homes up to and including it of the days, rounded up. Days of villages without homes are the first day.
/// Throws std::invalid_argument if last < first.
[[nodiscard]] std::vector<Day> even_pace(std::span<const int> homes, Day first, Day last);

/// A village in one period.
struct PeriodProgress {
  int planned = 0;  ///< due in the period
  int done = 0;     ///< begin to run in it
  int late = 0;     ///< due by its end and not running, 0 if more run than are due
};

/// Of one village, per period: `periods` are as ten_day_periods gives them. What lies before the first counts towards
/// `late` but in no period. Later than `known_until` nothing is known: what was late then stays late.
[[nodiscard]] std::vector<PeriodProgress> progress_of(int village, std::span<const Milestone> plan,
                                                      std::span<const Milestone> done, std::span<const Day> periods,
                                                      std::optional<Day> known_until = {});

/// What a village's homes have waited, the one due first being the one that runs first.
struct Waiting {
  int64_t home_days = 0;  ///< days between due and running, sum of the homes that are late
  int longest_days = 0;   ///< of one home
};

/// Until the end of `until`, for homes that are due by then; those that do not run by then go on waiting. With negative
/// milestones the homes that run are those that are left.
[[nodiscard]] Waiting waiting_of(int village, std::span<const Milestone> plan, std::span<const Milestone> done,
                                 Day until);

/// Days of [first, last] that a home waits which was due on `due` and runs from `runs` on.
[[nodiscard]] int waiting_days(Day due, Day runs, Day first, Day last);

}  // namespace hearthgrid::economy
