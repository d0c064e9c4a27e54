#include "models/gas/network/core_state.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hearthgrid::gas {

namespace {

constexpr int MOST_ITERATIONS = 200;
constexpr int DAMPED_AFTER = 40;              ///< pressure-driven demand that goes to and fro
constexpr double FLOW_TOLERANCE = 1e-11;      ///< of the flow scale
constexpr double PRESSURE_TOLERANCE = 1e-12;  ///< of the largest squared pressure
constexpr double ROUNDING = 2e-14;            ///< of a drop, over the largest squared pressure
constexpr double LINK_RESISTANCE = 1e-7;      ///< of an open device, of pressure over flow scale: 0.05 ppm of pressure
constexpr double LINEAR_SHARE = 0.001;
constexpr double FIRST_VELOCITY_M_S = 2.0;  ///< at 0 degC and 101.325 kPa, in every pipe

/// Squared pressure at which a share of the draw is served, and its slope.
FrictionValue draw_law(const PressureDraw& draw, double share) {
  const double span = draw.service_pa - draw.minimum_pa;
  const double p = draw.minimum_pa + span * share * (share + LINEAR_SHARE) / (1.0 + LINEAR_SHARE);
  const double slope = span * (2.0 * share + LINEAR_SHARE) / (1.0 + LINEAR_SHARE);
  return {p * p, 2.0 * p * slope};
}

}  // namespace

double to_end(const PlanEdge& edge, const PipeLaws& laws, double from_pa2, double flow_kg_s) {
  if (edge.pipe >= 0) return laws.to_end(laws[edge.pipe], from_pa2, flow_kg_s);
  if (edge.difference_pa == 0.0) return from_pa2 * edge.ratio * edge.ratio;
  const double p = pressure_of(from_pa2) - edge.difference_pa;
  return std::copysign(p * p, p);
}

double from_end(const PlanEdge& edge, const PipeLaws& laws, double to_pa2, double flow_kg_s) {
  if (edge.pipe >= 0) return laws.from_end(laws[edge.pipe], to_pa2, flow_kg_s);
  if (edge.difference_pa == 0.0) return to_pa2 / (edge.ratio * edge.ratio);
  const double p = pressure_of(to_pa2) + edge.difference_pa;
  return p * p;
}

/// The symmetric part and the right side are made; transfers are laid upon them.
bool CoreSystem::State::solve_unsymmetric(const CoreFrame& frame) {
  std::fill(full.valuePtr(), full.valuePtr() + full.nonZeros(), 0.0);
  for (int column = 0; column < matrix.outerSize(); ++column) {
    for (Matrix::InnerIterator value(matrix, column); value; ++value) {
      full.coeffRef(value.row(), column) = value.value();
      full.coeffRef(column, value.row()) = value.value();
    }
  }
  for (const auto& [held, row] : drawn_loads) {
    right[row] -= (*frame.load_kg_s)[static_cast<size_t>(held)];
    if (frame.draws == nullptr) continue;
    const PressureDraw& draw = (*frame.draws)[static_cast<size_t>(held)];
    right[row] -= draw.wanted_kg_s * draw.share;
  }
  for (size_t k = 0; k < edges.size(); ++k) {
    if (drawn_from[k] < 0) continue;
    const double flow = (*frame.flow_kg_s)[static_cast<size_t>(edges[k])] + weight[k] * residual[k];
    // Between two held nodes either end may be the one; both do not occur, for one node has one holder.
    const bool outward = row_from[k] < 0;
    const int other = outward ? row_to[k] : row_from[k];
    right[drawn_from[k]] -= outward ? flow : -flow;
    if (other >= 0) full.coeffRef(drawn_from[k], other) -= weight[k];
  }
  lu.factorize(full);
  if (lu.info() != Eigen::Success) return false;
  step = lu.solve(right);
  return step.allFinite();
}

/// Cold: the highest of the held pressures everywhere, and a flow that no pipe is far from.
void CoreSystem::State::start(CoreFrame& frame, double largest) const {
  for (const int node : free_nodes) {
    (*frame.pressure_pa2)[static_cast<size_t>(node)] = largest * (*frame.node_scale)[static_cast<size_t>(node)];
  }
  for (const int e : edges) {
    const PlanEdge& edge = (*frame.edges)[static_cast<size_t>(e)];
    const double area_m2 = edge.pipe >= 0 ? (*frame.laws)[edge.pipe].area_m2 : 0.01;
    (*frame.flow_kg_s)[static_cast<size_t>(e)] = FIRST_VELOCITY_M_S * area_m2;
  }
}

