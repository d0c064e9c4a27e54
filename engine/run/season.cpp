#include "engine/run/season.hpp"

#include <algorithm>
#include <stdexcept>

#include "engine/run/mix_homes.hpp"

namespace hearthgrid::run {
namespace {

void add(const heater::Technology& technology, int index, const PairResult& r, HomeSeason::Burned& burned,
         HomeSeason& out) {
  out.heat_kwh += r.heat_kwh;
  out.unmet_kwh += r.unmet_kwh;
  out.heater_kwh += r.electricity_kwh;
  out.heater_valley_kwh += r.electricity_valley_kwh;
  out.peak_kw = std::max(out.peak_kw, static_cast<double>(r.peak_kw));
  out.min_indoor_c = std::min(out.min_indoor_c, static_cast<double>(r.min_air_c));
  out.mean_indoor_c += r.air_step_sum_c;
  out.hours_below_14 += r.hours_below_14;
  out.hours_below_10 += r.hours_below_10;
  out.hot_water_kwh += r.hot_water_kwh;
  out.gain_kwh += r.gain_kwh;
  out.radiant_kwh += r.radiant_kwh;
  out.extra_loss_kwh += r.extra_loss_kwh;
  out.cooling_kwh += r.cooling_kwh;
  out.peak_cooling_kw = std::max(out.peak_cooling_kw, static_cast<double>(r.peak_cool_kw));
  double backup_mj = 0.0;  // gas: what else burns has no backup of another carrier
  if (technology.backup_carrier == heater::Carrier::gas && r.backup_input_kwh > 0.0F) {
    backup_mj = 3.6 * r.backup_input_kwh;
    out.gas_m3 += backup_mj / technology.backup_lhv_mj_per_unit;
    burned = {index, backup_mj};
  }
  const double mj = 3.6 * r.input_kwh;
  const double units = mj / technology.fuel_lhv_mj_per_unit;
  switch (technology.carrier) {
    case heater::Carrier::gas:
      out.gas_m3 += units;
      break;
    case heater::Carrier::coal:
      out.coal_kg += units;
      if (technology.fuel == "briquettes") out.briquette_kg += units;
      if (technology.fuel == "semi_coke") out.semi_coke_kg += units;
      break;
    case heater::Carrier::pellets:
      out.pellet_kg += units;
      break;
    case heater::Carrier::wood:
      out.wood_kg += units;
      break;
    case heater::Carrier::straw:
      out.straw_kg += units;
      break;
    case heater::Carrier::electricity:
    case heater::Carrier::none:
      return;  // electricity stands in electricity_kwh already
  }
  burned = {index, mj + backup_mj};
}

// The same option from the start of the season on: the plan simulates it for homes that convert inside it.
int whole_season_of(const Simulation& s, int p) {
  if (s.before_begin_index[p] < 0) return p;
  const Pair& pair = s.plan->pairs[p];
  for (int other = p - 1; other >= 0; --other) {
    const Pair& before = s.plan->pairs[other];
    if (before.household != pair.household || before.option != pair.option) break;
    if (before.begin_day == 0 && before.set_point_drop_k == pair.set_point_drop_k) return other;
  }
  throw std::logic_error("a home that converts inside the season has no whole winter");
}

class Composer {
 public:
  Composer(const Simulation& s, int household) : s_(s), bins_(s.price_bins.of_step.empty() ? 0 : s.price_bins.bins) {
    out_.min_indoor_c = 1e3;
    out_.bins = bins_;
    out_.base_kwh = s.homes[household].base_kwh;
    out_.base_valley_kwh = s.homes[household].base_valley_kwh;
    add_bins(s.home_bin_kwh, static_cast<size_t>(household));
  }
  void add_predecessor(int p, int index) {
    add_pair(p, s_.before_begin[index], out_.burned[0]);
    add_bins(s_.before_begin_bin_kwh, static_cast<size_t>(index));
  }
  void add_last(int p) {
    const double before_steps = steps_;
    const HomeSeason::Used before = all_used();
    add_pair(p, s_.pairs[p], out_.burned[1]);
    add_bins(s_.pair_bin_kwh, static_cast<size_t>(p));
    const HomeSeason::Used all = all_used();
    out_.last = {all.electricity_kwh - before.electricity_kwh, all.gas_m3 - before.gas_m3,
                 all.clean_fuel_kg - before.clean_fuel_kg};
    if (before_steps > 0.0) out_.share_after = 1.0 - before_steps / std::max(1.0, steps_);
  }
  HomeSeason take() {
    out_.mean_indoor_c /= std::max(1.0, steps_);
    return out_;
  }

 private:
  [[nodiscard]] HomeSeason::Used all_used() const {
    return {out_.heater_kwh, out_.gas_m3, out_.pellet_kg + out_.briquette_kg + out_.semi_coke_kg};
  }
  void add_pair(int p, const PairResult& r, HomeSeason::Burned& burned) {
    const int technology = s_.plan->options[s_.plan->pairs[p].option].technology;
    add(s_.physics->technologies[technology], technology, r, burned, out_);
    steps_ += r.steps;
  }
  void add_bins(const std::vector<float>& kwh, size_t row) {
    for (size_t bin = 0; bin < static_cast<size_t>(bins_); ++bin) {
      out_.bin_kwh[bin] += kwh[row * static_cast<size_t>(bins_) + bin];
    }
  }

  const Simulation& s_;
  int bins_;
  HomeSeason out_;
  double steps_ = 0.0;
};

}  // namespace

HomeSeason home_season(const Simulation& s, int mix, int household) {
  const int p = s.plan->mixes[mix].pair[household];
  Composer season(s, household);
  if (s.before_begin_index[p] >= 0) season.add_predecessor(s.plan->pairs[p].predecessor, s.before_begin_index[p]);
  season.add_last(p);
  HomeSeason out = season.take();
  if (next_winter_of(s.plan->mixes[mix], household) != nullptr) out.share_after = 0.0;
  return out;
}

HomeSeason later_season(const Simulation& s, int mix, int household) {
  const NextWinterHome* next = next_winter_of(s.plan->mixes[mix], household);
  const int p = next != nullptr ? next->pair : s.plan->mixes[mix].pair[household];
  Composer later(s, household);
  later.add_last(whole_season_of(s, p));
  return later.take();
}

}  // namespace hearthgrid::run
