// Hot: the screen of a register of float32 steps at a time. Compiled once per instruction set (HEARTHGRID_KERNEL names
// the namespace of each); nothing with linkage but lv_screen_day. The bounds are those of lv_screen.hpp.

#include "models/electricity/low_voltage/lv_screen_network.hpp"

namespace HEARTHGRID_LV_NAMESPACE {
namespace {

constexpr float STEP_TOLERANCE = 9e-5F;  // of a step's load
constexpr float FLAT_XI = 0.24F;         // above it only the flat start leads where the exact flow goes
constexpr float MOST_XI = 0.45F;
constexpr float BLIND_XI = 0.1F;  // above it one sweep would not do: the first one looks at nothing
constexpr int FEW = 3;            // lanes that are left to a register of their own

// A register on its way.
struct State {
  Single xi{}, t[3] = {};
  Single p{}, q{};
  Single low_square{}, margin_low{}, margin_high{}, mismatch{}, drop_loss{}, drop_loss_q{};  // of a sweep
  Single bound{}, least{}, floor{};
  Branches branches;
  Sequences sequences;
  SingleBits settled{};
  bool flat = false;
};

// |a + j b| or up to 9 % more, without a root.
inline Single at_least(Single a, Single b) {
  const Single x = absolute(a), y = absolute(b);
  return greater(x, y) + 0.41422F * lesser(x, y);
}

struct Loads {
  Single p, q;
};
// Pointers that stay in registers: through a reference they would be read again after every store.
struct Homes {
  const float *kw, *kvar;
  long pitch;
  const LvScreenConnection* connections;
  const LvScreenSlot* slots;
  const LvScreenGroup* groups;
  int group_count;
};
template <bool SHARES>
inline Loads loads(const Homes& t, const LvScreenConnection& c) {
  const Single p = load(t.kw + c.home * t.pitch), q = load(t.kvar + c.home * t.pitch);
  if constexpr (!SHARES) return {p, q};
  return {c.share * p, c.share * q};
}
inline Homes homes(const LvScreenView& plan, const LvScreenTile& t, long at) {
  return {t.kw + at, t.kvar + at, t.pitch, plan.connections, plan.slots, plan.groups, plan.group_count};
}

// Largest sum over the connections of |z_ij| w_j for weights w: own[group] = sum of a_j w_j, t[phase] = sum of w_j.
inline Single reached(const LvScreenView& plan, const float* own, long pitch, const Single* t) {
  Single most{}, across[3];
  for (int p = 0; p < 3; ++p) {
    across[p] = plan.across_own * t[p] + plan.across_other * (t[(p + 1) % 3] + t[(p + 2) % 3]);
  }
  for (int g = 0; g < plan.group_count; g += 3) {  // a feeder's three phases
    Single inside[3], other[3];
    for (int p = 0; p < 3; ++p) {
      inside[p] = load(own + (g + p) * pitch);
      other[p] = plan.groups[g + p].other * inside[p];
    }
    for (int p = 0; p < 3; ++p) {
      most = greater(most, inside[p] + other[(p + 1) % 3] + other[(p + 2) % 3] + across[p]);
    }
  }
  return most * 1.0001F;
}

// Sums of the loads, and xi.
template <bool SHARES>
inline void add_up(const LvScreenView& plan, const LvScreenTile& t, long at, const Room& room, State& s) {
  const Homes h = homes(plan, t, at);
  float* const sums = room.sums;
  for (int g = 0; g < h.group_count; ++g) {
    const int last = h.slots[h.groups[g].last - 1].last;
    Single own{}, size_sum{}, p_sum{}, q_sum{};
    for (int c = h.slots[h.groups[g].first].first; c < last; ++c) {
      const LvScreenConnection& connection = h.connections[c];
      const Loads load_kw = loads<SHARES>(h, connection);
      const Single size = at_least(load_kw.p, load_kw.q);
      own += connection.own * size;
      size_sum += size;
      p_sum += load_kw.p;
      q_sum += load_kw.q;
    }
    put(sums + 4L * g * SINGLES, {p_sum, -q_sum});
    store(sums + (4L * g + 2) * SINGLES, own);
    s.p += p_sum;
    s.q += q_sum;
    s.t[h.groups[g].phase] += size_sum;
  }
  s.xi = reached(plan, sums + 2L * SINGLES, 4L * SINGLES, s.t);
}

inline Complexes conjugate(Complexes a) {
  return {a.re, Single{} - a.im};
}
// As seen from the phase's own voltage, and back.
inline Complexes own_frame(int phase, Complexes a) {
  return times(NO_LOAD_RE[phase], -NO_LOAD_IM[phase], a);
}
inline Complexes common_frame(int phase, Complexes a) {
  return times(NO_LOAD_RE[phase], NO_LOAD_IM[phase], a);
}

// A guess of 1 / conj(u) for every home of a group, g = near + h_j slope, as if its load were spread evenly and with
// 1 / (1 - y) = 1 + y + y^2. What is wrong in it the bound sees.
inline void guess(const LvScreenView& plan, const Room& room) {
  Complexes total[3] = {}, root_drop[3];
  for (int g = 0; g < plan.group_count; ++g) {
    const int p = plan.groups[g].phase;
    total[p] = total[p] + get(room.sums + 4L * g * SINGLES);
  }
  const auto of_three = [](const Complexes* of) {
    return common_frame(0, of[0]) + common_frame(1, of[1]) + common_frame(2, of[2]);
  };
  const Complexes at_root = times(plan.root_mutual_re, plan.root_mutual_im, of_three(total));
  for (int p = 0; p < 3; ++p) root_drop[p] = times(plan.root_re, plan.root_im, total[p]) + own_frame(p, at_root);
  for (int first = 0; first < plan.group_count; first += 3) {
    Complexes of[3];
    for (int p = 0; p < 3; ++p) of[p] = get(room.sums + 4L * (first + p) * SINGLES);
    const Complexes all_phases = of_three(of);
    for (int p = 0; p < 3; ++p) {
      const LvScreenGroup& group = plan.groups[first + p];
      const Complexes drop = times(group.self_re, group.self_im, of[p]) +
                             own_frame(p, times(group.mutual_re, group.mutual_im, all_phases));
      const Single lift = 1.0F + root_drop[p].re + 0.6F * drop.re;  // less voltage, more current
      const Complexes x = conjugate({lift * root_drop[p].re, lift * root_drop[p].im});
      const Complexes d = conjugate({lift * drop.re, lift * drop.im});
      const Complexes near{1.0F + x.re, x.im}, rise{1.0F + 2.0F * x.re + d.re, 2.0F * x.im + d.im};
      put(room.start + 4L * (first + p) * SINGLES, common_frame(p, near + x * x));
      put(room.start + (4L * (first + p) + 2) * SINGLES, common_frame(p, d * rise));
    }
  }
}

inline void start_flat(const LvScreenView& plan, const Room& room) {
  for (int g = 0; g < plan.group_count; ++g) {
    const int p = plan.groups[g].phase;
    put(room.start + 4L * g * SINGLES, {all(NO_LOAD_RE[p]), all(NO_LOAD_IM[p])});
    put(room.start + (4L * g + 2) * SINGLES, Complexes{});
  }
}

// The first currents, conj(s) g; with SELF, g knows of the home's own drop beyond that of an even spread.
template <bool SHARES, bool SELF>
inline void start(const LvScreenView& plan, const LvScreenTile& t, long at, const Room& room) {
  const Homes h = homes(plan, t, at);
  float* const room_i = room.i;
  for (int n = 0; n < h.group_count; ++n) {
    const Complexes near = get(room.start + 4L * n * SINGLES), slope = get(room.start + (4L * n + 2) * SINGLES);
    for (int k = h.groups[n].first; k < h.groups[n].last; ++k) {
      const LvScreenSlot& slot = h.slots[k];
      const auto current = [&](int c) {
        const LvScreenConnection& connection = h.connections[c];
        const Loads load_kw = loads<SHARES>(h, connection);
        const float self_re = SELF ? connection.self_re : 0.0F, self_im = SELF ? connection.self_im : 0.0F;
        const Complexes g{near.re + connection.reach * slope.re + self_re * load_kw.p - self_im * load_kw.q,
                          near.im + connection.reach * slope.im + self_re * load_kw.q + self_im * load_kw.p};
        const Complexes i{load_kw.p * g.re + load_kw.q * g.im, load_kw.p * g.im - load_kw.q * g.re};
        if (connection.at >= 0) put(room_i + connection.at * 2L * SINGLES, i);
        return i;
      };
      Complexes sum = slot.first < slot.last ? current(slot.first) : Complexes{};
      for (int c = slot.first + 1; c < slot.last; ++c) sum = sum + current(c);
      put(room_i + slot.slot * 2L * SINGLES, sum);
    }
  }
}

// Voltages at the connections and the next currents into the slots. CHECK: how far these are from those before, how
// near the voltages are to the thresholds. Else the next currents take the place of those before.
template <bool SHARES, bool CHECK>
inline void turn(const LvScreenView& plan, const LvScreenTile& t, long at, const Room& room, State& s) {
  const Homes h = homes(plan, t, at);
  const float *const low_at = t.low, *const high_at = t.high;
  float *const room_i = room.i, *const squares = room.square;
  float* const room_v = room.j;
  Single least = all(4.0F), low = all(4.0F), high = all(-4.0F), loss{}, loss_q{}, wrong[3] = {};
  for (int n = 0; n < h.group_count; ++n) {
    const LvScreenGroup& group = h.groups[n];
    Single own{}, missed{};
    for (int k = group.first; k < group.last; ++k) {
      const LvScreenSlot& slot = h.slots[k];
      const Complexes v = get(room_v + slot.slot * 2L * SINGLES);
      const auto current = [&](int c) {
        const LvScreenConnection& connection = h.connections[c];
        const Loads load_kw = loads<SHARES>(h, connection);
        const Complexes i = get(room_i + (connection.at < 0 ? slot.slot : connection.at) * 2L * SINGLES);
        const Complexes u{v.re - connection.drop_re * i.re + connection.drop_im * i.im,
                          v.im - connection.drop_re * i.im - connection.drop_im * i.re};
        const Single size = square(u);
        const Single inverse = inverse_of(size);
        const Complexes next{(load_kw.p * u.re + load_kw.q * u.im) * inverse,
                             (load_kw.p * u.im - load_kw.q * u.re) * inverse};
        if constexpr (CHECK) {
          least = lesser(least, size);
          low = lesser(low, size - low_at[c]);
          high = greater(high, size - high_at[c]);
          store(squares + c * static_cast<long>(SINGLES), size);
          const Single miss = at_least(next.re - i.re, next.im - i.im);
          own += connection.own * miss;
          missed += miss;
          const Single heat = square(next);
          loss += connection.drop_re * heat;
          loss_q += connection.drop_im * heat;
        } else {
          if (connection.at >= 0) put(room_i + connection.at * 2L * SINGLES, next);
        }
        return next;
      };
      Complexes sum = slot.first < slot.last ? current(slot.first) : Complexes{};
      for (int c = slot.first + 1; c < slot.last; ++c) sum = sum + current(c);
      // The currents that the voltages come from must stay for another look: new ones to look at take the node's place.
      put((CHECK ? room_v : room_i) + slot.slot * 2L * SINGLES, sum);
    }
    if constexpr (CHECK) {
      store(room.sums + (4L * n + 3) * SINGLES, own);
      wrong[group.phase] += missed;
    }
  }
  if constexpr (CHECK) {
    s.low_square = least;
    s.margin_low = low;
    s.margin_high = high;
    s.drop_loss = loss;
    s.drop_loss_q = loss_q;
    s.mismatch = reached(plan, room.sums + 3L * SINGLES, 4L * SINGLES, wrong);
  }
}

// B of lv_screen.hpp. A comparison with a value that is not a number is false: such a step is not settled.
inline void bound(const LvScreenView& plan, const LvScreenTile& t, State& s) {
  const Single m = root(s.low_square);
  const Single eta = plan.rounding * s.xi / m + s.mismatch + 0x1p-22F;
  const Single inner = m - 2.0F * eta;
  const Single q = s.xi / (inner * inner);
  const Single r = eta / (1.0F - q) + t.slack;
  s.settled =
      (q <= 0.5F) & (inner > 0.55F) & (s.xi < (s.flat ? MOST_XI : FLAT_XI)) & (r < 0.05F * m) & (s.low_square < 3.9F);
  s.bound = s.settled ? r : all(1.0F);
  s.least = m;
  s.floor = 3.0F * (plan.rounding * s.xi + 0x1p-22F + t.slack);
}

struct Verdict {
  Single flags{}, room_kw{};
  SingleBits again{};
};

// Whether a register's voltages and bounds are told: where a step has a flag, and always of steps that are refined,
// which are asked about without one.
inline bool told(const LvScreenTile& t, const Verdict& verdict) {
  return t.refine || any(verdict.flags != Single{});
}

// What the register still owes after a sweep, from C, D and E.
inline Verdict judge(const LvScreenView& plan, const LvScreenTile& t, const State& s, long at) {
  const Single r = s.bound, m = s.least;
  const Single eps = r / (m * (m - r));
  const Single total = s.t[0] + s.t[1] + s.t[2];
  const Single largest = greater(greater(s.t[0], s.t[1]), s.t[2]);
  const Branches& b = s.branches;
  const Single line_loss = b.loss + s.drop_loss, line_loss_q = b.loss_q + s.drop_loss_q;
  const Single other = eps * eps * s.xi * total;
  const Single loss_bound = 2.0F * root(line_loss * other) + other;
  const Single room_kw = t.loss_tolerance * line_loss + 1e-6F * total - loss_bound;  // below 0: wider than its share
  const Single so_far = t.refine ? Single{} : load(t.loss_room);
  const Single step_limit = STEP_TOLERANCE * absolute(s.p + line_loss) + 1e-6F * total;
  const SingleBits wide = (loss_bound > step_limit) | (so_far + room_kw < 0.0F);
  const Phases& at_root = b.root_j;
  const Single phase = root(greater(greater(square(at_root.a), square(at_root.b)), square(at_root.c)));
  const Single neutral = root(square(sum(at_root))), loading = root(b.loading_square);
  const Sequences& of = s.sequences;
  const Single negative = root(of.negative), around = 3.0F * r + 4e-6F;
  const Single unbalance = (negative + around) / (root(of.least) - around);
  const Single current_bound = eps * largest + 1e-6F * total;
  const Single loading_bound = current_bound * plan.largest_inverse_rating + 1e-6F * loading;
  const Single neutral_bound = eps * total + 2e-6F * total;
  const SingleBits extreme = (s.margin_low <= 2.6F * r + 1e-6F) | (s.margin_high >= -2.6F * r - 1e-6F) |
                             (unbalance >= t.unbalance) | (loading + loading_bound >= t.loading) |
                             (neutral + neutral_bound >= t.neutral) | (phase + current_bound >= t.phase);
  const Single none{};
  Verdict verdict;
  verdict.flags =
      (extreme ? all(LV_EXTREME) : none) + (wide ? all(LV_LOSS_WIDE) : none) + (s.settled ? none : all(LV_UNSETTLED));
  verdict.again = (wide | ~s.settled) & (s.xi < (s.flat ? MOST_XI : FLAT_XI));
  if (t.refine) verdict.again |= s.bound > s.floor;
  verdict.room_kw = (verdict.flags >= static_cast<float>(LV_LOSS_WIDE)) ? none : room_kw;
  const auto out = [&](LvScreenOut which, Single value) {
    store(t.out + which * static_cast<long>(t.steps) + at, value);
  };
  out(LV_OUT_FLAGS, verdict.flags);
  out(LV_OUT_P, s.p + line_loss);
  out(LV_OUT_Q, s.q + line_loss_q);
  out(LV_OUT_LOSS, line_loss);
  out(LV_OUT_ROOT_LOSS, b.root_loss);
  if (!told(t, verdict)) return verdict;
  out(LV_OUT_BOUND, r);
  out(LV_OUT_UNBALANCE_LOW, (negative - around) / (root(of.largest) + around));
  out(LV_OUT_UNBALANCE_HIGH, unbalance);
  out(LV_OUT_LOADING, loading);
  out(LV_OUT_LOADING_BOUND, loading_bound);
  out(LV_OUT_NEUTRAL, neutral);
  out(LV_OUT_NEUTRAL_BOUND, neutral_bound);
  out(LV_OUT_PHASE, phase);
  out(LV_OUT_PHASE_BOUND, current_bound);
  return verdict;
}

// Each line's largest current so far.
inline void keep_peaks(const LvScreenView& plan, const LvScreenTile& t, const Room& room, const Verdict& verdict) {
  const SingleBits good = verdict.flags < static_cast<float>(LV_LOSS_WIDE);
  for (int n = 0; n < plan.node_count; ++n) {
    const Single most = load(room.j + n * 6L * SINGLES);
    float* peak = t.line_peak + static_cast<long>(n) * SINGLES;
    store(peak, greater(load(peak), good ? most : Single{}));
  }
}

// What is looked at more closely: voltages, and which connections' are near a threshold in which lanes.
inline void keep_voltages(const LvScreenView& plan, const LvScreenTile& t, const Room& room, const State& s, long at) {
  const Single pad = 2.6F * s.bound + 2e-6F;
  uint32_t* const near = t.near + at / SINGLES * plan.connection_count;
  for (long c = 0; c < plan.connection_count; ++c) {
    const Single size = load(room.square + c * SINGLES);
    store(t.square + c * t.steps + at, size);
    near[c] = bits((size - pad <= t.low[c]) | (size + pad >= t.high[c]));
  }
}

// Currents there and voltages back.
template <bool CIRCULANT, bool LAST>
inline void sweep(const LvScreenView& plan, const Room& room, State& s) {
  backward<CIRCULANT, false>(plan, room, s.branches);
  forward<CIRCULANT, LAST>(plan, room, s.sequences);
}

template <bool CIRCULANT, bool SHARES>
inline Verdict look(const LvScreenView& plan, const LvScreenTile& t, const Room& room, State& s, long at) {
  sweep<CIRCULANT, true>(plan, room, s);
  turn<SHARES, true>(plan, t, at, room, s);
  bound(plan, t, s);
  s.branches = Branches{};
  backward<CIRCULANT, true>(plan, room, s.branches);
  return judge(plan, t, s, at);
}

// A few lanes are better left to a register of their own than swept again with all others.
inline bool enough(const LvScreenTile& t, const Verdict& verdict) {
  return count(verdict.again) <= (t.refine ? 0 : FEW);
}

template <bool CIRCULANT, bool SHARES>
inline void screen(const LvScreenView& plan, const LvScreenTile& t) {
  const Room room(plan, t.scratch);
  for (long at = 0; at < t.steps; at += SINGLES) {
    State s;
    add_up<SHARES>(plan, t, at, room, s);
    const float most_xi = most_of(s.xi);
    s.flat = t.refine && most_xi >= FLAT_XI;
    s.flat ? start_flat(plan, room) : guess(plan, room);
    s.flat ? start<SHARES, false>(plan, t, at, room) : start<SHARES, true>(plan, t, at, room);
    int sweeps = 1;
    const int blind = (most_xi > BLIND_XI ? 1 : 0) + (t.refine ? 2 : 0);
    for (; sweeps <= blind; ++sweeps) {
      sweep<CIRCULANT, false>(plan, room, s);
      turn<SHARES, false>(plan, t, at, room, s);
    }
    Verdict verdict = look<CIRCULANT, SHARES>(plan, t, room, s, at);
    for (; sweeps < t.sweeps && !enough(t, verdict); ++sweeps) {
      sweep<CIRCULANT, false>(plan, room, s);  // the voltages have been written over
      turn<SHARES, false>(plan, t, at, room, s);
      verdict = look<CIRCULANT, SHARES>(plan, t, room, s, at);
    }
    if (!t.refine) store(t.loss_room, load(t.loss_room) + verdict.room_kw);
    keep_peaks(plan, t, room, verdict);
    if (told(t, verdict)) keep_voltages(plan, t, room, s, at);
  }
}

}  // namespace

void lv_screen_day(const LvScreenView& plan, const LvScreenTile& tile) {
  if (plan.circulant) return plan.shares ? screen<true, true>(plan, tile) : screen<true, false>(plan, tile);
  plan.shares ? screen<false, true>(plan, tile) : screen<false, false>(plan, tile);
}

}  // namespace HEARTHGRID_LV_NAMESPACE
