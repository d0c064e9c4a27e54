#pragma once
// Curtains and shutters that are closed at night.
//
// A closed cover adds a resistance to its window: the layered network with the covers closed is another one over the
// same heat capacities. Both are reduced together, to the same states (reduction.hpp), so that a home goes from one to
// the other between two steps with its state as it is. Windows whose covers close at the same hours form a group; each
// combination of closed groups has a network.
//
// A step in which a cover closes belongs to the state that holds longer. What is amiss of it is handed out as a
// conductance between the indoor and the outdoor air, the rest of the step's share of H_closed - H_open (the steady
// heat for one kelvin of the whole network), shared by the windows in proportion to A (U_closed - U_open). What the
// window loses to the cold sky is added in the ratio of (16 degC - T_env) to (16 degC - T_out).

#include <vector>

#include "models/dwelling/construction.hpp"
#include "models/dwelling/drivers.hpp"

namespace hearthgrid::dwelling {

/// Windows whose covers close at the same hours; see NightCover.
struct CoverGroup {
  double from_h = -1.0, to_h = -1.0;
  std::vector<size_t> windows;
};

constexpr size_t MOST_COVER_GROUPS = 3;  ///< of a dwelling: 8 networks

/// In order of their first windows.
[[nodiscard]] std::vector<CoverGroup> cover_groups(const Dwelling& dwelling);

/// The dwelling with the covers of some groups closed for good, group g where bit g of `closed` is set.
[[nodiscard]] Dwelling with_covers_closed(Dwelling dwelling, unsigned closed);

/// Every combination of closed groups but the open one: with_covers_closed of 1, 2, 3 ... Throws std::invalid_argument
/// for more than MOST_COVER_GROUPS.
[[nodiscard]] std::vector<Dwelling> covered_dwellings(const Dwelling& dwelling);

/// Share of a step, from `start_minute` of the day and `minutes` long, for which a cover that goes by the clock is
/// closed.
[[nodiscard]] double closed_by_clock(const NightCover& cover, double start_minute, double minutes);

/// The covers step by step.
struct CoverCourse {
  std::vector<unsigned char> closed;  ///< groups that are closed for at least half of the step, as bits
  std::vector<double> rest_w_k;       ///< conductance from indoor to outdoor air that the step's true share adds
};

/// Of the steps [first_step, first_step + count); empty if the home has no covers. Steps begin at midnight and
/// `steps_per_day` make a day. Throws std::invalid_argument if the weather does not cover the steps.
[[nodiscard]] CoverCourse cover_course(const Dwelling& dwelling, const SiteDrivers& site, int first_step, int count,
                                       int steps_per_day);

}  // namespace hearthgrid::dwelling
