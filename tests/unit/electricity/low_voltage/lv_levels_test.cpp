// Which steps' apparent power has to be exact, by hand: a transformer of 100 kVA, with levels at 80 and 100 kVA.

#include "models/electricity/low_voltage/lv_levels.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace hearthgrid::electricity {
namespace {

constexpr float UNSURE = 32.0F;

struct Day {
  std::vector<float> flags, kw, kvar, kva_bound;
  void add(float active_kw, float reactive_kvar, float bound_kva, float flag = 0.0F) {
    flags.push_back(flag), kw.push_back(active_kw), kvar.push_back(reactive_kvar), kva_bound.push_back(bound_kva);
  }
  [[nodiscard]] LvDayPower power() const {
    return {static_cast<int>(kw.size()), flags.data(), kw.data(), kvar.data(), kva_bound.data()};
  }
};

std::vector<bool> marks(LvLevels& levels, const Day& day) {
  levels.mark(day.power(), UNSURE);
  std::vector<bool> out;
  for (int step = 0; step < static_cast<int>(day.kw.size()); ++step) out.push_back(levels.marked(step));
  return out;
}

// Within a step's own bound of a level, or of what the largest is at least.
TEST(LvLevels, MarksWhatIsNearALevelOrCouldBeTheLargest) {
  LvLevels levels(100.0);
  Day day;
  day.add(64.0F, 48.0F, 0.012F);  // 80 kVA
  day.add(79.98F, 0.0F, 0.03F);   // by 0.02 of 0.03
  day.add(79.98F, 0.0F, 0.012F);  // by 0.02 of 0.012
  day.add(90.0F, 0.0F, 0.015F);   // the largest: at least 89.985
  day.add(89.98F, 0.0F, 0.012F);  // 89.992 at most
  day.add(89.96F, 0.0F, 0.012F);  // 89.972 at most
  day.add(50.0F, 0.0F, 0.001F);
  EXPECT_EQ(marks(levels, day), (std::vector<bool>{true, true, false, true, true, false, false}));
  EXPECT_TRUE(levels.any_marked());
  Day next;
  next.add(89.98F, 0.0F, 0.003F);  // 89.983 at most
  next.add(70.0F, 0.0F, 0.001F);
  EXPECT_EQ(marks(levels, next), (std::vector<bool>{false, false}));
  EXPECT_FALSE(levels.any_marked());
}

TEST(LvLevels, ExactStepsRaiseTheLargest) {
  LvLevels levels(1000.0);
  levels.see_exact(90.0);
  Day day;
  day.add(89.9F, 0.0F, 0.001F);
  day.add(90.1F, 0.0F, 0.001F);
  EXPECT_EQ(marks(levels, day), (std::vector<bool>{false, true}));
}

// They are solved exactly anyhow, and say nothing.
TEST(LvLevels, StepsThatAreNotSettledCountForNothing) {
  LvLevels levels(100.0);
  constexpr float NAN_KW = std::numeric_limits<float>::quiet_NaN();
  Day day;
  day.add(NAN_KW, NAN_KW, NAN_KW, UNSURE);
  day.add(500.0F, 0.0F, 0.001F, 2.0F * UNSURE);
  day.add(60.0F, 0.0F, 0.001F);
  day.add(40.0F, 0.0F, 0.001F);
  EXPECT_EQ(marks(levels, day), (std::vector<bool>{false, false, true, false}));
}

TEST(LvLevels, WithoutARatedPowerNothingIsMarked) {
  LvLevels levels(0.0);
  Day day;
  day.add(60.0F, 0.0F, 0.001F);
  EXPECT_EQ(marks(levels, day), (std::vector<bool>{false}));
}

}  // namespace
}  // namespace hearthgrid::electricity
