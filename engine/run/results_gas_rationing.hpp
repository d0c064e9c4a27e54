#pragma once
// Results about homes that were simulated again because the gas network leaves them short. Without such a home in any
// mix there are no such variables.

#include <vector>

#include "engine/io/results_writer.hpp"
#include "engine/run/gas_rationing.hpp"

namespace hearthgrid::run {

class GasRationingResults {
 public:
  explicit GasRationingResults(io::ResultsWriter& file) : file_(file) {}

  /// The next mix; `homes`: of the population.
  void take(const GasRationing& mix, size_t homes);
  /// The next mix, in which all homes stand as in an earlier one.
  void repeat(int mix, size_t homes);
  void finish();

 private:
  struct Row {
    int rounds = 0;
    double homes = 0.0, longest_hours = 0.0, home_hours = 0.0, missing_m3 = 0.0, residual_m3 = 0.0, unsolved_m3 = 0.0,
           unused_m3 = 0.0, lowest_c = 0.0, median_lowest_c = 0.0, below_14 = 0.0, below_10 = 0.0;
  };
  io::ResultsWriter& file_;
  std::vector<Row> rows_;                    // by mix
  std::vector<std::vector<float>> by_home_;  // [figure]: [mix][household]
};

}  // namespace hearthgrid::run
