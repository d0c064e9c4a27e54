#include "models/electricity/planning/kva_rule.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "models/electricity/transformer_type.hpp"

namespace hearthgrid::electricity {
namespace {

constexpr double QUARTER_MIN = 15.0, DAY_MIN = 1440.0;

std::vector<float> means(std::span<const float> row, size_t steps) {
  std::vector<float> quarters;
  for (size_t from = 0; from + steps <= row.size(); from += steps) {
    const auto first = row.begin() + static_cast<ptrdiff_t>(from);
    const double sum = std::accumulate(first, first + static_cast<ptrdiff_t>(steps), 0.0);
    quarters.push_back(static_cast<float>(sum / static_cast<double>(steps)));
  }
  return quarters;
}

Spread divided(const Spread& spread, double by) {
  return {spread.mean / by, spread.p05 / by, spread.p95 / by};
}

}  // namespace

std::vector<KvaRule> kva_per_home(const KvaRuleInput& input, std::span<const int> numbers,
                                  const Resampling& resampling) {
  const bool factor_fits = input.power_factor > 0.0 && input.power_factor <= 1.0;
  const bool limit_fits = input.loading_limit > 0.0 && input.loading_limit <= 2.0;
  if (!factor_fits || !limit_fits || !(input.step_min > 0.0)) {
    throw std::invalid_argument("power factor, loading limit or step are out of range");
  }
  const auto shorter = static_cast<size_t>(std::max(1.0, std::round(QUARTER_MIN / input.step_min)));
  HomeLoads loads;
  loads.steps_per_day = static_cast<size_t>(std::llround(DAY_MIN / input.step_min)) / shorter;
  std::vector<std::vector<float>> quarters;
  for (const auto& row : input.homes_kw) quarters.push_back(means(row, shorter));
  for (const auto& row : quarters) loads.homes_kw.emplace_back(row);
  const size_t steps = quarters.empty() ? 0 : quarters[0].size();
  loads.bins.emplace_back(steps / loads.steps_per_day);
  std::iota(loads.bins[0].begin(), loads.bins[0].end(), 0);

  const double kw_per_kva = input.power_factor * input.loading_limit;
  const std::vector<double> sizes = sizes_of(input.series);
  std::vector<KvaRule> rules;
  for (const Coincidence& c : coincidence(loads, numbers, resampling)) {
    KvaRule rule{c.group_size, c.groups, c.admd_kw, c.factor, divided(c.admd_kw, kw_per_kva), std::nullopt};
    const double needed_kva = rule.homes * std::max(rule.kva_per_home.mean, rule.kva_per_home.p95);
    const auto size = std::ranges::lower_bound(sizes, needed_kva);
    if (size != sizes.end() && c.groups > 0) rule.standard_kva = *size;
    rules.push_back(rule);
  }
  return rules;
}

}  // namespace hearthgrid::electricity
