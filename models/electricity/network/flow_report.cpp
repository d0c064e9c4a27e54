#include "models/electricity/network/flow_report.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hearthgrid::electricity {
namespace {

PhaseValues& operator+=(PhaseValues& sum, const PhaseValues& more) {
  for (size_t p = 0; p < 3; ++p) sum[p] += more[p];
  return sum;
}
PhaseValues& operator-=(PhaseValues& sum, const PhaseValues& less) {
  for (size_t p = 0; p < 3; ++p) sum[p] -= less[p];
  return sum;
}
PhaseValues powers(const PhaseValues& v, const PhaseValues& a) {
  return {v[0] * std::conj(a[0]), v[1] * std::conj(a[1]), v[2] * std::conj(a[2])};
}
Complex sum(const PhaseValues& values) {
  return values[0] + values[1] + values[2];
}
double largest(const PhaseValues& values) {
  return std::sqrt(std::max({std::norm(values[0]), std::norm(values[1]), std::norm(values[2])}));
}
/// Of the currents that a branch would carry with one end at zero volts.
constexpr double SMALL_SHARE = 1e-6;

double apparent(const PhaseValues& va) {
  return std::abs(va[0]) + std::abs(va[1]) + std::abs(va[2]);
}

class Report {
 public:
  Report(const Network& network, const FlowModel& model, const LinkFlows& links, std::span<const LoadTerm> terms,
         const Eigen::VectorXcd& v)
      : network_(network), model_(model), links_(links), terms_(terms), v_(v) {}

  PowerFlowResult run() {
    leaving_a_.resize(network_.buses.size());
    node_v_.resize(static_cast<size_t>(model_.nodes.count));
    for (int node = 0; node < model_.nodes.count; ++node) {
      for (int phase = 0; phase < 3; ++phase) {
        const int solved = std::min(phase, model_.phases - 1);
        node_v_[static_cast<size_t>(node)][static_cast<size_t>(phase)] =
            v_(model_.at(node, solved)) * model_.base_v[static_cast<size_t>(node)] * turned(phase);
      }
    }
    bus_voltages();
    lines();
    transformers();
    loads();
    shunts();
    sources();
    residual();
    link_currents();
    for (const auto& each : result_.lines) result_.loss_va += each.loss_va;
    for (const auto& each : result_.transformers) result_.loss_va += each.loss_va;
    return std::move(result_);
  }

 private:
  /// One phase stands for three in the symmetric flow.
  [[nodiscard]] Complex turned(int phase) const { return model_.phases == 3 ? Complex(1.0) : phase_turn(phase); }

  [[nodiscard]] PhaseValues bus_v(int bus) const {
    const int node = model_.nodes.at(bus);
    return node < 0 ? PhaseValues{} : node_v_[static_cast<size_t>(node)];
  }

  [[nodiscard]] PhaseValues times(const Eigen::Matrix3cd& y, const PhaseValues& v) const {
    if (model_.phases == 1) return {y(0, 0) * v[0], y(0, 0) * v[1], y(0, 0) * v[2]};
    PhaseValues product{};
    for (int i = 0; i < 3; ++i) {
      for (int j = 0; j < 3; ++j) product[static_cast<size_t>(i)] += y(i, j) * v[static_cast<size_t>(j)];
    }
    return product;
  }

  void leave(int bus, const PhaseValues& a) {
    if (model_.nodes.at(bus) < 0) return;
    leaving_a_[static_cast<size_t>(bus)] += a;
    largest_a_ = std::max(largest_a_, largest(a));
  }

  void bus_voltages() {
    for (int bus = 0; bus < static_cast<int>(network_.buses.size()); ++bus) {
      BusVoltage each;
      each.v = bus_v(bus);
      const double rated = network_.buses[static_cast<size_t>(bus)].rated_v / std::numbers::sqrt3;
      for (size_t p = 0; p < 3; ++p) {
        each.pu[p] = std::abs(each.v[p]) / rated;
        each.angle_deg[p] = std::arg(each.v[p]) * 180.0 / std::numbers::pi;
      }
      result_.buses.push_back(each);
    }
  }

  void lines() {
    for (size_t i = 0; i < network_.lines.size(); ++i) {
      const Line& line = network_.lines[i];
      const TwoPort& port = model_.lines[i];
      const PhaseValues from = bus_v(line.from), to = bus_v(line.to);
      LineFlow flow;
      flow.from_a = times(port.ff, from);
      flow.from_a += times(port.ft, to);
      flow.to_a = times(port.tf, from);
      flow.to_a += times(port.tt, to);
      flow.from_va = powers(from, flow.from_a);
      flow.to_va = powers(to, flow.to_a);
      flow.loss_va = sum(flow.from_va) + sum(flow.to_va);
      flow.loading = std::max(largest(flow.from_a), largest(flow.to_a)) / line.rating_a;
      leave(line.from, flow.from_a);
      leave(line.to, flow.to_a);
      result_.lines.push_back(flow);
    }
  }

