#include "engine/run/block_homes.hpp"

#include <algorithm>
#include <tuple>

#include "engine/run/gas_grid.hpp"
#include "engine/run/gas_places.hpp"
#include "engine/run/home_watcher.hpp"
#include "engine/run/stacks.hpp"
#include "models/occupancy/gains.hpp"

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
      stacks_(outcome != nullptr ? inputs.stacks : nullptr),
      day_tile_(per_day_),
      electricity_(inputs, first_transformer, count) {
  const auto& units = inputs.population->transformers;
  first_home_ = units[first_transformer].first_household;
  const Transformer& last = units[first_transformer + count - 1];
  homes_ = last.first_household + last.households - first_home_;
  awake_hours_.assign(homes_, 0U);
  presence_.resize(homes_);
  openings_.resize(homes_);
  indoor_w_.resize(static_cast<size_t>(homes_) * occupancy::HOURS);
  prepare_batches();
  if (stacks_ != nullptr) stack_kw_.resize(stacks_->rows.size() * count * per_day_);
  if (inputs.gas == nullptr) return;
  gas_places_ = hearthgrid::run::gas_places(*inputs.population, *inputs.gas, first_transformer, count);
  gas_place_ = place_of_homes(gas_places_, *inputs.population, *inputs.gas, first_transformer, count);
  if (burns_gas_) gas_place_m3h_.resize(inputs.plan->mixes.size() * gas_places_.size() * per_day_);
}

void BlockHomes::run_day(int day) {
  day_ = day;
  sums_.clear();
  std::fill(gas_place_m3h_.begin(), gas_place_m3h_.end(), 0.0);
  std::fill(stack_kw_.begin(), stack_kw_.end(), 0.0);
  draw_people(day);
  electricity_.run_day(day, awake_hours_);
  electricity_.cut(day);
  hot_water_->run_day(day, awake_hours_);
  warm_rooms();
  if (outcome_ != nullptr && day >= axis_.warm_up_days) {
    electricity_.add_to(&outcome_->homes[first_home_]);
    if (!outcome_->price_bins.of_step.empty()) count_base_bins();
  }
  for (auto& batch : batches_) begin_pairs(*batch, day);
  for (auto& batch : batches_) step_batch(*batch, day);
}

void BlockHomes::continue_from(const BlockHomes& season) {
  for (size_t b = 0; b < batches_.size(); ++b) batches_[b]->continue_from(*season.batches_[b]);
}

void BlockHomes::other_of(int transformer, std::vector<double>& kw) const {
  const Transformer& unit = s_.population->transformers[first_transformer_ + transformer];
  kw.assign(static_cast<size_t>(per_day_), unit.other_load_kw);
  const std::vector<double> powered = powered_steps(s_.controls, unit.village, axis_.day_number(day_), per_day_);
  for (size_t k = 0; k < powered.size(); ++k) kw[k] *= powered[k];
}

void BlockHomes::base_of(int transformer, BaseRow& base) const {
  const Transformer& unit = s_.population->transformers[first_transformer_ + transformer];
  base.kw.assign(static_cast<size_t>(per_day_), 0.0);
  base.kvar.assign(static_cast<size_t>(per_day_), 0.0);
  double *kw = base.kw.data(), *kvar = base.kvar.data();
  for (int h = unit.first_household; h < unit.first_household + unit.households; ++h) {
    const double* home = electricity_.kw().data() + static_cast<size_t>(h - first_home_) * per_day_;
    const double tan_phi = electricity_.tan_phi(h - first_home_);
    for (int k = 0; k < per_day_; ++k) {
      kw[k] += home[k];
      kvar[k] += home[k] * tan_phi;
    }
  }
  std::vector<double> other;
  other_of(transformer, other);
  for (int k = 0; k < per_day_; ++k) {
    kw[k] += other[k];
    kvar[k] += other[k] * s_.base_tan_phi;
  }
}

