#pragma once
// The step of the iteration where a feeder has loops: the admittance matrix of all nodes but the busbar, factorised
// once. Used by mv_flow.cpp only.

#include "models/electricity/medium_voltage/mv_flow.hpp"
#include "models/electricity/network/sparse_lu.hpp"

namespace hearthgrid::electricity {

class MeshFlow {
 public:
  /// `shunt`: per node, per unit susceptance. Throws std::invalid_argument for a matrix that is singular.
  MeshFlow(const MvNetwork& network, const std::vector<double>& shunt);

  /// From the load currents in j (drawn, per node) to the voltages.
  void voltages(FlowTile& tile, double busbar_pu) const;

 private:
  using Matrix = Eigen::SparseMatrix<std::complex<double>>;
  Eigen::SparseLU<Matrix> solver_;
  Eigen::VectorXcd to_busbar_;  // admittance between each node and the busbar
};

}  // namespace hearthgrid::electricity
