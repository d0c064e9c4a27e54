// The schedule of the simulation.
//
//   before   population, plan, weather, constructions and heater coefficients are ready and read-only
//   blocks   B(0) ... B(n-1): each is BLOCK_TRANSFORMERS transformers with all their homes. A block needs nothing of
//            another one; it fills its own part of Simulation::pairs and ::homes and returns its series. Any thread
//            takes the next block as a whole, and compresses the series that it made.
//   taking   T(b) hands block b to the writer: after T(b - 1), one at a time, in the order of transformers. What goes
//            over all transformers (the county's load, a village's gas) is summed there, in that order, so that results
//            do not depend on the number of threads or the size of blocks.
//   after    homes' seasons are composed into mixes; air and money are reckoned; the file gets its name
//
// Memory: a block's series, mixes x transformers x steps x (load, reactive load, gas) and hours x (homes' electricity,
// fuel by heater) in float32, per thread; nothing per home and step outlives the day.
#include "engine/run/simulate.hpp"

#include <omp.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <utility>

#include "engine/base/error.hpp"

namespace hearthgrid::run {
namespace {

// A whole block fills more lanes, but keeps a thread busy for long and holds twice the series: with fewer than sixteen
// of them a thread, half blocks do better.
int block_size(int transformers, int threads) {
  return transformers >= 16 * BLOCK_TRANSFORMERS * threads ? BLOCK_TRANSFORMERS : io::CHUNK_TRANSFORMERS;
}

FinishedBlock compress(BlockResult&& result, const Simulation& simulation, const SimulateOptions& options) {
  FinishedBlock block{std::move(result), {}};
  if (!options.series) return block;
  const int steps = simulation.physics->axis.season_steps();
  const int total = static_cast<int>(simulation.population->transformers.size());
  const size_t size = static_cast<size_t>(block.result.transformers) * steps;
  for (int mix = 0; mix < static_cast<int>(simulation.plan->mixes.size()); ++mix) {
    auto chunks = io::compress_series_rows(mix, block.result.first_transformer, block.result.transformers, total, steps,
                                           {block.result.load_kw.data() + mix * size, size}, options.encoding);
    std::move(chunks.begin(), chunks.end(), std::back_inserter(block.load_chunks));
  }
  return block;
}

// The first thing that went wrong on any thread.
class Failure {
 public:
  void keep(std::exception_ptr error) {
    const std::lock_guard lock(mutex_);
    if (!error_) error_ = std::move(error);
    failed_ = true;
  }
  [[nodiscard]] bool failed() const { return failed_; }
  void rethrow() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  std::mutex mutex_;
  std::exception_ptr error_;
  std::atomic<bool> failed_ = false;
};

}  // namespace

void simulate(Simulation& simulation, const SimulateOptions& options,
              const std::function<void(FinishedBlock&&)>& take) {
  const int transformers = static_cast<int>(simulation.population->transformers.size());
  const int threads = options.threads > 0 ? options.threads : omp_get_max_threads();
  const int size = options.block_transformers > 0 ? options.block_transformers : block_size(transformers, threads);
  const int blocks = (transformers + size - 1) / size;
  Failure failure;

#pragma omp parallel for ordered schedule(dynamic, 1) num_threads(threads)
  for (int b = 0; b < blocks; ++b) {
    FinishedBlock block;
    try {
      if (options.stop && options.stop()) throw Interrupted();
      if (!failure.failed()) {
        const int first = b * size;
        block = compress(simulate_block(simulation, first, std::min(size, transformers - first)), simulation, options);
      }
    } catch (...) {
      failure.keep(std::current_exception());
    }
#pragma omp ordered
    {
      try {
        // NOLINTNEXTLINE(bugprone-use-after-move): every turn of the loop has a block of its own
        if (!failure.failed()) take(std::move(block));
      } catch (...) {
        failure.keep(std::current_exception());
      }
    }
  }
  failure.rethrow();
}

}  // namespace hearthgrid::run
