#include "engine/run/member_figures.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/random.hpp"
#include "engine/run/mix_homes.hpp"
#include "models/gas/supply.hpp"

namespace hearthgrid::run {
namespace {

// As tools/cli/mix_figures.hpp counts cold homes: below 14 degC for more than this share of the season.
constexpr double COLD_SHARE_OF_SEASON = 0.05;
constexpr double HEATING_LIMIT_C = 18.0;  // of degree days

GroupUse empty_use(size_t groups) {
  return {std::vector<double>(groups, 0.0), std::vector<double>(groups, 0.0), 0.0, {}};
}

// What a use has of a carrier, in its unit; null for electricity. Of a home's season or of a mix.
template <class Use>
auto units_of(heater::Carrier carrier, Use& use) -> decltype(&use.gas_m3) {
  switch (carrier) {
    case heater::Carrier::gas:
      return &use.gas_m3;
    case heater::Carrier::coal:
      return &use.coal_kg;
    case heater::Carrier::pellets:
      return &use.pellet_kg;
    case heater::Carrier::wood:
      return &use.wood_kg;
    case heater::Carrier::straw:
      return &use.straw_kg;
    case heater::Carrier::electricity:
    case heater::Carrier::none:
      break;
  }
  return nullptr;
}

void to_shares(float* weights, size_t count) {
  const double sum = std::accumulate(weights, weights + count, 0.0);
  for (size_t g = 0; sum > 0.0 && g < count; ++g) weights[g] = static_cast<float>(weights[g] / sum);
  if (sum <= 0.0) std::fill(weights, weights + count, 0.0F);
}

// Lowest daily mean and degree days of the season, warm-up aside.
void add_winter(const weather::HourlyWeather& hours, const TimeAxis& axis, double weight, MemberSums& out) {
  const auto* bytes = reinterpret_cast<const char*>(hours.dry_bulb_c.data());
  const uint64_t site = stable_hash({bytes, hours.dry_bulb_c.size() * sizeof(hours.dry_bulb_c[0])});
  out.winter = 31 * out.winter + site;  // the order of sites counts
  double coldest = 1e3, degree_days = 0.0;
  for (int day = axis.warm_up_days; day < axis.days(); ++day) {
    const auto from = hours.dry_bulb_c.begin() + static_cast<std::ptrdiff_t>(24) * day;
    const double mean = std::accumulate(from, from + 24, 0.0) / 24.0;
    coldest = std::min(coldest, mean);
    degree_days += std::max(0.0, HEATING_LIMIT_C - mean);
  }
  out.coldest_day_c += weight * coldest;
  out.degree_days_k_d += weight * degree_days;
}

}  // namespace

MemberFigures::MemberFigures(const Scenario& scenario, const Simulation& simulation, const DrawsPlan& plan)
    : c_(scenario),
      s_(simulation),
      plan_(plan),
      air_(scenario, plan.groups),
      dust_(scenario, simulation),
      feeders_(scenario),
      mixes_(static_cast<int>(scenario.plan.mixes.size())),
      steps_(scenario.axis.season_steps()),
      county_kw_(static_cast<size_t>(mixes_) * steps_),
      county_gas_(county_kw_.size()),
      county_base_kw_(steps_) {
  out_.mixes.resize(mixes_);
  out_.population_seed = scenario.seed();
}

void MemberFigures::take(const BlockResult& block) {
  for (int t = 0; t < block.transformers; ++t) {
    const float* base = block.base_kw.data() + static_cast<size_t>(t) * steps_;
    for (int k = 0; k < steps_; ++k) county_base_kw_[k] += base[k];
    for (int mix = 0; mix < mixes_; ++mix) take_transformer(block, mix, t);
    dust_.take(block, t);
    feeders_.take(block, t);
  }
}

void MemberFigures::take_transformer(const BlockResult& block, int mix, int t) {
  const size_t row = static_cast<size_t>(mix) * block.transformers + t;
  const float* kw = block.load_kw.data() + row * steps_;
  double* county = county_kw_.data() + static_cast<size_t>(mix) * steps_;
  for (int k = 0; k < steps_; ++k) county[k] += kw[k];
  if (!block.gas_m3h.empty()) {
    const float* gas = block.gas_m3h.data() + row * steps_;
    double* county_gas = county_gas_.data() + static_cast<size_t>(mix) * steps_;
    for (int k = 0; k < steps_; ++k) county_gas[k] += gas[k];
  }
  const Transformer& unit = c_.population.transformers[block.first_transformer + t];
  const electricity::TransformerSeason& season = block.seasons[row];
  const electricity::Sizing& sizing = block.sizing[row];
  MixSums& sums = out_.mixes[mix];
  const double at_peak_kw = kw[season.peak_step];
  const double base_kw = block.base_kw[static_cast<size_t>(t) * steps_ + static_cast<size_t>(season.peak_step)];
  const double share = at_peak_kw > 0.0 ? std::clamp(1.0 - base_kw / at_peak_kw, 0.0, 1.0) : 0.0;
  sums.transformer_kva.peaks.push_back({static_cast<float>(season.peak_kva), static_cast<float>(share)});
  sums.transformer_rated_kva.push_back(static_cast<float>(unit.rated_kva));
  sums.kva_to_add += std::max(0.0, sizing.kva.value_or(0.0) - unit.rated_kva);
  if (!sizing.kva || *sizing.kva > unit.rated_kva) sums.upgrade_cny += sizing.cost_cny;
  if (!sizing.kva) ++sums.without_size;
}

MemberSums MemberFigures::finish(const std::vector<weather::HourlyWeather>& hours, const std::vector<MainMix>& main,
                                 int threads) {
  std::vector<double> homes_at(hours.size(), 0.0);
  for (const Household& home : c_.population.households) homes_at[c_.village_site[home.village]] += 1.0;
  const auto homes = static_cast<double>(c_.population.households.size());
  for (size_t site = 0; site < hours.size(); ++site) add_winter(hours[site], c_.axis, homes_at[site] / homes, out_);
  DesignDay design_day(c_);
  for (int mix = 0; mix < mixes_; ++mix) {
    MixSums& sums = out_.mixes[mix];
    HomeGroups groups;
    add_homes(mix, design_day, sums, groups.now);
    for (int h = 0; h < static_cast<int>(groups.now.size()); ++h) {
      const Option& later = later_option(c_.plan, c_.plan.mixes[mix], h);
      groups.later.push_back(plan_.group_of(later.technology, later.converted));
    }
    add_dust(mix, sums);
    finish_county(mix, main[mix], sums);
    sums.gas = main[mix].gas;
    const MixWorks works{works_of(main[mix], sums), main[mix].gas_works_cny};
    sums.money.emplace_back(c_, s_, mix, works, plan_, groups, threads);
    sums.burdens.emplace_back(c_, s_, mix, plan_, groups.now, threads);
  }
  return std::move(out_);
}

void MemberFigures::add_homes(int mix, DesignDay& design_day, MixSums& sums, std::vector<int>& group_of_home) const {
  const size_t groups = plan_.groups.size();
  const Plan& plan = c_.plan;
  sums.villages.assign(c_.population.villages.size(), empty_use(groups));
  sums.transformer_kva.weights.assign(c_.population.transformers.size() * groups, 0.0F);
  for (auto* units : {&sums.carriers.gas_m3, &sums.carriers.coal_kg, &sums.carriers.pellet_kg, &sums.carriers.wood_kg,
                      &sums.carriers.straw_kg}) {
    units->assign(groups, 0.0);
  }
  for (int h = 0; h < static_cast<int>(c_.population.households.size()); ++h) {
    const HomeSeason season = home_season(s_, mix, h);
    const Option& option = plan.options[plan.pairs[plan.mixes[mix].pair[h]].option];
    const int group = plan_.group_of(option.technology, option.converted);
    group_of_home.push_back(group);
    add_home(season, group, h, sums);
    count_home(season, mix, h, sums);
    const Household& home = c_.population.households[h];
    // As the results of homes have them: float.
    const auto load_kw = static_cast<float>(design_day.load_w(home, option) / 1000.0);
    if (static_cast<float>(design_day.capacity_w(home, option) / 1000.0) < load_kw) ++sums.homes_undersized;
  }
  sums.delivered_kw = feeders_.peaks_of(mix, sums.transformer_kva.weights, groups);
  for (size_t t = 0; t < c_.population.transformers.size(); ++t) {
    float* weights = sums.transformer_kva.weights.data() + t * groups;
    to_shares(weights, groups);
    if (std::all_of(weights, weights + groups, [](float weight) { return weight == 0.0F; })) {
      sums.transformer_kva.peaks[t].heating_share = 0.0F;
    }
  }
}

// A village's groups with one heater burn it alike over the season: by what each burns.
void MemberFigures::add_dust(int mix, MixSums& sums) const {
  const size_t groups = plan_.groups.size();
  sums.dust_ug_m3.assign(groups, 0.0);
  for (size_t v = 0; v < sums.villages.size(); ++v) {
    const std::vector<double>& fuel_mj = sums.villages[v].fuel_mj;
    for (size_t g = 0; g < groups; ++g) {
      const int technology = plan_.groups[g].technology;
      double of_technology_mj = 0.0;
      for (size_t other = 0; other < groups; ++other) {
        if (plan_.groups[other].technology == technology) of_technology_mj += fuel_mj[other];
      }
      if (fuel_mj[g] <= 0.0) continue;
      sums.dust_ug_m3[g] += dust_.resident_share()[v] * fuel_mj[g] / of_technology_mj *
                            dust_.ug_m3_per_factor(mix, technology, static_cast<int>(v));
    }
  }
}

// As the results of households and tools/cli/mix_figures.cpp have them.
void MemberFigures::count_home(const HomeSeason& season, int mix, int household, MixSums& sums) const {
  const Plan& plan = c_.plan;
  const Mix& now = plan.mixes[mix];
  const Pair& pair = plan.pairs[now.pair[household]];
  const Option& option = plan.options[pair.option];
  const Option& in_base = plan.options[plan.pairs[plan.mixes[plan_.base_mix].pair[household]].option];
  const Option& today = plan.options[plan.pairs[plan.before[household]].option];
  ++sums.homes;
  if (static_cast<float>(season.hours_below_14) > COLD_SHARE_OF_SEASON * c_.axis.season_days * 24.0) ++sums.homes_cold;
  if (option.technology != in_base.technology || option.envelope != in_base.envelope) ++sums.homes_converted;
  if (pair.set_point_drop_k > 0.0) ++sums.homes_saving;
  if (!now.installed.empty() && now.installed[household] >= 0) ++sums.homes_relit;
  if (option.envelope == today.envelope) return;
  const Household& home = c_.population.households[household];
  const dwelling::Archetype& archetype = c_.archetypes[home.archetype];
  sums.embodied_co2_kg += archetype.envelopes.at(c_.envelopes[option.envelope]).embodied_kgco2 * home.floor_area_m2 /
                          archetype.base.floor_area_m2;
}

void MemberFigures::add_home(const HomeSeason& season, int group, int household, MixSums& sums) const {
  const Household& home = c_.population.households[household];
  GroupUse& use = sums.villages[home.village];
  use.base_kwh += season.base_kwh;
  use.heater_kwh[group] += season.heater_kwh;
  sums.transformer_kva.weights[home.transformer * plan_.groups.size() + group] += static_cast<float>(season.heater_kwh);
  const auto carrier_of = [&](const HomeSeason::Burned& burned) {
    return burned.technology < 0 ? heater::Carrier::none : heater::burnt_carrier(c_.technologies[burned.technology]);
  };
  const heater::Carrier first = carrier_of(season.burned[0]), last = carrier_of(season.burned[1]);
  const double same_mj = first == last ? season.burned[0].fuel_mj + season.burned[1].fuel_mj : 0.0;
  for (int part = 0; part < 2; ++part) {
    const HomeSeason::Burned& burned = season.burned[part];
    if (burned.technology < 0) continue;
    // What the season began with is heated as before, whatever came after.
    const int of = part == 1 ? group : plan_.group_of(burned.technology, false);
    use.fuel_mj[of] += burned.fuel_mj;
    std::vector<double>* units = units_of(carrier_of(burned), sums.carriers);
    const double share = same_mj > 0.0 ? burned.fuel_mj / same_mj : 1.0;
    if (units != nullptr) (*units)[of] += share * *units_of(carrier_of(burned), season);
  }
}

NetworkWorks MemberFigures::works_of(const MainMix& main, const MixSums& sums) const {
  if (main.works.planned) return main.works;
  NetworkWorks works;  // of the county, as its first village's
  works.electric_cny.assign(c_.population.villages.size(), 0.0);
  works.meter_cny = works.electric_cny;
  works.electric_cny.front() = sums.upgrade_cny;
  return works;
}

void MemberFigures::finish_county(int mix, const MainMix& main, MixSums& sums) const {
  const size_t groups = plan_.groups.size();
  sums.county = empty_use(groups);
  for (size_t v = 0; v < sums.villages.size(); ++v) {
    GroupUse& village = sums.villages[v];
    air_.connect(main.plants[v], village);
    sums.county.plant_amount.resize(village.plant_amount.size(), 0.0);
    for (size_t i = 0; i < village.plant_amount.size(); ++i) sums.county.plant_amount[i] += village.plant_amount[i];
    sums.county.base_kwh += village.base_kwh;
    for (size_t g = 0; g < groups; ++g) {
      sums.county.fuel_mj[g] += village.fuel_mj[g];
      sums.county.heater_kwh[g] += village.heater_kwh[g];
    }
  }
  std::vector<float>& weights = sums.county_kw.weights;
  weights.resize(groups);
  for (size_t g = 0; g < groups; ++g) weights[g] = static_cast<float>(sums.county.heater_kwh[g]);
  to_shares(weights.data(), groups);
  const auto load = county_kw_.begin() + static_cast<std::ptrdiff_t>(mix) * steps_;
  const auto peak = std::max_element(load, load + steps_);
  const double base = county_base_kw_[static_cast<size_t>(peak - load)];
  const bool heated = std::any_of(weights.begin(), weights.end(), [](float weight) { return weight > 0.0F; });
  const double share = heated && *peak > 0.0 ? std::clamp(1.0 - base / *peak, 0.0, 1.0) : 0.0;
  sums.county_kw.peaks = {{static_cast<float>(*peak), static_cast<float>(share)}};
  const std::span<const double> gas(county_gas_.data() + static_cast<size_t>(mix) * steps_,
                                    static_cast<size_t>(steps_));
  sums.gas_peak_m3h = gas::assess_supply(gas, c_.axis.step_minutes, {}).peak_hour_m3h;
}

}  // namespace hearthgrid::run
