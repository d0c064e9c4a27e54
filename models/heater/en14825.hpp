#pragma once
// Seasonal coefficient of performance of a heat pump after EN 14825: the bin method with variable outlet temperature.
//   load       P_h(T) = P_design (T - 16) / (T_design - 16)
//   each bin   compressor up to its capacity, a resistor for the rest; cycling by Cc (part_load.hpp), part load by the
//              technology's part_load_slope
//   SCOP_on  = sum h P_h / sum h (P_h - backup) / COP_bin + h backup
//   SCOP     = Q / (Q / SCOP_on + H_to P + H_off P + H_ck P_crankcase),  Q = P_design H_he
// P is standby_w in thermostat-off and in off mode alike, P_crankcase is crankcase_w; both climates have no standby
// mode. running_w is left out: EN 14511 puts the pump's share into the map. Frost is that of the test's own air. Bins
// and hours of EN 14825:2018, Annex A and B, for machines that heat only, read second-hand (Keymark tools); the bins
// add up to 4 910 and 6 446 h and give the standard's 2 066 and 2 465 h of equivalent full load.

#include "models/heater/technology.hpp"

namespace hearthgrid::heater {

enum class SeasonClimate { average, colder };  ///< design at -10 and -22 degC
enum class OutletLevel { low, medium };        ///< 35 and 55 degC at design

/// Leaving water [degC] at an outdoor temperature: linear between the standard's points, and beyond the warmest two.
[[nodiscard]] double outlet_temp_c(SeasonClimate climate, OutletLevel level, double outdoor_temp_c);

struct SeasonalPerformance {
  double scop = 0.0;
  double scop_on = 0.0;  ///< without what it draws while it stands
  double design_load_w = 0.0;
  double backup_share = 0.0;  ///< of the season's heat
};

/// Of one machine of size 1.0 with the load that it just meets at the bivalent temperature.
[[nodiscard]] SeasonalPerformance seasonal_performance(const Technology& technology, SeasonClimate climate,
                                                       OutletLevel level, double bivalent_temp_c);

}  // namespace hearthgrid::heater
