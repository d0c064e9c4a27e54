#pragma once
// Results of the zoomed days: peaks of transformers and homes as blocks come, the county's and named homes' series at
// the end. Does nothing where no days were asked for.

#include <utility>
#include <vector>

#include "engine/io/results_writer.hpp"
#include "engine/run/block.hpp"
#include "engine/run/results_zoom_voltage.hpp"

namespace hearthgrid::run {

class ZoomResults {
 public:
  ZoomResults(const Simulation& simulation, io::ResultsWriter& file)
      : s_(simulation), file_(file), voltages_(simulation, file) {}

  /// Gives the file the zoom's dimensions; after `time`.
  void describe();
  /// Lays out what comes block by block.
  void begin();
  /// Takes the next block, in order.
  void take(BlockResult& block);
  /// Writes the rest.
  void finish();

 private:
  void add_to_county(const BlockResult& block);
  void write_transformers(const BlockResult& block);
  void write_homes(const BlockResult& block);
  void write_named();
  [[nodiscard]] const NamedSeries& series_of(int pair, int first_step) const;

  const Simulation& s_;
  io::ResultsWriter& file_;
  ZoomVoltageResults voltages_;
  std::vector<double> county_kw_, county_gas_;      // [mix][zoom step]
  std::vector<std::pair<int, NamedSeries>> named_;  // by first step of their window
};

}  // namespace hearthgrid::run
