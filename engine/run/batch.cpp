#include "engine/run/batch.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "engine/base/constants.hpp"
#include "engine/base/power_factor.hpp"
#include "engine/base/random.hpp"
#include "engine/run/heated_floor.hpp"
#include "engine/run/stove_home.hpp"
#include "models/occupancy/gains.hpp"
#include "models/occupancy/set_point.hpp"

namespace hearthgrid::run {
namespace {

constexpr int CYCLES_SHOW_MINUTES = 1;  // longer steps hold the mean of on and off

}  // namespace

Batch::Batch(const SimulationInputs& simulation, DayTile& tile, int technology, int construction)
    : s_(simulation),
      tile_(tile),
      technology_(technology),
      construction_(construction),
      per_day_(simulation.physics->axis.steps_per_day()),
      model_(
          batch_model(simulation.physics->constructions[construction], simulation.physics->technologies[technology])),
      hand_fired_(model_.control == Control::prescribed),
      cools_(model_.control == Control::ideal) {
  const heater::Technology& t = this->technology();
  tan_phi_ = tan_of_power_factor(t.power_factor);
  m3_per_kwh_ = t.carrier == heater::Carrier::gas ? 3.6 / t.fuel_lhv_mj_per_unit : 0.0;
  backup_m3_per_kwh_ = t.backup_carrier == heater::Carrier::gas ? 3.6 / t.backup_lhv_mj_per_unit : 0.0;
  rationed_ = simulation.gas != nullptr && simulation.gas_shares != nullptr && burns_gas();
  if (hand_fired_) {
    firing_.emplace(t, per_day_);
    draught_per_w_ = draught_per_w(simulation.physics->constructions[construction], t);
    ventilates_ = draught_per_w_ > 0.0;
  }
  model_.cycles = model_.store && simulation.physics->axis.step_minutes <= CYCLES_SHOW_MINUTES;
  const Construction& c = s_.physics->constructions[construction_];
  for (unsigned closed = 1; closed <= c.covered.size(); ++closed) {
    covered_.push_back(batch_model(c, t, closed));
    covered_.back().cycles = model_.cycles;
  }
  covered_sums_.resize(covered_.size());
  for (int i = 0; i < model_.states; ++i) std::fill_n(lanes_.state[i], LANES, c.start_state[i]);
  std::fill_n(lanes_.min_air, LANES, 1e3);
  std::fill_n(lanes_.max_air, LANES, -1e3);
}

const heater::Technology& Batch::technology() const {
  return s_.physics->technologies[technology_];
}

int Batch::add(int p) {
  const int lane = size();
  const Pair& pair = s_.plan->pairs[p];
  const Option& option = s_.plan->options[pair.option];
  const Household& home = s_.population->households[pair.household];
  const heater::Technology& t = technology();
  const Construction& c = s_.physics->constructions[construction_];

  const double area = heated_floor_m2(home, option, t) / c.floor_area_m2;
  area_[lane] = area;
  lanes_.air_change_w_k[lane] = c.nominal_air_change_w_k * home.air_change_factor;
  lanes_.fixed_w_k[lane] = different_insulation_w_k(c, home) - c.nominal_air_change_w_k;
  const double furniture = static_cast<double>(home.furniture_factor) - 1.0;
  lanes_.furniture_w_k[lane] = furniture * c.furniture_j_k / s_.physics->axis.step_seconds();
  if (home.schedule >= 0) put_on_schedule(lane, home);
  lanes_.cool_w[lane] = t.rated_cooling_w * option.size / area;
  lanes_.size[lane] = option.size / area;
  lanes_.backup_w[lane] = (option.backup_w >= 0.0 ? option.backup_w : t.backup_w.value) / area;
  lanes_.backup_stage_w[lane] = lanes_.backup_w[lane] / t.backup_stages;
  if (model_.store) add_store(lane, t, option.size);
  lanes_.running_w[lane] = t.running_w / area;
  lanes_.standby_w[lane] = home.traits.vacant && !home.traits.frost_protected ? 0.0 : t.standby_w / area;
  lanes_.area_kw[lane] = area / 1000.0;

  const bool ever_lived_in = is_lived_in(home, occupancy::DayKind::festival);
  const bool airs = home.people.airs && ever_lived_in && s_.airing.minutes > 0.0;
  ventilates_ = ventilates_ || airs;
  stoves_.push_back(stove_home(s_, c, home, t, area, option.size, airs));
  fires_.emplace_back();
  fuel_kg_.push_back(0.0);
  for (int mix = 0; mix < static_cast<int>(s_.plan->mixes.size()); ++mix) {
    const int final_pair = s_.plan->mixes[mix].pair[pair.household];
    const Pair& last = s_.plan->pairs[final_pair];
    if (final_pair == p)
      uses_.push_back({mix, pair.begin_day});
    else if (last.predecessor == p)
      uses_.push_back({mix, 0, last.begin_day});
  }
  first_use_.push_back(static_cast<int>(uses_.size()));
  homes_.push_back({&home, pair.household, home.transformer, pair.set_point_drop_k, airs, option.converted});
  pairs_.push_back(p);
  join_controls(lane);
  named_.emplace_back().pair = p;
  keeps_series_ = keeps_series_ || keeps(lane) != Keep::nothing;
  takes_electricity_ = takes_electricity_ || model_.main_is_electric > 0.0 || lanes_.backup_w[lane] > 0.0 ||
                       lanes_.running_w[lane] > 0.0 || lanes_.standby_w[lane] > 0.0 || makes_hot_water();
  return lane;
}

// Emitters, water and machine grow together.
void Batch::add_store(int lane, const heater::Technology& t, double size) {
  const double per_area = size / area_[lane];
  lanes_.emitter_w_k[lane] = *t.emitter_w_k * per_area;
  lanes_.store_w_k[lane] = heater::store_j_k(t) / s_.physics->axis.step_seconds() * per_area;
  lanes_.half_drop_k_w[lane] = 0.5 * t.return_drop_k / t.rated_heat_w / per_area;
  lanes_.static_w_k[lane] = t.static_loss_w_k * per_area;
  lanes_.lost_w_k[lane] = t.standing_loss_w_k * per_area;
  lanes_.store_c[lane] = lanes_.state[model_.states - 1][lane];
  start_store_c_[lane] = lanes_.store_c[lane];
}

void Batch::take_over(int lane, const Batch& from, int from_lane) {
  const int states = model_.states;
  if (from.construction_ == construction_) {
    for (int i = 0; i < states; ++i) lanes_.state[i][lane] = from.lanes_.state[i][from_lane];
  } else {
    const Construction& c = s_.physics->constructions[construction_];
    const double air = from.lanes_.state[from.model_.states - 1][from_lane];
    const double ratio = air / c.start_state[states - 1];
    for (int i = 0; i < states - 1; ++i) lanes_.state[i][lane] = c.start_state[i] * ratio;
    lanes_.state[states - 1][lane] = air;
  }
  fires_[lane] = from.fires_[from_lane];
  lanes_.store_c[lane] = from.model_.store && technology_ == from.technology_
                             ? from.lanes_.store_c[from_lane]
                             : lanes_.state[model_.states - 1][lane];  // new water, at the room's temperature
  start_accounts(lane, from.end_day_);
}

void Batch::continue_from(const Batch& season) {
  for (int i = 0; i < model_.states; ++i) std::copy_n(season.lanes_.state[i], LANES, lanes_.state[i]);
  std::copy_n(season.lanes_.store_c, LANES, lanes_.store_c);
  std::copy_n(season.lanes_.running, LANES, lanes_.running);
  if (model_.cycles && !season.model_.cycles) scatter_cycles(season.end_day_);
  fires_ = season.fires_;
  end_day_ = season.end_day_;
}

// A longer step does not know who was running: anywhere in its cycle, by chance.
void Batch::scatter_cycles(int day) {
  constexpr uint32_t CYCLE = 9;  // draw number, after those of hand_fired.cpp
  for (int lane = 0; lane < size(); ++lane) {
    const auto when = static_cast<uint32_t>(s_.physics->axis.day_number(day));
    const auto words = random_words(s_.seed, Stream::heater, homes_[lane].household->hash, when, CYCLE);
    lanes_.store_c[lane] += model_.band_k * (2.0 * uniform(words[0]) - 1.0);
    lanes_.running[lane] = uniform(words[1]) < 0.5 ? 1.0 : 0.0;
  }
}

void Batch::start_accounts(int lane, int day) {
  double* const sums[] = {
      lanes_.sum_heat,     lanes_.sum_backup,          lanes_.sum_input,         lanes_.sum_below_set_point,
      lanes_.sum_electric, lanes_.sum_electric_valley, lanes_.sum_air,           lanes_.sum_extra_air,
      lanes_.sum_gain,     lanes_.steps_below_14,      lanes_.steps_below_10,    lanes_.peak_kw,
      lanes_.sum_cool,     lanes_.peak_heat_w,         lanes_.peak_cool_w,       lanes_.sum_main,
      lanes_.sum_lost,     lanes_.sum_hot_water,       lanes_.sum_hot_water_rod, lanes_.sum_backup_input};
  for (double* sum : sums) sum[lane] = 0.0;
  for (auto& sum : lanes_.sum_state) sum[lane] = 0.0;
  for (CoveredSums& covered : covered_sums_) {
    for (auto& state : covered.state) state[lane] = 0.0;
    covered.heat[lane] = covered.gain[lane] = covered.extra[lane] = 0.0;
  }
  lanes_.min_air[lane] = 1e3;
  lanes_.max_air[lane] = -1e3;
  for (int i = 0; i < model_.states; ++i) start_state_[i][lane] = lanes_.state[i][lane];
  start_store_c_[lane] = lanes_.store_c[lane];
  start_day_[lane] = day;
  fuel_kg_[lane] = 0.0;
}

void Batch::feed_stove(int lane, int day, bool heated, std::span<double> heat_w) {
  const Household& home = *homes_[lane].household;
  const SiteWeather& site = s_.physics->sites[s_.physics->constructions[construction_].site];
  const int64_t number = s_.physics->axis.day_number(day);
  heater::StoveHome& stove = stoves_[lane];
  if (home.schedule < 0) {
    stove.target_temp_c =
        heated ? occupancy::stove_target_c(home.people, {site.day_kind[day], number, {}}, s_.seed, home.hash)
               : UNHEATED_C;
  }
  const double fuel = heater::fire_day(*firing_, stove, s_.seed, number, site.day_mean_c[day], fires_[lane], heat_w);
  if (day >= s_.physics->axis.warm_up_days) fuel_kg_[lane] += fuel;
}

void Batch::fill_target(int lane, int day, const HomeDay& homes) {
  const LaneHome& here = homes_[lane];
  const Household& home = *here.household;
  const TimeAxis& axis = s_.physics->axis;
  const SiteWeather& site = s_.physics->sites[s_.physics->constructions[construction_].site];
  const std::span<double> row(tile_.row(lane), static_cast<size_t>(per_day_));
  const int64_t number = axis.day_number(day);
  const bool heated = is_heated(home, site.day_kind[day], site.day_mean_c[day]);
  if (hand_fired_) {
    feed_stove(lane, day, heated, row);
  } else if (!heated) {
    const bool kept = home.traits.vacant && home.traits.frost_protected;
    std::fill(row.begin(), row.end(), kept ? s_.vacant_set_point_c : UNHEATED_C);
  } else if (home.schedule >= 0) {
    std::copy_n(schedule_of(home, day).heating_c.begin(), per_day_, row.begin());
  } else {
    const occupancy::DayOfHome today{site.day_kind[day], number, homes.presence[here.index - homes.first_home]};
    occupancy::People thrifty;
    const occupancy::People* people = &home.people;
    if (here.set_point_drop_k > 0.0) {
      thrifty = home.people;
      thrifty.set_point_after_c -= here.set_point_drop_k;
      people = &thrifty;
    }
    occupancy::set_points(*people, here.converted, today, s_.seed, home.hash, per_day_, row);
  }
  if (controlled_ && !hand_fired_) shift_set_points(lane, number, row);
}

void Batch::lay_down(int day, const HomeDay& homes) {
  const double *base[LANES], *target[LANES];
  double per_area[LANES], one[LANES];
  for (int lane = 0; lane < size(); ++lane) {
    base[lane] = homes.base_kw + static_cast<size_t>(homes_[lane].index - homes.first_home) * per_day_;
    target[lane] = tile_.row(lane);
    per_area[lane] = 1.0 / area_[lane];
    one[lane] = 1.0;
    fill_target(lane, day, homes);
  }
  tile_.lay_down(base, one, size(), tile_.base);
  tile_.lay_down(target, hand_fired_ ? per_area : one, size(), tile_.target);
}

// People, cooking, and appliances from the base load that lies in the tile.
void Batch::lay_gains(const HomeDay& homes) {
  double people[occupancy::HOURS][LANES] = {}, per_kw[LANES] = {};
  for (int lane = 0; lane < size(); ++lane) {
    per_kw[lane] = 1000.0 * occupancy::GAIN_FROM_LOAD_SHARE / area_[lane];
    const double* indoor_w =
        homes.indoor_w + static_cast<size_t>(homes_[lane].index - homes.first_home) * occupancy::HOURS;
    for (int hour = 0; hour < occupancy::HOURS; ++hour) people[hour][lane] = indoor_w[hour] / area_[lane];
  }
  tile_.lay_gain(people, per_kw, per_day_ / occupancy::HOURS);
  // Most of the heat of drawn water goes down the drain.
  constexpr double DRAINED = occupancy::GAIN_FROM_LOAD_SHARE - occupancy::DRAWN_HEAT_INDOORS;
  for (int lane = 0; lane < size() && !makes_hot_water(); ++lane) {
    const double drained_w_per_kw = 1000.0 * DRAINED / area_[lane];
    for (const StepPower& heated : homes.water_kw[homes_[lane].index - homes.first_home]) {
      tile_.gain[static_cast<size_t>(heated.step) * LANES + lane] -= drained_w_per_kw * heated.kw;
    }
  }
  if (!makes_hot_water()) return;
  for (size_t i = 0; i < tile_.gain.size(); ++i) tile_.gain[i] += occupancy::DRAWN_HEAT_INDOORS * tile_.hot_water[i];
}

// Air that people and stoves draw through the home beside its leakage, into the tile: W/K per area scale.
void Batch::lay_ventilation(const HomeDay& homes) {
  std::fill(tile_.ventilation.begin(), tile_.ventilation.end(), 0.0);
  for (int lane = 0; lane < size(); ++lane) lay_airing(lane, homes);
  if (draught_per_w_ <= 0.0) return;
  for (size_t i = 0; i < tile_.target.size(); ++i) tile_.ventilation[i] += draught_per_w_ * tile_.target[i];
}

// Windows opened by people: the share of each step in which one is open.
void Batch::lay_airing(int lane, const HomeDay& homes) {
  if (!homes_[lane].airs) return;
  const Construction& c = s_.physics->constructions[construction_];
  const double open_w_k = c.air_w_k_per_ach * s_.airing.air_change_per_h;
  for (const occupancy::Opening& opening : homes.openings[homes_[lane].index - homes.first_home]) {
    for_steps({static_cast<double>(opening.from_minute), static_cast<double>(opening.to_minute)}, per_day_,
              [&](int k, double part) { tile_.ventilation[static_cast<size_t>(k) * LANES + lane] += open_w_k * part; });
  }
}

TileStreams Batch::streams() {
  return {.gain = tile_.gain.data(),
          .target = tile_.target.data(),
          .ventilation_w_k = ventilates_ ? tile_.ventilation.data() : tile_.none.data(),
          .cool_target = tile_.cool_target.data(),
          .base_kw = tile_.base.data(),
          .hot_water_w = makes_hot_water() ? tile_.hot_water.data() : tile_.none.data(),
          .enabled = controlled_ || rationed_ ? tile_.enabled.data() : tile_.ones.data(),
          .electric_kw = tile_.electric.data(),
          .input_kw = tile_.input.data(),
          .backup_kw = backup_m3_per_kwh_ > 0.0 ? tile_.backup.data() : nullptr,
          .heat_kw = keeps_series_ ? tile_.heat.data() : nullptr,
          .air_c = keeps_series_ || keeps_air_ ? tile_.air.data() : nullptr,
          .cool_kw = keeps_series_ && cools_ ? tile_.cool.data() : nullptr,
          .backup_enabled = rationed_ ? tile_.backup_enabled.data() : nullptr};
}

void Batch::step(int day, const HomeDay& homes) {
  const TimeAxis& axis = s_.physics->axis;
  const bool count = day >= axis.warm_up_days;
  if (day == axis.warm_up_days) {
    for (int lane = 0; lane < size(); ++lane) start_accounts(lane, day);
  }
  lay_down(day, homes);
  if (makes_hot_water()) {
    lay_hot_water(homes);
    shift_tank_load(homes, -1.0);
  }
  lay_gains(homes);
  if (controlled_ || rationed_) lay_enabled(axis.day_number(day));
  if (rationed_) lay_gas_shares(day);
  if (ventilates_) lay_ventilation(homes);
  if (cools_) std::fill(tile_.cool_target.begin(), tile_.cool_target.end(), occupancy::NO_COOLING_C);
  if (scheduled_) lay_schedules(day);
  const Construction& c = s_.physics->constructions[construction_];
  const SiteWeather& site = s_.physics->sites[c.site];
  const size_t at = static_cast<size_t>(day - s_.physics->first_day) * per_day_;
  const TileDrivers drivers{c.driver.data() + at * model_.states,
                            site.steps.outdoor_temp_c.data() + at,
                            c.air_change.data() + at,
                            c.curtain_w_k.data() + at,
                            c.operative_c.data() + at,
                            site.heater[technology_].data() + at,
                            s_.valley.data()};
  if (c.covers.empty()) {
    s_.kernel->step_tile(model_, drivers, streams(), per_day_, count, lanes_);
  } else {
    step_covered(c, at, drivers, count);
  }
  end_day_ = day + 1;
  if (makes_hot_water()) {
    shift_tank_load(homes, 1.0);
    take_tank_load_off(homes, count);
  }
  if (takes_electricity_) tile_.pick_up(tile_.electric, size());
  if (count && keeps_series_) keep_series();
}

// Homes that the scenario names keep everything; designated ones their electricity, where their heater draws any or as
// before.
Batch::Keep Batch::keeps(int lane) const {
  const int p = pairs_[lane];
  const int home = s_.plan->pairs[p].household;
  if (s_.named[home]) return Keep::everything;
  if (s_.designated.empty() || !s_.designated[home]) return Keep::nothing;
  const bool electric = technology().carrier == heater::Carrier::electricity || technology().running_w > 0.0;
  return electric || s_.plan->before[home] == p ? Keep::electricity : Keep::nothing;
}

void Batch::keep_series() {
  for (int lane = 0; lane < size(); ++lane) {
    const Keep what = keeps(lane);
    if (what == Keep::nothing) continue;
    for (int k = 0; k < per_day_; ++k) {
      const size_t at = static_cast<size_t>(k) * LANES + lane;
      if (what == Keep::everything) named_[lane].heat_kw.push_back(static_cast<float>(tile_.heat[at]));
      named_[lane].electricity_kw.push_back(static_cast<float>(tile_.electric[at] + tile_.base[at]));
      if (what == Keep::everything) named_[lane].gas_m3h.push_back(static_cast<float>(gas_m3h(at)));
      if (what == Keep::everything && cools_) named_[lane].cool_kw.push_back(static_cast<float>(tile_.cool[at]));
      if (what == Keep::everything) named_[lane].air_c.push_back(static_cast<float>(tile_.air[at]));
    }
  }
}

void Batch::gas_and_air(int lane, float* m3h, float* air_c) const {
  for (int k = 0; k < per_day_; ++k) {
    const size_t at = static_cast<size_t>(k) * LANES + lane;
    m3h[k] = static_cast<float>(gas_m3h(at));
    air_c[k] = static_cast<float>(tile_.air[at]);
  }
}

void Batch::add_electricity(int lane, double* kw, double* kvar) const {
  tile_.add_row(lane, tan_phi_, kw, kvar);
}

void Batch::add_gas(int lane, double* m3h) const {
  for (int k = 0; k < per_day_; ++k) m3h[k] += gas_m3h(static_cast<size_t>(k) * LANES + lane);
}

void Batch::add_fuel(int lane, double* kw) const {
  const bool main = technology().carrier != heater::Carrier::electricity;
  for (int k = 0; k < per_day_; ++k) {
    const size_t at = static_cast<size_t>(k) * LANES + lane;
    kw[k] += (main ? tile_.input[at] : 0.0) + (backup_m3_per_kwh_ > 0.0 ? tile_.backup[at] : 0.0);
  }
}

double Batch::gas_m3h(size_t at) const {
  return tile_.input[at] * m3_per_kwh_ + (backup_m3_per_kwh_ > 0.0 ? tile_.backup[at] * backup_m3_per_kwh_ : 0.0);
}

PairResult Batch::result(int lane) const {
  const TimeAxis& axis = s_.physics->axis;
  const double kwh = area_[lane] * axis.step_hours() / 1000.0;  // from W per area scale and steps
  PairResult r;
  r.heat_kwh = static_cast<float>(lanes_.sum_heat[lane] * kwh);
  const Construction& c = s_.physics->constructions[construction_];
  r.unmet_kwh = static_cast<float>(lanes_.sum_below_set_point[lane] * c.heat_loss_w_k * kwh);
  r.electricity_kwh = static_cast<float>(lanes_.sum_electric[lane] * kwh);
  r.electricity_valley_kwh = static_cast<float>(lanes_.sum_electric_valley[lane] * kwh);
  r.input_kwh = static_cast<float>(lanes_.sum_input[lane] * kwh);
  r.backup_input_kwh = static_cast<float>(lanes_.sum_backup_input[lane] * kwh);
  r.hot_water_kwh = static_cast<float>((lanes_.sum_hot_water[lane] + lanes_.sum_hot_water_rod[lane]) * kwh);
  if (hand_fired_) r.input_kwh = static_cast<float>(fuel_kg_[lane] * technology().fuel_lhv_mj_per_unit / 3.6);
  r.peak_kw = static_cast<float>(lanes_.peak_kw[lane]);
  r.air_step_sum_c = static_cast<float>(lanes_.sum_air[lane]);
  r.steps = static_cast<float>((end_day_ - std::max(start_day_[lane], axis.warm_up_days)) * per_day_);
  r.min_air_c = static_cast<float>(lanes_.min_air[lane]);
  const double gain = lanes_.sum_gain[lane];
  r.gain_kwh = static_cast<float>(gain * kwh);
  r.radiant_kwh =
      static_cast<float>(((1.0 - technology().convective_share) * (lanes_.sum_heat[lane] - lanes_.sum_cool[lane]) +
                          (1.0 - s_.physics->constructions[construction_].gains_convective_share) * gain) *
                         kwh);
  const double cooled_k = lanes_.sum_state[model_.states - 1][lane] - lanes_.sum_air[lane];  // over the season
  r.extra_loss_kwh = static_cast<float>((lanes_.furniture_w_k[lane] * cooled_k - lanes_.sum_extra_air[lane]) * kwh);
  if (cools_) {
    r.cooling_kwh = static_cast<float>(lanes_.sum_cool[lane] * kwh);
    r.peak_heat_kw = static_cast<float>(lanes_.peak_heat_w[lane] * lanes_.area_kw[lane]);
    r.peak_cool_kw = static_cast<float>(lanes_.peak_cool_w[lane] * lanes_.area_kw[lane]);
    r.max_air_c = static_cast<float>(lanes_.max_air[lane]);
  }
  if (s_.population->households[s_.plan->pairs[pairs_[lane]].household].traits.vacant) return r;  // cold to nobody
  r.hours_below_14 = static_cast<float>(lanes_.steps_below_14[lane] * axis.step_hours());
  r.hours_below_10 = static_cast<float>(lanes_.steps_below_10[lane] * axis.step_hours());
  return r;
}

// |heat made - heat to the room - lost - stored| by the heater and its water, over what it made.
double Batch::heater_balance_error(int lane) const {
  if (hand_fired_ || cools_) return 0.0;
  const double made = lanes_.sum_main[lane] + lanes_.sum_backup[lane];
  const double stored = model_.store ? lanes_.store_w_k[lane] * (lanes_.store_c[lane] - start_store_c_[lane]) : 0.0;
  const double error = made - lanes_.sum_heat[lane] - lanes_.sum_lost[lane] - stored;
  return made > 0.0 ? std::abs(error) / made : 0.0;
}

double Batch::balance_error(int lane) const {
  const TimeAxis& axis = s_.physics->axis;
  const Construction& c = s_.physics->constructions[construction_];
  const dwelling::StepModel& m = c.model;
  const double heat_share = technology().convective_share;
  const double gain_share = c.gains_convective_share;
  const double heat = lanes_.sum_heat[lane] - lanes_.sum_cool[lane];
  const double convective = heat_share * heat + gain_share * lanes_.sum_gain[lane] + lanes_.sum_extra_air[lane];
  const double radiant = (1.0 - heat_share) * heat + (1.0 - gain_share) * lanes_.sum_gain[lane];
  const double sun = c.driver_heat_j[end_day_] - c.driver_heat_j[start_day_[lane]];
  const double lost = c.driver_loss_j[end_day_] - c.driver_loss_j[start_day_[lane]] + lost_by_state_j(lane);
  double stored = 0.0;
  for (int i = 0; i < m.states; ++i) stored += m.stored[i] * (lanes_.state[i][lane] - start_state_[i][lane]);
  const double brought = axis.step_seconds() * (convective + radiant) + sun;
  const double scale =
      axis.step_seconds() * (lanes_.sum_heat[lane] + lanes_.sum_cool[lane] + lanes_.sum_gain[lane]) + sun;
  const double room = scale > 0.0 ? std::abs(brought - lost - stored) / scale : 0.0;
  return std::max(room, heater_balance_error(lane));
}

}  // namespace hearthgrid::run
