#include "models/electricity/low_voltage/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace hearthgrid::electricity {
namespace {

constexpr double LINE_TO_LINE_V = 380.0;

// Conductors by what hangs behind them; `lateral` of nodes that are none of the trunk's.
void choose_conductors(const LvRule& rule, const std::vector<bool>& lateral, LvLayout& layout) {
  std::vector<int> behind(layout.nodes.size());
  for (const LvLayout::Home& home : layout.homes) ++behind[home.node];
  for (size_t n = layout.nodes.size(); n-- > 1;) {
    LvLayout::Node& node = layout.nodes[n];
    behind[node.parent] += behind[n];
    const double amperes = behind[n] * rule.kva_per_home * 1000.0 / (std::sqrt(3.0) * LINE_TO_LINE_V);
    const std::optional<int>& given = lateral[n] ? rule.lateral : rule.trunk;
    node.conductor = given ? *given : conductor_for(amperes, lateral[n] ? rule.least_lateral : rule.least_trunk);
  }
}

void ground_poles(const LvRule& rule, LvLayout& layout) {
  if (rule.grounding_ohm == NOT_GROUNDED) return;
  std::vector<int> poles(layout.nodes.size());  // from the busbar
  std::vector<bool> goes_on(layout.nodes.size());
  for (size_t n = 1; n < layout.nodes.size(); ++n) {
    poles[n] = poles[layout.nodes[n].parent] + 1;
    goes_on[layout.nodes[n].parent] = true;
  }
  for (size_t n = 1; n < layout.nodes.size(); ++n) {
    const bool counted = rule.poles_between_groundings > 0 && poles[n] % rule.poles_between_groundings == 0;
    if (counted || !goes_on[n]) layout.nodes[n].grounding_ohm = rule.grounding_ohm;
  }
}

// One line that leaves the transformer, being filled with homes.
class Trunk {
 public:
  Trunk(const LvRule& rule, int number, LvLayout& layout, std::vector<bool>& lateral)
      : rule_(rule), number_(number), layout_(layout), lateral_(lateral) {}

  void hang(int homes) {
    int phase = number_;  // so that the first homes of all lines are not on one phase
    while (homes > 0) {
      trunk_pole();
      homes = fill(homes, phase);
      if (rule_.poles_between_laterals == 0 || poles_ % rule_.poles_between_laterals != 0) continue;
      for (int i = 0; i < rule_.lateral_poles && homes > 0; ++i) {
        pole(fmt::format("{}-{}-{}", number_ + 1, poles_, i + 1), i == 0 ? trunk_ : last_, true);
        homes = fill(homes, phase);
      }
    }
  }

 private:
  void trunk_pole() {
    pole(fmt::format("{}-{}", number_ + 1, ++poles_), trunk_, false);
    trunk_ = last_;
  }
  void pole(std::string name, int parent, bool lateral) {
    last_ = static_cast<int>(layout_.nodes.size());
    layout_.nodes.push_back({std::move(name), parent, rule_.pole_spacing_m, 0, 1, last_ - 1});
    lateral_.push_back(lateral);
  }
  int fill(int homes, int& phase) {
    for (int i = 0; i < rule_.homes_per_pole && homes > 0; ++i, --homes) {
      layout_.homes.push_back({last_, phase++ % 3, rule_.drop_m, rule_.drop_conductor});
    }
    return homes;
  }

  const LvRule& rule_;
  int number_;
  LvLayout& layout_;
  std::vector<bool>& lateral_;
  int trunk_ = 0, last_ = 0, poles_ = 0;
};

LvLayout busbar_alone() {
  LvLayout layout;
  layout.nodes.push_back({BUSBAR, -1, 0.0, 0, 1, -1});
  return layout;
}

// Rows as the edges of a graph, walked from the busbar.
class Walk {
 public:
  Walk(std::span<const LvLineRow> rows, std::vector<LvFault>& faults)
      : rows_(rows), faults_(faults), used_(rows.size()) {
    for (size_t i = 0; i < rows.size(); ++i) {
      const LvLineRow& row = rows[i];
      if (row.from == row.to) {
        refuse(i, fmt::format("the line runs from '{}' to itself", row.from), "name two nodes");
      } else if (!(row.length_m > 0.0)) {
        refuse(i, fmt::format("the line from '{}' to '{}' has no length", row.from, row.to),
               "give its metres, or one name to both nodes");
      } else {
        at_[row.from].push_back(i);
        at_[row.to].push_back(i);
      }
    }
  }

