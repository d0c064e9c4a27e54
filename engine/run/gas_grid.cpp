#include "engine/run/gas_grid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "engine/base/counted.hpp"
#include "engine/run/gas_build.hpp"
#include "models/gas/burner_pressure.hpp"
#include "models/gas/gas_mixture.hpp"
#include "models/gas/network/disjoint_sets.hpp"
#include "models/gas/network/network_faults.hpp"

namespace hearthgrid::run {
namespace {

gas::CompressibilityLaw law_of(const std::string& name) {
  if (name == "linear") return gas::CompressibilityLaw::linear;
  return name == "cnga" ? gas::CompressibilityLaw::cnga : gas::CompressibilityLaw::ideal;
}

gas::Compressibility compressibility_of(const std::string& name, const gas::GasFluid& fluid) {
  if (name == "linear") return gas::linear_compressibility();
  if (name == "ideal") return gas::ideal_gas();
  return gas::cnga_compressibility(fluid.normal_density_kg_m3 / gas::AIR_NORMAL_DENSITY_KG_M3, fluid.temperature_k);
}

// The gas that the scenario names, over the network's own.
void choose_fluid(const io::Settings& settings, GasGrid& grid, ProblemList& problems) {
  gas::GasFluid& fluid = grid.network.fluid;
  if (settings.has("gas_temp_c")) fluid.temperature_k = settings.number("gas_temp_c") + 273.15;
  const std::string law = settings.has("compressibility") ? settings.text("compressibility") : "";
  const double hydrogen = settings.number("hydrogen_share");
  if (!settings.has("composition")) {
    if (!law.empty()) fluid.compressibility = compressibility_of(law, fluid);
    if (hydrogen > 0.0) {
      problems.add(
          settings.problem("hydrogen_share", "hydrogen is put into a gas whose composition is not known",
                           "give gas.composition, such as { methane = 0.96, ethane = 0.03, nitrogen = 0.01 }"));
    }
    return;
  }
  std::vector<gas::GasShare> shares;
  const io::Settings& composition = settings.table("composition");
  for (const gas::GasComponent& component : gas::gas_components()) {
    const std::string name(component.name);
    if (composition.has(name)) shares.push_back({name, composition.number(name)});
  }
  try {
    gas::GasMixture mixture(grid.network.fluid.name, std::move(shares));
    if (hydrogen > 0.0) mixture = mixture.with_hydrogen(hydrogen);
    const auto own = fluid.compressibility.law;
    fluid = mixture.fluid(fluid.temperature_k, law.empty() ? own : law_of(law));
    const double heat = mixture.lower_heating_value_mj_m3();
    if (heat > 0.0) grid.draw_factor = gas::CHINESE_NATURAL_GAS.lower_heating_value_mj_m3 / heat;
  } catch (const std::invalid_argument& error) {
    problems.add(settings.problem("composition", error.what(), "shares are by volume and sum up to 1"));
  }
}

void choose_order(const io::Settings& settings, GasGrid& grid, ProblemList& problems) {
  grid.curtailment_order = settings.texts("curtailment_order");
  std::set<std::string> seen;
  for (const std::string& type : grid.curtailment_order) {
    if (seen.insert(type).second) continue;
    problems.add(settings.problem("curtailment_order", fmt::format("'{}' stands there twice", type), "name it once"));
  }
  if (seen.contains("households")) return;
  problems.add(settings.problem("curtailment_order", "the order leaves out \"households\"",
                                "say when the homes go short: before, between or after the others"));
}

void check_pressures(const io::Settings& settings, ProblemList& problems) {
  const double service = settings.number("service_pressure_pa"), minimum = settings.number("minimum_pressure_pa");
  if (service == 0.0 || service > minimum) return;
  problems.add(settings.problem(
      "minimum_pressure_pa",
      fmt::format("the minimum pressure of {} Pa is not below the service pressure of {} Pa", minimum, service),
      "appliances draw less and less between the two"));
}

void choose_limits(const io::Settings& settings, GasGrid& grid) {
  if (settings.has("hourly_cap_m3h")) grid.county.hourly_m3h = settings.number("hourly_cap_m3h");
  if (settings.has("daily_cap_m3")) grid.county.daily_m3 = settings.number("daily_cap_m3");
  grid.cooking = settings.boolean("cooking");
  const std::string& friction = settings.text("friction");
  for (const gas::FrictionLaw law : gas::friction_laws()) {
    if (gas::friction_name(law) == friction) grid.friction = law;
  }
}

// Nodes whose tables are silent: with homes as the scenario says, others whatever the pressure.
void choose_pressures(const io::Settings& settings, GasDraft& draft) {
  auto& nodes = draft.grid.network.nodes;
  std::vector<bool> homes(nodes.size(), false);
  for (const int node : draft.grid.household_node) {
    if (node != gas::NO_NODE) homes[static_cast<size_t>(node)] = true;
  }
  for (size_t n = 0; n < nodes.size(); ++n) {
    const double service = homes[n] ? settings.number("service_pressure_pa") : nodes[n].service_pa;
    const double minimum = homes[n] ? settings.number("minimum_pressure_pa") : nodes[n].minimum_pa;
    nodes[n].service_pa = draft.service_pa[n].value_or(service);
    nodes[n].minimum_pa = draft.minimum_pa[n].value_or(minimum);
  }
}

// Homes at nodes whose tables say nothing of a tier above low have no regulator of their own.
void choose_burner_limits(GasGrid& grid) {
  const auto& nodes = grid.network.nodes;
  grid.burner_limit_pa.assign(nodes.size(), 0.0);
  for (const int node : grid.household_node) {
    if (node == gas::NO_NODE || nodes[static_cast<size_t>(node)].tier > gas::PressureTier::low) continue;
    grid.burner_limit_pa[static_cast<size_t>(node)] = gas::burner_limit_pa(nodes[static_cast<size_t>(node)].service_pa);
  }
}

// Parts that pipes and open valves join are of the tier of the highest pressure that feeds them.
void choose_tiers(gas::GasNetwork& network) {
  gas::DisjointSets sets(static_cast<int>(network.nodes.size()));
  for (const auto& each : network.valves) {
    if (each.open) sets.join(each.from, each.to);
  }
  for (const auto& each : network.pipes) {
    if (each.in_service) sets.join(each.from, each.to);
  }
  std::vector<double> highest(network.nodes.size(), 0.0);
  const auto feed = [&](int node, double pressure_pa) {
    double& at = highest[static_cast<size_t>(sets.find(node))];
    at = std::max(at, pressure_pa);
  };
  for (const auto& each : network.supplies) {
    if (each.in_service) feed(each.node, each.pressure_pa);
  }
  for (const auto& each : network.regulators) {
    if (each.in_service) feed(each.to, each.set_pa);
  }
  for (const auto& each : network.compressors) {
    if (each.in_service) feed(each.to, each.outlet_pa);
  }
  for (int n = 0; n < static_cast<int>(network.nodes.size()); ++n) {
    gas::GasNode& node = network.nodes[static_cast<size_t>(n)];
    const double pressure_pa = highest[static_cast<size_t>(sets.find(n))];
    if (node.tier == gas::PressureTier::unstated && pressure_pa > 0.0) node.tier = gas::tier_of(pressure_pa);
  }
}

// "; 30 homes hang at 'far' and 20 at 'near'", of the nodes that have any; of many the first and the rest together.
std::string homes_there(const gas::GasNetwork& network, const std::vector<int>& homes, const std::vector<int>& nodes) {
  int all = 0, first = gas::NO_NODE;
  for (const int node : nodes) {
    const int here = homes[static_cast<size_t>(node)];
    if (here > 0 && first == gas::NO_NODE) first = node;
    all += here;
  }
  if (first == gas::NO_NODE) return "";
  const int there = homes[static_cast<size_t>(first)];
  const std::string more = all > there ? fmt::format(", {} at others", all - there) : "";
  return fmt::format("; {} homes hang at '{}'{}", there, network.nodes[static_cast<size_t>(first)].name, more);
}

void add_faults(const io::Settings& settings, const GasDraft& draft, ProblemList& problems) {
  for (const gas::GasNetworkFault& fault : gas::network_faults(draft.grid.network)) {
    const auto row = draft.rows.find(fault.origin);
    if (row != draft.rows.end()) {
      const GasDraft::Row& at = row->second;
      problems.add(at.table->problem(at.row, at.column, fault.text, fault.advice));
      continue;
    }
    const std::string where = fault.origin.empty() ? "" : fault.origin + ": ";
    problems.add(
        settings.problem(settings.has("synthesis") ? "synthesis" : "network", where + fault.text, fault.advice));
  }
}

}  // namespace

int GasDraft::node(const std::string& name) const {
  const auto found = node_index.find(name);
  return found == node_index.end() ? gas::NO_NODE : found->second;
}

void GasDraft::index_nodes() {
  const gas::GasNetwork& network = grid.network;
  grid.supply.resize(network.supplies.size());
  service_pa.resize(network.nodes.size());
  minimum_pa.resize(network.nodes.size());
  for (size_t n = 0; n < network.nodes.size(); ++n) node_index.emplace(network.nodes[n].name, static_cast<int>(n));
}

GasGrid build_gas_grid(const io::Settings& gas, const std::string& folder, const GasTables& tables,
                       const PopulationTables& homes, const Population& population, ProblemList& problems) {
  if (tables.source == GasSource::none) return {};
  const size_t before = problems.all().size();
  GasDraft draft;
  choose_order(gas, draft.grid, problems);
  check_pressures(gas, problems);
  choose_limits(gas, draft.grid);
  if (tables.source == GasSource::tables) read_gas_network(tables, draft, problems);
  if (tables.source == GasSource::pandapipes || tables.source == GasSource::gaslib) {
    import_gas_network(gas, folder, tables, draft, problems);
  }
  choose_fluid(gas, draft.grid, problems);
  if (tables.source == GasSource::synthesis) {
    make_up_gas_network(gas.table("synthesis"), homes, population, draft, problems);
  } else {
    hang_homes_on_gas(tables, homes, population, draft, problems);
  }
  choose_pressures(gas, draft);
  // With elements left out above, what the whole lacks would be told wrongly.
  choose_burner_limits(draft.grid);
  if (problems.all().size() == before) add_faults(gas, draft, problems);
  if (problems.all().size() == before) choose_tiers(draft.grid.network);
  return std::move(draft.grid);
}

std::vector<std::string> gas_notes(const GasGrid& grid) {
  if (grid.empty()) return {};
  const gas::GasNetwork& n = grid.network;
  const auto homes = std::count_if(grid.household_node.begin(), grid.household_node.end(),
                                   [](int node) { return node != gas::NO_NODE; });
  double metres = 0.0;
  for (const gas::GasPipe& pipe : n.pipes) metres += pipe.length_m;
  const char* origin = grid.origin == GasOrigin::tables     ? "given"
                       : grid.origin == GasOrigin::imported ? "imported"
                                                            : "made up by gas.synthesis";
  std::vector<std::string> notes = {fmt::format(
      "{}, {} of {:.1f} km, {}, {}, {} and {} on it, {}", counted(n.nodes, "node"), counted(n.pipes, "pipe"),
      metres / 1000.0, counted(n.regulators, "regulator"), counted(n.supplies, "supply", "supplies"),
      counted(homes, "home"), counted(grid.users, "other user"), origin)};
  for (std::string& warning : gas_warnings(grid)) notes.push_back(std::move(warning));
  return notes;
}

std::vector<std::string> gas_warnings(const GasGrid& grid) {
  if (grid.empty()) return {};
  const gas::GasNetwork& n = grid.network;
  std::vector<int> homes(n.nodes.size(), 0);
  for (const int node : grid.household_node) {
    if (node != gas::NO_NODE) ++homes[static_cast<size_t>(node)];
  }
  std::vector<std::string> warnings;
  const std::vector<int> unreached = gas::unreached_nodes(n);
  if (!unreached.empty()) {
    std::string text = fmt::format("no supply reaches {}, the first is '{}'", counted(unreached, "node"),
                                   n.nodes[static_cast<size_t>(unreached.front())].name);
    text += homes_there(n, homes, unreached);
    warnings.push_back(std::move(text));
  }
  const std::vector<double> highest = gas::highest_pressures(n);
  std::vector<int> too_high;
  double most_pa = 0.0, limit_pa = 0.0;
  for (size_t node = 0; node < grid.burner_limit_pa.size(); ++node) {
    if (grid.burner_limit_pa[node] == 0.0 || highest[node] <= grid.burner_limit_pa[node]) continue;
    too_high.push_back(static_cast<int>(node));
    most_pa = std::max(most_pa, highest[node]);
    limit_pa = std::max(limit_pa, grid.burner_limit_pa[node] / gas::BURNER_SLACK);
  }
  if (!too_high.empty()) {
    warnings.push_back(
        fmt::format("{} with homes can stand at up to {:.0f} Pa{}; burners take {:.0f} Pa at most: "
                    "a regulator before them is missing or set too high, or their tier in nodes.csv is "
                    "to say that each home has a regulator of its own",
                    counted(too_high, "node"), most_pa, homes_there(n, homes, too_high), limit_pa));
  }
  return warnings;
}

}  // namespace hearthgrid::run
