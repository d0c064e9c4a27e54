// What must hold of any home: mirror symmetry of the sun, insulation that never costs heat, halves that make a whole,
// temperatures that add up. Random homes of layers, windows, zones and bridges.

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/dwelling/drivers.hpp"
#include "models/dwelling/element_losses.hpp"
#include "models/dwelling/step.hpp"
#include "tests/sunspace.hpp"

namespace hearthgrid::dwelling {
namespace {

double between(double low, double high) {
  return low + (high - low) * *rc::gen::inRange(0, 1000000) / 1e6;
}

Layer random_layer() {
  return {"layer", between(0.01, 0.2), between(0.03, 2.0), between(15.0, 2500.0), between(700.0, 2500.0), 0.0};
}

std::vector<Layer> random_layers() {
  std::vector<Layer> layers;
  const int count = *rc::gen::inRange(1, 3);
  for (int i = 0; i < count; ++i) layers.push_back(random_layer());
  if (*rc::gen::arbitrary<bool>()) layers.insert(layers.begin(), {"gap", 0.0, 0.0, 0.0, 0.0, between(0.1, 0.4)});
  return layers;
}

/// A home of random layers, areas and films, perhaps with a sunspace, bridges and a slab.
Dwelling random_home() {
  Dwelling home = *rc::gen::arbitrary<bool>() ? bestest::sunspace_home() : bestest::box(false, false);
  for (OpaqueElement& element : home.opaque) {
    element.layers = random_layers();
    element.area_m2 = between(3.0, 60.0);
    element.interior_emissivity = between(0.1, 1.0);
    element.interior_solar_absorptance = between(0.1, 0.9);
    element.absorptance = between(0.1, 0.9);
  }
  if (*rc::gen::arbitrary<bool>()) {
    OpaqueElement& floor = home.opaque[5];
    floor.boundary = Boundary::ground;
    floor.slab = GroundSlab{.exposed_perimeter_m = between(5.0, 40.0), .wall_thickness_m = between(0.1, 0.5)};
  }
  for (Zone& zone : home.zones) {
    zone.air_change_per_h = between(0.0, 5.0);
    zone.exchange_with_home_m3_h = between(0.0, 50.0);
  }
  home.bridges = {{"eaves", between(0.0, 0.5), between(0.0, 30.0)}};
  home.air_change_per_h = between(0.2, 2.0);
  home.furniture_j_k = between(0.0, 1e6);
  return home;
}

/// Heat [J] over days of a plain winter, ideal heater to 18 degC.
double winter_heat_j(const StepModel& model, const DriverLayout& layout, double scale) {
  Eigen::VectorXd u = Eigen::VectorXd::Zero(layout.count);
  Eigen::VectorXd state = steady_state(model, u, model.heat_loss_coefficient_w_k * 18.0, 0.0);
  const Eigen::VectorXd outside = Eigen::VectorXd::Ones(layout.count) - model.heat_driver;
  double heat_j = 0.0;
  for (int hour = 0; hour < 24 * 20; ++hour) {
    const double turn = 2.0 * M_PI * hour / 24.0;
    const StepRequest request{.set_point_c = 18.0,
                              .minimum_w = 0.0,
                              .maximum_w = 1e9,
                              .convective_gain_w = 100.0 * scale,
                              .radiant_gain_w = 100.0 * scale,
                              .outdoor_temp_c = 0.0};
    const Home home{.area_scale = scale, .extra_loss_w_k = 0.0, .convective_share = 0.6};
    heat_j += 3600.0 * step_home(model, home, outside * (-6.0 + 5.0 * std::sin(turn)), request, state).heat_w;
  }
  return heat_j;
}

RC_GTEST_PROP(Homes, GainsOfTemperaturesSumToOne, ()) {
  const Dwelling home = random_home();
  const ThermalModel full = full_order(home);
  const Eigen::VectorXd outside = Eigen::VectorXd::Ones(full.drivers()) - full.heat_driver;
  const Eigen::VectorXd state = -full.a.partialPivLu().solve(full.b * outside);
  RC_ASSERT(std::abs(state[full.states() - 1] - 1.0) < 1e-9);
  const ThermalModel small = reduce(home, 5).model;
  const Eigen::VectorXd reduced = -small.a.partialPivLu().solve(small.b * outside);
  RC_ASSERT(std::abs(reduced[small.states() - 1] - 1.0) < 1e-8);
}

RC_GTEST_PROP(Homes, MainDirectionsDecayAndKeepSteadyStates, ()) {
  const Dwelling home = random_home();
  const int states = *rc::gen::inRange(2, 9);
  const ReducedDwelling reduced = reduce_by_main_directions(home, states);
  RC_ASSERT(reduced.time_constants_h.size() == states && reduced.time_constants_h.minCoeff() > 0.0);
  const ThermalModel full = full_order(home);
  const Eigen::MatrixXd gain = full.a.partialPivLu().solve(full.b).bottomRows(1);
  const Eigen::MatrixXd reduced_gain = reduced.model.a.partialPivLu().solve(reduced.model.b).bottomRows(1);
  RC_ASSERT((gain - reduced_gain).cwiseAbs().maxCoeff() < 1e-8 * gain.cwiseAbs().maxCoeff());
}

RC_GTEST_PROP(Homes, LossesByElementSumToTheLossCoefficient, ()) {
  const Dwelling home = random_home();
  const ThermalModel full = full_order(home);
  double per_kelvin = home.air_change_loss_w_k();
  for (const ElementLoss& loss : element_losses(home, Eigen::VectorXd::Zero(full.drivers()))) {
    per_kelvin += loss.per_air_w_k;
  }
  // What the air loses per kelvin, by all its ways: heat to the air that holds it a kelvin above outdoors.
  RC_ASSERT(std::abs(per_kelvin / full.heat_loss_coefficient_w_k() - 1.0) < 1e-8);
}

RC_GTEST_PROP(Homes, MoreInsulationNeverNeedsMoreHeat, ()) {
  Dwelling home = random_home();
  const DriverLayout layout = layout_of(home);
  const double before = full_order(home).heat_loss_coefficient_w_k();
  const double heat = winter_heat_j(discretise(reduce(home, 5), 3600.0), layout, 1.0);
  const auto wall = static_cast<size_t>(*rc::gen::inRange(0, 6));
  // Outside, so that the room's own storage stays; a floor's slab then carries it above the soil.
  home.opaque[wall].layers.insert(home.opaque[wall].layers.begin(),
                                  {"insulation", 0.0, 0.0, 0.0, 0.0, between(0.2, 5.0)});
  RC_ASSERT(full_order(home).heat_loss_coefficient_w_k() < before * (1.0 + 1e-12));
  RC_ASSERT(winter_heat_j(discretise(reduce(home, 5), 3600.0), layout, 1.0) < heat * 1.0005);
}

RC_GTEST_PROP(Homes, TwoHalvesAreOneHome, ()) {
  const Dwelling home = random_home();
  const StepModel model = discretise(reduce(home, 5), 3600.0);
  const double whole = winter_heat_j(model, layout_of(home), 1.0);
  const double half = winter_heat_j(model, layout_of(home), 0.5);
  RC_ASSERT(std::abs(2.0 * half - whole) <= 1e-9 * whole);

  // The same by halving every area, volume, length and heat of the construction itself.
  Dwelling small = home;
  for (auto& element : small.opaque) {
    element.area_m2 *= 0.5;
    if (element.slab) element.slab->exposed_perimeter_m *= 0.5;
  }
  for (auto& window : small.windows) window.area_m2 *= 0.5;
  for (auto& zone : small.zones) {
    zone.volume_m3 *= 0.5;
    zone.exchange_with_home_m3_h *= 0.5;
  }
  for (auto& bridge : small.bridges) bridge.length_m *= 0.5;
  small.volume_m3 *= 0.5;
  small.furniture_j_k *= 0.5;
  RC_ASSERT(
      std::abs(2.0 * full_order(small).heat_loss_coefficient_w_k() / full_order(home).heat_loss_coefficient_w_k() -
               1.0) < 1e-9);
}

/// Sun at an hour angle from noon on a wall that looks east (-1) or west (+1); due south at noon.
PlaneIrradiance sun_on(double hours_from_noon, int side) {
  const double angle = hours_from_noon * M_PI / 12.0;
  PlaneIrradiance sun;
  sun.sin_altitude = 0.45 * std::cos(angle);
  const double up = std::sqrt(1.0 - sun.sin_altitude * sun.sin_altitude);
  sun.horizontal_normal = up * std::sin(angle) * side;
  sun.cos_incidence = sun.horizontal_normal;
  if (sun.cos_incidence > 0.0) sun.beam = 600.0 * sun.cos_incidence;
  sun.sky = 60.0;
  sun.ground = 20.0;
  return sun;
}

TEST(Homes, AnEastWindowInTheMorningIsAWestWindowInTheAfternoon) {
  constexpr int STEPS = 40;  // quarters of an hour about noon
  const auto day_of = [&](int side) {
    Dwelling home = bestest::box(false, false);
    home.opaque = {home.opaque[0], home.opaque[4], home.opaque[5]};  // north wall, roof, floor
    home.windows[0].plane.azimuth_deg = side < 0 ? 90.0 : 270.0;
    const std::vector<double> temp(STEPS, 2.0), infrared(STEPS, 280.0);
    std::vector<PlaneIrradiance> on_window, on_others(STEPS);
    for (int k = 0; k < STEPS; ++k) on_window.push_back(sun_on(0.25 * (k + 0.5) - 5.0, side));
    SiteDrivers site{temp, infrared, 9.0, 1, {}};
    for (const Plane& plane : planes_of(home)) {
      site.planes.emplace_back(plane, plane == home.windows[0].plane ? on_window : on_others);
    }
    return std::pair{drivers(home, site, 0, STEPS), layout_of(home)};
  };
  const auto [east, layout] = day_of(-1);
  const auto [west, same] = day_of(1);
  EXPECT_GT(east.row(layout.solar).maxCoeff(), 1000.0);
  for (int k = 0; k < STEPS; ++k) {
    for (int row = 0; row < layout.count; ++row) {
      EXPECT_NEAR(east(row, k), west(row, STEPS - 1 - k), 1e-9) << row << ' ' << k;
    }
  }
  EXPECT_GT(east.row(layout.solar).head(STEPS / 2).sum(), 2.0 * east.row(layout.solar).tail(STEPS / 2).sum());
}

}  // namespace
}  // namespace hearthgrid::dwelling