/// Residual, slope and weight of every edge at the present flows and pressures.
void CoreSystem::State::evaluate(const CoreFrame& frame, double link_slope) {
  const std::vector<double>& pressure = *frame.pressure_pa2;
  for (size_t k = 0; k < edges.size(); ++k) {
    const PlanEdge& edge = (*frame.edges)[static_cast<size_t>(edges[k])];
    const double from_pa2 = pressure[static_cast<size_t>(edge.from)], to_pa2 = pressure[static_cast<size_t>(edge.to)];
    const double flow = (*frame.flow_kg_s)[static_cast<size_t>(edges[k])];
    const double difference = from_pa2 / (*frame.node_scale)[static_cast<size_t>(edge.from)] -
                              to_pa2 / (*frame.node_scale)[static_cast<size_t>(edge.to)];
    double lift = 0.0;
    if (edge.pipe >= 0) {
      const PipeLaw& law = (*frame.laws)[edge.pipe];
      const FrictionValue value = law.at(flow);
      double compressed = 1.0;
      if (!frame.laws->plain() || law.lift_per_pa != 0.0) {
        const double from_pa = pressure_of(from_pa2), to_pa = pressure_of(to_pa2);
        compressed = frame.laws->factor(from_pa, to_pa);
        lift = frame.laws->lift_pa2(law, from_pa, to_pa);
      }
      factor[k] = compressed / edge.scale;
      head[k] = factor[k] * value.head;
      slope[k] = factor[k] * value.slope;
    } else {
      head[k] = link_slope * flow / edge.scale;
      slope[k] = link_slope / edge.scale;
      if (edge.difference_pa > 0.0) lift = gas::to_end(edge, *frame.laws, from_pa2, 0.0) - from_pa2;
    }
    residual[k] = difference + lift / edge.scale - head[k];
    weight[k] = 1.0 / slope[k];
  }
}

void CoreSystem::State::evaluate_draws(CoreFrame& frame) {
  for (size_t r = 0; r < free_nodes.size(); ++r) {
    draw_residual[r] = draw_weight[r] = 0.0;
    if (frame.draws == nullptr) continue;
    const PressureDraw& draw = (*frame.draws)[static_cast<size_t>(free_nodes[r])];
    if (draw.wanted_kg_s <= 0.0 || draw.service_pa <= 0.0) continue;
    const FrictionValue law = draw_law(draw, draw.share);
    const double beyond = (*frame.pressure_pa2)[static_cast<size_t>(free_nodes[r])] - law.head;
    if ((draw.share >= 1.0 && beyond >= 0.0) || (draw.share <= 0.0 && beyond <= 0.0)) continue;
    draw_residual[r] = beyond;
    draw_weight[r] = draw.wanted_kg_s / law.slope;
  }
}

bool CoreSystem::State::factorise(const CoreFrame& frame) {
  double* const values = matrix.valuePtr();
  std::fill(values, values + matrix.nonZeros(), 0.0);
  for (size_t r = 0; r < free_nodes.size(); ++r) {
    const auto node = static_cast<size_t>(free_nodes[r]);
    double out = (*frame.load_kg_s)[node];
    if (frame.draws != nullptr) {
      const PressureDraw& draw = (*frame.draws)[node];
      out += draw.wanted_kg_s * draw.share + draw_weight[r] * draw_residual[r];
      values[slot_diag[r]] += draw_weight[r] * (*frame.node_scale)[node];
    }
    right[static_cast<Eigen::Index>(r)] = -out;
  }
  for (size_t k = 0; k < edges.size(); ++k) {
    const double flow = (*frame.flow_kg_s)[static_cast<size_t>(edges[k])] + weight[k] * residual[k];
    const int i = row_from[k], j = row_to[k];
    if (i >= 0) {
      right[i] -= flow;
      values[slot_diag[static_cast<size_t>(i)]] += weight[k];
    }
    if (j >= 0) {
      right[j] += flow;
      values[slot_diag[static_cast<size_t>(j)]] += weight[k];
    }
    if (slot_off[k] >= 0) values[slot_off[k]] -= weight[k];
  }
  if (free_nodes.empty()) return true;
  if (!drawn_loads.empty()) return solve_unsymmetric(frame);
  ldlt.factorize(matrix);
  if (ldlt.info() != Eigen::Success) return false;
  step = right;
  ldlt.matrixL().solveInPlace(step);
  step.array() /= ldlt.vectorD().array();
  ldlt.matrixU().solveInPlace(step);
  return step.allFinite();
}

/// Share of the step along which the drops do not turn by more than half.
double CoreSystem::State::shorten(const CoreFrame& frame, double link_slope) {
  double before = 0.0;
  for (size_t k = 0; k < edges.size(); ++k) before -= slope[k] * flow_step[k] * flow_step[k];
  if (before == 0.0) return 1.0;
  const auto along = [&](double share) {
    double sum = before;
    for (size_t k = 0; k < edges.size(); ++k) {
      const PlanEdge& edge = (*frame.edges)[static_cast<size_t>(edges[k])];
      if (edge.pipe < 0) {
        sum += link_slope * share * flow_step[k] * flow_step[k] / edge.scale;
        continue;
      }
      const double flow = (*frame.flow_kg_s)[static_cast<size_t>(edges[k])] + share * flow_step[k];
      sum += (factor[k] * (*frame.laws)[edge.pipe].at(flow).head - head[k]) * flow_step[k];
    }
    return sum;
  };
  double low = 0.0, at_low = before, high = 1.0, at_high = along(1.0);
  if (at_high <= -0.5 * before) return 1.0;
  for (int i = 0; i < 20; ++i) {
    double share = low - at_low * (high - low) / (at_high - at_low);
    share = std::clamp(share, low + 0.1 * (high - low), high - 0.1 * (high - low));
    const double at_share = along(share);
    if (std::abs(at_share) <= -0.5 * before) return share;
    (at_share < 0.0 ? low : high) = share;
    (at_share < 0.0 ? at_low : at_high) = at_share;
  }
  return low > 0.0 ? low : high;
}

