#include "models/dwelling/glazing.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace hearthgrid::dwelling {

namespace {

constexpr double RADIAN = std::numbers::pi / 180.0;

struct Pane {
  double transmitted;
  double reflected;
};

/// One pane in one polarisation: r at each face by Fresnel, a = exp(-K/cos) inside, all reflections summed:
/// t = a (1-r)^2 / (1 - r^2 a^2),  rho = r + r a^2 (1-r)^2 / (1 - r^2 a^2).
Pane pane_at(const PaneOptics& optics, double angle_rad, bool perpendicular) {
  const double n = optics.refractive_index;
  const double cos_out = std::cos(angle_rad);
  const double sin_in = std::sin(angle_rad) / n;
  const double cos_in = std::sqrt(1.0 - sin_in * sin_in);
  const double amplitude =
      perpendicular ? (cos_out - n * cos_in) / (cos_out + n * cos_in) : (n * cos_out - cos_in) / (n * cos_out + cos_in);
  const double r = amplitude * amplitude;
  const double a = std::exp(-optics.extinction / cos_in);
  const double all = (1.0 - r) * (1.0 - r) / (1.0 - r * r * a * a);
  return {a * all, r + r * a * a * all};
}

Glazing::Share through(int panes, const Pane& pane) {
  const double absorbed = 1.0 - pane.transmitted - pane.reflected;
  if (panes == 1) {
    return {pane.transmitted, absorbed, 0.0};
  }
  const double between = 1.0 / (1.0 - pane.reflected * pane.reflected);
  return {pane.transmitted * pane.transmitted * between, absorbed * (1.0 + pane.transmitted * pane.reflected * between),
          absorbed * pane.transmitted * between};
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
    const Pane here = pane_at(optics, 0.0, true);
    const Pane index = pane_at({optics.refractive_index + STEP, optics.extinction}, 0.0, true);
    const Pane depth = pane_at({optics.refractive_index, optics.extinction + STEP}, 0.0, true);
    Eigen::Matrix2d slope;
    slope << index.transmitted - here.transmitted, depth.transmitted - here.transmitted,  //
        index.reflected - here.reflected, depth.reflected - here.reflected;
    const Eigen::Vector2d change =
        STEP * slope.inverse() * Eigen::Vector2d(transmittance - here.transmitted, reflectance - here.reflected);
    optics.refractive_index += change[0];
    optics.extinction += change[1];
    if (change.norm() < 1e-12) {
      break;
    }
  }
  return optics;
}

Glazing::Glazing(int panes, double transmittance, double reflectance) {
  const PaneOptics optics = fit_pane(transmittance, reflectance);
  for (int degree = 0; degree < 90; ++degree) {  // at 90 degrees nothing enters
    for (const bool perpendicular : {true, false}) {
      add(table_[degree], through(panes, pane_at(optics, degree * RADIAN, perpendicular)), 0.5);
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

}  // namespace hearthgrid::dwelling
