#pragma once
// The season of one home, slow and written to be read: the reference that the kernel is held to. It shares no code with
// the kernel and works in the home's own watts and in long double.
//
// Per step, a = the home's area over the archetype's, everything else as the home has it (thermal model sheet, 5.5):
//   sf   = Phi s + w + (c g_conv + r g_rad)/a
//   K    = dC/dt: furniture beyond the reference house's, warmed from s.air to T within the step
//   dH   = H f(t) - a H_nominal + H_fixed + H_vent(t) + a H_curtain(t) ;  kappa = c.air/a ;  beta = h.air/a ;  h = f_c
//   c + (1 - f_c) r den  = 1 + kappa dH ;  num = sf.air + kappa dH T_out q    = clamp((T_set den - num)/beta, 0, most)
//   ;  T = (num + beta q)/den s    = sf + h q/a + c dH (T_out - T)/a
// Water between heater and room has a temperature of its own (slow_water.hpp).
// With an operative set point T_set is met by (T_air + T_star)/2 at the step's end, T_star as dwelling::StepModel has
// it; the heat is found by trying two heats, the answer being linear in it. An ideal heater also cools. The rod adds
// up to its rating to the heater's capacity; below the smallest modulation it cycles and pays the degradation of EN
// 14825.

#include <algorithm>
#include <array>
#include <vector>

#include "engine/run/kernel/household_kernel.hpp"
#include "tests/unit/run/slow_water.hpp"

