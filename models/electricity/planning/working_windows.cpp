#include "models/electricity/planning/working_windows.hpp"

#include <algorithm>
#include <array>

namespace hearthgrid::electricity {

void WorkingWindows::add_step(int64_t step, const PlaceLoads& loads) {
  const int64_t window = std::max<int64_t>(0, step - loads.warm_up_steps) / loads.window_steps();
  if (window < loads.windows() && std::ranges::find(windows_, window) == windows_.end()) windows_.push_back(window);
}

void WorkingWindows::add_worst(std::span<const AreaExtremes> reached, const PlaceLoads& loads) {
  for (const AreaExtremes& area : reached) {
    for (size_t k = 0; k < LIMIT_KINDS; ++k) {
      const auto& places = area.by_kind[k];
      if (places.empty() || static_cast<LimitKind>(k) == LimitKind::hot_spot) continue;
      const bool low = static_cast<LimitKind>(k) == LimitKind::low_voltage;
      const auto worst = low ? std::ranges::min_element(places, {}, &Extreme::value)
                             : std::ranges::max_element(places, {}, &Extreme::value);
      if (worst->step >= 0) add_step(worst->step, loads);
    }
  }
}

void WorkingWindows::add_loads(const Design& design, const PlaceLoads& loads) {
  if (loads.windows() == 0) return;
  const auto steps = static_cast<size_t>(loads.steps());
  std::array<std::vector<double>, 4> kw;  // of single-phase homes by phase, and of all
  for (auto& sum : kw) sum.assign(steps, 0.0);
  for (const PlanArea& area : design.areas) {
    for (size_t h = 0; h < area.rows.size(); ++h) {
      const int phase = area.network.homes[h].phase;
      for (size_t t = 0; t < steps; ++t) {
        const double load_kw = static_cast<double>(loads.kw[area.rows[h]][t]);
        kw[3][t] += load_kw;
        if (phase < 3) kw[phase][t] += load_kw;
      }
    }
  }
  for (const auto& sum : kw) {
    add_step(std::max_element(sum.begin() + loads.warm_up_steps, sum.end()) - sum.begin(), loads);
  }
  const auto least = std::min_element(kw[3].begin() + loads.warm_up_steps, kw[3].end());
  add_step(least - kw[3].begin(), loads);
}

bool WorkingWindows::broken(const Design& design, const PlaceLoads& loads, const PlanRules& rules) {
  const auto broken = first_broken(design, loads, rules, windows_);
  if (!broken) return false;
  const auto at = windows_.begin() + static_cast<ptrdiff_t>(*broken);
  std::rotate(windows_.begin(), at, at + 1);
  return true;
}

}  // namespace hearthgrid::electricity
