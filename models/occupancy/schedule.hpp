#pragma once
// What a home is told to do by the clock: set points, gains and a fan, as a table and not as people would have it. For
// test cases of standards, for schools and offices, and for homes that were measured.

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "models/occupancy/calendar.hpp"

namespace hearthgrid::occupancy {

constexpr double NO_HEATING_C = -90.0;  ///< set point of a home that is not heated: no home gets as cold
constexpr double NO_COOLING_C = 200.0;  ///< set point of a home that is not cooled: no home gets as warm

/// What holds from a time of day until the next row's, or until midnight.
struct ScheduleRow {
  int start_minute = 0;                            ///< local, after midnight
  std::optional<double> heating_set_point_c = {};  ///< none = not heated
  std::optional<double> cooling_set_point_c = {};  ///< none = not cooled
  double gains_w = 0.0;                            ///< sensible heat of people and appliances
  double ventilation_m3h = 0.0;                    ///< outdoor air by a fan, beside the home's air change
  bool ramp = false;                               ///< the set points move in a line to the next row's
};

/// The rows of a day, on the days and in the months that it holds for. The first row begins at midnight, the others
/// follow in time; the last has no ramp.
struct ScheduleDay {
  bool workdays = true, restdays = true;      ///< festival days are rest days
  unsigned first_month = 1, last_month = 12;  ///< both included; 11 to 3 runs across the year's end
  std::vector<ScheduleRow> rows;

  [[nodiscard]] bool holds(DayKind kind, unsigned month) const;
};

/// Exactly one day holds for each kind of day in each month.
struct Schedule {
  std::string name;
  std::vector<ScheduleDay> days;

  /// The index into `days` of what holds; -1 if nothing does.
  [[nodiscard]] int day_for(DayKind kind, unsigned month) const;
};

/// One day of a schedule by the step.
struct ScheduleSteps {
  std::vector<double> heating_c;        ///< at the end of each step; NO_HEATING_C where there is none
  std::vector<double> cooling_c;        ///< at the end of each step; NO_COOLING_C where there is none
  std::vector<double> gains_w;          ///< mean over each step
  std::vector<double> ventilation_m3h;  ///< mean over each step
};

/// Lays a day out over steps. The set points are those that hold up to the end of each step: a step that ends at 07:00
/// still has the night's, as ASHRAE Standard 140 asks of case 640 (on the ramp from 07:00 to 08:00 each step's end
/// meets it). `steps_per_day` divides 1440.
[[nodiscard]] ScheduleSteps steps_of(const ScheduleDay& day, int steps_per_day);

/// A schedule laid out over the steps of a run.
class ScheduleByStep {
 public:
  ScheduleByStep(const Schedule& schedule, int steps_per_day);
  [[nodiscard]] const ScheduleSteps& on(DayKind kind, std::chrono::sys_days date) const;
  [[nodiscard]] bool ventilates() const;  ///< whether a fan ever runs
  [[nodiscard]] double mean_gains_w() const { return mean_gains_w_; }

 private:
  double mean_gains_w_;
  std::vector<ScheduleSteps> days_;                   // as Schedule::days
  std::array<std::array<int, 12>, DAY_KINDS> which_;  // by kind and month
};

/// Mean over the schedule's days, without weights, of the set points where it heats [degC]; nothing if it never does.
[[nodiscard]] std::optional<double> mean_heating_set_point_c(const Schedule& schedule);
/// Mean gains over the schedule's days, without weights [W].
[[nodiscard]] double mean_gains_w(const Schedule& schedule);

}  // namespace hearthgrid::occupancy
