#pragma once
// The cheapest set of measures after which a place keeps every limit at every step.
//
// Sets are tried in order of cost (cost_order.hpp). A set is looked at on a few windows first, the one that refuted
// another set last before the others; what passes is solved for the whole season, and the windows that break it join
// the few. So the first set that passes the season is the cheapest: each cheaper one was seen to break a limit at some
// step. With no more groups in play than `exhaustive_groups` the search goes on until then, or until there is no set
// left and no remedy exists. With more, a greedy search (the most excess removed, per CNY and at any price, then
// choices dropped and made cheaper) gives a remedy first, and sets are tried in order of cost until they cost as much
// or `budget` is spent; what then is the next one's cost is a lower bound, and the rest is the gap.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/electricity/planning/candidates.hpp"

namespace hearthgrid::electricity {

struct SearchRule {
  size_t exhaustive_groups = 6;
  int64_t budget = 20000;  ///< sets tried in order of cost where there are more groups
};

enum class RemedyStatus {
  none_needed,
  found,
  none_exists,  ///< every set of the measures in play breaks a limit
  none_found    ///< none within the budget; not every set was tried
};
[[nodiscard]] std::string_view remedy_status_name(RemedyStatus status);

struct ChosenMeasure {
  Measure measure;
  LimitKind driver =
      LimitKind::transformer_loading;  ///< what is violated worst without it, the other measures in place
};

struct Remedy {
  RemedyStatus status = RemedyStatus::none_needed;
  std::vector<ChosenMeasure> measures;  ///< in the order of MeasureKind
  double cost_cny = 0.0;
  double lower_bound_cny = 0.0;              ///< no set of the measures in play costs less
  double lead_months = 0.0;                  ///< of the longest: works go on side by side
  bool optimal = true;                       ///< cost_cny is proven to be the least; of none_exists: that is proven
  size_t groups = 0;                         ///< measures in play
  int64_t tried = 0;                         ///< sets looked at
  int64_t solved_seasons = 0;                ///< of them for the whole season
  Design design;                             ///< with the measures; as it stood where there is no remedy
  std::vector<Violation> before;             ///< as it stood
  std::vector<AreaExtremes> reached_before;  ///< as it stood
  std::vector<AreaExtremes> reached;         ///< with the measures, over the season

  /// (cost - bound) / cost; 0 where the cost is proven or zero.
  [[nodiscard]] double gap_share() const { return cost_cny > 0.0 ? (cost_cny - lower_bound_cny) / cost_cny : 0.0; }
};

/// Choices of a group have to rise in cost, none below 0 (candidates() sees to it); std::invalid_argument otherwise.
[[nodiscard]] Remedy cheapest_remedy(const Design& design, const PlaceLoads& loads, const PlanRules& rules,
                                     std::span<const MeasureGroup> groups, const SearchRule& search = {});

/// The same with the measures that the catalogue offers here.
[[nodiscard]] Remedy cheapest_remedy(const Design& design, const PlaceLoads& loads, const PlanRules& rules,
                                     const MeasureCatalogue& catalogue, const CandidateRule& candidate_rule,
                                     const SearchRule& search = {});

}  // namespace hearthgrid::electricity
