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

// 1000 kWh of which a tank takes 400 for draws and 100 for its losses: 0.85 of 500, 0.15 of 400, all of 100, over 8.76.
TEST(Gains, most_heat_of_drawn_water_goes_down_the_drain) {
  People people;
  people.yearly_kwh = 1000.0;
  EXPECT_NEAR(mean_load_gain_w(people), 850.0 / 8.76, 1e-9);
  people.tank_draw_kwh = 400.0;
  people.tank_loss_kwh = 100.0;
  EXPECT_NEAR(mean_load_gain_w(people), (425.0 + 60.0 + 100.0) / 8.76, 1e-9);
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
