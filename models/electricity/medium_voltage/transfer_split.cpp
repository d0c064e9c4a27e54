#include "models/electricity/medium_voltage/transfer_split.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <stdexcept>

#include "models/electricity/medium_voltage/mv_flow.hpp"

namespace hearthgrid::electricity {
namespace {

constexpr size_t LANES = FLOW_LANES;
constexpr int FREE = -1;

bool at_head(const MvLine& line) {
  return line.from == 0 || line.to == 0;
}

/// Nodes that cannot be parted, and who lies next to whom.
struct Sections {
  std::vector<int> of_node;  // the busbar: -1
  std::vector<std::vector<int>> nodes, next;
  std::vector<double> kva;

  explicit Sections(const SplitCase& asked) : of_node(static_cast<size_t>(asked.lost->nodes), -1) {
    const auto& lines = asked.lost->lines;
    const bool told = std::ranges::find(asked.switched, true) != asked.switched.end();
    const auto opens = [&](size_t l) { return !told || asked.switched[l]; };
    std::vector<int> root(of_node.size());
    std::iota(root.begin(), root.end(), 0);
    for (bool moved = true; moved;) {
      moved = false;
      for (size_t l = 0; l < lines.size(); ++l) {
        if (at_head(lines[l]) || opens(l)) continue;
        int &one = root[lines[l].from], &other = root[lines[l].to];
        if (one == other) continue;
        one = other = std::min(one, other);
        moved = true;
      }
    }
    for (size_t n = 1; n < root.size(); ++n) {
      const auto first = static_cast<size_t>(root[n]);
      of_node[n] = first == n ? static_cast<int>(nodes.size()) : of_node[first];
      if (first == n) nodes.emplace_back();
      nodes[of_node[n]].push_back(static_cast<int>(n));
    }
    next.resize(nodes.size());
    for (const MvLine& line : lines) {
      if (at_head(line) || of_node[line.from] == of_node[line.to]) continue;
      next[of_node[line.from]].push_back(of_node[line.to]);
      next[of_node[line.to]].push_back(of_node[line.from]);
    }
    for (const auto& mine : nodes) {
      double kw = 0.0, kvar = 0.0;
      for (const int n : mine) {
        kw += asked.kw[n];
        kvar += asked.kvar[n];
      }
      kva.push_back(std::hypot(kw, kvar));
    }
  }
};

// Ampacity of the lines at a busbar together.
double head_limit_a(const MvNetwork& network, double air_c) {
  double limit_a = 0.0;
  for (const MvLine& line : network.lines) {
    if (!at_head(line)) continue;
    const double loading2 = line.loading_squared(1.0, air_c);
    if (loading2 <= 0.0) return std::numeric_limits<double>::infinity();
    limit_a += 1.0 / std::sqrt(loading2);
  }
  return limit_a;
}

/// A neighbour with what it has taken over.
struct Carried {
  bool keeps = false;  // every limit but the substation's
  double kva = 0.0, head_a = 0.0;
};

class Greedy {
 public:
  /// `only`: the one tie that may be used; FREE: all.
  Greedy(const SplitCase& asked, const Sections& sections, int only)
      : asked_(asked), sections_(sections), only_(only), tie_of_(sections_.nodes.size(), FREE) {
    refused_.assign(asked.ties.size(), std::vector<bool>(sections_.nodes.size()));
    for (size_t n = 0; n < asked.neighbours.size(); ++n) {
      now_.push_back(flow_of(static_cast<int>(n)));
      before_kva_.push_back(now_.back().kva);
      limit_a_.push_back(head_limit_a(*asked.neighbours[n].network, asked.neighbours[n].air_c));
    }
  }

  Split run() {
    while (const auto turn = next_turn()) {
      const auto [tie, section] = *turn;
      const int neighbour = asked_.ties[tie].neighbour;
      tie_of_[section] = static_cast<int>(tie);
      const Carried tried = flow_of(neighbour);
      if (tried.keeps && spare_holds(neighbour, tried.kva)) {
        now_[neighbour] = tried;
      } else {
        tie_of_[section] = FREE;
        refused_[tie][section] = true;
      }
    }
    return result();
  }

