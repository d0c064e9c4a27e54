#include "engine/run/draws_gas.hpp"

#include <algorithm>

#include "engine/run/plan.hpp"

namespace hearthgrid::run {

GasHeadlines headlines_of(const GasFigures& figures, const GasGrid& grid) {
  std::vector<bool> has_homes(figures.nodes.size());
  for (const int node : grid.household_node) {
    if (node != gas::NO_NODE) has_homes[static_cast<size_t>(node)] = true;
  }
  GasHeadlines out;
  out.not_served_m3 = figures.unsolved_m3;
  for (size_t n = 0; n < figures.nodes.size(); ++n) {
    const GasNodeFigures& node = figures.nodes[n];
    out.not_served_m3 += node.unserved_m3;
    const bool counts = has_homes[n] && node.wanted_m3 > 0.0 && node.lowest_pa.value > 0.0;
    if (counts && (out.lowest_pa == 0.0 || node.lowest_pa.value < out.lowest_pa)) out.lowest_pa = node.lowest_pa.value;
  }
  return out;
}

int first_alike(const Plan& plan, int mix) {
  int first = 0;
  while (plan.mixes[static_cast<size_t>(first)].pair != plan.mixes[static_cast<size_t>(mix)].pair) ++first;
  return first;
}

MemberGas::MemberGas(const Scenario& scenario, const GasGrid& grid, const std::string& path, int64_t memory_bytes)
    : c_(scenario),
      grid_(grid),
      draws_(grid, scenario.population, static_cast<int>(scenario.plan.mixes.size()), scenario.axis.season_steps(),
             path, memory_bytes) {}

std::vector<GasHeadlines> MemberGas::solve(const GasPassOptions& options) const {
  const GasFacts facts(grid_, draws_.nodes(), c_.axis.step_minutes);
  std::vector<GasHeadlines> all;
  std::vector<float> homes_m3h;
  for (int mix = 0; mix < static_cast<int>(c_.plan.mixes.size()); ++mix) {
    const int first = first_alike(c_.plan, mix);
    if (first < mix) {
      all.push_back(all[static_cast<size_t>(first)]);
      continue;
    }
    draws_.read(mix, homes_m3h);
    all.push_back(headlines_of(solve_gas(facts, homes_m3h, c_.axis.season_steps(), options).figures, grid_));
  }
  return all;
}

}  // namespace hearthgrid::run
