#pragma once
// The screen's ways through the network's nodes: currents back to the transformer, drops forth to the homes. Included
// by the screen's kernel alone, compiled once per instruction set like it.

#include "models/electricity/low_voltage/lv_screen_view.hpp"
#include "models/electricity/low_voltage/lv_vector.hpp"

namespace HEARTHGRID_LV_NAMESPACE {
namespace {

inline constexpr float HALF_ROOT3 = 0.86602540378443864676F;
inline constexpr float NO_LOAD_RE[3] = {1.0F, -0.5F, -0.5F};
inline constexpr float NO_LOAD_IM[3] = {0.0F, -HALF_ROOT3, HALF_ROOT3};

struct Complexes {
  Single re, im;
};
inline Complexes operator+(Complexes a, Complexes b) {
  return {a.re + b.re, a.im + b.im};
}
inline Complexes operator-(Complexes a, Complexes b) {
  return {a.re - b.re, a.im - b.im};
}
inline Complexes times(float re, float im, Complexes a) {
  return {re * a.re - im * a.im, re * a.im + im * a.re};
}
inline Complexes operator*(Complexes a, Complexes b) {
  return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
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

// Where things stand in the scratch, which has to stay small. Per connection: the current i0 that the voltages come
// from, then the next one; |u|^2. Per node and phase: branch currents of i0; voltages, then a sum of next currents;
// what xi or eta has come to behind it and |s| there, the last three where children beside the next node bring it. Per
// node: the largest |J|^2. Per group: its sums of loads, then what the first currents are made of.
struct Room {
  float *i, *square, *j, *v, *behind, *peak, *sums, *start;
  Room(const LvScreenView& plan, float* scratch)
      : i(scratch),
        square(i + 2L * plan.connection_count * SINGLES),
        j(square + 1L * plan.connection_count * SINGLES),
        v(j + 6L * plan.node_count * SINGLES),
        behind(v + 6L * plan.node_count * SINGLES),
        peak(behind + 6L * plan.node_count * SINGLES),
        sums(peak + 1L * plan.node_count * SINGLES),
        start(sums) {}
};

// The three phases of a node, by name: what stands in an array does not stay in registers.
struct Phases {
  Complexes a, b, c;
};
inline Phases operator+(const Phases& x, const Phases& y) {
  return {x.a + y.a, x.b + y.b, x.c + y.c};
}
// x - y where the units that add have more to do than those that multiply (each takes a register a cycle).
inline Phases less(const Phases& x, const Phases& y, float minus_one) {
  const auto of = [&](Complexes a, Complexes b) { return Complexes{a.re + minus_one * b.re, a.im + minus_one * b.im}; };
  return {of(x.a, y.a), of(x.b, y.b), of(x.c, y.c)};
}
inline Complexes sum(const Phases& x) {
  return x.a + x.b + x.c;
}
inline Phases get_phases(const float* from) {
  return {get(from), get(from + 2L * SINGLES), get(from + 4L * SINGLES)};
}
inline void put_phases(float* to, const Phases& x) {
  put(to, x.a);
  put(to + 2L * SINGLES, x.b);
  put(to + 4L * SINGLES, x.c);
}

// Losses of a register (of the phases' own resistances, and of those between phases where Z is circulant), its largest
// current over rating, the currents at the transformer.
struct Branches {
  Single own_loss{}, shared_loss{}, loss_q{}, root_loss{}, loading_square{};
  Phases root_j{};
};

// Of each line, the largest |J|^2 of the registers before, and of these and this one.
struct Peaks {
  const float* so_far;
  float* raised;
};

inline Single dot(Complexes x, Complexes y) {
  return 2.0F * (x.re * y.re + x.im * y.im);
}

template <bool CIRCULANT>
[[gnu::always_inline]] inline void measure(const LvScreenNode& node, int n, const Phases& j, const Peaks& peaks,
                                           Branches& out) {
  const Single a = square(j.a), b = square(j.b), c = square(j.c);
  Single own_loss = out.own_loss, shared_loss = out.shared_loss, loss_q = out.loss_q;
  if constexpr (CIRCULANT) {
    const Single own = a + b + c, shared = square(sum(j));
    own_loss = own_loss + node.self_re * own;
    shared_loss = shared_loss + node.mutual_re * shared;
    loss_q = loss_q + spread(node.self_im) * own + spread(node.mutual_im) * shared;
  } else {  // Z is symmetric
    const Single ab = dot(j.a, j.b), bc = dot(j.b, j.c), ca = dot(j.c, j.a);
    own_loss += node.z_re[0][0] * a + node.z_re[1][1] * b + node.z_re[2][2] * c + node.z_re[0][1] * ab +
                node.z_re[1][2] * bc + node.z_re[2][0] * ca;
    loss_q += node.z_im[0][0] * a + node.z_im[1][1] * b + node.z_im[2][2] * c + node.z_im[0][1] * ab +
              node.z_im[1][2] * bc + node.z_im[2][0] * ca;
  }
  const Single most = greater(greater(a, b), c);
  store(peaks.raised + static_cast<long>(n) * SINGLES,
        greater(most, load(peaks.so_far + static_cast<long>(n) * SINGLES)));
  if (n == 0) {  // the last one
    out.root_loss = (own_loss - out.own_loss) + (shared_loss - out.shared_loss);
    return;
  }
  out.own_loss = own_loss;
  out.shared_loss = shared_loss;
  out.loss_q = loss_q;
  out.loading_square = greater(out.loading_square, most * node.inverse_rating_square);
}

// Over the nodes, three times the negative sequence (the square of its largest) and the real part of three times the
// positive one (least and largest); of steps that are refined, the square of their largest ratio.
struct Sequences {
  Single negative{}, least = all(100.0F), largest{}, ratio{};
};

template <bool RATIO>
[[gnu::always_inline]] inline void see(const Phases& v, Sequences& out) {
  const Complexes both = v.b + v.c, apart = v.b - v.c;
  const Single turn_re = -HALF_ROOT3 * apart.im, turn_im = HALF_ROOT3 * apart.re;
  const Single rest_re = v.a.re - 0.5F * both.re, rest_im = v.a.im - 0.5F * both.im;
  const Single negative = square({rest_re - turn_re, rest_im - turn_im});
  out.negative = greater(out.negative, negative);
  const Single positive_re = rest_re + turn_re;
  if constexpr (RATIO) {
    out.ratio = greater(out.ratio, negative * inverse_of(square({positive_re, rest_im + turn_im})));
  }
  out.least = lesser(out.least, positive_re);
  out.largest = greater(out.largest, positive_re);
}

inline Complexes row(const LvScreenNode& node, int p, const Phases& j) {
  return times(node.z_re[p][0], node.z_im[p][0], j.a) + times(node.z_re[p][1], node.z_im[p][1], j.b) +
         times(node.z_re[p][2], node.z_im[p][2], j.c);
}

// Voltages of a node: its parent's less the drop of its branch currents.
template <bool CIRCULANT>
[[gnu::always_inline]] inline Phases drop(const LvScreenNode& node, const Phases& v, const Phases& j) {
  if constexpr (CIRCULANT) {
    const Complexes shared = times(node.mutual_re, node.mutual_im, sum(j));
    const auto without_own = [&](Complexes from, Complexes of) {  // in two multiply-adds each
      return Complexes{from.re - node.self_re * of.re + node.self_im * of.im,
                       from.im - node.self_re * of.im - node.self_im * of.re};
    };
    return {without_own(v.a - shared, j.a), without_own(v.b - shared, j.b), without_own(v.c - shared, j.c)};
  } else {
    return {v.a - row(node, 0, j), v.b - row(node, 1, j), v.c - row(node, 2, j)};
  }
}

// The currents of the homes at a node.
[[gnu::always_inline]] inline void add_homes(const LvScreenNode& node, const float* room_i, Phases& to) {
  const auto add = [&](int phase, Complexes& sum) {
    for (long c = node.first[phase]; c < node.last[phase]; ++c) sum = sum + get(room_i + c * 2L * SINGLES);
  };
  add(0, to.a);
  add(1, to.b);
  add(2, to.c);
}

// A node's branch currents, from its homes' and what the node after has brought: kept, and brought to its parent.
[[gnu::always_inline]] inline void pass_on(const LvScreenNode& node, long n, float* room_j, Phases& j) {
  float* const slot = room_j + n * 6L * SINGLES;
  if (node.joined) j = j + get_phases(slot);
  put_phases(slot, j);
  if (n == 0 || node.parent == n - 1) return;
  float* const to = room_j + node.parent * 6L * SINGLES;
  put_phases(to, node.joins_first ? j : j + get_phases(to));
  j = Phases{};
}

enum See { NOTHING, SEQUENCES, RATIOS };

// Voltages of the nodes, root first; and their sequences.
template <bool CIRCULANT, See SEE>
inline void forth(const LvScreenView& plan, const Room& room, Sequences& out) {
  const LvScreenNode* const nodes = plan.nodes;
  float *const room_j = room.j, *const room_v = room.v;
  Sequences seen;
  Phases v{{all(NO_LOAD_RE[0]), all(NO_LOAD_IM[0])},
           {all(NO_LOAD_RE[1]), all(NO_LOAD_IM[1])},
           {all(NO_LOAD_RE[2]), all(NO_LOAD_IM[2])}};
  for (long n = 0; n < plan.node_count; ++n) {
    const LvScreenNode& node = nodes[n];
    if (node.parent != n - 1) v = get_phases(room_v + node.parent * 6L * SINGLES);
    v = drop<CIRCULANT>(node, v, get_phases(room_j + n * 6L * SINGLES));
    put_phases(room_v + n * 6L * SINGLES, v);
    if constexpr (SEE != NOTHING) see<SEE == RATIOS>(v, seen);
  }
  if constexpr (SEE != NOTHING) out = seen;
}

// Of the three phases, a bound on |.|.
struct Bounds {
  Single a{}, b{}, c{};
};

// |a + j b| over root 2, or up to 41 % more, in one operation where there is one.
inline Single larger_part(Complexes x) {
  return larger_size(x.re, x.im);
}

inline Bounds operator+(const Bounds& x, const Bounds& y) {
  return {x.a + y.a, x.b + y.b, x.c + y.c};
}
inline Bounds greater(const Bounds& x, const Bounds& y) {
  return {greater(x.a, y.a), greater(x.b, y.b), greater(x.c, y.c)};
}
inline Single most_of(const Bounds& x) {
  return greater(greater(x.a, x.b), x.c);
}
inline Bounds get_bounds(const float* from) {
  return {load(from), load(from + SINGLES), load(from + 2L * SINGLES)};
}
inline void put_bounds(float* to, const Bounds& x) {
  store(to, x.a);
  store(to + SINGLES, x.b);
  store(to + 2L * SINGLES, x.c);
}

// A sum of |z_ij| |w_j| on the worst path from this node outwards: `behind` is that of its children, `own` bounds the
// sums of w_j from here on, `all_phases` that of the three together.
template <bool CIRCULANT>
[[gnu::always_inline]] inline Bounds reached(const LvScreenNode& node, const Bounds& own, Single all_phases,
                                             const Bounds& behind) {
  if constexpr (CIRCULANT) {
    return {behind.a + node.self_abs * own.a + node.mutual_abs * all_phases,
            behind.b + node.self_abs * own.b + node.mutual_abs * all_phases,
            behind.c + node.self_abs * own.c + node.mutual_abs * all_phases};
  } else {
    const auto row = [&](int p) {
      return node.z_abs[p][0] * own.a + node.z_abs[p][1] * own.b + node.z_abs[p][2] * own.c;
    };
    return {behind.a + row(0), behind.b + row(1), behind.c + row(2)};
  }
}

// Losses for currents of any direction: of each phase's own resistance, and of that between phases. All of them are
// `own` where Z is not circulant.
struct WorstLoss {
  Single own{}, shared{};
};
template <bool CIRCULANT>
inline void add_worst(const LvScreenNode& node, const Bounds& size, WorstLoss& to) {
  if constexpr (CIRCULANT) {
    const Single all_phases = size.a + size.b + size.c;
    to.own += node.worst_own * (size.a * size.a + size.b * size.b + size.c * size.c);
    to.shared += node.worst_shared * (all_phases * all_phases);
  } else {
    const auto row = [&](int p) {
      return node.r_abs[p][0] * size.a + node.r_abs[p][1] * size.b + node.r_abs[p][2] * size.c;
    };
    to.own += row(0) * size.a + row(1) * size.b + row(2) * size.c;
  }
}

// Losses, loading and largest |J|^2 of the next currents, leaves first; and eta, without service drops.
template <bool CIRCULANT>
inline Single account(const LvScreenView& plan, const Room& room, const Peaks& peaks, Branches& out) {
  const LvScreenNode* const nodes = plan.nodes;
  float* const room_next = room.v;
  const float *const room_i = room.i, *const room_j = room.j;
  const float minus_one = plan.minus_one;
  Branches seen;
  Phases j{};
  Bounds eta;
  for (long n = plan.node_count - 1; n >= 0; --n) {
    const LvScreenNode& node = nodes[n];
    add_homes(node, room_i, j);
    float* const slot = room_next + n * 6L * SINGLES;
    if (node.joined) {
      j = j + get_phases(slot);
      eta = greater(eta, get_bounds(room.behind + n * 6L * SINGLES));
    }
    const Phases off = less(get_phases(room_j + n * 6L * SINGLES), j, minus_one);
    measure<CIRCULANT>(node, static_cast<int>(n), j, peaks, seen);
    eta = reached<CIRCULANT>(node, {larger_part(off.a), larger_part(off.b), larger_part(off.c)}, larger_part(sum(off)),
                             eta);
    if (n == 0) break;
    if (node.parent == n - 1) continue;
    float* const to_next = room_next + node.parent * 6L * SINGLES;
    float* const to_eta = room.behind + node.parent * 6L * SINGLES;
    put_phases(to_next, node.joins_first ? j : j + get_phases(to_next));
    put_bounds(to_eta, node.joins_first ? eta : greater(eta, get_bounds(to_eta)));
    j = Phases{};
    eta = Bounds{};
  }
  seen.root_j = j;
  out = seen;
  return 1.41422F * most_of(eta);
}

}  // namespace
}  // namespace HEARTHGRID_LV_NAMESPACE
