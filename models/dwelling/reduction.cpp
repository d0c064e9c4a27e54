#include "models/dwelling/reduction.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
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

/// An envelope in coordinates whose states are in order of how much they matter.
struct Balanced {
  MatrixXd a, b, c;
  VectorXd stored;  ///< stored heat per state [J]
  VectorXd weight;  ///< how much: Hankel singular values where they are balanced
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

/// Envelopes of the same capacities in the modes of the first, and the sums of their Gramians there.
struct Together {
  std::vector<Modal> envelopes;
  Gramians sum;
  MatrixXd stored;  ///< heat in every capacity [J], a column per mode
};

Together in_common_modes(const std::vector<Envelope>& envelopes) {
  const VectorXd w = envelopes.front().system.capacity.cwiseSqrt();
  const Modes open = modes_of(envelopes.front().system, w);
  Together all{{}, gramians(envelopes.front(), open, w), w.asDiagonal() * open.v};
  for (const Envelope& envelope : envelopes) {
    const StateSpace& system = envelope.system;
    const MatrixXd b = open.v.transpose() * w.asDiagonal() * system.b;
    const MatrixXd c = system.c.topRows(2) * w.cwiseInverse().asDiagonal() * open.v;
    if (all.envelopes.empty()) {
      all.envelopes.push_back({open.lambda.asDiagonal(), b, c});
      continue;
    }
    const Modes own = modes_of(system, w);
    const Gramians more = gramians(envelope, own, w);
    const MatrixXd turn = open.v.transpose() * own.v;
    all.sum.p += turn * more.p * turn.transpose();
    all.sum.q += turn * more.q * turn.transpose();
    all.envelopes.push_back({turn * own.lambda.asDiagonal() * turn.transpose(), b, c});
  }
  return all;
}

/// In the coordinates z of modes = t z, z = t_inverse modes.
std::vector<Balanced> transformed(const Together& all, const MatrixXd& t, const MatrixXd& t_inverse,
                                  const VectorXd& weight) {
  const VectorXd stored = (all.stored * t).colwise().sum().transpose();
  std::vector<Balanced> result;
  for (const Modal& m : all.envelopes)
    result.push_back({t_inverse * m.a * t, t_inverse * m.b, m.c * t, stored, weight});
  return result;
}

/// All in the coordinates that are balanced for the sum of their Gramians.
std::vector<Balanced> balance(const Together& all) {
  constexpr double NEGLIGIBLE = 1e-10;  // relative Hankel singular value; smaller ones are rounding
  const MatrixXd lp = square_root(all.sum.p);
  const MatrixXd lq = square_root(all.sum.q);
  const Eigen::BDCSVD<MatrixXd> svd(lq.transpose() * lp, Eigen::ComputeThinU | Eigen::ComputeThinV);
  const VectorXd& h = svd.singularValues();
  const auto kept = static_cast<Eigen::Index>(
      std::count_if(h.begin(), h.end(), [&h](double value) { return value > NEGLIGIBLE * h[0]; }));
  const VectorXd scale = h.head(kept).cwiseSqrt().cwiseInverse();
  const MatrixXd t = lp * svd.matrixV().leftCols(kept) * scale.asDiagonal();
  const MatrixXd t_inverse = scale.asDiagonal() * svd.matrixU().leftCols(kept).transpose() * lq.transpose();
  return transformed(all, t, t_inverse, h.head(kept));
}

/// All in the main directions of what inputs reach and outputs see, each Gramian over its trace. The network stays
/// symmetric, and with it what is left of it passive: coupled to any air every mode decays. Less exact than balancing.
std::vector<Balanced> turn_to_main_directions(const Together& all) {
  const Eigen::SelfAdjointEigenSolver<MatrixXd> eigen(all.sum.p / all.sum.p.trace() + all.sum.q / all.sum.q.trace());
  const MatrixXd t = eigen.eigenvectors().rowwise().reverse();  // the largest first
  return transformed(all, t, t.transpose(), eigen.eigenvalues().reverse());
}

/// Keeps the first r states: the rest follows at once (x2' = 0), and what little of the steady gain is missing goes
/// into D. The stored heat keeps the part that the retained states carry; the loss by transmission follows from
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

/// With all covers open, then with them closed.
std::vector<Envelope> envelopes_of(const Dwelling& dwelling) {
  std::vector<Envelope> all{envelope_of(dwelling)};
  if (all.front().system.a.rows() == 0) {
    throw std::domain_error(dwelling.name + ": none of its layers stores heat");
  }
  for (const Dwelling& covered : covered_dwellings(dwelling)) all.push_back(envelope_of(covered));
  return all;
}

ReducedDwelling without_model(const std::vector<Envelope>& full, const std::vector<Balanced>& balanced) {
  const VectorXd& weight = balanced.front().weight;
  ReducedDwelling result;
  result.layout = full.front().layout;
  result.hankel = weight.head(std::min<Eigen::Index>(10, weight.size()));
  return result;
}

void require_two(int states) {
  if (states < 2) {
    throw std::invalid_argument("reduce: at least one envelope state and the air are needed");
  }
}

}  // namespace

ReducedDwelling reduce(const Dwelling& dwelling, int states, std::optional<int> most) {
  constexpr int MORE_STATES = 3;
  require_two(states);
  const int last = std::max(states, most.value_or(states + MORE_STATES));
  const std::vector<Envelope> full = envelopes_of(dwelling);
  const std::vector<Balanced> balanced = balance(in_common_modes(full));
  ReducedDwelling result = without_model(full, balanced);
  for (int taken = states; taken <= last; ++taken) {
    try {
      take(dwelling, full, balanced, std::min<Eigen::Index>(taken - 1, balanced.front().a.rows()), result);
      return result;
    } catch (const std::domain_error&) {
      result.note =
          fmt::format("{}: {} states have a mode that does not decay; {} taken", dwelling.name, taken, taken + 1);
    }
  }
  result = reduce_by_main_directions(dwelling, last);
  result.note = fmt::format("{}: up to {} states have a mode that does not decay; {} by main directions taken",
                            dwelling.name, last, result.model.states());
  return result;
}

ReducedDwelling reduce_by_main_directions(const Dwelling& dwelling, int states) {
  require_two(states);
  const std::vector<Envelope> full = envelopes_of(dwelling);
  const std::vector<Balanced> turned = turn_to_main_directions(in_common_modes(full));
  ReducedDwelling result = without_model(full, turned);
  take(dwelling, full, turned, std::min<Eigen::Index>(states - 1, turned.front().a.rows()), result);
  return result;
}

}  // namespace hearthgrid::dwelling
