// What the parts of a dwelling are: in the order of their losses, with the figures that their layers give.

#include "models/dwelling/element_facts.hpp"

#include <gtest/gtest.h>

#include "models/dwelling/drivers.hpp"
#include "models/dwelling/element_losses.hpp"
#include "tests/sunspace.hpp"

namespace hearthgrid::dwelling {
namespace {

Dwelling home() {
  Dwelling home = bestest::sunspace_home();
  home.bridges = {{"eaves", 0.3, 28.0}};
  return home;
}

TEST(ElementFacts, StandInTheOrderOfTheLosses) {
  const auto facts = element_facts(home());
  const auto losses = element_losses(home(), Eigen::VectorXd::Zero(layout_of(home()).count));
  ASSERT_EQ(facts.size(), losses.size());
  for (size_t i = 0; i < facts.size(); ++i) {
    EXPECT_EQ(facts[i].name, losses[i].name);
    EXPECT_EQ(facts[i].kind == ElementKind::window, losses[i].path == LossPath::window) << facts[i].name;
    EXPECT_EQ(facts[i].kind == ElementKind::bridge, losses[i].path == LossPath::bridge) << facts[i].name;
    EXPECT_EQ(facts[i].kind == ElementKind::zone_air, losses[i].path == LossPath::zone_air) << facts[i].name;
    EXPECT_TRUE(facts[i].kind != ElementKind::inner || losses[i].per_air_w_k == 0.0) << facts[i].name;
  }
  EXPECT_NEAR(facts[facts.size() - 2].conductance_w_k, 8.4, 1e-12) << "0.3 W/mK x 28 m";
}

TEST(ElementFacts, HeatThatLayersHoldIsTheirMassTimesTheirHeatCapacity) {
  Layer brick;
  brick.thickness_m = 0.24;
  brick.conductivity_w_mk = 0.8;
  brick.density_kg_m3 = 1800.0;
  brick.heat_capacity_j_kgk = 1000.0;
  Layer gap;
  gap.resistance_m2kw = 0.18;
  OpaqueElement wall;
  wall.layers = {brick, gap};
  wall.area_m2 = 10.0;
  wall.plane = {90.0, 0.0};
  Dwelling one;
  one.opaque = {wall};
  EXPECT_DOUBLE_EQ(element_facts(one)[0].capacity_j_k, 10.0 * 0.24 * 1800 * 1000);
  EXPECT_EQ(element_facts(one)[0].kind, ElementKind::wall);
}

}  // namespace
}  // namespace hearthgrid::dwelling
