#include "models/electricity/medium_voltage/transfer.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>

#include "models/electricity/medium_voltage/mv_flow.hpp"

namespace hearthgrid::electricity {
namespace {

constexpr size_t LANES = FLOW_LANES;
constexpr int ROUNDS = 3;  // each narrows the share to a 32nd

// The neighbour first, then the lost feeder's nodes without its busbar.
MvNetwork joined(const TransferCase& asked) {
  MvNetwork all = *asked.neighbour;
  const int shift = all.nodes - 1;
  all.nodes += asked.lost->nodes - 1;
  for (MvLine line : asked.lost->lines) {
    if (line.from == 0 || line.to == 0) continue;
    line.from += shift;
    line.to += shift;
    all.lines.push_back(line);
  }
  MvLine tie = asked.tie;
  tie.from = asked.neighbour_node;
  tie.to = asked.lost_node + shift;
  all.lines.push_back(tie);
  return all;
}

class Search {
 public:
  explicit Search(const TransferCase& asked) : asked_(asked), flow_(joined(asked)), tile_(flow_.network()) {}

  // What is broken with each of 32 shares above `low`, `step` apart.
  void look(double low, double step) {
    const int own = asked_.neighbour->nodes;
    for (int n = 1; n < flow_.network().nodes; ++n) {
      for (size_t i = 0; i < LANES; ++i) {
        const double share = n < own ? 1.0 : low + step * static_cast<double>(i + 1);
        tile_.kw[n * LANES + i] = share * (n < own ? asked_.neighbour_kw[n] : asked_.lost_kw[n - own + 1]);
        tile_.kvar[n * LANES + i] = share * (n < own ? asked_.neighbour_kvar[n] : asked_.lost_kvar[n - own + 1]);
      }
    }
    flow_.solve(tile_);
  }

  [[nodiscard]] TransferLimit broken(size_t lane, double kva_before) const {
    if (!tile_.solved[lane]) return TransferLimit::no_solution;
    for (size_t l = 0; l < flow_.network().lines.size(); ++l) {
      const double a2 = tile_.current2_a2[l * LANES + lane];
      if (flow_.network().lines[l].loading_squared(a2, asked_.air_c) > 1.0) return TransferLimit::line;
    }
    for (int n = 0; n < flow_.network().nodes; ++n) {
      const double re = tile_.v_re[n * LANES + lane], im = tile_.v_im[n * LANES + lane];
      if (re * re + im * im < asked_.lowest_pu * asked_.lowest_pu) return TransferLimit::voltage;
    }
    if (kva(lane) - kva_before > asked_.spare_kva) return TransferLimit::substation;
    return TransferLimit::none;
  }

  [[nodiscard]] double kva(size_t lane) const { return std::hypot(tile_.head_kw[lane], tile_.head_kvar[lane]); }
  [[nodiscard]] double head_a(size_t lane) const { return std::sqrt(tile_.head2_a2[lane]); }

 private:
  const TransferCase& asked_;
  MvFlow flow_;
  FlowTile tile_;
};

// Ampacity of the lines at a busbar together.
double head_limit_a(const MvNetwork& network, double air_c) {
  double limit = 0.0;
  for (const MvLine& line : network.lines) {
    if (line.from != 0 && line.to != 0) continue;
    const double loading2 = line.loading_squared(1.0, air_c);  // of one ampere
    if (loading2 <= 0.0) return std::numeric_limits<double>::infinity();
    limit += 1.0 / std::sqrt(loading2);
  }
  return limit;
}

}  // namespace

Transfer assess_transfer(const TransferCase& asked) {
  const auto fits = [](std::span<const double> loads, const MvNetwork& network) {
    return loads.size() == static_cast<size_t>(network.nodes);
  };
  if (!fits(asked.lost_kw, *asked.lost) || !fits(asked.lost_kvar, *asked.lost) ||
      !fits(asked.neighbour_kw, *asked.neighbour) || !fits(asked.neighbour_kvar, *asked.neighbour)) {
    throw std::invalid_argument("loads do not fit a feeder's nodes");
  }
  std::optional<Search> search;
  try {
    search.emplace(asked);
  } catch (const std::invalid_argument&) {  // nodes that only the lost head reached
    return {TransferLimit::no_tie, 0.0, 0.0, 0.0};
  }
  search->look(0.0, 0.0);
  const double before_kva = search->kva(0), before_a = search->head_a(0);
  Transfer transfer;
  transfer.margin_a = std::max(0.0, std::min(1e9, head_limit_a(*asked.neighbour, asked.air_c)) - before_a);
  transfer.limit = search->broken(0, before_kva);
  if (transfer.limit != TransferLimit::none) return transfer;
  double step = 1.0 / static_cast<double>(LANES);
  for (int round = 0; round < ROUNDS; ++round, step /= static_cast<double>(LANES)) {
    search->look(transfer.share, step);
    size_t lane = 0;
    while (lane < LANES && search->broken(lane, before_kva) == TransferLimit::none) ++lane;
    if (lane > 0) {
      transfer.share += step * static_cast<double>(lane);
      transfer.transferable_a = search->head_a(lane - 1) - before_a;
    }
    if (lane == LANES) {
      // The last of a finer round is the first of the coarser one that was too much, but for rounding.
      if (round == 0) transfer.limit = TransferLimit::none;
      break;
    }
    transfer.limit = search->broken(lane, before_kva);
  }
  transfer.share = std::min(1.0, transfer.share);
  return transfer;
}

}  // namespace hearthgrid::electricity
