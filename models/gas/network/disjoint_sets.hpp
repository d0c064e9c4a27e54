#pragma once
// Which of many things are joined.

#include <numeric>
#include <utility>
#include <vector>

namespace hearthgrid::gas {

class DisjointSets {
 public:
  explicit DisjointSets(int count) : parent_(static_cast<size_t>(count)) {
    std::iota(parent_.begin(), parent_.end(), 0);
  }
  /// The smallest member of the set.
  [[nodiscard]] int find(int member) {
    while (parent_[static_cast<size_t>(member)] != member) {
      int& parent = parent_[static_cast<size_t>(member)];
      parent = parent_[static_cast<size_t>(parent)];
      member = parent;
    }
    return member;
  }
  /// False if they were joined already.
  bool join(int one, int other) {
    one = find(one);
    other = find(other);
    if (one == other) return false;
    if (one > other) std::swap(one, other);
    parent_[static_cast<size_t>(other)] = one;
    return true;
  }

 private:
  std::vector<int> parent_;
};

}  // namespace hearthgrid::gas
