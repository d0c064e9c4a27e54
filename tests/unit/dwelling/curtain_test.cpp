// Covers closed at night as a second network over the same states, against the whole network rebuilt with the covers
// closed.

#include "models/dwelling/curtain.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/dwelling/reduction_check.hpp"
#include "models/dwelling/step.hpp"
#include "tests/sunspace.hpp"

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
  const CoverCourse course = cover_course(home, winter.site(home), 0, PER_DAY, PER_DAY);
  ASSERT_EQ(course.closed.size(), static_cast<size_t>(PER_DAY));
  for (int k = 0; k < PER_DAY; ++k) {
    EXPECT_EQ(course.closed[k], k < 32 || k >= 64 ? 1 : 0) << k;
    EXPECT_EQ(course.rest_w_k[k], 0.0) << k;
  }
  const CoverCourse part = cover_course(home, winter.site(home), 28, 20, PER_DAY);
  EXPECT_EQ(part.closed, std::vector<unsigned char>(course.closed.begin() + 28, course.closed.begin() + 48));
  EXPECT_TRUE(cover_course(bestest::box(false, false), winter.site(home), 0, PER_DAY, PER_DAY).closed.empty());
  EXPECT_THROW((void)cover_course(home, winter.site(home), 0, PER_DAY + 1, PER_DAY), std::invalid_argument);
}

TEST(Curtain, GivesTheAirWhatAStepIsAmiss) {
  const Winter winter(1);
  Dwelling home = with_curtains(false, 0.4);
  home.windows[0].night = {.resistance_m2kw = 0.4, .from_h = 20.15, .to_h = 6.05};  // 0.4 and 0.2 of steps
  const CoverCourse course = cover_course(home, winter.site(home), 0, PER_DAY, PER_DAY);
  EXPECT_EQ(course.closed[80], 0);
  EXPECT_EQ(course.closed[81], 1);
  EXPECT_EQ(course.closed[24], 0);
  const double change = full_order(with_covers_closed(home, 1)).heat_loss_coefficient_w_k() -
                        full_order(home).heat_loss_coefficient_w_k();
  EXPECT_LT(change, -5.0);
  EXPECT_LT(course.rest_w_k[80], 0.4 * change);  // closed too late; and the sky's pull
  EXPECT_GT(course.rest_w_k[80], 1.5 * 0.4 * change);
  EXPECT_NEAR(course.rest_w_k[24] / course.rest_w_k[80], 0.5, 0.1);
  EXPECT_EQ(course.rest_w_k[81], 0.0);
}

TEST(Curtain, GroupsWindowsByTheirHours) {
  Dwelling home = with_curtains(false, 0.4);
  home.windows.resize(5, home.windows[0]);
  home.windows[1].night.from_h = 20.0;
  home.windows[1].night.to_h = 7.0;
  home.windows[2].night = {};
  home.windows[3].night.resistance_m2kw = 0.2;
  home.windows[4].night = home.windows[1].night;
  const auto groups = cover_groups(home);
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].windows, (std::vector<size_t>{0, 3}));
  EXPECT_EQ(groups[1].windows, (std::vector<size_t>{1, 4}));
  const auto covered = covered_dwellings(home);
  ASSERT_EQ(covered.size(), 3U);
  EXPECT_EQ(covered[0].windows[1].cover_m2kw, 0.0);
  EXPECT_EQ(covered[0].windows[3].cover_m2kw, 0.2);
  EXPECT_EQ(covered[1].windows[4].cover_m2kw, 0.4);
  EXPECT_EQ(covered[2].windows[0].cover_m2kw, 0.4);
  EXPECT_EQ(reduce(home, 5).covered.size(), 3U);
  home.windows.resize(7, home.windows[1]);
  home.windows[5].night.to_h = 8.0;
  home.windows[6].night.to_h = 9.0;
  EXPECT_THROW((void)covered_dwellings(home), std::invalid_argument);
}

