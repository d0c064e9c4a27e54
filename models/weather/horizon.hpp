#pragma once
// Hills, trees and houses around a place: how high the horizon stands in each direction.

#include <vector>

#include "engine/base/irradiance.hpp"
#include "models/weather/solar.hpp"

namespace hearthgrid::weather {

struct HorizonPoint {
  double azimuth_deg = 0.0;  ///< from north, clockwise
  double altitude_deg = 0.0;
};

/// A profile of altitudes by azimuth, linear between its points and closed around the circle. What stands above the
/// true horizon hides the sun with its circumsolar light and its part of the sky's diffuse light, taken as even over
/// the sky; it reflects nothing itself. Infrared from the sky is left as it is here; dwellings take the same share of
/// it.
class Horizon {
 public:
  Horizon() = default;
  /// Throws std::invalid_argument for an altitude outside [0, 90).
  explicit Horizon(std::vector<HorizonPoint> points);

  [[nodiscard]] bool flat() const { return points_.empty(); }
  [[nodiscard]] double altitude_deg(double azimuth_deg) const;
  [[nodiscard]] bool hides(const SunPosition& sun) const;
  /// Share of the sky's diffuse light on a plane that is left.
  [[nodiscard]] double sky_share(const Plane& plane) const;

 private:
  std::vector<HorizonPoint> points_;  // by azimuth in [0, 360)
};

}  // namespace hearthgrid::weather
