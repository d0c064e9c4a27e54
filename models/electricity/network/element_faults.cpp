#include "models/electricity/network/element_faults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace hearthgrid::electricity {
namespace {

bool finite(Complex value) {
  return std::isfinite(value.real()) && std::isfinite(value.imag());
}

/// Collects the faults of one element after the other.
class ElementCheck {
 public:
  ElementCheck(const Network& network, const NetworkRules& rules) : network_(network), rules_(rules) {}

  std::vector<NetworkFault> run() {
    buses();
    for (const auto& each : network_.lines) check(each);
    for (const auto& each : network_.transformers) check(each);
    for (const auto& each : network_.switches) check(each);
    for (const auto& each : network_.sources) check(each);
    for (const auto& each : network_.loads) check(each);
    for (const auto& each : network_.shunts) check(each);
    return std::move(faults_);
  }

 private:
  void begin(std::string_view kind, const std::string& name, const std::string& origin) {
    what_ = element_name(kind, name);
    origin_ = origin;
  }

  void fault(const std::string& text, std::string advice) {
    faults_.push_back({what_ + " " + text, origin_, std::move(advice)});
  }

  [[nodiscard]] bool known(int bus) const { return bus >= 0 && bus < static_cast<int>(network_.buses.size()); }

  /// Whether the bus exists.
  bool bus_known(int bus, std::string_view end) {
    if (known(bus)) return true;
    fault(fmt::format("has an unknown bus{}", end), "name a bus of the network");
    return false;
  }

  void positive(double value, std::string_view quantity, std::string_view unit) {
    if (value > 0.0 && !std::isnan(value)) return;
    fault(fmt::format("has {} of {} {}", quantity, value, unit), "give a number above 0");
  }

  void not_negative(double value, std::string_view quantity, std::string_view unit) {
    if (value >= 0.0 && std::isfinite(value)) return;
    fault(fmt::format("has {} of {} {}", quantity, value, unit), "give 0 or more");
  }

  /// Two known, different buses.
  bool two_buses(int from, int to) {
    const bool first = bus_known(from, " at its first end");
    const bool second = bus_known(to, " at its second end");
    if (!first || !second) return false;
    if (from != to) return true;
    fault(fmt::format("begins and ends at {}", bus_name(network_, from)), "give it two different buses");
    return false;
  }

  void same_rated_voltage(int from, int to) {
    const double a = rated_v(from), b = rated_v(to);
    if (std::abs(a - b) <= 0.1 * std::max(a, b) || !(a > 0.0) || !(b > 0.0)) return;  // the bus was named already
    fault(fmt::format("joins buses of {} V and {} V", a, b),
          "put a transformer in between, or mend the rated voltages");
  }

  [[nodiscard]] double rated_v(int bus) const { return network_.buses[static_cast<size_t>(bus)].rated_v; }

  void buses() {
    std::map<std::string, const Bus*> seen;
    for (const auto& bus : network_.buses) {
      begin("bus", bus.name, bus.origin);
      positive(std::isinf(bus.rated_v) ? -1.0 : bus.rated_v, "a rated voltage", "V");
      if (bus.name.empty() || rules_.shared_names_allowed) continue;
      const auto [first, added] = seen.emplace(bus.name, &bus);
      if (added) continue;
      fault(first->second->origin.empty() ? "is there twice"
                                          : fmt::format("is there twice, first at {}", first->second->origin),
            "give each bus a name of its own");
    }
  }

  void check(const Line& line) {
    begin("line", line.name, line.origin);
    const bool ends = two_buses(line.from, line.to);
    if (ends) same_rated_voltage(line.from, line.to);
    if (std::isnan(line.rating_a) || line.rating_a <= 0.0) positive(line.rating_a, "a rating", "A");
    if (!(line.length_km >= 0.0)) not_negative(line.length_km, "a length", "km");
    if (line.is_link) return;
    bool numbers = finite(line.z1_ohm) && finite(line.z0_ohm) && finite(line.y1_s) && finite(line.y0_s);
    bool zero = line.z1_ohm == Complex{};
    if (line.z_phase_ohm) {
      zero = false;
      for (size_t i = 0; i < 3; ++i) {
        for (const Complex& each : (*line.z_phase_ohm)[i]) numbers = numbers && finite(each);
        zero = zero || (*line.z_phase_ohm)[i][i] == Complex{};
      }
    }
    if (!numbers) fault("has an impedance or admittance that is no number", "give finite values");
    if (zero) {
      fault(line.length_km > 0.0 ? "has no series impedance" : "has zero length",
            "give it a length and an impedance, make it a link, or join its buses by a switch");
    } else if (rules_.three_phase && !line.z_phase_ohm && line.z0_ohm == Complex{}) {
      fault("has no zero-sequence impedance", "give r0 and x0, or solve the network as symmetric");
    }
  }

