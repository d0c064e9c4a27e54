#include "engine/io/settings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace hearthgrid::io {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

Schema example_schema() {
  const KeySpec share{.name = "share",
                      .kind = Kind::number,
                      .unit = "1",
                      .description = "Share.",
                      .optional = true,
                      .minimum = 0.0,
                      .maximum = 1.0};
  const KeySpec convert{.name = "convert", .kind = Kind::table_list, .optional = true, .children = {share}};
  return {.file = "scenario.toml",
          .keys = {
              {.name = "format", .kind = Kind::integer, .description = "Version.", .minimum = 1.0, .maximum = 1.0},
              {.name = "season",
               .kind = Kind::table,
               .children = {{.name = "step_minutes",
                             .kind = Kind::integer,
                             .unit = "minute",
                             .default_text = "15",
                             .allowed = {"1", "5", "10", "15", "30", "60"}},
                            {.name = "first_day", .kind = Kind::date, .optional = true}}},
              {.name = "weather",
               .kind = Kind::table,
               .optional = true,
               .children = {{.name = "site", .kind = Kind::text, .allowed = {"yanggao", "beijing"}}}},
              {.name = "mix",
               .kind = Kind::table_list,
               .optional = true,
               .children = {{.name = "name", .kind = Kind::text},
                            {.name = "villages", .kind = Kind::text_list, .default_text = "\"all\""},
                            convert}},
              {.name = "prices",
               .kind = Kind::table,
               .children = {{.name = "", .kind = Kind::number, .unit = "CNY", .minimum = 0.0}},
               .free_names = true},
          }};
}

Settings read(const std::string& text, ProblemList& problems, const std::vector<std::string>& overrides = {}) {
  static const Schema schema = example_schema();
  return read_settings(text, "a.toml", schema, overrides, problems);
}

std::string all_text(const ProblemList& problems) {
  std::string out;
  for (const Problem& problem : problems.all()) out += problem.text() + "\n";
  return out;
}

/// The one message that a faulty text gives.
std::string message(const std::string& text, const std::vector<std::string>& overrides = {}) {
  ProblemList problems;
  (void)read(text, problems, overrides);
  EXPECT_EQ(problems.all().size(), 1U) << all_text(problems);
  return problems.empty() ? "" : problems.all().front().text();
}

TEST(Settings, ValuesDefaultsAndPlaces) {
  ProblemList problems;
  const Settings s = read(
      "format = 1\n[season]\nfirst_day = 2021-11-01\n[prices]\n\"煤\" = 0.8\ngas = 3\n"
      "[[mix]]\nname = \"programme\"\n  [[mix.convert]]\n  share = 0.3\n",
      problems);
  EXPECT_TRUE(problems.empty()) << all_text(problems);
  EXPECT_EQ(s.integer("format"), 1);
  EXPECT_EQ(s.table("season").integer("step_minutes"), 15);
  EXPECT_FALSE(s.table("season").given("step_minutes"));
  EXPECT_TRUE(s.table("season").given("first_day"));
  EXPECT_EQ(s.table("season").date("first_day"), std::chrono::sys_days{std::chrono::year{2021} / 11 / 1});
  EXPECT_FALSE(s.has("weather"));
  EXPECT_THAT(s.table("prices").names(), ElementsAre("煤", "gas"));
  EXPECT_DOUBLE_EQ(s.table("prices").number("煤"), 0.8);
  EXPECT_DOUBLE_EQ(s.table("prices").number("gas"), 3.0);
  ASSERT_EQ(s.tables("mix").size(), 1U);
  const Settings& mix = s.tables("mix")[0];
  EXPECT_THAT(mix.texts("villages"), ElementsAre("all"));
  EXPECT_DOUBLE_EQ(mix.tables("convert")[0].number("share"), 0.3);
  EXPECT_EQ(mix.tables("convert")[0].place("share").line, 10);
  EXPECT_EQ(mix.tables("convert")[0].place("share").column, 11);
}

TEST(Settings, UnknownKeyHasPlaceAndSuggestion) {
  EXPECT_EQ(message("format = 1\n[season]\nstep_minuts = 15\n"),
            "a.toml:3:1: unknown key 'step_minuts' in [season]\n"
            "  did you mean 'step_minutes'? allowed: step_minutes, first_day");
}

