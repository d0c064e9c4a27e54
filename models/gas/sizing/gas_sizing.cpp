#include "models/gas/sizing/gas_sizing.hpp"

#include <algorithm>
#include <limits>
#include <queue>
#include <set>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "models/gas/network/network_faults.hpp"
#include "models/gas/sizing/limit_check.hpp"
#include "models/gas/sizing/radial_sizing.hpp"

namespace hearthgrid::gas {
namespace {

using Picks = std::vector<int>;  ///< by pipe: index into its choices, or -1

/// Limits that pipes can mend.
bool of_pipes(const SizingFault& fault) {
  return fault.limit != SizingLimit::regulator_capacity && fault.limit != SizingLimit::supply_capacity;
}

using FaultKey = std::pair<SizingLimit, int>;
FaultKey key_of(const SizingFault& fault) {
  return {fault.limit, fault.element};
}

class MeshSizing {
 public:
  MeshSizing(const GasNetwork& network, const DesignDraws& draws, const SizingCatalogue& catalogue,
             const SizingRule& rule, const SizingSearch& search)
      : network_(network), draws_(draws), catalogue_(catalogue), rule_(rule), search_(search) {
    for (size_t p = 0; p < network.pipes.size(); ++p) {
      choices_.push_back(wider_pipes(network.pipes[p], catalogue));
      if (!choices_.back().empty()) in_play_.push_back(p);
    }
    const GasNetwork widest = widest_pipes(network, catalogue);
    LimitCheck check(widest, rule);
    for (size_t i = 0; i < draws.size(); ++i) {
      hopeless_.emplace_back();
      for (const SizingFault& fault : check.look(draws[i], static_cast<int>(i))) {
        if (of_pipes(fault)) hopeless_.back().insert(key_of(fault));
      }
      solvable_.push_back(check.solved());
    }
  }

  RadialSizing solve() {
    RadialSizing out{.pick = Picks(network_.pipes.size(), -1)};
    Picks widest = out.pick;
    for (const size_t p : in_play_) widest[p] = static_cast<int>(choices_[p].size()) - 1;
    if (sound(out.pick)) return out;
    const bool exhaustive = in_play_.size() <= search_.exhaustive_pipes;
    double ceiling = std::numeric_limits<double>::infinity();
    if (!exhaustive) {
      make_cheaper(widest);
      out.pick = widest;
      ceiling = out.cost_cny = cost_of(widest);
    }
    search_in_order(exhaustive, ceiling, out);
    return out;
  }

 private:
  [[nodiscard]] double cost_of(const Picks& picks) const {
    double cost = 0.0;
    for (const size_t p : in_play_) cost += picks[p] < 0 ? 0.0 : choices_[p][static_cast<size_t>(picks[p])].cny;
    return cost;
  }

  /// Whether no limit is broken but those that the widest pipes break too.
  [[nodiscard]] bool sound(const Picks& picks) const {
    GasNetwork tried = network_;
    for (const size_t p : in_play_) {
      if (picks[p] < 0) continue;
      enlarge(tried.pipes[p], catalogue_.pipes[static_cast<size_t>(choices_[p][static_cast<size_t>(picks[p])].choice)]);
    }
    LimitCheck check(tried, rule_);
    for (size_t i = 0; i < draws_.size(); ++i) {
      if (!solvable_[i]) continue;
      const auto& faults = check.look(draws_[i], static_cast<int>(i));
      if (!check.solved()) return false;
      for (const SizingFault& fault : faults) {
        if (of_pipes(fault) && !hopeless_[i].contains(key_of(fault))) return false;
      }
    }
    return true;
  }

  /// The dearest first: left as it is if that will do, else the cheapest that does; until nothing changes.
  void make_cheaper(Picks& picks) const {
    bool changed = true;
    while (changed) {
      changed = false;
      std::vector<size_t> order = in_play_;
      const auto price = [&](size_t p) { return picks[p] < 0 ? 0.0 : choices_[p][static_cast<size_t>(picks[p])].cny; };
      std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return price(a) > price(b); });
      for (const size_t p : order) {
        const int stood = picks[p];
        for (int pick = -1; pick < stood; ++pick) {
          picks[p] = pick;
          if (sound(picks)) break;
          picks[p] = stood;
        }
        changed = changed || picks[p] != stood;
      }
    }
  }

