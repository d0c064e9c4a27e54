// What a scenario may say of people, and what comes of it in a run.
#include "engine/run/people_inputs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

using ::testing::HasSubstr;

const std::string PUMPS = R"(
[[mix]]
name = "before"
[[mix]]
name = "pumps"
[[mix.convert]]
technology = "ashp_water"
)";

TEST(PeopleInputs, wrong_ones_are_told_with_what_would_be_right) {
  const ScenarioFolder folder(std::string(HEAD) + PUMPS);
  EXPECT_THAT(folder.problems({"households.persons_shares=[0.5,0.5]"}),
              HasSubstr("2 shares\n  give six shares, of homes with 1, 2, 3, 4, 5 and 6 residents"));
  EXPECT_THAT(folder.problems({"households.persons_shares=[0.5,0.5,-0.1,0,0,0]"}), HasSubstr("one of them negative"));
  EXPECT_THAT(folder.problems({"households.hand_switching_share=1.5"}), HasSubstr("hand_switching_share"));
  EXPECT_THAT(folder.problems({"households.holidays=[{first_day=2022-01-01,kind=\"weekend\"}]"}),
              HasSubstr("festival"));
  EXPECT_THAT(folder.problems({"households.presence_profiles=\"nobody.csv\""}), HasSubstr("nobody.csv"));
  std::string text = "person,day", ones, high;
  for (int h = 0; h < 24; ++h) {
    text += fmt::format(",h{:02}", h);
    ones += ",1";
    high += h == 5 ? ",1.2" : ",1";
  }
  text += ",status,source\n";
  folder.write("profiles.csv", text + "elderly,workday" + high + ",assumed,x\n");
  EXPECT_THAT(folder.problems({"households.presence_profiles=\"profiles.csv\""}), HasSubstr("profiles.csv:2"));
  folder.write("profiles.csv", text + "elderly,workday" + ones + ",assumed,x\nelderly,workday" + ones + ",assumed,x\n");
  EXPECT_THAT(folder.problems({"households.presence_profiles=\"profiles.csv\""}),
              HasSubstr("elderly on a workday already stands in line 2"));
  folder.write("profiles.csv", text + "elderly,workday" + ones + ",assumed,x\n");
  EXPECT_EQ(folder.problems({"households.presence_profiles=\"profiles.csv\""}), "");
}

TEST(PeopleInputs, rows_of_a_file_replace_those_of_the_built_in_table) {
  const ScenarioFolder folder(std::string(HEAD) + PUMPS);
  std::string text = "person,day", row = "elderly,restday";
  for (int h = 0; h < 24; ++h) {
    text += fmt::format(",h{:02}", h);
    row += ",0.25";
  }
  folder.write("profiles.csv", text + ",status,source\n" + row + ",assumed,x\n");
  const Scenario plain = folder.load();
  const Scenario own = folder.load({"households.presence_profiles=\"profiles.csv\""});
  EXPECT_EQ(own.presence.at_home[0][1][7], 0.25);
  EXPECT_EQ(own.presence.at_home[0][0], plain.presence.at_home[0][0]);
  EXPECT_EQ(own.presence.at_home[1], plain.presence.at_home[1]);
  EXPECT_NE(own.input_hash, plain.input_hash);
}

TEST(PeopleInputs, shares_of_sizes_replace_the_mean) {
  const ScenarioFolder folder(std::string(HEAD) + PUMPS);
  const Scenario scenario = folder.load({"households.persons_shares=[0,0,1,0,0,0]"});
  for (const Household& home : scenario.population.households) EXPECT_EQ(home.people.persons, 3);
}

TEST(PeopleInputs, holidays_reach_the_days_of_a_run) {
  const ScenarioFolder folder(std::string(HEAD) + PUMPS);
  const Scenario scenario = folder.load({"households.holidays=[{first_day=2021-12-27,days=2,kind=\"festival\"}]"});
  const auto kind = [&](unsigned day) {
    return occupancy::day_kind(std::chrono::year{2021} / 12 / std::chrono::day{day}, scenario.calendar);
  };
  EXPECT_EQ(kind(26), occupancy::DayKind::restday);
  EXPECT_EQ(kind(27), occupancy::DayKind::festival);
  EXPECT_EQ(kind(28), occupancy::DayKind::festival);
  EXPECT_EQ(kind(29), occupancy::DayKind::workday);
  // People come home, cook more and heat longer: more electricity beside heating and more heat.
  const io::ResultsReader plain(folder.run());
  const io::ResultsReader feast(
      folder.run({}, {"households.holidays=[{first_day=2021-12-21,days=10,kind=\"festival\"}]"}));
  const auto mean = [](const std::vector<double>& v) {
    double sum = 0.0;
    for (const double x : v) sum += x;
    return sum / static_cast<double>(v.size());
  };
  EXPECT_GT(mean(feast.numbers("household_electricity_kwh", 0)), mean(plain.numbers("household_electricity_kwh", 0)));
  EXPECT_GT(mean(feast.numbers("household_heat_kwh", 1)), mean(plain.numbers("household_heat_kwh", 1)));
  EXPECT_GT(mean(feast.numbers("household_gain_kwh", 1)), mean(plain.numbers("household_gain_kwh", 1)));
}

