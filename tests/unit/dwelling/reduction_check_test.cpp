// Where five states miss the layers: more are tried, the nearest is kept, and the note says what is left.

#include "models/dwelling/reduction_check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/sunspace.hpp"

namespace hearthgrid::dwelling {
namespace {

using testing::HasSubstr;
using testing::Not;

/// The heavy box with walls of these layers, from outside to inside.
Dwelling walled(const std::vector<Layer>& layers) {
  Dwelling home = bestest::box(true, false);
  home.name = "walled";
  for (int wall = 0; wall < 4; ++wall) home.opaque[wall].layers = layers;
  return home;
}

/// 490 mm of brick behind 100 mm of foam inside.
Dwelling foam_inside() {
  return walled({{"brick", 0.49, 0.81, 1800, 1050, 0}, {"eps", 0.10, 0.05, 20, 1380, 0}});
}

/// Cave dwelling: 3 m of loess.
Dwelling loess() {
  return walled({{"loess", 3.0, 1.2, 1800, 1010, 0}});
}

bool holds(const ReductionError& error) {
  return std::abs(error.heat) <= MOST_HEAT_ERROR && std::abs(error.peak) <= MOST_PEAK_ERROR;
}

TEST(ReductionCheck, KeepsFiveStatesWhereTheyDo) {
  const ReducedDwelling reduced = reduce_checked(bestest::box(true, false));
  EXPECT_EQ(reduced.model.states(), 5);
  EXPECT_EQ(reduced.note, "");
  EXPECT_TRUE(holds(*reduced.error));
}

TEST(ReductionCheck, TakesMoreStatesAndSaysSo) {
  const Dwelling home = foam_inside();
  ASSERT_FALSE(holds(reduction_error(home, reduce(home, 5))));
  const ReducedDwelling reduced = reduce_checked(home);
  EXPECT_EQ(reduced.model.states(), 7);
  EXPECT_TRUE(holds(*reduced.error));
  EXPECT_THAT(reduced.note, HasSubstr("walled: 5 states miss the layered network (heat -0.75 %"));
  EXPECT_THAT(reduced.note, HasSubstr("; 7 taken (heat -0.02 %"));
  EXPECT_THAT(reduced.note, Not(HasSubstr("limits")));
}

TEST(ReductionCheck, KeepsTheBetterOfTwoThatMiss) {
  const Dwelling home = foam_inside();
  const ReductionError five = reduction_error(home, reduce(home, 5)), six = reduction_error(home, reduce(home, 6));
  ASSERT_GT(std::abs(six.heat), std::abs(five.heat)) << "a sixth state makes it worse";
  const ReducedDwelling reduced = reduce_checked(home, 5, 6);
  EXPECT_EQ(reduced.model.states(), 5);
  EXPECT_EQ(reduced.error->heat, five.heat);
  EXPECT_THAT(reduced.note, HasSubstr("5 taken"));
  EXPECT_THAT(reduced.note, HasSubstr("the best of up to 6: not within the limits"));
}

TEST(ReductionCheck, MainDirectionsAreNearTheLayersToo) {
  for (const Dwelling& home : {bestest::box(false, false), bestest::box(true, false), bestest::sunspace_home()}) {
    const ReducedDwelling reduced = reduce_by_main_directions(home, 7);
    EXPECT_EQ(reduced.model.states(), 7) << home.name;
    EXPECT_LT(std::abs(reduction_error(home, reduced).heat), 0.01) << home.name;
    EXPECT_LT(std::abs(reduction_error(home, reduced).peak), 0.025) << home.name;
  }
}

TEST(ReductionCheck, SaysWhereNoneHolds) {
  const Dwelling home = loess();
  const ReducedDwelling reduced = reduce_checked(home);
  EXPECT_FALSE(holds(*reduced.error));
  EXPECT_THAT(reduced.note, HasSubstr("the best of up to 7: not within the limits"));
  for (const int states : {5, 6}) {
    EXPECT_LT(std::abs(reduced.error->heat), std::abs(reduction_error(home, reduce(home, states)).heat));
  }
}

}  // namespace
}  // namespace hearthgrid::dwelling
