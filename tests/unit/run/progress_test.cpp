// Late homes' subsidies, villages' targets, reports that cannot be.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "engine/run/progress_inputs.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

using Numbers = std::vector<double>;
using testing::HasSubstr;

// 1 000 CNY of running subsidy per home and winter for three winters. North runs on 24 December, west in February.
constexpr const char* LATE_GAS = R"([progress]
subsidy_deadline = 2021-12-20
[[progress.delays]]
village = "north"
days = 14
[[progress.delays]]
village = "west"
days = 60
[[mix]]
name = "before"
[[mix]]
name = "gas"
[[mix.convert]]
technology = "gas_boiler"
share = 0.5
subsidy = "chiping-gas"
commissioned = 2021-12-10
[[mix]]
name = "gas, late"
delayed = true
[[mix.convert]]
technology = "gas_boiler"
share = 0.5
subsidy = "chiping-gas"
commissioned = 2021-12-10
)";

std::string without_deadline(std::string text) {
  const std::string line = "subsidy_deadline = 2021-12-20\n";
  return text.replace(text.find(line), line.size(), "");
}

double running_cny(const io::ResultsReader& file, size_t mix, size_t year) {
  const std::vector<std::string> items = file.texts("item"), payers = file.texts("payer");
  const size_t item = static_cast<size_t>(std::find(items.begin(), items.end(), "running") - items.begin());
  const Numbers cny = file.numbers("cost_cny", mix);
  double sum = 0.0;
  for (size_t p = 0; p < payers.size(); ++p) {
    const bool user = payers[p] == "household" || payers[p] == "institution";
    sum += user ? 0.0 : cny[(year * items.size() + item) * payers.size() + p];
  }
  return sum;
}

TEST(LateSubsidies, AreNotInTheMoneyAndStandBesideIt) {
  const ScenarioFolder folder(std::string(HEAD) + LATE_GAS);
  const io::ResultsReader file(folder.run());
  const Numbers planned = file.numbers("village_converted", 1), missed = file.numbers("progress_late_subsidy_cny", 2);
  const double homes = planned[0] + planned[1] + planned[2];
  EXPECT_EQ(homes, 150.0);
  EXPECT_EQ(running_cny(file, 1, 0), 1000.0 * homes);
  // East alone is in time; from the second winter on all are paid, the west too, whose first winter is lost.
  EXPECT_EQ(running_cny(file, 2, 0), 1000.0 * planned[0]);
  EXPECT_EQ(running_cny(file, 2, 1), 1000.0 * homes);
  EXPECT_EQ(running_cny(file, 2, 2), 1000.0 * homes);
  EXPECT_EQ(missed, (Numbers{0.0, 1000.0 * planned[1], 1000.0 * planned[2]}));
  // What homes are granted in the bills and in the distribution is the same.
  double granted = 0.0;
  for (const double cny : file.numbers("household_running_grant_cny", 2)) granted += cny;
  EXPECT_EQ(granted, 1000.0 * planned[0]);
  const std::array<size_t, 2> with = {2, 0}, without = {2, 1};
  double between = 0.0;
  for (const double cny : file.numbers("fairness_energy_bill_cny", without)) between += cny;
  for (const double cny : file.numbers("fairness_energy_bill_cny", with)) between -= cny;
  EXPECT_NEAR(between, granted, 0.01);
}

// Without a deadline lateness costs nobody a subsidy but those who do not run this winter at all.
TEST(LateSubsidies, AreMissedByTheRuleOfTheScenarioAlone) {
  const ScenarioFolder folder(std::string(HEAD) + without_deadline(LATE_GAS));
  const io::ResultsReader file(folder.run());
  const Numbers planned = file.numbers("village_converted", 1);
  EXPECT_EQ(running_cny(file, 2, 0), 1000.0 * (planned[0] + planned[1]));
  EXPECT_EQ(file.numbers("progress_late_subsidy_cny", 2), (Numbers{0.0, 0.0, 1000.0 * planned[2]}));
}

