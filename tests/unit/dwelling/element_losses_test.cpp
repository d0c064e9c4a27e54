// Losses by element: steady gains times means against what the full network loses when it is run.

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "models/dwelling/element_losses.hpp"
#include "models/dwelling/step.hpp"
#include "tests/sunspace.hpp"

namespace hearthgrid::dwelling {
namespace {

Dwelling bridged_sunspace_home() {
  Dwelling home = bestest::sunspace_home();
  home.bridges = {{"eaves", 0.3, 28.0}};
  home.zones[0].exchange_with_home_m3_h = 15.0;
  return home;
}

double sum_of(const std::vector<ElementLoss>& losses, double air_c, double radiant_w) {
  return std::accumulate(losses.begin(), losses.end(), 0.0,
                         [&](double sum, const ElementLoss& loss) { return sum + loss.mean_w(air_c, radiant_w); });
}

TEST(ElementLosses, SumToWhatARunLoses) {
  for (const Dwelling& home : {bestest::box(true, false), bridged_sunspace_home()}) {
    constexpr int DAY = 96;
    const DriverLayout layout = layout_of(home);
    const StepModel model = discretise(full_order(home), 900.0);
    const Eigen::VectorXd outside = Eigen::VectorXd::Ones(layout.count) - model.heat_driver;
    Eigen::VectorXd state = steady_state(model, -5.0 * outside, 3000.0, 1000.0);
    Eigen::VectorXd mean_drivers = Eigen::VectorXd::Zero(layout.count);
    double air_c = 0.0;
    double radiant_w = 0.0;
    double lost_w = 0.0;
    for (int k = 0; k < 61 * DAY; ++k) {  // sixty days to forget the start, then one that ends as it began
      const double turn = 2.0 * M_PI * k / DAY;
      Eigen::VectorXd u =
          outside * (-5.0 + 6.0 * std::sin(turn)) + model.heat_driver * 300.0 * std::max(0.0, std::sin(turn - 0.5));
      const double radiant = k % DAY < 40 ? 1500.0 : 200.0;
      const double convective = k % DAY < 30 ? 500.0 : 2500.0;
      const Eigen::VectorXd before = state;
      state =
          (model.phi * before + model.gamma * u + model.gamma_convective * convective + model.gamma_radiant * radiant)
              .eval();
      if (k < 60 * DAY) continue;
      const Eigen::VectorXd mean = model.mean_state * before + model.mean_driver * u +
                                   model.mean_convective * convective + model.mean_radiant * radiant;
      const Eigen::VectorXd loss = model.loss_state * before + model.loss_driver * u +
                                   model.loss_convective * convective + model.loss_radiant * radiant;
      mean_drivers += u / DAY;
      air_c += mean[model.states - 1] / DAY;
      radiant_w += radiant / DAY;
      lost_w += loss[0] / 900.0 / DAY;
    }
    const auto losses = element_losses(home, mean_drivers);
    ASSERT_EQ(losses.size(), home.opaque.size() + home.windows.size() + home.bridges.size() + home.zones.size());
    EXPECT_NEAR(sum_of(losses, air_c, radiant_w) / lost_w, 1.0, 1e-8) << home.name;
  }
}

TEST(ElementLosses, AreConductanceTimesDifferenceInTheDark) {
  const Dwelling home = bridged_sunspace_home();
  const DriverLayout layout = layout_of(home);
  const Eigen::VectorXd u = -10.0 * (Eigen::VectorXd::Ones(layout.count) - heat_drivers(layout));
  const auto losses = element_losses(home, u);
  const auto conductances = element_conductances(home);
  // The mean radiant temperature lies below the air's, so that a wall loses a little less than U A dT.
  EXPECT_LT(losses[0].mean_w(20.0, 0.0), 30.0 * conductances[0]);
  EXPECT_GT(losses[0].mean_w(20.0, 0.0), 0.85 * 30.0 * conductances[0]);
  EXPECT_EQ(losses[3].mean_w(20.0, 0.0), 0.0) << "the wall to the sunspace loses nothing to outdoors";
  const auto& bridge = losses[losses.size() - 2];
  EXPECT_EQ(bridge.path, LossPath::bridge);
  EXPECT_NEAR(bridge.mean_w(20.0, 0.0), 0.3 * 28.0 * 30.0, 1e-9);
  EXPECT_EQ(losses.back().path, LossPath::zone_air);
  EXPECT_GT(losses.back().mean_w(20.0, 0.0), 0.0);
  EXPECT_NEAR(sum_of(losses, -10.0, 0.0), 0.0, 1e-8);
  // Radiant heat raises the surfaces' loss; what does not go out goes to the air.
  const double per_watt = sum_of(losses, 20.0, 1.0) - sum_of(losses, 20.0, 0.0);
  EXPECT_GT(per_watt, 0.0);
  EXPECT_LT(per_watt, 1.0);
}

}  // namespace
}  // namespace hearthgrid::dwelling
