// Input data sets of power-grid-model; attributes and defaults as in its docs/user_manual/components.md.

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/io/network/pgm_tables.hpp"

namespace hearthgrid::io {

using electricity::Complex;
using electricity::Load;
using electricity::NO_BUS;
using electricity::PhaseMatrix;
using electricity::TransformerBranch;
using electricity::Winding;

namespace {

/// Turns the components of one data set into a network.
class PgmReader {
 public:
  PgmReader(const PgmTables& tables, const PgmOptions& options, ProblemList& problems)
      : tables_(tables), options_(options), problems_(problems) {}

  electricity::Network read() {
    network_.name = tables_.name;
    network_.frequency_hz = options_.frequency_hz;
    check_ids();
    each("node", [&](const ElementFrame& t, int row) {
      node_at_.emplace(id_of(t, row), static_cast<int>(network_.buses.size()));
      network_.buses.push_back(
          {.name = name_of(t, row), .rated_v = t.positive(row, "u_rated", problems_), .origin = t.origin(row)});
    });
    if (network_.buses.empty()) problems_.add({tables_.path, 0, 0, "there are no nodes", "list them under \"node\""});
    each("line", [&](const ElementFrame& t, int row) { read_line(t, row); });
    each("asym_line", [&](const ElementFrame& t, int row) { read_asym_line(t, row); });
    each("link", [&](const ElementFrame& t, int row) {
      network_.lines.push_back(branch(t, row));
      network_.lines.back().is_link = true;
    });
    each("transformer", [&](const ElementFrame& t, int row) { read_transformer(t, row); });
    each("source", [&](const ElementFrame& t, int row) { read_source(t, row); });
    each("sym_load", [&](const ElementFrame& t, int row) { read_load(t, row, 1.0, true); });
    each("sym_gen", [&](const ElementFrame& t, int row) { read_load(t, row, -1.0, true); });
    each("asym_load", [&](const ElementFrame& t, int row) { read_load(t, row, 1.0, false); });
    each("asym_gen", [&](const ElementFrame& t, int row) { read_load(t, row, -1.0, false); });
    each("shunt", [&](const ElementFrame& t, int row) { read_shunt(t, row); });
    return std::move(network_);
  }

 private:
  template <typename Action>
  void each(const char* component, const Action& action) {
    const auto found = tables_.frames.find(component);
    if (found == tables_.frames.end()) return;
    for (int row = 0; row < found->second.rows(); ++row) action(found->second, row);
  }

  long id_of(const ElementFrame& t, int row) { return std::lround(t.number_or(row, "id", -1.0, unheard_)); }

  void check_ids() {
    std::unordered_map<long, std::string> seen;
    for (const auto& [component, t] : tables_.frames) {
      for (int row = 0; row < t.rows(); ++row) {
        const double id = t.required(row, "id", problems_);
        if (id < 0.0 || id != std::floor(id) || id > 2147483647.0) {
          problems_.add(t.problem(row, fmt::format("id is {}", id), "ids are whole numbers from 0"));
        } else if (const auto [other, fresh] = seen.emplace(static_cast<long>(id), component); !fresh) {
          problems_.add(t.problem(row, fmt::format("id {} is that of a {} as well", id, other->second),
                                  "ids are unique over all components"));
        }
      }
    }
  }

  static std::string name_of(const ElementFrame& t, int row) {
    const std::string& name = t.text(row, "name");
    return name.empty() ? t.text(row, "id") : name;
  }

  int node_of(const ElementFrame& t, int row, const char* attribute) {
    if (t.text(row, attribute).empty()) {
      (void)t.required(row, attribute, problems_);
      return NO_BUS;
    }
    const auto found = node_at_.find(std::lround(t.number_or(row, attribute, -1.0, problems_)));
    if (found != node_at_.end()) return found->second;
    problems_.add(t.problem(row, fmt::format("{} is {}, which is no node", attribute, t.text(row, attribute)),
                            "give the id of a node"));
    return NO_BUS;
  }

