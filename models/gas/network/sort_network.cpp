#include "models/gas/network/sort_network.hpp"

#include <algorithm>
#include <numeric>

namespace hearthgrid::gas {

namespace {

template <class Element>
void sort_list(std::vector<Element>& elements) {
  std::stable_sort(elements.begin(), elements.end(),
                   [](const Element& a, const Element& b) { return a.name < b.name; });
}

}  // namespace

std::vector<int> sort_by_name(GasNetwork& network) {
  std::vector<int> order(network.nodes.size()), place(network.nodes.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return network.nodes[static_cast<size_t>(a)].name < network.nodes[static_cast<size_t>(b)].name;
  });
  std::vector<GasNode> sorted;
  sorted.reserve(order.size());
  for (size_t i = 0; i < order.size(); ++i) {
    place[static_cast<size_t>(order[i])] = static_cast<int>(i);
    sorted.push_back(std::move(network.nodes[static_cast<size_t>(order[i])]));
  }
  network.nodes = std::move(sorted);
  const auto move = [&](int& node) {
    if (node >= 0 && node < static_cast<int>(place.size())) node = place[static_cast<size_t>(node)];
  };
  const auto move_ends = [&](auto& elements) {
    for (auto& each : elements) {
      move(each.from);
      move(each.to);
    }
    sort_list(elements);
  };
  move_ends(network.pipes);
  move_ends(network.regulators);
  move_ends(network.valves);
  move_ends(network.compressors);
  for (auto& each : network.supplies) move(each.node);
  for (auto& each : network.demands) move(each.node);
  sort_list(network.supplies);
  sort_list(network.demands);
  return place;
}

}  // namespace hearthgrid::gas
