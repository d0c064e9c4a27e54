// A scenario through the program, from `new` to `compare`, as a user goes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "engine/io/results_reader.hpp"
#include "tests/cli/program.hpp"
#include "tests/cli/wrong_input.hpp"

namespace hearthgrid::cli_test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

void write_small_scenario(const ScratchFolder& folder) {
  for (const auto& [name, text] : small_scenario()) folder.write(name, text);
}

void expect_narrow(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80U) << line;
}

// Cells of a line of CSV; a comma in quotes does not count.
int cells(const std::string& line) {
  int count = 1;
  bool quoted = false;
  for (const char letter : line) {
    quoted = quoted != (letter == '"');
    count += !quoted && letter == ',' ? 1 : 0;
  }
  return count;
}

TEST(Run, ANewScenarioInAFolderOfAnyName) {
  const ScratchFolder folder;
  ASSERT_EQ(run_in(folder, "new '阳高 县/a plan'").exit_code, 0);
  const std::string shorter = " --set season.last_day=2021-11-17 --set season.warm_up_days=1";
  const Outcome checked = run_in(folder, "check '阳高 县/a plan/scenario.toml'" + shorter);
  EXPECT_EQ(checked.exit_code, 0) << checked.err;
  EXPECT_THAT(checked.out, HasSubstr("2021-11-15 to 2021-11-17, 3 days of 96 steps, 1 day of warm-up"));
  EXPECT_THAT(checked.out, HasSubstr("homes         250 in 3 villages"));
  const Outcome ran = run_in(folder, "run '阳高 县/a plan/scenario.toml'" + shorter);
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("homes converted"));
  EXPECT_THAT(ran.out, HasSubstr("250 homes, 400 pairs simulated in "));
  EXPECT_THAT(ran.out, HasSubstr("results in results-a plan.h5\n"));
  EXPECT_TRUE(std::filesystem::exists(folder.file("results-a plan.h5")));
  EXPECT_TRUE(std::filesystem::exists(folder.file("results-a plan.run.json")));
  EXPECT_FALSE(std::filesystem::exists(folder.file("results-a plan.h5.partial")));
}

TEST(Run, TellsWherePowersAreStretchedToAYearlyKwh) {
  const ScratchFolder folder;
  write_small_scenario(folder);
  const Outcome usual = run_in(folder, "check scenario.toml");
  EXPECT_THAT(usual.out, HasSubstr("kWh a year and home beside heating, from what they own and do\n"));
  EXPECT_THAT(usual.out, Not(HasSubstr("cannot come to their yearly_kwh")));
  for (const std::string command : {"check", "run"}) {
    const Outcome far = run_in(folder, command + " scenario.toml --set households.yearly_kwh=8000");
    EXPECT_EQ(far.exit_code, 0) << far.err;
    EXPECT_THAT(far.out, HasSubstr("homes cannot come to their yearly_kwh by how often")) << command;
    EXPECT_THAT(far.out, HasSubstr("households.appliances")) << command;
  }
}

// Straw pellets trade dust for nitrogen oxides, and no table hides it.
TEST(Run, SaysWhatAMixLetsOutMoreOf) {
  const ScratchFolder folder;
  write_small_scenario(folder);
  const Outcome ran = run_in(folder, "run scenario.toml -o a.h5");
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("Rises: NOx in pellets"));
  EXPECT_THAT(run_in(folder, "compare a.h5").out, HasSubstr("Rises: NOx in a: pellets"));
  const Outcome shown = run_in(folder, "show a.h5 --table emissions --mix pellets");
  EXPECT_THAT(shown.out, HasSubstr("More than before: "));
  EXPECT_THAT(shown.out, HasSubstr("nox +"));
  EXPECT_THAT(run_in(folder, "show a.h5 --table air --mix pellets").out, HasSubstr("An order of magnitude"));
}

