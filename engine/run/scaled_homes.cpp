#include "engine/run/scaled_homes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace hearthgrid::run {

void take_archetype_areas(Scenario& scenario) {
  if (!scenario.tables.households || !scenario.settings.table("households").boolean("area_of_archetype")) return;
  const io::Table& table = *scenario.tables.households;
  std::unordered_set<std::string> without;
  for (int row = 0; row < table.rows(); ++row) {
    if (!table.number(row, "heated_area_m2")) without.insert(table.text(row, "household"));
  }
  for (Household& home : scenario.population.households) {
    if (!without.contains(home.name)) continue;
    home.floor_area_m2 = static_cast<float>(scenario.archetypes[home.archetype].base.floor_area_m2);
  }
}

std::vector<std::string> scaling_notes(const Scenario& scenario) {
  constexpr double SAME = 0.01;
  constexpr size_t FEW = 5;
  std::vector<std::string> notes;
  double least = 1.0, most = 1.0;
  size_t scaled = 0;
  for (const Household& home : scenario.population.households) {
    const dwelling::Archetype& archetype = scenario.archetypes[home.archetype];
    const double own = archetype.base.floor_area_m2, factor = home.floor_area_m2 / own;
    if (std::abs(factor - 1.0) <= SAME) continue;
    ++scaled;
    least = std::min(least, factor);
    most = std::max(most, factor);
    if (scaled > FEW) continue;
    notes.push_back(
        fmt::format("{} has {:.4g} m2, its archetype {} is a house of {:.4g} m2: all of it is scaled by {:.2f}",
                    home.name, home.floor_area_m2, archetype.name, own, factor));
  }
  if (scaled <= FEW) return notes;
  return {fmt::format("{} homes are scaled from their archetype's by {:.2f} to {:.2f}", scaled, least, most)};
}

}  // namespace hearthgrid::run
