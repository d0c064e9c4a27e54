#include "engine/base/time_axis.hpp"

#include <fmt/format.h>

namespace hearthgrid {

std::string to_text(std::chrono::sys_days day) {
  const std::chrono::year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

int day_of_year(std::chrono::sys_days day) {
  const std::chrono::year_month_day date{day};
  const std::chrono::sys_days new_year = date.year() / 1 / 1;
  return static_cast<int>((day - new_year).count()) + 1;
}

int weekday(std::chrono::sys_days day) {
  return static_cast<int>(std::chrono::weekday{day}.c_encoding());
}

}  // namespace hearthgrid
