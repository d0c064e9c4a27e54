// Buffer zones and thermal bridges in the layered network: by hand where a hand can follow, and by what must hold for
// any of them.

#include <gtest/gtest.h>

#include <stdexcept>

#include "models/dwelling/envelope.hpp"
#include "models/dwelling/inner_faces.hpp"
#include "models/dwelling/reduction.hpp"
#include "models/dwelling/solar_distribution.hpp"
#include "models/dwelling/step_model.hpp"
#include "tests/sunspace.hpp"

namespace hearthgrid::dwelling {
namespace {

using bestest::box;
using bestest::glazed_sunspace;
using bestest::sunspace_home;

/// A box with a porch that only air reaches: 100 m3/h from the home, 50 m3/h from outdoors.
Dwelling aired_porch() {
  Dwelling home = box(false, false);
  Zone porch;
  porch.name = "porch";
  porch.volume_m3 = 25.0;
  porch.air_change_per_h = 2.0;
  porch.exchange_with_home_m3_h = 100.0;
  porch.gain_w = 30.0;
  home.zones = {porch};
  OpaqueElement wall = bestest::element("porch wall", 30.0, {90, 0}, {{"board", 0.012, 0.16, 950, 840}});
  wall.boundary = Boundary::adiabatic;
  wall.zone = 1;
  home.opaque.push_back(wall);
  return home;
}

/// Steady temperatures of the zones at a given air temperature of the home.
Eigen::VectorXd steady_zones(const Dwelling& home, const Eigen::VectorXd& drivers, double air_c) {
  const Envelope envelope = envelope_of(home);
  if (drivers.size() != envelope.layout.count) throw std::invalid_argument("steady_zones: drivers of another home");
  Eigen::VectorXd inputs = Eigen::VectorXd::Zero(envelope.layout.count + 2);
  inputs.head(envelope.layout.count) = drivers;
  inputs[envelope.air_input()] = air_c;
  const StateSpace& system = envelope.system;
  const Eigen::VectorXd state = -system.a.partialPivLu().solve(system.b * inputs);
  return (system.c * state + system.d * inputs).segment(ZONES, envelope.zones);
}

/// All temperatures outside at one value, no sun.
Eigen::VectorXd cold(const Dwelling& home, double outdoor_c) {
  const DriverLayout layout = layout_of(home);
  return outdoor_c * (Eigen::VectorXd::Ones(layout.count) - heat_drivers(layout));
}

TEST(Zones, AirOfAPorchMixesWhatFlowsIn) {
  const Dwelling home = aired_porch();
  Eigen::VectorXd u = cold(home, -10.0);
  u[layout_of(home).zone_gain[0]] = 30.0;
  const double per_m3_h = home.air_density_kg_m3 * 1006.0 / 3600.0;  // W/K
  const double expected = (100.0 * 20.0 - 50.0 * 10.0 + 30.0 / per_m3_h) / 150.0;
  EXPECT_NEAR(steady_zones(home, u, 20.0)[0], expected, 1e-9);
}

TEST(Zones, GainsOfAllTemperaturesSumToOne) {
  for (Dwelling home : {sunspace_home(), aired_porch()}) {
    home.bridges = {{"eaves", 0.3, 28.0}, {"plinth", 0.5, 28.0}};
    EXPECT_NEAR(steady_zones(home, cold(home, 7.0), 7.0)[0], 7.0, 1e-10);
    const StepModel full = discretise(full_order(home), 900.0);
    EXPECT_NEAR(steady_state(full, cold(home, 7.0), 0.0, 0.0)[full.states - 1], 7.0, 1e-9);
    const StepModel small = discretise(reduce(home, 5), 900.0);
    EXPECT_NEAR(steady_state(small, cold(home, 7.0), 0.0, 0.0)[small.states - 1], 7.0, 1e-9);
  }
}

TEST(Zones, AZoneThatIsOutdoorsLeavesAWallToOutdoors) {
  // A sunspace aired without end and blind is outdoor air behind the wall: the same loss as a wall to outdoors whose
  // film is the inner convection and whose radiant film sees the sunspace's (cold) radiant temperature.
  Dwelling home = sunspace_home();
  home.zones[0].air_change_per_h = 1e9;
  const Eigen::VectorXd zone = steady_zones(home, cold(home, -5.0), 20.0);
  EXPECT_NEAR(zone[0], -5.0, 1e-4);
  // Unaired, it lies between home and outdoors.
  home.zones[0].air_change_per_h = 0.0;
  const double buffered = steady_zones(home, cold(home, -5.0), 20.0)[0];
  EXPECT_GT(buffered, -3.0);
  EXPECT_LT(buffered, 10.0);
  Dwelling aired = home;
  aired.zones[0].air_change_per_h = 1e9;
  EXPECT_LT(full_order(home).heat_loss_coefficient_w_k(), full_order(aired).heat_loss_coefficient_w_k());
}

TEST(Zones, AnAtticsFloorLooksUpAndTakesItsSun) {
  Dwelling home = box(false, false);
  home.zones = {{.name = "attic", .volume_m3 = 60.0, .air_change_per_h = 1.0}};
  home.opaque[4].boundary = Boundary::zone;
  home.opaque[4].outer_zone = 1;
  const auto faces = inner_faces(home);
  ASSERT_EQ(faces.size(), 8U);
  EXPECT_EQ(faces.back().zone, 1);
  EXPECT_TRUE(faces.back().is_floor);
  EXPECT_EQ(faces.back().convection_w_m2k, home.films.interior_floor);
  EXPECT_EQ(faces[4].convection_w_m2k, home.films.interior_ceiling);
  EXPECT_EQ(solar_distribution(home, 1).absorbed.back(), 1.0);  // the only face there is
}

TEST(Zones, SunOfASpaceStaysInItOrLeavesThroughItsGlass) {
  const Dwelling home = sunspace_home();
  const auto faces = inner_faces(home);
  const SolarDistribution solar = solar_distribution(faces, 1);
  double sum = solar.lost;
  for (size_t i = 0; i < faces.size(); ++i) {
    EXPECT_TRUE(faces[i].zone == 1 || solar.absorbed[i] == 0.0);
    sum += solar.absorbed[i];
  }
  EXPECT_NEAR(sum, 1.0, 1e-14);
  EXPECT_EQ(solar_distribution(faces, HOME).lost, 0.0);
}

/// Heat to the air and to outdoors for one watt of a driver, everything at 0 degC.
double heat_found(const Dwelling& home, int driver, int row) {
  const Envelope envelope = envelope_of(home);
  const StateSpace& system = envelope.system;
  const Eigen::VectorXd input = Eigen::VectorXd::Unit(system.b.cols(), driver);
  return (system.d * input - system.c * system.a.partialPivLu().solve(system.b * input))[row];
}

TEST(Zones, AWindowBetweenTwoSpacesCouplesThem) {
  const Dwelling home = glazed_sunspace();
  EXPECT_NEAR(steady_zones(home, cold(home, 7.0), 7.0)[0], 7.0, 1e-10);
  EXPECT_EQ(planes_of(home), planes_of(sunspace_home())) << "no sun of its own";
  // U of single glass between two rooms: no core, convection and radiation at either face.
  const auto faces = inner_faces(home);
  const auto star = star_conductances(home);
  const size_t front = home.opaque.size() + 1;
  ASSERT_EQ(faces.back().zone, 1);
  const double inside = home.films.interior_window + star[front] / 6.0;
  const double behind = home.films.interior_window + star.back() / 6.0;
  EXPECT_NEAR(element_conductances(home)[front], 6.0 / (1.0 / inside + 1.0 / behind), 1e-9);
  // It loses less than the same window to outdoors, and more than the wall it replaces.
  Dwelling outdoors = home;
  outdoors.windows[1].outer_zone.reset();
  EXPECT_LT(full_order(home).heat_loss_coefficient_w_k(), full_order(outdoors).heat_loss_coefficient_w_k() - 5.0);
  EXPECT_GT(steady_zones(home, cold(home, -5.0), 20.0)[0],
            steady_zones(sunspace_home(), cold(sunspace_home(), -5.0), 20.0)[0]);
}

TEST(Zones, SunOfASunspacePassesItsInnerWindows) {
  const Dwelling home = glazed_sunspace();
  const DriverLayout layout = layout_of(home);
  for (const int sun : {layout.zone_solar[0], layout.solar}) {
    EXPECT_NEAR(heat_found(home, sun, TO_AIR) + heat_found(home, sun, LOSS), 1.0, 1e-10);
  }
  // More of the sun warms the home through the window than through the wall that stood there.
  const Dwelling wall = sunspace_home();
  EXPECT_GT(heat_found(home, layout.zone_solar[0], TO_AIR),
            heat_found(wall, layout_of(wall).zone_solar[0], TO_AIR) + 0.03);
  // By hand: the first light falls on floor (16 m2), wall (15.6) and window (6) by area; what stays in or passes the
  // window is 0.8 of that and what comes back to it later.
  const SolarDistribution solar = solar_distribution(home, 1);
  const double first = 0.8 * 6.0 / 37.6;
  EXPECT_GT(solar.on_window.back(), first);
  EXPECT_LT(solar.on_window.back(), 1.35 * first);
  double sum = solar.lost;
  for (size_t i = 0; i < solar.absorbed.size(); ++i) sum += solar.absorbed[i] + solar.on_window[i];
  EXPECT_NEAR(sum, 1.0, 1e-14);
}

TEST(Zones, LightThatPassesAWindowWarmsTheAirBehindItToo) {
  Dwelling home = glazed_sunspace();
  const DriverLayout layout = layout_of(home);
  const double without = heat_found(home, layout.zone_solar[0], TO_AIR);
  home.sun_to_air_share = 0.5;
  for (const int sun : {layout.zone_solar[0], layout.solar}) {
    EXPECT_NEAR(heat_found(home, sun, TO_AIR) + heat_found(home, sun, LOSS), 1.0, 1e-10);
  }
  // With nearly all of the light to the air where it falls, nearly none reaches the window.
  home.sun_to_air_share = 0.999;
  const Envelope envelope = envelope_of(home);
  EXPECT_LT(envelope.system.d(TO_AIR, layout.zone_solar[0]), 1e-3);
  EXPECT_NEAR(envelope.system.d(TO_AIR, layout.solar), 0.999, 1e-4);
  EXPECT_LT(heat_found(home, layout.zone_solar[0], TO_AIR), without);
}

TEST(SolarDistribution, WhatGivenSharesLeaveFallsOnTheGlass) {
  Dwelling home = glazed_sunspace();  // 12 m2 to outdoors, 6 m2 to the home
  home.opaque.back().sun_share = 0.7;
  const SolarDistribution solar = solar_distribution(home, 1);
  EXPECT_NEAR(solar.lost, 0.2, 1e-14);
  EXPECT_NEAR(solar.on_window.back(), 0.1, 1e-14);
  const DriverLayout layout = layout_of(home);
  EXPECT_NEAR(heat_found(home, layout.zone_solar[0], TO_AIR) + heat_found(home, layout.zone_solar[0], LOSS), 1.0,
              1e-10);
}

TEST(SolarDistribution, FollowsEachFacesAbsorptance) {
  // Floor 10 m2 (0.5), ceiling 10 m2 (0.2), no window: 0.5 stays at once; 0.5 goes up, where 0.1 stays; the 0.4 left
  // splits 5 : 2 by area and absorptance.
  const std::vector<InnerFace> faces = {{.area_m2 = 10.0, .solar_absorptance = 0.5, .is_floor = true},
                                        {.area_m2 = 10.0, .solar_absorptance = 0.2}};
  const SolarDistribution solar = solar_distribution(faces, HOME);
  EXPECT_NEAR(solar.absorbed[0], 0.5 + 0.4 * 5.0 / 7.0, 1e-14);
  EXPECT_NEAR(solar.absorbed[1], 0.1 + 0.4 * 2.0 / 7.0, 1e-14);
}

TEST(Bridges, AddTheirConductanceToTheHomesLoss) {
  Dwelling home = box(true, false);
  const double before = full_order(home).heat_loss_coefficient_w_k();
  home.bridges = {{"eaves", 0.3, 28.0}, {"plinth", 0.5, 14.0}};
  EXPECT_NEAR(full_order(home).heat_loss_coefficient_w_k() - before, 0.3 * 28.0 + 0.5 * 14.0, 1e-9);
  EXPECT_NEAR(reduce(home, 4).model.heat_loss_coefficient_w_k() - before, 15.4, 1e-6);
  EXPECT_NEAR(element_conductances(home).back(), 7.0, 1e-12);
}

}  // namespace
}  // namespace hearthgrid::dwelling
