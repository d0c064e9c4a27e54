#pragma once
// Voltages of homes and lines in the zoomed days, as blocks come. Does nothing without a zoom or without low voltage.

#include <string>
#include <vector>

#include "engine/io/results_writer.hpp"
#include "engine/run/block.hpp"

namespace hearthgrid::run {

class ZoomVoltageResults {
 public:
  ZoomVoltageResults(const Simulation& simulation, io::ResultsWriter& file) : s_(simulation), file_(file) {}

  void begin();
  /// Takes the next block, in order.
  void take(const BlockResult& block);
  void finish();

 private:
  [[nodiscard]] bool on() const;
  void take_transformers(const BlockResult& block, int mix);
  void take_homes(const BlockResult& block, int mix);
  void take_failures(const BlockResult& block, int mix);
  [[nodiscard]] double minute_of(const electricity::LvExtreme& extreme) const;

  const Simulation& s_;
  io::ResultsWriter& file_;
  std::vector<std::string> worst_line_;  // [mix][transformer]
};

}  // namespace hearthgrid::run
