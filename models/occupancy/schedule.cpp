#include "models/occupancy/schedule.hpp"

#include <algorithm>

namespace hearthgrid::occupancy {
namespace {

constexpr int DAY_MINUTES = 1440;

int end_minute(const ScheduleDay& day, size_t row) {
  return row + 1 < day.rows.size() ? day.rows[row + 1].start_minute : DAY_MINUTES;
}

// The row that holds just before a minute of the day (1 to 1440).
size_t row_before(const ScheduleDay& day, int minute) {
  size_t row = 0;
  while (row + 1 < day.rows.size() && day.rows[row + 1].start_minute < minute) ++row;
  return row;
}

double set_point_before(const ScheduleDay& day, int minute, std::optional<double> ScheduleRow::*member, double none) {
  const size_t at = row_before(day, minute);
  const ScheduleRow& row = day.rows[at];
  if (!(row.*member)) return none;
  const double from = *(row.*member);
  if (!row.ramp || at + 1 >= day.rows.size()) return from;
  const double to = (day.rows[at + 1].*member).value_or(from);
  const double length = end_minute(day, at) - row.start_minute;
  return from + (to - from) * (minute - row.start_minute) / length;
}

double mean_between(const ScheduleDay& day, int first, int last, double ScheduleRow::*member) {
  double sum = 0.0;
  for (size_t i = 0; i < day.rows.size(); ++i) {
    const int overlap = std::min(last, end_minute(day, i)) - std::max(first, day.rows[i].start_minute);
    if (overlap > 0) sum += overlap * day.rows[i].*member;
  }
  return sum / (last - first);
}

}  // namespace

bool ScheduleDay::holds(DayKind kind, unsigned month) const {
  const bool wraps = first_month > last_month;
  const bool in_months =
      wraps ? month >= first_month || month <= last_month : month >= first_month && month <= last_month;
  return in_months && (kind == DayKind::workday ? workdays : restdays);
}

int Schedule::day_for(DayKind kind, unsigned month) const {
  for (size_t i = 0; i < days.size(); ++i) {
    if (days[i].holds(kind, month)) return static_cast<int>(i);
  }
  return -1;
}

ScheduleSteps steps_of(const ScheduleDay& day, int steps_per_day) {
  const int length = DAY_MINUTES / steps_per_day;
  ScheduleSteps steps;
  for (int k = 0; k < steps_per_day; ++k) {
    const int first = k * length, last = first + length;
    steps.heating_c.push_back(set_point_before(day, last, &ScheduleRow::heating_set_point_c, NO_HEATING_C));
    steps.cooling_c.push_back(set_point_before(day, last, &ScheduleRow::cooling_set_point_c, NO_COOLING_C));
    steps.gains_w.push_back(mean_between(day, first, last, &ScheduleRow::gains_w));
    steps.ventilation_m3h.push_back(mean_between(day, first, last, &ScheduleRow::ventilation_m3h));
  }
  return steps;
}

ScheduleByStep::ScheduleByStep(const Schedule& schedule, int steps_per_day)
    : mean_gains_w_(occupancy::mean_gains_w(schedule)) {
  for (const ScheduleDay& day : schedule.days) days_.push_back(steps_of(day, steps_per_day));
  for (int kind = 0; kind < DAY_KINDS; ++kind) {
    for (unsigned month = 1; month <= 12; ++month) {
      which_[kind][month - 1] = schedule.day_for(static_cast<DayKind>(kind), month);
    }
  }
}

const ScheduleSteps& ScheduleByStep::on(DayKind kind, std::chrono::sys_days date) const {
  const auto month = static_cast<unsigned>(std::chrono::year_month_day{date}.month());
  return days_.at(static_cast<size_t>(which_[static_cast<size_t>(kind)][month - 1]));
}

bool ScheduleByStep::ventilates() const {
  return std::any_of(days_.begin(), days_.end(), [](const ScheduleSteps& day) {
    return std::any_of(day.ventilation_m3h.begin(), day.ventilation_m3h.end(), [](double v) { return v > 0.0; });
  });
}

std::optional<double> mean_heating_set_point_c(const Schedule& schedule) {
  double sum = 0.0, minutes = 0.0;
  for (const ScheduleDay& day : schedule.days) {
    for (size_t i = 0; i < day.rows.size(); ++i) {
      if (!day.rows[i].heating_set_point_c) continue;
      const double length = end_minute(day, i) - day.rows[i].start_minute;
      sum += length * *day.rows[i].heating_set_point_c;
      minutes += length;
    }
  }
  if (minutes == 0.0) return std::nullopt;
  return sum / minutes;
}

double mean_gains_w(const Schedule& schedule) {
  double sum = 0.0;
  for (const ScheduleDay& day : schedule.days) sum += mean_between(day, 0, DAY_MINUTES, &ScheduleRow::gains_w);
  return schedule.days.empty() ? 0.0 : sum / static_cast<double>(schedule.days.size());
}

}  // namespace hearthgrid::occupancy
