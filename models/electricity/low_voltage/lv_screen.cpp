#include "models/electricity/low_voltage/lv_screen.hpp"

#include <algorithm>
#include <cmath>

#include "models/electricity/low_voltage/lv_plan.hpp"

namespace hearthgrid::electricity {
namespace {

using Complex = std::complex<double>;
constexpr double UPWARD = 1.00001;  // weights are rounded to float32

// The feeder that each node belongs to: its ancestor right below the first node; the first node is one of its own.
std::vector<int> feeders(const LvPlan& plan) {
  std::vector<int> feeder(plan.nodes.size(), 0);
  for (size_t n = 1; n < plan.nodes.size(); ++n) {
    feeder[n] = plan.nodes[n].parent == 0 ? static_cast<int>(n) : feeder[plan.nodes[n].parent];
  }
  return feeder;
}

// The largest |z_ij| for a load at j: [in its feeder or not][same phase or not].
struct Reach {
  double inside[2] = {}, across[2] = {};
  void see(bool same_feeder, bool same_phase, Complex z) {
    double& most = (same_feeder ? inside : across)[same_phase ? 0 : 1];
    most = std::max(most, std::abs(z));
  }
};

std::vector<Reach> reaches(const LvPlan& plan, const std::vector<int>& feeder) {
  std::vector<Reach> reach(plan.connections.size());
  std::vector<Complex> unit(plan.connections.size()), at_connections, at_nodes;
  for (size_t j = 0; j < plan.connections.size(); ++j) {
    unit[j] = 1.0;
    plan.drops(unit, at_connections, &at_nodes);
    unit[j] = 0.0;
    const LvPlanConnection& from = plan.connections[j];
    for (size_t n = 0; n < plan.nodes.size(); ++n) {
      for (int p = 0; p < 3; ++p) reach[j].see(feeder[n] == feeder[from.node], p == from.phase, at_nodes[n * 3 + p]);
    }
    for (size_t i = 0; i < plan.connections.size(); ++i) {
      const LvPlanConnection& to = plan.connections[i];
      reach[j].see(feeder[to.node] == feeder[from.node], to.phase == from.phase, at_connections[i]);
    }
  }
  return reach;
}

LvScreenNode screen_node(const LvPlanNode& node) {
  LvScreenNode out;
  out.parent = node.parent;
  out.self_re = static_cast<float>(node.self_re), out.self_im = static_cast<float>(node.self_im);
  out.mutual_re = static_cast<float>(node.mutual_re), out.mutual_im = static_cast<float>(node.mutual_im);
  for (int p = 0; p < 3; ++p) {
    for (int q = 0; q < 3; ++q) {
      out.z_re[p][q] = static_cast<float>(node.z_re[p][q]);
      out.z_im[p][q] = static_cast<float>(node.z_im[p][q]);
    }
  }
  out.inverse_rating = static_cast<float>(node.inverse_rating);
  return out;
}

int depth(const LvPlan& plan) {
  std::vector<int> deep(plan.nodes.size(), 1);
  for (size_t n = 1; n < plan.nodes.size(); ++n) deep[n] = deep[plan.nodes[n].parent] + 1;
  return *std::max_element(deep.begin(), deep.end());
}

// What the phases' drops at the node `at` are made of, for currents spread evenly over a feeder's connections of phase
// p: `self` for those of its own phase, `mutual` for those of all three. Node 0's drop is left out.
struct Spread {
  Complex self, mutual;
  std::vector<Complex> at_nodes;  // the phase's own drop, without that of node 0
};

Spread spread(const LvPlan& plan, const std::vector<int>& feeder, int of, int phase) {
  Spread out;
  std::vector<Complex> current(plan.connections.size()), at_connections, drops;
  double count = 0.0;
  for (const LvPlanConnection& c : plan.connections) count += feeder[c.node] == of && c.phase == phase ? 1.0 : 0.0;
  out.at_nodes.assign(plan.nodes.size(), Complex());
  if (of == 0 || count == 0.0) return out;
  for (size_t c = 0; c < current.size(); ++c) {
    const LvPlanConnection& connection = plan.connections[c];
    if (feeder[connection.node] == of && connection.phase == phase) current[c] = 1.0 / count;
  }
  plan.drops(current, at_connections, &drops);
  for (size_t n = 0; n < plan.nodes.size(); ++n) {
    if (feeder[n] != of) continue;
    const auto drop = [&](int p) { return drops[n * 3 + p] - drops[p]; };
    out.at_nodes[n] = drop(phase);
    const Complex mutual = 0.5 * (drop((phase + 1) % 3) + drop((phase + 2) % 3));
    if (std::abs(drop(phase)) > std::abs(out.self + out.mutual)) out.self = drop(phase) - mutual, out.mutual = mutual;
  }
  return out;
}

// z of a node and phase with itself, without that of node 0.
Complex path(const LvPlan& plan, int node, int phase) {
  Complex z;
  for (int n = node; n > 0; n = plan.nodes[n].parent) {
    z += Complex(plan.nodes[n].z_re[phase][phase], plan.nodes[n].z_im[phase][phase]);
  }
  return z;
}

// Fills the groups' guesses and the connections' h_j.
void set_guesses(const LvPlan& plan, const std::vector<int>& feeder, LvScreenPlan& out) {
  for (LvScreenGroup& group : out.groups) {
    const Spread drop = spread(plan, feeder, group.feeder, group.phase);
    group.self_re = static_cast<float>(drop.self.real()), group.self_im = static_cast<float>(drop.self.imag());
    group.mutual_re = static_cast<float>(drop.mutual.real()), group.mutual_im = static_cast<float>(drop.mutual.imag());
    const Complex far = drop.self + drop.mutual;
    for (int k = group.first; k < group.last && std::norm(far) > 0.0; ++k) {
      const int node = out.slots[k].slot / 3;
      const Complex here = drop.at_nodes[node];
      for (int c = out.slots[k].first; c < out.slots[k].last; ++c) {
        LvScreenConnection& connection = out.connections[c];
        connection.reach = static_cast<float>(std::real(here * std::conj(far)) / std::norm(far));
        const Complex own = path(plan, node, group.phase) - here + Complex(connection.drop_re, connection.drop_im);
        const Complex self = plan.no_load(group.phase) * std::conj(own);
        connection.self_re = static_cast<float>(self.real());
        connection.self_im = static_cast<float>(self.imag());
      }
    }
  }
  const LvPlanNode& root = plan.nodes[0];
  Complex self, mutual;
  for (int p = 0; p < 3; ++p) {
    self += Complex(root.z_re[p][p], root.z_im[p][p]) / 3.0;
    for (int q = 0; q < 3; ++q) mutual += p == q ? Complex() : Complex(root.z_re[p][q], root.z_im[p][q]) / 6.0;
  }
  out.view.root_re = static_cast<float>((self - mutual).real());
  out.view.root_im = static_cast<float>((self - mutual).imag());
  out.view.root_mutual_re = static_cast<float>(mutual.real());
  out.view.root_mutual_im = static_cast<float>(mutual.imag());
}

// Connections by feeder, phase and node; a slot for every node and phase, a group for every feeder and phase.
void lay_slots(const LvPlan& plan, const std::vector<int>& feeder, LvScreenPlan& out) {
  const int nodes = static_cast<int>(plan.nodes.size());
  std::vector<std::vector<int>> hanging(static_cast<size_t>(nodes) * 3);
  for (size_t c = 0; c < plan.connections.size(); ++c) {
    hanging[plan.connections[c].node * 3 + plan.connections[c].phase].push_back(static_cast<int>(c));
  }
  for (int first = 0; first < nodes;) {  // a feeder's nodes stand together, depth first
    int last = first + 1;
    while (last < nodes && feeder[last] == feeder[first]) ++last;
    for (int p = 0; p < 3; ++p) {
      const int begin = static_cast<int>(out.slots.size());
      for (int n = first; n < last; ++n) {
        const int at = static_cast<int>(out.order.size());
        const std::vector<int>& of = hanging[n * 3 + p];
        out.order.insert(out.order.end(), of.begin(), of.end());
        out.slots.push_back({n * 3 + p, at, at + static_cast<int>(of.size())});
      }
      LvScreenGroup group;
      group.first = begin, group.last = static_cast<int>(out.slots.size());
      group.phase = p, group.feeder = feeder[first];
      out.groups.push_back(group);
    }
    first = last;
  }
}

void point(LvScreenPlan& out) {
  out.view.nodes = out.nodes.data();
  out.view.connections = out.connections.data();
  out.view.slots = out.slots.data();
  out.view.groups = out.groups.data();
  out.view.node_count = static_cast<int>(out.nodes.size());
  out.view.connection_count = static_cast<int>(out.connections.size());
  out.view.group_count = static_cast<int>(out.groups.size());
}

}  // namespace

std::shared_ptr<const LvScreenPlan> make_screen_plan(const LvPlan& plan) {
  auto out = std::make_shared<LvScreenPlan>();
  const std::vector<int> feeder = feeders(plan);
  const std::vector<Reach> reach = reaches(plan, feeder);
  double across[2] = {};
  for (const Reach& r : reach) {
    for (int k = 0; k < 2; ++k) across[k] = std::max(across[k], r.across[k]);
  }
  lay_slots(plan, feeder, *out);
  std::vector<double> others;  // b_j over a_j
  for (const int c : out->order) {
    const LvPlanConnection& from = plan.connections[c];
    const auto weight = [&](int which) { return std::max(0.0, reach[c].inside[which] - across[which]); };
    // Never 0, so that the other phases' weights can be a multiple of them.
    const double own = std::max(UPWARD * weight(0), 1e-3 * weight(1));
    LvScreenConnection connection;
    connection.home = from.home;
    connection.share = static_cast<float>(from.share);
    connection.drop_re = static_cast<float>(from.drop_re);
    connection.drop_im = static_cast<float>(from.drop_im);
    connection.own = static_cast<float>(own);
    out->connections.push_back(connection);
    others.push_back(own > 0.0 ? UPWARD * weight(1) / own : 0.0);
  }
  for (LvScreenGroup& group : out->groups) {
    for (int c = out->slots[group.first].first; c < out->slots[group.last - 1].last; ++c) {
      group.other = std::max(group.other, static_cast<float>(UPWARD * others[c]));
    }
  }
  for (const LvScreenSlot& slot : out->slots) {
    for (int c = slot.first; c < slot.last && slot.last - slot.first > 1; ++c) {
      out->connections[c].at = static_cast<int>(3 * plan.nodes.size()) + c;
    }
  }
  set_guesses(plan, feeder, *out);
  for (const LvScreenConnection& c : out->connections) out->view.shares = out->view.shares || c.share != 1.0F;
  for (const LvPlanNode& node : plan.nodes) out->nodes.push_back(screen_node(node));
  for (int n = static_cast<int>(out->nodes.size()) - 1; n > 0; --n) {
    LvScreenNode& parent = out->nodes[out->nodes[n].parent];
    if (out->nodes[n].parent == n - 1) continue;
    out->nodes[n].joins_first = !parent.joined;
    parent.joined = true;
  }
  point(*out);
  out->view.circulant = plan.circulant;
  out->view.across_own = static_cast<float>(UPWARD * across[0]);
  out->view.across_other = static_cast<float>(UPWARD * across[1]);
  const double k = static_cast<double>(plan.connections.size() + plan.nodes.size()) + depth(plan) + 32.0;
  out->view.rounding = static_cast<float>(k * 0x1p-22);
  for (const LvScreenNode& node : out->nodes) {
    out->view.largest_inverse_rating = std::max(out->view.largest_inverse_rating, node.inverse_rating);
  }
  return out;
}

}  // namespace hearthgrid::electricity
