#include "engine/run/gas_planning.hpp"

#include <algorithm>

#include "engine/run/gas_rationing.hpp"

namespace hearthgrid::run {
namespace {

GasGroup group_of(int size, const GasBurners& burners, std::span<const float> home_m3h, size_t steps) {
  GasGroup out{.size = size};
  std::vector<double> together(steps, 0.0);
  int count = 0, all = 0;
  double full = 0.0;
  for (size_t row = 0; row < burners.count.size(); ++row) {
    if (burners.count[row] == 0) continue;
    count += burners.count[row];
    full += burners.full_m3h[row];
    for (size_t k = 0; k < steps; ++k) together[k] += static_cast<double>(home_m3h[row * steps + k]);
    if (count < size) continue;
    const double factor = *std::max_element(together.begin(), together.end()) / full;
    out.mean += factor;
    out.largest = std::max(out.largest, factor);
    ++out.groups;
    all += count;
    count = 0;
    full = 0.0;
    std::fill(together.begin(), together.end(), 0.0);
  }
  if (out.groups == 0 || all > 1.5 * size * out.groups) return {.size = size};
  out.mean /= out.groups;
  return out;
}

}  // namespace

GasPlanning plan_gas(const SimulationInputs& inputs, const GasFacts& facts, const io::GasWorks& works, int mix,
                     std::span<const float> home_m3h, const SeasonSizingOptions& options) {
  const auto steps = static_cast<size_t>(inputs.physics->axis.season_steps());
  GasPlanning out;
  out.sizing = size_season(facts, works, home_m3h, steps, options);
  out.storages = storages_of(facts, works.lng, home_m3h, steps);
  const GasBurners burners = burners_of(inputs, facts, mix);
  for (const int size : GAS_GROUP_SIZES) out.groups.push_back(group_of(size, burners, home_m3h, steps));
  return out;
}

}  // namespace hearthgrid::run
