#pragma once
// The screen's ways through the network's nodes: currents back to the transformer, drops forth to the homes. Included
// by the screen's kernel alone, compiled once per instruction set like it.

#include "models/electricity/low_voltage/lv_screen_view.hpp"
#include "models/electricity/low_voltage/lv_vector.hpp"

namespace HEARTHGRID_LV_NAMESPACE {
namespace {

constexpr float HALF_ROOT3 = 0.86602540378443864676F;
constexpr float NO_LOAD_RE[3] = {1.0F, -0.5F, -0.5F};
constexpr float NO_LOAD_IM[3] = {0.0F, -HALF_ROOT3, HALF_ROOT3};

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

// Where things stand in the scratch, which has to stay small: the currents that the voltages come from, by slot and
// then of connections that share one; per node branch currents, and voltages in their place; per group its sums of
// loads and what the first currents are made of; per connection |u|^2.
struct Room {
  float *i, *j, *sums, *start, *square;
  Room(const LvScreenView& plan, float* scratch)
      : i(scratch),
        j(i + (2L * plan.connection_count + 6L * plan.node_count) * SINGLES),
        sums(j + 6L * plan.node_count * SINGLES),
        start(sums + 4L * plan.group_count * SINGLES),
        square(start + 4L * plan.group_count * SINGLES) {}
};

// The three phases of a node, by name: what stands in an array does not stay in registers.
struct Phases {
  Complexes a, b, c;
};
inline Phases operator+(const Phases& x, const Phases& y) {
  return {x.a + y.a, x.b + y.b, x.c + y.c};
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

// Losses of a register, its largest current over rating, the currents at the transformer.
struct Branches {
  Single loss{}, loss_q{}, root_loss{}, loading_square{};
  Phases root_j{};
};

inline Single dot(Complexes x, Complexes y) {
  return 2.0F * (x.re * y.re + x.im * y.im);
}

template <bool CIRCULANT>
inline void measure(const LvScreenNode& node, float* slot, int n, const Phases& j, Branches& out) {
  const Single a = square(j.a), b = square(j.b), c = square(j.c);
  Single loss, loss_q;
  if constexpr (CIRCULANT) {
    const Single own = a + b + c, shared = square(sum(j));
    loss = node.self_re * own + node.mutual_re * shared;
    loss_q = node.self_im * own + node.mutual_im * shared;
  } else {  // Z is symmetric
    const Single ab = dot(j.a, j.b), bc = dot(j.b, j.c), ca = dot(j.c, j.a);
    loss = node.z_re[0][0] * a + node.z_re[1][1] * b + node.z_re[2][2] * c + node.z_re[0][1] * ab +
           node.z_re[1][2] * bc + node.z_re[2][0] * ca;
    loss_q = node.z_im[0][0] * a + node.z_im[1][1] * b + node.z_im[2][2] * c + node.z_im[0][1] * ab +
             node.z_im[1][2] * bc + node.z_im[2][0] * ca;
  }
  const Single most = greater(greater(a, b), c);
  store(slot, most);  // its own currents are not needed any more
  if (n == 0) {
    out.root_loss = loss;
    return;
  }
  out.loss += loss;
  out.loss_q += loss_q;
  out.loading_square = greater(out.loading_square, most * (node.inverse_rating * node.inverse_rating));
}

// Branch currents from the slots' own, leaves first; a last child's stay in registers. With METRICS the slots' own
// stand where the branch currents would be; losses and loading are added up, and the largest |J|^2 stays behind.
template <bool CIRCULANT, bool METRICS>
inline void backward(const LvScreenView& plan, const Room& room, Branches& out) {
  const LvScreenNode* const nodes = plan.nodes;
  float* const room_j = room.j;
  const float* const room_i = room.i;
  Branches seen;
  Phases j{};  // of the node after, where that is the last of this one's children; else nothing
  for (int n = plan.node_count - 1; n >= 0; --n) {
    const LvScreenNode& node = nodes[n];
    float* slot = room_j + n * 6L * SINGLES;
    j = j + get_phases(METRICS ? slot : room_i + n * 6L * SINGLES);
    if (!METRICS && node.joined) j = j + get_phases(slot);
    if constexpr (METRICS) {
      measure<CIRCULANT>(node, slot, n, j, seen);
    } else {
      put_phases(slot, j);
    }
    if (n == 0) break;
    if (node.parent == n - 1) continue;
    float* to = room_j + node.parent * 6L * SINGLES;
    put_phases(to, METRICS || !node.joins_first ? j + get_phases(to) : j);
    j = Phases{};
  }
  seen.root_j = j;
  out = seen;
}

// Over the nodes, squares of three times the negative sequence (its largest) and of the positive (least and largest).
struct Sequences {
  Single negative{}, least = all(100.0F), largest{};
};

inline void see(const Phases& v, Sequences& out) {
  const Complexes both = v.b + v.c, apart = v.b - v.c;
  const Single turn_re = -HALF_ROOT3 * apart.im, turn_im = HALF_ROOT3 * apart.re;
  const Single rest_re = v.a.re - 0.5F * both.re, rest_im = v.a.im - 0.5F * both.im;
  out.negative = greater(out.negative, square({rest_re - turn_re, rest_im - turn_im}));
  const Single positive = square({rest_re + turn_re, rest_im + turn_im});
  out.least = lesser(out.least, positive);
  out.largest = greater(out.largest, positive);
}

inline Complexes row(const LvScreenNode& node, int p, const Phases& j) {
  return times(node.z_re[p][0], node.z_im[p][0], j.a) + times(node.z_re[p][1], node.z_im[p][1], j.b) +
         times(node.z_re[p][2], node.z_im[p][2], j.c);
}

// Voltages v of the nodes, in place of the branch currents. LAST: and their sequences.
template <bool CIRCULANT, bool LAST>
inline void forward(const LvScreenView& plan, const Room& room, Sequences& out) {
  const LvScreenNode* const nodes = plan.nodes;
  float* const room_j = room.j;
  Sequences seen;
  Phases v{{all(NO_LOAD_RE[0]), all(NO_LOAD_IM[0])},
           {all(NO_LOAD_RE[1]), all(NO_LOAD_IM[1])},
           {all(NO_LOAD_RE[2]), all(NO_LOAD_IM[2])}};
  for (int n = 0; n < plan.node_count; ++n) {
    const LvScreenNode& node = nodes[n];
    float* slot = room_j + n * 6L * SINGLES;
    if (node.parent != n - 1) v = get_phases(room_j + node.parent * 6L * SINGLES);
    const Phases j = get_phases(slot);
    if constexpr (CIRCULANT) {
      const Complexes shared = times(node.mutual_re, node.mutual_im, sum(j));
      v.a = (v.a - shared) - times(node.self_re, node.self_im, j.a);
      v.b = (v.b - shared) - times(node.self_re, node.self_im, j.b);
      v.c = (v.c - shared) - times(node.self_re, node.self_im, j.c);
    } else {
      v.a = v.a - row(node, 0, j);
      v.b = v.b - row(node, 1, j);
      v.c = v.c - row(node, 2, j);
    }
    put_phases(slot, v);
    if constexpr (LAST) see(v, seen);
  }
  if constexpr (LAST) out = seen;
}

}  // namespace
}  // namespace HEARTHGRID_LV_NAMESPACE
