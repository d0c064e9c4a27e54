// Wrong scenarios: every mistake ends with exit code 2 and words that a stranger can act on.

#include "tests/cli/wrong_input.hpp"

namespace hearthgrid::cli_test {
namespace {

using testing::HasSubstr;

class WrongScenario : public testing::TestWithParam<WrongInput> {};

TEST_P(WrongScenario, IsRefusedWithItsPlaceAndAdvice) {
  expect_refused(GetParam());
}

Edit rule(const std::string& lines) {
  return scenario("\n[[mix]]\nname = \"before\"",
                  "\n[[eligibility]]\nname = \"a rule\"\n" + lines + "\n[[mix]]\nname = \"before\"");
}

std::vector<WrongInput> wrong_values() {
  return {
      {"BrokenToml", {scenario("seed = 7", "seed = = 7")}, {"scenario.toml:3:8: this is not TOML: ", "1 problem\n"}},
      {"UnknownKey",
       {scenario("step_minutes", "step_minuts")},
       {"scenario.toml:8:1: unknown key 'step_minuts' in [season]\n  did you mean 'step_minutes'? allowed: first_day"}},
      {"MissingKey",
       {scenario("last_day = 2022-01-12\n", "")},
       {"scenario.toml:5:1: the key 'season.last_day' is missing\n  Last day of the season", "1 problem\n"}},
      {"UnitInANumber",
       {scenario("= 80", "= \"80 m2\"")},
       {"scenario.toml:16:18: households.heated_area_m2 is the text \"80 m2\", not a number",
        "allowed: a number (m2) from 5 to 2000, without quotes and without its unit; the default is 80"}},
      {"NegativeArea",
       {scenario("= 80", "= -80")},
       {"scenario.toml:16:18: households.heated_area_m2 = -80 is below the smallest value allowed, 5"}},
      {"NotANumber",
       {scenario("= 80", "= nan")},
       {"scenario.toml:16:18: households.heated_area_m2 = nan is not a finite number"}},
      {"NoSuchDay",
       {scenario("2022-01-12", "2022-02-30")},
       {"scenario.toml:7:22: there is no such day: expected day between 1 and 28 (inclusive), saw 30\n"
        "  dates are written year-month-day: 2021-11-15"}},
      {"LastDayBeforeFirst",
       {scenario("2022-01-12", "2022-01-02")},
       {"scenario.toml:7:12: the season ends on 2022-01-02 and begins on 2022-01-10\n"
        "  last_day must lie 0 to 365 days after first_day"}},
      {"StepOfSevenMinutes",
       {scenario("= 15", "= 7")},
       {"scenario.toml:8:16: season.step_minutes = 7 is not one of the values allowed\n"
        "  allowed: one of 1, 5, 10, 15, 30, 60; the default is 15"}},
      {"ColdWaveOutsideTheSeason",
       {scenario("site = \"yanggao\"",
                 "site = \"yanggao\"\ncold_wave = { first_day = 2023-01-10, days = 6, depth_k = 8.0 }")},
       {"scenario.toml:13:27: the cold wave of 2023-01-10 lies outside the season\n"
        "  the season is 2022-01-10 to 2022-01-12"}},
      {"SiteAndEpw",
       {scenario("site = \"yanggao\"", "site = \"yanggao\"\nepw = \"a.epw\"")},
       {"scenario.toml:11:1: both a site and an EPW file are given\n  give one of weather.site"}},
      {"NoWeather",
       {scenario("site = \"yanggao\"\n", "")},
       {"scenario.toml:11:1: no weather is named\n  give one of weather.site"}},
      {"SnowWithoutAFile",
       {scenario("site = \"yanggao\"", "site = \"yanggao\"\nsnow = \"epw\"")},
       {"scenario.toml:13:8: snow is to come from an EPW file, and there is none\n  give weather.epw"}},
      {"ElevenMonths",
       {scenario("site = \"yanggao\"", "site = \"yanggao\"\nground_albedo_by_month = [0.2, 0.2]")},
       {"scenario.toml:13:26: a year has twelve months\n  give twelve values"}},
      {"UnknownClimate",
       {scenario("site = \"yanggao\"", "site = \"yangao\"")},
       {"scenario.toml:12:8: unknown climate 'yangao'\n  did you mean 'yanggao'? allowed: "}},
      {"UnknownTariff",
       {scenario("tariffs = \"shanxi\"", "tariffs = \"shanxy\"")},
       {"scenario.toml:22:11: unknown tariff 'shanxy'\n  did you mean 'shanxi'? allowed: "}},
      {"UnknownCarbon",
       {scenario("carbon = \"shanxi\"", "carbon = \"shanxy\"")},
       {"scenario.toml:19:10: unknown factor set 'shanxy'\n  did you mean 'shanxi'? allowed: "}},
      {"UnknownTransformerSeries",
       {scenario("carbon = \"shanxi\"", "carbon = \"shanxi\"\ntransformer_series = \"S14\"")},
       {"scenario.toml:20:22: unknown series 'S14'\n  did you mean 'S1"}},
      {"SeriesOfAnUnknownHome",
       {scenario("= 80", "= 80\nseries_of = [\"孙家店-0013\"]")},
       {"scenario.toml:17:13: unknown household '孙家店-0013'\n  name homes of this scenario"}},
  };
}

std::vector<WrongInput> wrong_mixes() {
  return {
      {"NoMix",
       {{"scenario.toml", "", std::string(SMALL_SCENARIO).substr(0, std::string(SMALL_SCENARIO).find("[[mix]]"))}},
       {"scenario.toml: the key 'mix' is missing"}},
      {"UnknownVillageInMix",
       {scenario("share = 0.5", "villages = [\"袁才庄\", \"River Vilage\"]")},
       {"scenario.toml:34:12: unknown village 'River Vilage'\n  allowed: 孙家店, 袁才庄"}},
      {"UnknownTechnology",
       {scenario("\"pellet_stove\"", "\"pelet_stove\"")},
       {"scenario.toml:33:14: unknown technology 'pelet_stove'\n  did you mean 'pellet_stove'?", "1 problem\n"}},
      {"UnknownTechnologyBefore",
       {scenario("\"coal_stove\"", "\"coal stove\"")},
       {"scenario.toml:25:14: unknown technology 'coal stove'\n  did you mean 'coal_stove'?"}},
      {"UnknownEnvelope",
       {scenario("share = 0.5", "envelope = \"deeep\"")},
       {"scenario.toml:34:12: unknown envelope 'deeep'\n  did you mean 'deep'? allowed: basic, deep, none"}},
      {"UnknownSubsidy",
       {scenario("yanggao-biomass", "yanggao-biomas")},
       {"scenario.toml:35:11: unknown subsidy 'yanggao-biomas'\n  did you mean 'yanggao-biomass'?"}},
      {"SubsidyForAnotherTechnology",
       {scenario("pellet_stove", "gas_boiler")},
       {"scenario.toml:35:11: subsidy 'yanggao-biomass' is not for 'gas_boiler'\n  for this technology: chiping-gas"}},
      {"ShareAboveOne",
       {scenario("0.5", "1.5")},
       {"scenario.toml:34:9: mix.convert.share = 1.5 is above the largest value allowed, 1\n"
        "  allowed: a number from 0 to 1"}},
      {"ShareAndCount",
       {scenario("share = 0.5", "share = 0.5\ncount = 3")},
       {"scenario.toml:35:9: the clause has both share and count\n  give one of share, count, village_targets"}},
      {"CountThatCannotBeMet",
       {scenario("share = 0.5", "count = 50")},
       {"scenario.toml:34:9: 50 homes are to convert, but only 22 are eligible\n  lower the target"}},
      {"CountThatARuleKeepsFromBeingMet",
       {scenario("share = 0.5", "count = 20"), rule("column = \"vacant\"\nequals = 1\n")},
       {"20 homes are to convert, but only 0 are eligible\n  refused: 22 by 'a rule'; lower the target"}},
      {"MixTwice",
       {scenario("name = \"pellets\"", "name = \"before\"")},
       {"scenario.toml:31:8: mix 'before' stands twice\n  give it a name of its own"}},
      {"RuleWithTwoPredicates",
       {rule("column = \"vacant\"\nequals = 0\nat_most = 1\n")},
       {"scenario.toml:28:8: rule 'a rule' has 2 predicates\n  give exactly one of equals, at_least, at_most"}},
      {"RuleWithoutPredicate", {rule("column = \"vacant\"\n")}, {"scenario.toml:28:8: rule 'a rule' has 0 predicates"}},
      {"RuleOnAnUnknownColumn",
       {rule("column = \"vacnt\"\nequals = 0\n")},
       {"scenario.toml:29:10: unknown column 'vacnt'\n  did you mean 'vacant'? allowed: vacant, lives_alone"}},
      {"RuleForAnUnknownTechnology",
       {rule("column = \"vacant\"\nequals = 0\napplies_to = [\"gas_boilr\"]\n")},
       {"scenario.toml:31:14: unknown technology 'gas_boilr'\n  did you mean 'gas_boiler'?"}},
      {"UnknownRuleInAClause",
       {rule("column = \"vacant\"\nequals = 0\n"), scenario("share = 0.5", "eligibility = [\"a rul\"]")},
       {"unknown eligibility rule 'a rul'\n  did you mean 'a rule'?"}},
      {"CommissionedAfterTheSeason",
       {scenario("share = 0.5", "share = 0.5\ncommissioned = 2023-01-13")},
       {"scenario.toml:35:16: commissioned on 2023-01-13, when the next season has begun\n"
        "  allowed: any day up to "}},
      {"SizeOfAnUnchangedHeater",
       {scenario("technology = \"pellet_stove\"\nshare = 0.5\nsubsidy = \"yanggao-biomass\"",
                 "technology = \"unchanged\"\nenvelope = \"deep\"\nsize = 1.5")},
       {"scenario.toml:35:8: size is given, but the heater is unchanged\n  leave it out"}},
  };
}

std::vector<WrongInput> wrong_words() {
  return {
      {"MissingScenario",
       {},
       {"scenari.toml: the file does not exist\n  did you mean 'scenario.toml'?"},
       "run scenari.toml"},
      {"ScenarioIsAFolder", {}, {".: this is a folder, not a file\n  give the file inside it"}, "check ."},
      {"NoThreads", {}, {"--threads: '0' is no whole number from 1 to 4096"}, "run scenario.toml --threads 0"},
      {"UnknownCommand", {}, {"unknown command 'rnu'\n  did you mean 'run'? allowed: run, check"}, "rnu scenario.toml"},
      {"UnknownOption",
       {},
       {"unknown option '--overwrit'\n  did you mean '--overwrite'? allowed: "},
       "run scenario.toml --overwrit"},
      {"OneWordTooMany",
       {},
       {"one word too many: 'b.toml'\n  names with spaces in them need quotes"},
       "check scenario.toml b.toml"},
      {"SetWithoutValue", {}, {"--set season: there is no key and '=' in it"}, "check scenario.toml --set season"},
      {"SetOfAnUnknownKey",
       {},
       {"--set season.step_minuts=5: unknown key 'step_minuts' in [season]\n  did you mean 'step_minutes'?"},
       "check scenario.toml --set season.step_minuts=5"},
      {"SetOfAnUnknownMix",
       {},
       {"'mix' has no entry 'pellet'\n  it is a list: name the entry by a number from 1 to 2 or one of before, "
        "pellets"},
       "check scenario.toml --set mix.pellet.convert.1.share=0.4"},
  };
}

std::string test_name(const testing::TestParamInfo<WrongInput>& info) {
  return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Values, WrongScenario, testing::ValuesIn(wrong_values()), test_name);
INSTANTIATE_TEST_SUITE_P(Mixes, WrongScenario, testing::ValuesIn(wrong_mixes()), test_name);
INSTANTIATE_TEST_SUITE_P(Words, WrongScenario, testing::ValuesIn(wrong_words()), test_name);

TEST(WrongScenario, TheSmallScenarioItselfIsRight) {
  const ScratchFolder folder;
  for (const auto& [name, text] : small_scenario()) folder.write(name, text);
  const Outcome outcome = run_in(folder, "check scenario.toml");
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("22 in 2 villages on 2 transformers"));
  EXPECT_THAT(outcome.out, HasSubstr("no problems\n"));
}

TEST(WrongScenario, ManyMistakesInManyFilesAreToldAtOnce) {
  expect_refused(
      {"Many",
       {scenario("= 15", "= 7"),
        scenario("= 80", "= -1"),
        scenario("tariffs = \"shanxi\"", "tariffs = \"x\""),
        {"villages.csv", "12", "twelve"}},
       {"scenario.toml:8:16: season.step_minutes = 7", "scenario.toml:16:18: households.heated_area_m2 = -1",
        "scenario.toml:22:11: unknown tariff 'x'", "villages.csv:2:5: households = 'twelve'", "\n4 problems\n"}});
  expect_refused(
      {"ManyNames",
       {with_households(),
        with_transformers(),
        scenario("\"pellet_stove\"", "\"pelet_stove\""),
        {"households.csv", "T2", "T3"}},
       {"households.csv:4:9: unknown transformer 'T3'", "scenario.toml:35:14: unknown technology", "\n2 problems\n"}});
}

}  // namespace
}  // namespace hearthgrid::cli_test
