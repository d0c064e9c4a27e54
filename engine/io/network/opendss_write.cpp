// Networks written as a script of OpenDSS.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <set>

#include "engine/base/error.hpp"
#include "engine/io/network/network_write.hpp"
#include "engine/io/network/opendss_file.hpp"

namespace hearthgrid::io {

using electricity::Complex;
using electricity::Load;
using electricity::Network;
using electricity::TransformerBranch;
using electricity::Winding;

namespace {

constexpr double NANO = 1e-9;

std::string num(double value) {
  return exact_number(value);
}

template <typename Elements>
std::vector<std::string> names_of(const Elements& elements, const std::string& kind) {
  std::vector<std::string> names;
  for (const auto& element : elements) names.push_back(element.name);
  return plain_names(names, kind);
}

std::string yes_no(bool in_service) {
  return in_service ? "" : " enabled=no";
}

class OpenDssWriter {
 public:
  explicit OpenDssWriter(const Network& network)
      : network_(without_dead_buses(network)),
        buses_(names_of(network.buses, "bus")),
        shapes_(names_of(network.shapes, "shape")) {}

  std::vector<TextFile> files() {
    notes_ = notes_on(network_, {.shunt_place = electricity::ShuntPlace::low_voltage,
                                 .own_zero_sequence = false,
                                 .groundings = true,
                                 .voltage_bounds = true,
                                 .any_angle = false});
    const std::string sources = source_text(), lines = line_text(), transformers = transformer_text();
    const std::string loads = load_text() + shunt_text();
    problems_.throw_if_any();
    std::vector<TextFile> files{{"Lines.dss", lines}, {"Transformers.dss", transformers}, {"Loads.dss", loads}};
    std::string shapes;
    const std::vector<std::string>& names = shapes_;
    for (size_t i = 0; i < names.size(); ++i) {
      const electricity::LoadShape& shape = network_.shapes[i];
      shapes += fmt::format("New LoadShape.{} npts={} minterval={} mult=(file={}.csv) useactual={}\n", names[i],
                            shape.values.size(), num(shape.step_minutes), names[i], shape.actual_kw ? "yes" : "no");
      std::string values;
      for (const double value : shape.values) values += num(value) + "\n";
      files.push_back({names[i] + ".csv", values});
    }
    if (!names.empty()) files.push_back({"LoadShapes.dss", shapes});
    std::string master =
        fmt::format("! {}: written by hearthgrid. Impedances, taps and loads are exact", network_.name);
    master += notes_.empty() ? ".\n" : ", but:\n";
    for (const std::string& note : notes_) master += "! - " + note + "\n";
    master += fmt::format("Clear\nSet DefaultBaseFrequency={}\n{}", num(network_.frequency_hz), sources);
    for (const char* part : {"LoadShapes", "Lines", "Transformers", "Loads"}) {
      if (part != std::string("LoadShapes") || !names.empty()) master += fmt::format("Redirect {}.dss\n", part);
    }
    std::set<double> bases;
    for (const electricity::Bus& bus : network_.buses) bases.insert(bus.rated_v / 1000.0);
    master += "Set voltagebases=[";
    for (const double base : bases) master += " " + num(base);
    master += " ]\nCalcvoltagebases\n" + opened_ + "Solve\n";
    files.push_back({"Master.dss", master});
    return files;
  }
  [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }

 private:
  std::string source_text() {
    constexpr const char* STIFF = "0 1e-6";  // OpenDSS cannot hold an impedance of 0
    const auto pair = [&](const Complex& z) {
      return z == Complex() ? std::string(STIFF) : num(z.real()) + " " + num(z.imag());
    };
    std::string text;
    const std::vector<std::string> names = names_of(network_.sources, "source");
    for (size_t i = 0; i < names.size(); ++i) {
      const electricity::Source& source = network_.sources[i];
      const std::string circuit = plain_names({network_.name}, "network")[0];
      text += fmt::format("New {} bus1={} basekv={} pu={} angle={} phases=3 Z1=[{}] Z0=[{}]{}{}\n",
                          i == 0 ? "Circuit." + circuit : "Vsource." + names[i], buses_[source.bus],
                          num(network_.buses[source.bus].rated_v / 1000.0), num(source.voltage_pu),
                          num(source.angle_deg), source.held_positive_sequence ? STIFF : pair(source.z1_ohm),
                          pair(source.z0_ohm), source.held_positive_sequence ? " Z2=[" + pair(source.z1_ohm) + "]" : "",
                          yes_no(source.in_service));
    }
    if (names.empty()) problems_.add({"", 0, 0, "the network has no source", "OpenDSS needs one"});
    return text;
  }

