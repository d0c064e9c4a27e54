// Lines and transformers of OpenDSS.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/io/network/element_frame.hpp"
#include "engine/io/network/opendss_elements.hpp"

namespace hearthgrid::io {

using electricity::Complex;
using electricity::NO_BUS;
using electricity::PhaseMatrix;
using electricity::TransformerBranch;
using electricity::Winding;

namespace {

constexpr double NANO = 1e-9;
/// Below this a switch is ideal; OpenDSS itself cannot hold an impedance of 0.
constexpr double IDEAL_OHM = 1e-5;

/// What a line or its code says of a unit of length.
struct PerLength {
  Complex z1, z0;
  double c1_nf = 0.0, c0_nf = 0.0;
  std::optional<PhaseMatrix> z_phase{};
};

using RealMatrix = std::array<std::array<double, 3>, 3>;

/// A matrix of three phases, whole or its lower triangle, rows between '|'.
std::optional<RealMatrix> matrix(const DssProperties& p, const std::string& name) {
  const DssWord* word = p.find(name);
  if (word == nullptr) return std::nullopt;
  RealMatrix m{};
  size_t row = 0;
  bool good = true, whole = false;
  for (size_t start = 0; start <= word->value.size(); ++row) {
    const size_t end = std::min(word->value.find('|', start), word->value.size());
    const std::vector<std::string> items = dss_items(std::string_view(word->value).substr(start, end - start));
    if (row == 0) whole = items.size() == 3;
    good = good && row < 3 && items.size() == (whole ? 3 : row + 1);
    for (size_t column = 0; good && column < items.size(); ++column) {
      const std::optional<double> value = number_of(items[column]);
      good = value && std::isfinite(*value);
      if (!good) break;
      m[row][column] = *value;
      if (column < row && !whole) m[column][row] = *value;
    }
    start = end + 1;
  }
  if (good && row == 3) return m;
  p.complain(*word, "give three rows between '|', whole or the lower triangle");
  return std::nullopt;
}

/// Capacitances of a matrix that is alike in all phases, as sequences.
void take_capacitance(const DssProperties& p, const RealMatrix& c, PerLength& data) {
  const double self = (c[0][0] + c[1][1] + c[2][2]) / 3.0;
  const double mutual = (c[0][1] + c[0][2] + c[1][2]) / 3.0;
  double off = 0.0;
  for (size_t i = 0; i < 3; ++i) {
    for (size_t k = 0; k < 3; ++k) off = std::max(off, std::abs(c[i][k] - (i == k ? self : mutual)));
  }
  if (off > 1e-6 * std::abs(self)) {
    p.complain(*p.find("cmatrix"), "capacitances that differ between phases are not modelled; give C1 and C0");
  }
  data.c1_nf = self - mutual;
  data.c0_nf = self + 2.0 * mutual;
}

PerLength per_length(const DssProperties& p, bool is_switch) {
  PerLength data;
  const std::optional<RealMatrix> r = matrix(p, "rmatrix"), x = matrix(p, "xmatrix"), c = matrix(p, "cmatrix");
  if (r || x) {
    PhaseMatrix z{};
    for (size_t i = 0; i < 3; ++i) {
      for (size_t k = 0; k < 3; ++k) z[i][k] = {r ? (*r)[i][k] : 0.0, x ? (*x)[i][k] : 0.0};
    }
    const Complex self = (z[0][0] + z[1][1] + z[2][2]) / 3.0, mutual = (z[0][1] + z[0][2] + z[1][2]) / 3.0;
    data.z_phase = z;
    data.z1 = self - mutual;
    data.z0 = self + 2.0 * mutual;
  } else {
    // A switch without data has 1 + 1j ohm per unit of its length 0.001 (Line.pas).
    const auto ohm = [&](const char* name) { return is_switch ? p.number(name, 1.0) : p.required(name); };
    data.z1 = {ohm("r1"), ohm("x1")};
    data.z0 = {ohm("r0"), ohm("x0")};
  }
  // What is not said of capacitance is OpenDSS' default of 3.4 and 1.6 nF per unit of length; 1.1 and 1 of a switch.
  data.c1_nf = p.number("c1", is_switch ? 1.1 : 3.4);
  data.c0_nf = p.number("c0", is_switch ? 1.0 : 1.6);
  if (c) take_capacitance(p, *c, data);
  return data;
}

/// Of a line or its code; 0 where none is given.
double unit_km(const DssProperties& p) {
  const std::optional<double> km = dss_unit_km(p.text("units", "none"));
  if (!km) p.complain(*p.find("units"), "allowed: none, km, m, cm, mm, mi, kft, ft, in");
  return km.value_or(0.0);
}

void check_line_data(const DssProperties& p, const std::string& phases, double frequency_hz) {
  if (p.number(phases, 3.0) != 3.0) p.complain(*p.find(phases), "lines have three phases here");
  if (p.number("basefreq", frequency_hz) != frequency_hz) {
    p.complain(*p.find("basefreq"), "give the reactance at the frequency of the circuit");
  }
}

}  // namespace

const DssElement* OpenDssReader::line_code(const DssElement& element) {
  const DssProperties p(element, problems_);
  if (!p.has("linecode")) return &element;
  const auto found = codes_.find(lower_case(p.text("linecode")));
  if (found == codes_.end()) {
    p.complain(*p.find("linecode"), "there is no such LineCode");
    return nullptr;
  }
  for (const char* own : {"r1", "x1", "r0", "x0", "c1", "c0", "rmatrix", "xmatrix", "cmatrix"}) {
    if (p.has(own)) p.complain(*p.find(own), "give a linecode or the line's own data, not both");
  }
  return found->second;
}

void OpenDssReader::read_line(const DssElement& element) {
  const DssElement* code = line_code(element);
  if (code == nullptr) return;
  const DssProperties p(element, problems_), source(*code, problems_);
  const bool is_switch = p.flag("switch", false), enabled = p.flag("enabled", true), own_data = code == &element;
  check_line_data(p, "phases", network_.frequency_hz);
  if (!own_data) check_line_data(source, "nphases", network_.frequency_hz);
  const PerLength data = per_length(source, is_switch && own_data);
  const double own_km = unit_km(p), code_km = unit_km(source);
  const double length = is_switch && !p.has("length") ? 0.001 : p.positive("length");
  // A length without a unit, or of a code without one, counts in the other's.
  const double units = own_km > 0.0 && code_km > 0.0 ? length * own_km / code_km : length;
  const double omega = 2.0 * std::numbers::pi * network_.frequency_hz;
  electricity::Line line{.name = element.name,
                         .from = three_phase_bus(element, p.text("bus1")),
                         .to = three_phase_bus(element, p.text("bus2")),
                         .from_closed = enabled,
                         .to_closed = enabled,
                         .length_km = length * (own_km > 0.0 ? own_km : code_km),
                         .z1_ohm = data.z1 * units,
                         .z0_ohm = data.z0 * units,
                         .y1_s = {0.0, omega * NANO * data.c1_nf * units},
                         .y0_s = {0.0, omega * NANO * data.c0_nf * units},
                         .z_phase_ohm = data.z_phase,
                         .type = own_data ? "" : code->name,
                         .origin = element.origin()};
  if (line.z_phase_ohm) {
    for (auto& row : *line.z_phase_ohm) {
      for (Complex& z : row) z *= units;
    }
  }
  if (p.has("normamps") || source.has("normamps"))
    line.rating_a = (p.has("normamps") ? p : source).positive("normamps");
  if (line.from == line.to && line.from != NO_BUS) {
    problems_.add(element.problem("bus1 and bus2 are one bus", "a line connects two"));
  }
  if (is_switch && std::abs(line.z1_ohm) <= IDEAL_OHM) {
    network_.switches.push_back(
        {.name = line.name, .from = line.from, .to = line.to, .closed = enabled, .origin = line.origin});
    return;
  }
  if (line.z1_ohm == Complex() || line.z0_ohm == Complex()) {
    problems_.add(element.problem("the line has no impedance", "give R and X, or make it a switch"));
  }
  network_.lines.push_back(std::move(line));
}

namespace {

/// One winding of a transformer as its properties say.
struct DssWinding {
  std::string bus{}, conn = "wye";
  double kv = 0.0, kva = 0.0, tap = 1.0, r_percent = 0.2, rneut = -1.0, xneut = 0.0;
  int rotation_h = 0;     ///< hours by which the order of phases turns its side
  bool floating = false;  ///< the neutral has a conductor of its own
  Winding kind = Winding::wye_grounded;
  Complex grounding_ohm{};
};

/// Walks through a transformer's words in order, as OpenDSS does: `wdg` says whose values follow.
class WindingReader {
 public:
  WindingReader(const DssElement& element, ProblemList& problems) : element_(element), problems_(problems) {}

