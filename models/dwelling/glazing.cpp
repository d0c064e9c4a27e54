#include "models/dwelling/glazing.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "engine/base/fast_math.hpp"
#include "models/dwelling/glass.hpp"
#include "models/dwelling/glazing_catalogue.hpp"

namespace hearthgrid::dwelling {

namespace {

constexpr double RADIAN = std::numbers::pi / 180.0;

/// One pane in one polarisation at one angle.
struct Face {
  double transmitted = 0.0;
  double front = 0.0;  // reflected
  double back = 0.0;
};

/// An uncoated pane: r at each face by Fresnel, a = exp(-K/cos) inside, all reflections summed:
/// t = a (1-r)^2 / (1 - r^2 a^2),  rho = r + r a^2 (1-r)^2 / (1 - r^2 a^2).
Face uncoated_at(const PaneOptics& optics, double angle_rad, bool perpendicular) {
  const double n = optics.refractive_index;
  const double cos_out = std::cos(angle_rad);
  const double sin_in = std::sin(angle_rad) / n;
  const double cos_in = std::sqrt(1.0 - sin_in * sin_in);
  const double amplitude =
      perpendicular ? (cos_out - n * cos_in) / (cos_out + n * cos_in) : (n * cos_out - cos_in) / (n * cos_out + cos_in);
  const double r = amplitude * amplitude;
  const double a = fast_exp(-optics.extinction / cos_in);
  const double all = (1.0 - r) * (1.0 - r) / (1.0 - r * r * a * a);
  const double reflected = r + r * a * a * all;
  return {a * all, reflected, reflected};
}

double polynomial(const std::array<double, 5>& k, double x) {
  return k[0] + x * (k[1] + x * (k[2] + x * (k[3] + x * k[4])));
}

/// t(x) = t(0) T(cos x), r(x) = r(0) (1 - R) + R, R = P(cos x) - T(cos x).
Face coated_at(const Pane& pane, double angle_rad) {
  constexpr double CLEAR = 0.645;
  constexpr std::array<double, 5> CLEAR_T = {-0.0015, 3.355, -3.840, 1.460, 0.0288};
  constexpr std::array<double, 5> CLEAR_R = {0.999, -0.563, 2.043, -2.532, 1.054};
  constexpr std::array<double, 5> BRONZE_T = {-0.002, 2.813, -2.341, -0.05725, 0.599};
  constexpr std::array<double, 5> BRONZE_R = {0.997, -1.868, 6.513, -7.862, 3.225};
  if (angle_rad <= 0.0) {  // the polynomials miss 1 and 0 by up to 0.012 there
    return {pane.transmittance, pane.front_reflectance, pane.back_reflectance};
  }
  const bool clear = pane.transmittance > CLEAR;
  const double x = std::cos(angle_rad);
  const double t = std::min(1.0, polynomial(clear ? CLEAR_T : BRONZE_T, x));
  const double r = std::clamp(polynomial(clear ? CLEAR_R : BRONZE_R, x) - t, 0.0, 1.0);
  const double front = pane.front_reflectance * (1.0 - r) + r;
  const double back = pane.back_reflectance * (1.0 - r) + r;
  const double most = 1.0 - std::max(front, back);  // nothing may be made
  return {std::clamp(pane.transmittance * t, 0.0, most), front, back};
}

/// A pane's course by angle.
class PaneCourse {
 public:
  explicit PaneCourse(const Pane& pane) : pane_(pane), coated_(is_coated(pane)) {
    if (!coated_) {
      optics_ = fit_pane(pane.transmittance, pane.front_reflectance);
      // No clear glass has such figures: it takes the course of tinted glass.
      coated_ = !(std::abs(uncoated_at(optics_, 0.0, true).transmitted - pane.transmittance) < 1e-9);
    }
  }
  [[nodiscard]] Face at(double angle_rad, bool perpendicular) const {
    return coated_ ? coated_at(pane_, angle_rad) : uncoated_at(optics_, angle_rad, perpendicular);
  }

