#include "tools/cli/local_time.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "engine/base/time_axis.hpp"

namespace hearthgrid::cli {

LocalTime::LocalTime(const io::ResultsReader& reader) {
  const std::string units = reader.attribute("time_local", "units").value_or("");
  int year = 1970;
  unsigned month = 1;
  unsigned day = 1;
  int hour = 0;
  int minute = 0;
  std::sscanf(units.c_str(), "minutes since %d-%u-%u %d:%d", &year, &month, &day, &hour, &minute);
  start_ = std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day);
  start_minute_ = int64_t{hour} * 60 + minute;
}

std::chrono::sys_days LocalTime::day(double minutes) const {
  return start_ + std::chrono::days{(start_minute_ + static_cast<int64_t>(minutes)) / 1440};
}

std::string LocalTime::text(double minutes, bool exact) const {
  const int64_t total = start_minute_ + static_cast<int64_t>(minutes);
  const std::string clock = fmt::format("{:02}:{:02}", total % 1440 / 60, total % 60);
  const std::string date = to_text(day(minutes));
  return (exact ? date : date.substr(5)) + " " + clock;
}

std::string LocalTime::month(double minutes) const {
  return to_text(day(minutes)).substr(0, 7);
}

}  // namespace hearthgrid::cli
