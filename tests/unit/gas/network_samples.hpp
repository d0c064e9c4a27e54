#pragma once
// Small gas networks for tests, and the laws of a pipe written a second time.

#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "models/gas/network/gas_flow.hpp"
#include "models/gas/network/gas_network.hpp"

namespace hearthgrid::gas {

inline int add_node(GasNetwork& network, const std::string& name, double elevation_m = 0.0) {
  network.nodes.push_back({.name = name, .elevation_m = elevation_m});
  return static_cast<int>(network.nodes.size()) - 1;
}

inline int add_pipe(GasNetwork& network, int from, int to, double length_m, double diameter_m) {
  GasPipe pipe{.name = "p" + std::to_string(network.pipes.size()), .from = from, .to = to};
  pipe.length_m = length_m;
  pipe.inner_diameter_m = diameter_m;
  network.pipes.push_back(pipe);
  return static_cast<int>(network.pipes.size()) - 1;
}

inline void add_supply(GasNetwork& network, int node, double pressure_pa, double capacity_m3h = UNLIMITED) {
  network.supplies.push_back({.name = "s" + std::to_string(network.supplies.size()),
                              .node = node,
                              .pressure_pa = pressure_pa,
                              .capacity_m3h = capacity_m3h});
}

inline int add_regulator(GasNetwork& network, int from, int to, double set_pa, double capacity_m3h = UNLIMITED,
                         double difference_pa = 0.0) {
  network.regulators.push_back({.name = "r" + std::to_string(network.regulators.size()),
                                .from = from,
                                .to = to,
                                .set_pa = set_pa,
                                .minimum_difference_pa = difference_pa,
                                .capacity_m3h = capacity_m3h});
  return static_cast<int>(network.regulators.size()) - 1;
}

inline void add_draw(GasNetwork& network, int node, double draw_m3h) {
  network.demands.push_back({.name = "d" + std::to_string(network.demands.size()), .node = node, .draw_m3h = draw_m3h});
}

inline GasFlowResult solved(const GasNetwork& network, const GasFlowOptions& options = {}) {
  GasFlow flow(network, options);
  GasFlowResult result;
  flow.solve(result);
  return result;
}

/// Largest gap of the balance of any node that is reached, m3/h.
inline double largest_gap_m3h(const GasNetwork& network, const GasFlowResult& result) {
  std::vector<double> net(result.served_m3h);
  const auto carry = [&](int from, int to, double flow) {
    if (from >= 0) net[static_cast<size_t>(from)] += flow;
    net[static_cast<size_t>(to)] -= flow;
  };
  for (size_t i = 0; i < network.pipes.size(); ++i) {
    carry(network.pipes[i].from, network.pipes[i].to, result.pipe_m3h[i]);
  }
  for (size_t i = 0; i < network.valves.size(); ++i) {
    carry(network.valves[i].from, network.valves[i].to, result.valve_m3h[i]);
  }
  for (size_t i = 0; i < network.regulators.size(); ++i) {
    carry(network.regulators[i].from, network.regulators[i].to, result.regulators[i].flow_m3h);
  }
  for (size_t i = 0; i < network.compressors.size(); ++i) {
    carry(network.compressors[i].from, network.compressors[i].to, result.compressors[i].flow_m3h);
  }
  for (size_t i = 0; i < network.supplies.size(); ++i) {
    carry(NO_NODE, network.supplies[i].node, result.supplies[i].flow_m3h);
  }
  double largest = 0.0;
  for (const double gap : net) largest = std::max(largest, std::abs(gap));
  return largest;
}

/// Darcy's lambda by Colebrook and White, found by halving.
inline double colebrook_by_halving(double reynolds, double roughness_over_diameter, double divisor = 3.7) {
  double low = 1e-4, high = 10.0;
  for (int i = 0; i < 200; ++i) {
    const double lambda = 0.5 * (low + high), root = std::sqrt(lambda);
    const double gap = 1.0 / root + 2.0 * std::log10(2.51 / (reynolds * root) + roughness_over_diameter / divisor);
    (gap > 0.0 ? low : high) = lambda;
  }
  return low;
}

/// Absolute pressure at the end of a pipe from its laws as a textbook has them, by halving; `m` in kg/s towards the
/// end.
inline double pressure_at_end(const GasFluid& fluid, const GasPipe& pipe, double rise_m, double begin_pa, double m) {
  const double area = 0.25 * std::numbers::pi * pipe.inner_diameter_m * pipe.inner_diameter_m;
  const double reynolds = std::abs(m) * pipe.inner_diameter_m / (area * fluid.viscosity_pa_s);
  double lambda = 0.0;
  const double relative = pipe.roughness_m / pipe.inner_diameter_m;
  if (reynolds > 0.0 && reynolds <= 2100.0) {
    lambda = 64.0 / reynolds;
  } else if (reynolds >= 3500.0) {
    lambda = colebrook_by_halving(reynolds, relative);
  } else if (reynolds > 0.0) {
    // Hermite's cubic of lambda Re^2, with the turbulent slope by differences.
    const auto head = [&](double re) { return colebrook_by_halving(re, relative) * re * re; };
    const double slope = (head(3501.0) - head(3499.0)) / 2.0, t = (reynolds - 2100.0) / 1400.0;
    const double h00 = (1 + 2 * t) * (1 - t) * (1 - t), h10 = t * (1 - t) * (1 - t), h01 = t * t * (3 - 2 * t),
                 h11 = t * t * (t - 1);
    lambda =
        (h00 * 64.0 * 2100.0 + h10 * 1400.0 * 64.0 + h01 * head(3500.0) + h11 * 1400.0 * slope) / (reynolds * reynolds);
  }
  const double normal_flow = m / fluid.normal_density_kg_m3;  // m3/s
  const auto density = [&](double p) {
    return fluid.normal_density_kg_m3 * 273.15 / fluid.temperature_k * p / 101325.0 / fluid.compressibility.at(p);
  };
  const double loss = lambda * pipe.length_m / pipe.inner_diameter_m + pipe.loss_coefficient;
  const auto gap = [&](double end) {
    const double mean =
        begin_pa == end ? end
                        : 2.0 / 3.0 * (std::pow(begin_pa, 3) - std::pow(end, 3)) / (begin_pa * begin_pa - end * end);
    const double velocity = normal_flow / area;
    const double drop = loss * fluid.normal_density_kg_m3 * velocity * std::abs(velocity) * 101325.0 *
                        fluid.temperature_k / 273.15 * fluid.compressibility.at(mean) / (begin_pa + end);
    const double lift = 0.5 * (density(begin_pa) + density(end)) * 9.81 * rise_m;
    return begin_pa - end - lift - drop;
  };
  double low = 0.2 * begin_pa, high = 3.0 * begin_pa;
  for (int i = 0; i < 200; ++i) {
    const double middle = 0.5 * (low + high);
    (gap(middle) > 0.0 ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

}  // namespace hearthgrid::gas
