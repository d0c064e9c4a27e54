// Networks written as tables of pandapower, in its JSON or as CSV.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>

#include "engine/base/error.hpp"
#include "engine/io/network/network_write.hpp"
#include "engine/io/network/pandapower_file.hpp"
#include "engine/io/network/pandapower_out_tables.hpp"

namespace hearthgrid::io {

using electricity::Complex;
using electricity::Load;
using electricity::Network;
using electricity::TransformerBranch;
using electricity::Winding;

namespace {

constexpr double MEGA = 1e6, KILO = 1e3, NANO = 1e-9, MICRO = 1e-6;
constexpr double SHORT_CIRCUIT_VOLTAGE_FACTOR = 1.1;  // as in the reader
constexpr double STIFF_MVA = 1e9;

std::string winding_letters(Winding winding, bool high) {
  static constexpr std::array<const char*, 5> HIGH{"Y", "YN", "D", "Z", "ZN"}, LOW{"y", "yn", "d", "z", "zn"};
  return (high ? HIGH : LOW)[static_cast<size_t>(winding)];
}

Json or_null(bool given, double value) {
  return given ? Json(value) : Json();
}

class PandapowerWriter {
 public:
  explicit PandapowerWriter(const Network& network)
      : network_(network), three_phase_(std::any_of(network.loads.begin(), network.loads.end(), [](const Load& load) {
          return !load.symmetric;
        })) {}

  std::vector<OutTable> tables() {
    notes_ = notes_on(network_, {.shunt_place = shunt_place(),
                                 .own_zero_sequence = true,
                                 .groundings = false,
                                 .voltage_bounds = false,
                                 .any_angle = true});
    for (const electricity::Bus& bus : network_.buses) {
      out_.bus.rows.push_back({bus.name, bus.rated_v / KILO, "b", bus.in_service});
    }
    for (const electricity::Line& line : network_.lines) write_line(line);
    for (const electricity::BusSwitch& joint : network_.switches) {
      out_.switches.rows.push_back({joint.from, joint.to, "b", "CB", joint.closed, joint.name, 0.0});
    }
    for (const TransformerBranch& t : network_.transformers) write_transformer(t);
    for (const electricity::Source& source : network_.sources) write_source(source);
    for (const Load& load : network_.loads) write_load(load);
    for (const electricity::Shunt& shunt : network_.shunts) {
      const double rated_v = network_.buses[shunt.bus].rated_v;
      const Complex va = rated_v * rated_v * std::conj(shunt.y1_s) / MEGA;
      out_.shunt.rows.push_back({shunt.name, shunt.bus, va.real(), va.imag(), rated_v / KILO, 1, shunt.in_service});
      if (shunt.y0_s != Complex()) notes_.push_back(fmt::format("shunt {} loses its zero sequence", shunt.name));
    }
    write_profiles();
    problems_.throw_if_any();
    return {out_.bus,      out_.load,     out_.sgen, out_.asymmetric_load, out_.asymmetric_sgen, out_.shunt,
            out_.ext_grid, out_.switches, out_.line, out_.trafo,           out_.profiles};
  }
  [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }

 private:
  /// The place that pandapower's argument trafo_model gives all transformers; the most faithful one.
  electricity::ShuntPlace shunt_place() {
    using electricity::ShuntPlace;
    const bool t = std::any_of(network_.transformers.begin(), network_.transformers.end(),
                               [](const TransformerBranch& x) { return x.shunt_place == ShuntPlace::t; });
    const bool loss = std::any_of(network_.transformers.begin(), network_.transformers.end(),
                                  [](const TransformerBranch& x) { return x.no_load_current_share != 0.0; });
    if (!t && loss) extra_note_ = R"(calculate with trafo_model="pi": pandapower's default is "t")";
    return t ? ShuntPlace::t : ShuntPlace::pi;
  }

  void write_line(const electricity::Line& line) {
    if (line.is_link && line.z1_ohm == Complex()) {
      out_.switches.rows.push_back({line.from, line.to, "b", "CB", line.from_closed && line.to_closed, line.name, 0.0});
      return;
    }
    const double length = line.length_km > 0.0 ? line.length_km : 1.0;
    const double omega_nf = 2.0 * std::numbers::pi * network_.frequency_hz * NANO;
    const auto index = static_cast<int>(out_.line.rows.size());
    out_.line.rows.push_back(
        {line.name, line.type.empty() ? Json() : Json(line.type), line.from, line.to, length,
         line.z1_ohm.real() / length, line.z1_ohm.imag() / length, line.y1_s.imag() / omega_nf / length,
         line.y1_s.real() / MICRO / length, line.z0_ohm.real() / length, line.z0_ohm.imag() / length,
         line.y0_s.imag() / omega_nf / length, or_null(std::isfinite(line.rating_a), line.rating_a / KILO), 1.0, 1,
         line.from_closed || line.to_closed});
    if (line.from_closed != line.to_closed) {
      out_.switches.rows.push_back({line.from_closed ? line.to : line.from, index, "l", "CB", false, Json(), 0.0});
    }
    if (line.y0_s.real() != 0.0 && line.y0_s != line.y1_s) {
      notes_.push_back(fmt::format("line {} loses its zero-sequence conductance", line.name));
    }
    if (!line.z_phase_ohm) return;
    double off = 0.0;
    for (size_t i = 0; i < 3; ++i) {
      for (size_t k = 0; k < 3; ++k) {
        const Complex alike = (line.z0_ohm + (i == k ? 2.0 : -1.0) * line.z1_ohm) / 3.0;
        off = std::max(off, std::abs((*line.z_phase_ohm)[i][k] - alike) / std::abs(line.z1_ohm));
      }
    }
    if (off > 1e-9) {
      notes_.push_back(fmt::format("line {}: phases are averaged, its impedances change by {:.1f} % at most", line.name,
                                   100.0 * off));
    }
  }

