#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/cli/program.hpp"

namespace hearthgrid::cli_test {
namespace {

using testing::HasSubstr;

TEST(WeatherCommands, SynthesisedYearIsDescribed) {
  const ScratchFolder folder;
  const std::string epw = folder.file("yanggao.epw");
  const Outcome made = run_program("weather synthesise yanggao --seed 3 -o " + epw);
  EXPECT_EQ(made.exit_code, 0) << made.err;
  EXPECT_THAT(made.out, HasSubstr("8760 hours of Yanggao, seed 3"));
  const std::string first = read_all(epw);
  EXPECT_EQ(run_program("weather synthesise yanggao --seed 3 -o " + epw).exit_code, 0);
  EXPECT_EQ(first, read_all(epw));

  const Outcome described = run_program("weather describe " + epw);
  EXPECT_EQ(described.exit_code, 0) << described.err;
  for (const char* part :
       {"40.360 deg north", "January", "coldest day", "15 November to 15 March, mean -", "Nothing odd"}) {
    EXPECT_THAT(described.out, HasSubstr(part));
  }
  size_t start = 0;
  while (start < described.out.size()) {
    const size_t end = std::min(described.out.find('\n', start), described.out.size());
    EXPECT_LE(end - start, 80U) << described.out.substr(start, end - start);
    start = end + 1;
  }
}

TEST(WeatherCommands, UnknownClimateAndMissingFolderSayWhatToDo) {
  const ScratchFolder folder;
  const Outcome unknown = run_program("weather synthesise beijng --seed 1 -o " + folder.file("a.epw"));
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("did you mean 'beijing'"));
  const Outcome no_folder = run_program("weather synthesise beijing --seed 1 -o " + folder.file("no/such/a.epw"));
  EXPECT_EQ(no_folder.exit_code, 1);
  EXPECT_THAT(no_folder.err, HasSubstr("cannot be written"));
}

TEST(WeatherCommands, SpoiltFileIsRefusedWithItsPlace) {
  const ScratchFolder folder;
  const Outcome outcome = run_program("weather describe " + folder.write("bad.epw", "date,temperature\n1,2\n"));
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("bad.epw:1:1: this is not an EPW file"));
  EXPECT_EQ(run_program("weather describe " + folder.file("none.epw")).exit_code, 2);
}

}  // namespace
}  // namespace hearthgrid::cli_test
