#include "engine/run/block_electricity.hpp"

#include <algorithm>

#include "engine/base/time_axis.hpp"
#include "engine/run/gas_grid.hpp"
#include "models/occupancy/gains.hpp"
#include "models/occupancy/power_factor.hpp"

namespace hearthgrid::run {
namespace {

using occupancy::DAY_KINDS;
using occupancy::DAY_UNITS;
using occupancy::DayKind;

// What is drawn before a water heater's thermostat asks for heat: 5 K of 50 litres (assumed).
constexpr double TANK_DEADBAND_KWH = 0.3;

}  // namespace

BlockElectricity::BlockElectricity(const SimulationInputs& inputs, int first_transformer, int count)
    : s_(inputs), axis_(inputs.physics->axis), per_day_(axis_.steps_per_day()) {
  const auto& units = s_.population->transformers;
  const Transformer& last = units[first_transformer + count - 1];
  first_home_ = units[first_transformer].first_household;
  homes_ = last.first_household + last.households - first_home_;
  lane_of_.resize(homes_);
  tank_of_.assign(homes_, -1);
  if (s_.gas != nullptr && s_.gas->cooking) hob_kw_.resize(homes_);
  for (int h = 0; h < homes_; ++h) add_home(h);
  kw_.resize(static_cast<size_t>(homes_) * per_day_);
  rooms_w_.resize(static_cast<size_t>(homes_) * occupancy::HOURS);
  tile_.resize(static_cast<size_t>(per_day_) * occupancy::LANES);
  water_kw_.resize(homes_);
  awake_.resize(occupancy::LANES);
  scale_to_measured(first_transformer, count);
}

void BlockElectricity::add_home(int h) {
  const Household& home = s_.population->households[first_home_ + h];
  const int site = s_.village_site[home.village];
  if (groups_.empty() || groups_.back().homes == occupancy::LANES || groups_.back().site != site) {
    groups_.push_back({site, h, 0, {}});
  }
  Group& group = groups_.back();
  const int lane = group.homes++;
  lane_of_[h] = {static_cast<int>(groups_.size()) - 1, lane};
  const HomeElectricity own = home_electricity(home, *s_.equipment, s_.hot_water, s_.physics->presence, s_.seed);
  const occupancy::MeanUse& year = s_.physics->sites[site].mean_use;
  const double water_kwh = own.tank_draw_kwh(s_.hot_water, s_.water_of_year);
  occupancy::set_lane(group.lanes, lane, {&home.people, &own.owned, &own.awake, water_kwh}, home.hash, year);
  if (!takes_power(home)) group.lanes.scale[lane] = 0.0;
  add_tan_phi(h, own);
  add_kitchen(home, own.owned.cooking, own.awake, year);
  if (own.element_w > 0) add_tank_home(h, own);
}

// By what its appliances use over the season.
void BlockElectricity::add_tan_phi(int h, const HomeElectricity& own) {
  if (!s_.tan_by_appliance) {
    tan_phi_.push_back(s_.base_tan_phi);
    return;
  }
  const auto [g, lane] = lane_of_[h];
  const Group& group = groups_[g];
  const occupancy::HomeUse home{&s_.population->households[first_home_ + h].people, &own.owned, &own.awake,
                                own.tank_draw_kwh(s_.hot_water, s_.water_of_season)};
  const occupancy::MeanUse& season = s_.physics->sites[group.site].season_use;
  tan_phi_.push_back(occupancy::base_tan_phi(s_.equipment->appliances,
                                             occupancy::expected_appliance_kwh(group.lanes, lane, home, season)));
}

void BlockElectricity::add_tank_home(int h, const HomeElectricity& own) {
  const Tank tank{h,
                  lane_of_[h].first,
                  lane_of_[h].second,
                  own.element_w,
                  own.asked_litres(),
                  own.tank_draw_kwh(s_.hot_water, s_.water_of_season)};
  tank_of_[h] = static_cast<int>(tanks_.size());
  tanks_.push_back(tank);
}

void BlockElectricity::add_kitchen(const Household& home, occupancy::CookingFuel fuel,
                                   const occupancy::AwakeChance& awake, const occupancy::MeanUse& use) {
  auto& kitchen = kitchen_w_.emplace_back();
  if (!takes_power(home)) return;
  for (int kind = 0; kind < DAY_KINDS; ++kind) {
    if (!is_lived_in(home, static_cast<DayKind>(kind))) continue;
    occupancy::DayShape meals;  // the same on all days of a kind
    meals.kind = kind;
    for (const int meal : occupancy::MEALS) meals.events[meal] = use.events[meal][kind];
    occupancy::cooking_gain_day(s_.equipment->cooking, fuel, home.people, awake, meals, occupancy::HOURS,
                                kitchen[kind].data());
    if (hob_kw_.empty() || fuel != occupancy::CookingFuel::gas) continue;
    ByHour& hob = hob_kw_[kitchen_w_.size() - 1][kind];
    occupancy::cooking_share_day(home.people, awake, meals, occupancy::HOURS, hob.data());
    for (double& kw : hob) kw *= s_.equipment->cooking.gas_w / 1000.0;
  }
}

// Mean over the season.
double BlockElectricity::expected_kw(int h) const {
  const auto [g, lane] = lane_of_[h];
  const Group& group = groups_[g];
  const Household& home = s_.population->households[first_home_ + h];
  if (home.traits.vacant) return 0.0;
  const double water = tank_of_[h] < 0 ? 0.0 : tanks_[tank_of_[h]].mean_kwh;
  return (occupancy::expected_day_kwh(group.lanes, lane, s_.physics->sites[group.site].season_use,
                                      occupancy::awake_chance(home.people, s_.physics->presence)) +
          group.lanes.scale[lane] * water) /
         24.0;
}

// Where a transformer's load has been measured, its homes' load is scaled to the measured mean.
void BlockElectricity::scale_to_measured(int first_transformer, int count) {
  for (int t = 0; t < count; ++t) {
    const Transformer& unit = s_.population->transformers[first_transformer + t];
    if (unit.measured_load_kw.empty()) continue;
    double measured = 0.0, expected = 0.0;
    for (const float kw : unit.measured_load_kw) measured += kw / 96.0;
    const int first = unit.first_household - first_home_;
    for (int h = first; h < first + unit.households; ++h) expected += expected_kw(h);
    if (expected <= 0.0) continue;
    for (int h = first; h < first + unit.households; ++h) {
      const auto [group, lane] = lane_of_[h];
      groups_[group].lanes.scale[lane] *= std::max(0.0, measured - unit.other_load_kw) / expected;
    }
  }
}

void BlockElectricity::run_day(int day, const std::vector<uint32_t>& awake_hours) {
  for (const Group& group : groups_) {
    std::copy_n(awake_hours.begin() + group.first_home, group.homes, awake_.begin());
    const SiteWeather& site = s_.physics->sites[group.site];
    s_.kernel->base_load_day(group.lanes, site.day_shape[day], awake_.data(), s_.seed, axis_.day_number(day), per_day_,
                             tile_.data());
    for (int lane = 0; lane < group.homes; ++lane) {
      double* kw = kw_.data() + static_cast<size_t>(group.first_home + lane) * per_day_;
      const bool off =
          !is_lived_in(s_.population->households[first_home_ + group.first_home + lane], site.day_kind[day]);
      for (int k = 0; k < per_day_; ++k) kw[k] = off ? 0.0 : tile_[static_cast<size_t>(k) * occupancy::LANES + lane];
      const ByHour& kitchen = kitchen_w_[group.first_home + lane][static_cast<int>(site.day_kind[day])];
      std::copy(kitchen.begin(), kitchen.end(), rooms_w_.begin() + (group.first_home + lane) * occupancy::HOURS);
    }
  }
  if (tanks_.empty()) return;
  const int day_of_year = hearthgrid::day_of_year(axis_.date(day));
  ByDayKind factor{};
  for (int kind = 0; kind < DAY_KINDS; ++kind) {
    factor[kind] = s_.hot_water.day_factor(static_cast<DayKind>(kind), day_of_year);
  }
  for (const Tank& tank : tanks_) heat_tank(tank, day, awake_hours[tank.home], factor);
}

void BlockElectricity::cut(int day) {
  int village = -1;
  std::vector<double> powered;
  for (int h = 0; h < homes_; ++h) {
    const Household& home = s_.population->households[first_home_ + h];
    if (home.village != village) {
      village = home.village;
      powered = powered_steps(s_.controls, village, axis_.day_number(day), per_day_);
    }
    if (powered.empty()) continue;
    double* kw = kw_.data() + static_cast<size_t>(h) * per_day_;
    for (int k = 0; k < per_day_; ++k) kw[k] *= powered[static_cast<size_t>(k)];
    for (StepPower& heated : water_kw_[h]) heated.kw *= powered[static_cast<size_t>(heated.step)];
  }
}

void BlockElectricity::heat_tank(const Tank& tank, int day, uint32_t awake_hours, const ByDayKind& factor) {
  const Household& home = s_.population->households[first_home_ + tank.home];
  const Group& group = groups_[tank.group];
  const SiteWeather& site = s_.physics->sites[group.site];
  water_kw_[tank.home].clear();
  if (!is_lived_in(home, site.day_kind[day])) return;
  const auto kind = static_cast<int>(site.day_kind[day]);
  s_.hot_water.day(tank.asked_litres[kind] * factor[kind], site.day_kind[day], awake_hours, s_.seed, home.hash,
                   axis_.day_number(day), true, draws_);
  occupancy::reheats_of(draws_, s_.hot_water.kwh_per_litre(), tank.element_w, TANK_DEADBAND_KWH, reheats_);
  const int step = DAY_UNITS / per_day_;
  const double unit_kw = group.lanes.scale[tank.lane] * tank.element_w / (1000.0 * step);
  double* kw = kw_.data() + static_cast<size_t>(tank.home) * per_day_;
  for (const occupancy::Reheat& reheat : reheats_) {
    const int end = reheat.start_unit + reheat.duration_unit;
    for (int k = reheat.start_unit / step; k * step < end; ++k) {
      const int overlap = std::min(end, (k + 1) * step) - std::max(reheat.start_unit, k * step);
      kw[k % per_day_] += unit_kw * overlap;
      water_kw_[tank.home].push_back({k % per_day_, unit_kw * overlap});
    }
  }
  // The rooms take all of the tank's losses; the share of all load that goes to them is counted elsewhere.
  const double loss_w = occupancy::tank_loss_w(group.lanes, tank.lane, site.day_shape[day].level);
  double* rooms_w = rooms_w_.data() + static_cast<size_t>(tank.home) * occupancy::HOURS;
  for (int hour = 0; hour < occupancy::HOURS; ++hour) {
    rooms_w[hour] += (1.0 - occupancy::GAIN_FROM_LOAD_SHARE) * loss_w;
  }
}

void BlockElectricity::add_to(HomeResult* homes) const {
  for (int h = 0; h < homes_; ++h) {
    const double* kw = kw_.data() + static_cast<size_t>(h) * per_day_;
    double sum = 0.0, valley = 0.0;
    for (int k = 0; k < per_day_; ++k) {
      sum += kw[k];
      valley += kw[k] * s_.valley[k];
    }
    homes[h].base_tan_phi = tan_phi(h);
    homes[h].base_kwh += static_cast<float>(sum * axis_.step_hours());
    homes[h].base_valley_kwh += static_cast<float>(valley * axis_.step_hours());
  }
}

}  // namespace hearthgrid::run
