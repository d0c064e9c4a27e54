#include "models/dwelling/wind_film.hpp"

#include <cmath>

#include "engine/base/fast_math.hpp"

namespace hearthgrid::dwelling {

WindFilm wind_film(double wind_speed_m_s) {
  constexpr double STILL_W_M2K = 1.6505;  // 1.31 * 2^(1/3)
  constexpr double AT_THE_WALL = 0.798;   // (2/10)^0.14
  constexpr double ROUGHNESS = 1.67;
  constexpr double CALM_M_S = 1e-3;
  const double v = AT_THE_WALL * wind_speed_m_s;
  if (!(v > CALM_M_S)) {
    return {STILL_W_M2K, STILL_W_M2K};
  }
  const auto glass_w_m2k = [&](double factor, double exponent) {
    const double forced = factor * fast_pow(v, exponent);
    return std::sqrt(STILL_W_M2K * STILL_W_M2K + forced * forced);
  };
  const double windward = glass_w_m2k(3.26, 0.89);
  const double leeward = glass_w_m2k(3.55, 0.617);
  const double glass = 0.5 * (windward + leeward);
  return {glass, STILL_W_M2K + ROUGHNESS * (glass - STILL_W_M2K)};
}

}  // namespace hearthgrid::dwelling
