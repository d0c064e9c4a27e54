#include "models/dwelling/solar_distribution.hpp"

namespace hearthgrid::dwelling {

SolarDistribution solar_distribution(const Dwelling& dwelling) {
  constexpr double WINDOW_LOSS = 0.8;  // share of the light on a window's inner face that does not come back (assumed)
  const double alpha = dwelling.interior_solar_absorptance;
  double floor_area = 0.0;
  double other_area = 0.0;
  double window_area = 0.0;
  for (const auto& element : dwelling.opaque) {
    (element.is_floor ? floor_area : other_area) += element.area_m2;
  }
  for (const auto& window : dwelling.windows) {
    window_area += window.area_m2;
  }
  SolarDistribution result;
  result.absorbed.assign(dwelling.opaque.size(), 0.0);
  const double after_floor_area = other_area + window_area;
  double left = 1.0;
  if (floor_area > 0.0 && after_floor_area > 0.0) {
    const double reflected = 1.0 - alpha;
    for (size_t i = 0; i < dwelling.opaque.size(); ++i) {
      const auto& element = dwelling.opaque[i];
      result.absorbed[i] = element.is_floor ? alpha * element.area_m2 / floor_area
                                            : reflected * alpha * element.area_m2 / after_floor_area;
    }
    const double on_windows = reflected * window_area / after_floor_area;
    result.lost = WINDOW_LOSS * on_windows;
    left = reflected * (1.0 - alpha) * other_area / after_floor_area + (1.0 - WINDOW_LOSS) * on_windows;
  }
  const double sink = alpha * (floor_area + other_area) + WINDOW_LOSS * window_area;
  for (size_t i = 0; i < dwelling.opaque.size(); ++i) {
    result.absorbed[i] += left * alpha * dwelling.opaque[i].area_m2 / sink;
  }
  result.lost += left * WINDOW_LOSS * window_area / sink;
  return result;
}

}  // namespace hearthgrid::dwelling