TEST(Settings, WrongValuesSayWhatIsAllowed) {
  EXPECT_EQ(message("format = 1\nseason.step_minutes = 7\n"),
            "a.toml:2:23: season.step_minutes = 7 is not one of the values allowed\n"
            "  allowed: one of 1, 5, 10, 15, 30, 60; the default is 15");
  EXPECT_EQ(message("format = 1\nprices.gas = \"3 CNY\"\n"),
            "a.toml:2:14: prices.gas is the text \"3 CNY\", not a number\n"
            "  allowed: a number (CNY), at least 0, without quotes and without its unit");
  EXPECT_THAT(message("format = 1\nprices.gas = nan\n"), HasSubstr("= nan is not a finite number"));
  EXPECT_THAT(message("format = 1.0\n"), HasSubstr("format = 1 is not a whole number"));
  EXPECT_THAT(message("format = 1\nseason.first_day = \"2021-11-01\"\n"), HasSubstr("without quotes"));
  EXPECT_THAT(message("format = 1\nweather.site = \"beijin\"\n"), HasSubstr("did you mean 'beijing'? "));
  EXPECT_THAT(message("format = 1\n[mix]\nname = \"a\"\n"), HasSubstr("write [[mix]] with double brackets"));
  EXPECT_THAT(message("format = 1\n[[mix]]\nname = \"a\"\nconvert = [{share = 1.2}]\n"),
              HasSubstr("a.toml:4:21: mix.convert.share = 1.2 is above the largest value allowed, 1\n"));
}

TEST(Settings, MissingKey) {
  EXPECT_EQ(message("name_is_not_a_key = 1\nformat = 1\n").substr(0, 11), "a.toml:1:1:");
  EXPECT_THAT(message(""), StartsWith("a.toml: the key 'format' is missing\n  Version."));
}

TEST(Settings, BrokenTomlHasALine) {
  EXPECT_THAT(message("format = 1\n[season\n"), StartsWith("a.toml:2:"));
  EXPECT_THAT(message("format = 1\nseason.first_day = 2021-02-30\n"), StartsWith("a.toml:2:"));
}

TEST(Settings, AllProblemsAtOnce) {
  ProblemList problems;
  (void)read("format = 2\nx = 1\n[season]\nstep_minutes = \"a\"\n[[mix]]\n", problems);
  EXPECT_EQ(problems.all().size(), 4U) << all_text(problems);
}

TEST(Settings, OverridesReplaceAndSayWhereTheyStand) {
  ProblemList problems;
  const Settings s = read("format = 1\n[[mix]]\nname = \"a\"\n[[mix.convert]]\nshare = 0.1\n", problems,
                          {"season.step_minutes=60", "mix.a.convert.1.share=0.4", "weather.site=beijing"});
  EXPECT_TRUE(problems.empty()) << all_text(problems);
  EXPECT_EQ(s.table("season").integer("step_minutes"), 60);
  EXPECT_DOUBLE_EQ(s.tables("mix")[0].tables("convert")[0].number("share"), 0.4);
  EXPECT_EQ(s.table("weather").text("site"), "beijing");
  EXPECT_EQ(message("format = 1\n", {"season.step_minutes=7"}),
            "--set season.step_minutes=7: season.step_minutes = 7 is not one of the values allowed\n"
            "  allowed: one of 1, 5, 10, 15, 30, 60; the default is 15");
  EXPECT_THAT(message("format = 1\n", {"season.stepminutes=15"}),
              StartsWith("--set season.stepminutes=15: unknown key 'stepminutes' in [season]\n  did you mean"));
  EXPECT_THAT(message("format = 1\n", {"season"}), HasSubstr("no key and '='"));
  EXPECT_THAT(message("format = 1\n[[mix]]\nname=\"a\"\n", {"mix.b.name=c"}), HasSubstr("'mix' has no entry 'b'"));
}

TEST(Settings, FilesWithChineseNamesAndMissingFiles) {
  static const Schema schema = example_schema();
  const auto folder = std::filesystem::temp_directory_path() / ("hearthgrid-设置-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  const std::string path = (folder / "阳高.toml").string();
  std::ofstream(path) << "\xEF\xBB\xBF"
                      << "format = 1\n";
  ProblemList problems;
  EXPECT_EQ(read_settings_file(path, schema, {}, problems).integer("format"), 1);
  EXPECT_TRUE(problems.empty()) << all_text(problems);
  (void)read_settings_file((folder / "阳搞.toml").string(), schema, {}, problems);
  ASSERT_EQ(problems.all().size(), 1U);
  EXPECT_THAT(all_text(problems), HasSubstr("the file does not exist\n  did you mean '阳高.toml'?"));
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace hearthgrid::io
