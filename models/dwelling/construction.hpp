#pragma once
// What a home is made of: layers, surfaces, windows (window.hpp), films. Plain data; the physics stands in envelope.hpp
// and drivers.hpp.

#include <optional>
#include <string>
#include <vector>

#include "engine/base/irradiance.hpp"
#include "models/dwelling/window.hpp"

namespace hearthgrid::dwelling {

/// One homogeneous layer. With `resistance_m2kw` > 0 it is a pure resistance (an air gap) and the other figures are
/// unused; with density or heat capacity 0 it stores no heat.
struct Layer {
  std::string material;
  double thickness_m = 0.0;
  double conductivity_w_mk = 0.0;
  double density_kg_m3 = 0.0;
  double heat_capacity_j_kgk = 0.0;
  double resistance_m2kw = 0.0;

  [[nodiscard]] double resistance() const {
    return resistance_m2kw > 0.0 ? resistance_m2kw : thickness_m / conductivity_w_mk;
  }
  /// [J/m2K]
  [[nodiscard]] double capacity() const {
    return resistance_m2kw > 0.0 ? 0.0 : thickness_m * density_kg_m3 * heat_capacity_j_kgk;
  }
};

/// What lies behind the outermost layer.
enum class Boundary {
  outdoor,         ///< air, sky and sun
  ground,          ///< soil at a given temperature, in contact (a soil layer belongs to the layers)
  adiabatic,       ///< nothing: a heated neighbour, or the middle of an inner wall (give half its thickness)
  shaded_outdoor,  ///< outdoor air without sun or sky: a floor over air
  zone,            ///< another space: the home or a buffer zone
};

/// The spaces are numbered: the home 0, then Dwelling::zones from 1 on.
constexpr int HOME = 0;

/// An unheated space beside the home: attic, sunspace, porch, store. Its air is part of the envelope.
struct Zone {
  std::string name;
  double volume_m3 = 0.0;
  double air_change_per_h = 0.5;         ///< with outdoors
  double exchange_with_home_m3_h = 0.0;  ///< of air, each way
  double furniture_j_k = 0.0;            ///< added to its air's heat capacity
  double gain_w = 0.0;                   ///< constant heat to its air
};

/// A slab on ground after ISO 13370 (ground_slab.hpp); for elements with Boundary::ground.
struct GroundSlab {
  double exposed_perimeter_m = 0.0;  ///< between the heated floor and outdoors
  double wall_thickness_m = 0.4;
  double soil_conductivity_w_mk = 2.0;  ///< ISO 13370 where nothing is known (from memory, unverified)
  double soil_capacity_mj_m3k = 2.0;    ///< the same
  double edge_width_m = 0.0;            ///< of insulation along the edge, or its depth; 0 = none
  double edge_resistance_m2kw = 0.0;
  double edge_thickness_m = 0.0;  ///< of soil that it replaces
  bool edge_is_vertical = false;
};

struct OpaqueElement {
  std::string name;
  std::vector<Layer> layers;  ///< from outside to inside
  double area_m2 = 0.0;
  Plane plane;                              ///< of the outer face
  double absorptance = 0.6;                 ///< of the outer face, for sunlight (ASHRAE 140)
  double emissivity = 0.9;                  ///< of the outer face, infrared (ASHRAE 140)
  double interior_emissivity = 0.9;         ///< (ASHRAE 140)
  double interior_solar_absorptance = 0.6;  ///< of the inner face, for sunlight from the windows (ASHRAE 140)
  bool smooth = false;                      ///< as glass: both faces convect as the film set's windows do
  Boundary boundary = Boundary::outdoor;
  bool is_floor = false;                            ///< the sun through the windows falls on it first
  int zone = HOME;                                  ///< the space inside
  int outer_zone = HOME;                            ///< the space behind it, for Boundary::zone
  std::optional<GroundSlab> slab;                   ///< soil after ISO 13370 under the layers
  std::optional<double> interior_convection_w_m2k;  ///< instead of the film set's
  std::optional<double> exterior_convection_w_m2k;  ///< the same; between two spaces that of the outer face
  std::optional<double> sun_share;                  ///< of the sunlight in its space, in place of a distribution
  std::optional<double> other_sun_share;            ///< the same of its outer face, for Boundary::zone
  Shading shading;                                  ///< of the outer face: eaves
};

/// A joint that conducts past the elements: psi per metre, straight from the indoor air to the outdoor air.
struct ThermalBridge {
  std::string name;
  double psi_w_mk = 0.0;
  double length_m = 0.0;
  [[nodiscard]] double conductance_w_k() const { return psi_w_mk * length_m; }
};

/// Constant film coefficients [W/m2K]. The defaults are the set calibrated on ASHRAE 140-2020 (10 of 72 sets tried meet
/// every heating and free-float range; one climate, one box); 11.9 and 8.0 are believed to be that standard's constant
/// coefficients (unverified). Radiative films follow from mean temperatures and emissivities, unless the coefficients
/// are combined ones, which hold radiation already.
struct Films {
  double interior_wall = 2.2;
  double interior_ceiling = 2.2;
  double interior_floor = 1.7;
  double interior_window = 2.4;
  double exterior_opaque = 11.9;
  double exterior_window = 8.0;
  double exterior_shaded = 0.8;    ///< under a floor over air
  double interior_mean_k = 293.0;  ///< mean temperature of inner surfaces, for 4 sigma T^3
  double exterior_opaque_mean_k = 278.0;
  double exterior_window_mean_k = 280.0;
  bool interior_combined = false;  ///< inside: faces exchange next to no heat among each other (COMBINED_EMISSIVITY)
  bool exterior_combined = false;  ///< outside: at the air's temperature, none with the sky
};

/// What inner faces have for an emissivity where the coefficients are combined: radiant heat still has to land on them,
/// by area. "As low as the program allows" (ASHRAE 140 case 450).
constexpr double COMBINED_EMISSIVITY = 0.01;

/// Named sets: "calibrated" (the defaults), "tarp_doe2" (means of TARP's and DOE-2's formulas over heating hours of
/// ASHRAE 140 case 600: own estimate), "iso_6946" (2.5 horizontal, 5.0 upwards, 0.7 downwards, 20 outside; from memory,
/// unverified). None for another name.
[[nodiscard]] std::optional<Films> films_named(const std::string& name);
[[nodiscard]] const std::vector<std::string>& film_set_names();

constexpr double GAINS_CONVECTIVE_SHARE = 0.4;  ///< ASHRAE 140 case 600: 80 of 200 W
constexpr double REFERENCE_AIR_KG_M3 = 1.2;     ///< at 20 degC near sea level (ISO 52016: 1200 J/m3K)

/// One home: a heated space and the buffer zones beside it.
struct Dwelling {
  std::string name;
  std::vector<OpaqueElement> opaque;
  std::vector<Window> windows;
  std::vector<Zone> zones;
  std::vector<ThermalBridge> bridges;
  double floor_area_m2 = 0.0;
  double volume_m3 = 0.0;
  double air_change_per_h = 0.5;     ///< nominal; part of the reduced model, deviations come per home
  int storeys = 1;                   ///< 1 to 3, for the air change by temperature (air_change.hpp)
  int shelter = 4;                   ///< 1 open to 5 hemmed in, for the air change by wind
  bool constant_air_change = false;  ///< whatever the weather
  double air_density_kg_m3 = REFERENCE_AIR_KG_M3;
  bool air_density_of_site = false;  ///< the density above only stands in for that of the site's altitude (in_air_of)
  double furniture_j_k = 0.0;        ///< added to the air's heat capacity
  double gains_convective_share = GAINS_CONVECTIVE_SHARE;  ///< of people and appliances
  double sun_to_air_share = 0.0;                           ///< of the light in each space: warms its air at once
  Films films;
  bool wind_films = false;  ///< outer convection in what sun and sky do follows the wind (drivers.hpp, wind_film.hpp)

