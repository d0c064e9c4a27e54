// Medium-voltage flow: feeder-steps per second of the sweep alone, and with the season's counters.

#include <benchmark/benchmark.h>

#include <cmath>
#include <vector>

#include "models/electricity/medium_voltage/feeder_season.hpp"
#include "models/electricity/medium_voltage/mv_flow.hpp"

namespace hearthgrid::electricity {
namespace {

// A trunk of seven nodes with laterals of two more: twenty transformers of about 100 kW, as the rule makes them up.
MvNetwork feeder() {
  MvNetwork network;
  network.busbar_pu = 1.03;
  int trunk = 0, last = 0;
  for (int i = 0; i < 20; ++i) {
    MvLine line;
    line.from = i % 3 == 0 ? trunk : last;
    line.to = network.nodes++;
    const double km = i == 0 ? 3.0 : i % 3 == 0 ? 0.8 : 0.4;
    line.z_ohm = i % 3 == 0 ? std::complex(0.206 * km, 0.322 * km) : std::complex(0.443 * km, 0.348 * km);
    line.charging_s = 3.4e-6 * km;
    line.rating_a = i % 3 == 0 ? 400.0 : 240.0;
    line.by_air = true;
    network.lines.push_back(line);
    last = line.to;
    if (i % 3 == 0) trunk = line.to;
  }
  return network;
}

FlowTile loaded(const MvNetwork& network) {
  FlowTile tile(network);
  for (int n = 1; n < network.nodes; ++n) {
    for (int i = 0; i < FLOW_LANES; ++i) {
      const size_t at = static_cast<size_t>(n) * FLOW_LANES + static_cast<size_t>(i);
      tile.kw[at] = 100.0 + 40.0 * std::sin(0.7 * n + 0.2 * i);
      tile.kvar[at] = 0.33 * tile.kw[at];
    }
  }
  return tile;
}

void flow(benchmark::State& state) {
  const MvNetwork network = feeder();
  const MvFlow solver(network);
  FlowTile tile = loaded(network);
  for (auto _ : state) {
    solver.solve(tile);
    benchmark::DoNotOptimize(tile.head_kw[0]);
  }
  state.counters["feeder_steps_per_s"] =
      benchmark::Counter(FLOW_LANES * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(flow);

void flow_and_season(benchmark::State& state) {
  const MvNetwork network = feeder();
  const MvFlow solver(network);
  FlowTile tile = loaded(network);
  FeederCounter counter(network, 15.0, 0.93);
  const std::vector<double> air_c(FLOW_LANES, -10.0);
  for (auto _ : state) {
    solver.solve(tile);
    counter.add(tile, air_c);
  }
  benchmark::DoNotOptimize(counter.result().loss_kwh);
  state.counters["feeder_steps_per_s"] =
      benchmark::Counter(FLOW_LANES * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(flow_and_season);

}  // namespace
}  // namespace hearthgrid::electricity

BENCHMARK_MAIN();
