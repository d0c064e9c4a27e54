#pragma once
// The meshed core of a zone: Newton's method for flows and squared pressures together.
//
// Unknown are x = p^2 / scale of the free nodes and the flows m of the edges:
//
//   x_i - x_j + (G - F h(m)) / s = 0          of every edge
//   sum out m - sum in m + load = 0           of every free node
//
// A step with w = s / (F h'): (A W A^T) dx = -(balance of m + w r), dm = w (r + dx_i - dx_j), r the edge's residual.
// The matrix is symmetric, positive definite, and of one pattern: it is ordered and analysed once. F and G are taken
// from the last pressures. Flows stay in balance after the first step, so a step may be shortened: the sum of drops
// along it, the slope of a convex function, must not grow by more than half (line search).
//
// A device that holds one node of a zone and draws from another adds what leaves the one to the balance of the other;
// the matrix is unsymmetric then, and factorised as such.
//
// Demand driven by pressure is an edge from its node to the ground: p = p_min + (p_service - p_min) (y^2 + 0.001 y) /
// 1.001 of the share y that is served, 0 <= y <= 1; a share at its bound stays there while the pressure is beyond.

#include <memory>
#include <vector>

#include "models/gas/network/pipe_law.hpp"

namespace hearthgrid::gas {

/// A pipe, or a device that is open.
struct PlanEdge {
  int from = 0, to = 0;
  int pipe = -1;               ///< of the network; -1: a device
  double difference_pa = 0.0;  ///< of an open regulator
  double ratio = 1.0;          ///< of an open compressor
  double scale = 1.0;
  int device = -1;
};

/// What leaves a held node is drawn from another node of the zone.
struct CoreTransfer {
  int held = 0, inlet = 0;
};

/// Demand at a node that falls with the pressure.
struct PressureDraw {
  double wanted_kg_s = 0.0;
  double minimum_pa = 0.0, service_pa = 0.0;  ///< absolute; service 0: not driven by pressure
  double share = 1.0;                         ///< served; result
};

/// Squared pressure at the other end of an edge.
[[nodiscard]] double to_end(const PlanEdge& edge, const PipeLaws& laws, double from_pa2, double flow_kg_s);
[[nodiscard]] double from_end(const PlanEdge& edge, const PipeLaws& laws, double to_pa2, double flow_kg_s);

/// What a core is solved on: all of a plan's arrays.
struct CoreFrame {
  const PipeLaws* laws = nullptr;
  const std::vector<PlanEdge>* edges = nullptr;
  const std::vector<double>* node_scale = nullptr;
  std::vector<double>* pressure_pa2 = nullptr;  ///< of held nodes given, of free ones the start and the result
  std::vector<double>* flow_kg_s = nullptr;     ///< start and result
  const std::vector<double>* load_kg_s = nullptr;
  std::vector<PressureDraw>* draws = nullptr;  ///< by node; none: every load is met
  double flow_scale_kg_s = 0.0;                ///< what flows are small against
  bool warm = false;
};

class CoreSystem {
 public:
  CoreSystem();
  /// `held[node]`: its pressure is given.
  CoreSystem(const std::vector<PlanEdge>& edges, std::vector<int> core_edges, const std::vector<int>& nodes,
             const std::vector<bool>& held, const std::vector<CoreTransfer>& transfers);
  ~CoreSystem();
  CoreSystem(CoreSystem&&) noexcept;
  CoreSystem& operator=(CoreSystem&&) noexcept;
  CoreSystem(const CoreSystem&) = delete;
  CoreSystem& operator=(const CoreSystem&) = delete;

  [[nodiscard]] bool empty() const;
  [[nodiscard]] const std::vector<int>& edges() const;
  /// Iterations taken; 0 where it does not converge.
  [[nodiscard]] int solve(CoreFrame& frame);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hearthgrid::gas
