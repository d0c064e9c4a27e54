#include "models/electricity/low_voltage/lv_screen.hpp"

#include <algorithm>
#include <array>
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

float up(Complex z) {
  return static_cast<float>(UPWARD * std::abs(z));
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
  for (int p = 0; p < 3; ++p) {
    for (int q = 0; q < 3; ++q) {
      out.z_abs[p][q] = up(Complex(node.z_re[p][q], node.z_im[p][q]));
      out.r_abs[p][q] = up(node.z_re[p][q]);
    }
  }
  out.worst_shared = out.r_abs[0][1];
  const double own = std::abs(node.z_re[0][0]) - std::abs(node.z_re[0][1]);
  out.worst_own = static_cast<float>(own > 0.0 ? UPWARD * own : own / UPWARD);
  out.self_abs = up(Complex(node.self_re, node.self_im));
  out.mutual_abs = up(Complex(node.mutual_re, node.mutual_im));
  out.inverse_rating = static_cast<float>(node.inverse_rating);
  out.inverse_rating_square = out.inverse_rating * out.inverse_rating;
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

// z of two nodes with each other and of a phase with itself, without that of node 0.
Complex shared_path(const LvPlan& plan, int one, int other, int phase) {
  while (one != other) {
    int& further = one > other ? one : other;
    further = plan.nodes[further].parent;
  }
  Complex z;
  for (int n = one; n > 0; n = plan.nodes[n].parent) {
    z += Complex(plan.nodes[n].z_re[phase][phase], plan.nodes[n].z_im[phase][phase]);
  }
  return z;
}

// The connections' w_j: their drops' best fit to the profile h.
void set_weights(const LvPlan& plan, LvScreenGroup& group, Complex far, LvScreenPlan& out) {
  struct Place {
    int node, connection;
  };
  std::vector<Place> places;
  double squares = 0.0;
  for (int node = group.first; node < group.last; ++node) {
    const LvScreenNode& at = out.nodes[node];
    for (int c = at.first[group.phase]; c < at.last[group.phase]; ++c) {
      places.push_back({node, c});
      squares += static_cast<double>(out.connections[c].reach * out.connections[c].reach);
    }
  }
  if (squares == 0.0) return;
  Complex own_sum;
  for (const Place& from : places) {
    Complex sum;
    for (const Place& to : places) {
      sum += static_cast<double>(out.connections[to.connection].reach) *
             shared_path(plan, from.node, to.node, group.phase);
    }
    const double weight = std::real(sum * std::conj(far)) / (std::norm(far) * squares);
    LvScreenConnection& connection = out.connections[from.connection];
    out.sizes[from.connection].weight = static_cast<float>(weight);
    const Complex own = shared_path(plan, from.node, from.node, group.phase) -
                        weight * static_cast<double>(connection.reach) * far +
                        Complex(connection.drop_re, connection.drop_im);
    const Complex self = LvPlan::no_load(group.phase) * std::conj(own);
    connection.self_re = static_cast<float>(self.real());
    connection.self_im = static_cast<float>(self.imag());
    own_sum += self;
  }
  const auto count = static_cast<double>(places.size());
  const Complex mean = own_sum / (count * count);
  group.own_re = static_cast<float>(mean.real()), group.own_im = static_cast<float>(mean.imag());
}

// Fills the groups' guesses and the connections' h_j.
void set_guesses(const LvPlan& plan, const std::vector<int>& feeder, LvScreenPlan& out) {
  for (LvScreenGroup& group : out.groups) {
    const Spread drop = spread(plan, feeder, group.feeder, group.phase);
    group.self_re = static_cast<float>(drop.self.real()), group.self_im = static_cast<float>(drop.self.imag());
    const Complex mutual = std::conj(LvPlan::no_load(group.phase)) * drop.mutual;
    group.mutual_re = static_cast<float>(mutual.real()), group.mutual_im = static_cast<float>(mutual.imag());
    const Complex far = drop.self + drop.mutual;
    for (int node = group.first; node < group.last && std::norm(far) > 0.0; ++node) {
      const Complex here = drop.at_nodes[node];
      const LvScreenNode& at = out.nodes[node];
      for (int c = at.first[group.phase]; c < at.last[group.phase]; ++c) {
        out.connections[c].reach = static_cast<float>(std::real(here * std::conj(far)) / std::norm(far));
      }
    }
    if (std::norm(far) > 0.0) set_weights(plan, group, far, out);
  }
  const LvPlanNode& root = plan.nodes[0];
  Complex self, mutual;
  for (int p = 0; p < 3; ++p) {
    self += Complex(root.z_re[p][p], root.z_im[p][p]) / 3.0;
    for (int q = 0; q < 3; ++q) mutual += p == q ? Complex() : Complex(root.z_re[p][q], root.z_im[p][q]) / 6.0;
  }
  out.view.root_re = static_cast<float>((self - mutual).real());
  out.view.root_im = static_cast<float>((self - mutual).imag());
  for (int p = 0; p < 3; ++p) {
    const Complex seen = std::conj(LvPlan::no_load(p)) * mutual;
    out.view.root_mutual_re[p] = static_cast<float>(seen.real());
    out.view.root_mutual_im[p] = static_cast<float>(seen.imag());
  }
}

// Connections by feeder, phase and node; a group for every feeder with connections and phase.
void lay_connections(const LvPlan& plan, const std::vector<int>& feeder, LvScreenPlan& out) {
  const int nodes = static_cast<int>(plan.nodes.size());
  std::vector<std::vector<int>> hanging(static_cast<size_t>(nodes) * 3);
  for (size_t c = 0; c < plan.connections.size(); ++c) {
    hanging[plan.connections[c].node * 3 + plan.connections[c].phase].push_back(static_cast<int>(c));
  }
  const auto laid = [&] { return static_cast<int>(out.order.size()); };
  for (int first = 0; first < nodes;) {  // a feeder's nodes stand together, depth first
    int last = first + 1;
    while (last < nodes && feeder[last] == feeder[first]) ++last;
    const int before = laid(), groups = static_cast<int>(out.groups.size());
    for (int p = 0; p < 3; ++p) {
      LvScreenGroup group;
      group.first = first, group.last = last;
      group.first_connection = laid();
      group.phase = p, group.feeder = feeder[first];
      for (int n = first; n < last; ++n) {
        const std::vector<int>& of = hanging[n * 3 + p];
        out.nodes[n].group = groups;
        out.nodes[n].first[p] = laid();
        out.order.insert(out.order.end(), of.begin(), of.end());
        out.nodes[n].last[p] = laid();
      }
      group.last_connection = laid();
      out.groups.push_back(group);
    }
    if (laid() == before) out.groups.resize(groups);
    first = last;
  }
  // Those of a last feeder without connections name one that is there.
  const int last_group = std::max(0, static_cast<int>(out.groups.size()) - 3);
  for (LvScreenNode& node : out.nodes) node.group = std::min(node.group, last_group);
}

float most_own(const float (&of)[3][3]) {
  return std::max({of[0][0], of[1][1], of[2][2]});
}

float most_mutual(const float (&of)[3][3]) {
  float most = 0.0F;
  for (int p = 0; p < 3; ++p) {
    for (int q = 0; q < 3; ++q) most = p == q ? most : std::max(most, of[p][q]);
  }
  return most;
}

// Whether the losses of the phases' own resistances and of those between phases are sums of squares each.
bool losses_apart(const LvPlan& plan) {
  const auto apart = [](const LvPlanNode& node) { return node.self_re >= 0.0 && node.mutual_re >= 0.0; };
  return plan.circulant && std::all_of(plan.nodes.begin() + 1, plan.nodes.end(), apart);
}

// Of a feeder's lines, the largest over a line's own |z|: |z| between phases, |R| and |X| in a phase and between
// phases, and how much more |R| is in a phase than between.
struct WayShares {
  double shared = 0.0, own_r = 0.0, shared_r = 0.0, apart_r = 0.0, own_x = 0.0, shared_x = 0.0;
};

void widen(const LvScreenNode& line, WayShares& to) {
  const auto own = static_cast<double>(most_own(line.z_abs));
  if (own == 0.0) return;
  const auto take = [own](double& most, float value) { most = std::max(most, static_cast<double>(value) / own); };
  take(to.shared, most_mutual(line.z_abs));
  take(to.own_r, most_own(line.r_abs));
  take(to.shared_r, most_mutual(line.r_abs));
  take(to.apart_r, line.worst_own);
  for (int p = 0; p < 3; ++p) {
    for (int q = 0; q < 3; ++q) take(p == q ? to.own_x : to.shared_x, std::abs(line.z_im[p][q]));
  }
}

// The connections' ways, and what of them the bounds of lv_screen.hpp need by feeder; node 0 is left out.
void set_ways(LvScreenPlan& out) {
  std::vector<double> way(out.nodes.size());  // sums of the phases' largest |z|
  for (size_t n = 1; n < way.size(); ++n) {
    way[n] = way[out.nodes[n].parent] + static_cast<double>(most_own(out.nodes[n].z_abs));
  }
  for (size_t g = 0; g < out.groups.size(); g += 3) {
    double longest = 0.0;
    WayShares most;
    const int first = std::max(1, out.groups[g].first), last = out.groups[g].last;
    for (int n = first; n < last; ++n) {
      longest = std::max(longest, way[n]);
      widen(out.nodes[n], most);
    }
    const double own_r = out.view.apart ? most.apart_r : std::max(0.0, most.own_r - most.shared_r);
    for (int n = first; n < last && longest > 0.0; ++n) {
      const double share = way[n] / longest;
      for (int p = 0; p < 3; ++p) {
        for (int c = out.nodes[n].first[p]; c < out.nodes[n].last[p]; ++c) {
          out.sizes[c].far = static_cast<float>(share);
        }
      }
    }
    for (size_t p = 0; p < 3; ++p) {
      LvScreenGroup& group = out.groups[g + p];
      group.own = static_cast<float>(UPWARD * longest * std::max(0.0, 1.0 - most.shared));
      group.shared = static_cast<float>(UPWARD * longest * most.shared);
      group.worst_own = static_cast<float>(UPWARD * longest * own_r);
      group.worst_shared = static_cast<float>(UPWARD * longest * most.shared_r);
      group.worst_own_q = static_cast<float>(UPWARD * longest * std::max(0.0, most.own_x - most.shared_x));
      group.worst_shared_q = static_cast<float>(UPWARD * longest * most.shared_x);
    }
  }
}

void set_drops(LvScreenPlan& out) {
  if (out.connections.empty()) return;
  LvScreenView& view = out.view;
  view.plain = true;
  view.drop_re = out.connections.back().drop_re, view.drop_im = out.connections.back().drop_im;
  for (const LvScreenConnection& c : out.connections) {
    const bool at_root = c.slot < 3, alike = c.drop_re == view.drop_re && c.drop_im == view.drop_im;
    view.root_connections += at_root ? 1 : 0;
    view.plain = view.plain && (at_root || (c.share == 1.0F && alike));
    view.drop_abs = std::max(view.drop_abs, up(Complex(c.drop_re, c.drop_im)));
    view.drop_abs_im = std::max(view.drop_abs_im, up(c.drop_im));
  }
}

void point(LvScreenPlan& out) {
  out.view.nodes = out.nodes.data();
  out.view.connections = out.connections.data();
  out.view.sizes = out.sizes.data();
  out.view.groups = out.groups.data();
  out.view.node_count = static_cast<int>(out.nodes.size());
  out.view.connection_count = static_cast<int>(out.connections.size());
  out.view.group_count = static_cast<int>(out.groups.size());
}

}  // namespace

