#pragma once
// All transformers of a run planned: remedies where the season broke a limit, and every question of hosting.
//
// Transformers are shared out to threads; each fills its own place, so that threads do not matter.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/run/block.hpp"
#include "engine/run/planning_inputs.hpp"

namespace hearthgrid::run {

struct PlanningOptions {
  int threads = 0;                                            ///< 0 = all
  std::function<bool()> stop;                                 ///< asked before each transformer; may be empty
  std::function<void(int64_t done, int64_t total)> progress;  ///< transformers and questions; may be empty
};

/// The worst of a season; voltage over 220 V, 0 where no step has a solution.
struct WorstValues {
  double lowest_pu = 0.0, loading = 0.0, line_loading = 0.0, unbalance = 0.0;
};

struct PlannedMeasure {
  std::string name, description;
  double cost_cny = 0.0, lead_months = 0.0;
  electricity::LimitKind driver = electricity::LimitKind::transformer_loading;
};

/// A transformer in a mix.
struct PlannedUnit {
  bool asked = false;   ///< for this mix
  bool broken = false;  ///< the season broke a limit, or load grows and may
  electricity::RemedyStatus status = electricity::RemedyStatus::none_needed;
  double cost_cny = 0.0, lower_bound_cny = 0.0, lead_months = 0.0;
  WorstValues worst;  ///< with the measures
  std::vector<PlannedMeasure> measures;
};

/// Calls work(i) for each i below `count` on the threads, each i once, in any order; reports progress and throws
/// Interrupted when asked to stop. Each piece of work writes its own place only.
void in_parallel(int64_t count, const PlanningOptions& options, const std::function<void(int64_t)>& work);

class PlanningRun {
 public:
  PlanningRun(const SimulationInputs& inputs, const PlanningInputs& planning) : s_(inputs), asked_(planning) {}

  /// Notes what the next block's transformers reach, and which limits that breaks.
  void take(const BlockResult& block);
  /// Plans. Throws Interrupted when asked to stop.
  void run(const PlanningOptions& options);

  [[nodiscard]] const std::vector<PlannedUnit>& units() const { return units_; }  ///< [mix][transformer]
  [[nodiscard]] const std::vector<electricity::Hosting>& hosting() const {        ///< [question][transformer]
    return hosting_;
  }

 private:
  void plan_transformer(int transformer);
  [[nodiscard]] bool breaks(const Transformer& unit, const electricity::TransformerSeason& season,
                            const LvTransformerSeason& networks) const;

  const SimulationInputs& s_;
  const PlanningInputs& asked_;
  std::vector<PlannedUnit> units_;
  std::vector<electricity::Hosting> hosting_;
};

}  // namespace hearthgrid::run