// Who is at home, and which windows they open.
void BlockHomes::draw_people(int day) {
  const int64_t number = axis_.day_number(day);
  for (int h = 0; h < homes_; ++h) {
    const Household& home = s_.population->households[first_home_ + h];
    const SiteWeather& site = s_.physics->sites[s_.village_site[home.village]];
    if (!is_lived_in(home, site.day_kind[day])) {
      presence_[h] = {};
      awake_hours_[h] = 0U;
      openings_[h] = {};
      continue;
    }
    presence_[h] =
        occupancy::presence_day(home.people, site.day_kind[day], s_.physics->presence, s_.seed, home.hash, number);
    awake_hours_[h] = occupancy::awake_hours(presence_[h]);
    if (!home.people.airs) continue;
    openings_[h] =
        occupancy::airing_day(home.people, s_.airing, presence_[h], site.day_mean_c[day], s_.seed, home.hash, number);
  }
}

void BlockHomes::warm_rooms() {
  for (int h = 0; h < homes_; ++h) {
    const auto people_w = occupancy::metabolic_w(presence_[h], s_.physics->presence.body);
    const size_t at = static_cast<size_t>(h) * people_w.size();
    for (size_t hour = 0; hour < people_w.size(); ++hour) {
      indoor_w_[at + hour] = people_w[hour] + electricity_.rooms_w()[at + hour];
    }
  }
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
  std::vector<bool> draws(static_cast<size_t>(homes_));
  for (const int p : pairs) {
    const Option& option = s_.plan->options[all[p].option];
    const int construction = construction_of(p);
    if (batches_.empty() || !batches_.back()->takes(option.technology, construction)) {
      batches_.push_back(std::make_unique<Batch>(s_, day_tile_, option.technology, construction));
      burns_gas_ = burns_gas_ || batches_.back()->burns_gas();
    }
    place_[p] = {batches_.back().get(), batches_.back()->add(p)};
    if (batches_.back()->makes_hot_water()) draws[static_cast<size_t>(all[p].household - first_home_)] = true;
  }
  hot_water_ = std::make_unique<BlockHotWater>(s_, first_home_, draws);
}

int BlockHomes::construction_of(int p) const {
  const Pair& pair = s_.plan->pairs[p];
  const Household& home = s_.population->households[pair.household];
  return s_.physics->index_of(s_.village_site[home.village], home, s_.plan->options[pair.option].envelope);
}

void BlockHomes::begin_pairs(Batch& batch, int day) {
  for (int lane = 0; lane < batch.size(); ++lane) {
    const Pair& pair = s_.plan->pairs[batch.pair(lane)];
    if (pair.begin_day == day && day > 0) hand_over(batch, lane, pair);
  }
}

void BlockHomes::step_batch(Batch& batch, int day) {
  batch.step(day, {electricity_.kw().data(), presence_.data(), openings_.data(), indoor_w_.data(),
                   electricity_.water_kw().data(), first_home_, hot_water_->draws().data()});
  if (outcome_ != nullptr && day >= axis_.warm_up_days && !outcome_->price_bins.of_step.empty()) {
    count_heater_bins(batch);
  }
  for (int lane = 0; sums_mixes_ && lane < batch.size(); ++lane) add_to_mixes(batch, lane, day);
  for (int lane = 0; !watchers_.empty() && lane < batch.size(); ++lane) {
    const int pair = batch.pair(lane), home = s_.plan->pairs[pair].household - first_home_;
    const double* base_kw = electricity_.kw().data() + static_cast<size_t>(home) * per_day_;
    const HomeLoad load{
        home, pair,   base_kw, electricity_.tan_phi(home), batch.electricity(lane), batch.tan_phi(), batch.uses(lane),
        day,  &batch, lane};
    for (HomeWatcher* watcher : watchers_) watcher->take(load);
  }
}

