#include "models/electricity/planning/cost_order.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <tuple>

namespace hearthgrid::electricity {

CostOrder::CostOrder(std::vector<std::vector<double>> costs) : costs_(std::move(costs)) {
  for (const auto& group : costs_) {
    const bool rising = std::ranges::is_sorted(group) && (group.empty() || group[0] >= 0.0);
    if (!rising || group.size() > std::numeric_limits<uint16_t>::max()) {
      throw std::invalid_argument("costs of a group have to rise from 0 or more");
    }
  }
  push(Picks(costs_.size()), 0);
}

bool CostOrder::Later::operator()(const Way& a, const Way& b) const {
  return std::tie(a.cost, a.used, a.picks) > std::tie(b.cost, b.used, b.picks);
}

void CostOrder::push(Picks picks, size_t last) {
  Way way{0.0, 0, std::move(picks), last};
  for (size_t g = 0; g < costs_.size(); ++g) {
    if (way.picks[g] == 0) continue;
    way.cost += costs_[g][way.picks[g] - 1U];  // rounding keeps the order: sums of larger terms are no smaller
    ++way.used;
  }
  open_.push(std::move(way));
}

std::optional<CostOrder::Way> CostOrder::next() {
  if (open_.empty()) return std::nullopt;
  Way way = open_.top();
  open_.pop();
  for (size_t g = way.last; g < costs_.size(); ++g) {
    if (way.picks[g] >= costs_[g].size()) continue;
    Picks raised = way.picks;
    ++raised[g];
    push(std::move(raised), g);
  }
  return way;
}

double CostOrder::count() const {
  double ways = 1.0;
  for (const auto& group : costs_) ways *= 1.0 + static_cast<double>(group.size());
  return ways;
}

}  // namespace hearthgrid::electricity
