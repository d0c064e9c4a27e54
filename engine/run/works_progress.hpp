#pragma once
// Progress of a scenario's mixes against their plan, and what late homes cost.

#include <chrono>
#include <optional>
#include <vector>

#include "engine/run/load.hpp"
#include "engine/run/season.hpp"
#include "models/economy/progress.hpp"

namespace hearthgrid::run {

/// A mix's plan and what is done of it, per village.
struct WorksProgress {
  std::vector<std::vector<economy::Milestone>> plan, done;
  std::vector<int> next_winter;             ///< homes that are converted for the next winter only
  std::vector<int> dropped;                 ///< homes that a delay takes past that: the mix does not convert them
  economy::Day next_season{};               ///< last day before it
  std::optional<economy::Day> known_until;  ///< of the last report, for the mix that is reported on
};

/// Index of the mix that progress.mix names, or of the first that converts any home; -1 = there is none.
[[nodiscard]] int reported_mix(const Scenario& scenario);

/// Done is what the reports say of the mix that they are about; of other mixes what the delays make of the plan.
[[nodiscard]] WorksProgress progress_of_mix(const Scenario& scenario, int mix);

/// First days of the ten-day periods from the first to the last day that anything is due, done, or reported; none where
/// the scenario says nothing about when.
[[nodiscard]] std::vector<economy::Day> progress_periods(const Scenario& scenario);

/// What a village's homes have waited until the last report or, without one, the last day that anything is due or done;
/// homes that drop out wait until the next season begins.
[[nodiscard]] economy::Waiting waiting_in(const WorksProgress& works, int village);

/// Index of the first period that begins after the last report; without reports 0, and -1 if there is none left.
[[nodiscard]] int coming_period(const WorksProgress& works, const std::vector<economy::Day>& periods);

/// Late homes of a village: what they wait in the season, from the day they were due until their new heater runs.
struct LateCost {
  int homes = 0;
  double home_days = 0.0;
  double cold_home_hours = 0.0;  ///< below 14 degC in that time; lived-in homes
  double unmet_kwh = 0.0;        ///< in the same time; lived-in homes
};

/// What lateness costs the homes of each village in a mix.
[[nodiscard]] std::vector<LateCost> late_costs(const Scenario& scenario, const Simulation& simulation, int mix);

}  // namespace hearthgrid::run
