#pragma once
// What the homes at each node of the gas network draw, step by step: summed from blocks as they come, read back mix by
// mix when all have come.

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/run/block.hpp"
#include "engine/run/float_store.hpp"
#include "engine/run/gas_grid.hpp"

namespace hearthgrid::run {

class GasNodeDraws {
 public:
  /// `path`: of the passing file, where the draws take more than `memory_bytes` (float_store.hpp). Beside that a node
  /// is held in float64 from the first transformer with homes there to the last.
  GasNodeDraws(const GasGrid& grid, const Population& population, int mixes, int steps, const std::string& path,
               int64_t memory_bytes);

  /// Draws of the next block's places, [mix][place][step]; empty where nobody burns gas. Blocks come in order.
  void take(const BlockResult& block, std::span<const float> draw_m3h);

  /// Nodes with homes, rising.
  [[nodiscard]] const std::vector<int>& nodes() const { return nodes_; }
  /// Homes at each of them.
  [[nodiscard]] const std::vector<int>& homes() const { return homes_; }
  /// All draws of a mix in the network's own gas [m3/h]: [node of nodes()][step]. After the last block.
  void read(int mix, std::vector<float>& draw_m3h) const;
  /// Homes that burn gas without hanging at a node: sum over the steps [m3/h].
  [[nodiscard]] double outside_m3h(int mix) const { return outside_m3h_[static_cast<size_t>(mix)]; }

 private:
  void close(int row);

  int mixes_, steps_;
  std::vector<int> nodes_, homes_, last_transformer_;
  std::map<int, std::vector<double>> open_;  // row of a node -> [mix][step]
  std::vector<double> outside_m3h_;          // by mix
  double draw_factor_;
  FloatStore store_;  // [node][mix][step]
};

}  // namespace hearthgrid::run
