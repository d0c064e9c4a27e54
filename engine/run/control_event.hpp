#pragma once
// What reaches homes from outside on some hours: set points shifted, heaters kept off, power cut, by the clock, by the
// tariff or once. Who takes part and how long a heater takes to come back is drawn by the home's name.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/time_axis.hpp"
#include "engine/run/population.hpp"
#include "models/economy/tariff.hpp"
#include "models/heater/technology.hpp"

namespace hearthgrid::run {

enum class EventKind {
  set_point,  ///< set points move by shift_k, the water's by boost_k
  block,      ///< heaters are kept off
  outage,     ///< nothing in the home has power
};

/// Local minutes since 1970-01-01.
struct Occurrence {
  int64_t begin = 0, end = 0;
};

struct ControlEvent {
  EventKind kind = EventKind::set_point;
  std::vector<Occurrence> times;  ///< ascending, apart
  double shift_k = 0.0;
  double boost_k = 0.0;  ///< of the supply temperature (a storage heater's core), all homes with the technologies
  double restart_delay_min = 0.0, restart_spread_min = 0.0;  ///< after block and outage: delay + spread * uniform
  double share = 1.0;                                        ///< of the homes, by name
  std::vector<bool> villages, technologies;                  ///< by index: whether they are meant
  uint32_t number = 0;                                       ///< of the event, for its draws
};

/// What a home makes of one control on one day, in minutes of that day; empty spans where it is not touched.
struct ControlSpan {
  double begin_minute = 0.0, end_minute = 0.0;
};

/// Whether a home takes part.
[[nodiscard]] bool takes_part(const ControlEvent& control, const Household& home, int technology, uint32_t seed);

/// The spans of a day (days since 1970-01-01) in which a control holds for a home, its restart included. At most a few.
void spans_of(const ControlEvent& control, const Household& home, int64_t day_number, uint32_t seed,
              std::vector<ControlSpan>& spans);

/// The share of each step of a day in which a village has power; empty where it has all day.
[[nodiscard]] std::vector<double> powered_steps(const std::vector<ControlEvent>& controls, int village,
                                                int64_t day_number, int steps_per_day);

/// Calls use(step, share of the step) for the steps of a day that a span covers.
template <class Use>
void for_steps(const ControlSpan& span, int steps_per_day, Use use) {
  const double per_minute = steps_per_day / 1440.0;
  const double from = span.begin_minute * per_minute, to = span.end_minute * per_minute;
  for (int k = static_cast<int>(from); k < to; ++k) {
    const double begin = from > k ? from : k, end = to < k + 1.0 ? to : k + 1.0;
    use(k, end - begin);
  }
}

struct Scenario;

/// The scenario's [[control]]. Problems: unknown villages or technologies, hours that do not fit, days outside the
/// season, a boost for some homes only, keys without effect.
[[nodiscard]] std::vector<ControlEvent> read_controls(const Scenario& scenario, ProblemList& problems);

/// How much the supply temperature of a technology is raised at each step of an axis [K]; empty = never.
[[nodiscard]] std::vector<double> supply_boost_k(const std::vector<ControlEvent>& controls, int technology,
                                                 const TimeAxis& axis);

}  // namespace hearthgrid::run
