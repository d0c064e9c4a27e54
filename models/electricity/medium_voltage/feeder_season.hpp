#pragma once
// What a season does to a feeder, from the flow of all its steps; and to the substation that its feeders hang on.

#include <cstdint>
#include <span>
#include <vector>

#include "models/electricity/load_statistics.hpp"
#include "models/electricity/medium_voltage/mv_flow.hpp"

namespace hearthgrid::electricity {

/// A feeder's loading is that of the line that is nearest to its rating, at the air temperature of the step. Powers and
/// currents are those of its head; a step without a solution counts with what its loads draw at the busbar's voltage,
/// and its lowest voltage is 0.
struct FeederSeason {
  double peak_kva = 0.0, peak_kw = 0.0, peak_a = 0.0;
  int64_t peak_step = 0;  ///< first step with peak_kva
  double peak_loading = 0.0;
  double hours_above_80 = 0.0;   ///< loading of 0.8 and more
  double hours_above_100 = 0.0;  ///< loading above 1
  double min_voltage_pu = 0.0;   ///< of all nodes, busbar included
  int64_t min_voltage_step = 0;
  double hours_low_voltage = 0.0;  ///< some node below the limit
  double hours_unsolved = 0.0;
  double loss_kwh = 0.0;    ///< of the lines
  double energy_kwh = 0.0;  ///< from the busbar
  std::vector<double> line_peak_a, line_peak_loading;
};

/// Gathers a feeder's season tile by tile, in order.
class FeederCounter {
 public:
  FeederCounter(const MvNetwork& network, double step_min, double low_voltage_pu);

  /// The first `air_c.size()` lanes of a solved tile; air_c: air temperature of each.
  void add(const FlowTile& tile, std::span<const double> air_c);
  [[nodiscard]] FeederSeason result() const;

 private:
  void add_loading(const FlowTile& tile, size_t lane, double air_c);
  void add_voltage(const FlowTile& tile, size_t lane);

  const MvNetwork& network_;
  double step_h_, low2_;
  int64_t steps_ = 0;
  double peak2_ = -1.0, head2_a2_ = 0.0, least_v2_ = 1e9;
  ExceedanceCounter heavy_, over_, low_, unsolved_;
  std::vector<double> line_a2_, line_loading2_;
  FeederSeason season_;
};

/// The transformers of a substation, all alike, which share its load.
struct SubstationUnits {
  int transformers = 2;
  double rated_kva = 0.0;                            ///< of each
  double firm_kva = 0.0;                             ///< what is left when one is lost
  double no_load_loss_kw = 0.0, load_loss_kw = 0.0;  ///< of each
};

struct SubstationSeason {
  double peak_kva = 0.0, peak_kw = 0.0;
  int64_t peak_step = 0;
  double peak_loading = 0.0;  ///< over the rating of all transformers
  double hours_above_80 = 0.0, hours_above_100 = 0.0;
  double hours_above_firm = 0.0;
  double loss_kwh = 0.0;    ///< of its transformers
  double energy_kwh = 0.0;  ///< at its busbar
};

/// From the sums of the feeders' heads at every step.
[[nodiscard]] SubstationSeason assess_substation(std::span<const double> kw, std::span<const double> kvar,
                                                 const SubstationUnits& units, double step_min);

}  // namespace hearthgrid::electricity
