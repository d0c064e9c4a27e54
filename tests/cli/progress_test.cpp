#include "tools/cli/progress.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace hearthgrid::cli {
namespace {

using ::testing::HasSubstr;

TEST(Progress, OneLinePerTenthWhereThereIsNoTerminal) {
  std::ostringstream stream;
  Progress progress(stream, "simulate", 1000, ProgressStyle::lines);
  for (int done = 0; done <= 1000; ++done) progress.update(done);
  progress.finish();
  const std::string text = stream.str();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 10);
  EXPECT_THAT(text, HasSubstr("simulate: 10 %, "));
  EXPECT_THAT(text, HasSubstr("simulate: 90 %, "));
  EXPECT_THAT(text, HasSubstr("simulate: done in "));
}

TEST(Progress, ABarOnATerminal) {
  std::ostringstream stream;
  Progress progress(stream, "simulate", 4, ProgressStyle::bar);
  progress.update(2);
  EXPECT_THAT(stream.str(), HasSubstr("[###############               ]  50 %"));
  EXPECT_THAT(stream.str(), HasSubstr(" left"));
}

TEST(Progress, QuietSaysNothing) {
  std::ostringstream stream;
  Progress progress(stream, "simulate", 0, ProgressStyle::quiet);
  progress.update(7);
  progress.finish();
  EXPECT_EQ(stream.str(), "");
}

TEST(Progress, DurationsInWords) {
  EXPECT_EQ(duration_text(0.42), "0.4 s");
  EXPECT_EQ(duration_text(45.2), "45 s");
  EXPECT_EQ(duration_text(185.0), "3 min 05 s");
  EXPECT_EQ(duration_text(7800.0), "2 h 10 min");
}

}  // namespace
}  // namespace hearthgrid::cli
