#pragma once
// What a block's homes burn and draw by the hour, by mix and transformer: what months and the villages' air hang on.

#include <vector>

#include "engine/run/block_homes.hpp"
#include "engine/run/stacks.hpp"

namespace hearthgrid::run {

class BlockAir {
 public:
  /// Nothing is kept where the inputs name no stacks.
  BlockAir(const SimulationInputs& inputs, int transformers);

  /// Takes a day of the axis that the homes have run; warm-up is left out.
  void take(int day, const BlockHomes& homes);

  /// Moves what was kept into the block's result.
  void finish(BlockResult& out);

 private:
  void add_homes(int transformer, size_t first_bin, const BlockHomes& homes);
  void add_stacks(int transformer, size_t first_bin, const BlockHomes& homes);

  const SimulationInputs& s_;
  const Stacks* stacks_;
  int transformers_, per_day_, steps_per_bin_ = 1;
  size_t bins_ = 0;  // of the season
  BaseRow base_;
  std::vector<double> other_, kw_;
  std::vector<float> stack_kw_, home_kw_;
};

}  // namespace hearthgrid::run
