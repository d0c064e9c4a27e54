// Gas networks of other tools, their elements brought into order of name.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <numeric>

#include "engine/io/gas/gaslib_file.hpp"
#include "engine/io/gas/pandapipes_file.hpp"
#include "engine/run/gas_build.hpp"

namespace hearthgrid::run {
namespace {

constexpr int HOURS = 24;

template <class Element>
void sort_by_name(std::vector<Element>& elements) {
  std::stable_sort(elements.begin(), elements.end(),
                   [](const Element& a, const Element& b) { return a.name < b.name; });
}

void sort_nodes(gas::GasNetwork& network) {
  std::vector<int> order(network.nodes.size()), place(network.nodes.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return network.nodes[static_cast<size_t>(a)].name < network.nodes[static_cast<size_t>(b)].name;
  });
  std::vector<gas::GasNode> sorted;
  for (size_t i = 0; i < order.size(); ++i) {
    place[static_cast<size_t>(order[i])] = static_cast<int>(i);
    sorted.push_back(std::move(network.nodes[static_cast<size_t>(order[i])]));
  }
  network.nodes = std::move(sorted);
  const auto move = [&](int& node) {
    if (node != gas::NO_NODE) node = place[static_cast<size_t>(node)];
  };
  const auto move_ends = [&](auto& elements) {
    for (auto& each : elements) {
      move(each.from);
      move(each.to);
    }
  };
  move_ends(network.pipes);
  move_ends(network.regulators);
  move_ends(network.valves);
  move_ends(network.compressors);
  for (auto& each : network.supplies) move(each.node);
  for (auto& each : network.demands) move(each.node);
}

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
      network = io::read_gaslib(tables.path, (std::filesystem::path(folder) / gas.text("nomination")).string()).network;
    }
  } catch (const InputError& error) {
    for (const Problem& problem : error.problems()) problems.add(problem);
  }
  sort_nodes(network);
  sort_by_name(network.pipes);
  sort_by_name(network.regulators);
  sort_by_name(network.valves);
  sort_by_name(network.compressors);
  sort_by_name(network.supplies);
  sort_by_name(network.demands);
  take_demands(gas, draft.grid);
  draft.grid.supply.resize(network.supplies.size());
  draft.service_pa.resize(network.nodes.size());
  draft.minimum_pa.resize(network.nodes.size());
  for (size_t n = 0; n < network.nodes.size(); ++n) {
    draft.node_index.emplace(network.nodes[n].name, static_cast<int>(n));
  }
}

}  // namespace hearthgrid::run
