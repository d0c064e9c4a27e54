// What a user reads when something is wrong, and the advice for a mistyped word.
#include "engine/base/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "engine/base/suggest.hpp"

namespace hearthgrid {
namespace {

TEST(Problem, SaysOnlyWhatIsKnown) {
  EXPECT_EQ((Problem{"a.toml", 3, 7, "no such key", "allowed: x"}.text()), "a.toml:3:7: no such key\n  allowed: x");
  EXPECT_EQ((Problem{"a.toml", 3, 0, "no such key", ""}.text()), "a.toml:3: no such key");
  EXPECT_EQ((Problem{"a.toml", 0, 7, "empty", ""}.text()), "a.toml: empty");
  EXPECT_EQ((Problem{"", 3, 7, "empty", "write one"}.text()), "empty\n  write one");
}

TEST(ProblemList, ThrowsNothingWhenNothingIsWrong) {
  const ProblemList list;
  EXPECT_TRUE(list.empty());
  EXPECT_NO_THROW(list.throw_if_any());
}

TEST(ProblemList, TellsEverythingInOrderOfPlace) {
  ProblemList list;
  list.add({"b.toml", 1, 1, "third", ""});
  list.add({"a.toml", 10, 1, "second", ""});
  list.add({"a.toml", 9, 80, "first", ""});
  list.add({"b.toml", 1, 1, "fourth: as it was found", ""});
  try {
    list.throw_if_any();
    FAIL() << "four problems and no error";
  } catch (const InputError& error) {
    std::vector<std::string> messages;
    for (const Problem& problem : error.problems()) messages.push_back(problem.message);
    EXPECT_THAT(messages, testing::ElementsAre("first", "second", "third", "fourth: as it was found"));
    EXPECT_STREQ(error.what(),
                 "a.toml:9:80: first\na.toml:10:1: second\nb.toml:1:1: third\nb.toml:1:1: fourth: as it was found");
  }
  EXPECT_EQ(list.all().size(), 4U);
}

TEST(EditDistance, CountsSlipsOfTheKeyboard) {
  EXPECT_EQ(edit_distance("", ""), 0);
  EXPECT_EQ(edit_distance("", "abc"), 3);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3);
  EXPECT_EQ(edit_distance("stove", "stvoe"), 1);  // neighbours swapped
  EXPECT_EQ(edit_distance("ca", "abc"), 3);       // optimal string alignment; unrestricted Damerau would say 2
}

RC_GTEST_PROP(EditDistance, IsSymmetricAndBounded, (const std::string& a, const std::string& b)) {
  const int distance = edit_distance(a, b);
  RC_ASSERT(distance == edit_distance(b, a));
  RC_ASSERT((distance == 0) == (a == b));
  RC_ASSERT(distance <= static_cast<int>(std::max(a.size(), b.size())));
  RC_ASSERT(distance >= std::abs(static_cast<int>(a.size()) - static_cast<int>(b.size())));
}

TEST(Nearest, OffersOnlyWhatIsNearEnough) {
  const std::vector<std::string> words = {"coal_stove", "pellet_stove", "gas_boiler"};
  EXPECT_EQ(nearest("pelet_stove", words), "pellet_stove");
  EXPECT_EQ(nearest("gas_biolers", words), "gas_boiler");
  EXPECT_EQ(nearest("nuclear", words), std::nullopt);
  EXPECT_EQ(nearest("x", {"y"}), "y");              // a short word may miss by two
  EXPECT_EQ(nearest("ab", {"xyz"}), std::nullopt);  // but not by three
  EXPECT_EQ(nearest("anything", {}), std::nullopt);
  EXPECT_EQ(nearest("ac", {"ab", "ad"}), "ab");  // the first of equals
}

TEST(Advice, ListsWhatIsAllowed) {
  EXPECT_EQ(advice_for_unknown("gass", {"coal", "gas"}), "did you mean 'gas'? allowed: coal, gas");
  EXPECT_EQ(advice_for_unknown("electricity", {"coal", "gas"}), "allowed: coal, gas");
}

}  // namespace
}  // namespace hearthgrid
