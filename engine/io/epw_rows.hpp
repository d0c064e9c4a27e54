#pragma once
// The rows of an EPW file as numbers, before anything is filled in. Used by epw.cpp only.

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.hpp"
#include "models/weather/site.hpp"

namespace hearthgrid::io {

/// One record; NaN = missing.
struct EpwRow {
  int line = 0;
  int month = 0, day = 0, hour = 0;
  double dry_bulb_c = 0, dew_point_c = 0, relative_humidity = 0, pressure_pa = 0, infrared = 0, global = 0, direct = 0,
         diffuse = 0, wind_m_s = 0, total_cover = 0, opaque_cover = 0;
  double snow_depth_cm = 0, albedo = 0;
};

struct EpwRows {
  weather::Site site;
  std::string place;
  int records_per_hour = 1;
  std::vector<EpwRow> rows;
};

/// Splits and checks headers and rows: numbers, ranges, the calendar and the number of rows.
[[nodiscard]] EpwRows read_epw_rows(std::string_view text, const std::string& file_name, ProblemList& problems);

}  // namespace hearthgrid::io
