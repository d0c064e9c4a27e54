#pragma once
// Puts compressed chunks of several series into one order that does not depend on how the caller blocks its
// transformers, so that any block size gives the same bytes: by group of 32 transformers, then series, then mix, then
// time.

#include <cstddef>
#include <functional>
#include <map>
#include <span>
#include <tuple>
#include <vector>

#include "engine/io/h5_chunk.hpp"

namespace hearthgrid::io {

/// Holds chunks until it is their turn. It holds what one block of transformers makes, if blocks come in order and each
/// brings every series and mix.
class SeriesQueue {
 public:
  /// Writes one chunk of series number `series`.
  using Sink = std::function<void(int series, const SeriesChunk& chunk)>;

  explicit SeriesQueue(Sink sink) : sink_(std::move(sink)) {}
  /// Called once everything is announced: how many series, mixes and groups of 32 transformers will come.
  void expect(int series, int mixes, int groups);
  /// Takes chunks of one series (in order of time within a group) and writes all whose turn has come.
  /// std::logic_error if a group of a mix comes twice.
  void add(int series, std::vector<SeriesChunk> chunks);
  /// Everything expected has been written.
  [[nodiscard]] bool complete() const { return group_ == groups_; }
  [[nodiscard]] bool begun() const { return begun_; }
  [[nodiscard]] size_t waiting() const { return waiting_.size(); }

 private:
  using Key = std::tuple<int, int, int>;  ///< group, series, mix
  void advance();

  Sink sink_;
  int series_ = 0;
  int mixes_ = 0;
  int groups_ = 0;
  int group_ = 0;  ///< whose turn it is
  int next_series_ = 0;
  int next_mix_ = 0;
  bool begun_ = false;
  std::map<Key, std::vector<SeriesChunk>> waiting_;
};

}  // namespace hearthgrid::io
