#include "models/gas/sizing/radial_sizing.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "models/gas/network/pipe_law.hpp"
#include "models/gas/sizing/sizing_tree.hpp"

namespace hearthgrid::gas {
namespace {

using Squares = std::vector<double>;  ///< squared absolute pressures, by draw
constexpr double SLACK = 1e-12;       ///< of squared pressures: forth and back along a pipe

/// One way to serve what lies beyond a node: what it costs and the pressures that it asks for there.
struct Way {
  double cost = 0.0;
  Squares asks;
  int left = -1, right = -1;   ///< ways that it is made of, in the arena
  int pipe = -1, choice = -1;  ///< enlarged
};

bool dominates(const Way& a, const Way& b) {
  if (a.cost > b.cost) return false;
  for (size_t s = 0; s < a.asks.size(); ++s) {
    if (a.asks[s] > b.asks[s]) return false;
  }
  return true;
}

class TreeSizing {
 public:
  TreeSizing(const GasNetwork& network, const DesignDraws& draws, const SizingCatalogue& catalogue,
             const SizingRule& rule, size_t most_ways, SizingTree tree)
      : network_(network), draws_(draws), rule_(rule), most_ways_(most_ways), tree_(std::move(tree)) {
    laws_.emplace_back(network, rule.friction);
    for (const PricedPipe& pipe : catalogue.pipes) {
      GasNetwork all = network;
      for (GasPipe& each : all.pipes) enlarge(each, pipe);
      laws_.emplace_back(all, rule.friction);
    }
    for (const GasPipe& pipe : network.pipes) choices_.push_back(wider_pipes(pipe, catalogue));
    set_bounds();
    set_own_asks();
  }

  /// `merging`: where there are too many ways they are merged to their best, else dropped.
  double solve(bool merging, std::vector<int>* pick) {
    merging_ = merging;
    arena_.clear();
    double cost = 0.0;
    std::vector<std::vector<int>> ways(tree_.edge.size());  // by node, into the arena
    for (const int n : tree_.order) ways[static_cast<size_t>(n)] = {put({0.0, own_[static_cast<size_t>(n)]})};
    for (size_t i = tree_.order.size(); i-- > 0;) {
      const auto n = static_cast<size_t>(tree_.order[i]);
      const TreeEdge& edge = tree_.edge[n];
      if (edge.pipe >= 0) {
        const auto parent = static_cast<size_t>(edge.parent);
        ways[parent] = join(parent, ways[parent], extend(n, ways[n]));
        ways[n].clear();
        continue;
      }
      const int best = cheapest(ways[n]);
      ways[n].clear();
      if (best < 0) continue;  // no diameter helps: left as it is
      cost += arena_[static_cast<size_t>(best)].cost;
      if (pick != nullptr) collect(best, *pick);
    }
    return cost;
  }

  [[nodiscard]] bool thinned() const { return thinned_; }

 private:
  int put(Way way) {
    arena_.push_back(std::move(way));
    return static_cast<int>(arena_.size()) - 1;
  }
  [[nodiscard]] const PipeLaw& law(int pipe, int choice) const { return laws_[static_cast<size_t>(choice + 1)][pipe]; }
  [[nodiscard]] double ambient(int joined) const { return tree_.graph.ambient_pa[static_cast<size_t>(joined)]; }

  [[nodiscard]] bool can_have(size_t n, size_t s, double pa2) const { return pa2 <= most_[n][s] * (1.0 + SLACK); }

  /// What nodes ask for themselves: their pressure, the drop along low pressure, an inlet that regulators can work
  /// with. What not even the widest pipes would bring is not asked for.
  void set_own_asks() {
    own_.resize(tree_.edge.size());
    for (size_t n = 0; n < own_.size(); ++n) {
      const double air = ambient(static_cast<int>(n));
      own_[n].assign(draws_.size(), air * air);
    }
    const auto ask = [&](int joined, size_t s, double absolute_pa) {
      if (!can_have(static_cast<size_t>(joined), s, absolute_pa * absolute_pa)) return;
      double& most = own_[static_cast<size_t>(joined)][s];
      most = std::max(most, absolute_pa * absolute_pa);
    };
    for (size_t node = 0; node < network_.nodes.size(); ++node) {
      const int n = tree_.graph.node_of[node];
      if (n == NO_NODE) continue;
      const double feeding = tree_.feeding_pa[static_cast<size_t>(n)];
      const double gauge = feeding - ambient(tree_.feeding_node[static_cast<size_t>(n)]);
      for (size_t s = 0; s < draws_.size(); ++s) {
        if (draws_[s][node] <= 0.0) continue;
        ask(n, s, asked_pa(network_.nodes[node]) + ambient(n));
        if (is_low(network_.nodes[node], gauge)) ask(n, s, gauge - rule_.low_drop_pa + ambient(n));
      }
    }
    for (size_t n = 0; n < tree_.edge.size(); ++n) {
      const TreeEdge& edge = tree_.edge[n];
      for (size_t s = 0; edge.regulator >= 0 && s < draws_.size(); ++s) {
        if (edge.kg_s[s] <= 0.0) continue;
        const GasRegulator& regulator = network_.regulators[static_cast<size_t>(edge.regulator)];
        ask(edge.parent, s, tree_.feeding_pa[n] + regulator.minimum_difference_pa);
      }
    }
  }

