#include "engine/run/block_low_voltage.hpp"

#include <algorithm>

namespace hearthgrid::run {

BlockLowVoltage::BlockLowVoltage(const Simulation& simulation, int first_transformer, int count)
    : s_(simulation),
      axis_(simulation.physics->axis),
      transformers_(count),
      mixes_(static_cast<int>(simulation.plan->mixes.size())),
      per_day_(axis_.steps_per_day()) {
  if (s_.low_voltage == nullptr || s_.low_voltage->mode() == LvMode::off) return;
  const io::Settings& network = s_.low_voltage->settings();
  loads_ = std::make_unique<HomeLoads>(s_, first_transformer, count);
  options_.exact = s_.low_voltage->mode() == LvMode::exact;
  options_.lowest_pu = network.number("least_voltage_pu");
  options_.highest_pu = network.number("most_voltage_pu");
  options_.unbalance_limit = network.number("unbalance_limit");
  options_.step_hours = axis_.step_hours();
  size_t most = 0;
  for (int t = 0; t < count; ++t) {
    Unit unit;
    unit.network = s_.low_voltage->network(*s_.population, first_transformer + t);
    unit.plan = std::make_unique<electricity::LvPlan>(unit.network);
    most = std::max(most, unit.network.homes.size());
    for (int mix = 0; mix < mixes_; ++mix) {
      const bool first = loads_->first_alike(mix, t) == mix;
      const auto season = [&] {
        return first ? std::make_unique<electricity::LvSeason>(*unit.plan, s_.kernel->low_voltage, options_) : nullptr;
      };
      unit.seasons.push_back(season());
      unit.warm_up.push_back(axis_.warm_up_days > 0 ? season() : nullptr);
    }
    units_.push_back(std::move(unit));
  }
  home_kw_.resize(most * per_day_);
  home_kvar_.resize(home_kw_.size());
  p_kw_.resize(static_cast<size_t>(mixes_) * per_day_);
  q_kvar_.resize(p_kw_.size());
}

void BlockLowVoltage::flow(int day, int mix, int t, const BlockHomes& homes) {
  const int first = loads_->first_alike(mix, t);
  if (first != mix) {
    std::copy_n(p_kw_.data() + at_of_day(first), per_day_, p_kw_.data() + at_of_day(mix));
    std::copy_n(q_kvar_.data() + at_of_day(first), per_day_, q_kvar_.data() + at_of_day(mix));
    return;
  }
  Unit& unit = units_[t];
  loads_->gather(mix, t, home_kw_.data(), home_kvar_.data());
  homes.other_of(t, other_kw_);
  const size_t other = (unit.network.homes.size() - 1) * per_day_;
  for (int k = 0; k < per_day_; ++k) {
    home_kw_[other + k] = other_kw_[k];
    home_kvar_[other + k] = other_kw_[k] * s_.base_tan_phi;
  }
  const electricity::LvStepSeries series{p_kw_.data() + at_of_day(mix), q_kvar_.data() + at_of_day(mix), nullptr,
                                         nullptr};
  const electricity::LvLoads<double> loads{home_kw_.data(), home_kvar_.data(), per_day_, per_day_};
  if (day < axis_.warm_up_days) {
    unit.warm_up[mix]->add_day(int64_t{day} * per_day_, loads, series, workspace_);
  } else {
    unit.warm_up[mix].reset();
    unit.seasons[mix]->add_day(int64_t{day - axis_.warm_up_days} * per_day_, loads, series, workspace_);
  }
}

std::vector<LvTransformerSeason> BlockLowVoltage::finish() {
  std::vector<LvTransformerSeason> out(on() ? static_cast<size_t>(mixes_) * transformers_ : 0);
  for (int t = 0; on() && t < transformers_; ++t) {
    for (int mix = 0; mix < mixes_; ++mix) {
      const int first = loads_->first_alike(mix, t);
      LvTransformerSeason& season = out[static_cast<size_t>(mix) * transformers_ + t];
      if (first != mix) {
        season = out[static_cast<size_t>(first) * transformers_ + t];
      } else {
        season = units_[t].seasons[mix]->finish(workspace_);
      }
    }
  }
  return out;
}

}  // namespace hearthgrid::run