namespace hearthgrid::run {

struct SlowHouse {  ///< of the reference house
  int states = MAX_STATES;
  std::array<std::array<Real, MAX_STATES>, MAX_STATES> phi{};
  std::array<Real, MAX_STATES> convective{}, radiant{}, star{};  ///< star: mean radiant temperature per K of a state
  Real star_radiant = 0.0;                                       ///< [K/W]
  Real nominal_air_change_w_k = 0.0;
};

struct SlowHeater {
  bool hand_fired = false, operative = false, cools = false, electric = true;
  Real convective_share = 1.0, gain_convective_share = 0.4;
  Real min_modulation = 0.0, degradation = 1.0;
  Real running_w = 0.0, standby_w = 0.0, backup_w = 0.0;
  Real size = 1.0, cool_w = 1e12;
  Real load_slope = 0.0, backup_ratio = 1.0;
  bool room_curve = false, backup_electric = true;
  SlowWater water;
};

struct SlowHome {
  Real area = 1.0;            ///< over the reference house's
  Real air_change_w_k = 0.0;  ///< of the home at f(t) = 1
  Real fixed_w_k = 0.0;       ///< of the home, always, beside the reference house's
  Real furniture_w_k = 0.0;   ///< dC/dt of the home
  std::array<Real, MAX_STATES> state{};
  Real water_c = 20.0;
  bool running = false;
};

struct SlowInput {  ///< of one step
  std::array<Real, MAX_STATES> driver{};
  heater::CoefficientRow heater{};
  Real hot_water_w = 0.0, enabled = 1.0;  ///< of the home
  Real star_c = 0.0;                      ///< what the drivers add to the mean radiant temperature
  Real outdoor_c = 0.0, air_change_factor = 1.0, curtain_w_k = 0.0, valley = 0.0;
  Real ventilation_w_k = 0.0;  ///< of the home
  Real cool_target = 1e3;
  Real gain_w = 0.0, base_kw = 0.0;
  Real target = 0.0;  ///< set point, or W of a hand-fired stove
};

struct SlowStep {
  Real heat_w = 0.0, input_w = 0.0, electric_w = 0.0, rod_w = 0.0, air_c = 0.0, extra_air_w = 0.0, cool_w = 0.0,
       sensed_c = 0.0;
  Real main_w = 0.0, backup_input_w = 0.0, lost_w = 0.0, hot_w = 0.0, hot_rod_w = 0.0;
};

struct SlowAccounts {  ///< W x steps, K x steps, steps
  Real heat = 0.0, rod = 0.0, input = 0.0, electric = 0.0, valley = 0.0, gain = 0.0, extra_air = 0.0, air = 0.0;
  Real below_set_point = 0.0, coldest = 1e3, peak_kw = 0.0;
  Real main = 0.0, backup_input = 0.0, lost = 0.0, hot = 0.0, hot_rod = 0.0;
  Real cool = 0.0, most_heat = 0.0, most_cool = 0.0, warmest = -1e3;
  int below_14 = 0, below_10 = 0;
  std::array<Real, MAX_STATES> state{};
};

/// Where a home ends its step with `net_w` of heat (cooling negative).
struct SlowEnd {
  std::array<Real, MAX_STATES> state{};
  Real air_c = 0.0, operative_c = 0.0, extra_air_w = 0.0;
};

inline SlowEnd slow_end(const SlowHouse& house, const SlowHeater& heater, const SlowInput& in, const SlowHome& home,
                        Real net_w) {
  const int air = house.states - 1;
  const Real a = home.area;
  const Real gain_convective = heater.gain_convective_share * in.gain_w;
  const Real convective = heater.convective_share * net_w + gain_convective;
  const Real radiant = (1 - heater.convective_share) * net_w + in.gain_w - gain_convective;
  SlowEnd end;
  for (int i = 0; i < house.states; ++i) {
    end.state[i] = in.driver[i] + (house.convective[i] * convective + house.radiant[i] * radiant) / a;
    for (int j = 0; j < house.states; ++j) end.state[i] += house.phi[i][j] * home.state[j];
  }
  const Real more_loss = home.air_change_w_k * in.air_change_factor - a * house.nominal_air_change_w_k +
                         home.fixed_w_k + in.ventilation_w_k + a * in.curtain_w_k;
  // The air that is free, and what pulls it: outdoors by the loss, its own past by the furniture.
  const Real kappa = house.convective[air] / a;
  end.air_c = (end.state[air] + kappa * (more_loss * in.outdoor_c + home.furniture_w_k * home.state[air])) /
              (1 + kappa * (more_loss + home.furniture_w_k));
  end.extra_air_w = more_loss * (in.outdoor_c - end.air_c) - home.furniture_w_k * (end.air_c - home.state[air]);
  Real star = in.star_c + house.star_radiant * radiant / a;
  for (int i = 0; i < house.states; ++i) {
    end.state[i] += house.convective[i] * end.extra_air_w / a;
    star += house.star[i] * end.state[i];
  }
  end.operative_c = (end.air_c + star) / 2;
  return end;
}

inline SlowStep slow_step(const SlowHouse& house, const SlowHeater& heater, const SlowInput& in, SlowHome& home) {
  const auto at_end = [&](Real net_w) {
    const SlowEnd end = slow_end(house, heater, in, home, net_w);
    return heater.operative ? end.operative_c : end.air_c;
  };
  const Real unheated = at_end(0), per_watt = (at_end(1e4) - unheated) / 1e4;

  SlowStep out;
  SlowMade made;
  const Real air = home.state[house.states - 1];
  if (heater.hand_fired) {
    made.main_w = made.to_room_w = made.lowest_w = in.target;
  } else {
    const Real need = std::max<Real>(0, (in.target - unheated) / per_watt);
    if (heater.water.there) {
      made = slow_water_step(
          heater.water, in.heater,
          {need, in.target, air, in.enabled, in.hot_water_w, heater.size, heater.backup_w, heater.min_modulation},
          home.water_c, home.running);
    } else {
      const Real x = heater.room_curve ? air : in.heater.supply_c;
      const Real capacity = in.enabled * std::max<Real>(0, heater.size * slow_curve(in.heater.capacity, x));
      made.main_w = std::min(need, capacity);
      made.to_room_w = std::min(need, capacity + in.enabled * in.heater.backup * heater.backup_w);
      made.rod_w = made.to_room_w - made.main_w;
      made.lowest_w = made.main_w > 0 ? std::max(made.main_w, heater.min_modulation * capacity) : 0;
      made.curve_c = x;
      made.load = capacity > 0 ? made.lowest_w / capacity : 1;
    }
  }
  if (heater.cools) out.cool_w = std::clamp<Real>((unheated - in.cool_target) / per_watt, 0, heater.cool_w);
  const Real run_share = made.lowest_w > 0 ? made.main_w / made.lowest_w : 0;
  const Real billed = heater.degradation * made.main_w + (1 - heater.degradation) * made.lowest_w;
  const Real ratio = slow_curve(in.heater.input_per_heat, made.curve_c) * (1 + heater.load_slope * (1 - made.load));
  out.heat_w = made.to_room_w;
  out.main_w = made.main_w;
  out.rod_w = made.rod_w;
  out.lost_w = made.lost_w;
  out.hot_w = made.hot_w;
  out.hot_rod_w = made.hot_rod_w;
  out.input_w = billed * ratio + made.hot_w * slow_curve(in.heater.input_per_heat, heater.water.hot_water_c) +
                in.enabled * heater.size * (in.heater.always_w + in.heater.idle_w * (1 - run_share));
  out.backup_input_w = made.rod_w * heater.backup_ratio;
  out.electric_w = (heater.electric ? out.input_w : 0) + (heater.backup_electric ? out.backup_input_w : 0) +
                   made.hot_rod_w + in.enabled * (heater.running_w * run_share + heater.standby_w);
  const SlowEnd end = slow_end(house, heater, in, home, out.heat_w - out.cool_w);
  out.air_c = end.air_c;
  out.sensed_c = heater.operative ? end.operative_c : end.air_c;
  out.extra_air_w = end.extra_air_w;
  home.state = end.state;
  return out;
}

/// Steps a home and keeps its accounts.
inline SlowStep slow_step(const SlowHouse& house, const SlowHeater& heater, const SlowInput& in, SlowHome& home,
                          SlowAccounts& sums) {
  for (int i = 0; i < house.states; ++i) sums.state[i] += home.state[i];
  const SlowStep step = slow_step(house, heater, in, home);
  sums.heat += step.heat_w;
  sums.rod += step.rod_w;
  sums.main += step.main_w;
  sums.backup_input += step.backup_input_w;
  sums.lost += step.lost_w;
  sums.hot += step.hot_w;
  sums.hot_rod += step.hot_rod_w;
  sums.input += step.input_w;
  sums.electric += step.electric_w;
  sums.valley += step.electric_w * in.valley;
  sums.gain += in.gain_w;
  sums.extra_air += step.extra_air_w;
  sums.air += step.air_c;
  if (!heater.hand_fired) sums.below_set_point += std::max<Real>(0, in.target - step.sensed_c);
  sums.coldest = std::min(sums.coldest, step.air_c);
  sums.peak_kw = std::max(sums.peak_kw, step.electric_w / 1000 + in.base_kw);
  sums.cool += step.cool_w;
  sums.most_heat = std::max(sums.most_heat, step.heat_w);
  sums.most_cool = std::max(sums.most_cool, step.cool_w);
  sums.warmest = std::max(sums.warmest, step.air_c);
  sums.below_14 += step.air_c < 14 - 1e-9L ? 1 : 0;
  sums.below_10 += step.air_c < 10 - 1e-9L ? 1 : 0;
  return step;
}

}  // namespace hearthgrid::run
