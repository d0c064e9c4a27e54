#include "models/occupancy/people.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <array>

#include "tests/unit/occupancy/homes.hpp"

namespace hearthgrid::occupancy {
namespace {

constexpr int HOMES = 20000;
constexpr uint32_t SEED = 11;

std::vector<People> draw_many(const PeopleInputs& inputs) {
  std::vector<People> many;
  for (int home = 0; home < HOMES; ++home) {
    many.push_back(draw_people(SEED, home_name(home), inputs));
  }
  return many;
}

template <class Value>
double mean_of(const std::vector<People>& many, Value value) {
  double sum = 0.0;
  for (const People& people : many) {
    sum += value(people);
  }
  return sum / static_cast<double>(many.size());
}

TEST(People, shares_and_means_are_the_inputs) {
  const PeopleInputs inputs;
  const auto many = draw_many(inputs);
  const auto share = [&](HeatingPattern pattern) {
    return mean_of(many, [=](const People& p) { return p.pattern == pattern ? 1.0 : 0.0; });
  };
  // Four standard errors of a share of 20 000 are at most 0.0142.
  EXPECT_NEAR(share(HeatingPattern::full_time_whole), 0.20, 0.0115);
  EXPECT_NEAR(share(HeatingPattern::full_time_part), 0.50, 0.0142);
  EXPECT_NEAR(share(HeatingPattern::part_time_part), 0.30, 0.013);
  EXPECT_NEAR(mean_persons(inputs.household), 2.73, 1e-12);  // by hand from the six shares
  EXPECT_NEAR(mean_of(many, [](const People& p) { return double{1.0} * p.persons; }), 2.73, 0.04);
  EXPECT_NEAR(mean_of(many, [](const People& p) { return p.yearly_kwh; }), 1500.0, 10.0);
  EXPECT_NEAR(mean_of(many, [](const People& p) { return p.wake_minute; }), 380.0, 0.8);
  EXPECT_NEAR(mean_of(many, [](const People& p) { return p.absent_workers ? 1.0 : 0.0; }), 0.40, 0.0142);
}

TEST(People, rooms_are_as_warm_as_hebeis_field_study_saw_before_and_after) {
  const auto many = draw_many(PeopleInputs{});
  for (const People& p : many) {
    ASSERT_GE(p.set_point_before_c, 13.0);
    ASSERT_LE(p.set_point_before_c, 16.0);
    ASSERT_GE(p.set_point_after_c, 17.0);
    ASSERT_LE(p.set_point_after_c, 20.0);
  }
  // Both ranges are symmetric about the mean, so the cut does not move it.
  EXPECT_NEAR(mean_of(many, [](const People& p) { return p.set_point_before_c; }), 14.5, 0.03);
  EXPECT_NEAR(mean_of(many, [](const People& p) { return p.set_point_after_c; }), 18.5, 0.03);
}

TEST(People, clean_heat_never_heats_less_of_the_home) {
  for (const People& p : draw_many(PeopleInputs{})) {
    ASSERT_LE(p.heated_share_before, p.heated_share_after);
    if (p.pattern == HeatingPattern::full_time_whole) {
      ASSERT_EQ(p.heated_share_before, 1.0);
      ASSERT_EQ(p.heated_share_after, 1.0);
    } else if (p.pattern == HeatingPattern::full_time_part) {
      ASSERT_GE(p.heated_share_before, 0.50);
      ASSERT_LE(p.heated_share_before, 0.60);
    } else {
      ASSERT_GE(p.heated_share_before, 0.30);
      ASSERT_LE(p.heated_share_before, 0.40);
    }
    ASSERT_EQ(p.returning > 0, p.absent_workers);
    ASSERT_LE(p.elderly, p.persons);
    ASSERT_LE(p.wake_minute + 30.0, p.leave_minute);
    ASSERT_LT(p.leave_minute, p.return_minute);
    ASSERT_LT(p.return_minute, p.sleep_minute);
  }
}

TEST(People, who_lowers_the_heater_by_night_and_by_hand_is_an_input) {
  const ComfortInputs comfort;
  const auto many = draw_many(PeopleInputs{});
  const auto set_back = [](double k) { return k > 0.0 ? 1.0 : 0.0; };
  EXPECT_NEAR(mean_of(many, [&](const People& p) { return set_back(p.night_setback_before_k); }), 0.50, 0.0142);
  EXPECT_NEAR(mean_of(many, [&](const People& p) { return set_back(p.night_setback_after_k); }), 0.65, 0.0142);
  EXPECT_NEAR(mean_of(many, [](const People& p) { return p.switches_by_hand ? 1.0 : 0.0; }), 0.20, 0.0142);
  // Depths are uniform in half to one and a half of the mean: deviation k / sqrt(12) over 13 000 homes.
  EXPECT_NEAR(mean_of(many, [](const People& p) { return p.night_setback_after_k; }), 0.65 * 3.0, 0.05);
  for (const People& p : many) {
    ASSERT_TRUE(p.night_setback_before_k == 0.0 || p.night_setback_after_k > 0.0);
    ASSERT_TRUE(p.night_setback_after_k == 0.0 || (p.night_setback_after_k >= 1.5 && p.night_setback_after_k <= 4.5));
    ASSERT_EQ(p.hand_setback_k, comfort.hand_setback_k);
  }
}

TEST(People, members_of_a_household_add_up) {
  PeopleInputs inputs;
  const auto many = draw_many(inputs);
  double large = 0.0, with_children = 0.0, commuters = 0.0, others = 0.0;
  for (const People& p : many) {
    const int working_age = p.persons - p.elderly - p.children;
    ASSERT_GE(working_age, 0);
    ASSERT_LT(p.children, p.persons);  // a child never lives alone
    ASSERT_LE(p.workers, working_age);
    if (p.leaves_on_workdays) {
      ASSERT_EQ(p.workers, working_age);
      ASSERT_EQ(p.elderly, 0);
    } else {
      commuters += p.workers;
      others += working_age;
    }
    large += p.persons >= 3 ? 1.0 : 0.0;
    with_children += p.persons >= 3 && p.children > 0 ? 1.0 : 0.0;
    ASSERT_TRUE(p.persons >= 3 || p.children == 0);
  }
  EXPECT_NEAR(with_children / large, inputs.household.child_home_share, 0.02);
  EXPECT_NEAR(commuters / others, inputs.household.worker_share, 0.01);
  People known = many.front();
  for (const int persons : {0, 1, 2, 7, 40}) {
    set_persons(known, persons);
    EXPECT_EQ(known.persons, persons);
    EXPECT_GE(persons_of(known, PersonKind::adult, DayKind::workday), 0);
  }
  for (People home : many) {  // nor are there homes of children alone where the number is given
    for (const int persons : {3, 2, 1}) {
      set_persons(home, persons);
      ASSERT_LT(home.children, persons);
      ASSERT_GE(home.workers, 0);
    }
  }
}

TEST(People, a_range_that_rejects_all_draws_ends_at_its_border) {
  PeopleInputs inputs;
  inputs.comfort.set_point_before_c = {14.0, 0.001, 14.9, 15.0};
  const People people = draw_people(SEED, home_name(1), inputs);
  EXPECT_EQ(people.set_point_before_c, 14.9);
}

TEST(People, a_pattern_that_is_given_brings_its_heated_rooms) {
  const ComfortInputs inputs;
  for (int home = 0; home < 50; ++home) {
    People people = draw_people(SEED, home_name(home), PeopleInputs{});
    const double drawn = people.heated_share_after;
    const HeatingPattern pattern = people.pattern;
    set_pattern(people, HeatingPattern::full_time_whole, SEED, home_name(home), inputs);
    EXPECT_EQ(people.heated_share_after, 1.0);
    set_pattern(people, HeatingPattern::part_time_part, SEED, home_name(home), inputs);
    EXPECT_NEAR(people.heated_share_after, 0.35, 0.05);
    set_pattern(people, pattern, SEED, home_name(home), inputs);
    EXPECT_EQ(people.heated_share_after, drawn);
  }
}

TEST(People, some_part_time_homes_were_so_with_coal) {
  PeopleInputs inputs;
  inputs.comfort.part_time_before_share = 0.3;
  int part_time = 0, before = 0;
  for (int home = 0; home < 20000; ++home) {
    const People people = draw_people(SEED, home_name(home), inputs);
    if (people.pattern != HeatingPattern::part_time_part) continue;
    ++part_time;
    before += people.part_time_before ? 1 : 0;
  }
  EXPECT_NEAR(before / double(part_time), 0.3, 0.02);
}

// Of any mean and spread, also where the spread would take some homes below nothing.
TEST(People, the_given_mean_of_yearly_kwh_is_met) {
  for (const double mean : {300.0, 1500.0, 8000.0}) {
    for (const double spread : {0.0, 0.4, 1.0, 2.0}) {
      PeopleInputs inputs;
      inputs.electricity.yearly_kwh = mean;
      inputs.electricity.spread = spread;
      const auto many = draw_many(inputs);
      // The habit's deviation is the spread over the root of six; four standard errors, and as much for the persons'.
      EXPECT_NEAR(mean_of(many, [](const People& p) { return p.yearly_kwh; }) / mean, 1.0,
                  4.0 * (spread / 2.45 + 0.13) / std::sqrt(double{HOMES}))
          << mean << " spread " << spread;
      EXPECT_NEAR(mean_of(many, [](const People& p) { return p.use_habit; }), 1.0,
                  4.0 * spread / 2.45 / std::sqrt(double{HOMES}) + 1e-12);
      for (const People& p : many) ASSERT_GT(p.yearly_kwh, 0.05 * mean);
    }
  }
}

RC_GTEST_PROP(People, changing_one_input_changes_no_other_trait, (uint32_t seed, uint64_t name)) {
  PeopleInputs other;
  other.electricity.yearly_kwh = 3700.0;
  other.comfort.heated_share_after = {1.0, 0.9, 0.8};
  const People a = draw_people(seed, name, PeopleInputs{});
  const People b = draw_people(seed, name, other);
  RC_ASSERT(a.pattern == b.pattern);
  RC_ASSERT(a.persons == b.persons);
  RC_ASSERT(a.set_point_after_c == b.set_point_after_c);
  RC_ASSERT(a.wake_minute == b.wake_minute);
  RC_ASSERT(a.heated_share_before == b.heated_share_before);
  RC_ASSERT(std::abs(b.yearly_kwh / a.yearly_kwh - 3700.0 / 1500.0) < 1e-12);
}

}  // namespace
}  // namespace hearthgrid::occupancy
