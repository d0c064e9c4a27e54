#pragma once
// A full-load table from a few rating points, for machines of which nothing else is known.
//
// Efficiency: COP = eta (T_w + 273.15) / (T_w - T_out), with the regression over 4 377 full-load-like Keymark points
// (EN 14825, air to water, 5 to 10 kW; residual standard deviation 0.039)
//   eta = 0.45340 - 0.000539 T_out - 0.000566 T_w - 0.05145 PLR,  PLR = 1,
// brought down to 0.34 at -22/55, where the regression is too good (median 0.336): linearly over -15 to -22 degC
// outdoors and 35 to 55 degC of water.
// Heat: a shape over the outdoor temperature per kind of compressor
//   fixed speed      GridLAB-D house_e.cpp, 0.34148808 + 0.00894102 F + 0.00010787 F^2, F in degrees Fahrenheit, an old
//                    single-speed machine: P(-22)/P(-15) = 0.72
//   inverter         Vitocal 251-A08 from -15 to 7 degC without its dip at 2 degC, and Keymark's medians below:
//                    P(-22)/P(-15) = 0.80 at 35 degC of water, 0.76 at 55
//   vapour injection Chinese 3 hp plates, 6.5 kW at -12 over 8.5 kW at 7 degC (unverified): -1.4 % per K; 0.90 and
//   0.84,
//                    inside Keymark's p10 to p90 (0.70 to 0.92 and 0.51 to 0.85)
// times 1 - 0.0045 (T_w - 35) (Vitocal 251-A08 at -15 degC); warmer than 7 degC the heat stays.
// Both are then scaled through the points: the factors that the points ask for, their logarithms weighted by the
// inverse square of the distance (10 K of air count as 10 K of water), so that points are met (to 0.2 %) and far from
// all of them their mean holds. Neither form contains defrosting: it is in the table where the points have it
// (frost.hpp).

#include <string>
#include <string_view>
#include <vector>

#include "models/heater/technology.hpp"

namespace hearthgrid::heater {

enum class Compressor { fixed_speed, inverter, vapour_injection };

/// "fixed_speed", "inverter", "vapour_injection", in the enum's order.
[[nodiscard]] const std::vector<std::string>& compressor_names();
/// Of a name that is among them; std::logic_error otherwise.
[[nodiscard]] Compressor compressor_from_name(std::string_view name);

/// One entry per point in each list, at least one point.
struct RatingPoints {
  std::vector<double> outdoor_temp_c;
  std::vector<double> water_temp_c;  ///< leaving
  std::vector<double> heat_w;
  std::vector<double> input_w;
  std::string source, status;
};

/// Share of Carnot's COP that the form gives, before any point.
[[nodiscard]] double carnot_share(double outdoor_temp_c, double water_temp_c);
/// Heat over that at -15 degC and 35 degC of water.
[[nodiscard]] double heat_shape(Compressor compressor, double outdoor_temp_c, double water_temp_c);

/// Table over 35, 45, 55 degC of water and -22 to 20 degC outdoors, with the points' own outdoor temperatures among
/// them. Its status is "assumed" or, where the points' is, "unverified"; its source names the points'.
[[nodiscard]] PerformanceMap map_from_rating(const RatingPoints& points, Compressor compressor);

/// Whether the points contain defrosting unless the file says so: one of them lies where tests frost, 0 to 5 degC.
[[nodiscard]] bool has_frosting_point(const RatingPoints& points);

}  // namespace hearthgrid::heater
