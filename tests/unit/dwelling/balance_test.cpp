// Heat is conserved: losses integrated over the step close with gains and stored heat, for random inputs, in the full
// network (where the loss is conductance times temperature difference) and in the reduced one.

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "models/dwelling/reduction.hpp"
#include "models/dwelling/step.hpp"
#include "models/dwelling/step_model.hpp"
#include "tests/sunspace.hpp"

namespace hearthgrid::dwelling {
namespace {

double between(double low, double high) {
  return low + (high - low) * *rc::gen::inRange(0, 1000000) / 1e6;
}

Eigen::VectorXd random_drivers(const StepModel& model) {
  Eigen::VectorXd u(model.heat_driver.size());
  for (Eigen::Index i = 0; i < u.size(); ++i) {
    u[i] = model.heat_driver[i] > 0.0 ? between(0.0, 5000.0) : between(-30.0, 40.0);
  }
  return u;
}

Eigen::VectorXd random_state(const StepModel& model) {
  Eigen::VectorXd s(model.states);
  for (Eigen::Index i = 0; i < s.size(); ++i) {
    s[i] = between(-20.0, 40.0);
  }
  return s;
}

/// Residual of the balance of one step over the largest of its terms.
double relative_residual(const StepModel& model, const Eigen::VectorXd& s, const Eigen::VectorXd& u, double qc,
                         double qr) {
  const Eigen::VectorXd next = model.phi * s + model.gamma * u + model.gamma_convective * qc + model.gamma_radiant * qr;
  const Eigen::Vector2d loss =
      model.loss_state * s + model.loss_driver * u + model.loss_convective * qc + model.loss_radiant * qr;
  const double stored = model.stored.dot(next - s);
  const double gained = model.step_s * (qc + qr + model.heat_driver.dot(u));
  const double largest = std::max({std::abs(stored), std::abs(gained), loss.cwiseAbs().maxCoeff(),
                                   model.stored.cwiseProduct(s).cwiseAbs().maxCoeff()});
  return std::abs(stored - gained + loss.sum()) / largest;
}

const std::vector<StepModel>& models() {
  static const std::vector<StepModel> made = [] {
    std::vector<StepModel> list;
    for (const bool heavy : {false, true}) {
      for (const double step_s : {60.0, 900.0, 3600.0}) {
        list.push_back(discretise(reduce(bestest::box(heavy, false), 3), step_s));
        list.push_back(discretise(reduce(bestest::box(heavy, true), 4), step_s));
      }
      list.push_back(discretise(full_order(bestest::box(heavy, false)), 900.0));
    }
    Dwelling buffered = bestest::sunspace_home();
    buffered.bridges = {{"eaves", 0.3, 28.0}};
    buffered.zones[0].exchange_with_home_m3_h = 20.0;
    list.push_back(discretise(full_order(buffered), 900.0));
    buffered.sun_to_air_share = 0.2;
    list.push_back(discretise(full_order(buffered), 900.0));
    list.push_back(discretise(reduce(buffered, 5), 900.0));
    Dwelling glazed = bestest::glazed_sunspace();
    glazed.sun_to_air_share = 0.5;
    list.push_back(discretise(full_order(glazed), 900.0));
    list.push_back(discretise(reduce(glazed, 5), 900.0));
    return list;
  }();
  return made;
}

RC_GTEST_PROP(Balance, ClosesForAnyInput, ()) {
  for (const StepModel& model : models()) {
    const double residual =
        relative_residual(model, random_state(model), random_drivers(model), between(-5e3, 2e4), between(0.0, 1e4));
    RC_ASSERT(residual < 1e-11);
  }
}

RC_GTEST_PROP(Balance, ClosesForAHomeThatDiffersFromItsArchetype, ()) {
  for (const StepModel& model : models()) {
    Home home{between(0.3, 2.0), between(-10.0, 150.0), between(0.2, 1.0)};
    home.extra_furniture_j_k = home.area_scale * between(-0.5, 1.0) * model.stored[model.states - 1];
    StepRequest request{between(5.0, 24.0),  0.0, between(500.0, 20000.0), between(0.0, 800.0), between(0.0, 800.0),
                        between(-30.0, 20.0)};
    const Eigen::VectorXd u = random_drivers(model);
    Eigen::VectorXd s = random_state(model);
    const double largest = home.area_scale * model.stored.cwiseProduct(s).cwiseAbs().maxCoeff();
    const StepResult result = step_home(model, home, u, request, s);
    const double gained = model.step_s * (result.heat_w + request.convective_gain_w + request.radiant_gain_w +
                                          home.area_scale * model.heat_driver.dot(u));
    const double residual = result.stored_change_j - gained + result.transmission_j + result.air_change_j;
    RC_ASSERT(std::abs(residual) < 1e-11 * std::max(largest, std::abs(gained)));
    RC_ASSERT(result.heat_w >= request.minimum_w);
    RC_ASSERT(result.heat_w <= request.maximum_w);
    if (result.heat_w > request.minimum_w && result.heat_w < request.maximum_w) {
      RC_ASSERT(std::abs(result.air_temp_c - request.set_point_c) < 1e-9);
    }
  }
}

TEST(Balance, OneStepOfAnHourIsFourOfAQuarter) {
  const ReducedDwelling home = reduce(bestest::box(true, false));
  const StepModel quarter = discretise(home, 900.0);
  const StepModel hour = discretise(home, 3600.0);
  Eigen::VectorXd u = Eigen::VectorXd::Constant(home.layout.count, -5.0);
  u[home.layout.solar] = 1500.0;
  Eigen::VectorXd s = Eigen::VectorXd::Constant(3, 12.0);
  const Eigen::VectorXd once = hour.phi * s + hour.gamma * u + hour.gamma_convective * 3000.0;
  Eigen::Vector2d loss = Eigen::Vector2d::Zero();
  const Eigen::Vector2d loss_once = hour.loss_state * s + hour.loss_driver * u + hour.loss_convective * 3000.0;
  for (int i = 0; i < 4; ++i) {
    loss += quarter.loss_state * s + quarter.loss_driver * u + quarter.loss_convective * 3000.0;
    s = (quarter.phi * s + quarter.gamma * u + quarter.gamma_convective * 3000.0).eval();
  }
  EXPECT_LT((s - once).norm(), 1e-10);
  EXPECT_LT((loss - loss_once).norm(), 1e-11 * loss.norm());
}

TEST(Balance, SteadyStateStaysAndLosesWhatItGains) {
  for (const StepModel& model : models()) {
    const Eigen::VectorXd u = Eigen::VectorXd::Constant(model.heat_driver.size(), -8.0)
                                  .cwiseProduct(Eigen::VectorXd::Ones(model.heat_driver.size()) - model.heat_driver);
    const Eigen::VectorXd s = steady_state(model, u, 2000.0, 500.0);
    EXPECT_LT(relative_residual(model, s, u, 2000.0, 500.0), 1e-11);
    const Eigen::VectorXd warm = steady_state(model, u, model.heat_loss_coefficient_w_k * 28.0, 0.0);
    EXPECT_NEAR(warm[model.states - 1], 20.0, 1e-8) << "HLC x 28 K must lift the air from -8 to 20 degC";
  }
}

TEST(Balance, LossesOfAMonthAreThoseOfTheFullOrder) {
  for (const bool heavy : {false, true}) {
    const Dwelling home = bestest::box(heavy, false);
    const DriverLayout layout = layout_of(home);
    const StepModel full = discretise(full_order(home), 900.0);
    const StepModel small = discretise(reduce(home), 900.0);
    const Eigen::VectorXd outside = Eigen::VectorXd::Ones(layout.count) - full.heat_driver;
    Eigen::VectorXd full_state = steady_state(full, -5.0 * outside, 2200.0, 0.0);
    Eigen::VectorXd small_state = steady_state(small, -5.0 * outside, 2200.0, 0.0);
    double sums[2] = {0.0, 0.0};
    for (int k = 0; k < 96 * 30; ++k) {
      const double turn = 2.0 * M_PI * k / 96.0;
      Eigen::VectorXd u = outside * (-5.0 + 6.0 * std::sin(turn) + 5.0 * std::sin(turn / 3.9));
      u[layout.solar] = 4000.0 * std::max(0.0, std::sin(turn));
      StepRequest request{k % 96 < 28 ? 14.0 : 20.0, 0.0, 6000.0, 0.0, 0.0, u[layout.outdoor]};
      sums[0] += step_home(full, {}, u, request, full_state).transmission_j;
      sums[1] += step_home(small, {}, u, request, small_state).transmission_j;
    }
    EXPECT_NEAR(sums[1] / sums[0], 1.0, 0.003) << heavy;
  }
}

}  // namespace
}  // namespace hearthgrid::dwelling
