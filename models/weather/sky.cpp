#include "models/weather/sky.hpp"

#include <algorithm>

#include "engine/base/constants.hpp"
#include "engine/base/fast_math.hpp"

namespace hearthgrid::weather {

double horizontal_infrared_w_m2(double dry_bulb_c, double dew_point_c, double opaque_cover_tenths) {
  const double n = std::clamp(opaque_cover_tenths, 0.0, 10.0);
  const double dry_k = dry_bulb_c + ZERO_CELSIUS_K;
  const double dew_k = std::min(dew_point_c, dry_bulb_c) + ZERO_CELSIUS_K;
  const double clear = 0.787 + 0.764 * fast_log(dew_k / ZERO_CELSIUS_K);
  const double emissivity = clear * (1.0 + 0.0224 * n - 0.0035 * n * n + 0.00028 * n * n * n);
  return emissivity * STEFAN_BOLTZMANN_W_M2K4 * dry_k * dry_k * dry_k * dry_k;
}

double sky_temp_c(double horizontal_infrared_w_m2) {
  return fast_pow(horizontal_infrared_w_m2 / STEFAN_BOLTZMANN_W_M2K4, 0.25) - ZERO_CELSIUS_K;
}

double cloud_from_clearness_tenths(double clearness_index) {
  constexpr double CLEAR_INDEX = 0.75;
  const double dimming = std::clamp((1.0 - clearness_index / CLEAR_INDEX) / 0.75, 0.0, 1.0);
  return 10.0 * fast_pow(dimming, 1.0 / 3.4);
}

}  // namespace hearthgrid::weather
