// Cold-load pick-up: figures of loads made by hand, and the hot spot against an integration of its own.

#include "models/electricity/pickup.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace hearthgrid::electricity {
namespace {

constexpr int BEFORE = 1440, OUT = 60, AFTER = 600;

struct Course {
  std::vector<float> kw, kvar, usual;
  std::vector<double> ambient_c;

  /// 100 kW at all times but for the outage and what `after` says of the minutes that follow it.
  explicit Course(const std::vector<std::pair<int, float>>& after) {
    usual.assign(BEFORE + OUT + AFTER, 100.0F);
    kw.assign(BEFORE, 100.0F);
    kw.resize(BEFORE + OUT, 0.0F);
    for (const auto& [minutes, load] : after) kw.resize(kw.size() + minutes, load);
    kw.resize(usual.size(), 100.0F);
    for (const float load : kw) kvar.push_back(0.3F * load);
    ambient_c.assign(usual.size(), -10.0);
  }
  [[nodiscard]] Pickup assess() const {
    return assess_pickup({kw, kvar, usual, ambient_c, BEFORE + OUT}, type_of("S13", 200.0), DISTRIBUTION_ONAN, 1.0);
  }
};

// 200 kW for 30 minutes, 150 for 20: an excess of 3000 and 1000 kW min. From minute m >= 30 on (50 - m) 50 is left;
// that is a tenth of the usual hour, 600 kW min, at m = 38.
TEST(Pickup, OfASteppedExcessIsAsByHand) {
  const Pickup p = Course({{30, 200.0F}, {20, 150.0F}}).assess();
  EXPECT_NEAR(p.reference_kw, 100.0, 1e-9);
  EXPECT_NEAR(p.ratio, 2.0, 1e-12);
  EXPECT_NEAR(p.peak_kva, 200.0 * std::sqrt(1.09), 1e-4);
  EXPECT_DOUBLE_EQ(p.minutes, 38.0);
  EXPECT_NEAR(p.energy_kwh, 4000.0 / 60.0, 1e-9);
}

// Two minutes of 600 kW are 500 above: a mean of 200 over five. The hour from minute 11 on holds one of them, 500 kW
// min, which is less than a tenth of the usual hour.
TEST(Pickup, RatioIsAFiveMinuteMeanAndThePeakAStep) {
  const Pickup p = Course({{10, 100.0F}, {2, 600.0F}}).assess();
  EXPECT_NEAR(p.ratio, 3.0, 1e-12);
  EXPECT_NEAR(p.peak_kva, 600.0 * std::sqrt(1.09), 1e-3);
  EXPECT_DOUBLE_EQ(p.minutes, 11.0);
}

TEST(Pickup, NothingOfItWhereTheLoadIsTheUsual) {
  const Pickup p = Course({}).assess();
  EXPECT_EQ(p.ratio, 1.0);
  EXPECT_EQ(p.minutes, 0.0);
  EXPECT_EQ(p.energy_kwh, 0.0);
}

// Heaters that come back late leave a hole, which counts against the energy and is no pick-up.
TEST(Pickup, AHoleAfterTheRestorationIsNone) {
  const Pickup p = Course({{6, 0.0F}}).assess();
  EXPECT_EQ(p.ratio, 1.0);
  EXPECT_EQ(p.minutes, 0.0);
  EXPECT_NEAR(p.energy_kwh, -10.0, 1e-9);
}

TEST(Pickup, LastsToTheEndWhereItIsNotOver) {
  EXPECT_DOUBLE_EQ(Course({{AFTER, 111.0F}}).assess().minutes, AFTER);
  EXPECT_DOUBLE_EQ(Course({{AFTER, 109.0F}}).assess().minutes, 0.0);
}

// IEC 60076-7 by explicit Euler at half a second, with the C library's powers: oil 180 min, winding k22 = 2 times 4
// min.
TEST(Pickup, HotSpotIsThatOfAnotherIntegration) {
  const Course course({{40, 320.0F}, {60, 180.0F}});
  const TransformerType& type = type_of("S13", 200.0);
  const double ratio = type.load_loss_w / type.no_load_loss_w, dt_min = 0.5 / 60.0;
  const auto oil_rise = [&](double k) { return 55.0 * std::pow((1.0 + ratio * k * k) / (1.0 + ratio), 0.8); };
  const auto rise = [](double k) { return 23.0 * std::pow(k, 1.6); };
  const auto k_of = [&](size_t i) { return std::hypot(course.kw[i], course.kvar[i]) / 200.0; };
  double oil_c = -10.0 + oil_rise(k_of(0)), winding_k = rise(k_of(0)), hottest_c = -100.0;
  for (size_t i = 0; i < course.kw.size(); ++i) {
    for (int part = 0; part < 120; ++part) {
      oil_c += dt_min / 180.0 * (oil_rise(k_of(i)) - 10.0 - oil_c);
      winding_k += dt_min / (2.0 * 4.0) * (rise(k_of(i)) - winding_k);
    }
    if (i >= BEFORE + OUT) hottest_c = std::max(hottest_c, oil_c + winding_k);
  }
  EXPECT_NEAR(course.assess().hot_spot_c, hottest_c, 0.02);
  EXPECT_GT(hottest_c, 60.0);
}

TEST(Pickup, AsksForLoadsOfOneLengthAndAnHour) {
  Course course({});
  const auto assess_from = [&](int restored) {
    return assess_pickup({course.kw, course.kvar, course.usual, course.ambient_c, restored}, type_of("S13", 200.0),
                         DISTRIBUTION_ONAN, 1.0);
  };
  EXPECT_THROW((void)assess_from(BEFORE + OUT + AFTER - 59), std::invalid_argument);
  EXPECT_NO_THROW((void)assess_from(BEFORE + OUT + AFTER - 60));
  course.usual.pop_back();
  EXPECT_THROW((void)assess_from(BEFORE), std::invalid_argument);
}

}  // namespace
}  // namespace hearthgrid::electricity
