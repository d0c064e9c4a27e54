#include "models/electricity/pickup.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "models/electricity/loading_limits.hpp"
#include "models/electricity/transformer_thermal.hpp"

namespace hearthgrid::electricity {
namespace {

// Sums over the first k steps, so that any window's mean is a difference.
std::vector<double> running_sum(std::span<const double> values) {
  std::vector<double> sums = {0.0};
  for (const double value : values) sums.push_back(sums.back() + value);
  return sums;
}

double largest_mean(const std::vector<double>& sums, int steps, int end) {
  double most = 0.0;
  for (int k = 0; k + steps <= end; ++k) most = std::max(most, (sums[k + steps] - sums[k]) / steps);
  return most;
}

// Steps from the restoration to the pick-up's end.
int length_of(const std::vector<double>& excess, int hour, double usual_kw) {
  const int steps = static_cast<int>(excess.size()) - 1;
  for (int k = steps - hour; k >= 0; --k) {
    if (excess[k + hour] - excess[k] <= PICKUP_END_SHARE * usual_kw * hour) continue;
    return k == steps - hour ? steps : k + 1;
  }
  return 0;
}

// Highest hot spot from the restoration to `end`, and the first step that ends above a temperature limit.
void find_temperatures(const PickupLoads& loads, const TransformerType& type, const ThermalClass& thermal,
                       double step_min, int end, Pickup& pickup) {
  const ThermalRecursion recursion(thermal, type.loss_ratio(), step_min);
  const auto load_pu = [&](int k) {
    const double kw = loads.kw[k], kvar = loads.kvar[k];
    return std::sqrt(kw * kw + kvar * kvar) / type.rated_kva;
  };
  ThermalState state = recursion.steady(load_pu(0), loads.ambient_c[0]);
  pickup.hot_spot_c = -1e3;
  for (int k = 0; k < end; ++k) {
    state = recursion.step(state, load_pu(k), loads.ambient_c[k]);
    if (k < loads.restored) continue;
    pickup.hot_spot_c = std::max(pickup.hot_spot_c, state.hot_spot_c());
    const bool above = state.hot_spot_c() > NORMAL_CYCLIC.hot_spot_c || state.top_oil_c > NORMAL_CYCLIC.top_oil_c;
    if (above && pickup.minutes_to_limit < 0.0) pickup.minutes_to_limit = (k + 1 - loads.restored) * step_min;
  }
}

}  // namespace

Pickup assess_pickup(const PickupLoads& loads, const TransformerType& type, const ThermalClass& thermal,
                     double step_min) {
  const size_t size = loads.kw.size();
  if (loads.kvar.size() != size || loads.reference_kw.size() != size || loads.ambient_c.size() != size) {
    throw std::invalid_argument("loads, reference and ambient temperature have different numbers of steps");
  }
  const int steps = static_cast<int>(size), hour = static_cast<int>(60.0 / step_min);
  if (loads.restored < 0 || loads.restored + hour > steps) {
    throw std::invalid_argument("an hour must follow the restoration");
  }
  Pickup pickup;
  std::vector<double> excess_kw;
  for (int k = loads.restored; k < steps; ++k) {
    excess_kw.push_back(static_cast<double>(loads.kw[k]) - loads.reference_kw[k]);
    if (k < loads.restored + hour) pickup.reference_kw += static_cast<double>(loads.reference_kw[k]) / hour;
  }
  const std::vector<double> excess = running_sum(excess_kw);
  const int length = length_of(excess, hour, pickup.reference_kw),
            looked = std::min(length + hour, steps - loads.restored);
  const int peak_steps = std::max(1, static_cast<int>(PICKUP_PEAK_MIN / step_min));
  if (pickup.reference_kw > 0.0) pickup.ratio += largest_mean(excess, peak_steps, looked) / pickup.reference_kw;
  for (int k = loads.restored; k < loads.restored + looked; ++k) {
    const double kw = loads.kw[k], kvar = loads.kvar[k];
    pickup.peak_kva = std::max(pickup.peak_kva, std::sqrt(kw * kw + kvar * kvar));
  }
  pickup.minutes = length * step_min;
  pickup.energy_kwh = excess.back() * step_min / 60.0;
  find_temperatures(loads, type, thermal, step_min, loads.restored + looked, pickup);
  return pickup;
}

}  // namespace hearthgrid::electricity
