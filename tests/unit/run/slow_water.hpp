#pragma once
// The water between heater and room in one step, slow and written to be read; the home's own watts, long double. The
// equations are household_kernel.hpp's, solved by case instead of by selection.

#include <algorithm>
#include <cmath>

#include "models/heater/coefficient_row.hpp"

namespace hearthgrid::run {

using Real = long double;

struct SlowWater {
  bool there = false, cycles = false, room_supply = false, backup_warms = false;
  Real sign = 1.0, exponent = 1.3, band_k = 2.5, hot_water_c = 0.0;
  Real emitter_w_k = 0.0, w_k = 0.0, half_drop_k_w = 0.0, static_w_k = 0.0, lost_w_k = 0.0, stage_w = 0.0;
};

struct SlowAsked {
  Real need_w, target_c, air_c, enabled, hot_water_w, size, backup_w, min_modulation;
};

struct SlowMade {
  Real to_room_w = 0.0, main_w = 0.0, rod_w = 0.0, lowest_w = 0.0, curve_c = 0.0, load = 1.0;
  Real lost_w = 0.0, hot_w = 0.0, hot_rod_w = 0.0;
};

inline Real slow_curve(const double* c, Real x) {
  return c[0] + c[1] * x + c[2] * x * x;
}

inline SlowMade slow_water_step(const SlowWater& w, const heater::CoefficientRow& c, const SlowAsked& asked,
                                Real& water_c, bool& running) {
  SlowMade out;
  const auto capacity_at = [&](Real x) { return std::max<Real>(0, asked.size * slow_curve(c.capacity, x)); };
  Real left = asked.enabled;  // share of the machine that the room may have
  if (w.hot_water_c > 0) {
    const Real most = asked.enabled * capacity_at(w.hot_water_c);
    out.hot_w = std::min(asked.hot_water_w, most);
    out.hot_rod_w = asked.enabled * (asked.hot_water_w - out.hot_w);
    if (most > 0) left *= 1 - out.hot_w / most;
  }
  if (asked.target_c <= -50) left = 0;
  const Real start = water_c, excess = std::max<Real>(0, start - asked.air_c);
  const Real passive = w.static_w_k * excess;
  out.lost_w = w.lost_w_k * excess;
  const Real wanted = std::max<Real>(0, asked.need_w - passive);
  const Real capacity = left * capacity_at(start + w.sign * w.half_drop_k_w * capacity_at(start));
  const Real backup = asked.enabled * c.backup * asked.backup_w;
  const Real lacking = std::max<Real>(0, wanted + passive + out.lost_w - capacity);
  const Real most = capacity + (w.backup_warms ? backup : std::min(lacking, backup));
  // Tangent of the emitters' law at a temperature near the end's.
  const Real e = w.emitter_w_k, n = w.exponent, gone = passive + out.lost_w;
  const Real reached =
      w.room_supply
          ? start
          : std::min<Real>(c.supply_c, (w.w_k * start + capacity + backup - gone + e * asked.air_c) / (w.w_k + e));
  const Real over = std::max<Real>(1, reached - asked.air_c);
  const Real law = e * over * std::pow(over / 30, n - 1), slope = n * law / over;
  const Real zero = asked.air_c + over - over / n;
  Real set = c.supply_c;
  if (w.room_supply) set = std::min(set, zero + wanted / slope + w.half_drop_k_w * wanted);
  // Heat made, if the water takes away `k (T_end - T_0) + rest`, to end with the supply at its set point.
  const auto made_for = [&](Real k, Real t_0, Real rest) {
    const Real q = (w.w_k * (set - start) + k * (set - t_0) + rest) / (1 + (w.w_k + k) * w.half_drop_k_w);
    return std::clamp<Real>(q, 0, most);
  };
  const Real q_open = made_for(slope, zero, gone);
  const Real end_open = (w.w_k * start + q_open - gone + slope * zero) / (w.w_k + slope);
  const Real emitted = std::min(wanted, std::max<Real>(0, slope * (end_open - zero)));
  const Real q = made_for(0, 0, gone + emitted);
  const Real least = asked.min_modulation * capacity;
  out.main_w = std::min(q, capacity);
  out.rod_w = q - out.main_w;
  bool demand = out.main_w > 0;
  if (w.cycles) {
    const Real middle = set - w.half_drop_k_w * least;
    const bool on = start < (running ? middle + w.band_k : middle - w.band_k);
    if (emitted + gone < least) {
      const bool cold = start < middle - 2 * w.band_k;
      out.main_w = cold ? std::max(out.main_w, least) : on ? least : 0;
    }
    out.main_w = std::min(out.main_w, capacity);
    running = out.main_w > 0;
    if (out.rod_w > 0) {
      const Real stages = std::min<Real>(std::ceil(out.rod_w / w.stage_w), 6);
      out.rod_w = std::min(stages * w.stage_w, backup);
    }
    demand = wanted + out.main_w > 0;
  }
  out.lowest_w = demand ? std::max(out.main_w, least) : 0;
  out.load = capacity > 0 ? out.lowest_w / capacity : 1;
  out.to_room_w = emitted + passive;
  water_c = start + (out.main_w + out.rod_w - emitted - gone) / w.w_k;
  out.curve_c = (start + water_c) / 2 + w.sign * w.half_drop_k_w * out.lowest_w;
  return out;
}

}  // namespace hearthgrid::run
