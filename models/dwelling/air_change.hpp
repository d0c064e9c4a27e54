#pragma once
// Air change through leaks, driven by the difference of temperature and the wind: the model of Sherman and Grimsrud
// (1980) with the tables of the ASHRAE Handbook of Fundamentals ("basic model"; figures from memory, unverified),
//   Q = A_L sqrt(Cs |T_in - T_out| + Cw v^2)    [L/s], A_L effective leakage area at 4 Pa [cm2], v of the weather
//   station
// Cs by storeys, Cw by storeys and shelter. A home's nominal air change is that at 20 K and 2.5 m/s.

#include <vector>

#include "models/dwelling/construction.hpp"

namespace hearthgrid::dwelling {

constexpr double NOMINAL_DIFFERENCE_K = 20.0, NOMINAL_WIND_M_S = 2.5;
constexpr double LEAKING_INDOOR_C = 16.0;  ///< what indoor air is taken at for the stack (assumed)

/// Cs [(L/s)^2/(cm4 K)] and Cw [(L/s)^2/(cm4 (m/s)^2)].
struct LeakageCoefficients {
  double stack = 0.0, wind = 0.0;
};
/// Storeys 1 to 3; shelter 1 (open country) to 5 (hemmed in by close neighbours on all sides), 4 = a village street.
[[nodiscard]] LeakageCoefficients leakage_coefficients(int storeys, int shelter);

/// f(t): air change over the nominal one, for each step; all 1 where the dwelling's air change is constant.
[[nodiscard]] std::vector<double> air_change_factor(const Dwelling& dwelling, const std::vector<double>& outdoor_temp_c,
                                                    const std::vector<double>& wind_speed_m_s);

/// Nominal air change [1/h] of a home with `ach50` air changes an hour at 50 Pa (a blower door's result): the flow
/// falls with the pressure's power 0.65 to 4 Pa, where A_L = Q sqrt(rho / (2 . 4 Pa)).
[[nodiscard]] double nominal_air_change_per_h(const Dwelling& dwelling, double ach50);

}  // namespace hearthgrid::dwelling
