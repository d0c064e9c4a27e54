#include "models/electricity/network/network_checks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/electricity/network/element_faults.hpp"
#include "models/electricity/network/network_nodes.hpp"

namespace hearthgrid::electricity {
namespace {

/// An element that joins two buses, whatever it is.
struct Joint {
  int from, to;
  std::string what;  ///< "line 'x'"
  const std::string* origin;
};

std::vector<Joint> closed_joints(const Network& network) {
  std::vector<Joint> joints;
  for (const auto& each : network.switches) {
    if (connects(network, each)) {
      joints.push_back({each.from, each.to, element_name("switch", each.name), &each.origin});
    }
  }
  for (const auto& each : network.lines) {
    if (connects(network, each)) {
      joints.push_back({each.from, each.to, element_name("line", each.name), &each.origin});
    }
  }
  for (const auto& each : network.transformers) {
    if (connects(network, each)) {
      joints.push_back({each.high, each.low, element_name("transformer", each.name), &each.origin});
    }
  }
  return joints;
}

/// Every element that closes a loop with those before it.
std::vector<NetworkFault> loops(const Network& network) {
  std::vector<NetworkFault> faults;
  DisjointSets sets(static_cast<int>(network.buses.size()));
  for (const auto& joint : closed_joints(network)) {
    if (sets.join(joint.from, joint.to)) continue;
    faults.push_back({fmt::format("{} closes a loop between {} and {}", joint.what, bus_name(network, joint.from),
                                  bus_name(network, joint.to)),
                      *joint.origin, "open or remove one of the branches of the loop: the network must be radial"});
  }
  std::vector<const Source*> feeds(network.buses.size(), nullptr);
  for (const auto& source : network.sources) {
    if (!source.in_service || source.bus < 0 || source.bus >= static_cast<int>(network.buses.size())) continue;
    const Source*& first = feeds[static_cast<size_t>(sets.find(source.bus))];
    if (first == nullptr) {
      first = &source;
      continue;
    }
    faults.push_back({fmt::format("{} feeds what {} feeds already", element_name("source", source.name),
                                  element_name("source", first->name)),
                      source.origin, "open the network between the two, or take one out: it must be radial"});
  }
  return faults;
}

/// Each part that no source reaches, by its buses.
std::vector<NetworkFault> islands(const Network& network, const NetworkNodes& nodes) {
  std::vector<std::vector<int>> buses_of(static_cast<size_t>(nodes.count));
  for (int bus = 0; bus < static_cast<int>(network.buses.size()); ++bus) {
    const int node = nodes.at(bus);
    if (node < 0 || nodes.live(node)) continue;
    buses_of[static_cast<size_t>(nodes.island[static_cast<size_t>(node)])].push_back(bus);
  }
  std::vector<NetworkFault> faults;
  for (const auto& buses : buses_of) {
    if (buses.empty()) continue;
    constexpr size_t SHOWN = 8;
    std::string names;
    for (size_t i = 0; i < buses.size() && i < SHOWN; ++i) {
      names += (i == 0 ? "" : ", ") + bus_name(network, buses[i]);
    }
    if (buses.size() > SHOWN) names += fmt::format(" and {} more", buses.size() - SHOWN);
    faults.push_back({fmt::format("no source reaches {}", names),
                      network.buses[static_cast<size_t>(buses.front())].origin,
                      "connect the island to a source, close the switch in between, or take its buses out of service"});
  }
  return faults;
}

/// Two stiff voltages on one node contradict or leave open who supplies how much.
std::vector<NetworkFault> shared_nodes(const Network& network, const NetworkNodes& nodes) {
  std::vector<NetworkFault> faults;
  std::vector<const Source*> holder(static_cast<size_t>(nodes.count), nullptr);
  for (const auto& source : network.sources) {
    const int node = nodes.at(source.bus);
    if (!source.in_service || node < 0 || !(source.held_positive_sequence || source.z1_ohm == Complex{})) continue;
    const Source*& first = holder[static_cast<size_t>(node)];
    if (first != nullptr) {
      faults.push_back({fmt::format("{} and {} hold one bus", element_name("source", source.name),
                                    element_name("source", first->name)),
                        source.origin, "give one of them an impedance, or leave it out"});
    }
    first = &source;
  }
  return faults;
}

/// Whether every branch joins two buses that exist: else islands would only repeat what is wrong with the branch.
bool ends_sound(const Network& network) {
  const auto sound = [&](int from, int to) {
    const int buses = static_cast<int>(network.buses.size());
    return from != to && from >= 0 && from < buses && to >= 0 && to < buses;
  };
  return std::ranges::all_of(network.lines, [&](const Line& each) { return sound(each.from, each.to); }) &&
         std::ranges::all_of(network.switches, [&](const BusSwitch& each) { return sound(each.from, each.to); }) &&
         std::ranges::all_of(network.transformers,
                             [&](const TransformerBranch& each) { return sound(each.high, each.low); });
}

void append(std::vector<NetworkFault>& faults, std::vector<NetworkFault> more) {
  for (auto& each : more) faults.push_back(std::move(each));
}

}  // namespace

std::vector<NetworkFault> network_faults(const Network& network, const NetworkRules& rules) {
  auto faults = element_faults(network, rules);
  bool fed = false;
  for (const auto& source : network.sources) fed = fed || source.in_service;
  if (!fed) {
    faults.push_back({"the network has no source in service", {}, "add a source: a bus whose voltage is given"});
    return faults;  // else every bus would be named as an island
  }
  const auto nodes = merge_buses(network);
  append(faults, shared_nodes(network, nodes));
  if (!rules.dead_islands_allowed && ends_sound(network)) append(faults, islands(network, nodes));
  if (rules.must_be_radial) append(faults, loops(network));
  return faults;
}

bool is_radial(const Network& network) {
  return loops(network).empty();
}

std::vector<Problem> problems_of(const std::vector<NetworkFault>& faults) {
  std::vector<Problem> problems;
  for (const auto& fault : faults) {
    const std::string where = fault.origin.empty() ? "" : fault.origin + ": ";
    problems.push_back({"", 0, 0, where + fault.text, fault.advice});
  }
  return problems;
}

void require_sound(const Network& network, const NetworkRules& rules) {
  const auto faults = network_faults(network, rules);
  if (!faults.empty()) throw InputError(problems_of(faults));
}

}  // namespace hearthgrid::electricity
