#pragma once
// Gas that the pipes of each pressure tier hold over a season, and how much of it could carry a peak.
//
// A pipe holds A L p_m T_N / (p_N T K(p_m)) at the mean pressure p_m. Between the fullest and the emptiest step of the
// season lies the swing, which is usable because the season itself reaches both; it is stated in minutes of the
// season's largest draw. Steady flow leaves it out: where it is minutes, that is right for steps of 15 minutes.

#include <span>
#include <vector>

#include "models/gas/network/gas_network.hpp"

namespace hearthgrid::gas {

struct TierPack {
  PressureTier tier = PressureTier::unstated;
  double length_m = 0.0;
  double least_m3 = 0.0, most_m3 = 0.0;  ///< content of any step, at 20 degC and 101.325 kPa
  double minutes_of_peak = 0.0;          ///< the swing over the largest draw; 0 without draw

  [[nodiscard]] double swing_m3() const { return most_m3 - least_m3; }
};

class LinePack {
 public:
  /// A pipe is of the tier of its end nodes (the higher); where that is unstated, of its pressure in the first step.
  explicit LinePack(const GasNetwork& network);

  /// A step: gauge pressures by node, and what all nodes draw together [m3/h]. `unknown`: areas (network_areas.hpp)
  /// that have no solution there, none if empty; the tiers of their pipes leave that step out.
  void add(std::span<const double> pressure_pa, double draw_m3h, const std::vector<bool>& unknown = {});
  /// In order of pressure; tiers without pipes that gas reaches, or without a step, are left out.
  [[nodiscard]] std::vector<TierPack> tiers() const;

 private:
  struct Pipe {
    int from = 0, to = 0;
    double from_ambient_pa = 0.0, to_ambient_pa = 0.0;
    double volume_m3 = 0.0;
    double length_m = 0.0;
    PressureTier tier = PressureTier::unstated;
    int area = 0;
  };
  GasFluid fluid_;
  std::vector<Pipe> pipes_;
  std::vector<double> least_, most_;  ///< by tier; infinite and 0 without a step
  double peak_m3h_ = 0.0;
};

}  // namespace hearthgrid::gas