TEST(Run, EveryTableOfTheResults) {
  const ScratchFolder folder;
  write_small_scenario(folder);
  const Outcome ran = run_in(folder, "run scenario.toml -o a.h5 --quiet");
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_EQ(ran.out + ran.err, "") << "--quiet is to say nothing";
  for (const std::string table : {"mixes", "transformers", "villages", "households", "gas", "emissions",
                                  "village_emissions", "month_emissions", "air", "money"}) {
    const Outcome shown = run_in(folder, "show a.h5 --table " + table);
    EXPECT_EQ(shown.exit_code, 0) << table << ": " << shown.err;
    EXPECT_THAT(shown.out, HasSubstr("pellets")) << table;
    const Outcome csv = run_in(folder, "show a.h5 --csv --table " + table + " --mix pellets");
    EXPECT_EQ(csv.exit_code, 0) << table << ": " << csv.err;
    std::istringstream lines(csv.out);
    std::string header, row;
    std::getline(lines, header);
    ASSERT_TRUE(std::getline(lines, row)) << table << " has no rows";
    EXPECT_EQ(cells(row), cells(header)) << table;
  }
  const Outcome villages = run_in(folder, "show a.h5 --table villages --csv --mix before");
  EXPECT_THAT(villages.out, HasSubstr("孙家店"));
  EXPECT_EQ(std::count(villages.out.begin(), villages.out.end(), '\n'), 3);
  EXPECT_THAT(run_in(folder, "show a.h5 --table village").err, HasSubstr("did you mean 'villages'?"));
  EXPECT_EQ(run_in(folder, "show a.h5 --table village").exit_code, 2);
  EXPECT_THAT(run_in(folder, "show a.h5 --mix pelets").err, HasSubstr("did you mean 'pellets'?"));
  EXPECT_EQ(run_in(folder, "show a.h5 --mix pelets").exit_code, 2);
}

// A table that the file has nothing for says why, and what to set.
TEST(Run, TellsWhyATableIsMissing) {
  const ScratchFolder folder;
  write_small_scenario(folder);
  ASSERT_EQ(run_in(folder, "run scenario.toml -o a.h5 --set 'abatement.pollutants=[]'").exit_code, 0);
  for (const auto& [table, words] :
       {std::pair{"abatement_curve", "no mix avoids anything that there is a curve of\n  a curve needs a mix beside"},
        {"progress_villages", "nothing says when homes are due\n  set progress.first_day"},
        {"feeders", "the run had no medium-voltage feeders\n  set electricity.feeders"},
        {"gas_pipes", "the run had no gas network\n  set gas.network"},
        {"budget", "no payer's budget is capped\n  add [[money.budget]]"},
        {"drivers", "no indices of importance were reckoned\n  set uncertainty.draws"}}) {
    const Outcome shown = run_in(folder, std::string("show a.h5 --table ") + table);
    EXPECT_EQ(shown.exit_code, 2) << table;
    EXPECT_THAT(shown.err,
                HasSubstr(std::string("a.h5: the file has nothing for the table '") + table + "': " + words));
  }
}

TEST(Run, SettingsReachTheRunAndFilesAreCompared) {
  const ScratchFolder folder;
  write_small_scenario(folder);
  ASSERT_EQ(run_in(folder, "run scenario.toml -o half.h5 --quiet").exit_code, 0);
  const Outcome all = run_in(folder, "run scenario.toml -o all.h5 --threads 1 --set mix.pellets.convert.1.share=1.0");
  ASSERT_EQ(all.exit_code, 0) << all.err;
  const Outcome compared = run_in(folder, "compare half.h5 all.h5 --csv");
  EXPECT_EQ(compared.exit_code, 0) << compared.err;
  EXPECT_THAT(compared.out, HasSubstr("half: pellets,11,"));
  EXPECT_THAT(compared.out, HasSubstr("all: pellets,22,"));
  EXPECT_EQ(run_in(folder, "compare half.h5 all.h5").exit_code, 0);
  EXPECT_EQ(run_in(folder, "compare half.h5 non.h5").exit_code, 2);
  EXPECT_EQ(run_in(folder, "compare half.h5 scenario.toml").exit_code, 2) << "not a results file";
}

