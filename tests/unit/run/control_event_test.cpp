// What reaches homes from outside: who takes part, when, and what it does to heaters, homes and transformers.
#include "engine/run/control_event.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/random.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

using Numbers = std::vector<double>;
using ::testing::HasSubstr;

// ---- who and when

ControlEvent event(EventKind kind, std::vector<Occurrence> times) {
  ControlEvent control;
  control.kind = kind;
  control.times = std::move(times);
  control.villages = {true, false};
  control.technologies = {true, false};
  return control;
}

Household home_called(const std::string& name, int village = 0) {
  Household home;
  home.name = name;
  home.hash = stable_hash(name);
  home.village = village;
  return home;
}

std::vector<std::pair<double, double>> spans(const ControlEvent& control, const Household& home, int64_t day) {
  std::vector<ControlSpan> out;
  spans_of(control, home, day, 7, out);
  std::vector<std::pair<double, double>> pairs;
  for (const ControlSpan& span : out) pairs.emplace_back(span.begin_minute, span.end_minute);
  return pairs;
}

constexpr int64_t DAY = 19000, MIDNIGHT = DAY * 1440;

TEST(ControlEvents, ReachTheVillagesAndHeatersThatAreNamed) {
  const ControlEvent block = event(EventKind::block, {});
  EXPECT_TRUE(takes_part(block, home_called("a"), 0, 7));
  EXPECT_FALSE(takes_part(block, home_called("a"), 1, 7));
  EXPECT_FALSE(takes_part(block, home_called("a", 1), 0, 7));
  EXPECT_TRUE(takes_part(event(EventKind::outage, {}), home_called("a"), 1, 7)) << "whatever it heats with";
}

// 4000 names: three standard deviations of the share are 0.023. Who takes part at 0.3 does so at 0.6.
TEST(ControlEvents, AShareIsTheSameHomesAlways) {
  ControlEvent few = event(EventKind::block, {}), many = few;
  few.share = 0.3;
  many.share = 0.6;
  int in_few = 0, in_many = 0;
  for (int i = 0; i < 4000; ++i) {
    const Household home = home_called("home-" + std::to_string(i));
    const bool part = takes_part(few, home, 0, 7);
    in_few += part ? 1 : 0;
    in_many += takes_part(many, home, 0, 7) ? 1 : 0;
    EXPECT_EQ(part, takes_part(few, home, 0, 7));
    EXPECT_TRUE(!part || takes_part(many, home, 0, 7)) << home.name;
  }
  EXPECT_NEAR(in_few / 4000.0, 0.3, 0.023);
  EXPECT_NEAR(in_many / 4000.0, 0.6, 0.024);
}

TEST(ControlEvents, HoursRunPastMidnight) {
  const ControlEvent shift = event(EventKind::set_point, {{MIDNIGHT + 22 * 60, MIDNIGHT + 30 * 60}});
  using Spans = std::vector<std::pair<double, double>>;
  EXPECT_EQ(spans(shift, home_called("a"), DAY - 1), Spans{});
  EXPECT_EQ(spans(shift, home_called("a"), DAY), (Spans{{1320.0, 1440.0}}));
  EXPECT_EQ(spans(shift, home_called("a"), DAY + 1), (Spans{{0.0, 360.0}}));
  EXPECT_EQ(spans(shift, home_called("a"), DAY + 2), Spans{});
}

TEST(ControlEvents, HeatersRestartApart) {
  ControlEvent outage = event(EventKind::outage, {{MIDNIGHT + 60, MIDNIGHT + 120}});
  outage.restart_delay_min = 3.0;
  outage.restart_spread_min = 10.0;
  double sum = 0.0, least = 1e9, most = 0.0;
  for (int i = 0; i < 1000; ++i) {
    const auto all = spans(outage, home_called("home-" + std::to_string(i)), DAY);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].first, 60.0);
    const double after = all[0].second - 120.0;
    sum += after;
    least = std::min(least, after);
    most = std::max(most, after);
  }
  EXPECT_GE(least, 3.0);
  EXPECT_LE(most, 13.0);
  EXPECT_NEAR(sum / 1000.0, 8.0, 0.28);  // three standard errors of a uniform spread
  EXPECT_GT(most - least, 9.5);
}

