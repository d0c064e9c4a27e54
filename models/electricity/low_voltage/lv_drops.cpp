// Z times currents, one step, in plain arithmetic: what the screen's weights and Newton's method ask for.

#include <cmath>

#include "models/electricity/low_voltage/lv_plan.hpp"

namespace hearthgrid::electricity {
namespace {

using Complex = std::complex<double>;

struct Sweep {
  std::vector<Complex> j;        // [node * phases + phase]
  std::vector<Complex> a, k, n;  // of the neutral, per node
};

void backward(const LvPlan& plan, const std::vector<Complex>& current, Sweep& s) {
  const int phases = plan.phases, count = static_cast<int>(plan.nodes.size());
  s.j.assign(static_cast<size_t>(count) * phases, Complex());
  s.a.assign(count, Complex());
  for (size_t c = 0; c < plan.connections.size(); ++c) {
    s.j[plan.connections[c].node * phases + plan.connections[c].phase] += current[c];
  }
  for (int i = count - 1; i >= 0; --i) {
    const LvPlanNode& node = plan.nodes[i];
    Complex sum, mutual;
    for (int p = 0; p < phases; ++p) {
      const Complex j = s.j[i * phases + p];
      sum += j;
      mutual += Complex(node.m_re[p], node.m_im[p]) * j;
      if (i > 0) s.j[node.parent * phases + p] += j;
    }
    if (i == 0 || node.has_neutral == 0) continue;  // the star point takes what the phases bring
    s.a[i] -= node.beta * sum;
    s.a[node.parent] +=
        node.beta * sum + Complex(node.w_re, node.w_im) * (s.a[i] - Complex(node.y_re, node.y_im) * mutual);
  }
}

}  // namespace

Complex LvPlan::no_load(int phase) {
  const double half_root3 = 0.5 * std::sqrt(3.0);
  if (phase == 0) return {1.0, 0.0};
  return {-0.5, phase == 1 ? -half_root3 : half_root3};
}

void LvPlan::drops(const std::vector<Complex>& current, std::vector<Complex>& at_connections,
                   std::vector<Complex>* at_nodes) const {
  Sweep s;
  backward(*this, current, s);
  const int count = static_cast<int>(nodes.size());
  s.n.assign(count, Complex());
  if (nodes[0].grounding > 0.0) s.n[0] = -s.a[0] / Complex(nodes[0].y_re, nodes[0].y_im);
  std::vector<Complex> down(static_cast<size_t>(count) * phases);
  for (int i = 0; i < count; ++i) {
    const LvPlanNode& node = nodes[i];
    Complex neutral_drop, k, mutual;
    if (node.has_neutral != 0) {
      for (int p = 0; p < phases; ++p) mutual += Complex(node.m_re[p], node.m_im[p]) * s.j[i * phases + p];
      const Complex w(node.w_re, node.w_im), y(node.y_re, node.y_im), parent_n = s.n[node.parent];
      k = w * (s.a[i] - y * mutual) + w * y * parent_n;
      neutral_drop = mutual + Complex(node.n_re, node.n_im) * k;
      s.n[i] = parent_n - neutral_drop;
    }
    for (int p = 0; p < phases; ++p) {
      Complex z = node.beta * -neutral_drop + Complex(node.m_re[p], node.m_im[p]) * k;
      for (int q = 0; q < phases; ++q) z += Complex(node.z_re[p][q], node.z_im[p][q]) * s.j[i * phases + q];
      down[i * phases + p] = z + (i > 0 ? down[node.parent * phases + p] : Complex());
    }
  }
  at_connections.resize(connections.size());
  for (size_t c = 0; c < connections.size(); ++c) {
    at_connections[c] = down[connections[c].node * phases + connections[c].phase] +
                        Complex(connections[c].drop_re, connections[c].drop_im) * current[c];
  }
  if (at_nodes != nullptr) *at_nodes = std::move(down);
}

}  // namespace hearthgrid::electricity
