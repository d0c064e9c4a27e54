#pragma once
// The few windows that most designs fail on: kept by a search, which asks them before it solves a season.

#include <cstdint>
#include <span>
#include <vector>

#include "models/electricity/planning/limits.hpp"

namespace hearthgrid::electricity {

class WorkingWindows {
 public:
  /// Adds the window of a step counted from the rows' first one; of the warm-up, the first.
  void add_step(int64_t step, const PlaceLoads& loads);
  /// Adds the windows of the worst place of each kind and area.
  void add_worst(std::span<const AreaExtremes> reached, const PlaceLoads& loads);
  /// Adds the windows with most and least power of all rows, and the one with most on each phase of the design.
  void add_loads(const Design& design, const PlaceLoads& loads);

  /// Whether a design breaks a limit in any of them. The window that says so comes first next time.
  [[nodiscard]] bool broken(const Design& design, const PlaceLoads& loads, const PlanRules& rules);

  [[nodiscard]] const std::vector<int64_t>& all() const { return windows_; }

 private:
  std::vector<int64_t> windows_;
};

}  // namespace hearthgrid::electricity
