#include "engine/run/block_air.hpp"

#include <algorithm>
#include <utility>

namespace hearthgrid::run {
namespace {

// Means of `per_bin` steps each.
void keep_means(const double* steps, int count, int per_bin, float* bins) {
  for (int first = 0; first < count; first += per_bin) {
    double sum = 0.0;
    for (int k = first; k < first + per_bin; ++k) sum += steps[k];
    *bins++ = static_cast<float>(sum / per_bin);
  }
}

}  // namespace

BlockAir::BlockAir(const SimulationInputs& inputs, int transformers)
    : s_(inputs), stacks_(inputs.stacks), transformers_(transformers), per_day_(inputs.physics->axis.steps_per_day()) {
  if (stacks_ == nullptr) return;
  steps_per_bin_ = stacks_->bin_minutes / inputs.physics->axis.step_minutes;
  bins_ = static_cast<size_t>(stacks_->bins_per_day()) * inputs.physics->axis.season_days;
  stack_kw_.resize(stacks_->rows.size() * transformers * bins_);
  home_kw_.resize(inputs.plan->mixes.size() * transformers * bins_);
  kw_.resize(static_cast<size_t>(per_day_));
}

void BlockAir::take(int day, const BlockHomes& homes) {
  const int season_day = day - s_.physics->axis.warm_up_days;
  if (stacks_ == nullptr || season_day < 0) return;
  const size_t first_bin = static_cast<size_t>(season_day) * static_cast<size_t>(stacks_->bins_per_day());
  for (int t = 0; t < transformers_; ++t) {
    add_homes(t, first_bin, homes);
    add_stacks(t, first_bin, homes);
  }
}

// The homes' meters: what the transformer's homes and other customers take, less the customers.
void BlockAir::add_homes(int t, size_t first_bin, const BlockHomes& homes) {
  homes.base_of(t, base_);
  homes.other_of(t, other_);
  for (size_t mix = 0; mix < s_.plan->mixes.size(); ++mix) {
    const double* heaters = homes.heaters().kw.data() + homes.heaters().at(static_cast<int>(mix), t);
    for (int k = 0; k < per_day_; ++k) kw_[k] = std::max(0.0, base_.kw[k] - other_[k] + heaters[k]);
    keep_means(kw_.data(), per_day_, steps_per_bin_, home_kw_.data() + (mix * transformers_ + t) * bins_ + first_bin);
  }
}

void BlockAir::add_stacks(int t, size_t first_bin, const BlockHomes& homes) {
  for (size_t row = 0; row < stacks_->rows.size(); ++row) {
    keep_means(homes.stack_kw(static_cast<int>(row), t), per_day_, steps_per_bin_,
               stack_kw_.data() + (row * transformers_ + t) * bins_ + first_bin);
  }
}

void BlockAir::finish(BlockResult& out) {
  out.stack_kw = std::move(stack_kw_);
  out.home_kw = std::move(home_kw_);
}

}  // namespace hearthgrid::run
