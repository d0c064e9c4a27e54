#include "engine/run/construction_facts.hpp"

#include "models/dwelling/curtain.hpp"

namespace hearthgrid::run {
namespace {

// Losses by part, over the networks that the covers make.
std::vector<dwelling::ElementLoss> losses_of(const dwelling::Dwelling& dwelling,
                                             const std::vector<CoverMeans>& season) {
  std::vector<dwelling::ElementLoss> sum;
  for (size_t closed = 0; closed < season.size(); ++closed) {
    const double share = season[closed].share;
    if (closed > 0 && share <= 0.0) continue;
    const auto part = dwelling::element_losses(dwelling::with_covers_closed(dwelling, static_cast<unsigned>(closed)),
                                               season[closed].weighted_drivers);
    if (sum.empty()) sum.assign(part.size(), {});
    for (size_t i = 0; i < part.size(); ++i) {
      sum[i].name = part[i].name;
      sum[i].path = part[i].path;
      sum[i].fixed_w += part[i].fixed_w;
      sum[i].per_air_w_k += share * part[i].per_air_w_k;
      sum[i].per_radiant += share * part[i].per_radiant;
    }
  }
  return sum;
}

}  // namespace

ConstructionFacts construction_facts(const dwelling::Dwelling& dwelling, const dwelling::ReducedDwelling& reduced,
                                     const std::vector<CoverMeans>& season) {
  Eigen::VectorXd mean_drivers = season.front().weighted_drivers;
  for (size_t closed = 1; closed < season.size(); ++closed) mean_drivers += season[closed].weighted_drivers;
  ConstructionFacts facts;
  facts.elements = dwelling::element_facts(dwelling);
  facts.losses = losses_of(dwelling, season);
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
