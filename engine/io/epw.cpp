#include "engine/io/epw.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <fstream>
#include <iterator>

#include "engine/io/epw_rows.hpp"
#include "engine/io/text_file.hpp"
#include "models/weather/clearness.hpp"
#include "models/weather/humidity.hpp"
#include "models/weather/sky.hpp"

namespace hearthgrid::io {

namespace {

using weather::HourlyWeather;

constexpr int MAX_GAP_HOURS = 24;

/// Hourly rows: radiation averaged over the hour, everything else the hour's last record.
std::vector<EpwRow> hourly(const EpwRows& source) {
  const int n = source.records_per_hour;
  std::vector<EpwRow> hours;
  for (size_t first = 0; first + n <= source.rows.size(); first += n) {
    EpwRow hour = source.rows[first + n - 1];
    for (double EpwRow::*member : {&EpwRow::infrared, &EpwRow::global, &EpwRow::direct, &EpwRow::diffuse}) {
      double sum = 0.0;
      for (int k = 0; k < n; ++k) sum += source.rows[first + k].*member;
      hour.*member = sum / n;
    }
    hours.push_back(hour);
  }
  return hours;
}

/// Fills what a file leaves out; sentences about it go to the report, what cannot be filled is a problem.
class Filler {
 public:
  Filler(const EpwRows& source, std::string file, ProblemList& problems, EpwReport& report)
      : site_(source.site), rows_(hourly(source)), file_(std::move(file)), problems_(problems), report_(report) {
    const bool leap = rows_.size() == 8784;
    const std::chrono::sys_days first = std::chrono::year{leap ? 2000 : 2001} / std::chrono::January / 1;
    for (int d = 0; d < static_cast<int>(rows_.size()) / 24; ++d) {
      const int64_t day = (first + std::chrono::days{d}).time_since_epoch().count();
      const auto hours = weather::sun_hours(site_, day);
      sun_.insert(sun_.end(), hours.begin(), hours.end());
    }
  }

  HourlyWeather fill() {
    fill_gaps(&EpwRow::dry_bulb_c, "dry-bulb temperature");
    fill_humidity();
    fill_gaps(&EpwRow::wind_m_s, "wind speed");
    fill_pressure();
    fill_radiation();
    fill_infrared();
    look_at_clock();
    look_at_radiation();
    return result();
  }

 private:
  [[nodiscard]] static int day_of_year(int hour) { return hour / 24 + 1; }

  void note(int count, const char* what) {
    if (count > 0) report_.odd.push_back(fmt::format("{} hours: {}", count, what));
  }

  void fill_gaps(double EpwRow::*member, const char* name) {
    const int size = static_cast<int>(rows_.size());
    int filled = 0;
    for (int i = 0; i < size; ++i) {
      if (!std::isnan(rows_[i].*member)) continue;
      int end = i;
      while (end < size && std::isnan(rows_[end].*member)) ++end;
      if (end - i > MAX_GAP_HOURS || (i == 0 && end == size)) {
        problems_.add({file_, rows_[i].line, 0, fmt::format("{} is missing for {} hours in a row", name, end - i),
                       fmt::format("gaps of up to {} hours are filled; use a complete file", MAX_GAP_HOURS)});
      }
      const double before = i > 0 ? rows_[i - 1].*member : (end < size ? rows_[end].*member : 0.0);
      const double after = end < size ? rows_[end].*member : before;
      for (int k = i; k < end; ++k) rows_[k].*member = before + (after - before) * (k - i + 1) / (end - i + 1);
      filled += end - i;
      i = end;
    }
    note(filled, fmt::format("{} missing, interpolated", name).c_str());
  }

  void fill_humidity() {
    int dew = 0;
    int humidity = 0;
    int above = 0;
    for (EpwRow& row : rows_) {
      if (std::isnan(row.dew_point_c) && !std::isnan(row.relative_humidity)) {
        row.dew_point_c = weather::dew_point_c(row.dry_bulb_c, row.relative_humidity / 100.0);
        ++dew;
      }
    }
    fill_gaps(&EpwRow::dew_point_c, "humidity");
    for (EpwRow& row : rows_) {
      if (row.dew_point_c > row.dry_bulb_c + 0.1) ++above;
      row.dew_point_c = std::min(row.dew_point_c, row.dry_bulb_c);
      if (!std::isnan(row.relative_humidity)) continue;
      row.relative_humidity = 100.0 * weather::relative_humidity(row.dry_bulb_c, row.dew_point_c);
      ++humidity;
    }
    note(dew, "dew point missing, from relative humidity");
    note(humidity, "relative humidity missing, from dew point");
    note(above, "dew point above dry bulb, cut");
  }

