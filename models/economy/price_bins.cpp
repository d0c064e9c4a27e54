#include "models/economy/price_bins.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

namespace hearthgrid::economy {

namespace {

struct StepBand {
  int month = 0;  // of the season, from 0
  int band = 0;
};

std::vector<StepBand> bands_of_steps(const TariffSet& tariff, const TimeAxis& axis) {
  std::vector<StepBand> all;
  unsigned last_month = 0;
  int months = 0;
  for (int day = 0; day < axis.season_days; ++day) {
    const std::chrono::year_month_day date(axis.first_day + std::chrono::days{day});
    const auto month = static_cast<unsigned>(date.month());
    if (month != last_month) ++months;
    last_month = month;
    for (int k = 0; k < axis.steps_per_day(); ++k) {
      const double hour = 24.0 * k / axis.steps_per_day();
      all.push_back({months - 1, tariff.band_at(static_cast<int>(month),
                                                static_cast<int>(static_cast<unsigned>(date.day())), hour)});
    }
  }
  return all;
}

bool is_day_and_valley(const TariffSet& tariff, const TimeAxis& axis, const std::vector<StepBand>& steps) {
  for (size_t k = 0; k < steps.size(); ++k) {
    const double hour =
        24.0 * static_cast<double>(k % static_cast<size_t>(axis.steps_per_day())) / axis.steps_per_day();
    if (steps[k].band != (tariff.is_valley(hour) ? 1 : 0)) return false;
  }
  return true;
}

}  // namespace

PriceBins price_bins(const TariffSet& tariff, const TimeAxis& axis) {
  const std::vector<StepBand> steps = bands_of_steps(tariff, axis);
  const bool monthly = tariff.ladder_period == LadderPeriod::month;
  const int months = monthly && !steps.empty() ? steps.back().month + 1 : 1;
  PriceBins result;
  result.bins = months * tariff.band_count();
  if (result.bins > MAX_PRICE_BINS) {
    throw std::invalid_argument(fmt::format("{} bands in {} months make {} sums of electricity, at most {} are kept",
                                            tariff.band_count(), months, result.bins, MAX_PRICE_BINS));
  }
  result.share.assign(static_cast<size_t>(result.bins), 0.0);
  const bool kept_anyway = months == 1 && tariff.bands.empty() && is_day_and_valley(tariff, axis, steps);
  for (const StepBand& step : steps) {
    const int bin = (monthly ? step.month * tariff.band_count() : 0) + step.band;
    if (!kept_anyway) result.of_step.push_back(static_cast<uint8_t>(bin));
    result.share[static_cast<size_t>(bin)] += 1.0;
  }
  for (double& share : result.share) share /= std::max<double>(1.0, static_cast<double>(steps.size()));
  return result;
}

}  // namespace hearthgrid::economy
