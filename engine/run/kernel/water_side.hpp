#pragma once
// The heater of a register's lanes in one step: straight to the room, or through water (or a core) whose temperature is
// a state. household_kernel.hpp has the equations.

#include "engine/run/kernel/household_kernel.hpp"
#include "engine/run/kernel/vector.hpp"

namespace hearthgrid::run::HEARTHGRID_KERNEL {
namespace {

inline constexpr double NOT_ASKED_C = -50.0;             // a set point below it is nobody's wish
inline constexpr double LEAST_EXCESS_K = 1.0;            // the emitters' law is taken as linear below
inline constexpr double INVERSE_NOMINAL_K = 1.0 / 30.0;  // heater::NOMINAL_EXCESS_K

// What the room gets and what that takes.
struct Made {
  Vector to_room;  // q: heat to the room
  Vector main;     // q1: of the heater itself
  Vector rod;      // of the backup
  Vector lowest;   // max(q1, m cap) while there is demand
  Vector curve_c;  // T_x for the input
  Vector part;     // 1 + b (1 - load)
  Vector lost;     // by water and core, not to the room
  Vector hot;      // hot water by the heater
  Vector hot_rod;  // hot water beyond its capacity
};

struct HeaterLanes {
  Vector size, backup;
};

struct StoreLanes {
  Vector store, running, w_k, half_drop, emitter, static_w_k, lost_w_k, stage;
  Vector inverse_w_k, inverse_reach, inverse_wish;  // divided once: 1/W, 1/(W + e'), 1/(1 + W half_drop')
};

inline HeaterLanes carry_heater(const BatchLanes& lanes, int at) {
  return {load(lanes.size + at), load(lanes.backup_w + at)};
}

inline StoreLanes carry_store(const BatchLanes& lanes, int at) {
  StoreLanes s;
  s.store = load(lanes.store_c + at);
  s.running = load(lanes.running + at);
  s.w_k = greater(load(lanes.store_w_k + at), all(1e-9));  // lanes without a home hold 0
  s.half_drop = load(lanes.half_drop_k_w + at);
  s.emitter = load(lanes.emitter_w_k + at);
  s.static_w_k = load(lanes.static_w_k + at);
  s.lost_w_k = load(lanes.lost_w_k + at);
  s.stage = load(lanes.backup_stage_w + at);
  s.inverse_w_k = 1.0 / s.w_k;
  s.inverse_reach = 1.0 / (s.w_k + s.emitter);
  s.inverse_wish = 1.0 / (s.w_k * s.half_drop + 1.0);
  return s;
}

// 1 + b (1 - load)
inline __attribute__((always_inline)) Vector part_load(const BatchModel& m, Vector load, Vector capacity) {
  if (m.part_load_slope == 0.0) return all(1.0);
  const Vector share = capacity > 0.0 ? load / capacity : all(1.0);
  return m.part_load_slope * (1.0 - share) + 1.0;
}

inline Vector curve(const double* c, Vector x) {
  return x * (x * c[2] + c[1]) + c[0];
}

// Shares of the step in which heater and backup may run.
struct Enabled {
  Vector main, backup;
};

// No water between heater and room.
inline __attribute__((always_inline)) Made direct(const BatchModel& m, const heater::CoefficientRow& c, Vector needed,
                                                  Vector air, Enabled on, const HeaterLanes& lane) {
  Made out;
  out.curve_c = m.room_curve ? air : all(c.supply_c);
  const Vector capacity = positive(lane.size * curve(c.capacity, out.curve_c)) * on.main;
  out.main = lesser(needed, capacity);
  out.to_room = lesser(needed, capacity + lane.backup * (c.backup * on.backup));
  out.rod = out.to_room - out.main;
  out.lowest = out.main > 0.0 ? greater(out.main, m.min_modulation * capacity) : Vector{};
  out.part = part_load(m, out.lowest, capacity);
  out.lost = out.hot = out.hot_rod = Vector{};
  return out;
}

// Hot water comes first: what it leaves of the capacity, 0 to 1.
inline __attribute__((always_inline)) Vector serve_hot_water(const BatchModel& m, const heater::CoefficientRow& c,
                                                             Vector asked, Vector enabled, Vector size, Made& out) {
  const double x = m.hot_water_c;
  const double per_size = x * (x * c.capacity[2] + c.capacity[1]) + c.capacity[0];
  const Vector capacity = positive(size * per_size) * enabled;
  out.hot = lesser(asked, capacity);
  out.hot_rod = (asked - out.hot) * enabled;
  return capacity > 0.0 ? 1.0 - out.hot / capacity : all(1.0);
}

// What the room asks for is more than the least that the heater can make: it modulates. Else it runs at the least until
// the water is band_k too hot, and stands until it is as much too cold. Water twice as cold is warmed as in a longer
// step.
inline __attribute__((always_inline)) Vector switch_on_off(const BatchModel& m, Vector wish, Vector steady,
                                                           Vector least, Vector set, StoreLanes& lane) {
  const Vector middle = set - lane.half_drop * least;
  const Vector turns = lane.running > 0.0 ? middle + m.band_k : middle - m.band_k;
  const Vector on = lane.store < turns ? all(1.0) : Vector{};
  const Vector cycling = on * least, modulating = greater(wish, least);
  const Vector cold = lane.store < middle - 2.0 * m.band_k ? modulating : cycling;
  const Vector made = steady >= least ? wish : cold;
  lane.running = made > 0.0 ? all(1.0) : Vector{};
  return made;
}

// The backup's next higher stage.
inline __attribute__((always_inline)) Vector staged(Vector rod, Vector stage, Vector most) {
  Vector up{};
  for (int k = 0; k < MOST_STAGES; ++k) up += rod > up ? stage : Vector{};
  return lesser(up, most);
}

inline __attribute__((always_inline)) Made through_store(const BatchModel& m, const heater::CoefficientRow& c,
                                                         Vector needed, Vector target, Vector air, Enabled on,
                                                         Vector hot, const HeaterLanes& heater, StoreLanes& lane) {
  Made out;
  out.hot = out.hot_rod = Vector{};
  Vector free = on.main;
  if (m.hot_water_c > 0.0) free *= serve_hot_water(m, c, hot, on.main, heater.size, out);
  free = target > NOT_ASKED_C ? free : Vector{};
  const Vector start = lane.store, excess = positive(start - air);
  const Vector passive = lane.static_w_k * excess;
  out.lost = lane.lost_w_k * excess;
  const Vector leaving = passive + out.lost;
  const Vector wanted = positive(needed - passive);
  // What it can give, at the temperature that giving it makes.
  const Vector offset = m.curve_sign * lane.half_drop;
  const Vector guess = positive(heater.size * curve(c.capacity, start));
  const Vector capacity = positive(heater.size * curve(c.capacity, start + offset * guess)) * free;
  const Vector backup = heater.backup * (c.backup * on.backup);
  const Vector rod_most = m.backup_warms ? backup : lesser(positive(wanted + leaving - capacity), backup);
  const Vector most = capacity + rod_most;
  // The emitters' law as its tangent near where the water would come to at full power:
  // heat = slope (T - zero). Nothing in it waits for the room's need.
  const Vector cold_reach =
      (lane.w_k * start + (capacity + backup - leaving) + lane.emitter * air) * lane.inverse_reach;
  const Vector reach = m.room_supply ? start : lesser(all(c.supply_c), cold_reach);
  const double n = m.exponent_less_1 + 1.0;
  const Vector over = greater(reach - air, all(LEAST_EXCESS_K));
  const Vector slope = lane.emitter * (n * power(over * INVERSE_NOMINAL_K, m.exponent_less_1));
  const Vector zero = over * (m.exponent_less_1 / n) + air;
  Vector set = all(c.supply_c);
  if (m.room_supply) set = lesser(set, zero + wanted * (1.0 / slope + lane.half_drop));
  // With the valve open; then with it closed as far as the room wants.
  const Vector warming = lane.w_k * (set - start) + leaving;
  const Vector both = lane.w_k + slope, dropping = both * lane.half_drop + 1.0;
  const Vector inverse = 1.0 / (both * dropping);  // of both
  const Vector open_most = (slope * (set - zero) + warming) * (inverse * both);
  const Vector open = lesser(positive(open_most), most);
  const Vector end_open = (lane.w_k * start + (open - leaving) + slope * zero) * (inverse * dropping);
  const Vector emitted = lesser(wanted, positive(slope * (end_open - zero)));
  const Vector wish = lesser(positive((warming + emitted) * lane.inverse_wish), most);
  const Vector least = m.min_modulation * capacity;
  Vector main = lesser(wish, capacity);
  out.rod = wish - main;
  Vector demand = main;
  if (m.cycles) {
    main = lesser(switch_on_off(m, main, emitted + leaving, least, set, lane), capacity);
    demand = wanted + main;
    out.rod = staged(out.rod, lane.stage, backup);
  }
  out.main = main;
  out.lowest = demand > 0.0 ? greater(main, least) : Vector{};
  out.to_room = emitted + passive;
  lane.store = start + (main + out.rod - emitted - leaving) * lane.inverse_w_k;
  out.curve_c = 0.5 * (start + lane.store) + offset * out.lowest;
  out.part = part_load(m, out.lowest, capacity);
  return out;
}

}  // namespace
}  // namespace hearthgrid::run::HEARTHGRID_KERNEL
