// Networks written as JSON of power-grid-model.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>
#include <set>

#include "engine/base/error.hpp"
#include "engine/io/network/element_frame.hpp"
#include "engine/io/network/network_write.hpp"
#include "engine/io/network/pgm_file.hpp"

namespace hearthgrid::io {

using electricity::Complex;
using electricity::Load;
using electricity::Network;
using electricity::TransformerBranch;
using electricity::Winding;

namespace {

using Json = nlohmann::ordered_json;
constexpr double STIFF_VA = 1e20;  // short-circuit power of a source whose voltage is held
constexpr int INT8_TAPS = 127;

int winding_number(Winding winding) {
  static constexpr std::array<Winding, 5> BY_NUMBER{Winding::wye, Winding::wye_grounded, Winding::delta,
                                                    Winding::zigzag, Winding::zigzag_grounded};
  return static_cast<int>(std::find(BY_NUMBER.begin(), BY_NUMBER.end(), winding) - BY_NUMBER.begin());
}

class PgmWriter {
 public:
  explicit PgmWriter(const Network& network) : network_(without_dead_buses(network)) { number_elements(); }

  Json input() {
    notes_ = notes_on(network_, {.shunt_place = electricity::ShuntPlace::pi,
                                 .own_zero_sequence = false,
                                 .groundings = true,
                                 .voltage_bounds = false,
                                 .any_angle = false});
    for (const electricity::Bus& bus : network_.buses) add("node", bus.name)["u_rated"] = bus.rated_v;
    for (const electricity::Line& line : network_.lines) write_line(line);
    for (const electricity::BusSwitch& joint : network_.switches) {
      write_ends(add("link", joint.name), joint.from, joint.to, joint.closed, joint.closed);
    }
    for (const TransformerBranch& t : network_.transformers) write_transformer(t);
    for (const electricity::Source& source : network_.sources) write_source(source);
    for (const electricity::Load& load : network_.loads) write_load(load);
    for (const electricity::Shunt& shunt : network_.shunts) {
      Json& out = add("shunt", shunt.name);
      out["node"] = bus_ids_[shunt.bus];
      out["status"] = shunt.in_service ? 1 : 0;
      out["g1"] = shunt.y1_s.real(), out["b1"] = shunt.y1_s.imag();
      out["g0"] = shunt.y0_s.real(), out["b0"] = shunt.y0_s.imag();
    }
    problems_.throw_if_any();
    return file("input", false, data_);
  }

  /// One scenario for each step of the load shapes; nothing if no load has one.
  std::optional<Json> update() {
    size_t steps = 0;
    for (const ShapedPart& part : shaped_) {
      if (steps != 0 && part.shape->values.size() != steps) {
        throw InputError(Problem{
            "", 0, 0,
            fmt::format("load shape {} has {} values, another {}", part.shape->name, part.shape->values.size(), steps),
            "give all the same length: they become the scenarios of one batch"});
      }
      steps = part.shape->values.size();
    }
    if (steps == 0) return std::nullopt;
    Json scenarios = Json::array();
    for (size_t step = 0; step < steps; ++step) {
      Json scenario = Json::object();
      for (const ShapedPart& part : shaped_) {
        const double value = part.shape->values[step];
        const double factor = !part.shape->actual_kw ? value
                              : part.total_w == 0.0  ? 0.0
                                                     : 1000.0 * value / part.total_w;
        Json change{{"id", part.id}};
        put_power(change, *part.load, factor * part.share);
        scenario[part.component].push_back(std::move(change));
      }
      scenarios.push_back(std::move(scenario));
    }
    return file("update", true, scenarios);
  }

  [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }

 private:
  struct ShapedPart {
    const Load* load = nullptr;
    const electricity::LoadShape* shape = nullptr;
    std::string component{};
    long id = 0;
    double share = 1.0, total_w = 0.0;
  };

  static Json file(const char* type, bool batch, Json data) {
    return {{"version", "1.0"},
            {"type", type},
            {"is_batch", batch},
            {"attributes", Json::object()},
            {"data", std::move(data)}};
  }

  /// Ids are the names where all of these are numbers of their own, and otherwise counted from 1.
  void number_elements() {
    std::set<long> ids;
    bool own = true;
    const auto look = [&](const auto& elements) {
      for (const auto& element : elements) {
        const auto id = number_of(element.name);
        own = own && id && *id >= 0.0 && *id <= 1e9 && *id == std::floor(*id) &&
              ids.insert(static_cast<long>(*id)).second;
      }
    };
    look(network_.buses), look(network_.lines), look(network_.switches), look(network_.transformers);
    look(network_.sources), look(network_.loads), look(network_.shunts);
    for (const Load& load : network_.loads) own = own && load_parts(load.dependence).size() == 1;
    keep_names_ = own;
    for (size_t i = 0; i < network_.buses.size(); ++i) {
      bus_ids_.push_back(own ? static_cast<long>(*number_of(network_.buses[i].name)) : static_cast<long>(i + 1));
    }
  }

