#include "engine/run/temperature_bins.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hearthgrid::run {
namespace {

constexpr double WIDTH_K = 5.0;
constexpr double LOWEST_EDGE_C = -20.0, HIGHEST_EDGE_C = 5.0;

// With the days in [low, high), or up to the end.
TemperatureBin bin_of(std::string name, double low_c, double high_c, std::span<const double> day_mean_c, bool open) {
  TemperatureBin bin{std::move(name), low_c, high_c, 0.0, {}};
  for (size_t day = 0; day < day_mean_c.size(); ++day) {
    if (day_mean_c[day] < low_c || (day_mean_c[day] >= high_c && !open)) continue;
    bin.days.push_back(static_cast<int>(day));
    bin.mean_outdoor_c += day_mean_c[day];
  }
  const auto count = static_cast<double>(bin.days.size());
  bin.mean_outdoor_c = bin.days.empty() ? 0.5 * (low_c + high_c) : bin.mean_outdoor_c / count;
  return bin;
}

}  // namespace

std::vector<TemperatureBin> temperature_bins(std::span<const double> day_mean_c) {
  const auto coldest = std::ranges::min_element(day_mean_c);
  const double low_c = *coldest, high_c = *std::ranges::max_element(day_mean_c);
  std::vector<TemperatureBin> bins = {bin_of("season", low_c, high_c, day_mean_c, true)};
  bins.push_back(bin_of(fmt::format("below {:g}", LOWEST_EDGE_C), std::min(low_c, LOWEST_EDGE_C - WIDTH_K),
                        LOWEST_EDGE_C, day_mean_c, false));
  for (double edge_c = LOWEST_EDGE_C; edge_c < HIGHEST_EDGE_C; edge_c += WIDTH_K) {
    bins.push_back(
        bin_of(fmt::format("{:g} to {:g}", edge_c, edge_c + WIDTH_K), edge_c, edge_c + WIDTH_K, day_mean_c, false));
  }
  bins.push_back(bin_of(fmt::format("above {:g}", HIGHEST_EDGE_C), HIGHEST_EDGE_C,
                        std::max(high_c, HIGHEST_EDGE_C + WIDTH_K), day_mean_c, true));
  const auto day = static_cast<int>(coldest - day_mean_c.begin());
  bins.push_back({"coldest day", low_c, low_c, low_c, {day}});
  return bins;
}

std::vector<double> county_day_means_c(const SimulationInputs& inputs) {
  const TimeAxis& axis = inputs.physics->axis;
  std::vector<double> homes(inputs.physics->sites.size());
  for (const Household& home : inputs.population->households) ++homes[inputs.village_site[home.village]];
  std::vector<double> means(static_cast<size_t>(axis.season_days));
  const double share = 1.0 / (static_cast<double>(inputs.population->households.size()) * axis.steps_per_day());
  for (size_t site = 0; site < homes.size(); ++site) {
    const std::vector<double>& outdoor_c = inputs.physics->sites[site].steps.outdoor_temp_c;
    for (int k = 0; k < axis.season_steps(); ++k) {
      means[k / axis.steps_per_day()] += homes[site] * share * outdoor_c[axis.warm_up_steps() + k];
    }
  }
  return means;
}

}  // namespace hearthgrid::run
