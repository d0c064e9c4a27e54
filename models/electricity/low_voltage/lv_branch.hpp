#pragma once
// Branch matrices of a low-voltage network, from what tables of lines and transformers give.
//
//   from sequence impedances   Zs = (Z0 + 2 Z1) / 3,  Zm = (Z0 - Z1) / 3   (grid_gas.md 2.1, textbook)
//   four wires, neutral grounded everywhere (Kron)     Z' = Zpp - Zpn Znp / Znn
//   four wires, neutral grounded at the transformer    Z' = Zpp - Zpn 1^T - 1 Znp + Znn 1 1^T

#include <array>
#include <complex>

#include "models/electricity/low_voltage/lv_network.hpp"
#include "models/electricity/transformer_type.hpp"

namespace hearthgrid::electricity {

/// Series impedance of four wires against earth: a, b, c, neutral; [ohm] of all the length. Symmetric.
using FourWireMatrix = std::array<std::array<std::complex<double>, 4>, 4>;

/// Of all the length [ohm].
[[nodiscard]] LvImpedance lv_from_sequence(std::complex<double> z1_ohm, std::complex<double> z0_ohm);
/// Neutral grounded at every node. Throws InputError where the neutral has no self impedance.
[[nodiscard]] LvImpedance lv_kron(const FourWireMatrix& ohm);
/// Neutral grounded at the transformer alone: the return current is all in the neutral.
[[nodiscard]] LvImpedance lv_loop(const FourWireMatrix& ohm);
/// A neutral of its own: sets the node's branch and neutral; its grounding stays what it is.
void lv_explicit_neutral(const FourWireMatrix& ohm, LvNode& node);

/// Series impedance of a transformer, seen from the side of `volts` (line to line): uk on its rated power, the
/// resistance from its load loss, the rest reactance.
[[nodiscard]] std::complex<double> short_circuit_ohm(double rated_va, double volts, double short_circuit_share,
                                                     double load_loss_w);

/// |z0| of a Yyn0 transformer over its rated impedance V^2 / S: its zero-sequence flux has no way back in three limbs
/// and closes through oil and tank. UNVERIFIED: no source was at hand; 0.3 to 1 is told of three-limbed cores, and
/// makers measure it. At uk = 4 % it is 12.5 times the short-circuit impedance.
constexpr double YYN0_ZERO_SEQUENCE_SHARE = 0.5;

/// Zero-sequence impedance of a transformer seen from its star side [ohm]: of a Dyn11 its short-circuit impedance `z1`,
/// of a Yyn0 the share of the rated impedance, all reactance.
[[nodiscard]] std::complex<double> zero_sequence_ohm(VectorGroup group, std::complex<double> z1_ohm, double rated_va,
                                                     double volts, double yyn0_share);

/// A distribution transformer as its plate says, and the short-circuit impedance of the network before it.
struct LvTransformer {
  double rated_kva = 0.0;
  double short_circuit_share = 0.04;  ///< uk, at the tap in use
  double load_loss_kw = 0.0;          ///< at rated current
  double high_v = 10000.0;            ///< rated, line to line
  double low_v = 400.0;               ///< rated, line to line, at the neutral tap
  double tap_share = 0.0;             ///< +0.05 = two steps of 2.5 % more turns at the high side: lower voltage
  VectorGroup vector_group = VectorGroup::dyn11;
  double yyn0_zero_sequence_share = YYN0_ZERO_SEQUENCE_SHARE;
  double source_v = 10000.0;        ///< line to line, of the medium-voltage side without load
  std::complex<double> source_ohm;  ///< of the medium-voltage network, positive sequence, at high_v
};

/// Sets network.no_load_v and the first node's branch and rating (its other fields are left alone; it is made if there
/// is none). Seen from the star side a Dyn11 bank has z0 = z1 of the transformer, without the network before it, which
/// zero-sequence currents do not reach. Throws InputError for powers, voltages or shares out of range.
void lv_set_transformer(const LvTransformer& transformer, LvNetwork& network);

}  // namespace hearthgrid::electricity
