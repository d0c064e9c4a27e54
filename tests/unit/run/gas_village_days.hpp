#pragma once
// Days of the small gas village for tests: what its two nodes with homes draw, and all of it solved.

#include <cmath>
#include <vector>

#include "engine/run/gas_pass.hpp"
#include "tests/unit/run/gas_village.hpp"

namespace hearthgrid::run {

constexpr int STEPS = 96;

// Draws of two nodes over days: from 0 at night to `peak` in the evening, another day colder than the one before.
inline std::vector<float> two_nodes(double peak_m3h, int days) {
  std::vector<float> draws;
  for (const double share : {0.6, 0.4}) {
    for (int k = 0; k < days * STEPS; ++k) {
      const double day = std::sin(M_PI * (k % STEPS) / (STEPS - 1.0)), cold = 1.0 - 0.1 * (k / STEPS % 3);
      draws.push_back(static_cast<float>(k % STEPS < 20 ? 0.0 : share * peak_m3h * day * cold));
    }
  }
  return draws;
}

inline std::vector<float> constant(const std::vector<double>& by_node, int days = 1) {
  std::vector<float> draws;
  for (const double m3h : by_node)
    draws.insert(draws.end(), static_cast<size_t>(days * STEPS), static_cast<float>(m3h));
  return draws;
}

inline GasSeason solve(const GasGrid& grid, const std::vector<float>& homes, GasPassOptions options = {},
                       int days = 1) {
  const GasFacts facts(grid, {NEAR_END, FAR_END}, 15);
  return solve_gas(facts, homes, int64_t{days} * STEPS, options);
}

}  // namespace hearthgrid::run