  std::array<DssWinding, 2> read() {
    for (const DssWord& word : element_.words) take(word);
    return windings_;
  }

 private:
  [[nodiscard]] double number(const DssWord& word, const std::string& text) const {
    const std::optional<double> value = number_of(text);
    if (value && std::isfinite(*value)) return *value;
    DssProperties(element_, problems_).complain(word, "give numbers; expressions are not understood");
    return 1.0;
  }

  void take(const DssWord& word) {
    static const std::map<std::string, double DssWinding::*> NUMBERS{
        {"kv", &DssWinding::kv},        {"kvs", &DssWinding::kv},        {"kva", &DssWinding::kva},
        {"kvas", &DssWinding::kva},     {"tap", &DssWinding::tap},       {"taps", &DssWinding::tap},
        {"%r", &DssWinding::r_percent}, {"%rs", &DssWinding::r_percent}, {"rneut", &DssWinding::rneut},
        {"xneut", &DssWinding::xneut}};
    static const std::map<std::string, std::string DssWinding::*> TEXTS{{"bus", &DssWinding::bus},
                                                                        {"buses", &DssWinding::bus},
                                                                        {"conn", &DssWinding::conn},
                                                                        {"conns", &DssWinding::conn}};
    const bool all = word.name != "bus" && word.name.ends_with('s');
    const std::vector<std::string> items = all ? dss_items(word.value) : std::vector<std::string>{word.value};
    if (word.name == "wdg") {
      const double given = number(word, word.value);
      if (given != 1.0 && given != 2.0)
        DssProperties(element_, problems_).complain(word, "transformers have two windings");
      winding_ = given == 2.0 ? 1 : 0;
    } else if (word.name == "%loadloss") {
      for (DssWinding& winding : windings_) winding.r_percent = 0.5 * number(word, word.value);
    } else if (NUMBERS.contains(word.name) || TEXTS.contains(word.name)) {
      if (all && items.size() != 2)
        DssProperties(element_, problems_).complain(word, "give a value for each of two windings");
      for (size_t i = 0; i < std::min<size_t>(items.size(), 2); ++i) {
        DssWinding& winding = windings_[all ? i : winding_];
        if (NUMBERS.contains(word.name)) {
          winding.*NUMBERS.at(word.name) = number(word, items[i]);
        } else {
          winding.*TEXTS.at(word.name) = items[i];
        }
      }
    }
  }