  /// Pressures with the pipes as they are and with the widest: what is asked below the one costs nothing, above the
  /// other cannot be had.
  void set_bounds() {
    least_.assign(tree_.edge.size(), Squares(draws_.size(), 0.0));
    most_ = least_;
    for (const int joined : tree_.order) {
      const auto n = static_cast<size_t>(joined);
      const TreeEdge& edge = tree_.edge[n];
      for (size_t s = 0; s < draws_.size(); ++s) {
        if (edge.pipe < 0) {
          least_[n][s] = most_[n][s] = tree_.feeding_pa[n] * tree_.feeding_pa[n];
          continue;
        }
        const auto parent = static_cast<size_t>(edge.parent);
        const auto& choices = choices_[static_cast<size_t>(edge.pipe)];
        if (least_[parent][s] > LOWEST_SQUARED_PA2) least_[n][s] = beyond(edge, -1, least_[parent][s], s);
        for (int c = -1; c < static_cast<int>(choices.size()); ++c) {
          const int choice = c < 0 ? -1 : choices[static_cast<size_t>(c)].choice;
          if (most_[parent][s] <= LOWEST_SQUARED_PA2) continue;
          most_[n][s] = std::max(most_[n][s], beyond(edge, choice, most_[parent][s], s));
        }
      }
    }
  }

  [[nodiscard]] double beyond(const TreeEdge& edge, int choice, double parent_pa2, size_t s) const {
    const PipeLaw& of = law(edge.pipe, choice);
    return edge.forward ? laws_[0].to_end(of, parent_pa2, edge.kg_s[s])
                        : laws_[0].from_end(of, parent_pa2, -edge.kg_s[s]);
  }
  [[nodiscard]] double before(const TreeEdge& edge, int choice, double node_pa2, size_t s) const {
    const PipeLaw& of = law(edge.pipe, choice);
    return edge.forward ? laws_[0].from_end(of, node_pa2, edge.kg_s[s]) : laws_[0].to_end(of, node_pa2, -edge.kg_s[s]);
  }

  /// Squared pressure from which on a flow keeps the limit of speed, rho(p) >= m / (A v); 0 where the widest pipe would
  /// not keep it.
  [[nodiscard]] double fast_pa2(const TreeEdge& edge, int choice, size_t n, size_t s) const {
    const auto& choices = choices_[static_cast<size_t>(edge.pipe)];
    const int widest = choices.empty() ? -1 : choices.back().choice;
    const auto parent = static_cast<size_t>(edge.parent);
    const double least = speed_pa2(edge, widest, n, s);
    if (!can_have(n, s, least) || !can_have(parent, s, least)) return 0.0;
    return choice == widest ? least : speed_pa2(edge, choice, n, s);
  }
  [[nodiscard]] double speed_pa2(const TreeEdge& edge, int choice, size_t n, size_t s) const {
    const GasPipe& pipe = network_.pipes[static_cast<size_t>(edge.pipe)];
    const double gauge = tree_.feeding_pa[n] - ambient(tree_.feeding_node[n]);
    const bool low = is_low(network_.nodes[static_cast<size_t>(pipe.from)], gauge) &&
                     is_low(network_.nodes[static_cast<size_t>(pipe.to)], gauge);
    const double density =
        std::abs(edge.kg_s[s]) / (law(edge.pipe, choice).area_m2 * (low ? rule_.low_speed_m_s : rule_.speed_m_s));
    double pa = density / network_.fluid.density_per_pa();
    for (int i = 0; i < 30; ++i) {
      pa = density / network_.fluid.density_per_pa() * network_.fluid.compressibility.at(pa);
    }
    return pa * pa;
  }

  [[nodiscard]] std::vector<int> extend(size_t n, const std::vector<int>& ways) {
    const TreeEdge edge = tree_.edge[n];
    const auto parent = static_cast<size_t>(edge.parent);
    const auto& choices = choices_[static_cast<size_t>(edge.pipe)];
    std::vector<Way> made;
    for (int c = -1; c < static_cast<int>(choices.size()); ++c) {
      const int choice = c < 0 ? -1 : choices[static_cast<size_t>(c)].choice;
      const double cny = c < 0 ? 0.0 : choices[static_cast<size_t>(c)].cny;
      for (const int from : ways) {
        const Way& way = arena_[static_cast<size_t>(from)];
        Way next{way.cost + cny, Squares(draws_.size()), from, -1, c < 0 ? -1 : edge.pipe, c};
        bool can_be = true;
        for (size_t s = 0; can_be && s < draws_.size(); ++s) {
          const double fast = fast_pa2(edge, choice, n, s), asked = std::max(way.asks[s], fast);
          can_be = can_have(n, s, asked);
          next.asks[s] = std::max(before(edge, choice, asked, s), fast);
        }
        if (can_be) made.push_back(std::move(next));
      }
    }
    return keep(parent, std::move(made));
  }

