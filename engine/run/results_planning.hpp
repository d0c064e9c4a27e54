#pragma once
// Results about reinforcement and hosting: planned when all blocks have come. Does nothing where neither is asked for.

#include "engine/io/results_writer.hpp"
#include "engine/run/load.hpp"
#include "engine/run/planning_run.hpp"

namespace hearthgrid::run {

class PlanningResults {
 public:
  PlanningResults(const Scenario& scenario, const Simulation& simulation, io::ResultsWriter& file)
      : c_(scenario), file_(file), run_(simulation, scenario.planning) {}

  void take(const BlockResult& block) { run_.take(block); }  ///< the next block, in order
  void plan(const PlanningOptions& options);                 ///< once all blocks have come
  void finish();
  /// Whether reinforcement is planned for a mix, and its cost by village.
  [[nodiscard]] bool plans(int mix) const;
  [[nodiscard]] std::vector<double> village_cost_cny(size_t mix) const;

 private:
  void write_units();
  void write_measures();
  void write_villages();
  void write_hosting();
  [[nodiscard]] const PlannedUnit& unit(size_t mix, size_t transformer) const {
    return run_.units()[mix * c_.population.transformers.size() + transformer];
  }

  const Scenario& c_;
  io::ResultsWriter& file_;
  PlanningRun run_;
};

}  // namespace hearthgrid::run
