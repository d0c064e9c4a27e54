#pragma once
// How sure a run is: what is kept of it while blocks come, the ensemble's other members after it, then draws over the
// accounting of them all. Does nothing where the scenario asks for neither draws nor members.

#include <optional>
#include <vector>

#include "engine/io/results_writer.hpp"
#include "engine/run/ensemble.hpp"

namespace hearthgrid::run {

class UncertaintyPass {
 public:
  /// Before the simulation, of which it asks for one thing more (SimulationInputs::keep_base).
  UncertaintyPass(const Scenario& scenario, Simulation& simulation);

  /// Takes the next block, in order.
  void take(const BlockResult& block);

  struct Seconds {
    double ensemble = 0.0, draws = 0.0, draws_cpu = 0.0;  ///< the last of all threads
  };
  /// After the last block; `hours` is the main run's weather, `main` its works and losses by mix.
  Seconds finish(const std::vector<weather::HourlyWeather>& hours, const std::vector<MainMix>& main,
                 const EnsembleOptions& options, io::ResultsWriter& file);
  /// Whether it does anything.
  [[nodiscard]] bool asked() const { return figures_.has_value(); }

 private:
  const Scenario& c_;
  ProblemList problems_;  // none: the scenario was checked
  DrawsPlan plan_;
  std::optional<MemberFigures> figures_;
};

}  // namespace hearthgrid::run
