#include "engine/run/season.hpp"

#include <algorithm>

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

}  // namespace

HomeSeason home_season(const Simulation& s, int mix, int household) {
  HomeSeason out;
  out.min_indoor_c = 1e3;
  const int p = s.plan->mixes[mix].pair[household];
  const Pair& pair = s.plan->pairs[p];
  double steps = 0.0;
  const auto add_pair = [&](const Pair& of, const PairResult& r, HomeSeason::Burned& burned) {
    const int technology = s.plan->options[of.option].technology;
    add(s.physics->technologies[technology], technology, r, burned, out);
    steps += r.steps;
  };
  if (s.before_begin_index[p] >= 0) {
    add_pair(s.plan->pairs[pair.predecessor], s.before_begin[s.before_begin_index[p]], out.burned[0]);
  }
  add_pair(pair, s.pairs[p], out.burned[1]);
  out.mean_indoor_c /= std::max(1.0, steps);
  out.base_kwh = s.homes[household].base_kwh;
  out.base_valley_kwh = s.homes[household].base_valley_kwh;
  return out;
}

}  // namespace hearthgrid::run
