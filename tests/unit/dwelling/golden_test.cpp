// The layered network of ASHRAE 140 cases 600 and 900 against an independent prototype's figures: conductances, steady
// gains and step responses, full order and reduced.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "models/dwelling/glazing.hpp"
#include "models/dwelling/reduction.hpp"
#include "models/dwelling/solar_distribution.hpp"
#include "models/dwelling/step_model.hpp"
#include "tests/bestest.hpp"

namespace hearthgrid::dwelling {
namespace {

using bestest::box;
using testing::DoubleNear;
using testing::ElementsAre;

TEST(Network, HasThePrototypesOrderAndConductances) {
  for (const bool heavy : {false, true}) {
    const Dwelling home = box(heavy, false);
    const auto ua = element_conductances(home);
    EXPECT_EQ(full_order(home).states(), heavy ? 79 : 41);
    EXPECT_NEAR(std::accumulate(ua.begin(), ua.end() - 1, 0.0), heavy ? 49.051 : 49.189, 6e-4);
    EXPECT_NEAR(ua.back(), 30.608, 6e-4);
    EXPECT_NEAR(home.air_change_loss_w_k(), 17.925, 6e-4);
    EXPECT_NEAR(home.air_capacity_j_k(), 129063.0, 1.0);
    EXPECT_NEAR(full_order(home).heat_loss_coefficient_w_k(), heavy ? 87.085 : 87.189, 6e-4);
  }
}

/// Steady air temperature per unit of each driver: N, E, W, S, roof, floor, window env, outer, inner, outdoor, solar.
Eigen::VectorXd air_gains(const ThermalModel& model, double& convective, double& radiant) {
  const Eigen::PartialPivLU<Eigen::MatrixXd> a(model.a);
  const auto last = model.states() - 1;
  convective = -a.solve(model.b_convective)[last];
  radiant = -a.solve(model.b_radiant)[last];
  return -a.solve(model.b).row(last).transpose();
}

TEST(Network, SteadyGainsMatchThePrototype) {
  const std::vector<std::vector<double>> expected = {{0.10855, 0.08141, 0.08141, 0.04824, 0.14947, 0.01832, 0.30703,
                                                      0.0021002, 0.0065895, 0.20559, 0.0091734, 0.0114693, 0.0093454},
                                                     {0.10824, 0.08117, 0.08117, 0.04810, 0.14968, 0.01835, 0.30746,
                                                      0.0021032, 0.0065988, 0.20584, 0.0091871, 0.0114830, 0.0093597}};
  for (const bool heavy : {false, true}) {
    double convective = 0.0;
    double radiant = 0.0;
    const Eigen::VectorXd gains = air_gains(full_order(box(heavy, false)), convective, radiant);
    for (int i = 0; i < 11; ++i) {
      const double digits = expected[heavy][i] < 0.01 ? 6e-8 : 6e-6;  // half a unit of the last printed digit
      EXPECT_NEAR(gains[i], expected[heavy][i], digits) << "driver " << i;
    }
    EXPECT_NEAR(convective, expected[heavy][11], 6e-8);
    EXPECT_NEAR(radiant, expected[heavy][12], 6e-8);
    EXPECT_NEAR(gains.head(7).sum() + gains[9], 1.0, 1e-12)
        << "equal temperatures all round must give that temperature";
  }
}

TEST(Reduction, SteadyGainsAreThoseOfTheFullOrder) {
  for (const bool heavy : {false, true}) {
    for (const int states : {3, 4}) {
      const Dwelling home = box(heavy, true);
      double convective[2];
      double radiant[2];
      const Eigen::VectorXd full = air_gains(full_order(home), convective[0], radiant[0]);
      const ReducedDwelling reduced = reduce(home, states);
      const Eigen::VectorXd small = air_gains(reduced.model, convective[1], radiant[1]);
      EXPECT_EQ(reduced.model.states(), states);
      EXPECT_EQ(reduced.note, "");
      EXPECT_LT((full - small).cwiseQuotient(full).cwiseAbs().maxCoeff(), 1e-9);
      EXPECT_NEAR(convective[1] / convective[0], 1.0, 1e-10);
      EXPECT_NEAR(radiant[1] / radiant[0], 1.0, 1e-10);
    }
  }
}

TEST(Reduction, TimeConstantsMatchThePrototype) {
  const auto light = reduce(box(false, false)).time_constants_h;
  EXPECT_NEAR(light[0], 6.185, 0.002);
  EXPECT_NEAR(light[1], 0.520, 0.002);
  EXPECT_NEAR(light[2], 0.0946, 0.0002);
  const auto heavy = reduce(box(true, false)).time_constants_h;
  EXPECT_NEAR(heavy[0], 41.85, 0.02);
  EXPECT_NEAR(heavy[1], 0.595, 0.002);
  EXPECT_NEAR(heavy[2], 0.0976, 0.0002);
}

/// Air temperature after `minutes` of 1 kW, all else at 0 degC, stepped by one exact step of that length.
double response(const ThermalModel& model, double minutes, bool radiant) {
  const StepModel step = discretise(model, minutes * 60.0);
  return 1000.0 * (radiant ? step.gamma_radiant : step.gamma_convective)[step.states - 1];
}

TEST(StepModel, ResponseToConvectiveHeatMatchesThePrototype) {
  const std::vector<double> minutes = {1, 5, 15, 60, 180, 360, 1440, 4320, 14400};
  const std::vector<std::vector<double>> full = {
      {0.4289, 1.6024, 2.7778, 4.1133, 6.2078, 8.2318, 11.2928, 11.4693, 11.4693},
      {0.4282, 1.5855, 2.6574, 3.3064, 3.7906, 4.3291, 6.8172, 9.9851, 11.4549}};
  const std::vector<std::vector<double>> reduced = {
      {0.4292, 1.6038, 2.7743, 4.1202, 6.2020, 8.2273, 11.2928, 11.4693, 11.4693},
      {0.4288, 1.5914, 2.6627, 3.2999, 3.7875, 4.3235, 6.8264, 10.0042, 11.4563}};
  for (const bool heavy : {false, true}) {
    const ThermalModel exact = full_order(box(heavy, false));
    const ThermalModel small = reduce(box(heavy, false)).model;
    for (size_t i = 0; i < minutes.size(); ++i) {
      EXPECT_NEAR(response(exact, minutes[i], false), full[heavy][i], 1e-4) << heavy << ' ' << minutes[i];
      EXPECT_NEAR(response(small, minutes[i], false), reduced[heavy][i], 1e-4) << heavy << ' ' << minutes[i];
    }
  }
}

TEST(StepModel, ResponseToRadiantHeatMatchesThePrototype) {
  const std::vector<double> minutes = {15, 60, 360, 1440, 14400};
  const std::vector<std::vector<double>> full = {{0.4713, 1.6184, 5.9312, 9.1591, 9.3454},
                                                 {0.2666, 0.6847, 1.7579, 4.4065, 9.3299}};
  const std::vector<std::vector<double>> reduced = {{0.4660, 1.6235, 5.9283, 9.1592, 9.3454},
                                                    {0.2647, 0.6839, 1.7532, 4.4123, 9.3314}};
  for (const bool heavy : {false, true}) {
    const ThermalModel exact = full_order(box(heavy, false));
    const ThermalModel small = reduce(box(heavy, false)).model;
    for (size_t i = 0; i < minutes.size(); ++i) {
      EXPECT_NEAR(response(exact, minutes[i], true), full[heavy][i], 1e-4) << heavy << ' ' << minutes[i];
      EXPECT_NEAR(response(small, minutes[i], true), reduced[heavy][i], 1e-4) << heavy << ' ' << minutes[i];
    }
  }
}

TEST(SolarDistribution, SplitsCase600LikeThePrototype) {
  const SolarDistribution solar = solar_distribution(box(false, false));
  EXPECT_THAT(solar.absorbed,
              ElementsAre(DoubleNear(0.0607, 6e-5), DoubleNear(0.0455, 6e-5), DoubleNear(0.0455, 6e-5),
                          DoubleNear(0.0270, 6e-5), DoubleNear(0.1348, 6e-5), DoubleNear(0.6416, 6e-5), 0.0));
  EXPECT_NEAR(solar.lost, 0.0449, 6e-5);
  EXPECT_NEAR(std::accumulate(solar.absorbed.begin(), solar.absorbed.end(), solar.lost), 1.0, 1e-14);
}

TEST(SolarDistribution, WithoutFloorSpreadsByArea) {
  Dwelling home = box(false, false);
  home.opaque.pop_back();
  home.windows.clear();
  const SolarDistribution solar = solar_distribution(home);
  EXPECT_NEAR(solar.absorbed[0], 21.6 / 111.6, 1e-14);
  EXPECT_EQ(solar.lost, 0.0);
}

TEST(Glazing, MatchesThePrototypesTable) {
  const PaneOptics optics = fit_pane(0.834, 0.075);
  EXPECT_NEAR(optics.refractive_index, 1.5207, 5e-5);
  EXPECT_NEAR(optics.extinction, 0.09582, 5e-6);
  const Glazing glazing{Glass{}};
  const std::vector<double> transmitted = {0.6995, 0.6986, 0.6956, 0.6894, 0.6773, 0.6523, 0.5955, 0.4623, 0.2144};
  for (size_t i = 0; i < transmitted.size(); ++i) {
    EXPECT_NEAR(glazing.beam(std::cos(0.17453292519943295 * static_cast<double>(i))).transmitted, transmitted[i], 6e-5);
  }
  EXPECT_EQ(glazing.beam(0.0).transmitted, 0.0);
  EXPECT_NEAR(glazing.diffuse().transmitted, 0.6105, 6e-5);
  EXPECT_NEAR(glazing.beam(1.0).absorbed_outer, 0.0967, 6e-5);
  EXPECT_NEAR(glazing.beam(1.0).absorbed_inner, 0.0763, 6e-5);
  EXPECT_NEAR(glazing.diffuse().absorbed_outer, 0.1112, 6e-5);
  EXPECT_NEAR(glazing.diffuse().absorbed_inner, 0.0793, 6e-5);
  EXPECT_NEAR(Glazing({.panes = {Pane{}}, .gaps = {}, .catalogue = {}}).beam(1.0).transmitted, 0.834, 1e-10);
}

}  // namespace
}  // namespace hearthgrid::dwelling
