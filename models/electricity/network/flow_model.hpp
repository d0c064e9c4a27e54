#pragma once
// A network as the equations of its power flow: per unit of each node's rated phase voltage and of 1 MVA per phase.
//
// Unknown is x, with the node voltages v = v_held + T x. T is the identity where a node is free, empty where it is held
// or dead, and orthonormal columns of the free sequences where a source holds the others.
// Kirchhoff:
//   T^H (Y v + i_load(v) - i_source) = 0
// One phase stands for three in the symmetric flow.

#include <Eigen/Dense>
#include <Eigen/Sparse>
#include <vector>

#include "models/electricity/network/branch_admittance.hpp"
#include "models/electricity/network/network.hpp"
#include "models/electricity/network/network_nodes.hpp"

namespace hearthgrid::electricity {

constexpr double BASE_VA = 1e6;  ///< of one phase

/// A node's part of x.
struct NodeUnknowns {
  int first = 0, count = 0;
  Eigen::Matrix3cd basis = Eigen::Matrix3cd::Identity();  ///< the first `count` columns: its part of T
};

/// One phase of one load: between phase `a` and earth, or phases `a` and `b` of a delta.
struct LoadPhase {
  int load = 0, node = 0;
  int a = 0, b = -1;
  double rated = 1.0;  ///< voltage across it at which constant current and impedance draw their power, per unit
};

struct FlowModel {
  int phases = 1;
  NetworkNodes nodes;
  std::vector<double> base_v;  ///< phase to earth, by node
  std::vector<TwoPort> lines, transformers;
  std::vector<LoadPhase> load_phases;
  std::vector<NodeUnknowns> unknowns;  ///< by node
  int unknown_count = 0;
  Eigen::SparseMatrix<Complex> y;  ///< of all node phases
  Eigen::VectorXcd held_v, source_i;
  /// Nodes where nothing fixes the zero sequence of what a delta or an unearthed winding feeds: one of each such part
  /// has it held at zero. In a solution no current flows into that earth.
  std::vector<int> floating;

  [[nodiscard]] Eigen::Index at(int node, int phase) const { return static_cast<Eigen::Index>(node) * phases + phase; }
};

/// Of a network without faults.
[[nodiscard]] FlowModel flow_model(const Network& network, int phases);

/// exp(-j 120 deg), exp(j 120 deg) and 1: by how much phase a, b or c is turned.
[[nodiscard]] Complex phase_turn(int phase);

/// Phase voltage that the source stands for, in per unit of its bus.
[[nodiscard]] Complex source_voltage(const Source& source, int phase);

/// Whether it holds the positive sequence at its bus.
[[nodiscard]] bool holds_bus(const Source& source);

/// Admittance of the source in siemens, without the sequences that it holds.
[[nodiscard]] Eigen::Matrix3cd source_admittance(const Source& source, int phases);

/// Admittance of the shunt in siemens.
[[nodiscard]] Eigen::Matrix3cd shunt_admittance(const Shunt& shunt, int phases);

/// Power that each phase of a load asks for at rated voltage: a third of the total in the symmetric flow.
[[nodiscard]] Complex power_of(const std::array<Complex, 3>& load_va, int phase, int phases);

}  // namespace hearthgrid::electricity
