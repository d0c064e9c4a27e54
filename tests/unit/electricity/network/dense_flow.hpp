#pragma once
// A second way to the same voltages, for small networks: dense matrices in volts and ohms, transformers as three wired
// single-phase units, and the loads' currents put in again and again (Z-bus Gauss).

#include <Eigen/Dense>
#include <cmath>
#include <numbers>

#include "models/electricity/network/power_flow.hpp"

namespace hearthgrid::electricity {

/// Four blocks of 3 x 3: from, to.
using WiredUnits = Eigen::Matrix<Complex, 6, 6>;

/// Three units with the delta (or the wye) of their high windings wired to phases, the low windings from phase to
/// earth, the magnetising branch across the low windings. Delta: low phase a goes with v_A - v_B ("Dyn11") or v_A - v_C
/// ("Dyn1").
inline WiredUnits wired_units(const TransformerBranch& t, bool delta_high, bool eleven) {
  const double low_winding = t.low_v / std::numbers::sqrt3;
  const double high_winding = delta_high ? t.high_v : t.high_v / std::numbers::sqrt3;
  const double n = high_winding / low_winding, base_ohm = t.low_v * t.low_v / t.rated_va;
  const double r = t.load_loss_w / t.rated_va * base_ohm, z = t.short_circuit_share * base_ohm;
  const double g = t.no_load_loss_w / (t.low_v * t.low_v), y = t.no_load_current_share / base_ohm;
  const Complex series = 1.0 / Complex(r, std::sqrt(z * z - r * r)), shunt(g, -std::sqrt(y * y - g * g));
  Eigen::Matrix<double, 6, 6> windings = Eigen::Matrix<double, 6, 6>::Identity();  // winding voltages from phases
  if (delta_high) {
    windings.topLeftCorner<3, 3>() << 1, 0, -1, -1, 1, 0, 0, -1, 1;
    if (eleven) windings.topLeftCorner<3, 3>() << 1, -1, 0, 0, 1, -1, -1, 0, 1;
  }
  WiredUnits units = WiredUnits::Zero();
  for (int unit = 0; unit < 3; ++unit) {
    units(unit, unit) = series / (n * n);
    units(unit, unit + 3) = units(unit + 3, unit) = -series / n;
    units(unit + 3, unit + 3) = series + shunt;
  }
  return windings.transpose().cast<Complex>() * units * windings.cast<Complex>();
}

/// Held source at bus 0, lines with z0 and z1, Dyn11 transformers with their shunt on the low side, all loads in
/// service. Voltages of bus b, phase p at 3 b + p.
class DenseFlow {
 public:
  explicit DenseFlow(const Network& network) : network_(network), size_(3 * static_cast<int>(network.buses.size())) {
    y_ = Eigen::MatrixXcd::Zero(size_, size_);
    for (const auto& line : network.lines) {
      Eigen::Matrix3cd z = Eigen::Matrix3cd::Constant((line.z0_ohm - line.z1_ohm) / 3.0);
      z.diagonal().setConstant((line.z0_ohm + 2.0 * line.z1_ohm) / 3.0);
      Eigen::Matrix3cd shunt = Eigen::Matrix3cd::Constant((line.y0_s - line.y1_s) / 3.0);
      shunt.diagonal().setConstant((line.y0_s + 2.0 * line.y1_s) / 3.0);
      const Eigen::Matrix3cd series = z.inverse();
      WiredUnits port;
      port << series + shunt / 2.0, -series, -series, series + shunt / 2.0;
      add(line.from, line.to, port);
    }
    for (const auto& each : network.transformers) add(each.high, each.low, wired_units(each, true, true));
  }

  /// Fixed point of V = V0 - Z I(V) with the load times `scale`.
  [[nodiscard]] Eigen::VectorXcd solve(double scale = 1.0) const {
    const int free = size_ - 3;
    const Eigen::MatrixXcd z = y_.bottomRightCorner(free, free).inverse();
    const Eigen::VectorXcd no_load = -z * y_.bottomLeftCorner(free, 3) * held();
    Eigen::VectorXcd v(size_);
    v << held(), no_load;
    for (int k = 0; k < 500; ++k) v.tail(free) = no_load - scale * (z * load_currents(v).tail(free));
    return v;
  }

  /// Largest current that is left over at any bus but the held one, for voltages of the library.
  [[nodiscard]] double mismatch_a(const PowerFlowResult& result, double scale = 1.0) const {
    Eigen::VectorXcd v(size_);
    for (int i = 0; i < size_; ++i) v(i) = result.buses[static_cast<size_t>(i / 3)].v[static_cast<size_t>(i % 3)];
    const Eigen::VectorXcd excess = y_ * v + scale * load_currents(v);
    return excess.tail(size_ - 3).cwiseAbs().maxCoeff();
  }

 private:
  void add(int from, int to, const WiredUnits& port) {
    y_.block<3, 3>(3 * from, 3 * from) += port.topLeftCorner<3, 3>();
    y_.block<3, 3>(3 * from, 3 * to) += port.topRightCorner<3, 3>();
    y_.block<3, 3>(3 * to, 3 * from) += port.bottomLeftCorner<3, 3>();
    y_.block<3, 3>(3 * to, 3 * to) += port.bottomRightCorner<3, 3>();
  }

  [[nodiscard]] Eigen::Vector3cd held() const {
    const double v = network_.sources[0].voltage_pu * network_.buses[0].rated_v / std::numbers::sqrt3;
    const double third = 2.0 * std::numbers::pi / 3.0;
    return {v, std::polar(v, -third), std::polar(v, third)};
  }

  [[nodiscard]] Eigen::VectorXcd load_currents(const Eigen::VectorXcd& v) const {
    Eigen::VectorXcd currents = Eigen::VectorXcd::Zero(size_);
    for (const auto& load : network_.loads) {
      const double phase_v = network_.buses[static_cast<size_t>(load.bus)].rated_v / std::numbers::sqrt3;
      for (int p = 0; p < 3; ++p) {
        const int a = 3 * load.bus + p, b = 3 * load.bus + (p + 1) % 3;
        const bool delta = load.connection == Connection::delta;
        const Complex across = delta ? v(a) - v(b) : v(a);
        const double u = std::abs(across) / (delta ? std::numbers::sqrt3 * phase_v : phase_v);
        const Complex s = load.va[static_cast<size_t>(p)] *
                          (load.dependence.power + load.dependence.current * u + load.dependence.impedance * u * u);
        const Complex i = std::conj(s / across);
        currents(a) += i;
        if (delta) currents(b) -= i;
      }
    }
    return currents;
  }

  const Network& network_;
  int size_;
  Eigen::MatrixXcd y_;
};

}  // namespace hearthgrid::electricity
