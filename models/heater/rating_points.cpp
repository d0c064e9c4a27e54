#include "models/heater/rating_points.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "engine/base/fast_math.hpp"
#include "models/heater/performance_map.hpp"

namespace hearthgrid::heater {
namespace {

constexpr double KELVIN = 273.15;
constexpr double SMALLEST_LIFT_K = 15.0;  // the regression begins at 25 K; less would let Carnot's COP run away

// Heat over that at -15 degC, at 35 and at 55 degC of water. Below -22 degC the last 7 K's ratio goes on.
struct ShapeNode {
  double outdoor_temp_c, at_35, at_55;
};

// Vitocal 251-A08: 5170, 6470, 8000 W at 35 degC of water; 4710, 6030, 8380 W at 55, taken at the same ratios as at 35
// above -15 degC because the water's part is a factor of its own.
constexpr std::array<ShapeNode, 5> INVERTER = {
    {{-40.0, 0.451, 0.375}, {-22.0, 0.80, 0.76}, {-15.0, 1.0, 1.0}, {-7.0, 1.2515, 1.2515}, {7.0, 1.5474, 1.5474}}};
// exp(0.0141 (T + 15)) above -15 degC.
constexpr std::array<ShapeNode, 5> VAPOUR_INJECTION = {
    {{-40.0, 0.687, 0.537}, {-22.0, 0.90, 0.84}, {-15.0, 1.0, 1.0}, {-7.0, 1.1194, 1.1194}, {7.0, 1.3637, 1.3637}}};

double single_speed(double outdoor_temp_c) {
  const double f = 1.8 * std::clamp(outdoor_temp_c, -40.0, 7.0) + 32.0;
  return 0.34148808 + f * (0.00894102 + f * 0.00010787);
}

double between(double x, double x0, double y0, double x1, double y1) {
  return y0 + (x - x0) / (x1 - x0) * (y1 - y0);
}

double by_nodes(const std::array<ShapeNode, 5>& nodes, double outdoor_temp_c, double water_temp_c) {
  const double t = std::clamp(outdoor_temp_c, nodes.front().outdoor_temp_c, nodes.back().outdoor_temp_c);
  size_t k = 1;
  while (k + 1 < nodes.size() && nodes[k].outdoor_temp_c < t) ++k;
  const ShapeNode& a = nodes[k - 1];
  const ShapeNode& b = nodes[k];
  const double at_35 = between(t, a.outdoor_temp_c, a.at_35, b.outdoor_temp_c, b.at_35);
  const double at_55 = between(t, a.outdoor_temp_c, a.at_55, b.outdoor_temp_c, b.at_55);
  return between(std::clamp(water_temp_c, 25.0, 65.0), 35.0, at_35, 55.0, at_55);
}

double form_cop(double outdoor_temp_c, double water_temp_c) {
  const double lift = std::max(SMALLEST_LIFT_K, water_temp_c - outdoor_temp_c);
  return carnot_share(outdoor_temp_c, water_temp_c) * (water_temp_c + KELVIN) / lift;
}

// Weighted geometric mean of the points' factors on a form, by the inverse square of the distance.
double factor_at(const RatingPoints& points, const std::vector<double>& factor, double outdoor, double water) {
  double sum = 0.0;
  double weights = 0.0;
  for (size_t k = 0; k < factor.size(); ++k) {
    const double air = outdoor - points.outdoor_temp_c[k];
    const double side = water - points.water_temp_c[k];
    const double weight = 1.0 / (air * air + side * side + 1e-6);
    sum += weight * fast_log(factor[k]);
    weights += weight;
  }
  return fast_exp(sum / weights);
}

// Of each point: what it asks for over what the forms give there.
struct Factors {
  std::vector<double> heat, cop;
};

std::vector<double> outdoor_axis(const RatingPoints& points) {
  std::vector<double> axis = {-22.0, -15.0, -7.0, 2.0, 7.0, 20.0};
  for (const double t : points.outdoor_temp_c) axis.push_back(std::clamp(t, -40.0, 20.0));
  std::sort(axis.begin(), axis.end());
  axis.erase(std::unique(axis.begin(), axis.end(), [](double a, double b) { return b - a < 0.5; }), axis.end());
  return axis;
}

PerformanceMap scaled_table(const RatingPoints& points, Compressor compressor, const Factors& factors) {
  PerformanceMap map;
  map.outdoor_temp_c = outdoor_axis(points);
  map.water_temp_c = {35.0, 45.0, 55.0};
  for (const double water : map.water_temp_c) {
    for (const double outdoor : map.outdoor_temp_c) {
      const double heat = heat_shape(compressor, outdoor, water) * factor_at(points, factors.heat, outdoor, water);
      map.heat_w.push_back(heat);
      map.input_w.push_back(heat / (form_cop(outdoor, water) * factor_at(points, factors.cop, outdoor, water)));
    }
  }
  return map;
}

}  // namespace

const std::vector<std::string>& compressor_names() {
  static const std::vector<std::string> NAMES = {"fixed_speed", "inverter", "vapour_injection"};
  return NAMES;
}

Compressor compressor_from_name(std::string_view name) {
  const auto& names = compressor_names();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) throw std::logic_error("no compressor '" + std::string(name) + "'");
  return static_cast<Compressor>(found - names.begin());
}

