// Hot: the screen of a register of float32 steps at a time. Compiled once per instruction set (HEARTHGRID_KERNEL names
// the namespace of each); nothing with linkage but lv_screen_day. The bounds are those of lv_screen.hpp.

#include "models/electricity/low_voltage/lv_screen_homes.hpp"

namespace HEARTHGRID_LV_NAMESPACE {
namespace {

constexpr float STEP_TOLERANCE = 9e-5F;  // of a step's load
constexpr float LINE_TOLERANCE = 8e-4F;  // of a line's current, which is to be right to 1e-3
constexpr float MOST_XI = 0.49F;
constexpr float TIGHT_XI = 0.44F;  // above it a narrower xi is sought at once
// Above these a look at the first currents, and at the next ones too, would only say that they are not good enough.
constexpr float BLIND_XI = 0.22F, TWICE_BLIND_XI = 0.32F;
constexpr float ROUGH_XI = 0.12F;  // above it the losses leave no room for rough currents

// B of lv_screen.hpp. A comparison with a value that is not a number is false: such a step is not settled.
inline void bound(const LvScreenView& plan, const LvScreenTile& t, State& s) {
  const Single m = root_below(s.low_square);
  s.inverse_least = inverse_root_above(s.low_square);
  const Single eta = (2.0F * plan.rounding + s.rough) * s.xi * s.inverse_least +
                     1.0001F * (s.eta + plan.drop_abs * s.drop_off) + 0x1p-22F;
  const Single inner = m - 2.0F * eta;
  const Single q = s.xi * inverse_above(inner * inner);
  const Single r = eta * inverse_above(1.0F - q) + t.slack;
  s.settled = (q <= 0.49F) & (inner > 0.55F) & (r < 0.05F * m) & (s.low_square < 3.9F);
  s.bound = s.settled ? r : all(1.0F);
  s.least = m;
  s.floor = 3.0F * (2.0F * plan.rounding * s.xi + 0x1p-22F + t.slack);
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

// Whether root(square) + bound >= threshold, or nearly.
inline SingleBits reaches(Single square, Single bound, float threshold) {
  const Single rest = threshold - bound;
  return 1.000004F * square >= rest * absolute(rest);
}

// F of lv_screen.hpp.
inline Single reactive_bound(const LvScreenView& plan, const State& s, Single eps, Single part) {
  const Single total = s.t.a + s.t.b + s.t.c;
  const Single drops = plan.drop_abs_im * (s.most_size * total) * (s.inverse_least * s.inverse_least);
  return (2.0F * s.inverse_least + eps) * (eps * s.worst_q) + (2.0F + part) * (part * drops);
}

// What the register still owes after a sweep, from C, D and E.
inline Verdict judge(const LvScreenView& plan, const LvScreenTile& t, const State& s, long at) {
  const Single r = s.bound, m = s.least;
  const Single part = r * inverse_above(m - r) + 1.05F * s.rough, eps = part * s.inverse_least;
  const Single total = s.t.a + s.t.b + s.t.c;
  const Single largest = most_of(s.t);
  const Branches& b = s.branches;
  const Single branch_loss = b.own_loss + b.shared_loss;
  const Single line_loss = branch_loss + s.drop_loss, line_loss_q = b.loss_q + s.drop_loss_q;
  const Single worst = s.worst_own + s.worst_shared;
  // Rounding may bring a sum of almost nothing below 0.
  const auto root_of = [](Single loss, Single most) { return root_above(greater(loss * most, Single{})); };
  const Single mixed = plan.apart ? root_of(b.own_loss, s.worst_own) + root_of(b.shared_loss, s.worst_shared)
                                  : root_of(branch_loss, worst);
  const Single loss_bound = 2.0F * (eps * mixed + part * s.drop_loss) + eps * eps * worst + part * part * s.drop_loss;
  const Single room_kw = t.loss_tolerance * line_loss + 1e-6F * total - loss_bound;  // below 0: wider than its share
  const Single so_far = t.refine ? Single{} : load(t.loss_room);
  const Single step_limit = STEP_TOLERANCE * absolute(s.p + line_loss) + 1e-6F * total;
  const SingleBits wide = ~((loss_bound <= step_limit) & (so_far + room_kw >= 0.0F) & (eps <= LINE_TOLERANCE));
  const Phases& at_root = b.root_j;
  const Single phase_square = greater(greater(square(at_root.a), square(at_root.b)), square(at_root.c));
  const Single neutral_square = square(sum(at_root));
  const Sequences& of = s.sequences;
  const Single around = 3.0F * r + 4e-6F;
  Single ratio{}, ratio_bound{};
  if (t.refine) ratio = root(of.ratio), ratio_bound = around * (1.0001F + ratio) * inverse_above(of.least - around);
  const Single unbalance =
      t.refine ? ratio + ratio_bound : (root_above(of.negative) + around) * inverse_above(of.least - around);
  const Single current_bound = eps * largest + 1e-6F * total;
  const Single neutral_bound = eps * total + 2e-6F * total;
  const Single none{};
  const auto flag = [](SingleBits where, int value) { return where ? SingleBits{} + value : SingleBits{}; };
  const SingleBits near =
      (flag(s.beyond >= -LV_NEAR_BOUNDS * r - 1.5e-6F, LV_NEAR_VOLTAGE) |
       flag(unbalance >= t.unbalance, LV_NEAR_UNBALANCE)) |
      (flag(reaches(b.loading_square, current_bound * plan.largest_inverse_rating, t.loading), LV_NEAR_LOADING) |
       flag(reaches(neutral_square, neutral_bound, t.neutral), LV_NEAR_NEUTRAL)) |
      flag(reaches(phase_square, current_bound, t.phase), LV_NEAR_PHASE);
  Verdict verdict;
  verdict.flags = __builtin_convertvector(near | (flag(wide, LV_LOSS_WIDE) | flag(~s.settled, LV_UNSETTLED)), Single);
  verdict.again = (wide | ~s.settled) & (s.xi < MOST_XI);
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
  out(LV_OUT_KVA_BOUND, loss_bound + reactive_bound(plan, s, eps, part) + 0.5F * plan.rounding * total);
  if (!told(t, verdict)) return verdict;
  out(LV_OUT_BOUND, r);
  const Single negative = root(of.negative), loading = root(b.loading_square);
  const Single across = 3.0F * (s.xi * s.inverse_least + r);
  const Single positive = root(of.largest * of.largest + across * across);
  out(LV_OUT_UNBALANCE_LOW, t.refine ? ratio - ratio_bound : (negative - around) / (positive + around));
  out(LV_OUT_UNBALANCE_HIGH, t.refine ? unbalance : (negative + around) / (of.least - around));
  out(LV_OUT_LOADING, loading);
  out(LV_OUT_LOADING_BOUND, current_bound * plan.largest_inverse_rating + 1e-6F * loading);
  out(LV_OUT_NEUTRAL, root(neutral_square));
  out(LV_OUT_NEUTRAL_BOUND, neutral_bound);
  out(LV_OUT_PHASE, root(phase_square));
  out(LV_OUT_PHASE_BOUND, current_bound);
  return verdict;
}

// Each line's largest current so far, of registers without a flag that makes it unsure: what is raised takes its place.
inline void keep_peaks(const LvScreenView& plan, const Verdict& verdict, float*& so_far, float*& raised) {
  const SingleBits good = verdict.flags < static_cast<float>(LV_LOSS_WIDE);
  for (long n = 0; any(~good) && n < plan.node_count; ++n) {
    const Single before = load(so_far + n * SINGLES);
    store(raised + n * SINGLES, good ? load(raised + n * SINGLES) : before);
  }
  float* const now = raised;
  raised = so_far;
  so_far = now;
}

// What is looked at more closely: voltages, and which connections' are near a threshold in which lanes.
[[gnu::noinline]] void keep_voltages(const LvScreenView& plan, const LvScreenTile& t, const Room& room, const State& s,
                                     long at) {
  const Single pad = LV_NEAR_BOUNDS * s.bound + LV_NEAR_ROUNDING;
  const long in = at / SINGLES;
  LvNear* const near = t.near + in * plan.connection_count;
  float* const square = t.square + in * plan.connection_count * SINGLES;
  int count = 0;
  for (int c = 0; c < plan.connection_count; ++c) {
    const Single size = load(room.square + c * 1L * SINGLES);
    const unsigned lanes = bits(absolute(size - t.middle[c]) + pad >= t.half[c]);
    if (lanes == 0) continue;
    near[count] = {c, lanes};
    store(square + count * 1L * SINGLES, size);
    ++count;
  }
  t.near_count[in] = count;
}

template <bool CIRCULANT, bool PLAIN>
inline Verdict look(const LvScreenView& plan, const LvScreenTile& t, const Room& room, const Peaks& peaks, State& s,
                    long at, bool exact) {
  t.refine ? forth<CIRCULANT, RATIOS>(plan, room, s.sequences) : forth<CIRCULANT, SEQUENCES>(plan, room, s.sequences);
  exact ? turn<PLAIN, CHECK>(plan, t, at, room, s) : turn<PLAIN, CHECK_ROUGH>(plan, t, at, room, s);
  s.eta = account<CIRCULANT>(plan, room, peaks, s.branches);
  bound(plan, t, s);
  return judge(plan, t, s, at);
}

template <bool CIRCULANT, bool PLAIN>
inline void screen(const LvScreenView& plan, const LvScreenTile& t) {
  const Room room(plan, t.scratch);
  float *peak = t.line_peak, *raised = room.peak;
  State s;  // all but `tight` is set anew for each register
  for (long at = 0; at < t.steps; at += SINGLES) {
    s.tight = false;
    if (!add_up<PLAIN, false>(plan, t, at, room, s)) add_up<PLAIN, true>(plan, t, at, room, s);
    if (any(s.xi > TIGHT_XI)) tighten<CIRCULANT, PLAIN>(plan, t, at, room, s);
    guess(plan, room);
    start<PLAIN>(plan, t, at, room);
    const int blind = (any(s.xi > BLIND_XI) ? 1 : 0) + (any(s.xi > TWICE_BLIND_XI) ? 1 : 0) + (t.refine ? 2 : 0);
    bool exact = t.refine || any(s.xi > ROUGH_XI);
    Verdict verdict;
    for (int sweep = 0; sweep < blind; ++sweep) {
      forth<CIRCULANT, NOTHING>(plan, room, s.sequences);
      turn<PLAIN, GO_ON>(plan, t, at, room, s);
      back(plan, room);
    }
    for (int sweep = blind;; ++sweep) {
      verdict = look<CIRCULANT, PLAIN>(plan, t, room, {peak, raised}, s, at, exact);
      if (!s.tight && any(verdict.again)) {
        tighten<CIRCULANT, PLAIN>(plan, t, at, room, s);
        bound(plan, t, s);
        verdict = judge(plan, t, s, at);
      }
      if (sweep >= t.sweeps || !any(verdict.again)) break;
      back(plan, room);
      exact = true;
    }
    if (!t.refine) store(t.loss_room, load(t.loss_room) + verdict.room_kw);
    keep_peaks(plan, verdict, peak, raised);
    t.near_count[at / SINGLES] = 0;
    if (told(t, verdict)) keep_voltages(plan, t, room, s, at);
  }
  for (long n = 0; peak != t.line_peak && n < plan.node_count; ++n) {
    store(t.line_peak + n * SINGLES, load(peak + n * SINGLES));
  }
}

}  // namespace

void lv_screen_day(const LvScreenView& plan, const LvScreenTile& tile) {
  if (plan.circulant) return plan.plain ? screen<true, true>(plan, tile) : screen<true, false>(plan, tile);
  plan.plain ? screen<false, true>(plan, tile) : screen<false, false>(plan, tile);
}

}  // namespace HEARTHGRID_LV_NAMESPACE
