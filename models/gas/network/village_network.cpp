#include "models/gas/network/village_network.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <stdexcept>

#include "models/gas/network/pipe_sizing.hpp"
#include "models/gas/network/sort_network.hpp"

namespace hearthgrid::gas {

namespace {

constexpr double EARTH_RADIUS_M = 6371e3;

void require(bool good, const char* what) {
  if (!good) throw std::invalid_argument(fmt::format("rule of a made-up gas network: {}", what));
}

void check(const VillageNetworkRule& rule) {
  for (const int count : {rule.homes_per_station, rule.villages_per_chain, rule.homes_per_box, rule.boxes_per_line,
                          rule.branches_per_box, rule.homes_per_node}) {
    require(count >= 1, "counts are 1 or more");
  }
  for (const double value : {rule.detour, rule.trunk_m, rule.pipe_per_home_m, rule.draw_m3h, rule.simultaneity,
                             rule.low_speed_m_s, rule.medium_speed_m_s, rule.box_margin}) {
    require(std::isfinite(value) && value > 0.0, "lengths, draws, speeds and factors are above 0");
  }
  require(rule.service_share >= 0.0 && rule.medium_share > 0.0 && rule.service_share + rule.medium_share < 1.0,
          "shares of pipe leave something before and behind the boxes");
  require(rule.low_drop_pa > 0.0 && rule.box_pa > rule.low_drop_pa, "the drop behind a box is below its pressure");
  require(rule.trunk_end_pa > rule.box_pa && rule.station_pa > rule.trunk_end_pa,
          "pressure falls from the station to the end of the trunk and to the boxes");
  require(rule.fitting_share >= 0.0, "the share of fittings is not negative");
}

// A pipe under construction knows how many homes lie behind it and how far its end is from station or box.
struct Section {
  int homes = 0;
  double way_m = 0.0;
  bool low = false;
  int station = 0;
};

class Synthesis {
 public:
  Synthesis(const std::vector<GasVillage>& villages, const VillageNetworkRule& rule, const GasFluid& fluid)
      : villages_(villages), rule_(rule), fluid_(fluid) {
    made_.network.name = "made up";
    made_.network.fluid = fluid;
    made_.home_nodes.resize(villages.size());
  }

  VillageNetwork run() {
    group();
    for (const std::vector<int>& group : groups_) add_station(group);
    size_pipes();
    const std::vector<int> place = sort_by_name(made_.network);
    for (std::vector<int>& nodes : made_.home_nodes) {
      for (int& node : nodes) node = place[static_cast<size_t>(node)];
    }
    std::sort(made_.too_small.begin(), made_.too_small.end());
    return std::move(made_);
  }

 private:
  [[nodiscard]] const GasVillage& village(int v) const { return villages_[static_cast<size_t>(v)]; }