  /// Ends and names of a branch between two nodes of like voltage.
  electricity::Line branch(const ElementFrame& t, int row) {
    electricity::Line line{.name = name_of(t, row),
                           .from = node_of(t, row, "from_node"),
                           .to = node_of(t, row, "to_node"),
                           .from_closed = t.flag_or(row, "from_status", true, problems_),
                           .to_closed = t.flag_or(row, "to_status", true, problems_),
                           .length_km = t.number_or(row, "length_km", 0.0, problems_),
                           .type = t.text(row, "line_type"),
                           .origin = t.origin(row)};
    if (t.number(row, "i_n", problems_)) line.rating_a = t.positive(row, "i_n", problems_);
    if (line.from == line.to && line.from != NO_BUS) {
      problems_.add(t.problem(row, "from_node and to_node are one node", "a branch connects two"));
    }
    return line;
  }

  Complex impedance(const ElementFrame& t, int row, const std::string& sequence, const Complex& absent) {
    const std::string r = "r" + sequence, x = "x" + sequence;
    if (!t.number(row, r, problems_) && !t.number(row, x, problems_) && absent != Complex()) return absent;
    const Complex z(t.required(row, r, problems_), t.required(row, x, problems_));
    if (z == Complex()) {
      problems_.add(t.problem(row, fmt::format("{} and {} are both 0", r, x), "a line needs impedance; use a link"));
    }
    return z;
  }

  /// 2 pi f c (tan + j); the manual's formula as its code has it.
  Complex admittance(const ElementFrame& t, int row, const std::string& sequence, const Complex& absent) {
    const auto c = t.number(row, "c" + sequence, problems_);
    if (!c) return absent;
    const double tan = t.number_or(row, "tan" + sequence, 0.0, problems_);
    return 2.0 * std::numbers::pi * options_.frequency_hz * *c * Complex(tan, 1.0);
  }

  void read_line(const ElementFrame& t, int row) {
    electricity::Line line = branch(t, row);
    line.z1_ohm = impedance(t, row, "1", {});
    (void)t.required(row, "c1", problems_);
    line.y1_s = admittance(t, row, "1", {});
    line.z0_ohm = impedance(t, row, "0", line.z1_ohm);
    line.y0_s = admittance(t, row, "0", line.y1_s);
    network_.lines.push_back(std::move(line));
  }

  /// The series impedance of phases a, b, c; a neutral is reduced: Z - Zn Zn' / Znn.
  PhaseMatrix phase_impedance(const ElementFrame& t, int row) {
    static constexpr std::array<std::array<const char*, 3>, 3> PLACES{
        {{"aa", "ba", "ca"}, {"ba", "bb", "cb"}, {"ca", "cb", "cc"}}};
    const auto entry = [&](const std::string& place) {
      return Complex(t.required(row, "r_" + place, problems_), t.required(row, "x_" + place, problems_));
    };
    PhaseMatrix z{};
    for (size_t i = 0; i < 3; ++i) {
      for (size_t k = 0; k < 3; ++k) z[i][k] = entry(PLACES[i][k]);
    }
    if (!t.number(row, "r_nn", problems_) && !t.number(row, "x_nn", problems_)) return z;
    const std::array<Complex, 3> neutral{entry("na"), entry("nb"), entry("nc")};
    const Complex own = entry("nn");
    for (size_t i = 0; i < 3 && own != Complex(); ++i) {
      for (size_t k = 0; k < 3; ++k) z[i][k] -= neutral[i] * neutral[k] / own;
    }
    return z;
  }

  void read_asym_line(const ElementFrame& t, int row) {
    electricity::Line line = branch(t, row);
    const PhaseMatrix z = phase_impedance(t, row);
    const Complex self = (z[0][0] + z[1][1] + z[2][2]) / 3.0, mutual = (z[0][1] + z[0][2] + z[1][2]) / 3.0;
    line.z_phase_ohm = z;
    line.z1_ohm = self - mutual;
    line.z0_ohm = self + 2.0 * mutual;
    line.y1_s = admittance(t, row, "1", {});
    line.y0_s = admittance(t, row, "0", line.y1_s);
    if (t.number(row, "c_aa", problems_) && !t.number(row, "c1", problems_)) {
      problems_.add(t.problem(row, "c_aa to c_cc are not understood", "give c1 and c0"));
    }
    network_.lines.push_back(std::move(line));
  }

