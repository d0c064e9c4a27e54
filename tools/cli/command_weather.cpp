#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "engine/base/error.hpp"
#include "engine/base/suggest.hpp"
#include "engine/base/time_axis.hpp"
#include "engine/io/epw.hpp"
#include "models/weather/climate.hpp"
#include "models/weather/hourly.hpp"
#include "tools/cli/commands.hpp"

namespace hearthgrid::cli {

namespace {

using weather::HourlyWeather;

constexpr double HEATING_BASE_C = 18.0;
constexpr int TYPICAL_YEAR = 2021;  // any ordinary year: dates of a typical year have none of their own
constexpr std::array<const char*, 12> MONTHS = {"January", "February", "March",     "April",   "May",      "June",
                                                "July",    "August",   "September", "October", "November", "December"};

/// What one day was like.
struct Day {
  double mean_c = 0.0, max_c = 0.0, min_c = 0.0, global_kwh_m2 = 0.0;
  int month = 0;  ///< 0-based
};

/// Sums over the days of a month, or of the year.
struct Sums {
  int days = 0;
  double mean_c = 0.0, max_c = 0.0, min_c = 0.0, global_kwh_m2 = 0.0, degree_days_k_d = 0.0;

  void add(const Day& day) {
    ++days;
    mean_c += day.mean_c;
    max_c += day.max_c;
    min_c += day.min_c;
    global_kwh_m2 += day.global_kwh_m2;
    degree_days_k_d += std::max(0.0, HEATING_BASE_C - day.mean_c);
  }

