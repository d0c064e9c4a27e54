#include "models/weather/tilted.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "engine/base/fast_math.hpp"

namespace hearthgrid::weather {

namespace {

constexpr double DEGREE = std::numbers::pi / 180.0;
constexpr double COS_85_DEG = 0.08715574274765817;
constexpr double PEREZ_KAPPA = 1.041;  // for the zenith angle in radian

struct PerezBin {
  double clearness_below;
  double f11, f12, f13, f21, f22, f23;
};

// Perez et al. (1990), table 6, all sites composite.
constexpr std::array<PerezBin, 8> PEREZ_BINS = {{
    {1.065, -0.0083117, 0.5877285, -0.0620636, -0.0596012, 0.0721249, -0.0220216},
    {1.23, 0.1299457, 0.6825954, -0.1513725, -0.0189325, 0.0659650, -0.0288748},
    {1.5, 0.3296958, 0.4868735, -0.2210958, 0.0554140, -0.0639588, -0.0260542},
    {1.95, 0.5682053, 0.1874525, -0.2951290, 0.1088631, -0.1519229, -0.0139754},
    {2.8, 0.8730280, -0.3920403, -0.3616149, 0.2255647, -0.4620442, 0.0012448},
    {4.5, 1.1326077, -1.2367284, -0.4118494, 0.2877813, -0.8230357, 0.0558651},
    {6.2, 1.0601591, -1.5999137, -0.3589221, 0.2642124, -1.1272340, 0.1310694},
    {1e300, 0.6777470, -0.3272588, -0.2504286, 0.1561313, -1.3765031, 0.2506212},
}};

struct Brightening {
  double circumsolar;  // F1
  double horizon;      // F2
};

Brightening perez_brightening(double zenith, double dni, double dhi, double extraterrestrial) {
  const double k_z3 = PEREZ_KAPPA * zenith * zenith * zenith;
  const double clearness = ((dhi + dni) / dhi + k_z3) / (1.0 + k_z3);
  const double zenith_deg = zenith / DEGREE;
  const double air_mass = 1.0 / (std::cos(zenith) + 0.15 * fast_pow(93.9 - zenith_deg, -1.253));
  const double brightness = dhi * air_mass / extraterrestrial;
  const auto* bin = std::find_if(PEREZ_BINS.begin(), PEREZ_BINS.end() - 1,
                                 [&](const PerezBin& b) { return clearness < b.clearness_below; });
  return {std::clamp(bin->f11 + bin->f12 * brightness + bin->f13 * zenith, 0.0, 1.0),
          bin->f21 + bin->f22 * brightness + bin->f23 * zenith};
}

// A plane by its angles' sines and cosines.
struct Turned {
  explicit Turned(const Plane& plane)
      : cos_tilt(std::cos(plane.tilt_deg * DEGREE)),
        sin_tilt(std::sin(plane.tilt_deg * DEGREE)),
        cos_azimuth(std::cos(plane.azimuth_deg * DEGREE)),
        sin_azimuth(std::sin(plane.azimuth_deg * DEGREE)) {}
  double cos_tilt, sin_tilt, cos_azimuth, sin_azimuth;
};

PlaneIrradiance irradiance_on(const Turned& plane, const SunPosition& sun, int day_of_year, double direct_normal_w_m2,
                              double diffuse_horizontal_w_m2, double albedo, SkyModel model) {
  const auto& [cos_tilt, sin_tilt, cos_azimuth, sin_azimuth] = plane;
  PlaneIrradiance result;
  result.sin_altitude = sun.up;
  result.horizontal_normal = sun.east * sin_azimuth + sun.north * cos_azimuth;
  result.horizontal_right = sun.north * sin_azimuth - sun.east * cos_azimuth;
  result.cos_incidence = sin_tilt * result.horizontal_normal + cos_tilt * sun.up;

  const bool sun_is_up = sun.up > 0.0;
  const double dni = sun_is_up ? direct_normal_w_m2 : 0.0;
  const double dhi = diffuse_horizontal_w_m2;
  const double facing = sun_is_up ? std::max(0.0, result.cos_incidence) : 0.0;
  const double view_of_sky = 0.5 * (1.0 + cos_tilt);
  result.beam = dni * facing;
  result.ground = albedo * (dni * sun.up + dhi) * 0.5 * (1.0 - cos_tilt);
  result.sky = dhi * view_of_sky;
  if (!sun_is_up || dhi <= 0.0 || model == SkyModel::isotropic) return result;

  const double extraterrestrial = extraterrestrial_normal_w_m2(day_of_year);
  if (model == SkyModel::hay_davies) {
    const double anisotropy = std::min(1.0, dni / extraterrestrial);
    result.circumsolar = dhi * anisotropy * facing / std::max(sun.up, 0.01745);
    result.sky = dhi * (1.0 - anisotropy) * view_of_sky;
    return result;
  }
  const double zenith = std::acos(std::min(1.0, sun.up));
  const auto [f1, f2] = perez_brightening(zenith, dni, dhi, extraterrestrial);
  result.circumsolar = dhi * f1 * facing / std::max(COS_85_DEG, sun.up);
  result.sky = std::max(0.0, dhi * ((1.0 - f1) * view_of_sky + f2 * sin_tilt));
  return result;
}

/// `albedo_of(step)` is the ground's.
template <class Albedo>
std::vector<PlaneIrradiance> over_season(const StepWeather& weather, const Plane& plane, SkyModel model,
                                         Albedo albedo_of) {
  const int per_day = weather.axis.steps_per_day() * weather.substeps;
  const bool flat = weather.horizon.flat();
  const double plane_sky = weather.horizon.sky_share(plane);
  const Turned turned(plane);
  const double ground_sky = weather.horizon.sky_share({.tilt_deg = 0.0, .azimuth_deg = 0.0});
  std::vector<PlaneIrradiance> result(weather.sub_sun.size());
  for (int i = 0; i < static_cast<int>(result.size()); ++i) {
    const int doy = day_of_year(weather.axis.date(i / per_day));
    const SunPosition& sun = weather.sub_sun[i];
    const double dni = weather.sub_direct_normal_w_m2[i];
    const double dhi = weather.sub_diffuse_horizontal_w_m2[i];
    const double albedo = albedo_of(i / weather.substeps);
    PlaneIrradiance& here = result[i];
    here = irradiance_on(turned, sun, doy, dni, dhi, albedo, model);
    if (flat) continue;
    const bool hidden = weather.horizon.hides(sun);
    here.sky *= plane_sky;
    if (hidden) here.beam = here.circumsolar = 0.0;
    const double on_ground = (hidden ? 0.0 : dni * std::max(0.0, sun.up)) + dhi * ground_sky;
    here.ground = albedo * on_ground * 0.5 * (1.0 - turned.cos_tilt);
  }
  return result;
}

}  // namespace

PlaneIrradiance plane_irradiance(const SunPosition& sun, int day_of_year, double direct_normal_w_m2,
                                 double diffuse_horizontal_w_m2, const Plane& plane, double albedo, SkyModel model) {
  return irradiance_on(Turned(plane), sun, day_of_year, direct_normal_w_m2, diffuse_horizontal_w_m2, albedo, model);
}

std::vector<PlaneIrradiance> plane_irradiance(const StepWeather& weather, const Plane& plane, double albedo,
                                              SkyModel model) {
  return over_season(weather, plane, model, [albedo](int) { return albedo; });
}

std::vector<PlaneIrradiance> plane_irradiance(const StepWeather& weather, const Plane& plane) {
  return over_season(weather, plane, SkyModel::perez, [&weather](int step) { return weather.ground_albedo[step]; });
}

}  // namespace hearthgrid::weather
