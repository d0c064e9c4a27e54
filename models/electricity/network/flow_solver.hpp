#pragma once
// Solves the equations of flow_model.hpp: current iteration, and Newton's method along the load.

#include <optional>
#include <span>
#include <vector>

#include "models/electricity/network/flow_loads.hpp"
#include "models/electricity/network/flow_model.hpp"
#include "models/electricity/network/power_flow.hpp"
#include "models/electricity/network/sparse_lu.hpp"

namespace hearthgrid::electricity {

struct FlowOutcome {
  bool converged = false;
  int iterations = 0;
  double carried_share = 1.0;  ///< of the load, that the voltages belong to
  Eigen::VectorXcd v;          ///< of all node phases, per unit; the last that solved anything
};

class FlowSolver {
 public:
  /// Factorises. The model must outlive the solver.
  FlowSolver(const FlowModel& model, const PowerFlowOptions& options);

  [[nodiscard]] FlowOutcome solve(std::span<const LoadTerm> terms);
  [[nodiscard]] const Eigen::VectorXcd& no_load_v() const { return no_load_v_; }
  /// False where the admittances alone have no solution (numbers far out of any range).
  [[nodiscard]] bool regular() const { return regular_; }

 private:
  [[nodiscard]] Eigen::VectorXcd voltages(const Eigen::VectorXcd& x) const;
  /// T^H of a vector of node phases.
  [[nodiscard]] Eigen::VectorXcd projected(const Eigen::VectorXcd& node_values) const;
  /// The fixed point of the current iteration; none where it stalls.
  [[nodiscard]] bool iterate_currents(std::span<const LoadTerm> terms, Eigen::VectorXcd& x, int& iterations);
  /// From x to the solution for `share` of the load; false where it does not get there.
  [[nodiscard]] bool newton(std::span<const LoadTerm> terms, double share, Eigen::VectorXcd& x, int& iterations);
  [[nodiscard]] FlowOutcome along_the_load(std::span<const LoadTerm> terms, int iterations);
  void build_jacobian(std::span<const LoadTerm> terms, double share, const Eigen::VectorXcd& v);
  void analyse_jacobian();

  const FlowModel& model_;
  PowerFlowOptions options_;
  std::vector<Eigen::Triplet<Complex>> y_entries_;  ///< T^H Y T
  Eigen::SparseMatrix<Complex> y_;
  Eigen::SparseLU<Eigen::SparseMatrix<Complex>> y_factors_;
  Eigen::VectorXcd held_current_, no_load_x_, no_load_v_;
  bool regular_ = false;
  std::vector<int> load_nodes_;  ///< nodes with loads and unknowns
  Eigen::SparseMatrix<double> jacobian_;
  Eigen::SparseLU<Eigen::SparseMatrix<double>> jacobian_factors_;
  bool analysed_ = false;
};

}  // namespace hearthgrid::electricity