  struct Open {
    double cost;
    Picks picks;  // of the pipes in play
    size_t last;
  };

  /// All sets in order of cost: a set's successors raise the last pipe that it enlarges, or a later one, by one choice.
  void search_in_order(bool exhaustive, double ceiling, RadialSizing& out) const {
    const auto later = [](const Open& a, const Open& b) {
      return std::tie(a.cost, a.picks) > std::tie(b.cost, b.picks);
    };
    std::priority_queue<Open, std::vector<Open>, decltype(later)> open(later);
    const auto push_after = [&](const Open& set) {
      for (size_t i = set.last; i < in_play_.size(); ++i) {
        Open next = set;
        const auto& choices = choices_[in_play_[i]];
        if (++next.picks[i] >= static_cast<int>(choices.size())) continue;
        const double stood = set.picks[i] < 0 ? 0.0 : choices[static_cast<size_t>(set.picks[i])].cny;
        next.cost += choices[static_cast<size_t>(next.picks[i])].cny - stood;
        next.last = i;
        open.push(std::move(next));
      }
    };
    push_after({0.0, Picks(in_play_.size(), -1), 0});
    for (int64_t tried = 0; !open.empty() && open.top().cost < ceiling; ++tried) {
      if (!exhaustive && tried >= search_.budget) {
        out.optimal = false;
        out.lower_bound_cny = open.top().cost;
        return;
      }
      const Open set = open.top();
      open.pop();
      Picks picks(network_.pipes.size(), -1);
      for (size_t i = 0; i < in_play_.size(); ++i) picks[in_play_[i]] = set.picks[i];
      if (sound(picks)) {
        out.pick = std::move(picks);
        out.cost_cny = out.lower_bound_cny = set.cost;
        return;
      }
      push_after(set);
    }
    out.lower_bound_cny = out.cost_cny;
  }

  const GasNetwork& network_;
  const DesignDraws& draws_;
  const SizingCatalogue& catalogue_;
  const SizingRule& rule_;
  const SizingSearch& search_;
  std::vector<std::vector<PipeChoice>> choices_;
  std::vector<size_t> in_play_;
  std::vector<std::set<FaultKey>> hopeless_;  ///< by draw: broken with the widest pipes too
  std::vector<bool> solvable_;                ///< by draw: with them
};

SizingFault worst_of(const std::vector<SizingFault>& faults) {
  const auto worst = std::max_element(
      faults.begin(), faults.end(), [](const SizingFault& a, const SizingFault& b) { return a.excess() < b.excess(); });
  return worst == faults.end() ? SizingFault{} : *worst;
}

constexpr double SLACK = 1e-6;  ///< of a capacity, as in limit_check.cpp

/// The cheapest of the kind that passes a flow; -1 if there is none.
int regulator_for(const SizingCatalogue& catalogue, RegulatorKind kind, double flow_m3h) {
  int best = -1;
  for (size_t i = 0; i < catalogue.regulators.size(); ++i) {
    const PricedRegulator& offered = catalogue.regulators[i];
    if (offered.kind != kind || offered.capacity_m3h * (1.0 + SLACK) < flow_m3h) continue;
    if (best < 0 || offered.cny < catalogue.regulators[static_cast<size_t>(best)].cny) best = static_cast<int>(i);
  }
  return best;
}

void size_pipes(const GasNetwork& network, const DesignDraws& draws, const SizingCatalogue& catalogue,
                const SizingRule& rule, const SizingSearch& search, GasSizing& out) {
  auto found = size_trees(network, draws, catalogue, rule, search.most_ways);
  if (!found) found = MeshSizing(network, draws, catalogue, rule, search).solve();
  out.cost_cny = found->cost_cny;
  out.lower_bound_cny = found->lower_bound_cny;
  out.optimal = found->optimal;
  for (size_t p = 0; p < network.pipes.size(); ++p) {
    if (found->pick[p] < 0) continue;
    const PipeChoice chosen = wider_pipes(network.pipes[p], catalogue)[static_cast<size_t>(found->pick[p])];
    enlarge(out.network.pipes[p], catalogue.pipes[static_cast<size_t>(chosen.choice)]);
    out.enlarged.push_back({false, static_cast<int>(p), chosen.choice, chosen.cny, {}});
  }
  for (Enlargement& each : out.enlarged) {
    GasNetwork without = out.network;
    without.pipes[static_cast<size_t>(each.element)] = network.pipes[static_cast<size_t>(each.element)];
    each.driver = worst_of(broken_limits(without, draws, rule));
  }
}