  void open(const std::string& element, bool first_closed, bool second_closed) {
    if (first_closed == second_closed) return;
    opened_ += fmt::format("Open {} {}\n", element, first_closed ? 2 : 1);
  }

  static std::string matrix(const electricity::PhaseMatrix& z, double (*part)(const Complex&), double length) {
    std::string text;
    for (size_t i = 0; i < 3; ++i) {
      for (size_t k = 0; k < 3; ++k) text += num(part(z[i][k]) / length) + " ";
      text += i < 2 ? "| " : "";
    }
    return text;
  }

  std::string line_text() {
    std::string text;
    const double omega = 2.0 * std::numbers::pi * network_.frequency_hz;
    double conductance_s = 0.0;
    std::vector<std::string> names;
    for (const auto& line : network_.lines) names.push_back(line.name);
    for (const auto& joint : network_.switches) names.push_back(joint.name);
    names = plain_names(names, "line");
    const auto ideal = [&](const std::string& name, int from, int to, bool closed) {
      text += fmt::format("New Line.{} bus1={} bus2={} switch=yes r1=1e-6 x1=0 r0=1e-6 x0=0 c1=0 c0=0 length=1{}\n",
                          name, buses_[from], buses_[to], yes_no(closed));
    };
    for (size_t i = 0; i < network_.lines.size(); ++i) {
      const electricity::Line& line = network_.lines[i];
      if (line.is_link && line.z1_ohm == Complex()) {
        ideal(names[i], line.from, line.to, line.from_closed && line.to_closed);
        continue;
      }
      const double length = line.length_km > 0.0 ? line.length_km : 1.0;
      text += fmt::format("New Line.{} bus1={} bus2={} phases=3", names[i], buses_[line.from], buses_[line.to]);
      if (line.z_phase_ohm) {
        text += fmt::format(" rmatrix=[{}]", matrix(
                                                 *line.z_phase_ohm, [](const Complex& z) { return z.real(); }, length));
        text += fmt::format(" xmatrix=[{}]", matrix(
                                                 *line.z_phase_ohm, [](const Complex& z) { return z.imag(); }, length));
      } else {
        text +=
            fmt::format(" r1={} x1={} r0={} x0={}", num(line.z1_ohm.real() / length), num(line.z1_ohm.imag() / length),
                        num(line.z0_ohm.real() / length), num(line.z0_ohm.imag() / length));
      }
      text +=
          fmt::format(" c1={} c0={} length={} units={}", num(line.y1_s.imag() / omega / NANO / length),
                      num(line.y0_s.imag() / omega / NANO / length), num(length), line.length_km > 0.0 ? "km" : "none");
      if (std::isfinite(line.rating_a)) text += " normamps=" + num(line.rating_a);
      text += yes_no(line.from_closed || line.to_closed) + "\n";
      open("Line." + names[i], line.from_closed, line.to_closed);
      conductance_s = std::max({conductance_s, std::abs(line.y1_s.real()), std::abs(line.y0_s.real())});
    }
    for (size_t i = 0; i < network_.switches.size(); ++i) {
      const electricity::BusSwitch& joint = network_.switches[i];
      ideal(names[network_.lines.size() + i], joint.from, joint.to, joint.closed);
    }
    if (conductance_s > 0.0) {
      notes_.push_back(fmt::format("shunt conductance of lines is left out: {:.1e} S at most", conductance_s));
    }
    return text;
  }