/// Heat of the last days [J], held at 20 degC by day and 15 degC by night.
struct Heat {
  double sum_j = 0.0;
  double peak_w = 0.0;
};

Heat simulate(const ThermalModel& open, const ThermalModel& closed, const Eigen::MatrixXd& u, const Winter& winter) {
  const StepModel models[2] = {discretise(open, 900.0), discretise(closed, 900.0)};
  Eigen::VectorXd state = steady_state(models[1], u.col(0), 2000.0, 0.0);
  Heat heat;
  for (int k = 0; k < winter.days * PER_DAY; ++k) {
    const bool shut = winter.sun[k].sin_altitude <= 0.0;
    const double set_point_c = k % PER_DAY < 28 || k % PER_DAY >= 88 ? 15.0 : 20.0;
    const StepRequest request{set_point_c, 0.0, 1e6, 80.0, 120.0, winter.temp[k]};
    const StepResult result = step_home(models[shut ? 1 : 0], {.convective_share = 0.5}, u.col(k), request, state);
    if (k < winter.days * PER_DAY / 2) continue;
    heat.sum_j += 900.0 * result.heat_w;
    heat.peak_w = std::max(heat.peak_w, result.heat_w);
  }
  return heat;
}

void expect_saving(const Dwelling& home) {
  const Winter winter(20);
  const Eigen::MatrixXd u = drivers(home, winter.site(home), 0, winter.days * PER_DAY);
  const ThermalModel open = full_order(home), shut = full_order(with_covers_closed(home, 1));
  const Heat uncovered = simulate(open, open, u, winter);
  const Heat truth = simulate(open, shut, u, winter);
  const ReducedDwelling reduced = reduce_checked(home);
  const Heat ours = simulate(reduced.model, reduced.covered.at(0), u, winter);
  const double r = home.windows[0].night.resistance_m2kw;
  fmt::print("{} R {}: {} states, saved {:.2f} %, heat {:+.2f} %, peak {:+.2f} %\n", home.name, r,
             reduced.model.states(), 100.0 * (1.0 - truth.sum_j / uncovered.sum_j),
             100.0 * (ours.sum_j / truth.sum_j - 1.0), 100.0 * (ours.peak_w / truth.peak_w - 1.0));
  EXPECT_LT(truth.sum_j, 0.99 * uncovered.sum_j);
  EXPECT_NEAR(ours.sum_j / truth.sum_j, 1.0, 0.005) << home.name << r;
  EXPECT_NEAR(ours.peak_w / truth.peak_w, 1.0, 0.01) << home.name << r;
}

TEST(Curtain, SavesWhatTheRebuiltNetworkSaves) {
  for (const bool heavy : {false, true}) {
    for (const double resistance : {0.15, 0.5, 1.0, 5.0}) expect_saving(with_curtains(heavy, resistance));
  }
}

TEST(Curtain, CoversABufferZonesGlassToo) {
  for (Dwelling home : {bestest::sunspace_home(), bestest::glazed_sunspace()}) {
    for (const double resistance : {0.15, 0.5, 5.0}) {
      home.windows[0].night.resistance_m2kw = resistance;
      expect_saving(home);
    }
  }
}

TEST(Curtain, KeepsTheBalanceAndEachStatesSteadyLoss) {
  const Dwelling home = with_curtains(true, 0.5);
  const ReducedDwelling reduced = reduce(home, 5);
  EXPECT_EQ(reduced.covered.at(0).stored, reduced.model.stored) << "the same states hold the same heat";
  EXPECT_NEAR(reduced.covered[0].heat_loss_coefficient_w_k(),
              full_order(with_covers_closed(home, 1)).heat_loss_coefficient_w_k(), 1e-6);
  EXPECT_NEAR(reduced.model.heat_loss_coefficient_w_k(), full_order(home).heat_loss_coefficient_w_k(), 1e-6);
}

}  // namespace
}  // namespace hearthgrid::dwelling
