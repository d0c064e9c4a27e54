#pragma once
// Conductors of 10 kV lines: resistance, reactance, capacitance and ampacity, each with where it comes from.
//
//   R(T) = R20 (1 + alpha (T - 20))
//   I(air) = I_ref sqrt((T_max - air) / (T_max - T_ref))
//
// The second is an assumption: all heat goes to the air in proportion to the excess temperature, wind and sun as where
// the rating was stated. Buried cables do not follow the air.

#include <string_view>
#include <vector>

namespace hearthgrid::electricity {

struct Conductor {
  std::string_view name;    ///< "JKLYJ-10-120"
  double r20_ohm_per_km;    ///< at 20 degC
  double x_ohm_per_km;      ///< 50 Hz, positive sequence
  double c_nf_per_km;       ///< to earth, positive sequence
  double rating_a;          ///< at `reference_c`
  double max_c;             ///< of the conductor in lasting service
  double reference_c;       ///< of the air (of the soil if buried) that the rating is stated for
  double alpha_per_k;       ///< of resistance, at 20 degC
  bool buried;              ///< the rating holds whatever the air
  std::string_view status;  ///< standard, assumed, unverified
  std::string_view source;

  [[nodiscard]] double r_ohm_per_km(double temperature_c) const {
    return r20_ohm_per_km * (1.0 + alpha_per_k * (temperature_c - 20.0));
  }
};

/// Square of ampacity at an air temperature over that at `reference_c`; 0 where the air is as hot as the conductor may
/// be.
[[nodiscard]] inline double ampacity_squared_factor(double max_c, double reference_c, double air_c) {
  const double factor = (max_c - air_c) / (max_c - reference_c);
  return factor > 0.0 ? factor : 0.0;
}

/// At an air temperature.
[[nodiscard]] double ampacity_a(const Conductor& conductor, double air_c);

/// Every conductor known: aerial insulated aluminium (JKLYJ-10), bare aluminium with steel (LGJ), buried copper
/// (YJV22).
[[nodiscard]] const std::vector<Conductor>& conductors();
[[nodiscard]] const Conductor* conductor(std::string_view name);  ///< null if there is none

}  // namespace hearthgrid::electricity
