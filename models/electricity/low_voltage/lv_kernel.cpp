// Hot: the exact flow of a register of steps. Compiled once per instruction set (HEARTHGRID_KERNEL names the namespace
// of each); nothing with linkage but lv_solve_tile.
//
// A node's slot holds the current of its branch on the way back and its voltage on the way forth.

#include "models/electricity/low_voltage/lv_kernel.hpp"

#include "models/electricity/low_voltage/lv_vector.hpp"

namespace HEARTHGRID_LV_NAMESPACE {
namespace {

constexpr double HALF_ROOT3 = 0.86602540378443864676;
constexpr double NO_LOAD_RE[3] = {1.0, -0.5, -0.5};
constexpr double NO_LOAD_IM[3] = {0.0, -HALF_ROOT3, HALF_ROOT3};

enum class Form { circulant, general, neutral };

struct Complexes {
  Vector re, im;
};
inline Complexes operator+(Complexes a, Complexes b) {
  return {a.re + b.re, a.im + b.im};
}
inline Complexes operator-(Complexes a, Complexes b) {
  return {a.re - b.re, a.im - b.im};
}
inline Complexes times(double re, double im, Complexes a) {
  return {re * a.re - im * a.im, re * a.im + im * a.re};
}
inline Complexes get(const double* from) {
  return {load(from), load(from + WIDTH)};
}
inline void put(double* to, Complexes a) {
  store(to, a.re);
  store(to + WIDTH, a.im);
}
// Re(a conj(b)), Im(a conj(b))
inline Complexes power(Complexes a, Complexes b) {
  return {a.re * b.re + a.im * b.im, a.im * b.re - a.re * b.im};
}
inline Vector square(Complexes a) {
  return a.re * a.re + a.im * a.im;
}
inline Vector all(double value) {
  return value - Vector{};
}
// Sixteen digits are not needed of square roots of outputs, but they are cheap enough as the compiler makes them.
inline Vector root(Vector a) {
  Vector out;
  for (int l = 0; l < WIDTH; ++l) out[l] = __builtin_sqrt(a[l]);
  return out;
}

// i = conj(s / u) = conj(s) u / |u|^2
inline Complexes current(const LvTile& t, int c) {
  const Vector p = load(t.kw + c * WIDTH), q = load(t.kvar + c * WIDTH);
  const Vector re = load(t.u_re + c * WIDTH), im = load(t.u_im + c * WIDTH);
  const Vector inverse = 1.0 / (re * re + im * im);
  return {(p * re + q * im) * inverse, (p * im - q * re) * inverse};
}

template <int PHASES, Form FORM>
inline void backward(const LvPlanView& plan, const LvTile& t) {
  constexpr int SLOT = 2 * PHASES * WIDTH;
  for (int k = 0; k < plan.node_count * 2 * PHASES; ++k) store(t.slot + k * WIDTH, Vector{});
  for (int c = 0; c < plan.connection_count; ++c) {
    const LvPlanConnection& connection = plan.connections[c];
    double* slot = t.slot + connection.node * SLOT + connection.phase * 2 * WIDTH;
    const Complexes i = current(t, c);
    put(t.i + 2 * c * WIDTH, i);
    put(slot, get(slot) + i);
  }
  if constexpr (FORM == Form::neutral) {
    for (int k = 0; k < plan.node_count * 2; ++k) store(t.neutral + k * WIDTH, Vector{});
  }
  for (int n = plan.node_count - 1; n > 0; --n) {
    const LvPlanNode& node = plan.nodes[n];
    const double* from = t.slot + n * SLOT;
    double* to = t.slot + node.parent * SLOT;
    Complexes sum{}, mutual{};
#pragma GCC unroll 3
    for (int p = 0; p < PHASES; ++p) {
      const Complexes j = get(from + 2 * p * WIDTH);
      put(to + 2 * p * WIDTH, get(to + 2 * p * WIDTH) + j);
      if constexpr (FORM == Form::neutral) sum = sum + j, mutual = mutual + times(node.m_re[p], node.m_im[p], j);
    }
    if constexpr (FORM == Form::neutral) {
      if (node.has_neutral == 0) continue;
      const Complexes returned = times(node.beta, 0.0, sum);
      double* a = t.neutral + n * 2 * WIDTH;
      double* parent_a = t.neutral + node.parent * 2 * WIDTH;
      put(a, get(a) - returned);
      put(parent_a,
          get(parent_a) + returned + times(node.w_re, node.w_im, get(a) - times(node.y_re, node.y_im, mutual)));
    }
  }
}

// Drops of a branch by phase; and of a neutral wire its losses.
template <int PHASES, Form FORM>
inline void branch_drops(const LvPlanNode& node, const Complexes* j, Complexes* drop) {
  if constexpr (FORM == Form::circulant && PHASES == 3) {
    const Complexes shared = times(node.mutual_re, node.mutual_im, j[0] + j[1] + j[2]);
#pragma GCC unroll 3
    for (int p = 0; p < PHASES; ++p) drop[p] = shared + times(node.self_re, node.self_im, j[p]);
  } else {
#pragma GCC unroll 3
    for (int p = 0; p < PHASES; ++p) {
      drop[p] = times(node.z_re[p][0], node.z_im[p][0], j[0]);
#pragma GCC unroll 3
      for (int q = 1; q < PHASES; ++q) drop[p] = drop[p] + times(node.z_re[p][q], node.z_im[p][q], j[q]);
    }
  }
}

// The neutral's potential takes the place of a; adds what its wire does to the phases' drops. Gives the losses in wire
// and grounding.
template <int PHASES>
inline Vector neutral_drops(const LvPlanNode& node, const LvTile& t, int n, const Complexes* j, Complexes* drop) {
  double* a = t.neutral + n * 2 * WIDTH;
  if (node.has_neutral == 0) {
    put(a, Complexes{});
    return Vector{};
  }
  Complexes mutual{};
  for (int p = 0; p < PHASES; ++p) mutual = mutual + times(node.m_re[p], node.m_im[p], j[p]);
  const Complexes parent = get(t.neutral + node.parent * 2 * WIDTH);
  const Complexes k =
      times(node.w_re, node.w_im, get(a) - times(node.y_re, node.y_im, mutual) + times(node.y_re, node.y_im, parent));
  const Complexes along = mutual + times(node.n_re, node.n_im, k);
  const Complexes potential = parent - along;
  put(a, potential);
  for (int p = 0; p < PHASES; ++p) {
    drop[p] = drop[p] + times(node.m_re[p], node.m_im[p], k) - times(node.beta, 0.0, along);
  }
  // j* (Zj + m k) + k* (m j + z k): the first sum is of the phases' drops without the neutral's
  Vector loss = power(along, k).re + node.grounding * square(potential);
  for (int p = 0; p < PHASES; ++p) loss = loss + power(times(node.beta, 0.0, along), j[p]).re;
  return loss;
}

struct Sums {
  Complexes terminals{};
  Vector loss{}, root_loss{}, unbalance{}, loading{}, loading_node{};
};

// Largest |J| over rating of a branch, |V2 / V1|^2 of its node.
template <int PHASES>
inline void look(const LvPlanView& plan, const LvTile& t, int n, const Complexes* j, const Complexes* v, Sums& sums) {
  const LvPlanNode& node = plan.nodes[n];
  Vector most = square(j[0]);
  for (int p = 1; p < PHASES; ++p) most = greater(most, square(j[p]));
  const Vector loading = root(most) * node.inverse_rating;
  if (t.line_loading != nullptr) store(t.line_loading + n * WIDTH, loading);
  sums.loading_node = loading > sums.loading ? all(n) : sums.loading_node;
  sums.loading = greater(sums.loading, loading);
  if constexpr (PHASES == 3) {
    if (!t.unbalance) return;
    const Complexes sum{v[1].re + v[2].re, v[1].im + v[2].im}, less{v[1].re - v[2].re, v[1].im - v[2].im};
    const Complexes rest{v[0].re - 0.5 * sum.re, v[0].im - 0.5 * sum.im};
    const Complexes turn{-HALF_ROOT3 * less.im, HALF_ROOT3 * less.re};  // j (b - c) sqrt(3) / 2
    sums.unbalance = greater(sums.unbalance, square(rest - turn) / square(rest + turn));
  }
}

// Power of all phases, and of all three in the symmetric form.
template <int PHASES>
inline Complexes power_of(const Complexes* v, const Complexes* j) {
  constexpr double COUNT = 3.0 / PHASES;
  Complexes sum{};
  for (int p = 0; p < PHASES; ++p) {
    const Complexes s = power(v[p], j[p]);
    sum = sum + Complexes{COUNT * s.re, COUNT * s.im};
  }
  return sum;
}

template <int PHASES, Form FORM, bool OUTPUT>
inline void forward(const LvPlanView& plan, const LvTile& t, Sums& sums) {
  constexpr int SLOT = 2 * PHASES * WIDTH;
  if constexpr (FORM == Form::neutral) {
    const LvPlanNode& root_node = plan.nodes[0];
    Complexes potential{};
    if (root_node.grounding > 0.0) {
      const double size = root_node.y_re * root_node.y_re + root_node.y_im * root_node.y_im;
      potential = times(-root_node.y_re / size, root_node.y_im / size, get(t.neutral));
      if constexpr (OUTPUT) sums.loss += root_node.grounding * square(potential);
    }
    put(t.neutral, potential);
  }
  for (int n = 0; n < plan.node_count; ++n) {
    const LvPlanNode& node = plan.nodes[n];
    double* slot = t.slot + n * SLOT;
    const double* parent = t.slot + (n == 0 ? 0 : node.parent) * SLOT;
    Complexes j[PHASES], drop[PHASES], v[PHASES];
#pragma GCC unroll 3
    for (int p = 0; p < PHASES; ++p) j[p] = get(slot + 2 * p * WIDTH);
    branch_drops<PHASES, FORM>(node, j, drop);
    if constexpr (FORM == Form::neutral) {
      if (n > 0) {
        const Vector loss = neutral_drops<PHASES>(node, t, n, j, drop);
        if constexpr (OUTPUT) sums.loss += loss;
      }
    }
#pragma GCC unroll 3
    for (int p = 0; p < PHASES; ++p) {
      const Complexes from = n == 0 ? Complexes{all(NO_LOAD_RE[p]), all(NO_LOAD_IM[p])} : get(parent + 2 * p * WIDTH);
      v[p] = from - drop[p];
      put(slot + 2 * p * WIDTH, v[p]);
    }
    if constexpr (OUTPUT) {
      constexpr double COUNT = 3.0 / PHASES;  // the symmetric form stands for three phases
      Vector loss{};
      for (int p = 0; p < PHASES; ++p) {
        loss = loss + COUNT * power(drop[p], j[p]).re;
        if (t.node_pu != nullptr) store(t.node_pu + (n * PHASES + p) * WIDTH, root(square(v[p])) * plan.node_to_pu[n]);
      }
      (n == 0 ? sums.root_loss : sums.loss) += loss;
      if (n == 0) sums.terminals = sums.terminals + power_of<PHASES>(v, j);
      look<PHASES>(plan, t, n, j, v, sums);
    }
  }
}

// One more sweep from the voltages as they stand, with everything that is asked for.
template <int PHASES, Form FORM>
inline void give(const LvPlanView& plan, const LvTile& t) {
  constexpr int SLOT = 2 * PHASES * WIDTH;
  constexpr double COUNT = 3.0 / PHASES;
  backward<PHASES, FORM>(plan, t);
  Vector most{};
  Complexes sum{};
  for (int p = 0; p < PHASES; ++p) {
    const Complexes j = get(t.slot + 2 * p * WIDTH);
    sum = sum + j;
    const Vector size = root(square(j)) * plan.amps;
    most = greater(most, size);
    if (t.phase_a != nullptr) store(t.phase_a + p * WIDTH, size);
  }
  Sums sums;
  sums.loading_node = all(-1.0);
  forward<PHASES, FORM, true>(plan, t, sums);
  for (int c = 0; c < plan.connection_count; ++c) {
    const LvPlanConnection& connection = plan.connections[c];
    const Complexes i = get(t.i + 2 * c * WIDTH);
    sums.loss += COUNT * connection.drop_re * square(i);
    if (t.home_pu == nullptr) continue;
    const Complexes v = get(t.slot + connection.node * SLOT + connection.phase * 2 * WIDTH) -
                        times(connection.drop_re, connection.drop_im, i);
    store(t.home_pu + c * WIDTH, root(square(v)) * connection.to_pu);
  }
  if (t.totals == nullptr) return;
  const Vector values[LV_TOTALS] = {sums.terminals.re,
                                    sums.terminals.im,
                                    sums.loss,
                                    sums.root_loss,
                                    PHASES == 3 ? root(square(sum)) * plan.amps : Vector{},
                                    most,
                                    root(sums.unbalance),
                                    sums.loading,
                                    sums.loading_node};
  for (int k = 0; k < LV_TOTALS; ++k) store(t.totals + k * WIDTH, values[k]);
}

template <int PHASES, Form FORM>
inline void solve(const LvPlanView& plan, const LvTile& t) {
  constexpr int SLOT = 2 * PHASES * WIDTH;
  Vector moved = load(t.moved), sweeps{};
  Integers active = !(moved <= t.tolerance);
  for (int sweep = 0; sweep < t.iterations; ++sweep) {
    backward<PHASES, FORM>(plan, t);
    Sums unused;
    forward<PHASES, FORM, false>(plan, t, unused);
    Vector most{};
    Integers bad{};
    for (int c = 0; c < plan.connection_count; ++c) {
      const LvPlanConnection& connection = plan.connections[c];
      const Complexes i = get(t.i + 2 * c * WIDTH), old{load(t.u_re + c * WIDTH), load(t.u_im + c * WIDTH)};
      const Complexes v = get(t.slot + connection.node * SLOT + connection.phase * 2 * WIDTH) -
                          times(connection.drop_re, connection.drop_im, i);
      const Vector step = absolute(v.re - old.re) + absolute(v.im - old.im);
      most = greater(step, most);
      bad |= ~(step >= 0.0);  // no number
      store(t.u_re + c * WIDTH, active ? v.re : old.re);
      store(t.u_im + c * WIDTH, active ? v.im : old.im);
    }
    most = bad ? all(1e300) : most;  // an unsolvable lane may run into infinities
    moved = active ? most : moved;
    sweeps = active ? all(sweep + 1.0) : sweeps;
    active = !(moved <= t.tolerance);
    bool any = false;
    for (int l = 0; l < WIDTH; ++l) any = any || active[l] != 0;
    if (!any) break;
  }
  store(t.moved, moved);
  if (t.sweeps != nullptr) store(t.sweeps, sweeps);
  give<PHASES, FORM>(plan, t);
}

}  // namespace

void lv_solve_tile(const LvPlanView& plan, const LvTile& tile) {
  if (plan.phases == 1) return solve<1, Form::general>(plan, tile);
  if (plan.has_neutral) return solve<3, Form::neutral>(plan, tile);
  if (plan.circulant) return solve<3, Form::circulant>(plan, tile);
  solve<3, Form::general>(plan, tile);
}

}  // namespace HEARTHGRID_LV_NAMESPACE
