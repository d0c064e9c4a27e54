// The gas flow: solves per second and core over a season of varying draws, beside what pandapipes needs for the same
// networks; and a season of quarter hours for five mixes on a network of 500 nodes.
//
//   gas_network_bench [FOLDER of the gas reference data]

#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "engine/io/gas/pandapipes_file.hpp"
#include "models/gas/network/gas_flow.hpp"

namespace {

using namespace hearthgrid;
using gas::GasNetwork;

constexpr int ROUNDS = 5, DAY = 96;

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double between(std::mt19937& random, double low, double high) {
  return low + (high - low) * static_cast<double>(random()) / 4294967296.0;
}

// A day that begins anew, as runs do; every draw between a half and one and a half of its own, about a swing by the
// hour.
std::vector<std::vector<double>> draws_of(const GasNetwork& network, int steps, double scale) {
  std::mt19937 random(1);
  const std::vector<double> own = gas::node_draw_m3h(network);
  std::vector<std::vector<double>> all;
  for (int k = 0; k < steps; ++k) {
    const double hour = 0.25 * (k % DAY), swing = scale * (1.0 + 0.3 * std::sin(0.2618 * (hour - 6.0)));
    all.push_back(own);
    for (double& draw : all.back()) draw *= swing * between(random, 0.5, 1.5);
  }
  return all;
}

struct Rate {
  double us = 0.0, newton = 0.0, lowest_pa = 1e99;
  int failed = 0;
};

Rate rate(const GasNetwork& network, const std::vector<std::vector<double>>& draws) {
  gas::GasFlow flow(network);
  gas::GasFlowResult result;
  std::vector<double> us;
  Rate out;
  for (int round = 0; round < ROUNDS; ++round) {
    out = {};
    const double begin = cpu_seconds();
    for (size_t k = 0; k < draws.size(); ++k) {
      if (k % DAY == 0) flow.reset();
      flow.solve(draws[k], result);
      out.newton += result.iterations;
      out.failed += result.solved() ? 0 : 1;
      out.lowest_pa = std::min(out.lowest_pa, *std::min_element(result.pressure_pa.begin(), result.pressure_pa.end()));
    }
    us.push_back(1e6 * (cpu_seconds() - begin) / static_cast<double>(draws.size()));
  }
  std::sort(us.begin(), us.end());
  out.us = us[us.size() / 2];
  out.newton /= static_cast<double>(draws.size());
  return out;
}

void print(const std::string& name, const GasNetwork& network, const Rate& rate, double peer_ms) {
  fmt::print("| {} | {} | {} | {:.1f} | {:.0f} | {:.1f} | {:.3f} | {} | {} | {} |\n", name, network.nodes.size(),
             network.pipes.size() + 1 + network.regulators.size() - network.nodes.size(), rate.us, 1e6 / rate.us,
             rate.newton, rate.lowest_pa / 1000.0, rate.failed, peer_ms > 0.0 ? fmt::format("{:.1f}", peer_ms) : "-",
             peer_ms > 0.0 ? fmt::format("{:.0f}", 1000.0 * peer_ms / rate.us) : "-");
}

// Villages behind regulators on a medium-pressure ring, 500 nodes with 12 meshes.
GasNetwork county() {
  std::mt19937 random(3);
  GasNetwork network;
  network.fluid.compressibility = gas::linear_compressibility();
  const auto node = [&](double elevation_m) {
    network.nodes.push_back({.name = fmt::format("n{}", network.nodes.size()), .elevation_m = elevation_m});
    return static_cast<int>(network.nodes.size()) - 1;
  };
  const auto pipe = [&](int from, int to, double length_m, double diameter_m) {
    network.pipes.push_back({.name = fmt::format("p{}", network.pipes.size()), .from = from, .to = to});
    network.pipes.back().length_m = length_m;
    network.pipes.back().inner_diameter_m = diameter_m;
  };
  constexpr int VILLAGES = 12, HOMES = 40;
  std::vector<int> ring;
  for (int v = 0; v < VILLAGES; ++v) {
    ring.push_back(node(between(random, 30.0, 60.0)));
    if (v > 0) pipe(ring[v - 1], ring[v], 1500.0, 0.1308);
  }
  pipe(ring.back(), ring.front(), 1500.0, 0.1308);
  network.supplies.push_back({.name = "station", .node = ring[0], .pressure_pa = 2e5});
  for (int v = 0; v < VILLAGES; ++v) {
    const double elevation_m = network.nodes[static_cast<size_t>(ring[v])].elevation_m;
    const int box = node(elevation_m);
    network.regulators.push_back({.name = fmt::format("r{}", v), .from = ring[v], .to = box, .set_pa = 2800.0});
    std::vector<int> own{box};
    for (int h = 0; h < HOMES; ++h) {
      const int parent = own[static_cast<size_t>(h < 12 ? h : h - 12 + static_cast<int>(random() % 4))];
      own.push_back(node(elevation_m));
      pipe(parent, own.back(), between(random, 15.0, 50.0), h < 12 ? 0.09 : 0.0408);
      network.demands.push_back({.name = fmt::format("d{}-{}", v, h), .node = own.back(), .draw_m3h = 1.5});
    }
    if (v % 2 == 0) pipe(own[12], own[40], 60.0, 0.0514);
  }
  return network;
}

}  // namespace

int main(int count, char** arguments) {
  const std::string folder = count > 1 ? arguments[1] : "../shared/data/gas";
  fmt::print("| network | nodes | meshes | us | solves/s | Newton | lowest kPa | failed | pandapipes ms | ratio |\n");
  fmt::print("|---|---|---|---|---|---|---|---|---|---|\n");
  // pandapipes v0.12, smallest CPU times of reference/performance.md, section 2 of the network peers: 5.2 ms for the 96
  // junctions of rural2, to which semiurb5 with its 110 comes nearest, 3.3 for trees of 49; Schutterwald 23.4.
  const struct {
    const char *folder, *name;
    double peer_ms;
  } networks[] = {{"simbench/1-LV-rural1", "SimBench rural1", 3.3},
                  {"simbench/1-LV-semiurb5", "SimBench semiurb5", 5.2},
                  {"gas_schutterwald_1bar", "Schutterwald", 23.4}};
  for (const auto& each : networks) {
    const std::string path = folder + "/" + each.folder;
    if (!std::filesystem::is_directory(path)) {
      fmt::print("{} is not there\n", path);
      continue;
    }
    const GasNetwork network = io::read_pandapipes(path);
    print(each.name, network, rate(network, draws_of(network, 10 * DAY, 1.0)), each.peer_ms);
  }
  const GasNetwork network = county();
  const auto draws = draws_of(network, 10 * DAY, 0.5);
  const Rate of_county = rate(network, draws);
  print("ring, 12 villages", network, of_county, 0.0);
  fmt::print("a season of 121 days for five mixes on {} nodes: {:.1f} s\n", network.nodes.size(),
             1e-6 * of_county.us * 121 * DAY * 5);
  return 0;
}
