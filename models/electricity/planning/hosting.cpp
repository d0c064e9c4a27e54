#include "models/electricity/planning/hosting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <stdexcept>
#include <tuple>

#include "engine/base/random.hpp"
#include "models/electricity/planning/hosting_orders.hpp"
#include "models/electricity/planning/working_windows.hpp"

namespace hearthgrid::electricity {
namespace {

PlaceLoads converted(const PlaceLoads& loads, const Conversion& conversion, std::span<const int> rows) {
  PlaceLoads mixed = loads;
  for (const int row : rows) {
    mixed.kw[row] = conversion.kw[row];
    if (!mixed.kvar.empty()) mixed.kvar[row] = conversion.kvar[row];
  }
  return mixed;
}

std::vector<int> convertible(const Conversion& conversion) {
  std::vector<int> rows;
  for (size_t row = 0; row < conversion.kw.size(); ++row) {
    if (!conversion.kw[row].empty()) rows.push_back(static_cast<int>(row));
  }
  return rows;
}

void check(const PlaceLoads& loads, const Conversion& conversion) {
  const bool kvar_fits = conversion.kvar.size() == loads.kvar.size();
  if (conversion.kw.size() != loads.kw.size() || !kvar_fits || conversion.homes.size() != loads.kw.size()) {
    throw std::invalid_argument("a conversion needs a row and a name for each home of the loads");
  }
  const auto steps = static_cast<size_t>(loads.steps());
  for (size_t row = 0; row < conversion.kw.size(); ++row) {
    if (conversion.kw[row].empty()) continue;
    const bool kvar_long = loads.kvar.empty() || conversion.kvar[row].size() == steps;
    if (conversion.kw[row].size() != steps || !kvar_long) {
      throw std::invalid_argument(fmt::format("the row of {} does not fit the loads", conversion.homes[row]));
    }
  }
}

/// What is known of a place while orders are tried: the few windows, shared by all orders.
class Place {
 public:
  Place(const Design& design, const PlaceLoads& loads, const Conversion& conversion, const PlanRules& rules)
      : design_(design), loads_(loads), conversion_(conversion), rules_(rules) {
    windows_.add_loads(design, loads);
    const auto all = converted(loads, conversion, convertible(conversion));
    windows_.add_loads(design, all);
    windows_.add_worst(extremes(design, all, rules, windows_.all()), all);
  }

  /// Violations over the season with the first homes of an order converted.
  std::vector<Violation> season(std::span<const int> first) {
    ++seasons_;
    const PlaceLoads mixed = converted(loads_, conversion_, first);
    auto found = season_violations(design_, mixed, rules_);
    for (const Violation& v : found) {
      if (v.kind == LimitKind::hot_spot) continue;
      windows_.add_step(v.step, loads_);
      break;  // the worst one
    }
    return found;
  }

  bool broken(std::span<const int> first) {
    return windows_.broken(design_, converted(loads_, conversion_, first), rules_);
  }

  /// Violations in the few windows; `reached` gets the extremes there.
  [[nodiscard]] std::vector<Violation> seen(std::span<const int> first, std::vector<AreaExtremes>& reached) const {
    const PlaceLoads mixed = converted(loads_, conversion_, first);
    reached = extremes(design_, mixed, rules_, windows_.all());
    return violations(design_, reached, rules_.limits);
  }

  [[nodiscard]] int64_t seasons() const { return seasons_; }

 private:
  const Design& design_;
  const PlaceLoads& loads_;
  const Conversion& conversion_;
  const PlanRules& rules_;
  WorkingWindows windows_;
  int64_t seasons_ = 0;
};

/// The capacity of one order at a place.
class OrderSearch {
 public:
  OrderSearch(Place& place, std::span<const int> order, HostingCheck check)
      : place_(place), order_(order), check_(check) {}

  HostingCapacity run() {
    const auto count = static_cast<int>(order_.size());
    HostingCapacity capacity;
    capacity.homes = bisect(count);
    if (!smaller_keep(capacity.homes) || !larger_break(capacity.homes, count)) {
      capacity.monotone = false;
      capacity.homes = first_broken(capacity.homes) - 1;
    }
    if (capacity.homes < count) capacity.limit = limit_at(capacity.homes + 1);
    return capacity;
  }

 private:
  [[nodiscard]] std::span<const int> first(int number) const { return order_.first(static_cast<size_t>(number)); }

  bool keeps_season(int number) {
    const auto known = seasons_.find(number);
    if (known != seasons_.end()) return known->second.empty();
    const auto& found = seasons_.emplace(number, place_.season(first(number))).first->second;
    // What no window shows (the hot spot) has to be asked of the season.
    by_season_ = by_season_ || (!found.empty() && !place_.broken(first(number)));
    return found.empty();
  }

  bool keeps(int number) {
    if (place_.broken(first(number))) return false;
    return !by_season_ || keeps_season(number);
  }

