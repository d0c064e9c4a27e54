#pragma once
// All days of a mix through the gas network, shared out to threads. Each day fills its own place, and figures are
// joined in order of days, so that threads do not matter. Days on which no home draws are alike, since other users have
// every day the same draws: one is solved for all of them.

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/run/gas_figures.hpp"

namespace hearthgrid::run {

struct GasPassOptions {
  int threads = 0;                                          ///< 0 = all
  std::function<bool()> stop = {};                          ///< asked before each day; may be empty
  std::function<void()> day_done = {};                      ///< called from one thread at a time; may be empty
  bool pressures = false, pipes = false, unserved = false;  ///< keep these series
  bool shares = false;                                      ///< keep what homes get
  bool figures = true;                                      ///< count; else figures stay empty, as unserved_m3h does
};

/// The network at one step.
struct GasState {
  std::vector<double> pressure_pa;  ///< by node; empty: no step
  std::vector<double> pipe_m3h, regulator_m3h, compressor_m3h;
};

/// A mix; series are [element][step], 0 in steps without a solution.
struct GasSeason {
  GasFigures figures;
  std::vector<double> supply_m3h;
  std::vector<float> pressure_pa, pipe_m3h, unserved_m3h;  ///< empty unless asked for
  GasShares homes;                                         ///< the same
  GasState worst;                                          ///< at figures.lowest_pa.step
};

/// `home_m3h`: [home node of the facts][step], `steps` of them, whole days. Throws Interrupted when asked to stop.
[[nodiscard]] GasSeason solve_gas(const GasFacts& facts, std::span<const float> home_m3h, int64_t steps,
                                  const GasPassOptions& options);

}  // namespace hearthgrid::run