 private:
  /// The section that a tie tries next; none if it cannot grow.
  [[nodiscard]] std::optional<int> wish(size_t tie) const {
    const int home = sections_.of_node[asked_.ties[tie].lost_node];
    std::optional<int> best;
    const auto look = [&](int section) {
      if (tie_of_[section] != FREE || refused_[tie][section]) return;
      if (!best || sections_.kva[section] > sections_.kva[*best]) best = section;
    };
    if (tie_of_[home] != static_cast<int>(tie)) {
      look(home);
      return best;
    }
    for (size_t s = 0; s < tie_of_.size(); ++s) {
      if (tie_of_[s] != static_cast<int>(tie)) continue;
      for (const int section : sections_.next[s]) look(section);
    }
    return best;
  }

  [[nodiscard]] std::optional<std::pair<size_t, int>> next_turn() const {
    std::optional<std::pair<size_t, int>> turn;
    double most_a = 0.0;
    for (size_t tie = 0; tie < asked_.ties.size(); ++tie) {
      const int neighbour = asked_.ties[tie].neighbour;
      const bool may = (only_ == FREE || only_ == static_cast<int>(tie)) && now_[neighbour].keeps;
      const auto section = may ? wish(tie) : std::nullopt;
      if (!section) continue;
      const double left_a = limit_a_[neighbour] - now_[neighbour].head_a;
      if (turn && left_a <= most_a) continue;
      turn = {tie, *section};
      most_a = left_a;
    }
    return turn;
  }

  /// Whether the substation behind a neighbour still carries what its feeders have taken over.
  [[nodiscard]] bool spare_holds(int neighbour, double kva) const {
    const int substation = asked_.neighbours[neighbour].substation;
    if (substation < 0) return true;
    double rise_kva = 0.0;
    for (size_t n = 0; n < asked_.neighbours.size(); ++n) {
      if (asked_.neighbours[n].substation != substation) continue;
      rise_kva += (static_cast<int>(n) == neighbour ? kva : now_[n].kva) - before_kva_[n];
    }
    return rise_kva <= asked_.spare_kva[substation];
  }

  [[nodiscard]] bool of(int node, int neighbour) const {
    const int section = sections_.of_node[node];
    const int tie = section < 0 ? FREE : tie_of_[section];
    return tie != FREE && asked_.ties[tie].neighbour == neighbour;
  }

  // The neighbour with the parts that its ties have.
  Carried flow_of(int neighbour) const {
    const SplitNeighbour& own = asked_.neighbours[neighbour];
    MvNetwork all = *own.network;
    std::vector<double> kw(own.kw.begin(), own.kw.end()), kvar(own.kvar.begin(), own.kvar.end());
    std::vector<int> place(sections_.of_node.size(), -1);
    for (size_t n = 1; n < place.size(); ++n) {
      if (!of(static_cast<int>(n), neighbour)) continue;
      place[n] = all.nodes++;
      kw.push_back(asked_.kw[n]);
      kvar.push_back(asked_.kvar[n]);
    }
    const auto tie_at = [&](int node) { return tie_of_[sections_.of_node[node]]; };
    for (MvLine line : asked_.lost->lines) {
      if (at_head(line) || place[line.from] < 0 || place[line.to] < 0 || tie_at(line.from) != tie_at(line.to)) continue;
      line.from = place[line.from];
      line.to = place[line.to];
      all.lines.push_back(line);
    }
    for (size_t t = 0; t < asked_.ties.size(); ++t) {
      const SplitTie& tie = asked_.ties[t];
      if (tie.neighbour != neighbour || tie_at(tie.lost_node) != static_cast<int>(t)) continue;
      MvLine line = tie.line;
      line.from = tie.neighbour_node;
      line.to = place[tie.lost_node];
      all.lines.push_back(line);
    }
    return solve(all, kw, kvar, own.air_c);
  }

