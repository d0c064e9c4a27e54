#pragma once
// EnergyPlus weather files (EPW): one calendar year by the hour, read with suspicion.
//
// Format: EnergyPlus Auxiliary Programs, "EPW Weather Data". What real files do and this reader takes: CR LF; 32 to 35
// or more fields a row; quoted commas in the comments; any year, month by month; minute 0 or 60; integers or decimals;
// spaces about numbers; bytes that are not UTF-8 (read as Latin-1); 8784 rows in a leap year; several records an hour
// (radiation averaged, the rest taken at the hour's end). Hour 1 is 00:00-01:00.
//
// What is missing (99.9, 999, 9999, 999999 and larger, by field) is filled by stated models and reported:
//   dry bulb, wind    up to 24 hours in a row by interpolation, more is a problem
//   dew point         from relative humidity;  relative humidity  from dew point;  both: as dry bulb
//   pressure          standard atmosphere at the site's altitude
//   infrared          weather::horizontal_infrared_w_m2 from dew point and opaque (else total) cloud cover, else the
//   day's
//                     clearness; a value of 0 counts as missing
//   direct, diffuse   direct from global - diffuse, diffuse from global - direct, both from global by Erbs
//   global            from direct and diffuse; where all three are missing, a problem

#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "models/weather/hourly.hpp"

namespace hearthgrid::io {

/// What a file was like, for `weather describe`.
struct EpwReport {
  std::string place;  ///< "city, region, country, source"
  int records_per_hour = 1;
  std::vector<std::string> odd;  ///< one sentence each: what was filled, cut or looks wrong
};

/// Reads EPW text. All problems are added to `problems` (at most 20 rows of one file); the result then must not be
/// used. On success it has 8760 or 8784 hours.
[[nodiscard]] weather::HourlyWeather read_epw(const std::string& text, const std::string& file_name,
                                              ProblemList& problems, EpwReport* report = nullptr);

/// The same from a file; a file that cannot be read is a problem.
[[nodiscard]] weather::HourlyWeather read_epw_file(const std::string& path, ProblemList& problems,
                                                   EpwReport* report = nullptr);

/// Text of an EPW file of a calendar year (8760 or 8784 hours) with the given year in its rows; `comment` says where it
/// is from. Numbers are written with one to two decimals more than the format asks, so that reading gives the weather
/// back.
[[nodiscard]] std::string write_epw(const weather::HourlyWeather& year, int calendar_year, const std::string& comment);

}  // namespace hearthgrid::io
