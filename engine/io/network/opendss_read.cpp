// Statements of OpenDSS gathered into elements, and elements into a network; lines and transformers are in
// opendss_branches.cpp, loads and their shapes in opendss_loads.cpp.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <filesystem>

#include "engine/base/suggest.hpp"
#include "engine/io/network/element_frame.hpp"
#include "engine/io/network/opendss_elements.hpp"

namespace hearthgrid::io {

using electricity::Complex;
using electricity::NO_BUS;

namespace {

const std::set<std::string> PASSED_OVER_COMMANDS{
    "clear", "clearall", "calcvoltagebases", "calcv",   "solve",       "buscoords", "latloncoords", "plot",
    "show",  "export",   "visualize",        "closedi", "makebuslist", "reset",     "sample",       "setkvbase"};
const std::set<std::string> PASSED_OVER_KINDS{"monitor",  "energymeter", "sensor",
                                              "spectrum", "tcc_curve",   "growthshape"};
const std::set<std::string> PASSED_OVER_OPTIONS{
    "mode",        "number",         "stepsize",       "h",          "hour",
    "sec",         "time",           "year",           "tolerance",  "maxiterations",
    "maxiter",     "maxcontroliter", "controlmode",    "algorithm",  "demandinterval",
    "demand",      "casename",       "overloadreport", "voltexcept", "voltexceptionreport",
    "diverbose",   "datapath",       "editor",         "nodewidth",  "markercode",
    "loadmodel",   "trapezoidal",    "zonelock",       "normvminpu", "normvmaxpu",
    "emergvminpu", "emergvmaxpu",    "daisysize",      "circuit"};

/// Properties of each kind that are read (or, below, change no flow); any other is refused.
const std::map<std::string, std::set<std::string>> READ{
    {"vsource", {"bus1", "basekv", "pu", "angle", "phases", "frequency", "mvasc3", "mvasc1", "isc3", "isc1",
                 "x1r1", "x0r0",   "r1", "x1",    "r0",     "x0",        "z1",     "z0",     "z2",   "enabled"}},
    {"linecode",
     {"nphases", "r1", "x1", "r0", "x0", "c1", "c0", "rmatrix", "xmatrix", "cmatrix", "units", "normamps", "basefreq"}},
    {"line",
     {"bus1", "bus2", "linecode", "length", "units", "phases", "switch", "r1", "x1", "r0", "x0", "c1", "c0", "rmatrix",
      "xmatrix", "cmatrix", "normamps", "enabled", "basefreq"}},
    {"transformer", {"phases", "windings",  "buses",       "conns", "kvs",     "kvas",  "taps",  "wdg",
                     "bus",    "conn",      "kv",          "kva",   "tap",     "%r",    "%rs",   "xhl",
                     "x12",    "%loadloss", "%noloadloss", "%imag", "leadlag", "rneut", "xneut", "enabled"}},
    {"load",
     {"phases", "bus1", "kv", "kw", "pf", "kvar", "kva", "model", "conn", "yearly", "daily", "duty", "vminpu", "vmaxpu",
      "zipv", "enabled"}},
    {"loadshape", {"npts", "interval", "minterval", "sinterval", "mult", "pmult", "csvfile", "useactual"}},
};
const std::map<std::string, std::set<std::string>> WITHOUT_EFFECT{
    {"vsource", {"spectrum", "basefreq", "model"}},
    {"linecode", {"emergamps", "faultrate", "pctperm", "repair", "kron"}},
    {"line", {"emergamps", "faultrate", "pctperm", "repair", "earthmodel", "seasons", "ratings"}},
    {"transformer",
     {"sub",       "subname", "ppm_antifloat", "normhkva", "emerghkva", "maxtap", "mintap", "numtaps", "thermal",
      "n",         "m",       "flrise",        "hsrise",   "xht",       "xlt",    "x13",    "x23",     "bank",
      "faultrate", "pctperm", "repair"}},
    {"load", {"class", "status", "numcust", "vlowpu", "spectrum", "relweight", "vminnorm", "vminemerg", "basefreq"}},
    {"loadshape", {"mean", "stddev"}},
};

}  // namespace

void OpenDssReader::check_names(const DssElement& element) {
  const std::set<std::string>&read = READ.at(element.kind), &without = WITHOUT_EFFECT.at(element.kind);
  for (const DssWord& word : element.words) {
    if (word.name.empty()) {
      problems_.add({word.file, word.line, 0, fmt::format("'{}' stands without its property's name", word.value),
                     "write name=value"});
    } else if (!read.contains(word.name) && !without.contains(word.name)) {
      const std::vector<std::string> names(read.begin(), read.end());
      problems_.add({word.file, word.line, 0,
                     fmt::format("the property {} of a {} is not understood", word.name, element.kind),
                     advice_for_unknown(word.name, names)});
    }
  }
}

void OpenDssReader::gather_set(const DssStatement& statement) {
  for (const DssWord& word : statement.words) {
    const auto number = [&]() {
      const std::optional<double> value = number_of(word.value);
      if (!value || !(*value > 0.0))
        problems_.add(
            {word.file, word.line, 0, fmt::format("{} is '{}'", word.name, word.value), "give a number above 0"});
      return value.value_or(1.0);
    };
    if (word.name == "defaultbasefrequency" || word.name == "frequency" || word.name == "defaultbasefreq") {
      network_.frequency_hz = number();
    } else if (word.name == "loadmult") {
      load_multiplier_ = number();
    } else if (word.name == "voltagebases") {
      for (const std::string& item : dss_items(word.value)) {
        if (const auto kv = number_of(item)) voltage_bases_v_.push_back(1000.0 * *kv);
      }
    } else if (!PASSED_OVER_OPTIONS.contains(word.name)) {
      problems_.add({word.file, word.line, 0, fmt::format("the option {} is not understood", word.name),
                     "understood: defaultbasefrequency, voltagebases, loadmult; remove it if it changes no flow"});
    }
  }
}

void OpenDssReader::gather_batch(const DssStatement& statement) {
  // Of editing by patterns only what all load shapes get is known.
  const bool shapes = !statement.words.empty() && lower_case(statement.words[0].value) == "loadshape..*";
  if (!shapes) {
    problems_.add({statement.file, statement.line, 0, "batchedit is understood for loadshape..* only",
                   "write the change into the elements"});
    return;
  }
  for (DssElement& element : elements_) {
    if (element.kind == "loadshape")
      element.words.insert(element.words.end(), statement.words.begin() + 1, statement.words.end());
  }
}

void OpenDssReader::gather_element(const DssStatement& statement) {
  const bool fresh = statement.command == "new";
  const bool named = !statement.words.empty() &&
                     (statement.words[0].name.empty() || statement.words[0].name == "object") &&
                     statement.words[0].value.find('.') != std::string::npos;
  if (!named) {
    problems_.add({statement.file, statement.line, 0, fmt::format("{} names no element", statement.command),
                   "write New KIND.NAME property=value ..."});
    return;
  }
  const std::string& full = statement.words[0].value;
  const size_t dot = full.find('.');
  std::string kind = lower_case(full.substr(0, dot)), name = full.substr(dot + 1);
  if (PASSED_OVER_KINDS.contains(kind)) return;
  if (kind == "circuit") {
    network_.name = name;
    kind = "vsource";
    name = "source";
  }
  if (!READ.contains(kind)) {
    problems_.add({statement.file, statement.line, 0, fmt::format("elements of the kind {} are not understood", kind),
                   "understood: circuit, vsource, linecode, line, transformer, load, loadshape"});
    return;
  }
  const auto [at, first] = element_at_.emplace(kind + "." + lower_case(name), elements_.size());
  if (first == !fresh) {
    problems_.add({statement.file, statement.line, 0,
                   fmt::format("{}.{} {}", kind, name, fresh ? "is there already" : "is not there to be edited"),
                   fresh ? "give it another name, or use Edit" : "New comes before Edit"});
    if (!fresh) element_at_.erase(at);
    return;
  }
  if (first) elements_.push_back({kind, name, {}, statement.file, statement.line, statement.folder});
  DssElement& element = elements_[at->second];
  element.words.insert(element.words.end(), statement.words.begin() + 1, statement.words.end());
}

void OpenDssReader::gather(const DssStatement& statement) {
  if (statement.command == "new" || statement.command == "edit") {
    gather_element(statement);
  } else if (statement.command == "set") {
    gather_set(statement);
  } else if (statement.command == "batchedit") {
    gather_batch(statement);
  } else if (statement.command == "open") {
    opened_.push_back(statement);
  } else if (!PASSED_OVER_COMMANDS.contains(statement.command)) {
    problems_.add({statement.file, statement.line, 0,
                   fmt::format("the command '{}' is not understood", statement.command),
                   "understood: New, Edit, Open, Set, Redirect, BatchEdit LoadShape..*; what reports is passed over"});
  }
}

int OpenDssReader::bus(const DssElement& element, const std::string& text, DssBus& parsed) {
  const std::optional<DssBus> found = dss_bus(text);
  if (!found) {
    problems_.add(element.problem(fmt::format("the bus '{}' is not understood", text), "write NAME or NAME.1.2.3"));
    return NO_BUS;
  }
  parsed = *found;
  for (const int node : parsed.nodes) {
    if (node <= 3) continue;
    problems_.add(element.problem(fmt::format("node {} of bus {}: there is no such phase", node, parsed.name),
                                  "phases are 1, 2 and 3, ground is 0; other conductors are not modelled"));
    return NO_BUS;
  }
  const auto [at, fresh] = bus_at_.emplace(lower_case(parsed.name), static_cast<int>(network_.buses.size()));
  if (fresh) network_.buses.push_back({.name = parsed.name, .origin = element.origin()});
  return at->second;
}

int OpenDssReader::three_phase_bus(const DssElement& element, const std::string& text) {
  DssBus parsed;
  const int at = bus(element, text, parsed);
  const bool in_order =
      parsed.nodes.empty() || parsed.nodes == std::vector<int>{1, 2, 3} || parsed.nodes == std::vector<int>{1, 2, 3, 0};
  if (at != NO_BUS && !in_order) {
    problems_.add(element.problem(fmt::format("bus '{}'", text),
                                  "sources, lines and transformers have phases 1, 2, 3 in this order"));
  }
  return at;
}

void OpenDssReader::read_source(const DssElement& element) {
  const DssProperties p(element, problems_);
  const double kv = p.positive("basekv");
  electricity::Source source{.name = element.name,
                             .bus = three_phase_bus(element, p.text("bus1", "SourceBus")),
                             .voltage_pu = p.number("pu", 1.0),
                             .angle_deg = p.number("angle", 0.0),
                             .in_service = p.flag("enabled", true),
                             .origin = element.origin()};
  if (p.number("phases", 3.0) != 3.0) p.complain(*p.find("phases"), "sources have 3 phases");
  if (source.bus != NO_BUS) source_v_[source.bus] = 1000.0 * kv;
  // Impedance as given last: directly, or by short-circuit powers or currents (VSource.pas).
  const int direct = std::max({p.position("r1"), p.position("x1"), p.position("z1")});
  const int by_power = std::max({p.position("mvasc3"), p.position("mvasc1"), p.position("isc3"), p.position("isc1")});
  const auto pair = [&](const std::string& name, const std::string& r, const std::string& x) {
    const std::vector<double> z = p.numbers(name);
    if (z.size() == 2 && p.position(name) > std::max(p.position(r), p.position(x))) return Complex(z[0], z[1]);
    return Complex(p.required(r), p.required(x));
  };
  if (direct > by_power) {
    source.z1_ohm = pair("z1", "r1", "x1");
    const bool has_z0 = p.has("z0") || p.has("r0") || p.has("x0");
    source.z0_ohm = has_z0 ? pair("z0", "r0", "x0") : source.z1_ohm;
  } else {
    // A circuit without data has 2000 and 2100 MVA, X1/R1 = 4, X0/R0 = 3.
    const auto power = [&](const char* mva, const char* current, double absent) {
      if (p.position(current) > p.position(mva)) return std::sqrt(3.0) * kv * p.positive(current) / 1000.0;
      return p.has(mva) ? p.positive(mva) : absent;
    };
    const double ratio1 = p.number("x1r1", 4.0), ratio0 = p.number("x0r0", 3.0);
    const double x1 = kv * kv / power("mvasc3", "isc3", 2000.0) / std::sqrt(1.0 + 1.0 / (ratio1 * ratio1));
    source.z1_ohm = {x1 / ratio1, x1};
    // |2 Z1 + Z0| = 3 kV^2 / MVAsc1, solved for R0 with X0 = ratio0 R0.
    const double whole = 3.0 * kv * kv / power("mvasc1", "isc1", 2100.0);
    const double a = 1.0 + ratio0 * ratio0, b = 4.0 * (x1 / ratio1 + x1 * ratio0);
    const double c = 4.0 * std::norm(source.z1_ohm) - whole * whole;
    const double r0 = (-b + std::sqrt(std::max(0.0, b * b - 4.0 * a * c))) / (2.0 * a);
    source.z0_ohm = {r0, ratio0 * r0};
  }
  if (p.has("z2")) {
    // Written by exports of sources whose positive sequence is held.
    const Complex z2 = pair("z2", "r2", "x2");
    source.held_positive_sequence = std::abs(source.z1_ohm) < 1e-5;
    if (!source.held_positive_sequence && z2 != source.z1_ohm)
      p.complain(*p.find("z2"), "Z2 other than Z1 is not modelled");
    if (source.held_positive_sequence) source.z1_ohm = std::abs(z2) < 1e-5 ? Complex() : z2;
  }
  if (std::abs(source.z0_ohm) < 1e-5) source.z0_ohm = {};
  if (!source.held_positive_sequence && std::abs(source.z1_ohm) < 1e-5) source.z1_ohm = {};
  network_.sources.push_back(std::move(source));
}

/// Opens the terminal of a line or transformer that `Open Line.NAME 2` names.
void OpenDssReader::open_terminal(const DssStatement& statement) {
  const std::string full = statement.words.empty() ? "" : statement.words[0].value;
  const std::string kind = lower_case(full.substr(0, full.find('.')));
  const std::string name = lower_case(full.substr(std::min(full.size(), kind.size() + 1)));
  const std::string terminal = statement.words.size() > 1 ? statement.words[1].value : "1";
  const auto open = [&](auto& elements, auto first, auto second) {
    const auto found = std::find_if(elements.begin(), elements.end(),
                                    [&](const auto& element) { return lower_case(element.name) == name; });
    if (found == elements.end()) return false;
    (*found).*(terminal == "1" ? first : second) = false;
    return true;
  };
  using electricity::BusSwitch, electricity::Line, electricity::TransformerBranch;
  bool done = false;
  if (statement.words.size() <= 2 && (terminal == "1" || terminal == "2")) {
    if (kind == "line") {
      done = open(network_.lines, &Line::from_closed, &Line::to_closed) ||
             open(network_.switches, &BusSwitch::closed, &BusSwitch::closed);
    } else if (kind == "transformer") {
      done = open(network_.transformers, &TransformerBranch::high_closed, &TransformerBranch::low_closed);
    }
  }
  if (done) return;
  problems_.add({statement.file, statement.line, 0, fmt::format("open {} {}", full, terminal),
                 "understood: Open Line.NAME 1 or 2, Open Transformer.NAME 1 or 2, all phases together"});
}

/// Rated voltages spread from sources over lines, and over transformers by their windings.
void OpenDssReader::rate_buses(const std::string& path) {
  std::vector<double> rated(network_.buses.size(), 0.0);
  std::deque<int> queue;
  const auto reach = [&](int at, double volts) {
    if (at == NO_BUS || rated[at] > 0.0) return;
    rated[at] = volts;
    queue.push_back(at);
  };
  std::vector<std::vector<std::pair<int, double>>> next(rated.size());
  const auto join = [&](int from, int to) {
    if (from == NO_BUS || to == NO_BUS) return;
    next[from].emplace_back(to, 0.0);
    next[to].emplace_back(from, 0.0);
  };
  for (const electricity::Line& line : network_.lines) join(line.from, line.to);
  for (const electricity::BusSwitch& joint : network_.switches) join(joint.from, joint.to);
  for (const electricity::TransformerBranch& t : network_.transformers) {
    if (t.high == NO_BUS || t.low == NO_BUS) continue;
    next[t.high].emplace_back(t.low, t.low_v);
    next[t.low].emplace_back(t.high, t.high_v);
  }
  for (const auto& [at, volts] : source_v_) reach(at, volts);
  while (!queue.empty()) {
    const int at = queue.front();
    queue.pop_front();
    for (const auto& [other, volts] : next[at]) reach(other, volts > 0.0 ? volts : rated[at]);
  }
  for (size_t i = 0; i < rated.size(); ++i) {
    electricity::Bus& bus = network_.buses[i];
    bus.rated_v = rated[i];
    for (const double base : voltage_bases_v_) {
      const double off = std::abs(base / rated[i] - 1.0), best = std::abs(bus.rated_v / rated[i] - 1.0);
      if (off <= 0.1 && (bus.rated_v == rated[i] || off < best)) bus.rated_v = base;
    }
    if (rated[i] > 0.0) continue;
    problems_.add({bus.origin.substr(0, bus.origin.rfind(':')), std::stoi(bus.origin.substr(bus.origin.rfind(':') + 1)),
                   0, fmt::format("bus {} is not connected to a source", bus.name),
                   "join it by a line or a transformer"});
  }
  if (network_.buses.empty()) {
    problems_.add({path, 0, 0, "the script has no circuit", "give the master file, the one with New Circuit"});
  }
}

electricity::Network OpenDssReader::read(const std::string& path) {
  for (const DssStatement& statement : read_dss_script(path, options_.skip_missing_files, skipped_, problems_)) {
    gather(statement);
  }
  for (const DssElement& element : elements_) {
    check_names(element);
    if (element.kind == "linecode") codes_[lower_case(element.name)] = &element;
  }
  problems_.throw_if_any();
  for (const char* kind : {"vsource", "line", "transformer", "loadshape", "load"}) {
    for (const DssElement& element : elements_) {
      if (element.kind != kind) continue;
      if (element.kind == "vsource") read_source(element);
      if (element.kind == "line") read_line(element);
      if (element.kind == "transformer") read_transformer(element);
      if (element.kind == "loadshape") read_shape(element);
      if (element.kind == "load") read_load(element);
    }
  }
  for (const DssStatement& statement : opened_) open_terminal(statement);
  problems_.throw_if_any();
  rate_buses(path);
  problems_.throw_if_any();
  finish_loads();
  return std::move(network_);
}

electricity::Network read_opendss(const std::string& path, const OpenDssOptions& options) {
  ProblemList problems;
  std::error_code error;
  const std::filesystem::path master = std::filesystem::path(path) / "Master.dss";
  const bool folder = std::filesystem::is_directory(path, error);
  electricity::Network network = OpenDssReader(options, problems).read(folder ? master.string() : path);
  problems.throw_if_any();
  return network;
}

}  // namespace hearthgrid::io
