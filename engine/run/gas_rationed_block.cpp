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
  for (const auto& batch : block_.batches()) batch->keep_air();
  block_.leave_sums();
  block_.watch(this);
}

void HomesByDay::run_day(int day) {
  std::fill(m3h_.begin(), m3h_.end(), 0.0F);
  std::fill(air_c_.begin(), air_c_.end(), 0.0F);
  block_.run_days(day, 1, [](int) {});
}

void HomesByDay::take(const HomeLoad& load) {
  const int place = place_[static_cast<size_t>(load.home)];
  const bool used = std::any_of(load.uses.begin(), load.uses.end(),
                                [&](const MixUse& use) { return load.day >= use.from_day && load.day < use.to_day; });
  if (place < 0 || !used || load.day < s_.physics->axis.warm_up_days) return;
  const size_t row = static_cast<size_t>(place) * per_day_;
  load.batch->gas_and_air(load.lane, m3h_.data() + row, air_c_.data() + row);
  if (!s_.gas->cooking || !load.batch->burns_gas()) return;
  std::fill(cooking_m3h_.begin(), cooking_m3h_.end(), 0.0);
  block_.add_cooking(load.home, load.batch->gas_m3_per_kwh(), load.day, cooking_m3h_.data());
  for (size_t k = 0; k < per_day_; ++k) m3h_[row + k] += static_cast<float>(cooking_m3h_[k]);
}

}  // namespace hearthgrid::run
