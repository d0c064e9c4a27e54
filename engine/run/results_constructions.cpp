// Results: what the homes are made of, and what each part loses over the season.

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "engine/base/names.hpp"
#include "engine/run/heated_floor.hpp"
#include "engine/run/results.hpp"

namespace hearthgrid::run {

std::string Results::construction_name(const Construction& c) const {
  std::string name = fmt::format("{}, {}, {}", c_.archetypes[c.archetype].name, c_.envelopes[c.envelope],
                                 s_.physics->site_names[c.site]);
  if (c.insulation != dwelling::NOMINAL_INSULATION) {
    name += fmt::format(", conductivity x {}", dwelling::INSULATION_LEVELS[c.insulation]);
  }
  return name;
}

void Results::describe_constructions() {
  std::vector<std::string> names;
  size_t modes = 0, elements = 0;
  for (const Construction& c : s_.physics->constructions) {
    names.push_back(construction_name(c));
    modes = std::max(modes, c.facts.time_constants_h.size());
    elements += c.facts.elements.size();
  }
  file_.dimension("construction", names);
  file_.dimension("mode", static_cast<int64_t>(modes));
  file_.dimension("element", static_cast<int64_t>(elements));
}

void Results::write_constructions() {
  const std::vector<Construction>& all = s_.physics->constructions;
  const auto column = [&](const char* variable, auto value) {
    std::vector<double> values;
    for (const Construction& c : all) values.push_back(static_cast<double>(value(c)));
    file_.write(variable, values);
  };
  file_.flags("construction_archetype", names_of(c_.archetypes));
  file_.flags("construction_envelope", c_.envelopes);
  column("construction_archetype", [](const Construction& c) { return c.archetype; });
  column("construction_envelope", [](const Construction& c) { return c.envelope; });
  column("construction_conductivity_factor",
         [](const Construction& c) { return dwelling::INSULATION_LEVELS[c.insulation]; });
  column("construction_floor_area_m2", [](const Construction& c) { return c.floor_area_m2; });
  column("construction_heat_loss_w_k", [](const Construction& c) { return c.heat_loss_w_k; });
  column("construction_air_change_w_k", [](const Construction& c) { return c.nominal_air_change_w_k; });
  column("construction_states", [](const Construction& c) { return c.model.states; });
  column("construction_heat_error", [](const Construction& c) { return c.facts.heat_error; });
  column("construction_peak_error", [](const Construction& c) { return c.facts.peak_error; });
  column("construction_mean_outdoor_c", [](const Construction& c) { return c.facts.mean_outdoor_c; });
  column("construction_sun_w", [](const Construction& c) { return c.facts.sun_w; });
  const size_t modes = file_.size_of("mode");
  std::vector<double> hours(all.size() * modes);
  std::vector<std::string> sites, notes;
  for (size_t i = 0; i < all.size(); ++i) {
    const ConstructionFacts& facts = all[i].facts;
    std::copy(facts.time_constants_h.begin(), facts.time_constants_h.end(),
              hours.begin() + static_cast<std::ptrdiff_t>(i * modes));
    sites.push_back(s_.physics->site_names[all[i].site]);
    notes.push_back(facts.note);
    if (!facts.note.empty()) file_.diagnostic(construction_name(all[i]), facts.note);
  }
  file_.write("construction_time_constant_h", hours);
  file_.write_text("construction_site", sites);
  file_.write_text("construction_note", notes);
  write_elements();
}

// A home whose dwelling or heated part changes inside the season has no construction that stands for all of it.
void Results::write_household_constructions() {
  const auto& homes = c_.population.households;
  const auto construction_of = [&](const Household& home, const Option& option) {
    return s_.physics->index_of(s_.village_site[home.village], home, option.envelope);
  };
  const auto share_of = [&](const Household& home, const Option& option) {
    return heated_floor_m2(home, option, c_.technologies[option.technology]) / home.floor_area_m2;
  };
  std::vector<double> construction, share;
  for (const Mix& mix : c_.plan.mixes) {
    for (size_t h = 0; h < homes.size(); ++h) {
      const Pair& pair = c_.plan.pairs[mix.pair[h]];
      const Option& option = c_.plan.options[pair.option];
      construction.push_back(construction_of(homes[h], option));
      share.push_back(share_of(homes[h], option));
      if (pair.begin_day <= c_.axis.warm_up_days || pair.predecessor < 0) continue;
      const Option& first = c_.plan.options[c_.plan.pairs[pair.predecessor].option];
      const bool same = construction_of(homes[h], first) == construction_of(homes[h], option) &&
                        share_of(homes[h], first) == share_of(homes[h], option);
      if (!same) construction.back() = -1.0;
    }
  }
  file_.write("household_construction", construction);
  file_.write("household_heated_share", share);
}

void Results::write_elements() {
  std::vector<std::string> names;
  std::vector<double> construction, kind, tilt, azimuth, area, u, capacity, fixed, per_air, per_radiant;
  for (size_t i = 0; i < s_.physics->constructions.size(); ++i) {
    const ConstructionFacts& facts = s_.physics->constructions[i].facts;
    for (size_t e = 0; e < facts.elements.size(); ++e) {
      const dwelling::ElementFacts& element = facts.elements[e];
      const dwelling::ElementLoss& loss = facts.losses[e];
      names.push_back(element.name);
      construction.push_back(static_cast<double>(i));
      kind.push_back(static_cast<double>(element.kind));
      tilt.push_back(element.plane.tilt_deg);
      azimuth.push_back(element.plane.azimuth_deg);
      area.push_back(element.area_m2);
      u.push_back(element.u_w_m2k);
      capacity.push_back(element.capacity_j_k / 3.6e6);
      fixed.push_back(loss.fixed_w);
      per_air.push_back(loss.per_air_w_k);
      per_radiant.push_back(loss.per_radiant);
    }
  }
  file_.flags("element_kind", dwelling::element_kind_names());
  file_.write_text("element_name", names);
  file_.write("element_construction", construction);
  file_.write("element_kind", kind);
  file_.write("element_tilt_deg", tilt);
  file_.write("element_azimuth_deg", azimuth);
  file_.write("element_area_m2", area);
  file_.write("element_u_w_m2k", u);
  file_.write("element_capacity_kwh_k", capacity);
  file_.write("element_loss_fixed_w", fixed);
  file_.write("element_loss_w_k", per_air);
  file_.write("element_loss_per_radiant", per_radiant);
}

}  // namespace hearthgrid::run