  [[nodiscard]] std::vector<int> join(size_t n, const std::vector<int>& one, const std::vector<int>& other) {
    std::vector<Way> made;
    for (const int a : one) {
      for (const int b : other) {
        const Way &left = arena_[static_cast<size_t>(a)], &right = arena_[static_cast<size_t>(b)];
        Way both{left.cost + right.cost, left.asks, a, b};
        for (size_t s = 0; s < draws_.size(); ++s) both.asks[s] = std::max(left.asks[s], right.asks[s]);
        made.push_back(std::move(both));
      }
    }
    return keep(n, std::move(made));
  }

  /// Those that can be had and that no other is better than, in order of cost.
  [[nodiscard]] std::vector<int> keep(size_t n, std::vector<Way> made) {
    std::vector<Way> kept;
    for (Way& way : made) {
      for (size_t s = 0; s < draws_.size(); ++s) way.asks[s] = std::max(way.asks[s], least_[n][s]);
    }
    std::stable_sort(made.begin(), made.end(),
                     [](const Way& a, const Way& b) { return a.cost != b.cost ? a.cost < b.cost : a.asks < b.asks; });
    for (Way& way : made) {
      bool useful = true;
      for (size_t s = 0; useful && s < draws_.size(); ++s) useful = can_have(n, s, way.asks[s]);
      for (size_t k = kept.size(); useful && k-- > 0;) useful = !dominates(kept[k], way);
      if (useful) kept.push_back(std::move(way));
    }
    thin(kept);
    std::vector<int> out;
    for (Way& way : kept) out.push_back(put(std::move(way)));
    return out;
  }

  void thin(std::vector<Way>& kept) {
    if (kept.size() <= most_ways_) return;
    thinned_ = true;
    std::vector<Way> fewer;
    for (size_t g = 0; g < most_ways_; ++g) {
      const size_t begin = g * kept.size() / most_ways_, end = (g + 1) * kept.size() / most_ways_;
      if (!merging_) {
        fewer.push_back(std::move(kept[end - 1]));
        continue;
      }
      Way best = kept[begin];
      for (size_t i = begin; i < end; ++i) {
        for (size_t s = 0; s < draws_.size(); ++s) best.asks[s] = std::min(best.asks[s], kept[i].asks[s]);
      }
      fewer.push_back(std::move(best));
    }
    kept = std::move(fewer);
  }

  [[nodiscard]] int cheapest(const std::vector<int>& ways) const {
    int best = -1;
    for (const int way : ways) {
      if (best < 0 || arena_[static_cast<size_t>(way)].cost < arena_[static_cast<size_t>(best)].cost) best = way;
    }
    return best;
  }

  void collect(int first, std::vector<int>& pick) const {
    std::vector<int> open = {first};
    while (!open.empty()) {
      const Way& way = arena_[static_cast<size_t>(open.back())];
      open.pop_back();
      if (way.pipe >= 0) pick[static_cast<size_t>(way.pipe)] = way.choice;
      for (const int part : {way.left, way.right}) {
        if (part >= 0) open.push_back(part);
      }
    }
  }

  const GasNetwork& network_;
  const DesignDraws& draws_;
  const SizingRule& rule_;
  size_t most_ways_;
  SizingTree tree_;
  std::vector<PipeLaws> laws_;  ///< as it is, then all pipes as each of the catalogue
  std::vector<std::vector<PipeChoice>> choices_;
  std::vector<Squares> own_, least_, most_;  ///< by joined node
  std::vector<Way> arena_;
  bool merging_ = false, thinned_ = false;
};

}  // namespace

std::optional<RadialSizing> size_trees(const GasNetwork& network, const DesignDraws& draws,
                                       const SizingCatalogue& catalogue, const SizingRule& rule, size_t most_ways) {
  auto tree = make_tree(network, draws);
  if (!tree) return std::nullopt;
  TreeSizing sizing(network, draws, catalogue, rule, most_ways, std::move(*tree));
  RadialSizing out;
  out.pick.assign(network.pipes.size(), -1);
  out.cost_cny = out.lower_bound_cny = sizing.solve(false, &out.pick);
  out.optimal = !sizing.thinned();
  if (!out.optimal) out.lower_bound_cny = std::min(out.cost_cny, sizing.solve(true, nullptr));
  return out;
}

}  // namespace hearthgrid::gas
