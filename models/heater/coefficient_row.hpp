#pragma once
// What a heater can do in one step of the weather: the row that the hot loop reads. Nothing but numbers in here, so
// that a file compiled for a newer instruction set may include it.

namespace hearthgrid::heater {

/// Of a heater of size 1.0. T_x is the temperature that the technology's curves hang on: the leaving water of a heat
/// pump, the returning water of a boiler, the room's air where there is no water.
struct CoefficientRow {
  double capacity[3];        ///< c0 c1 c2: capacity c0 + c1 T_x + c2 T_x^2 [W]
  double input_per_heat[3];  ///< r0 r1 r2: carrier input per heat at full load, r0 + r1 T_x + r2 T_x^2
  double supply_c;           ///< what the leaving water (the core of a storage heater) is heated to [degC]
  double always_w;           ///< carrier input whatever it does: losses of a village's network [W]
  double idle_w;             ///< carrier input while it does not run: crankcase heater [W]
  double backup;             ///< share of the backup heater that may run, 0 to 1
};

}  // namespace hearthgrid::heater
