#pragma once
// From the people of a home to one lane of the base load: its appliances, its hours, and the scale that brings its mean
// to its yearly kWh. The mean is exact, not sampled: the expectation of the load is linear in the traits of the home.

#include <chrono>
#include <cstdint>

#include "models/occupancy/base_load.hpp"
#include "models/occupancy/base_load_shape.hpp"
#include "models/occupancy/people.hpp"

namespace hearthgrid::occupancy {

/// What the events of many days come to on average, by kind of day: all that a home's yearly mean needs.
struct MeanUse {
  double level = 0.0;                    ///< mean of DayShape::level
  double hours[EVENTS][DAY_KINDS] = {};  ///< mean of level * probability * mean duration [h/day]
  double times[EVENTS][DAY_KINDS] = {};  ///< mean of level * probability [1/day]
  EventDay events[EVENTS] = {};          ///< appliance, anchor, stretch and the like, the same on all days
};

/// Mean of `days` days from `first`; a year of 365 days by default. Take the first day of the July before the season,
/// so that the year holds the season and one Spring Festival.
[[nodiscard]] MeanUse mean_use(std::chrono::sys_days first, const SiteInputs& site, int days = 365);

/// Fills lane `lane` with the home's appliances (Stream::people, draws 64 and up), hours and scale.
/// Homes share no appliance's size: watts, the refrigerator's cycle and the hours are each drawn.
void set_lane(BaseLoadLanes& lanes, int lane, const People& people, uint32_t seed, uint64_t name_hash,
              const MeanUse& year);

/// Expected use of a lane on the mean day [kWh/day] of `use`, by the model's own algebra; the scale included.
[[nodiscard]] double expected_day_kwh(const BaseLoadLanes& lanes, int lane, const MeanUse& use);

}  // namespace hearthgrid::occupancy
