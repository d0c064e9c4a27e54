#include "models/heater/performance_map.hpp"

#include <algorithm>

namespace hearthgrid::heater {
namespace {

constexpr double HOTTEST_USUAL_WATER_C = 55.0;
constexpr double HOT_ROW_WEIGHT = 0.0005;  // performance_map.hpp; chosen for 0.1 % below 55 degC
constexpr double COLDEST_C = -40.0;

MapNode fit_column(const PerformanceMap& map, size_t column) {
  std::vector<double> water, heat, ratio, weight;
  const size_t columns = map.outdoor_temp_c.size();
  for (size_t row = 0; row < map.water_temp_c.size(); ++row) {
    const double q = map.heat_w[row * columns + column];
    const double p = map.input_w[row * columns + column];
    if (q <= 0.0 || p <= 0.0) continue;
    water.push_back(map.water_temp_c[row]);
    heat.push_back(q);
    ratio.push_back(p / q);
    weight.push_back(water.back() <= HOTTEST_USUAL_WATER_C ? 1.0 : HOT_ROW_WEIGHT);
  }
  return {map.outdoor_temp_c[column], fit_quadratic(water, heat, weight), fit_quadratic(water, ratio, weight)};
}

// Three temperatures of the hot side over the rows that count: 35, 45 and 55 degC of the default table.
std::vector<double> usual_temps_c(const PerformanceMap& map) {
  const double low = map.water_temp_c.front();
  double high = map.water_temp_c[2];
  for (const double t : map.water_temp_c) {
    if (t <= HOTTEST_USUAL_WATER_C) high = std::max(high, t);
  }
  return {low, 0.5 * (low + high), high};
}

// The node one interval colder than `coldest`, whose warmer neighbour (of the table) is `next`.
//   Q' = Q (Q / Q_next),  r' = r (T_w - T_out') / (T_w - T_out)
MapNode colder_node(const MapNode& coldest, const MapNode& previous, const MapNode& next,
                    const std::vector<double>& water) {
  const double interval = next.outdoor_temp_c - coldest.outdoor_temp_c;
  const std::vector<double> weight(water.size(), 1.0);
  const double outdoor = previous.outdoor_temp_c - interval;
  std::vector<double> heat, ratio;
  for (const double t : water) {
    const double fall = std::min(1.0, value_at(coldest.heat_w, t) / value_at(next.heat_w, t));
    heat.push_back(value_at(previous.heat_w, t) * fall);
    ratio.push_back(value_at(coldest.input_per_heat, t) * (t - outdoor) / (t - coldest.outdoor_temp_c));
  }
  return {outdoor, fit_quadratic(water, heat, weight), fit_quadratic(water, ratio, weight)};
}

}  // namespace

std::vector<MapNode> fit_map(const PerformanceMap& map) {
  std::vector<MapNode> nodes;
  for (size_t column = 0; column < map.outdoor_temp_c.size(); ++column) nodes.push_back(fit_column(map, column));
  const MapNode coldest = nodes[0];
  const MapNode next = nodes[1];
  const std::vector<double> water = usual_temps_c(map);
  while (nodes.front().outdoor_temp_c > COLDEST_C) {
    nodes.insert(nodes.begin(), colder_node(coldest, nodes.front(), next, water));
  }
  return nodes;
}

MapNode interpolate(const std::vector<MapNode>& nodes, double outdoor_temp_c) {
  const auto above = std::find_if(nodes.begin(), nodes.end(),
                                  [&](const MapNode& node) { return node.outdoor_temp_c >= outdoor_temp_c; });
  if (above == nodes.begin()) return nodes.front();
  if (above == nodes.end()) return nodes.back();
  const MapNode& low = *(above - 1);
  const double x = (outdoor_temp_c - low.outdoor_temp_c) / (above->outdoor_temp_c - low.outdoor_temp_c);
  MapNode node{outdoor_temp_c, {}, {}};
  for (size_t k = 0; k < 3; ++k) {
    node.heat_w[k] = (1.0 - x) * low.heat_w[k] + x * above->heat_w[k];
    node.input_per_heat[k] = (1.0 - x) * low.input_per_heat[k] + x * above->input_per_heat[k];
  }
  return node;
}

}  // namespace hearthgrid::heater
