#pragma once
// Lines and transformers as seen from their two ends: i = Y v, per phase or in phase coordinates a, b, c.
//
// Symmetric: only the element (0, 0) of each block counts and stands for the positive sequence. Three-phase: with
// a = exp(j 120 deg), v_abc = A v_012, A = [1 1 1; 1 a^2 a; 1 a a^2], so Y_abc = A diag(Y0, Y1, Y2) A^-1. Negative
// sequence: as the positive one with the phase shift turned round.

#include <Eigen/Dense>
#include <array>

#include "models/electricity/network/network.hpp"

namespace hearthgrid::electricity {

/// In siemens, from phase-to-earth voltages to currents into the element; zero where it is open at both ends.
struct TwoPort {
  Eigen::Matrix3cd ff = Eigen::Matrix3cd::Zero(), ft = Eigen::Matrix3cd::Zero();
  Eigen::Matrix3cd tf = Eigen::Matrix3cd::Zero(), tt = Eigen::Matrix3cd::Zero();
};

/// One sequence of an element.
struct SequencePort {
  Complex ff, ft, tf, tt;
};

/// The matrix of which zero, positive and negative sequence are the eigenvalues.
[[nodiscard]] Eigen::Matrix3cd phase_matrix(Complex zero, Complex positive, Complex negative);

/// Series impedance between two halves of the shunt. An end that is open carries no current; its voltage is eliminated,
/// so the other end takes y/2 + 1 / (z + 2/y). From z1 and z0: Z has (z0 + 2 z1)/3 on the diagonal and
/// (z0 - z1)/3 beside it.
[[nodiscard]] TwoPort line_port(const Line& line, int phases);

/// A transformer as its `shunt_place` says, from its high (from) to its low (to) side. With t = V_high / V_low at the
/// tap, turned by the shift, and leakage and magnetising on the low side, at the tap-adjusted low voltage V:
///   |z| = u_k V^2 / S, r = P_k V^2 / S^2, g = P_0 / V^2, |y| = i_0 S / V^2
///   Y_ll = y_ll, Y_lh = y_lh / t, Y_hl = y_hl / conj(t), Y_hh = y_hh / |t|^2
/// Zero sequence by the windings:
/// - grounded wye on both sides: as the positive sequence, unturned (turned by 180 deg for clocks 2, 6 and 10);
/// - grounded wye against delta: 1 / z0 + y at the grounded side, nothing across (power-grid-model);
/// - grounded zigzag: 1 / z0 at its side, 1 / (0.1 z) where z0 is not given (power-grid-model's assumption);
/// - else nothing.
/// With `magnetising0_share` it is the T circuit of pandapower (but for a delta unless ShuntPlace::t): z0 divided by
/// `high_part0` about the magnetising impedance, a delta being a short circuit and an ungrounded wye open.
/// An earthing impedance counts three times, in series with its side.
[[nodiscard]] TwoPort transformer_port(const TransformerBranch& transformer, int phases);

/// Voltage ratio high to low at the tap, without the shift.
[[nodiscard]] double tap_ratio(const TransformerBranch& transformer);

/// What a zero-sequence current finds: a way across, and earth at either side.
struct ZeroSequencePath {
  bool across = false, earth_high = false, earth_low = false;
};
[[nodiscard]] ZeroSequencePath zero_sequence_path(const TransformerBranch& transformer);

}  // namespace hearthgrid::electricity
