#pragma once
// The limits of a low-voltage area, what a season reaches against them, and which are violated.
//
// The flow comes from the caller as a function, so that plans stand on whatever solver there is. Steps are looked at in
// windows of a quarter of an hour that begin with the first counted step: a transformer's loading is that of the
// window's mean power, everything else counts by step. Of longer steps, each is a window.

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/electricity/planning/design.hpp"
#include "models/electricity/thermal_class.hpp"

namespace hearthgrid::electricity {

enum class LimitKind { transformer_loading, hot_spot, low_voltage, high_voltage, line_loading, unbalance, no_solution };
constexpr size_t LIMIT_KINDS = 7;
/// "transformer loading", "hot spot", "low voltage", "high voltage", "line loading", "unbalance", "no solution" (more
/// load than the network can carry at any voltage).
[[nodiscard]] std::string_view limit_name(LimitKind kind);

/// What has to be kept; a limit that is absent is not looked at. Voltages are phase to neutral, behind the home's drop.
/// GB/T 12325: single-phase 220 V +7/-10 %, three-phase 380 V +-7 % (here over the root of 3). GB/T 15543: 2 % of
/// negative over positive sequence. All as quoted by Gawg-AI/cnpower; the standards were not read.
struct Limits {
  std::optional<double> loading = 0.8;  ///< of rated power, for the peak of 15-minute means; assumed, as in SizingRule
  std::optional<double> hot_spot_c;     ///< needs the season in order: looked at in season() only
  std::optional<double> low_v = 198.0, high_v = 235.4;
  std::optional<double> three_phase_low_v = 204.04, three_phase_high_v = 234.75;
  std::optional<double> line_loading = 1.0;
  std::optional<double> unbalance = 0.02;
};

/// What flows in an area at one step.
struct AreaFlow {
  bool converged = true;
  double kw = 0.0, kvar = 0.0;                  ///< at the transformer's low-voltage terminals
  std::vector<double> home_low_v, home_high_v;  ///< [home] lowest and highest of its phases, behind its drop
  std::vector<double> branch_a;                 ///< [node] largest phase current of the branch to the parent
  std::vector<double> unbalance;                ///< [node] |V2| / |V1|
};

/// Solves an area for steps of loads: `kw` and `kvar` are [step][home of the network], `flows` gets one entry per step.
/// Has to depend on nothing else, and to say by `converged` where there is no solution.
using FlowFunction = std::function<void(const LvNetwork& network, std::span<const double> kw,
                                        std::span<const double> kvar, size_t steps, std::vector<AreaFlow>& flows)>;

/// What the homes of a place draw. Rows of one length; `kvar` may be empty (none).
struct PlaceLoads {
  std::vector<std::span<const float>> kw, kvar;  ///< [row]
  double step_min = 15.0;
  int64_t warm_up_steps = 0;  ///< only the hot spot sees them

  [[nodiscard]] int64_t steps() const { return kw.empty() ? 0 : static_cast<int64_t>(kw[0].size()); }
  [[nodiscard]] int64_t window_steps() const;
  [[nodiscard]] int64_t windows() const;  ///< of the counted steps; the last one may be shorter
};

/// The worst of one place and the step it was at, counted from the first row's first step.
struct Extreme {
  double value = 0.0;
  int64_t step = -1;  ///< -1: nothing was looked at
};

/// Worst values of one area, by kind and place: one place for transformer loading, hot spot and no solution, homes of
/// the area's network for voltages, its nodes for line loading (share of rating) and unbalance.
struct AreaExtremes {
  std::array<std::vector<Extreme>, LIMIT_KINDS> by_kind;
  [[nodiscard]] const std::vector<Extreme>& of(LimitKind kind) const { return by_kind[static_cast<size_t>(kind)]; }
  [[nodiscard]] std::vector<Extreme>& of(LimitKind kind) { return by_kind[static_cast<size_t>(kind)]; }
};

/// A whole season of one area.
struct AreaSeason {
  AreaExtremes extremes;         ///< of the counted steps; the hot spot may be left out
  std::vector<double> kw, kvar;  ///< at the low-voltage terminals, by step, warm-up included
};

/// Solves an area for all steps, for those who can do that faster than step by step. A place that violates a limit has
/// to be among the extremes; of several, one is enough.
using SeasonFunction = std::function<AreaSeason(const PlanArea& area, const PlaceLoads& loads)>;

/// What plans are judged by.
struct PlanRules {
  Limits limits;
  FlowFunction flow;
  SeasonFunction season;  ///< in place of `flow` where a whole season is asked for; may be empty
  ThermalClass thermal = DISTRIBUTION_ONAN;
  std::vector<double> ambient_c;  ///< by step, warm-up included; for a hot-spot limit
};

struct Violation {
  LimitKind kind = LimitKind::transformer_loading;
  double amount = 0.0;  ///< share, degC or V; of no solution 0
  double limit = 0.0;
  size_t area = 0;
  int place = 0;  ///< row of a home, number of a node
  int64_t step = 0;

  /// How far beyond the limit, as a share of it; of no solution more than of any other.
  [[nodiscard]] double excess() const;
};

/// Room for the extremes of an area, with nothing seen yet.
[[nodiscard]] AreaExtremes nothing_seen(const PlanArea& area);

/// Worst values over some windows, by area. The hot spot is left out. Throws std::invalid_argument where rows of homes
/// are missing or of different length, or a window is not there.
[[nodiscard]] std::vector<AreaExtremes> extremes(const Design& design, const PlaceLoads& loads, const PlanRules& rules,
                                                 std::span<const int64_t> windows);

/// The same over all windows, and the hot spot if it has a limit.
[[nodiscard]] std::vector<AreaExtremes> season_extremes(const Design& design, const PlaceLoads& loads,
                                                        const PlanRules& rules);

/// Worst value of a kind over all areas; step -1 where nothing was looked at.
[[nodiscard]] Extreme worst_of(std::span<const AreaExtremes> reached, LimitKind kind);

/// What of it breaks a limit: every home and line that does, the worst first.
[[nodiscard]] std::vector<Violation> violations(const Design& design, const std::vector<AreaExtremes>& reached,
                                                const Limits& limits);

/// The violations of a season.
[[nodiscard]] std::vector<Violation> season_violations(const Design& design, const PlaceLoads& loads,
                                                       const PlanRules& rules);

/// Index of the first of some windows that breaks any limit; none if all keep them. Windows are solved a few at a time,
/// and none after the first ones that break.
[[nodiscard]] std::optional<size_t> first_broken(const Design& design, const PlaceLoads& loads, const PlanRules& rules,
                                                 std::span<const int64_t> windows);

/// Whether the homes alone load a transformer beyond its limit in a window, whatever the lines are: losses of lines
/// only add to what homes draw. False where the limit is absent or the homes of an area feed in or draw capacitive
/// power.
[[nodiscard]] bool homes_overload(const Design& design, const PlaceLoads& loads, const Limits& limits, int64_t window);

/// "home 3", "line to pole 12", "transformer": where a violation is. `homes` may be empty.
[[nodiscard]] std::string place_name(const Design& design, const Violation& violation,
                                     std::span<const std::string> homes);

}  // namespace hearthgrid::electricity
