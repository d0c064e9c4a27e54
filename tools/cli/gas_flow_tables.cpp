#include "tools/cli/gas_flow_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/counted.hpp"
#include "models/gas/properties.hpp"
#include "tools/cli/table_text.hpp"

namespace hearthgrid::cli {
namespace {

constexpr double PA_PER_BAR = 1e5;

std::string node_name(const SolvedGas& s, int node) {
  return node == gas::NO_NODE ? std::string() : s.flow.network().nodes[static_cast<size_t>(node)].name;
}

double absolute_bar(const SolvedGas& s, size_t node) {
  const double air_pa = gas::ambient_pressure_pa(s.flow.network().nodes[node].elevation_m);
  return (s.result.pressure_pa[node] + air_pa) / PA_PER_BAR;
}

/// Nodes that a supply reaches; the others have no pressure.
std::vector<bool> reached(const SolvedGas& s) {
  std::vector<bool> out(s.flow.network().nodes.size(), true);
  for (const int node : s.flow.unreached()) out[static_cast<size_t>(node)] = false;
  return out;
}

ResultTable node_table(const SolvedGas& s) {
  ResultTable table{.name = "node", .columns = {}, .rows = {}};
  const gas::GasNetwork& network = s.flow.network();
  const std::vector<double> draw_m3h = gas::node_draw_m3h(network);
  const std::vector<bool> alive = reached(s);
  for (size_t n = 0; n < network.nodes.size(); ++n) {
    const auto known = [&](double value) { return alive[n] ? ResultTable::Value(value) : std::string(); };
    RowWriter row(table);
    row.put("node", network.nodes[n].name);
    row.put("elevation_m", network.nodes[n].elevation_m);
    row.put("pressure_bar", known(s.result.pressure_pa[n] / PA_PER_BAR));
    row.put("pressure_absolute_bar", known(absolute_bar(s, n)));
    row.put("draw_m3h", draw_m3h[n]);
    row.put("served_m3h", s.result.served_m3h[n]);
  }
  return table;
}

ResultTable pipe_table(const SolvedGas& s) {
  ResultTable table{.name = "pipe", .columns = {}, .rows = {}};
  const gas::GasNetwork& network = s.flow.network();
  for (size_t i = 0; i < network.pipes.size(); ++i) {
    const gas::GasPipe& pipe = network.pipes[i];
    const auto speed = s.flow.velocity(s.result, static_cast<int>(i));
    const auto friction = s.flow.friction(s.result, static_cast<int>(i));
    RowWriter row(table);
    row.put("pipe", pipe.name);
    row.put("from_node", node_name(s, pipe.from));
    row.put("to_node", node_name(s, pipe.to));
    row.put("flow_m3h", s.result.pipe_m3h[i]);
    row.put("flow_kg_s", s.result.pipe_m3h[i] * network.fluid.reference_density_kg_m3() / 3600.0);
    row.put("velocity_from_m_s", speed.from_m_s);
    row.put("velocity_to_m_s", speed.to_m_s);
    row.put("velocity_mean_m_s", speed.mean_m_s);
    row.put("reynolds", friction.reynolds);
    row.put("friction_lambda", finite(friction.lambda));
    row.put("line_pack_m3", s.flow.line_pack_m3(s.result, static_cast<int>(i)));
  }
  return table;
}

void put_device(RowWriter& row, const gas::DeviceFlow& flow, double capacity_m3h) {
  row.put("flow_m3h", flow.flow_m3h);
  row.put("capacity_m3h", finite(capacity_m3h));
  row.put("state", std::string(gas::state_name(flow.state)));
}

template <class Device>
ResultTable between_nodes(const SolvedGas& s, const std::string& name, const std::vector<Device>& devices,
                          const std::vector<gas::DeviceFlow>& flows) {
  ResultTable table{.name = name, .columns = {}, .rows = {}};
  for (size_t i = 0; i < devices.size(); ++i) {
    RowWriter row(table);
    row.put(name, devices[i].name);
    row.put("from_node", node_name(s, devices[i].from));
    row.put("to_node", node_name(s, devices[i].to));
    put_device(row, flows[i], devices[i].capacity_m3h);
  }
  return table;
}

ResultTable supply_table(const SolvedGas& s) {
  ResultTable table{.name = "supply", .columns = {}, .rows = {}};
  const gas::GasNetwork& network = s.flow.network();
  for (size_t i = 0; i < network.supplies.size(); ++i) {
    RowWriter row(table);
    row.put("supply", network.supplies[i].name);
    row.put("node", node_name(s, network.supplies[i].node));
    row.put("pressure_bar", network.supplies[i].pressure_pa / PA_PER_BAR);
    put_device(row, s.result.supplies[i], network.supplies[i].capacity_m3h);
  }
  return table;
}

double given_m3h(const SolvedGas& s) {
  return std::accumulate(s.result.supplies.begin(), s.result.supplies.end(), 0.0,
                         [](double total, const gas::DeviceFlow& supply) { return total + supply.flow_m3h; });
}
double drawn_m3h(const SolvedGas& s) {
  return std::accumulate(s.result.served_m3h.begin(), s.result.served_m3h.end(), 0.0);
}
double line_pack_m3(const SolvedGas& s) {
  double total = 0.0;
  for (size_t i = 0; i < s.flow.network().pipes.size(); ++i) {
    total += s.flow.line_pack_m3(s.result, static_cast<int>(i));
  }
  return total;
}

TextTable lowest_pressures(const SolvedGas& s, size_t top) {
  const gas::GasNetwork& network = s.flow.network();
  const std::vector<double> draw_m3h = gas::node_draw_m3h(network);
  const std::vector<bool> alive = reached(s);
  TextTable table{.title = "Lowest pressures",
                  .header = {"node", "tier", "gauge kPa", "absolute bar", "draw m3/h"},
                  .rows = {},
                  .left = {1}};
  const auto key = [&](size_t n) { return alive[n] ? -s.result.pressure_pa[n] : -HUGE_VAL; };
  for (const size_t n : largest(network.nodes.size(), top, key)) {
    if (!alive[n]) break;
    table.rows.push_back({network.nodes[n].name, std::string(gas::tier_name(gas::tier_of(s.result.pressure_pa[n]))),
                          fmt::format("{:.3f}", s.result.pressure_pa[n] / 1000.0),
                          fmt::format("{:.4f}", absolute_bar(s, n)), number_text(draw_m3h[n])});
  }
  return table;
}

TextTable fastest_pipes(const SolvedGas& s, size_t top) {
  const gas::GasNetwork& network = s.flow.network();
  const auto speed = [&](size_t i) {
    const auto at = s.flow.velocity(s.result, static_cast<int>(i));
    return std::max(std::abs(at.from_m_s), std::abs(at.to_m_s));
  };
  TextTable table{.title = "Fastest pipes",
                  .header = {"pipe", "from", "to", "m3/h", "m/s", "drop kPa"},
                  .rows = {},
                  .left = {1, 2}};
  for (const size_t i : largest(network.pipes.size(), top, speed)) {
    const gas::GasPipe& pipe = network.pipes[i];
    const double drop_pa =
        s.result.pressure_pa[static_cast<size_t>(pipe.from)] - s.result.pressure_pa[static_cast<size_t>(pipe.to)];
    table.rows.push_back({pipe.name, node_name(s, pipe.from), node_name(s, pipe.to), number_text(s.result.pipe_m3h[i]),
                          fmt::format("{:.2f}", speed(i)), fmt::format("{:.3f}", drop_pa / 1000.0)});
  }
  return table;
}

/// Regulators, compressors and supplies in one table, in the network's order.
TextTable devices(const SolvedGas& s, size_t top) {
  TextTable table{.title = "Supplies, regulators, compressors",
                  .header = {"name", "kind", "node", "m3/h", "capacity m3/h", "state"},
                  .rows = {},
                  .left = {1, 2, 5}};
  const gas::GasNetwork& network = s.flow.network();
  const auto add = [&](const std::string& name, const char* kind, int node, double capacity_m3h,
                       const gas::DeviceFlow& flow) {
    if (table.rows.size() >= 3 * top) return;
    table.rows.push_back({name, kind, node_name(s, node), number_text(flow.flow_m3h),
                          std::isfinite(capacity_m3h) ? number_text(capacity_m3h) : "-",
                          std::string(gas::state_name(flow.state))});
  };
  for (size_t i = 0; i < network.supplies.size(); ++i) {
    const gas::GasSupply& supply = network.supplies[i];
    add(supply.name, "supply", supply.node, supply.capacity_m3h, s.result.supplies[i]);
  }
  for (size_t i = 0; i < network.regulators.size(); ++i) {
    const gas::GasRegulator& regulator = network.regulators[i];
    add(regulator.name, "regulator", regulator.to, regulator.capacity_m3h, s.result.regulators[i]);
  }
  for (size_t i = 0; i < network.compressors.size(); ++i) {
    const gas::GasCompressor& compressor = network.compressors[i];
    add(compressor.name, "compressor", compressor.to, compressor.capacity_m3h, s.result.compressors[i]);
  }
  return table;
}

}  // namespace

std::vector<ResultTable> gas_result_tables(const SolvedGas& s) {
  const gas::GasNetwork& network = s.flow.network();
  return {node_table(s), pipe_table(s), between_nodes(s, "regulator", network.regulators, s.result.regulators),
          between_nodes(s, "compressor", network.compressors, s.result.compressors), supply_table(s)};
}

std::string gas_result_json(const SolvedGas& s) {
  const nlohmann::ordered_json json{{"network", s.flow.network().name},  {"friction", s.friction},
                                    {"iterations", s.result.iterations}, {"given_m3h", given_m3h(s)},
                                    {"drawn_m3h", drawn_m3h(s)},         {"line_pack_m3", line_pack_m3(s)}};
  return result_json(json, gas_result_tables(s));
}

std::string gas_flow_text(const SolvedGas& s, size_t top) {
  const gas::GasNetwork& network = s.flow.network();
  std::string text =
      folded(fmt::format("{}: {}, {}, {}, {}, {}; {}, {}", network.name, counted(network.nodes, "node"),
                         counted(network.pipes, "pipe"), counted(network.regulators, "regulator"),
                         counted(network.compressors, "compressor"), counted(network.supplies, "supply", "supplies"),
                         s.friction, counted(s.result.iterations, "iteration")),
             TABLE_WIDTH) +
      "\n\n";
  text += fmt::format("  given by supplies     {:>12.3f} m3/h at 20 degC and 101.325 kPa\n", given_m3h(s));
  text += fmt::format("  drawn at nodes        {:>12.3f} m3/h\n", drawn_m3h(s));
  text += fmt::format("  held by the pipes     {:>12.3f} m3\n", line_pack_m3(s));
  if (!s.flow.unreached().empty()) {
    std::vector<std::string> names;
    for (size_t i = 0; i < std::min(top, s.flow.unreached().size()); ++i) {
      names.push_back(node_name(s, s.flow.unreached()[i]));
    }
    const bool more = s.flow.unreached().size() > names.size();
    text += folded(fmt::format("  no supply reaches {}: {}{}", counted(s.flow.unreached(), "node"),
                               fmt::join(names, ", "), more ? ", ..." : ""),
                   TABLE_WIDTH) +
            "\n";
  }
  text += fmt::format("\n{}", render(lowest_pressures(s, top)));
  if (!network.pipes.empty()) text += fmt::format("\n{}", render(fastest_pipes(s, top)));
  return text + fmt::format("\n{}", render(devices(s, top)));
}

}  // namespace hearthgrid::cli
