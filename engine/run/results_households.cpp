// Results: the homes and transformers as they are, and each home's season by mix.

#include <algorithm>
#include <vector>

#include "engine/base/names.hpp"
#include "engine/base/power_factor.hpp"
#include "engine/run/results.hpp"

namespace hearthgrid::run {
namespace {

// As the flag's meanings in engine/io/results_variables.cpp: the patterns, then what has none.
int pattern_flag(const Household& home) {
  constexpr int SCHEDULED = occupancy::PATTERNS, UNHEATED = SCHEDULED + 1, VACANT = UNHEATED + 1;
  if (home.traits.vacant) return VACANT;
  if (!home.traits.needs_heat) return UNHEATED;
  return home.schedule >= 0 ? SCHEDULED : static_cast<int>(home.people.pattern);
}

}  // namespace

void Results::write_homes() {
  const auto& homes = c_.population.households;
  const auto column = [&](const char* variable, auto value) {
    std::vector<double> values(homes.size());
    for (size_t h = 0; h < homes.size(); ++h) values[h] = static_cast<double>(value(homes[h]));
    file_.write(variable, values);
  };
  column("household_village", [](const Household& h) { return h.village; });
  column("household_transformer", [](const Household& h) { return h.transformer; });
  file_.flags("household_archetype", names_of(c_.archetypes));
  column("household_archetype", [](const Household& h) { return h.archetype; });
  column("household_heated_area_m2", [](const Household& h) { return h.floor_area_m2; });
  column("household_persons", [](const Household& h) { return h.people.persons; });
  column("household_elderly", [](const Household& h) { return h.people.elderly; });
  column("household_children", [](const Household& h) { return h.people.children; });
  column("household_heating_pattern", pattern_flag);
  column("household_night_setback_before_k", [](const Household& h) { return h.people.night_setback_before_k; });
  column("household_night_setback_after_k", [](const Household& h) { return h.people.night_setback_after_k; });
  column("household_switches_by_hand", [](const Household& h) { return h.people.switches_by_hand ? 1 : 0; });
  column("household_income_cny", [](const Household& h) { return h.traits.income_cny; });
  column("household_yearly_kwh", [](const Household& h) { return h.traits.vacant ? 0.0 : h.people.yearly_kwh; });
  column("household_set_point_before_c", [](const Household& h) { return h.people.set_point_before_c; });
  column("household_set_point_after_c", [](const Household& h) { return h.people.set_point_after_c; });
  column("household_heated_share_before", [](const Household& h) { return h.people.heated_share_before; });
  column("household_heated_share_after", [](const Household& h) { return h.people.heated_share_after; });
  column("household_conductivity_factor", [](const Household& h) { return h.conductivity_factor; });
  column("household_furniture_factor", [](const Household& h) { return h.furniture_factor; });
  column("household_infiltration_per_h",
         [&](const Household& h) { return h.air_change_factor * c_.archetypes[h.archetype].base.air_change_per_h; });

  const auto& units = c_.population.transformers;
  std::vector<double> rated, village, count;
  for (const Transformer& unit : units) {
    rated.push_back(unit.rated_kva);
    village.push_back(unit.village);
    count.push_back(unit.households);
  }
  file_.write("transformer_rated_kva", rated);
  file_.write("transformer_village", village);
  file_.write("transformer_households", count);
  write_places();
}

// Of the whole archetype, by floor area, as its cost is.
double Results::embodied_co2_kg(int household, const Option& option) const {
  const Option& before = c_.plan.options[c_.plan.pairs[c_.plan.before[household]].option];
  if (option.envelope == before.envelope) return 0.0;
  const Household& home = c_.population.households[household];
  const dwelling::Archetype& archetype = c_.archetypes[home.archetype];
  return archetype.envelopes.at(c_.envelopes[option.envelope]).embodied_kgco2 * home.floor_area_m2 /
         archetype.base.floor_area_m2;
}

void Results::write_household_seasons() {
  const int homes = static_cast<int>(c_.population.households.size());
  std::vector<std::string> technologies = names_of(c_.technologies);
  file_.flags("household_technology", technologies);
  file_.flags("household_envelope", c_.envelopes);
  std::vector<double> technology(static_cast<size_t>(mixes_) * homes), envelope(technology.size());
  std::vector<double> drop_k(technology.size()), relit(technology.size()), embodied_kg(technology.size());
  struct Column {
    const char* variable;
    double (*value)(const HomeSeason&);
  };
  const Column columns[] = {
      {"household_heat_kwh", [](const HomeSeason& s) { return s.heat_kwh; }},
      {"household_unmet_kwh", [](const HomeSeason& s) { return s.unmet_kwh; }},
      {"household_electricity_kwh", [](const HomeSeason& s) { return s.electricity_kwh(); }},
      {"household_gas_m3", [](const HomeSeason& s) { return s.gas_m3; }},
      {"household_coal_kg", [](const HomeSeason& s) { return s.coal_kg; }},
      {"household_pellet_kg", [](const HomeSeason& s) { return s.pellet_kg; }},
      {"household_wood_kg", [](const HomeSeason& s) { return s.wood_kg; }},
      {"household_straw_kg", [](const HomeSeason& s) { return s.straw_kg; }},
      {"household_peak_kw", [](const HomeSeason& s) { return s.peak_kw; }},
      {"household_mean_indoor_c", [](const HomeSeason& s) { return s.mean_indoor_c; }},
      {"household_min_indoor_c", [](const HomeSeason& s) { return s.min_indoor_c; }},
      {"household_hours_below_14", [](const HomeSeason& s) { return s.hours_below_14; }},
      {"household_hours_below_10", [](const HomeSeason& s) { return s.hours_below_10; }},
      {"household_hot_water_kwh", [](const HomeSeason& s) { return s.hot_water_kwh; }},
      {"household_gain_kwh", [](const HomeSeason& s) { return s.gain_kwh; }},
      {"household_radiant_kwh", [](const HomeSeason& s) { return s.radiant_kwh; }},
      {"household_extra_loss_kwh", [](const HomeSeason& s) { return s.extra_loss_kwh; }},
  };
  constexpr int CHUNK = 4096;  // homes whose seasons are held at once
  std::vector<HomeSeason> seasons;
  std::vector<float> values;
  for (int mix = 0; mix < mixes_; ++mix) {
    for (int first = 0; first < homes; first += CHUNK) {
      seasons.clear();
      for (int h = first; h < std::min(homes, first + CHUNK); ++h) seasons.push_back(home_season(s_, mix, h));
      for (const Column& column : columns) {
        values.clear();
        for (const HomeSeason& season : seasons) values.push_back(static_cast<float>(column.value(season)));
        file_.write_rows(column.variable, mix, first, std::span<const float>(values));
      }
    }
    for (int h = 0; h < homes; ++h) {
      const Mix& now = c_.plan.mixes[mix];
      const Pair& pair = c_.plan.pairs[now.pair[h]];
      const Option& option = c_.plan.options[pair.option];
      const size_t at = static_cast<size_t>(mix) * homes + h;
      technology[at] = option.technology;
      envelope[at] = option.envelope;
      embodied_kg[at] = embodied_co2_kg(h, option);
      drop_k[at] = pair.set_point_drop_k;
      relit[at] = !now.installed.empty() && now.installed[h] >= 0 ? 1.0 : 0.0;
    }
  }
  std::vector<double> base_power_factor;
  for (const HomeResult& home : s_.homes) base_power_factor.push_back(power_factor_of_tan(home.base_tan_phi));
  file_.write("household_base_power_factor", base_power_factor);
  file_.write("household_technology", technology);
  file_.write("household_envelope", envelope);
  file_.write("household_embodied_co2_kg", embodied_kg);
  file_.write("household_set_point_drop_k", drop_k);
  file_.write("household_relit", relit);
  write_household_constructions();
}

}  // namespace hearthgrid::run