  LvLayout run() {
    LvLayout layout = busbar_alone();
    std::map<std::string, int> index{{BUSBAR, 0}};
    for (size_t next = 0; next < layout.nodes.size(); ++next) {
      const std::string name = layout.nodes[next].name;
      for (const size_t i : at_[name]) {
        if (used_[i]) continue;
        used_[i] = true;
        const LvLineRow& row = rows_[i];
        const std::string& other = row.from == name ? row.to : row.from;
        const auto [entry, fresh] = index.emplace(other, layout.nodes.size());
        if (!fresh) {
          fault(i, fmt::format("the line from '{}' to '{}' closes a loop", row.from, row.to),
                "low-voltage networks are trees: leave out the line that is open in operation");
          continue;
        }
        layout.nodes.push_back({other, static_cast<int>(next), row.length_m, row.conductor, row.circuits,
                                static_cast<int>(i), NOT_GROUNDED, row.boost});
      }
    }
    ground(index, layout);
    for (size_t i = 0; i < rows_.size(); ++i) {
      if (used_[i]) continue;
      fault(i, fmt::format("no line joins '{}' and '{}' to the {}", rows_[i].from, rows_[i].to, BUSBAR),
            fmt::format("the transformer's terminals are the node '{}'; add the line that is missing", BUSBAR));
    }
    return layout;
  }

 private:
  void ground(const std::map<std::string, int>& index, LvLayout& layout) {
    for (size_t i = 0; i < rows_.size(); ++i) {
      const LvLineRow& row = rows_[i];
      const auto found = index.find(row.to);
      if (row.grounding_ohm == NOT_GROUNDED || found == index.end()) continue;
      double& ohm = layout.nodes[found->second].grounding_ohm;
      if (found->second == 0) {
        fault(i, fmt::format("a grounding at '{}'", BUSBAR), "that one is the transformer's own");
      } else if (ohm != NOT_GROUNDED) {
        fault(i, fmt::format("'{}' is grounded by two lines", row.to), "give a node's resistance once");
      }
      ohm = row.grounding_ohm;
    }
  }
  void refuse(size_t i, std::string message, std::string advice) {
    used_[i] = true;
    fault(i, std::move(message), std::move(advice));
  }
  void fault(size_t i, std::string message, std::string advice) {
    faults_.push_back({static_cast<int>(i), std::move(message), std::move(advice)});
  }

  std::span<const LvLineRow> rows_;
  std::vector<LvFault>& faults_;
  std::vector<bool> used_;
  std::map<std::string, std::vector<size_t>> at_;
};

double distance_m(LvPlace a, LvPlace b) {
  const double east = a.east_m - b.east_m, north = a.north_m - b.north_m;
  return std::sqrt(east * east + north * north);
}

}  // namespace

double LvLayout::radius_m() const {
  std::vector<double> reach(nodes.size());
  double radius = 0.0;
  for (size_t n = 1; n < nodes.size(); ++n) {
    reach[n] = reach[nodes[n].parent] + nodes[n].length_m;
    radius = std::max(radius, reach[n]);
  }
  return radius;
}

bool LvLayout::grounded_on_the_way() const {
  return std::any_of(nodes.begin(), nodes.end(), [](const Node& n) { return n.grounding_ohm != NOT_GROUNDED; });
}

LvLayout layout_of_rows(std::span<const LvLineRow> rows, std::vector<LvFault>& faults) {
  return Walk(rows, faults).run();
}

LvLayout layout_by_counts(const LvRule& rule, int homes) {
  LvLayout layout = busbar_alone();
  std::vector<bool> lateral{false};
  const int lines = std::max(1, (homes + rule.homes_per_line - 1) / rule.homes_per_line);
  for (int i = 0; i < lines; ++i) {
    Trunk(rule, i, layout, lateral).hang(homes / lines + (i < homes % lines ? 1 : 0));
  }
  choose_conductors(rule, lateral, layout);
  ground_poles(rule, layout);
  return layout;
}

LvLayout layout_by_positions(const LvRule& rule, LvPlace transformer, std::span<const LvPlace> homes) {
  LvLayout layout = busbar_alone();
  layout.homes.assign(homes.size(), {0, 0, rule.drop_m, rule.drop_conductor});
  std::vector<double> nearest(homes.size(), std::numeric_limits<double>::infinity());
  std::vector<int> parent(homes.size());
  const auto reach_from = [&](int node, LvPlace place) {
    for (size_t h = 0; h < homes.size(); ++h) {
      const double metres = distance_m(place, homes[h]);
      if (metres >= nearest[h]) continue;
      nearest[h] = metres;
      parent[h] = node;
    }
  };
  reach_from(0, transformer);
  int phase = 0;
  std::vector<bool> hung(homes.size());
  for (size_t count = 0; count < homes.size(); ++count) {
    size_t next = homes.size();
    for (size_t h = 0; h < homes.size(); ++h) {
      if (!hung[h] && (next == homes.size() || nearest[h] < nearest[next])) next = h;
    }
    hung[next] = true;
    LvLayout::Home& home = layout.homes[next];
    home.phase = phase++ % 3;
    home.node = parent[next];
    if (nearest[next] <= 0.0) continue;
    home.node = static_cast<int>(layout.nodes.size());
    layout.nodes.push_back({fmt::format("{}", home.node), parent[next], nearest[next], 0, 1, home.node - 1});
    reach_from(home.node, homes[next]);
  }
  choose_conductors(rule, std::vector<bool>(layout.nodes.size(), false), layout);
  ground_poles(rule, layout);
  return layout;
}

}  // namespace hearthgrid::electricity
