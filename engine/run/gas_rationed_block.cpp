#include "engine/run/gas_rationed_block.hpp"

#include <algorithm>

#include "engine/run/gas_grid.hpp"

namespace hearthgrid::run {

HomesByDay::HomesByDay(const SimulationInputs& inputs, int first, int count, std::span<const int> homes)
    : s_(inputs),
      block_(inputs, first, count, nullptr),
      first_home_(inputs.population->transformers[static_cast<size_t>(first)].first_household),
      per_day_(static_cast<size_t>(inputs.physics->axis.steps_per_day())),
      place_(static_cast<size_t>(block_.homes()), -1),
      m3h_(homes.size() * per_day_),
      air_c_(m3h_.size()),
      cooking_m3h_(per_day_) {
  for (size_t i = 0; i < homes.size(); ++i) place_[static_cast<size_t>(homes[i] - first_home_)] = static_cast<int>(i);
}

void HomesByDay::run_day(int day) {
  block_.run_days(day, 1, [](int) {});
  std::fill(m3h_.begin(), m3h_.end(), 0.0F);
  std::fill(air_c_.begin(), air_c_.end(), 0.0F);
  const bool counted = day >= s_.physics->axis.warm_up_days;
  for (const auto& batch : block_.batches()) {
    for (int lane = 0; counted && lane < batch->size(); ++lane) take(*batch, lane, day);
    batch->drop_series();
  }
}

void HomesByDay::take(const Batch& batch, int lane, int day) {
  const int home = s_.plan->pairs[static_cast<size_t>(batch.pair(lane))].household - first_home_;
  const int place = place_[static_cast<size_t>(home)];
  const auto uses = batch.uses(lane);
  const bool used =
      std::any_of(uses.begin(), uses.end(), [&](const MixUse& use) { return day >= use.from_day && day < use.to_day; });
  if (place < 0 || !used) return;
  const NamedSeries& series = batch.named_series(lane);
  std::fill(cooking_m3h_.begin(), cooking_m3h_.end(), 0.0);
  if (s_.gas->cooking && batch.burns_gas()) {
    block_.add_cooking(home, batch.gas_m3_per_kwh(), day, cooking_m3h_.data());
  }
  const size_t row = static_cast<size_t>(place) * per_day_;
  for (size_t k = 0; k < per_day_; ++k) {
    m3h_[row + k] = series.gas_m3h[k] + static_cast<float>(cooking_m3h_[k]);
    air_c_[row + k] = series.air_c[k];
  }
}

}  // namespace hearthgrid::run
