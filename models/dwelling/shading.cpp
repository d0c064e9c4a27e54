#include "models/dwelling/shading.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace hearthgrid::dwelling {

namespace {

constexpr double FAR_M = 1e3;  // stands for the end of what is long

struct Point {
  double x = 0.0;
  double y = 0.0;
};

/// A convex polygon of few corners, counter-clockwise or clockwise.
class Polygon {
 public:
  void add(Point point) { points_[count_++] = point; }
  [[nodiscard]] double area() const {
    double twice = 0.0;
    for (int i = 0; i < count_; ++i) {
      const Point& a = points_[i];
      const Point& b = points_[(i + 1) % count_];
      twice += a.x * b.y - b.x * a.y;
    }
    return 0.5 * std::abs(twice);
  }
  /// The part where nx x + ny y <= limit (Sutherland and Hodgman 1974).
  [[nodiscard]] Polygon cut(double nx, double ny, double limit) const {
    Polygon kept;
    for (int i = 0; i < count_; ++i) {
      const Point& a = points_[i];
      const Point& b = points_[(i + 1) % count_];
      const double over_a = nx * a.x + ny * a.y - limit;
      const double over_b = nx * b.x + ny * b.y - limit;
      if (over_a <= 0.0) {
        kept.add(a);
      }
      if ((over_a < 0.0 && over_b > 0.0) || (over_a > 0.0 && over_b < 0.0)) {
        const double t = over_a / (over_a - over_b);
        kept.add({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)});
      }
    }
    return kept;
  }
  /// The part inside another convex polygon.
  [[nodiscard]] Polygon within(const Polygon& other) const {
    if (other.count_ == 0) {
      return {};
    }
    double turn = 0.0;
    for (int i = 0; i < other.count_; ++i) {
      const Point& a = other.points_[i];
      const Point& b = other.points_[(i + 1) % other.count_];
      turn += a.x * b.y - b.x * a.y;
    }
    const double sign = turn >= 0.0 ? 1.0 : -1.0;
    Polygon kept = *this;
    for (int i = 0; i < other.count_; ++i) {
      const Point& a = other.points_[i];
      const Point& b = other.points_[(i + 1) % other.count_];
      const double nx = sign * (b.y - a.y);
      const double ny = -sign * (b.x - a.x);
      kept = kept.cut(nx, ny, nx * a.x + ny * a.y);
    }
    return kept;
  }

 private:
  std::array<Point, 24> points_{};  // four corners, and at most one more for each of eight cuts
  int count_ = 0;
};

/// The shadow of a rectangle that stands out from `a` to `b` on the plane, moved by `shift` at its far edge, on a face
/// of width w and height h from (0, 0).
Polygon shadow(Point a, Point b, Point shift, double w, double h) {
  Polygon polygon;
  polygon.add(a);
  polygon.add(b);
  polygon.add({b.x + shift.x, b.y + shift.y});
  polygon.add({a.x + shift.x, a.y + shift.y});
  return polygon.cut(-1.0, 0.0, 0.0).cut(1.0, 0.0, w).cut(0.0, -1.0, 0.0).cut(0.0, 1.0, h);
}

bool long_overhang_alone(const Shading& s) {
  return s.left_fin_depth_m <= 0.0 && s.right_fin_depth_m <= 0.0 && std::isinf(s.overhang_left_m) &&
         std::isinf(s.overhang_right_m);
}

/// Means of the lit share over a half disc: a direction's place on it is its component along the face, so that equal
/// areas are equal shares of the cosine-weighted hemisphere. `up` = 1 for the sky, -1 for the ground.
double half_disc_mean(const Shading& shading, double up) {
  constexpr int RINGS = 40;
  constexpr int SECTORS = 80;
  double sum = 0.0;
  for (int ring = 0; ring < RINGS; ++ring) {
    const double square = (ring + 0.5) / RINGS;
    const double radius = std::sqrt(square);
    for (int sector = 0; sector < SECTORS; ++sector) {
      const double angle = std::numbers::pi * (sector + 0.5) / SECTORS;
      sum += lit_share(shading, std::sqrt(1.0 - square), radius * std::cos(angle), up * radius * std::sin(angle));
    }
  }
  return sum / (RINGS * SECTORS);
}

}  // namespace

double lit_share(const Shading& s, double outwards, double right, double up) {
  const double w = s.width_m;
  const double h = s.height_m;
  Polygon overhang;
  if (s.overhang_depth_m > 0.0 && up > 0.0) {
    const double top = h + s.overhang_gap_m;
    const double reach = s.overhang_depth_m / outwards;
    overhang = shadow({-std::min(s.overhang_left_m, FAR_M), top}, {w + std::min(s.overhang_right_m, FAR_M), top},
                      {-reach * right, -reach * up}, w, h);
  }
  Polygon fin;
  const bool from_left = right < 0.0;
  const double depth = from_left ? s.left_fin_depth_m : s.right_fin_depth_m;
  if (depth > 0.0 && right != 0.0) {
    const double x = from_left ? -s.left_fin_gap_m : w + s.right_fin_gap_m;
    const double reach = depth / outwards;
    fin = shadow({x, h + s.fin_above_m}, {x, -FAR_M}, {-reach * right, -reach * up}, w, h);
  }
  const double shaded = overhang.area() + fin.area() - overhang.within(fin).area();
  return 1.0 - std::clamp(shaded / (w * h), 0.0, 1.0);
}

double sunlit_share(const Shading& shading, const PlaneIrradiance& sun) {
  if (!shading.any() || sun.horizontal_normal <= 0.0) {
    return 1.0;
  }
  if (long_overhang_alone(shading)) {
    const double shadow_m =
        shading.overhang_depth_m * sun.sin_altitude / sun.horizontal_normal - shading.overhang_gap_m;
    return 1.0 - std::clamp(shadow_m / shading.height_m, 0.0, 1.0);
  }
  return lit_share(shading, sun.horizontal_normal, sun.horizontal_right, sun.sin_altitude);
}

DiffuseShare diffuse_share(const Shading& shading) {
  if (!shading.any()) {
    return {};
  }
  if (long_overhang_alone(shading)) {
    // The mean of H/sqrt(H^2 + P^2) between the face's edges is the difference of sqrt(H^2 + P^2) over its height.
    const double depth = shading.overhang_depth_m;
    const double top = shading.overhang_gap_m;
    return {(std::hypot(top + shading.height_m, depth) - std::hypot(top, depth)) / shading.height_m, 1.0};
  }
  return {half_disc_mean(shading, 1.0), half_disc_mean(shading, -1.0)};
}

}  // namespace hearthgrid::dwelling
