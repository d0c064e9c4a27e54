// Shadows of overhangs and fins: hand-derived areas, a ray-traced second implementation, symmetry.

#include "models/dwelling/shading.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace hearthgrid::dwelling {
namespace {

Shading case_630() {
  Shading shading;
  shading.width_m = 3.0;
  shading.height_m = 2.0;
  shading.overhang_depth_m = 1.0;
  shading.overhang_gap_m = 0.5;
  shading.overhang_left_m = shading.overhang_right_m = 0.0;
  shading.left_fin_depth_m = shading.right_fin_depth_m = 1.0;
  shading.fin_above_m = 0.5;
  return shading;
}

Shading mirrored(Shading s) {
  std::swap(s.overhang_left_m, s.overhang_right_m);
  std::swap(s.left_fin_depth_m, s.right_fin_depth_m);
  std::swap(s.left_fin_gap_m, s.right_fin_gap_m);
  return s;
}

/// By rays from a grid of points on the face.
double traced(const Shading& s, double out, double right, double up) {
  constexpr int GRID = 300;
  int lit = 0;
  for (int i = 0; i < GRID; ++i) {
    for (int j = 0; j < GRID; ++j) {
      const double x = s.width_m * (i + 0.5) / GRID;
      const double y = s.height_m * (j + 0.5) / GRID;
      const auto hits_fin = [&](double at, double depth) {
        const double t = (at - x) / right;
        return depth > 0.0 && t > 0.0 && t * out <= depth && y + t * up <= s.height_m + s.fin_above_m;
      };
      bool blocked = false;
      if (s.overhang_depth_m > 0.0 && up > 0.0) {
        const double t = (s.height_m + s.overhang_gap_m - y) / up;
        const double across = x + t * right;
        blocked =
            t * out <= s.overhang_depth_m && across >= -s.overhang_left_m && across <= s.width_m + s.overhang_right_m;
      }
      blocked = blocked || hits_fin(-s.left_fin_gap_m, s.left_fin_depth_m) ||
                hits_fin(s.width_m + s.right_fin_gap_m, s.right_fin_depth_m);
      lit += blocked ? 0 : 1;
    }
  }
  return static_cast<double>(lit) / (GRID * GRID);
}

TEST(Shading, AFinsShadowIsAStripe) {
  Shading shading;
  shading.width_m = 3.0;
  shading.height_m = 2.0;
  shading.left_fin_depth_m = 1.0;
  shading.fin_above_m = 10.0;
  // Sun level, 45 degrees to the left: the fin's shadow is 1 m of 3 m wide.
  EXPECT_NEAR(lit_share(shading, std::sqrt(0.5), -std::sqrt(0.5), 0.0), 2.0 / 3.0, 1e-12);
  EXPECT_EQ(lit_share(shading, std::sqrt(0.5), std::sqrt(0.5), 0.0), 1.0) << "from the other side";
  shading.left_fin_gap_m = 0.4;
  EXPECT_NEAR(lit_share(shading, std::sqrt(0.5), -std::sqrt(0.5), 0.0), 1.0 - 0.6 / 3.0, 1e-12);
}

TEST(Shading, AnOverhangThatEndsLetsSunInAtItsSide) {
  Shading shading;
  shading.width_m = 2.0;
  shading.height_m = 2.0;
  shading.overhang_depth_m = 1.0;
  shading.overhang_left_m = shading.overhang_right_m = 0.0;
  // Sun 45 degrees right of the normal and as high: out = right = up. The shadow's lower edge is 1 m down and 1 m to
  // the left: a parallelogram of which a triangle of 1 m x 1 m leaves the face.
  const double third = std::sqrt(1.0 / 3.0);
  EXPECT_NEAR(lit_share(shading, third, third, third), 1.0 - (2.0 * 1.0 - 0.5) / 4.0, 1e-12);
  shading.overhang_right_m = 1.0;
  EXPECT_NEAR(lit_share(shading, third, third, third), 0.5, 1e-12) << "now the upper half";
}

TEST(Shading, ALongOverhangIsTheLimitOfOneThatEnds) {
  Shading longer;
  longer.overhang_depth_m = 0.8;
  longer.overhang_gap_m = 0.3;
  Shading ends = longer;
  ends.overhang_left_m = ends.overhang_right_m = 500.0;
  PlaneIrradiance sun;
  sun.horizontal_normal = 0.5;
  sun.horizontal_right = -0.3;
  for (double up = 0.05; up < 0.85; up += 0.1) {
    sun.sin_altitude = up;
    EXPECT_NEAR(sunlit_share(ends, sun), sunlit_share(longer, sun), 1e-12);
  }
  EXPECT_NEAR(diffuse_share(ends).sky, diffuse_share(longer).sky, 3e-4) << "sum over directions against the formula";
  EXPECT_NEAR(diffuse_share(ends).ground, 1.0, 1e-12);
}

RC_GTEST_PROP(Shading, PolygonsAgreeWithRays, ()) {
  const auto between = [](double low, double high) { return low + (high - low) * *rc::gen::inRange(0, 10000) / 1e4; };
  Shading shading;
  shading.width_m = between(0.5, 4.0);
  shading.height_m = between(0.5, 3.0);
  shading.overhang_depth_m = between(0.0, 2.0);
  shading.overhang_gap_m = between(0.0, 1.0);
  shading.overhang_left_m = between(0.0, 1.0);
  shading.overhang_right_m = between(0.0, 1.0);
  shading.left_fin_depth_m = between(0.0, 2.0);
  shading.right_fin_depth_m = between(0.0, 2.0);
  shading.left_fin_gap_m = between(0.0, 1.0);
  shading.right_fin_gap_m = between(0.0, 1.0);
  shading.fin_above_m = between(0.0, 1.0);
  const double out = between(0.05, 1.0);
  const double right = between(-1.0, 1.0) + 1e-5;
  const double up = between(-0.5, 1.0);
  RC_ASSERT(std::abs(lit_share(shading, out, right, up) - traced(shading, out, right, up)) < 0.02);
  RC_ASSERT(std::abs(lit_share(shading, out, right, up) - lit_share(mirrored(shading), out, -right, up)) < 1e-9);
}

TEST(Shading, FinsTakeSkyAndGroundAlike) {
  Shading fins = case_630();
  fins.overhang_depth_m = 0.0;
  fins.fin_above_m = 900.0;
  const DiffuseShare share = diffuse_share(fins);
  EXPECT_NEAR(share.sky, share.ground, 1e-9) << "fins that are long both ways";
  // Between two long fins a point at distance d from one edge sees (sin a + sin b)/2 of the cosine hemisphere, with
  // tan = distance over depth: the mean over the width is (sqrt(w^2 + D^2) - D)/w.
  EXPECT_NEAR(share.sky, (std::sqrt(10.0) - 1.0) / 3.0, 2e-3);
  const DiffuseShare both = diffuse_share(case_630());
  EXPECT_LT(both.sky, 0.62);
  EXPECT_GT(both.ground, share.ground - 1e-9);
}

}  // namespace
}  // namespace hearthgrid::dwelling
