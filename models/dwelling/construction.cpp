#include "models/dwelling/construction.hpp"

#include <algorithm>

#include "engine/base/constants.hpp"
#include "models/dwelling/glass.hpp"
#include "models/dwelling/ground_slab.hpp"
#include "models/dwelling/inner_faces.hpp"

namespace hearthgrid::dwelling {

namespace {

double radiative_film(double emissivity, double mean_k) {
  return 4.0 * STEFAN_BOLTZMANN_W_M2K4 * mean_k * mean_k * mean_k * emissivity;
}

}  // namespace

const std::vector<std::string>& film_set_names() {
  static const std::vector<std::string> NAMES{"calibrated", "tarp_doe2", "iso_6946"};
  return NAMES;
}

std::optional<Films> films_named(const std::string& name) {
  Films films;
  if (name == "calibrated") {
    return films;
  }
  if (name == "tarp_doe2") {
    films.interior_wall = 2.0;
    films.interior_ceiling = 2.1;
    films.interior_floor = 1.3;
    films.interior_window = 2.6;
    films.exterior_opaque = 11.2;
    films.exterior_window = 7.2;
    return films;
  }
  if (name == "iso_6946") {
    films.interior_wall = 2.5;
    films.interior_ceiling = 5.0;
    films.interior_floor = 0.7;
    films.interior_window = 2.5;
    films.exterior_opaque = 20.0;
    films.exterior_window = 20.0;
    films.exterior_shaded = 20.0;
    return films;
  }
  return std::nullopt;
}

double Dwelling::air_capacity_j_k() const {
  return air_density_kg_m3 * AIR_HEAT_CAPACITY_J_KGK * volume_m3 + furniture_j_k;
}

double Dwelling::air_change_loss_w_k() const {
  return air_density_kg_m3 * AIR_HEAT_CAPACITY_J_KGK * volume_m3 * air_change_per_h / 3600.0;
}

double Dwelling::air_flow_w_k(double flow_m3_h) const {
  return air_density_kg_m3 * AIR_HEAT_CAPACITY_J_KGK * flow_m3_h / 3600.0;
}

double Dwelling::ventilation_loss_w_k(double m3h) const {
  return air_density_kg_m3 * AIR_HEAT_CAPACITY_J_KGK * m3h / 3600.0;
}

double outer_emissivity(const OpaqueElement& element, const Films& films) {
  return films.exterior_combined ? 0.0 : element.emissivity;
}

double outer_emissivity(const Window& window, const Films& films) {
  return films.exterior_combined ? 0.0 : window.glass.outer_emissivity();
}

Dwelling in_air_of(double site_air_kg_m3, Dwelling dwelling) {
  if (dwelling.air_density_of_site) dwelling.air_density_kg_m3 = site_air_kg_m3;
  return dwelling;
}

OuterFilm outer_film(const OpaqueElement& element, const Films& films) {
  const double mean_k = element.smooth ? films.exterior_window_mean_k : films.exterior_opaque_mean_k;
  const double radiative = radiative_film(outer_emissivity(element, films), mean_k);
  switch (element.boundary) {
    case Boundary::outdoor:
      return {
          element.exterior_convection_w_m2k.value_or(element.smooth ? films.exterior_window : films.exterior_opaque),
          radiative};
    case Boundary::shaded_outdoor:
      return {element.exterior_convection_w_m2k.value_or(films.exterior_shaded), radiative};
    case Boundary::ground:
    case Boundary::adiabatic:
    case Boundary::zone:
      break;
  }
  return {};
}

OuterFilm outer_film(const Window& window, const Films& films) {
  return {films.exterior_window, radiative_film(outer_emissivity(window, films), films.exterior_window_mean_k)};
}

Facing facing_inside(const OpaqueElement& element) {
  constexpr double STEEPEST_CEILING_DEG = 60.0;
  if (element.is_floor) {
    return Facing::up;
  }
  return element.plane.tilt_deg < STEEPEST_CEILING_DEG ? Facing::down : Facing::sideways;
}

Facing facing_from_behind(const OpaqueElement& element) {
  switch (facing_inside(element)) {
    case Facing::up:
      return Facing::down;
    case Facing::down:
      return Facing::up;
    case Facing::sideways:
      break;
  }
  return Facing::sideways;
}

double interior_film(Facing facing, const Films& films) {
  if (facing == Facing::up) {
    return films.interior_floor;
  }
  return facing == Facing::down ? films.interior_ceiling : films.interior_wall;
}

double inner_convection(const OpaqueElement& element, const Films& films) {
  return element.interior_convection_w_m2k.value_or(element.smooth ? films.interior_window
                                                                   : interior_film(facing_inside(element), films));
}

std::vector<double> element_conductances(const Dwelling& dwelling) {
  const std::vector<double> star = star_conductances(dwelling);
  const std::vector<InnerFace> faces = inner_faces(dwelling);
  const auto film_of = [&](size_t face) { return faces[face].convection_w_m2k + star[face] / faces[face].area_m2; };
  size_t back = dwelling.opaque.size() + dwelling.windows.size();
  std::vector<double> result;
  for (size_t i = 0; i < dwelling.opaque.size(); ++i) {
    const auto& element = dwelling.opaque[i];
    if (element.boundary == Boundary::adiabatic) {
      result.push_back(0.0);
      continue;
    }
    double resistance = 1.0 / film_of(i);
    for (const auto& layer : layers_with_ground(element)) {
      resistance += layer.resistance();
    }
    if (element.boundary == Boundary::zone) {
      resistance += 1.0 / film_of(back++);
    } else if (element.boundary != Boundary::ground) {
      resistance += 1.0 / outer_film(element, dwelling.films).total();
    }
    result.push_back(element.area_m2 / resistance);
  }
  for (size_t i = 0; i < dwelling.windows.size(); ++i) {
    const auto& window = dwelling.windows[i];
    const double inner = film_of(dwelling.opaque.size() + i);
    const double outer = window.outer_zone ? film_of(back++) : outer_film(window, dwelling.films).total();
    double conductance = 0.0;
    for (const WindowPath& path : paths_of(window)) {
      const double films = 1.0 / inner + 1.0 / outer;
      conductance += path.area_m2 / (films + path.core_resistance_m2kw);
    }
    result.push_back(conductance);
  }
  for (const auto& bridge : dwelling.bridges) {
    result.push_back(bridge.conductance_w_k());
  }
  return result;
}

std::vector<Plane> planes_of(const Dwelling& dwelling) {
  std::vector<Plane> planes;
  const auto add = [&planes](const Plane& plane) {
    if (std::find(planes.begin(), planes.end(), plane) == planes.end()) {
      planes.push_back(plane);
    }
  };
  for (const auto& element : dwelling.opaque) {
    if (element.boundary == Boundary::outdoor) {
      add(element.plane);
    }
  }
  for (const auto& window : dwelling.windows) {
    if (!window.outer_zone) add(window.plane);
  }
  return planes;
}

}  // namespace hearthgrid::dwelling
