#include "models/dwelling/ground_slab.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "engine/base/fast_math.hpp"

namespace hearthgrid::dwelling {

namespace {

using std::numbers::pi;

constexpr double SURFACE_IN_M2KW = 0.17;   // R_si of a floor, ISO 6946 (from memory, unverified)
constexpr double SURFACE_OUT_M2KW = 0.04;  // R_se, the same
constexpr double YEAR_S = 3.15e7;          // as the standard rounds it
constexpr double YEAR_DAYS = 365.0;

double resistance_of(const std::vector<Layer>& layers) {
  double sum = 0.0;
  for (const Layer& layer : layers) {
    sum += layer.resistance();
  }
  return sum;
}

/// Insulation along the edge: how far it reaches under the floor, and the soil that insulates like it.
struct Edge {
  double reach_m = 0.0;
  double extra_m = 0.0;
};

Edge edge_of(const GroundSlab& slab) {
  const double extra_m = std::max(0.0, slab.edge_resistance_m2kw * slab.soil_conductivity_w_mk - slab.edge_thickness_m);
  return {slab.edge_is_vertical ? 2.0 * slab.edge_width_m : slab.edge_width_m, extra_m};
}

/// psi of the edge insulation [W/mK], not above 0.
double edge_psi(double conductivity_w_mk, double equivalent_m, const Edge& edge) {
  return -conductivity_w_mk / pi *
         (fast_log(edge.reach_m / equivalent_m + 1.0) - fast_log(edge.reach_m / (equivalent_m + edge.extra_m) + 1.0));
}

}  // namespace

GroundCoupling ground_coupling(const OpaqueElement& element) {
  if (!element.slab) {
    throw std::invalid_argument("ground_coupling: element " + element.name + " has no slab");
  }
  constexpr double SOIL_M = 0.5;
  constexpr double LEAST_SHARE = 0.1;  // of U without edge insulation (assumed: the formula leaves its range there)
  const GroundSlab& slab = *element.slab;
  const double conductivity = slab.soil_conductivity_w_mk;
  const double floor_m2kw = resistance_of(element.layers);
  const double width_m = element.area_m2 / (0.5 * slab.exposed_perimeter_m);
  const double equivalent_m = slab.wall_thickness_m + conductivity * (SURFACE_IN_M2KW + floor_m2kw + SURFACE_OUT_M2KW);

  const Edge edge = edge_of(slab);
  GroundCoupling ground;
  ground.u_w_m2k = equivalent_m < width_m ? 2.0 * conductivity / (pi * width_m + equivalent_m) *
                                                fast_log(pi * width_m / equivalent_m + 1.0)
                                          : conductivity / (0.457 * width_m + equivalent_m);
  ground.u_w_m2k = std::max(LEAST_SHARE * ground.u_w_m2k,
                            ground.u_w_m2k + 2.0 * edge_psi(conductivity, equivalent_m, edge) / width_m);
  const double under_floor_m2kw = 1.0 / ground.u_w_m2k - SURFACE_IN_M2KW - floor_m2kw;
  ground.soil_thickness_m = std::min(SOIL_M, 0.5 * under_floor_m2kw * conductivity);
  ground.virtual_m2kw = under_floor_m2kw - ground.soil_thickness_m / conductivity;

  const double depth_m = std::sqrt(YEAR_S * conductivity / (pi * 1e6 * slab.soil_capacity_mj_m3k));
  const double log_depth = fast_log(depth_m / equivalent_m + 1.0);
  const double beyond_edge = fast_exp(-edge.reach_m / depth_m);
  const double per_kelvin =
      0.37 * slab.exposed_perimeter_m * conductivity *
      (beyond_edge * log_depth + (1.0 - beyond_edge) * fast_log(depth_m / (equivalent_m + edge.extra_m) + 1.0));
  ground.swing_share = per_kelvin / (element.area_m2 * ground.u_w_m2k);
  ground.lag_days = (1.5 - 0.42 * log_depth) * YEAR_DAYS / 12.0;
  return ground;
}

std::vector<Layer> layers_with_ground(const OpaqueElement& element) {
  if (!element.slab) {
    return element.layers;
  }
  constexpr double SOIL_HEAT_CAPACITY_J_KGK = 1000.0;  // only its product with the density matters
  const GroundCoupling ground = ground_coupling(element);
  std::vector<Layer> layers(2);
  layers[0].material = "ground";
  layers[0].resistance_m2kw = ground.virtual_m2kw;
  layers[1] = {"soil",
               ground.soil_thickness_m,
               element.slab->soil_conductivity_w_mk,
               1e6 * element.slab->soil_capacity_mj_m3k / SOIL_HEAT_CAPACITY_J_KGK,
               SOIL_HEAT_CAPACITY_J_KGK,
               0.0};
  layers.insert(layers.end(), element.layers.begin(), element.layers.end());
  return layers;
}

double virtual_ground_temp_c(const GroundCoupling& ground, const YearlyCourse& year, double day_of_year) {
  const double turn = 2.0 * pi * (day_of_year - year.coldest_day - ground.lag_days) / YEAR_DAYS;
  return year.mean_c - year.swing_k * ground.swing_share * std::cos(turn);
}

}  // namespace hearthgrid::dwelling
