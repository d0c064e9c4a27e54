#include "engine/run/block_low_voltage.hpp"

#include <algorithm>

namespace hearthgrid::run {

BlockLowVoltage::BlockLowVoltage(BlockNetworks* networks, LvCourse course) : networks_(networks), course_(course) {
  if (!on()) return;
  options_ = networks_->options();
  options_.step_hours *= course_.mean_of;
  options_.exact = options_.exact || course_.exact;
  per_day_ = networks_->steps_per_day() / course_.mean_of;
  for (int mix = 0; mix < networks_->mixes(); ++mix) {
    for (int t = 0; t < networks_->transformers(); ++t) {
      seasons_.push_back(season_of(mix, t));
      before_.push_back(nullptr);
    }
  }
  if (course_.low_source) add_low_source();
  p_kw_.resize(static_cast<size_t>(networks_->mixes()) * per_day_);
  q_kvar_.resize(p_kw_.size());
}

BlockLowVoltage::Season BlockLowVoltage::season_of(int mix, int t) const {
  if (networks_->first_alike(mix, t) != mix) return nullptr;
  electricity::LvSeasonOptions options = options_;
  options.rated_kva = networks_->rated_kva(t);
  return std::make_unique<electricity::LvSeason>(networks_->plan(t), networks_->kernels(), options);
}

// Its lowest voltage alone, and no limits to count hours by.
void BlockLowVoltage::add_low_source() {
  electricity::LvSeasonOptions options = options_;
  options.lowest_only = true;
  options.lowest_pu = 0.0;
  options.highest_pu = options.unbalance_limit = 10.0;
  for (int t = 0; t < networks_->transformers(); ++t) low_plans_.push_back(networks_->plan_at_low_source(t));
  low_.resize(seasons_.size());
  for (int mix = 0; mix < networks_->mixes(); ++mix) {
    for (int t = 0; t < networks_->transformers(); ++t) {
      if (low_plans_[t] == nullptr || networks_->first_alike(mix, t) != mix) continue;
      low_[at(mix, t)] = std::make_unique<electricity::LvSeason>(*low_plans_[t], networks_->kernels(), options);
    }
  }
}

// In place: a mean never stands behind what it is made of.
electricity::LvLoads<float> BlockLowVoltage::means_of(const BlockNetworks::Loads& loads) {
  const int n = course_.mean_of;
  for (float* rows : {loads.kw, loads.kvar}) {
    for (int k = 0; n > 1 && k < loads.homes * loads.steps / n; ++k) {
      double sum = 0.0;
      for (int i = 0; i < n; ++i) sum += static_cast<double>(rows[k * n + i]);
      rows[k] = static_cast<float>(sum / n);
    }
  }
  return {loads.kw, loads.kvar, per_day_, per_day_};
}

BlockLowVoltage::Load BlockLowVoltage::run_day(int64_t first_step, int mix, int t, const BlockHomes& homes) {
  const int alike = networks_->first_alike(mix, t);
  float* kw = p_kw_.data() + static_cast<size_t>(alike) * per_day_;
  float* kvar = q_kvar_.data() + static_cast<size_t>(alike) * per_day_;
  if (alike != mix) return {kw, kvar};
  const electricity::LvLoads<float> day = means_of(networks_->loads_of(mix, t, homes));
  const int64_t end = std::min(first_step + per_day_, course_.end);
  for (int64_t step = first_step; step < end;) {
    const bool counts = step >= course_.first;
    const int64_t until = counts ? end : std::min(end, course_.first);
    Season& season = counts ? seasons_[at(mix, t)] : before_[at(mix, t)];
    if (season == nullptr) season = season_of(mix, t);
    const auto from = static_cast<ptrdiff_t>(step - first_step);
    const electricity::LvLoads<float> part{day.kw + from, day.kvar + from, day.pitch, static_cast<int>(until - step)};
    season->add_day(step, part, {kw + from, kvar + from, nullptr, nullptr}, networks_->workspace());
    if (counts && !low_.empty() && low_[at(mix, t)]) low_[at(mix, t)]->add_day(step, part, {}, networks_->workspace());
    if (counts) before_[at(mix, t)].reset();
    step = until;
  }
  const auto done = static_cast<ptrdiff_t>(std::max<int64_t>(0, end - first_step));
  std::fill(kw + done, kw + per_day_, 0.0F);
  std::fill(kvar + done, kvar + per_day_, 0.0F);
  return {kw, kvar};
}

std::vector<LvTransformerSeason> BlockLowVoltage::finish() {
  std::vector<LvTransformerSeason> out(seasons_.size());
  for (int mix = 0; on() && mix < networks_->mixes(); ++mix) {
    for (int t = 0; t < networks_->transformers(); ++t) {
      const int alike = networks_->first_alike(mix, t);
      out[at(mix, t)] = alike != mix ? out[at(alike, t)] : seasons_[at(mix, t)]->finish(networks_->workspace());
    }
  }
  return out;
}

std::vector<double> BlockLowVoltage::finish_low_source() {
  std::vector<double> out(low_.size(), 0.0);
  for (int mix = 0; !low_.empty() && mix < networks_->mixes(); ++mix) {
    for (int t = 0; t < networks_->transformers(); ++t) {
      const int alike = networks_->first_alike(mix, t);
      if (alike != mix) {
        out[at(mix, t)] = out[at(alike, t)];
      } else if (low_[at(mix, t)] != nullptr) {
        const LvTransformerSeason season = low_[at(mix, t)]->finish(networks_->workspace());
        out[at(mix, t)] = season.not_converged > 0 ? 0.0 : season.lowest_pu.value;
      }
    }
  }
  return out;
}

}  // namespace hearthgrid::run
