#pragma once
// Frost on an air-source heat pump's outdoor coil, without counting it twice.
//
// Tables measured to EN 14511 contain the defrosting that the test's own humid air caused (wet bulb 1 K below dry bulb:
// 84 % relative humidity at 2 degC, 75 % at -7 degC). A dry northern winter frosts less. The table's heat is therefore
// multiplied by f(T, RH) / f(T, RH_test), at most 1.05; the electrical input stays.
//   f = 1 - [0.1534 exp(-(T - 0.8869)^2 / 26.06) z(T, RH) + max(1e-5, 0.03 - 0.004 T)]
// The bracket is Wetter and Afjei (1997), which knows temperature only; z is the frequency of defrosting over that of
// severe frosting, from the zones of Zhu et al. (2015, doi 10.1016/j.applthermaleng.2015.06.076) and the intervals of
// time-based defrosting in them (mild 165, moderate 60, severe 30 min): 0 at the mild zone's edge, 30/165 in the middle
// of it, 30/60 in the middle of the moderate zone, 1 from the severe zone's edge on, linear between. Joining the two is
// ours (assumed), and so is the fading between 4 and 6 degC, where Zhu's zones end.
// Not modelled: single defrost cycles, false defrosting (field: COP down by up to 40 %), a blocked outdoor unit.

namespace hearthgrid::heater {

/// Frequency of defrosting over that of severe frosting, 0..1. Relative humidity 0..1, over water.
[[nodiscard]] double frosting_rate(double outdoor_temp_c, double relative_humidity);

/// Relative humidity [0..1] of EN 14511's test air: wet bulb 1 K below dry bulb at 101.325 kPa.
[[nodiscard]] double test_relative_humidity(double outdoor_temp_c);

/// Of a table that contains defrosting: f(T, RH) / f(T, RH_test), at most 1.05.
[[nodiscard]] double frost_factor(double outdoor_temp_c, double relative_humidity);

/// Of a table that does not, because its points are dry (GB/T 25127.2 rates at -12 degC): f(T, RH) without the floor of
/// the bracket, max(1e-5, 0.03 - 0.004 T), which the points themselves have seen. 1 far from 0 degC and in dry air.
[[nodiscard]] double dry_map_frost_factor(double outdoor_temp_c, double relative_humidity);

}  // namespace hearthgrid::heater
