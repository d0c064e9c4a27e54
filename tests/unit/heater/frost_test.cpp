#include "models/heater/frost.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace hearthgrid::heater {
namespace {

TEST(Frost, TestAirOfEn14511) {
  // 2 degC dry, 1 degC wet bulb: 84 %; 7/6: 87 %; -7/-8: 75 % (psychrometric tables, over water).
  EXPECT_NEAR(test_relative_humidity(2.0), 0.84, 0.01);
  EXPECT_NEAR(test_relative_humidity(7.0), 0.87, 0.01);
  EXPECT_NEAR(test_relative_humidity(-7.0), 0.74, 0.02);
}

TEST(Frost, NothingIsCountedTwiceInTheTestsOwnAir) {
  for (const double t : {-20.0, -15.0, -7.0, 2.0, 7.0, 12.0}) {
    EXPECT_DOUBLE_EQ(frost_factor(t, test_relative_humidity(t)), 1.0) << t;
  }
}

TEST(Frost, ZonesOfZhuAtZeroDegrees) {
  EXPECT_EQ(frosting_rate(0.0, 0.44), 0.0);  // below the mild zone
  EXPECT_NEAR(frosting_rate(0.0, 0.5 * (0.44293 + 0.581825)), 30.0 / 165.0, 1e-12);
  EXPECT_NEAR(frosting_rate(0.0, 0.5 * (0.581825 + 0.824763)), 0.5, 1e-12);
  EXPECT_EQ(frosting_rate(0.0, 0.83), 1.0);  // severe
  EXPECT_EQ(frosting_rate(6.0, 0.95), 0.0);  // too warm
}

TEST(Frost, DryAirGivesBackAtMostFivePercentAndSaturatedAirTakesWhatWetterAndAfjeiSay) {
  // At 2 degC the test is severe (84 % > 79 %): dry air would give back the whole Gaussian term, 0.146.
  EXPECT_DOUBLE_EQ(frost_factor(2.0, 0.3), 1.05);
  EXPECT_DOUBLE_EQ(frost_factor(2.0, 1.0), 1.0);
  // At -7 degC the Gaussian term is 0.1534 exp(-62.2 / 26.06) = 0.0141: little to win or lose.
  EXPECT_NEAR(frost_factor(-7.0, 0.3), 1.0, 0.015);
  EXPECT_NEAR(frost_factor(-20.0, 0.3), 1.0, 1e-3);
}

RC_GTEST_PROP(Frost, FallsWithHumidityAndStaysInBounds, ()) {
  const double t = *rc::gen::inRange(-400, 250) / 10.0;
  const int dry_percent = *rc::gen::inRange(0, 100);
  const double dry = dry_percent / 100.0, wet = *rc::gen::inRange(dry_percent, 101) / 100.0;
  RC_ASSERT(frost_factor(t, wet) <= frost_factor(t, dry));
  RC_ASSERT(frost_factor(t, wet) >= 0.84);
  RC_ASSERT(frost_factor(t, dry) <= 1.05);
}

}  // namespace
}  // namespace hearthgrid::heater
