#include "engine/io/gas/works_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "engine/base/error.hpp"

namespace hearthgrid::io {
namespace {

const std::string BUILT_IN = HEARTHGRID_SOURCE_DIR "/models/gas/sizing/gas_works.toml";

TEST(GasWorks, TheBuiltInFileIsSoundAndSaysHowFarToTrustIt) {
  ProblemList problems;
  const GasWorks works = read_gas_works(BUILT_IN, problems);
  ASSERT_TRUE(problems.empty());
  ASSERT_EQ(works.catalogue.pipes.size(), 15U);
  EXPECT_DOUBLE_EQ(works.catalogue.pipes[3].inner_diameter_m, 0.0514);
  EXPECT_DOUBLE_EQ(works.catalogue.pipes[3].roughness_m, 1e-5);
  for (size_t i = 1; i < works.catalogue.pipes.size(); ++i) {
    EXPECT_GT(works.catalogue.pipes[i].inner_diameter_m, works.catalogue.pipes[i - 1].inner_diameter_m);
    EXPECT_GT(works.catalogue.pipes[i].cny_per_m, works.catalogue.pipes[i - 1].cny_per_m);
  }
  for (const gas::PricedPipe& pipe : works.catalogue.pipes) EXPECT_EQ(pipe.status, "assumed");
  for (const gas::PlanningTable& table : works.simultaneity) EXPECT_EQ(table.status, "unverified");
  EXPECT_DOUBLE_EQ(works.simultaneity.at(1).at(10), 0.25);
  EXPECT_DOUBLE_EQ(works.rule.speed_m_s, 20.0);
  EXPECT_DOUBLE_EQ(works.lng.truck_tonnes, 20.0);
}

std::string complaint(const std::string& from, const std::string& to) {
  std::ifstream in(BUILT_IN);
  std::string content{std::istreambuf_iterator<char>(in), {}};
  const size_t at = content.find(from);
  EXPECT_NE(at, std::string::npos);
  content.replace(at, from.size(), to);
  const std::string path = testing::TempDir() + "gas_works.toml";
  std::ofstream(path) << content;
  ProblemList problems;
  (void)read_gas_works(path, problems);
  return problems.empty() ? "" : problems.all().front().message;
}

TEST(GasWorks, WhatIsWrongIsTold) {
  EXPECT_THAT(complaint("\"PE40\"", "\"PE32\""), testing::HasSubstr("given twice"));
  EXPECT_THAT(complaint("[1, 5, 10, 50, 100, 1000]", "[1, 5, 10, 50, 100]"), testing::HasSubstr("6 factors for 5"));
  EXPECT_THAT(complaint("[1, 5, 10, 50, 100, 1000]", "[1, 5, 5, 50, 100, 1000]"), testing::HasSubstr("5 appliances"));
  EXPECT_NE(complaint("inner_diameter_mm = 26.2", "inner_diameter_mm = -1.0"), "");
  EXPECT_NE(complaint("\"wall_mounted\"", "\"shed\""), "");
}

}  // namespace
}  // namespace hearthgrid::io