  void fill_pressure() {
    int filled = 0;
    for (EpwRow& row : rows_) {
      if (!std::isnan(row.pressure_pa)) continue;
      row.pressure_pa = weather::standard_pressure_pa(site_.elevation_m);
      ++filled;
    }
    note(filled, "pressure missing, standard atmosphere");
  }

  void fill_radiation() {
    int split = 0;
    int from_pair = 0;
    for (size_t i = 0; i < rows_.size(); ++i) {
      EpwRow& row = rows_[i];
      const weather::SunHour& sun = sun_[i];
      const bool global = !std::isnan(row.global);
      const bool direct = !std::isnan(row.direct);
      const bool diffuse = !std::isnan(row.diffuse);
      if (global && direct && diffuse) continue;
      // Horizontal share of a direct normal mean, with the sun above the horizon for up_share of the hour.
      const double sine = sun.up_share > 0.0 ? sun.mean_up / sun.up_share : 0.0;
      if (!global && !(direct && diffuse)) {
        if (sun.up_share > 0.0) {
          problems_.add({file_, row.line, 0, "global radiation is missing, and direct and diffuse are not both there",
                         "two of global (field 14), direct normal (15) and diffuse horizontal (16), or global"});
          return;
        }
        row.global = row.direct = row.diffuse = 0.0;
      } else if (!global) {
        row.global = row.direct * sine + row.diffuse;
        ++from_pair;
      } else if (direct || (diffuse && sine <= 0.0)) {
        if (!direct) row.direct = 0.0;
        if (!diffuse) row.diffuse = std::max(0.0, row.global - row.direct * sine);
        ++from_pair;
      } else if (diffuse) {
        const double clear = weather::clear_sky_normal_w_m2(sine, day_of_year(static_cast<int>(i)), site_.elevation_m);
        row.direct = std::clamp((row.global - row.diffuse) / sine, 0.0, 1.1 * clear * sun.up_share);
        ++from_pair;
      } else {
        const auto parts = weather::split_hour(row.global, sun, day_of_year(static_cast<int>(i)), site_.elevation_m);
        row.direct = parts.direct_normal_w_m2;
        row.diffuse = parts.diffuse_horizontal_w_m2;
        ++split;
      }
    }
    note(split, "direct and diffuse radiation missing, from global by Erbs");
    note(from_pair, "one of global, direct and diffuse missing, from the other two");
  }

  void fill_infrared() {
    int filled = 0;
    for (int i = 0; i < static_cast<int>(rows_.size()); ++i) {
      EpwRow& row = rows_[i];
      if (row.infrared > 0.0) continue;
      double cover = std::isnan(row.opaque_cover) ? row.total_cover : row.opaque_cover;
      if (std::isnan(cover)) cover = weather::cloud_from_clearness_tenths(clearness_of_day(i / 24));
      row.infrared = weather::horizontal_infrared_w_m2(row.dry_bulb_c, row.dew_point_c, cover);
      ++filled;
    }
    note(filled, "infrared radiation missing, from dew point and cloud");
  }

  [[nodiscard]] double clearness_of_day(int day) const {
    double global = 0.0;
    double outside = 0.0;
    for (int i = 24 * day; i < 24 * day + 24; ++i) {
      global += rows_[i].global;
      outside += sun_[i].mean_up * weather::extraterrestrial_normal_w_m2(day + 1);
    }
    return outside > 0.0 ? global / outside : 0.5;
  }

