#include "engine/run/block_homes.hpp"

#include <algorithm>
#include <tuple>

#include "engine/run/home_peaks.hpp"
#include "models/occupancy/base_load_lanes.hpp"

namespace hearthgrid::run {

void DaySums::clear() {
  for (std::vector<double>* sums : {&kw, &kvar, &gas_m3h}) std::fill(sums->begin(), sums->end(), 0.0);
}

BlockHomes::BlockHomes(const SimulationInputs& inputs, int first_transformer, int count, Simulation* outcome)
    : s_(inputs),
      outcome_(outcome),
      axis_(inputs.physics->axis),
      first_transformer_(first_transformer),
      transformers_(count),
      per_day_(axis_.steps_per_day()),
      sums_(static_cast<int>(inputs.plan->mixes.size()), count, per_day_),
      day_tile_(per_day_) {
  const auto& units = inputs.population->transformers;
  first_home_ = units[first_transformer].first_household;
  const Transformer& last = units[first_transformer + count - 1];
  homes_ = last.first_household + last.households - first_home_;
  prepare_base_load();
  prepare_batches();
}

void BlockHomes::run_day(int day) {
  sums_.clear();
  draw_presence(day);
  base_load(day);
  for (auto& batch : batches_) begin_pairs(*batch, day);
  for (auto& batch : batches_) step_batch(*batch, day);
}

void BlockHomes::continue_from(const BlockHomes& season) {
  for (size_t b = 0; b < batches_.size(); ++b) batches_[b]->continue_from(*season.batches_[b]);
}

void BlockHomes::base_of(int transformer, std::vector<double>& kw) const {
  const Transformer& unit = s_.population->transformers[first_transformer_ + transformer];
  kw.assign(static_cast<size_t>(per_day_), 0.0);
  for (int h = unit.first_household; h < unit.first_household + unit.households; ++h) {
    const double* home = base_kw_.data() + static_cast<size_t>(h - first_home_) * per_day_;
    for (int k = 0; k < per_day_; ++k) kw[k] += home[k];
  }
  for (int k = 0; k < per_day_; ++k) kw[k] += unit.other_load_kw;
}

void BlockHomes::prepare_base_load() {
  lane_of_.resize(homes_);
  for (int h = 0; h < homes_; ++h) {
    const Household& home = s_.population->households[first_home_ + h];
    const int site = s_.village_site[home.village];
    if (groups_.empty() || groups_.back().homes == LANES || groups_.back().site != site)
      groups_.push_back({site, h, 0, {}});
    BaseGroup& group = groups_.back();
    lane_of_[h] = {static_cast<int>(groups_.size()) - 1, group.homes};
    occupancy::set_lane(group.lanes, group.homes, home.people, s_.seed, home.hash, s_.physics->sites[site].mean_use);
    if (home.traits.vacant || home.schedule >= 0) group.lanes.scale[group.homes] = 0.0;
    ++group.homes;
  }
  base_kw_.resize(static_cast<size_t>(homes_) * per_day_);
  presence_.resize(static_cast<size_t>(homes_));
  scale_to_measured();
}

// Where a transformer's load has been measured, its homes' base load is scaled to the measured mean.
void BlockHomes::scale_to_measured() {
  for (int t = 0; t < transformers_; ++t) {
    const Transformer& unit = s_.population->transformers[first_transformer_ + t];
    if (unit.measured_load_kw.empty()) continue;
    double measured = 0.0, expected = 0.0;
    for (const float kw : unit.measured_load_kw) measured += kw / 96.0;
    const occupancy::MeanUse& season = s_.physics->sites[s_.village_site[unit.village]].season_use;
    for (int h = unit.first_household; h < unit.first_household + unit.households; ++h) {
      const auto [group, lane] = lane_of_[h - first_home_];
      expected += occupancy::expected_day_kwh(groups_[group].lanes, lane, season) / 24.0;
    }
    if (expected <= 0.0) continue;
    for (int h = unit.first_household; h < unit.first_household + unit.households; ++h) {
      const auto [group, lane] = lane_of_[h - first_home_];
      groups_[group].lanes.scale[lane] *= std::max(0.0, measured - unit.other_load_kw) / expected;
    }
  }
}

void BlockHomes::draw_presence(int day) {
  for (int h = 0; h < homes_; ++h) {
    const Household& home = s_.population->households[first_home_ + h];
    if (home.traits.vacant) continue;  // nobody on any day
    const occupancy::DayKind kind = s_.physics->sites[s_.village_site[home.village]].day_kind[day];
    presence_[h] =
        occupancy::presence_day(home.people, kind, s_.physics->presence, s_.seed, home.hash, axis_.day_number(day));
  }
}

void BlockHomes::base_load(int day) {
  tile_.resize(static_cast<size_t>(per_day_) * LANES);
  for (const BaseGroup& group : groups_) {
    const SiteWeather& site = s_.physics->sites[group.site];
    s_.kernel->base_load_day(group.lanes, site.day_shape[day], s_.seed, axis_.day_number(day), per_day_, tile_.data());
    for (int lane = 0; lane < group.homes; ++lane) lay_base(group.first_home + lane, lane, day);
  }
}

void BlockHomes::lay_base(int h, int lane, int day) {
  double* kw = base_kw_.data() + static_cast<size_t>(h) * per_day_;
  double sum = 0.0, valley = 0.0;
  for (int k = 0; k < per_day_; ++k) {
    kw[k] = tile_[static_cast<size_t>(k) * LANES + lane];
    sum += kw[k];
    valley += kw[k] * s_.valley[k];
  }
  if (outcome_ == nullptr || day < axis_.warm_up_days) return;
  HomeResult& result = outcome_->homes[first_home_ + h];
  result.base_kwh += static_cast<float>(sum * axis_.step_hours());
  result.base_valley_kwh += static_cast<float>(valley * axis_.step_hours());
}

void BlockHomes::prepare_batches() {
  std::vector<int> pairs;
  const auto& all = s_.plan->pairs;
  const auto begin =
      std::lower_bound(all.begin(), all.end(), first_home_, [](const Pair& p, int h) { return p.household < h; });
  for (auto p = begin; p != all.end() && p->household < first_home_ + homes_; ++p) {
    pairs.push_back(static_cast<int>(p - all.begin()));
  }
  const auto key = [&](int p) {
    const Option& option = s_.plan->options[all[p].option];
    return std::tuple(option.technology, construction_of(p), all[p].household, all[p].option, all[p].begin_day);
  };
  std::sort(pairs.begin(), pairs.end(), [&](int a, int b) { return key(a) < key(b); });
  for (const int p : pairs) {
    const Option& option = s_.plan->options[all[p].option];
    const int construction = construction_of(p);
    if (batches_.empty() || !batches_.back()->takes(option.technology, construction)) {
      batches_.push_back(std::make_unique<Batch>(s_, day_tile_, option.technology, construction));
      burns_gas_ = burns_gas_ || batches_.back()->technology().carrier == heater::Carrier::gas;
    }
    place_[p] = {batches_.back().get(), batches_.back()->add(p)};
  }
}

int BlockHomes::construction_of(int p) const {
  const Pair& pair = s_.plan->pairs[p];
  const Household& home = s_.population->households[pair.household];
  return s_.physics->index_of(s_.village_site[home.village], home.archetype, s_.plan->options[pair.option].envelope);
}

void BlockHomes::begin_pairs(Batch& batch, int day) {
  for (int lane = 0; lane < batch.size(); ++lane) {
    const Pair& pair = s_.plan->pairs[batch.pair(lane)];
    if (pair.begin_day == day && day > 0) hand_over(batch, lane, pair);
  }
}

void BlockHomes::step_batch(Batch& batch, int day) {
  batch.step(day, {base_kw_.data(), presence_.data(), first_home_});
  for (int lane = 0; lane < batch.size(); ++lane) add_to_mixes(batch, lane, day);
  for (int lane = 0; peaks_ != nullptr && lane < batch.size(); ++lane) {
    const int home = s_.plan->pairs[batch.pair(lane)].household - first_home_;
    const double* base_kw = base_kw_.data() + static_cast<size_t>(home) * per_day_;
    peaks_->take(home, base_kw, batch.electricity(lane), batch.uses(lane), day);
  }
}

// The option begins inside the season: it takes over the room's temperature from the one before.
void BlockHomes::hand_over(Batch& batch, int lane, const Pair& pair) {
  const auto& [from, from_lane] = place_.at(pair.predecessor);
  batch.take_over(lane, *from, from_lane);
  if (outcome_ == nullptr) return;
  const int index = outcome_->before_begin_index[batch.pair(lane)];
  outcome_->before_begin[index] = from->result(from_lane);
}

void BlockHomes::add_to_mixes(const Batch& batch, int lane, int day) {
  const int p = batch.pair(lane);
  const Pair& pair = s_.plan->pairs[p];
  const int t = s_.population->households[pair.household].transformer - first_transformer_;
  for (const MixUse& use : batch.uses(lane)) {
    if (day < use.from_day || day >= use.to_day) continue;
    const size_t at = sums_.at(use.mix, t);
    if (batch.takes_electricity()) batch.add_electricity(lane, sums_.kw.data() + at, sums_.kvar.data() + at);
    if (batch.technology().carrier == heater::Carrier::gas) batch.add_gas(lane, sums_.gas_m3h.data() + at);
  }
}

}  // namespace hearthgrid::run
