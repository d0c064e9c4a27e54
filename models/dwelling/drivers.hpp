#pragma once
// What drives a home from outside, step by step: the temperatures its surfaces see and the sunlight on and through its
// windows. Shared by all homes of one construction at one site.
//
// Opaque element:  T_sa  = T_out + (alpha I - eps F beta E) / (h_ce + h_re),  E = sigma T_out^4 - HIR,
//                  F = (1 + cos tilt)/2, beta = sqrt(F): the part of the hemisphere that is sky rather than air;
//                  what a raised horizon hides of it is at the air's temperature.
// Window:          T_env = T_out - s_dif eps F beta E / (h_ce + h_re);  panes absorb and let through
//                  A [(beam + circumsolar) f_sun x(angle) + (sky s_dif + ground s_gnd) x_diffuse].
// A cover closed by the clock leaves `transmittance` of that sun for the share of a step for which it is closed.
// Between two spaces: none of its own, T_env unused; the light comes through the space behind (envelope.hpp).
// f_sun, s_dif and s_gnd: what overhang and fins leave (shading.hpp); they shade opaque elements alike.
// In dwellings with wind_films h_ce in T_sa and T_env is that of the step's wind, of glass for windows and smooth faces
// and rough for the others (the network's stays); an element with a coefficient of its own keeps it.
// Floor on ground: the temperature below the soil; a slab after ISO 13370 has a virtual one that swings with the year.
// The sky/air split beta is textbook knowledge (unverified).

#include <Eigen/Dense>
#include <span>
#include <utility>
#include <vector>

#include "engine/base/irradiance.hpp"
#include "models/dwelling/construction.hpp"
#include "models/dwelling/glazing.hpp"
#include "models/dwelling/ground_slab.hpp"
#include "models/dwelling/shading.hpp"

namespace hearthgrid::dwelling {

/// Where each driver stands in the driver vector u.
struct DriverLayout {
  std::vector<int> sol_air;         ///< per opaque element [degC]: sol-air, outdoor or ground temperature
  std::vector<int> window_env;      ///< per window [degC]
  std::vector<int> absorbed_outer;  ///< per window [W] in the outer pane (all of it, if it is the only one)
  std::vector<int> absorbed_inner;  ///< per window [W] in the inner pane
  int outdoor = 0;                  ///< [degC]; the nominal air change
  int solar = 0;                    ///< [W] let through by the home's windows
  std::vector<int> zone_solar;      ///< per zone [W] let through by its windows
  std::vector<int> zone_gain;       ///< per zone [W] to its air
  int count = 0;
  [[nodiscard]] int solar_of(int zone) const { return zone == HOME ? solar : zone_solar[zone - 1]; }
};
[[nodiscard]] DriverLayout layout_of(const Dwelling& dwelling);

/// The weather as a home sees it. Spans cover the whole run; irradiance has `substeps` values per step.
struct SiteDrivers {
  std::span<const double> outdoor_temp_c;
  std::span<const double> horizontal_infrared_w_m2;
  double ground_temp_c = 10.0;  ///< below the soil layer of floors on ground
  int substeps = 1;
  std::vector<std::pair<Plane, std::span<const PlaneIrradiance>>> planes;  ///< all of planes_of(dwelling)
  std::span<const double> wind_speed_m_s = {};  ///< at 10 m; only for dwellings with wind_films
  YearlyCourse year = {};                       ///< for slabs after ISO 13370
  double first_day_of_year = 1.0;               ///< of step 0; 1 = 1 January
  int steps_per_day = 96;
  std::vector<double> sky_left = {};  ///< of `planes`: share of the sky that the horizon leaves; empty = all of it
};

/// The optics of one dwelling's windows, made once and used for every tile of time.
class DriverModel {
 public:
  explicit DriverModel(Dwelling dwelling);
  [[nodiscard]] const DriverLayout& layout() const { return layout_; }
  /// Drivers of steps [first_step, first_step + count): layout().count x count. Throws std::invalid_argument if a plane
  /// is missing or a span is too short.
  [[nodiscard]] Eigen::MatrixXd drivers(const SiteDrivers& site, int first_step, int count) const;

 private:
  void fill_ground(const SiteDrivers& site, int first_step, size_t element, Eigen::MatrixXd& u) const;
  void fill_opaque(const SiteDrivers& site, int first_step, Eigen::MatrixXd& u) const;
  void fill_window(const SiteDrivers& site, int first_step, size_t window, Eigen::MatrixXd& u) const;

  Dwelling dwelling_;
  DriverLayout layout_;
  std::vector<Glazing> glazing_;
  std::vector<DiffuseShare> opaque_diffuse_;
  std::vector<DiffuseShare> window_diffuse_;
};

/// How far the sky lowers what a window sees below the outdoor air, T_out - T_env [K], for each of the steps;
/// `sky_share` of the sky is left by its shades. Throws std::invalid_argument where a wind that is needed is missing.
[[nodiscard]] std::vector<double> sky_drop_k(const Window& window, double sky_share, const Dwelling& dwelling,
                                             const SiteDrivers& site, int first_step, int count);

/// The same in one call.
[[nodiscard]] Eigen::MatrixXd drivers(const Dwelling& dwelling, const SiteDrivers& site, int first_step, int count);

}  // namespace hearthgrid::dwelling
