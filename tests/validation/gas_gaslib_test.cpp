// GasLib-11 and GasLib-24 (Pfetsch et al. 2012, ZIB report 12-41; CC BY 3.0) with their nominations. They have no
// reference solution: that ours keeps every bound of pressure, every balance, every station's setting, and that each
// pipe's pressure profile, integrated along its length from the differential equation, ends where it should.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <numbers>

#include "engine/io/gas/gaslib_file.hpp"
#include "models/gas/network/gas_flow.hpp"
#include "tests/reference_data.hpp"
#include "tests/validation/network_reference.hpp"

namespace hearthgrid {
namespace {

using gas::GasNetwork;

struct GasLibCase {
  const char* name;
  io::GasLibOptions options;
  size_t nodes, pipes, compressors;
};

/// Colebrook and White's lambda by repeated substitution; every pipe here is far in the turbulent regime.
double rough_lambda(double reynolds, double relative) {
  double root = 0.1;
  for (int i = 0; i < 200; ++i) root = -0.5 / std::log10(2.51 / (reynolds * root) + relative / 3.7);
  return root * root;
}

/// dp/dx = -lambda / (2 D) rho v^2 - rho g dh/dx (the gas's own acceleration left out), by Runge and Kutta's fourth
/// order.
double integrated_end_pa(const GasNetwork& network, const gas::GasPipe& pipe, double begin_pa, double kg_s) {
  const gas::GasFluid& fluid = network.fluid;
  const double rise = (network.nodes[static_cast<size_t>(pipe.to)].elevation_m -
                       network.nodes[static_cast<size_t>(pipe.from)].elevation_m) /
                      pipe.length_m;
  const double area = 0.25 * std::numbers::pi * pipe.inner_diameter_m * pipe.inner_diameter_m;
  const double reynolds = std::abs(kg_s) * pipe.inner_diameter_m / (area * fluid.viscosity_pa_s);
  const double lambda = kg_s == 0.0 ? 0.0 : rough_lambda(reynolds, pipe.roughness_m / pipe.inner_diameter_m);
  const auto slope = [&](double p) {
    const double z = 1.0 / (fluid.compressibility.b1 + fluid.compressibility.b2_per_pa * p);
    const double density = fluid.normal_density_kg_m3 * 273.15 / fluid.temperature_k * p / 101325.0 / z;
    return -lambda / (2.0 * pipe.inner_diameter_m) * kg_s * std::abs(kg_s) / (area * area * density) -
           9.81 * rise * density;
  };
  constexpr int PIECES = 2000;
  const double dx = pipe.length_m / PIECES;
  double p = begin_pa;
  for (int i = 0; i < PIECES; ++i) {
    const double k1 = slope(p), k2 = slope(p + 0.5 * dx * k1), k3 = slope(p + 0.5 * dx * k2), k4 = slope(p + dx * k3);
    p += dx / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4);
  }
  return p;
}

double absolute_pa(const GasNetwork& network, const gas::GasFlowResult& result, int node) {
  return result.pressure_pa[static_cast<size_t>(node)] +
         gas::ambient_pressure_pa(network.nodes[static_cast<size_t>(node)].elevation_m);
}

double largest_gap_m3h(const GasNetwork& network, const gas::GasFlowResult& result) {
  std::vector<double> net = gas::node_draw_m3h(network);
  const auto carry = [&](const auto& elements, const auto& flow_of) {
    for (size_t i = 0; i < elements.size(); ++i) {
      net[static_cast<size_t>(elements[i].from)] += flow_of(i);
      net[static_cast<size_t>(elements[i].to)] -= flow_of(i);
    }
  };
  carry(network.pipes, [&](size_t i) { return result.pipe_m3h[i]; });
  carry(network.valves, [&](size_t i) { return result.valve_m3h[i]; });
  carry(network.compressors, [&](size_t i) { return result.compressors[i].flow_m3h; });
  carry(network.regulators, [&](size_t i) { return result.regulators[i].flow_m3h; });
  for (size_t i = 0; i < network.supplies.size(); ++i) {
    net[static_cast<size_t>(network.supplies[i].node)] -= result.supplies[i].flow_m3h;
  }
  double largest = 0.0;
  for (const double gap : net) largest = std::max(largest, std::abs(gap));
  return largest;
}

void check_bounds(const io::GasLibNetwork& given, const gas::GasFlowResult& result) {
  for (size_t n = 0; n < given.network.nodes.size(); ++n) {
    const double bar = absolute_pa(given.network, result, static_cast<int>(n)) / 1e5;
    EXPECT_GE(bar, given.minimum_bar[n] - 1e-6) << given.network.nodes[n].name;
    EXPECT_LE(bar, given.maximum_bar[n] + 1e-6) << given.network.nodes[n].name;
  }
}

void check_stations(const GasLibCase& each, const GasNetwork& network, const gas::GasFlowResult& result) {
  for (size_t c = 0; c < network.compressors.size(); ++c) {
    const auto& station = network.compressors[c];
    const double in = absolute_pa(network, result, station.from), out = absolute_pa(network, result, station.to);
    if (station.ratio > 0.0 && result.compressors[c].state == gas::DeviceState::open) {
      EXPECT_NEAR(out / in, station.ratio, 2e-7) << station.name;
    } else if (result.compressors[c].state == gas::DeviceState::hold) {
      EXPECT_NEAR(out / 1e5, each.options.outlet_bar.at(station.name), 1e-9) << station.name;
      EXPECT_LE(in, out) << station.name;
    }
    EXPECT_GE(result.compressors[c].flow_m3h, -1e-6) << station.name;
  }
}

TEST(GasLib, KeepsBoundsBalancesAndEveryPipesEquation) {
  const auto data = reference_data();
  if (!data || !std::filesystem::is_directory(*data + "/gas/gaslib")) {
    GTEST_SKIP() << "no reference data: set HEARTHGRID_REFERENCE_DATA";
  }
  std::vector<GasLibCase> cases{{"GasLib-11", {}, 11, 8, 2}, {"GasLib-11", {}, 11, 8, 2}, {"GasLib-24", {}, 24, 20, 3}};
  cases[0].options.held_bar = 56.0;
  cases[0].options.ratio = {{"CS01_entry03_N01", 1.05}, {"CS02_N04_N05", 1.02}};
  cases[1].options.held_bar = 52.0;
  cases[1].options.closed_valves = {"V01_N01_N03"};
  cases[1].options.outlet_bar = {{"CS01_entry03_N01", 58.0}, {"CS02_N04_N05", 59.0}};
  cases[2].options.held_bar = 60.0;
  cases[2].options.ratio = {{"CS1", 1.1}};
  cases[2].options.outlet_bar = {{"CS2", 65.0}, {"CS3", 60.0}, {"CV01", 34.0}};
  for (const GasLibCase& each : cases) {
    SCOPED_TRACE(each.name);
    const std::string stem = fmt::format("{}/gas/gaslib/{}/{}", *data, each.name, each.name);
    const io::GasLibNetwork given = io::read_gaslib(stem + ".net", stem + ".scn", each.options);
    EXPECT_EQ(given.network.nodes.size(), each.nodes);
    EXPECT_EQ(given.network.pipes.size(), each.pipes);  // resistors too
    EXPECT_EQ(given.network.compressors.size(), each.compressors);
    gas::GasFlow flow(given.network);
    gas::GasFlowResult result;
    flow.solve(result);
    ASSERT_TRUE(result.solved()) << gas::failure_text(given.network, result);
    double entering = 0.0;
    for (const auto& demand : given.network.demands) entering += std::max(demand.draw_m3h, 0.0);
    const double gap = largest_gap_m3h(given.network, result);
    EXPECT_LT(gap, 1e-9 * entering);
    check_bounds(given, result);
    check_stations(each, given.network, result);
    Largest profile;
    const double kg_s = given.network.fluid.reference_density_kg_m3() / 3600.0;
    for (size_t p = 0; p < given.network.pipes.size(); ++p) {
      const gas::GasPipe& pipe = given.network.pipes[p];
      if (pipe.length_m == 0.0) continue;
      const double expected = integrated_end_pa(given.network, pipe, absolute_pa(given.network, result, pipe.from),
                                                result.pipe_m3h[p] * kg_s);
      profile.see(absolute_pa(given.network, result, pipe.to) / expected - 1.0);
    }
    fmt::print("{}: {} Newton steps, {} rounds of states, balance {:.1e}, profiles {:.1e}\n", each.name,
               result.iterations, result.rounds, gap / entering, profile.value);
    EXPECT_LT(profile.value, 1e-9);
  }
}

}  // namespace
}  // namespace hearthgrid