  Json& add(const std::string& component, const std::string& name) {
    Json element{{"id", keep_names_ ? static_cast<long>(*number_of(name)) : ++last_id_}};
    if (!keep_names_) element["name"] = name;
    data_[component].push_back(std::move(element));
    return data_[component].back();
  }

  void write_ends(Json& out, int from, int to, bool from_closed, bool to_closed) const {
    out["from_node"] = bus_ids_[from];
    out["to_node"] = bus_ids_[to];
    out["from_status"] = from_closed ? 1 : 0;
    out["to_status"] = to_closed ? 1 : 0;
  }

  /// c and tan of an admittance 2 pi f c (tan + j).
  void put_admittance(Json& out, const std::string& sequence, const Complex& y, const std::string& name,
                      bool lossless) {
    const double omega = 2.0 * std::numbers::pi * network_.frequency_hz;
    out["c" + sequence] = y.imag() / omega;
    if (!lossless) out["tan" + sequence] = y.imag() == 0.0 ? 0.0 : y.real() / y.imag();
    if (y.real() != 0.0 && (y.imag() == 0.0 || lossless)) {
      notes_.push_back(fmt::format("line {} loses its shunt conductance of {:.1e} S", name, y.real()));
    }
  }

  void write_line(const electricity::Line& line) {
    const bool link = line.is_link && line.z1_ohm == Complex();
    Json& out = add(link ? "link" : line.z_phase_ohm ? "asym_line" : "line", line.name);
    write_ends(out, line.from, line.to, line.from_closed, line.to_closed);
    if (line.length_km > 0.0) out["length_km"] = line.length_km;
    if (!line.type.empty()) out["line_type"] = line.type;
    if (link) return;
    if (line.z_phase_ohm) {
      static constexpr std::array<std::array<const char*, 3>, 3> PLACES{
          {{"aa", "", ""}, {"ba", "bb", ""}, {"ca", "cb", "cc"}}};
      for (size_t i = 0; i < 3; ++i) {
        for (size_t k = 0; k <= i; ++k) {
          out[fmt::format("r_{}", PLACES[i][k])] = (*line.z_phase_ohm)[i][k].real();
          out[fmt::format("x_{}", PLACES[i][k])] = (*line.z_phase_ohm)[i][k].imag();
        }
      }
    } else {
      out["r1"] = line.z1_ohm.real(), out["x1"] = line.z1_ohm.imag();
      out["r0"] = line.z0_ohm.real(), out["x0"] = line.z0_ohm.imag();
    }
    put_admittance(out, "1", line.y1_s, line.name, line.z_phase_ohm.has_value());
    put_admittance(out, "0", line.y0_s, line.name, line.z_phase_ohm.has_value());
    if (std::isfinite(line.rating_a)) out["i_n"] = line.rating_a;
  }

  void write_transformer(const TransformerBranch& t) {
    Json& out = add("transformer", t.name);
    write_ends(out, t.high, t.low, t.high_closed, t.low_closed);
    const double units = t.parallel;
    out["u1"] = t.high_v, out["u2"] = t.low_v;
    out["sn"] = units * t.rated_va;
    out["uk"] = t.short_circuit_share;
    out["pk"] = units * t.load_loss_w;
    // The manual wants i0 not below p0 / sn; what is below has no reactive part in pandapower either.
    out["i0"] = std::max(t.no_load_current_share, t.no_load_loss_w / t.rated_va);
    out["p0"] = units * t.no_load_loss_w;
    if (t.no_load_current0_share) out["i0_zero_sequence"] = *t.no_load_current0_share;
    if (t.no_load_loss0_w) out["p0_zero_sequence"] = units * *t.no_load_loss0_w;
    out["winding_from"] = winding_number(t.high_winding);
    out["winding_to"] = winding_number(t.low_winding);
    out["clock"] = nearest_clock(t);
    out["tap_side"] = t.tap_at_high ? 0 : 1;
    const bool whole = t.tap_steps == std::round(t.tap_steps) && std::abs(t.tap_steps) <= INT8_TAPS;
    const double step_v = whole ? t.tap_step_v : t.tap_step_v * t.tap_steps;
    const int position = whole ? static_cast<int>(t.tap_steps) : 1;
    const int range = std::max(std::abs(position), 1) * (step_v < 0.0 ? -1 : 1);
    out["tap_pos"] = position;
    out["tap_min"] = -range, out["tap_max"] = range, out["tap_nom"] = 0;
    out["tap_size"] = std::abs(step_v);
    if (t.tap_steps != 0.0 && t.tap_step_deg != 0.0) {
      problems_.add(
          {"", 0, 0, fmt::format("transformer {} shifts phases by its tap", t.name), "power-grid-model cannot"});
    }
    if (t.high_grounding_ohm != Complex()) {
      out["r_grounding_from"] = t.high_grounding_ohm.real(), out["x_grounding_from"] = t.high_grounding_ohm.imag();
    }
    if (t.low_grounding_ohm != Complex()) {
      out["r_grounding_to"] = t.low_grounding_ohm.real(), out["x_grounding_to"] = t.low_grounding_ohm.imag();
    }
  }

