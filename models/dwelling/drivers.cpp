#include "models/dwelling/drivers.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "engine/base/constants.hpp"
#include "models/dwelling/curtain.hpp"
#include "models/dwelling/wind_film.hpp"

namespace hearthgrid::dwelling {

namespace {

/// F beta of a plane.
double sky_exposure(const Plane& plane) {
  const double view = 0.5 * (1.0 + std::cos(plane.tilt_deg * std::numbers::pi / 180.0));
  return view * std::sqrt(view);
}

/// What the horizon leaves of it.
double sky_left(const SiteDrivers& site, const Plane& plane) {
  for (size_t i = 0; i < site.sky_left.size() && i < site.planes.size(); ++i) {
    if (site.planes[i].first == plane) return site.sky_left[i];
  }
  return 1.0;
}

/// E = sigma T^4 - HIR [W/m2].
double sky_deficit(const SiteDrivers& site, int step) {
  const double kelvin = site.outdoor_temp_c[step] + ZERO_CELSIUS_K;
  const double square = kelvin * kelvin;
  return STEFAN_BOLTZMANN_W_M2K4 * square * square - site.horizontal_infrared_w_m2[step];
}

std::span<const PlaneIrradiance> irradiance_on(const SiteDrivers& site, const Plane& plane) {
  for (const auto& [known, values] : site.planes) {
    if (known == plane) {
      return values;
    }
  }
  throw std::invalid_argument("drivers: no irradiance for one of the dwelling's planes");
}

double mean_total(std::span<const PlaneIrradiance> values, int step, int substeps) {
  double sum = 0.0;
  for (int k = 0; k < substeps; ++k) {
    sum += values[static_cast<size_t>(step) * substeps + k].total();
  }
  return sum / substeps;
}

/// The same behind overhang and fins.
double mean_shaded(std::span<const PlaneIrradiance> values, int step, int substeps, const Shading& shading,
                   const DiffuseShare& diffuse) {
  double sum = 0.0;
  for (int k = 0; k < substeps; ++k) {
    const PlaneIrradiance& sun = values[static_cast<size_t>(step) * substeps + k];
    sum += sun.sky * diffuse.sky + sun.ground * diffuse.ground;
    if (sun.beam + sun.circumsolar > 0.0) {
      sum += (sun.beam + sun.circumsolar) * sunlit_share(shading, sun);
    }
  }
  return sum / substeps;
}

/// Share of the sun that a cover closed by the clock leaves in a step; one that goes by the sun is open while it
/// shines.
double uncovered(const NightCover& cover, int step, int steps_per_day) {
  if (cover.from_h < 0.0 || cover.resistance_m2kw <= 0.0) return 1.0;
  const double minutes = 1440.0 / steps_per_day;
  return 1.0 - (1.0 - cover.transmittance) * closed_by_clock(cover, minutes * (step % steps_per_day), minutes);
}

void check_lengths(const SiteDrivers& site, int first_step, int count) {
  const size_t steps = static_cast<size_t>(first_step) + count;
  bool enough = first_step >= 0 && count >= 0 && site.substeps > 0 && site.outdoor_temp_c.size() >= steps &&
                site.horizontal_infrared_w_m2.size() >= steps;
  for (const auto& [plane, values] : site.planes) {
    enough = enough && values.size() >= steps * site.substeps;
  }
  if (!enough) {
    throw std::invalid_argument("drivers: the weather does not cover the steps asked for");
  }
}

}  // namespace

DriverLayout layout_of(const Dwelling& dwelling) {
  DriverLayout layout;
  int next = 0;
  for (size_t i = 0; i < dwelling.opaque.size(); ++i) {
    layout.sol_air.push_back(next++);
  }
  for (size_t i = 0; i < dwelling.windows.size(); ++i) {
    layout.window_env.push_back(next++);
    layout.absorbed_outer.push_back(next++);
    layout.absorbed_inner.push_back(next++);
  }
  layout.outdoor = next++;
  layout.solar = next++;
  for (size_t i = 0; i < dwelling.zones.size(); ++i) {
    layout.zone_solar.push_back(next++);
    layout.zone_gain.push_back(next++);
  }
  layout.count = next;
  return layout;
}

std::vector<double> sky_drop_k(const Window& window, double sky_share, const Dwelling& dwelling,
                               const SiteDrivers& site, int first_step, int count) {
  if (dwelling.wind_films && site.wind_speed_m_s.size() < static_cast<size_t>(first_step) + count) {
    throw std::invalid_argument("drivers: a dwelling with wind_films needs the wind speed of every step");
  }
  const double to_sky =
      sky_share * outer_emissivity(window, dwelling.films) * sky_exposure(window.plane) * sky_left(site, window.plane);
  const OuterFilm film = outer_film(window, dwelling.films);
  std::vector<double> drop_k(count);
  for (int k = 0; k < count; ++k) {
    const double convective =
        dwelling.wind_films ? wind_film(site.wind_speed_m_s[first_step + k]).glass_w_m2k : film.convective;
    drop_k[k] = to_sky * sky_deficit(site, first_step + k) / (convective + film.radiative);
  }
  return drop_k;
}

DriverModel::DriverModel(Dwelling dwelling) : dwelling_(std::move(dwelling)), layout_(layout_of(dwelling_)) {
  for (const auto& element : dwelling_.opaque) {
    opaque_diffuse_.push_back(diffuse_share(element.shading));
  }
  for (const auto& window : dwelling_.windows) {
    glazing_.emplace_back(window.glass);
    window_diffuse_.push_back(diffuse_share(window.shading));
  }
}

Eigen::MatrixXd DriverModel::drivers(const SiteDrivers& site, int first_step, int count) const {
  check_lengths(site, first_step, count);
  if (dwelling_.wind_films && site.wind_speed_m_s.size() < static_cast<size_t>(first_step) + count) {
    throw std::invalid_argument("drivers: a dwelling with wind_films needs the wind speed of every step");
  }
  Eigen::MatrixXd u = Eigen::MatrixXd::Zero(layout_.count, count);
  for (int k = 0; k < count; ++k) {
    u(layout_.outdoor, k) = site.outdoor_temp_c[first_step + k];
  }
  for (size_t zone = 0; zone < dwelling_.zones.size(); ++zone) {
    u.row(layout_.zone_gain[zone]).setConstant(dwelling_.zones[zone].gain_w);
  }
  fill_opaque(site, first_step, u);
  for (size_t window = 0; window < dwelling_.windows.size(); ++window) {
    fill_window(site, first_step, window, u);
  }
  return u;
}

void DriverModel::fill_ground(const SiteDrivers& site, int first_step, size_t element, Eigen::MatrixXd& u) const {
  auto row = u.row(layout_.sol_air[element]);
  if (!dwelling_.opaque[element].slab) {
    row.setConstant(site.ground_temp_c);
    return;
  }
  const GroundCoupling ground = ground_coupling(dwelling_.opaque[element]);
  for (int k = 0; k < u.cols(); ++k) {
    const int day = (first_step + k) / site.steps_per_day;  // by days, so that it is the same for every step length
    row[k] = virtual_ground_temp_c(ground, site.year, site.first_day_of_year + day);
  }
}

void DriverModel::fill_opaque(const SiteDrivers& site, int first_step, Eigen::MatrixXd& u) const {
  for (size_t i = 0; i < dwelling_.opaque.size(); ++i) {
    const OpaqueElement& element = dwelling_.opaque[i];
    auto row = u.row(layout_.sol_air[i]);
    if (element.boundary == Boundary::ground) {
      fill_ground(site, first_step, i, u);
      continue;
    }
    row = u.row(layout_.outdoor);
    if (element.boundary != Boundary::outdoor) {
      continue;
    }
    const auto irradiance = irradiance_on(site, element.plane);
    const OuterFilm film = outer_film(element, dwelling_.films);
    const DiffuseShare& diffuse = opaque_diffuse_[i];
    const double to_sky = diffuse.sky * outer_emissivity(element, dwelling_.films) * sky_exposure(element.plane) *
                          sky_left(site, element.plane);
    const bool shaded = element.shading.any();
    const bool by_wind = dwelling_.wind_films && !element.exterior_convection_w_m2k;  // its own one stays
    for (int k = 0; k < u.cols(); ++k) {
      const double sun = shaded ? mean_shaded(irradiance, first_step + k, site.substeps, element.shading, diffuse)
                                : mean_total(irradiance, first_step + k, site.substeps);
      double convective = film.convective;
      if (by_wind) {
        const WindFilm wind = wind_film(site.wind_speed_m_s[first_step + k]);
        convective = element.smooth ? wind.glass_w_m2k : wind.rough_w_m2k;
      }
      row[k] +=
          (element.absorptance * sun - to_sky * sky_deficit(site, first_step + k)) / (convective + film.radiative);
    }
  }
}

void DriverModel::fill_window(const SiteDrivers& site, int first_step, size_t window, Eigen::MatrixXd& u) const {
  const Window& pane = dwelling_.windows[window];
  if (pane.outer_zone) {  // the sun reaches it by way of that space
    u.row(layout_.window_env[window]) = u.row(layout_.outdoor);
    return;
  }
  const Glazing& glazing = glazing_[window];
  const int solar = layout_.solar_of(pane.zone);
  const auto irradiance = irradiance_on(site, pane.plane);
  const DiffuseShare& seen = window_diffuse_[window];
  const std::vector<double> drop_k =
      sky_drop_k(pane, seen.sky, dwelling_, site, first_step, static_cast<int>(u.cols()));
  const double open_area = pane.area_m2 * pane.glazed_share / site.substeps;
  for (int k = 0; k < u.cols(); ++k) {
    const int step = first_step + k;
    const double area = open_area * uncovered(pane.night, step, site.steps_per_day);
    u(layout_.window_env[window], k) = site.outdoor_temp_c[step] - drop_k[k];
    for (int part = 0; part < site.substeps; ++part) {
      const PlaneIrradiance& sun = irradiance[static_cast<size_t>(step) * site.substeps + part];
      const double diffuse = area * (sun.sky * seen.sky + sun.ground * seen.ground);
      u(solar, k) += diffuse * glazing.diffuse().transmitted;
      u(layout_.absorbed_outer[window], k) += diffuse * glazing.diffuse().absorbed_outer;
      u(layout_.absorbed_inner[window], k) += diffuse * glazing.diffuse().absorbed_inner;
      if (sun.beam + sun.circumsolar <= 0.0) {
        continue;
      }
      const double direct = area * (sun.beam + sun.circumsolar) * sunlit_share(pane.shading, sun);
      const Glazing::Share share = glazing.beam(sun.cos_incidence);
      u(solar, k) += direct * share.transmitted;
      u(layout_.absorbed_outer[window], k) += direct * share.absorbed_outer;
      u(layout_.absorbed_inner[window], k) += direct * share.absorbed_inner;
    }
  }
}

Eigen::MatrixXd drivers(const Dwelling& dwelling, const SiteDrivers& site, int first_step, int count) {
  return DriverModel(dwelling).drivers(site, first_step, count);
}

}  // namespace hearthgrid::dwelling
