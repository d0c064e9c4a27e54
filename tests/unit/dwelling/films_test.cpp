// Film sets by name, films of single surfaces, and films that follow the wind.

#include <gtest/gtest.h>

#include <cmath>

#include "models/dwelling/drivers.hpp"
#include "models/dwelling/inner_faces.hpp"
#include "models/dwelling/wind_film.hpp"
#include "tests/bestest.hpp"

namespace hearthgrid::dwelling {
namespace {

TEST(Films, HaveNames) {
  for (const std::string& name : film_set_names()) EXPECT_TRUE(films_named(name)) << name;
  EXPECT_FALSE(films_named("nusselt"));
  EXPECT_EQ(films_named("calibrated")->exterior_opaque, Films{}.exterior_opaque);
  // ISO 6946: R_si 0.13 for walls with its radiation 5.7 x 0.9, R_se 0.04 with 20 + 4.9 x 0.9.
  const Films iso = *films_named("iso_6946");
  EXPECT_NEAR(1.0 / (iso.interior_wall + 0.9 * 5.7), 0.13, 0.002);
  EXPECT_NEAR(1.0 / (iso.interior_ceiling + 0.9 * 5.7), 0.10, 0.002);
  EXPECT_NEAR(1.0 / (iso.interior_floor + 0.9 * 5.7), 0.17, 0.002);
  EXPECT_NEAR(1.0 / (iso.exterior_opaque + 0.9 * 4.9), 0.04, 0.002);
}

TEST(Films, OfOneSurfaceReplaceTheSets) {
  Dwelling home = bestest::box(false, false);
  home.opaque[0].interior_convection_w_m2k = 7.7;
  home.opaque[0].exterior_convection_w_m2k = 3.3;
  EXPECT_EQ(inner_faces(home)[0].convection_w_m2k, 7.7);
  EXPECT_EQ(inner_faces(home)[1].convection_w_m2k, home.films.interior_wall);
  EXPECT_EQ(outer_film(home.opaque[0], home.films).convective, 3.3);
  EXPECT_EQ(outer_film(home.opaque[1], home.films).convective, home.films.exterior_opaque);
}

TEST(WindFilm, ByHand) {
  EXPECT_NEAR(wind_film(0.0).glass_w_m2k, 1.31 * std::cbrt(2.0), 1e-3);
  EXPECT_EQ(wind_film(-1.0).rough_w_m2k, wind_film(0.0).glass_w_m2k);
  // 4 m/s at 10 m, 3.192 m/s at the wall: 3.26 x 3.192^0.89 = 9.16, with 1.65: 9.31; 3.55 x 3.192^0.617 = 7.27, with
  // 1.65: 7.45; mean 8.38; rough 1.65 + 1.67 x 6.73 = 12.89.
  EXPECT_NEAR(wind_film(4.0).glass_w_m2k, 8.38, 0.02);
  EXPECT_NEAR(wind_film(4.0).rough_w_m2k, 12.89, 0.03);
  EXPECT_GT(wind_film(8.0).rough_w_m2k, wind_film(4.0).rough_w_m2k);
}

TEST(WindFilm, ActsOnWhatTheSunDoesToAWall) {
  Dwelling home = bestest::box(false, false);
  const std::vector<double> temp = {0.0, 0.0}, infrared = {315.637, 315.637}, wind = {0.0, 10.0};
  PlaneIrradiance sun;
  sun.beam = 500.0;
  sun.cos_incidence = 0.8;
  const std::vector<PlaneIrradiance> values = {sun, sun};
  SiteDrivers site{temp, infrared, 9.0, 1, {}};
  for (const Plane& plane : planes_of(home)) site.planes.emplace_back(plane, values);
  const Eigen::MatrixXd still = drivers(home, site, 0, 2);
  EXPECT_EQ(still(0, 0), still(0, 1));
  home.wind_films = true;
  EXPECT_THROW((void)drivers(home, site, 0, 2), std::invalid_argument);
  site.wind_speed_m_s = wind;
  const Eigen::MatrixXd windy = drivers(home, site, 0, 2);
  const double radiative = outer_film(home.opaque[0], home.films).radiative;
  EXPECT_NEAR(windy(0, 0), 0.6 * 500.0 / (wind_film(0.0).rough_w_m2k + radiative), 0.01);
  EXPECT_NEAR(windy(0, 1), 0.6 * 500.0 / (wind_film(10.0).rough_w_m2k + radiative), 0.01);
}

// A clear night's window and a wall with a coefficient of its own, in calm air and in wind.
TEST(WindFilm, ActsOnWindowsAndLeavesACoefficientOfItsOwn) {
  Dwelling home = bestest::box(false, false);
  home.opaque[0].exterior_convection_w_m2k = 3.3;
  home.wind_films = true;
  const std::vector<double> temp = {0.0, 0.0}, infrared = {215.637, 215.637}, wind = {0.0, 10.0};
  const std::vector<PlaneIrradiance> dark(2);
  SiteDrivers site{temp, infrared, 9.0, 1, {}};
  for (const Plane& plane : planes_of(home)) site.planes.emplace_back(plane, dark);
  EXPECT_THROW((void)sky_drop_k(home.windows[0], 1.0, home, site, 0, 2), std::invalid_argument);
  site.wind_speed_m_s = wind;
  const Eigen::MatrixXd u = drivers(home, site, 0, 2);
  EXPECT_EQ(u(0, 0), u(0, 1)) << "its own";
  EXPECT_LT(u(0, 0), 0.0);
  EXPECT_LT(u(1, 0), u(1, 1)) << "by wind";
  // eps F beta E over the films of glass, by hand: upright, F = 1/2, beta = sqrt(1/2), E = 100 W/m2.
  const double radiative = outer_film(home.windows[0], home.films).radiative;
  const double to_sky = home.windows[0].glass.outer_emissivity() * 0.5 * std::sqrt(0.5) * 100.0;
  const int env = layout_of(home).window_env[0];
  EXPECT_NEAR(u(env, 0), -to_sky / (wind_film(0.0).glass_w_m2k + radiative), 0.01);
  EXPECT_NEAR(u(env, 1), -to_sky / (wind_film(10.0).glass_w_m2k + radiative), 0.01);
}

}  // namespace
}  // namespace hearthgrid::dwelling