  void write_source(const electricity::Source& source) {
    Json& out = add("source", source.name);
    const double rated_v = network_.buses[source.bus].rated_v, z_ohm = std::abs(source.z1_ohm);
    out["node"] = bus_ids_[source.bus];
    out["status"] = source.in_service ? 1 : 0;
    out["u_ref"] = source.voltage_pu;
    out["u_ref_angle"] = source.angle_deg * std::numbers::pi / 180.0;
    const bool held = source.held_positive_sequence || z_ohm == 0.0;
    out["sk"] = held ? STIFF_VA : rated_v * rated_v / z_ohm;
    const double rx = source.z1_ohm.imag() == 0.0 ? 0.0 : source.z1_ohm.real() / source.z1_ohm.imag();
    out["rx_ratio"] = held ? 0.1 : rx;
    const double ratio = held ? 1.0 : std::abs(source.z0_ohm) / z_ohm;
    out["z01_ratio"] = ratio;
    if (held && (z_ohm > 0.0 || source.z0_ohm != Complex())) {
      notes_.push_back(
          fmt::format("source {} is stiff in all sequences, not in the positive alone: differs in "
                      "three-phase flows by its unbalanced current times {:.1e} ohm",
                      source.name, std::max(z_ohm, std::abs(source.z0_ohm))));
    } else if (!held && std::abs(source.z0_ohm - ratio * source.z1_ohm) > 1e-9 * std::abs(source.z0_ohm)) {
      notes_.push_back(fmt::format("source {}: its zero sequence takes the R/X of the positive one", source.name));
    }
    if (!held && source.z1_ohm.imag() <= 0.0) {
      problems_.add({"", 0, 0, fmt::format("source {} has no reactance", source.name), "power-grid-model needs one"});
    }
  }

  static void put_power(Json& out, const Load& load, double factor) {
    const double sign = load.generator ? -factor : factor;
    if (load.symmetric) {
      const Complex va = load.va[0] + load.va[1] + load.va[2];
      out["p_specified"] = sign * va.real(), out["q_specified"] = sign * va.imag();
      return;
    }
    out["p_specified"] = {sign * load.va[0].real(), sign * load.va[1].real(), sign * load.va[2].real()};
    out["q_specified"] = {sign * load.va[0].imag(), sign * load.va[1].imag(), sign * load.va[2].imag()};
  }

  void write_load(const Load& load) {
    static constexpr std::array<const char*, 3> SUFFIX{" power", " impedance", " current"};
    if (load.connection == electricity::Connection::delta) {
      if (load.symmetric) {
        notes_.push_back(fmt::format("load {} in delta is written in wye: the same in symmetric flows", load.name));
      } else {
        problems_.add({"", 0, 0, fmt::format("load {} is connected between phases", load.name),
                       "power-grid-model has loads from phases to ground only"});
      }
    }
    const std::string component = std::string(load.symmetric ? "sym" : "asym") + (load.generator ? "_gen" : "_load");
    const std::vector<LoadPart> parts = load_parts(load.dependence);
    for (const LoadPart& part : parts) {
      Json& out = add(component, parts.size() == 1 ? load.name : load.name + SUFFIX[part.type]);
      out["node"] = bus_ids_[load.bus];
      out["status"] = load.in_service ? 1 : 0;
      out["type"] = part.type;
      put_power(out, load, part.share);
      const electricity::LoadShape* shape = shape_of(network_, load);
      if (shape == nullptr) continue;
      out["shape"] = load.shape;
      const double total_w = (load.va[0] + load.va[1] + load.va[2]).real();
      shaped_.push_back({&load, shape, component, out["id"].get<long>(), part.share, total_w});
    }
  }

  Network network_;
  Json data_ = Json::object();
  bool keep_names_ = false;
  long last_id_ = 0;
  std::vector<long> bus_ids_{};
  std::vector<ShapedPart> shaped_{};
  std::vector<std::string> notes_{};
  ProblemList problems_{};
};

}  // namespace

std::vector<std::string> write_pgm(const Network& network, const std::string& path, bool overwrite) {
  PgmWriter writer(network);
  std::vector<TextFile> files{{path, writer.input().dump(1) + "\n"}};
  if (const auto update = writer.update()) {
    const std::string stem = path.ends_with(".json") ? path.substr(0, path.size() - 5) : path;
    files.push_back({stem + "_update.json", update->dump() + "\n"});
  }
  write_whole_files(files, overwrite);
  return writer.notes();
}

}  // namespace hearthgrid::io
