#pragma once
// What flows through links and closed switches: their buses have one voltage, so only Kirchhoff's law says it.

#include <Eigen/Sparse>
#include <vector>

#include "models/electricity/network/network.hpp"
#include "models/electricity/network/network_nodes.hpp"
#include "models/electricity/network/power_flow.hpp"

namespace hearthgrid::electricity {

/// Where links form a loop the law leaves their shares open; then all are taken to have the same impedance.
class LinkFlows {
 public:
  LinkFlows(const Network& network, const NetworkNodes& nodes);

  /// From what each bus gives to everything else (its lines, loads and so on, less its sources) to the current of each
  /// link: first those of the lines, by index, then the switches. Zero for what is no link or is open.
  [[nodiscard]] std::vector<PhaseValues> currents(const std::vector<PhaseValues>& leaving_a) const;

 private:
  struct Link {
    size_t index;  ///< of the line, or lines + of the switch
    int from, to;
  };
  size_t count_ = 0;
  std::vector<Link> links_;
  std::vector<char> references_;  ///< by bus: its potential is zero
  Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>> factors_;
};

}  // namespace hearthgrid::electricity