// An hour before midnight: the restart falls into the next day, and is the same after any outage that ends then.
TEST(ControlEvents, TheRestartIsThatOfTheDayOnWhichPowerReturns) {
  ControlEvent one = event(EventKind::outage, {{MIDNIGHT - 60, MIDNIGHT}});
  one.restart_spread_min = 30.0;
  ControlEvent long_one = one;
  long_one.times = {{MIDNIGHT - 3000, MIDNIGHT}};
  const Household home = home_called("a");
  const auto after = spans(one, home, DAY);
  ASSERT_EQ(after.size(), 1U);
  EXPECT_EQ(after[0].first, 0.0);
  EXPECT_EQ(spans(long_one, home, DAY), after);
  ControlEvent later = one;
  later.times = {{MIDNIGHT + 1380, MIDNIGHT + 1440}};
  EXPECT_NE(spans(later, home, DAY + 1), after);
}

TEST(ControlEvents, PowerIsAwayForTheShareOfAStep) {
  const std::vector<ControlEvent> all = {event(EventKind::outage, {{MIDNIGHT + 65, MIDNIGHT + 90}}),
                                         event(EventKind::block, {{MIDNIGHT, MIDNIGHT + 600}})};
  EXPECT_TRUE(powered_steps(all, 1, DAY, 96).empty());
  EXPECT_TRUE(powered_steps(all, 0, DAY + 1, 96).empty());
  const Numbers powered = powered_steps(all, 0, DAY, 96);
  ASSERT_EQ(powered.size(), 96U);
  EXPECT_NEAR(powered[4], 5.0 / 15.0, 1e-12);
  EXPECT_NEAR(powered[5], 0.0, 1e-12);
  EXPECT_EQ(std::count(powered.begin(), powered.end(), 1.0), 94);
}

TEST(ControlEvents, WaterIsHotterInTheHours) {
  TimeAxis axis;
  axis.first_day = std::chrono::sys_days{std::chrono::days{DAY}};
  axis.season_days = 1;
  axis.warm_up_days = 0;
  axis.step_minutes = 60;
  ControlEvent boost = event(EventKind::set_point, {{MIDNIGHT + 120, MIDNIGHT + 240}});
  boost.boost_k = 6.0;
  Numbers expected(24);
  expected[2] = expected[3] = 6.0;
  EXPECT_EQ(supply_boost_k({boost}, 0, axis), expected);
  EXPECT_TRUE(supply_boost_k({boost}, 1, axis).empty());
}

// ---- what it does

constexpr const char* ALL_ELECTRIC = R"(
[[mix]]
name = "before"
[[mix]]
name = "pumps"
[[mix.convert]]
technology = "ashp_water"
envelope = "basic"
size = 2.0
)";
constexpr size_t BEFORE = 0, PUMPS = 1;
constexpr size_t PER_DAY = 96, THE_27TH = 7 * PER_DAY;  // of the season

class Controls : public testing::Test {
 protected:
  static const ScenarioFolder& folder() {
    static const ScenarioFolder made(std::string(HEAD) + ALL_ELECTRIC);
    return made;
  }
  static io::ResultsReader run(const std::string& control) {
    const std::string named = R"(households.series_of=["east-0001","north-0003","west-0042"])";
    return io::ResultsReader(folder().run(
        {}, control.empty() ? std::vector<std::string>{named} : std::vector<std::string>{named, "control=" + control}));
  }
  static const io::ResultsReader& plain() {
    static const io::ResultsReader file = run("");
    return file;
  }
  /// The heaters' load of the county by step: base load is the same in all mixes.
  static Numbers heaters(const io::ResultsReader& file) {
    Numbers kw = file.numbers("county_load_kw", PUMPS);
    const Numbers base = file.numbers("county_load_kw", BEFORE);
    for (size_t k = 0; k < kw.size(); ++k) kw[k] -= base[k];
    return kw;
  }
  static double sum(const Numbers& kw, size_t from, size_t to) {
    return std::accumulate(kw.begin() + static_cast<std::ptrdiff_t>(from), kw.begin() + static_cast<std::ptrdiff_t>(to),
                           0.0);
  }
};

