#include "models/dwelling/glazing_catalogue.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "engine/base/fast_math.hpp"
#include "models/dwelling/glass.hpp"

namespace hearthgrid::dwelling {

namespace {

/// EnergyPlus' simple window model: solar transmittance from g and U.
double transmittance_from_g(double u_w_m2k, double g) {
  constexpr double POOR_U = 4.5;
  constexpr double GOOD_U = 3.4;
  const double poor = g < 0.7206 ? 0.939998 * g * g + 0.20332 * g : 1.30415 * g - 0.30515;
  const double good = g <= 0.15 ? 0.41040 * g : 0.085775 * g * g + 0.963954 * g - 0.084958;
  const double share = std::clamp((u_w_m2k - GOOD_U) / (POOR_U - GOOD_U), 0.0, 1.0);
  return share * poor + (1.0 - share) * good;
}

}  // namespace

CatalogueOptics catalogue_optics(const CatalogueGlass& glass) {
  const double core = 1.0 / glass.u_w_m2k - STANDARD_INSIDE_M2KW - STANDARD_OUTSIDE_M2KW;
  // Share of the absorbed heat that ends inside: mean over heat at the outer and at the inner node.
  const double inwards = (STANDARD_OUTSIDE_M2KW + 0.5 * core) * glass.u_w_m2k;
  double transmitted = std::clamp(transmittance_from_g(glass.u_w_m2k, glass.g), 0.0, glass.g);
  double absorbed = (glass.g - transmitted) / inwards;
  if (transmitted + absorbed > 1.0) {  // then nothing is reflected
    transmitted = (glass.g - inwards) / (1.0 - inwards);
    absorbed = 1.0 - transmitted;
  }
  if (!(transmitted >= 0.0 && glass.g > 0.0 && glass.g < 1.0)) {
    throw std::invalid_argument("window: no glazing of that U has that g");
  }
  return {transmitted, absorbed};
}

double relative_g(const CatalogueGlass& glass, double degrees) {
  if (glass.g_by_angle.size() > 1) {
    const double place = degrees / 90.0 * static_cast<double>(glass.g_by_angle.size() - 1);
    const auto below = std::min(glass.g_by_angle.size() - 2, static_cast<size_t>(place));
    const double part = place - static_cast<double>(below);
    return ((1.0 - part) * glass.g_by_angle[below] + part * glass.g_by_angle[below + 1]) / glass.g_by_angle[0];
  }
  constexpr double SINGLE_U = 4.5;
  constexpr double TRIPLE_U = 2.0;  // uncoated panes: three below, one above the other
  constexpr double Q = 4.0;
  const double panes = glass.u_w_m2k > SINGLE_U ? 1.0 : (glass.u_w_m2k < TRIPLE_U ? 3.0 : 2.0);
  const double x = degrees / 90.0;
  if (x <= 0.0) {
    return 1.0;
  }
  const double a = 8.0;
  const double b = 0.25 / Q;
  const double c = 1.0 - a - b;
  const double alpha = 5.2 + 0.7 * Q;
  const double gamma = 5.26 + 0.06 * panes + (0.73 + 0.04 * panes) * Q;
  return std::max(0.0, 1.0 - a * fast_pow(x, alpha) - b * x * x - c * fast_pow(x, gamma));
}

}  // namespace hearthgrid::dwelling
