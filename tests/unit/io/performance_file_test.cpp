#include "engine/io/performance_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "engine/io/technology_file.hpp"

namespace hearthgrid::io {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;

// In any order; the hottest water is outside the envelope in the coldest air.
const std::vector<std::string> GOOD = {"7,35,8000,1633",   "-15,35,5170,2238", "-7,35,6470,2396", "7,45,8370,2244",
                                       "-15,45,4900,2402", "-7,45,6260,2641",  "7,55,8380,2669",  "-15,55,4710,2631",
                                       "-7,55,6030,2899",  "7,65,8140,3095",   "-15,65,0,0",      "-7,65,4610,2478"};

class PerformanceFile : public ::testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] std::string write(const std::vector<std::string>& rows) const {
    const fs::path path = folder_ / "x.csv";
    std::ofstream file(path);
    file << "outdoor_temp_c,water_temp_c,heat_w,input_w\n";
    for (const std::string& row : rows) file << row << "\n";
    return path.string();
  }

  // The messages, with the folder left out.
  [[nodiscard]] std::string problems_of(const std::vector<std::string>& rows) const {
    ProblemList problems;
    const auto map = read_performance(write(rows), heater::CurveTemperature::leaving_water, problems);
    EXPECT_FALSE(map.has_value());
    std::string text;
    for (Problem problem : problems.all()) {
      problem.file = fs::path(problem.file).filename().string();
      text += problem.text() + "\n";
    }
    return text;
  }

  static std::vector<std::string> with(size_t row, const std::string& text) {
    auto rows = GOOD;
    rows[row] = text;
    return rows;
  }

  fs::path folder_ = fs::temp_directory_path() / ("hearthgrid_performance_" + std::to_string(getpid()));
};

TEST_F(PerformanceFile, RowsInAnyOrderMakeTheGrid) {
  ProblemList problems;
  const auto map = read_performance(write(GOOD), heater::CurveTemperature::leaving_water, problems);
  ASSERT_TRUE(problems.empty());
  ASSERT_TRUE(map.has_value());
  EXPECT_EQ(map->outdoor_temp_c, (std::vector<double>{-15, -7, 7}));
  EXPECT_EQ(map->water_temp_c, (std::vector<double>{35, 45, 55, 65}));
  EXPECT_EQ(map->heat_w, (std::vector<double>{5170, 6470, 8000, 4900, 6260, 8370, 4710, 6030, 8380, 0, 4610, 8140}));
  EXPECT_EQ(map->input_w[3], 2402);
}

TEST_F(PerformanceFile, PairsThatAreMissingOrTwiceThere) {
  auto rows = GOOD;
  rows.erase(rows.begin() + 5);
  EXPECT_THAT(problems_of(rows),
              AllOf(HasSubstr("x.csv:6:"), HasSubstr("a row is missing: -7 degC outdoors with 45 degC")));
  rows = GOOD;
  rows.emplace_back("-7,45,6300,2600");
  EXPECT_THAT(problems_of(rows),
              AllOf(HasSubstr("x.csv:14:1: -7 degC outdoors and 45 degC of water already stand in line 7")));
  EXPECT_THAT(problems_of({}), HasSubstr("the table has no rows"));
}

TEST_F(PerformanceFile, WrongUnitsAndImpossibleCellsStandAtTheirLineAndColumn) {
  EXPECT_THAT(problems_of(with(0, "7,35,8.0,1633")), HasSubstr("x.csv:2:6: heat 8 at 7/35 degC looks like kW"));
  EXPECT_THAT(problems_of(with(0, "280,35,8000,1633")), HasSubstr("x.csv:2:1: outdoor_temp_c 280 looks like kelvin"));
  EXPECT_THAT(problems_of(with(0, "7,95,8000,1633")),
              HasSubstr("x.csv:2:3: water_temp_c 95 looks like degrees Fahrenheit"));
  EXPECT_THAT(
      problems_of(with(3, "7,45,8370,1600")),
      AllOf(HasSubstr("x.csv:5:11: COP 5.23 at 7/45 degC is above 4.90 at 7/35 degC, though it has hotter water")));
  EXPECT_THAT(problems_of(with(5, "-7,45,0,0")),
              HasSubstr("x.csv:7:7: 0 at -7/45 degC is a hole: the machine works at"));
  EXPECT_THAT(problems_of(with(5, "-7,45,-5,2600")), HasSubstr("x.csv:7:7: "));
  EXPECT_THAT(problems_of(with(5, "-7,45,nan,2600")), HasSubstr("x.csv:7:7: "));
}

TEST_F(PerformanceFile, IsFoundFromTheTechnologiesFilesFolder) {
  (void)write(GOOD);
  const fs::path toml = folder_ / "technologies.toml";
  const auto read = [&](const std::string& keys) {
    std::ofstream(toml) << "[technology.mine]\nlike = \"ashp_water\"\n" << keys;
    ProblemList problems;
    auto base = read_technologies(HEARTHGRID_SOURCE_DIR "/models/heater/technologies.toml", problems);
    auto all = read_technologies(toml.string(), problems, std::move(base));
    std::string text;
    for (const Problem& problem : problems.all()) text += problem.text() + "\n";
    return std::pair(all.back(), text);
  };
  const auto [mine, none] =
      read("map_file = \"x.csv\"\nmap_source = \"the maker's data sheet\"\nmap_status = \"measured\"\n");
  EXPECT_EQ(none, "");
  EXPECT_EQ(mine.map->heat_w[0], 5170.0);
  EXPECT_EQ(mine.map->source, "the maker's data sheet");
  EXPECT_EQ(mine.map->file, (folder_ / "x.csv").string());
  EXPECT_THAT(read("map_file = \"x.csv\"\n").second, HasSubstr("the map file has no source or no status"));
  EXPECT_THAT(read("map_file = \"y.csv\"\nmap_source = \"a\"\nmap_status = \"measured\"\n").second, HasSubstr("y.csv"));
}

}  // namespace
}  // namespace hearthgrid::io