  void write_transformer(const TransformerBranch& t) {
    const auto index = static_cast<int>(out_.trafo.rows.size());
    const bool tap = t.tap_step_v != 0.0 || t.tap_step_deg != 0.0;
    const bool ideal = t.tap_step_deg != 0.0;
    if (ideal && t.tap_step_v != 0.0 && t.tap_steps != 0.0) {
      problems_.add({"", 0, 0, fmt::format("transformer {} has a tap that changes voltage and angle", t.name),
                     "written can be either"});
    }
    const double vk0 = t.short_circuit0_share.value_or(t.short_circuit_share);
    // Where the magnetising impedance is known by its no-load current only, it is turned into pandapower's ratio.
    const double i0 = t.no_load_current0_share.value_or(t.no_load_current_share);
    const bool ratio_known = t.magnetising0_share || t.no_load_current0_share || three_phase_;
    const double ratio = t.magnetising0_share.value_or(i0 > 0.0 ? 1.0 / (i0 * vk0) : 100.0);
    out_.trafo.rows.push_back({t.name,
                               t.high,
                               t.low,
                               t.rated_va / MEGA,
                               t.high_v / KILO,
                               t.low_v / KILO,
                               100.0 * t.short_circuit_share,
                               100.0 * t.load_loss_w / t.rated_va,
                               t.no_load_loss_w / KILO,
                               100.0 * t.no_load_current_share,
                               t.shift_deg,
                               tap ? Json(t.tap_at_high ? "hv" : "lv") : Json(),
                               or_null(tap, 0.0),
                               or_null(tap, ideal ? 0.0 : 100.0 * t.tap_step_v / (t.tap_at_high ? t.high_v : t.low_v)),
                               or_null(tap, t.tap_at_high ? t.tap_step_deg : -t.tap_step_deg),
                               or_null(tap, t.tap_steps),
                               tap ? Json(ideal ? "Ideal" : "Ratio") : Json(),
                               ideal,
                               t.parallel,
                               t.rating_factor,
                               winding_letters(t.high_winding, true) + winding_letters(t.low_winding, false),
                               100.0 * vk0,
                               100.0 * t.load_loss0_w.value_or(t.load_loss_w) / t.rated_va,
                               or_null(ratio_known, ratio),
                               t.magnetising0_rx,
                               t.high_part0,
                               t.high_closed || t.low_closed});
    if (t.high_closed != t.low_closed) {
      out_.switches.rows.push_back({t.high_closed ? t.low : t.high, index, "t", "CB", false, Json(), 0.0});
    }
  }

  void write_source(const electricity::Source& source) {
    const double rated_v = network_.buses[source.bus].rated_v;
    int bus = source.bus;
    Complex z1 = source.z1_ohm, z0 = source.z0_ohm;
    if (!source.held_positive_sequence && z1 != Complex()) {
      // An external grid is stiff in balanced flows: its impedance becomes a line from a bus of its own.
      bus = static_cast<int>(out_.bus.rows.size());
      out_.bus.rows.push_back({source.name + " behind its impedance", rated_v / KILO, "b", true});
      out_.line.rows.push_back({source.name + " impedance", Json(), bus, source.bus, 1.0, z1.real(), z1.imag(), 0.0,
                                0.0, z0.real(), z0.imag(), 0.0, Json(), 1.0, 1, true});
      notes_.push_back(
          fmt::format("source {}: its impedance is a line from a bus of its own, which is the same", source.name));
      z1 = z0 = Complex();
    }
    const bool given = z1.imag() != 0.0 && z0.imag() != 0.0;
    // A three-phase flow of pandapower wants short-circuit data; 1e9 MVA are as good as none.
    const bool data = given || three_phase_ || !source.held_positive_sequence;
    out_.ext_grid.rows.push_back(
        {source.name, bus, source.voltage_pu, source.angle_deg, 1.0,
         or_null(data, given ? SHORT_CIRCUIT_VOLTAGE_FACTOR * rated_v * rated_v / std::abs(z1) / MEGA : STIFF_MVA),
         or_null(data, given ? z1.real() / z1.imag() : 0.1), or_null(data, given ? z0.real() / z0.imag() : 0.1),
         or_null(data, given ? z0.imag() / z1.imag() : 1.0), source.in_service});
  }

