#pragma once
// Hourly weather brought to the steps of a season.
//
// Dry bulb, humidity, pressure, wind and infrared run linearly between hourly stamps (record h = end of hour h; the
// first half-known hour holds its own stamp). Direct and diffuse radiation are held over their hour, but in sunrise and
// sunset hours the whole hour's radiation falls on the part with the sun above the horizon (direct never above the
// extraterrestrial). The sun's position is taken in the middle of every sub-step of 5 minutes (or of the step, if
// shorter).

#include <vector>

#include "engine/base/time_axis.hpp"
#include "models/weather/ground_cover.hpp"
#include "models/weather/horizon.hpp"
#include "models/weather/hourly.hpp"
#include "models/weather/solar.hpp"

namespace hearthgrid::weather {

/// Means over each step of an axis, warm-up first; sub-step arrays have size steps x substeps.
struct StepWeather {
  Site site;
  TimeAxis axis;
  std::vector<double> outdoor_temp_c;
  std::vector<double> relative_humidity;  ///< 0-1
  std::vector<double> pressure_pa;
  std::vector<double> horizontal_infrared_w_m2;
  std::vector<double> direct_normal_w_m2;
  std::vector<double> diffuse_horizontal_w_m2;
  std::vector<double> global_horizontal_w_m2;  ///< from direct, diffuse and the sun's height, not the file's own column
  std::vector<double> wind_speed_m_s;
  std::vector<double> ground_albedo;
  Horizon horizon;  ///< applied by plane_irradiance; the radiation above is that of an open field
  int substeps = 1;
  std::vector<double> sub_direct_normal_w_m2;
  std::vector<double> sub_diffuse_horizontal_w_m2;
  std::vector<SunPosition> sub_sun;
};

/// Throws std::invalid_argument if `hours` does not have the 24 x days() hours of the axis, or a step does not divide
/// the hour, or the albedos by month are not twelve, or the axis' clock is not the site's (utc_offset_h).
[[nodiscard]] StepWeather to_steps(const HourlyWeather& hours, const TimeAxis& axis, const GroundCover& ground = {});

}  // namespace hearthgrid::weather