  /// A number that keeps the season while the next one does not (none converted is known to keep it).
  int bisect(int count) {
    int low = 0, high = count + 1;
    if (keeps(count))
      low = count;
    else
      high = count;
    while (true) {
      while (high - low > 1) {
        const int middle = low + (high - low) / 2;
        (keeps(middle) ? low : high) = middle;
      }
      if (low == 0 || keeps_season(low)) return low;
      high = low;
      low = 0;
      for (const auto& [number, found] : seasons_) {
        if (found.empty() && number < high) low = std::max(low, number);
      }
    }
  }

  bool smaller_keep(int number) {
    if (check_ == HostingCheck::neighbours) return number < 2 || !place_.broken(first(number - 1));
    if (check_ == HostingCheck::every_season) return first_broken(number) > number;
    return tightest_keep(number);
  }

  /// Whether all smaller numbers keep the few windows, and those that come closest to a limit the season.
  bool tightest_keep(int number) {
    constexpr std::array<LimitKind, 4> KINDS = {LimitKind::low_voltage, LimitKind::high_voltage,
                                                LimitKind::line_loading, LimitKind::unbalance};
    std::array<std::pair<double, int>, KINDS.size()> tightest{};
    for (int n = 1; n <= number; ++n) {
      std::vector<AreaExtremes> reached;
      if (!place_.seen(first(n), reached).empty()) return false;
      for (size_t k = 0; k < KINDS.size(); ++k) {
        const double worst = worst_of(reached, KINDS[k]).value;
        const double towards = KINDS[k] == LimitKind::low_voltage ? -worst : worst;
        if (n == 1 || towards >= tightest[k].first) tightest[k] = {towards, n};
      }
    }
    return number < 1 || std::ranges::all_of(tightest, [&](const auto& t) { return keeps_season(t.second); });
  }

  bool larger_break(int number, int count) { return number + 2 > count || !keeps(number + 2); }

  int first_broken(int known_to_keep) {
    for (int n = 1; n <= known_to_keep; ++n) {
      if (place_.broken(first(n)) || !keeps_season(n)) return n;
    }
    return known_to_keep + 1;
  }

  Violation limit_at(int number) {
    std::vector<AreaExtremes> reached;
    auto found = place_.seen(first(number), reached);
    if (found.empty()) found = place_.season(first(number));
    if (found.empty()) throw std::logic_error("one home more than a capacity keeps every limit");
    return found.front();
  }

  Place& place_;
  std::span<const int> order_;
  HostingCheck check_;
  bool by_season_ = false;
  std::map<int, std::vector<Violation>> seasons_;  // by number of homes
};

void lay_quantiles(std::vector<HostingCapacity> random, const HostingRule& rule, Hosting& hosting) {
  if (random.empty()) return;
  for (const auto& capacity : random) {
    if (capacity.limit) ++hosting.orders_by_limit[static_cast<size_t>(capacity.limit->kind)];
  }
  std::ranges::stable_sort(random, {}, &HostingCapacity::homes);
  for (const double share : rule.quantiles) {
    const auto count = static_cast<double>(random.size());
    const auto rank = static_cast<size_t>(std::clamp(std::ceil(share * count), 1.0, count));
    hosting.quantiles.push_back(random[rank - 1]);
  }
}

}  // namespace

HostingCapacity hosting_of_order(const Design& design, const PlaceLoads& loads, const Conversion& conversion,
                                 const PlanRules& rules, std::span<const int> order, HostingCheck how) {
  check(loads, conversion);
  Place place(design, loads, conversion, rules);
  const auto before = place.season({});
  if (!before.empty()) return {0, before.front(), true, ""};
  return OrderSearch(place, order, how).run();
}

Hosting hosting_capacity(const Design& design, const PlaceLoads& loads, const Conversion& conversion,
                         const PlanRules& rules, const HostingRule& rule) {
  check(loads, conversion);
  Hosting hosting;
  const std::vector<int> rows = convertible(conversion);
  hosting.candidates = static_cast<int>(rows.size());
  Place place(design, loads, conversion, rules);
  const auto before = place.season({});
  hosting.violated_before = !before.empty();
  if (hosting.violated_before) {
    hosting.worst = {0, before.front(), true, "before anyone converts"};
    hosting.quantiles.assign(rule.quantiles.size(), hosting.worst);
    return hosting;
  }
  hosting.worst.homes = hosting.candidates + 1;
  std::vector<HostingCapacity> random;
  const auto run = [&](const HostingOrder& order) {
    HostingCapacity capacity = OrderSearch(place, order.rows, rule.check).run();
    capacity.order = order.name;
    if (capacity.homes < hosting.worst.homes) hosting.worst = capacity;
    return capacity;
  };
  for (const HostingOrder& order : adversarial_orders(design, loads, conversion, rows)) (void)run(order);
  for (int i = 0; i < rule.random_orders; ++i) {
    random.push_back(run(random_order(conversion, rows, rule.seed, rule.name_hash, i)));
  }
  lay_quantiles(std::move(random), rule, hosting);
  hosting.solved_seasons = place.seasons();
  return hosting;
}

}  // namespace hearthgrid::electricity
