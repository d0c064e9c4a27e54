// The same scenario gives the same file, byte by byte: whatever the threads, the blocks, the order of rows; and a home
// is the same home whoever else lives in the county.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

RunRequest request_of(int threads, int block) {
  RunRequest request;
  request.threads = threads;
  request.block_transformers = block;
  return request;
}

TEST(Identity, OfTheFileWhateverTheThreadsAndBlocks) {
  const ScenarioFolder folder;
  ASSERT_GT(folder.load().population.transformers.size(), 96U) << "too few for four blocks";
  const std::string expected = bytes_of(folder.run(request_of(1, 32)));
  ASSERT_GT(expected.size(), 100000U);
  for (const auto& [threads, block] : {std::pair{2, 32}, {3, 32}, {1, 64}, {2, 64}, {3, 96}, {2, 0}, {0, 128}}) {
    EXPECT_TRUE(bytes_of(folder.run(request_of(threads, block))) == expected)
        << threads << " threads, blocks of " << block;
  }
}

TEST(Identity, OfTheFileWhateverTheOrderOfHomesInTheTable) {
  const ScenarioFolder folder;
  const std::string expected = bytes_of(folder.run());
  std::vector<std::string> rows = household_rows();
  std::shuffle(rows.begin(), rows.end(), std::minstd_rand(3));
  folder.write("households.csv", households_csv(rows));
  EXPECT_TRUE(bytes_of(folder.run()) == expected);
}

TEST(Identity, OfTheFileWithMeasuredLoadsAndGivenTransformers) {
  const ScenarioFolder folder;
  std::string units = "transformer,village,rated_kva,other_load_kw\n", loads = "transformer,quarter_hour,load_kw\n";
  for (int t = 0; t < 70; ++t) {
    units += fmt::format("u{:02},{},{},{}\n", t, t % 3 == 0 ? "west" : t % 3 == 1 ? "north" : "east", 100, t % 5);
  }
  for (int q = 0; q < 96; ++q) loads += fmt::format("u07,{0},{1}\nu40,{0},{2}\n", q, 3.0 + q % 7, 1.0 + q % 3);
  folder.write("transformers.csv", units);
  folder.write("loads.csv", loads);
  const std::vector<std::string> overrides = {"electricity.transformers=\"transformers.csv\"",
                                              "electricity.loads=\"loads.csv\""};
  const std::string expected = bytes_of(folder.run(request_of(1, 32), overrides));
  ASSERT_GT(expected.size(), 100000U);
  EXPECT_TRUE(bytes_of(folder.run(request_of(3, 64), overrides)) == expected);
}

// Values of the homes of one village by name: one row per variable and mix.
std::map<std::string, std::vector<double>> seasons_of(const std::string& path, const std::string& village) {
  const io::ResultsReader file(path);
  const auto names = file.texts("household");
  const size_t mixes = file.texts("mix").size();
  std::map<std::string, std::vector<double>> out;
  for (const std::string& variable : season_variables()) {
    const auto values = file.numbers(variable);
    for (size_t h = 0; h < names.size(); ++h) {
      if (!names[h].starts_with(village)) continue;
      for (size_t m = 0; m < mixes; ++m) out[names[h]].push_back(values[m * names.size() + h]);
    }
  }
  return out;
}

TEST(Identity, OfAHomesSeasonWhenVillagesAreAdded) {
  const ScenarioFolder folder(std::string(HEAD) + R"(
[[mix]]
name = "before"
[[mix]]
name = "north converts"
[[mix.convert]]
technology = "ashp_water"
villages = ["north"]
share = 0.5
[[mix]]
name = "north later"
[[mix.convert]]
technology = "gas_boiler"
villages = ["north"]
count = 30
commissioned = 2021-12-26
)");
  std::vector<std::string> rows;
  for (const std::string& row : household_rows()) {
    if (row.starts_with("north")) rows.push_back(row);
  }
  folder.write("villages.csv", "village,households,archetype\nnorth,100,adobe\n");
  folder.write("households.csv", households_csv(rows));
  const auto alone = seasons_of(folder.run(), "north");
  ASSERT_EQ(alone.size(), 100U);

  folder.write("villages.csv",
               "village,households,archetype,site\n"
               "a,3,brick_240,\neast,120,brick_240:0.5;brick_370:0.5,\nnorth,100,adobe,\nwest,80,brick_370,\n");
  rows = household_rows();
  for (const char* more : {"a-1,a,false,,", "a-2,a,true,,", "a-3,a,false,,"}) rows.emplace_back(more);
  folder.write("households.csv", households_csv(rows));
  EXPECT_TRUE(seasons_of(folder.run(), "north") == alone);
}

// Instruction sets may round differently, and no more than that.
TEST(Identity, OfResultsAcrossInstructionSetsToRounding) {
  const ScenarioFolder folder;
  RunRequest request;
  request.instruction_set = "baseline";
  const io::ResultsReader a(folder.run(request)), b(folder.run());
  for (const std::string& variable : season_variables()) {
    const auto x = a.numbers(variable), y = b.numbers(variable);
    ASSERT_EQ(x.size(), y.size());
    for (size_t i = 0; i < x.size(); ++i) {
      ASSERT_NEAR(x[i], y[i], 1e-5 * std::max(1.0, std::abs(x[i]))) << variable << " " << i;
    }
  }
}

}  // namespace
}  // namespace hearthgrid::run