 private:
  Pane pane_;
  bool coated_;
  PaneOptics optics_;
};

/// All panes in one polarisation at one angle: R_k the reflectance of pane k and all behind it, seen from outside;
/// m_k = 1 / (1 - back_k R_{k+1}) sums the reflections behind pane k. Light that reaches pane k: product of t and m of
/// the panes before it.
Glazing::Share through(const std::vector<Face>& panes, const std::vector<double>& outer_share) {
  const size_t n = panes.size();
  std::vector<double> behind(n + 1, 0.0);  // R_{k+1} at k
  std::vector<double> between(n, 1.0);
  for (size_t k = n; k-- > 0;) {
    const Face& pane = panes[k];
    between[k] = 1.0 / (1.0 - pane.back * behind[k + 1]);
    behind[k] = pane.front + pane.transmitted * pane.transmitted * behind[k + 1] * between[k];
  }
  Glazing::Share share;
  double passed = 1.0;
  double gain = 1.0;
  for (size_t k = 0; k < n; ++k) {
    const Face& pane = panes[k];
    const double from_behind = pane.transmitted * behind[k + 1] * between[k];
    const double absorbed = (1.0 - pane.transmitted - pane.front) * passed * (1.0 + from_behind) * gain +
                            (pane.front - pane.back) * passed * from_behind * gain;
    share.absorbed_outer += outer_share[k] * absorbed;
    share.absorbed_inner += (1.0 - outer_share[k]) * absorbed;
    passed *= pane.transmitted;
    gain *= between[k];
  }
  share.transmitted = passed * gain;
  return share;
}

void add(Glazing::Share& sum, const Glazing::Share& share, double weight) {
  sum.transmitted += weight * share.transmitted;
  sum.absorbed_outer += weight * share.absorbed_outer;
  sum.absorbed_inner += weight * share.absorbed_inner;
}

}  // namespace

PaneOptics fit_pane(double transmittance, double reflectance) {
  constexpr double STEP = 1e-6;
  constexpr int ITERATIONS = 100;
  PaneOptics optics;
  for (int iteration = 0; iteration < ITERATIONS; ++iteration) {
    const Face here = uncoated_at(optics, 0.0, true);
    const Face index = uncoated_at({optics.refractive_index + STEP, optics.extinction}, 0.0, true);
    const Face depth = uncoated_at({optics.refractive_index, optics.extinction + STEP}, 0.0, true);
    Eigen::Matrix2d slope;
    slope << index.transmitted - here.transmitted, depth.transmitted - here.transmitted,  //
        index.front - here.front, depth.front - here.front;
    const Eigen::Vector2d change =
        STEP * slope.inverse() * Eigen::Vector2d(transmittance - here.transmitted, reflectance - here.front);
    optics.refractive_index += change[0];
    optics.extinction += change[1];
    if (change.norm() < 1e-12) {
      break;
    }
  }
  return optics;
}

bool is_coated(const Pane& pane) {
  constexpr double SAME = 0.005;
  constexpr double LOW_EMISSIVITY = 0.6;
  return std::abs(pane.front_reflectance - pane.back_reflectance) > SAME ||
         std::min(pane.front_emissivity, pane.back_emissivity) < LOW_EMISSIVITY;
}

Glazing::Glazing(const Glass& glass) {
  if (glass.catalogue) {
    (void)core_resistance_m2kw(glass);  // throws for a U that leaves no glazing
    const CatalogueOptics optics = catalogue_optics(*glass.catalogue);
    const Share normal = {optics.transmitted, 0.5 * optics.absorbed, 0.5 * optics.absorbed};
    for (int degree = 0; degree < 90; ++degree) {
      add(table_[degree], normal, relative_g(*glass.catalogue, degree));
    }
  } else {
    const std::vector<PaneCourse> courses(glass.panes.begin(), glass.panes.end());
    const std::vector<double> outer_share = outer_shares(glass);
    std::vector<Face> faces(courses.size());
    for (int degree = 0; degree < 90; ++degree) {  // at 90 degrees nothing enters
      for (const bool perpendicular : {true, false}) {
        for (size_t k = 0; k < faces.size(); ++k) {
          faces[k] = courses[k].at(degree * RADIAN, perpendicular);
        }
        add(table_[degree], through(faces, outer_share), 0.5);
      }
    }
  }
  double weights = 0.0;
  for (int degree = 0; degree < 90; ++degree) {  // hemisphere: 2 sin cos
    const double middle = (degree + 0.5) * RADIAN;
    const double weight = 2.0 * std::sin(middle) * std::cos(middle) * RADIAN;
    weights += weight;
    add(diffuse_, table_[degree], 0.5 * weight);
    add(diffuse_, table_[degree + 1], 0.5 * weight);
  }
  diffuse_ = {diffuse_.transmitted / weights, diffuse_.absorbed_outer / weights, diffuse_.absorbed_inner / weights};
}

Glazing::Share Glazing::beam(double cos_incidence) const {
  const double degrees = std::acos(std::clamp(cos_incidence, 0.0, 1.0)) / RADIAN;
  const int below = std::min(89, static_cast<int>(degrees));
  const double part = degrees - below;
  Share share;
  add(share, table_[below], 1.0 - part);
  add(share, table_[below + 1], part);
  return share;
}

double standard_g(const Glass& glass) {
  const Glazing::Share normal = Glazing(glass).beam(1.0);
  const double core = core_resistance_m2kw(glass);
  const double all = STANDARD_OUTSIDE_M2KW + core + STANDARD_INSIDE_M2KW;
  return normal.transmitted + normal.absorbed_outer * STANDARD_OUTSIDE_M2KW / all +
         normal.absorbed_inner * (STANDARD_OUTSIDE_M2KW + core) / all;
}

}  // namespace hearthgrid::dwelling
