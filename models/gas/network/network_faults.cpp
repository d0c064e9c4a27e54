#include "models/gas/network/network_faults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "models/gas/network/disjoint_sets.hpp"

namespace hearthgrid::gas {

namespace {

/// A regulator or compressor in service.
struct PressureDevice {
  int from, to;
  std::string what;
  const std::string* origin;
};

class FaultFinder {
 public:
  explicit FaultFinder(const GasNetwork& network) : network_(network) {}

  std::vector<GasNetworkFault> find() {
    check_fluid();
    check_nodes();
    for (const auto& each : network_.pipes) check_pipe(each);
    for (const auto& each : network_.regulators) check_regulator(each);
    for (const auto& each : network_.valves) check_ends(each, "valve");
    for (const auto& each : network_.compressors) check_compressor(each);
    for (const auto& each : network_.supplies) check_supply(each);
    check_demands();
    check_names();
    if (ends_sound_) check_whole();
    return std::move(faults_);
  }

 private:
  void add(std::string text, const std::string& origin, std::string advice) {
    faults_.push_back({std::move(text), origin, std::move(advice)});
  }
  [[nodiscard]] bool exists(int node) const { return node >= 0 && node < static_cast<int>(network_.nodes.size()); }
  [[nodiscard]] const std::string& name(int node) const { return network_.nodes[static_cast<size_t>(node)].name; }

  void require(bool sound, const std::string& what, const char* quantity, double value, const std::string& origin,
               const char* advice) {
    if (!sound) add(fmt::format("{}: {} is {}", what, quantity, value), origin, advice);
  }
  void require_positive(const std::string& what, const char* quantity, double value, const std::string& origin) {
    require(std::isfinite(value) && value > 0.0, what, quantity, value, origin, "it must be above 0");
  }
  void require_capacity(const std::string& what, double value, const std::string& origin) {
    require(value > 0.0, what, "its capacity", value, origin, "it must be above 0; leave it out if it does not bind");
  }

  template <class Element>
  void check_ends(const Element& element, const char* kind) {
    const std::string what = fmt::format("{} '{}'", kind, element.name);
    for (const int node : {element.from, element.to}) {
      if (exists(node)) continue;
      ends_sound_ = false;
      add(fmt::format("{} ends at a node that is not there ({})", what, node), element.origin, "name one of the nodes");
    }
    if (element.from == element.to && exists(element.from)) {
      ends_sound_ = false;
      add(fmt::format("{} begins and ends at node '{}'", what, name(element.from)), element.origin,
          "it must join two nodes");
    }
  }

  void check_fluid() {
    const GasFluid& fluid = network_.fluid;
    const std::string what = fmt::format("gas '{}'", fluid.name);
    require_positive(what, "its density", fluid.normal_density_kg_m3, {});
    require_positive(what, "its viscosity", fluid.viscosity_pa_s, {});
    require(fluid.temperature_k > 200.0 && fluid.temperature_k < 400.0, what, "its temperature in K",
            fluid.temperature_k, {}, "it must be between 200 and 400");
  }

  void check_nodes() {
    for (const auto& node : network_.nodes) {
      const std::string what = fmt::format("node '{}'", node.name);
      require(std::abs(node.elevation_m) < 9000.0, what, "its elevation in m", node.elevation_m, node.origin,
              "it must be between -9000 and 9000");
      require(node.minimum_pa >= 0.0 && (node.service_pa == 0.0 || node.service_pa > node.minimum_pa), what,
              "its minimum pressure in Pa", node.minimum_pa, node.origin,
              "it must not be negative, and below its service pressure");
    }
  }

  void check_pipe(const GasPipe& pipe) {
    check_ends(pipe, "pipe");
    const std::string what = fmt::format("pipe '{}'", pipe.name);
    const bool resistor = pipe.length_m == 0.0 && pipe.loss_coefficient > 0.0;
    if (!resistor) {
      require(std::isfinite(pipe.length_m) && pipe.length_m > 0.0, what, "its length in m", pipe.length_m, pipe.origin,
              "it must be above 0; two ends in one place are one node");
    }
    require_positive(what, "its inner diameter in m", pipe.inner_diameter_m, pipe.origin);
    require(pipe.roughness_m >= 0.0 && pipe.roughness_m < 0.5 * pipe.inner_diameter_m, what, "its roughness in m",
            pipe.roughness_m, pipe.origin, "it must be 0 or more, and below half the diameter");
    require(std::isfinite(pipe.loss_coefficient) && pipe.loss_coefficient >= 0.0, what, "its loss coefficient",
            pipe.loss_coefficient, pipe.origin, "it must be 0 or more");
  }

