#include "models/dwelling/insulation.hpp"

#include <cmath>

#include "engine/base/fast_math.hpp"
#include "models/dwelling/thermal_model.hpp"

namespace hearthgrid::dwelling {

int insulation_bin(double multiplier) {
  int best = NOMINAL_INSULATION;
  for (int bin = 0; bin < INSULATION_BINS; ++bin) {
    const auto distance = [multiplier](int b) { return std::abs(fast_log(multiplier / INSULATION_LEVELS[b])); };
    if (distance(bin) < distance(best)) best = bin;
  }
  return best;
}

Dwelling with_conductivity(const Dwelling& dwelling, double multiplier) {
  Dwelling out = dwelling;
  for (OpaqueElement& element : out.opaque) {
    const bool bounds = element.boundary == Boundary::outdoor || element.boundary == Boundary::shaded_outdoor ||
                        element.boundary == Boundary::zone;
    if (!bounds || element.is_floor) continue;
    for (Layer& layer : element.layers) {
      layer.conductivity_w_mk *= multiplier;
      layer.resistance_m2kw /= multiplier;
    }
  }
  return out;
}

double loss_per_log_conductivity_w_k(const Dwelling& dwelling) {
  const double apart = std::sqrt(INSULATION_LEVELS.back());  // half a bin
  const auto loss_w_k = [&](double multiplier) {
    return full_order(with_conductivity(dwelling, multiplier)).heat_loss_coefficient_w_k();
  };
  return (loss_w_k(apart) - loss_w_k(1.0 / apart)) / (2.0 * fast_log(apart));
}

}  // namespace hearthgrid::dwelling
