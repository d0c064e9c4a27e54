#include "models/dwelling/construction.hpp"

#include <algorithm>
#include <numeric>

#include "engine/base/constants.hpp"

namespace hearthgrid::dwelling {

namespace {

double radiative_film(double emissivity, double mean_k) {
  return 4.0 * STEFAN_BOLTZMANN_W_M2K4 * mean_k * mean_k * mean_k * emissivity;
}

/// Carroll's view factors to the star node.
std::vector<double> carroll_factors(const std::vector<double>& areas) {
  constexpr int ITERATIONS = 200;   // converges to rounding for rooms; more than enough
  constexpr double LARGEST = 0.45;  // keeps one dominating surface from diverging
  std::vector<double> factors(areas.size(), 1.0);
  for (int iteration = 0; iteration < ITERATIONS; ++iteration) {
    const double sum = std::inner_product(areas.begin(), areas.end(), factors.begin(), 0.0);
    for (size_t i = 0; i < areas.size(); ++i) {
      factors[i] = 1.0 / (1.0 - std::min(LARGEST, areas[i] * factors[i] / sum));
    }
  }
  return factors;
}

}  // namespace

Films iso_6946_films() {
  Films films;
  films.interior_wall = 2.5;
  films.interior_ceiling = 5.0;
  films.interior_floor = 0.7;
  films.interior_window = 2.5;
  films.exterior_opaque = 20.0;
  films.exterior_window = 20.0;
  films.exterior_shaded = 20.0;
  return films;
}

double Dwelling::air_capacity_j_k() const {
  return air_density_kg_m3 * AIR_HEAT_CAPACITY_J_KGK * volume_m3 + furniture_j_k;
}

double Dwelling::air_change_loss_w_k() const {
  return air_density_kg_m3 * AIR_HEAT_CAPACITY_J_KGK * volume_m3 * air_change_per_h / 3600.0;
}

OuterFilm outer_film(const OpaqueElement& element, const Films& films) {
  switch (element.boundary) {
    case Boundary::outdoor:
      return {films.exterior_opaque, radiative_film(element.emissivity, films.exterior_opaque_mean_k)};
    case Boundary::shaded_outdoor:
      return {films.exterior_shaded, radiative_film(element.emissivity, films.exterior_opaque_mean_k)};
    case Boundary::ground:
    case Boundary::adiabatic:
      break;
  }
  return {};
}

OuterFilm outer_film(const Window& window, const Films& films) {
  return {films.exterior_window, radiative_film(window.emissivity, films.exterior_window_mean_k)};
}

double inner_convection(const OpaqueElement& element, const Films& films) {
  constexpr double STEEPEST_CEILING_DEG = 60.0;
  if (element.is_floor) {
    return films.interior_floor;
  }
  return element.plane.tilt_deg < STEEPEST_CEILING_DEG ? films.interior_ceiling : films.interior_wall;
}

std::vector<double> star_conductances(const Dwelling& dwelling) {
  std::vector<double> areas;
  std::vector<double> emissivities;
  for (const auto& element : dwelling.opaque) {
    areas.push_back(element.area_m2);
    emissivities.push_back(element.interior_emissivity);
  }
  for (const auto& window : dwelling.windows) {
    areas.push_back(window.area_m2);
    emissivities.push_back(window.interior_emissivity);
  }
  const std::vector<double> factors = carroll_factors(areas);
  const double black_film = radiative_film(1.0, dwelling.films.interior_mean_k);
  std::vector<double> conductances(areas.size());
  for (size_t i = 0; i < areas.size(); ++i) {
    conductances[i] = black_film * areas[i] / ((1.0 - emissivities[i]) / emissivities[i] + 1.0 / factors[i]);
  }
  return conductances;
}

std::vector<double> element_conductances(const Dwelling& dwelling) {
  const std::vector<double> star = star_conductances(dwelling);
  std::vector<double> result;
  for (size_t i = 0; i < dwelling.opaque.size(); ++i) {
    const auto& element = dwelling.opaque[i];
    if (element.boundary == Boundary::adiabatic) {
      result.push_back(0.0);
      continue;
    }
    double resistance = 1.0 / (inner_convection(element, dwelling.films) + star[i] / element.area_m2);
    for (const auto& layer : element.layers) {
      resistance += layer.resistance();
    }
    if (element.boundary != Boundary::ground) {
      resistance += 1.0 / outer_film(element, dwelling.films).total();
    }
    result.push_back(element.area_m2 / resistance);
  }
  for (size_t i = 0; i < dwelling.windows.size(); ++i) {
    const auto& window = dwelling.windows[i];
    const double inner = dwelling.films.interior_window + star[dwelling.opaque.size() + i] / window.area_m2;
    double resistance = 1.0 / inner + 1.0 / outer_film(window, dwelling.films).total();
    if (window.panes == 2) {
      resistance += 1.0 / window.gap_conductance_w_m2k + window.pane_resistance_m2kw;
    }
    result.push_back(window.area_m2 / resistance);
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
    add(window.plane);
  }
  return planes;
}

}  // namespace hearthgrid::dwelling
