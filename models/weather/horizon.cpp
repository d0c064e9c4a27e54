#include "models/weather/horizon.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace hearthgrid::weather {

namespace {

constexpr double DEGREE = std::numbers::pi / 180.0;

double on_circle(double degrees) {
  const double turned = std::fmod(degrees, 360.0);
  return turned < 0.0 ? turned + 360.0 : turned;
}

}  // namespace

Horizon::Horizon(std::vector<HorizonPoint> points) : points_(std::move(points)) {
  for (HorizonPoint& point : points_) {
    if (!(point.altitude_deg >= 0.0 && point.altitude_deg < 90.0)) {
      throw std::invalid_argument("horizon: an altitude must be from 0 to below 90 degrees");
    }
    point.azimuth_deg = on_circle(point.azimuth_deg);
  }
  std::stable_sort(points_.begin(), points_.end(),
                   [](const HorizonPoint& a, const HorizonPoint& b) { return a.azimuth_deg < b.azimuth_deg; });
}

double Horizon::altitude_deg(double azimuth_deg) const {
  if (points_.empty()) return 0.0;
  const double at = on_circle(azimuth_deg);
  const auto next = std::upper_bound(points_.begin(), points_.end(), at,
                                     [](double value, const HorizonPoint& p) { return value < p.azimuth_deg; });
  const HorizonPoint& after = next == points_.end() ? points_.front() : *next;
  const HorizonPoint& before = next == points_.begin() ? points_.back() : *(next - 1);
  const double width = on_circle(after.azimuth_deg - before.azimuth_deg);
  if (width <= 0.0) return before.altitude_deg;
  return before.altitude_deg + (after.altitude_deg - before.altitude_deg) * on_circle(at - before.azimuth_deg) / width;
}

bool Horizon::hides(const SunPosition& sun) const {
  return !flat() && sun.up < std::sin(altitude_deg(sun.azimuth_deg()) * DEGREE);
}

double Horizon::sky_share(const Plane& plane) const {
  if (flat()) return 1.0;
  constexpr int AZIMUTHS = 180;
  constexpr int ALTITUDES = 90;
  const double cos_tilt = std::cos(plane.tilt_deg * DEGREE);
  const double sin_tilt = std::sin(plane.tilt_deg * DEGREE);
  double all = 0.0;
  double left = 0.0;
  for (int a = 0; a < AZIMUTHS; ++a) {
    const double azimuth = 360.0 * (a + 0.5) / AZIMUTHS;
    const double hill = std::sin(altitude_deg(azimuth) * DEGREE);
    const double along = std::cos((azimuth - plane.azimuth_deg) * DEGREE);
    for (int h = 0; h < ALTITUDES; ++h) {  // equal steps of the sine are equal solid angles
      const double up = (h + 0.5) / ALTITUDES;
      const double weight = std::max(0.0, cos_tilt * up + sin_tilt * along * std::sqrt(1.0 - up * up));
      const double above = std::clamp((up - hill) * ALTITUDES + 0.5, 0.0, 1.0);  // of this ring
      all += weight;
      left += weight * above;
    }
  }
  return all > 0.0 ? left / all : 1.0;
}

}  // namespace hearthgrid::weather