const std::string ON_THE_27TH = R"(,first_day=2021-12-27,days=1,)";

TEST_F(Controls, ABlockKeepsHeatersOffInItsHoursAndChangesNothingBefore) {
  const Numbers usual = heaters(plain());
  const Numbers kw =
      heaters(run(R"([{kind="block")" + ON_THE_27TH + "from_h=17,to_h=19,restart_delay_min=0,restart_spread_min=0}]"));
  const size_t from = THE_27TH + 17 * 4, to = from + 8;
  for (size_t k = 0; k < from; ++k) ASSERT_EQ(kw[k], usual[k]) << k;
  for (size_t k = from; k < to; ++k) EXPECT_NEAR(kw[k], 0.0, 1e-3) << k;
  EXPECT_GT(kw[to], usual[to]) << "then they make up for it";
  EXPECT_GT(sum(usual, from, to), 100.0);
}

TEST_F(Controls, AShareOfABlockTakesThatShareOfThePower) {
  const Numbers usual = heaters(plain());
  const Numbers kw = heaters(run(R"([{kind="block",share=0.5)" + ON_THE_27TH + "from_h=17,to_h=19}]"));
  const size_t from = THE_27TH + 17 * 4;
  EXPECT_NEAR(sum(kw, from, from + 8) / sum(usual, from, from + 8), 0.5, 0.1);
}

TEST_F(Controls, ShiftedSetPointsCostAndSave) {
  const auto kwh = [&](const std::string& shift) {
    const Numbers kw = heaters(run("[{kind=\"set_point\",shift_k=" + shift + ",from_h=0,to_h=24}]"));
    return sum(kw, 0, kw.size());
  };
  const Numbers usual_kw = heaters(plain());
  const double usual = sum(usual_kw, 0, usual_kw.size()), warmer = kwh("1"), cooler = kwh("-1");
  // About 27 K are held on these days: one more is 3.7 %, and people who are out or asleep heat less.
  EXPECT_GT(warmer / usual, 1.01);
  EXPECT_LT(warmer / usual, 1.07);
  EXPECT_LT(cooler / usual, 0.99);
  EXPECT_GT(cooler / usual, 0.93);
}

TEST_F(Controls, HeatingAheadInTheValleyMovesEnergyIntoIt) {
  const Numbers usual = heaters(plain());
  const Numbers kw = heaters(run(R"([{kind="set_point",hours="valley",shift_k=2}])"));
  const Scenario scenario = folder().load();
  double valley[2] = {}, day[2] = {};
  for (size_t k = 0; k < kw.size(); ++k) {
    double* sums = scenario.tariff.is_valley(static_cast<double>(k % PER_DAY) / 4.0) ? valley : day;
    sums[0] += usual[k];
    sums[1] += kw[k];
  }
  EXPECT_GT(valley[1], 1.02 * valley[0]);
  EXPECT_LT(day[1], 0.99 * day[0]);
}

// Hotter water at the same heat is a lower COP.
TEST_F(Controls, HotterWaterTakesMorePower) {
  const Numbers usual = heaters(plain());
  const Numbers kw = heaters(run(R"([{kind="set_point",boost_k=5)" + ON_THE_27TH + "from_h=2,to_h=6}]"));
  const size_t from = THE_27TH + 2 * 4;
  for (size_t k = 0; k < from; ++k) ASSERT_EQ(kw[k], usual[k]) << k;
  EXPECT_GT(sum(kw, from, from + 16), 1.03 * sum(usual, from, from + 16));
}

