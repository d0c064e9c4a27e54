// Whole villages, exceptions to rules and what the refused are told. A county of four villages by hand.
#include <gmock/gmock.h>

#include <set>

#include "engine/base/random.hpp"
#include "engine/io/scenario_schema.hpp"
#include "engine/run/plan.hpp"

namespace hearthgrid::run {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const char* const HEADER = R"(
format = 1
name = "four villages"
[season]
first_day = 2021-11-01
last_day = 2021-11-10
)";

// Villages of 10, 20, 30 and 40 homes; village 0 is the richest, village 3 the poorest. Every fifth home is vacant, and
// every tenth, which is vacant too, is registered as poor.
Population four_villages() {
  Population population;
  population.transformers.resize(1);
  for (int v = 0; v < 4; ++v) {
    population.villages.push_back({});
    population.villages.back().name = "V" + std::to_string(v);
    for (int i = 0; i < 10 * (v + 1); ++i) {
      Household home;
      home.name = population.villages[v].name + "-" + std::to_string(i);
      home.hash = stable_hash(home.name);
      home.village = v;
      home.traits.vacant = i % 5 == 0;
      home.traits.registered_poor = i % 10 == 0;
      home.traits.income_cny = static_cast<float>(50000 - 10000 * v + i);
      population.households.push_back(home);
    }
  }
  return population;
}

struct Planned {
  Plan plan;
  std::vector<std::string> problems;
};

Planned plan_of(const std::string& toml) {
  ProblemList problems;
  const io::Settings settings = io::read_settings(HEADER + toml, "a.toml", io::scenario_schema(), {}, problems);
  TimeAxis axis;
  axis.first_day = settings.table("season").date("first_day");
  axis.season_days = 10;
  axis.warm_up_days = 7;
  Planned out;
  out.plan = plan_mixes(settings, four_villages(), {"coal_stove", "ashp_water"}, {"deep", "none"}, axis, problems);
  for (const Problem& problem : problems.all()) out.problems.push_back(problem.message);
  return out;
}

std::string mix(const std::string& name, const std::string& clause) {
  return "[[mix]]\nname = \"" + name + "\"\n[[mix.convert]]\ntechnology = \"ashp_water\"\n" + clause + "\n";
}

// Converted homes per village.
std::vector<int> by_village(const Plan& plan, size_t mix_index) {
  const Population population = four_villages();
  std::vector<int> counts(population.villages.size());
  for (size_t h = 0; h < population.households.size(); ++h) {
    if (plan.mixes[mix_index].clause[h] >= 0) ++counts[population.households[h].village];
  }
  return counts;
}

const std::string NOT_VACANT = "[[eligibility]]\nname = \"lives there\"\ncolumn = \"vacant\"\nequals = 0\n";

// In table order 10 + 20 homes fit into 35, the next 30 would exceed it.
TEST(WholeVillages, StopWhereTheNextWouldExceedTheWantedNumber) {
  const Planned p = plan_of(mix("a", "count = 35\nwhole_villages = true\norder = \"village\""));
  EXPECT_THAT(p.problems, IsEmpty());
  EXPECT_THAT(by_village(p.plan, 0), ElementsAre(10, 20, 0, 0));
}

TEST(WholeVillages, TakeThePoorestVillageFirst) {
  const Planned p = plan_of(mix("a", "share = 0.75\nwhole_villages = true\norder = \"income\""));
  EXPECT_THAT(by_village(p.plan, 0), ElementsAre(0, 0, 30, 40));
}

TEST(WholeVillages, AreTheVillagesEligibleHomes) {
  const Planned p = plan_of(NOT_VACANT + mix("a", "count = 24\nwhole_villages = true\norder = \"village\""));
  EXPECT_THAT(by_village(p.plan, 0), ElementsAre(8, 16, 0, 0));
  EXPECT_EQ(p.plan.refusals.size(), 20U);
}

TEST(WholeVillages, AreAllThatAreNamedIfNoNumberIsGiven) {
  const Planned p = plan_of(mix("a", "villages = [\"V1\", \"V3\"]\nwhole_villages = true"));
  EXPECT_THAT(by_village(p.plan, 0), ElementsAre(0, 20, 0, 40));
}

// In the drawn order every village is all or none, and whoever converts at a smaller share does so at a larger one.
TEST(WholeVillages, AreNestedInRandomOrder) {
  std::string mixes;
  for (int i = 0; i <= 10; ++i) {
    mixes += mix(std::to_string(i), "share = " + std::to_string(i / 10.0) + "\nwhole_villages = true");
  }
  const Planned p = plan_of(mixes);
  std::vector<int> last(4, 0);
  for (size_t m = 0; m <= 10; ++m) {
    const std::vector<int> now = by_village(p.plan, m);
    int total = 0;
    for (int v = 0; v < 4; ++v) {
      EXPECT_TRUE(now[v] == 0 || now[v] == 10 * (v + 1));
      EXPECT_GE(now[v], last[v]);
      total += now[v];
    }
    EXPECT_LE(total, static_cast<int>(10 * m));
    last = now;
  }
  EXPECT_THAT(last, ElementsAre(10, 20, 30, 40));
}

TEST(WholeVillages, AndTargetsPerVillageExcludeEachOther) {
  const Planned p = plan_of(mix("a", "village_targets = true\nwhole_villages = true"));
  EXPECT_THAT(p.problems, ElementsAre(HasSubstr("exclude each other")));
}

TEST(Refusals, NameTheRuleAndGiveItsMessage) {
  const Planned p = plan_of(NOT_VACANT + "message = \"the home stands empty\"\n" + mix("a", ""));
  ASSERT_EQ(p.plan.refusals.size(), 20U);
  std::set<std::string> texts;
  for (const Refusal& refusal : p.plan.refusals) texts.insert(refusal.rule);
  EXPECT_THAT(texts, ElementsAre("lives there: the home stands empty"));
}

TEST(Refusals, AreLiftedByAnException) {
  const Planned p = plan_of(NOT_VACANT + "unless = \"registered_poor\"\n" + mix("a", ""));
  EXPECT_THAT(p.problems, IsEmpty());
  EXPECT_EQ(p.plan.refusals.size(), 10U);
  const Planned wrong = plan_of(NOT_VACANT + "unless = \"registred_poor\"\n" + mix("a", ""));
  EXPECT_THAT(wrong.problems, ElementsAre(HasSubstr("unknown column 'registred_poor'")));
}

}  // namespace
}  // namespace hearthgrid::run