TEST(PeopleInputs, vacant_homes_are_cold_unless_they_are_kept_from_freezing) {
  const ScenarioFolder folder(std::string(HEAD) + PUMPS);
  const io::ResultsReader cold(folder.run());
  const io::ResultsReader kept(folder.run({}, {"households.vacant_frost_share=1", "households.vacant_set_point_c=6"}));
  const Scenario scenario = folder.load();
  const auto heat = cold.numbers("household_heat_kwh", 1), warmer = kept.numbers("household_heat_kwh", 1);
  const auto lowest = kept.numbers("household_min_indoor_c", 1), coldest = cold.numbers("household_min_indoor_c", 1);
  const auto unmet = kept.numbers("household_unmet_kwh", 1);
  int vacant = 0;
  for (size_t h = 0; h < heat.size(); ++h) {
    if (!scenario.population.households[h].traits.vacant) {
      ASSERT_EQ(heat[h], warmer[h]);
      continue;
    }
    ++vacant;
    EXPECT_EQ(heat[h], 0.0);
    EXPECT_GT(warmer[h], 0.0);
    EXPECT_TRUE(lowest[h] >= 5.5 || unmet[h] > 0.0) << lowest[h];  // or the heat pump gives no more
    EXPECT_GT(lowest[h], coldest[h] + 2.0);
  }
  EXPECT_GT(vacant, 10);
}

TEST(PeopleInputs, who_opens_windows_or_switches_by_hand_changes_nobody_elses_winter) {
  const ScenarioFolder folder(std::string(HEAD) + PUMPS);
  const Scenario scenario = folder.load();
  const io::ResultsReader plain(folder.run());
  const io::ResultsReader shut(folder.run({}, {"households.airing_share=0"}));
  const io::ResultsReader still(folder.run({}, {"households.hand_switching_share=0"}));
  const auto heat = plain.numbers("household_heat_kwh", 1);
  const auto without_airing = shut.numbers("household_heat_kwh", 1);
  const auto without_hands = still.numbers("household_heat_kwh", 1);
  int less = 0, airing = 0;
  for (size_t h = 0; h < heat.size(); ++h) {
    const Household& home = scenario.population.households[h];
    if (home.people.airs && !home.traits.vacant) {
      ++airing;
      less += without_airing[h] < heat[h] ? 1 : 0;
    } else {
      ASSERT_EQ(without_airing[h], heat[h]);
    }
    if (!home.people.switches_by_hand) {
      ASSERT_EQ(without_hands[h], heat[h]);
    }
    ASSERT_GE(without_hands[h], heat[h] * 0.999);
  }
  EXPECT_GT(airing, 100);
  EXPECT_GT(less, airing * 9 / 10);  // a heater at its limit gives no more
}

double sum_of(const io::ResultsReader& file, const char* variable, size_t mix) {
  double sum = 0.0;
  for (const double x : file.numbers(variable, mix)) sum += x;
  return sum;
}

// Small homes in a milder place, so that what people ask for binds and not what a stove can give.
const std::vector<std::string> NO_STOVE_IS_FULL = {"weather.site=\"beijing\"", "households.heated_area_m2=50"};

