#include "models/gas/network/friction.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/gas/network/pipe_law.hpp"
#include "tests/unit/gas/network_samples.hpp"

namespace hearthgrid::gas {
namespace {

PipeFriction of(FrictionLaw law, double diameter_m = 0.1, double roughness_m = 1e-4) {
  return pipe_friction({.law = law}, diameter_m, roughness_m);
}

double lambda(const PipeFriction& friction, double reynolds) {
  return friction.at(reynolds).head / (reynolds * reynolds);
}

bool power_of_flow(FrictionLaw law) {
  return law == FrictionLaw::renouard_medium || law == FrictionLaw::renouard_low;
}

TEST(Friction, ColebrookIsSolvedToRounding) {
  for (const double re : {3500.0, 1e4, 123456.0, 1e7}) {
    for (const double relative : {0.0, 1e-5, 1e-3, 0.04}) {
      const double expected = colebrook_by_halving(re, relative);
      EXPECT_NEAR(lambda(of(FrictionLaw::colebrook_white, 0.1, 0.1 * relative), re), expected, 1e-13 * expected);
    }
  }
}

TEST(Friction, LaminarFlowFollowsHagenAndPoiseuille) {
  const PipeFriction friction = of(FrictionLaw::colebrook_white);
  EXPECT_DOUBLE_EQ(friction.at(0.0).head, 0.0);
  EXPECT_DOUBLE_EQ(friction.at(0.0).slope, 64.0);
  EXPECT_DOUBLE_EQ(lambda(friction, 2000.0), 64.0 / 2000.0);
}

TEST(Friction, LawsGiveTheirFormulas) {
  // By hand, k / D = 0.001, Re = 1e5: Nikuradse 64 / 1e5 + (2 lg 1000 + 1.14)^-2; Swamee-Jain
  // 0.25 / lg(2.7027e-4 + 5.74 / 31622.8)^2; Weymouth 0.0094 / 0.1^(1/3); Panhandle A 0.0847 x 1e5^-0.1461.
  EXPECT_NEAR(lambda(of(FrictionLaw::nikuradse_pandapipes), 1e5), 6.4e-4 + 1.0 / (7.14 * 7.14), 1e-15);
  EXPECT_NEAR(lambda(of(FrictionLaw::swamee_jain_pandapipes), 1e5),
              0.25 / std::pow(std::log10(0.001 / 3.7 + 5.74 / std::pow(1e5, 0.9)), 2), 1e-14);
  EXPECT_NEAR(lambda(of(FrictionLaw::weymouth), 1e5), 0.020252, 1e-6);
  EXPECT_NEAR(lambda(of(FrictionLaw::panhandle_a), 1e5), 0.0157539, 1e-6);
  EXPECT_NEAR(lambda(of(FrictionLaw::colebrook_pandapipes), 1000.0), colebrook_by_halving(1000.0, 0.001, 3.71), 1e-12);
}

TEST(Friction, EveryLawRisesSmoothlyFromZero) {
  for (const FrictionLaw law : friction_laws()) {
    if (power_of_flow(law)) continue;
    for (const double roughness_m : {1e-6, 1e-4, 5e-3}) {
      const PipeFriction friction = of(law, 0.1, roughness_m);
      EXPECT_EQ(friction.at(0.0).head, 0.0);
      double last = 0.0;
      for (double re = 0.01; re < 1e7; re *= 1.02) {
        const FrictionValue here = friction.at(re);
        EXPECT_GT(here.head, last) << friction_name(law) << " at " << re;
        EXPECT_GT(here.slope, 0.0) << friction_name(law) << " at " << re;
        const double by = 1e-5 * re;
        const double differences = (friction.at(re + by).head - friction.at(re - by).head) / (2.0 * by);
        EXPECT_NEAR(here.slope, differences, 3e-4 * differences) << friction_name(law) << " at " << re;
        last = here.head;
      }
    }
  }
}

TEST(Friction, NoLawJumpsWhereRegimesMeet) {
  for (const FrictionLaw law : friction_laws()) {
    if (power_of_flow(law)) continue;
    const PipeFriction friction = of(law);
    for (const double re : {1.0, 10.0, 40.0, 2100.0, 3500.0}) {
      const FrictionValue below = friction.at(re * (1.0 - 1e-9)), above = friction.at(re * (1.0 + 1e-9));
      EXPECT_NEAR(above.head, below.head, 1e-7 * below.head) << friction_name(law) << " at " << re;
      EXPECT_NEAR(above.slope, below.slope, 1e-6 * below.slope) << friction_name(law) << " at " << re;
    }
  }
}

TEST(Friction, FormsOfTheCodeDifferByTheirRounding) {
  EXPECT_NEAR(form_factor(FrictionLaw::gb50028_low), 6.26e7 / 6.2543e7, 2e-5);
  EXPECT_NEAR(form_factor(FrictionLaw::gb50028_medium), 1.27e10 / 1.26745e10, 1e-5);
  EXPECT_EQ(form_factor(FrictionLaw::colebrook_white), 1.0);
}

GasNetwork one_pipe(double length_m, double diameter_m) {
  GasNetwork network;
  network.fluid.normal_density_kg_m3 = 0.7333;
  network.fluid.temperature_k = 273.15;
  add_pipe(network, add_node(network, "a"), add_node(network, "b"), length_m, diameter_m);
  return network;
}

TEST(Friction, RenouardGivesItsDrops) {
  // 1000 m, 100 mm, 500 m3/h at 0 degC, s = 0.7333 / 1.2929: 48.6 s 1000 500^1.82 / 100^4.82 bar2, and
  // 23200 s 1000 100^1.82 / 100^4.82 mbar for 100 m3/h.
  const GasNetwork network = one_pipe(1000.0, 0.1);
  const double s = 0.7333 / 1.2929;
  const PipeLaws medium(network, {.law = FrictionLaw::renouard_medium});
  const double begin = 4e5, kg_s = 500.0 * 0.7333 / 3600.0;
  EXPECT_NEAR((begin * begin - medium.to_end(medium[0], begin * begin, kg_s)) / 1e10,
              48.6 * s * 1000.0 * std::pow(500.0, 1.82) / std::pow(100.0, 4.82), 1e-9);
  const PipeLaws low(network, {.law = FrictionLaw::renouard_low});
  const double end = std::sqrt(low.to_end(low[0], 103000.0 * 103000.0, 0.2 * kg_s));
  EXPECT_NEAR((103000.0 - end) / 100.0, 23200.0 * s * 1000.0 * std::pow(100.0, 1.82) / std::pow(100.0, 4.82), 1e-7);
}

TEST(Friction, EngineersFormulasAgreeWithColebrookWhereTheyAreMeantToBeUsed) {
  // A steel main of 300 mm, k = 0.05 mm, at Re = 5e5: within 15 % of Colebrook and White.
  const double reference = lambda(of(FrictionLaw::colebrook_white, 0.3, 5e-5), 5e5);
  EXPECT_NEAR(lambda(of(FrictionLaw::weymouth, 0.3, 5e-5), 5e5), reference, 0.15 * reference);
  EXPECT_NEAR(lambda(of(FrictionLaw::panhandle_a, 0.3, 5e-5), 5e5), reference, 0.20 * reference);
  GasNetwork network = one_pipe(1000.0, 0.3);
  network.pipes[0].roughness_m = 5e-5;
  const PipeLaws renouard(network, {.law = FrictionLaw::renouard_medium});
  const double kg_s = 5e5 / renouard[0].reynolds_per_kg_s;
  const PipeLaws colebrook(network, {});
  EXPECT_NEAR(renouard[0].at(kg_s).head, colebrook[0].at(kg_s).head, 0.15 * colebrook[0].at(kg_s).head);
}

TEST(PipeLaw, BothEndsAgree) {
  for (const FrictionLaw law : friction_laws()) {
    GasNetwork network = one_pipe(2000.0, 0.1);
    network.nodes[1].elevation_m = 35.0;
    network.pipes[0].loss_coefficient = 12.0;
    network.fluid.compressibility = linear_compressibility();
    const PipeLaws laws(network, {.law = law});
    for (const double kg_s : {-0.05, 0.0, 1e-6, 0.02}) {
      const double begin = 2.2e5 * 2.2e5;
      EXPECT_NEAR(laws.from_end(laws[0], laws.to_end(laws[0], begin, kg_s), kg_s), begin, 1e-12 * begin)
          << friction_name(law);
    }
  }
}

}  // namespace
}  // namespace hearthgrid::gas
