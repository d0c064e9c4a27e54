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
constexpr int AIR = STATES - 1;       // the last state is the air
constexpr double ROUNDING_K = 1e-9;   // a home held at 14 degC is not below 14 degC

using Vector = double __attribute__((vector_size(WIDTH * sizeof(double))));
// The attributes stand behind the name: behind the type, clang drops the alignment without a word.
using Unaligned __attribute__((vector_size(WIDTH * sizeof(double)), aligned(sizeof(double)), may_alias)) = double;
static_assert(alignof(Unaligned) == alignof(double) && sizeof(Unaligned) == sizeof(Vector));

inline Vector load(const double* from) {
  return *reinterpret_cast<const Unaligned*>(from);
}
inline void store(double* to, Vector value) {
  *reinterpret_cast<Unaligned*>(to) = value;
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

// A register's lanes as pass 1 carries them through a sub-tile.
struct Carried {
  Vector state[STATES], k1, size, backup, supply_c, slope, emitter;
};

inline Carried carry(const BatchLanes& lanes, int at) {
  Carried c;
  for (int i = 0; i < STATES; ++i) c.state[i] = load(lanes.state[i] + at);
  c.k1 = load(lanes.air_change_w_k + at);
  c.size = load(lanes.size + at);
  c.backup = load(lanes.backup_w + at);
  c.supply_c = load(lanes.supply_c + at);
  c.slope = load(lanes.supply_slope + at);
  c.emitter = load(lanes.emitter_w_k + at);
  return c;
}

// Pass 1, one step of one register: the dynamics.
template <bool PRESCRIBED>
inline __attribute__((always_inline)) void advance(const BatchModel& m, double inverse_heat_air, const TileDrivers& d,
                                                   const TileStreams& io, int t, int k, int at, Carried& lane,
                                                   Scratch& out) {
  const double* w = d.driver + t * STATES;
  const double* c = d.heater + t * 6;
  const Vector g = load(io.gain + t * LANES + at);
  const Vector target = load(io.target + t * LANES + at);
  Vector* s = lane.state;
  Vector f[STATES];
  for (int i = 0; i < STATES; ++i) {
    store(out.start[i][k] + at, s[i]);
    f[i] = m.gain[i] * g + w[i];
    for (int j = 0; j < STATES; ++j) f[i] += m.phi[i][j] * s[j];
  }
  const Vector extra = lane.k1 * d.air_change[t] - m.nominal_air_change_w_k;
  const Vector coupled = m.convective[AIR] * extra;
  const Vector den = 1.0 + coupled;
  const Vector num = coupled * d.outdoor_c[t] + f[AIR];
  Vector main_heat, heat, supply, floor_heat;
  if constexpr (PRESCRIBED) {
    main_heat = heat = floor_heat = target;
    supply = lane.supply_c;
  } else {
    const Vector need = greater((target * den - num) * inverse_heat_air, Vector{});
    supply = lane.slope * d.compensation_k[t] + lane.supply_c;
    const Vector capacity = greater(lane.size * (supply * (supply * c[2] + c[1]) + c[0]), Vector{});
    const Vector emitted = greater(lane.emitter * (supply - s[AIR]), Vector{});
    const Vector limit = lesser(capacity, emitted);
    main_heat = lesser(need, limit);
    heat = lesser(need, lesser(limit + lane.backup, emitted));
    floor_heat = greater(main_heat, lesser(m.min_modulation * capacity, limit));
  }
  const Vector air = (m.heat[AIR] * heat + num) / den;
  const Vector brought = extra * (d.outdoor_c[t] - air);
  for (int i = 0; i < AIR; ++i) s[i] = m.heat[i] * heat + (m.convective[i] * brought + f[i]);
  s[AIR] = air;
  store(out.heat[k] + at, heat);
  store(out.main_heat[k] + at, main_heat);
  store(out.floor_heat[k] + at, floor_heat);
  store(out.supply[k] + at, supply);
  store(out.air[k] + at, air);
  store(out.extra_air[k] + at, brought);
}

// Pass 1: a step waits for the one before it, so two registers go through the sub-tile side by side.
template <bool PRESCRIBED>
void dynamics(const BatchModel& m, const TileDrivers& d, const TileStreams& io, int first, int steps, BatchLanes& lanes,
              Scratch& out) {
  const double inverse_heat_air = 1.0 / m.heat[AIR];
  for (int at = 0; at < LANES; at += 2 * WIDTH) {
    Carried a = carry(lanes, at), b = carry(lanes, at + WIDTH);
    for (int k = 0; k < steps; ++k) {
      advance<PRESCRIBED>(m, inverse_heat_air, d, io, first + k, k, at, a, out);
      advance<PRESCRIBED>(m, inverse_heat_air, d, io, first + k, k, at + WIDTH, b, out);
    }
    for (int i = 0; i < STATES; ++i) {
      store(lanes.state[i] + at, a.state[i]);
      store(lanes.state[i] + at + WIDTH, b.state[i]);
    }
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
    Vector start[STATES] = {}, heat{}, unmet{}, air_sum{}, extra{}, gain{}, below_14{}, below_10{};
    Vector coldest = load(lanes.min_air + at);
    for (int k = 0; k < steps; ++k) {
      const Vector air = load(in.air[k] + at), q = load(in.heat[k] + at);
      heat += q;
      if (!m.prescribed_heat) unmet += greater(load(io.target + (first + k) * LANES + at) - air, Vector{});
      for (int i = 0; i < STATES; ++i) start[i] += load(in.start[i][k] + at);
      air_sum += air;
      extra += load(in.extra_air[k] + at);
      gain += load(io.gain + (first + k) * LANES + at);
      coldest = lesser(coldest, air);
      below_14 += air < 14.0 - ROUNDING_K ? all(1.0) : Vector{};
      below_10 += air < 10.0 - ROUNDING_K ? all(1.0) : Vector{};
    }
    store(lanes.sum_heat + at, load(lanes.sum_heat + at) + heat);
    store(lanes.sum_below_set_point + at, load(lanes.sum_below_set_point + at) + unmet);
    for (int i = 0; i < STATES; ++i) store(lanes.sum_state[i] + at, load(lanes.sum_state[i] + at) + start[i]);
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
