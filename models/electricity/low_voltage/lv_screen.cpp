#include "models/electricity/low_voltage/lv_screen.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

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

void point(LvScreenPlan& out) {
  out.view.nodes = out.nodes.data();
  out.view.connections = out.connections.data();
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
  const auto key = [&](int c) {
    return std::array<int, 4>{feeder[plan.connections[c].node], plan.connections[c].phase, plan.connections[c].node, c};
  };
  out->order.resize(plan.connections.size());
  std::iota(out->order.begin(), out->order.end(), 0);
  std::sort(out->order.begin(), out->order.end(), [&](int a, int b) { return key(a) < key(b); });
  for (size_t k = 0; k < out->order.size(); ++k) {
    const LvPlanConnection& from = plan.connections[out->order[k]];
    const Reach& r = reach[out->order[k]];
    const Complex e = plan.no_load(from.phase);
    const auto weight = [&](int which) {
      return static_cast<float>(UPWARD * std::max(0.0, r.inside[which] - across[which]));
    };
    out->connections.push_back({from.home, from.node * 3 + from.phase, static_cast<float>(from.share),
                                static_cast<float>(from.drop_re), static_cast<float>(from.drop_im),
                                static_cast<float>(e.real()), static_cast<float>(e.imag()), weight(0), weight(1)});
    const int at = static_cast<int>(k);
    if (out->groups.empty() || out->groups.back().feeder != feeder[from.node] ||
        out->groups.back().phase != from.phase) {
      out->groups.push_back({at, at, from.phase, feeder[from.node]});
    }
    out->groups.back().last = at + 1;
  }
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
