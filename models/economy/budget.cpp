#include "models/economy/budget.hpp"

namespace hearthgrid::economy {

void BudgetQueue::commit(std::span<const Fen> need) {
  for (size_t i = 0; i < left_.size(); ++i) left_[i] -= need[i];
}

bool BudgetQueue::take(std::span<const Fen> need) {
  bool funded = true;
  for (size_t i = 0; i < left_.size(); ++i) {
    if (need[i] <= 0) continue;
    closed_[i] = closed_[i] || need[i] > left_[i];
    funded = funded && !closed_[i];
  }
  if (funded) {
    commit(need);
  } else {
    refuse(need);
  }
  return funded;
}

void BudgetQueue::refuse(std::span<const Fen> need) {
  for (size_t i = 0; i < unfunded_.size(); ++i) unfunded_[i] += need[i];
}

}  // namespace hearthgrid::economy