  /// Compares the middle of the day's radiation with the middle of the sun's day: a wrong time zone or longitude shows
  /// here.
  void look_at_clock() {
    double file_sum = 0.0, file_moment = 0.0, sun_sum = 0.0, sun_moment = 0.0, dark = 0.0;
    for (int i = 0; i < static_cast<int>(rows_.size()); ++i) {
      const double hour = i % 24 + 0.5;
      file_sum += rows_[i].global;
      file_moment += rows_[i].global * hour;
      sun_sum += sun_[i].mean_up;
      sun_moment += sun_[i].mean_up * hour;
      if (sun_[i].up_share <= 0.0) dark += rows_[i].global;
    }
    if (file_sum <= 0.0) {
      problems_.add(
          {file_, 0, 0, "there is no solar radiation in the file", "global radiation is field 14 of each row"});
      return;
    }
    const double later_min = 60.0 * (file_moment / file_sum - sun_moment / sun_sum);
    if (dark > 0.2 * file_sum) {
      problems_.add(
          {file_, 1, 0,
           fmt::format("{:.0f} % of the radiation falls while the sun is below the horizon at longitude {:.2f}, "
                       "time zone {:+.1f}",
                       100.0 * dark / file_sum, site_.longitude_deg, site_.utc_offset_h),
           "longitude is positive east of Greenwich, the time zone in hours ahead of UTC: check both signs"});
    } else if (std::abs(later_min) > 20.0) {
      report_.odd.push_back(fmt::format(
          "the day's radiation is {:.0f} minutes {} than the sun at longitude {:.2f} and time zone {:+.1f}: "
          "one of them may be wrong",
          std::abs(later_min), later_min > 0.0 ? "later" : "earlier", site_.longitude_deg, site_.utc_offset_h));
    }
  }

  void look_at_radiation() {
    int apart = 0;
    for (size_t i = 0; i < rows_.size(); ++i) {
      if (sun_[i].mean_up < 0.0872) continue;  // 5 deg
      const double sum = rows_[i].direct * sun_[i].mean_up / sun_[i].up_share + rows_[i].diffuse;
      const double difference = std::abs(sum - rows_[i].global);
      if (difference > 30.0 && difference > 0.2 * rows_[i].global) ++apart;
    }
    note(apart, "direct and diffuse radiation are more than 20 % and 30 W/m2 from global; direct and diffuse are used");
  }

  [[nodiscard]] HourlyWeather result() const {
    HourlyWeather w;
    w.site = site_;
    w.resize(static_cast<int>(rows_.size()));
    w.snow_depth_cm.resize(rows_.size());
    w.albedo.resize(rows_.size());
    for (size_t i = 0; i < rows_.size(); ++i) {
      w.dry_bulb_c[i] = rows_[i].dry_bulb_c;
      w.dew_point_c[i] = rows_[i].dew_point_c;
      w.relative_humidity[i] = std::min(1.0, rows_[i].relative_humidity / 100.0);
      w.pressure_pa[i] = rows_[i].pressure_pa;
      w.horizontal_infrared_w_m2[i] = rows_[i].infrared;
      w.direct_normal_w_m2[i] = rows_[i].direct;
      w.diffuse_horizontal_w_m2[i] = rows_[i].diffuse;
      w.global_horizontal_w_m2[i] = rows_[i].global;
      w.wind_speed_m_s[i] = rows_[i].wind_m_s;
      w.snow_depth_cm[i] = rows_[i].snow_depth_cm;
      w.albedo[i] = rows_[i].albedo;
    }
    return w;
  }

  weather::Site site_;
  std::vector<EpwRow> rows_;
  std::vector<weather::SunHour> sun_;
  std::string file_;
  ProblemList& problems_;
  EpwReport& report_;
};

}  // namespace

HourlyWeather read_epw(const std::string& text, const std::string& file_name, ProblemList& problems,
                       EpwReport* report) {
  EpwReport unused;
  EpwReport& said = report != nullptr ? *report : unused;
  ProblemList own;
  const EpwRows source = read_epw_rows(text, file_name, own);
  HourlyWeather result;
  if (own.empty()) {
    said.place = source.place;
    said.records_per_hour = source.records_per_hour;
    if (source.records_per_hour > 1) {
      said.odd.push_back(fmt::format("{} records an hour, averaged to hours", source.records_per_hour));
    }
    result = Filler(source, file_name, own, said).fill();
  }
  for (const Problem& problem : own.all()) problems.add(problem);
  return result;
}

HourlyWeather read_epw_file(const std::string& path, ProblemList& problems, EpwReport* report) {
  const auto text = read_text_file(path, problems);
  if (!text) return {};
  return read_epw(*text, path, problems, report);
}

}  // namespace hearthgrid::io