  void check_regulator(const GasRegulator& regulator) {
    check_ends(regulator, "regulator");
    const std::string what = fmt::format("regulator '{}'", regulator.name);
    require_positive(what, "its set pressure in Pa", regulator.set_pa, regulator.origin);
    require(std::isfinite(regulator.minimum_difference_pa) && regulator.minimum_difference_pa >= 0.0, what,
            "its minimum difference in Pa", regulator.minimum_difference_pa, regulator.origin, "it must be 0 or more");
    require_capacity(what, regulator.capacity_m3h, regulator.origin);
  }

  void check_compressor(const GasCompressor& compressor) {
    check_ends(compressor, "compressor");
    const std::string what = fmt::format("compressor '{}'", compressor.name);
    if (compressor.ratio != 0.0) {
      require(std::isfinite(compressor.ratio) && compressor.ratio >= 1.0, what, "its ratio", compressor.ratio,
              compressor.origin, "it must be 1 or more");
    } else {
      require_positive(what, "its outlet pressure in Pa", compressor.outlet_pa, compressor.origin);
    }
    require_capacity(what, compressor.capacity_m3h, compressor.origin);
  }

  void check_supply(const GasSupply& supply) {
    const std::string what = fmt::format("supply '{}'", supply.name);
    if (!exists(supply.node)) {
      ends_sound_ = false;
      add(fmt::format("{} stands at a node that is not there ({})", what, supply.node), supply.origin,
          "name one of the nodes");
    }
    require_positive(what, "its pressure in Pa", supply.pressure_pa, supply.origin);
    require_capacity(what, supply.capacity_m3h, supply.origin);
  }

  void check_demands() {
    for (const auto& demand : network_.demands) {
      const std::string what = fmt::format("demand '{}'", demand.name);
      if (!exists(demand.node)) {
        add(fmt::format("{} stands at a node that is not there ({})", what, demand.node), demand.origin,
            "name one of the nodes");
      }
      require(std::isfinite(demand.draw_m3h), what, "its draw in m3/h", demand.draw_m3h, demand.origin,
              "give a finite number");
    }
  }

  template <class Elements>
  void check_doubles(const Elements& elements, const char* kind) {
    std::map<std::string, const std::string*> seen;
    for (const auto& element : elements) {
      if (element.name.empty()) continue;
      const auto [first, fresh] = seen.emplace(element.name, &element.origin);
      if (fresh) continue;
      const std::string where = first->second->empty() ? "" : " (" + *first->second + ")";
      add(fmt::format("{} '{}' stands there twice{}", kind, element.name, where), element.origin,
          "give each its own name");
    }
  }

  void check_names() {
    check_doubles(network_.nodes, "node");
    check_doubles(network_.pipes, "pipe");
    check_doubles(network_.regulators, "regulator");
    check_doubles(network_.valves, "valve");
    check_doubles(network_.compressors, "compressor");
    check_doubles(network_.supplies, "supply");
  }

  /// What is joined by pipes and open valves stands in one set.
  [[nodiscard]] DisjointSets pipe_sets(bool valves_only) const {
    DisjointSets sets(static_cast<int>(network_.nodes.size()));
    for (const auto& valve : network_.valves) {
      if (valve.open) sets.join(valve.from, valve.to);
    }
    for (const auto& pipe : network_.pipes) {
      if (pipe.in_service && !valves_only) sets.join(pipe.from, pipe.to);
    }
    return sets;
  }

  [[nodiscard]] std::vector<PressureDevice> devices() const {
    std::vector<PressureDevice> all;
    for (const auto& each : network_.regulators) {
      if (each.in_service) all.push_back({each.from, each.to, fmt::format("regulator '{}'", each.name), &each.origin});
    }
    for (const auto& each : network_.compressors) {
      if (each.in_service) all.push_back({each.from, each.to, fmt::format("compressor '{}'", each.name), &each.origin});
    }
    return all;
  }

  void check_whole() {
    const bool fed = std::any_of(network_.supplies.begin(), network_.supplies.end(),
                                 [](const GasSupply& supply) { return supply.in_service; });
    if (!fed) add("the network has no supply in service", {}, "add a supply: a node whose pressure is given");
    check_holders();
    check_loops();
  }

