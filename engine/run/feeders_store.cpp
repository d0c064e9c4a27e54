#include "engine/run/feeders_store.hpp"

namespace hearthgrid::run {

LoadStore::LoadStore(const std::string& beside, int mixes, int transformers, int steps, int64_t memory_bytes)
    : mixes_(mixes),
      steps_(steps),
      store_(beside + ".loads", "the transformers' loads", int64_t{transformers} * mixes * 2 * steps, memory_bytes) {}

int64_t LoadStore::place(int mix, int transformer, int half) const {
  return ((int64_t{transformer} * mixes_ + mix) * 2 + half) * steps_;
}

void LoadStore::put(const BlockResult& block) {
  const auto steps = static_cast<size_t>(steps_);
  for (int t = 0; t < block.transformers; ++t) {
    for (int mix = 0; mix < mixes_; ++mix) {
      const size_t row = (static_cast<size_t>(mix) * block.transformers + t) * steps;
      store_.write(place(mix, block.first_transformer + t, 0), {block.load_kw.data() + row, steps});
      store_.write(place(mix, block.first_transformer + t, 1), {block.load_kvar.data() + row, steps});
    }
  }
}

void LoadStore::get(int mix, int transformer, int first, std::span<float> kw, std::span<float> kvar) const {
  store_.read(place(mix, transformer, 0) + first, kw);
  store_.read(place(mix, transformer, 1) + first, kvar);
}

}  // namespace hearthgrid::run
