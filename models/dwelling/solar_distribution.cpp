#include "models/dwelling/solar_distribution.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace hearthgrid::dwelling {

namespace {

/// Area and mean absorptance of some faces. The mean of equal figures is that figure to the last bit.
struct Faces {
  double area_m2 = 0.0;
  double first = 0.0;
  double excess = 0.0;  ///< sum A (alpha - first)
  void add(double area, double absorptance) {
    if (area_m2 == 0.0) {
      first = absorptance;
    }
    area_m2 += area;
    excess += area * (absorptance - first);
  }
  [[nodiscard]] double absorptance() const { return area_m2 > 0.0 ? first + excess / area_m2 : 0.0; }
};

/// The shares that are given, if any of the space's faces has one.
std::optional<SolarDistribution> given_distribution(const std::vector<InnerFace>& faces, int zone) {
  SolarDistribution result;
  result.absorbed.assign(faces.size(), 0.0);
  bool given = false;
  double kept = 0.0;
  for (size_t i = 0; i < faces.size(); ++i) {
    if (faces[i].zone != zone || !faces[i].sun_share) {
      continue;
    }
    given = true;
    result.absorbed[i] = *faces[i].sun_share;
    kept += result.absorbed[i];
  }
  result.lost = std::max(0.0, 1.0 - kept);
  return given ? std::optional(std::move(result)) : std::nullopt;
}

}  // namespace

SolarDistribution solar_distribution(const std::vector<InnerFace>& faces, int zone) {
  constexpr double WINDOW_LOSS = 0.8;  // share of the light on a window's inner face that does not come back (assumed)
  if (auto given = given_distribution(faces, zone)) {
    return *std::move(given);
  }
  Faces floor;
  Faces other;
  Faces all;
  double window_area = 0.0;
  for (const auto& face : faces) {
    if (face.zone != zone) {
      continue;
    }
    if (face.is_window) {
      window_area += face.area_m2;
      continue;
    }
    (face.is_floor ? floor : other).add(face.area_m2, face.solar_absorptance);
    all.add(face.area_m2, face.solar_absorptance);
  }
  SolarDistribution result;
  result.absorbed.assign(faces.size(), 0.0);
  const auto absorb = [&](const auto& share_of) {
    for (size_t i = 0; i < faces.size(); ++i) {
      if (faces[i].zone == zone && !faces[i].is_window) {
        result.absorbed[i] += share_of(faces[i]);
      }
    }
  };
  const double after_floor_area = other.area_m2 + window_area;
  double left = 1.0;
  if (floor.area_m2 > 0.0 && after_floor_area > 0.0) {
    const double reflected = 1.0 - floor.absorptance();
    absorb([&](const InnerFace& face) {
      return face.is_floor ? face.solar_absorptance * face.area_m2 / floor.area_m2
                           : reflected * face.solar_absorptance * face.area_m2 / after_floor_area;
    });
    const double on_windows = reflected * window_area / after_floor_area;
    result.lost = WINDOW_LOSS * on_windows;
    left =
        reflected * (1.0 - other.absorptance()) * other.area_m2 / after_floor_area + (1.0 - WINDOW_LOSS) * on_windows;
  }
  const double sink = all.absorptance() * (floor.area_m2 + other.area_m2) + WINDOW_LOSS * window_area;
  if (sink <= 0.0) {
    result.lost += left;
    return result;
  }
  absorb([&](const InnerFace& face) { return left * face.solar_absorptance * face.area_m2 / sink; });
  result.lost += left * WINDOW_LOSS * window_area / sink;
  return result;
}

SolarDistribution solar_distribution(const Dwelling& dwelling, int zone) {
  return solar_distribution(inner_faces(dwelling), zone);
}

}  // namespace hearthgrid::dwelling