  /// Words for a winding's connection, and its bus with phases in the order that turns it by `rotation_h` hours.
  std::string winding_text(const TransformerBranch& t, bool high, int rotation_h, int neutral) {
    const Winding winding = high ? t.high_winding : t.low_winding;
    const Complex grounding = high ? t.high_grounding_ohm : t.low_grounding_ohm;
    const bool floating = winding == Winding::wye || (winding == Winding::wye_grounded && grounding != Complex());
    std::string nodes = rotation_h == 4 ? ".3.1.2" : rotation_h == 8 ? ".2.3.1" : floating ? ".1.2.3" : "";
    if (floating) nodes += fmt::format(".{}", neutral);
    if (winding == Winding::zigzag || winding == Winding::zigzag_grounded) {
      problems_.add({"", 0, 0, fmt::format("transformer {} has a zigzag winding", t.name), "OpenDSS has none"});
    }
    const double rated_v = high ? t.high_v : t.low_v;
    const double tap = t.tap_at_high == high ? 1.0 + t.tap_steps * t.tap_step_v / rated_v : 1.0;
    std::string text = fmt::format(" wdg={} bus={}{} conn={} kv={} kva={} tap={}", high ? 1 : 2,
                                   buses_[high ? t.high : t.low], nodes, winding == Winding::delta ? "delta" : "wye",
                                   num(rated_v / 1000.0), num(t.parallel * t.rated_va / 1000.0), num(tap));
    if (floating && grounding != Complex()) {
      text += fmt::format(" rneut={} xneut={}", num(grounding.real()), num(grounding.imag()));
    }
    return text;
  }

  std::string transformer_text() {
    std::string text;
    const std::vector<std::string> names = names_of(network_.transformers, "transformer");
    for (size_t i = 0; i < names.size(); ++i) {
      const TransformerBranch& t = network_.transformers[i];
      const double loss = t.load_loss_w / t.rated_va, idle = t.no_load_loss_w / t.rated_va;
      const double xhl = std::sqrt(std::max(0.0, t.short_circuit_share * t.short_circuit_share - loss * loss));
      const double imag = std::sqrt(std::max(0.0, t.no_load_current_share * t.no_load_current_share - idle * idle));
      const int clock = nearest_clock(t);
      // Hours 1 and 11 (or 0) turned by 4 or 8; of even ones only 0, 4 and 8 come without reversed windings.
      const bool odd = clock % 2 == 1;
      const bool lag = (clock % 4 == 1) == (t.high_v >= t.low_v);
      const int base = !odd ? 0 : clock % 4 == 1 ? 1 : 11;
      const int rotation_h = (clock - base + 12) % 12;
      if (!odd && clock % 4 != 0) {
        problems_.add({"", 0, 0, fmt::format("transformer {} has clock number {}", t.name, clock),
                       "OpenDSS holds odd ones and 0, 4 and 8"});
      }
      if (t.tap_steps != 0.0 && t.tap_step_deg != 0.0) {
        problems_.add({"", 0, 0, fmt::format("transformer {} shifts phases by its tap", t.name), "OpenDSS cannot"});
      }
      text += fmt::format(
          "New Transformer.{} phases=3 windings=2 xhl={} %loadloss={} %noloadloss={} %imag={} leadlag={} "
          "ppm_antifloat=0{}\n~{}\n~{}\n",
          names[i], num(100.0 * xhl), num(100.0 * loss), num(100.0 * idle), num(100.0 * imag), lag ? "lag" : "lead",
          yes_no(t.high_closed || t.low_closed), winding_text(t, true, 0, static_cast<int>(4 + i % 90)),
          winding_text(t, false, rotation_h, static_cast<int>(4 + i % 90)));
      open("Transformer." + names[i], t.high_closed, t.low_closed);
    }
    return text;
  }

  static std::string model_of(const electricity::VoltageDependence& share) {
    const std::vector<LoadPart> parts = load_parts(share);
    if (parts.size() > 1) {
      const std::string zip = num(share.impedance) + " " + num(share.current) + " " + num(share.power);
      return fmt::format("model=8 ZIPV=[{} {} 0]", zip, zip);
    }
    return parts[0].type == 0 ? "model=1" : parts[0].type == 1 ? "model=2" : "model=5";
  }

  /// The nodes of a branch of a load: a phase to ground, or two phases.
  static std::string nodes_of(bool delta, size_t branch) {
    static constexpr std::array<const char*, 3> WYE{".1", ".2", ".3"}, DELTA{".1.2", ".2.3", ".3.1"};
    return delta ? DELTA[branch] : WYE[branch];
  }