  void write_load(const Load& load) {
    const bool delta = load.connection == electricity::Connection::delta;
    const electricity::VoltageDependence& share = load.dependence;
    const bool constant = share.current == 0.0 && share.impedance == 0.0;
    const bool alike = load.va[0] == load.va[1] && load.va[1] == load.va[2];
    const Json shape = shape_of(network_, load) == nullptr ? Json() : Json(load.shape);
    const bool sgen = load.generator && constant;
    const double sign = sgen ? -1.0 : 1.0;
    if (load.symmetric && alike) {
      const Complex va = sign * 3.0 * load.va[0] / MEGA;
      std::vector<Json> row{load.name, load.bus, va.real(), va.imag()};
      if (!sgen) row.insert(row.end(), {100.0 * share.impedance, 100.0 * share.current});
      row.insert(row.end(), {1.0, load.in_service, delta ? "delta" : "wye", shape});
      (sgen ? out_.sgen : out_.load).rows.push_back(std::move(row));
      return;
    }
    if (!constant) {
      notes_.push_back(fmt::format("load {} is written with constant power: at 0.9 pu it draws up to {:.0f} % more",
                                   load.name,
                                   100.0 * (1.0 / (share.power + 0.9 * share.current + 0.81 * share.impedance) - 1.0)));
    }
    std::vector<Json> row{load.name, load.bus};
    for (const Complex& va : load.va) row.insert(row.end(), {sign * va.real() / MEGA, sign * va.imag() / MEGA});
    row.insert(row.end(), {1.0, load.in_service, delta ? "delta" : "wye", shape});
    (sgen ? out_.asymmetric_sgen : out_.asymmetric_load).rows.push_back(std::move(row));
  }

  void write_profiles() {
    size_t steps = 0;
    out_.profiles.columns.emplace_back("minute", "float64");
    for (const electricity::LoadShape& shape : network_.shapes) {
      steps = std::max(steps, shape.values.size());
      out_.profiles.columns.emplace_back(shape.name + (shape.actual_kw ? " [kW]" : ""), "float64");
      if (shape.step_minutes != network_.shapes[0].step_minutes) {
        problems_.add({"", 0, 0,
                       fmt::format("load shape {} has steps of {} minutes, {} of {}", shape.name, shape.step_minutes,
                                   network_.shapes[0].name, network_.shapes[0].step_minutes),
                       "one table of profiles has one step"});
      }
    }
    for (size_t step = 0; step < steps; ++step) {
      std::vector<Json> row{static_cast<double>(step) * network_.shapes[0].step_minutes};
      for (const electricity::LoadShape& shape : network_.shapes) {
        row.push_back(step < shape.values.size() ? Json(shape.values[step]) : Json());
      }
      out_.profiles.rows.push_back(std::move(row));
    }
  }

  const Network& network_;
  bool three_phase_ = false;
  std::vector<std::string> notes_{};
  ProblemList problems_{};

 public:
  std::string extra_note_{};  ///< how to calculate, not what is lost

 private:
  PandapowerOutTables out_{};
};

}  // namespace

std::vector<std::string> write_pandapower(const Network& network, const std::string& path, bool overwrite) {
  PandapowerWriter writer(network);
  const std::vector<OutTable> tables = writer.tables();
  std::vector<std::string> notes = writer.notes();
  if (!writer.extra_note_.empty()) notes.push_back(writer.extra_note_);
  if (path.ends_with(".json")) {
    Json net = Json::object();
    for (const OutTable& table : tables) {
      if (!table.rows.empty() || table.name == "bus") net[table.name] = table.json();
    }
    net["name"] = network.name;
    net["f_hz"] = network.frequency_hz;
    net["sn_mva"] = 1.0;
    net["version"] = "3.1.2";
    net["format_version"] = "3.1.0";
    const Json whole{{"_module", "pandapower.auxiliary"}, {"_class", "pandapowerNet"}, {"_object", std::move(net)}};
    write_whole_files({{path, whole.dump(1) + "\n"}}, overwrite);
    return notes;
  }
  if (network.frequency_hz != 50.0) {
    throw InputError(Problem{path, 0, 0,
                             fmt::format("tables hold no frequency, and this is {} Hz", network.frequency_hz),
                             "write JSON: give a path that ends in .json"});
  }
  std::vector<TextFile> files;
  for (const OutTable& table : tables) {
    if (!table.rows.empty()) files.push_back({table.name + ".csv", table.csv()});
  }
  std::string readme = "Tables of pandapower, written by hearthgrid. Impedances, taps and loads are exact.\n";
  for (const std::string& note : notes) readme += "- " + note + "\n";
  files.push_back({"README.md", readme});
  write_whole_folder(path, files, overwrite);
  return notes;
}

}  // namespace hearthgrid::io
