#pragma once
// The loads of all transformers, put down block by block and read back feeder by feeder: a feeder's transformers lie in
// any blocks. Small counties stay in memory, others go to a file without a name beside the results, which is gone with
// the process, however it ends.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/run/block.hpp"

namespace hearthgrid::run {

class LoadStore {
 public:
  /// `beside`: path of the results. Takes up to `memory_bytes` in memory. Throws RunError where the file cannot be
  /// made.
  LoadStore(const std::string& beside, int mixes, int transformers, int steps, int64_t memory_bytes);
  ~LoadStore();
  LoadStore(const LoadStore&) = delete;
  LoadStore& operator=(const LoadStore&) = delete;

  /// Puts down what a block made. Throws RunError on a full disk.
  void put(const BlockResult& block);
  /// Steps [first, first + kw.size()) of one transformer; from any thread.
  void get(int mix, int transformer, int first, std::span<float> kw, std::span<float> kvar) const;

  [[nodiscard]] bool in_memory() const { return file_ < 0; }
  [[nodiscard]] int steps() const { return steps_; }

 private:
  [[nodiscard]] int64_t place(int mix, int transformer, int half) const;  // in floats
  void write(int64_t place, std::span<const float> values);
  void read(int64_t place, std::span<float> values) const;

  int mixes_, steps_;
  int file_ = -1;
  std::string path_;
  std::vector<float> values_;
};

}  // namespace hearthgrid::run