  const DssElement& element_;
  ProblemList& problems_;
  std::array<DssWinding, 2> windings_{};
  size_t winding_ = 0;
};

/// Takes the order of phases and the neutral off a winding's bus; false if it has another order than a turn.
bool take_nodes(DssWinding& winding) {
  const std::optional<DssBus> bus = dss_bus(winding.bus);
  if (!bus) return true;
  std::vector<int> nodes = bus->nodes;
  if (nodes.size() == 4) {
    winding.floating = nodes[3] > 3;
    nodes.pop_back();
  }
  winding.bus = bus->name;
  if (nodes == std::vector<int>{3, 1, 2}) winding.rotation_h = 4;
  if (nodes == std::vector<int>{2, 3, 1}) winding.rotation_h = 8;
  return nodes.empty() || nodes == std::vector<int>{1, 2, 3} || winding.rotation_h != 0;
}

void check_winding(const DssElement& element, DssWinding& winding, ProblemList& problems) {
  const std::string conn = lower_case(winding.conn);
  const bool delta = conn == "delta" || conn == "d" || conn == "ll";
  if (!delta && conn != "wye" && conn != "y" && conn != "ln") {
    problems.add(element.problem(fmt::format("the connection '{}'", winding.conn), "allowed: wye, delta"));
  }
  if (winding.bus.empty() || !(winding.kv > 0.0) || !(winding.kva > 0.0) || !(winding.tap > 0.0)) {
    problems.add(element.problem("a winding lacks its bus, kV or kVA", "give buses, kVs and kVAs"));
  }
  if (!take_nodes(winding)) {
    problems.add(element.problem(fmt::format("the phases of the winding at bus {}", winding.bus),
                                 "understood: 1.2.3, 2.3.1, 3.1.2"));
  }
  const bool grounded = !winding.floating || winding.rneut >= 0.0;
  winding.kind = delta ? Winding::delta : grounded ? Winding::wye_grounded : Winding::wye;
  if (!delta && winding.floating && grounded) winding.grounding_ohm = {winding.rneut, winding.xneut};
}

/// Hours by which winding 2 lags winding 1. Lag: whichever has the lower voltage lags by 30 degrees if one is in delta.
int clock_of(const DssProperties& p, const std::array<DssWinding, 2>& windings) {
  const std::string lead = lower_case(p.text("leadlag", "lag"));
  const bool lag = lead == "lag" || lead == "ansi";
  if (!lag && lead != "lead" && lead != "euro") p.complain(*p.find("leadlag"), "allowed: lag, lead");
  int clock = 0;
  if ((windings[0].kind == Winding::delta) != (windings[1].kind == Winding::delta)) {
    clock = lag == (windings[0].kv >= windings[1].kv) ? 1 : 11;
  }
  return (clock + windings[1].rotation_h + 12 - windings[0].rotation_h) % 12;
}

}  // namespace

void OpenDssReader::read_transformer(const DssElement& element) {
  const DssProperties p(element, problems_);
  std::array<DssWinding, 2> windings = WindingReader(element, problems_).read();
  for (const char* count : {"phases", "windings"}) {
    const double expected = std::string(count) == "phases" ? 3.0 : 2.0;
    if (p.number(count, expected) != expected)
      p.complain(*p.find(count), "three phases and two windings are understood");
  }
  for (DssWinding& winding : windings) check_winding(element, winding, problems_);
  if (windings[0].kva != windings[1].kva) {
    problems_.add(element.problem("the windings differ in kVA", "give both the same"));
  }
  const double xhl = p.has("x12") ? p.positive("x12") : p.positive("xhl");
  const double r_share = (windings[0].r_percent + windings[1].r_percent) / 100.0;
  const double rated_va = 1000.0 * windings[0].kva;
  const double loss_share = p.number("%noloadloss", 0.0) / 100.0, reactive_share = p.number("%imag", 0.0) / 100.0;
  const int clock = clock_of(p, windings);
  const bool enabled = p.flag("enabled", true);
  DssBus parsed;
  network_.transformers.push_back({.name = element.name,
                                   .high = bus(element, windings[0].bus, parsed),
                                   .low = bus(element, windings[1].bus, parsed),
                                   .high_closed = enabled,
                                   .low_closed = enabled,
                                   .rated_va = rated_va,
                                   .high_v = 1000.0 * windings[0].kv,
                                   // A tap of winding 2 is its voltage: impedances refer to the voltage at the tap.
                                   .low_v = 1000.0 * windings[1].kv * windings[1].tap,
                                   .short_circuit_share = std::hypot(xhl / 100.0, r_share),
                                   .load_loss_w = r_share * rated_va,
                                   .no_load_loss_w = loss_share * rated_va,
                                   .no_load_current_share = std::hypot(loss_share, reactive_share),
                                   .shunt_place = electricity::ShuntPlace::low_voltage,
                                   .high_winding = windings[0].kind,
                                   .low_winding = windings[1].kind,
                                   .clock = clock,
                                   .shift_deg = 30.0 * clock,
                                   .tap_steps = windings[0].tap == 1.0 ? 0.0 : 1.0,
                                   .tap_step_v = (windings[0].tap - 1.0) * 1000.0 * windings[0].kv,
                                   .high_grounding_ohm = windings[0].grounding_ohm,
                                   .low_grounding_ohm = windings[1].grounding_ohm,
                                   .origin = element.origin()});
  const TransformerBranch& made = network_.transformers.back();
  if (made.high == made.low && made.high != NO_BUS) {
    problems_.add(element.problem("both windings are at one bus", "a transformer connects two"));
  }
}

}  // namespace hearthgrid::io
