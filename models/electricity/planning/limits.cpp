#include "models/electricity/planning/limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "models/electricity/transformer_season.hpp"

namespace hearthgrid::electricity {
namespace {

constexpr double QUARTER_MIN = 15.0;
constexpr int64_t WINDOWS_AT_ONCE = 64;

bool is_low(LimitKind kind) {
  return kind == LimitKind::low_voltage;
}

std::optional<double> limit_of(const Limits& limits, const PlanArea& area, LimitKind kind, size_t place) {
  const auto three_phase = [&] { return area.network.homes[place].phase == 3; };
  switch (kind) {
    case LimitKind::transformer_loading:
      return limits.loading;
    case LimitKind::hot_spot:
      return limits.hot_spot_c;
    case LimitKind::low_voltage:
      return three_phase() ? limits.three_phase_low_v : limits.low_v;
    case LimitKind::high_voltage:
      return three_phase() ? limits.three_phase_high_v : limits.high_v;
    case LimitKind::line_loading:
      return limits.line_loading;
    case LimitKind::unbalance:
      return limits.unbalance;
    case LimitKind::no_solution:
      return 0.0;
  }
  return std::nullopt;
}

bool beyond(LimitKind kind, double value, double limit) {
  return is_low(kind) ? value < limit : value > limit;
}

/// Steps of consecutive windows and what an area's homes draw in them.
struct Batch {
  std::vector<int64_t> first_step, last_step;  ///< [window], last one excluded
  std::vector<double> kw, kvar;                ///< [step][home]
  size_t steps = 0;
};

Batch gather(const PlanArea& area, const PlaceLoads& loads, std::span<const int64_t> windows) {
  Batch batch;
  const int64_t length = loads.window_steps();
  for (const int64_t w : windows) {
    if (w < 0 || w >= loads.windows()) throw std::invalid_argument(fmt::format("there is no window {}", w));
    batch.first_step.push_back(loads.warm_up_steps + w * length);
    batch.last_step.push_back(std::min(loads.steps(), batch.first_step.back() + length));
    for (int64_t t = batch.first_step.back(); t < batch.last_step.back(); ++t, ++batch.steps) {
      for (const int row : area.rows) batch.kw.push_back(static_cast<double>(loads.kw[row][t]));
      for (const int row : area.rows) {
        batch.kvar.push_back(loads.kvar.empty() ? 0.0 : static_cast<double>(loads.kvar[row][t]));
      }
    }
  }
  return batch;
}

/// visit(kind, place, value, step) for all that a step has to say, transformer loading aside.
template <class Visit>
void visit_step(const PlanArea& area, const AreaFlow& flow, int64_t step, Visit visit) {
  if (!flow.converged) {
    visit(LimitKind::no_solution, 0, 1.0, step);
    return;
  }
  for (size_t h = 0; h < area.rows.size(); ++h) {
    visit(LimitKind::low_voltage, h, flow.home_low_v[h], step);
    visit(LimitKind::high_voltage, h, flow.home_high_v[h], step);
  }
  for (size_t n = 0; n < area.node_ids.size(); ++n) {
    if (n > 0) visit(LimitKind::line_loading, n, flow.branch_a[n] / area.network.nodes[n].rating_a, step);
    visit(LimitKind::unbalance, n, flow.unbalance[n], step);
  }
}

/// The same for whole windows.
template <class Visit>
void visit_windows(const PlanArea& area, const PlaceLoads& loads, const PlanRules& rules,
                   std::span<const int64_t> windows, Visit visit) {
  const Batch batch = gather(area, loads, windows);
  std::vector<AreaFlow> flows(batch.steps);
  rules.flow(area.network, batch.kw, batch.kvar, batch.steps, flows);
  size_t at = 0;
  for (size_t w = 0; w < windows.size(); ++w) {
    double kw = 0.0, kvar = 0.0;
    bool converged = true;
    for (int64_t t = batch.first_step[w]; t < batch.last_step[w]; ++t, ++at) {
      visit_step(area, flows[at], t, visit);
      kw += flows[at].kw;
      kvar += flows[at].kvar;
      converged = converged && flows[at].converged;
    }
    const auto count = static_cast<double>(batch.last_step[w] - batch.first_step[w]);
    const double kva = std::hypot(kw, kvar) / count;
    if (converged) {
      visit(LimitKind::transformer_loading, size_t{0}, kva / area.transformer.rated_kva, batch.first_step[w]);
    }
  }
}

void note(AreaExtremes& seen, LimitKind kind, size_t place, double value, int64_t step) {
  Extreme& worst = seen.by_kind[static_cast<size_t>(kind)][place];
  if (worst.step < 0 || beyond(kind, value, worst.value)) worst = {value, step};
}

void check(const Design& design, const PlaceLoads& loads) {
  const auto steps = static_cast<size_t>(loads.steps());
  const auto alike = [&](const auto& rows) {
    return std::ranges::all_of(rows, [&](const auto& row) { return row.size() == steps; });
  };
  if (!alike(loads.kw) || !alike(loads.kvar) || (!loads.kvar.empty() && loads.kvar.size() != loads.kw.size())) {
    throw std::invalid_argument("rows of homes' loads differ in length");
  }
  if (!loads.kw.empty() && (loads.warm_up_steps < 0 || loads.windows() == 0)) {
    throw std::invalid_argument("no step is left after the warm-up");
  }
  for (const PlanArea& area : design.areas) {
    for (const int row : area.rows) {
      if (row < 0 || row >= static_cast<int>(loads.kw.size())) {
        throw std::invalid_argument(fmt::format("home {} has no row of loads", row));
      }
    }
  }
}

/// Load of an area's transformer over all steps, with its extremes left empty; of a step without a solution, that of
/// the homes alone.
AreaSeason all_loads(const PlanArea& area, const PlaceLoads& loads, const PlanRules& rules) {
  AreaSeason season;
  PlaceLoads all = loads;
  all.warm_up_steps = 0;
  const auto homes = static_cast<ptrdiff_t>(area.rows.size());
  std::vector<AreaFlow> flows;
  for (int64_t first = 0; first < all.windows(); first += WINDOWS_AT_ONCE) {
    std::vector<int64_t> some(static_cast<size_t>(std::min(WINDOWS_AT_ONCE, all.windows() - first)));
    std::iota(some.begin(), some.end(), first);
    const Batch batch = gather(area, all, some);
    flows.assign(batch.steps, {});
    rules.flow(area.network, batch.kw, batch.kvar, batch.steps, flows);
    for (size_t t = 0; t < batch.steps; ++t) {
      const auto sum = [&](const std::vector<double>& of) {
        const auto from = of.begin() + static_cast<ptrdiff_t>(t) * homes;
        return std::accumulate(from, from + homes, 0.0);
      };
      season.kw.push_back(flows[t].converged ? flows[t].kw : sum(batch.kw));
      season.kvar.push_back(flows[t].converged ? flows[t].kvar : sum(batch.kvar));
    }
  }
  return season;
}

/// Hottest winding of a season [degC], at the step of the largest load.
Extreme hot_spot(const PlanArea& area, const PlaceLoads& loads, const PlanRules& rules, const AreaSeason& season) {
  const TransformerSeason seen =
      assess(std::span<const double>(season.kw), std::span<const double>(season.kvar), rules.ambient_c,
             area.transformer, rules.thermal, loads.step_min, static_cast<int>(loads.warm_up_steps));
  return {seen.peak_hot_spot_c, loads.warm_up_steps + seen.peak_step};
}

}  // namespace

std::string_view limit_name(LimitKind kind) {
  constexpr std::array<std::string_view, LIMIT_KINDS> NAMES = {
      "transformer loading", "hot spot", "low voltage", "high voltage", "line loading", "unbalance", "no solution"};
  return NAMES[static_cast<size_t>(kind)];
}

int64_t PlaceLoads::window_steps() const {
  return std::max<int64_t>(1, std::llround(QUARTER_MIN / step_min));
}

int64_t PlaceLoads::windows() const {
  return std::max<int64_t>(0, steps() - warm_up_steps + window_steps() - 1) / window_steps();
}

double Violation::excess() const {
  constexpr double WORST = 1e6;
  return kind == LimitKind::no_solution ? WORST : std::abs(amount - limit) / limit;
}

AreaExtremes nothing_seen(const PlanArea& area) {
  AreaExtremes seen;
  const auto room = [&](LimitKind kind, size_t places) {
    const double start = is_low(kind) ? std::numeric_limits<double>::max() : 0.0;
    seen.by_kind[static_cast<size_t>(kind)].assign(places, Extreme{start, -1});
  };
  room(LimitKind::transformer_loading, 1);
  room(LimitKind::hot_spot, 1);
  room(LimitKind::low_voltage, area.rows.size());
  room(LimitKind::high_voltage, area.rows.size());
  room(LimitKind::line_loading, area.node_ids.size());
  room(LimitKind::unbalance, area.node_ids.size());
  room(LimitKind::no_solution, 1);
  return seen;
}

std::vector<AreaExtremes> extremes(const Design& design, const PlaceLoads& loads, const PlanRules& rules,
                                   std::span<const int64_t> windows) {
  check(design, loads);
  std::vector<AreaExtremes> reached;
  for (const PlanArea& area : design.areas) {
    AreaExtremes& seen = reached.emplace_back(nothing_seen(area));
    for (size_t first = 0; first < windows.size(); first += WINDOWS_AT_ONCE) {
      const auto some = windows.subspan(first, std::min<size_t>(WINDOWS_AT_ONCE, windows.size() - first));
      visit_windows(area, loads, rules, some, [&](LimitKind kind, size_t place, double value, int64_t step) {
        note(seen, kind, place, value, step);
      });
    }
  }
  return reached;
}

std::vector<AreaExtremes> season_extremes(const Design& design, const PlaceLoads& loads, const PlanRules& rules) {
  check(design, loads);
  std::vector<AreaExtremes> reached;
  std::vector<AreaSeason> seasons;
  if (rules.season) {
    for (const PlanArea& area : design.areas) {
      seasons.push_back(rules.season(area, loads));
      reached.push_back(seasons.back().extremes);
    }
  } else {
    std::vector<int64_t> all(static_cast<size_t>(loads.windows()));
    std::iota(all.begin(), all.end(), 0);
    reached = extremes(design, loads, rules, all);
  }
  if (!rules.limits.hot_spot_c) return reached;
  for (size_t a = 0; a < reached.size(); ++a) {
    const PlanArea& area = design.areas[a];
    reached[a].of(LimitKind::hot_spot) = {
        hot_spot(area, loads, rules, rules.season ? seasons[a] : all_loads(area, loads, rules))};
  }
  return reached;
}

std::vector<Violation> season_violations(const Design& design, const PlaceLoads& loads, const PlanRules& rules) {
  return violations(design, season_extremes(design, loads, rules), rules.limits);
}

Extreme worst_of(std::span<const AreaExtremes> reached, LimitKind kind) {
  Extreme worst;
  const bool low = kind == LimitKind::low_voltage;
  for (const AreaExtremes& area : reached) {
    for (const Extreme& e : area.of(kind)) {
      const bool worse = low ? e.value < worst.value : e.value > worst.value;
      if (e.step >= 0 && (worst.step < 0 || worse)) worst = e;
    }
  }
  return worst;
}

std::vector<Violation> violations(const Design& design, const std::vector<AreaExtremes>& reached,
                                  const Limits& limits) {
  std::vector<Violation> found;
  for (size_t a = 0; a < reached.size(); ++a) {
    const PlanArea& area = design.areas[a];
    for (size_t k = 0; k < LIMIT_KINDS; ++k) {
      const auto kind = static_cast<LimitKind>(k);
      const auto& places = reached[a].by_kind[k];
      const bool homes = kind == LimitKind::low_voltage || kind == LimitKind::high_voltage;
      for (size_t p = 0; p < places.size(); ++p) {
        const auto limit = limit_of(limits, area, kind, p);
        if (!limit || places[p].step < 0 || !beyond(kind, places[p].value, *limit)) continue;
        const double amount = kind == LimitKind::no_solution ? 0.0 : places[p].value;
        found.push_back({kind, amount, *limit, a, homes ? area.rows[p] : area.node_ids[p], places[p].step});
      }
    }
  }
  std::ranges::stable_sort(found, std::ranges::greater{}, &Violation::excess);
  return found;
}

std::optional<size_t> first_broken(const Design& design, const PlaceLoads& loads, const PlanRules& rules,
                                   std::span<const int64_t> windows) {
  constexpr size_t AT_ONCE = 8;
  for (size_t first = 0; first < windows.size(); first += AT_ONCE) {
    const auto some = windows.subspan(first, std::min(AT_ONCE, windows.size() - first));
    size_t broken = some.size();
    for (const PlanArea& area : design.areas) {
      visit_windows(area, loads, rules, some, [&](LimitKind kind, size_t place, double value, int64_t step) {
        const auto limit = limit_of(rules.limits, area, kind, place);
        if (!limit || !beyond(kind, value, *limit)) return;
        const int64_t window = (step - loads.warm_up_steps) / loads.window_steps();
        broken = std::min(broken, static_cast<size_t>(std::ranges::find(some, window) - some.begin()));
      });
    }
    if (broken < some.size()) return first + broken;
  }
  return std::nullopt;
}

bool homes_overload(const Design& design, const PlaceLoads& loads, const Limits& limits, int64_t window) {
  if (!limits.loading) return false;
  const std::array<int64_t, 1> one = {window};
  return std::ranges::any_of(design.areas, [&](const PlanArea& area) {
    const Batch batch = gather(area, loads, one);
    const auto count = static_cast<double>(batch.steps);
    const double kw = std::accumulate(batch.kw.begin(), batch.kw.end(), 0.0) / count;
    const double kvar = std::accumulate(batch.kvar.begin(), batch.kvar.end(), 0.0) / count;
    return kw >= 0.0 && kvar >= 0.0 && std::hypot(kw, kvar) > *limits.loading * area.transformer.rated_kva;
  });
}

std::string place_name(const Design& design, const Violation& violation, std::span<const std::string> homes) {
  const PlanArea& area = design.areas.at(violation.area);
  switch (violation.kind) {
    case LimitKind::low_voltage:
    case LimitKind::high_voltage:
      return homes.empty() ? fmt::format("home {}", violation.place) : homes[static_cast<size_t>(violation.place)];
    case LimitKind::line_loading:
      return fmt::format("line to {}", area.network.nodes[find_node(area, violation.place)].name);
    case LimitKind::unbalance:
      return area.network.nodes[find_node(area, violation.place)].name;
    default:
      return "transformer";
  }
}

}  // namespace hearthgrid::electricity
