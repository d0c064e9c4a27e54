#include "models/dwelling/inner_faces.hpp"

#include <algorithm>
#include <numeric>

#include "engine/base/constants.hpp"

namespace hearthgrid::dwelling {

namespace {

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

double inner_emissivity(double emissivity, const Films& films) {
  return films.interior_combined ? COMBINED_EMISSIVITY : emissivity;
}

InnerFace inner_face(const OpaqueElement& element, const Films& films) {
  return {.zone = element.zone,
          .area_m2 = element.area_m2,
          .emissivity = inner_emissivity(element.interior_emissivity, films),
          .convection_w_m2k = inner_convection(element, films),
          .solar_absorptance = element.interior_solar_absorptance,
          .sun_share = element.sun_share,
          .is_floor = element.is_floor,
          .is_window = false,
          .is_partition = element.boundary == Boundary::zone};
}

/// The outer face of an element between two zones.
InnerFace back_face(const OpaqueElement& element, const Films& films) {
  const Facing facing = facing_from_behind(element);
  return {.zone = element.outer_zone,
          .area_m2 = element.area_m2,
          .emissivity = inner_emissivity(element.emissivity, films),
          .convection_w_m2k = element.exterior_convection_w_m2k.value_or(element.smooth ? films.interior_window
                                                                                        : interior_film(facing, films)),
          .solar_absorptance = element.absorptance,
          .sun_share = element.other_sun_share,
          .is_floor = facing == Facing::up,
          .is_window = false,
          .is_partition = true};
}

InnerFace window_face(const Window& window, int zone, double emissivity, const Films& films) {
  return {.zone = zone,
          .area_m2 = window.area_m2,
          .emissivity = inner_emissivity(emissivity, films),
          .convection_w_m2k = films.interior_window,
          .solar_absorptance = 0.0,
          .is_floor = false,
          .is_window = true,
          .is_partition = window.outer_zone.has_value()};
}

}  // namespace

std::vector<InnerFace> inner_faces(const Dwelling& dwelling) {
  std::vector<InnerFace> faces;
  for (const auto& element : dwelling.opaque) {
    faces.push_back(inner_face(element, dwelling.films));
  }
  for (const auto& window : dwelling.windows) {
    faces.push_back(window_face(window, window.zone, window.glass.inner_emissivity(), dwelling.films));
  }
  for (const auto& element : dwelling.opaque) {
    if (element.boundary == Boundary::zone) {
      faces.push_back(back_face(element, dwelling.films));
    }
  }
  for (const auto& window : dwelling.windows) {
    if (window.outer_zone) {
      faces.push_back(window_face(window, *window.outer_zone, window.glass.outer_emissivity(), dwelling.films));
    }
  }
  return faces;
}

std::vector<double> star_conductances(const Dwelling& dwelling) {
  const double mean_k = dwelling.films.interior_mean_k;
  const double black_film = 4.0 * STEFAN_BOLTZMANN_W_M2K4 * mean_k * mean_k * mean_k;
  const std::vector<InnerFace> faces = inner_faces(dwelling);
  std::vector<double> conductances(faces.size(), 0.0);
  for (int zone = HOME; zone <= static_cast<int>(dwelling.zones.size()); ++zone) {
    std::vector<size_t> members;
    std::vector<double> areas;
    for (size_t i = 0; i < faces.size(); ++i) {
      if (faces[i].zone == zone) {
        members.push_back(i);
        areas.push_back(faces[i].area_m2);
      }
    }
    const std::vector<double> factors = carroll_factors(areas);
    for (size_t k = 0; k < members.size(); ++k) {
      const double emissivity = faces[members[k]].emissivity;
      conductances[members[k]] = black_film * areas[k] / ((1.0 - emissivity) / emissivity + 1.0 / factors[k]);
    }
  }
  return conductances;
}

}  // namespace hearthgrid::dwelling