  // By place where all have one; each group takes homes up to its even part of them.
  void group() {
    std::vector<int> order;
    int64_t homes = 0;
    for (int v = 0; v < static_cast<int>(villages_.size()); ++v) {
      if (village(v).homes <= 0) continue;
      order.push_back(v);
      homes += village(v).homes;
    }
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return village(a).name < village(b).name; });
    placed_ = std::all_of(order.begin(), order.end(), [&](int v) { return village(v).placed; });
    if (placed_) {
      std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        return std::pair(village(a).longitude_deg, village(a).latitude_deg) <
               std::pair(village(b).longitude_deg, village(b).latitude_deg);
      });
    }
    const int64_t stations = (homes + rule_.homes_per_station - 1) / rule_.homes_per_station;
    int64_t before = 0, last = -1;
    for (const int v : order) {
      const int64_t group = before * stations / homes;
      if (group != last) groups_.emplace_back();
      last = group;
      groups_.back().push_back(v);
      before += village(v).homes;
    }
  }

  int add_node(std::string name, PressureTier tier) {
    made_.network.nodes.push_back({.name = std::move(name), .tier = tier});
    way_m_.push_back(0.0);
    upstream_.push_back(-1);
    return static_cast<int>(made_.network.nodes.size()) - 1;
  }

  /// A pipe from a node to one that nothing leads to yet.
  void add_pipe(int from, int to, double length_m, bool low) {
    GasPipe pipe{.name = made_.network.nodes[static_cast<size_t>(from)].name + "~" +
                         made_.network.nodes[static_cast<size_t>(to)].name,
                 .from = from,
                 .to = to};
    pipe.length_m = length_m;
    way_m_[static_cast<size_t>(to)] = way_m_[static_cast<size_t>(from)] + length_m;
    upstream_[static_cast<size_t>(to)] = static_cast<int>(made_.network.pipes.size());
    made_.network.pipes.push_back(std::move(pipe));
    sections_.push_back({0, way_m_[static_cast<size_t>(to)], low, static_cast<int>(made_.network.supplies.size()) - 1});
  }

  void add_station(const std::vector<int>& group) {
    const std::string name = fmt::format("station {:03}", made_.network.supplies.size() + 1);
    const int station = add_node(name, tier_of(rule_.station_pa));
    GasSupply supply{.name = name, .node = station};
    supply.pressure_pa = rule_.station_pa;
    made_.network.supplies.push_back(std::move(supply));
    if (placed_) {
      add_shortest_tree(station, group);
    } else {
      int last = station;
      for (size_t i = 0; i < group.size(); ++i) {
        if (i % static_cast<size_t>(rule_.villages_per_chain) == 0) last = station;
        last = add_village(last, group[i], rule_.trunk_m);
      }
    }
  }

  // Prim's: always the village nearest to what is joined, the first in the group's order of equal ones.
  void add_shortest_tree(int station, const std::vector<int>& group) {
    double homes = 0.0, longitude = 0.0, latitude = 0.0;
    for (const int v : group) {
      homes += village(v).homes;
      longitude += village(v).homes * village(v).longitude_deg;
      latitude += village(v).homes * village(v).latitude_deg;
    }
    longitude /= homes;
    latitude /= homes;
    std::vector<double> distance;
    std::vector<int> nearest(group.size(), station);
    std::vector<bool> joined(group.size(), false);
    for (const int v : group) {
      distance.push_back(great_circle_m(longitude, latitude, village(v).longitude_deg, village(v).latitude_deg));
    }
    for (size_t round = 0; round < group.size(); ++round) {
      size_t next = group.size();
      for (size_t i = 0; i < group.size(); ++i) {
        if (!joined[i] && (next == group.size() || distance[i] < distance[next])) next = i;
      }
      joined[next] = true;
      const GasVillage& added = village(group[next]);
      const int node = add_village(nearest[next], group[next], std::max(LEAST_TRUNK_M, rule_.detour * distance[next]));
      for (size_t i = 0; i < group.size(); ++i) {
        const double to = great_circle_m(added.longitude_deg, added.latitude_deg, village(group[i]).longitude_deg,
                                         village(group[i]).latitude_deg);
        if (joined[i] || to >= distance[i]) continue;
        distance[i] = to;
        nearest[i] = node;
      }
    }
  }

  int add_village(int from, int v, double trunk_m) {
    const GasVillage& place = village(v);
    const int node = add_node(place.name, tier_of(rule_.station_pa));
    add_pipe(from, node, trunk_m, false);
    const int boxes = (place.homes + rule_.homes_per_box - 1) / rule_.homes_per_box;
    int last = node, done = 0;
    for (int b = 0; b < boxes; ++b) {
      if (b % rule_.boxes_per_line == 0) last = node;
      const int homes = static_cast<int>((int64_t{b} + 1) * place.homes / boxes) - done;
      last = add_box(last, v, b, homes);
      done += homes;
    }
    return node;
  }

  /// Returns its inlet.
  int add_box(int from, int v, int b, int homes) {
    const std::string name = fmt::format("{} box {:03}", village(v).name, b + 1);
    const int inlet = add_node(name + " inlet", tier_of(rule_.station_pa));
    add_pipe(from, inlet, rule_.medium_share * rule_.pipe_per_home_m * homes, false);
    const int outlet = add_node(name, PressureTier::low);
    upstream_[static_cast<size_t>(outlet)] = upstream_[static_cast<size_t>(inlet)];
    GasRegulator box{.name = name, .from = inlet, .to = outlet};
    box.kind = RegulatorKind::wall_mounted;
    box.set_pa = rule_.box_pa;
    box.capacity_m3h = rule_.box_margin * draw_m3h(homes);
    made_.network.regulators.push_back(std::move(box));
    const double low_m = (1.0 - rule_.service_share - rule_.medium_share) * rule_.pipe_per_home_m;
    const int branches = std::min(rule_.branches_per_box, homes);
    int done = 0;
    for (int branch = 0; branch < branches; ++branch) {
      int left = static_cast<int>((int64_t{branch} + 1) * homes / branches) - done;
      done += left;
      int last = outlet;
      for (int n = 1; left > 0; ++n) {
        const int here = std::min(left, rule_.homes_per_node);
        const int node = add_node(fmt::format("{} branch {} node {:02}", name, branch + 1, n), PressureTier::low);
        add_pipe(last, node, low_m * here, true);
        add_homes(v, node, here);
        left -= here;
        last = node;
      }
    }
    return inlet;
  }

  void add_homes(int v, int node, int homes) {
    std::vector<int>& nodes = made_.home_nodes[static_cast<size_t>(v)];
    nodes.insert(nodes.end(), static_cast<size_t>(homes), node);
    for (int pipe = upstream_[static_cast<size_t>(node)]; pipe >= 0;) {
      sections_[static_cast<size_t>(pipe)].homes += homes;
      pipe = upstream_[static_cast<size_t>(made_.network.pipes[static_cast<size_t>(pipe)].from)];
    }
  }

  [[nodiscard]] double draw_m3h(int homes) const { return homes * rule_.draw_m3h * rule_.simultaneity; }

  [[nodiscard]] PipeLimits limits(double from_pa, double to_pa, double longest_m, double speed_m_s) const {
    const double ambient = ambient_pressure_pa(0.0);
    const double fall = (from_pa + ambient) * (from_pa + ambient) - (to_pa + ambient) * (to_pa + ambient);
    return {speed_m_s, to_pa + ambient, fall / (longest_m * (1.0 + rule_.fitting_share))};
  }

  // The way behind a box begins anew at its outlet.
  void size_pipes() {
    double longest_low = 0.0;
    std::vector<double> longest(made_.network.supplies.size(), 0.0);
    for (const Section& section : sections_) {
      double& of = section.low ? longest_low : longest[static_cast<size_t>(section.station)];
      of = std::max(of, section.way_m);
    }
    for (size_t i = 0; i < sections_.size(); ++i) {
      const Section& section = sections_[i];
      const PipeLimits within =
          section.low ? limits(rule_.box_pa, rule_.box_pa - rule_.low_drop_pa, longest_low, rule_.low_speed_m_s)
                      : limits(rule_.station_pa, rule_.trunk_end_pa, longest[static_cast<size_t>(section.station)],
                               rule_.medium_speed_m_s);
      GasPipe& pipe = made_.network.pipes[i];
      const auto& types = section.low ? low_pressure_types() : medium_pressure_types();
      const double draw = draw_m3h(section.homes);
      const PipeType* type = smallest_pipe(types, draw, within, fluid_);
      if (type == nullptr) {
        made_.too_small.push_back(pipe.name);
        type = types.back();
      }
      double lambda = 0.0;
      (void)fall_pa2_m(*type, draw, fluid_, &lambda);
      pipe.type = type->name;
      pipe.inner_diameter_m = type->inner_m();
      pipe.roughness_m = type->roughness_m;
      pipe.loss_coefficient = rule_.fitting_share * lambda * pipe.length_m / pipe.inner_diameter_m;
    }
  }

  const std::vector<GasVillage>& villages_;
  const VillageNetworkRule& rule_;
  const GasFluid& fluid_;
  VillageNetwork made_;
  bool placed_ = false;
  std::vector<std::vector<int>> groups_;
  std::vector<Section> sections_;  // per pipe
  std::vector<double> way_m_;      // per node: from its station or box
  std::vector<int> upstream_;      // per node: the pipe that leads to it, past a box; -1 of a station
};

}  // namespace

double great_circle_m(double longitude1_deg, double latitude1_deg, double longitude2_deg, double latitude2_deg) {
  constexpr double RADIANS = std::numbers::pi / 180.0;
  const double north = std::sin(0.5 * RADIANS * (latitude2_deg - latitude1_deg));
  const double east = std::sin(0.5 * RADIANS * (longitude2_deg - longitude1_deg));
  const double square =
      north * north + std::cos(RADIANS * latitude1_deg) * std::cos(RADIANS * latitude2_deg) * east * east;
  return 2.0 * EARTH_RADIUS_M * std::asin(std::min(1.0, std::sqrt(square)));
}

VillageNetwork make_village_network(const std::vector<GasVillage>& villages, const VillageNetworkRule& rule,
                                    const GasFluid& fluid) {
  check(rule);
  return Synthesis(villages, rule, fluid).run();
}

}  // namespace hearthgrid::gas
