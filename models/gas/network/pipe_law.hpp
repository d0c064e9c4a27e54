#pragma once
// The drop of squared absolute pressure along one pipe, from its mass flow:
//
//   p_from^2 - p_to^2 + G = F h(m),   h(m) = c m |m| (lambda L / D + zeta),   c = p_N T / (T_N rho_N A^2)
//
// G lifts a column of gas: (rho_from + rho_to) / 2 g (h_from - h_to) (p_from + p_to). F is the compressibility K at the
// mean pressure; of laws in the low-pressure form (p_from + p_to) / (2 p_N), so that the drop of p_from - p_to does not
// depend on the pressure. F and G depend on pressures weakly: solvers take them from the last iterate.

#include <algorithm>
#include <cmath>
#include <vector>

#include "models/gas/network/friction.hpp"
#include "models/gas/network/gas_network.hpp"

namespace hearthgrid::gas {

/// Squared absolute pressures below this (1 kPa) are no state of the gas; its properties are taken there.
constexpr double LOWEST_SQUARED_PA2 = 1e6;

[[nodiscard]] inline double pressure_of(double squared_pa2) {
  return std::sqrt(std::max(squared_pa2, LOWEST_SQUARED_PA2));
}

struct PipeLaw {
  PipeFriction friction;
  double friction_pa2 = 0.0;       ///< of lambda Re^2: c L / (D (Re / m)^2), with the form's factor
  double local_pa2 = 0.0;          ///< of m^2: c zeta
  double local_linear_kg_s = 0.0;  ///< of a pipe without friction: m^2 is m^2 + this m, so that it passes 0
  double reynolds_per_kg_s = 0.0;
  double lift_per_pa = 0.0;  ///< g (h_from - h_to) rho(p) / p at K = 1, halved
  double area_m2 = 0.0;

  /// h at a flow, and its slope, which is above 0.
  [[nodiscard]] FrictionValue at(double flow_kg_s) const {
    const double size = std::abs(flow_kg_s);
    const FrictionValue value = friction.at(size * reynolds_per_kg_s);
    const double head = friction_pa2 * value.head + local_pa2 * size * (size + local_linear_kg_s);
    const double slope = friction_pa2 * reynolds_per_kg_s * value.slope + local_pa2 * (2.0 * size + local_linear_kg_s);
    return {std::copysign(head, flow_kg_s), slope};
  }
};

/// What the equations of a network's pipes share, and the law of each.
class PipeLaws {
 public:
  PipeLaws(const GasNetwork& network, const FrictionOptions& options);
  [[nodiscard]] const PipeLaw& operator[](int pipe) const { return laws_[static_cast<size_t>(pipe)]; }
  /// F at absolute pressures.
  [[nodiscard]] double factor(double from_pa, double to_pa) const {
    if (low_form_) return (from_pa + to_pa) / (2.0 * NORMAL_PRESSURE_PA);
    return ideal_ ? 1.0 : compressibility_.at(mean_pressure_pa(from_pa, to_pa));
  }
  [[nodiscard]] double lift_pa2(const PipeLaw& law, double from_pa, double to_pa) const {
    if (law.lift_per_pa == 0.0) return 0.0;
    const double sum =
        ideal_ ? from_pa + to_pa : from_pa / compressibility_.at(from_pa) + to_pa / compressibility_.at(to_pa);
    return law.lift_per_pa * sum * (from_pa + to_pa);
  }
  /// Whether F is 1 whatever the pressure.
  [[nodiscard]] bool plain() const { return ideal_ && !low_form_; }

  /// Squared pressure at the other end of a pipe that carries `flow_kg_s` (counted from `from` to `to`), by fixed-point
  /// iteration on F and G.
  [[nodiscard]] double to_end(const PipeLaw& law, double from_pa2, double flow_kg_s) const;
  [[nodiscard]] double from_end(const PipeLaw& law, double to_pa2, double flow_kg_s) const;

 private:
  std::vector<PipeLaw> laws_;
  Compressibility compressibility_;
  bool ideal_ = true, low_form_ = false;
};

}  // namespace hearthgrid::gas
