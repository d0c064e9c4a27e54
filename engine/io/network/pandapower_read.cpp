// Buses, sources, loads and switches of pandapower; lines and transformers are in pandapower_branches.cpp.

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <set>

#include "engine/io/network/pandapower_elements.hpp"

namespace hearthgrid::io {

using electricity::Complex;
using electricity::Load;

namespace {
constexpr double MEGA = 1e6, KILO = 1e3;
/// pandapower's voltage factor c of IEC 60909 for its three-phase flow (pd2ppc_zero.py: "c = 1.1").
constexpr double SHORT_CIRCUIT_VOLTAGE_FACTOR = 1.1;
}  // namespace

std::string PandapowerReader::name_of(const Frame& table, int row) {
  const std::string& name = table.text(row, "name");
  return name.empty() ? table.text(row, "index") : name;
}

std::unordered_map<long, int> PandapowerReader::indices(const Frame& table) {
  std::unordered_map<long, int> at;
  for (int row = 0; row < table.rows(); ++row) {
    const double index = table.has("index") ? table.required(row, "index", problems_) : row;
    if (index != std::floor(index) || std::abs(index) > 1e15) {
      problems_.add(table.problem(row, fmt::format("index is {}", index), "indices are whole numbers"));
    } else if (!at.emplace(static_cast<long>(index), row).second) {
      problems_.add(table.problem(row, fmt::format("index {} stands there twice", index), "give each row its own"));
    }
  }
  return at;
}

int PandapowerReader::bus_of(const Frame& table, int row, const std::string& column) {
  const size_t before = problems_.all().size();
  const double index = table.required(row, column, problems_);
  if (problems_.all().size() > before) return electricity::NO_BUS;
  const auto found =
      index == std::floor(index) && std::abs(index) < 1e15 ? bus_at_.find(static_cast<long>(index)) : bus_at_.end();
  if (found != bus_at_.end()) return found->second;
  problems_.add(table.problem(row, fmt::format("{} is {}, which is no bus", column, table.text(row, column)),
                              "give the index of a row of the table bus"));
  return electricity::NO_BUS;
}

void PandapowerReader::read_buses() {
  const Frame& table = frame("bus");
  bus_at_ = indices(table);
  if (table.rows() == 0) problems_.add({tables_.path, 0, 0, "there are no buses", "give the table bus its rows"});
  std::set<std::string> names;
  for (int row = 0; row < table.rows(); ++row) {
    // pandapower tells buses apart by index; here a name stands for one bus.
    std::string name = name_of(table, row);
    if (!names.insert(name).second) names.insert(name += " (" + table.text(row, "index") + ")");
    network_.buses.push_back({.name = name,
                              .rated_v = KILO * table.positive(row, "vn_kv", problems_),
                              .in_service = table.flag_or(row, "in_service", true, problems_),
                              .origin = table.origin(row)});
  }
}

void PandapowerReader::read_sources() {
  const Frame& table = frame("ext_grid");
  for (int row = 0; row < table.rows(); ++row) {
    electricity::Source source{
        .name = name_of(table, row),
        .bus = bus_of(table, row, "bus"),
        .voltage_pu = table.number(row, "vm_pu", problems_) ? table.positive(row, "vm_pu", problems_) : 1.0,
        .angle_deg = table.number_or(row, "va_degree", 0.0, problems_),
        .held_positive_sequence = true,
        .in_service = table.flag_or(row, "in_service", true, problems_),
        .origin = table.origin(row)};
    const auto power = table.number(row, "s_sc_max_mva", problems_), ratio = table.number(row, "rx_max", problems_);
    const auto r0x0 = table.number(row, "r0x0_max", problems_), x0x = table.number(row, "x0x_max", problems_);
    if (power && source.bus != electricity::NO_BUS) {
      const double rated_v = network_.buses[source.bus].rated_v;
      const double z_ohm = SHORT_CIRCUIT_VOLTAGE_FACTOR * rated_v * rated_v / (MEGA * *power);
      const double x_ohm = z_ohm / std::hypot(1.0, ratio.value_or(0.1));
      source.z1_ohm = {ratio.value_or(0.1) * x_ohm, x_ohm};
      const double x0_ohm = x0x.value_or(1.0) * x_ohm;
      source.z0_ohm = {r0x0.value_or(0.1) * x0_ohm, x0_ohm};
      if (!(*power > 0.0))
        problems_.add(table.problem(row, "s_sc_max_mva is not above 0", "leave it empty if unknown"));
    }
    network_.sources.push_back(std::move(source));
  }
}

electricity::Connection PandapowerReader::connection_of(const Frame& table, int row) {
  const std::string word = lower_case(table.text(row, "type"));
  if (word == "delta") return electricity::Connection::delta;
  // Other words ("PV", "WP") say what a generator is.
  if (table.element().ends_with("load") && !word.empty() && word != "wye") {
    problems_.add(table.problem(row, fmt::format("type is '{}'", word), "allowed: wye, delta"));
  }
  return electricity::Connection::wye;
}

electricity::VoltageDependence PandapowerReader::dependence_of(const Frame& table, int row, const std::string& power) {
  const auto share = [&](const std::string& kind) {
    const auto own = table.number(row, fmt::format("const_{}_{}_percent", kind, power), problems_);
    return (own ? *own : table.number_or(row, fmt::format("const_{}_percent", kind), 0.0, problems_)) / 100.0;
  };
  const double impedance = share("z"), current = share("i");
  if (impedance < 0.0 || current < 0.0 || impedance + current > 1.0 + 1e-9) {
    problems_.add(table.problem(
        row, fmt::format("{} % constant impedance and {} % constant current", 100.0 * impedance, 100.0 * current),
        "shares are at least 0 and at most 100 % together"));
  }
  return {.power = 1.0 - current - impedance, .current = current, .impedance = impedance};
}

void PandapowerReader::read_symmetric(const std::string& name, double sign) {
  const Frame& table = frame(name);
  for (int row = 0; row < table.rows(); ++row) {
    const double scale = sign * MEGA * table.number_or(row, "scaling", 1.0, problems_) / 3.0;
    const Complex third =
        scale * Complex(table.required(row, "p_mw", problems_), table.number_or(row, "q_mvar", 0.0, problems_));
    Load load{.name = name_of(table, row),
              .bus = bus_of(table, row, "bus"),
              .va = {third, third, third},
              .connection = connection_of(table, row),
              .symmetric = true,
              .generator = sign < 0.0,
              .in_service = table.flag_or(row, "in_service", true, problems_),
              .shape = table.text(row, "shape"),
              .origin = table.origin(row)};
    if (sign > 0.0) load.dependence = dependence_of(table, row, "p");
    const electricity::VoltageDependence reactive = sign > 0.0 ? dependence_of(table, row, "q") : load.dependence;
    const bool alike = reactive.current == load.dependence.current && reactive.impedance == load.dependence.impedance;
    if (!alike) {
      // Active and reactive power that answer to voltage each in its own way are two loads.
      Load q = load;
      q.name += " reactive";
      q.dependence = reactive;
      load.va.fill(third.real());
      q.va.fill({0.0, third.imag()});
      network_.loads.push_back(std::move(q));
    }
    network_.loads.push_back(std::move(load));
  }
}

void PandapowerReader::read_asymmetric(const std::string& name, double sign) {
  static constexpr std::array<const char*, 3> P{"p_a_mw", "p_b_mw", "p_c_mw"}, Q{"q_a_mvar", "q_b_mvar", "q_c_mvar"};
  const Frame& table = frame(name);
  for (int row = 0; row < table.rows(); ++row) {
    Load load{.name = name_of(table, row),
              .bus = bus_of(table, row, "bus"),
              .connection = connection_of(table, row),
              .generator = sign < 0.0,
              .in_service = table.flag_or(row, "in_service", true, problems_),
              .shape = table.text(row, "shape"),
              .origin = table.origin(row)};
    const double scale = sign * MEGA * table.number_or(row, "scaling", 1.0, problems_);
    for (size_t phase = 0; phase < 3; ++phase) {
      load.va[phase] = scale * Complex(table.number_or(row, P[phase], 0.0, problems_),
                                       table.number_or(row, Q[phase], 0.0, problems_));
    }
    network_.loads.push_back(std::move(load));
  }
}

/// A ward is a load of constant power and one of constant impedance.
void PandapowerReader::read_wards() {
  const Frame& table = frame("ward");
  for (int row = 0; row < table.rows(); ++row) {
    Load load{.name = name_of(table, row),
              .bus = bus_of(table, row, "bus"),
              .symmetric = true,
              .in_service = table.flag_or(row, "in_service", true, problems_),
              .origin = table.origin(row)};
    load.va.fill(MEGA / 3.0 *
                 Complex(table.required(row, "ps_mw", problems_), table.required(row, "qs_mvar", problems_)));
    Load impedance = load;
    impedance.name += " impedance";
    impedance.va.fill(MEGA / 3.0 *
                      Complex(table.required(row, "pz_mw", problems_), table.required(row, "qz_mvar", problems_)));
    impedance.dependence = {.power = 0.0, .impedance = 1.0};
    network_.loads.push_back(std::move(load));
    network_.loads.push_back(std::move(impedance));
  }
}

void PandapowerReader::read_shunts() {
  const Frame& table = frame("shunt");
  for (int row = 0; row < table.rows(); ++row) {
    electricity::Shunt shunt{.name = name_of(table, row),
                             .bus = bus_of(table, row, "bus"),
                             .in_service = table.flag_or(row, "in_service", true, problems_),
                             .origin = table.origin(row)};
    const double bus_v = shunt.bus == electricity::NO_BUS ? 1.0 : network_.buses[shunt.bus].rated_v;
    const double rated_v =
        table.number(row, "vn_kv", problems_) ? KILO * table.positive(row, "vn_kv", problems_) : bus_v;
    const double scale = MEGA * table.number_or(row, "step", 1.0, problems_) / (rated_v * rated_v);
    // pandapower's three-phase flow has no shunts in the zero sequence: y0 stays 0.
    shunt.y1_s =
        scale * Complex(table.number_or(row, "p_mw", 0.0, problems_), -table.required(row, "q_mvar", problems_));
    network_.shunts.push_back(std::move(shunt));
  }
}

void PandapowerReader::open_end(const Frame& table, int row, const std::string& kind) {
  const bool line = kind == "l";
  const auto& at = line ? line_at_ : transformer_at_;
  const double index = table.required(row, "element", problems_);
  const auto found = std::abs(index) < 1e15 ? at.find(static_cast<long>(index)) : at.end();
  const int bus = bus_of(table, row, "bus");
  if (found == at.end()) {
    problems_.add(table.problem(row, fmt::format("element {} is no {}", index, line ? "line" : "transformer"),
                                fmt::format("give the index of a row of the table {}", line ? "line" : "trafo")));
    return;
  }
  if (bus == electricity::NO_BUS) return;
  const int from = line ? network_.lines[found->second].from : network_.transformers[found->second].high;
  const int to = line ? network_.lines[found->second].to : network_.transformers[found->second].low;
  if (bus != from && bus != to) {
    problems_.add(table.problem(row, fmt::format("bus {} is no end of element {}", table.text(row, "bus"), index),
                                "a switch stands at one end of what it switches"));
    return;
  }
  if (table.flag_or(row, "closed", true, problems_)) return;
  if (line) {
    (bus == from ? network_.lines[found->second].from_closed : network_.lines[found->second].to_closed) = false;
  } else {
    (bus == from ? network_.transformers[found->second].high_closed : network_.transformers[found->second].low_closed) =
        false;
  }
}

void PandapowerReader::read_switches() {
  const Frame& table = frame("switch");
  for (int row = 0; row < table.rows(); ++row) {
    const std::string kind = lower_case(table.text(row, "et"));
    if (kind == "l" || kind == "t") {
      open_end(table, row, kind);
    } else if (kind == "b") {
      network_.switches.push_back({.name = name_of(table, row),
                                   .from = bus_of(table, row, "bus"),
                                   .to = bus_of(table, row, "element"),
                                   .closed = table.flag_or(row, "closed", true, problems_),
                                   .origin = table.origin(row)});
      if (network_.switches.back().closed && table.number_or(row, "z_ohm", 0.0, problems_) != 0.0) {
        problems_.add(table.problem(row, fmt::format("z_ohm is {}", table.text(row, "z_ohm")),
                                    "switches have no impedance here: set it to 0 or draw a line"));
      }
    } else {
      problems_.add(table.problem(row, fmt::format("et is '{}'", kind),
                                  "understood: b (bus to bus), l (end of a line), t (end of a transformer)"));
    }
  }
}

void PandapowerReader::read_profiles() {
  const Frame& table = tables_.profiles;
  if (table.rows() == 0) return;
  double step_minutes = 60.0;
  if (table.rows() > 1 && table.has("minute")) {
    step_minutes = table.required(1, "minute", problems_) - table.required(0, "minute", problems_);
  }
  for (const std::string& column : table.columns()) {
    if (column == "index" || column == "minute") continue;
    electricity::LoadShape shape{.name = column, .step_minutes = step_minutes};
    if (constexpr std::string_view KW = " [kW]"; shape.name.ends_with(KW)) {
      shape.name.resize(shape.name.size() - KW.size());
      shape.actual_kw = true;
    }
    for (int row = 0; row < table.rows(); ++row) {
      // Shapes may differ in length; the shorter ones end in empty cells.
      if (const auto value = table.number(row, column, problems_)) shape.values.push_back(*value);
    }
    network_.shapes.push_back(std::move(shape));
  }
}

/// What three-phase elements need and balanced ones can do without.
void PandapowerReader::check_three_phase() {
  if (frame("asymmetric_load").rows() + frame("asymmetric_sgen").rows() == 0) return;
  const auto require = [&](const std::string& name, const std::string& column) {
    const Frame& table = frame(name);
    for (int row = 0; row < table.rows(); ++row) {
      if (!table.text(row, column).empty()) continue;
      problems_.add(table.problem(row, fmt::format("{} is missing", column),
                                  "asymmetric loads need the zero sequence of lines and transformers"));
      return;
    }
  };
  for (const char* column : {"r0_ohm_per_km", "x0_ohm_per_km", "c0_nf_per_km"}) require("line", column);
  require("trafo", "vector_group");
}

electricity::Network PandapowerReader::read() {
  network_.name = tables_.name;
  network_.frequency_hz = tables_.frequency_hz;
  read_buses();
  read_lines();
  read_transformers();
  read_switches();
  read_sources();
  read_symmetric("load", 1.0);
  read_symmetric("sgen", -1.0);
  read_symmetric("storage", 1.0);
  read_wards();
  read_asymmetric("asymmetric_load", 1.0);
  read_asymmetric("asymmetric_sgen", -1.0);
  read_shunts();
  read_profiles();
  check_three_phase();
  return std::move(network_);
}

electricity::Network read_pandapower(const std::string& path, const PandapowerOptions& options) {
  ProblemList problems;
  const PandapowerTables tables = read_pandapower_tables(path, problems);
  problems.throw_if_any();
  check_pandapower_columns(tables, problems);
  electricity::Network network = PandapowerReader(tables, options, problems).read();
  problems.throw_if_any();
  return network;
}

}  // namespace hearthgrid::io
