#include "models/electricity/loading_limits.hpp"

#include <algorithm>

#include "models/electricity/transformer_thermal.hpp"

namespace hearthgrid::electricity {

double continuous_load_pu(const ThermalClass& thermal, double loss_ratio, double ambient_c, double top_oil_c,
                          double hot_spot_c, double most_pu) {
  const ThermalRecursion recursion(thermal, loss_ratio, 1.0);
  const auto kept = [&](double load_pu) {
    const ThermalState state = recursion.steady(load_pu, ambient_c);
    return state.top_oil_c <= top_oil_c && state.hot_spot_c() <= hot_spot_c;
  };
  if (!kept(0.0)) return 0.0;
  if (kept(most_pu)) return most_pu;
  double low = 0.0, high = most_pu;
  while (high - low > 1e-9) {
    const double middle = 0.5 * (low + high);
    (kept(middle) ? low : high) = middle;
  }
  return low;
}

ContinuousLoad::ContinuousLoad(const ThermalClass& thermal, double loss_ratio, const LoadingLimit& limit) {
  for (size_t i = 0; i < load_pu_.size(); ++i) {
    load_pu_[i] = continuous_load_pu(thermal, loss_ratio, FIRST_C + STEP_K * static_cast<double>(i), limit.top_oil_c,
                                     limit.hot_spot_c, limit.load_pu);
  }
}

double ContinuousLoad::at(double ambient_c) const {
  const double place = std::clamp((ambient_c - FIRST_C) / STEP_K, 0.0, static_cast<double>(load_pu_.size() - 1));
  const size_t low = std::min(static_cast<size_t>(place), load_pu_.size() - 2);
  const double part = place - static_cast<double>(low);
  return load_pu_[low] + part * (load_pu_[low + 1] - load_pu_[low]);
}

}  // namespace hearthgrid::electricity
