// Hot: the screen of a register of float32 steps at a time. Compiled once per instruction set (HEARTHGRID_KERNEL names
// the namespace of each); nothing with linkage but lv_screen_day. The bounds are those of lv_screen.hpp.

#include "models/electricity/low_voltage/lv_screen_view.hpp"
#include "models/electricity/low_voltage/lv_vector.hpp"

namespace HEARTHGRID_LV_NAMESPACE {
namespace {

constexpr float STEP_TOLERANCE = 9e-5F;  // of a step's load
constexpr float CLOSE = 1e-5F;           // a bound that is near enough for a step that could be an extreme
constexpr float BLIND_XI = 0.018F;       // above it one sweep would not do: the first one looks at nothing
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

inline float sum_of(Single a) {
  float sum = 0.0F;
  for (int l = 0; l < SINGLES; ++l) sum += a[l];
  return sum;
}
inline float most_of(Single a) {
  float most = a[0];
  for (int l = 1; l < SINGLES; ++l) most = a[l] > most ? a[l] : most;
  return most;
}
inline Single absolute(Single a) {
  return reinterpret_cast<Single>(reinterpret_cast<SingleBits>(a) & 0x7fffffff);
}

constexpr float NO_LOAD_RE[3] = {1.0F, -0.5F, -0.5F};
constexpr float NO_LOAD_IM[3] = {0.0F, -HALF_ROOT3, HALF_ROOT3};

// Where things stand in the scratch: per connection current and voltage, per node branch currents, drops and the
// largest |J|^2, per group what xi is made of.
struct Room {
  float *i, *u, *j, *y, *most, *reach;
  Room(const LvScreenView& plan, float* scratch)
      : i(scratch),
        u(i + 2L * plan.connection_count * SINGLES),
        j(u + 2L * plan.connection_count * SINGLES),
        y(j + 6L * plan.node_count * SINGLES),
        most(y + 6L * plan.node_count * SINGLES),
        reach(most + 1L * plan.node_count * SINGLES) {}
};

// A register on its way.
struct State {
  Single xi{}, p{}, q{}, t[3] = {};
  Single low_square{}, moved_square{}, margin_low{}, margin_high{}, drop_loss{}, drop_loss_q{};  // of a sweep
  Single bound{}, least{};
  Single loss{}, loss_q{}, root_loss{}, loading_square{};
  Complexes root_j[3] = {};
  SingleBits settled{};
};

struct Loads {
  Single p, q;
};
// Pointers that stay in registers: through a reference they would be read again after every store.
struct Homes {
  const float *kw, *kvar;
  long pitch;
  const LvScreenConnection* connections;
  const LvScreenSlot* slots;
};
template <bool SHARES>
inline Loads loads(const Homes& t, const LvScreenConnection& c) {
  const Single p = load(t.kw + c.home * t.pitch), q = load(t.kvar + c.home * t.pitch);
  if constexpr (!SHARES) return {p, q};
  return {c.share * p, c.share * q};
}

// xi of lv_screen.hpp, from each group's sums.
inline void reach(const LvScreenView& plan, const Room& room, State& s) {
  Single across[3], inside[3] = {};
  for (int p = 0; p < 3; ++p) {
    across[p] = plan.across_own * s.t[p] + plan.across_other * (s.t[(p + 1) % 3] + s.t[(p + 2) % 3]);
  }
  for (int first = 0; first < plan.group_count; first += 3) {  // a feeder's three phases
    for (int p = 0; p < 3; ++p) {
      inside[p] = load(room.reach + 2L * (first + p) * SINGLES) +
                  load(room.reach + (2L * (first + (p + 1) % 3) + 1) * SINGLES) +
                  load(room.reach + (2L * (first + (p + 2) % 3) + 1) * SINGLES);
      s.xi = greater(s.xi, inside[p] + across[p]);
    }
  }
  s.xi = s.xi * 1.0001F;
}

// Flat start: i = conj(s) e. Sums of the loads, and what xi is made of.
template <bool SHARES>
inline void start(const LvScreenView& plan, const LvScreenTile& t, long at, const Room& room, State& s) {
  const Homes homes{t.kw + at, t.kvar + at, t.pitch, plan.connections, plan.slots};
  const LvScreenGroup* const groups = plan.groups;
  const int group_count = plan.group_count;
  float* const room_j = room.j;
  for (int g = 0; g < group_count; ++g) {
    const LvScreenGroup& group = groups[g];
    const float e_re = NO_LOAD_RE[group.phase], e_im = NO_LOAD_IM[group.phase];
    Single own{}, other{}, sum{}, p_sum{}, q_sum{};
    for (int k = group.first; k < group.last; ++k) {
      Complexes s_sum{};
      for (int c = homes.slots[k].first; c < homes.slots[k].last; ++c) {
        const LvScreenConnection& connection = homes.connections[c];
        const Loads load = loads<SHARES>(homes, connection);
        const Single size = absolute(load.p) + absolute(load.q);  // not far above |s|, without a root
        own += connection.own * size;
        other += connection.other * size;
        sum += size;
        s_sum = s_sum + Complexes{load.p, -load.q};
      }
      p_sum += s_sum.re;
      q_sum -= s_sum.im;
      put(room_j + homes.slots[k].slot * 2L * SINGLES, times(e_re, e_im, s_sum));
    }
    store(room.reach + 2L * g * SINGLES, own);
    store(room.reach + (2L * g + 1) * SINGLES, other);
    s.p += p_sum;
    s.q += q_sum;
    s.t[group.phase] += sum;
  }
  reach(plan, room, s);
}

// Losses and loading of a branch.
template <bool CIRCULANT>
inline void measure(const LvScreenNode& node, const Room& room, int n, const Complexes* j, State& s) {
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
  store(room.most + static_cast<long>(n) * SINGLES, most);
  if (n == 0) {
    s.root_loss = loss;
    return;
  }
  s.loss += loss;
  s.loss_q += loss_q;
  s.loading_square = greater(s.loading_square, most * (node.inverse_rating * node.inverse_rating));
}

// Branch currents, leaves first; the last child's stay in registers. With METRICS losses and loading in place of the
// currents, but for the first node's.
template <bool CIRCULANT, bool METRICS>
inline void backward(const LvScreenView& plan, const Room& room, State& s) {
  s.loss = s.drop_loss;
  s.loss_q = s.drop_loss_q;
  s.loading_square = Single{};
  Complexes j[3];
  bool carried = false;
  for (int n = plan.node_count - 1; n >= 0; --n) {
    const LvScreenNode& node = plan.nodes[n];
    float* slot = room.j + n * 6L * SINGLES;
#pragma GCC unroll 3
    for (int p = 0; p < 3; ++p) {
      const Complexes own = get(slot + 2L * p * SINGLES);
      j[p] = carried ? own + j[p] : own;
    }
    if constexpr (METRICS) {
      measure<CIRCULANT>(node, room, n, j, s);
    } else if (carried) {
#pragma GCC unroll 3
      for (int p = 0; p < 3; ++p) put(slot + 2L * p * SINGLES, j[p]);
    }
    carried = node.parent == n - 1;
    if (carried) continue;
    float* to = room.j + node.parent * 6L * SINGLES;
#pragma GCC unroll 3
    for (int p = 0; p < 3; ++p) put(to + 2L * p * SINGLES, get(to + 2L * p * SINGLES) + j[p]);
  }
  for (int p = 0; p < 3; ++p) s.root_j[p] = j[p];
}

// Drops y = e - v of the nodes.
template <bool CIRCULANT>
inline void forward(const LvScreenView& plan, const Room& room) {
  Complexes y[3] = {};
  for (int n = 0; n < plan.node_count; ++n) {
    const LvScreenNode& node = plan.nodes[n];
    const float* slot = room.j + n * 6L * SINGLES;
    float* to = room.y + n * 6L * SINGLES;
    if (node.parent != n - 1) {
      const float* parent = room.y + node.parent * 6L * SINGLES;
#pragma GCC unroll 3
      for (int p = 0; p < 3; ++p) y[p] = get(parent + 2L * p * SINGLES);
    }
    Complexes j[3];
#pragma GCC unroll 3
    for (int p = 0; p < 3; ++p) j[p] = get(slot + 2L * p * SINGLES);
    if constexpr (CIRCULANT) {
      const Complexes shared = times(node.mutual_re, node.mutual_im, j[0] + j[1] + j[2]);
#pragma GCC unroll 3
      for (int p = 0; p < 3; ++p) y[p] = (y[p] + shared) + times(node.self_re, node.self_im, j[p]);
    } else {
#pragma GCC unroll 3
      for (int p = 0; p < 3; ++p) {
        y[p] = y[p] + (times(node.z_re[p][0], node.z_im[p][0], j[0]) + times(node.z_re[p][1], node.z_im[p][1], j[1]) +
                       times(node.z_re[p][2], node.z_im[p][2], j[2]));
      }
    }
#pragma GCC unroll 3
    for (int p = 0; p < 3; ++p) put(to + 2L * p * SINGLES, y[p]);
  }
}

// Voltages at the connections and the next currents into the slots. FIRST: the currents before were the flat start's.
// CHECK: how far the voltages moved and how near the thresholds they are. KEEP: voltages and currents for a next sweep.
template <bool SHARES, bool FIRST, bool CHECK, bool KEEP>
inline void turn(const LvScreenView& plan, const LvScreenTile& t, long at, const Room& room, State& s) {
  const Homes homes{t.kw + at, t.kvar + at, t.pitch, plan.connections, plan.slots};
  const LvScreenGroup* const groups = plan.groups;
  const int group_count = plan.group_count;
  const float *const low_at = t.low, *const high_at = t.high;
  float *const room_j = room.j, *const room_i = room.i, *const room_u = room.u;
  const float* const room_y = room.y;
  Single least = all(4.0F), moved{}, low = all(4.0F), high = all(-4.0F), loss{}, loss_q{};
  for (int g = 0; g < group_count; ++g) {
    const LvScreenGroup& group = groups[g];
    const Single e_re = all(NO_LOAD_RE[group.phase]), e_im = all(NO_LOAD_IM[group.phase]);
    for (int k = group.first; k < group.last; ++k) {
      const LvScreenSlot& slot = homes.slots[k];
      const Complexes y_node = get(room_y + slot.slot * 2L * SINGLES);
      const Complexes v{e_re - y_node.re, e_im - y_node.im};
      Complexes sum{};
      for (int c = slot.first; c < slot.last; ++c) {
        const LvScreenConnection& connection = homes.connections[c];
        const Loads load_kw = loads<SHARES>(homes, connection);
        const Complexes i = FIRST ? Complexes{load_kw.p * e_re + load_kw.q * e_im, load_kw.p * e_im - load_kw.q * e_re}
                                  : get(room_i + 2L * c * SINGLES);
        const Complexes u{v.re - connection.drop_re * i.re + connection.drop_im * i.im,
                          v.im - connection.drop_re * i.im - connection.drop_im * i.re};
        const Single size = square(u);
        least = lesser(least, size);
        const Single inverse = 1.0F / size;
        const Complexes next{(load_kw.p * u.re + load_kw.q * u.im) * inverse,
                             (load_kw.p * u.im - load_kw.q * u.re) * inverse};
        if constexpr (CHECK) {
          const Complexes old = FIRST ? Complexes{e_re, e_im} : get(room_u + 2L * c * SINGLES);
          moved = greater(moved, square({u.re - old.re, u.im - old.im}));
          low = lesser(low, size - low_at[c]);
          high = greater(high, size - high_at[c]);
          const Single heat = square(next);
          loss += connection.drop_re * heat;
          loss_q += connection.drop_im * heat;
        }
        if constexpr (KEEP) {
          put(room_u + 2L * c * SINGLES, u);
          put(room_i + 2L * c * SINGLES, next);
        }
        sum = sum + next;
      }
      put(room_j + slot.slot * 2L * SINGLES, sum);
    }
  }
  s.low_square = least;
  if constexpr (CHECK) {
    s.moved_square = moved;
    s.margin_low = low;
    s.margin_high = high;
    s.drop_loss = loss;
    s.drop_loss_q = loss_q;
  }
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
  s.settled = (q <= 0.5F) & (inner > 0.55F) & (s.xi < 0.45F) & (r < 0.05F * m) & (s.low_square < 3.9F);
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
  float room_kw = 0.0F;  // what the register leaves of the losses' tolerance, or takes
};

// What the register still owes after a sweep, from C, D and E.
inline Verdict judge(const LvScreenView& plan, const LvScreenTile& t, const Room& room, const State& s, long at) {
  const Single r = s.bound, m = s.least;
  const Single eps = r / (m * (m - r));
  const Single total = s.t[0] + s.t[1] + s.t[2];
  const Single largest = greater(greater(s.t[0], s.t[1]), s.t[2]);
  const Single other = eps * eps * s.xi * total;
  const Single loss_bound = 2.0F * root(s.loss * other) + other;
  const Single room_kw = t.loss_tolerance * s.loss + 1e-6F * total - loss_bound;  // below 0: wider than its share
  const bool pooled = *t.loss_room + sum_of(s.settled ? room_kw : Single{}) >= 0.0;
  const Single step_limit = STEP_TOLERANCE * absolute(s.p + s.loss) + 1e-6F * total;
  const SingleBits wide = (loss_bound > step_limit) | (pooled ? SingleBits{} : room_kw < 0.0F);
  Single phase = Single{};
  Complexes sum{};
  for (int p = 0; p < 3; ++p) {
    phase = greater(phase, square(s.root_j[p]));
    sum = sum + s.root_j[p];
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
  verdict.again = wide | (extreme & (r > CLOSE)) | ~s.settled;
  verdict.room_kw = sum_of((verdict.flags >= static_cast<float>(LV_LOSS_WIDE)) ? Single{} : room_kw);
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
    const Single most = load(room.most + static_cast<long>(n) * SINGLES);
    float* peak = t.line_peak + static_cast<long>(n) * SINGLES;
    store(peak, greater(load(peak), s.settled ? most : Single{}));
  }
}

inline void keep_squares(const LvScreenView& plan, const LvScreenTile& t, long at, const Room& room) {
  for (int c = 0; c < plan.connection_count; ++c) {
    store(t.square + c * static_cast<long>(t.steps) + at, square(get(room.u + 2L * c * SINGLES)));
  }
}

// A sweep that looks at nothing, for the next one to start from. The slots hold the currents to start with.
template <bool CIRCULANT, bool SHARES, bool FIRST>
inline void sweep_blind(const LvScreenView& plan, const LvScreenTile& t, long at, const Room& room, State& s) {
  turn<SHARES, FIRST, false, true>(plan, t, at, room, s);
  s.least = root(s.low_square);
  backward<CIRCULANT, false>(plan, room, s);
  forward<CIRCULANT>(plan, room);
}

template <bool CIRCULANT, bool SHARES, bool FIRST>
inline Verdict sweep_and_judge(const LvScreenView& plan, const LvScreenTile& t, long at, const Room& room, State& s) {
  turn<SHARES, FIRST, true, false>(plan, t, at, room, s);
  bound(plan, t, s);
  backward<CIRCULANT, true>(plan, room, s);
  return judge(plan, t, room, s, at);
}

template <bool CIRCULANT, bool SHARES>
inline void screen(const LvScreenView& plan, const LvScreenTile& t) {
  const Room room(plan, t.scratch);
  for (long at = 0; at < t.steps; at += SINGLES) {
    State s;
    s.least = all(1.0F);
    start<SHARES>(plan, t, at, room, s);
    backward<CIRCULANT, false>(plan, room, s);
    forward<CIRCULANT>(plan, room);
    Verdict verdict;
    int sweep = 1;
    const bool blind = most_of(s.xi) > BLIND_XI;
    if (!blind) verdict = sweep_and_judge<CIRCULANT, SHARES, true>(plan, t, at, room, s);
    if (blind || any(verdict.again)) {
      sweep_blind<CIRCULANT, SHARES, true>(plan, t, at, room, s);
      verdict = sweep_and_judge<CIRCULANT, SHARES, false>(plan, t, at, room, s);
      for (sweep = 2; sweep < t.sweeps && any(verdict.again); ++sweep) {
        sweep_blind<CIRCULANT, SHARES, false>(plan, t, at, room, s);
        verdict = sweep_and_judge<CIRCULANT, SHARES, false>(plan, t, at, room, s);
      }
    }
    *t.loss_room += verdict.room_kw;
    store(t.out + LV_OUT_SWEEPS * static_cast<long>(t.steps) + at, all(static_cast<float>(sweep)));
    keep_peaks(plan, t, room, s);
    if (!any(verdict.flags != Single{})) continue;
    if (sweep == 1) {
      turn<SHARES, true, false, true>(plan, t, at, room, s);
    } else {
      turn<SHARES, false, false, true>(plan, t, at, room, s);
    }
    keep_squares(plan, t, at, room);
  }
}

}  // namespace

void lv_screen_day(const LvScreenView& plan, const LvScreenTile& tile) {
  if (plan.circulant) return plan.shares ? screen<true, true>(plan, tile) : screen<true, false>(plan, tile);
  plan.shares ? screen<false, true>(plan, tile) : screen<false, false>(plan, tile);
}

}  // namespace HEARTHGRID_LV_NAMESPACE