  Winding winding(const ElementFrame& t, int row, const char* attribute) {
    static constexpr std::array<Winding, 5> BY_NUMBER{Winding::wye, Winding::wye_grounded, Winding::delta,
                                                      Winding::zigzag, Winding::zigzag_grounded};
    const double number = t.required(row, attribute, problems_);
    for (size_t i = 0; i < BY_NUMBER.size(); ++i) {
      if (number == static_cast<double>(i)) return BY_NUMBER[i];
    }
    problems_.add(t.problem(row, fmt::format("{} is {}", attribute, number),
                            "0 wye, 1 wye with neutral, 2 delta, 3 zigzag, 4 zigzag with neutral"));
    return Winding::wye;
  }

  /// A value that changes along the taps, at the present one: from `at_min` over the nominal to `at_max`.
  static double at_tap(double position, double nominal, double min, double max, double value, double at_min,
                       double at_max) {
    const bool lower = (min < max) == (position < nominal);
    const double end = lower ? min : max;
    if (position == nominal || end == nominal) return value;
    return value + (position - nominal) / (end - nominal) * ((lower ? at_min : at_max) - value);
  }

  void read_tap(const ElementFrame& t, int row, TransformerBranch& transformer) {
    const double nominal = t.number_or(row, "tap_nom", 0.0, problems_);
    const double position = t.number_or(row, "tap_pos", nominal, problems_);
    const double min = t.number_or(row, "tap_min", std::min(position, nominal), problems_);
    const double max = t.number_or(row, "tap_max", std::max(position, nominal), problems_);
    if (position < std::min(min, max) || position > std::max(min, max)) {
      problems_.add(t.problem(row, fmt::format("tap_pos is {}", position),
                              fmt::format("it lies within tap_min {} and tap_max {}", min, max)));
    }
    const double side = t.number_or(row, "tap_side", 0.0, problems_);
    if (side != 0.0 && side != 1.0) problems_.add(t.problem(row, fmt::format("tap_side is {}", side), "0 from, 1 to"));
    transformer.tap_at_high = side == 0.0;
    transformer.tap_steps = position - nominal;
    transformer.tap_step_v = (max >= min ? 1.0 : -1.0) * t.number_or(row, "tap_size", 0.0, problems_);
    const double uk = transformer.short_circuit_share, pk = transformer.load_loss_w;
    transformer.short_circuit_share = at_tap(position, nominal, min, max, uk, t.number_or(row, "uk_min", uk, problems_),
                                             t.number_or(row, "uk_max", uk, problems_));
    transformer.load_loss_w = at_tap(position, nominal, min, max, pk, t.number_or(row, "pk_min", pk, problems_),
                                     t.number_or(row, "pk_max", pk, problems_));
  }

  void read_transformer(const ElementFrame& t, int row) {
    const auto ohm = [&](const std::string& side) {
      return Complex(t.number_or(row, "r_grounding_" + side, 0.0, problems_),
                     t.number_or(row, "x_grounding_" + side, 0.0, problems_));
    };
    const double clock = t.required(row, "clock", problems_);
    TransformerBranch transformer{.name = name_of(t, row),
                                  .high = node_of(t, row, "from_node"),
                                  .low = node_of(t, row, "to_node"),
                                  .high_closed = t.flag_or(row, "from_status", true, problems_),
                                  .low_closed = t.flag_or(row, "to_status", true, problems_),
                                  .rated_va = t.positive(row, "sn", problems_),
                                  .high_v = t.positive(row, "u1", problems_),
                                  .low_v = t.positive(row, "u2", problems_),
                                  .short_circuit_share = t.positive(row, "uk", problems_),
                                  .load_loss_w = t.required(row, "pk", problems_),
                                  .no_load_loss_w = t.required(row, "p0", problems_),
                                  .no_load_current_share = t.required(row, "i0", problems_),
                                  .shunt_place = electricity::ShuntPlace::pi,
                                  .high_winding = winding(t, row, "winding_from"),
                                  .low_winding = winding(t, row, "winding_to"),
                                  .clock = (static_cast<int>(std::lround(clock)) % 12 + 12) % 12,
                                  .no_load_current0_share = t.number(row, "i0_zero_sequence", problems_),
                                  .no_load_loss0_w = t.number(row, "p0_zero_sequence", problems_),
                                  .high_grounding_ohm = ohm("from"),
                                  .low_grounding_ohm = ohm("to"),
                                  .origin = t.origin(row)};
    transformer.shift_deg = 30.0 * transformer.clock;
    if (clock != std::floor(clock) || std::abs(clock) > 12.0) {
      problems_.add(t.problem(row, fmt::format("clock is {}", clock), "a whole number from -12 to 12"));
    }
    if (transformer.load_loss_w < 0.0 ||
        transformer.load_loss_w > transformer.short_circuit_share * transformer.rated_va) {
      problems_.add(t.problem(row,
                              fmt::format("pk is {} W and uk x sn {} VA", transformer.load_loss_w,
                                          transformer.short_circuit_share * transformer.rated_va),
                              "pk is from 0 to uk x sn"));
    }
    if (transformer.high == transformer.low && transformer.high != NO_BUS) {
      problems_.add(t.problem(row, "from_node and to_node are one node", "a transformer connects two"));
    }
    read_tap(t, row, transformer);
    network_.transformers.push_back(std::move(transformer));
  }

