#include "models/gas/network/network_areas.hpp"

#include "models/gas/network/disjoint_sets.hpp"
#include "models/gas/network/network_faults.hpp"

namespace hearthgrid::gas {
namespace {

DisjointSets joined_nodes(const GasNetwork& network, const std::vector<bool>& reached) {
  DisjointSets sets(static_cast<int>(network.nodes.size()));
  const auto join = [&](int from, int to) {
    if (reached[static_cast<size_t>(from)] && reached[static_cast<size_t>(to)]) sets.join(from, to);
  };
  for (const GasPipe& pipe : network.pipes) {
    if (pipe.in_service) join(pipe.from, pipe.to);
  }
  for (const GasValve& valve : network.valves) {
    if (valve.open) join(valve.from, valve.to);
  }
  for (const GasRegulator& regulator : network.regulators) {
    if (regulator.in_service) join(regulator.from, regulator.to);
  }
  for (const GasCompressor& compressor : network.compressors) {
    if (compressor.in_service) join(compressor.from, compressor.to);
  }
  return sets;
}

}  // namespace

int NetworkAreas::of(const GasPipe& pipe) const {
  return pipe.in_service ? of_node[static_cast<size_t>(pipe.from)] : -1;
}

NetworkAreas network_areas(const GasNetwork& network) {
  std::vector<bool> reached(network.nodes.size(), true);
  for (const int node : unreached_nodes(network)) reached[static_cast<size_t>(node)] = false;
  DisjointSets sets = joined_nodes(network, reached);
  NetworkAreas areas;
  std::vector<int> of_set(network.nodes.size(), -1);
  for (const GasSupply& supply : network.supplies) {
    areas.of_supply.push_back(-1);
    if (!supply.in_service) continue;
    int& area = of_set[static_cast<size_t>(sets.find(supply.node))];
    if (area < 0) area = areas.count++;
    areas.of_supply.back() = area;
  }
  for (size_t n = 0; n < network.nodes.size(); ++n) {
    areas.of_node.push_back(reached[n] ? of_set[static_cast<size_t>(sets.find(static_cast<int>(n)))] : -1);
  }
  return areas;
}

AreaNetwork area_network(const GasNetwork& network, const NetworkAreas& areas, int area) {
  AreaNetwork out;
  out.network.name = network.name;
  out.network.fluid = network.fluid;
  std::vector<int> place(network.nodes.size(), NO_NODE);
  for (size_t n = 0; n < network.nodes.size(); ++n) {
    if (areas.of_node[n] != area) continue;
    place[n] = static_cast<int>(out.nodes.size());
    out.nodes.push_back(static_cast<int>(n));
    out.network.nodes.push_back(network.nodes[n]);
  }
  const auto take = [&](const auto& from, auto& to, std::vector<int>* places) {
    for (size_t i = 0; i < from.size(); ++i) {
      auto copy = from[i];
      copy.from = place[static_cast<size_t>(copy.from)];
      copy.to = place[static_cast<size_t>(copy.to)];
      if (copy.from == NO_NODE || copy.to == NO_NODE) continue;
      to.push_back(std::move(copy));
      if (places != nullptr) places->push_back(static_cast<int>(i));
    }
  };
  take(network.pipes, out.network.pipes, &out.pipes);
  take(network.regulators, out.network.regulators, &out.regulators);
  take(network.valves, out.network.valves, nullptr);
  take(network.compressors, out.network.compressors, &out.compressors);
  for (size_t s = 0; s < network.supplies.size(); ++s) {
    GasSupply copy = network.supplies[s];
    copy.node = place[static_cast<size_t>(copy.node)];
    if (copy.node == NO_NODE) continue;
    out.supplies.push_back(static_cast<int>(s));
    out.network.supplies.push_back(std::move(copy));
  }
  return out;
}

}  // namespace hearthgrid::gas
