// Gas networks of other tools, their elements brought into order of name.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "engine/io/gas/gaslib_file.hpp"
#include "engine/io/gas/pandapipes_file.hpp"
#include "engine/run/gas_build.hpp"
#include "models/gas/network/sort_network.hpp"

namespace hearthgrid::run {
namespace {

constexpr int HOURS = 24;

void take_demands(const io::Settings& gas, GasGrid& grid) {
  const auto& order = grid.curtailment_order;
  for (const gas::GasDemand& demand : grid.network.demands) {
    if (!demand.in_service || demand.draw_m3h == 0.0 || !gas.boolean("keep_demands")) continue;
    GasUser user{demand.name, demand.node, demand.type, demand.draw_m3h, std::vector<double>(HOURS, 1.0)};
    if (std::find(order.begin(), order.end(), user.type) == order.end()) user.type = gas.text("demand_type");
    grid.users.push_back(std::move(user));
  }
  grid.network.demands.clear();
}

void check_demand_type(const io::Settings& gas, const GasGrid& grid, ProblemList& problems) {
  const auto& order = grid.curtailment_order;
  if (std::find(order.begin(), order.end(), gas.text("demand_type")) != order.end()) return;
  problems.add(gas.problem("demand_type", fmt::format("'{}' is not in gas.curtailment_order", gas.text("demand_type")),
                           fmt::format("allowed: {}", fmt::join(order, ", "))));
}

io::GasLibOptions options_of(const io::Settings& gas) {
  io::GasLibOptions options;
  if (!gas.has("gaslib")) return options;
  const io::Settings& given = gas.table("gaslib");
  if (given.has("held_entry")) options.held_entry = given.text("held_entry");
  if (given.has("held_bar")) options.held_bar = given.number("held_bar");
  options.closed_valves = {given.texts("closed_valves").begin(), given.texts("closed_valves").end()};
  for (const io::Settings& station : given.tables("stations")) {
    if (station.has("ratio")) options.ratio[station.text("name")] = station.number("ratio");
    if (station.has("outlet_bar")) options.outlet_bar[station.text("name")] = station.number("outlet_bar");
  }
  return options;
}

}  // namespace

void import_gas_network(const io::Settings& gas, const std::string& folder, const GasTables& tables, GasDraft& draft,
                        ProblemList& problems) {
  draft.grid.origin = GasOrigin::imported;
  gas::GasNetwork& network = draft.grid.network;
  check_demand_type(gas, draft.grid, problems);
  try {
    if (tables.source == GasSource::pandapipes) {
      network = io::read_pandapipes(tables.path);
    } else if (gas.given("nomination")) {
      network = io::read_gaslib(tables.path, (std::filesystem::path(folder) / gas.text("nomination")).string(),
                                options_of(gas))
                    .network;
    }
  } catch (const InputError& error) {
    for (const Problem& problem : error.problems()) problems.add(problem);
  }
  gas::sort_by_name(network);
  take_demands(gas, draft.grid);
  draft.index_nodes();
}

}  // namespace hearthgrid::run