  void read_source(const ElementFrame& t, int row) {
    electricity::Source source{.name = name_of(t, row),
                               .bus = node_of(t, row, "node"),
                               .voltage_pu = t.positive(row, "u_ref", problems_),
                               .angle_deg = t.number_or(row, "u_ref_angle", 0.0, problems_) * 180.0 / std::numbers::pi,
                               .in_service = t.flag_or(row, "status", true, problems_),
                               .origin = t.origin(row)};
    const double sk_va = t.number(row, "sk", problems_) ? t.positive(row, "sk", problems_) : 1e10;
    const double rx = t.number_or(row, "rx_ratio", 0.1, problems_);
    if (source.bus != NO_BUS) {
      const double rated_v = network_.buses[source.bus].rated_v;
      const double x_ohm = rated_v * rated_v / sk_va / std::hypot(1.0, rx);
      source.z1_ohm = {rx * x_ohm, x_ohm};
      source.z0_ohm = source.z1_ohm * t.number_or(row, "z01_ratio", 1.0, problems_);
    }
    network_.sources.push_back(std::move(source));
  }

  void read_load(const ElementFrame& t, int row, double sign, bool symmetric) {
    static constexpr std::array<const char*, 3> PHASES{"_a", "_b", "_c"};
    Load load{.name = name_of(t, row),
              .bus = node_of(t, row, "node"),
              .symmetric = symmetric,
              .generator = sign < 0.0,
              .in_service = t.flag_or(row, "status", true, problems_),
              .shape = t.text(row, "shape"),
              .origin = t.origin(row)};
    for (size_t phase = 0; phase < 3; ++phase) {
      const std::string suffix = symmetric ? "" : PHASES[phase];
      ProblemList& problems = symmetric && phase > 0 ? unheard_ : problems_;
      load.va[phase] =
          sign / (symmetric ? 3.0 : 1.0) *
          Complex(t.required(row, "p_specified" + suffix, problems), t.required(row, "q_specified" + suffix, problems));
    }
    const double type = t.required(row, "type", problems_);
    load.dependence = {
        .power = type == 0.0 ? 1.0 : 0.0, .current = type == 2.0 ? 1.0 : 0.0, .impedance = type == 1.0 ? 1.0 : 0.0};
    if (type != 0.0 && type != 1.0 && type != 2.0) {
      problems_.add(t.problem(row, fmt::format("type is {}", type), "0 power, 1 impedance, 2 current"));
    }
    network_.loads.push_back(std::move(load));
  }

  void read_shunt(const ElementFrame& t, int row) {
    network_.shunts.push_back({.name = name_of(t, row),
                               .bus = node_of(t, row, "node"),
                               .y1_s = {t.required(row, "g1", problems_), t.required(row, "b1", problems_)},
                               .y0_s = {t.number_or(row, "g0", 0.0, problems_), t.number_or(row, "b0", 0.0, problems_)},
                               .in_service = t.flag_or(row, "status", true, problems_),
                               .origin = t.origin(row)});
  }

  const PgmTables& tables_;
  const PgmOptions& options_;
  ProblemList& problems_;
  ProblemList unheard_{};  ///< what has been said already
  electricity::Network network_{};
  std::unordered_map<long, int> node_at_{};
};

}  // namespace

electricity::Network network_of_pgm(const PgmTables& tables, const PgmOptions& options, ProblemList& problems) {
  return PgmReader(tables, options, problems).read();
}

}  // namespace hearthgrid::io
