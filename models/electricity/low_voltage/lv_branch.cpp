#include "models/electricity/low_voltage/lv_branch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/error.hpp"

namespace hearthgrid::electricity {
namespace {

using Complex = std::complex<double>;

LvImpedance circulant(Complex self, Complex mutual) {
  LvImpedance z;
  for (int p = 0; p < 3; ++p) {
    for (int q = 0; q < 3; ++q) z.phase_ohm[p][q] = p == q ? self : mutual;
  }
  return z;
}

void check(bool good, const char* what, double value) {
  if (!good) throw InputError(Problem{"", 0, 0, fmt::format("a transformer's {} is {}", what, value), ""});
}

}  // namespace

LvImpedance lv_from_sequence(Complex z1_ohm, Complex z0_ohm) {
  return circulant((z0_ohm + 2.0 * z1_ohm) / 3.0, (z0_ohm - z1_ohm) / 3.0);
}

LvImpedance lv_kron(const FourWireMatrix& ohm) {
  if (ohm[3][3] == Complex()) {
    throw InputError(Problem{"", 0, 0, "a line's neutral has no self impedance", "give the fourth row of its matrix"});
  }
  LvImpedance z;
  for (int p = 0; p < 3; ++p) {
    for (int q = 0; q < 3; ++q) z.phase_ohm[p][q] = ohm[p][q] - ohm[p][3] * ohm[3][q] / ohm[3][3];
  }
  return z;
}

LvImpedance lv_loop(const FourWireMatrix& ohm) {
  LvImpedance z;
  for (int p = 0; p < 3; ++p) {
    for (int q = 0; q < 3; ++q) z.phase_ohm[p][q] = ohm[p][q] - ohm[p][3] - ohm[3][q] + ohm[3][3];
  }
  return z;
}

void lv_explicit_neutral(const FourWireMatrix& ohm, LvNode& node) {
  node.neutral.emplace();
  for (int p = 0; p < 3; ++p) {
    for (int q = 0; q < 3; ++q) node.branch.phase_ohm[p][q] = ohm[p][q];
    node.neutral->mutual_ohm[p] = ohm[p][3];
  }
  node.neutral->self_ohm = ohm[3][3];
}

// z in per unit of rated power and of the low side's voltage:  |z| = uk, r = Pk / S, x = sqrt(uk^2 - r^2).
// A tap at the high side changes the ratio, not the low side's ohms:  V = low_v source_v / (high_v (1 + tap)).
Complex short_circuit_ohm(double rated_va, double volts, double short_circuit_share, double load_loss_w) {
  const double r = load_loss_w / rated_va;
  const double x = std::sqrt(std::max(0.0, short_circuit_share * short_circuit_share - r * r));
  return Complex(r, x) * (volts * volts / rated_va);
}

Complex zero_sequence_ohm(VectorGroup group, Complex z1_ohm, double rated_va, double volts, double yyn0_share) {
  return group == VectorGroup::dyn11 ? z1_ohm : Complex(0.0, yyn0_share * volts * volts / rated_va);
}

void lv_set_transformer(const LvTransformer& t, LvNetwork& network) {
  check(std::isfinite(t.rated_kva) && t.rated_kva > 0.0, "rated power [kVA]", t.rated_kva);
  check(t.short_circuit_share > 0.0 && t.short_circuit_share < 1.0, "short-circuit voltage", t.short_circuit_share);
  const double r = t.load_loss_kw / t.rated_kva;
  check(r >= 0.0 && r <= t.short_circuit_share, "load loss [kW]", t.load_loss_kw);
  check(std::isfinite(t.high_v) && t.high_v > 0.0, "high voltage [V]", t.high_v);
  check(std::isfinite(t.low_v) && t.low_v > 0.0, "low voltage [V]", t.low_v);
  check(std::isfinite(t.source_v) && t.source_v > 0.0, "source voltage [V]", t.source_v);
  check(t.tap_share > -0.5 && t.tap_share < 0.5, "tap", t.tap_share);
  check(t.yyn0_zero_sequence_share >= 0.0, "zero-sequence share", t.yyn0_zero_sequence_share);
  const double va = 1000.0 * t.rated_kva;
  const Complex z1 = short_circuit_ohm(va, t.low_v, t.short_circuit_share, 1000.0 * t.load_loss_kw);
  const double ratio = t.low_v / (t.high_v * (1.0 + t.tap_share));
  const Complex z0 = zero_sequence_ohm(t.vector_group, z1, va, t.low_v, t.yyn0_zero_sequence_share);
  network.no_load_v = t.source_v * ratio / std::sqrt(3.0);
  if (network.nodes.empty()) network.nodes.emplace_back();
  network.nodes[0].branch = lv_from_sequence(z1 + t.source_ohm * (ratio * ratio), z0);
  network.nodes[0].rating_a = va / (std::sqrt(3.0) * t.low_v);
}

}  // namespace hearthgrid::electricity
