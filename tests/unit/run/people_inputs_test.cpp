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

}  // namespace
}  // namespace hearthgrid::run
