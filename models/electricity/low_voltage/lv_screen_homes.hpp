#pragma once
// The screen's ways through the homes: sums of their loads, first currents, voltages and the currents these make.
// Included by the screen's kernel alone, compiled once per instruction set like it.

#include "models/electricity/low_voltage/lv_screen_network.hpp"

namespace HEARTHGRID_LV_NAMESPACE {
namespace {

// A register on its way.
struct State {
  Single xi{}, worst_own{}, worst_shared{}, worst_q{}, most_size{};
  Bounds t;  // sums of |s|
  Single p{}, q{};
  Single low_square{}, beyond{}, drop_off{}, drop_loss{}, drop_loss_q{}, eta{};  // of a sweep
  Single bound{}, least{}, inverse_least{}, floor{};
  Branches branches;
  Sequences sequences;
  SingleBits settled{};
  float rough = 0.0F;  // of the next currents
  bool tight = false;
};

// |a + j b| or up to 9 % more, without a root. Where a >= b >= 0, a + SMALLER b is.
inline constexpr float SMALLER = 0.41422F;
inline Single at_least(Single a, Single b) {
  const Single x = absolute(a), y = absolute(b);
  return greater(x + SMALLER * y, y + SMALLER * x);
}

struct Loads {
  Single p, q;
};
// Pointers that stay in registers: through a reference they would be read again after every store.
struct Homes {
  const float *kw, *kvar;
  long pitch;
  const LvScreenConnection* connections;
};
template <bool PLAIN, class Connection>
inline Loads loads(const Homes& t, const Connection& c) {
  const Single p = load(t.kw + c.home * t.pitch), q = load(t.kvar + c.home * t.pitch);
  if constexpr (PLAIN) return {p, q};
  return {c.share * p, c.share * q};
}
inline Homes homes(const LvScreenView& plan, const LvScreenTile& t, long at) {
  return {t.kw + at, t.kvar + at, t.pitch, plan.connections};
}

// Sums of the loads, by group: all alike, and by w_j. And of their |s|, by group: all alike, and by the way from the
// transformer, which give xi and the losses of currents |s|. ANY: of loads of any sign; else of such with p >= q >= 0,
// whose |s| takes fewer operations. False where the loads are not as said.
template <bool PLAIN, bool ANY>
inline bool add_up(const LvScreenView& plan, const LvScreenTile& t, long at, const Room& room, State& s) {
  const Homes h = homes(plan, t, at);
  struct Sums {
    Single p{}, q{}, weighted_p{}, weighted_q{}, size{}, far{};
  };
  Single most_size{}, worst_own{}, worst_shared{}, worst_q{}, p{}, q{}, sign{};
  Bounds furthest, sizes;
  const auto sum_up = [&]<bool ALIKE>(int g) {
    Sums to;
    const LvScreenSizes* const end = plan.sizes + plan.groups[g].last_connection;
    for (const LvScreenSizes* c = plan.sizes + plan.groups[g].first_connection; c != end; ++c) {
      const Loads load_kw = loads<ALIKE>(h, *c);
      const Single size = ANY ? at_least(load_kw.p, load_kw.q) : load_kw.p + SMALLER * load_kw.q;
      to.p += load_kw.p;
      to.q += load_kw.q;
      to.weighted_p += c->weight * load_kw.p;
      to.weighted_q += c->weight * load_kw.q;
      if constexpr (ANY) {
        to.size += size;
      } else {
        sign = signs(sign, load_kw.p - load_kw.q, load_kw.q);
      }
      to.far += c->far * size;
      most_size = greater(most_size, size);
    }
    if constexpr (!ANY) to.size = to.p + SMALLER * to.q;
    put(room.sums + 4L * g * SINGLES, {to.p, -to.q});
    put(room.sums + (4L * g + 2) * SINGLES, {to.weighted_p, -to.weighted_q});
    p += to.p;
    q += to.q;
    return to;
  };
  const auto of_group = [&](int g) {
    const bool alike = PLAIN && plan.groups[g].feeder > 0;
    return alike ? sum_up.template operator()<true>(g) : sum_up.template operator()<false>(g);
  };
  for (int g = 0; g < plan.group_count; g += 3) {  // a feeder
    const Sums a = of_group(g), b = of_group(g + 1), c = of_group(g + 2);
    const LvScreenGroup& feeder = plan.groups[g];
    const Single far = a.far + b.far + c.far;
    const auto reach = [&](const Sums& x) { return feeder.own * x.far + feeder.shared * far; };
    furthest = greater(furthest, Bounds{reach(a), reach(b), reach(c)});
    const Single own = a.size * a.far + b.size * b.far + c.size * c.far;
    const Single shared = (a.size + b.size + c.size) * far;
    worst_own += feeder.worst_own * own;
    worst_shared += feeder.worst_shared * shared;
    worst_q += feeder.worst_own_q * own + feeder.worst_shared_q * shared;
    sizes = sizes + Bounds{a.size, b.size, c.size};
  }
  if (!ANY && any(reinterpret_cast<SingleBits>(sign) < 0)) return false;
  s.p = p, s.q = q, s.t = sizes;
  const Bounds root = reached<false>(plan.nodes[0], s.t, Single{}, furthest);
  s.most_size = most_size;
  s.xi = 1.0001F * (most_of(root) + plan.drop_abs * most_size);
  s.worst_own = 1.0001F * worst_own;
  s.worst_shared = 1.0001F * worst_shared;
  s.worst_q = 1.0001F * worst_q;
  return true;
}

// The same two by each line's own sum of |s|, leaves first: dearer, and narrower for the losses and where feeders
// branch.
template <bool CIRCULANT, bool PLAIN>
[[gnu::noinline]] void tighten(const LvScreenView& plan, const LvScreenTile& t, long at, const Room& room, State& s) {
  const Homes h = homes(plan, t, at);
  Bounds size, xi;
  WorstLoss worst;
  for (long n = plan.node_count - 1; n >= 0; --n) {
    const LvScreenNode& node = plan.nodes[n];
    const auto add = [&](int phase, Single& sum) {
      for (long c = node.first[phase]; c < node.last[phase]; ++c) {
        const Loads load_kw = PLAIN && n > 0 ? loads<true>(h, h.connections[c]) : loads<false>(h, h.connections[c]);
        sum += at_least(load_kw.p, load_kw.q);
      }
    };
    add(0, size.a);
    add(1, size.b);
    add(2, size.c);
    const float* const brought = room.behind + n * 6L * SINGLES;
    if (node.joined) xi = greater(xi, get_bounds(brought)), size = size + get_bounds(brought + 3L * SINGLES);
    xi = reached<CIRCULANT>(node, size, size.a + size.b + size.c, xi);
    if (n == 0) break;
    add_worst<CIRCULANT>(node, size, worst);
    if (node.parent == n - 1) continue;
    float* const to = room.behind + node.parent * 6L * SINGLES;
    put_bounds(to, node.joins_first ? xi : greater(xi, get_bounds(to)));
    put_bounds(to + 3L * SINGLES, node.joins_first ? size : size + get_bounds(to + 3L * SINGLES));
    xi = size = Bounds{};
  }
  s.xi = lesser(s.xi, 1.0001F * (most_of(xi) + plan.drop_abs * s.most_size));
  if (plan.apart) {
    s.worst_own = lesser(s.worst_own, 1.0001F * worst.own);
    s.worst_shared = lesser(s.worst_shared, 1.0001F * worst.shared);
  } else {  // their sum alone is a bound
    s.worst_own = lesser(s.worst_own + s.worst_shared, 1.0001F * (worst.own + worst.shared));
    s.worst_shared = Single{};
  }
  s.tight = true;
}

inline Complexes conjugate(Complexes a) {
  return {a.re, Single{} - a.im};
}
// Seen in the common frame what is seen from the phase's own voltage.
template <int PHASE>
inline Complexes common_frame(Complexes a) {
  if constexpr (PHASE == 0) return a;
  return times(NO_LOAD_RE[PHASE], NO_LOAD_IM[PHASE], a);
}
// The sum of the phases, each seen from its own voltage.
inline Complexes of_three(Complexes a, Complexes b, Complexes c) {
  const Complexes both = b + c, apart = c - b;
  return {a.re - 0.5F * both.re - HALF_ROOT3 * apart.im, a.im - 0.5F * both.im + HALF_ROOT3 * apart.re};
}

// A guess of 1 / conj(u) for every home of a group, g = near + h_j slope, as if its load were spread evenly and with
// 1 / (1 - y) = 1 + y + y^2. What is wrong in it the bound sees. `root_drop` and `drop`: of the first node, and beyond
// it at the group's far end.
template <int PHASE>
inline void guess_group(const LvScreenGroup& group, float* sums, float* to, Complexes root_drop, Complexes drop) {
  const Single lift = 1.0F + root_drop.re + 0.6F * drop.re;  // less voltage, more current
  const Complexes x = conjugate({lift * root_drop.re, lift * root_drop.im});
  const Complexes d = conjugate({lift * drop.re, lift * drop.im});
  const Complexes near{1.0F + x.re, x.im}, rise{1.0F + 2.0F * x.re + d.re, 2.0F * x.im + d.im};
  const Single q = load(sums + SINGLES);  // its sum's -1
  const Complexes own{group.own_im * q, Single{} - group.own_re * q};
  put(to, common_frame<PHASE>(near + x * x) + own);
  put(to + 2L * SINGLES, common_frame<PHASE>(d * rise));
}

inline void guess(const LvScreenView& plan, const Room& room) {
  Complexes total_a{}, total_b{}, total_c{};
  for (int g = 0; g < plan.group_count; g += 3) {
    const float* const sums = room.sums + 4L * g * SINGLES;
    total_a = total_a + get(sums);
    total_b = total_b + get(sums + 4L * SINGLES);
    total_c = total_c + get(sums + 8L * SINGLES);
  }
  const Complexes all_phases = of_three(total_a, total_b, total_c);
  const auto root_drop = [&](int p, Complexes total) {
    return times(plan.root_re, plan.root_im, total) + times(plan.root_mutual_re[p], plan.root_mutual_im[p], all_phases);
  };
  const Complexes root_a = root_drop(0, total_a), root_b = root_drop(1, total_b), root_c = root_drop(2, total_c);
  for (int g = 0; g < plan.group_count; g += 3) {
    const LvScreenGroup* const group = plan.groups + g;
    float *const sums = room.sums + 4L * g * SINGLES, *const to = room.start + 4L * g * SINGLES;
    const Complexes a = get(sums + 2L * SINGLES), b = get(sums + 6L * SINGLES), c = get(sums + 10L * SINGLES);
    const Complexes all_of_it = of_three(a, b, c);
    const auto drop = [&](const LvScreenGroup& of, Complexes its) {
      return times(of.self_re, of.self_im, its) + times(of.mutual_re, of.mutual_im, all_of_it);
    };
    guess_group<0>(group[0], sums, to, root_a, drop(group[0], a));
    guess_group<1>(group[1], sums + 4L * SINGLES, to + 4L * SINGLES, root_b, drop(group[1], b));
    guess_group<2>(group[2], sums + 8L * SINGLES, to + 8L * SINGLES, root_c, drop(group[2], c));
  }
}

// What a group's first currents are made of, g = near + h_j slope.
struct Guess {
  Complexes near, slope;
};
inline Guess get_guess(const float* from) {
  return {get(from), get(from + 2L * SINGLES)};
}

// The first current i0 = conj(s) g of a home: g knows of a home's own drop beyond that of an even spread, but for
// reactive power the mean one of the group.
template <bool PLAIN>
[[gnu::always_inline]] inline Complexes first_current(const Homes& h, const Guess& g,
                                                      const LvScreenConnection& connection) {
  const Loads load_kw = loads<PLAIN>(h, connection);
  const Single p = load_kw.p, q = load_kw.q;
  const Single g_re = g.near.re + connection.reach * g.slope.re + connection.self_re * p;
  const Single g_im = g.near.im + connection.reach * g.slope.im + connection.self_im * p;
  return {p * g_re + q * g_im, p * g_im - q * g_re};
}

// First currents and the branch currents that they make, leaves first.
template <bool PLAIN>
inline void start(const LvScreenView& plan, const LvScreenTile& t, long at, const Room& room) {
  const Homes h = homes(plan, t, at);
  const LvScreenNode* const nodes = plan.nodes;
  float *const room_i = room.i, *const room_j = room.j, *const room_start = room.start;
  Phases j{};
  Guess a, b, c;
  int group = -1;
  for (long n = plan.node_count - 1; n >= 0; --n) {
    const LvScreenNode& node = nodes[n];
    if (node.group != group) {
      group = node.group;
      const float* const from = room_start + 4L * group * SINGLES;
      a = get_guess(from), b = get_guess(from + 4L * SINGLES), c = get_guess(from + 8L * SINGLES);
    }
    const auto add = [&](int phase, const Guess& g, Complexes& sum) {
      for (long k = node.first[phase]; k < node.last[phase]; ++k) {
        const Complexes i =
            PLAIN && n > 0 ? first_current<true>(h, g, h.connections[k]) : first_current<false>(h, g, h.connections[k]);
        put(room_i + k * 2L * SINGLES, i);
        sum = sum + i;
      }
    };
    add(0, a, j.a);
    add(1, b, j.b);
    add(2, c, j.c);
    pass_on(node, n, room_j, j);
  }
}

// Branch currents from the homes' i0, leaves first.
inline void back(const LvScreenView& plan, const Room& room) {
  const float* const room_i = room.i;
  Phases j{};
  for (long n = plan.node_count - 1; n >= 0; --n) {
    const LvScreenNode& node = plan.nodes[n];
    add_homes(node, room_i, j);
    pass_on(node, n, room.j, j);
  }
}

// Two registers side by side: one home's chain of operations alone would leave the units waiting.
struct Two {
  Single a, b;
};
inline Two operator+(Two x, Two y) {
  return {x.a + y.a, x.b + y.b};
}
inline Two operator-(Two x, Two y) {
  return {x.a - y.a, x.b - y.b};
}
inline Two operator*(Two x, Two y) {
  return {x.a * y.a, x.b * y.b};
}
inline Two absolute(Two x) {
  return {absolute(x.a), absolute(x.b)};
}
inline Two load(const float* a, const float* b) {
  return {load(a), load(b)};
}

// What turn() keeps of the homes' voltages and of i0 less the next currents, of which the parts' largest |.| are enough
// for a bound.
struct Turned {
  Single least = all(4.0F), beyond = all(-4.0F), off_re{}, off_im{}, heat{}, loss{}, loss_q{};
};

enum Turn {
  GO_ON,        // the next currents, off by as much as ROUGHNESS of them, take the place of i0
  CHECK,        // the same without ROUGHNESS; and how far they are from i0, how near the voltages to the thresholds
  CHECK_ROUGH,  // the same with it
};

// Voltages at the connections c and d, and the next currents there.
template <bool PLAIN, Turn TURN>
[[gnu::always_inline]] inline void turn_two(const LvScreenView& plan, const LvScreenTile& t, const Homes& h,
                                            const Room& room, long c, long d, Turned& out) {
  const LvScreenConnection &one = h.connections[c], &other = h.connections[d];
  const auto both = [](float a, float b) { return Two{all(a), all(b)}; };
  const Two drop_re = PLAIN ? both(plan.drop_re, plan.drop_re) : both(one.drop_re, other.drop_re);
  const Two drop_im = PLAIN ? both(plan.drop_im, plan.drop_im) : both(one.drop_im, other.drop_im);
  float *const i_c = room.i + c * 2L * SINGLES, *const i_d = room.i + d * 2L * SINGLES;
  const float *const v_c = room.v + one.slot * 2L * SINGLES, *const v_d = room.v + other.slot * 2L * SINGLES;
  const Two i_re = load(i_c, i_d), i_im = load(i_c + SINGLES, i_d + SINGLES);
  const Two u_re = load(v_c, v_d) - drop_re * i_re + drop_im * i_im;
  const Two u_im = load(v_c + SINGLES, v_d + SINGLES) - drop_re * i_im - drop_im * i_re;
  const Two size = u_re * u_re + u_im * u_im;
  const auto invert = [](Single x) { return TURN == CHECK ? inverse_of(x) : rough_inverse_of(x); };
  const Two inverse{invert(size.a), invert(size.b)};
  const Loads at_c = loads<PLAIN>(h, one), at_d = loads<PLAIN>(h, other);
  const Two p{at_c.p, at_d.p}, q{at_c.q, at_d.q};
  const Two next_re = (p * u_re + q * u_im) * inverse, next_im = (p * u_im - q * u_re) * inverse;
  put(i_c, {next_re.a, next_im.a});
  put(i_d, {next_re.b, next_im.b});
  if constexpr (TURN == GO_ON) return;
  store(room.square + c * SINGLES, size.a);
  store(room.square + d * SINGLES, size.b);
  const Two middle{spread(t.middle[c]), spread(t.middle[d])}, half{spread(t.half[c]), spread(t.half[d])};
  const Two beyond = absolute(size - middle) - half;
  const Two off_re = i_re - next_re, off_im = i_im - next_im;
  out.least = lesser(lesser(out.least, size.a), size.b);
  out.beyond = greater(greater(out.beyond, beyond.a), beyond.b);
  out.off_re = larger_size(larger_size(out.off_re, off_re.a), off_re.b);
  out.off_im = larger_size(larger_size(out.off_im, off_im.a), off_im.b);
  const bool alone = c == d;
  if constexpr (PLAIN) {
    out.heat = out.heat + next_re.a * next_re.a + next_im.a * next_im.a;
    if (!alone) out.heat = out.heat + next_re.b * next_re.b + next_im.b * next_im.b;
  } else {
    const Two hot = next_re * next_re + next_im * next_im;
    const Two loss = drop_re * hot, loss_q = drop_im * hot;
    out.loss += alone ? loss.a : loss.a + loss.b;
    out.loss_q += alone ? loss_q.a : loss_q.a + loss_q.b;
  }
}

template <bool PLAIN, Turn TURN>
inline void turn(const LvScreenView& plan, const LvScreenTile& t, long at, const Room& room, State& s) {
  const Homes h = homes(plan, t, at);
  const long count = plan.connection_count, at_root = PLAIN ? plan.root_connections : 0;
  Turned out;
  for (long c = 0; c < at_root; ++c) turn_two<false, TURN>(plan, t, h, room, c, c, out);
  for (long c = at_root; c + 1 < count; c += 2) turn_two<PLAIN, TURN>(plan, t, h, room, c, c + 1, out);
  if ((count - at_root) % 2 != 0) turn_two<PLAIN, TURN>(plan, t, h, room, count - 1, count - 1, out);
  if constexpr (TURN != GO_ON) {
    s.rough = TURN == CHECK_ROUGH ? ROUGHNESS : 0.0F;
    s.low_square = out.least;
    s.beyond = out.beyond;
    s.drop_off = out.off_re + out.off_im;
    s.drop_loss = out.loss + plan.drop_re * out.heat;
    s.drop_loss_q = out.loss_q + plan.drop_im * out.heat;
  }
}

}  // namespace
}  // namespace HEARTHGRID_LV_NAMESPACE
