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
// How far a heavy home's mean falls below what it is heated to in the hours without fire: assumed, about what part-time
// homes with heat pumps do (tests/validation/README.md).
constexpr double IDLE_FALL_K = 4.0;

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

Hours warm_hours(const People& people, bool part_time, DayKind kind, double wake, double sleep) {
  if (!part_time || kind == DayKind::festival) {
    return {{{wake, sleep}, {}}};
  }
  if (people.leaves_on_workdays && kind == DayKind::workday) {
    return {{{wake, std::max(wake, people.leave_minute)}, {std::min(people.return_minute, sleep), sleep}}};
  }
  return {{{wake, DAYTIME_ENDS_MINUTE}, {sleep - EVENING_HEATING_MINUTE, sleep}}};
}

// Minutes of each step in which nobody is at home: all of them, and those in the hours at full set point.
struct Absence {
  std::vector<double> all, warm;
};

// A spell of absence begins and ends up to half an hour from the hour, the same for all of a day's spells.
Absence absence(const DayOfHome& day, const Hours& warm, double shift_out, double shift_back, size_t steps) {
  Absence absent{std::vector<double>(steps, 0.0), std::vector<double>(steps, 0.0)};
  const double step_minutes = DAY_MINUTES / static_cast<double>(steps);
  const auto empty = [&](int hour) { return day.presence.awake[hour] + day.presence.asleep[hour] == 0; };
  for (int hour = 0; hour < HOURS;) {
    const int out = hour;
    while (hour < HOURS && empty(hour)) ++hour;
    const int back = hour++;
    if (back == out) continue;
    const Span spell{out > 0 ? 60.0 * out + shift_out : 0.0, back < HOURS ? 60.0 * back + shift_back : DAY_MINUTES};
    add_minutes(spell, 0.0, step_minutes, absent.all);
    for (const Span& span : warm) {
      for (const double midnight : {0.0, DAY_MINUTES}) {
        add_minutes({std::max(spell.from + midnight, span.from), std::min(spell.to + midnight, span.to)}, midnight,
                    step_minutes, absent.warm);
      }
    }
  }
  return absent;
}

// What a day asks for: its hours at full set point, and the draws behind them.
struct DayPlan {
  Hours hours;
  double warm_c, cool_c;
  std::array<uint32_t, 4> words;
};

DayPlan plan_day(const People& people, bool after_conversion, const DayOfHome& day, uint32_t seed, uint64_t name_hash) {
  DayPlan plan{};
  const bool festival = day.kind == DayKind::festival;
  plan.words = random_words(seed, Stream::presence, name_hash, static_cast<uint32_t>(day.number), 0);
  const double wake = people.wake_minute + JITTER_MINUTE * (2.0 * uniform(plan.words[0]) - 1.0);
  const double sleep = people.sleep_minute + JITTER_MINUTE * (2.0 * uniform(plan.words[1]) - 1.0) +
                       (festival ? FESTIVAL_LATER_MINUTE : 0);
  const bool part_time = heats_part_time(people, after_conversion);
  plan.hours = warm_hours(people, part_time, day.kind, wake, sleep);
  plan.warm_c = (after_conversion ? people.set_point_after_c : people.set_point_before_c) +
                (festival ? people.festival_warmer_k : 0.0);
  const double setback_k = after_conversion ? people.night_setback_after_k : people.night_setback_before_k;
  plan.cool_c = part_time ? std::min(people.off_set_point_c, plan.warm_c) : plan.warm_c - setback_k;
  return plan;
}

}  // namespace

bool heats_part_time(const People& people, bool after_conversion) {
  return people.pattern == HeatingPattern::part_time_part && (after_conversion || people.part_time_before);
}

void set_points(const People& people, bool after_conversion, const DayOfHome& day, uint32_t seed, uint64_t name_hash,
                int steps_per_day, std::span<double> out_c) {
  const auto [hours, warm_c, cool_c, words] = plan_day(people, after_conversion, day, seed, name_hash);
  const double step_minutes = DAY_MINUTES / steps_per_day;
  std::fill(out_c.begin(), out_c.end(), 0.0);
  for (const Span& span : hours) {
    add_minutes(span, 0.0, step_minutes, out_c);
    add_minutes(span, DAY_MINUTES, step_minutes, out_c);
  }
  to_set_points(cool_c, warm_c, step_minutes, out_c.size(), out_c.data());
  if (!people.switches_by_hand) return;
  const Absence absent =
      absence(day, hours, 60.0 * uniform(words[2]) - 30.0, 60.0 * uniform(words[3]) - 30.0, out_c.size());
  const double down_c = std::max(warm_c - people.hand_setback_k, std::min(people.off_set_point_c, cool_c));
  for (size_t k = 0; k < out_c.size(); ++k) {
    out_c[k] +=
        ((down_c - warm_c) * absent.warm[k] + (std::min(down_c, cool_c) - cool_c) * (absent.all[k] - absent.warm[k])) /
        step_minutes;
  }
}

double stove_target_c(const People& people, const DayOfHome& day, uint32_t seed, uint64_t name_hash) {
  const auto [hours, warm_c, cool_c, words] = plan_day(people, false, day, seed, name_hash);
  double warm_minutes = 0.0;
  for (const Span& span : hours) warm_minutes += std::max(0.0, span.to - span.from);
  const double idle_c = heats_part_time(people, false) ? std::max(cool_c, warm_c - IDLE_FALL_K) : cool_c;
  return idle_c + (warm_c - idle_c) * std::min(1.0, warm_minutes / DAY_MINUTES);
}

}  // namespace hearthgrid::occupancy
