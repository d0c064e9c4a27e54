#pragma once
// A hand-fired stove with radiators: heat follows the firings, and the room temperature is a result.
//
// People fire three or four times a day: in the morning, in the evening, half of them at noon too, and bank the fire
// for the night, but for those who let it go out. The day's fuel is what they have learnt that the weather asks for:
//   fuel LHV eta = [H (T_target - T_mean) - gains] 24 h, not negative, times a factor of mean 1 for the day,
// at most the day's limit, and split over the firings. A firing's heat E goes into a store that stands for fire bed,
// stove and radiator water and leaves it at first order, heat = E_store / tau: tau is flaming_tau_h by day and
// banked_tau_h for the night's fire. A firing never makes the stove give more than max_heat_w: what does not fit is
// put on at the day's next firing, and after banking not at all. What a day leaves in the stores is released on the
// next: heat over the season = fuel LHV eta, less what the stores still hold.
//
// Turn-down. A lit fire cannot burn lower than least_heat_w: a day with a fire takes at least the fuel for that over
// the hours that it is lit, 24 where it is banked and 15 where not. On days that ask for less than half of it nobody
// lights the stove.
//
// Kang: a bed of clay or brick that the flue gas passes through. Of what the stove's efficiency eta_s leaves to the
// flue, kang_share heats its mass, a third store with kang_tau_h of its own:
//   eta = eta_s + kang_share (1 - eta_s)
//
// Sources: three phases (ignition, flaming, banked) of hand-fired stoves, Liang 2017; tau 2 to 4 h unverified. Hours,
// shares and spreads are assumed (hand_fired.cpp). Kangs recover 60 to 70 % of the flue's heat, unverified. Not
// modelled: efficiency by phase, fires that go out, the minutes that flue gas takes to warm a kang, air that a cold
// chimney draws.
// Firings happen on whole minutes, so that the heat of a day does not depend on the step: a coarse step is the mean of
// the fine ones.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "models/heater/technology.hpp"

namespace hearthgrid::heater {

/// What a household has and wants; heat in W of the home.
struct StoveHome {
  uint64_t name_hash = 0;            ///< stable_hash of the household's name
  double target_temp_c = 15.0;       ///< what the firing aims at, mean of the day and of the heated part
  double heat_loss_w_k = 0.0;        ///< of the heated part, at steady state
  double gains_w = 0.0;              ///< people, appliances and sun, less what sky and ground take; mean of a day
  double max_heat_w = 0.0;           ///< of the stove, a kang's beside it: rated_heat_w times its size
  double least_heat_w = 0.0;         ///< of a lit fire, all its heat: the technology's times its size
  double daily_fuel_limit_kg = 1e9;  ///< what the household can pay for, carry or store
  bool banks = true;                 ///< the fire for the night; else the evening's is the day's last
};

/// Heat still to come [J].
struct StoveState {
  double flaming_j = 0.0;
  double banked_j = 0.0;
  double kang_j = 0.0;
  [[nodiscard]] double pending_j() const { return flaming_j + banked_j + kang_j; }
};

/// A technology's decay factors at a length of step, worked out once for all homes and days.
struct HandFiring {
  HandFiring(const Technology& technology, int steps_per_day);

  int step_minutes;
  double heat_j_per_kg;  ///< of stove and kang
  double kang_part;      ///< of that heat: goes through the kang
  double banked_share;
  double firing_jitter_min;
  double daily_spread;
  std::array<double, 3> tau_s;               ///< flaming, banked, kang
  std::array<std::vector<double>, 3> decay;  ///< [m]: what is left after m minutes, 0..step_minutes
};

/// Heat [W] of each step of one local day, the mean over the step; the fuel put on [kg]. `day_number` counts from
/// 1970-01-01; `mean_outdoor_temp_c` is the mean of the last 24 h. heat_w has steps_per_day entries. `state` comes from
/// the day before and is handed on.
double fire_day(const HandFiring& firing, const StoveHome& home, uint32_t seed, int64_t day_number,
                double mean_outdoor_temp_c, StoveState& state, std::span<double> heat_w);

}  // namespace hearthgrid::heater
