#pragma once
// The homes of one transformer once more, and their electricity at every step of the season: for whatever has to try
// other lines, other phases or other conversions on them.
//
// A home's season is a function of its name, its option and the seed, so that these series are those of the run, bit
// for bit before they are rounded to float32.

#include <cstdint>
#include <vector>

#include "engine/run/block.hpp"

namespace hearthgrid::run {

struct HomeSeries {
  int transformer = 0, homes = 0;
  int64_t steps = 0;  ///< of the season, after those of the warm-up where it is asked for
  int64_t warm_up_steps = 0;
  std::vector<float> base_kw;   ///< [home][step]
  std::vector<float> other_kw;  ///< [step]: other customers
  struct Heater {
    int home = 0;           ///< of the transformer
    int pair = 0;           ///< of the plan
    float tan_phi = 0.0F;   ///< reactive over active power
    std::vector<float> kw;  ///< [step]; empty: takes none
  };
  std::vector<Heater> heaters;      ///< by pair
  std::vector<float> base_tan_phi;  ///< by home, other customers last
  std::vector<int> pair_of_mix;     ///< [mix][home][day]: index into heaters
  int days = 0;

  /// A home's heater in a mix on a day of the season.
  [[nodiscard]] const Heater& heater(int mix, int home, int day) const {
    return heaters[pair_of_mix[(static_cast<size_t>(mix) * homes + home) * days + day]];
  }
  /// Rows [home][step] of a mix, other customers as one more home at the end [kW, kvar].
  void loads(int mix, std::vector<float>& kw, std::vector<float>& kvar) const;
};

/// Simulates the homes of one transformer through the season; `warm_up`: keeps the days before it too. Throws
/// Interrupted if the run is to stop.
[[nodiscard]] HomeSeries simulate_homes(const SimulationInputs& inputs, int transformer, bool warm_up = false);

}  // namespace hearthgrid::run
