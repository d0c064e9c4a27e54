// Rows, order and pattern of a core system, once.

#include <Eigen/OrderingMethods>
#include <algorithm>

#include "models/gas/network/core_state.hpp"

namespace hearthgrid::gas {

void CoreSystem::State::build(const std::vector<PlanEdge>& all, const std::vector<int>& nodes,
                              const std::vector<bool>& held) {
  std::vector<int> given_row(held.size(), -1);
  for (const int node : nodes) {
    if (held[static_cast<size_t>(node)]) {
      held_nodes.push_back(node);
    } else {
      given_row[static_cast<size_t>(node)] = static_cast<int>(free_nodes.size());
      free_nodes.push_back(node);
    }
  }
  const auto rows = static_cast<int>(free_nodes.size());
  std::vector<Eigen::Triplet<double>> both;
  for (int r = 0; r < rows; ++r) both.emplace_back(r, r, 1.0);
  for (const int e : edges) {
    const int i = given_row[static_cast<size_t>(all[static_cast<size_t>(e)].from)];
    const int j = given_row[static_cast<size_t>(all[static_cast<size_t>(e)].to)];
    if (i < 0 || j < 0) continue;
    both.emplace_back(i, j, 1.0);
    both.emplace_back(j, i, 1.0);
  }
  Matrix pattern(rows, rows);
  pattern.setFromTriplets(both.begin(), both.end());
  Eigen::PermutationMatrix<Eigen::Dynamic, Eigen::Dynamic, int> inverse;
  if (rows > 0) Eigen::AMDOrdering<int>()(pattern, inverse);
  // Position k of the elimination holds the row inverse.indices()(k).
  std::vector<int> row_of(free_nodes.size()), ordered(free_nodes.size());
  for (int k = 0; k < rows; ++k) {
    const int given = inverse.indices()(k);
    row_of[static_cast<size_t>(given)] = k;
    ordered[static_cast<size_t>(k)] = free_nodes[static_cast<size_t>(given)];
  }
  free_nodes = ordered;

  std::vector<Eigen::Triplet<double>> upper;
  for (int r = 0; r < rows; ++r) upper.emplace_back(r, r, 1.0);
  for (const int e : edges) {
    const int i = given_row[static_cast<size_t>(all[static_cast<size_t>(e)].from)];
    const int j = given_row[static_cast<size_t>(all[static_cast<size_t>(e)].to)];
    row_from.push_back(i < 0 ? -1 : row_of[static_cast<size_t>(i)]);
    row_to.push_back(j < 0 ? -1 : row_of[static_cast<size_t>(j)]);
    if (i < 0 || j < 0) continue;
    upper.emplace_back(std::min(row_from.back(), row_to.back()), std::max(row_from.back(), row_to.back()), 1.0);
  }
  matrix.resize(rows, rows);
  matrix.setFromTriplets(upper.begin(), upper.end());
  matrix.makeCompressed();
  const auto slot = [&](int row, int column) {
    return static_cast<int>(&matrix.coeffRef(row, column) - matrix.valuePtr());
  };
  for (int r = 0; r < rows; ++r) slot_diag.push_back(slot(r, r));
  for (size_t k = 0; k < edges.size(); ++k) {
    const bool inner = row_from[k] >= 0 && row_to[k] >= 0;
    slot_off.push_back(inner ? slot(std::min(row_from[k], row_to[k]), std::max(row_from[k], row_to[k])) : -1);
  }
  if (rows > 0) ldlt.analyzePattern(matrix);
  right.resize(rows);
  step.resize(rows);
  for (auto* values : {&factor, &head, &slope, &residual, &weight, &flow_step}) values->assign(edges.size(), 0.0);
  draw_residual.assign(free_nodes.size(), 0.0);
  draw_weight.assign(free_nodes.size(), 0.0);
}

void CoreSystem::State::add_transfers(const std::vector<PlanEdge>& all, const std::vector<CoreTransfer>& transfers) {
  const auto rows = static_cast<int>(free_nodes.size());
  const auto row_of = [&](int node) {
    const auto found = std::find(free_nodes.begin(), free_nodes.end(), node);
    return found == free_nodes.end() ? -1 : static_cast<int>(found - free_nodes.begin());
  };
  drawn_from.assign(edges.size(), -1);
  std::vector<Eigen::Triplet<double>> pattern;
  for (const auto& transfer : transfers) {
    // An inlet that is held itself passes the draw on to its own holder's inlet.
    int inlet = transfer.inlet, row = row_of(inlet);
    for (size_t i = 0; row < 0 && i < transfers.size(); ++i) {
      const auto next = std::find_if(transfers.begin(), transfers.end(),
                                     [&](const CoreTransfer& each) { return each.held == inlet; });
      if (next == transfers.end()) break;
      inlet = next->inlet;
      row = row_of(inlet);
    }
    if (row < 0) continue;
    drawn_loads.emplace_back(transfer.held, row);
    for (size_t k = 0; k < edges.size(); ++k) {
      const PlanEdge& edge = all[static_cast<size_t>(edges[k])];
      if (edge.from != transfer.held && edge.to != transfer.held) continue;
      drawn_from[k] = row;
      const int other = edge.from == transfer.held ? row_to[k] : row_from[k];
      if (other >= 0) pattern.emplace_back(row, other, 1.0);
    }
  }
  if (drawn_loads.empty()) return;
  for (int r = 0; r < rows; ++r) pattern.emplace_back(r, r, 1.0);
  for (size_t k = 0; k < edges.size(); ++k) {
    if (row_from[k] < 0 || row_to[k] < 0) continue;
    pattern.emplace_back(row_from[k], row_to[k], 1.0);
    pattern.emplace_back(row_to[k], row_from[k], 1.0);
  }
  full.resize(rows, rows);
  full.setFromTriplets(pattern.begin(), pattern.end());
  full.makeCompressed();
  lu.analyzePattern(full);
}

}  // namespace hearthgrid::gas
