#include "engine/run/gas_profile.hpp"

#include <algorithm>
#include <limits>
#include <string>

namespace hearthgrid::run {
namespace {

struct Link {
  int from = gas::NO_NODE;
  double m3h = 0.0, length_m = 0.0;
  const std::string* name = nullptr;
};

constexpr double OPEN_VALVE = std::numeric_limits<double>::infinity();

// What flows into `node`, the most first asked; open valves, whose flow is not known, by the flow behind them.
class Upstream {
 public:
  Upstream(const gas::GasNetwork& network, const GasState& state) : seen_(network.nodes.size()) {
    inflows_.resize(network.nodes.size());
    const auto add = [&](int from, int to, double m3h, double length_m, const std::string& name) {
      if (m3h > 0.0) inflows_[static_cast<size_t>(to)].push_back({from, m3h, length_m, &name});
      if (m3h < 0.0) inflows_[static_cast<size_t>(from)].push_back({to, -m3h, length_m, &name});
    };
    for (size_t p = 0; p < network.pipes.size(); ++p) {
      const gas::GasPipe& pipe = network.pipes[p];
      add(pipe.from, pipe.to, state.pipe_m3h[p], pipe.length_m, pipe.name);
    }
    for (size_t i = 0; i < network.regulators.size(); ++i) {
      const gas::GasRegulator& regulator = network.regulators[i];
      add(regulator.from, regulator.to, state.regulator_m3h[i], 0.0, regulator.name);
    }
    for (size_t i = 0; i < network.compressors.size(); ++i) {
      const gas::GasCompressor& compressor = network.compressors[i];
      add(compressor.from, compressor.to, state.compressor_m3h[i], 0.0, compressor.name);
    }
    for (const gas::GasValve& valve : network.valves) {
      if (!valve.open) continue;
      add(valve.from, valve.to, OPEN_VALVE, 0.0, valve.name);
      add(valve.to, valve.from, OPEN_VALVE, 0.0, valve.name);
    }
  }

  // The inflow to follow; null at a source. A valve counts only where no pipe brings anything: else the loop through
  // it would be followed although gas leaves by it.
  const Link* next(int node) {
    seen_[static_cast<size_t>(node)] = true;
    const Link* most = nullptr;
    for (const bool valves : {false, true}) {
      for (const Link& link : inflows_[static_cast<size_t>(node)]) {
        if (seen_[static_cast<size_t>(link.from)] || (link.m3h == OPEN_VALVE) != valves) continue;
        if (most == nullptr || link.m3h > most->m3h) most = &link;
      }
      if (most != nullptr) return most;
    }
    return nullptr;
  }

 private:
  std::vector<std::vector<Link>> inflows_;
  std::vector<bool> seen_;
};

}  // namespace

std::vector<GasProfilePoint> gas_profile(const gas::GasNetwork& network, const GasState& state, int node) {
  std::vector<GasProfilePoint> points;
  if (state.pressure_pa.empty()) return points;
  Upstream upstream(network, state);
  std::vector<double> lengths;  // of the link into each point
  points.push_back({node, 0.0, state.pressure_pa[static_cast<size_t>(node)], ""});
  for (const Link* link = upstream.next(node); link != nullptr; link = upstream.next(link->from)) {
    points.back().via = *link->name;
    lengths.push_back(link->length_m);
    points.push_back({link->from, 0.0, state.pressure_pa[static_cast<size_t>(link->from)], ""});
  }
  std::reverse(points.begin(), points.end());
  std::reverse(lengths.begin(), lengths.end());
  for (size_t i = 1; i < points.size(); ++i) points[i].distance_m = points[i - 1].distance_m + lengths[i - 1];
  return points;
}

}  // namespace hearthgrid::run
