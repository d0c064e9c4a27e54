#include "models/dwelling/network.hpp"

namespace hearthgrid::dwelling {

using Eigen::MatrixXd;

int Network::add_node(double capacity_j_k) {
  capacities_.push_back(capacity_j_k);
  return static_cast<int>(capacities_.size()) - 1;
}

void Network::link(int node_a, int node_b, double conductance_w_k) {
  links_.push_back({node_a, node_b, conductance_w_k});
}

void Network::link_input(int node, int input, double conductance_w_k) {
  input_links_.push_back({node, input, conductance_w_k});
}

void Network::heat(int node, int input, double share) {
  heats_.push_back({node, input, share});
}

StateSpace Network::assemble(const std::vector<NetworkOutput>& outputs) const {
  const auto nodes = static_cast<Eigen::Index>(capacities_.size());
  MatrixXd k = MatrixXd::Zero(nodes, nodes);
  MatrixXd b = MatrixXd::Zero(nodes, inputs_);
  for (const auto& [from, to, g] : links_) {
    k(from, from) += g;
    k(to, to) += g;
    k(from, to) -= g;
    k(to, from) -= g;
  }
  for (const auto& [node, input, g] : input_links_) {
    k(node, node) += g;
    b(node, input) += g;
  }
  for (const auto& [node, input, share] : heats_) {
    b(node, input) += share;
  }

  std::vector<int> massive;
  std::vector<int> massless;
  for (int i = 0; i < nodes; ++i) {
    (capacities_[i] > 0.0 ? massive : massless).push_back(i);
  }
  // All temperatures as linear functions of states and inputs: T = e x + f u.
  MatrixXd e = MatrixXd::Zero(nodes, static_cast<Eigen::Index>(massive.size()));
  MatrixXd f = MatrixXd::Zero(nodes, inputs_);
  MatrixXd k_reduced = k(massive, massive);
  MatrixXd b_reduced = b(massive, Eigen::all);
  if (!massless.empty()) {
    const MatrixXd k_sm = k(massive, massless);
    const Eigen::LDLT<MatrixXd> k_mm(MatrixXd(k(massless, massless)));
    const MatrixXd x = k_mm.solve(k_sm.transpose());
    const MatrixXd y = k_mm.solve(MatrixXd(b(massless, Eigen::all)));
    k_reduced -= k_sm * x;
    b_reduced -= k_sm * y;
    e(massless, Eigen::all) = -x;
    f(massless, Eigen::all) = y;
  }
  StateSpace system;
  system.capacity.resize(static_cast<Eigen::Index>(massive.size()));
  for (size_t i = 0; i < massive.size(); ++i) {
    e(massive[i], static_cast<Eigen::Index>(i)) = 1.0;
    system.capacity[static_cast<Eigen::Index>(i)] = capacities_[massive[i]];
  }
  system.a = -(system.capacity.cwiseInverse().asDiagonal() * k_reduced);
  system.b = system.capacity.cwiseInverse().asDiagonal() * b_reduced;
  const auto rows = static_cast<Eigen::Index>(outputs.size());
  system.c = MatrixXd::Zero(rows, e.cols());
  system.d = MatrixXd::Zero(rows, inputs_);
  for (Eigen::Index row = 0; row < rows; ++row) {
    for (const auto& [node, weight] : outputs[row].nodes) {
      system.c.row(row) += weight * e.row(node);
      system.d.row(row) += weight * f.row(node);
    }
    for (const auto& [input, weight] : outputs[row].inputs) {
      system.d(row, input) += weight;
    }
  }
  return system;
}

}  // namespace hearthgrid::dwelling
