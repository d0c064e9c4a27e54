#pragma once
// The solver of low_voltage/ as what plans are judged by: exact flow for single windows, the screen for seasons.
//
// The solver gives the largest unbalance of a step, not each node's: it is laid to the node whose phases' voltages lie
// farthest apart, the other nodes get 0. Of a season, lines beside the most loaded one have the step of that one, and
// their loading is good to 0.1 % (never above the largest); the steps' loads, good to 1e-4, pick the quarters of an
// hour whose loading is then solved exactly.

#include "models/electricity/low_voltage/lv_kernel.hpp"
#include "models/electricity/planning/limits.hpp"

namespace hearthgrid::electricity {

/// Throws InputError where a network cannot be solved (see LvPlan).
[[nodiscard]] FlowFunction lv_flow_function(const LvKernels& kernels);
[[nodiscard]] SeasonFunction lv_season_function(const LvKernels& kernels);

}  // namespace hearthgrid::electricity
