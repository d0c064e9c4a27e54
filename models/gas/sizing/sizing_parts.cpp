#include "models/gas/sizing/sizing_parts.hpp"

#include <algorithm>
#include <utility>

#include "models/gas/network/disjoint_sets.hpp"
#include "models/gas/network/network_faults.hpp"

namespace hearthgrid::gas {
namespace {

class Cutting {
 public:
  explicit Cutting(const GasNetwork& network)
      : network_(network),
        sets_(static_cast<int>(network.nodes.size())),
        cut_(network.regulators.size(), false),
        reached_(network.nodes.size(), true) {
    for (const int node : unreached_nodes(network)) reached_[static_cast<size_t>(node)] = false;
    join_pipes();
    find_cuts();
  }

  std::vector<SizingPart> run() {
    order_parts();
    for (const int root : order_) {
      of_root_[static_cast<size_t>(root)] = static_cast<int>(parts_.size());
      parts_.push_back({.network = {.name = network_.name, .fluid = network_.fluid}});
    }
    own_.assign(network_.nodes.size(), -1);
    for (int n = 0; n < static_cast<int>(network_.nodes.size()); ++n) {
      if (reached_[static_cast<size_t>(n)]) own_[static_cast<size_t>(n)] = add_node(part_of(n), n, -1);
    }
    take(network_.pipes, &GasNetwork::pipes, &SizingPart::pipe, [](const GasPipe& p) { return p.in_service; });
    take(network_.valves, &GasNetwork::valves, nullptr, [](const GasValve& v) { return v.open; });
    take(network_.compressors, &GasNetwork::compressors, nullptr, [](const GasCompressor& c) { return c.in_service; });
    take_supplies();
    take_regulators();
    return std::move(parts_);
  }

 private:
  void join_pipes() {
    for (const GasValve& each : network_.valves) {
      if (each.open) sets_.join(each.from, each.to);
    }
    for (const GasPipe& each : network_.pipes) {
      if (each.in_service) sets_.join(each.from, each.to);
    }
    // The inlet of a compressor is not held: both sides are one part.
    for (const GasCompressor& each : network_.compressors) {
      if (each.in_service) sets_.join(each.from, each.to);
    }
  }

  // Cuts every regulator, then takes back those into a part that something else feeds too, until none is left.
  void find_cuts() {
    for (size_t r = 0; r < cut_.size(); ++r) {
      const GasRegulator& each = network_.regulators[r];
      cut_[r] = each.in_service && reached_[static_cast<size_t>(each.from)];
    }
    for (bool changed = true; changed;) {
      changed = false;
      std::vector<int> feeding(network_.nodes.size(), 0);
      for (const GasSupply& each : network_.supplies) {
        if (each.in_service) ++feeding[static_cast<size_t>(sets_.find(each.node))];
      }
      for (size_t r = 0; r < cut_.size(); ++r) {
        if (cut_[r]) ++feeding[static_cast<size_t>(sets_.find(network_.regulators[r].to))];
      }
      for (size_t r = 0; r < cut_.size(); ++r) {
        const GasRegulator& each = network_.regulators[r];
        if (!cut_[r] || feeding[static_cast<size_t>(sets_.find(each.to))] == 1) continue;
        cut_[r] = false;
        sets_.join(each.from, each.to);
        changed = true;
      }
    }
  }

  // Roots of sets, each after the one that feeds it; the others in order of their first nodes. Every part that is cut
  // off has one that feeds it, so that they are trees.
  void order_parts() {
    of_root_.assign(network_.nodes.size(), -1);
    std::vector<std::vector<int>> behind(network_.nodes.size());
    std::vector<bool> fed(network_.nodes.size(), false);
    for (size_t r = 0; r < cut_.size(); ++r) {
      if (!cut_[r]) continue;
      const int from = sets_.find(network_.regulators[r].from), to = sets_.find(network_.regulators[r].to);
      behind[static_cast<size_t>(from)].push_back(to);
      fed[static_cast<size_t>(to)] = true;
    }
    for (int n = 0; n < static_cast<int>(network_.nodes.size()); ++n) {
      if (reached_[static_cast<size_t>(n)] && sets_.find(n) == n && !fed[static_cast<size_t>(n)]) order_.push_back(n);
    }
    for (size_t i = 0; i < order_.size(); ++i) {
      const std::vector<int>& next = behind[static_cast<size_t>(order_[i])];
      order_.insert(order_.end(), next.begin(), next.end());
    }
  }

  int part_of(int node) { return of_root_[static_cast<size_t>(sets_.find(node))]; }
  SizingPart& at(int part) { return parts_[static_cast<size_t>(part)]; }

  int add_node(int part, int node, int feeds) {
    SizingPart& to = at(part);
    to.network.nodes.push_back(network_.nodes[static_cast<size_t>(node)]);
    to.node.push_back(node);
    to.feeds.push_back(feeds);
    return static_cast<int>(to.node.size()) - 1;
  }

  template <class Element, class Used>
  void take(const std::vector<Element>& elements, std::vector<Element> GasNetwork::*list,
            std::vector<int> SizingPart::*origin, Used used) {
    for (size_t i = 0; i < elements.size(); ++i) {
      if (!used(elements[i]) || !reached_[static_cast<size_t>(elements[i].from)]) continue;
      SizingPart& to = at(part_of(elements[i].from));
      Element own = elements[i];
      own.from = own_[static_cast<size_t>(own.from)];
      own.to = own_[static_cast<size_t>(own.to)];
      (to.network.*list).push_back(std::move(own));
      if (origin != nullptr) (to.*origin).push_back(static_cast<int>(i));
    }
  }

  void add_supply(int part, GasSupply supply, int node, int origin) {
    supply.node = own_[static_cast<size_t>(node)];
    at(part).network.supplies.push_back(std::move(supply));
    at(part).supply.push_back(origin);
  }

  void take_supplies() {
    for (size_t s = 0; s < network_.supplies.size(); ++s) {
      const GasSupply& each = network_.supplies[s];
      if (each.in_service) add_supply(part_of(each.node), each, each.node, static_cast<int>(s));
    }
  }

  void take_regulators() {
    for (size_t r = 0; r < cut_.size(); ++r) {
      const GasRegulator& each = network_.regulators[r];
      if (!each.in_service || !reached_[static_cast<size_t>(each.from)]) continue;
      const int part = part_of(each.from);
      GasRegulator own = each;
      own.from = own_[static_cast<size_t>(each.from)];
      if (cut_[r]) {
        const int behind = part_of(each.to);
        own.to = add_node(part, each.to, behind);
        GasNode& stub = at(part).network.nodes.back();
        stub.service_pa = stub.minimum_pa = 0.0;
        add_supply(behind, {.name = each.name, .pressure_pa = each.set_pa, .origin = each.origin}, each.to, -1);
      } else {
        own.to = own_[static_cast<size_t>(each.to)];
      }
      at(part).network.regulators.push_back(std::move(own));
      at(part).regulator.push_back(static_cast<int>(r));
    }
  }

  const GasNetwork& network_;
  DisjointSets sets_;
  std::vector<bool> cut_, reached_;
  std::vector<int> order_, of_root_, own_;  // own_: by node, its index in its part
  std::vector<SizingPart> parts_;
};

}  // namespace

std::vector<SizingPart> sizing_parts(const GasNetwork& network) {
  require_sound(network);
  return Cutting(network).run();
}

}  // namespace hearthgrid::gas
