// Homes: drawn from their names, sorted, hung on transformers.
#include "engine/run/population.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

using ::testing::HasSubstr;

const std::string NO_MIX = "[[mix]]\nname = \"before\"\n";

// A scenario of synthesised homes only.
std::string synthesised(const std::string& more = "") {
  return R"(format = 1
name = "synthesised"
seed = 11
[season]
first_day = 2021-12-20
last_day = 2021-12-22
[weather]
site = "yanggao"
[households]
villages = "villages.csv"
)" + more +
         NO_MIX;
}

std::vector<double> drawn(const Household& h) {
  const auto& p = h.people;
  const Traits& t = h.traits;
  return {static_cast<double>(h.hash >> 32),
          static_cast<double>(h.archetype),
          h.floor_area_m2,
          h.air_change_factor,
          h.conductivity_factor,
          h.furniture_factor,
          t.income_cny,
          t.vacant ? 1.0 : 0.0,
          t.lives_alone ? 1.0 : 0.0,
          t.registered_poor ? 1.0 : 0.0,
          t.safety_ok ? 1.0 : 0.0,
          static_cast<double>(p.persons),
          static_cast<double>(p.elderly),
          static_cast<double>(p.pattern),
          p.set_point_before_c,
          p.set_point_after_c,
          p.heated_share_before,
          p.heated_share_after,
          p.yearly_kwh,
          p.wake_minute,
          p.sleep_minute,
          p.meal_shift_minute};
}

std::map<std::string, std::vector<double>> drawn_homes(const Scenario& s) {
  std::map<std::string, std::vector<double>> homes;
  for (const Household& h : s.population.households) homes[h.name] = drawn(h);
  return homes;
}

TEST(Traits, DoNotChangeWhenHomesAreAdded) {
  const std::string shares = "vacant_share = 0.2\nlives_alone_share = 0.1\nregistered_poor_share = 0.1\n";
  const ScenarioFolder folder(synthesised(shares));
  folder.write("villages.csv", "village,households,archetype\nlow,200,brick_240:0.5;adobe:0.5\n");
  const auto few = drawn_homes(folder.load());
  folder.write("villages.csv",
               "village,households,archetype\nhigh,50,adobe\nlow,230,brick_240:0.5;adobe:0.5\nmid,1,brick_370\n");
  const auto many = drawn_homes(folder.load());
  ASSERT_EQ(few.size(), 200U);
  ASSERT_EQ(many.size(), 281U);
  for (const auto& [name, values] : few) EXPECT_EQ(many.at(name), values) << name;
}

TEST(Traits, DependOnTheSeed) {
  const ScenarioFolder folder(synthesised());
  folder.write("villages.csv", "village,households\nlow,100\n");
  const auto a = drawn_homes(folder.load()), b = drawn_homes(folder.load({"seed=12"}));
  int same = 0;
  for (const auto& [name, values] : a) same += values == b.at(name) ? 1 : 0;
  EXPECT_EQ(same, 0);
}

TEST(Traits, AreSpreadAsAskedFor) {
  const ScenarioFolder folder(
      synthesised("vacant_share = 0.12\nregistered_poor_share = 0.3\nunsafe_share = 0.05\n"
                  "heated_area_m2 = 90\nyearly_kwh = 1300\npersons = 3.0\n"));
  folder.write(
      "villages.csv",
      "village,households,archetype,heated_area_m2\nbig,9000,brick_240:0.7;brick_370:0.3,\nsmall,3000,adobe,50\n");
  const Scenario s = folder.load();
  double n = 0, area = 0, area2 = 0, air = 0, persons = 0, kwh = 0, income = 0, after = 0, thin = 0, vacant = 0;
  double poor = 0, unsafe = 0, small_area = 0;
  for (const Household& h : s.population.households) {
    if (h.village == 1) small_area += h.floor_area_m2 / 3000.0;
    if (h.village == 1) continue;
    ++n;
    area += h.floor_area_m2;
    area2 += h.floor_area_m2 * h.floor_area_m2;
    air += h.air_change_factor;
    persons += h.people.persons;
    kwh += h.people.yearly_kwh / 0.88;  // vacant homes take nothing
    income += h.traits.income_cny;
    after += h.people.set_point_after_c;
    thin += s.archetypes[h.archetype].name == "brick_240" ? 1 : 0;
    vacant += h.traits.vacant ? 1 : 0;
    poor += h.traits.registered_poor ? 1 : 0;
    unsafe += h.traits.safety_ok ? 0 : 1;
    EXPECT_GT(h.floor_area_m2, 30.0F);
    EXPECT_LT(h.floor_area_m2, 180.0F);
  }
  ASSERT_EQ(n, 9000.0);
  const auto share_error = [&](double p) { return 4.0 * std::sqrt(p * (1.0 - p) / n); };  // four standard errors
  EXPECT_NEAR(thin / n, 0.7, share_error(0.7));
  EXPECT_NEAR(vacant / n, 0.12, share_error(0.12));
  EXPECT_NEAR(poor / n, 0.3, share_error(0.3));
  EXPECT_NEAR(unsafe / n, 0.05, share_error(0.05));
  EXPECT_NEAR(area / n, 90.0, 0.9);
  EXPECT_NEAR(std::sqrt(area2 / n - area / n * area / n) / 90.0, 0.2, 0.01);  // the default spread, cut at 2.5 sd
  EXPECT_NEAR(small_area, 50.0, 0.8);
  EXPECT_NEAR(air / n, 1.0, 0.02);
  EXPECT_NEAR(persons / n, 3.0, 0.06);
  EXPECT_NEAR(kwh / n, 1300.0, 20.0);
  EXPECT_NEAR(income / n, 40000.0, 1200.0);
  EXPECT_NEAR(after / n, 18.5, 0.1);
}

