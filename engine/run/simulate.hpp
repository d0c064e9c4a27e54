#pragma once
// The main loop: all blocks of transformers, in parallel, handed over in order.

#include <functional>

#include "engine/io/h5_chunk.hpp"
#include "engine/run/block.hpp"

namespace hearthgrid::run {

/// A finished block with its big series compressed, ready to be written.
struct FinishedBlock {
  BlockResult result;
  std::vector<io::SeriesChunk> load_chunks;  ///< of transformer_load_kw, all mixes
};

struct SimulateOptions {
  int threads = 0;             ///< 0 = all
  int block_transformers = 0;  ///< a multiple of 32; 0 = chosen from the number of transformers and threads
  bool series = true;          ///< compress the transformers' load
  io::SeriesEncoding encoding = io::SeriesEncoding::rounded_12_bits;
  std::function<bool()> stop;  ///< asked before each block; may be empty
};

/// Simulates every transformer of the population; `take` gets the blocks one at a time, in order. Throws Interrupted
/// when asked to stop, and whatever a block or `take` throws; then no further block is taken.
void simulate(Simulation& simulation, const SimulateOptions& options, const std::function<void(FinishedBlock&&)>& take);

}  // namespace hearthgrid::run
