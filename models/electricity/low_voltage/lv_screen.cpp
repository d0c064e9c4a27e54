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
      out.groups.push_back({begin, static_cast<int>(out.slots.size()), p, feeder[first]});
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
  for (const int c : out->order) {
    const LvPlanConnection& from = plan.connections[c];
    const auto weight = [&](int which) {
      return static_cast<float>(UPWARD * std::max(0.0, reach[c].inside[which] - across[which]));
    };
    out->connections.push_back({from.home, static_cast<float>(from.share), static_cast<float>(from.drop_re),
                                static_cast<float>(from.drop_im), weight(0), weight(1)});
  }
  for (const LvScreenConnection& c : out->connections) out->view.shares = out->view.shares || c.share != 1.0F;
  for (const LvPlanNode& node : plan.nodes) out->nodes.push_back(screen_node(node));
  point(*out);
  out->view.circulant = plan.circulant;
  out->view.across_own = static_cast<float>(UPWARD * across[0]);
  out->view.across_other = static_cast<float>(UPWARD * across[1]);
  const double k = static_cast<double>(plan.connections.size() + plan.nodes.size()) + depth(plan) + 24.0;
  out->view.rounding = static_cast<float>(k * 0x1p-22);
  for (const LvScreenNode& node : out->nodes) {
    out->view.largest_inverse_rating = std::max(out->view.largest_inverse_rating, node.inverse_rating);
  }
  return out;
}

}  // namespace hearthgrid::electricity
