#pragma once
// The layered envelope of 40 to 80 nodes reduced to two to four states by balanced truncation (Moore, IEEE TAC 1981),
// the rest residualised (singular perturbation), so that every steady state stays exact.
//
// With W = capacity^1/2 the system is symmetric, W A W^-1 = V L V^T, and both Gramians are closed forms,
// P_ij = -(B~ B~^T)_ij / (l_i + l_j). The air stays an explicit node: infiltration, furniture and convective heat enter
// it without a new reduction, and on/off thermostats see the true air inertia.
//
// Against the full order at 15 minutes (ASHRAE 140 cases): yearly heat within 0.3 %, peaks within 0.15 %, load RMSE
// 0.3 to 1.8 % of the mean load. Heavy brick homes on soil with a half-radiant heater: a winter's heat within 0.6 %
// (four states 0.2 %, over a cold fortnight with deep insulation 0.8 %; five 0.1 %); the peak after a jump of the set
// point, were the heater unlimited, 3 to 13 % low (four states 1 to 2.4 %). The split of an instant's heat between loss
// and storage is coarser: what the outer layers take up within hours counts as lost at once (RMS about 15 % of the mean
// loss at 15 minutes under a setback); sums over days and longer are those of the full order, since heat is conserved
// and steady states are exact.
//
// Balancing does not keep the network's symmetry, so a mode of a home coupled to its air may grow: in 1 % of random
// homes with five states, in one of 50 000 with all from five to eight. The main directions are the way out then.
//
// A dwelling with night covers (curtain.hpp) has a network for every combination of closed covers, over the same
// capacities. One projection reduces them all, balanced for the sum of their Gramians; each is residualised by itself
// and keeps its own steady states. So they share their states z = the first rows of T^-1 x, and with them the stored
// heat.

#include <optional>
#include <string>
#include <vector>

#include "models/dwelling/construction.hpp"
#include "models/dwelling/thermal_model.hpp"

namespace hearthgrid::dwelling {

/// What a reduction differs from the layered network by, as shares of it (reduction_check.hpp).
struct ReductionError {
  double heat = 0.0;
  double peak = 0.0;  ///< of the largest quarter hour
};

struct ReducedDwelling {
  ThermalModel model;                 ///< states: reduced envelope, then the air; all covers open
  std::vector<ThermalModel> covered;  ///< the same states with covers closed, [closed - 1] as in curtain.hpp
  DriverLayout layout;
  Eigen::VectorXd hankel;               ///< leading Hankel singular values of the scaled envelope (by main directions:
                                        ///< eigenvalues of the sum of both Gramians, each over its trace)
  Eigen::VectorXd time_constants_h;     ///< longest first; all real and positive
  std::string note;                     ///< empty, or why more states were taken than asked for
  std::optional<ReductionError> error;  ///< where it has been checked

  /// `closed`: groups of covers as bits, 0 for none.
  [[nodiscard]] const ThermalModel& with_covers(unsigned closed) const {
    return closed == 0U ? model : covered.at(closed - 1U);
  }
};

/// Reduces to `states` in all, the air included (3 by default, at least 2). Should a mode not decay, one more state is
/// taken and `note` says so, up to `most` (three more by default); if those do not help, `most` by main directions.
/// Throws std::domain_error for a dwelling that stores no heat.
[[nodiscard]] ReducedDwelling reduce(const Dwelling& dwelling, int states = 3, std::optional<int> most = {});

/// Reduces by the main directions of what inputs reach and outputs see, whose model stays symmetric: every mode decays.
/// On the ten days of reduction_check.hpp seven states miss the heat of ASHRAE 140's cases 600, 900 and 960 by 0.3 to
/// 0.9 %, five by up to 4.2 %.
[[nodiscard]] ReducedDwelling reduce_by_main_directions(const Dwelling& dwelling, int states);

}  // namespace hearthgrid::dwelling