TEST(Run, OverwriteReplacesAndTheSameRunGivesTheSameBytes) {
  const ScratchFolder folder;
  write_small_scenario(folder);
  folder.write("a.h5", "something else");
  ASSERT_EQ(run_in(folder, "run scenario.toml -o a.h5 --overwrite --quiet").exit_code, 0);
  ASSERT_EQ(run_in(folder, "run scenario.toml -o b.h5 --threads 3 --quiet").exit_code, 0);
  EXPECT_EQ(read_all(folder.file("a.h5")), read_all(folder.file("b.h5")));
}

TEST(Run, LoadsHomesAndTransformersOfTables) {
  const ScratchFolder folder;
  std::map<std::string, std::string> files = small_scenario();
  spoil(files, {with_households(), with_loads()});
  for (const auto& [name, text] : files) folder.write(name, text);
  const Outcome ran = run_in(folder, "run scenario.toml -o a.h5");
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("3 homes, "));
  const Outcome shown = run_in(folder, "show a.h5 --table transformers --csv --mix before");
  EXPECT_THAT(shown.out, HasSubstr("T1"));
  EXPECT_THAT(shown.out, HasSubstr("T2"));
}

TEST(Run, PlacesTransformersAndReferencesOfTheInputsAreKept) {
  const ScratchFolder folder;
  std::map<std::string, std::string> files = small_scenario();
  spoil(files, {scenario("seed = 7", "seed = 7\nreference = \"a plan of 2021\"")});
  files["villages.csv"] = "village,households,longitude,latitude,transformers\na,12,113.7,40.4,3\nb,10,113.8,40.3,\n";
  for (const auto& [name, text] : files) folder.write(name, text);
  const Outcome ran = run_in(folder, "run scenario.toml -o a.h5 --quiet");
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  const io::ResultsReader reader(folder.file("a.h5"));
  EXPECT_EQ(reader.attribute("references"), "a plan of 2021");
  EXPECT_TRUE(reader.attribute("hearthgrid_version").has_value());
  EXPECT_THAT(reader.numbers("village_longitude"), testing::ElementsAre(113.7, 113.8));
  EXPECT_THAT(reader.numbers("village_latitude"), testing::ElementsAre(40.4, 40.3));
  EXPECT_THAT(reader.texts("transformer"), testing::ElementsAre("a-T01", "a-T02", "a-T03", "b-T01"));
}

TEST(Run, OneLinePerTenthWithoutATerminal) {
  const ScratchFolder folder;
  write_small_scenario(folder);
  folder.write("villages.csv", "village,households\na,400\n");
  const Outcome ran = run_in(folder, "run scenario.toml -o a.h5 --set electricity.sizing.households_per_transformer=1");
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  std::istringstream lines(ran.err);
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) EXPECT_THAT(line, StartsWith("simulate: "));
  EXPECT_GE(count, 8);
  EXPECT_LE(count, 10);
  EXPECT_EQ(ran.err.find('\033'), std::string::npos) << "no control characters in a log";
}

TEST(Help, ReadsWellInEightyColumnsAtEachLevel) {
  for (const std::string command : {"", "run ", "check ", "show ", "compare ", "describe ", "new ", "weather ",
                                    "weather describe ", "weather synthesise "}) {
    const Outcome help = run_program(command + "--help");
    EXPECT_EQ(help.exit_code, 0) << command;
    EXPECT_THAT(help.out, HasSubstr("Usage: hearthgrid")) << command;
    EXPECT_THAT(help.out, HasSubstr("Exit code: 0 done")) << command;
    expect_narrow(help.out);
  }
}

}  // namespace
}  // namespace hearthgrid::cli_test
