// See household_kernel.hpp. This file includes nothing of the standard library: it is compiled once per instruction
// set, and an inline function of a header compiled for a newer set must not end up in a program for an older one.
#include "engine/run/kernel/household_kernel.hpp"

#ifndef HEARTHGRID_KERNEL
#error "compile with HEARTHGRID_KERNEL (namespace) and HEARTHGRID_KERNEL_WIDTH (float64 per register)"
#endif

namespace hearthgrid::run::HEARTHGRID_KERNEL {
namespace {

constexpr int WIDTH = HEARTHGRID_KERNEL_WIDTH;
constexpr int PARTS = LANES / WIDTH;  // registers per batch

using Vector = double __attribute__((vector_size(WIDTH * sizeof(double))));

inline Vector load(const double* from) {
  return *reinterpret_cast<const Vector*>(from);
}
inline void store(double* to, Vector value) {
  *reinterpret_cast<Vector*>(to) = value;
}
inline Vector all(double value) {
  return value - Vector{};
}
inline Vector lesser(Vector a, Vector b) {
  return a < b ? a : b;
}
inline Vector greater(Vector a, Vector b) {
  return a > b ? a : b;
}

// What pass 1 leaves for the others, for SUB_TILE steps.
struct alignas(64) Scratch {
  double heat[SUB_TILE][LANES];        // q1 + backup
  double main_heat[SUB_TILE][LANES];   // q1
  double floor_heat[SUB_TILE][LANES];  // max(q1, m cap)
  double supply[SUB_TILE][LANES];
  double start[STATES][SUB_TILE][LANES];
  double air[SUB_TILE][LANES];
  double extra_air[SUB_TILE][LANES];
};

// Pass 1: the dynamics. The state lives in registers over the whole sub-tile.
template <bool PRESCRIBED>
void dynamics(const BatchModel& m, const TileDrivers& d, const TileStreams& io, int first, int steps, BatchLanes& lanes,
              Scratch& out) {
  const double inverse_heat_air = 1.0 / m.heat[2];
  for (int part = 0; part < PARTS; ++part) {
    const int at = part * WIDTH;
    Vector s0 = load(lanes.state[0] + at), s1 = load(lanes.state[1] + at), s2 = load(lanes.state[2] + at);
    const Vector k1 = load(lanes.air_change_w_k + at);
    const Vector size = load(lanes.size + at), backup = load(lanes.backup_w + at);
    const Vector supply_c = load(lanes.supply_c + at), slope = load(lanes.supply_slope + at);
    const Vector emitter = load(lanes.emitter_w_k + at);
    for (int k = 0; k < steps; ++k) {
      const int t = first + k;
      const double* w = d.driver + t * STATES;
      const double* c = d.heater + t * 6;
      const Vector g = load(io.gain + t * LANES + at);
      const Vector target = load(io.target + t * LANES + at);
      store(out.start[0][k] + at, s0);
      store(out.start[1][k] + at, s1);
      store(out.start[2][k] + at, s2);
      const Vector f0 = m.phi[0][0] * s0 + (m.phi[0][1] * s1 + (m.phi[0][2] * s2 + (m.gain[0] * g + w[0])));
      const Vector f1 = m.phi[1][0] * s0 + (m.phi[1][1] * s1 + (m.phi[1][2] * s2 + (m.gain[1] * g + w[1])));
      const Vector f2 = m.phi[2][0] * s0 + (m.phi[2][1] * s1 + (m.phi[2][2] * s2 + (m.gain[2] * g + w[2])));
      const Vector extra = k1 * d.air_change[t] - m.nominal_air_change_w_k;
      const Vector coupled = m.convective[2] * extra;
      const Vector den = 1.0 + coupled;
      const Vector num = coupled * d.outdoor_c[t] + f2;
      Vector main_heat, heat, supply, floor_heat;
      if constexpr (PRESCRIBED) {
        main_heat = heat = floor_heat = target;
        supply = supply_c;
      } else {
        const Vector need = greater((target * den - num) * inverse_heat_air, Vector{});
        supply = slope * d.compensation_k[t] + supply_c;
        const Vector capacity = greater(size * (supply * (supply * c[2] + c[1]) + c[0]), Vector{});
        const Vector emitted = greater(emitter * (supply - s2), Vector{});
        const Vector limit = lesser(capacity, emitted);
        main_heat = lesser(need, limit);
        heat = lesser(need, lesser(limit + backup, emitted));
        floor_heat = greater(main_heat, lesser(m.min_modulation * capacity, limit));
      }
      const Vector air = (m.heat[2] * heat + num) / den;
      const Vector brought = extra * (d.outdoor_c[t] - air);
      s0 = m.heat[0] * heat + (m.convective[0] * brought + f0);
      s1 = m.heat[1] * heat + (m.convective[1] * brought + f1);
      s2 = air;
      store(out.heat[k] + at, heat);
      store(out.main_heat[k] + at, main_heat);
      store(out.floor_heat[k] + at, floor_heat);
      store(out.supply[k] + at, supply);
      store(out.air[k] + at, air);
      store(out.extra_air[k] + at, brought);
    }
    store(lanes.state[0] + at, s0);
    store(lanes.state[1] + at, s1);
    store(lanes.state[2] + at, s2);
  }
}

// Pass 2: what the heat costs in carrier and electricity, and the accounts of energy.
void inputs(const BatchModel& m, const TileDrivers& d, const TileStreams& io, int first, int steps, bool count,
            const Scratch& in, BatchLanes& lanes) {
  const double weight = count ? 1.0 : 0.0;
  const double share = m.cycling_degradation;
  for (int part = 0; part < PARTS; ++part) {
    const int at = part * WIDTH;
    const Vector area_kw = load(lanes.area_kw + at);
    const Vector running = load(lanes.running_w + at), standby = load(lanes.standby_w + at);
    Vector sum_input{}, sum_electric{}, sum_valley{}, sum_backup{};
    Vector peak = load(lanes.peak_kw + at);
    for (int k = 0; k < steps; ++k) {
      const int t = first + k;
      const double* c = d.heater + t * 6;
      const Vector main_heat = load(in.main_heat[k] + at), supply = load(in.supply[k] + at);
      const Vector lowest = load(in.floor_heat[k] + at);
      const Vector ratio = supply * (supply * c[5] + c[4]) + c[3];
      const Vector on = main_heat > 0.0 ? all(1.0) : Vector{};
      const Vector input = on * ((share * main_heat + (1.0 - share) * lowest) * ratio);
      const Vector run_share = lowest > 0.0 ? main_heat / lowest : Vector{};
      const Vector rod = load(in.heat[k] + at) - main_heat;
      const Vector electric = lanes.carrier_is_electric * input + (rod + (running * run_share + standby));
      const Vector electric_kw = electric * area_kw;
      store(io.electric_kw + t * LANES + at, electric_kw);
      store(io.input_kw + t * LANES + at, input * area_kw);
      sum_input += input;
      sum_backup += rod;
      sum_electric += electric;
      sum_valley += electric * d.valley[t];
      const Vector total = electric_kw + load(io.base_kw + t * LANES + at);
      peak = count ? greater(peak, total) : peak;
    }
    store(lanes.sum_input + at, load(lanes.sum_input + at) + weight * sum_input);
    store(lanes.sum_backup + at, load(lanes.sum_backup + at) + weight * sum_backup);
    store(lanes.sum_electric + at, load(lanes.sum_electric + at) + weight * sum_electric);
    store(lanes.sum_electric_valley + at, load(lanes.sum_electric_valley + at) + weight * sum_valley);
    store(lanes.peak_kw + at, peak);
  }
}

// Pass 3: the accounts of temperature and of the heat balance.
void accounts(const BatchModel& m, const TileStreams& io, int first, int steps, const Scratch& in, BatchLanes& lanes) {
  for (int part = 0; part < PARTS; ++part) {
    const int at = part * WIDTH;
    Vector heat{}, unmet{}, z0{}, z1{}, z2{}, air_sum{}, extra{}, gain{}, below_14{}, below_10{};
    Vector coldest = load(lanes.min_air + at);
    for (int k = 0; k < steps; ++k) {
      const Vector air = load(in.air[k] + at), q = load(in.heat[k] + at);
      heat += q;
      if (!m.prescribed_heat) unmet += greater(load(io.target + (first + k) * LANES + at) - air, Vector{});
      z0 += load(in.start[0][k] + at);
      z1 += load(in.start[1][k] + at);
      z2 += load(in.start[2][k] + at);
      air_sum += air;
      extra += load(in.extra_air[k] + at);
      gain += load(io.gain + (first + k) * LANES + at);
      coldest = lesser(coldest, air);
      below_14 += air < 14.0 ? all(1.0) : Vector{};
      below_10 += air < 10.0 ? all(1.0) : Vector{};
    }
    store(lanes.sum_heat + at, load(lanes.sum_heat + at) + heat);
    store(lanes.sum_below_set_point + at, load(lanes.sum_below_set_point + at) + unmet);
    store(lanes.sum_state[0] + at, load(lanes.sum_state[0] + at) + z0);
    store(lanes.sum_state[1] + at, load(lanes.sum_state[1] + at) + z1);
    store(lanes.sum_state[2] + at, load(lanes.sum_state[2] + at) + z2);
    store(lanes.sum_air + at, load(lanes.sum_air + at) + air_sum);
    store(lanes.sum_extra_air + at, load(lanes.sum_extra_air + at) + extra);
    store(lanes.sum_gain + at, load(lanes.sum_gain + at) + gain);
    store(lanes.min_air + at, coldest);
    store(lanes.steps_below_14 + at, load(lanes.steps_below_14 + at) + below_14);
    store(lanes.steps_below_10 + at, load(lanes.steps_below_10 + at) + below_10);
  }
}

void series(const TileStreams& io, int first, int steps, const Scratch& in, const BatchLanes& lanes) {
  for (int k = 0; k < steps; ++k) {
    for (int lane = 0; lane < LANES; ++lane) {
      const int at = (first + k) * LANES + lane;
      if (io.heat_kw != nullptr) io.heat_kw[at] = in.heat[k][lane] * lanes.area_kw[lane];
      if (io.air_c != nullptr) io.air_c[at] = in.air[k][lane];
    }
  }
}

}  // namespace

void step_tile(const BatchModel& model, const TileDrivers& drivers, const TileStreams& io, int steps, bool count,
               BatchLanes& lanes) {
  Scratch scratch;
  for (int first = 0; first < steps; first += SUB_TILE) {
    const int now = steps - first < SUB_TILE ? steps - first : SUB_TILE;
    if (model.prescribed_heat) {
      dynamics<true>(model, drivers, io, first, now, lanes, scratch);
    } else {
      dynamics<false>(model, drivers, io, first, now, lanes, scratch);
    }
    inputs(model, drivers, io, first, now, count, scratch, lanes);
    if (count) accounts(model, io, first, now, scratch, lanes);
    if (io.heat_kw != nullptr || io.air_c != nullptr) series(io, first, now, scratch, lanes);
  }
}

}  // namespace hearthgrid::run::HEARTHGRID_KERNEL
