#pragma once
// The homes of short nodes of the gas network once more, under shares of their full draw: what they draw by node, and
// beside it what they would have drawn, how cold they became.

#include <span>
#include <vector>

#include "engine/run/gas_facts.hpp"
#include "engine/run/gas_rationing.hpp"
#include "engine/run/plan.hpp"

namespace hearthgrid::run {

class RationedHomes {
 public:
  /// `is_short`: by home node of the facts. All homes there whose heater or backup burns gas in the mix run.
  RationedHomes(const SimulationInputs& inputs, const GasFacts& facts, int mix, const std::vector<bool>& is_short,
                const GasShares& shares);

  /// Replaces the rows of the short nodes in `draw_m3h` [home node][step]. `compare`: runs them without shares too and
  /// returns the homes that got less.
  [[nodiscard]] std::vector<RationedHome> run(const GasRationingOptions& options, bool compare,
                                              std::vector<float>& draw_m3h) const;

 private:
  struct Course {
    std::vector<int> homes;                      // households
    std::vector<std::vector<float>> m3h, air_c;  // by home: season steps
  };
  void restrict_plan(int mix);
  [[nodiscard]] bool burns_gas(const Pair& pair) const;
  [[nodiscard]] Course simulate(const SimulationInputs& inputs, int transformer) const;
  void compare_homes(const Course& with, const Course& without, std::vector<RationedHome>& out) const;

  const SimulationInputs& s_;
  const GasFacts& facts_;
  const GasShares& shares_;
  Plan plan_;                      // of this mix, and the homes that run
  std::vector<int> row_of_home_;   // by household: home node, -1 = does not run
  std::vector<int> transformers_;  // that have any
  size_t steps_;
};

}  // namespace hearthgrid::run
