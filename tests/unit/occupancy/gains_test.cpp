#include "models/occupancy/gains.hpp"

#include <gtest/gtest.h>

namespace hearthgrid::occupancy {
namespace {

TEST(Gains, metabolic_heat_by_hand) {
  EXPECT_DOUBLE_EQ(metabolic_w(3, 24, DayKind::workday), 65.0);                             // all at home, asleep
  EXPECT_DOUBLE_EQ(metabolic_w(19, 24, DayKind::festival), 85.0);                           // all at home, awake
  EXPECT_NEAR(metabolic_w(12, 24, DayKind::workday), 0.85 * (0.1 * 65 + 0.9 * 85), 1e-12);  // 85 % in, one in ten naps
  EXPECT_LT(metabolic_w(10, 24, DayKind::workday), metabolic_w(10, 24, DayKind::restday));
}

TEST(Gains, long_steps_are_means_of_short_ones) {
  for (const DayKind kind : {DayKind::workday, DayKind::restday, DayKind::festival}) {
    for (const int steps : {24, 48, 96, 144, 288}) {
      for (int k = 0; k < steps; ++k) {
        double sum = 0.0;
        for (int m = 0; m < 1440 / steps; ++m) {
          sum += metabolic_w(k * 1440 / steps + m, 1440, kind);
        }
        ASSERT_NEAR(metabolic_w(k, steps, kind), sum / (1440 / steps), 1e-9);
      }
    }
  }
}

TEST(Gains, absent_people_warm_the_home_at_festival_only) {
  People people;
  people.persons = 2;
  people.returning = 2;
  EXPECT_EQ(people_at_home(people, DayKind::workday), 2);
  EXPECT_EQ(people_at_home(people, DayKind::restday), 2);
  EXPECT_EQ(people_at_home(people, DayKind::festival), 4);
}

}  // namespace
}  // namespace hearthgrid::occupancy
