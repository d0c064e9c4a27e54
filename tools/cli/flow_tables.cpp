#include "tools/cli/flow_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

#include "engine/base/counted.hpp"

namespace hearthgrid::cli {

using electricity::Complex;
using electricity::PhaseValues;

namespace {

constexpr std::array<const char*, 3> PHASES{"a", "b", "c"};
const double SQRT3 = std::sqrt(3.0);

Complex sum(const PhaseValues& values) {
  return values[0] + values[1] + values[2];
}

/// Negative over positive sequence in percent; 0 of a dead bus.
double unbalance_percent(const PhaseValues& v) {
  const Complex a = std::polar(1.0, 2.0 * std::acos(-1.0) / 3.0);
  const double positive = std::abs(v[0] + a * v[1] + a * a * v[2]);
  return positive > 0.0 ? 100.0 * std::abs(v[0] + a * a * v[1] + a * v[2]) / positive : 0.0;
}

/// A row with both ends of a branch.
class BranchRow : public RowWriter {
 public:
  using RowWriter::RowWriter;
  /// Current and power at one end.
  void put_end(const std::string& end, const PhaseValues& amps, const PhaseValues& va, bool three_phase) {
    if (!three_phase) {
      put(end + "_current_a", std::abs(amps[0]));
      put(end + "_kw", sum(va).real() / 1000.0);
      put(end + "_kvar", sum(va).imag() / 1000.0);
      return;
    }
    for (size_t i = 0; i < 3; ++i) put(fmt::format("{}_phase_{}_current_a", end, PHASES[i]), std::abs(amps[i]));
    put(end + "_residual_current_a", std::abs(sum(amps)));
    for (size_t i = 0; i < 3; ++i) put(fmt::format("{}_phase_{}_kw", end, PHASES[i]), va[i].real() / 1000.0);
    for (size_t i = 0; i < 3; ++i) put(fmt::format("{}_phase_{}_kvar", end, PHASES[i]), va[i].imag() / 1000.0);
  }
  void put_loss(const Complex& loss_va) {
    put("loss_kw", loss_va.real() / 1000.0);
    put("loss_kvar", loss_va.imag() / 1000.0);
  }
};

ResultTable bus_table(const SolvedNetwork& s) {
  ResultTable table{.name = "bus", .columns = {}, .rows = {}};
  for (size_t i = 0; i < s.network.buses.size(); ++i) {
    const electricity::BusVoltage& bus = s.result.buses[i];
    RowWriter row(table);
    row.put("bus", s.network.buses[i].name);
    row.put("rated_v", s.network.buses[i].rated_v);
    if (!s.three_phase) {
      row.put("voltage_pu", bus.pu[0]);
      row.put("voltage_line_to_line_v", SQRT3 * std::abs(bus.v[0]));
      row.put("angle_deg", bus.angle_deg[0]);
      continue;
    }
    for (size_t p = 0; p < 3; ++p) row.put(fmt::format("voltage_{}_pu", PHASES[p]), bus.pu[p]);
    for (size_t p = 0; p < 3; ++p) row.put(fmt::format("voltage_{}_to_earth_v", PHASES[p]), std::abs(bus.v[p]));
    for (size_t p = 0; p < 3; ++p) row.put(fmt::format("angle_{}_deg", PHASES[p]), bus.angle_deg[p]);
    row.put("unbalance_percent", unbalance_percent(bus.v));
  }
  return table;
}

ResultTable line_table(const SolvedNetwork& s) {
  ResultTable table{.name = "line", .columns = {}, .rows = {}};
  for (size_t i = 0; i < s.network.lines.size(); ++i) {
    const electricity::Line& line = s.network.lines[i];
    const electricity::LineFlow& flow = s.result.lines[i];
    BranchRow row(table);
    row.put("line", line.name);
    row.put("from_bus", s.network.buses[line.from].name);
    row.put("to_bus", s.network.buses[line.to].name);
    row.put_end("from", flow.from_a, flow.from_va, s.three_phase);
    row.put_end("to", flow.to_a, flow.to_va, s.three_phase);
    row.put_loss(flow.loss_va);
    row.put("rating_a", finite(line.rating_a));
    row.put("loading_percent", std::isfinite(line.rating_a) ? finite(100.0 * flow.loading) : std::string());
  }
  return table;
}

ResultTable transformer_table(const SolvedNetwork& s) {
  ResultTable table{.name = "transformer", .columns = {}, .rows = {}};
  for (size_t i = 0; i < s.network.transformers.size(); ++i) {
    const electricity::TransformerBranch& t = s.network.transformers[i];
    const electricity::TransformerFlow& flow = s.result.transformers[i];
    BranchRow row(table);
    row.put("transformer", t.name);
    row.put("high_bus", s.network.buses[t.high].name);
    row.put("low_bus", s.network.buses[t.low].name);
    row.put_end("high", flow.high_a, flow.high_va, s.three_phase);
    row.put_end("low", flow.low_a, flow.low_va, s.three_phase);
    row.put_loss(flow.loss_va);
    row.put("rated_kva", t.parallel * t.rated_va / 1000.0);
    row.put("loading_by_current_percent", 100.0 * flow.loading_by_current);
    row.put("loading_by_power_percent", 100.0 * flow.loading_by_power);
  }
  return table;
}

ResultTable source_table(const SolvedNetwork& s) {
  ResultTable table{.name = "source", .columns = {}, .rows = {}};
  for (size_t i = 0; i < s.network.sources.size(); ++i) {
    BranchRow row(table);
    row.put("source", s.network.sources[i].name);
    row.put("bus", s.network.buses[s.network.sources[i].bus].name);
    row.put_end("given", s.result.sources[i].a, s.result.sources[i].va, s.three_phase);
  }
  return table;
}

double losses_w(const std::vector<electricity::LineFlow>& lines) {
  return std::accumulate(lines.begin(), lines.end(), 0.0,
                         [](double total, const auto& flow) { return total + flow.loss_va.real(); });
}
double losses_w(const std::vector<electricity::TransformerFlow>& transformers) {
  return std::accumulate(transformers.begin(), transformers.end(), 0.0,
                         [](double total, const auto& flow) { return total + flow.loss_va.real(); });
}

Complex given_va(const SolvedNetwork& s) {
  Complex total;
  for (const electricity::SourceFlow& source : s.result.sources) total += sum(source.va);
  return total;
}
Complex drawn_va(const SolvedNetwork& s) {
  Complex total;
  for (const PhaseValues& va : s.result.load_va) total += sum(va);
  for (const PhaseValues& va : s.result.shunt_va) total += sum(va);
  return total;
}

/// A voltage of one phase of one bus.
struct PhaseVoltage {
  size_t bus = 0, phase = 0;
  double pu = 0.0;
};

TextTable voltage_table(const SolvedNetwork& s, size_t top, bool lowest) {
  std::vector<PhaseVoltage> all;
  for (size_t i = 0; i < s.network.buses.size(); ++i) {
    for (size_t p = 0; p < (s.three_phase ? 3 : 1); ++p) all.push_back({i, p, s.result.buses[i].pu[p]});
  }
  TextTable table{.title = lowest ? "Lowest voltages" : "Highest voltages",
                  .header = {"bus", "rated V", "voltage V", "pu", "off rated %"},
                  .rows = {},
                  .left = {}};
  if (s.three_phase) table.header.insert(table.header.begin() + 1, "phase"), table.left = {1};
  for (const size_t k : largest(all.size(), top, [&](size_t i) { return lowest ? -all[i].pu : all[i].pu; })) {
    const PhaseVoltage& at = all[k];
    const double rated_v = s.network.buses[at.bus].rated_v / (s.three_phase ? SQRT3 : 1.0);
    std::vector<std::string> row{s.network.buses[at.bus].name, fmt::format("{:.1f}", rated_v),
                                 fmt::format("{:.1f}", at.pu * rated_v), fmt::format("{:.4f}", at.pu),
                                 fmt::format("{:+.2f}", 100.0 * (at.pu - 1.0))};
    if (s.three_phase) row.insert(row.begin() + 1, PHASES[at.phase]);
    table.rows.push_back(std::move(row));
  }
  return table;
}

double largest_current(const electricity::LineFlow& flow) {
  double largest_a = 0.0;
  for (size_t p = 0; p < 3; ++p) largest_a = std::max({largest_a, std::abs(flow.from_a[p]), std::abs(flow.to_a[p])});
  return largest_a;
}

TextTable loaded_lines(const SolvedNetwork& s, size_t top) {
  const auto rated = [&](size_t i) { return std::isfinite(s.network.lines[i].rating_a); };
  const auto& flows = s.result.lines;
  const bool any = std::any_of(s.network.lines.begin(), s.network.lines.end(),
                               [](const electricity::Line& line) { return std::isfinite(line.rating_a); });
  TextTable table{.title = any ? "Most loaded lines" : "Lines with the largest currents (none has a rating)",
                  .header = {"line", "from", "to", "A", "rating A", "loading %", "loss kW"},
                  .rows = {},
                  .left = {1, 2}};
  const auto key = [&](size_t i) { return !any ? largest_current(flows[i]) : rated(i) ? flows[i].loading : -1.0; };
  for (const size_t i : largest(flows.size(), top, key)) {
    const electricity::Line& line = s.network.lines[i];
    table.rows.push_back({line.name, s.network.buses[line.from].name, s.network.buses[line.to].name,
                          number_text(largest_current(flows[i])), rated(i) ? number_text(line.rating_a) : "-",
                          rated(i) ? fmt::format("{:.1f}", 100.0 * flows[i].loading) : "-",
                          number_text(flows[i].loss_va.real() / 1000.0)});
  }
  return table;
}

TextTable loaded_transformers(const SolvedNetwork& s, size_t top) {
  TextTable table{.title = "Most loaded transformers (by current)",
                  .header = {"transformer", "from", "to", "kVA", "rated kVA", "loading %", "loss kW"},
                  .rows = {},
                  .left = {1, 2}};
  const auto& flows = s.result.transformers;
  for (const size_t i : largest(flows.size(), top, [&](size_t k) { return flows[k].loading_by_current; })) {
    const electricity::TransformerBranch& t = s.network.transformers[i];
    const double va = std::max(std::abs(sum(flows[i].high_va)), std::abs(sum(flows[i].low_va)));
    table.rows.push_back({t.name, s.network.buses[t.high].name, s.network.buses[t.low].name, number_text(va / 1000.0),
                          number_text(t.parallel * t.rated_va / 1000.0),
                          fmt::format("{:.1f}", 100.0 * flows[i].loading_by_current),
                          number_text(flows[i].loss_va.real() / 1000.0)});
  }
  return table;
}

}  // namespace

std::vector<ResultTable> result_tables(const SolvedNetwork& solved) {
  return {bus_table(solved), line_table(solved), transformer_table(solved), source_table(solved)};
}

std::string result_json(const SolvedNetwork& solved) {
  const nlohmann::ordered_json json{{"network", solved.network.name},
                                    {"phases", solved.three_phase ? 3 : 1},
                                    {"iterations", solved.result.iterations},
                                    {"largest_residual", solved.result.largest_residual},
                                    {"given_kw", given_va(solved).real() / 1000.0},
                                    {"drawn_kw", drawn_va(solved).real() / 1000.0},
                                    {"line_losses_kw", losses_w(solved.result.lines) / 1000.0},
                                    {"transformer_losses_kw", losses_w(solved.result.transformers) / 1000.0}};
  return result_json(json, result_tables(solved));
}

std::string flow_text(const SolvedNetwork& s, size_t top) {
  const Complex given = given_va(s), drawn = drawn_va(s);
  const double lines_kw = losses_w(s.result.lines) / 1000.0, transformers_kw = losses_w(s.result.transformers) / 1000.0;
  const double all_kw = lines_kw + transformers_kw;
  std::string text =
      folded(fmt::format("{}: {}, {}, {}, {}; {} flow, {}", s.network.name, counted(s.network.buses, "bus", "buses"),
                         counted(s.network.lines, "line"), counted(s.network.transformers, "transformer"),
                         counted(s.network.loads, "load"), s.three_phase ? "three-phase" : "symmetric",
                         counted(s.result.iterations, "iteration")),
             TABLE_WIDTH) +
      "\n\n";
  text += fmt::format("  given by sources      {:>12.3f} kW  {:>12.3f} kvar\n", given.real() / 1000.0,
                      given.imag() / 1000.0);
  text += fmt::format("  drawn by loads        {:>12.3f} kW  {:>12.3f} kvar\n", drawn.real() / 1000.0,
                      drawn.imag() / 1000.0);
  text += fmt::format("  lost in lines         {:>12.3f} kW\n  lost in transformers  {:>12.3f} kW\n", lines_kw,
                      transformers_kw);
  if (given.real() > 0.0)
    text += fmt::format("  losses                {:>12.2f} % of what is given\n", 1e5 * all_kw / given.real());
  if (s.three_phase) {
    const auto worst =
        largest(s.network.buses.size(), 1, [&](size_t i) { return unbalance_percent(s.result.buses[i].v); });
    text += fmt::format("  largest unbalance     {:>12.3f} % at bus {}\n",
                        unbalance_percent(s.result.buses[worst[0]].v), s.network.buses[worst[0]].name);
  }
  text += fmt::format("\n{}\n{}", render(voltage_table(s, top, true)), render(voltage_table(s, top, false)));
  if (!s.network.lines.empty()) text += fmt::format("\n{}", render(loaded_lines(s, top)));
  if (!s.network.transformers.empty()) text += fmt::format("\n{}", render(loaded_transformers(s, top)));
  return text;
}

}  // namespace hearthgrid::cli
