#include "models/occupancy/gains.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/unit/occupancy/homes.hpp"

namespace hearthgrid::occupancy {
namespace {

TEST(Gains, metabolic_heat_by_hand) {
  PresenceDay day{};
  day.awake[8] = 2;
  day.asleep[8] = 1;
  const auto watts = metabolic_w(day);
  EXPECT_EQ(watts[8], 2 * 85.0 + 65.0);
  EXPECT_EQ(watts[9], 0.0);
}

TEST(Gains, the_mean_of_many_days_is_the_expectation) {
  constexpr int DAYS = 20000;
  const PresenceProfiles profiles = built_in_presence();
  People people;
  people.persons = 3;
  people.elderly = people.workers = people.returning = 1;
  for (const DayKind kind : {DayKind::workday, DayKind::restday, DayKind::festival}) {
    double sum = 0.0;
    for (int day = 0; day < DAYS; ++day) {
      const auto watts = metabolic_w(presence_day(people, kind, profiles, 3, home_name(1), day));
      sum += std::accumulate(watts.begin(), watts.end(), 0.0) / HOURS;
    }
    // A day's mean varies by some 12 W: four standard errors.
    EXPECT_NEAR(sum / DAYS, mean_metabolic_w(people, kind, profiles), 4.0 * 12.0 / std::sqrt(DAYS));
  }
  EXPECT_GT(mean_metabolic_w(people, DayKind::restday, profiles), mean_metabolic_w(people, DayKind::workday, profiles));
}

TEST(Gains, absent_people_warm_the_home_at_festival_only) {
  People people;
  people.persons = 2;
  people.returning = 2;
  EXPECT_EQ(people_at_home(people, DayKind::workday), 2);
  EXPECT_EQ(people_at_home(people, DayKind::restday), 2);
  EXPECT_EQ(people_at_home(people, DayKind::festival), 4);
  const PresenceProfiles profiles = built_in_presence();
  EXPECT_GT(mean_metabolic_w(people, DayKind::festival, profiles),
            1.8 * mean_metabolic_w(people, DayKind::restday, profiles));
}

}  // namespace
}  // namespace hearthgrid::occupancy
