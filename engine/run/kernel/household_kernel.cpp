// See household_kernel.hpp. This file includes nothing of the standard library: it is compiled once per instruction
// set, and an inline function of a header compiled for a newer set must not end up in a program for an older one.
#include "engine/run/kernel/household_kernel.hpp"

#include "engine/run/kernel/vector.hpp"
#include "engine/run/kernel/water_side.hpp"

namespace hearthgrid::run::HEARTHGRID_KERNEL {
namespace {

constexpr int PARTS = LANES / WIDTH;  // registers per batch
constexpr double ROUNDING_K = 1e-9;   // a home held at 14 degC is not below 14 degC

// What pass 1 leaves for the others, for SUB_TILE steps.
struct alignas(64) Scratch {
  double heat[SUB_TILE][LANES];                                                                         // to the room
  double main[SUB_TILE][LANES], rod[SUB_TILE][LANES], lowest[SUB_TILE][LANES], curve[SUB_TILE][LANES];  // see Made
  double part[SUB_TILE][LANES];
  double lost[SUB_TILE][LANES], hot[SUB_TILE][LANES], hot_rod[SUB_TILE][LANES];  // with a store alone
  double air[SUB_TILE][LANES];
  double extra_air[SUB_TILE][LANES];
  double start[MAX_STATES][SUB_TILE][LANES];
  double other[SUB_TILE][LANES];  // operative: that temperature; ideal: heat taken away
};

// A register's lanes as pass 1 carries them through a sub-tile.
template <int N>
struct Carried {
  Vector state[N], k1, kf, furniture;
  HeaterLanes heater;
  StoreLanes store;
};

template <int N, bool STORE>
inline Carried<N> carry(const BatchLanes& lanes, int at) {
  Carried<N> c;
  for (int i = 0; i < N; ++i) c.state[i] = load(lanes.state[i] + at);
  c.k1 = load(lanes.air_change_w_k + at);
  c.kf = load(lanes.fixed_w_k + at);
  c.furniture = load(lanes.furniture_w_k + at);
  c.heater = carry_heater(lanes, at);
  if constexpr (STORE) c.store = carry_store(lanes, at);
  return c;
}

// The home without heating in this step: its air ends at (num + h_air q) / den. What the step before does not decide is
// worked out ahead, so that a step waits for as little as possible of the one before it.
struct Unheated {
  Vector pull, warmth, den, inverse_den, num;  // p, d T_out + K s.air, den, 1 / den, num
};

struct Operative {
  Vector free, pulled;  // of, oc p
};

// sf: the air, which is known first, before the envelope.
template <int N>
inline __attribute__((always_inline)) void free_states(const BatchModel& m, const double* w, Vector gain,
                                                       const Vector* s, Vector* f) {
  constexpr int AIR = N - 1;
  for (int i = 0; i < N; ++i) {
    f[i] = m.gain[i] * gain + w[i];
    f[i] += m.phi[i][AIR] * s[AIR];
    for (int j = 0; j < AIR; ++j) f[i] += m.phi[i][j] * s[j];
  }
}

template <int N>
inline __attribute__((always_inline)) Operative operative(const BatchModel& m, double e, Vector gain, const Vector* f,
                                                          const Unheated& home) {
  Vector free = m.operative_gain * gain + e;
  for (int i = 0; i < N; ++i) free += m.operative[i] * f[i];
  return {free, m.operative_convective * home.pull};
}

// Heat that meets the set point at the end of the step.
template <int AIR, Control CONTROL>
inline __attribute__((always_inline)) Vector need(const BatchModel& m, double inverse_heat_air, Vector target,
                                                  const Unheated& home, const Operative& op) {
  if constexpr (CONTROL == Control::operative) {
    const Vector per_watt = 1.0 / (m.operative_heat * home.den - m.heat[AIR] * op.pulled);
    const Vector lack = (target - m.operative_convective * home.warmth) - op.free;
    return positive((lack * home.den + op.pulled * home.num) * per_watt);
  } else {
    return positive(target * home.den * inverse_heat_air - home.num * inverse_heat_air);
  }
}

// What the heater makes of the room's need.
template <int N, Control CONTROL, bool STORE>
inline __attribute__((always_inline)) Made make_heat(const BatchModel& m, const heater::CoefficientRow& row,
                                                     Vector needed, Vector target, const TileStreams& io, int at,
                                                     Carried<N>& lane) {
  const Vector air = lane.state[N - 1];
  const Vector enabled = load(io.enabled + at);
  const Vector backup = io.backup_enabled != nullptr ? load(io.backup_enabled + at) : enabled;
  if constexpr (STORE) {
    return through_store(m, row, needed, target, air, {enabled, backup}, load(io.hot_water_w + at), lane.heater,
                         lane.store);
  } else {
    return direct(m, row, needed, air, {enabled, backup}, lane.heater);
  }
}

template <bool STORE>
inline void keep(const Made& made, int k, int at, Scratch& out) {
  store(out.heat[k] + at, made.to_room);
  store(out.main[k] + at, made.main);
  store(out.rod[k] + at, made.rod);
  store(out.lowest[k] + at, made.lowest);
  store(out.curve[k] + at, made.curve_c);
  store(out.part[k] + at, made.part);
  if constexpr (STORE) {
    store(out.lost[k] + at, made.lost);
    store(out.hot[k] + at, made.hot);
    store(out.hot_rod[k] + at, made.hot_rod);
  }
}

// Pass 1, one step of one register: the dynamics.
template <int N, Control CONTROL, bool STORE>
inline __attribute__((always_inline)) void advance(const BatchModel& m, double inverse_heat_air, const TileDrivers& d,
                                                   const TileStreams& io, int t, int k, int at, Vector cool_limit,
                                                   Carried<N>& lane, Scratch& out) {
  constexpr int AIR = N - 1;  // the last state is the air
  const Vector g = load(io.gain + t * LANES + at);
  const Vector target = load(io.target + t * LANES + at);
  Vector* s = lane.state;
  for (int i = 0; i < N; ++i) store(out.start[i][k] + at, s[i]);
  Vector f[N];
  free_states<N>(m, d.driver + t * N, g, s, f);
  Unheated home;
  const Vector extra =
      (lane.k1 * d.air_change[t] + lane.kf) + (load(io.ventilation_w_k + t * LANES + at) + d.curtain_w_k[t]);
  home.pull = extra + lane.furniture;
  home.warmth = lane.furniture * s[AIR] + extra * d.outdoor_c[t];
  home.den = m.convective[AIR] * home.pull + 1.0;
  home.inverse_den = 1.0 / home.den;
  home.num = m.convective[AIR] * home.warmth + f[AIR];
  Operative op;
  if constexpr (CONTROL == Control::operative) op = operative<N>(m, d.operative_c[t], g, f, home);
  Made made{};
  if constexpr (CONTROL == Control::prescribed) {
    made.main = made.to_room = made.lowest = target;
    made.part = all(1.0);
  } else {
    const Vector needed = need<AIR, CONTROL>(m, inverse_heat_air, target, home, op);
    made = make_heat<N, CONTROL, STORE>(m, d.heater[t], needed, target, io, t * LANES + at, lane);
  }
  Vector net = made.to_room;
  if constexpr (CONTROL == Control::ideal) {
    const Vector surplus = home.num - load(io.cool_target + t * LANES + at) * home.den;
    const Vector cool = lesser(greater(surplus * inverse_heat_air, Vector{}), cool_limit);
    store(out.other[k] + at, cool);
    net = made.to_room - cool;
  }
  const Vector air = (m.heat[AIR] * net + home.num) * home.inverse_den;
  const Vector brought = home.warmth - home.pull * air;
  for (int i = 0; i < AIR; ++i) s[i] = m.convective[i] * brought + (m.heat[i] * net + f[i]);
  s[AIR] = air;
  if constexpr (CONTROL == Control::operative) {
    store(out.other[k] + at, m.operative_convective * brought + (m.operative_heat * net + op.free));
  }
  keep<STORE>(made, k, at, out);
  store(out.air[k] + at, air);
  store(out.extra_air[k] + at, brought);
}

inline void put_back(const StoreLanes& lane, int at, BatchLanes& lanes) {
  store(lanes.store_c + at, lane.store);
  store(lanes.running + at, lane.running);
}

// Pass 1: a step waits for the one before it, so two registers go through the sub-tile side by side.
template <int N, Control CONTROL, bool STORE>
void dynamics(const BatchModel& m, const TileDrivers& d, const TileStreams& io, int first, int steps, BatchLanes& lanes,
              Scratch& out) {
  const double inverse_heat_air = 1.0 / m.heat[N - 1];
  for (int at = 0; at < LANES; at += 2 * WIDTH) {
    Carried<N> a = carry<N, STORE>(lanes, at), b = carry<N, STORE>(lanes, at + WIDTH);
    Vector cool_a{}, cool_b{};
    if constexpr (CONTROL == Control::ideal) {
      cool_a = load(lanes.cool_w + at);
      cool_b = load(lanes.cool_w + at + WIDTH);
    }
    for (int k = 0; k < steps; ++k) {
      advance<N, CONTROL, STORE>(m, inverse_heat_air, d, io, first + k, k, at, cool_a, a, out);
      advance<N, CONTROL, STORE>(m, inverse_heat_air, d, io, first + k, k, at + WIDTH, cool_b, b, out);
    }
    for (int i = 0; i < N; ++i) {
      store(lanes.state[i] + at, a.state[i]);
      store(lanes.state[i] + at + WIDTH, b.state[i]);
    }
    if constexpr (STORE) {
      put_back(a.store, at, lanes);
      put_back(b.store, at + WIDTH, lanes);
    }
  }
}

// Pass 2: what the heat costs in carrier and electricity, and the accounts of energy.
template <bool STORE>
void inputs(const BatchModel& m, const TileDrivers& d, const TileStreams& io, int first, int steps, bool count,
            const Scratch& in, BatchLanes& lanes) {
  const double weight = count ? 1.0 : 0.0;
  const double share = m.cycling_degradation, x = m.hot_water_c;
  for (int part = 0; part < PARTS; ++part) {
    const int at = part * WIDTH;
    const Vector area_kw = load(lanes.area_kw + at), size = load(lanes.size + at);
    const Vector running = load(lanes.running_w + at), standby = load(lanes.standby_w + at);
    Vector sum_input{}, sum_electric{}, sum_valley{}, sum_main{}, sum_rod{}, sum_rod_input{}, sum_hot{}, sum_hot_rod{},
        sum_lost{};
    Vector peak = load(lanes.peak_kw + at);
    for (int k = 0; k < steps; ++k) {
      const int t = first + k;
      const heater::CoefficientRow& c = d.heater[t];
      const Vector main = load(in.main[k] + at), lowest = load(in.lowest[k] + at), rod = load(in.rod[k] + at);
      const Vector ratio = curve(c.input_per_heat, load(in.curve[k] + at)) * load(in.part[k] + at);
      const Vector run_share = lowest > 0.0 ? main / lowest : Vector{};
      const Vector enabled = load(io.enabled + t * LANES + at);
      Vector input = (share * main + (1.0 - share) * lowest) * ratio +
                     enabled * size * ((1.0 - run_share) * c.idle_w + c.always_w);
      Vector backup = rod * m.backup_ratio;
      Vector electric = enabled * (running * run_share + standby);
      if constexpr (STORE) {
        const Vector hot = load(in.hot[k] + at), hot_rod = load(in.hot_rod[k] + at);
        input += hot * (x * (x * c.input_per_heat[2] + c.input_per_heat[1]) + c.input_per_heat[0]);
        electric += hot_rod;
        sum_hot += hot;
        sum_hot_rod += hot_rod;
        sum_lost += load(in.lost[k] + at);
      }
      electric += m.main_is_electric * input + m.backup_is_electric * backup;
      const Vector electric_kw = electric * area_kw;
      store(io.electric_kw + t * LANES + at, electric_kw);
      store(io.input_kw + t * LANES + at, input * area_kw);
      if (io.backup_kw != nullptr) store(io.backup_kw + t * LANES + at, backup * area_kw);
      sum_input += input;
      sum_main += main;
      sum_rod += rod;
      sum_rod_input += backup;
      sum_electric += electric;
      sum_valley += electric * d.valley[t];
      const Vector total = electric_kw + load(io.base_kw + t * LANES + at);
      peak = count ? greater(peak, total) : peak;
    }
    const auto add = [&](double* sum, Vector more) { store(sum + at, load(sum + at) + weight * more); };
    add(lanes.sum_input, sum_input);
    add(lanes.sum_main, sum_main);
    add(lanes.sum_backup, sum_rod);
    add(lanes.sum_backup_input, sum_rod_input);
    add(lanes.sum_electric, sum_electric);
    add(lanes.sum_electric_valley, sum_valley);
    if constexpr (STORE) {
      add(lanes.sum_hot_water, sum_hot);
      add(lanes.sum_hot_water_rod, sum_hot_rod);
      add(lanes.sum_lost, sum_lost);
    }
    store(lanes.peak_kw + at, peak);
  }
}

// Pass 3: the accounts of temperature and of the heat balance.
template <int N, Control CONTROL>
void accounts(const TileStreams& io, int first, int steps, const Scratch& in, BatchLanes& lanes) {
  for (int part = 0; part < PARTS; ++part) {
    const int at = part * WIDTH;
    Vector start[N] = {}, heat{}, unmet{}, air_sum{}, extra{}, gain{}, below_14{}, below_10{};
    Vector coldest = load(lanes.min_air + at);
    for (int k = 0; k < steps; ++k) {
      const Vector air = load(in.air[k] + at), q = load(in.heat[k] + at);
      heat += q;
      if constexpr (CONTROL != Control::prescribed) {
        const Vector sensed = CONTROL == Control::operative ? load(in.other[k] + at) : air;
        unmet += greater(load(io.target + (first + k) * LANES + at) - sensed, Vector{});
      }
      for (int i = 0; i < N; ++i) start[i] += load(in.start[i][k] + at);
      air_sum += air;
      extra += load(in.extra_air[k] + at);
      gain += load(io.gain + (first + k) * LANES + at);
      coldest = lesser(coldest, air);
      below_14 += air < 14.0 - ROUNDING_K ? all(1.0) : Vector{};
      below_10 += air < 10.0 - ROUNDING_K ? all(1.0) : Vector{};
    }
    store(lanes.sum_heat + at, load(lanes.sum_heat + at) + heat);
    store(lanes.sum_below_set_point + at, load(lanes.sum_below_set_point + at) + unmet);
    for (int i = 0; i < N; ++i) store(lanes.sum_state[i] + at, load(lanes.sum_state[i] + at) + start[i]);
    store(lanes.sum_air + at, load(lanes.sum_air + at) + air_sum);
    store(lanes.sum_extra_air + at, load(lanes.sum_extra_air + at) + extra);
    store(lanes.sum_gain + at, load(lanes.sum_gain + at) + gain);
    store(lanes.min_air + at, coldest);
    store(lanes.steps_below_14 + at, load(lanes.steps_below_14 + at) + below_14);
    store(lanes.steps_below_10 + at, load(lanes.steps_below_10 + at) + below_10);
  }
}

// Further accounts of a home that is heated and cooled ideally.
void ideal_accounts(int steps, const Scratch& in, BatchLanes& lanes) {
  for (int at = 0; at < LANES; at += WIDTH) {
    Vector sum{}, most_heat = load(lanes.peak_heat_w + at), most_cool = load(lanes.peak_cool_w + at);
    Vector warmest = load(lanes.max_air + at);
    for (int k = 0; k < steps; ++k) {
      const Vector cool = load(in.other[k] + at);
      sum += cool;
      most_cool = greater(most_cool, cool);
      most_heat = greater(most_heat, load(in.heat[k] + at));
      warmest = greater(warmest, load(in.air[k] + at));
    }
    store(lanes.sum_cool + at, load(lanes.sum_cool + at) + sum);
    store(lanes.peak_heat_w + at, most_heat);
    store(lanes.peak_cool_w + at, most_cool);
    store(lanes.max_air + at, warmest);
  }
}

void series(const TileStreams& io, bool cools, int first, int steps, const Scratch& in, const BatchLanes& lanes) {
  for (int k = 0; k < steps; ++k) {
    for (int lane = 0; lane < LANES; ++lane) {
      const int at = (first + k) * LANES + lane;
      if (io.heat_kw != nullptr) io.heat_kw[at] = in.heat[k][lane] * lanes.area_kw[lane];
      if (io.air_c != nullptr) io.air_c[at] = in.air[k][lane];
      if (io.cool_kw != nullptr) io.cool_kw[at] = cools ? in.other[k][lane] * lanes.area_kw[lane] : 0.0;
    }
  }
}

template <int N, Control CONTROL, bool STORE>
void tile(const BatchModel& model, const TileDrivers& drivers, const TileStreams& io, int steps, bool count,
          BatchLanes& lanes) {
  Scratch scratch;
  for (int first = 0; first < steps; first += SUB_TILE) {
    const int now = steps - first < SUB_TILE ? steps - first : SUB_TILE;
    dynamics<N, CONTROL, STORE>(model, drivers, io, first, now, lanes, scratch);
    inputs<STORE>(model, drivers, io, first, now, count, scratch, lanes);
    if (count) accounts<N, CONTROL>(io, first, now, scratch, lanes);
    if (count && CONTROL == Control::ideal) ideal_accounts(now, scratch, lanes);
    if (io.heat_kw != nullptr || io.air_c != nullptr || io.cool_kw != nullptr) {
      series(io, CONTROL == Control::ideal, first, now, scratch, lanes);
    }
  }
}

using Tile = void (*)(const BatchModel&, const TileDrivers&, const TileStreams&, int, bool, BatchLanes&);

template <int N>
Tile tile_of(Control control, bool store) {
  switch (control) {
    case Control::operative:
      return store ? tile<N, Control::operative, true> : tile<N, Control::operative, false>;
    case Control::prescribed:
      return tile<N, Control::prescribed, false>;
    case Control::ideal:
      return tile<N, Control::ideal, false>;
    case Control::air:
      break;
  }
  return store ? tile<N, Control::air, true> : tile<N, Control::air, false>;
}

Tile tile_of(int states, Control control, bool store) {
  switch (states) {
    case 2:
      return tile_of<2>(control, store);
    case 3:
      return tile_of<3>(control, store);
    case 4:
      return tile_of<4>(control, store);
    case 6:
      return tile_of<6>(control, store);
    case 7:
      return tile_of<7>(control, store);
    default:
      return tile_of<5>(control, store);
  }
}

}  // namespace

void step_tile(const BatchModel& model, const TileDrivers& drivers, const TileStreams& io, int steps, bool count,
               BatchLanes& lanes) {
  tile_of(model.states, model.control, model.store)(model, drivers, io, steps, count, lanes);
}

}  // namespace hearthgrid::run::HEARTHGRID_KERNEL
