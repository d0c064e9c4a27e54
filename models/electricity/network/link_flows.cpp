#include "models/electricity/network/link_flows.hpp"

namespace hearthgrid::electricity {

LinkFlows::LinkFlows(const Network& network, const NetworkNodes& nodes)
    : count_(network.lines.size() + network.switches.size()) {
  for (size_t i = 0; i < network.lines.size(); ++i) {
    const Line& line = network.lines[i];
    if (line.is_link && connects(network, line)) links_.push_back({i, line.from, line.to});
  }
  for (size_t i = 0; i < network.switches.size(); ++i) {
    const BusSwitch& each = network.switches[i];
    if (connects(network, each)) links_.push_back({network.lines.size() + i, each.from, each.to});
  }
  if (links_.empty()) return;
  // Laplacian of the links; the first bus of each node is the reference, and so is what belongs to no node.
  std::vector<Eigen::Triplet<double>> entries;
  const auto reference = [&](int bus) {
    return nodes.at(bus) < 0 || nodes.bus[static_cast<size_t>(nodes.at(bus))] == bus;
  };
  const int buses = static_cast<int>(network.buses.size());
  for (int bus = 0; bus < buses; ++bus) entries.emplace_back(bus, bus, reference(bus) ? 1.0 : 0.0);
  for (const Link& link : links_) {
    if (!reference(link.from)) entries.emplace_back(link.from, link.from, 1.0);
    if (!reference(link.to)) entries.emplace_back(link.to, link.to, 1.0);
    if (reference(link.from) || reference(link.to)) continue;
    entries.emplace_back(link.from, link.to, -1.0);
    entries.emplace_back(link.to, link.from, -1.0);
  }
  Eigen::SparseMatrix<double> laplacian(buses, buses);
  laplacian.setFromTriplets(entries.begin(), entries.end());
  factors_.compute(laplacian);
  references_.reserve(static_cast<size_t>(buses));
  for (int bus = 0; bus < buses; ++bus) references_.push_back(reference(bus) ? 1 : 0);
}

std::vector<PhaseValues> LinkFlows::currents(const std::vector<PhaseValues>& leaving_a) const {
  std::vector<PhaseValues> flows(count_);
  if (links_.empty()) return flows;
  Eigen::MatrixXd needed(static_cast<Eigen::Index>(leaving_a.size()), 6);
  for (Eigen::Index bus = 0; bus < needed.rows(); ++bus) {
    for (Eigen::Index phase = 0; phase < 3; ++phase) {
      const Complex out = leaving_a[static_cast<size_t>(bus)][static_cast<size_t>(phase)];
      const bool held = references_[static_cast<size_t>(bus)] != 0;
      needed(bus, 2 * phase) = held ? 0.0 : -out.real();
      needed(bus, 2 * phase + 1) = held ? 0.0 : -out.imag();
    }
  }
  const Eigen::MatrixXd potential = factors_.solve(needed);
  for (const Link& link : links_) {
    for (Eigen::Index phase = 0; phase < 3; ++phase) {
      flows[link.index][static_cast<size_t>(phase)] = {
          potential(link.from, 2 * phase) - potential(link.to, 2 * phase),
          potential(link.from, 2 * phase + 1) - potential(link.to, 2 * phase + 1)};
    }
  }
  return flows;
}

}  // namespace hearthgrid::electricity