std::shared_ptr<const LvScreenPlan> make_screen_plan(const LvPlan& plan) {
  auto out = std::make_shared<LvScreenPlan>();
  const std::vector<int> feeder = feeders(plan);
  for (const LvPlanNode& node : plan.nodes) out->nodes.push_back(screen_node(node));
  lay_connections(plan, feeder, *out);
  for (const int c : out->order) {
    const LvPlanConnection& from = plan.connections[c];
    LvScreenConnection connection;
    connection.home = from.home;
    connection.slot = from.node * 3 + from.phase;
    connection.share = static_cast<float>(from.share);
    connection.drop_re = static_cast<float>(from.drop_re);
    connection.drop_im = static_cast<float>(from.drop_im);
    out->connections.push_back(connection);
    out->sizes.push_back({from.home, connection.share});
  }
  set_guesses(plan, feeder, *out);
  out->view.apart = losses_apart(plan);
  set_ways(*out);
  set_drops(*out);
  for (int n = static_cast<int>(out->nodes.size()) - 1; n > 0; --n) {
    LvScreenNode& parent = out->nodes[out->nodes[n].parent];
    if (out->nodes[n].parent == n - 1) continue;
    out->nodes[n].joins_first = !parent.joined;
    parent.joined = true;
  }
  point(*out);
  out->view.circulant = plan.circulant;
  const double k = static_cast<double>(plan.connections.size() + plan.nodes.size()) + depth(plan) + 32.0;
  out->view.rounding = static_cast<float>(k * 0x1p-22);
  for (const LvScreenNode& node : out->nodes) {
    out->view.largest_inverse_rating = std::max(out->view.largest_inverse_rating, node.inverse_rating);
  }
  return out;
}

}  // namespace hearthgrid::electricity
