#pragma once
// Feeders' and substations' peaks as far as members of an ensemble and draws have them: what the transformers on them
// deliver together. Losses of transformers and feeders are left out: no flow is solved.

#include <vector>

#include "engine/run/block.hpp"
#include "engine/run/draws_plan.hpp"
#include "engine/run/load.hpp"

namespace hearthgrid::run {

/// A largest load, and how it follows the heaters: load x (1 - heating_share + heating_share x mean scale), the mean by
/// what the groups' heaters draw over the season. First order: the step of the peak stays the same.
struct PeakLoad {
  float load = 0.0F;  ///< [kW] or [kVA]
  float heating_share = 0.0F;

  [[nodiscard]] double at(double mean_scale) const { return load * (1.0 - heating_share + heating_share * mean_scale); }
};

/// Peaks of units, and by group the share of the heaters' electricity there; 0 where heaters draw nothing.
struct UnitPeaks {
  std::vector<PeakLoad> peaks;  ///< per unit
  std::vector<float> weights;   ///< [unit][group]

  /// Under a draw.
  [[nodiscard]] double at(size_t unit, const DrawnFigures& draw) const;
};

/// Gathers the series of feeders while blocks are taken in order. Nothing where the scenario has no feeders, or where
/// their series would take more than MOST_BYTES.
class FeederLoads {
 public:
  static constexpr size_t MOST_BYTES = 256'000'000;
  explicit FeederLoads(const Scenario& scenario);

  void take(const BlockResult& block, int transformer);

  struct Peaks {
    UnitPeaks feeders, substations;
  };
  /// Of a mix; `heater_kwh` is [transformer][group].
  [[nodiscard]] Peaks peaks_of(int mix, const std::vector<float>& heater_kwh, size_t groups) const;
  [[nodiscard]] bool empty() const { return kw_.empty(); }

 private:
  using Series = std::vector<double>;
  [[nodiscard]] static PeakLoad peak_of(const Series& kw, const Series& base_kw);

  const Scenario& c_;
  size_t feeders_, steps_;
  std::vector<float> kw_;       // [mix][feeder][step]
  std::vector<float> base_kw_;  // [feeder][step]
};

}  // namespace hearthgrid::run
