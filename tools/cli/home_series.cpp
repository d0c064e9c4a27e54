#include "tools/cli/home_series.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "tools/cli/local_time.hpp"

namespace hearthgrid::cli {

namespace {

/// Largest mean over `width` steps, whose windows start at multiples of it.
SeriesPeak peak_of(const std::vector<double>& series, size_t width, const std::vector<double>& minutes,
                   const LocalTime& clock) {
  SeriesPeak best{0.0, ""};
  for (size_t first = 0; first + width <= series.size(); first += width) {
    const auto begin = series.begin() + static_cast<std::ptrdiff_t>(first);
    const double mean =
        std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(width), 0.0) / static_cast<double>(width);
    if (best.when.empty() || mean > best.value) best = {mean, clock.text(minutes[first], false)};
  }
  return best;
}

}  // namespace

std::optional<HomeSeries> home_series(const io::ResultsReader& reader, const std::string& household, size_t mix) {
  if (reader.size_of("named_household") == 0 || !reader.has("series_heat_w")) return std::nullopt;
  const std::vector<std::string> names = reader.texts("named_household");
  const auto found = std::find(names.begin(), names.end(), household);
  if (found == names.end()) return std::nullopt;
  const std::array<size_t, 2> at{mix, static_cast<size_t>(found - names.begin())};
  const std::vector<double> minutes = reader.numbers("time");
  const std::vector<double> bounds = reader.numbers("time_bnds");
  const double step_hours = (bounds.at(1) - bounds.at(0)) / 60.0;
  const auto per_hour = static_cast<size_t>(std::max(1.0, 1.0 / step_hours));
  const LocalTime clock(reader);
  std::vector<double> heat_kw = reader.numbers("series_heat_w", at);
  for (double& value : heat_kw) value /= 1000.0;
  const std::vector<double> electric_kw = reader.numbers("series_electricity_kw", at);
  const std::vector<double> air_c = reader.numbers("series_indoor_c", at);

  HomeSeries out;
  for (size_t k = 0; k < heat_kw.size(); ++k) {
    const std::string month = clock.month(minutes[k]);
    if (out.months.empty() || out.months.back() != month) {
      out.months.push_back(month);
      out.month_heat_kwh.push_back(0.0);
    }
    out.month_heat_kwh.back() += heat_kw[k] * step_hours;
  }
  out.heat_step_kw = peak_of(heat_kw, 1, minutes, clock);
  out.heat_hour_kw = peak_of(heat_kw, per_hour, minutes, clock);
  out.electric_step_kw = peak_of(electric_kw, 1, minutes, clock);
  out.electric_hour_kw = peak_of(electric_kw, per_hour, minutes, clock);
  const auto coldest = std::min_element(air_c.begin(), air_c.end());
  out.coldest_c = {*coldest, clock.text(minutes[static_cast<size_t>(coldest - air_c.begin())], false)};
  return out;
}

}  // namespace hearthgrid::cli
