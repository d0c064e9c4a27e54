#pragma once
// Exterior convection by wind, the form DOE-2 uses (MoWiTT: Yazdanian and Klems, ASHRAE Transactions 100, 1994; factors
// as EnergyPlus has them: MoWiTT's a and b, and by roughness 2.17 stucco, 1.67 brick and rough plaster, 1.52
// concrete, 1.13 clear pine, 1.11 smooth plaster, 1 glass, ASHRAE Handbook 1981):
//
//   glass   h_g = sqrt(h_n^2 + (a v^b)^2), the mean of windward (a 3.26, b 0.89) and leeward (a 3.55, b 0.617)
//   rough   h   = h_n + 1.67 (h_g - h_n), brick and rough plaster, for all that is not glass
//   h_n = 1.31 dT^(1/3) W/m2K at a surface 2 K off the air (assumed); v at the wall: 0.8 of the wind at 10 m (terrain
//   exponent 0.14 at 2 m)

namespace hearthgrid::dwelling {

struct WindFilm {
  double glass_w_m2k = 0.0;
  double rough_w_m2k = 0.0;
};

/// Convective coefficients at a wind speed [m/s] 10 m above ground; a negative one counts as none.
[[nodiscard]] WindFilm wind_film(double wind_speed_m_s);

}  // namespace hearthgrid::dwelling
