#include "engine/run/home_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace hearthgrid::run {
namespace {

// Months since year 0 of a day of the season.
int month_number(const TimeAxis& axis, int season_day) {
  const std::chrono::year_month_day date{axis.first_day + std::chrono::days{season_day}};
  return 12 * static_cast<int>(date.year()) + static_cast<int>(static_cast<unsigned>(date.month())) - 1;
}

double mean_of(std::span<const double> values) {
  double sum = 0.0;
  for (const double v : values) sum += v;
  return sum / static_cast<double>(values.size());
}

}  // namespace

std::vector<std::string> months_of(const TimeAxis& axis) {
  std::vector<std::string> months;
  for (int m = month_number(axis, 0); m <= month_number(axis, axis.season_days - 1); ++m) {
    months.push_back(fmt::format("{:04}-{:02}", m / 12, m % 12 + 1));
  }
  return months;
}

HomeSummary summarise(const TimeAxis& axis, std::span<const double> heat_w, std::span<const double> cooling_w,
                      std::span<const double> indoor_c) {
  HomeSummary out;
  out.min_indoor_60min_c = std::numeric_limits<double>::max();
  out.max_indoor_60min_c = std::numeric_limits<double>::lowest();
  const auto per_hour = static_cast<size_t>(60 / axis.step_minutes);
  const auto per_day = static_cast<size_t>(axis.steps_per_day());
  const size_t months = months_of(axis).size();
  out.month_heat_kwh.resize(months);
  out.month_cooling_kwh.resize(months);
  out.month_mean_indoor_c.resize(months);
  std::vector<double> days(months);
  for (size_t k = 0; k < heat_w.size(); ++k) {
    out.peak_heat_kw = std::max(out.peak_heat_kw, heat_w[k] / 1000.0);
    out.peak_cooling_kw = std::max(out.peak_cooling_kw, cooling_w[k] / 1000.0);
  }
  for (size_t k = 0; k < heat_w.size(); k += per_hour) {
    out.peak_heat_60min_kw = std::max(out.peak_heat_60min_kw, mean_of(heat_w.subspan(k, per_hour)) / 1000.0);
    out.peak_cooling_60min_kw = std::max(out.peak_cooling_60min_kw, mean_of(cooling_w.subspan(k, per_hour)) / 1000.0);
    const double air = mean_of(indoor_c.subspan(k, per_hour));
    out.min_indoor_60min_c = std::min(out.min_indoor_60min_c, air);
    out.max_indoor_60min_c = std::max(out.max_indoor_60min_c, air);
  }
  for (size_t day = 0; day < static_cast<size_t>(axis.season_days); ++day) {
    const auto m = static_cast<size_t>(month_number(axis, static_cast<int>(day)) - month_number(axis, 0));
    out.month_heat_kwh[m] += 0.024 * mean_of(heat_w.subspan(day * per_day, per_day));
    out.month_cooling_kwh[m] += 0.024 * mean_of(cooling_w.subspan(day * per_day, per_day));
    out.month_mean_indoor_c[m] += mean_of(indoor_c.subspan(day * per_day, per_day));
    days[m] += 1.0;
  }
  for (size_t m = 0; m < months; ++m) out.month_mean_indoor_c[m] /= days[m];
  return out;
}

}  // namespace hearthgrid::run
