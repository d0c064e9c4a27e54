#include "models/gas/simultaneity.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <stdexcept>

namespace hearthgrid::gas {
namespace {

TEST(SimultaneityFactor, GroupsByHand) {
  // Homes peak at different steps: alone 1, 1, 0.5 and 1 of 2; in pairs (2 + 0) / 4 and (1 + 2) / 4; all 3 / 8.
  const BurnerDraws draws{.draw_m3h = {2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 2}, .rated_m3h = {2, 2, 2, 2}};
  const std::vector<int> sizes = {1, 2, 3, 4, 5};
  const auto found = simultaneity_by_size(draws, sizes);
  ASSERT_EQ(found.size(), 4U);  // no group of five
  EXPECT_EQ(found[0].groups, 4);
  EXPECT_DOUBLE_EQ(found[0].mean, (1.0 + 1.0 + 0.5 + 1.0) / 4.0);
  EXPECT_DOUBLE_EQ(found[0].largest, 1.0);
  EXPECT_EQ(found[1].groups, 2);
  EXPECT_DOUBLE_EQ(found[1].mean, (0.5 + 0.75) / 2.0);
  EXPECT_DOUBLE_EQ(found[1].largest, 0.75);
  EXPECT_EQ(found[2].groups, 1);
  EXPECT_DOUBLE_EQ(found[3].mean, 3.0 / 8.0);
}

RC_GTEST_PROP(SimultaneityFactor, LargerGroupsCoincideNoMore, ()) {
  BurnerDraws draws;
  const size_t homes = 8, steps = 20;
  for (size_t h = 0; h < homes; ++h) {
    draws.rated_m3h.push_back(2.5);
    for (size_t k = 0; k < steps; ++k) draws.draw_m3h.push_back(static_cast<float>(*rc::gen::inRange(0, 11)) / 4.0F);
  }
  const std::vector<int> sizes = {1, 2, 4, 8};
  const auto found = simultaneity_by_size(draws, sizes);
  for (size_t i = 0; i < found.size(); ++i) {
    RC_ASSERT(found[i].mean <= found[i].largest + 1e-12 && found[i].largest <= 1.0);
    if (i > 0) RC_ASSERT(found[i].mean <= found[i - 1].mean + 1e-12);
  }
}

TEST(SimultaneityFactor, PlanningTableGoesByTheLogarithmOfTheNumber) {
  const PlanningTable table{.name = "t", .factors = {{1, 1.0}, {10, 0.5}, {1000, 0.1}}, .status = {}, .source = {}};
  EXPECT_DOUBLE_EQ(table.at(1), 1.0);
  EXPECT_DOUBLE_EQ(table.at(10), 0.5);
  EXPECT_NEAR(table.at(100), 0.3, 1e-12);
  EXPECT_DOUBLE_EQ(table.at(5000), 0.1);
  EXPECT_EQ(PlanningTable{}.at(3), 0.0);
}

TEST(SimultaneityFactor, RefusesWhatDoesNotFit) {
  const std::vector<int> one = {1}, none = {0};
  EXPECT_THROW((void)simultaneity_by_size({{1.0F, 2.0F, 3.0F}, {1.0, 1.0}}, one), std::invalid_argument);
  EXPECT_THROW((void)simultaneity_by_size({{1.0F}, {0.0}}, one), std::invalid_argument);
  EXPECT_THROW((void)simultaneity_by_size({{1.0F}, {1.0}}, none), std::invalid_argument);
  EXPECT_TRUE(simultaneity_by_size({}, one).empty());
}

}  // namespace
}  // namespace hearthgrid::gas
