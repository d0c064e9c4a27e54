// Covers closed at night as a conductance to the air, against the whole network rebuilt with the covers closed.

#include "models/dwelling/curtain.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/dwelling/step.hpp"
#include "tests/bestest.hpp"

namespace hearthgrid::dwelling {
namespace {

constexpr int PER_DAY = 96;

/// Days of a clear winter: sun from 8 to 16 h on the south window, night below zero.
struct Winter {
  int days;
  std::vector<double> temp, infrared;
  std::vector<PlaneIrradiance> sun;

  explicit Winter(int length) : days(length) {
    for (int k = 0; k < days * PER_DAY; ++k) {
      const double hour = 24.0 * (k % PER_DAY + 0.5) / PER_DAY;
      temp.push_back(-6.0 - 5.0 * std::cos(2.0 * M_PI * (hour - 3.0) / 24.0));
      infrared.push_back(220.0);
      const double up = std::sin(M_PI * (hour - 8.0) / 8.0);
      PlaneIrradiance here{.sin_altitude = 0.5 * up};
      if (up > 0.0) {
        here.beam = 400.0 * up;
        here.cos_incidence = 0.8;
        here.horizontal_normal = 0.7;
      }
      sun.push_back(here);
    }
  }
  [[nodiscard]] SiteDrivers site(const Dwelling& home) const {
    SiteDrivers site{.outdoor_temp_c = temp, .horizontal_infrared_w_m2 = infrared, .substeps = 1, .planes = {}};
    for (const Plane& plane : planes_of(home)) site.planes.emplace_back(plane, sun);
    return site;
  }
};

Dwelling with_curtains(bool heavy, double resistance) {
  Dwelling home = bestest::box(heavy, false);
  home.windows[0].night.resistance_m2kw = resistance;
  return home;
}

TEST(Curtain, ClosesByTheClockPastMidnight) {
  const NightCover cover{0.3, 21.25, 6.5};
  EXPECT_EQ(closed_by_clock(cover, 0.0, 60.0), 1.0);
  EXPECT_EQ(closed_by_clock(cover, 360.0, 60.0), 0.5);
  EXPECT_EQ(closed_by_clock(cover, 12.0 * 60.0, 60.0), 0.0);
  EXPECT_EQ(closed_by_clock(cover, 21.0 * 60.0, 60.0), 0.75);
  EXPECT_EQ(closed_by_clock({0.3, 8.0, 10.0}, 8.0 * 60.0, 60.0), 1.0);
  EXPECT_EQ(closed_by_clock({0.3, 8.0, 10.0}, 10.0 * 60.0, 60.0), 0.0);
}

TEST(Curtain, KeepsOutTheSunWhileClosedByTheClock) {
  const Winter winter(1);
  const Dwelling open = bestest::box(false, false);
  Dwelling home = with_curtains(false, 0.4);
  const DriverLayout layout = layout_of(open);
  const Eigen::MatrixXd sun = drivers(open, winter.site(open), 0, PER_DAY);
  ASSERT_GT(sun(layout.solar, 48), 100.0);
  EXPECT_EQ(drivers(home, winter.site(home), 0, PER_DAY), sun) << "closed while it is dark";
  home.windows[0].night.from_h = 12.125;  // half of the step at noon
  home.windows[0].night.to_h = 6.0;
  home.windows[0].night.transmittance = 0.25;
  const Eigen::MatrixXd shaded = drivers(home, winter.site(home), 0, PER_DAY);
  for (const int row : {layout.solar, layout.absorbed_outer[0], layout.absorbed_inner[0]}) {
    EXPECT_EQ(shaded(row, 47), sun(row, 47));
    EXPECT_NEAR(shaded(row, 48), 0.625 * sun(row, 48), 1e-9);
    EXPECT_NEAR(shaded(row, 49), 0.25 * sun(row, 49), 1e-9);
  }
}

TEST(Curtain, IsThereWhenTheSunIsDown) {
  const Winter winter(1);
  const Dwelling home = with_curtains(false, 0.4);
  const auto added = curtain_w_k(home, winter.site(home), 0, PER_DAY, PER_DAY);
  ASSERT_EQ(added.size(), static_cast<size_t>(PER_DAY));
  EXPECT_LT(added[0], -5.0);
  EXPECT_EQ(added[48], 0.0);
  EXPECT_NEAR(added[95], added[0], 0.1) << "but for the sky";
  EXPECT_EQ(curtain_w_k(home, winter.site(home), 40, 20, PER_DAY),
            std::vector<double>(added.begin() + 40, added.begin() + 60));
  EXPECT_TRUE(curtain_w_k(bestest::box(false, false), winter.site(home), 0, PER_DAY, PER_DAY).empty());
  EXPECT_THROW((void)curtain_w_k(home, winter.site(home), 0, PER_DAY + 1, PER_DAY), std::invalid_argument);
}

/// Heat of the last days [J], held at 20 degC; `closed` steps in its own network when the sun is down.
struct Heat {
  double sum_j = 0.0;
  double peak_w = 0.0;
};

Heat exact(const Dwelling& home, const Winter& winter) {
  Dwelling shut = home;
  shut.windows[0].cover_m2kw = home.windows[0].night.resistance_m2kw;
  const StepModel models[2] = {discretise(full_order(home), 900.0), discretise(full_order(shut), 900.0)};
  const Eigen::MatrixXd u = drivers(home, winter.site(home), 0, winter.days * PER_DAY);
  Eigen::VectorXd state = Eigen::VectorXd::Constant(models[0].states, 15.0);
  Heat heat;
  for (int k = 0; k < winter.days * PER_DAY; ++k) {
    const bool closed = winter.sun[k].sin_altitude <= 0.0;
    const StepRequest request{20.0, 0.0, 1e6, 80.0, 120.0, winter.temp[k]};
    const StepResult result = step_home(models[closed ? 1 : 0], {}, u.col(k), request, state);
    if (k < winter.days * PER_DAY / 2) continue;
    heat.sum_j += 900.0 * result.heat_w;
    heat.peak_w = std::max(heat.peak_w, result.heat_w);
  }
  return heat;
}

Heat added_to_air(const Dwelling& home, const Winter& winter, bool closed) {
  const StepModel model = discretise(full_order(home), 900.0);
  const Eigen::MatrixXd u = drivers(home, winter.site(home), 0, winter.days * PER_DAY);
  const auto added = curtain_w_k(home, winter.site(home), 0, winter.days * PER_DAY, PER_DAY);
  Eigen::VectorXd state = Eigen::VectorXd::Constant(model.states, 15.0);
  Heat heat;
  for (int k = 0; k < winter.days * PER_DAY; ++k) {
    const StepRequest request{20.0, 0.0, 1e6, 80.0, 120.0, winter.temp[k]};
    const Home here{1.0, closed ? added[k] : 0.0, 1.0};
    const StepResult result = step_home(model, here, u.col(k), request, state);
    if (k < winter.days * PER_DAY / 2) continue;
    heat.sum_j += 900.0 * result.heat_w;
    heat.peak_w = std::max(heat.peak_w, result.heat_w);
  }
  return heat;
}

TEST(Curtain, SavesWhatTheRebuiltNetworkSaves) {
  const Winter winter(20);
  for (const bool heavy : {false, true}) {
    for (const double resistance : {0.15, 0.5}) {
      const Dwelling home = with_curtains(heavy, resistance);
      const Heat open = added_to_air(home, winter, false);
      const Heat truth = exact(home, winter);
      const Heat ours = added_to_air(home, winter, true);
      const double saved = 1.0 - truth.sum_j / open.sum_j;
      fmt::print("{} R {}: saved {:.2f} %, heat {:+.2f} %, peak {:+.2f} %\n", home.name, resistance, 100.0 * saved,
                 100.0 * (ours.sum_j / truth.sum_j - 1.0), 100.0 * (ours.peak_w / truth.peak_w - 1.0));
      EXPECT_GT(saved, 0.03);
      EXPECT_NEAR(ours.sum_j / truth.sum_j, 1.0, resistance > 0.2 ? 0.012 : 0.006);
      EXPECT_NEAR(ours.peak_w / truth.peak_w, 1.0, resistance > 0.2 ? 0.12 : 0.06);
    }
  }
}

}  // namespace
}  // namespace hearthgrid::dwelling
