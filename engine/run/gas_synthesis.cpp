// A gas network made up by the rule gas.synthesis.

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "engine/run/gas_build.hpp"
#include "models/gas/network/village_network.hpp"

namespace hearthgrid::run {
namespace {

gas::VillageNetworkRule rule_of(const io::Settings& s) {
  gas::VillageNetworkRule rule;
  const auto count = [&](const char* key) { return static_cast<int>(s.integer(key)); };
  rule.homes_per_station = count("homes_per_station");
  rule.villages_per_chain = count("villages_per_chain");
  rule.homes_per_box = count("homes_per_box");
  rule.boxes_per_line = count("boxes_per_line");
  rule.branches_per_box = count("branches_per_box");
  rule.homes_per_node = count("homes_per_node");
  rule.station_pa = s.number("station_pa");
  rule.trunk_end_pa = s.number("trunk_end_pa");
  rule.detour = s.number("detour");
  rule.trunk_m = s.number("trunk_m");
  rule.pipe_per_home_m = s.number("pipe_per_home_m");
  rule.service_share = s.number("service_share");
  rule.medium_share = s.number("medium_share");
  rule.box_pa = s.number("box_pa");
  rule.box_margin = s.number("box_margin");
  rule.low_drop_pa = s.number("low_drop_pa");
  rule.draw_m3h = s.number("draw_per_home_m3h");
  rule.simultaneity = s.number("simultaneity");
  rule.low_speed_m_s = s.number("low_speed_m_s");
  rule.medium_speed_m_s = s.number("medium_speed_m_s");
  rule.fitting_share = s.number("fitting_share");
  return rule;
}

std::vector<gas::GasVillage> villages_of(const PopulationTables& homes, const Population& population) {
  std::vector<gas::GasVillage> villages;
  for (const Village& village : population.villages) villages.push_back({.name = village.name});
  for (const Household& home : population.households) ++villages[static_cast<size_t>(home.village)].homes;
  for (int row = 0; homes.villages && row < homes.villages->rows(); ++row) {
    const auto longitude = homes.villages->number(row, "longitude"), latitude = homes.villages->number(row, "latitude");
    if (!longitude || !latitude) continue;
    for (gas::GasVillage& village : villages) {
      if (village.name != homes.villages->text(row, "village")) continue;
      village.placed = true;
      village.longitude_deg = *longitude;
      village.latitude_deg = *latitude;
    }
  }
  return villages;
}

void tell_too_small(const io::Settings& synthesis, const std::vector<std::string>& pipes, ProblemList& problems) {
  if (pipes.empty()) return;
  const std::string more = pipes.size() > 1 ? fmt::format(" and {} more", pipes.size() - 1) : "";
  problems.add(synthesis.problem(
      "homes_per_station", fmt::format("no pipe is large enough for '{}'{}", pipes.front(), more),
      "let a station serve fewer homes (homes_per_station), or raise station_pa, or low_drop_pa for branches"));
}

}  // namespace

void make_up_gas_network(const io::Settings& synthesis, const PopulationTables& homes, const Population& population,
                         GasDraft& draft, ProblemList& problems) {
  draft.grid.origin = GasOrigin::synthesised;
  gas::VillageNetwork made;
  try {
    made = gas::make_village_network(villages_of(homes, population), rule_of(synthesis), draft.grid.network.fluid);
  } catch (const std::invalid_argument& error) {
    problems.add(synthesis.problem("", error.what(), "change what the rule gives"));
    return;
  }
  tell_too_small(synthesis, made.too_small, problems);
  draft.grid.network = std::move(made.network);
  draft.index_nodes();
  std::vector<size_t> next(population.villages.size(), 0);
  for (const Household& home : population.households) {
    const auto village = static_cast<size_t>(home.village);
    draft.grid.household_node.push_back(made.home_nodes[village][next[village]++]);
  }
}

}  // namespace hearthgrid::run
