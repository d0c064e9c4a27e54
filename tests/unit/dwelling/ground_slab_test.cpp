// ISO 13370 slabs on ground against figures worked by hand from the formulas, and the network that stands for them.

#include <gtest/gtest.h>

#include <cmath>

#include "models/dwelling/drivers.hpp"
#include "models/dwelling/ground_slab.hpp"
#include "models/dwelling/reduction.hpp"
#include "models/dwelling/step_model.hpp"
#include "tests/bestest.hpp"

namespace hearthgrid::dwelling {
namespace {

/// 10 m x 8 m of bare concrete, free on all sides: A 80, P 36, B' 4.444 m; soil 2 W/mK, walls 0.3 m.
OpaqueElement slab_10_by_8() {
  OpaqueElement floor = bestest::element("floor", 80.0, {180, 0}, {{"screed", 0.0, 0.0, 0.0, 0.0, 0.04}});
  floor.boundary = Boundary::ground;
  floor.is_floor = true;
  floor.slab = GroundSlab{.exposed_perimeter_m = 36.0, .wall_thickness_m = 0.3};
  return floor;
}

TEST(GroundSlab, UValueOfABareFloor) {
  // d_t = 0.3 + 2 (0.17 + 0.04 + 0.04) = 0.8 < B';  pi B' = 13.963;  U = 4/14.763 ln(18.453) = 0.27095 x 2.91524
  const GroundCoupling ground = ground_coupling(slab_10_by_8());
  EXPECT_NEAR(ground.u_w_m2k, 0.7899, 1e-4);
  // Under the floor 1/U - 0.17 - 0.04 = 1.0560 m2K/W: 0.25 of soil, the rest virtual.
  EXPECT_NEAR(ground.soil_thickness_m, 0.5, 1e-12);
  EXPECT_NEAR(ground.virtual_m2kw, 0.8060, 1e-3);
}

TEST(GroundSlab, UValueOfAWellInsulatedFloor) {
  // R_f 3.0: d_t = 0.3 + 2 x 3.21 = 6.72 > B';  U = 2/(0.457 x 4.4444 + 6.72) = 2/8.7511
  OpaqueElement floor = slab_10_by_8();
  floor.layers[0].resistance_m2kw = 3.0;
  EXPECT_NEAR(ground_coupling(floor).u_w_m2k, 0.22854, 1e-5);
}

TEST(GroundSlab, EdgeInsulationLowersIt) {
  // 1 m wide, R 1.5, 0.06 m thick: d' = 2.94; psi = -2/pi [ln(2.25) - ln(1/3.74 + 1)] = -0.63662 (0.81093 - 0.23700)
  // = -0.36538; U = 0.7899 - 2 x 0.36538/4.4444 = 0.6255. Vertical, 0.5 m deep counts as 1 m.
  OpaqueElement floor = slab_10_by_8();
  floor.slab->edge_width_m = 1.0;
  floor.slab->edge_resistance_m2kw = 1.5;
  floor.slab->edge_thickness_m = 0.06;
  EXPECT_NEAR(ground_coupling(floor).u_w_m2k, 0.6255, 2e-4);
  // Its swing: e = exp(-1/3.1665) = 0.72920; 0.7292 x 1.60103 + 0.2708 ln(3.1665/3.74 + 1) = 1.16747 + 0.2708 x 0.61325
  // = 1.33354; H_pe = 26.64 x 1.33354 = 35.525 W/K over A U = 50.04.
  EXPECT_NEAR(ground_coupling(floor).swing_share, 0.7100, 1e-3);
  OpaqueElement vertical = floor;
  vertical.slab->edge_is_vertical = true;
  vertical.slab->edge_width_m = 0.5;
  EXPECT_EQ(ground_coupling(vertical).u_w_m2k, ground_coupling(floor).u_w_m2k);
}

TEST(GroundSlab, EdgeInsulationWithoutMeasureLeavesALoss) {
  OpaqueElement floor = slab_10_by_8();
  const double bare = ground_coupling(floor).u_w_m2k;
  floor.slab->edge_width_m = 10.0;
  floor.slab->edge_resistance_m2kw = 20.0;
  floor.slab->edge_is_vertical = true;
  EXPECT_NEAR(ground_coupling(floor).u_w_m2k, 0.1 * bare, 1e-12);
  EXPECT_GT(ground_coupling(floor).virtual_m2kw, 0.0);
  floor.slab.reset();
  EXPECT_THROW((void)ground_coupling(floor), std::invalid_argument);
}

TEST(GroundSlab, SwingsLessAndLaterThanTheYear) {
  // delta = sqrt(3.15e7 x 2/(pi 2e6)) = 3.1665 m; ln(3.1665/0.8 + 1) = ln(4.9581) = 1.60103
  // H_pe = 0.37 x 36 x 2 x 1.60103 = 42.651 W/K; over A U = 63.19: 0.6750; lag 1.5 - 0.42 x 1.60103 = 0.8276 months
  const GroundCoupling ground = ground_coupling(slab_10_by_8());
  EXPECT_NEAR(ground.swing_share, 0.6750, 3e-4);
  EXPECT_NEAR(ground.lag_days, 25.17, 0.02);
  const YearlyCourse year{.mean_c = 8.0, .swing_k = 16.0, .coldest_day = 15.0};
  EXPECT_NEAR(virtual_ground_temp_c(ground, year, 15.0 + ground.lag_days), 8.0 - 16.0 * ground.swing_share, 1e-12);
  EXPECT_NEAR(virtual_ground_temp_c(ground, year, 15.0 + ground.lag_days + 182.5), 8.0 + 16.0 * ground.swing_share,
              1e-12);
  double mean = 0.0;
  for (int day = 0; day < 365; ++day) mean += virtual_ground_temp_c(ground, year, day) / 365.0;
  EXPECT_NEAR(mean, 8.0, 1e-9);
}

// Half space of soil in the plane by finite volumes (cells from 1 cm on), surface at 1 K outside, the floor's
// resistance d_t/lambda to 0 K inside, (2i/delta^2) T = nabla^2 T: flow per length of edge and lambda, and its lag.
TEST(GroundSlab, SwingsAsTheSoilOfThePlaneDoes) {
  struct Plane {
    double equivalent_m, flow, lag_months;
  };
  for (const Plane& plane : {Plane{0.8, 0.600, 0.73}, {1.5, 0.431, 0.89}, {3.0, 0.273, 1.09}, {6.72, 0.143, 1.27}}) {
    OpaqueElement floor = slab_10_by_8();
    floor.layers[0].resistance_m2kw = (plane.equivalent_m - 0.3) / 2.0 - 0.21;
    const GroundCoupling ground = ground_coupling(floor);
    EXPECT_NEAR(ground.swing_share * 80.0 * ground.u_w_m2k / (36.0 * 2.0), plane.flow, 0.03 * plane.flow);
    EXPECT_NEAR(ground.lag_days * 12.0 / 365.0, plane.lag_months, 0.15);
  }
}

TEST(GroundSlab, SmallFloorsKeepAVirtualLayer) {
  OpaqueElement floor = slab_10_by_8();
  floor.area_m2 = 2.0;
  floor.slab->exposed_perimeter_m = 6.0;
  floor.slab->wall_thickness_m = 0.05;
  const GroundCoupling ground = ground_coupling(floor);
  EXPECT_GT(ground.virtual_m2kw, 0.0);
  EXPECT_GT(ground.soil_thickness_m, 0.0);
}

TEST(GroundSlab, TheNetworkLosesWhatTheStandardSays) {
  // Inner film of the standard (1/0.17) by an element of its own films: convection 5.882 and no radiation to speak of.
  Dwelling home = bestest::box(true, false);
  OpaqueElement floor = slab_10_by_8();
  floor.area_m2 = 48.0;
  floor.slab->exposed_perimeter_m = 28.0;
  floor.interior_emissivity = 1e-6;
  floor.interior_convection_w_m2k = 1.0 / 0.17;
  home.opaque.back() = floor;
  const double u = ground_coupling(floor).u_w_m2k;
  EXPECT_NEAR(element_conductances(home)[5] / 48.0, u, 1e-5);
  // The driver under the floor follows the virtual temperature, a day at a time.
  std::vector<double> temp(192, 0.0), infrared(192, 300.0);
  const std::vector<PlaneIrradiance> night(192);
  SiteDrivers site{temp, infrared, 9.0, 1, {}};
  for (const Plane& plane : planes_of(home)) site.planes.emplace_back(plane, night);
  site.year = {.mean_c = 8.0, .swing_k = 16.0, .coldest_day = 15.0};
  site.first_day_of_year = 319.0;
  const Eigen::MatrixXd drivers_of = drivers(home, site, 0, 192);
  const int row = layout_of(home).sol_air[5];
  EXPECT_EQ(drivers_of(row, 0), virtual_ground_temp_c(ground_coupling(floor), site.year, 319.0));
  EXPECT_EQ(drivers_of(row, 95), drivers_of(row, 0));
  EXPECT_EQ(drivers_of(row, 96), virtual_ground_temp_c(ground_coupling(floor), site.year, 320.0));
  EXPECT_EQ(reduce(home, 5).note, "");
}

}  // namespace
}  // namespace hearthgrid::dwelling
