#include "models/electricity/medium_voltage/conductor.hpp"

#include <algorithm>
#include <cmath>

namespace hearthgrid::electricity {
namespace {

constexpr double ALUMINIUM_PER_K = 0.00403, COPPER_PER_K = 0.00393;

// R, X and I of the aerial conductors: Gawg-AI/cnpower overhead_lines.py; its R are those of IEC 60228 class 2.
constexpr std::string_view JKLYJ =
    "Gawg-AI/cnpower 37cb2d3 (R, X, I); C laid evenly over its 9.5 to 11.8 nF/km; that the rating is for air of 30 "
    "degC and a conductor of 90 degC is assumed";
constexpr std::string_view LGJ =
    "R: Gawg-AI/cnpower 37cb2d3; X: 0.1445 lg(Dm/r) + 0.0157 with Dm 1.25 m and diameters as recalled; I for air of "
    "25 degC and a conductor of 70 degC as recalled; C as aerial insulated";
constexpr std::string_view YJV22 =
    "R and the ranges of X and C: Gawg-AI/cnpower 37cb2d3; X and C laid evenly over them; I in soil of 25 degC as "
    "recalled";

constexpr Conductor aerial(std::string_view name, double r, double x, double c, double a) {
  return {name, r, x, c, a, 90.0, 30.0, ALUMINIUM_PER_K, false, "unverified", JKLYJ};
}
constexpr Conductor bare(std::string_view name, double r, double x, double c, double a) {
  return {name, r, x, c, a, 70.0, 25.0, ALUMINIUM_PER_K, false, "unverified", LGJ};
}
constexpr Conductor cable(std::string_view name, double r, double x, double c, double a) {
  return {name, r, x, c, a, 90.0, 25.0, COPPER_PER_K, true, "unverified", YJV22};
}

}  // namespace

double ampacity_a(const Conductor& conductor, double air_c) {
  if (conductor.buried) return conductor.rating_a;
  return conductor.rating_a * std::sqrt(ampacity_squared_factor(conductor.max_c, conductor.reference_c, air_c));
}

const std::vector<Conductor>& conductors() {
  static const std::vector<Conductor> ALL = {
      aerial("JKLYJ-10-50", 0.641, 0.355, 9.5, 195),   aerial("JKLYJ-10-70", 0.443, 0.348, 9.9, 240),
      aerial("JKLYJ-10-95", 0.320, 0.340, 10.3, 300),  aerial("JKLYJ-10-120", 0.253, 0.328, 10.7, 350),
      aerial("JKLYJ-10-150", 0.206, 0.322, 11.0, 400), aerial("JKLYJ-10-185", 0.164, 0.316, 11.4, 460),
      aerial("JKLYJ-10-240", 0.125, 0.308, 11.8, 550), bare("LGJ-50", 0.68, 0.365, 9.5, 220),
      bare("LGJ-70", 0.47, 0.354, 9.9, 275),           bare("LGJ-95", 0.34, 0.342, 10.3, 335),
      bare("LGJ-120", 0.27, 0.334, 10.7, 380),         bare("LGJ-150", 0.21, 0.329, 11.0, 445),
      bare("LGJ-185", 0.17, 0.322, 11.4, 515),         bare("LGJ-240", 0.132, 0.314, 11.8, 610),
      cable("YJV22-70", 0.268, 0.110, 200.0, 235),     cable("YJV22-120", 0.153, 0.1065, 227.0, 310),
      cable("YJV22-185", 0.0991, 0.103, 255.0, 390),   cable("YJV22-240", 0.0754, 0.0995, 282.0, 450),
      cable("YJV22-300", 0.0601, 0.096, 310.0, 500)};
  return ALL;
}

const Conductor* conductor(std::string_view name) {
  const auto& all = conductors();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Conductor& c) { return c.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace hearthgrid::electricity
