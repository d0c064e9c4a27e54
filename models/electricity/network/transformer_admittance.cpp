#include <algorithm>
#include <cmath>
#include <numbers>

#include "models/electricity/network/branch_admittance.hpp"

namespace hearthgrid::electricity {
namespace {

/// Leakage and magnetising of all units together, on the low side.
struct LowSide {
  Complex z, y;
};

double low_v(const TransformerBranch& t) {
  return t.low_v + (t.tap_at_high ? 0.0 : t.tap_steps * t.tap_step_v);
}
double high_v(const TransformerBranch& t) {
  return t.high_v + (t.tap_at_high ? t.tap_steps * t.tap_step_v : 0.0);
}

Complex leakage(const TransformerBranch& t, double share, double loss_w) {
  const double base_ohm = low_v(t) * low_v(t) / t.rated_va;
  const double z = share * base_ohm, r = loss_w / t.rated_va * base_ohm;
  return Complex(r, std::sqrt(std::max(0.0, z * z - r * r))) / static_cast<double>(t.parallel);
}

Complex magnetising(const TransformerBranch& t, double share, double loss_w) {
  const double v2 = low_v(t) * low_v(t);
  const double y = share * t.rated_va / v2, g = loss_w / v2;
  return Complex(g, -std::sqrt(std::max(0.0, y * y - g * g))) * static_cast<double>(t.parallel);
}

LowSide positive_sequence(const TransformerBranch& t) {
  return {leakage(t, t.short_circuit_share, t.load_loss_w), magnetising(t, t.no_load_current_share, t.no_load_loss_w)};
}

/// Pi with the shunts at its ends.
SequencePort pi_port(Complex z, Complex y_high, Complex y_low) {
  const Complex s = 1.0 / z;
  return {s + y_high, -s, -s, s + y_low};
}

/// T: `z_high` to the middle, the admittance `y` there, `z_low` from it.
SequencePort t_port(Complex z_high, Complex z_low, Complex y) {
  const Complex d = z_high + z_low + z_high * z_low * y;
  return {(1.0 + z_low * y) / d, -1.0 / d, -1.0 / d, (1.0 + z_high * y) / d};
}

SequencePort with_shunt(ShuntPlace place, Complex z, Complex y) {
  switch (place) {
    case ShuntPlace::t:
      return t_port(0.5 * z, 0.5 * z, y);
    case ShuntPlace::low_voltage:
      return pi_port(z, 0.0, y);
    case ShuntPlace::pi:
      break;
  }
  return pi_port(z, 0.5 * y, 0.5 * y);
}

/// Seen from the real high side: `ratio` is V_high / V_low as a complex number.
SequencePort across(const SequencePort& low, Complex ratio) {
  return {low.ff / std::norm(ratio), low.ft / std::conj(ratio), low.tf / ratio, low.tt};
}

bool grounded_wye(Winding winding) {
  return winding == Winding::wye_grounded;
}
bool grounded_zigzag(Winding winding) {
  return winding == Winding::zigzag_grounded;
}

/// pandapower's T circuit applies: always but for a delta in the model "pi".
bool has_magnetising0(const TransformerBranch& t) {
  const bool delta = t.high_winding == Winding::delta || t.low_winding == Winding::delta;
  return t.magnetising0_share && (t.shunt_place == ShuntPlace::t || !delta);
}

/// What is left of a two-port at one side when the other side's winding is a short circuit (delta; a zigzag is one to
/// itself) or open (wye).
Complex seen_from(Winding here, Winding other, Complex own, Complex mutual, Complex other_own) {
  if (grounded_zigzag(here)) return own;
  if (!grounded_wye(here)) return 0.0;
  return other == Winding::delta ? own : own - mutual * mutual / other_own;
}

/// The T circuit between its windings.
SequencePort between_windings(const TransformerBranch& t, const SequencePort& port) {
  if (grounded_wye(t.high_winding) && grounded_wye(t.low_winding)) return port;
  SequencePort part;
  part.ff = seen_from(t.high_winding, t.low_winding, port.ff, port.ft, port.tt);
  part.tt = seen_from(t.low_winding, t.high_winding, port.tt, port.tf, port.ff);
  return part;
}

SequencePort zero_sequence(const TransformerBranch& t) {
  const Complex y0 = magnetising(t, t.no_load_current0_share.value_or(t.no_load_current_share),
                                 t.no_load_loss0_w.value_or(t.no_load_loss_w));
  const double ratio2 = tap_ratio(t) * tap_ratio(t);
  const Complex z0 =
      leakage(t, t.short_circuit0_share.value_or(t.short_circuit_share), t.load_loss0_w.value_or(t.load_loss_w));
  const Complex earth_high = 3.0 * t.high_grounding_ohm / ratio2, earth_low = 3.0 * t.low_grounding_ohm;
  const bool high = grounded_wye(t.high_winding), low_side = grounded_wye(t.low_winding);
  if (has_magnetising0(t)) {
    const double z = *t.magnetising0_share * std::abs(z0), x = z / std::hypot(1.0, t.magnetising0_rx);
    return between_windings(t, t_port(t.high_part0 * z0 + earth_high, (1.0 - t.high_part0) * z0 + earth_low,
                                      1.0 / Complex(x * t.magnetising0_rx, x)));
  }
  SequencePort port;
  if (high && low_side) {
    port = with_shunt(t.shunt_place, z0 + earth_high + earth_low, y0);
  } else if (high && t.low_winding == Winding::delta) {
    port.ff = 1.0 / (z0 + earth_high) + y0;
  } else if (low_side && t.high_winding == Winding::delta) {
    // Given magnetising data and the shunts of a pi, pandapower leaves the shunt out.
    port.tt = 1.0 / (z0 + earth_low) + (t.magnetising0_share ? Complex{} : y0);
  }
  const Complex zigzag = t.short_circuit0_share ? z0 : 0.1 * z0;
  if (grounded_zigzag(t.high_winding)) port.ff += 1.0 / (zigzag + earth_high);
  if (grounded_zigzag(t.low_winding)) port.tt += 1.0 / (zigzag + earth_low);
  return port;
}

/// An end that is open carries no current: its voltage is eliminated.
SequencePort at_ends(const TransformerBranch& t, const SequencePort& port) {
  if (t.high_closed && t.low_closed) return port;
  SequencePort part;
  if (t.high_closed) part.ff = port.tt == Complex{} ? port.ff : port.ff - port.ft * port.tf / port.tt;
  if (t.low_closed) part.tt = port.ff == Complex{} ? port.tt : port.tt - port.tf * port.ft / port.ff;
  return part;
}

Eigen::Matrix3cd block(Complex zero, Complex positive, Complex negative, int phases) {
  if (phases == 3) return phase_matrix(zero, positive, negative);
  Eigen::Matrix3cd one = Eigen::Matrix3cd::Zero();
  one(0, 0) = positive;
  return one;
}

}  // namespace

double tap_ratio(const TransformerBranch& transformer) {
  return high_v(transformer) / low_v(transformer);
}

TwoPort transformer_port(const TransformerBranch& transformer, int phases) {
  const LowSide low = positive_sequence(transformer);
  const SequencePort own = with_shunt(transformer.shunt_place, low.z, low.y);
  const double shift =
      (transformer.shift_deg + transformer.tap_steps * transformer.tap_step_deg) * std::numbers::pi / 180.0;
  const double ratio = tap_ratio(transformer);
  const auto seen = [&](const SequencePort& port, Complex turned) {
    return at_ends(transformer, across(port, turned));
  };
  const SequencePort one = seen(own, std::polar(ratio, shift)), two = seen(own, std::polar(ratio, -shift));
  SequencePort zero;
  if (phases == 3) {
    const bool reversed = transformer.clock == 2 || transformer.clock == 6 || transformer.clock == 10;
    zero = seen(zero_sequence(transformer), reversed ? -ratio : ratio);
  }
  TwoPort port;
  port.ff = block(zero.ff, one.ff, two.ff, phases);
  port.ft = block(zero.ft, one.ft, two.ft, phases);
  port.tf = block(zero.tf, one.tf, two.tf, phases);
  port.tt = block(zero.tt, one.tt, two.tt, phases);
  return port;
}

ZeroSequencePath zero_sequence_path(const TransformerBranch& transformer) {
  ZeroSequencePath path;
  const SequencePort zero = zero_sequence(transformer);
  path.across = zero.ft != Complex{} && transformer.high_closed && transformer.low_closed;
  // Across alone is no earth: without a magnetising branch what goes in comes out.
  path.earth_high = transformer.high_closed && std::abs(zero.ff + zero.ft) > 1e-12 * std::abs(zero.ff);
  path.earth_low = transformer.low_closed && std::abs(zero.tt + zero.tf) > 1e-12 * std::abs(zero.tt);
  return path;
}

}  // namespace hearthgrid::electricity
