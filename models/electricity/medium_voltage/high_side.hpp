#pragma once
// What a distribution transformer draws from its feeder: the load at its low side and its own losses.
//
//   K = S/S_r     P = P_load + P_0 + K^2 P_k     Q = Q_load + S_r (sqrt(i_0^2 - p_0^2) + K^2 sqrt(u_k^2 - u_r^2))
//
// Powers and losses are those at rated voltage, as in the transformer's own season; the feeder's voltage does not move
// them. Unlike phases lose more than that: K^2 then stands times `load_loss_factor`, the season's mean.

#include <algorithm>
#include <cmath>

#include "models/electricity/transformer_type.hpp"

namespace hearthgrid::electricity {

/// No-load current where the nameplate does not say: about that of S13 from 100 to 400 kVA.
constexpr double ASSUMED_NO_LOAD_CURRENT_SHARE = 0.004;

/// The coefficients of one type.
struct HighSide {
  double no_load_kw = 0.0, no_load_kvar = 0.0;
  double kw_per_kva2 = 0.0, kvar_per_kva2 = 0.0;  ///< times the load's apparent power squared

  explicit HighSide(const TransformerType& type, double load_loss_factor = 1.0)
      : no_load_kw(type.no_load_loss_w / 1000.0),
        kw_per_kva2(type.load_loss_w / 1000.0 / (type.rated_kva * type.rated_kva)) {
    const double no_load = type.no_load_current_share.value_or(ASSUMED_NO_LOAD_CURRENT_SHARE) * type.rated_kva;
    no_load_kvar = std::sqrt(std::max(0.0, no_load * no_load - no_load_kw * no_load_kw));
    const double z = type.impedance_share, r = type.load_loss_w / 1000.0 / type.rated_kva;
    kvar_per_kva2 = load_loss_factor * std::sqrt(std::max(0.0, z * z - r * r)) / type.rated_kva;
    kw_per_kva2 *= load_loss_factor;
  }

  [[nodiscard]] double kw(double load_kw, double load_kvar) const {
    return load_kw + no_load_kw + kw_per_kva2 * (load_kw * load_kw + load_kvar * load_kvar);
  }
  [[nodiscard]] double kvar(double load_kw, double load_kvar) const {
    return load_kvar + no_load_kvar + kvar_per_kva2 * (load_kw * load_kw + load_kvar * load_kvar);
  }
};

}  // namespace hearthgrid::electricity
