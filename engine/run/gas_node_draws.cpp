#include "engine/run/gas_node_draws.hpp"

#include <algorithm>
#include <numeric>

namespace hearthgrid::run {
namespace {

std::vector<int> nodes_with_homes(const GasGrid& grid) {
  std::vector<int> nodes = grid.household_node;
  std::erase(nodes, gas::NO_NODE);
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  return nodes;
}

}  // namespace

GasNodeDraws::GasNodeDraws(const GasGrid& grid, const Population& population, int mixes, int steps,
                           const std::string& path, int64_t memory_bytes)
    : mixes_(mixes),
      steps_(steps),
      nodes_(nodes_with_homes(grid)),
      homes_(nodes_.size()),
      last_transformer_(nodes_.size()),
      outside_m3h_(static_cast<size_t>(mixes)),
      draw_factor_(grid.draw_factor),
      store_(path, "the homes' gas by node", static_cast<int64_t>(nodes_.size()) * mixes * steps, memory_bytes) {
  for (size_t h = 0; h < population.households.size(); ++h) {
    const int node = grid.household_node[h];
    if (node == gas::NO_NODE) continue;
    const auto row = static_cast<size_t>(std::lower_bound(nodes_.begin(), nodes_.end(), node) - nodes_.begin());
    ++homes_[row];
    last_transformer_[row] = std::max(last_transformer_[row], population.households[h].transformer);
  }
}

// Place by place in order of transformer, so that the sums do not depend on blocks.
void GasNodeDraws::take(const BlockResult& block, std::span<const float> draw_m3h) {
  const auto steps = static_cast<size_t>(steps_);
  const size_t places = block.gas_places.size();
  for (size_t p = 0; p < places && !draw_m3h.empty(); ++p) {
    const int node = block.gas_places[p].node;
    const int row = static_cast<int>(std::lower_bound(nodes_.begin(), nodes_.end(), node) - nodes_.begin());
    std::vector<double>* sums = nullptr;
    if (node != gas::NO_NODE) {
      sums = &open_[row];
      sums->resize(static_cast<size_t>(mixes_) * steps);
    }
    for (size_t mix = 0; mix < static_cast<size_t>(mixes_); ++mix) {
      const std::span<const float> draw = draw_m3h.subspan((mix * places + p) * steps, steps);
      if (sums == nullptr) {
        outside_m3h_[mix] += std::accumulate(draw.begin(), draw.end(), 0.0);
        continue;
      }
      double* sum = sums->data() + mix * steps;
      for (size_t k = 0; k < steps; ++k) sum[k] += static_cast<double>(draw[k]);
    }
  }
  const int last = block.first_transformer + block.transformers - 1;
  for (auto at = open_.begin(); at != open_.end();) {
    const auto next = std::next(at);
    if (last_transformer_[static_cast<size_t>(at->first)] <= last) close(at->first);
    at = next;
  }
}

void GasNodeDraws::close(int row) {
  std::vector<float> values;
  for (const double sum : open_.at(row)) values.push_back(static_cast<float>(sum * draw_factor_));
  store_.write(int64_t{row} * mixes_ * steps_, values);
  open_.erase(row);
}

void GasNodeDraws::read(int mix, std::vector<float>& draw_m3h) const {
  const auto steps = static_cast<size_t>(steps_);
  draw_m3h.resize(nodes_.size() * steps);
  for (size_t row = 0; row < nodes_.size(); ++row) {
    store_.read((static_cast<int64_t>(row) * mixes_ + mix) * steps_, {draw_m3h.data() + row * steps, steps});
  }
}

}  // namespace hearthgrid::run
