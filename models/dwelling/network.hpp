#pragma once
// A network of heat capacities and conductances, and the linear system it is:  x' = A x + B u,  y = C x + D u.
// Massless nodes are eliminated exactly: with s the nodes that store heat and m those that do not,
// K_r = K_ss - K_sm K_mm^-1 K_ms,  B_r = B_s - K_sm K_mm^-1 B_m,  A = -C_s^-1 K_r,  B = C_s^-1 B_r.

#include <Eigen/Dense>
#include <utility>
#include <vector>

namespace hearthgrid::dwelling {

/// x' = a x + b u, y = c x + d u; `capacity` [J/K] of each state, so that diag(capacity) a is symmetric.
struct StateSpace {
  Eigen::MatrixXd a, b, c, d;
  Eigen::VectorXd capacity;
};

/// An output: a weighted sum of node temperatures and inputs.
struct NetworkOutput {
  std::vector<std::pair<int, double>> nodes;   ///< node, weight
  std::vector<std::pair<int, double>> inputs;  ///< input, weight
};

class Network {
 public:
  explicit Network(int inputs) : inputs_(inputs) {}

  /// A new node; its number. Capacity 0 = massless; a massless node must be linked to something.
  int add_node(double capacity_j_k);
  void link(int node_a, int node_b, double conductance_w_k);
  void link_input(int node, int input, double conductance_w_k);  ///< the input is a temperature
  void heat(int node, int input, double share);                  ///< the input is a heat flow [W]
  [[nodiscard]] StateSpace assemble(const std::vector<NetworkOutput>& outputs) const;

 private:
  struct Link {
    int from;
    int to;
    double weight;
  };
  int inputs_;
  std::vector<double> capacities_;
  std::vector<Link> links_;
  std::vector<Link> input_links_;
  std::vector<Link> heats_;
};

}  // namespace hearthgrid::dwelling