/// Applies the step; what shares of draws were cut back at their bounds [kg/s].
double CoreSystem::State::take(CoreFrame& frame, double share, double draw_share) {
  double cut = 0.0;
  for (size_t k = 0; k < edges.size(); ++k) (*frame.flow_kg_s)[static_cast<size_t>(edges[k])] += share * flow_step[k];
  for (size_t r = 0; r < free_nodes.size(); ++r) {
    const auto node = static_cast<size_t>(free_nodes[r]);
    const double rise = step[static_cast<Eigen::Index>(r)] * (*frame.node_scale)[node];
    (*frame.pressure_pa2)[node] += rise;
    if (draw_weight[r] == 0.0) continue;
    PressureDraw& draw = (*frame.draws)[node];
    const double wanted = draw.share + draw_weight[r] * (draw_residual[r] + rise) / draw.wanted_kg_s;
    const double next = std::clamp(draw.share + draw_share * (wanted - draw.share), 0.0, 1.0);
    cut = std::max(cut, std::abs(next - wanted) * draw.wanted_kg_s);
    draw.share = next;
  }
  return cut;
}

bool CoreSystem::State::small(const CoreFrame& frame, double largest) const {
  for (size_t k = 0; k < edges.size(); ++k) {
    const double change = std::abs(flow_step[k]);
    if (change > FLOW_TOLERANCE * frame.flow_scale_kg_s && change * slope[k] > ROUNDING * largest) return false;
  }
  for (size_t r = 0; r < free_nodes.size(); ++r) {
    if (std::abs(step[static_cast<Eigen::Index>(r)]) > PRESSURE_TOLERANCE * largest) return false;
  }
  return true;
}

CoreSystem::CoreSystem() = default;
CoreSystem::~CoreSystem() = default;
CoreSystem::CoreSystem(CoreSystem&&) noexcept = default;
CoreSystem& CoreSystem::operator=(CoreSystem&&) noexcept = default;

CoreSystem::CoreSystem(const std::vector<PlanEdge>& edges, std::vector<int> core_edges, const std::vector<int>& nodes,
                       const std::vector<bool>& held, const std::vector<CoreTransfer>& transfers)
    : state_(std::make_unique<State>()) {
  state_->edges = std::move(core_edges);
  state_->build(edges, nodes, held);
  if (!transfers.empty()) state_->add_transfers(edges, transfers);
}

bool CoreSystem::empty() const {
  return !state_ || (state_->edges.empty() && state_->free_nodes.empty());
}

const std::vector<int>& CoreSystem::edges() const {
  static const std::vector<int> NONE;
  return state_ ? state_->edges : NONE;
}

int CoreSystem::solve(CoreFrame& frame) {
  State& s = *state_;
  double largest = LOWEST_SQUARED_PA2;
  for (const int node : s.held_nodes) {
    const auto n = static_cast<size_t>(node);
    largest = std::max(largest, (*frame.pressure_pa2)[n] / (*frame.node_scale)[n]);
  }
  if (s.held_nodes.empty()) {
    for (const int node : s.free_nodes) {
      const auto n = static_cast<size_t>(node);
      largest = std::max(largest, (*frame.pressure_pa2)[n] / (*frame.node_scale)[n]);
    }
  }
  if (!frame.warm) s.start(frame, largest);
  const double link_slope = LINK_RESISTANCE * largest / frame.flow_scale_kg_s;
  bool balanced = false;
  for (int iteration = 1; iteration <= MOST_ITERATIONS; ++iteration) {
    s.evaluate(frame, link_slope);
    s.evaluate_draws(frame);
    if (!s.factorise(frame)) return 0;
    for (size_t k = 0; k < s.edges.size(); ++k) {
      const double from = s.row_from[k] < 0 ? 0.0 : s.step[s.row_from[k]];
      const double to = s.row_to[k] < 0 ? 0.0 : s.step[s.row_to[k]];
      s.flow_step[k] = s.weight[k] * (s.residual[k] + from - to);
    }
    const bool small = s.small(frame, largest);
    const double share =
        balanced && !small && frame.draws == nullptr && s.drawn_loads.empty() ? s.shorten(frame, link_slope) : 1.0;
    const double cut = s.take(frame, share, iteration > DAMPED_AFTER ? 0.5 : 1.0);
    if (small && cut <= FLOW_TOLERANCE * frame.flow_scale_kg_s) return iteration;
    balanced = true;
  }
  return 0;
}

}  // namespace hearthgrid::gas
