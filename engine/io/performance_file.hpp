#pragma once
// performance.csv: a heat pump's full-load table, one row per pair of outdoor and water temperature, in any order.
//
//   outdoor_temp_c,water_temp_c,heat_w,input_w
//   -15,35,5170,2238

#include <optional>
#include <string>

#include "engine/base/error.hpp"
#include "engine/io/schema.hpp"
#include "models/heater/technology.hpp"

namespace hearthgrid::io {

[[nodiscard]] const Schema& performance_schema();

/// The table of a file, its source and status empty. Nothing, and problems with line and column, if rows do not make a
/// whole grid (a pair that is missing or there twice) or models/heater/map_faults.hpp finds something.
[[nodiscard]] std::optional<heater::PerformanceMap> read_performance(const std::string& path,
                                                                     heater::CurveTemperature curve,
                                                                     ProblemList& problems);

}  // namespace hearthgrid::io