  std::string load_text() {
    std::string text;
    std::vector<std::string> names;
    // Each branch of an asymmetric load is a load of its own.
    struct Piece {
      const Load* load;
      int branch;  ///< -1 = all three
    };
    std::vector<Piece> pieces;
    for (const Load& load : network_.loads) {
      const bool alike = load.va[0] == load.va[1] && load.va[1] == load.va[2];
      if (load.symmetric && alike) {
        pieces.push_back(Piece{&load, -1});
        names.push_back(load.name);
        continue;
      }
      const auto live =
          std::count_if(load.va.begin(), load.va.end(), [](const Complex& va) { return va != Complex(); });
      for (int branch = 0; branch < 3; ++branch) {
        if (load.va[branch] == Complex() && (live > 0 || branch > 0)) continue;
        pieces.push_back({&load, branch});
        names.push_back(live > 1 ? fmt::format("{}_{}", load.name, "abc"[branch]) : load.name);
      }
    }
    names = plain_names(names, "load");
    for (size_t i = 0; i < pieces.size(); ++i) {
      const auto& [load, branch] = pieces[i];
      const bool delta = load->connection == electricity::Connection::delta;
      const Complex va = branch < 0 ? 3.0 * load->va[0] : load->va[branch];
      const double bus_kv = network_.buses[load->bus].rated_v / 1000.0;
      const double kv = branch < 0 || delta ? bus_kv : bus_kv / std::sqrt(3.0);
      const double top = std::isfinite(load->impedance_above_pu) ? load->impedance_above_pu : 20.0;
      text += fmt::format("New Load.{} phases={} bus1={}{} conn={} kv={} kw={} kvar={} {} vminpu={} vmaxpu={}{}{}\n",
                          names[i], branch < 0 ? 3 : 1, buses_[load->bus], branch < 0 ? "" : nodes_of(delta, branch),
                          delta ? "delta" : "wye", num(kv), num(va.real() / 1000.0), num(va.imag() / 1000.0),
                          model_of(load->dependence), num(load->impedance_below_pu), num(top), shape_word(*load),
                          yes_no(load->in_service));
    }
    return text;
  }

  /// A shunt is a load of constant impedance: in wye if its zero sequence is as the positive one, in delta without one.
  std::string shunt_text() {
    std::string text;
    const std::vector<std::string> names = names_of(network_.shunts, "shunt");
    for (size_t i = 0; i < names.size(); ++i) {
      const electricity::Shunt& shunt = network_.shunts[i];
      const double rated_v = network_.buses[shunt.bus].rated_v;
      const Complex va = rated_v * rated_v * std::conj(shunt.y1_s);
      if (shunt.y0_s != Complex() && shunt.y0_s != shunt.y1_s) {
        problems_.add({"", 0, 0, fmt::format("shunt {} has a zero sequence of its own", shunt.name),
                       "written can be one without zero sequence, or with one like the positive"});
      }
      text +=
          fmt::format("New Load.shunt_{} phases=3 bus1={} conn={} kv={} kw={} kvar={} model=2 vminpu=0 vmaxpu=20{}\n",
                      names[i], buses_[shunt.bus], shunt.y0_s == Complex() ? "delta" : "wye", num(rated_v / 1000.0),
                      num(va.real() / 1000.0), num(va.imag() / 1000.0), yes_no(shunt.in_service));
    }
    if (!names.empty()) notes_.emplace_back("shunts are written as loads of constant impedance, which is the same");
    return text;
  }

  [[nodiscard]] std::string shape_word(const Load& load) const {
    const electricity::LoadShape* shape = shape_of(network_, load);
    return shape == nullptr ? "" : " yearly=" + shapes_[shape - network_.shapes.data()];
  }

  Network network_;
  std::vector<std::string> buses_, shapes_, notes_{};
  ProblemList problems_{};
  std::string opened_{};
};

}  // namespace

std::vector<std::string> write_opendss(const Network& network, const std::string& folder, bool overwrite) {
  OpenDssWriter writer(network);
  write_whole_folder(folder, writer.files(), overwrite);
  return writer.notes();
}

}  // namespace hearthgrid::io