  void transformers() {
    for (size_t i = 0; i < network_.transformers.size(); ++i) {
      const TransformerBranch& each = network_.transformers[i];
      const TwoPort& port = model_.transformers[i];
      const PhaseValues high = bus_v(each.high), low = bus_v(each.low);
      TransformerFlow flow;
      flow.high_a = times(port.ff, high);
      flow.high_a += times(port.ft, low);
      flow.low_a = times(port.tf, high);
      flow.low_a += times(port.tt, low);
      flow.high_va = powers(high, flow.high_a);
      flow.low_va = powers(low, flow.low_a);
      flow.loss_va = sum(flow.high_va) + sum(flow.low_va);
      const double rated_va = each.rated_va * each.rating_factor * each.parallel;
      flow.loading_by_current = std::numbers::sqrt3 / rated_va *
                                std::max(largest(flow.high_a) * each.high_v, largest(flow.low_a) * each.low_v);
      flow.loading_by_power = std::max(apparent(flow.high_va), apparent(flow.low_va)) / rated_va;
      leave(each.high, flow.high_a);
      leave(each.low, flow.low_a);
      result_.transformers.push_back(flow);
    }
  }

  void loads() {
    result_.load_va.resize(network_.loads.size());
    for (const LoadTerm& term : terms_) {
      const Complex v = voltage_across(term, model_, v_);
      const Complex i = drawn_current(term, v);
      const double base_a = BASE_VA / model_.base_v[static_cast<size_t>(term.place.node)];
      auto& drawn = result_.load_va[static_cast<size_t>(term.place.load)];
      PhaseValues a{};
      for (int phase = 0; phase < 3; ++phase) {
        if (model_.phases == 3 && phase != term.place.a) continue;
        drawn[static_cast<size_t>(phase)] = BASE_VA * v * std::conj(i);
        a[static_cast<size_t>(phase)] += base_a * i * turned(phase);
      }
      if (term.place.b >= 0) a[static_cast<size_t>(term.place.b)] -= base_a * i;
      leave(network_.loads[static_cast<size_t>(term.place.load)].bus, a);
    }
  }

  void shunts() {
    for (const Shunt& shunt : network_.shunts) {
      PhaseValues drawn{};
      if (shunt.in_service) {
        const PhaseValues v = bus_v(shunt.bus), a = times(shunt_admittance(shunt, model_.phases), v);
        drawn = powers(v, a);
        leave(shunt.bus, a);
      }
      result_.shunt_va.push_back(drawn);
    }
  }

  /// What leaves all buses of a node.
  [[nodiscard]] std::vector<PhaseValues> node_sums() const {
    std::vector<PhaseValues> sums(static_cast<size_t>(model_.nodes.count));
    for (size_t bus = 0; bus < network_.buses.size(); ++bus) {
      const int node = model_.nodes.of_bus[bus];
      if (node >= 0) sums[static_cast<size_t>(node)] += leaving_a_[bus];
    }
    return sums;
  }

  /// By Ohm's law behind its impedance; the stiffest of a node gives the rest, for a difference of nearly equal
  /// voltages over next to nothing is only rounding. Then Ohm's law is what has to hold for it.
  void sources() {
    result_.sources.resize(network_.sources.size());
    std::vector<int> stiffest(static_cast<size_t>(model_.nodes.count), -1);
    const auto ohm = [&](int i) {
      const Source& source = network_.sources[static_cast<size_t>(i)];
      return holds_bus(source) ? 0.0 : std::abs(source.z1_ohm);
    };
    const auto node_of = [&](int i) {
      const Source& source = network_.sources[static_cast<size_t>(i)];
      return source.in_service ? model_.nodes.at(source.bus) : -1;
    };
    const int count = static_cast<int>(network_.sources.size());
    for (int i = 0; i < count; ++i) {
      if (node_of(i) < 0) continue;
      int& best = stiffest[static_cast<size_t>(node_of(i))];
      if (best < 0 || ohm(i) < ohm(best)) best = i;
    }
    const auto give = [&](int i, const PhaseValues& a) {
      const Source& source = network_.sources[static_cast<size_t>(i)];
      auto& flow = result_.sources[static_cast<size_t>(i)];
      flow.a = a;
      flow.va = powers(bus_v(source.bus), a);
      leaving_a_[static_cast<size_t>(source.bus)] -= a;
      largest_a_ = std::max(largest_a_, largest(a));
    };
    for (int i = 0; i < count; ++i) {
      const int node = node_of(i);
      if (node >= 0 && stiffest[static_cast<size_t>(node)] != i) give(i, behind_impedance(i));
    }
    const auto sums = node_sums();
    for (int node = 0; node < model_.nodes.count; ++node) {
      const int i = stiffest[static_cast<size_t>(node)];
      if (i < 0) continue;
      give(i, sums[static_cast<size_t>(node)]);
      if (!holds_bus(network_.sources[static_cast<size_t>(i)])) check_ohm(i);
    }
  }

