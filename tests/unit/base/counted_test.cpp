#include "engine/base/counted.hpp"

#include <gtest/gtest.h>

namespace hearthgrid {
namespace {

TEST(Counted, HasOneOfAKindAndTheRestInThePlural) {
  EXPECT_EQ(counted(0, "node"), "0 nodes");
  EXPECT_EQ(counted(1, "node"), "1 node");
  EXPECT_EQ(counted(2, "node"), "2 nodes");
  EXPECT_EQ(counted(1, "supply", "supplies"), "1 supply");
  EXPECT_EQ(counted(12, "supply", "supplies"), "12 supplies");
  EXPECT_EQ(counted(3, "home needs", "homes need"), "3 homes need");
}

}  // namespace
}  // namespace hearthgrid
