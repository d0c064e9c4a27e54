#include "models/dwelling/element_losses.hpp"

#include "models/dwelling/dense_algebra.hpp"
#include "models/dwelling/envelope.hpp"

namespace hearthgrid::dwelling {

std::vector<ElementLoss> element_losses(const Dwelling& dwelling, const Eigen::VectorXd& mean_drivers) {
  const Envelope envelope = envelope_of(dwelling);
  const StateSpace& system = envelope.system;
  const Eigen::MatrixXd gain = system.d - system.c * system.a.partialPivLu().solve(system.b);
  std::vector<ElementLoss> losses;
  Eigen::Index row = ZONES + envelope.zones;
  const auto add = [&](const auto& parts, LossPath path) {
    for (const auto& part : parts) {
      losses.push_back({.name = part.name,
                        .path = path,
                        .fixed_w = gain.row(row).head(envelope.layout.count).dot(mean_drivers),
                        .per_air_w_k = gain(row, envelope.air_input()),
                        .per_radiant = gain(row, envelope.radiant_input())});
      ++row;
    }
  };
  add(dwelling.opaque, LossPath::opaque);
  add(dwelling.windows, LossPath::window);
  add(dwelling.bridges, LossPath::bridge);
  add(dwelling.zones, LossPath::zone_air);
  return losses;
}

}  // namespace hearthgrid::dwelling