  [[nodiscard]] std::string row(const char* name) const {
    return fmt::format("  {:<10} {:>8.1f} {:>13.1f} {:>13.1f} {:>13.0f} {:>15.2f}\n", name, mean_c / days, min_c / days,
                       max_c / days, degree_days_k_d, global_kwh_m2 / days);
  }
};

std::chrono::sys_days first_of_year(const HourlyWeather& year) {
  return std::chrono::year{year.hours() == 8784 ? 2020 : TYPICAL_YEAR} / std::chrono::January / 1;
}

std::vector<Day> days_of(const HourlyWeather& year) {
  std::vector<Day> days(year.hours() / 24);
  for (size_t d = 0; d < days.size(); ++d) {
    const auto first = year.dry_bulb_c.begin() + static_cast<std::ptrdiff_t>(24 * d);
    Day& day = days[d];
    day.max_c = *std::max_element(first, first + 24);
    day.min_c = *std::min_element(first, first + 24);
    for (size_t i = 24 * d; i < 24 * d + 24; ++i) {
      day.mean_c += year.dry_bulb_c[i] / 24.0;
      day.global_kwh_m2 += year.global_horizontal_w_m2[i] / 1000.0;
    }
    const std::chrono::year_month_day date{first_of_year(year) + std::chrono::days{d}};
    day.month = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
  }
  return days;
}

/// "15 January"
std::string date_text(const HourlyWeather& year, size_t day_of_year) {
  const std::chrono::year_month_day date{first_of_year(year) + std::chrono::days{day_of_year}};
  return fmt::format("{} {}", static_cast<unsigned>(date.day()), MONTHS[static_cast<unsigned>(date.month()) - 1]);
}

std::string months_table(const std::vector<Day>& days) {
  std::array<Sums, 12> months;
  Sums all;
  for (const Day& day : days) {
    months[day.month].add(day);
    all.add(day);
  }
  std::string text = fmt::format("  {:<10} {:>8} {:>13} {:>13} {:>13} {:>15}\n", "", "mean", "mean daily", "mean daily",
                                 "heating", "global sun");
  text += fmt::format("  {:<10} {:>8} {:>13} {:>13} {:>13} {:>15}\n", "month", "degC", "min. degC", "max. degC",
                      "deg. days K d", "kWh/m2 a day");
  for (int m = 0; m < 12; ++m) text += months[m].row(MONTHS[m]);
  return text + all.row("year");
}

/// Mean temperature from 15 November to 15 March, both included.
double season_mean_c(const HourlyWeather& year) {
  using namespace std::chrono;
  const TimeAxis axis{
      .first_day = sys_days{std::chrono::year{TYPICAL_YEAR} / November / 15}, .season_days = 121, .warm_up_days = 0};
  const HourlyWeather season = weather::season_of_year(year, axis);
  double sum = 0.0;
  for (const double temp_c : season.dry_bulb_c) sum += temp_c;
  return sum / season.hours();
}

/// Text broken into lines of at most 78 characters, the first with "- ".
std::string bullet(const std::string& sentence) {
  std::string text;
  std::string line = "  -";
  size_t start = 0;
  while (start < sentence.size()) {
    const size_t end = std::min(sentence.find(' ', start), sentence.size());
    const std::string word = sentence.substr(start, end - start);
    if (line.size() + 1 + word.size() > 78) {
      text += line + "\n";
      line = "   ";
    }
    line += " " + word;
    start = end + 1;
  }
  return text + line + "\n";
}

std::string summary(const HourlyWeather& year, const io::EpwReport& report) {
  const std::vector<Day> days = days_of(year);
  const weather::Site& site = year.site;
  std::string text = fmt::format("{}\n{:.3f} deg {}, {:.3f} deg {}, {:.0f} m above the sea, UTC{:+.1f} h; {} hours\n\n",
                                 report.place, std::abs(site.latitude_deg), site.latitude_deg < 0.0 ? "south" : "north",
                                 std::abs(site.longitude_deg), site.longitude_deg < 0.0 ? "west" : "east",
                                 site.elevation_m, site.utc_offset_h, year.hours());
  text += months_table(days);
  const auto coldest =
      std::min_element(days.begin(), days.end(), [](const Day& a, const Day& b) { return a.mean_c < b.mean_c; });
  const auto lowest = std::min_element(year.dry_bulb_c.begin(), year.dry_bulb_c.end());
  text +=
      fmt::format("\n  coldest day   {}, mean {:.1f} degC\n", date_text(year, coldest - days.begin()), coldest->mean_c);
  text += fmt::format("  coldest hour  {}, {:.1f} degC\n", date_text(year, (lowest - year.dry_bulb_c.begin()) / 24),
                      *lowest);
  text += fmt::format("  season        15 November to 15 March, mean {:.1f} degC\n", season_mean_c(year));
  text += fmt::format("  degree days   below {:.0f} degC, from daily means\n", HEATING_BASE_C);
  text += report.odd.empty() ? "\nNothing odd in the file.\n" : "\nWhat was odd:\n";
  for (const std::string& sentence : report.odd) text += bullet(sentence);
  return text;
}

}  // namespace

int weather_describe(const std::string& epw_path) {
  ProblemList problems;
  io::EpwReport report;
  const HourlyWeather year = io::read_epw_file(epw_path, problems, &report);
  problems.throw_if_any();
  fmt::print("{}", summary(year, report));
  return 0;
}

int weather_synthesise(const std::string& site, uint32_t seed, const std::string& out_path) {
  const std::vector<std::string> names = weather::climate_names();
  if (std::find(names.begin(), names.end(), site) == names.end()) {
    throw InputError(
        Problem{"", 0, 0, fmt::format("there is no built-in climate '{}'", site), advice_for_unknown(site, names)});
  }
  const TimeAxis axis{
      .first_day = std::chrono::year{TYPICAL_YEAR} / std::chrono::January / 1, .season_days = 365, .warm_up_days = 0};
  const HourlyWeather year = weather::synthesise(site, seed, axis);
  const std::string comment = fmt::format("synthetic year of the climate {} seed {} by hearthgrid", site, seed);
  const std::string text = io::write_epw(year, TYPICAL_YEAR, comment);

  const std::string partial = out_path + ".partial";
  std::ofstream file(partial, std::ios::binary);
  file << text;
  file.close();
  std::error_code error;
  if (file) std::filesystem::rename(partial, out_path, error);
  if (!file || error) {
    std::error_code ignored;
    std::filesystem::remove(partial, ignored);
    throw RunError(fmt::format("'{}' cannot be written: check that the folder exists and the disk has room", out_path));
  }
  fmt::print("{}: {} hours of {}, seed {}\n", out_path, year.hours(), year.site.name, seed);
  return 0;
}

}  // namespace hearthgrid::cli
