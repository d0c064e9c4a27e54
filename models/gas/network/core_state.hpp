#pragma once
// What a core system keeps: for core_system.cpp, which steps, and core_build.cpp, which lays it out.

#include <Eigen/SparseCholesky>
#include <Eigen/SparseLU>
#include <utility>
#include <vector>

#include "models/gas/network/core_system.hpp"

namespace hearthgrid::gas {

struct CoreSystem::State {
  using Matrix = Eigen::SparseMatrix<double>;

  std::vector<int> edges;       ///< of the plan
  std::vector<int> free_nodes;  ///< of the plan, in the matrix's order
  std::vector<int> held_nodes;
  std::vector<int> row_from, row_to;     ///< by core edge: row of its end, -1 where held
  std::vector<int> slot_off, slot_diag;  ///< places in the matrix's values: by core edge, by row
  Matrix matrix;
  Eigen::SimplicialLDLT<Matrix, Eigen::Upper, Eigen::NaturalOrdering<int>> ldlt;
  Eigen::VectorXd right, step;
  /// Of transfers, by core edge: row that what enters the edge at its held end is drawn from, or -1.
  std::vector<int> drawn_from;
  std::vector<std::pair<int, int>> drawn_loads;  ///< held node of the plan, row
  Matrix full;                                   ///< unsymmetric; empty without transfers
  Eigen::SparseLU<Matrix> lu;
  std::vector<double> factor, head, slope, residual, weight, flow_step;  ///< by core edge; factor: F / s
  std::vector<double> draw_residual, draw_weight;                        ///< by row

  void build(const std::vector<PlanEdge>& all, const std::vector<int>& nodes, const std::vector<bool>& held);
  void add_transfers(const std::vector<PlanEdge>& all, const std::vector<CoreTransfer>& transfers);
  bool solve_unsymmetric(const CoreFrame& frame);
  void start(CoreFrame& frame, double largest) const;
  void evaluate(const CoreFrame& frame, double link_slope);
  void evaluate_draws(CoreFrame& frame);
  bool factorise(const CoreFrame& frame);
  double shorten(const CoreFrame& frame, double link_slope);
  double take(CoreFrame& frame, double share, double draw_share);
  [[nodiscard]] bool small(const CoreFrame& frame, double largest) const;
};

}  // namespace hearthgrid::gas
