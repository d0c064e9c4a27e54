#include "models/electricity/network/network_nodes.hpp"

#include <numeric>
#include <utility>

namespace hearthgrid::electricity {
namespace {

bool in_service(const Network& network, int bus) {
  return bus >= 0 && bus < static_cast<int>(network.buses.size()) && network.buses[static_cast<size_t>(bus)].in_service;
}

void number_nodes(const Network& network, const DisjointSets& joined, NetworkNodes& nodes) {
  const int buses = static_cast<int>(network.buses.size());
  nodes.of_bus.assign(static_cast<size_t>(buses), -1);
  for (int bus = 0; bus < buses; ++bus) {
    if (!in_service(network, bus)) continue;
    const int first = joined.find(bus);
    int& node = nodes.of_bus[static_cast<size_t>(first)];
    if (first == bus) {
      node = nodes.count++;
      nodes.bus.push_back(bus);
    }
    nodes.of_bus[static_cast<size_t>(bus)] = node;
  }
}

}  // namespace

DisjointSets::DisjointSets(int n) : parent_(static_cast<size_t>(n)) {
  std::iota(parent_.begin(), parent_.end(), 0);
}

int DisjointSets::find(int i) const {
  while (parent_[static_cast<size_t>(i)] != i) i = parent_[static_cast<size_t>(i)];
  return i;
}

bool DisjointSets::join(int i, int j) {
  int low = find(i), high = find(j);
  if (low == high) return false;
  if (low > high) std::swap(low, high);
  parent_[static_cast<size_t>(high)] = low;
  // Shorten the way of both, so that a long chain joined link by link stays quick.
  for (int each : {i, j}) {
    while (each != low) each = std::exchange(parent_[static_cast<size_t>(each)], low);
  }
  return true;
}

bool connects(const Network& network, const Line& line) {
  return line.from_closed && line.to_closed && in_service(network, line.from) && in_service(network, line.to);
}

bool connects(const Network& network, const TransformerBranch& transformer) {
  return transformer.high_closed && transformer.low_closed && in_service(network, transformer.high) &&
         in_service(network, transformer.low);
}

bool connects(const Network& network, const BusSwitch& bus_switch) {
  return bus_switch.closed && in_service(network, bus_switch.from) && in_service(network, bus_switch.to);
}

NetworkNodes merge_buses(const Network& network) {
  DisjointSets joined(static_cast<int>(network.buses.size()));
  for (const auto& each : network.switches) {
    if (connects(network, each)) joined.join(each.from, each.to);
  }
  for (const auto& line : network.lines) {
    if (line.is_link && connects(network, line)) joined.join(line.from, line.to);
  }
  NetworkNodes nodes;
  number_nodes(network, joined, nodes);

  DisjointSets connected(nodes.count);
  for (const auto& line : network.lines) {
    if (connects(network, line)) connected.join(nodes.at(line.from), nodes.at(line.to));
  }
  for (const auto& each : network.transformers) {
    if (connects(network, each)) connected.join(nodes.at(each.high), nodes.at(each.low));
  }
  std::vector<char> fed(static_cast<size_t>(nodes.count), 0);
  for (const auto& source : network.sources) {
    if (source.in_service && nodes.at(source.bus) >= 0) {
      fed[static_cast<size_t>(connected.find(nodes.at(source.bus)))] = 1;
    }
  }
  for (int node = 0; node < nodes.count; ++node) {
    nodes.island.push_back(connected.find(node));
    nodes.energised.push_back(fed[static_cast<size_t>(nodes.island.back())]);
  }
  return nodes;
}

}  // namespace hearthgrid::electricity
