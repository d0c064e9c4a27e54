#include "models/electricity/planning/reinforcement.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <stdexcept>

#include "models/electricity/planning/cost_order.hpp"
#include "models/electricity/planning/working_windows.hpp"

namespace hearthgrid::electricity {
namespace {

constexpr int64_t ALL_SETS = std::numeric_limits<int64_t>::max();

/// A search of one place.
class Search {
 public:
  Search(const Design& design, const PlaceLoads& loads, const PlanRules& rules, std::span<const MeasureGroup> groups)
      : design_(design), loads_(loads), rules_(rules), groups_(groups) {}

  /// Solves the place as it stands and finds the first windows.
  void begin(Remedy& remedy) {
    remedy.reached_before = season_extremes(design_, loads_, rules_);
    remedy.before = violations(design_, remedy.reached_before, rules_.limits);
    windows_.add_worst(remedy.reached_before, loads_);
    windows_.add_loads(design_, loads_);
  }

  /// Whether a set keeps all limits over the season; then `reached_` is what it reaches.
  bool passes(const Picks& picks) {
    ++tried_;
    const Design changed = with(picks);
    if (windows_.broken(changed, loads_, rules_)) return false;
    ++solved_seasons_;
    auto reached = season_extremes(changed, loads_, rules_);
    if (!violations(changed, reached, rules_.limits).empty()) {
      windows_.add_worst(reached, loads_);
      return false;
    }
    reached_ = std::move(reached);
    return true;
  }

  [[nodiscard]] Design with(const Picks& picks) const {
    std::vector<const Measure*> chosen;
    for (size_t g = 0; g < picks.size(); ++g) {
      if (picks[g] > 0) chosen.push_back(&groups_[g].choices[picks[g] - 1U]);
    }
    return apply_all(design_, chosen);
  }

  [[nodiscard]] double cost(const Picks& picks) const {
    double cost = 0.0;
    for (size_t g = 0; g < picks.size(); ++g) cost += picks[g] > 0 ? groups_[g].choices[picks[g] - 1U].cost_cny : 0.0;
    return cost;
  }

  [[nodiscard]] std::vector<std::vector<double>> costs() const {
    std::vector<std::vector<double>> costs;
    for (const MeasureGroup& group : groups_) {
      auto& row = costs.emplace_back();
      for (const Measure& choice : group.choices) row.push_back(choice.cost_cny);
    }
    return costs;
  }

  /// Takes the choice that removes the most excess (per CNY, or at any price) until the season passes; nothing if none
  /// helps any more.
  std::optional<Picks> greedy(bool per_cny) {
    Picks picks(groups_.size());
    while (!passes(picks)) {
      const double now = excess(picks);
      double best = 0.0;
      Picks next;
      for (size_t g = 0; g < groups_.size(); ++g) {
        for (size_t c = 1; c <= groups_[g].choices.size(); ++c) {
          Picks trial = picks;
          trial[g] = static_cast<uint16_t>(c);
          if (trial == picks) continue;
          const double more_cny = per_cny ? std::max(1.0, cost(trial) - cost(picks)) : 1.0;
          const double gain = (now - excess(trial)) / more_cny;
          if (gain <= best) continue;
          best = gain;
          next = std::move(trial);
        }
      }
      if (next.empty()) return std::nullopt;
      picks = std::move(next);
    }
    return picks;
  }

  /// Drops choices and makes them cheaper, the dearest group first, as long as the season passes.
  Picks improved(Picks picks) {
    std::vector<size_t> order(groups_.size());
    for (size_t g = 0; g < order.size(); ++g) order[g] = g;
    std::ranges::stable_sort(order, std::ranges::greater{},
                             [&](size_t g) { return picks[g] > 0 ? groups_[g].choices[picks[g] - 1U].cost_cny : 0.0; });
    for (const size_t g : order) {
      for (uint16_t c = 0; c < picks[g]; ++c) {
        Picks trial = picks;
        trial[g] = c;
        if (!passes(trial)) continue;
        picks = std::move(trial);
        break;
      }
    }
    return picks;
  }

  /// Least cost of the measures that decide which homes load which transformer, so that homes alone overload none;
  /// infinite if no set of them does. No set of all measures that keeps the limits costs less.
  [[nodiscard]] double least_for_transformers() const {
    constexpr int MOST_TRIED = 20000;
    auto shares = costs();
    for (size_t g = 0; g < groups_.size(); ++g) {
      const MeasureKind kind = groups_[g].choices.empty() ? MeasureKind::tap_change : groups_[g].choices[0].kind();
      const bool decides = kind == MeasureKind::feeder_split || kind == MeasureKind::second_transformer ||
                           kind == MeasureKind::larger_transformer;
      if (!decides) shares[g].clear();
    }
    CostOrder order(std::move(shares));
    double cost = 0.0;
    for (int tried = 0; tried < MOST_TRIED; ++tried) {
      const auto way = order.next();
      if (!way) return std::numeric_limits<double>::infinity();
      cost = way->cost;
      const Design changed = with(way->picks);
      const auto overloads = [&](int64_t w) { return homes_overload(changed, loads_, rules_.limits, w); };
      if (std::ranges::none_of(windows_.all(), overloads)) break;
    }
    return cost;
  }

