#include "models/economy/budget.hpp"

namespace hearthgrid::economy {

void BudgetQueue::commit(std::span<const Fen> need) {
  for (size_t i = 0; i < left_.size(); ++i) left_[i] -= need[i];
}

bool BudgetQueue::take(std::span<const Fen> need) {
  for (size_t i = 0; i < left_.size(); ++i) open_ = open_ && (need[i] == 0 || need[i] <= left_[i]);
  std::vector<Fen>& book = open_ ? left_ : unfunded_;
  for (size_t i = 0; i < book.size(); ++i) book[i] += open_ ? -need[i] : need[i];
  return open_;
}

}  // namespace hearthgrid::economy
