#include "engine/run/block_networks.hpp"

#include <algorithm>

#include "engine/run/low_voltage.hpp"
#include "models/electricity/low_voltage/lv_source.hpp"

namespace hearthgrid::run {

std::unique_ptr<BlockNetworks> BlockNetworks::of(const SimulationInputs& inputs, int first_transformer, int count) {
  if (inputs.low_voltage == nullptr || inputs.low_voltage->mode() == LvMode::off) return nullptr;
  return std::make_unique<BlockNetworks>(inputs, first_transformer, count);
}

BlockNetworks::BlockNetworks(const SimulationInputs& inputs, int first_transformer, int count)
    : s_(inputs),
      first_transformer_(first_transformer),
      mixes_(static_cast<int>(inputs.plan->mixes.size())),
      per_day_(inputs.physics->axis.steps_per_day()),
      loads_(inputs, first_transformer, count) {
  const io::Settings& network = s_.low_voltage->settings();
  options_.exact = s_.low_voltage->mode() == LvMode::exact;
  options_.lowest_pu = network.number("least_voltage_pu");
  options_.highest_pu = network.number("most_voltage_pu");
  options_.unbalance_limit = network.number("unbalance_limit");
  options_.step_hours = s_.physics->axis.step_hours();
  size_t most = 0;
  for (int t = 0; t < count; ++t) {
    const electricity::LvNetwork lines = s_.low_voltage->network(*s_.population, first_transformer + t);
    units_.push_back(std::make_unique<electricity::LvPlan>(lines));
    most = std::max(most, lines.homes.size());
  }
  home_kw_.resize(most * per_day_);
  home_kvar_.resize(home_kw_.size());
}

std::unique_ptr<electricity::LvPlan> BlockNetworks::plan_at_low_source(int transformer) const {
  const int of = first_transformer_ + transformer;
  if (s_.low_voltage->origin(of) == LvOrigin::imported) return nullptr;
  electricity::LvNetwork network = s_.low_voltage->network(*s_.population, of);
  network.no_load_v *= electricity::LOW_SOURCE;
  return std::make_unique<electricity::LvPlan>(network);
}

BlockNetworks::Loads BlockNetworks::loads_of(int mix, int transformer, const BlockHomes& homes) {
  const int count = plan(transformer).homes;
  loads_.gather(mix, transformer, home_kw_.data(), home_kvar_.data());
  homes.other_of(transformer, other_kw_);
  const size_t other = static_cast<size_t>(count - 1) * per_day_;
  for (int k = 0; k < per_day_; ++k) {
    home_kw_[other + k] = static_cast<float>(other_kw_[k]);
    home_kvar_[other + k] = static_cast<float>(other_kw_[k] * s_.base_tan_phi);
  }
  return {home_kw_.data(), home_kvar_.data(), count, per_day_};
}

}  // namespace hearthgrid::run
