#include "models/electricity/medium_voltage/mesh_flow.hpp"

#include <stdexcept>

namespace hearthgrid::electricity {

MeshFlow::MeshFlow(const MvNetwork& network, const std::vector<double>& shunt) {
  using Entry = Eigen::Triplet<std::complex<double>>;
  const double base_ohm = network.rated_kv * network.rated_kv;  // of 1 MVA
  const int unknown = network.nodes - 1;
  std::vector<Entry> entries;
  to_busbar_ = Eigen::VectorXcd::Zero(unknown);
  for (int n = 1; n < network.nodes; ++n) entries.emplace_back(n - 1, n - 1, std::complex(0.0, shunt[n]));
  for (const MvLine& line : network.lines) {
    const std::complex<double> y = base_ohm / line.z_ohm;
    for (const auto& [here, there] : {std::pair(line.from, line.to), std::pair(line.to, line.from)}) {
      if (here == 0) continue;
      entries.emplace_back(here - 1, here - 1, y);
      if (there == 0) {
        to_busbar_[here - 1] += y;
      } else {
        entries.emplace_back(here - 1, there - 1, -y);
      }
    }
  }
  Matrix admittance(unknown, unknown);
  admittance.setFromTriplets(entries.begin(), entries.end());
  solver_.compute(admittance);
  if (solver_.info() != Eigen::Success) throw std::invalid_argument("a feeder's admittance matrix is singular");
}

void MeshFlow::voltages(FlowTile& tile, double busbar_pu) const {
  const Eigen::Index unknown = to_busbar_.size();
  Eigen::MatrixXcd right(unknown, FLOW_LANES);
  for (Eigen::Index n = 0; n < unknown; ++n) {
    for (int lane = 0; lane < FLOW_LANES; ++lane) {
      const size_t at = static_cast<size_t>(n + 1) * FLOW_LANES + lane;
      right(n, lane) = to_busbar_[n] * busbar_pu - std::complex(tile.j_re[at], tile.j_im[at]);
    }
  }
  const Eigen::MatrixXcd voltage = solver_.solve(right);
  for (Eigen::Index n = 0; n < unknown; ++n) {
    for (int lane = 0; lane < FLOW_LANES; ++lane) {
      const size_t at = static_cast<size_t>(n + 1) * FLOW_LANES + lane;
      tile.v_re[at] = voltage(n, lane).real();
      tile.v_im[at] = voltage(n, lane).imag();
    }
  }
}

}  // namespace hearthgrid::electricity
