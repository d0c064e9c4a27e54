#include "models/dwelling/reduction.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace hearthgrid::dwelling {

namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

/// How large each input is expected to be, so that the Gramians weigh kelvins against watts. Results are insensitive.
VectorXd input_scale(const Envelope& envelope) {
  constexpr double TEMPERATURE_K = 10.0;
  constexpr double PANE_W = 300.0;
  constexpr double SOLAR_W = 2000.0;
  constexpr double RADIANT_W = 1000.0;
  constexpr double AIR_K = 8.0;
  VectorXd scale = VectorXd::Constant(envelope.layout.count + 2, TEMPERATURE_K);
  for (const auto& indices : {envelope.layout.absorbed_outer, envelope.layout.absorbed_inner}) {
    for (const int index : indices) {
      scale[index] = PANE_W;
    }
  }
  for (const auto& indices : {envelope.layout.zone_solar, envelope.layout.zone_gain}) {
    for (const int index : indices) {
      scale[index] = SOLAR_W;
    }
  }
  scale[envelope.layout.solar] = SOLAR_W;
  scale[envelope.radiant_input()] = RADIANT_W;
  scale[envelope.air_input()] = AIR_K;
  return scale;
}

/// L with L L^T = the symmetric matrix; eigenvalues below zero are rounding.
MatrixXd square_root(const MatrixXd& symmetric) {
  const Eigen::SelfAdjointEigenSolver<MatrixXd> eigen(symmetric);
  return eigen.eigenvectors() * eigen.eigenvalues().cwiseMax(0.0).cwiseSqrt().asDiagonal();
}

MatrixXd dc_gain(const MatrixXd& a, const MatrixXd& b, const MatrixXd& c, const MatrixXd& d) {
  return d - c * a.partialPivLu().solve(b);
}

/// The envelope in balanced coordinates: states in order of how much they matter.
struct Balanced {
  MatrixXd a, b, c;
  VectorXd stored;  ///< stored heat per balanced state [J]
  VectorXd hankel;
};

Balanced balance(const Envelope& envelope) {
  constexpr double NEGLIGIBLE = 1e-10;  // relative Hankel singular value; smaller ones are rounding
  const StateSpace& system = envelope.system;
  const VectorXd w = system.capacity.cwiseSqrt();
  MatrixXd symmetric = w.asDiagonal() * system.a * w.cwiseInverse().asDiagonal();
  symmetric = 0.5 * (symmetric + symmetric.transpose()).eval();
  const Eigen::SelfAdjointEigenSolver<MatrixXd> eigen(symmetric);
  const VectorXd& lambda = eigen.eigenvalues();
  const MatrixXd& v = eigen.eigenvectors();
  const MatrixXd b_modal = v.transpose() * w.asDiagonal() * system.b;
  const MatrixXd c_modal = system.c.topRows(2) * w.cwiseInverse().asDiagonal() * v;

  const MatrixXd b_scaled = b_modal * input_scale(envelope).asDiagonal();
  const MatrixXd c_scaled = Eigen::Vector2d(1.0, 20.0).asDiagonal() * c_modal;
  MatrixXd p = b_scaled * b_scaled.transpose();
  MatrixXd q = c_scaled.transpose() * c_scaled;
  for (Eigen::Index i = 0; i < lambda.size(); ++i) {
    for (Eigen::Index j = 0; j < lambda.size(); ++j) {
      p(i, j) /= -(lambda[i] + lambda[j]);
      q(i, j) /= -(lambda[i] + lambda[j]);
    }
  }
  const MatrixXd lp = square_root(p);
  const MatrixXd lq = square_root(q);
  const Eigen::BDCSVD<MatrixXd> svd(lq.transpose() * lp, Eigen::ComputeThinU | Eigen::ComputeThinV);
  const VectorXd& h = svd.singularValues();
  const auto kept = static_cast<Eigen::Index>(
      std::count_if(h.begin(), h.end(), [&h](double value) { return value > NEGLIGIBLE * h[0]; }));
  const VectorXd scale = h.head(kept).cwiseSqrt().cwiseInverse();
  const MatrixXd t = lp * svd.matrixV().leftCols(kept) * scale.asDiagonal();
  const MatrixXd t_inverse = scale.asDiagonal() * svd.matrixU().leftCols(kept).transpose() * lq.transpose();
  return {t_inverse * lambda.asDiagonal() * t, t_inverse * b_modal, c_modal * t,
          (w.asDiagonal() * v * t).colwise().sum().transpose(), h.head(kept)};
}

/// Keeps r balanced states: the rest follows at once (x2' = 0), and what little of the steady gain is missing goes into
/// D. The stored heat keeps the part that the retained states carry; the loss by transmission follows from
/// conservation.
Envelope residualise(const Envelope& full, const Balanced& balanced, Eigen::Index r) {
  const Eigen::Index k = balanced.a.rows();
  Envelope result;
  result.layout = full.layout;
  result.heat = full.heat;
  StateSpace& system = result.system;
  system.a = balanced.a.topLeftCorner(r, r);
  system.b = balanced.b.topRows(r);
  MatrixXd c = balanced.c.leftCols(r);
  MatrixXd d = full.system.d.topRows(2);
  result.stored = balanced.stored.head(r);
  if (k > r) {
    const Eigen::PartialPivLU<MatrixXd> a22(balanced.a.bottomRightCorner(k - r, k - r));
    const MatrixXd x = a22.solve(balanced.a.bottomLeftCorner(k - r, r));
    const MatrixXd y = a22.solve(balanced.b.bottomRows(k - r));
    system.a -= balanced.a.topRightCorner(r, k - r) * x;
    system.b -= balanced.a.topRightCorner(r, k - r) * y;
    c -= balanced.c.rightCols(k - r) * x;
    d -= balanced.c.rightCols(k - r) * y;
  }
  d += dc_gain(full.system.a, full.system.b, full.system.c.topRows(2), full.system.d.topRows(2)) -
       dc_gain(system.a, system.b, c, d);
  // loss = heat entering - heat to the air - stored heat's change
  system.c.resize(3, r);
  system.c << c, -c.row(TO_AIR) - result.stored.transpose() * system.a;
  system.d.resize(3, d.cols());
  system.d << d, full.heat.transpose() - d.row(TO_AIR) - result.stored.transpose() * system.b;
  return result;
}

}  // namespace

ReducedDwelling reduce(const Dwelling& dwelling, int states) {
  constexpr int MORE_STATES = 3;
  if (states < 2) {
    throw std::invalid_argument("reduce: at least one envelope state and the air are needed");
  }
  const Envelope full = envelope_of(dwelling);
  if (full.system.a.rows() == 0) {
    throw std::domain_error(dwelling.name + ": none of its layers stores heat");
  }
  const Balanced balanced = balance(full);
  ReducedDwelling result;
  result.layout = full.layout;
  result.hankel = balanced.hankel.head(std::min<Eigen::Index>(10, balanced.hankel.size()));
  for (int taken = states; taken <= states + MORE_STATES; ++taken) {
    const Eigen::Index r = std::min<Eigen::Index>(taken - 1, balanced.a.rows());
    result.model = couple(residualise(full, balanced, r), dwelling);
    try {
      result.time_constants_h = result.model.time_constants_h();
      return result;
    } catch (const std::domain_error&) {
      result.note =
          fmt::format("{}: {} states have a mode that does not decay; {} taken", dwelling.name, taken, taken + 1);
    }
  }
  throw std::domain_error(dwelling.name + ": the thermal network cannot be reduced to a stable model");
}

}  // namespace hearthgrid::dwelling
