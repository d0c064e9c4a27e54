// Wrong tables, weather and libraries, and results that cannot be written.

#include <functional>
#include <sstream>

#include "tests/cli/wrong_input.hpp"

namespace hearthgrid::cli_test {
namespace {

using testing::HasSubstr;

class WrongTable : public testing::TestWithParam<WrongInput> {};

TEST_P(WrongTable, IsRefusedWithItsPlaceAndAdvice) {
  expect_refused(GetParam());
}

Edit whole(const std::string& file, const std::string& text) {
  return {file, "", text};
}

std::vector<WrongInput> wrong_villages() {
  return {
      {"MissingVillages",
       {scenario("\"villages.csv\"", "\"vilages.csv\"")},
       {"vilages.csv: the file does not exist\n  did you mean 'villages.csv'?"}},
      {"TextInANumber",
       {whole("villages.csv", "village,households\n孙家店,twelve\n袁才庄,10 homes\n")},
       {"villages.csv:2:5: households = 'twelve' is not a whole number\n  allowed: a whole number from 0 to 1000000",
        "villages.csv:3:5: households = '10 homes' is not a whole number", "the unit stands in the column's name",
        "\n2 problems\n"}},
      {"UnknownColumn",
       {whole("villages.csv", "village,homes\n孙家店,12\n")},
       {"villages.csv:1:9: unknown column 'homes'", "villages.csv:1: the column 'households' is missing"}},
      {"VillageTwice",
       {{"villages.csv", "袁才庄", "孙家店"}},
       {"villages.csv:3:1: the village '孙家店' is there twice\n  it stands in line 2 already"}},
      {"UnknownArchetype",
       {whole("villages.csv", "village,households,archetype\n孙家店,12,brick_371\n袁才庄,10,adobe:x\n")},
       {"villages.csv:2:8: unknown archetype 'brick_371'\n  did you mean 'brick_370'?",
        "villages.csv:3:8: 'adobe:x' has no share above 0\n  write name:share;name:share"}},
      {"UnknownClimateOfAVillage",
       {whole("villages.csv", "village,households,site\n孙家店,12,\n袁才庄,10,beijin\n")},
       {"villages.csv:3:8: unknown climate 'beijin'\n  did you mean 'beijing'?"}},
      {"BytesOfAnotherEncoding",
       {whole("villages.csv", "village,households\n\xCB\xEF\xBC\xD2\xB5\xEA,12\n")},
       {"villages.csv:2:1: this byte is not UTF-8 text\n  save the table as UTF-8"}},
      {"NoHomes",
       {whole("villages.csv", "village,households\n孙家店,0\n")},
       {"scenario.toml:15:12: 'villages.csv' gives no homes\n  a run needs one home at least"}},
      {"NoVillages",
       {whole("villages.csv", "village,households\n")},
       {"scenario.toml:15:12: 'villages.csv' gives no homes"}},
  };
}

std::vector<WrongInput> wrong_homes() {
  const std::string header = "household,village,technology,envelope,archetype\n";
  return {
      {"HouseholdTwice",
       {with_households(), {"households.csv", "a-2", "a-1"}},
       {"households.csv:3:1: the household 'a-1' is there twice\n  it stands in line 2 already"}},
      {"HomeInAnUnknownVillage",
       {with_households(), {"households.csv", "袁才庄", "袁才"}},
       {"households.csv:4:5: unknown village '袁才'", "孙家店, 袁才庄"}},
      {"HomeOnAnUnknownTransformer",
       {with_households(), with_transformers(), {"households.csv", "T2", "T3"}},
       {"households.csv:4:9: unknown transformer 'T3'\n  did you mean 'T1'? allowed: T1, T2"}},
      {"HomeOfUnknownKinds",
       {with_households(), whole("households.csv", header + "a-1,孙家店,coal_stov,x,y\n")},
       {"households.csv:2:9: unknown technology 'coal_stov'\n  did you mean 'coal_stove'?",
        "households.csv:2:19: unknown envelope 'x'", "households.csv:2:21: unknown archetype 'y'", "\n3 problems\n"}},
  };
}

std::vector<WrongInput> wrong_grids() {
  return {
      {"TransformerTwice",
       {with_transformers(), {"transformers.csv", "T2", "T1"}},
       {"transformers.csv:3:1: the transformer 'T1' is there twice\n  it stands in line 2 already"}},
      {"MoreTransformersThanHomes",
       {whole("villages.csv", "village,households,transformers\n孙家店,12,2\n袁才庄,10,11\n")},
       {"villages.csv:3:8: 11 transformers for 10 homes\n  allowed: at most one for each home"}},
      {"TransformersInTwoTables",
       {with_transformers(), whole("villages.csv", "village,households,transformers\n孙家店,12,2\n袁才庄,10,\n")},
       {"villages.csv:2:8: the transformers are given by transformers.csv already\n  leave the column out"}},
      {"PlaceOfOneVillageOnly",
       {whole("villages.csv", "village,households,longitude,latitude\n孙家店,12,113.7,40.4\n袁才庄,10,,\n")},
       {"villages.csv:3:8: the longitude of village '袁才庄' is missing, line 2 has a place\n  give longitude and "
        "latitude of every village, or of none"}},
      {"TransformerInAnUnknownVillage",
       {with_transformers(), {"transformers.csv", "袁才庄", "袁才"}},
       {"transformers.csv:3:4: unknown village '袁才'"}},
      {"VillageWithoutTransformer",
       {with_transformers(), {"transformers.csv", "T2,袁才庄,50\n", ""}},
       {"transformers.csv: village '袁才庄' has 10 homes but no transformer\n  add a row for it"}},
      {"TransformerOfAnUnknownSeries",
       {with_transformers(), whole("transformers.csv",
                                   "transformer,village,rated_kva,series\nT1,孙家店,100,S13\n"
                                   "T2,袁才庄,50,S31\n")},
       {"transformers.csv:3:11: unknown series 'S31'\n  did you mean 'S"}},
      {"TransformerOfAnUnknownSize",
       {with_transformers(), {"transformers.csv", ",50", ",55"}},
       {"transformers.csv:3:8: no S13 transformer of 55 kVA is known\n  allowed: 30, 50, 80, 100"}},
      {"LoadOfAnUnknownTransformer",
       {with_loads(), {"loads.csv", "T1,95", "T3,95"}},
       {"loads.csv:97:1: unknown transformer 'T3'\n  did you mean 'T1'? allowed: T1, T2",
        "loads.csv: transformer 'T1' has 95 of 96 quarter hours\n  give a whole day"}},
      {"QuarterHourTwice",
       {with_loads(), {"loads.csv", "T1,95", "T1,94"}},
       {"loads.csv:97:4: quarter hour 94 of transformer 'T1' is there twice\n  each of 0 to 95 has one row"}},
  };
}

// A year of the built-in climate, to be spoilt.
const std::string& year() {
  static const std::string text = [] {
    const ScratchFolder folder;
    (void)run_program("weather synthesise yanggao --seed 1 -o '" + folder.file("a.epw") + "'");
    return read_all(folder.file("a.epw"));
  }();
  return text;
}

// The year with one line (1-based) changed; an empty change takes the line away.
std::string year_with(int line, const std::function<std::string(std::string)>& change) {
  std::istringstream lines(year());
  std::string out;
  int number = 0;
  for (std::string text; std::getline(lines, text);) {
    const std::string changed = ++number == line ? change(text) : text + "\n";
    out += changed;
  }
  return out;
}

std::vector<WrongInput> wrong_libraries() {
  const Edit named = scenario("[before]", "[technologies]\nfile = \"t.toml\"\n\n[before]");
  return {
      {"TechnologiesInACircle",
       {named, whole("t.toml", "[technology.a]\nlike = \"b\"\n\n[technology.b]\nlike = \"a\"\n")},
       {"t.toml:2:8: 'a' is like 'b', which is not above it in the file\n  an entry builds on built-in ones or on "
        "those above it, never in a circle"}},
      {"TechnologyLikeNothing",
       {named, whole("t.toml", "[technology.a]\nlike = \"pelet_stove\"\n")},
       {"t.toml:2:8: 'a' is like 'pelet_stove', which is not there\n  did you mean 'pellet_stove'?"}},
      {"MissingTechnologies", {named}, {"t.toml: the file does not exist"}},
      {"MissingTariffs",
       {scenario("tariffs = \"shanxi\"", "tariffs = \"shanxi\"\ntariff_file = \"mine.toml\"")},
       {"mine.toml: the file does not exist"}},
  };
}

std::vector<WrongInput> wrong_places() {
  return {
      {"ResultsAreThere",
       {whole("out.h5", "mine")},
       {"out.h5: a file of this name exists already\n  give another name with -o FILE.h5, or replace it with "
        "--overwrite"},
       "run scenario.toml --output out.h5"},
      {"NoFolderForResults",
       {},
       {"no/out.h5: there is no folder 'no' to write the results to\n  create it"},
       "run scenario.toml -o no/out.h5"},
      {"ResultsAreAFolder", {}, {".: the results need a file name, this is a folder"}, "run scenario.toml -o ."},
      {"ResultsAreADevice",
       {},
       {"/dev/full: this is a device, not a file\n  give a file name with -o FILE.h5"},
       "run scenario.toml -o /dev/full --overwrite"},
      {"FolderThatRefuses", {}, {"/proc/out.h5", "hearthgrid: "}, "run scenario.toml -o /proc/out.h5", 1},
  };
}

std::string test_name(const testing::TestParamInfo<WrongInput>& info) {
  return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Villages, WrongTable, testing::ValuesIn(wrong_villages()), test_name);
INSTANTIATE_TEST_SUITE_P(Homes, WrongTable, testing::ValuesIn(wrong_homes()), test_name);
INSTANTIATE_TEST_SUITE_P(Grids, WrongTable, testing::ValuesIn(wrong_grids()), test_name);
INSTANTIATE_TEST_SUITE_P(Libraries, WrongTable, testing::ValuesIn(wrong_libraries()), test_name);
INSTANTIATE_TEST_SUITE_P(Places, WrongTable, testing::ValuesIn(wrong_places()), test_name);

TEST(WrongWeather, IsRefusedWithItsPlaceAndAdvice) {
  const Edit epw = scenario("site = \"yanggao\"", "epw = \"a.epw\"");
  expect_refused({"MissingEpw", {epw}, {"a.epw: the file does not exist\n  check the path"}});
  expect_refused(
      {"NotAnEpw", {epw, whole("a.epw", "date,temperature\n1,2\n")}, {"a.epw:1:1: this is not an EPW file"}});
  const auto nan = [](std::string row) {
    size_t at = 0;
    for (int cell = 0; cell < 6; ++cell) at = row.find(',', at) + 1;
    return row.replace(at, row.find(',', at) - at, "NaN") + "\n";
  };
  expect_refused({"NanInTheWeather",
                  {epw, whole("a.epw", year_with(101, nan))},
                  {"a.epw:101:18: dry-bulb temperature is 'NaN', not a number\n  a number from -70 to 60 degC"}});
  expect_refused({"AnHourShort",
                  {epw, whole("a.epw", year_with(4001, [](const std::string&) { return ""; }))},
                  {"a.epw: the file has 8759 rows\n  a year has 8760 hours", "a.epw:4001:1: the row is for month 6"}});
}

TEST(FullDisk, OfStandardOutputIsAFailureToo) {
  const std::string command = std::string("'") + HEARTHGRID_PROGRAM + "' describe season > /dev/full 2> /dev/null";
  const int status = std::system(command.c_str());
  EXPECT_EQ(WEXITSTATUS(status), 1);
}

// A limit on file size is what a test can set everywhere; to the program it is a disk that is full at that point.
TEST(FullDisk, IsAFailureOfTheMachineAndLeavesNothing) {
  for (const char* kilobytes : {"1", "64", "200"}) {
    const ScratchFolder folder;
    std::map<std::string, std::string> files = small_scenario();
    for (const auto& [name, text] : files) folder.write(name, text);
    const Outcome outcome =
        run_in(folder, "run scenario.toml -o out.h5", std::string("ulimit -f ") + kilobytes + " && ");
    EXPECT_EQ(outcome.exit_code, 1) << kilobytes << ": " << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr("out.h5"));
    EXPECT_THAT(outcome.err, HasSubstr("ulimit -f"));
    EXPECT_EQ(contents(folder), files) << kilobytes;
  }
}

}  // namespace
}  // namespace hearthgrid::cli_test