  void check(const TransformerBranch& each) {
    begin("transformer", each.name, each.origin);
    const bool ends = two_buses(each.high, each.low);
    positive(each.rated_va, "a rating", "VA");
    positive(each.parallel, "a number of parallel units", "");
    positive(each.high_v, "a high-side voltage", "V");
    positive(each.low_v, "a low-side voltage", "V");
    positive(each.high_v + (each.tap_at_high ? each.tap_steps * each.tap_step_v : 0.0), "a high-side tap voltage", "V");
    positive(each.low_v + (each.tap_at_high ? 0.0 : each.tap_steps * each.tap_step_v), "a low-side tap voltage", "V");
    positive(each.short_circuit_share, "a short-circuit impedance", "per unit");
    not_negative(each.load_loss_w, "a load loss", "W");
    not_negative(each.no_load_loss_w, "a no-load loss", "W");
    not_negative(each.no_load_current_share, "a no-load current", "per unit");
    if (each.rated_va > 0.0 && each.load_loss_w > each.short_circuit_share * each.rated_va * (1.0 + 1e-9)) {
      fault(fmt::format("loses {} W at rated current, more than its short-circuit impedance of {} allows",
                        each.load_loss_w, each.short_circuit_share),
            "the loss over the rated power is the resistance in per unit, at most the impedance");
    }
    positive(each.rating_factor, "a factor of its rating", "");
    positive(each.short_circuit0_share.value_or(1.0), "a zero-sequence impedance", "per unit");
    positive(each.magnetising0_share.value_or(1.0), "a zero-sequence magnetising impedance", "of its leakage");
    if (!std::isfinite(each.shift_deg)) fault("has a phase shift that is no number", "give the shift in degrees");
    if (!ends) return;
    const auto fits = [&](double winding_v, int bus) {
      const double ratio = winding_v / rated_v(bus);
      return !(ratio > 0.0) || (ratio > 0.5 && ratio < 1.5);  // what is not positive was named already
    };
    if (fits(each.high_v, each.high) && fits(each.low_v, each.low)) return;
    fault(
        fmt::format("has windings of {} V and {} V at {} of {} V and {} of {} V", each.high_v, each.low_v,
                    bus_name(network_, each.high), rated_v(each.high), bus_name(network_, each.low), rated_v(each.low)),
        "swap the sides, or mend one of the voltages");
  }

  void check(const BusSwitch& each) {
    begin("switch", each.name, each.origin);
    if (two_buses(each.from, each.to) && each.closed) same_rated_voltage(each.from, each.to);
  }

  void check(const Source& each) {
    begin("source", each.name, each.origin);
    if (bus_in_service(each.bus, each.in_service)) return;
    positive(std::isinf(each.voltage_pu) ? -1.0 : each.voltage_pu, "a voltage", "per unit");
    if (!std::isfinite(each.angle_deg) || !finite(each.z1_ohm) || !finite(each.z0_ohm)) {
      fault("has an angle or impedance that is no number", "give finite values");
    }
    if (rules_.three_phase && each.z1_ohm != Complex{} && each.z0_ohm == Complex{} && !each.held_positive_sequence) {
      fault("has no zero-sequence impedance", "give it, or hold the bus by leaving out both impedances");
    }
  }

  /// True when there is nothing more to say about what hangs there.
  bool bus_in_service(int bus, bool element_in_service) {
    if (!bus_known(bus, "")) return true;
    if (!element_in_service) return true;
    if (network_.buses[static_cast<size_t>(bus)].in_service) return false;
    fault(fmt::format("hangs on {}, which is out of service", bus_name(network_, bus)),
          "put the bus into service, or take this out too");
    return false;
  }

  void check(const Load& each) {
    begin("load", each.name, each.origin);
    if (bus_in_service(each.bus, each.in_service)) return;
    if (!std::ranges::all_of(each.va, finite)) fault("has a power that is no number", "give finite values");
    if (!(each.impedance_below_pu >= 0.0) || !(each.impedance_above_pu > each.impedance_below_pu)) {
      fault(fmt::format("is an impedance below {} and above {} per unit", each.impedance_below_pu,
                        each.impedance_above_pu),
            "the first must be 0 or more and below the second");
    }
    const auto& shares = each.dependence;
    if (!(std::abs(shares.power + shares.current + shares.impedance - 1.0) < 1e-6)) {
      fault(fmt::format("has shares of constant power {}, current {} and impedance {}", shares.power, shares.current,
                        shares.impedance),
            "the three must sum to 1");
    }
  }

  void check(const Shunt& each) {
    begin("shunt", each.name, each.origin);
    if (bus_in_service(each.bus, each.in_service)) return;
    if (!finite(each.y1_s) || !finite(each.y0_s)) fault("has an admittance that is no number", "give finite values");
  }

  const Network& network_;
  const NetworkRules& rules_;
  std::vector<NetworkFault> faults_;
  std::string what_, origin_;
};

}  // namespace

std::string element_name(std::string_view kind, const std::string& name) {
  return name.empty() ? std::string(kind) : fmt::format("{} '{}'", kind, name);
}

std::string bus_name(const Network& network, int bus) {
  if (bus < 0 || bus >= static_cast<int>(network.buses.size())) return "an unknown bus";
  const auto& name = network.buses[static_cast<size_t>(bus)].name;
  return name.empty() ? fmt::format("bus {}", bus) : fmt::format("bus '{}'", name);
}

std::vector<NetworkFault> element_faults(const Network& network, const NetworkRules& rules) {
  return ElementCheck(network, rules).run();
}

}  // namespace hearthgrid::electricity
