#include "engine/run/home_peaks.hpp"

#include <algorithm>

namespace hearthgrid::run {

HomePeaks::HomePeaks(int mixes, int homes, int step_minutes, int steps_per_day)
    : homes_(homes), per_quarter_(15 / step_minutes), steps_(steps_per_day) {
  for (auto& peaks : peak_kw_) peaks.assign(static_cast<size_t>(mixes) * homes, 0.0F);
}

std::array<double, HomePeaks::WINDOWS> HomePeaks::peaks_of(const double* base_kw, const double* heater_kw) const {
  double step = 0.0, quarter = 0.0, half = 0.0, hour = 0.0, half_sum = 0.0, hour_sum = 0.0;
  for (int first = 0, of_hour = 1; first < steps_; first += per_quarter_, ++of_hour) {
    double sum = 0.0;
    for (int k = first; k < first + per_quarter_; ++k) {
      const double kw = base_kw[k] + (heater_kw != nullptr ? heater_kw[k] : 0.0);
      step = std::max(step, kw);
      sum += kw;
    }
    quarter = std::max(quarter, sum);
    half_sum += sum;
    if (of_hour % 2 != 0) continue;
    half = std::max(half, half_sum);
    hour_sum += half_sum;
    half_sum = 0.0;
    if (of_hour % 4 != 0) continue;
    hour = std::max(hour, hour_sum);
    hour_sum = 0.0;
  }
  return {step, quarter / per_quarter_, half / (2.0 * per_quarter_), hour / (4.0 * per_quarter_)};
}

void HomePeaks::take(const HomeLoad& load) {
  const auto today = peaks_of(load.base_kw, load.heater_kw);
  for (const MixUse& use : load.uses) {
    if (load.day < use.from_day || load.day >= use.to_day) continue;
    for (int w = 0; w < WINDOWS; ++w) {
      float& most = peak_kw_[w][static_cast<size_t>(use.mix) * homes_ + load.home];
      most = std::max(most, static_cast<float>(today[w]));
    }
  }
}

}  // namespace hearthgrid::run