  [[nodiscard]] PhaseValues drop(int source_index) const {
    const Source& source = network_.sources[static_cast<size_t>(source_index)];
    const double rated = network_.buses[static_cast<size_t>(source.bus)].rated_v / std::numbers::sqrt3;
    PhaseValues difference = bus_v(source.bus);
    for (int phase = 0; phase < 3; ++phase) {
      auto& each = difference[static_cast<size_t>(phase)];
      each = rated * source_voltage(source, phase) - each;
    }
    return difference;
  }

  [[nodiscard]] PhaseValues behind_impedance(int source_index) const {
    return times(source_admittance(network_.sources[static_cast<size_t>(source_index)], model_.phases),
                 drop(source_index));
  }

  void check_ohm(int source_index) {
    const Source& source = network_.sources[static_cast<size_t>(source_index)];
    Eigen::Matrix3cd z = Eigen::Matrix3cd::Zero();
    z(0, 0) = source.z1_ohm;
    if (model_.phases == 3) z = phase_matrix(source.z0_ohm, source.z1_ohm, source.z1_ohm);
    PhaseValues gap = times(z, result_.sources[static_cast<size_t>(source_index)].a);
    gap -= drop(source_index);
    const double rated = network_.buses[static_cast<size_t>(source.bus)].rated_v / std::numbers::sqrt3;
    result_.largest_residual = std::max(result_.largest_residual, largest(gap) / rated);
  }

  /// Without load the currents are differences of far larger ones, and only as exact as those.
  void residual() {
    double cancelled_a = 0.0;
    const auto look = [&](const Eigen::Matrix3cd& y, int bus) {
      cancelled_a = std::max(cancelled_a, y.cwiseAbs().maxCoeff() * largest(bus_v(bus)));
    };
    for (size_t i = 0; i < network_.lines.size(); ++i) {
      look(model_.lines[i].ff, network_.lines[i].from);
      look(model_.lines[i].tt, network_.lines[i].to);
    }
    for (size_t i = 0; i < network_.transformers.size(); ++i) {
      look(model_.transformers[i].ff, network_.transformers[i].high);
      look(model_.transformers[i].tt, network_.transformers[i].low);
    }
    const double scale_a = std::max(largest_a_, SMALL_SHARE * cancelled_a);
    if (scale_a == 0.0) return;
    for (const auto& each : node_sums()) {
      result_.largest_residual = std::max(result_.largest_residual, largest(each) / scale_a);
    }
  }

  void link_currents() {
    const auto flows = links_.currents(leaving_a_);
    for (size_t i = 0; i < network_.lines.size(); ++i) {
      const Line& line = network_.lines[i];
      if (!line.is_link) continue;
      LineFlow& flow = result_.lines[i];
      flow.from_a = flows[i];
      for (size_t p = 0; p < 3; ++p) flow.to_a[p] = -flows[i][p];
      flow.from_va = powers(bus_v(line.from), flow.from_a);
      flow.to_va = powers(bus_v(line.to), flow.to_a);
      flow.loading = largest(flow.from_a) / line.rating_a;
    }
    result_.switch_a.assign(flows.begin() + static_cast<std::ptrdiff_t>(network_.lines.size()), flows.end());
  }

  const Network& network_;
  const FlowModel& model_;
  const LinkFlows& links_;
  std::span<const LoadTerm> terms_;
  const Eigen::VectorXcd& v_;
  std::vector<PhaseValues> node_v_, leaving_a_;
  double largest_a_ = 0.0;
  PowerFlowResult result_;
};

}  // namespace

PowerFlowResult flow_report(const Network& network, const FlowModel& model, const LinkFlows& links,
                            std::span<const LoadTerm> terms, const Eigen::VectorXcd& v) {
  return Report(network, model, links, terms, v).run();
}

}  // namespace hearthgrid::electricity
