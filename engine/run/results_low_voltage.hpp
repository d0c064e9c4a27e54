#pragma once
// Results of the low-voltage networks, as blocks come. Does nothing where they are left out.

#include <string>
#include <vector>

#include "engine/io/results_writer.hpp"
#include "engine/run/block.hpp"
#include "engine/run/low_voltage.hpp"

namespace hearthgrid::run {

class LowVoltageResults {
 public:
  LowVoltageResults(const Simulation& simulation, io::ResultsWriter& file) : s_(simulation), file_(file) {}

  /// Writes the networks, and lays out what comes block by block.
  void begin();
  /// Takes the next block, in order.
  void take(const BlockResult& block);
  /// Writes the rest.
  void finish();

 private:
  [[nodiscard]] bool on() const { return s_.low_voltage != nullptr && s_.low_voltage->mode() != LvMode::off; }
  void write_networks();
  void take_transformers(const BlockResult& block, int mix);
  void take_homes(const BlockResult& block, int mix);

  const Simulation& s_;
  io::ResultsWriter& file_;
  std::vector<std::string> worst_line_;  // [mix][transformer]
};

}  // namespace hearthgrid::run
