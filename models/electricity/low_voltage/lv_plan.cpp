#include "models/electricity/low_voltage/lv_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/error.hpp"
#include "models/electricity/low_voltage/lv_screen.hpp"

namespace hearthgrid::electricity {
namespace {

using Complex = std::complex<double>;

[[noreturn]] void refuse(std::string message, std::string advice) {
  throw InputError(Problem{"", 0, 0, std::move(message), std::move(advice)});
}

bool passive(Complex z) {
  return std::isfinite(z.real()) && std::isfinite(z.imag()) && z.real() >= 0.0;
}

void check_node(const LvNetwork& network, int n) {
  const LvNode& node = network.nodes[n];
  const std::string name = fmt::format("low-voltage node {} '{}'", n, node.name);
  if (n == 0 ? node.parent != -1 : node.parent < 0 || node.parent >= n) {
    refuse(fmt::format("{} has the parent {}", name, node.parent), "the first node has none, others an earlier node");
  }
  for (int p = 0; p < 3; ++p) {
    for (int q = 0; q < 3; ++q) {
      const Complex z = node.branch.phase_ohm[p][q];
      const Complex twin = node.branch.phase_ohm[q][p];
      if (!std::isfinite(z.real()) || !std::isfinite(z.imag()) || (p == q && z.real() < 0.0)) {
        refuse(fmt::format("{} has a branch impedance of {} + j {} ohm", name, z.real(), z.imag()),
               "finite values, no negative resistance");
      }
      if (std::abs(z - twin) > 1e-9 * (std::abs(z) + std::abs(twin))) {
        refuse(fmt::format("the branch matrix of {} is not symmetric", name), "Z_ab = Z_ba");
      }
    }
  }
  if (node.neutral && !(passive(node.neutral->self_ohm) && node.neutral->self_ohm != Complex())) {
    refuse(fmt::format("the neutral wire of {} has no impedance of its own", name), "give its self impedance");
  }
  if (!(node.grounding_ohm > 0.0)) refuse(fmt::format("{} is grounded by {} ohm", name, node.grounding_ohm), "> 0");
  if (!(node.rating_a > 0.0)) refuse(fmt::format("{} is rated {} A", name, node.rating_a), "> 0");
  if (!(std::isfinite(node.boost) && node.boost > 0.0)) refuse(fmt::format("{} boosts by {}", name, node.boost), "> 0");
}

void check(const LvNetwork& network, LvForm form) {
  if (!(std::isfinite(network.no_load_v) && network.no_load_v > 0.0 && std::isfinite(network.rated_v) &&
        network.rated_v > 0.0)) {
    refuse(fmt::format("voltages of {} V without load and {} V rated", network.no_load_v, network.rated_v), "> 0");
  }
  if (network.nodes.empty()) refuse("a low-voltage network without nodes", "the first is the transformer's terminals");
  for (int n = 0; n < static_cast<int>(network.nodes.size()); ++n) {
    check_node(network, n);
    if (form == LvForm::symmetric && network.nodes[n].neutral) {
      refuse(fmt::format("low-voltage node {} has a neutral wire", n), "the symmetric form has none");
    }
  }
  for (size_t h = 0; h < network.homes.size(); ++h) {
    const LvHome& home = network.homes[h];
    if (home.node < 0 || home.node >= static_cast<int>(network.nodes.size())) {
      refuse(fmt::format("home {} hangs on the unknown node {}", h, home.node), "an index of a node");
    }
    if (home.phase < 0 || home.phase > 3) {
      refuse(fmt::format("home {} hangs on the unknown phase {}", h, home.phase), "0, 1, 2; 3 = all three");
    }
    if (!passive(home.drop_ohm)) refuse(fmt::format("home {} has a drop of negative resistance", h), "r >= 0");
  }
}

// Depth first, children in the order given, so that a parent's values are at hand.
std::vector<int> depth_first(const LvNetwork& network) {
  const int count = static_cast<int>(network.nodes.size());
  std::vector<std::vector<int>> children(count);
  for (int n = count - 1; n > 0; --n) children[network.nodes[n].parent].push_back(n);
  std::vector<int> order, waiting{0};
  while (!waiting.empty()) {
    const int n = waiting.back();
    waiting.pop_back();
    order.push_back(n);
    for (const int child : children[n]) waiting.push_back(child);
  }
  return order;
}

bool is_circulant(const LvImpedance& z) {
  const Complex self = z.phase_ohm[0][0], mutual = z.phase_ohm[0][1];
  const double slack = 1e-14 * std::abs(self);
  for (int p = 0; p < 3; ++p) {
    for (int q = 0; q < 3; ++q) {
      if (std::abs(z.phase_ohm[p][q] - (p == q ? self : mutual)) > slack) return false;
    }
  }
  return true;
}

// The branch referred to the voltage before the regulators; `scale` is 1 / B^2 and the change to kW.
LvPlanNode plan_node(const LvNode& node, double scale, LvForm form) {
  LvPlanNode out;
  Complex trace, rest;
  for (int p = 0; p < 3; ++p) {
    for (int q = 0; q < 3; ++q) {
      const Complex z = node.branch.phase_ohm[p][q] * scale;
      out.z_re[p][q] = z.real();
      out.z_im[p][q] = z.imag();
      (p == q ? trace : rest) += z;
    }
  }
  const Complex mutual = rest / 6.0, self = trace / 3.0 - mutual;
  out.self_re = self.real(), out.self_im = self.imag();
  out.mutual_re = mutual.real(), out.mutual_im = mutual.imag();
  if (form == LvForm::symmetric) out.z_re[0][0] = self.real(), out.z_im[0][0] = self.imag();
  return out;
}

void plan_neutral(const LvNode& node, double ohm_to_pu, LvPlanNode& out) {
  if (!node.neutral) return;
  out.has_neutral = 1;
  for (int p = 0; p < 3; ++p) {
    out.m_re[p] = node.neutral->mutual_ohm[p].real() * ohm_to_pu * out.beta;
    out.m_im[p] = node.neutral->mutual_ohm[p].imag() * ohm_to_pu * out.beta;
  }
  out.n_re = node.neutral->self_ohm.real() * ohm_to_pu;
  out.n_im = node.neutral->self_ohm.imag() * ohm_to_pu;
}

// y and w of every node, leaves first.
void eliminate_neutrals(std::vector<LvPlanNode>& nodes) {
  std::vector<Complex> y(nodes.size());
  for (int n = static_cast<int>(nodes.size()) - 1; n >= 0; --n) {
    LvPlanNode& node = nodes[n];
    y[n] += node.grounding;
    const Complex w = 1.0 / (1.0 + y[n] * Complex(node.n_re, node.n_im));
    node.y_re = y[n].real(), node.y_im = y[n].imag();
    node.w_re = w.real(), node.w_im = w.imag();
    if (n > 0 && node.has_neutral != 0) y[node.parent] += w * y[n];
  }
}

}  // namespace

LvPlan::LvPlan(const LvNetwork& network, LvForm form)
    : phases(form == LvForm::symmetric ? 1 : 3),
      no_load_v(network.no_load_v),
      rated_v(network.rated_v),
      homes(static_cast<int>(network.homes.size())) {
  check(network, form);
  amps = 1000.0 / no_load_v;
  const double ohm_to_pu = amps / no_load_v;
  node_order = depth_first(network);
  std::vector<int> place(node_order.size());
  for (size_t k = 0; k < node_order.size(); ++k) place[node_order[k]] = static_cast<int>(k);
  std::vector<double> level(node_order.size(), 1.0);  // B, by place
  circulant = true;
  for (size_t k = 0; k < node_order.size(); ++k) {
    const LvNode& node = network.nodes[node_order[k]];
    const int parent = node.parent < 0 ? -1 : place[node.parent];
    const double before = parent < 0 ? 1.0 : level[parent];
    level[k] = before * node.boost;
    LvPlanNode out = plan_node(node, ohm_to_pu / (before * before), form);
    out.parent = parent;
    out.beta = 1.0 / before;
    out.inverse_rating = k == 0 ? 0.0 : amps / (before * node.rating_a);
    if (k > 0) plan_neutral(node, ohm_to_pu, out);
    if (std::isfinite(node.grounding_ohm)) out.grounding = 1.0 / (node.grounding_ohm * ohm_to_pu);
    circulant = circulant && is_circulant(node.branch);
    has_neutral = has_neutral || out.has_neutral != 0;
    node_to_pu.push_back(no_load_v * level[k] / rated_v);
    nodes.push_back(out);
  }
  root_inverse_rating = 1.0 / network.nodes[0].rating_a;
  eliminate_neutrals(nodes);
  for (int h = 0; h < homes; ++h) {
    const LvHome& home = network.homes[h];
    const int k = place[home.node];
    const Complex drop = home.drop_ohm * (ohm_to_pu / (level[k] * level[k]));
    const bool single = form == LvForm::symmetric;
    const int from = single || home.phase == 3 ? 0 : home.phase;
    const int to = single ? 1 : (home.phase == 3 ? 3 : home.phase + 1);
    const double share = single || home.phase == 3 ? 1.0 / 3.0 : 1.0;
    for (int p = from; p < to; ++p) connections.push_back({h, k, p, share, drop.real(), drop.imag(), node_to_pu[k]});
  }
  if (form == LvForm::three_phase && !has_neutral) screen = make_screen_plan(*this);
}

LvPlanView LvPlan::view() const {
  LvPlanView view;
  view.nodes = nodes.data();
  view.connections = connections.data();
  view.node_count = static_cast<int>(nodes.size());
  view.connection_count = static_cast<int>(connections.size());
  view.phases = phases;
  view.circulant = circulant;
  view.has_neutral = has_neutral;
  view.amps = amps;
  view.node_to_pu = node_to_pu.data();
  return view;
}

}  // namespace hearthgrid::electricity
