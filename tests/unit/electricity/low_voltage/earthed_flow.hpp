#pragma once
// A low-voltage network whose neutral is grounded on its way, as the general power flow can have it.
//
// That flow knows three wires a bus and no neutral. A network with homes on two phases alone needs no more: wire 0 is
// one phase, wire 1 the neutral, wire 2 the other phase, lines have their full matrices, loads hang between wires. The
// star point is at 0 V; the earth is a bus of its own, whose wire 1 joins the groundings.

#include <cmath>
#include <numbers>
#include <span>
#include <vector>

#include "models/electricity/low_voltage/lv_network.hpp"
#include "models/electricity/network/power_flow.hpp"

namespace hearthgrid::electricity {

/// Homes on phases `first` and first + 2 (modulo 3); the transformer's phases do not see each other.
class EarthedFlow {
 public:
  EarthedFlow(const LvNetwork& lv, int first) : lv_(lv), first_(first) {
    const int source = bus("source"), zero = bus("zero"), earth = bus("earth");
    hold(source, std::sqrt(3.0) * lv.no_load_v / VOLTS, -120.0 * first);
    hold(zero, 1e-12, 0.0);
    for (const LvNode& node : lv.nodes) nodes_.push_back(bus(node.name));
    const Complex z = lv.nodes[0].branch.phase_ohm[0][0];
    wires(source, nodes_[0], {z, APART, z});
    wires(zero, nodes_[0], {APART, JOINED, APART});
    for (size_t n = 0; n < lv.nodes.size(); ++n) {
      const LvNode& node = lv.nodes[n];
      if (n > 0) line(nodes_[node.parent], nodes_[n], matrix_of(node));
      if (std::isfinite(node.grounding_ohm)) wires(earth, nodes_[n], {APART, node.grounding_ohm, APART});
    }
    for (const LvHome& home : lv.homes) hang(home);
  }

  /// Voltage of each home, phase to neutral behind its drop [V], at its load [kVA].
  [[nodiscard]] std::vector<double> home_v(std::span<const Complex> kva) const {
    std::vector<PhaseValues> va;
    for (size_t h = 0; h < lv_.homes.size(); ++h) {
      va.emplace_back();
      va.back()[between(lv_.homes[h])] = 1000.0 * kva[h];
    }
    PowerFlow flow(network_, {.three_phase = true});
    const PowerFlowResult result = solved_or_throw(flow.solve(va));
    std::vector<double> volts;
    for (size_t h = 0; h < lv_.homes.size(); ++h) {
      const auto& v = result.buses[homes_[h]].v;
      volts.push_back(std::abs(v[2 * between(lv_.homes[h])] - v[1]));
    }
    return volts;
  }

 private:
  static constexpr double VOLTS = 400.0, APART = 1e8, JOINED = 1e-7;  // [ohm]: wires that are apart, or one

  int bus(const std::string& name) {
    network_.buses.push_back({name, VOLTS, true, ""});
    return static_cast<int>(network_.buses.size()) - 1;
  }
  void hold(int bus, double pu, double angle_deg) {
    Source source;
    source.name = network_.buses[bus].name;
    source.bus = bus;
    source.voltage_pu = pu;
    source.angle_deg = angle_deg;
    network_.sources.push_back(source);
  }
  void line(int from, int to, const PhaseMatrix& z) {
    Line line;
    line.name = std::to_string(network_.lines.size());
    line.from = from;
    line.to = to;
    line.z_phase_ohm = z;
    network_.lines.push_back(line);
  }
  void wires(int from, int to, const std::array<Complex, 3>& z) {
    PhaseMatrix matrix{};
    for (int i = 0; i < 3; ++i) matrix[i][i] = z[i];
    line(from, to, matrix);
  }
  [[nodiscard]] PhaseMatrix matrix_of(const LvNode& node) const {
    const std::array<int, 3> wire{first_, 3, (first_ + 2) % 3};
    PhaseMatrix z{};
    for (int i = 0; i < 3; ++i) {
      for (int k = 0; k < 3; ++k) {
        if (i != 1 && k != 1) z[i][k] = node.branch.phase_ohm[wire[i]][wire[k]];
        if ((i == 1) != (k == 1)) z[i][k] = node.neutral->mutual_ohm[wire[i == 1 ? k : i]];
      }
    }
    z[1][1] = node.neutral->self_ohm;
    return z;
  }
  /// 0: between wires 0 and 1, 1: between wires 1 and 2, as loads on a delta.
  [[nodiscard]] int between(const LvHome& home) const { return home.phase == first_ ? 0 : 1; }
  void hang(const LvHome& home) {
    if (home.drop_ohm == Complex{}) {
      homes_.push_back(nodes_[home.node]);
    } else {
      homes_.push_back(bus("home " + std::to_string(homes_.size())));
      const Complex wire = 0.5 * home.drop_ohm;  // there and back
      wires(nodes_[home.node], homes_.back(), {wire, wire, wire});
    }
    Load load;
    load.name = "home " + std::to_string(homes_.size());
    load.bus = homes_.back();
    load.connection = Connection::delta;
    network_.loads.push_back(load);
  }

  LvNetwork lv_;
  int first_;
  Network network_;
  std::vector<int> nodes_, homes_;
};

}  // namespace hearthgrid::electricity
