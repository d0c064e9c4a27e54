#include "engine/run/gas_planning.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

#include "engine/run/gas_rationing.hpp"

namespace hearthgrid::run {
namespace {

// Nothing to plan for without draws.
std::vector<int64_t> design_steps(const std::vector<double>& total_m3h, const gas::GasNetwork& network,
                                  const GasFigures& figures) {
  const auto largest = std::max_element(total_m3h.begin(), total_m3h.end());
  if (largest == total_m3h.end() || *largest <= 0.0) return {};
  std::vector<int64_t> steps = {largest - total_m3h.begin(), figures.lowest_pa.step};
  GasExtreme loaded, fastest;
  for (size_t r = 0; r < network.regulators.size(); ++r) {
    const GasExtreme& peak = figures.regulators[r].peak_m3h;
    if (peak.step >= 0) loaded.raise(peak.value / network.regulators[r].capacity_m3h, peak.step);
  }
  for (const GasPipeFigures& pipe : figures.pipes) {
    if (pipe.velocity_m_s.step >= 0) fastest.raise(pipe.velocity_m_s.value, pipe.velocity_m_s.step);
  }
  steps.push_back(loaded.step);
  steps.push_back(fastest.step);
  std::erase_if(steps, [](int64_t step) { return step < 0; });
  std::sort(steps.begin(), steps.end());
  steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
  return steps;
}

std::vector<double> total_wanted(const GasFacts& facts, std::span<const float> home_m3h, size_t steps) {
  std::vector<double> total(steps, 0.0);
  for (size_t row = 0; row < facts.home_nodes.size(); ++row) {
    for (size_t k = 0; k < steps; ++k) total[k] += static_cast<double>(home_m3h[row * steps + k]);
  }
  const auto per_day = static_cast<size_t>(facts.steps_per_day);
  for (const GasUser& user : facts.grid->users) {
    for (size_t k = 0; k < steps; ++k) total[k] += draw_of(user, k, per_day);
  }
  return total;
}

// Caps of all supplies together: the county's, and the sum of their own where each has one.
gas::SupplyLimits all_limits(const GasGrid& grid) {
  gas::SupplyLimits limits = grid.county;
  const auto tighten = [&](std::optional<double> gas::SupplyLimits::*cap) {
    double sum = 0.0;
    for (const GasSupplyTerms& supply : grid.supply) {
      if (!(supply.limits.*cap)) return;
      sum += *(supply.limits.*cap);
    }
    if (grid.supply.empty()) return;
    limits.*cap = limits.*cap ? std::min(*(limits.*cap), sum) : sum;
  };
  tighten(&gas::SupplyLimits::hourly_m3h);
  tighten(&gas::SupplyLimits::daily_m3);
  return limits;
}

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

std::vector<double> wanted_at(const GasFacts& facts, std::span<const float> home_m3h, size_t steps, size_t step) {
  std::vector<double> draw(facts.grid->network.nodes.size(), 0.0);
  for (size_t row = 0; row < facts.home_nodes.size(); ++row) {
    draw[static_cast<size_t>(facts.home_nodes[row])] += static_cast<double>(home_m3h[row * steps + step]);
  }
  const auto per_day = static_cast<size_t>(facts.steps_per_day);
  for (const GasUser& user : facts.grid->users) {
    draw[static_cast<size_t>(user.node)] += draw_of(user, step, per_day);
  }
  return draw;
}

GasPlanning plan_gas(const SimulationInputs& inputs, const GasFacts& facts, const io::GasWorks& works, int mix,
                     std::span<const float> home_m3h, const GasFigures& figures) {
  const auto steps = static_cast<size_t>(inputs.physics->axis.season_steps());
  const std::vector<double> total = total_wanted(facts, home_m3h, steps);
  GasPlanning out;
  out.sizing.network = facts.grid->network;
  out.design_steps = design_steps(total, facts.grid->network, figures);
  if (!out.design_steps.empty()) {
    gas::DesignDraws draws;
    for (const int64_t step : out.design_steps) {
      draws.push_back(wanted_at(facts, home_m3h, steps, static_cast<size_t>(step)));
    }
    gas::SizingRule rule = works.rule;
    rule.friction.law = facts.grid->friction;
    out.sizing = gas::size_network(facts.grid->network, draws, works.catalogue, rule);
  }
  const gas::SupplyLimits limits = all_limits(*facts.grid);
  if (limits.hourly_m3h || limits.daily_m3) {
    out.storage = gas::size_storage(total, facts.step_minutes, limits, {});
    out.lng = gas::lng_of(out.storage, works.lng);
  }
  const GasBurners burners = burners_of(inputs, facts, mix);
  for (const int size : GAS_GROUP_SIZES) out.groups.push_back(group_of(size, burners, home_m3h, steps));
  return out;
}

}  // namespace hearthgrid::run
