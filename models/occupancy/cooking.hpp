#pragma once
// Heat that cooking leaves in the rooms where it is done with gas or on a stove. An induction cooker's heat comes with
// the base load.

#include "models/occupancy/appliances.hpp"
#include "models/occupancy/base_load.hpp"
#include "models/occupancy/base_load_lanes.hpp"
#include "models/occupancy/calendar.hpp"
#include "models/occupancy/people.hpp"

namespace hearthgrid::occupancy {

/// Inputs; read from appliances.toml by engine/io.
struct CookingInputs {
  double gas_w = 0.0;             ///< heat released by the burner while a meal is cooked
  double gas_indoor_share = 0.0;  ///< of it that stays in the heated rooms
  double stove_w = 0.0;           ///< heat released by a fire lit for cooking
  double stove_indoor_share =
      0.0;  ///< of it that stays in the heated rooms; the rest leaves by the flue or the kitchen
};

/// Expected share of each step of a day, share[step], in which a meal of `shape` is being cooked, whatever with: over
/// 24 hours as long as the meals take. Spread evenly over the hours in which a meal may be cooked; a long step is the
/// mean of short ones. steps_per_day divides 1440.
void cooking_share_day(const People& people, const AwakeChance& awake, const DayShape& shape, int steps_per_day,
                       double* share);

/// Expected heat to the rooms [W] in each step of a day, gain_w[step], over the meals of `shape`: 0 for homes that cook
/// with electricity, else the fuel's heat indoors times cooking_share_day.
void cooking_gain_day(const CookingInputs& inputs, CookingFuel fuel, const People& people, const AwakeChance& awake,
                      const DayShape& shape, int steps_per_day, double* gain_w);

}  // namespace hearthgrid::occupancy
