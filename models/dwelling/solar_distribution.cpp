#include "models/dwelling/solar_distribution.hpp"

#include <algorithm>
#include <optional>

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

/// The shares that are given, if any of the space's faces has one; what they leave falls on the windows by area.
std::optional<SolarDistribution> given_distribution(const std::vector<InnerFace>& faces, int zone) {
  SolarDistribution result;
  result.absorbed.assign(faces.size(), 0.0);
  result.on_window.assign(faces.size(), 0.0);
  bool given = false;
  double kept = 0.0, glass_m2 = 0.0;
  for (size_t i = 0; i < faces.size(); ++i) {
    if (faces[i].zone != zone) continue;
    if (faces[i].is_window) glass_m2 += faces[i].area_m2;
    if (!faces[i].sun_share) continue;
    given = true;
    result.absorbed[i] = *faces[i].sun_share;
    kept += result.absorbed[i];
  }
  if (!given) return std::nullopt;
  result.lost = std::max(0.0, 1.0 - kept);
  const double per_m2 = glass_m2 > 0.0 ? result.lost / glass_m2 : 0.0;
  for (size_t i = 0; i < faces.size(); ++i) {
    if (faces[i].zone != zone || !faces[i].is_window || !faces[i].is_partition) continue;
    result.on_window[i] = per_m2 * faces[i].area_m2;
    result.lost -= result.on_window[i];
  }
  return result;
}

}  // namespace

SolarDistribution solar_distribution(const std::vector<InnerFace>& faces, int zone) {
  constexpr double WINDOW_LOSS = 0.8;  // share of the light on a window's inner face that does not come back (assumed)
  if (auto given = given_distribution(faces, zone)) {
    return *given;
  }
  const bool looks_into = zone != HOME && std::any_of(faces.begin(), faces.end(), [&](const InnerFace& face) {
                            return face.zone == zone && face.is_window && face.is_partition;
                          });
  const auto is_first = [&](const InnerFace& face) { return face.is_floor || (looks_into && face.is_partition); };
  const auto sink_of = [&](const InnerFace& face) { return face.is_window ? WINDOW_LOSS : face.solar_absorptance; };
  Faces first;
  Faces other;  // but for windows
  Faces all;    // the same
  double first_window_area = 0.0;
  double window_area = 0.0;
  for (const auto& face : faces) {
    if (face.zone != zone) {
      continue;
    }
    if (is_first(face)) {
      first.add(face.area_m2, sink_of(face));
      first_window_area += face.is_window ? face.area_m2 : 0.0;
    } else if (face.is_window) {
      window_area += face.area_m2;
    } else {
      other.add(face.area_m2, face.solar_absorptance);
    }
    if (!face.is_window) {
      all.add(face.area_m2, face.solar_absorptance);
    }
  }
  SolarDistribution result;
  result.absorbed.assign(faces.size(), 0.0);
  result.on_window.assign(faces.size(), 0.0);
  const auto absorb = [&](const auto& share_of) {
    for (size_t i = 0; i < faces.size(); ++i) {
      if (faces[i].zone != zone) {
        continue;
      }
      if (!faces[i].is_window) {
        result.absorbed[i] += share_of(faces[i]);
      } else if (faces[i].is_partition) {
        result.on_window[i] += share_of(faces[i]);
      } else {
        result.lost += share_of(faces[i]);
      }
    }
  };
  const double after_first_area = other.area_m2 + window_area;
  double left = 1.0;
  if (first.area_m2 > 0.0 && after_first_area > 0.0) {
    const double reflected = 1.0 - first.absorptance();
    absorb([&](const InnerFace& face) {
      return is_first(face) ? sink_of(face) * face.area_m2 / first.area_m2
                            : reflected * sink_of(face) * face.area_m2 / after_first_area;
    });
    left = reflected * (1.0 - other.absorptance()) * other.area_m2 / after_first_area +
           (1.0 - WINDOW_LOSS) * reflected * window_area / after_first_area;
  }
  const double sink = all.absorptance() * (first.area_m2 - first_window_area + other.area_m2) +
                      WINDOW_LOSS * (window_area + first_window_area);
  if (sink <= 0.0) {
    result.lost += left;
    return result;
  }
  absorb([&](const InnerFace& face) { return left * sink_of(face) * face.area_m2 / sink; });
  return result;
}

SolarDistribution solar_distribution(const Dwelling& dwelling, int zone) {
  return solar_distribution(inner_faces(dwelling), zone);
}

}  // namespace hearthgrid::dwelling
