#pragma once
// Weather by the hour, as files and the climate generator give it.

#include <vector>

#include "engine/base/time_axis.hpp"
#include "models/weather/site.hpp"

namespace hearthgrid::weather {

/// Consecutive hours. Record i covers [i, i+1) hours after the first; dry bulb, dew point, humidity, wind and pressure
/// are instantaneous at the END of the hour (as EPW has it), radiation and infrared are means over the hour.
struct HourlyWeather {
  Site site;
  std::vector<double> dry_bulb_c;
  std::vector<double> dew_point_c;
  std::vector<double> relative_humidity;  ///< 0-1, over water
  std::vector<double> pressure_pa;
  std::vector<double> horizontal_infrared_w_m2;
  std::vector<double> direct_normal_w_m2;
  std::vector<double> diffuse_horizontal_w_m2;
  std::vector<double> global_horizontal_w_m2;
  std::vector<double> wind_speed_m_s;
  std::vector<double> snow_depth_cm;  ///< NaN = not known; empty where the weather does not know of snow
  std::vector<double> albedo;         ///< of the ground, NaN = not known; empty alike

  [[nodiscard]] int hours() const { return static_cast<int>(dry_bulb_c.size()); }
  void resize(int hours);
};

/// The `count` hours from the `first` on. Throws std::out_of_range if the weather does not have them.
[[nodiscard]] HourlyWeather part_of(const HourlyWeather& weather, int first, int count);

/// The hours of an axis (warm-up first) out of one calendar year of 8760 or 8784 hours, by month, day and hour: a
/// season may run across the year's end, and any number of times around. A 29 February that the year does not have
/// repeats the 28th; one that the axis does not have is left out.
///
/// Where 31 December meets 1 January, the two sides come from different years (or different ends of one), so the join
/// is smoothed: the part of the step at midnight that the neighbouring hours do not explain is shared half and half and
/// faded linearly over 12 hours on each side. This touches dry bulb, dew point, pressure, wind and infrared, not solar
/// radiation; humidity follows from the smoothed dew point. Throws std::invalid_argument unless the year has 8760 or
/// 8784 hours.
[[nodiscard]] HourlyWeather season_of_year(const HourlyWeather& year, const TimeAxis& axis);

}  // namespace hearthgrid::weather
