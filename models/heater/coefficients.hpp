#pragma once
// What a technology can do at each step of the weather, ready for the hot loop: one row of numbers per step
// (coefficient_row.hpp), parabolas in a water temperature, no look-up left. Part load is input_share() of part_load.hpp
// and part_load_ratio() of technology.hpp.

#include <span>
#include <vector>

#include "models/heater/coefficient_row.hpp"
#include "models/heater/technology.hpp"

namespace hearthgrid::heater {

/// What a row hangs on.
struct StepConditions {
  double outdoor_temp_c = 0.0;
  double relative_humidity = 0.5;  ///< 0..1
  double brine_temp_c = 5.0;       ///< of a ground loop, see brine_temp_c()
  double hour = 12.0;              ///< middle of the step, local time, 0..24
  bool valley = false;             ///< of the tariff
  double price_ratio = 0.0;        ///< a kWh of electricity over one of the second heater's fuel; 0 = not known
};

struct HeaterCoefficients {
  std::vector<CoefficientRow> rows;  ///< one per step

  [[nodiscard]] size_t steps() const { return rows.size(); }
  /// Capacity [W] of size 1.0 at a step and a temperature T_x [degC].
  [[nodiscard]] double capacity_w(size_t step, double temp_c) const;
  /// Carrier input per heat at full load. Where a heat pump is locked out its capacity is 0 and this stays finite.
  [[nodiscard]] double input_per_heat(size_t step, double temp_c) const;
};

/// One row per step. Good for -40 to 40 degC outdoors and 25 to 75 degC of water; beyond the outdoor range the last
/// values hold. A hand-fired technology has capacity 0: its heat is hand_fired.hpp's. Throws std::logic_error for a
/// model that does not exist (the loader refuses it before).
[[nodiscard]] HeaterCoefficients coefficients(const Technology& technology, std::span<const StepConditions> steps);
/// The same where weather alone counts; humidity 0..1.
[[nodiscard]] HeaterCoefficients coefficients(const Technology& technology, std::span<const double> outdoor_temp_c,
                                              std::span<const double> relative_humidity);

/// Brine that comes from a ground loop [degC], by the day's mean outdoor temperature t:
///   -0.0003 t^3 + 0.0086 t^2 + 0.3047 t + 5.0647   (Fraunhofer WP-Monitor, as in hplib), t from -15 to 25 degC.
[[nodiscard]] double brine_temp_c(double day_mean_outdoor_c);

}  // namespace hearthgrid::heater
