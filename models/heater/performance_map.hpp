#pragma once
// A heat pump's full-load table made smooth in the temperature of its hot side and continued into the cold.
//
// At each outdoor (or brine) temperature of the table, heat Q and input per heat r = P / Q = 1 / COP become parabolas
// in the temperature T_w of the leaving water (of the room, for air-to-air machines). Rows up to 55 degC have weight 1,
// hotter rows 0.0005: households run at 35 to 55 degC, where three rows are met to 0.1 % (the default table has three);
// above, near the edge of the envelope, the parabola overstates the heat (by a half at -15/65), and the loader refuses
// supply temperatures beyond the machine's envelope. Cells of 0 (outside the envelope) are left out. Between outdoor
// temperatures the parabolas' coefficients are interpolated linearly.
//
// Colder than the table: per further interval of the table's two coldest columns, heat falls by the same ratio again
// (default table: -13 % at 35 degC, -20 % at 55 degC per 5 K; Keymark medians P(-22)/P(-15) = 0.80 and 0.76, ours 0.82
// and 0.74), and the COP keeps its share of Carnot's, so that r grows with T_w - T_out. Beyond -40 degC and the warmest
// column the last values hold.

#include <vector>

#include "models/heater/quadratic.hpp"
#include "models/heater/technology.hpp"

namespace hearthgrid::heater {

/// Full load at one outdoor temperature.
struct MapNode {
  double outdoor_temp_c = 0.0;
  Quadratic heat_w{};          ///< of the hot side's temperature [degC]
  Quadratic input_per_heat{};  ///< 1 / COP, of the same
};

/// Nodes ascending in outdoor temperature, from -40 degC or colder. Each column of the map needs three cells that are
/// not 0.
[[nodiscard]] std::vector<MapNode> fit_map(const PerformanceMap& map);

/// Linear between nodes, constant outside them.
[[nodiscard]] MapNode interpolate(const std::vector<MapNode>& nodes, double outdoor_temp_c);

}  // namespace hearthgrid::heater
