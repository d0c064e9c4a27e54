#include "models/occupancy/cooking.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/unit/occupancy/homes.hpp"

namespace hearthgrid::occupancy {
namespace {

std::vector<double> gain_of(CookingFuel fuel, const People& people, std::chrono::sys_days day, int steps) {
  std::vector<double> gain_w(static_cast<size_t>(steps), -1.0);
  cooking_gain_day(built_in_equipment().cooking, fuel, people, always_awake(), make_day_shape(day, SiteInputs{}), steps,
                   gain_w.data());
  return gain_w;
}

double kwh(const std::vector<double>& gain_w) {
  return std::accumulate(gain_w.begin(), gain_w.end(), 0.0) * 24.0 / static_cast<double>(gain_w.size()) / 1000.0;
}

// By hand, two persons on a work day: 0.94 of 0.65 * 17 + 0.80 * 27.5 + 0.85 * 30 minutes at 2500 W, half of it
// indoors.
TEST(Cooking, gas_leaves_the_expected_heat_in_the_rooms) {
  People people;
  people.persons = 2;
  const double minutes = 0.94 * (0.65 * 17.0 + 0.80 * 27.5 + 0.85 * 30.0);
  EXPECT_NEAR(kwh(gain_of(CookingFuel::gas, people, date(2021, 12, 7), 96)), minutes / 60.0 * 2.5 * 0.5, 1e-4);
  EXPECT_EQ(kwh(gain_of(CookingFuel::electricity, people, date(2021, 12, 7), 96)), 0.0);
}

TEST(Cooking, takes_as_long_as_its_meals_whatever_the_fuel) {
  People people;
  people.persons = 2;
  std::vector<double> share(24, -1.0);
  cooking_share_day(people, always_awake(), make_day_shape(date(2021, 12, 7), SiteInputs{}), 24, share.data());
  const double minutes = 60.0 * std::accumulate(share.begin(), share.end(), 0.0);
  EXPECT_NEAR(minutes, 0.94 * (0.65 * 17.0 + 0.80 * 27.5 + 0.85 * 30.0), 0.01);
}

TEST(Cooking, more_people_and_the_festival_cook_longer) {
  People two, five;
  two.persons = 2;
  five.persons = 5;
  five.returning = two.returning = 2;
  const auto workday = date(2021, 12, 7), festival = date(2022, 2, 1);
  EXPECT_GT(kwh(gain_of(CookingFuel::stove, five, workday, 24)),
            1.2 * kwh(gain_of(CookingFuel::stove, two, workday, 24)));
  EXPECT_GT(kwh(gain_of(CookingFuel::stove, two, festival, 24)),
            1.5 * kwh(gain_of(CookingFuel::stove, two, workday, 24)));
}

TEST(Cooking, a_long_step_is_the_mean_of_its_minutes_and_meals_have_their_hours) {
  People people;
  people.meal_shift_minute = -25.0;
  const auto minute_w = gain_of(CookingFuel::gas, people, date(2021, 12, 7), 1440);
  const auto hour_w = gain_of(CookingFuel::gas, people, date(2021, 12, 7), 24);
  for (size_t hour = 0; hour < 24; ++hour) {
    const auto first = minute_w.begin() + static_cast<int64_t>(60 * hour);
    EXPECT_NEAR(hour_w[hour], std::accumulate(first, first + 60, 0.0) / 60.0, 1e-9) << hour;
  }
  EXPECT_EQ(hour_w[2], 0.0);
  EXPECT_EQ(hour_w[15], 0.0);
  EXPECT_GT(hour_w[11], 100.0);
  EXPECT_GT(hour_w[17], 100.0);
}

TEST(Cooking, nobody_at_home_cooks_nothing) {
  People people;
  AwakeChance nobody;
  std::vector<double> gain_w(24, -1.0);
  cooking_gain_day(built_in_equipment().cooking, CookingFuel::stove, people, nobody,
                   make_day_shape(date(2021, 12, 7), SiteInputs{}), 24, gain_w.data());
  EXPECT_EQ(kwh(gain_w), 0.0);
}

}  // namespace
}  // namespace hearthgrid::occupancy
