// The program's words, exit codes and messages, as a user meets them.

#include "tests/cli/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/io/scenario_schema.hpp"
#include "engine/io/schema_text.hpp"
#include "engine/io/settings.hpp"
#include "engine/io/table.hpp"

namespace hearthgrid::cli_test {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(Program, HelpAndVersion) {
  const Outcome help = run_program("--help");
  EXPECT_EQ(help.exit_code, 0);
  EXPECT_THAT(help.out, HasSubstr("describe"));
  EXPECT_THAT(help.out, HasSubstr("130 interrupted"));
  EXPECT_EQ(run_program("").exit_code, 0);
  EXPECT_EQ(run_program("new --help").exit_code, 0);
  EXPECT_THAT(run_program("--version").out, StartsWith("hearthgrid 0."));
}

TEST(Program, UnknownCommandIsAnsweredWithTheNearest) {
  const Outcome outcome = run_program("descirbe");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, StartsWith("unknown command 'descirbe'\n  did you mean 'describe'? allowed: "));
  EXPECT_THAT(outcome.err, HasSubstr("\n1 problem\n"));
}

TEST(Program, CommandsBelowACommand) {
  const Outcome outcome = run_program("weather descibe x.epw");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("did you mean 'describe'? allowed: describe, synthesise"));
  EXPECT_EQ(run_program("weather").exit_code, 2);
  EXPECT_EQ(run_program("weather describe /no/such/file.epw").exit_code, 2);
  EXPECT_EQ(run_program("show /no/such/file.h5").exit_code, 2);
}

TEST(Program, WrongOptionsEndWithTwo) {
  EXPECT_EQ(run_program("describe --format xml").exit_code, 2);
  EXPECT_EQ(run_program("describe --nonsense").exit_code, 2);
  EXPECT_EQ(run_program("new").exit_code, 2);
}

TEST(Describe, EverythingFitsInEightyColumns) {
  const Outcome outcome = run_program("describe");
  EXPECT_EQ(outcome.exit_code, 0);
  std::istringstream lines(outcome.out);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80U) << line;
  for (const io::Schema& schema : io::all_schemas()) {
    EXPECT_THAT(outcome.out, HasSubstr(schema.file + "\n===")) << schema.file;
    for (const io::NamedKey& key : io::flatten(schema)) EXPECT_THAT(outcome.out, HasSubstr("\n" + key.name));
  }
}

TEST(Describe, OneKeyOneTableOneFile) {
  EXPECT_EQ(run_program("describe season.step_minutes").out,
            "in scenario.toml:\n\n"
            "season.step_minutes                      whole number, minute\n"
            "    Length of a time step; every power is the mean over it, no peak of a shorter\n"
            "    window is known, and limits of loading go by the step.\n"
            "    Default 15; one of 1, 5, 10, 15, 30, 60.\n");
  EXPECT_EQ(run_program("describe warm_up_days").out, run_program("describe season.warm_up_days").out);
  EXPECT_THAT(run_program("describe villages.csv").out, StartsWith("villages.csv\n============\n"));
  EXPECT_THAT(run_program("describe income_cny").out, HasSubstr("in households.csv:"));
  EXPECT_THAT(run_program("describe --format md season").out, HasSubstr("season.warm_up_days"));
  EXPECT_THAT(run_program("describe --format md loads.csv").out, HasSubstr("| `load_kw` | number, kW |"));
}

TEST(Describe, NestedKeysAndKeysOfOnesOwn) {
  EXPECT_THAT(run_program("describe mix.convert.share").out, HasSubstr("\nmix.convert.share  "));
  EXPECT_EQ(run_program("describe convert.share").out, run_program("describe mix.convert.share").out);
  const std::string asked = run_program("describe technology.my_stove.rated_heat_w").out;
  EXPECT_THAT(asked, HasSubstr("in technologies.toml:\n\ntechnology.<name>.rated_heat_w"));
  EXPECT_EQ(run_program("describe technology.rated_heat_w").out, asked);
  EXPECT_EQ(run_program("describe technology.my_stove.rated").exit_code, 2);
}

TEST(Describe, UnknownKey) {
  const Outcome outcome = run_program("describe season.step_minuts");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("did you mean 'season.step_minutes'?"));
}

TEST(New, WritesAScenarioThatTheParserAccepts) {
  const ScratchFolder scratch;
  const Outcome outcome = run_program("new '" + scratch.file("阳高 county") + "'");
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("next: hearthgrid check"));
  ProblemList problems;
  const io::Settings scenario =
      io::read_settings_file(scratch.file("阳高 county/scenario.toml"), io::scenario_schema(), {}, problems);
  const io::Table villages =
      io::read_table_file(scratch.file("阳高 county/villages.csv"), io::villages_schema(), problems);
  for (const Problem& problem : problems.all()) ADD_FAILURE() << problem.text();
  EXPECT_EQ(scenario.text("name"), "阳高 county");
  EXPECT_EQ(scenario.tables("mix").size(), 3U);
  EXPECT_EQ(villages.rows(), 3);
}

TEST(New, CommentsNameEveryKey) {
  const ScratchFolder scratch;
  ASSERT_EQ(run_program("new '" + scratch.file("a") + "'").exit_code, 0);
  const std::string text = read_all(scratch.file("a/scenario.toml"));
  for (const io::NamedKey& key : io::flatten(io::scenario_schema())) {
    if (!key.spec->children.empty()) continue;
    EXPECT_THAT(text, HasSubstr(key.spec->name + " = ")) << key.name;
  }
}

TEST(New, NeverWritesOverAnything) {
  const ScratchFolder scratch;
  scratch.write("a/mine.txt", "mine");
  const Outcome outcome = run_program("new '" + scratch.file("a") + "'");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("this is there already"));
  EXPECT_EQ(read_all(scratch.file("a/mine.txt")), "mine");
  EXPECT_EQ(run_program("new '" + scratch.file("b") + "' --from no-such-scenario").exit_code, 2);
  EXPECT_FALSE(std::filesystem::exists(scratch.file("b")));
}

TEST(New, AFolderThatCannotBeMadeIsAFailureOfTheMachine) {
  const Outcome outcome = run_program("new /proc/hearthgrid");
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("cannot make the folder /proc/hearthgrid"));
}

}  // namespace
}  // namespace hearthgrid::cli_test
