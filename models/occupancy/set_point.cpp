#include "models/occupancy/set_point.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "engine/base/random.hpp"
#include "engine/base/vector_clones.hpp"
#include "models/occupancy/calendar.hpp"

namespace hearthgrid::occupancy {
namespace {

constexpr double JITTER_MINUTE = 20.0;
constexpr double EVENING_HEATING_MINUTE = 120.0;  // survey: 1 to 2 h before sleep
constexpr double DAYTIME_ENDS_MINUTE = 870.0;     // part-time living room: until the sun has warmed it, 14:30 (assumed)
constexpr double DAY_MINUTES = 1440.0;

struct Span {
  double from = 0.0;
  double to = 0.0;
};

// The hours at full set point; an end past midnight is carried to the start of the same day.
using Hours = std::array<Span, 2>;

double overlap(const Span& a, double from, double to) {
  return std::max(0.0, std::min(a.to, to) - std::max(a.from, from));
}

// Adds to each step the minutes of it that a span covers on the day that begins at `midnight`: at its two ends in part,
// between them all.
void add_minutes(const Span& span, double midnight, double step_minutes, std::span<double> minutes) {
  const double steps = static_cast<double>(minutes.size());
  const auto first = static_cast<size_t>(std::clamp(std::floor((span.from - midnight) / step_minutes), 0.0, steps));
  const auto last = static_cast<size_t>(std::clamp(std::ceil((span.to - midnight) / step_minutes), 0.0, steps));
  if (first >= last) return;
  const auto add_end = [&](size_t k) {
    const double from = static_cast<double>(k) * step_minutes;
    minutes[k] += overlap(span, from + midnight, from + step_minutes + midnight);
  };
  add_end(first);
  for (size_t k = first + 1; k + 1 < last; ++k) minutes[k] += step_minutes;
  if (last - first > 1) add_end(last - 1);
}

// From minutes at full set point to degC.
HEARTHGRID_VECTOR_CLONES void to_set_points(double cool_c, double warm_c, double step_minutes, size_t steps,
                                            double* out) {
  for (size_t k = 0; k < steps; ++k) out[k] = cool_c + (warm_c - cool_c) * (out[k] / step_minutes);
}

Hours warm_hours(const People& people, DayKind kind, double wake, double sleep) {
  if (people.pattern != HeatingPattern::part_time_part || kind == DayKind::festival) {
    return {{{wake, sleep}, {}}};
  }
  if (people.leaves_on_workdays && kind == DayKind::workday) {
    return {{{wake, std::max(wake, people.leave_minute)}, {std::min(people.return_minute, sleep), sleep}}};
  }
  return {{{wake, DAYTIME_ENDS_MINUTE}, {sleep - EVENING_HEATING_MINUTE, sleep}}};
}

// Takes from `minutes` of full set point those of the hours in which nobody is at home, and returns them by step. A
// spell of absence begins and ends up to half an hour from the hour, the same for all of a day's spells.
std::vector<double> take_absence(const DayOfHome& day, const Hours& warm, double shift_out, double shift_back,
                                 std::span<double> minutes) {
  std::vector<double> absent(minutes.size(), 0.0);
  const double step_minutes = DAY_MINUTES / static_cast<double>(minutes.size());
  const auto empty = [&](int hour) { return day.presence.awake[hour] + day.presence.asleep[hour] == 0; };
  for (int hour = 0; hour < HOURS;) {
    const int out = hour;
    while (hour < HOURS && empty(hour)) ++hour;
    const int back = hour++;
    if (back == out) continue;
    const Span spell{out > 0 ? 60.0 * out + shift_out : 0.0, back < HOURS ? 60.0 * back + shift_back : DAY_MINUTES};
    for (const Span& span : warm) {
      for (const double midnight : {0.0, DAY_MINUTES}) {
        add_minutes({std::max(spell.from + midnight, span.from), std::min(spell.to + midnight, span.to)}, midnight,
                    step_minutes, absent);
      }
    }
  }
  for (size_t k = 0; k < minutes.size(); ++k) minutes[k] -= absent[k];
  return absent;
}

}  // namespace

void set_points(const People& people, bool after_conversion, const DayOfHome& day, uint32_t seed, uint64_t name_hash,
                int steps_per_day, std::span<double> out_c) {
  const DayKind kind = day.kind;
  const auto words = random_words(seed, Stream::presence, name_hash, static_cast<uint32_t>(day.number), 0);
  const double wake = people.wake_minute + JITTER_MINUTE * (2.0 * uniform(words[0]) - 1.0);
  const double sleep = people.sleep_minute + JITTER_MINUTE * (2.0 * uniform(words[1]) - 1.0) +
                       (kind == DayKind::festival ? FESTIVAL_LATER_MINUTE : 0);
  const Hours hours = warm_hours(people, kind, wake, sleep);

  const double warm_c = after_conversion ? people.set_point_after_c : people.set_point_before_c;
  const double setback_k = after_conversion ? people.night_setback_after_k : people.night_setback_before_k;
  const double cool_c =
      people.pattern == HeatingPattern::part_time_part ? std::min(people.off_set_point_c, warm_c) : warm_c - setback_k;
  const double step_minutes = DAY_MINUTES / steps_per_day;
  std::fill(out_c.begin(), out_c.end(), 0.0);
  for (const Span& span : hours) {
    add_minutes(span, 0.0, step_minutes, out_c);
    add_minutes(span, DAY_MINUTES, step_minutes, out_c);
  }
  std::vector<double> absent;
  if (people.switches_by_hand)
    absent = take_absence(day, hours, 60.0 * uniform(words[2]) - 30.0, 60.0 * uniform(words[3]) - 30.0, out_c);
  to_set_points(cool_c, warm_c, step_minutes, out_c.size(), out_c.data());
  const double turned_down_k = std::max(0.0, warm_c - people.hand_setback_k - cool_c);
  for (size_t k = 0; k < absent.size(); ++k) out_c[k] += turned_down_k * absent[k] / step_minutes;
}

}  // namespace hearthgrid::occupancy
