#pragma once
// Results about outages: what transformers see when the power comes back.

#include <vector>

#include "engine/io/results_writer.hpp"
#include "engine/run/block.hpp"

namespace hearthgrid::run {

class OutageResults {
 public:
  OutageResults(const Simulation& simulation, io::ResultsWriter& file) : s_(simulation), file_(file) {}

  /// Names the dimension, empty where no outages were asked for; then everything else does nothing.
  void describe();
  /// Takes the next block, in order.
  void take(const BlockResult& block);
  void finish();

 private:
  [[nodiscard]] bool has_voltages() const;
  void take_voltages(const BlockResult& block);
  void write_voltages();

  const Simulation& s_;
  io::ResultsWriter& file_;
  std::vector<TransformerPickup> pickups_;  // [mix][transformer][length]
  std::vector<double> home_lowest_pu_;      // [mix][home]
};

}  // namespace hearthgrid::run
