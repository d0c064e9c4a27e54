#pragma once
// Irradiance on a tilted plane.
//
//   beam        = DNI max(0, cos i)
//   ground      = albedo GHI (1 - cos t)/2,  GHI = DNI cos z + DHI
//   perez       circumsolar = DHI F1 a/b,  sky = DHI [(1 - F1)(1 + cos t)/2 + F2 sin t]   (not below zero)
//               a = max(0, cos i), b = max(cos 85 deg, cos z); F1, F2 from clearness and brightness of the sky
//   hay_davies  circumsolar = DHI A R_b,   sky = DHI (1 - A)(1 + cos t)/2,  A = DNI / E0n
//   isotropic   sky = DHI (1 + cos t)/2
//
// Perez, Ineichen, Seals, Michalsky and Stewart (1990), Solar Energy 44(5):271-289, coefficients "all sites composite
// 1990"; F1 within 0 and 1; relative air mass of Kasten (1966), not reduced by the altitude's pressure, as the
// coefficients were fitted (reducing it adds about 0.7 % to Denver's walls). Hay and Davies (1980). Isotropic and
// Hay-Davies are for comparison: on ASHRAE 140's facades the isotropic sky is outside the reference programs' ranges.
// With the sun below the horizon the sky is isotropic.

#include <vector>

#include "engine/base/irradiance.hpp"
#include "models/weather/solar.hpp"
#include "models/weather/step_weather.hpp"

namespace hearthgrid::weather {

enum class SkyModel { perez, hay_davies, isotropic };

/// Irradiance on `plane` at one instant, from direct normal and diffuse horizontal irradiance [W/m2].
[[nodiscard]] PlaneIrradiance plane_irradiance(const SunPosition& sun, int day_of_year, double direct_normal_w_m2,
                                               double diffuse_horizontal_w_m2, const Plane& plane, double albedo,
                                               SkyModel model = SkyModel::perez);

/// The same for every sub-step of a season, behind its horizon; size steps x substeps.
[[nodiscard]] std::vector<PlaneIrradiance> plane_irradiance(const StepWeather& weather, const Plane& plane,
                                                            double albedo, SkyModel model = SkyModel::perez);

/// The same with the weather's own albedo of the ground, by Perez.
[[nodiscard]] std::vector<PlaneIrradiance> plane_irradiance(const StepWeather& weather, const Plane& plane);

}  // namespace hearthgrid::weather
