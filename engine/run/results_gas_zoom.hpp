#pragma once
// The gas network in the zoomed days: step by step, and beside it by mean draws over clock quarters, which hide what
// boilers at full fire do to the last pipe.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/io/results_writer.hpp"
#include "engine/run/gas_node_draws.hpp"
#include "engine/run/gas_pass.hpp"
#include "engine/run/results_gas.hpp"

namespace hearthgrid::run {

class GasZoomResults {
 public:
  /// `path`: of the passing file, where draws are many.
  GasZoomResults(const Simulation& simulation, io::ResultsWriter& file, const std::string& path,
                 const GasOptions& options);

  void take(const BlockResult& block);  ///< the next block, in order
  /// The next mix, after the last block.
  void solve(int mix, const GasPassOptions& pass);
  /// The next mix, with the draws of an earlier one.
  void repeat(int mix) {
    Mix same = mixes_[static_cast<size_t>(mix)];
    mixes_.push_back(std::move(same));
  }
  void finish();

  /// Days that a mix takes, for progress.
  [[nodiscard]] int64_t days() const;

 private:
  void write_mixes();

  const Simulation& s_;
  io::ResultsWriter& file_;
  GasNodeDraws draws_;
  GasFacts steps_, quarters_;
  struct Mix {
    GasFigures steps, quarters;
  };
  std::vector<Mix> mixes_;
};

}  // namespace hearthgrid::run
