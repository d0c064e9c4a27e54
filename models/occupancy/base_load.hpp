#pragma once
// Electricity of a home without space heating and hot water: standby, refrigerator, freezer, and twenty kinds of event
// a day (meals, kettles, lamps, television, washing, pump, tools, blankets, bicycles), each happening or not, with its
// own start and duration.
//
//   load(t) = scale * level(day) * [ standby + cycles(t) + sum over events of power where start <= t < start + duration
//   ]
//
// An event happens with its probability times what the home's habits make of it (BaseLoadLanes::times), at most 1; one
// that needs somebody only if its start lies in an hour of that day in which somebody is awake at home.
//
// Method: events placed by time-use windows as in bottom-up appliance models (Richardson et al., Energy and Buildings
// 42, 2010), written anew without their data; numbers and their status stand in base_load_shape.cpp and
// appliances.toml. Times are whole sixteenths of a minute and powers whole watts, so every sum below is exact in
// float32: results have the same bits on every instruction set, and a long step is exactly the mean of the short ones
// it is made of (before the one rounding of the final product; a home's powers must stay below 17 kW in all). An event
// that runs past midnight is laid at the start of the same day, so that a day is a pure function of (seed, home, day)
// and loses no energy. Not modelled: reactive power by step (power_factor.hpp has a home's mean), correlation of days.

#include <cstdint>

#include "models/occupancy/appliances.hpp"

namespace hearthgrid::occupancy {

constexpr int LANES = 16;             ///< homes per call
constexpr int UNITS_PER_MINUTE = 16;  ///< of time
constexpr int DAY_UNITS = 1440 * UNITS_PER_MINUTE;
constexpr int EVENTS = 20;        ///< kinds of event
constexpr int ANCHORS = 4;        ///< see Anchor
constexpr int STRETCHES = 4;      ///< see Stretch
constexpr int FIXED_POINT = 256;  ///< the integer that stands for 1 in stretch and times

/// What an event's usual hour moves with.
enum class Anchor : int32_t { clock = 0, wake = 1, meal = 2, sleep = 3 };
/// What an event's duration grows with: nothing, how much the home uses, that and what it cooks, or a second run right
/// after the first where it uses more.
enum class Stretch : int32_t { fixed = 0, use = 1, cooking = 2, repeat = 3 };

/// One kind of event on one kind of day. All times in units of 1/16 minute.
struct EventDay {
  int32_t threshold = 0;     ///< probability * 65536
  int32_t centre = 0;        ///< usual start after midnight
  int32_t half_spread = 0;   ///< of the start, triangular; at most 4096
  int32_t duration_low = 0;  ///< uniform in [low, low + span]
  int32_t duration_span = 0;
  int32_t appliance = 0;  ///< row of BaseLoadLanes::watts
  Anchor anchor = Anchor::clock;
  Stretch stretch = Stretch::use;
  int32_t by_habit = 0;           ///< 1: oftener or less often by the home's habits, row of BaseLoadLanes::times; the
                                  ///< threshold is then the same on all days of a kind
  int32_t needs_someone = 0;      ///< 1: only in hours in which somebody is awake at home
  int32_t lasts_until_sleep = 0;  ///< 1: the home's sleep shift is added to the duration
};

/// A day as all homes of a site see it; made by make_day_shape.
struct DayShape {
  int32_t kind = 0;    ///< DayKind
  double level = 1.0;  ///< season: factor on the whole load
  EventDay events[EVENTS];
};

/// Sixteen homes side by side; filled by set_lane. Unused lanes keep scale 0 and give 0 kW.
struct BaseLoadLanes {
  alignas(64) uint32_t name_hash_low[LANES] = {};
  alignas(64) uint32_t name_hash_high[LANES] = {};
  alignas(64) int32_t shift[ANCHORS][LANES] = {};  ///< [unit] this home later than usual; row 0 stays 0
  alignas(
      64) int32_t times[2][LANES] = {};  ///< on an event's probability, FIXED_POINT = as in the shape; row 0 is that
  alignas(64) int32_t stretch[3][STRETCHES][LANES] = {};  ///< by DayKind and Stretch, FIXED_POINT = as in the shape
  alignas(64) float watts[SWITCHED][LANES] = {};          ///< whole watts; 0 = not owned
  alignas(64) float standby_w[LANES] = {};                ///< whole watts
  alignas(64) float cycle_w[CYCLING][LANES] = {};         ///< whole watts; refrigerator, freezer, water heater
  alignas(64) int32_t cycle_period[CYCLING][LANES] = {};  ///< [unit]
  alignas(64) int32_t cycle_on[CYCLING][LANES] = {};      ///< [unit] of each period
  alignas(64) float cycle_inverse_period[CYCLING][LANES] = {};
  alignas(64) double scale[LANES] = {};  ///< on all powers: what habits leave over to the home's yearly kWh
};

/// Mean load [kW] of each step of one local day, load_kw[step * LANES + lane]. steps_per_day divides 1440 and is at
/// least 24. awake_hours[lane]: bit h is set if somebody is awake at home in hour h of the day. A lane's result depends
/// on its own name hash, traits and hours, the shape, the seed and day_number (days since 1970-01-01, local) and on
/// nothing else. Stream::base_load, draws 0 to EVENTS / 2, `when` = day number.
void base_load_day(const BaseLoadLanes& lanes, const DayShape& shape, const uint32_t* awake_hours, uint32_t seed,
                   int64_t day_number, int steps_per_day, double* load_kw);

}  // namespace hearthgrid::occupancy
