// Hot: the screen of a register of float32 steps at a time. Compiled once per instruction set (HEARTHGRID_KERNEL names
// the namespace of each); nothing with linkage but lv_screen_day. The bounds are those of lv_screen.hpp.

#include "models/electricity/low_voltage/lv_screen_view.hpp"
#include "models/electricity/low_voltage/lv_vector.hpp"

namespace HEARTHGRID_LV_NAMESPACE {
namespace {

constexpr float HALF_ROOT3 = 0.86602540378443864676F;

struct Complexes {
  Single re, im;
};
inline Complexes operator+(Complexes a, Complexes b) {
  return {a.re + b.re, a.im + b.im};
}
inline Complexes times(float re, float im, Complexes a) {
  return {re * a.re - im * a.im, re * a.im + im * a.re};
}
inline Complexes get(const float* from) {
  return {load(from), load(from + SINGLES)};
}
inline void put(float* to, Complexes a) {
  store(to, a.re);
  store(to + SINGLES, a.im);
}
inline Single square(Complexes a) {
  return a.re * a.re + a.im * a.im;
}
inline Single all(float value) {
  return value - Single{};
}
inline Single root(Single a) {
  float value[SINGLES];
  store(value, a);
  for (int l = 0; l < SINGLES; ++l) value[l] = __builtin_sqrtf(value[l]);
  return load(value);
}
inline bool any(SingleBits mask) {
  int sum = 0;
  for (int l = 0; l < SINGLES; ++l) sum |= mask[l];
  return sum != 0;
}

// Where things stand in the scratch.
struct Room {
  float *i, *u, *j, *y, *reach;
  Room(const LvScreenView& plan, float* scratch)
      : i(scratch),
        u(i + 2L * plan.connection_count * SINGLES),
        j(u + 2L * plan.connection_count * SINGLES),
        y(j + 6L * plan.node_count * SINGLES),
        reach(y + 6L * plan.node_count * SINGLES) {}
};

// A register on its way.
struct State {
  Single xi{}, p{}, q{}, t[3] = {};
  Single low_square{}, moved_square{}, margin_low{}, margin_high{}, drop_loss{}, drop_loss_q{};  // of a sweep
  Single bound{}, least{};
  Single loss{}, loss_q{}, root_loss{}, loading_square{};
  SingleBits settled{};
};

struct Loads {
  Single p, q;
};
inline Loads loads(const LvScreenTile& t, const LvScreenConnection& c, long at) {
  return {c.share * load(t.kw + c.home * t.pitch + at), c.share * load(t.kvar + c.home * t.pitch + at)};
}

// Flat start: i = conj(s) e. Sums of the loads, and what xi is made of.
inline void start(const LvScreenView& plan, const LvScreenTile& t, long at, const Room& room, State& s) {
  for (long k = 0; k < 6L * plan.node_count; ++k) store(room.j + k * SINGLES, Single{});
  for (int g = 0; g < plan.group_count; ++g) {
    const LvScreenGroup& group = plan.groups[g];
    Single own{}, other{}, sum{}, p_sum{}, q_sum{};
    for (int c = group.first; c < group.last; ++c) {
      const LvScreenConnection& connection = plan.connections[c];
      const Loads load = loads(t, connection, at);
      const Single size = root(load.p * load.p + load.q * load.q);
      own += connection.own * size;
      other += connection.other * size;
      sum += size;
      p_sum += load.p;
      q_sum += load.q;
      const Complexes i = times(connection.e_re, connection.e_im, {load.p, -load.q});
      float* slot = room.j + connection.slot * 2L * SINGLES;
      put(room.i + 2L * c * SINGLES, i);
      put(room.u + 2L * c * SINGLES, {all(connection.e_re), all(connection.e_im)});
      put(slot, get(slot) + i);
    }
    store(room.reach + 2L * g * SINGLES, own);
    store(room.reach + (2L * g + 1) * SINGLES, other);
    s.p += p_sum;
    s.q += q_sum;
    s.t[group.phase] += sum;
  }
  Single across[3], inside[3] = {};
  for (int p = 0; p < 3; ++p) {
    across[p] = plan.across_own * s.t[p] + plan.across_other * (s.t[(p + 1) % 3] + s.t[(p + 2) % 3]);
  }
  for (int first = 0; first < plan.group_count;) {
    for (int p = 0; p < 3; ++p) inside[p] = Single{};
    int g = first;
    for (; g < plan.group_count && plan.groups[g].feeder == plan.groups[first].feeder; ++g) {
      const int phase = plan.groups[g].phase;
      const Single other = load(room.reach + (2L * g + 1) * SINGLES);
      inside[phase] += load(room.reach + 2L * g * SINGLES);
      inside[(phase + 1) % 3] += other;
      inside[(phase + 2) % 3] += other;
    }
    for (int p = 0; p < 3; ++p) s.xi = greater(s.xi, inside[p] + across[p]);
    first = g;
  }
  s.xi = s.xi * 1.0001F;
}

// Branch currents, leaves first; with METRICS also losses and the lines' loading.
template <bool CIRCULANT, bool METRICS>
inline void backward(const LvScreenView& plan, const Room& room, State& s) {
  s.loss = s.drop_loss;
  s.loss_q = s.drop_loss_q;
  s.loading_square = Single{};
  for (int n = plan.node_count - 1; n >= 0; --n) {
    const LvScreenNode& node = plan.nodes[n];
    const float* from = room.j + n * 6L * SINGLES;
    Complexes j[3];
#pragma GCC unroll 3
    for (int p = 0; p < 3; ++p) j[p] = get(from + 2L * p * SINGLES);
    if (n > 0) {
      float* to = room.j + node.parent * 6L * SINGLES;
#pragma GCC unroll 3
      for (int p = 0; p < 3; ++p) put(to + 2L * p * SINGLES, get(to + 2L * p * SINGLES) + j[p]);
    }
    if constexpr (METRICS) {
      Single sizes[3];
#pragma GCC unroll 3
      for (int p = 0; p < 3; ++p) sizes[p] = square(j[p]);
      Single loss, loss_q;
      if constexpr (CIRCULANT) {
        const Single sum = sizes[0] + sizes[1] + sizes[2], shared = square(j[0] + j[1] + j[2]);
        loss = node.self_re * sum + node.mutual_re * shared;
        loss_q = node.self_im * sum + node.mutual_im * shared;
      } else {
        loss = loss_q = Single{};
#pragma GCC unroll 3
        for (int p = 0; p < 3; ++p) {
          const int q = (p + 1) % 3;
          const Single pair = 2.0F * (j[p].re * j[q].re + j[p].im * j[q].im);  // Z is symmetric
          loss += node.z_re[p][p] * sizes[p] + node.z_re[p][q] * pair;
          loss_q += node.z_im[p][p] * sizes[p] + node.z_im[p][q] * pair;
        }
      }
      const Single most = greater(greater(sizes[0], sizes[1]), sizes[2]);
      if (n > 0) {
        s.loss += loss;
        s.loss_q += loss_q;
        s.loading_square = greater(s.loading_square, most * (node.inverse_rating * node.inverse_rating));
      } else {
        s.root_loss = loss;
      }
    }
  }
}

// Drops y = e - v of the nodes; leaves the currents' slots empty.
template <bool CIRCULANT>
inline void forward(const LvScreenView& plan, const Room& room) {
  for (int n = 0; n < plan.node_count; ++n) {
    const LvScreenNode& node = plan.nodes[n];
    float* slot = room.j + n * 6L * SINGLES;
    float* to = room.y + n * 6L * SINGLES;
    const float* parent = room.y + node.parent * 6L * SINGLES;
    Complexes j[3], drop[3];
#pragma GCC unroll 3
    for (int p = 0; p < 3; ++p) j[p] = get(slot + 2L * p * SINGLES);
    if constexpr (CIRCULANT) {
      const Complexes shared = times(node.mutual_re, node.mutual_im, j[0] + j[1] + j[2]);
#pragma GCC unroll 3
      for (int p = 0; p < 3; ++p) drop[p] = shared + times(node.self_re, node.self_im, j[p]);
    } else {
#pragma GCC unroll 3
      for (int p = 0; p < 3; ++p) {
        drop[p] = times(node.z_re[p][0], node.z_im[p][0], j[0]) + times(node.z_re[p][1], node.z_im[p][1], j[1]) +
                  times(node.z_re[p][2], node.z_im[p][2], j[2]);
      }
    }
#pragma GCC unroll 3
    for (int p = 0; p < 3; ++p) {
      put(to + 2L * p * SINGLES, n == 0 ? drop[p] : get(parent + 2L * p * SINGLES) + drop[p]);
      put(slot + 2L * p * SINGLES, Complexes{});
    }
  }
}

// Voltages at the connections, how far they moved and how near the thresholds they are; the next currents.
inline void turn(const LvScreenView& plan, const LvScreenTile& t, long at, const Room& room, State& s) {
  Single least = all(4.0F), moved{}, low = all(4.0F), high = all(-4.0F), loss{}, loss_q{};
  for (int c = 0; c < plan.connection_count; ++c) {
    const LvScreenConnection& connection = plan.connections[c];
    const Loads load = loads(t, connection, at);
    const Complexes i = get(room.i + 2L * c * SINGLES), old = get(room.u + 2L * c * SINGLES);
    const Complexes y = get(room.y + connection.slot * 2L * SINGLES) + times(connection.drop_re, connection.drop_im, i);
    const Complexes u{connection.e_re - y.re, connection.e_im - y.im};
    moved = greater(moved, square({u.re - old.re, u.im - old.im}));
    const Single size = square(u);
    least = lesser(least, size);
    low = lesser(low, size - t.low[c]);
    high = greater(high, size - t.high[c]);
    const Single inverse = 1.0F / size;
    const Complexes next{(load.p * u.re + load.q * u.im) * inverse, (load.p * u.im - load.q * u.re) * inverse};
    const Single heat = square(next);
    loss += connection.drop_re * heat;
    loss_q += connection.drop_im * heat;
    put(room.u + 2L * c * SINGLES, u);
    put(room.i + 2L * c * SINGLES, next);
    float* slot = room.j + connection.slot * 2L * SINGLES;
    put(slot, get(slot) + next);
  }
  s.low_square = least;
  s.moved_square = moved;
  s.margin_low = low;
  s.margin_high = high;
  s.drop_loss = loss;
  s.drop_loss_q = loss_q;
}

// B of lv_screen.hpp. A comparison with a value that is not a number is false: such a step is not settled.
inline void bound(const LvScreenView& plan, const LvScreenTile& t, State& s) {
  const Single least = root(s.low_square);
  const Single m = lesser(least, s.least);
  const Single rounding = plan.rounding * s.xi / m + 0x1p-22F;
  const Single eta = s.xi * root(s.moved_square) / (m * m) * 1.0001F + rounding;
  const Single inner = m - 2.0F * eta;
  const Single q = s.xi / (inner * inner);
  const Single r = eta / (1.0F - q) + t.slack;
  s.settled = (q <= 0.5F) & (inner > 0.55F) & (s.xi < 0.24F) & (r < 0.05F * m) & (s.low_square < 3.9F);
  s.bound = s.settled ? r : all(1.0F);
  s.least = least;
}

// Largest |V2 / V1|^2 over the nodes.
inline Single unbalance_square(const LvScreenView& plan, const Room& room) {
  Single most{};
  for (int n = 0; n < plan.node_count; ++n) {
    const float* y = room.y + n * 6L * SINGLES;
    const Complexes a = get(y), b = get(y + 2L * SINGLES), c = get(y + 4L * SINGLES);
    const Complexes sum = b + c;
    const Single turn_re = -HALF_ROOT3 * (b.im - c.im), turn_im = HALF_ROOT3 * (b.re - c.re);
    const Single rest_re = a.re - 0.5F * sum.re, rest_im = a.im - 0.5F * sum.im;
    const Complexes negative{rest_re - turn_re, rest_im - turn_im};
    const Complexes positive{3.0F - (rest_re + turn_re), -(rest_im + turn_im)};
    most = greater(most, square(negative) / square(positive));
  }
  return most;
}

struct Verdict {
  Single flags{};
  SingleBits again{};
};

// What the register still owes after a sweep, from C, D and E.
inline Verdict judge(const LvScreenView& plan, const LvScreenTile& t, const Room& room, const State& s, long at) {
  const Single r = s.bound, m = s.least;
  const Single eps = r / (m * (m - r));
  const Single total = s.t[0] + s.t[1] + s.t[2];
  const Single largest = greater(greater(s.t[0], s.t[1]), s.t[2]);
  const Single other = eps * eps * s.xi * total;
  const Single loss_bound = 2.0F * root(s.loss * other) + other;
  const SingleBits wide = loss_bound > t.loss_tolerance * s.loss + 1e-6F * total;
  Single phase = Single{};
  Complexes sum{};
  for (int p = 0; p < 3; ++p) {
    const Complexes j = get(room.j + 2L * p * SINGLES);
    phase = greater(phase, square(j));
    sum = sum + j;
  }
  phase = root(phase);
  const Single neutral = root(square(sum)), unbalance = root(unbalance_square(plan, room));
  const Single loading = root(s.loading_square);
  const Single at_node = 1.06F * r;
  const Single unbalance_bound = at_node * (1.0F + unbalance) / (1.0F - s.xi / m - at_node) + 1e-6F;
  const Single current_bound = eps * largest + 1e-6F * total;
  const Single loading_bound = current_bound * plan.largest_inverse_rating + 1e-6F * loading;
  const Single neutral_bound = eps * total + 2e-6F * total;
  const SingleBits extreme = (s.margin_low <= 2.6F * r + 1e-6F) | (s.margin_high >= -2.6F * r - 1e-6F) |
                             (unbalance + unbalance_bound >= t.unbalance) | (loading + loading_bound >= t.loading) |
                             (neutral + neutral_bound >= t.neutral) | (phase + current_bound >= t.phase);
  const Single none{};
  Verdict verdict;
  verdict.flags =
      (extreme ? all(LV_EXTREME) : none) + (wide ? all(LV_LOSS_WIDE) : none) + (s.settled ? none : all(LV_UNSETTLED));
  verdict.again = wide | (extreme & (r > 4e-6F)) | ~s.settled;
  const auto out = [&](LvScreenOut which, Single value) {
    store(t.out + which * static_cast<long>(t.steps) + at, value);
  };
  out(LV_OUT_BOUND, r);
  out(LV_OUT_P, s.p);
  out(LV_OUT_Q, s.q);
  out(LV_OUT_LOSS, s.loss);
  out(LV_OUT_LOSS_Q, s.loss_q);
  out(LV_OUT_ROOT_LOSS, s.root_loss);
  out(LV_OUT_UNBALANCE, unbalance);
  out(LV_OUT_UNBALANCE_BOUND, unbalance_bound);
  out(LV_OUT_LOADING, loading);
  out(LV_OUT_LOADING_BOUND, loading_bound);
  out(LV_OUT_NEUTRAL, neutral);
  out(LV_OUT_NEUTRAL_BOUND, neutral_bound);
  out(LV_OUT_PHASE, phase);
  out(LV_OUT_PHASE_BOUND, current_bound);
  out(LV_OUT_FLAGS, verdict.flags);
  return verdict;
}

// Each line's largest current so far.
inline void keep_peaks(const LvScreenView& plan, const LvScreenTile& t, const Room& room, const State& s) {
  for (int n = 0; n < plan.node_count; ++n) {
    const float* j = room.j + n * 6L * SINGLES;
    const Single most = greater(greater(square(get(j)), square(get(j + 2L * SINGLES))), square(get(j + 4L * SINGLES)));
    float* peak = t.line_peak + static_cast<long>(n) * SINGLES;
    store(peak, greater(load(peak), s.settled ? most : Single{}));
  }
}

template <bool CIRCULANT>
inline void screen(const LvScreenView& plan, const LvScreenTile& t) {
  const Room room(plan, t.scratch);
  for (long at = 0; at < t.steps; at += SINGLES) {
    State s;
    s.least = all(1.0F);
    start(plan, t, at, room, s);
    backward<CIRCULANT, false>(plan, room, s);
    Verdict verdict;
    int sweep = 0;
    do {
      forward<CIRCULANT>(plan, room);
      turn(plan, t, at, room, s);
      bound(plan, t, s);
      backward<CIRCULANT, true>(plan, room, s);
      verdict = judge(plan, t, room, s, at);
      ++sweep;
    } while (sweep < t.sweeps && any(verdict.again));
    store(t.out + LV_OUT_SWEEPS * static_cast<long>(t.steps) + at, all(static_cast<float>(sweep)));
    keep_peaks(plan, t, room, s);
    if (!any(verdict.flags != Single{})) continue;
    for (int c = 0; c < plan.connection_count; ++c) {
      store(t.square + c * static_cast<long>(t.steps) + at, square(get(room.u + 2L * c * SINGLES)));
    }
  }
}

}  // namespace

void lv_screen_day(const LvScreenView& plan, const LvScreenTile& tile) {
  if (plan.circulant) return screen<true>(plan, tile);
  screen<false>(plan, tile);
}

}  // namespace HEARTHGRID_LV_NAMESPACE