double carnot_share(double outdoor_temp_c, double water_temp_c) {
  constexpr double FULL_LOAD = 1.0;
  constexpr double COLD_AND_HOT = 0.34;
  const double regression = 0.45340 - 0.000539 * outdoor_temp_c - 0.000566 * water_temp_c - 0.05145 * FULL_LOAD;
  const double cold = std::clamp((-15.0 - outdoor_temp_c) / 7.0, 0.0, 1.0);
  const double hot = std::clamp((water_temp_c - 35.0) / 20.0, 0.0, 1.0);
  return regression + cold * hot * (COLD_AND_HOT - regression);
}

double heat_shape(Compressor compressor, double outdoor_temp_c, double water_temp_c) {
  const double water = 1.0 - 0.0045 * (water_temp_c - 35.0);
  switch (compressor) {
    case Compressor::fixed_speed:
      return water * single_speed(outdoor_temp_c) / single_speed(-15.0);
    case Compressor::inverter:
      return water * by_nodes(INVERTER, outdoor_temp_c, water_temp_c);
    case Compressor::vapour_injection:
      return water * by_nodes(VAPOUR_INJECTION, outdoor_temp_c, water_temp_c);
  }
  throw std::logic_error("heat_shape: no such compressor");
}

PerformanceMap map_from_rating(const RatingPoints& points, Compressor compressor) {
  constexpr int ROUNDS = 6;  // the table's parabolas blunt the factors between the points: correct for it
  Factors factors;
  for (size_t k = 0; k < points.heat_w.size(); ++k) {
    const double outdoor = points.outdoor_temp_c[k];
    const double water = points.water_temp_c[k];
    factors.heat.push_back(points.heat_w[k] / heat_shape(compressor, outdoor, water));
    factors.cop.push_back(points.heat_w[k] / points.input_w[k] / form_cop(outdoor, water));
  }
  PerformanceMap map = scaled_table(points, compressor, factors);
  for (int round = 0; round < ROUNDS; ++round) {
    const auto nodes = fit_map(map);
    for (size_t k = 0; k < points.heat_w.size(); ++k) {
      const MapNode node = interpolate(nodes, points.outdoor_temp_c[k]);
      const double water = points.water_temp_c[k];
      factors.heat[k] *= points.heat_w[k] / value_at(node.heat_w, water);
      factors.cop[k] *= points.heat_w[k] / points.input_w[k] * value_at(node.input_per_heat, water);
    }
    map = scaled_table(points, compressor, factors);
  }
  map.source = "scaled through rating points (rating_points.hpp): " + points.source;
  map.status = points.status == "unverified" ? "unverified" : "assumed";
  return map;
}

bool has_frosting_point(const RatingPoints& points) {
  return std::any_of(points.outdoor_temp_c.begin(), points.outdoor_temp_c.end(),
                     [](double t) { return t >= 0.0 && t <= 5.0; });
}

}  // namespace hearthgrid::heater
