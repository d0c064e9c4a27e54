#pragma once
// What the sun does to one plane in one sub-step: the plain record that the weather models fill and the dwelling reads.

#include <compare>

namespace hearthgrid {

/// Orientation of a plane: tilt 0 = looking up, 90 = vertical, 180 = looking down; azimuth from north, clockwise.
struct Plane {
  double tilt_deg = 90.0;
  double azimuth_deg = 180.0;
  friend bool operator==(const Plane&, const Plane&) = default;
  // NOLINTNEXTLINE(modernize-use-nullptr,readability-implicit-bool-conversion): clang-tidy 14 reads <=> wrongly
  friend auto operator<=>(const Plane&, const Plane&) = default;
};

/// Irradiance on a plane at one instant [W/m2], split the way glass and shading need it.
struct PlaneIrradiance {
  double beam = 0.0;               ///< direct
  double circumsolar = 0.0;        ///< Perez circumsolar; travels with the beam
  double sky = 0.0;                ///< the rest of the sky's diffuse light
  double ground = 0.0;             ///< reflected by the ground
  double cos_incidence = 0.0;      ///< of the sun on the plane; negative behind it
  double sin_altitude = 0.0;       ///< of the sun
  double horizontal_normal = 0.0;  ///< component of the sun's unit vector along the plane's horizontal normal
  double horizontal_right = 0.0;   ///< the same along the plane's horizontal to the right, seen from in front of it

  [[nodiscard]] double total() const { return beam + circumsolar + sky + ground; }
};

}  // namespace hearthgrid
