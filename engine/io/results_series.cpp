#include "engine/io/results_series.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

namespace hearthgrid::io {

void SeriesQueue::expect(int series, int mixes, int groups) {
  if (begun_) {
    throw std::logic_error("every series must be announced before the first rows of any are written");
  }
  series_ = series;
  mixes_ = mixes;
  groups_ = groups;
}

void SeriesQueue::add(int series, std::vector<SeriesChunk> chunks) {
  begun_ = true;
  std::map<Key, std::vector<SeriesChunk>> sorted;
  for (SeriesChunk& chunk : chunks) {
    const Key key{chunk.first_transformer / CHUNK_TRANSFORMERS, series, chunk.mix};
    sorted[key].push_back(std::move(chunk));
  }
  const Key turn{group_, next_series_, next_mix_};
  for (auto& [key, group_chunks] : sorted) {
    if (key < turn || waiting_.contains(key)) {
      throw std::logic_error(fmt::format("transformers {}... of series {} and mix {} were written twice",
                                         std::get<0>(key) * CHUNK_TRANSFORMERS, series, std::get<2>(key)));
    }
    waiting_.emplace(key, std::move(group_chunks));
  }
  while (!waiting_.empty() && waiting_.begin()->first == Key{group_, next_series_, next_mix_}) {
    for (const SeriesChunk& chunk : waiting_.begin()->second) {
      sink_(next_series_, chunk);
    }
    waiting_.erase(waiting_.begin());
    advance();
  }
}

void SeriesQueue::advance() {
  if (++next_mix_ < mixes_) {
    return;
  }
  next_mix_ = 0;
  if (++next_series_ < series_) {
    return;
  }
  next_series_ = 0;
  ++group_;
}

}  // namespace hearthgrid::io
