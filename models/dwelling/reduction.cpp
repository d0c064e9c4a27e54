#include "models/dwelling/reduction.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "models/dwelling/curtain.hpp"
#include "models/dwelling/dense_algebra.hpp"

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

/// An envelope in balanced coordinates: states in order of how much they matter.
struct Balanced {
  MatrixXd a, b, c;
  VectorXd stored;  ///< stored heat per balanced state [J]
  VectorXd hankel;
};

/// An envelope in the modes of the open one; a is a diagonal for that one itself.
struct Modal {
  MatrixXd a, b, c;
};

/// The modes of a network: W A W^-1 = V L V^T.
struct Modes {
  VectorXd lambda;
  MatrixXd v;
};

Modes modes_of(const StateSpace& system, const VectorXd& w) {
  MatrixXd symmetric = w.asDiagonal() * system.a * w.cwiseInverse().asDiagonal();
  symmetric = 0.5 * (symmetric + symmetric.transpose()).eval();
  const Eigen::SelfAdjointEigenSolver<MatrixXd> eigen(symmetric);
  return {eigen.eigenvalues(), eigen.eigenvectors()};
}

/// Both Gramians of an envelope in its own modes.
struct Gramians {
  MatrixXd p, q;
};

Gramians gramians(const Envelope& envelope, const Modes& modes, const VectorXd& w) {
  const MatrixXd b_scaled =
      modes.v.transpose() * w.asDiagonal() * envelope.system.b * input_scale(envelope).asDiagonal();
  const MatrixXd c_modal = envelope.system.c.topRows(2) * w.cwiseInverse().asDiagonal() * modes.v;
  const MatrixXd c_scaled = Eigen::Vector2d(1.0, 20.0).asDiagonal() * c_modal;
  Gramians out{b_scaled * b_scaled.transpose(), c_scaled.transpose() * c_scaled};
  for (Eigen::Index i = 0; i < modes.lambda.size(); ++i) {
    for (Eigen::Index j = 0; j < modes.lambda.size(); ++j) {
      out.p(i, j) /= -(modes.lambda[i] + modes.lambda[j]);
      out.q(i, j) /= -(modes.lambda[i] + modes.lambda[j]);
    }
  }
  return out;
}

/// All in the coordinates that are balanced for the sum of their Gramians; the first is the open one.
std::vector<Balanced> balance(const std::vector<Envelope>& envelopes) {
  constexpr double NEGLIGIBLE = 1e-10;  // relative Hankel singular value; smaller ones are rounding
  const VectorXd w = envelopes.front().system.capacity.cwiseSqrt();
  const Modes open = modes_of(envelopes.front().system, w);
  Gramians sum = gramians(envelopes.front(), open, w);
  std::vector<Modal> modal;
  for (const Envelope& envelope : envelopes) {
    const StateSpace& system = envelope.system;
    const MatrixXd b = open.v.transpose() * w.asDiagonal() * system.b;
    const MatrixXd c = system.c.topRows(2) * w.cwiseInverse().asDiagonal() * open.v;
    if (modal.empty()) {
      modal.push_back({open.lambda.asDiagonal(), b, c});
      continue;
    }
    const Modes own = modes_of(system, w);
    const Gramians more = gramians(envelope, own, w);
    const MatrixXd turn = open.v.transpose() * own.v;
    sum.p += turn * more.p * turn.transpose();
    sum.q += turn * more.q * turn.transpose();
    modal.push_back({turn * own.lambda.asDiagonal() * turn.transpose(), b, c});
  }
  const MatrixXd lp = square_root(sum.p);
  const MatrixXd lq = square_root(sum.q);
  const Eigen::BDCSVD<MatrixXd> svd(lq.transpose() * lp, Eigen::ComputeThinU | Eigen::ComputeThinV);
  const VectorXd& h = svd.singularValues();
  const auto kept = static_cast<Eigen::Index>(
      std::count_if(h.begin(), h.end(), [&h](double value) { return value > NEGLIGIBLE * h[0]; }));
  const VectorXd scale = h.head(kept).cwiseSqrt().cwiseInverse();
  const MatrixXd t = lp * svd.matrixV().leftCols(kept) * scale.asDiagonal();
  const MatrixXd t_inverse = scale.asDiagonal() * svd.matrixU().leftCols(kept).transpose() * lq.transpose();
  const VectorXd stored = (w.asDiagonal() * open.v * t).colwise().sum().transpose();
  std::vector<Balanced> balanced;
  for (const Modal& m : modal) {
    balanced.push_back({t_inverse * m.a * t, t_inverse * m.b, m.c * t, stored, h.head(kept)});
  }
  return balanced;
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

/// The model and those with covers closed, at r envelope states; throws std::domain_error where a mode does not decay.
void take(const Dwelling& dwelling, const std::vector<Envelope>& full, const std::vector<Balanced>& balanced,
          Eigen::Index r, ReducedDwelling& result) {
  result.covered.clear();
  for (size_t i = 0; i < full.size(); ++i) {
    ThermalModel model = couple(residualise(full[i], balanced[i], r), dwelling);
    const VectorXd hours = model.time_constants_h();
    if (i == 0) {
      result.model = std::move(model);
      result.time_constants_h = hours;
    } else {
      result.covered.push_back(std::move(model));
    }
  }
}

}  // namespace

ReducedDwelling reduce(const Dwelling& dwelling, int states) {
  constexpr int MORE_STATES = 3;
  if (states < 2) {
    throw std::invalid_argument("reduce: at least one envelope state and the air are needed");
  }
  std::vector<Envelope> full{envelope_of(dwelling)};
  if (full.front().system.a.rows() == 0) {
    throw std::domain_error(dwelling.name + ": none of its layers stores heat");
  }
  for (const Dwelling& covered : covered_dwellings(dwelling)) full.push_back(envelope_of(covered));
  const std::vector<Balanced> balanced = balance(full);
  ReducedDwelling result;
  result.layout = full.front().layout;
  result.hankel = balanced.front().hankel.head(std::min<Eigen::Index>(10, balanced.front().hankel.size()));
  for (int taken = states; taken <= states + MORE_STATES; ++taken) {
    try {
      take(dwelling, full, balanced, std::min<Eigen::Index>(taken - 1, balanced.front().a.rows()), result);
      return result;
    } catch (const std::domain_error&) {
      result.note =
          fmt::format("{}: {} states have a mode that does not decay; {} taken", dwelling.name, taken, taken + 1);
    }
  }
  throw std::domain_error(dwelling.name + ": the thermal network cannot be reduced to a stable model");
}

}  // namespace hearthgrid::dwelling
