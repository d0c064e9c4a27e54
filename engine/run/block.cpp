#include "engine/run/block.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <tuple>

#include "engine/base/constants.hpp"
#include "engine/base/error.hpp"
#include "engine/run/batch.hpp"
#include "models/occupancy/base_load.hpp"
#include "models/occupancy/base_load_lanes.hpp"
#include "models/occupancy/base_load_shape.hpp"
#include "models/occupancy/calendar.hpp"

namespace hearthgrid::run {
namespace {

// Sums of one day by mix and transformer of the block, in float64.
class DaySums {
 public:
  DaySums(int mixes, int transformers, int steps) : transformers_(transformers), steps_(steps) {
    kw_.resize(static_cast<size_t>(mixes) * transformers * steps);
    kvar_.resize(kw_.size());
    gas_.resize(kw_.size());
  }
  void clear() {
    std::fill(kw_.begin(), kw_.end(), 0.0);
    std::fill(kvar_.begin(), kvar_.end(), 0.0);
    std::fill(gas_.begin(), gas_.end(), 0.0);
  }
  [[nodiscard]] size_t at(int mix, int transformer) const {
    return (static_cast<size_t>(mix) * transformers_ + transformer) * steps_;
  }
  std::vector<double> kw_, kvar_, gas_;

 private:
  int transformers_, steps_;
};

class Block {
 public:
  Block(Simulation& s, int first, int count)
      : s_(s),
        axis_(s.physics->axis),
        per_day_(axis_.steps_per_day()),
        mixes_(static_cast<int>(s.plan->mixes.size())),
        sums_(mixes_, count, per_day_),
        day_tile_(per_day_) {
    out_.first_transformer = first;
    out_.transformers = count;
    const auto& units = s.population->transformers;
    first_home_ = units[first].first_household;
    homes_ = units[first + count - 1].first_household + units[first + count - 1].households - first_home_;
    prepare_base_load();
    prepare_batches();
    const size_t size = static_cast<size_t>(mixes_) * count * axis_.steps();
    out_.load_kw.resize(size);
    out_.load_kvar.resize(size);
    if (burns_gas_) out_.gas_m3h.resize(static_cast<size_t>(mixes_) * count * axis_.season_steps());
  }

  BlockResult run() {
    for (int day = 0; day < axis_.days(); ++day) {
      if (s_.stop && s_.stop()) throw Interrupted();
      sums_.clear();
      base_load(day);
      for (auto& batch : batches_) begin_pairs(*batch, day);
      for (auto& batch : batches_) step_batch(*batch, day);
      append(day);
    }
    for (auto& batch : batches_) finish(*batch);
    assess();
    drop_warm_up();
    return std::move(out_);
  }

 private:
  // --- base load: home-major [home][step]
  void prepare_base_load() {
    lane_of_.resize(homes_);
    for (int h = 0; h < homes_; ++h) {
      const Household& home = s_.population->households[first_home_ + h];
      const int site = s_.village_site[home.village];
      if (groups_.empty() || groups_.back().homes == LANES || groups_.back().site != site)
        groups_.push_back({site, h, 0, {}});
      BaseGroup& group = groups_.back();
      lane_of_[h] = {static_cast<int>(groups_.size()) - 1, group.homes};
      occupancy::set_lane(group.lanes, group.homes, home.people, s_.seed, home.hash, s_.physics->sites[site].mean_use);
      if (home.traits.vacant) group.lanes.scale[group.homes] = 0.0;
      ++group.homes;
    }
    base_kw_.resize(static_cast<size_t>(homes_) * per_day_);
    scale_to_measured();
  }

