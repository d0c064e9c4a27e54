#include "models/weather/tilted.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace hearthgrid::weather {
namespace {

constexpr Plane SOUTH_WALL{.tilt_deg = 90.0, .azimuth_deg = 180.0};
/// Zenith 60 deg, due south.
const SunPosition LOW_SOUTH{0.0, -std::sqrt(0.75), 0.5};

TEST(Tilted, PerezGivesTheHandComputedExample) {
  const PlaneIrradiance wall = plane_irradiance(LOW_SOUTH, 15, 600.0, 100.0, SOUTH_WALL, 0.2);
  EXPECT_NEAR(wall.beam, 519.62, 0.01);
  EXPECT_NEAR(wall.total() - wall.beam, 177.88, 0.01);
  EXPECT_NEAR(wall.ground, 0.2 * 400.0 / 2.0, 1e-9);
  EXPECT_NEAR(wall.cos_incidence, std::sqrt(0.75), 1e-12);
  EXPECT_NEAR(wall.horizontal_normal, std::sqrt(0.75), 1e-12);
}

TEST(Tilted, IsotropicAndHayDaviesBesideIt) {
  const PlaneIrradiance isotropic = plane_irradiance(LOW_SOUTH, 15, 600.0, 100.0, SOUTH_WALL, 0.2, SkyModel::isotropic);
  EXPECT_NEAR(isotropic.total() - isotropic.beam, 90.0, 1e-9);
  // A = 600 / (1367 (1 + 0.033 cos(2 pi 15/365))) = 0.42540; circumsolar = 100 A cos(30)/cos(60), sky = 100 (1 - A)/2.
  const PlaneIrradiance hay = plane_irradiance(LOW_SOUTH, 15, 600.0, 100.0, SOUTH_WALL, 0.2, SkyModel::hay_davies);
  const double a = 600.0 / extraterrestrial_normal_w_m2(15);
  EXPECT_NEAR(hay.circumsolar, 100.0 * a * std::sqrt(3.0), 1e-9);
  EXPECT_NEAR(hay.sky, 50.0 * (1.0 - a), 1e-9);
}

TEST(Tilted, NightIsDarkButForTheSkysOwnGlow) {
  const SunPosition night{0.0, 0.8, -0.6};
  const PlaneIrradiance wall = plane_irradiance(night, 15, 500.0, 4.0, SOUTH_WALL, 0.2);
  EXPECT_EQ(wall.beam, 0.0);
  EXPECT_EQ(wall.circumsolar, 0.0);
  EXPECT_NEAR(wall.sky, 2.0, 1e-12);
}

RC_GTEST_PROP(Tilted, HorizontalPlaneReceivesTheGlobalRadiation, ()) {
  // For a plane looking up every model must give DNI cos z + DHI (Perez too, while b is cos z).
  const double up = *rc::gen::inRange(90, 1000) / 1000.0;
  const SunPosition sun{std::sqrt(1.0 - up * up), 0.0, up};
  const double dni = *rc::gen::inRange(0, 1000);
  const double dhi = *rc::gen::inRange(0, 400);
  for (const SkyModel model : {SkyModel::perez, SkyModel::hay_davies, SkyModel::isotropic}) {
    const PlaneIrradiance flat =
        plane_irradiance(sun, 20, dni, dhi, {.tilt_deg = 0.0, .azimuth_deg = 77.0}, 0.2, model);
    RC_ASSERT(std::abs(flat.total() - (dni * up + dhi)) < 1e-9);
  }
}

RC_GTEST_PROP(Tilted, NothingIsNegative, ()) {
  const double up = *rc::gen::inRange(-999, 1000) / 1000.0;
  const double azimuth = *rc::gen::inRange(0, 360) * 0.017453292519943295;
  const double flat = std::sqrt(1.0 - up * up);
  const SunPosition sun{flat * std::sin(azimuth), flat * std::cos(azimuth), up};
  const Plane plane{*rc::gen::inRange(0, 181) * 1.0, *rc::gen::inRange(0, 360) * 1.0};
  const double dni = *rc::gen::inRange(0, 1100);
  const double dhi = *rc::gen::inRange(0, 500);
  const PlaneIrradiance i = plane_irradiance(sun, *rc::gen::inRange(1, 366), dni, dhi, plane, 0.2);
  RC_ASSERT(i.beam >= 0.0 && i.circumsolar >= 0.0 && i.sky >= 0.0 && i.ground >= 0.0);
  RC_ASSERT(std::isfinite(i.total()));
}

}  // namespace
}  // namespace hearthgrid::weather