// Every habit before conversion reaches the stove: what homes burn, and when.
TEST(PeopleInputs, coal_homes_heat_as_their_habits_say) {
  const ScenarioFolder folder(std::string(HEAD) + PUMPS);
  const auto coal = [&](std::vector<std::string> overrides) {
    overrides.insert(overrides.end(), NO_STOVE_IS_FULL.begin(), NO_STOVE_IS_FULL.end());
    return sum_of(io::ResultsReader(folder.run({}, overrides)), "household_coal_kg", 0);
  };
  const double plain = coal({});
  const double no_setback = coal({"households.night_setback_before_share=0"});
  EXPECT_GT(no_setback, 1.005 * plain);
  EXPECT_LT(coal({"households.night_setback_before_share=1", "households.night_setback_before_k=5"}), 0.95 * plain);
  EXPECT_GT(coal({"households.part_time_before_share=0"}), 1.01 * plain);
  EXPECT_LT(coal({"households.part_time_before_share=1"}), 0.99 * plain);
  const std::string feast = "households.holidays=[{first_day=2021-12-21,days=10,kind=\"festival\"}]";
  EXPECT_GT(coal({feast}), 1.02 * coal({feast, "households.festival_warmer_k=0"}));
  EXPECT_GT(coal({feast}), 1.02 * plain);
  EXPECT_EQ(coal({"households.hand_switching_share=1"}), coal({"households.hand_switching_share=0"}));
}

TEST(PeopleInputs, festival_heat_rises_in_every_pattern) {
  const ScenarioFolder folder(std::string(HEAD) + PUMPS);
  const std::string feast = "households.holidays=[{first_day=2021-12-21,days=10,kind=\"festival\"}]";
  for (const char* pattern : {"full_time_whole", "full_time_part", "part_time_part"}) {
    std::vector<std::string> only = NO_STOVE_IS_FULL;
    for (const char* other : {"full_time_whole", "full_time_part", "part_time_part"})
      only.push_back(fmt::format("households.pattern_{}={}", other, std::string(other) == pattern ? 1 : 0));
    std::vector<std::string> with = only;
    with.push_back(feast);
    const io::ResultsReader plain(folder.run({}, only)), festive(folder.run({}, with));
    for (const size_t mix : {0U, 1U})
      EXPECT_GT(sum_of(festive, "household_heat_kwh", mix), 1.01 * sum_of(plain, "household_heat_kwh", mix)) << pattern;
  }
}

TEST(PeopleInputs, families_of_vacant_homes_return_for_the_festival) {
  const ScenarioFolder folder(std::string(HEAD) + PUMPS);
  const std::string feast = "households.holidays=[{first_day=2021-12-24,days=3,kind=\"festival\"}]";
  const std::string named = "households.series_of=[\"east-0017\"]";  // vacant
  const io::ResultsReader away(folder.run({}, {feast, named}));
  const io::ResultsReader back(folder.run({}, {feast, named, "households.vacant_return_share=1"}));
  const io::ResultsReader ordinary(folder.run({}, {named, "households.vacant_return_share=1"}));
  const Scenario scenario = folder.load();
  const auto heat = back.numbers("household_heat_kwh", 1), without = away.numbers("household_heat_kwh", 1);
  const auto kwh = back.numbers("household_electricity_kwh", 0), none = away.numbers("household_electricity_kwh", 0);
  const auto coal = back.numbers("household_coal_kg", 0), unlit = ordinary.numbers("household_coal_kg", 0);
  const auto gain = back.numbers("household_gain_kwh", 0);
  int vacant = 0;
  for (size_t h = 0; h < heat.size(); ++h) {
    if (!scenario.population.households[h].traits.vacant) {
      ASSERT_EQ(heat[h], without[h]);
      continue;
    }
    ++vacant;
    EXPECT_EQ(without[h], 0.0);
    EXPECT_EQ(none[h], 0.0);
    EXPECT_EQ(unlit[h], 0.0);
    EXPECT_GT(heat[h], 10.0);
    EXPECT_GT(kwh[h], 1.0);
    EXPECT_GT(coal[h], 5.0);
    EXPECT_GT(gain[h], 1.0);
  }
  EXPECT_GT(vacant, 10);
  const size_t at[] = {0, 0};
  const auto series = back.numbers("series_electricity_kw", at);
  for (size_t k = 0; k < series.size(); ++k) {
    if (k / 96 < 4 || k / 96 > 6) {
      ASSERT_EQ(series[k], 0.0) << k;
    }
  }
}

TEST(PeopleInputs, who_wants_no_heat_stays_unheated_in_every_mix) {
  const ScenarioFolder folder(std::string(HEAD) + PUMPS);
  const Scenario scenario = folder.load({"households.no_heat_share=0.2"});
  const io::ResultsReader file(folder.run({}, {"households.no_heat_share=0.2"}));
  int unheated = 0;
  for (const size_t mix : {0U, 1U}) {
    const auto heat = file.numbers("household_heat_kwh", mix), kwh = file.numbers("household_electricity_kwh", mix);
    const auto coal = file.numbers("household_coal_kg", mix);
    for (size_t h = 0; h < heat.size(); ++h) {
      const Traits& traits = scenario.population.households[h].traits;
      if (traits.vacant || traits.needs_heat) continue;
      ++unheated;
      EXPECT_EQ(heat[h] + coal[h], 0.0);
      EXPECT_GT(kwh[h], 0.0);  // people live there
    }
  }
  EXPECT_GT(unheated, 80);
}

