#pragma once
// Hosting capacity: how many of the homes that have not converted can, before the first limit binds, and which.
//
// Homes convert in an order. The capacity of an order is one less than the least number of conversions that breaks a
// limit at any step of the season. It is found by bisection over the number on a few windows, then verified over the
// season; windows that break it join the few and the bisection goes on. More conversions mostly mean more of
// everything, but not always (homes on other phases can even out an unbalance), so every smaller number is looked at on
// the few windows too (or, if told so, only the nearest ones), and where that finds one, the numbers are gone through
// from the first one on over the whole season.
//
// The worst order is the one with the least capacity among adversarial orders: heaviest first (by what the conversion
// adds at the step with most power when all have converted); and, for each phase, each line that leaves the transformer
// and each pair of them, its homes first, farthest and heaviest (added power times resistance of the way) first; and
// among the random orders. It is the worst of these, not proven to be the worst of all orders. Random orders are keyed
// by the homes' names, so that they do not depend on the order of rows.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/electricity/planning/limits.hpp"

namespace hearthgrid::electricity {

/// What homes would draw after converting to one option.
struct Conversion {
  std::vector<std::span<const float>> kw, kvar;  ///< [row] as the loads' rows; an empty one: the home does not convert
  std::vector<std::string> homes;                ///< [row] names
};

enum class HostingCheck {
  neighbours,    ///< only the numbers next to the capacity, on the few windows
  every_number,  ///< every smaller number on the few windows, and those closest to each limit over the season
  every_season   ///< every smaller number over the season: exact, and a season's flow for each
};

struct HostingRule {
  int random_orders = 100;
  uint32_t seed = 0;
  uint64_t name_hash = 0;  ///< of what is converted to: other technologies see other orders
  std::vector<double> quantiles = {0.05, 0.5, 0.95};
  HostingCheck check = HostingCheck::every_number;
};

struct HostingCapacity {
  int homes = 0;                   ///< that can convert
  std::optional<Violation> limit;  ///< worst of what one more breaks; none where all can convert
  bool monotone = true;            ///< false: some larger number would keep all limits again
  std::string order;               ///< "heaviest first", "phase 2, line to pole 1, farthest first", "random 17"
};

struct Hosting {
  int candidates = 0;            ///< homes that could convert
  bool violated_before = false;  ///< a limit is broken before anyone converts: all capacities are 0
  HostingCapacity worst;
  std::vector<HostingCapacity> quantiles;          ///< by nearest rank over the random orders
  std::array<int, LIMIT_KINDS> orders_by_limit{};  ///< random orders that each limit ends
  int64_t solved_seasons = 0;
};

/// Throws std::invalid_argument where shapes do not fit.
[[nodiscard]] Hosting hosting_capacity(const Design& design, const PlaceLoads& loads, const Conversion& conversion,
                                       const PlanRules& rules, const HostingRule& rule);

/// Capacity of one order of rows; `order` has rows that convert, each once.
[[nodiscard]] HostingCapacity hosting_of_order(const Design& design, const PlaceLoads& loads,
                                               const Conversion& conversion, const PlanRules& rules,
                                               std::span<const int> order,
                                               HostingCheck how = HostingCheck::every_number);

}  // namespace hearthgrid::electricity
