#pragma once
// What cannot be right in a heat pump's table: units, holes, and what thermodynamics forbids.

#include <cstddef>
#include <string>
#include <vector>

#include "models/heater/technology.hpp"

namespace hearthgrid::heater {

/// One fault and the cell where it shows: row of the hot side's temperature, column of the outdoor (brine) temperature.
struct MapFault {
  enum class Quantity { outdoor_temp, water_temp, heat, input };
  Quantity quantity = Quantity::heat;
  size_t row = 0, column = 0;
  std::string message;  ///< with the values and, where two cells disagree, both
  std::string advice;
};

/// The axes alone: too few, not ascending or twice the same, Kelvin or degrees Fahrenheit. At most one fault per axis.
/// Hot sides are water (10 to 90 degC) or, for room_air, the room (0 to 40 degC).
[[nodiscard]] std::vector<MapFault> axis_faults(const PerformanceMap& map, CurveTemperature curve);

/// The cells of a table whose axes are in order and whose lists fit them:
///   heat or input below 0, or one of them 0 alone;
///   figures below 50 ("looks like kW"; only the first is told);
///   a cell of 0 that has a working one in hotter water or colder air: an envelope ends at its hot and cold edge;
///   fewer than three working cells in a column;
///   COP outside 0.8 to Carnot's, or not falling by hotter water or colder air, beyond 2 % (15 % where the
///   warmer air is at -3 to 5 degC: defrosting costs up to 9 % there in Daikin's RXM20R table).
[[nodiscard]] std::vector<MapFault> cell_faults(const PerformanceMap& map);

}  // namespace hearthgrid::heater