TEST(PeopleInputs, homes_with_a_short_season_heat_after_cold_days_only) {
  const ScenarioFolder folder(std::string(HEAD) + PUMPS);
  const std::vector<std::string> all = {"weather.site=\"beijing\"", "households.short_season_share=1",
                                        "households.short_season_below_c=-3", "households.series_of=[\"east-0001\"]"};
  const io::ResultsReader file(folder.run({}, all));
  const weather::StepWeather steps = load_weather(folder.load(all)).front();
  const size_t pumps[] = {1, 0};
  const auto heat = file.numbers("series_heat_w", pumps);
  int heated = 0, days = static_cast<int>(heat.size()) / 96;
  for (int day = 0; day < days; ++day) {
    double sum = 0.0, before_c = 0.0;
    const size_t yesterday = static_cast<size_t>(day + steps.axis.warm_up_days - 1) * 96;
    for (size_t k = 0; k < 96; ++k) {
      sum += heat[static_cast<size_t>(day) * 96 + k];
      before_c += steps.outdoor_temp_c[yesterday + k] / 96.0;
    }
    heated += sum > 0.0 ? 1 : 0;
    if (before_c >= -3.0) {
      EXPECT_EQ(sum, 0.0) << day;
    } else {
      EXPECT_GT(sum, 0.0) << day;
    }
  }
  EXPECT_GT(heated, 2);
  EXPECT_LT(heated, days);
  EXPECT_LT(sum_of(file, "household_coal_kg", 0),
            0.9 * sum_of(io::ResultsReader(folder.run({}, {all[0]})), "household_coal_kg", 0));
}

// What a coal home burns in January does not hang on when the simulation began.
TEST(PeopleInputs, a_season_that_begins_in_summer_teaches_what_one_in_autumn_does) {
  const ScenarioFolder folder(std::string(HEAD) + PUMPS);
  const auto january = [&](const char* first_day) {
    const io::ResultsReader file(
        folder.run({}, {fmt::format("season.first_day={}", first_day), "season.last_day=2022-01-31",
                        "households.airing_share=1", "households.series_of=[\"east-0001\",\"north-0002\"]"}));
    double sum = 0.0;
    for (const size_t home : {0U, 1U}) {
      const size_t at[] = {0, home};
      const auto heat = file.numbers("series_heat_w", at);
      for (size_t k = heat.size() - 31 * 24; k < heat.size(); ++k) sum += heat[k];
    }
    return sum;
  };
  const double autumn = january("2021-11-01");
  EXPECT_NEAR(january("2021-07-01") / autumn, 1.0, 0.01);
  EXPECT_NEAR(january("2022-01-01") / autumn, 1.0, 0.02);
}

TEST(PeopleInputs, awake_rows_and_body_heat_reach_a_run) {
  const ScenarioFolder folder(std::string(HEAD) + PUMPS);
  std::string text = "person,day,state", up, away;
  for (int h = 0; h < 24; ++h) {
    text += fmt::format(",h{:02}", h);
    up += ",1";
    away += h < 12 ? ",0" : ",0.5";
  }
  folder.write("profiles.csv", text + ",status,source\nelderly,workday,awake" + up + ",assumed,x\n");
  const Scenario own = folder.load({"households.presence_profiles=\"profiles.csv\""});
  EXPECT_TRUE(own.presence.has_awake[0][0]);
  EXPECT_FALSE(own.presence.has_awake[0][1]);
  EXPECT_EQ(own.presence.awake[0][0][3], 1.0);
  EXPECT_EQ(own.presence.at_home[0][0], folder.load().presence.at_home[0][0]);
  folder.write("profiles.csv", text + ",status,source\nreturning,workday,at_home" + away + ",assumed,x\n");
  EXPECT_THAT(folder.problems({"households.presence_profiles=\"profiles.csv\""}),
              HasSubstr("returning people are not at home on a workday"));
  const io::ResultsReader plain(folder.run());
  const io::ResultsReader hot(
      folder.run({}, {"households.body_heat_awake_w=170", "households.body_heat_asleep_w=130"}));
  EXPECT_GT(sum_of(hot, "household_gain_kwh", 0), 1.2 * sum_of(plain, "household_gain_kwh", 0));
}

