#pragma once
// Which parts of a home lose its heat, over a season.
//
// The network is linear, so the mean loss through a part is its steady gain times the means of what drives it, apart
// from the heat stored or released between the season's ends (nothing where it ends as it began):
//   mean loss = G_u mean(u) + G_a mean(T_air) + G_r mean(Q_radiant),   G = D - C A^-1 B of the whole layered network.

#include <Eigen/Dense>
#include <string>
#include <vector>

#include "models/dwelling/construction.hpp"

namespace hearthgrid::dwelling {

enum class LossPath {
  opaque,    ///< through an opaque element; the sun on its outer face is taken off
  window,    ///< through glass and frame; the sun in the panes is taken off, sunlight reflected out again is added
  bridge,    ///< along a thermal bridge
  zone_air,  ///< by the air change of a buffer zone
};

/// Mean heat from one part to outdoors or the ground [W], negative where the part gains:
/// `fixed_w + per_air_w_k T_air + per_radiant Q_radiant`, with the means over the season.
struct ElementLoss {
  std::string name;
  LossPath path = LossPath::opaque;
  double fixed_w = 0.0;      ///< by the mean drivers alone
  double per_air_w_k = 0.0;  ///< per degC of indoor air
  double per_radiant = 0.0;  ///< W per W of radiant heat indoors
  [[nodiscard]] double mean_w(double air_temp_c, double radiant_w) const {
    return fixed_w + per_air_w_k * air_temp_c + per_radiant * radiant_w;
  }
};

/// Opaque elements, windows, thermal bridges, air change of the buffer zones; 0 for adiabatic elements and for those
/// between two spaces. The sum is the mean of the loss by transmission (EnvelopeOutput LOSS); the home's own air change
/// is not part of it. `mean_drivers` as in layout_of(dwelling). Figures of the reference house: a household's are times
/// its area over the reference house's, with Q_radiant divided by it.
[[nodiscard]] std::vector<ElementLoss> element_losses(const Dwelling& dwelling, const Eigen::VectorXd& mean_drivers);

}  // namespace hearthgrid::dwelling
