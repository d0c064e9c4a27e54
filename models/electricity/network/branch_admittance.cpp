#include "models/electricity/network/branch_admittance.hpp"

#include <cmath>
#include <numbers>

namespace hearthgrid::electricity {
namespace {

using Eigen::Matrix3cd;

/// The inverse of the top left corner that counts, zero elsewhere.
Matrix3cd inverse(const Matrix3cd& matrix, int phases) {
  if (phases == 3) return matrix.inverse();
  Matrix3cd one = Matrix3cd::Zero();
  one(0, 0) = 1.0 / matrix(0, 0);
  return one;
}

bool zero(const Matrix3cd& matrix) {
  return matrix.cwiseAbs().maxCoeff() == 0.0;
}

void open_ends(TwoPort& port, bool from_closed, bool to_closed, int phases) {
  if (from_closed && to_closed) return;
  const TwoPort whole = port;
  port = TwoPort{};
  if (from_closed) {
    port.ff = zero(whole.tt) ? whole.ff : Matrix3cd(whole.ff - whole.ft * inverse(whole.tt, phases) * whole.tf);
  } else if (to_closed) {
    port.tt = zero(whole.ff) ? whole.tt : Matrix3cd(whole.tt - whole.tf * inverse(whole.ff, phases) * whole.ft);
  }
}

Matrix3cd sequence_block(Complex zero_sequence, Complex positive, Complex negative, int phases) {
  if (phases == 3) return phase_matrix(zero_sequence, positive, negative);
  Matrix3cd one = Matrix3cd::Zero();
  one(0, 0) = positive;
  return one;
}

}  // namespace

Matrix3cd phase_matrix(Complex zero, Complex positive, Complex negative) {
  // A diag(.) A^-1 is circulant: its first row is the inverse transform of the three.
  const Complex a(-0.5, 0.5 * std::numbers::sqrt3), a2 = std::conj(a);
  const Complex own = (zero + positive + negative) / 3.0;
  const Complex next = (zero + a * positive + a2 * negative) / 3.0;  // from phase b to a
  const Complex last = (zero + a2 * positive + a * negative) / 3.0;  // from phase c to a
  Matrix3cd matrix;
  matrix << own, next, last, last, own, next, next, last, own;
  return matrix;
}

TwoPort line_port(const Line& line, int phases) {
  Matrix3cd series;
  if (line.z_phase_ohm) {
    for (int i = 0; i < 3; ++i) {
      for (int j = 0; j < 3; ++j) series(i, j) = (*line.z_phase_ohm)[static_cast<size_t>(i)][static_cast<size_t>(j)];
    }
    if (phases == 1) {
      // Positive sequence of the transposed line: mean of the diagonal less mean of the others.
      const Complex own = series.trace() / 3.0, mutual = (series.sum() - series.trace()) / 6.0;
      series.setZero();
      series(0, 0) = own - mutual;
    }
    series = inverse(series, phases);
  } else {
    const Complex y1 = 1.0 / line.z1_ohm;
    series = sequence_block(phases == 3 ? 1.0 / line.z0_ohm : Complex{}, y1, y1, phases);
  }
  const Matrix3cd half_shunt = 0.5 * sequence_block(line.y0_s, line.y1_s, line.y1_s, phases);
  TwoPort port;
  port.ff = port.tt = series + half_shunt;
  port.ft = port.tf = -series;
  open_ends(port, line.from_closed, line.to_closed, phases);
  return port;
}

}  // namespace hearthgrid::electricity
