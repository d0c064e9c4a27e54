#include "models/occupancy/gains.hpp"

#include <algorithm>
#include <array>

namespace hearthgrid::occupancy {
namespace {

constexpr double AWAKE_W = 85.0;
constexpr double ASLEEP_W = 65.0;

// By hour of the day: share of residents at home, and share of those who sleep (assumed).
constexpr std::array<double, 24> HOME_WORKDAY = {1,   1,   1,   1,   1,   1,   1,   .95, .80, .70, .68, .75,
                                                 .85, .80, .70, .68, .75, .90, .97, 1,   1,   1,   1,   1};
constexpr std::array<double, 24> HOME_RESTDAY = {1,   1,   1,   1,   1,   1,   1,   .98, .90, .82, .80, .88,
                                                 .95, .90, .82, .80, .86, .95, .98, 1,   1,   1,   1,   1};
constexpr std::array<double, 24> ASLEEP = {1,  1,   1, 1, 1, .85, .45, .1, 0,   0,  0,   0,
                                           .1, .15, 0, 0, 0, 0,   0,   0,  .05, .3, .75, .95};

double hour_w(size_t hour, DayKind kind) {
  const double home = kind == DayKind::workday ? HOME_WORKDAY[hour] : HOME_RESTDAY[hour];
  return home * (ASLEEP_W * ASLEEP[hour] + AWAKE_W * (1.0 - ASLEEP[hour]));
}

}  // namespace

double metabolic_w(int step_of_day, int steps_per_day, DayKind kind) {
  const int step_minutes = 1440 / steps_per_day;
  const int begin = step_of_day * step_minutes;
  const int end = begin + step_minutes;
  double watt_minutes = 0.0;
  for (int minute = begin; minute < end;) {
    const int next = std::min(end, (minute / 60 + 1) * 60);
    watt_minutes += hour_w(static_cast<size_t>(minute / 60), kind) * (next - minute);
    minute = next;
  }
  return watt_minutes / step_minutes;
}

}  // namespace hearthgrid::occupancy
