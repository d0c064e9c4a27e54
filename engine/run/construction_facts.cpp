#include "engine/run/construction_facts.hpp"

namespace hearthgrid::run {

ConstructionFacts construction_facts(const dwelling::Dwelling& dwelling, const dwelling::ReducedDwelling& reduced,
                                     const Eigen::VectorXd& mean_drivers) {
  ConstructionFacts facts;
  facts.elements = dwelling::element_facts(dwelling);
  facts.losses = dwelling::element_losses(dwelling, mean_drivers);
  facts.time_constants_h.assign(reduced.time_constants_h.begin(), reduced.time_constants_h.end());
  facts.note = reduced.note;
  if (reduced.error) {
    facts.heat_error = reduced.error->heat;
    facts.peak_error = reduced.error->peak;
  }
  facts.mean_outdoor_c = mean_drivers[reduced.layout.outdoor];
  facts.sun_w = dwelling::heat_drivers(reduced.layout).dot(mean_drivers);
  return facts;
}

}  // namespace hearthgrid::run
