#pragma once
// Conductors of low-voltage lines and service drops: resistance, reactance, what they carry.

#include <complex>
#include <string>
#include <string_view>
#include <vector>

namespace hearthgrid::electricity {

/// One conductor; the neutral of a line is another of its kind unless it says otherwise.
struct LvConductor {
  std::string name;                         ///< "JKLYJ-70"
  double r20_ohm_per_km = 0.0;              ///< at 20 degC
  double x_ohm_per_km = 0.0;                ///< positive sequence, of the line as built
  double rating_a = 0.0;                    ///< current that a phase carries for long
  double temp_coefficient_per_k = 0.00403;  ///< of resistance: aluminium 0.00403, copper 0.00393
  double neutral_r20_ohm_per_km = 0.0;      ///< 0 = as a phase's
  std::string status;                       ///< standard, assumed, unverified
  std::string source;

  [[nodiscard]] double r_ohm_per_km(double temp_c) const {
    return r20_ohm_per_km * (1.0 + temp_coefficient_per_k * (temp_c - 20.0));
  }
  [[nodiscard]] double neutral_r_ohm_per_km(double temp_c) const {
    return (neutral_r20_ohm_per_km > 0.0 ? neutral_r20_ohm_per_km : r20_ohm_per_km) *
           (1.0 + temp_coefficient_per_k * (temp_c - 20.0));
  }
};

/// The built-in ones: JKLYJ (aluminium, insulated, overhead) from 16 to 240 mm2 for lines, BV (copper) from 4 to 16 mm2
/// for drops; each kind by ascending section.
[[nodiscard]] const std::vector<LvConductor>& standard_conductors();

/// Index of a conductor by name; -1 if there is none.
[[nodiscard]] int conductor_index(const std::vector<LvConductor>& all, std::string_view name);

/// Index of the first JKLYJ from `least` (a name) on that carries `amperes`; the last one if none does.
[[nodiscard]] int conductor_for(double amperes, std::string_view least);

}  // namespace hearthgrid::electricity