  /// Tries sets in order of cost, those below `least_cost` apart, which are known to fail. Ends with a set that passes,
  /// or with none left (bound: infinite), or at `stop_cost`, or with the budget spent.
  std::optional<Picks> in_order(double least_cost, double stop_cost, int64_t budget, double& bound, bool& all_tried) {
    constexpr int64_t FAILING_PER_TRIED = 100;  // ways known to fail cost little, but not nothing
    int64_t made = budget < ALL_SETS ? budget * FAILING_PER_TRIED : ALL_SETS;
    CostOrder order(costs());
    all_tried = least_cost == std::numeric_limits<double>::infinity();
    while (!all_tried) {
      const auto way = order.next();
      all_tried = !way;
      if (!way) break;
      bound = std::max(way->cost, least_cost);
      if (bound >= stop_cost || made-- <= 0) return std::nullopt;
      if (way->cost < least_cost) continue;
      if (budget-- <= 0) return std::nullopt;
      if (passes(way->picks)) return way->picks;
    }
    return std::nullopt;
  }

  void finish(const Picks& picks, Remedy& remedy) {
    remedy.status = RemedyStatus::found;
    remedy.cost_cny = cost(picks);
    if (!passes(picks)) throw std::logic_error("a remedy does not pass the second time");
    remedy.reached = reached_;
    remedy.design = with(picks);
    for (size_t g = 0; g < picks.size(); ++g) {
      if (picks[g] == 0) continue;
      const Measure& measure = groups_[g].choices[picks[g] - 1U];
      remedy.lead_months = std::max(remedy.lead_months, measure.lead_months);
      remedy.measures.push_back({measure, driver(picks, g, remedy.before)});
    }
    std::ranges::stable_sort(remedy.measures, {}, [](const ChosenMeasure& c) { return c.measure.action.index(); });
  }

  void count(Remedy& remedy) const {
    remedy.tried = tried_;
    remedy.solved_seasons = solved_seasons_;
  }

 private:
  /// Sum of what is beyond limits in the working windows; a hot spot cannot be seen there.
  [[nodiscard]] double excess(const Picks& picks) const {
    const Design changed = with(picks);
    double sum = 0.0;
    for (const Violation& v : violations(changed, extremes(changed, loads_, rules_, windows_.all()), rules_.limits)) {
      sum += v.excess();
    }
    return sum;
  }

  [[nodiscard]] LimitKind driver(Picks picks, size_t group, const std::vector<Violation>& before) const {
    picks[group] = 0;
    const Design without = with(picks);
    auto broken = violations(without, extremes(without, loads_, rules_, windows_.all()), rules_.limits);
    if (broken.empty()) broken = violations(without, season_extremes(without, loads_, rules_), rules_.limits);
    return (broken.empty() ? before : broken).front().kind;
  }

  const Design& design_;
  const PlaceLoads& loads_;
  const PlanRules& rules_;
  std::span<const MeasureGroup> groups_;
  WorkingWindows windows_;
  std::vector<AreaExtremes> reached_;
  int64_t tried_ = 0, solved_seasons_ = 0;
};

void search_all(Search& search, Remedy& remedy) {
  bool all_tried = false;
  const auto picks = search.in_order(search.least_for_transformers(), std::numeric_limits<double>::infinity(), ALL_SETS,
                                     remedy.lower_bound_cny, all_tried);
  if (picks) {
    search.finish(*picks, remedy);
  } else {
    remedy.status = RemedyStatus::none_exists;
  }
}

void search_some(Search& search, int64_t budget, Remedy& remedy) {
  const double least_cost = search.least_for_transformers();
  const bool hopeless = least_cost == std::numeric_limits<double>::infinity();
  std::optional<Picks> best;
  for (const bool per_cny : {true, false}) {
    std::optional<Picks> found = hopeless ? std::nullopt : search.greedy(per_cny);
    if (found) found = search.improved(*found);
    if (found && (!best || search.cost(*found) < search.cost(*best))) best = found;
  }
  const double stop_cost = best ? search.cost(*best) : std::numeric_limits<double>::infinity();
  bool all_tried = false;
  const auto cheapest = search.in_order(least_cost, stop_cost, budget, remedy.lower_bound_cny, all_tried);
  if (cheapest) best = cheapest;
  if (best) {
    search.finish(*best, remedy);
    remedy.optimal = remedy.lower_bound_cny >= remedy.cost_cny;
  } else {
    remedy.status = all_tried ? RemedyStatus::none_exists : RemedyStatus::none_found;
    remedy.optimal = all_tried;
  }
}

}  // namespace

std::string_view remedy_status_name(RemedyStatus status) {
  constexpr std::array<std::string_view, 4> NAMES = {"none needed", "found", "none exists", "none found"};
  return NAMES[static_cast<size_t>(status)];
}

Remedy cheapest_remedy(const Design& design, const PlaceLoads& loads, const PlanRules& rules,
                       std::span<const MeasureGroup> groups, const SearchRule& search_rule) {
  Remedy remedy;
  remedy.groups = groups.size();
  remedy.design = design;
  Search search(design, loads, rules, groups);
  search.begin(remedy);
  remedy.reached = remedy.reached_before;
  if (remedy.before.empty()) return remedy;
  if (groups.size() <= search_rule.exhaustive_groups) {
    search_all(search, remedy);
  } else {
    search_some(search, search_rule.budget, remedy);
  }
  search.count(remedy);
  return remedy;
}

Remedy cheapest_remedy(const Design& design, const PlaceLoads& loads, const PlanRules& rules,
                       const MeasureCatalogue& catalogue, const CandidateRule& candidate_rule,
                       const SearchRule& search) {
  const auto found = violations(design, season_extremes(design, loads, rules), rules.limits);
  return cheapest_remedy(design, loads, rules, candidates(design, loads, catalogue, found, candidate_rule), search);
}

}  // namespace hearthgrid::electricity
