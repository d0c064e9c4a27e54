#pragma once
// Capped budgets: what they allow, home by home in a given order.

#include <span>
#include <vector>

#include "models/economy/money.hpp"
#include "models/economy/parties.hpp"

namespace hearthgrid::economy {

/// The most that a payer pays in a year.
struct BudgetCap {
  Payer payer = Payer::county;
  int year = 0;
  Fen cap = 0;
};

/// Hands capped budgets out in an order: each conversion is funded as a whole, by all the budgets that it asks, or not
/// at all. The first that a budget can no longer hold closes that budget for all behind, so that nobody is passed over
/// for a cheaper one; who asks nothing of it is not held up.
class BudgetQueue {
 public:
  explicit BudgetQueue(std::vector<Fen> caps)
      : left_(std::move(caps)), unfunded_(left_.size()), closed_(left_.size()) {}

  /// What has to be paid in any case, before the line; it may use up more than there is.
  void commit(std::span<const Fen> need);
  /// Funds the next in line if every budget that it asks is open and holds it; `need` by budget, below 0 where it
  /// brings money. Else, false.
  bool take(std::span<const Fen> need);
  /// The next in line cannot be funded for a reason of its own; closes nothing.
  void refuse(std::span<const Fen> need);

  [[nodiscard]] const std::vector<Fen>& left() const { return left_; }          ///< by cap; negative: overcommitted
  [[nodiscard]] const std::vector<Fen>& unfunded() const { return unfunded_; }  ///< by cap: what the refused need

 private:
  std::vector<Fen> left_, unfunded_;
  std::vector<bool> closed_;
};

}  // namespace hearthgrid::economy