// Homes that are planned after the deadline get nothing for the first winter, but miss nothing by being late.
TEST(LateSubsidies, OfHomesThatArePlannedTooLateAreNotPaidEither) {
  const ScenarioFolder folder(std::string(HEAD) + LATE_GAS);
  const io::ResultsReader file(folder.run({}, {"progress.subsidy_deadline=2021-12-01"}));
  for (const size_t mix : {1, 2}) {
    EXPECT_EQ(running_cny(file, mix, 0), 0.0) << mix;
    EXPECT_EQ(running_cny(file, mix, 1), 150'000.0) << mix;
    EXPECT_EQ(file.numbers("progress_late_subsidy_cny", mix), (Numbers{0.0, 0.0, 0.0})) << mix;
  }
}

// Nobody said when homes are due: none is late for its subsidy, be the deadline before the season.
TEST(LateSubsidies, OfHomesWithoutADateArePaid) {
  const ScenarioFolder folder(std::string(HEAD) + R"([progress]
subsidy_deadline = 2021-10-31
[[mix]]
name = "gas"
[[mix.convert]]
technology = "gas_boiler"
subsidy = "chiping-gas"
)");
  EXPECT_EQ(running_cny(io::ResultsReader(folder.run()), 0, 0), 300'000.0);
}

TEST(LateVillages, LaterThanTheNextSeasonAreNotConverted) {
  const ScenarioFolder folder(std::string(HEAD) + LATE_GAS);
  const Scenario s = folder.load();
  size_t west = 0;
  for (size_t h = 0; h < s.population.households.size(); ++h) {
    west += s.population.households[h].village == 2 && s.plan.mixes[1].clause[h] >= 0 ? 1 : 0;
  }
  EXPECT_GT(west, 0U);
  EXPECT_EQ(s.plan.mixes[2].next_winter.size(), west);
  ScenarioFolder later(std::string(HEAD) + LATE_GAS);
  const std::string text = LATE_GAS;
  later.write("scenario.toml", HEAD + std::string(text).replace(text.find("days = 60"), 9, "days = 400"));
  EXPECT_TRUE(later.load().plan.mixes[2].next_winter.empty());
}

// West is due on 10 December 2021 and runs on 14 January 2023: it is never done, and what it loses of its first winter
// is what it would lose if it ran just before the next season.
TEST(LateVillages, ThatDropOutAreNotDoneAndMissTheirSubsidy) {
  const ScenarioFolder folder(std::string(HEAD) + LATE_GAS);
  const io::ResultsReader file(folder.run({}, {"progress.delays.2.days=400"}));
  const double west = file.numbers("village_converted", 1)[2];
  EXPECT_EQ(file.numbers("progress_dropped_homes", 2), (Numbers{0.0, 0.0, west}));
  EXPECT_EQ(file.numbers("progress_late_subsidy_cny", 2)[2], 1000.0 * west);
  const size_t periods = file.size_of("ten_day_period");
  EXPECT_EQ(file.texts("ten_day_period").back(), "2021-12-21") << "North runs on the 24th";
  const Numbers done = file.numbers("progress_done", 2), late = file.numbers("progress_late", 2);
  for (size_t k = 2 * periods; k < 3 * periods; ++k) EXPECT_EQ(done[k], 0.0);
  EXPECT_EQ(late.back(), west);
  // 10 December 2021 to 19 December 2022, the day before the next season.
  EXPECT_EQ(file.numbers("progress_longest_wait_days", 2)[2], 375.0);
  EXPECT_THAT(progress_notes(folder.load({"progress.delays.2.days=400"})),
              testing::ElementsAre(testing::HasSubstr("homes are late beyond 2022-12-19")));
}

// North is due on 24 December, inside the season, and runs on 28 December: four days, and their cold hours alone. West
// is due after the season and waits none of it.
TEST(LateVillages, WaitFromTheDayTheyWereDue) {
  const ScenarioFolder folder(std::string(HEAD) + R"([progress]
[[progress.delays]]
village = "north"
days = 4
[[progress.delays]]
village = "west"
days = 9
[[mix]]
name = "before"
[[mix]]
name = "late"
delayed = true
[[mix.convert]]
technology = "gas_boiler"
villages = ["north"]
commissioned = 2021-12-24
[[mix.convert]]
technology = "gas_boiler"
villages = ["west"]
subsidy = "chiping-gas"
commissioned = 2022-01-20
[[mix]]
name = "on the 28th"
[[mix.convert]]
technology = "gas_boiler"
villages = ["north"]
commissioned = 2021-12-28
)");
  const io::ResultsReader file(folder.run());
  EXPECT_EQ(file.numbers("progress_late_home_days", 1), (Numbers{0.0, 400.0, 0.0}));
  const Numbers cold = file.numbers("progress_late_cold_home_hours", 1),
                unmet = file.numbers("progress_late_unmet_kwh", 1);
  EXPECT_GT(cold[1], 0.0);
  EXPECT_LE(cold[1], 24.0 * 400.0);
  EXPECT_EQ(cold[2], 0.0);
  EXPECT_EQ(unmet[2], 0.0);
  EXPECT_EQ(file.numbers("progress_late_subsidy_cny", 1)[2], 0.0) << "nothing was due to run this winter";
  // From the season's first day on, when nobody is late: the first four days are the difference.
  const io::ResultsReader four(folder.run({}, {"mix.late.convert.1.commissioned=2021-12-20"}));
  const io::ResultsReader eight(
      folder.run({}, {"mix.late.convert.1.commissioned=2021-12-20", "progress.delays.1.days=8"}));
  EXPECT_EQ(four.numbers("progress_late_home_days", 1)[1], 400.0);
  EXPECT_EQ(eight.numbers("progress_late_home_days", 1)[1], 800.0);
  EXPECT_NEAR(
      cold[1],
      eight.numbers("progress_late_cold_home_hours", 1)[1] - four.numbers("progress_late_cold_home_hours", 1)[1], 1e-3);
}

TEST(LateVillages, OfWhichNothingComesAreTold) {
  const std::string delay = "[[progress.delays]]\nvillage = \"north\"\ndays = 3\n";
  const std::string gas = "[[mix]]\nname = \"gas\"\n";
  const std::string convert = "[[mix.convert]]\ntechnology = \"gas_boiler\"\nvillages = [\"east\"]\n";
  const auto notes = [](const std::string& text) {
    return progress_notes(ScenarioFolder(std::string(HEAD) + text).load());
  };
  EXPECT_THAT(notes(delay + gas + convert),
              testing::ElementsAre("progress.delays hold in no mix: none has delayed = true"));
  EXPECT_THAT(notes(gas + "delayed = true\n" + convert),
              testing::ElementsAre("mix 'gas' is delayed, but progress.delays names no village"));
  EXPECT_THAT(notes(delay + gas + "delayed = true\n" + convert),
              testing::ElementsAre("north is late, but no delayed mix converts a home there"));
  EXPECT_TRUE(notes(LATE_GAS).empty());
}

TEST(VillageTargets, AreThoseOfTheVillagesThatTakePart) {
  const ScenarioFolder folder(std::string(HEAD) + R"([[mix]]
name = "east and west"
[[mix.convert]]
technology = "gas_boiler"
villages = ["east", "west"]
village_targets = true
)");
  EXPECT_EQ(folder.problems(), "");
  const Scenario s = folder.load();
  std::vector<int> homes(3);
  for (size_t h = 0; h < s.population.households.size(); ++h) {
    homes[s.population.households[h].village] += s.plan.mixes[0].clause[h] >= 0 ? 1 : 0;
  }
  EXPECT_EQ(homes, (std::vector<int>{40, 0, 20}));
}

// Which homes are missing is told of the villages that take part too.
TEST(VillageTargets, ThatCannotBeMetAreReported) {
  const ScenarioFolder folder(std::string(HEAD) + R"([[mix]]
name = "west"
[[mix.convert]]
technology = "gas_boiler"
villages = ["west"]
village_targets = true
)");
  folder.write("villages.csv",
               "village,households,target_households,archetype\neast,120,40,brick_370\n"
               "north,100,30,adobe\nwest,80,90,brick_370\n");
  EXPECT_THAT(folder.problems(), HasSubstr("90 homes are to convert, but only 80 are eligible"));
}

class Reports : public testing::Test {
 protected:
  static std::string problems(const std::string& rows) { return folder(rows).problems(); }
  static ScenarioFolder& folder(const std::string& rows) {
    static ScenarioFolder one(std::string(HEAD) + R"([progress]
first_day = 2021-07-20
last_day = 2021-10-15
reported = "progress.csv"
[[mix]]
name = "gas"
[[mix.convert]]
technology = "gas_boiler"
villages = ["east", "north"]
village_targets = true
)");
    one.write("progress.csv", "village,date,homes\n" + rows);
    return one;
  }
};

TEST_F(Reports, MayStandInAnyOrderAndRise) {
  EXPECT_EQ(problems("north,2021-09-10,30\neast,2021-09-10,20\neast,2021-08-31,20\nwest,2021-09-10,0\n"), "");
  EXPECT_TRUE(progress_notes(folder("east,2021-09-10,40\n").load()).empty());
}

TEST_F(Reports, ThatFallAreRefused) {
  EXPECT_THAT(problems("east,2021-09-10,15\nnorth,2021-09-10,3\neast,2021-09-20,3\n"),
              HasSubstr("progress.csv:4:17: east has 3 homes that run on 2021-09-20, but 15 on 2021-09-10 (line 2)\n"
                        "  give all homes that run by the day's end, all reports together: 15 or more"));
}

TEST_F(Reports, OfOneDayStandOnce) {
  EXPECT_THAT(problems("east,2021-09-10,15\neast,2021-09-10,16\n"),
              HasSubstr("progress.csv:3:6: line 2 reports on east on 2021-09-10 too\n"
                        "  give one row for a village and a day"));
}

TEST_F(Reports, CountNoMoreHomesThanThereAre) {
  EXPECT_THAT(problems("east,2021-09-10,121\n"),
              HasSubstr("progress.csv:2:17: east is reported with 121 homes that run, and has 120\n"
                        "  give a number from 0 to 120"));
}

// More homes than planned run now and then: it is told, not refused.
TEST_F(Reports, OfMoreHomesThanPlannedAreTold) {
  EXPECT_EQ(problems("east,2021-09-10,41\n"), "");
  EXPECT_THAT(progress_notes(folder("east,2021-09-10,41\n").load()),
              testing::ElementsAre("east: 41 homes are reported as running, 40 planned in mix 'gas'"));
}

TEST_F(Reports, OfOtherTimesAreRefused) {
  const std::string allowed =
      "allowed: from 2019-12-21, two years before the season, to 2023-01-02, the next season's end";
  EXPECT_THAT(problems("east,1999-01-01,15\n"),
              HasSubstr("progress.csv:2:6: a report on 1999-01-01 is far from the season\n  " + allowed));
  EXPECT_THAT(problems("east,2035-01-01,15\n"), HasSubstr("a report on 2035-01-01 is far from the season"));
  EXPECT_EQ(problems("east,2019-12-21,15\nnorth,2023-01-02,3\n"), "");
  const auto with = [&](const char* override) { return folder("east,2021-09-10,15\n").problems({override}); };
  for (const char* key : {"first_day=2019-12-20", "subsidy_deadline=1999-01-01", "subsidy_deadline=2023-01-03"}) {
    EXPECT_THAT(with(fmt::format("progress.{}", key).c_str()), HasSubstr(" is far from the season\n  " + allowed))
        << key;
  }
  EXPECT_THAT(with("mix.gas.convert.1.commissioned=1971-11-01"),
              HasSubstr("commissioned on 1971-11-01, more than two years before the season begins\n"
                        "  allowed: any day from 2019-12-21"));
  EXPECT_EQ(with("mix.gas.convert.1.commissioned=2019-12-21"), "");
}

TEST_F(Reports, ThatSayNothingAreRefused) {
  EXPECT_THAT(problems(""), HasSubstr("progress.csv:1:1: there is no report, only the header\n  add a row"));
}

TEST_F(Reports, OfVillagesThatAreNotConvertedAreRefused) {
  EXPECT_THAT(problems("east,2021-09-10,15\nwest,2021-09-10,3\n"),
              HasSubstr("progress.csv:3:1: mix 'gas' converts no home of west\n  leave the row out"));
}

// 40 homes of the east, 30 of the north: the works go on until 15 October, the east is due on 8 September.
TEST_F(Reports, TellHowFarVillagesAreBehind) {
  const io::ResultsReader file(folder("east,2021-09-10,15\neast,2021-09-20,30\n").run());
  const Numbers days = file.numbers("progress_longest_wait_days", 0),
                home_days = file.numbers("progress_behind_home_days", 0);
  // East: 87 * 40 / 70 = 49.7 days after 20 July, 8 September. 25 wait on the 10th, 10 on the 20th.
  EXPECT_EQ(days[0], 13.0);                              // 8 to 20 September
  EXPECT_EQ(home_days[0], 40.0 * 2 + 25.0 * 10 + 10.0);  // 8, 9; 10 to 19; 20
  EXPECT_EQ(days[1], 0.0);
  EXPECT_EQ(file.texts("ten_day_period")[static_cast<size_t>(file.numbers("progress_coming_period")[0])], "2021-09-21");
}

}  // namespace
}  // namespace hearthgrid::run
