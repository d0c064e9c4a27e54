#pragma once
// The homes of short nodes of the gas network once more, under shares of their full draw: what they draw by node, and
// beside it what they would have drawn, how cold they became.

#include <cstdint>
#include <span>
#include <vector>

#include "engine/run/gas_facts.hpp"
#include "engine/run/gas_rationed_block.hpp"
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
  /// Transformers [first, first + count) and their homes that run; what those draw goes to one row for each home node,
  /// transformer by transformer, so that sums do not depend on who runs together.
  struct Group {
    int first = 0, count = 0;
    std::vector<int> homes;                 // households, rising
    std::vector<size_t> sum_of_home;        // by home: which of the sums
    std::vector<size_t> row_of_sum;         // home node of the facts
    std::vector<std::vector<double>> sums;  // [step] m3/h
    std::vector<RationedHome> found;
  };
  struct Account {
    double hours = 0.0, missing_m3 = 0.0, sum_c = 0.0, hours_below_14 = 0.0, hours_below_10 = 0.0;
    float lowest_c = 0.0F;
    int64_t steps = 0;
  };
  void restrict_plan(int mix);
  [[nodiscard]] std::vector<Group> groups(int threads) const;
  void run_group(const SimulationInputs& rationed, const SimulationInputs* free, Group& group) const;
  void count_day(const HomesByDay& with, const HomesByDay& without, size_t first_step, const Group& group,
                 std::vector<Account>& accounts) const;
  void conclude(const std::vector<Account>& accounts, Group& group) const;

  const SimulationInputs& s_;
  const GasFacts& facts_;
  const GasShares& shares_;
  Plan plan_;                     // of this mix, and the homes that run
  std::vector<int> row_of_home_;  // by household: home node, -1 = does not run
  size_t steps_;
};

}  // namespace hearthgrid::run