TEST(PeopleInputs, mean_persons_is_met_without_crowding_one_size) {
  const ScenarioFolder folder(std::string(HEAD) + PUMPS);
  for (const double mean : {1.5, 2.8, 4.5}) {
    const auto shares =
        people_inputs(folder.load({fmt::format("households.persons={}", mean)}).settings.table("households"))
            .household.persons_share;
    double sum = 0.0, persons = 0.0;
    for (size_t i = 0; i < shares.size(); ++i) {
      sum += shares[i];
      persons += shares[i] * static_cast<double>(i + 1);
    }
    EXPECT_NEAR(persons / sum, mean, 1e-6);
    for (const double share : shares) EXPECT_LT(share / sum, 0.65);
  }
  EXPECT_THAT(folder.problems({"households.persons=8"}), HasSubstr("persons"));
  EXPECT_THAT(folder.problems({"households.pattern_full_time_whole=0", "households.pattern_full_time_part=0",
                               "households.pattern_part_time_part=0"}),
              HasSubstr("all three shares of heating patterns are 0"));
}

TEST(PeopleInputs, a_table_may_say_who_lives_there_and_how) {
  const ScenarioFolder folder(std::string(HEAD) + PUMPS);
  const std::string head = "household,village,persons,elderly,children,pattern,switches_by_hand,lives_alone,vacant\n";
  folder.write("households.csv", head + "east-1,east,5,2,1,full_time_whole,true,,\neast-2,east,,,,,,true,\n");
  const Scenario scenario = folder.load();
  const occupancy::People& people = scenario.population.households[0].people;
  EXPECT_EQ(people.persons, 5);
  EXPECT_EQ(people.elderly, 2);
  EXPECT_EQ(people.children, 1);
  EXPECT_EQ(people.pattern, occupancy::HeatingPattern::full_time_whole);
  EXPECT_EQ(people.heated_share_before, 1.0);
  EXPECT_TRUE(people.switches_by_hand);
  EXPECT_EQ(scenario.population.households[1].people.persons, 1);
  folder.write("households.csv", "household,village,lives_alone,yearly_kwh\neast-1,east,true,777\n");
  for (const char* mean_kwh : {"households.yearly_kwh=1500", "households.persons=2.8"}) {
    const occupancy::People alone = folder.load({mean_kwh}).population.households[0].people;
    EXPECT_EQ(alone.persons, 1);
    EXPECT_FALSE(alone.kwh_follows_use);
    EXPECT_NEAR(alone.yearly_kwh, 777.0, 1e-6);
  }
  folder.write("households.csv", head + "east-1,east,2,2,1,,,,\n");
  EXPECT_THAT(folder.problems({}), HasSubstr("2 old people and 1 children among 2 persons of 'east-1'"));
  folder.write("households.csv", head + "east-1,east,5,,,,,true,\n");
  EXPECT_THAT(folder.problems({}), HasSubstr("'east-1' lives alone with 5 persons"));
  folder.write("households.csv", head + "east-1,east,5,,,sometimes,,,\n");
  EXPECT_THAT(folder.problems({}), HasSubstr("full_time_whole"));
  folder.write("households.csv", head + "east-1,east,0,,,,,,\n");
  EXPECT_THAT(folder.problems({}), HasSubstr("persons"));
}

TEST(PeopleInputs, the_festival_may_be_left_out_and_is_told_of_where_unknown) {
  occupancy::Calendar calendar;
  const auto new_year = std::chrono::sys_days{std::chrono::year{2022} / 2 / 1};
  EXPECT_EQ(day_kind(new_year, calendar), occupancy::DayKind::festival);
  calendar.festival = false;
  EXPECT_EQ(day_kind(new_year, calendar), occupancy::DayKind::workday);
  TimeAxis axis;
  axis.first_day = std::chrono::sys_days{std::chrono::year{2054} / 11 / 15};
  axis.season_days = 121;
  EXPECT_TRUE(calendar_notes(calendar, axis).empty());
  calendar.festival = true;
  EXPECT_EQ(calendar_notes(calendar, axis).size(), 1U);
  axis.first_day = std::chrono::sys_days{std::chrono::year{2024} / 11 / 15};
  EXPECT_TRUE(calendar_notes(calendar, axis).empty());
}

}  // namespace
}  // namespace hearthgrid::run