  void check_holders() {
    DisjointSets sets = pipe_sets(true);
    std::map<int, std::string> holder;
    const auto hold = [&](int node, const std::string& what, const std::string& origin) {
      const auto [first, fresh] = holder.emplace(sets.find(node), what);
      if (fresh) return;
      add(fmt::format("{} and {} set the pressure of one node, '{}'", first->second, what, name(node)), origin,
          "who gives how much would be open: make one of them, with the capacity of both");
    };
    for (const auto& supply : network_.supplies) {
      if (supply.in_service) hold(supply.node, fmt::format("supply '{}'", supply.name), supply.origin);
    }
    for (const auto& device : devices()) hold(device.to, device.what, *device.origin);
  }

  /// Depth first over the parts that pipes join: a device that leads to a part under way closes a loop.
  void check_loops() {
    DisjointSets sets = pipe_sets(false);
    const std::vector<PressureDevice> all = devices();
    enum class Mark { fresh, under_way, done };
    std::vector<Mark> mark(network_.nodes.size(), Mark::fresh);
    std::vector<size_t> path;
    const auto visit = [&](auto& self, int part) -> void {
      mark[static_cast<size_t>(part)] = Mark::under_way;
      for (size_t d = 0; d < all.size(); ++d) {
        if (sets.find(all[d].from) != part) continue;
        const int next = sets.find(all[d].to);
        path.push_back(d);
        if (mark[static_cast<size_t>(next)] == Mark::under_way) {
          add_loop(all, path, next, sets);
        } else if (mark[static_cast<size_t>(next)] == Mark::fresh) {
          self(self, next);
        }
        path.pop_back();
      }
      mark[static_cast<size_t>(part)] = Mark::done;
    };
    for (const auto& device : all) {
      const int part = sets.find(device.from);
      if (mark[static_cast<size_t>(part)] == Mark::fresh) visit(visit, part);
    }
  }

  void add_loop(const std::vector<PressureDevice>& all, const std::vector<size_t>& path, int part, DisjointSets& sets) {
    size_t begin = path.size() - 1;
    while (sets.find(all[path[begin]].from) != part) --begin;
    std::string names;
    for (size_t i = begin; i < path.size(); ++i) names += (names.empty() ? "" : ", ") + all[path[i]].what;
    const PressureDevice& last = all[path.back()];
    add(fmt::format("the outlet of {} leads back to its inlet (node '{}')", names, name(all[path[begin]].from)),
        *last.origin, "devices that set pressures must not stand in a loop: close a valve of the by-pass, or turn it");
  }

  const GasNetwork& network_;
  std::vector<GasNetworkFault> faults_;
  bool ends_sound_ = true;
};

}  // namespace

std::vector<GasNetworkFault> network_faults(const GasNetwork& network) {
  return FaultFinder(network).find();
}

std::vector<int> unreached_nodes(const GasNetwork& network) {
  DisjointSets sets(static_cast<int>(network.nodes.size()));
  for (const auto& each : network.valves) {
    if (each.open) sets.join(each.from, each.to);
  }
  for (const auto& each : network.pipes) {
    if (each.in_service) sets.join(each.from, each.to);
  }
  std::vector<bool> reached(network.nodes.size(), false);
  for (const auto& each : network.supplies) {
    if (each.in_service) reached[static_cast<size_t>(sets.find(each.node))] = true;
  }
  // Devices pass gas in one direction; they are few, so go over them until nothing is added.
  for (bool added = true; added;) {
    added = false;
    const auto pass = [&](int from, int to) {
      const auto inlet = static_cast<size_t>(sets.find(from)), outlet = static_cast<size_t>(sets.find(to));
      if (!reached[inlet] || reached[outlet]) return;
      reached[outlet] = added = true;
    };
    for (const auto& each : network.regulators) {
      if (each.in_service) pass(each.from, each.to);
    }
    for (const auto& each : network.compressors) {
      if (each.in_service) pass(each.from, each.to);
    }
  }
  std::vector<int> unreached;
  for (int node = 0; node < static_cast<int>(network.nodes.size()); ++node) {
    if (!reached[static_cast<size_t>(sets.find(node))]) unreached.push_back(node);
  }
  return unreached;
}

std::vector<Problem> problems_of(const std::vector<GasNetworkFault>& faults) {
  std::vector<Problem> problems;
  for (const auto& fault : faults) {
    const std::string where = fault.origin.empty() ? "" : fault.origin + ": ";
    problems.push_back({"", 0, 0, where + fault.text, fault.advice});
  }
  return problems;
}

void require_sound(const GasNetwork& network) {
  auto problems = problems_of(network_faults(network));
  if (!problems.empty()) throw InputError(std::move(problems));
}

}  // namespace hearthgrid::gas
