#include "models/electricity/coincidence.hpp"

#include <algorithm>
#include <stdexcept>

namespace hearthgrid::electricity {
namespace {

/// Largest counted value of a series; 0 where none is counted or positive.
template <class Series>
double peak_of(const Series& series, std::span<const uint8_t> counted) {
  double peak = 0.0;
  for (size_t t = 0; t < series.size(); ++t) {
    if (counted.empty() || counted[t] != 0) peak = std::max(peak, static_cast<double>(series[t]));
  }
  return peak;
}

/// Adds the group that starts at home `first` to the sums and extremes of `result`.
void add_group(Coincidence& result, std::span<const float> power_kw, size_t steps, size_t first,
               std::span<const double> home_peaks_kw, std::span<const uint8_t> counted, std::vector<double>& total_kw) {
  const auto size = static_cast<size_t>(result.group_size);
  std::ranges::fill(total_kw, 0.0);
  double sum_of_peaks_kw = 0.0;
  for (size_t home = first; home < first + size; ++home) {
    const auto row = power_kw.subspan(home * steps, steps);
    for (size_t t = 0; t < steps; ++t) total_kw[t] += static_cast<double>(row[t]);
    sum_of_peaks_kw += home_peaks_kw[home];
  }
  const double peak_kw = peak_of(total_kw, counted);
  const double admd_kw = peak_kw / result.group_size;
  result.lowest_admd_kw = result.groups == 0 ? admd_kw : std::min(result.lowest_admd_kw, admd_kw);
  result.highest_admd_kw = std::max(result.highest_admd_kw, admd_kw);
  result.admd_kw += admd_kw;
  result.coincidence += sum_of_peaks_kw > 0.0 ? peak_kw / sum_of_peaks_kw : 0.0;
  ++result.groups;
}

}  // namespace

std::vector<Coincidence> coincidence(std::span<const float> power_kw, size_t steps, std::span<const int> group_sizes,
                                     std::span<const uint8_t> counted) {
  if (steps == 0 || power_kw.size() % steps != 0 || (!counted.empty() && counted.size() != steps)) {
    throw std::invalid_argument("homes' power does not come in rows of the stated number of steps");
  }
  const size_t homes = power_kw.size() / steps;
  std::vector<double> home_peaks_kw(homes);
  for (size_t home = 0; home < homes; ++home) {
    home_peaks_kw[home] = peak_of(power_kw.subspan(home * steps, steps), counted);
  }
  std::vector<double> total_kw(steps);
  std::vector<Coincidence> results;
  for (const int size : group_sizes) {
    if (size < 1) throw std::invalid_argument("a group of homes has at least one home");
    Coincidence result;
    result.group_size = size;
    const auto stride = static_cast<size_t>(size);
    for (size_t first = 0; first + stride <= homes; first += stride) {
      add_group(result, power_kw, steps, first, home_peaks_kw, counted, total_kw);
    }
    if (result.groups > 0) {
      result.admd_kw /= result.groups;
      result.coincidence /= result.groups;
    }
    results.push_back(result);
  }
  return results;
}

}  // namespace hearthgrid::electricity
