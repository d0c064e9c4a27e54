#pragma once
// All ways to take at most one choice of each group, the cheapest first, made one at a time.

#include <cstdint>
#include <optional>
#include <queue>
#include <vector>

namespace hearthgrid::electricity {

/// Picks of a way: by group 0 for nothing, i for its choice i - 1.
using Picks = std::vector<uint16_t>;

/// Ways in order of cost, then of how many groups are used, then of the picks themselves. Each way is made once: its
/// successors raise the last group that it uses, or a later one, by one choice. Memory grows with the ways taken times
/// the groups.
class CostOrder {
 public:
  /// Costs by group and choice, rising within a group, none negative; std::invalid_argument otherwise.
  explicit CostOrder(std::vector<std::vector<double>> costs);

  struct Way {
    double cost = 0.0;
    int used = 0;
    Picks picks;
    size_t last = 0;  ///< last group that it uses
  };
  /// The next one; none after the last.
  [[nodiscard]] std::optional<Way> next();
  /// Number of ways in all, as a double (it may be large).
  [[nodiscard]] double count() const;

 private:
  struct Later {
    bool operator()(const Way& a, const Way& b) const;
  };
  void push(Picks picks, size_t last);
  std::vector<std::vector<double>> costs_;
  std::priority_queue<Way, std::vector<Way>, Later> open_;
};

}  // namespace hearthgrid::electricity
