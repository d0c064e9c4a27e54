#pragma once
// Shadows of overhangs and fins on an upright face.
//
// Each casts a parallelogram on the face's plane; the shaded part is the area of their union within the face. Only one
// fin can throw its shadow on the face at a time. A long overhang alone (depth P, gap H0, face of height h) needs no
// polygon: f_sun = 1 - clamp((P sin(alt)/h_n - H0)/h, 0, 1), h_n the sun's horizontal component along the normal, and
// it leaves of the sky the mean over the height of H/sqrt(H^2 + P^2). Otherwise the shares of sky and ground that a
// face sees are means of the sunlit share over the hemisphere, weighted by the cosine of incidence; overhangs and fins
// count as black and as warm as the air.

#include "engine/base/irradiance.hpp"
#include "models/dwelling/window.hpp"

namespace hearthgrid::dwelling {

/// Share of the face in the sun.
[[nodiscard]] double sunlit_share(const Shading& shading, const PlaneIrradiance& sun);

/// The same for light from any direction in front of the face: components outwards (> 0), to the right as seen from
/// outside, and upwards.
[[nodiscard]] double lit_share(const Shading& shading, double outwards, double right, double up);

/// Shares of the sky's and the ground's diffuse light that reach the face.
struct DiffuseShare {
  double sky = 1.0;
  double ground = 1.0;
};
[[nodiscard]] DiffuseShare diffuse_share(const Shading& shading);

}  // namespace hearthgrid::dwelling
