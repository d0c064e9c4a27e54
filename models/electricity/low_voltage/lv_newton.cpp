#include "models/electricity/low_voltage/lv_newton.hpp"

#include <Eigen/LU>
#include <algorithm>
#include <cmath>

namespace hearthgrid::electricity {
namespace {

using Complex = std::complex<double>;
constexpr int STEPS = 60;
constexpr double LEAST_CUT = 1.0 / 4096.0;

Eigen::MatrixXcd impedance(const LvPlan& plan) {
  const auto count = static_cast<Eigen::Index>(plan.connections.size());
  Eigen::MatrixXcd z(count, count);
  std::vector<Complex> unit(count), column;
  for (Eigen::Index j = 0; j < count; ++j) {
    unit[j] = 1.0;
    plan.drops(unit, column);
    unit[j] = 0.0;
    for (Eigen::Index i = 0; i < count; ++i) z(i, j) = column[i];
  }
  return z;
}

struct Problem {
  const Eigen::MatrixXcd& z;
  const Eigen::VectorXcd& e;
  const Eigen::VectorXcd& s;
  [[nodiscard]] Eigen::VectorXcd mismatch(const Eigen::VectorXcd& u) const {
    return u - e + z * (s.array() / u.array()).conjugate().matrix();
  }
};

// f + du - A conj(du) = 0 with A = Z diag(conj(s / u^2)), in real and imaginary parts.
Eigen::VectorXcd newton_step(const Problem& problem, const Eigen::VectorXcd& u, const Eigen::VectorXcd& f) {
  const Eigen::Index n = u.size();
  const Eigen::MatrixXcd a = problem.z * (problem.s.array() / u.array().square()).conjugate().matrix().asDiagonal();
  Eigen::MatrixXd jacobian(2 * n, 2 * n);
  const Eigen::MatrixXd one = Eigen::MatrixXd::Identity(n, n);
  jacobian << one - a.real(), -a.imag(), -a.imag(), one + a.real();
  Eigen::VectorXd right(2 * n);
  right << -f.real(), -f.imag();
  const Eigen::VectorXd step = jacobian.partialPivLu().solve(right);
  return step.head(n) + Complex(0.0, 1.0) * step.tail(n);
}

}  // namespace

bool solve_by_newton(const LvPlan& plan, const std::vector<Complex>& load, double tolerance,
                     std::vector<Complex>& voltage) {
  const auto n = static_cast<Eigen::Index>(load.size());
  Eigen::VectorXcd s(n), e(n);
  for (Eigen::Index c = 0; c < n; ++c) {
    if (!std::isfinite(load[c].real()) || !std::isfinite(load[c].imag())) return false;
    s[c] = load[c];
    e[c] = LvPlan::no_load(plan.connections[c].phase);
  }
  const Eigen::MatrixXcd z = impedance(plan);
  const Problem problem{z, e, s};
  Eigen::VectorXcd u = e, f = problem.mismatch(u);
  for (int k = 0; k < STEPS; ++k) {
    const Eigen::VectorXcd step = newton_step(problem, u, f);
    if (!step.allFinite()) return false;
    double cut = 1.0;
    Eigen::VectorXcd next = u + step, g = problem.mismatch(next);
    while (!(g.norm() < f.norm()) && f.norm() > 1e-13 * std::sqrt(static_cast<double>(n)) && cut > LEAST_CUT) {
      cut *= 0.5;
      next = u + cut * step;
      g = problem.mismatch(next);
    }
    if (cut <= LEAST_CUT || !g.allFinite()) return false;
    u = next;
    f = g;
    if (cut == 1.0 && step.cwiseAbs().maxCoeff() < 0.01 * tolerance) {
      voltage.assign(u.data(), u.data() + n);
      return true;
    }
  }
  return false;
}

}  // namespace hearthgrid::electricity
