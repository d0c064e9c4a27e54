#pragma once
// What one construction under one site's weather is to a person: its parts, how fast it cools, what each part loses
// over the season. The season's means make the losses of any home of it, see models/dwelling/element_losses.hpp.

#include <Eigen/Dense>
#include <string>
#include <vector>

#include "models/dwelling/element_facts.hpp"
#include "models/dwelling/element_losses.hpp"
#include "models/dwelling/reduction.hpp"

namespace hearthgrid::run {

struct ConstructionFacts {
  std::vector<dwelling::ElementFacts> elements;
  std::vector<dwelling::ElementLoss> losses;  ///< of the same elements
  std::vector<double> time_constants_h;       ///< of the reduced network, longest first
  std::string note;                           ///< of the reduction
  double heat_error = 0.0;  ///< of the reduced network against the layered one, see reduction_check.hpp
  double peak_error = 0.0;
  double mean_outdoor_c = 0.0;  ///< over the season, warm-up aside
  double sun_w = 0.0;           ///< mean heat of the sun in and through the windows, reference house
};

/// The steps of a season with the same covers closed: their share of it, and the mean of the drivers over them (as in
/// layout_of) times that share.
struct CoverMeans {
  double share = 0.0;
  Eigen::VectorXd weighted_drivers;
};

/// `season`: with no covers closed, then by every combination as in models/dwelling/curtain.hpp; warm-up aside. Losses
/// are those of the networks by their shares, with the season's mean air for each.
[[nodiscard]] ConstructionFacts construction_facts(const dwelling::Dwelling& dwelling,
                                                   const dwelling::ReducedDwelling& reduced,
                                                   const std::vector<CoverMeans>& season);

}  // namespace hearthgrid::run
