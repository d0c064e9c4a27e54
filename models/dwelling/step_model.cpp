#include "models/dwelling/step_model.hpp"

#include <unsupported/Eigen/MatrixFunctions>

#include "models/dwelling/dense_algebra.hpp"

namespace hearthgrid::dwelling {

using Eigen::Index;
using Eigen::MatrixXd;

ExactStep exact_step(const MatrixXd& a, const MatrixXd& b, double step_s) {
  // [x; X; v]' = [a 0 b; I 0 0; 0 0 0] [x; X; v] with X the integral of x; time in steps, so X' = x (X per step).
  const Index n = a.rows();
  const Index m = b.cols();
  MatrixXd augmented = MatrixXd::Zero(2 * n + m, 2 * n + m);
  augmented.topLeftCorner(n, n) = a * step_s;
  augmented.topRightCorner(n, m) = b * step_s;
  augmented.block(n, 0, n, n).setIdentity();
  const MatrixXd grown = augmented.exp();
  return {grown.topLeftCorner(n, n), grown.topRightCorner(n, m), step_s * grown.block(n, 0, n, n),
          step_s * grown.block(n, 2 * n, n, m)};
}

StepModel discretise(const ThermalModel& model, double step_s) {
  const Index n = model.a.rows();
  const Index m = model.b.cols();
  MatrixXd inputs(n, m + 2);
  inputs << model.b, model.b_convective, model.b_radiant;
  const ExactStep exact = exact_step(model.a, inputs, step_s);

  StepModel step;
  step.states = static_cast<int>(n);
  step.step_s = step_s;
  step.phi = exact.phi;
  step.gamma = exact.gamma.leftCols(m);
  step.gamma_convective = exact.gamma.col(m);
  step.gamma_radiant = exact.gamma.col(m + 1);
  step.loss_state = model.loss_a * exact.phi_sum;
  step.loss_driver = model.loss_a * exact.gamma_sum.leftCols(m) + step_s * model.loss_b;
  step.loss_convective = model.loss_a * exact.gamma_sum.col(m);
  step.loss_radiant = model.loss_a * exact.gamma_sum.col(m + 1) + step_s * model.loss_radiant;
  step.mean_state = exact.phi_sum / step_s;
  step.mean_driver = exact.gamma_sum.leftCols(m) / step_s;
  step.mean_convective = exact.gamma_sum.col(m) / step_s;
  step.mean_radiant = exact.gamma_sum.col(m + 1) / step_s;
  step.stored = model.stored;
  step.heat_driver = model.heat_driver;
  step.star_state = model.star_a;
  step.star_driver = model.star_b;
  step.star_radiant = model.star_radiant;
  step.heat_loss_coefficient_w_k = model.heat_loss_coefficient_w_k();
  return step;
}

StepModel discretise(const ReducedDwelling& dwelling, double step_s) {
  return discretise(dwelling.model, step_s);
}

Eigen::VectorXd steady_state(const StepModel& model, const Eigen::VectorXd& mean_drivers, double convective_w,
                             double radiant_w) {
  const Eigen::VectorXd grown =
      model.gamma * mean_drivers + model.gamma_convective * convective_w + model.gamma_radiant * radiant_w;
  return (MatrixXd::Identity(model.states, model.states) - model.phi).partialPivLu().solve(grown);
}

}  // namespace hearthgrid::dwelling