// The option begins inside the season: it takes over the room's temperature from the one before.
void BlockHomes::hand_over(Batch& batch, int lane, const Pair& pair) {
  const auto& [from, from_lane] = place_.at(pair.predecessor);
  batch.take_over(lane, *from, from_lane);
  if (outcome_ == nullptr) return;
  const int index = outcome_->before_begin_index[batch.pair(lane)];
  outcome_->before_begin[index] = from->result(from_lane);
  if (outcome_->price_bins.of_step.empty()) return;
  const auto bins = static_cast<size_t>(outcome_->price_bins.bins);
  std::copy_n(outcome_->pair_bin_kwh.begin() + static_cast<std::ptrdiff_t>(pair.predecessor * bins), bins,
              outcome_->before_begin_bin_kwh.begin() + static_cast<std::ptrdiff_t>(index * bins));
}

// A day's electricity into the bins of its steps; sums of a day in float64, so that small steps are not lost.
void BlockHomes::add_bins(const double* kw, std::vector<float>& kwh, size_t row) const {
  const auto bins = static_cast<size_t>(outcome_->price_bins.bins);
  const uint8_t* of_step =
      outcome_->price_bins.of_step.data() + static_cast<size_t>(day_ - axis_.warm_up_days) * per_day_;
  double sums[economy::MAX_PRICE_BINS] = {};
  for (int k = 0; k < per_day_; ++k) sums[of_step[k]] += kw[k];
  for (size_t bin = 0; bin < bins; ++bin) kwh[row * bins + bin] += static_cast<float>(sums[bin] * axis_.step_hours());
}

void BlockHomes::count_base_bins() {
  for (int h = 0; h < homes_; ++h) {
    add_bins(electricity_.kw().data() + static_cast<size_t>(h) * per_day_, outcome_->home_bin_kwh,
             static_cast<size_t>(first_home_ + h));
  }
}

void BlockHomes::count_heater_bins(const Batch& batch) {
  for (int lane = 0; batch.takes_electricity() && lane < batch.size(); ++lane) {
    const int pair = batch.pair(lane);
    if (s_.plan->pairs[pair].begin_day > day_) continue;
    add_bins(batch.electricity(lane), outcome_->pair_bin_kwh, static_cast<size_t>(pair));
  }
}

void BlockHomes::add_to_mixes(const Batch& batch, int lane, int day) {
  const int t = batch.transformer(lane) - first_transformer_;
  for (const MixUse& use : batch.uses(lane)) {
    if (day < use.from_day || day >= use.to_day) continue;
    const size_t at = sums_.at(use.mix, t);
    if (batch.takes_electricity()) batch.add_electricity(lane, sums_.kw.data() + at, sums_.kvar.data() + at);
    if (stacks_ != nullptr) add_to_stack(batch, lane, use.mix, t);
    if (!batch.burns_gas()) continue;
    batch.add_gas(lane, sums_.gas_m3h.data() + at);
    if (gas_place_.empty()) continue;
    const int home = s_.plan->pairs[batch.pair(lane)].household - first_home_;
    const size_t row = static_cast<size_t>(use.mix) * gas_places_.size() + gas_place_[home];
    batch.add_gas(lane, gas_place_m3h_.data() + row * per_day_);
    if (s_.gas->cooking) add_cooking(home, batch.gas_m3_per_kwh(), day, gas_place_m3h_.data() + row * per_day_);
  }
}

void BlockHomes::add_to_stack(const Batch& batch, int lane, int mix, int transformer) {
  const int row = stacks_->row(mix, s_.plan->options[s_.plan->pairs[batch.pair(lane)].option].technology);
  if (row < 0) return;
  batch.add_fuel(lane, stack_kw_.data() + (static_cast<size_t>(row) * transformers_ + transformer) * per_day_);
}

void BlockHomes::add_cooking(int home, double m3_per_kwh, int day, double* m3h) const {
  const SiteWeather& site = s_.physics->sites[s_.village_site[s_.population->households[first_home_ + home].village]];
  const auto& hob_kw = electricity_.hob_kw(home, site.day_kind[day]);
  for (int k = 0; k < per_day_; ++k)
    m3h[k] += m3_per_kwh * hob_kw[static_cast<size_t>(k * occupancy::HOURS / per_day_)];
}

}  // namespace hearthgrid::run
