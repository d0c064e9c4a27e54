#include "models/occupancy/presence.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "tests/unit/occupancy/homes.hpp"

namespace hearthgrid::occupancy {
namespace {

constexpr uint32_t SEED = 7;
constexpr std::array<DayKind, DAY_KINDS> DAYS = {DayKind::workday, DayKind::restday, DayKind::festival};

People one_of_each() {
  People people;
  people.persons = 4;
  people.elderly = people.workers = people.children = people.returning = 1;
  return people;
}

People alone(PersonKind kind) {
  People people;
  people.persons = kind == PersonKind::returning ? 0 : 1;
  people.elderly = kind == PersonKind::elderly ? 1 : 0;
  people.workers = kind == PersonKind::worker ? 1 : 0;
  people.children = kind == PersonKind::child ? 1 : 0;
  people.returning = kind == PersonKind::returning ? 1 : 0;
  return people;
}

int at_home(const PresenceDay& day, int hour) {
  return day.awake[hour] + day.asleep[hour];
}

PresenceProfiles flat(double share, double mobility) {
  PresenceShares shares;
  for (auto& person : shares) {
    for (auto& day : person) day.fill(share);
  }
  return make_presence({.at_home = shares}, mobility);
}

TEST(Presence, every_kind_of_person_is_home_as_often_as_its_profile_says) {
  constexpr int HOMES = 20000;
  const PresenceProfiles profiles = built_in_presence();
  for (int person = 0; person < PERSON_KINDS; ++person) {
    const People people = alone(static_cast<PersonKind>(person));
    for (const DayKind kind : DAYS) {
      std::array<int, HOURS> home{};
      for (int i = 0; i < HOMES; ++i) {
        const PresenceDay day = presence_day(people, kind, profiles, SEED, home_name(i), 18900);
        for (int h = 0; h < HOURS; ++h) home[static_cast<size_t>(h)] += at_home(day, h);
      }
      for (int h = 0; h < HOURS; ++h) {
        const double p = mean_at_home(people, kind, profiles, h);
        const double error = 4.0 * std::sqrt(p * (1.0 - p) / HOMES) + 2.0 / 65536.0;  // four standard errors
        EXPECT_NEAR(home[static_cast<size_t>(h)] / double{HOMES}, p, error) << person << " hour " << h;
      }
    }
  }
}

// The thresholds themselves: what is expected after one hour follows from them by the law of total probability.
TEST(Presence, the_chain_keeps_the_profile_to_the_last_of_its_bits) {
  for (const double mobility : {0.01, 0.1, 0.3, 0.5, 1.0}) {
    const PresenceProfiles profiles = built_in_presence(mobility);
    for (size_t person = 0; person < PERSON_KINDS; ++person) {
      for (size_t kind = 0; kind < DAY_KINDS; ++kind) {
        const PresenceChain& chain = profiles.chain[person][kind];
        double share = chain.from_home[0] / 65536.0;
        for (size_t h = 0; h < HOURS; ++h) {
          if (h > 0) share = ((1.0 - share) * chain.from_away[h] + share * chain.from_home[h]) / 65536.0;
          ASSERT_NEAR(share, profiles.at_home[person][kind][h], (h + 1.0) * 0.5 / 65536.0);
        }
      }
    }
  }
}

// A flat profile leaves T01 = (1 + k) P unclipped: stays away last 1 / T01 hours, stays at home 1 / T10.
TEST(Presence, stays_last_as_the_mobility_says) {
  constexpr double P = 0.6;
  for (const double mobility : {0.2, 0.5, 1.0}) {
    const double k = (mobility - 1.0) / (mobility + 1.0);
    const PresenceProfiles profiles = flat(P, mobility);
    double away_hours = 0.0, leaves = 0.0, home_hours = 0.0, returns = 0.0;
    for (int i = 0; i < 20000; ++i) {
      const PresenceDay day = presence_day(alone(PersonKind::adult), DayKind::workday, profiles, SEED, home_name(i), 1);
      for (int h = 0; h + 1 < HOURS; ++h) {
        const bool here = at_home(day, h) > 0, next = at_home(day, h + 1) > 0;
        (here ? home_hours : away_hours) += 1.0;
        leaves += here && !next ? 1.0 : 0.0;
        returns += !here && next ? 1.0 : 0.0;
      }
    }
    EXPECT_NEAR(away_hours / returns, 1.0 / ((1.0 + k) * P), 0.03 / ((1.0 + k) * P));
    EXPECT_NEAR(home_hours / leaves, 1.0 / ((1.0 + k) * (1.0 - P)), 0.03 / ((1.0 + k) * (1.0 - P)));
  }
}

// A second implementation: persons one by one, hour by hour, from the equations.
PresenceDay slow_presence(const People& people, DayKind kind, const PresenceProfiles& profiles, double mobility,
                          uint64_t name, int64_t number) {
  const auto when = static_cast<uint32_t>(number);
  const double k = (mobility - 1.0) / (mobility + 1.0);
  const auto hours = random_words(SEED, Stream::presence, name, when, 0);
  const double bed_minute = people.sleep_minute + (kind == DayKind::festival ? 60.0 : 0.0);
  const int wake = static_cast<int>(people.wake_minute / 60.0 + uniform(hours[0]));
  const int bed = static_cast<int>(bed_minute / 60.0 + uniform(hours[1]));
  std::vector<int> kinds;
  for (int i = 0; i < people.elderly; ++i) kinds.push_back(0);
  for (int i = 0; i < people.persons - people.elderly - people.workers - people.children; ++i) kinds.push_back(1);
  for (int i = 0; i < people.workers; ++i) kinds.push_back(2);
  for (int i = 0; i < people.children; ++i) kinds.push_back(3);
  for (int i = 0; kind == DayKind::festival && i < people.returning; ++i) kinds.push_back(4);
  PresenceDay day{};
  for (uint32_t person = 0; person < kinds.size(); ++person) {
    const auto& share = profiles.at_home[static_cast<size_t>(kinds[person])][static_cast<size_t>(kind)];
    bool here = false;
    for (uint32_t h = 0; h < HOURS; ++h) {
      const uint32_t half = (h + 1) % 24;  // the day's half-words begin at 23:00
      const auto words = random_words(SEED, Stream::presence, name, when, 1 + 3 * person + half / 8);
      const uint32_t draw = half % 2 == 0 ? words[half % 8 / 2] & 0xFFFFU : words[half % 8 / 2] >> 16U;
      double chance = share[h];
      if (h > 0) {
        const double before = share[h - 1];
        double from_away = k * before + share[h];
        if (before < 1.0) {
          from_away = std::clamp(from_away, std::max(0.0, (share[h] - before) / (1.0 - before)),
                                 std::min(1.0, share[h] / (1.0 - before)));
        }
        chance = here ? (share[h] - (1.0 - before) * from_away) / before : from_away;
      }
      here = draw < std::lround(std::clamp(chance, 0.0, 1.0) * 65536.0);
      const int clock = static_cast<int>(h);
      const bool up = (clock >= wake && clock < bed) || clock + 24 < bed;
      if (here) ++(up ? day.awake : day.asleep)[h];
    }
  }
  return day;
}

TEST(Presence, a_second_implementation_agrees) {
  for (const double mobility : {0.1, 0.3}) {
    const PresenceProfiles profiles = built_in_presence(mobility);
    for (int i = 0; i < 2000; ++i) {
      const People people = draw_people(SEED, home_name(i), PeopleInputs{});
      const DayKind kind = DAYS[static_cast<size_t>(i % DAY_KINDS)];
      const PresenceDay fast = presence_day(people, kind, profiles, SEED, home_name(i), 18000 + i);
      const PresenceDay slow = slow_presence(people, kind, profiles, mobility, home_name(i), 18000 + i);
      for (int h = 0; h < HOURS; ++h) {
        ASSERT_EQ(fast.awake[h], slow.awake[h]) << "home " << i << " hour " << h;
        ASSERT_EQ(fast.asleep[h], slow.asleep[h]) << "home " << i << " hour " << h;
      }
    }
  }
}

TEST(Presence, somebody_is_awake_at_home_as_often_as_expected) {
  constexpr int HOMES = 40000;
  const PresenceProfiles profiles = built_in_presence();
  People people = one_of_each();
  people.wake_minute = 373.0;
  people.sleep_minute = 1337.0;
  for (const DayKind kind : DAYS) {
    std::array<int, HOURS> awake{};
    for (int i = 0; i < HOMES; ++i) {
      const PresenceDay day = presence_day(people, kind, profiles, SEED, home_name(i), 42);
      for (int h = 0; h < HOURS; ++h) awake[static_cast<size_t>(h)] += day.awake[h] > 0 ? 1 : 0;
    }
    for (int h = 0; h < HOURS; ++h) {
      const double p = awake_probability(people, kind, profiles, h);
      EXPECT_NEAR(awake[static_cast<size_t>(h)] / double{HOMES}, p, 4.0 * std::sqrt(p * (1.0 - p) / HOMES) + 1e-4) << h;
    }
  }
  // By hand: 6:13 leaves 47/60 of the hour from six; all asleep at three; 22:17 is 17/60 of the hour from ten.
  EXPECT_NEAR(awake_share(people, DayKind::workday, 6), 47.0 / 60.0, 1e-12);
  EXPECT_EQ(awake_share(people, DayKind::workday, 3), 0.0);
  EXPECT_NEAR(awake_share(people, DayKind::workday, 22), 17.0 / 60.0, 1e-12);
  EXPECT_NEAR(awake_share(people, DayKind::festival, 23), 17.0 / 60.0, 1e-12);
}

TEST(Presence, bed_after_midnight_is_carried_to_the_start_of_the_day) {
  People people = alone(PersonKind::elderly);
  people.wake_minute = 480.0;
  people.sleep_minute = 1440.0 + 90.0;
  EXPECT_EQ(awake_share(people, DayKind::workday, 0), 1.0);
  EXPECT_DOUBLE_EQ(awake_share(people, DayKind::workday, 1), 0.5);
  EXPECT_EQ(awake_share(people, DayKind::workday, 2), 0.0);
  int awake = 0;
  for (int i = 0; i < 4000; ++i) {
    awake += presence_day(people, DayKind::workday, flat(1.0, 0.3), SEED, home_name(i), 3).awake[1];
  }
  EXPECT_NEAR(awake / 4000.0, 0.5, 0.032);
}

TEST(Presence, a_home_depends_on_nothing_but_itself_and_the_day) {
  const PresenceProfiles profiles = built_in_presence();
  const People people = one_of_each();
  const auto same = [](const PresenceDay& a, const PresenceDay& b) {
    return std::equal(a.awake, a.awake + HOURS, b.awake) && std::equal(a.asleep, a.asleep + HOURS, b.asleep);
  };
  int alike_days = 0, alike_homes = 0;
  double both = 0.0, first = 0.0, second = 0.0;
  for (int i = 0; i < 2000; ++i) {
    const PresenceDay day = presence_day(people, DayKind::workday, profiles, SEED, home_name(i), 100);
    ASSERT_TRUE(same(day, presence_day(people, DayKind::workday, profiles, SEED, home_name(i), 100)));
    alike_days += same(day, presence_day(people, DayKind::workday, profiles, SEED, home_name(i), 101)) ? 1 : 0;
    const PresenceDay other = presence_day(people, DayKind::workday, profiles, SEED, home_name(i + 1), 100);
    alike_homes += same(day, other) ? 1 : 0;
    both += at_home(day, 10) * at_home(other, 10);
    first += at_home(day, 10);
    second += at_home(other, 10);
  }
  EXPECT_LT(alike_days, 100);
  EXPECT_LT(alike_homes, 100);
  // Independence between neighbours: the covariance of 2000 pairs with deviation below 0.8 each is within four of its
  // standard errors, 0.8^2 / sqrt(2000).
  EXPECT_NEAR(both / 2000 - first / 2000 * second / 2000, 0.0, 4.0 * 0.64 / std::sqrt(2000.0));
  // A further resident changes nobody else: the counts never fall.
  People larger = people;
  larger.returning += 1;
  for (int i = 0; i < 500; ++i) {
    const PresenceDay few = presence_day(people, DayKind::festival, profiles, SEED, home_name(i), 100);
    const PresenceDay many = presence_day(larger, DayKind::festival, profiles, SEED, home_name(i), 100);
    for (int h = 0; h < HOURS; ++h) ASSERT_GE(at_home(many, h), at_home(few, h));
  }
}

TEST(Presence, people_who_work_elsewhere_are_home_for_the_festival_only) {
  const PresenceProfiles profiles = built_in_presence();
  const People people = alone(PersonKind::returning);
  for (int h = 0; h < HOURS; ++h) {
    EXPECT_EQ(at_home(presence_day(people, DayKind::workday, profiles, SEED, home_name(1), 5), h), 0);
    EXPECT_EQ(at_home(presence_day(people, DayKind::restday, profiles, SEED, home_name(1), 5), h), 0);
  }
  EXPECT_EQ(at_home(presence_day(people, DayKind::festival, profiles, SEED, home_name(1), 5), 2), 1);
}

// Old people with a nap after lunch, adults without a profile of their own.
PresenceProfiles napping() {
  PresenceTable table;
  for (auto& person : table.at_home) {
    for (auto& day : person) day.fill(0.8);
  }
  auto& nap = table.awake[0][0];
  for (size_t h = 0; h < HOURS; ++h) nap[h] = h < 5 || h > 20 ? 0.05 : h == 13 ? 0.3 : 0.95;
  table.has_awake[0][0] = true;
  return make_presence(table, 0.3);
}

TEST(Presence, who_is_awake_follows_a_profile_where_one_is_given) {
  constexpr int HOMES = 20000;
  const PresenceProfiles profiles = napping();
  People people = alone(PersonKind::elderly);
  people.persons = 2;  // and an adult, who wakes with the home
  std::array<int, HOURS> awake{}, somebody{};
  for (int i = 0; i < HOMES; ++i) {
    const PresenceDay day = presence_day(people, DayKind::workday, profiles, SEED, home_name(i), 18900);
    const uint32_t hours = awake_hours(day);
    for (size_t h = 0; h < HOURS; ++h) {
      awake[h] += day.awake[h];
      somebody[h] += static_cast<int>(hours >> h & 1U);
    }
  }
  for (int h = 0; h < HOURS; ++h) {
    const auto at = static_cast<size_t>(h);
    EXPECT_NEAR(awake[at] / double{HOMES}, mean_awake(people, DayKind::workday, profiles, h), 0.02) << h;
    EXPECT_NEAR(somebody[at] / double{HOMES}, awake_probability(people, DayKind::workday, profiles, h), 0.016) << h;
  }
  EXPECT_NEAR(mean_awake(people, DayKind::workday, profiles, 13), 0.8 * 0.3 + 0.8, 1e-12);
  EXPECT_NEAR(mean_awake(people, DayKind::workday, profiles, 2), 0.8 * 0.05, 1e-12);
  // Whoever has no profile is not moved by it.
  const People adult = alone(PersonKind::adult);
  const PresenceProfiles plain = flat(0.8, 0.3);
  for (int i = 0; i < 100; ++i) {
    const PresenceDay with = presence_day(adult, DayKind::workday, profiles, SEED, home_name(i), 18900);
    const PresenceDay without = presence_day(adult, DayKind::workday, plain, SEED, home_name(i), 18900);
    EXPECT_TRUE(std::equal(std::begin(with.awake), std::end(with.awake), std::begin(without.awake)));
  }
}

}  // namespace
}  // namespace hearthgrid::occupancy
