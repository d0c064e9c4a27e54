#pragma once
// The loads of all transformers, put down block by block and read back feeder by feeder: a feeder's transformers lie in
// any blocks. Large counties' go to a passing file (float_store.hpp).

#include <cstdint>
#include <span>
#include <string>

#include "engine/run/block.hpp"
#include "engine/run/float_store.hpp"

namespace hearthgrid::run {

class LoadStore {
 public:
  /// `beside`: path of the results. Takes up to `memory_bytes` in memory. Throws RunError where the file cannot be
  /// made.
  LoadStore(const std::string& beside, int mixes, int transformers, int steps, int64_t memory_bytes);

  /// Puts down what a block made. Throws RunError on a full disk.
  void put(const BlockResult& block);
  /// Steps [first, first + kw.size()) of one transformer; from any thread.
  void get(int mix, int transformer, int first, std::span<float> kw, std::span<float> kvar) const;

  [[nodiscard]] bool in_memory() const { return store_.in_memory(); }
  [[nodiscard]] int steps() const { return steps_; }

 private:
  [[nodiscard]] int64_t place(int mix, int transformer, int half) const;  // in floats

  int mixes_, steps_;
  FloatStore store_;
};

}  // namespace hearthgrid::run