  // Where a transformer's load has been measured, its homes' base load is scaled to the measured mean.
  void scale_to_measured() {
    for (int t = 0; t < out_.transformers; ++t) {
      const Transformer& unit = s_.population->transformers[out_.first_transformer + t];
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

  void base_load(int day) {
    tile_.resize(static_cast<size_t>(per_day_) * LANES);
    for (const BaseGroup& group : groups_) {
      const SiteWeather& site = s_.physics->sites[group.site];
      s_.kernel->base_load_day(group.lanes, site.day_shape[day], s_.seed, axis_.day_number(day), per_day_,
                               tile_.data());
      for (int lane = 0; lane < group.homes; ++lane) lay_base(group.first_home + lane, lane, day);
    }
  }

  void lay_base(int h, int lane, int day) {
    double* kw = base_kw_.data() + static_cast<size_t>(h) * per_day_;
    double sum = 0.0, valley = 0.0;
    for (int k = 0; k < per_day_; ++k) {
      kw[k] = tile_[static_cast<size_t>(k) * LANES + lane];
      sum += kw[k];
      valley += kw[k] * s_.valley[k];
    }
    if (day < axis_.warm_up_days) return;
    HomeResult& result = s_.homes[first_home_ + h];
    result.base_kwh += static_cast<float>(sum * axis_.step_hours());
    result.base_valley_kwh += static_cast<float>(valley * axis_.step_hours());
  }

  // --- batches
  void prepare_batches() {
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
    place_.clear();
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

  [[nodiscard]] int construction_of(int p) const {
    const Pair& pair = s_.plan->pairs[p];
    const Household& home = s_.population->households[pair.household];
    return s_.physics->index_of(s_.village_site[home.village], home.archetype, s_.plan->options[pair.option].envelope);
  }

  void begin_pairs(Batch& batch, int day) {
    for (int lane = 0; lane < batch.size(); ++lane) {
      const Pair& pair = s_.plan->pairs[batch.pair(lane)];
      if (pair.begin_day == day && day > 0) hand_over(batch, lane, pair);
    }
  }

  void step_batch(Batch& batch, int day) {
    batch.step(day, {base_kw_.data(), first_home_});
    for (int lane = 0; lane < batch.size(); ++lane) add_to_mixes(batch, lane, day);
  }

  // The option begins inside the season: it takes over the room's temperature from the one before.
  void hand_over(Batch& batch, int lane, const Pair& pair) {
    const auto& [from, from_lane] = place_.at(pair.predecessor);
    batch.take_over(lane, *from, from_lane);
    const int index = s_.before_begin_index[batch.pair(lane)];
    s_.before_begin[index] = from->result(from_lane);
  }

  void add_to_mixes(const Batch& batch, int lane, int day) {
    const int p = batch.pair(lane);
    const Pair& pair = s_.plan->pairs[p];
    const int t = s_.population->households[pair.household].transformer - out_.first_transformer;
    for (const MixUse& use : batch.uses(lane)) {
      if (day < use.from_day || day >= use.to_day) continue;
      const size_t at = sums_.at(use.mix, t);
      if (batch.takes_electricity()) batch.add_electricity(lane, sums_.kw_.data() + at, sums_.kvar_.data() + at);
      if (batch.technology().carrier == heater::Carrier::gas) batch.add_gas(lane, sums_.gas_.data() + at);
    }
  }

  // Base load and other customers come to the heaters' sums, and the day goes into the series.
  void append(int day) {
    const int count = out_.transformers;
    for (int t = 0; t < count; ++t) {
      const Transformer& unit = s_.population->transformers[out_.first_transformer + t];
      base_row_.assign(static_cast<size_t>(per_day_), 0.0);
      for (int h = unit.first_household; h < unit.first_household + unit.households; ++h) {
        const double* kw = base_kw_.data() + static_cast<size_t>(h - first_home_) * per_day_;
        for (int k = 0; k < per_day_; ++k) base_row_[k] += kw[k];
      }
      for (int k = 0; k < per_day_; ++k) base_row_[k] += unit.other_load_kw;
      for (int mix = 0; mix < mixes_; ++mix) append_row(mix, t, day);
    }
  }

  void append_row(int mix, int t, int day) {
    const size_t from = sums_.at(mix, t);
    const size_t row = static_cast<size_t>(mix) * out_.transformers + t;
    float* kw = out_.load_kw.data() + row * axis_.steps() + static_cast<size_t>(day) * per_day_;
    float* kvar = out_.load_kvar.data() + row * axis_.steps() + static_cast<size_t>(day) * per_day_;
    for (int k = 0; k < per_day_; ++k) {
      kw[k] = static_cast<float>(base_row_[k] + sums_.kw_[from + k]);
      kvar[k] = static_cast<float>(base_row_[k] * s_.base_tan_phi + sums_.kvar_[from + k]);
    }
    if (!burns_gas_ || day < axis_.warm_up_days) return;
    float* gas =
        out_.gas_m3h.data() + row * axis_.season_steps() + static_cast<size_t>(day - axis_.warm_up_days) * per_day_;
    for (int k = 0; k < per_day_; ++k) gas[k] = static_cast<float>(sums_.gas_[from + k]);
  }

  void finish(Batch& batch) {
    for (int lane = 0; lane < batch.size(); ++lane) {
      const int p = batch.pair(lane);
      s_.pairs[p] = batch.result(lane);
      const double error = batch.balance_error(lane);
      if (error > out_.balance_error) {
        out_.balance_error = error;
        out_.balance_worst_household = s_.plan->pairs[p].household;
      }
      if (batch.keeps(lane) != Batch::Keep::nothing) out_.named.push_back(batch.named_series(lane));
    }
  }

  // --- transformers
  void assess() {
    for (int mix = 0; mix < mixes_; ++mix) {
      for (int t = 0; t < out_.transformers; ++t) assess(mix, t);
    }
  }

  void assess(int mix, int t) {
    const Transformer& unit = s_.population->transformers[out_.first_transformer + t];
    const std::vector<double>& ambient = s_.physics->sites[s_.village_site[unit.village]].steps.outdoor_temp_c;
    const size_t steps = axis_.steps();
    const size_t row = (static_cast<size_t>(mix) * out_.transformers + t) * steps;
    const std::span<const float> kw(out_.load_kw.data() + row, steps), kvar(out_.load_kvar.data() + row, steps);
    const electricity::ThermalClass& thermal = electricity::DISTRIBUTION_ONAN;
    out_.seasons.push_back(electricity::assess(kw, kvar, ambient, electricity::type_of(unit.series, unit.rated_kva),
                                               thermal, axis_.step_minutes, axis_.warm_up_steps()));
    electricity::SizingRule rule = s_.sizing;
    rule.series = unit.series;
    rule.growth_per_year = unit.growth_per_year;
    out_.sizing.push_back(rule.hot_spot_limit_c
                              ? electricity::size_by_load(rule, kw, kvar, ambient, thermal, axis_.step_minutes,
                                                          axis_.warm_up_steps(), s_.size_costs)
                              : electricity::size_by_peak(rule, out_.seasons.back().peak_15min_kva, s_.size_costs));
  }

  void drop_warm_up() {
    const size_t steps = axis_.steps(), season = axis_.season_steps(), warm = axis_.warm_up_steps();
    for (std::vector<float>* series : {&out_.load_kw, &out_.load_kvar}) {
      const size_t rows = series->size() / steps;
      for (size_t row = 0; row < rows; ++row) {
        std::copy_n(series->data() + row * steps + warm, season, series->data() + row * season);
      }
      series->resize(rows * season);
    }
  }

  Simulation& s_;
  const TimeAxis& axis_;
  int per_day_, mixes_;
  int first_home_ = 0, homes_ = 0;
  bool burns_gas_ = false;
  DaySums sums_;
  DayTile day_tile_;
  BlockResult out_;
  struct BaseGroup {  // up to sixteen homes of one site
    int site, first_home, homes;
    occupancy::BaseLoadLanes lanes;
  };
  std::vector<BaseGroup> groups_;
  std::vector<std::pair<int, int>> lane_of_;  // home -> group, lane
  std::vector<double> base_kw_, tile_, base_row_;
  std::vector<std::unique_ptr<Batch>> batches_;
  std::map<int, std::pair<Batch*, int>> place_;  // pair -> where it is simulated
};

}  // namespace

BlockResult simulate_block(Simulation& simulation, int first_transformer, int count) {
  return Block(simulation, first_transformer, count).run();
}

}  // namespace hearthgrid::run