TEST_F(Controls, AnOutageLeavesATransformerNothing) {
  const std::string outage = R"([{kind="outage",villages=["east"])" + ON_THE_27TH + "from_h=23,to_h=1}]";
  const io::ResultsReader file = run(outage);
  const Numbers village = file.numbers("transformer_village");
  const size_t from = THE_27TH + 23 * 4, to = from + 8;
  for (const size_t mix : {BEFORE, PUMPS}) {
    for (size_t t = 0; t < village.size(); ++t) {
      const size_t at[] = {mix, t};
      const Numbers kw = file.numbers("transformer_load_kw", at), usual = plain().numbers("transformer_load_kw", at);
      const double left = sum(kw, from, to);
      if (village[t] == 0.0) {
        EXPECT_NEAR(left, 0.0, 1e-4) << t;
      } else {
        ASSERT_EQ(kw, usual) << t;
      }
      ASSERT_EQ(sum(kw, 0, from), sum(usual, 0, from)) << t;
    }
  }
}

TEST(ControlsOfAWholeTransformer, OtherCustomersLoseTheirPowerToo) {
  const ScenarioFolder folder(std::string(HEAD) + ALL_ELECTRIC);
  folder.write("transformers.csv",
               "transformer,village,rated_kva,other_load_kw\nE,east,400,30\nN,north,400,\nW,west,400,\n");
  const io::ResultsReader file(folder.run({}, {R"(electricity.transformers="transformers.csv")",
                                               R"(control=[{kind="outage")" + ON_THE_27TH + "from_h=10,to_h=12}]"}));
  const size_t at[] = {BEFORE, 0}, from = THE_27TH + 40;
  const Numbers kw = file.numbers("transformer_load_kw", at);
  EXPECT_GT(kw[from - 1], 30.0);
  for (size_t k = from; k < from + 8; ++k) EXPECT_NEAR(kw[k], 0.0, 1e-4);
  EXPECT_GT(kw[from + 8], 30.0);
}

TEST_F(Controls, AreRefusedWhereTheyMeanNothing) {
  const auto problems = [&](const std::string& control) { return folder().problems({"control=[{" + control + "}]"}); };
  EXPECT_THAT(problems(R"(kind="block",from_h=5,to_h=5)"),
              HasSubstr("the control has no hours: it begins when it ends"));
  EXPECT_THAT(problems(R"(kind="block",to_h=5,villages=["eats"])"), HasSubstr("unknown name 'eats' in villages"));
  EXPECT_THAT(problems(R"(kind="block",to_h=5,technologies=["ashp"])"),
              HasSubstr("unknown name 'ashp' in technologies"));
  EXPECT_THAT(problems(R"(kind="set_point",to_h=5,boost_k=5,share=0.5)"),
              HasSubstr("boost_k raises the water of all homes with a technology"));
  EXPECT_THAT(problems(R"(kind="outage",to_h=5,share=0.5)"), HasSubstr("an outage hits all homes of a village"));
  EXPECT_THAT(problems(R"(kind="block",to_h=5,first_day=2022-01-03)"),
              HasSubstr("the control of 2022-01-03 lies outside the season"));
  EXPECT_THAT(problems(R"(kind="block",to_h=5,first_day=2021-12-10,days=10)"),
              HasSubstr("the season is 2021-12-20 to 2022-01-02"));
  EXPECT_EQ(problems(R"(kind="block",to_h=5,first_day=2021-12-10,days=11)"), "");
  EXPECT_THAT(problems(R"(kind="block",to_h=5,days=3)"),
              HasSubstr("days are counted from first_day, which is missing"));
  EXPECT_THAT(problems(R"(kind="set_point",to_h=5)"), HasSubstr("the control moves nothing"));
  EXPECT_THAT(problems(R"(kind="block",to_h=5,shift_k=2)"), HasSubstr("shift_k has no effect with kind = \"block\""));
  EXPECT_THAT(problems(R"(kind="set_point",shift_k=1,to_h=5,restart_delay_min=1)"),
              HasSubstr("restart_delay_min has no effect with kind = \"set_point\""));
  EXPECT_THAT(problems(R"(kind="outage",to_h=5,technologies=["ashp_water"])"),
              HasSubstr("technologies has no effect with kind = \"outage\""));
  EXPECT_THAT(problems(R"(kind="block",hours="valley",to_h=5)"),
              HasSubstr("to_h has no effect with hours = \"valley\""));
}

}  // namespace
}  // namespace hearthgrid::run
