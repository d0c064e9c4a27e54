#pragma once
// A home in continuous time: envelope states z (full or reduced) and the air, coupled.
//
//   z'         = A z + B u + b_r Q_rad + b_a T_air
//   C_a T_air' = q(z, u, Q_rad, T_air) + H_inf (T_out - T_air) + Q_conv,       q: heat from the surfaces to the air
//
// Losses by path: 0 transmission L(z, u, Q_rad, T_air), with thermal bridges and the buffer zones' own air change;
// 1 nominal air change H_inf (T_air - T_out). Stored heat is
// e.z + C_a T_air. For the whole network L is the sum of conductances times temperature differences; for a reduced
// envelope e is projected and L = inputs - q - e.z', so that heat is conserved and every steady state is exact.

#include <Eigen/Dense>

#include "models/dwelling/envelope.hpp"

namespace hearthgrid::dwelling {

/// s' = a s + b u + b_convective Q_conv + b_radiant Q_rad; s = [z..., T_air].
struct ThermalModel {
  Eigen::MatrixXd a;
  Eigen::MatrixXd b;
  Eigen::VectorXd b_convective;
  Eigen::VectorXd b_radiant;
  Eigen::MatrixXd loss_a;        ///< 2 x states [W/K]
  Eigen::MatrixXd loss_b;        ///< 2 x drivers
  Eigen::Vector2d loss_radiant;  ///< W per W of radiant heat
  Eigen::VectorXd stored;        ///< [J/K]
  Eigen::VectorXd heat_driver;
  Eigen::RowVectorXd star_a;
  Eigen::RowVectorXd star_b;
  double star_radiant = 0.0;  ///< [K/W]
  Eigen::MatrixXd zone_a;     ///< air temperature of each buffer zone; no rows where the envelope is reduced
  Eigen::MatrixXd zone_b;
  Eigen::VectorXd zone_radiant;  ///< [K/W]

  [[nodiscard]] int states() const { return static_cast<int>(a.rows()); }
  [[nodiscard]] int drivers() const { return static_cast<int>(b.cols()); }
  /// Steady heat [W] that one kelvin of air temperature needs: transmission and nominal air change.
  [[nodiscard]] double heat_loss_coefficient_w_k() const;
  /// Time constants [h], longest first. Throws std::domain_error unless all eigenvalues are real and negative.
  [[nodiscard]] Eigen::VectorXd time_constants_h() const;
};

/// Joins an envelope (full or reduced) to the air of a dwelling.
[[nodiscard]] ThermalModel couple(const Envelope& envelope, const Dwelling& dwelling);

/// The same envelope joined to other air: capacity and nominal air change of `dwelling` in place of those that the
/// model was coupled with. Exact, as the air is a state of its own; buffer zones keep theirs.
[[nodiscard]] ThermalModel with_air_of(const Dwelling& dwelling, const ThermalModel& model, const DriverLayout& layout);

/// The whole layered network with its air node, 40 to 100 states: slow, for tests and comparison.
[[nodiscard]] ThermalModel full_order(const Dwelling& dwelling);

}  // namespace hearthgrid::dwelling
