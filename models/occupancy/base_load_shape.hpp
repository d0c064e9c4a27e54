#pragma once
// The day as all homes of a site see it: which events, how likely, when, for how long. Prepared once per day and site.

#include <array>
#include <chrono>

#include "models/occupancy/base_load.hpp"
#include "models/occupancy/calendar.hpp"

namespace hearthgrid::occupancy {

/// What the shape of a day depends on beside the date.
struct SiteInputs {
  double latitude_deg = 36.5;
  double longitude_deg = 116.0;
  double utc_offset_h = 8.0;
  /// The mean day in mid-January (mid-July south of the equator) over the mean day of the year, less one, beyond what
  /// longer evenings bring by themselves (assumed: people are indoors; no metered rural winter share was found,
  /// unverified).
  double winter_surplus = 0.05;
  Calendar calendar{};
};

/// Local civil minute of sunset and sunrise: declination of Cooper (1969) as in Duffie and Beckman, Solar Engineering
/// of Thermal Processes, eq. 1.6.1, without refraction and without the equation of time (so within about 20 minutes).
struct SunTimes {
  int rise_minute = 0;
  int set_minute = 0;
};
[[nodiscard]] SunTimes sun_times(std::chrono::sys_days day, const SiteInputs& site);

/// Events of DayShape in which a meal is cooked on the hob: breakfast, lunch, supper.
constexpr std::array<int, 3> MEALS = {0, 2, 4};

/// Shape of one local day. The mean of `level` over a year is 1.
[[nodiscard]] DayShape make_day_shape(std::chrono::sys_days day, const SiteInputs& site);

}  // namespace hearthgrid::occupancy