void size_regulators(const DesignDraws& draws, const SizingCatalogue& catalogue, const SizingRule& rule,
                     GasSizing& out) {
  for (const SizingFault& fault : broken_limits(out.network, draws, rule)) {
    if (fault.limit != SizingLimit::regulator_capacity) continue;
    GasRegulator& regulator = out.network.regulators[static_cast<size_t>(fault.element)];
    const int choice = regulator_for(catalogue, regulator.kind, fault.reached);
    if (choice < 0) continue;
    const PricedRegulator& by = catalogue.regulators[static_cast<size_t>(choice)];
    regulator.capacity_m3h = by.capacity_m3h;
    out.cost_cny += by.cny;
    out.lower_bound_cny += by.cny;
    out.enlarged.push_back({true, fault.element, choice, by.cny, fault});
  }
}

}  // namespace

std::string_view sizing_status_name(SizingStatus status) {
  switch (status) {
    case SizingStatus::none_needed:
      return "none_needed";
    case SizingStatus::found:
      return "found";
    case SizingStatus::in_part:
      return "in_part";
  }
  return "";
}

void enlarge(GasPipe& pipe, const PricedPipe& by) {
  pipe.inner_diameter_m = by.inner_diameter_m;
  pipe.roughness_m = by.roughness_m;
  pipe.type = by.name;
}

std::vector<PipeChoice> wider_pipes(const GasPipe& pipe, const SizingCatalogue& catalogue) {
  std::vector<PipeChoice> wider;
  if (!pipe.in_service || pipe.length_m <= 0.0) return wider;
  const auto width = [&](const PipeChoice& c) {
    return catalogue.pipes[static_cast<size_t>(c.choice)].inner_diameter_m;
  };
  for (size_t i = 0; i < catalogue.pipes.size(); ++i) {
    const PricedPipe& offered = catalogue.pipes[i];
    if (offered.inner_diameter_m <= pipe.inner_diameter_m) continue;
    wider.push_back({static_cast<int>(i), pipe.length_m * offered.cny_per_m});
  }
  std::stable_sort(wider.begin(), wider.end(), [&](const PipeChoice& a, const PipeChoice& b) {
    return a.cny != b.cny ? a.cny < b.cny : width(a) > width(b);
  });
  std::vector<PipeChoice> out;
  for (const PipeChoice& choice : wider) {
    if (out.empty() || width(choice) > width(out.back())) out.push_back(choice);
  }
  return out;
}

GasNetwork widest_pipes(GasNetwork network, const SizingCatalogue& catalogue) {
  for (GasPipe& pipe : network.pipes) {
    const auto wider = wider_pipes(pipe, catalogue);
    if (!wider.empty()) enlarge(pipe, catalogue.pipes[static_cast<size_t>(wider.back().choice)]);
  }
  return network;
}

GasSizing size_network(const GasNetwork& network, const DesignDraws& draws, const SizingCatalogue& catalogue,
                       const SizingRule& rule, const SizingSearch& search) {
  require_sound(network);
  if (draws.empty()) throw std::invalid_argument("gas sizing: at least one draw to design for");
  for (const auto& draw : draws) {
    if (draw.size() != network.nodes.size()) throw std::invalid_argument("gas sizing: one draw for each node");
  }
  GasSizing out;
  out.network = network;
  out.before = broken_limits(network, draws, rule);
  if (out.before.empty()) return out;
  if (std::any_of(out.before.begin(), out.before.end(), of_pipes)) {
    size_pipes(network, draws, catalogue, rule, search, out);
  }
  size_regulators(draws, catalogue, rule, out);
  out.left = broken_limits(out.network, draws, rule);
  out.status = out.left.empty() ? SizingStatus::found : SizingStatus::in_part;
  return out;
}

}  // namespace hearthgrid::gas
