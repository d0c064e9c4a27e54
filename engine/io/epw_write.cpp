#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <stdexcept>

#include "engine/base/time_axis.hpp"
#include "engine/io/epw.hpp"

namespace hearthgrid::io {

namespace {

/// Text that can stand in a header cell or a comment.
std::string one_cell(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == ',' || c == '"' || c == '\n' || c == '\r'; }, ' ');
  return text;
}

}  // namespace

std::string write_epw(const weather::HourlyWeather& year, int calendar_year, const std::string& comment) {
  using namespace std::chrono;
  const sys_days first = std::chrono::year{calendar_year} / January / 1;
  const sys_days next = std::chrono::year{calendar_year + 1} / January / 1;
  if (year.hours() != 24 * (next - first).count()) throw std::invalid_argument("write_epw: not a calendar year");

  const weather::Site& site = year.site;
  std::string text;
  const auto out = std::back_inserter(text);
  fmt::format_to(out, "LOCATION,{},-,-,hearthgrid,999999,{:.4f},{:.4f},{:.2f},{:.1f}\n", one_cell(site.name),
                 site.latitude_deg, site.longitude_deg, site.utc_offset_h, site.elevation_m);
  fmt::format_to(out, "DESIGN CONDITIONS,0\nTYPICAL/EXTREME PERIODS,0\nGROUND TEMPERATURES,0\n");
  fmt::format_to(out, "HOLIDAYS/DAYLIGHT SAVINGS,{},0,0,0\n", year.hours() == 8784 ? "Yes" : "No");
  fmt::format_to(out, "COMMENTS 1,\"{}\"\nCOMMENTS 2,\n", one_cell(comment));
  constexpr const char* WEEKDAYS[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
  fmt::format_to(out, "DATA PERIODS,1,1,Data,{},1/1,12/31\n", WEEKDAYS[weekday(first)]);
  for (int i = 0; i < year.hours(); ++i) {
    const year_month_day date{first + days{i / 24}};
    fmt::format_to(out, "{},{},{},{},60,-,{:.2f},{:.2f},{:.1f},{:.0f},9999,9999,{:.1f},{:.1f},{:.1f},{:.1f},",
                   calendar_year, static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), i % 24 + 1,
                   year.dry_bulb_c[i], year.dew_point_c[i], 100.0 * year.relative_humidity[i], year.pressure_pa[i],
                   year.horizontal_infrared_w_m2[i], year.global_horizontal_w_m2[i], year.direct_normal_w_m2[i],
                   year.diffuse_horizontal_w_m2[i]);
    fmt::format_to(out,
                   "999999,999999,999999,9999,999,{:.2f},99,99,9999,99999,9,999999999,999,0.999,999,99,999,999,99\n",
                   year.wind_speed_m_s[i]);
  }
  return text;
}

}  // namespace hearthgrid::io
