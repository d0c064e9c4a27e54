#pragma once
// A home over one time step of any length, exact for drivers and heat that are constant within the step:
// exp of [[A, B], [0, 0]] dt. The losses are integrals of conductances times temperatures over the step, from the exact
// integral of the state (an augmented exponential), not differences of states, so that the balance can be checked.

#include <Eigen/Dense>

#include "models/dwelling/reduction.hpp"
#include "models/dwelling/thermal_model.hpp"

namespace hearthgrid::dwelling {

/// s_{k+1} = phi s_k + gamma u + gamma_convective Qc + gamma_radiant Qr, temperatures in degC, heat in W.
///
/// Balance, to rounding: stored.(s_{k+1} - s_k) = step_s (Qc + Qr + heat_driver.u) - sum of both losses.
struct StepModel {
  int states = 0;  ///< N, order [z..., T_air]; the last one is the air
  double step_s = 0.0;
  Eigen::MatrixXd phi;               ///< N x N
  Eigen::MatrixXd gamma;             ///< N x drivers, as in DriverLayout
  Eigen::VectorXd gamma_convective;  ///< K per W to the air
  Eigen::VectorXd gamma_radiant;     ///< K per W to the star node
  /// Heat lost during the step [J] = loss_state.s_k + loss_driver.u + loss_convective Qc + loss_radiant Qr;
  /// row 0 transmission (opaque, windows, floor, sunlight back out), row 1 nominal air change.
  Eigen::MatrixXd loss_state;
  Eigen::MatrixXd loss_driver;
  Eigen::VectorXd loss_convective;
  Eigen::VectorXd loss_radiant;
  /// Mean state over the step = mean_state s_k + mean_driver u + mean_convective Qc + mean_radiant Qr.
  Eigen::MatrixXd mean_state;
  Eigen::MatrixXd mean_driver;
  Eigen::VectorXd mean_convective;
  Eigen::VectorXd mean_radiant;
  Eigen::VectorXd stored;       ///< stored heat [J] = stored.s, relative to 0 degC
  Eigen::VectorXd heat_driver;  ///< W per unit of driver: 1 for absorbed and transmitted sun, 0 for temperatures
  /// Mean radiant temperature at the step's end = star_state.s_{k+1} + star_driver.u + star_convective Qc +
  /// star_radiant Qr.
  Eigen::RowVectorXd star_state;
  Eigen::RowVectorXd star_driver;
  double star_convective = 0.0;
  double star_radiant = 0.0;
  double heat_loss_coefficient_w_k = 0.0;  ///< steady, whole home with nominal air change
};

[[nodiscard]] StepModel discretise(const ThermalModel& model, double step_s);
[[nodiscard]] StepModel discretise(const ReducedDwelling& dwelling, double step_s);

/// The state that stays as it is under constant drivers [degC, W] and heat [W].
[[nodiscard]] Eigen::VectorXd steady_state(const StepModel& model, const Eigen::VectorXd& mean_drivers,
                                           double convective_w, double radiant_w);

/// Exact step of any linear system x' = a x + b v: x_{k+1} = phi x + gamma v; integral of x = phi_sum x + gamma_sum v.
struct ExactStep {
  Eigen::MatrixXd phi, gamma, phi_sum, gamma_sum;
};
[[nodiscard]] ExactStep exact_step(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b, double step_s);

}  // namespace hearthgrid::dwelling