  [[nodiscard]] Carried solve(const MvNetwork& network, const std::vector<double>& kw, const std::vector<double>& kvar,
                              double air_c) const {
    const MvFlow flow(network);
    FlowTile tile(network);
    for (size_t n = 0; n < kw.size(); ++n) {
      std::fill_n(tile.kw.begin() + static_cast<std::ptrdiff_t>(n * LANES), LANES, kw[n]);
      std::fill_n(tile.kvar.begin() + static_cast<std::ptrdiff_t>(n * LANES), LANES, kvar[n]);
    }
    flow.solve(tile);
    Carried out{tile.solved[0], std::hypot(tile.head_kw[0], tile.head_kvar[0]), std::sqrt(tile.head2_a2[0])};
    for (size_t l = 0; l < network.lines.size(); ++l) {
      if (network.lines[l].loading_squared(tile.current2_a2[l * LANES], air_c) > 1.0) out.keeps = false;
    }
    for (size_t n = 0; n < kw.size(); ++n) {
      if (std::hypot(tile.v_re[n * LANES], tile.v_im[n * LANES]) < asked_.lowest_pu) out.keeps = false;
    }
    return out;
  }

  [[nodiscard]] Split result() const {
    Split out;
    out.tie_kva.resize(asked_.ties.size());
    double all_kva = 0.0, carried_kva = 0.0;
    for (size_t n = 0; n < sections_.of_node.size(); ++n) {
      const int section = sections_.of_node[n];
      out.tie_of_node.push_back(section < 0 ? FREE : tie_of_[section]);
      if (section < 0) continue;
      const double kva = std::hypot(asked_.kw[n], asked_.kvar[n]);
      all_kva += kva;
      if (out.tie_of_node[n] == FREE) continue;
      carried_kva += kva;
      out.tie_kva[out.tie_of_node[n]] += kva;
    }
    out.share = all_kva > 0.0 ? carried_kva / all_kva : 1.0;
    for (size_t t = 0; t < asked_.ties.size(); ++t) {
      if (std::ranges::find(tie_of_, static_cast<int>(t)) != tie_of_.end()) ++out.ties_used;
    }
    return out;
  }

  const SplitCase& asked_;
  const Sections& sections_;
  int only_;
  std::vector<int> tie_of_;                 // per section
  std::vector<std::vector<bool>> refused_;  // [tie][section]
  std::vector<Carried> now_;                // per neighbour
  std::vector<double> before_kva_, limit_a_;
};

void check(const SplitCase& asked) {
  const auto fits = [](std::span<const double> loads, const MvNetwork& network) {
    return loads.size() == static_cast<size_t>(network.nodes);
  };
  bool good = fits(asked.kw, *asked.lost) && fits(asked.kvar, *asked.lost) &&
              (asked.switched.empty() || asked.switched.size() == asked.lost->lines.size());
  for (const SplitNeighbour& n : asked.neighbours) {
    good = good && fits(n.kw, *n.network) && fits(n.kvar, *n.network) &&
           n.substation < static_cast<int>(asked.spare_kva.size());
  }
  for (const SplitTie& tie : asked.ties) {
    good = good && tie.neighbour >= 0 && tie.neighbour < static_cast<int>(asked.neighbours.size()) &&
           tie.lost_node > 0 && tie.lost_node < asked.lost->nodes && tie.neighbour_node >= 0 &&
           tie.neighbour_node < asked.neighbours[tie.neighbour].network->nodes;
  }
  if (!good) throw std::invalid_argument("loads do not fit a feeder's nodes, or a tie ends nowhere");
}

}  // namespace

Split split_transfer(const SplitCase& asked) {
  check(asked);
  const Sections sections(asked);
  Split best = Greedy(asked, sections, FREE).run();
  for (size_t tie = 0; tie < asked.ties.size() && asked.ties.size() > 1; ++tie) {
    Split alone = Greedy(asked, sections, static_cast<int>(tie)).run();
    const bool as_much = alone.share == best.share && alone.ties_used < best.ties_used;
    if (alone.share > best.share || as_much) best = std::move(alone);
  }
  return best;
}

}  // namespace hearthgrid::electricity