  [[nodiscard]] double air_capacity_j_k() const;                ///< air and furniture
  [[nodiscard]] double air_change_loss_w_k() const;             ///< of the nominal air change
  [[nodiscard]] double ventilation_loss_w_k(double m3h) const;  ///< of a fan's outdoor air
  [[nodiscard]] double air_flow_w_k(double flow_m3_h) const;
};

/// The dwelling in the air of a site, unless it has a density of its own.
[[nodiscard]] Dwelling in_air_of(double site_air_kg_m3, Dwelling dwelling);

/// Convective and radiative coefficient of an element's outer face [W/m2K] (0 where it has none).
struct OuterFilm {
  double convective = 0.0;
  double radiative = 0.0;
  [[nodiscard]] double total() const { return convective + radiative; }
};
/// Of the outer face, for what it exchanges with the sky and its surroundings: none under combined coefficients.
[[nodiscard]] double outer_emissivity(const OpaqueElement& element, const Films& films);
[[nodiscard]] double outer_emissivity(const Window& window, const Films& films);
[[nodiscard]] OuterFilm outer_film(const OpaqueElement& element, const Films& films);
[[nodiscard]] OuterFilm outer_film(const Window& window, const Films& films);

/// Where a face looks, which decides its convection.
enum class Facing { up, sideways, down };
/// Of an element's inner face: a floor looks up, a ceiling (tilt below 60 degrees) down, a wall sideways.
[[nodiscard]] Facing facing_inside(const OpaqueElement& element);
/// Of its outer face, in the space behind it.
[[nodiscard]] Facing facing_from_behind(const OpaqueElement& element);
[[nodiscard]] double interior_film(Facing facing, const Films& films);

/// Convective coefficient of an element's inner face [W/m2K].
[[nodiscard]] double inner_convection(const OpaqueElement& element, const Films& films);

/// Conductance from one side's air and radiant temperature to the other's, films included [W/K]: opaque elements, then
/// windows, then thermal bridges; adiabatic elements 0.
[[nodiscard]] std::vector<double> element_conductances(const Dwelling& dwelling);

/// The distinct planes on which the irradiance is needed, in order of first appearance.
[[nodiscard]] std::vector<Plane> planes_of(const Dwelling& dwelling);

}  // namespace hearthgrid::dwelling
