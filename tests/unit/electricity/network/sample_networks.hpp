#pragma once
// Small networks for the tests of the power flow.

#include <cmath>
#include <numbers>
#include <random>
#include <string>

#include "models/electricity/network/network.hpp"
#include "models/electricity/network/power_flow.hpp"

namespace hearthgrid::electricity {

inline int add_bus(Network& network, double rated_v, std::string name = {}) {
  const int index = static_cast<int>(network.buses.size());
  if (name.empty()) name = "b" + std::to_string(index);
  network.buses.push_back({name, rated_v, true, "buses.csv:" + std::to_string(index + 2)});
  return index;
}

inline Line& add_line(Network& network, int from, int to, Complex z1, Complex z0) {
  Line line;
  line.name = "l" + std::to_string(network.lines.size());
  line.from = from;
  line.to = to;
  line.length_km = 0.1;
  line.z1_ohm = z1;
  line.z0_ohm = z0;
  line.origin = "lines.csv:" + std::to_string(network.lines.size() + 2);
  network.lines.push_back(line);
  return network.lines.back();
}

inline Source& add_source(Network& network, int bus, double voltage_pu = 1.0) {
  Source source;
  source.name = "grid";
  source.bus = bus;
  source.voltage_pu = voltage_pu;
  network.sources.push_back(source);
  return network.sources.back();
}

inline Load& add_load(Network& network, int bus, Complex a, Complex b, Complex c) {
  Load load;
  load.name = "d" + std::to_string(network.loads.size());
  load.bus = bus;
  load.va = {a, b, c};
  load.origin = "loads.csv:" + std::to_string(network.loads.size() + 2);
  network.loads.push_back(load);
  return network.loads.back();
}

inline Load& add_balanced_load(Network& network, int bus, Complex va) {
  return add_load(network, bus, va / 3.0, va / 3.0, va / 3.0);
}

/// 10/0.4 kV, Dyn11, 4 %.
inline TransformerBranch sample_transformer(int high, int low) {
  TransformerBranch t;
  t.name = "t";
  t.high = high;
  t.low = low;
  t.rated_va = 400e3;
  t.high_v = 10e3;
  t.low_v = 400.0;
  t.short_circuit_share = 0.04;
  t.load_loss_w = 4300.0;
  t.no_load_loss_w = 570.0;
  t.no_load_current_share = 0.005;
  return t;
}

/// A held 400 V bus and one behind a line.
inline Network two_buses(Complex z = {0.1, 0.05}, Complex va = {9e3, 3e3}) {
  Network network;
  add_bus(network, 400.0, "head");
  add_bus(network, 400.0, "home");
  add_line(network, 0, 1, z, 3.0 * z);
  add_source(network, 0);
  add_balanced_load(network, 1, va);
  return network;
}

/// A random low-voltage tree behind a transformer, with `loops` more lines; loads of all kinds on random phases.
inline Network random_network(unsigned seed, int buses, int loops, bool with_shunts = true) {
  std::mt19937 random(seed);
  const auto draw = [&](double low, double high) { return low + (high - low) * (random() / 4294967296.0); };
  const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  Network network;
  add_bus(network, 10e3, "mv");
  add_bus(network, 400.0, "lv");
  network.transformers.push_back(sample_transformer(0, 1));
  add_source(network, 0, draw(0.98, 1.04));
  const auto connect = [&](int from, int to) {
    const Complex z = draw(0.005, 0.03) * Complex(1.0, draw(0.2, 1.0));
    Line& line = add_line(network, from, to, z, z * Complex(draw(2.0, 4.0), draw(-0.3, 0.3)));
    if (!with_shunts) return;
    line.y1_s = Complex(0.0, draw(1e-5, 1e-4));
    line.y0_s = 0.6 * line.y1_s;
  };
  for (int bus = 2; bus < buses; ++bus) {
    add_bus(network, 400.0);
    connect(1 + pick(bus - 1), bus);
  }
  for (int i = 0; i < loops; ++i) {
    const int from = 1 + pick(buses - 1);
    int to = 1 + pick(buses - 1);
    if (to == from) to = from == 1 ? 2 : 1;
    connect(from, to);
  }
  for (int bus = 2; bus < buses; ++bus) {
    Load& load = add_load(network, bus, 0.0, 0.0, 0.0);
    load.connection = pick(4) == 0 ? Connection::delta : Connection::wye;
    for (auto& va : load.va) {
      if (pick(2) == 0) va = draw(200.0, 90e3 / buses) * Complex(1.0, draw(-0.1, 0.4));
    }
    const double impedance = draw(0.0, 0.5), current = draw(0.0, 0.5);
    load.dependence = {1.0 - impedance - current, current, impedance};
  }
  return network;
}

/// Largest difference of two sets of bus voltages, in per unit.
inline double voltage_difference(const PowerFlowResult& one, const PowerFlowResult& other) {
  double largest = 0.0;
  for (size_t bus = 0; bus < one.buses.size(); ++bus) {
    for (size_t p = 0; p < 3; ++p) {
      const double rated = std::abs(one.buses[bus].v[p]) / std::max(1e-9, one.buses[bus].pu[p]);
      largest = std::max(largest, std::abs(one.buses[bus].v[p] - other.buses[bus].v[p]) / rated);
    }
  }
  return largest;
}

inline Complex total(const PhaseValues& values) {
  return values[0] + values[1] + values[2];
}

}  // namespace hearthgrid::electricity