TEST(Order, IsByTransformerThenName) {
  const Scenario s = ScenarioFolder(std::string(HEAD) + NO_MIX).load();
  const auto& homes = s.population.households;
  for (size_t h = 1; h < homes.size(); ++h) {
    EXPECT_TRUE(std::tie(homes[h - 1].transformer, homes[h - 1].name) < std::tie(homes[h].transformer, homes[h].name));
  }
  int next = 0;
  for (size_t t = 0; t < s.population.transformers.size(); ++t) {
    const Transformer& unit = s.population.transformers[t];
    EXPECT_EQ(unit.first_household, next);
    next += unit.households;
    for (int h = unit.first_household; h < next; ++h) {
      EXPECT_EQ(homes[h].transformer, static_cast<int>(t));
      EXPECT_EQ(homes[h].village, unit.village);
    }
    EXPECT_TRUE(t == 0 || s.population.transformers[t - 1].village <= unit.village);
  }
  EXPECT_EQ(next, 300);
}

TEST(Transformers, AreSizedByTheRule) {
  const ScenarioFolder folder(std::string(HEAD) + NO_MIX);
  const Scenario s = folder.load({"electricity.sizing.households_per_transformer=50"});
  // 120, 100 and 80 homes at 50 each: 2, 2 and 2 transformers, evenly filled.
  ASSERT_EQ(s.population.transformers.size(), 6U);
  const int homes[] = {60, 60, 50, 50, 40, 40};
  for (size_t t = 0; t < 6; ++t) {
    EXPECT_EQ(s.population.transformers[t].households, homes[t]);
    EXPECT_GE(s.population.transformers[t].rated_kva, 2.0 * homes[t]);
  }
}

TEST(Transformers, ThatTheTableGivesAreTaken) {
  const ScenarioFolder folder(std::string(HEAD) + NO_MIX);
  folder.write("transformers.csv",
               "transformer,village,rated_kva\nw1,west,100\ne2,east,50\ne1,east,200\nn1,north,315\n");
  std::string rows = "household,village,transformer\n";
  for (int i = 1; i <= 10; ++i) rows += fmt::format("h{:02},east,{}\n", i, i <= 3 ? "e1" : "");
  rows += "h11,west,\nh12,north,\n";
  folder.write("households.csv", rows);
  const Scenario s = folder.load({"electricity.transformers=\"transformers.csv\""});
  std::map<std::string, int> count;
  for (const Household& h : s.population.households) ++count[s.population.transformers[h.transformer].name];
  EXPECT_EQ(count["w1"], 1);
  EXPECT_EQ(count["n1"], 1);
  EXPECT_EQ(count["e1"] + count["e2"], 10);
  EXPECT_GE(count["e1"], 3);
  for (const Household& h : s.population.households) {
    EXPECT_TRUE(h.name > "h03" || s.population.transformers[h.transformer].name == "e1") << h.name;
  }
  folder.write("households.csv", "household,village,transformer\nh1,east,e1\nh2,middle,\n");
  const std::string text = folder.problems({"electricity.transformers=\"transformers.csv\""});
  EXPECT_THAT(text, HasSubstr("unknown village 'middle'"));
}

TEST(Table, OverwritesWhatWasDrawn) {
  const ScenarioFolder folder(std::string(HEAD) + NO_MIX);
  folder.write("households.csv",
               "household,village,archetype,heated_area_m2,persons,yearly_kwh,set_point_after_c,technology,income_cny\n"
               "a,east,adobe,77,5,2222,21.5,pellet_stove,12345\nb,east,,,,,,,\n");
  const Scenario s = folder.load();
  ASSERT_EQ(s.population.households.size(), 2U);
  const Household& a = s.population.households[0];
  EXPECT_EQ(s.archetypes[a.archetype].name, "adobe");
  EXPECT_FLOAT_EQ(a.floor_area_m2, 77.0F);
  EXPECT_EQ(a.people.persons, 5);
  EXPECT_EQ(a.people.yearly_kwh, 2222.0);
  EXPECT_EQ(a.people.set_point_after_c, 21.5);
  EXPECT_FLOAT_EQ(a.traits.income_cny, 12345.0F);
  const auto technology_of = [&](int h) {
    return s.technologies[s.plan.options[s.plan.pairs[s.plan.before[h]].option].technology].name;
  };
  EXPECT_EQ(technology_of(0), "pellet_stove");
  EXPECT_EQ(technology_of(1), "coal_stove");
}

TEST(Table, MistakesAreReportedWithTheirPlace) {
  const ScenarioFolder folder(std::string(HEAD) + NO_MIX);
  folder.write("households.csv",
               "household,village,archetype,technology\na,eats,,\nb,east,brick_204,\nc,east,,coal_stov\n");
  const std::string text = folder.problems();
  EXPECT_THAT(text, HasSubstr("households.csv:2:"));
  EXPECT_THAT(text, HasSubstr("did you mean 'east'"));
  EXPECT_THAT(text, HasSubstr("households.csv:3:"));
  EXPECT_THAT(text, HasSubstr("did you mean 'brick_240'"));
}

}  // namespace
}  // namespace hearthgrid::run
