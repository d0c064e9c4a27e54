// Who converts in which mix, who is refused and why, and what has to be simulated.
#include "engine/run/plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

using ::testing::HasSubstr;

std::string mix_of(const std::string& name, const std::string& clause) {
  return fmt::format("[[mix]]\nname = \"{}\"\n[[mix.convert]]\n{}\n", name, clause);
}

std::string pumps(const std::string& name, const std::string& more) {
  return mix_of(name, "technology = \"ashp_water\"\n" + more);
}

Scenario load(const std::string& mixes) {
  return ScenarioFolder(std::string(HEAD) + mixes).load();
}

std::string problems(const std::string& mixes) {
  return ScenarioFolder(std::string(HEAD) + mixes).problems();
}

std::set<std::string> converted(const Scenario& s, size_t mix) {
  std::set<std::string> names;
  for (size_t h = 0; h < s.population.households.size(); ++h) {
    if (s.plan.mixes[mix].clause[h] >= 0) names.insert(s.population.households[h].name);
  }
  return names;
}

bool contains(const std::set<std::string>& all, const std::set<std::string>& some) {
  return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

TEST(Shares, AreNestedWhateverTheTechnologyAndOrder) {
  for (const char* order : {"random", "income", "village"}) {
    std::string mixes;
    for (const char* share : {"0.0", "0.2", "0.4", "0.41", "1.0"}) {
      const char* technology = std::string(share) == "0.4" ? "gas_boiler" : "ashp_water";
      mixes += mix_of(share, fmt::format("technology = \"{}\"\nshare = {}\norder = \"{}\"", technology, share, order));
    }
    const Scenario s = load(mixes);
    const size_t expected[] = {0, 60, 120, 123, 300};
    for (size_t m = 0; m < 5; ++m) {
      EXPECT_EQ(converted(s, m).size(), expected[m]) << order;
      EXPECT_EQ(s.plan.mixes[m].converted, static_cast<int>(expected[m]));
      EXPECT_TRUE(m == 0 || contains(converted(s, m), converted(s, m - 1))) << order << " " << m;
    }
  }
}

TEST(Shares, ByIncomeTakeThePoorFirst) {
  const Scenario s = load(pumps("poor", "share = 0.3\norder = \"income\""));
  float richest_in = 0.0F, poorest_out = 1e9F;
  for (size_t h = 0; h < s.population.households.size(); ++h) {
    const float income = s.population.households[h].traits.income_cny;
    if (s.plan.mixes[0].clause[h] >= 0)
      richest_in = std::max(richest_in, income);
    else
      poorest_out = std::min(poorest_out, income);
  }
  EXPECT_LE(richest_in, poorest_out);
}

TEST(Shares, OfNamedVillagesConcernNoOther) {
  const Scenario s = load(pumps("north", "villages = [\"north\"]\nshare = 0.5"));
  EXPECT_EQ(converted(s, 0).size(), 50U);
  for (const std::string& name : converted(s, 0)) EXPECT_TRUE(name.starts_with("north")) << name;
}

TEST(Clauses, TakeAHomeOnlyOnce) {
  const Scenario s = load(pumps("two", "count = 100") + "[[mix.convert]]\ntechnology = \"gas_boiler\"\nshare = 1.0\n");
  const Mix& mix = s.plan.mixes[0];
  EXPECT_EQ(std::count(mix.clause.begin(), mix.clause.end(), 0), 100);
  EXPECT_EQ(std::count(mix.clause.begin(), mix.clause.end(), 1), 200);
  for (size_t h = 0; h < mix.pair.size(); ++h) {
    const Option& option = s.plan.options[s.plan.pairs[mix.pair[h]].option];
    EXPECT_EQ(s.technologies[option.technology].name, mix.clause[h] == 0 ? "ashp_water" : "gas_boiler");
    EXPECT_TRUE(option.converted);
  }
}

TEST(Counts, AreMetOrReportedWithWhoWasRefused) {
  EXPECT_EQ(converted(load(pumps("some", "count = 123")), 0).size(), 123U);
  const std::string rules = "[[eligibility]]\nname = \"lives there\"\ncolumn = \"vacant\"\nequals = 0\n";
  const std::string text = problems(rules + pumps("many", "villages = [\"east\"]\ncount = 118"));
  EXPECT_THAT(text, HasSubstr("118 homes are to convert, but only 113 are eligible"));
  EXPECT_THAT(text, HasSubstr("refused: 7 by 'lives there'"));
  EXPECT_THAT(text, HasSubstr("lower the target"));
  EXPECT_THAT(text, HasSubstr("scenario.toml:"));
}

TEST(VillageTargets, AreMetVillageByVillage) {
  const Scenario s = load(pumps("targets", "village_targets = true"));
  std::map<std::string, int> count;
  for (const std::string& name : converted(s, 0)) ++count[name.substr(0, name.find('-'))];
  EXPECT_EQ(count, (std::map<std::string, int>{{"east", 40}, {"north", 30}, {"west", 20}}));
}

TEST(VillageTargets, ThatCannotBeMetAreReported) {
  const ScenarioFolder folder(std::string(HEAD) + pumps("targets", "village_targets = true"));
  folder.write("villages.csv", "village,households,target_households\neast,120,121\nnorth,100,1\nwest,80,1\n");
  EXPECT_THAT(folder.problems(), HasSubstr("123 homes are to convert, but only 122 are eligible"));
}

TEST(Names, ThatAreUnknownAreReportedTogetherWithWhatWasMeant) {
  const std::string text = problems(pumps("a", "villages = [\"nroth\"]") + mix_of("a", "technology = \"ashp_watr\"") +
                                    pumps("c", "envelope = \"depe\""));
  EXPECT_THAT(text, HasSubstr("unknown village 'nroth'"));
  EXPECT_THAT(text, HasSubstr("did you mean 'north'"));
  EXPECT_THAT(text, HasSubstr("unknown technology 'ashp_watr'"));
  EXPECT_THAT(text, HasSubstr("did you mean 'ashp_water'"));
  EXPECT_THAT(text, HasSubstr("unknown envelope 'depe'"));
  EXPECT_THAT(text, HasSubstr("mix 'a' stands twice"));
}

TEST(Rules, ThatMakeNoSenseAreReported) {
  const std::string rule = "[[eligibility]]\nname = \"r\"\n";
  EXPECT_THAT(problems(rule + "column = \"vacnt\"\nequals = 0\n" + pumps("a", "")), HasSubstr("did you mean 'vacant'"));
  EXPECT_THAT(problems(rule + "column = \"vacant\"\n" + pumps("a", "")), HasSubstr("0 predicates"));
  EXPECT_THAT(problems(rule + "column = \"vacant\"\nequals = 0\nat_most = 1\n" + pumps("a", "")),
              HasSubstr("2 predicates"));
}

// The rules as households.csv of this folder meets them.
const std::string ELIGIBILITY = R"([[eligibility]]
name = "lives there"
column = "vacant"
equals = 0
[[eligibility]]
name = "no second subsidy"
column = "converted_before"
equals = 0
[[eligibility]]
name = "one home a family"
column = "second_home"
equals = 0
[[eligibility]]
name = "not rich"
column = "income_cny"
at_most = 60000
applies_to = ["gas_boiler"]
)";

std::string breaks(const Household& home, bool gas) {
  if (home.traits.vacant) return "lives there";
  if (home.traits.converted_before) return "no second subsidy";
  if (home.traits.second_home) return "one home a family";
  return gas && home.traits.income_cny > 60000.0F ? "not rich" : "";
}

TEST(Eligibility, RefusesByTheFirstRuleThatIsBrokenAndNoOneElse) {
  const Scenario s = load(ELIGIBILITY + pumps("pumps", "") + mix_of("gas", "technology = \"gas_boiler\""));
  std::map<std::pair<int, int>, std::string> refused;
  for (const Refusal& r : s.plan.refusals) refused[{r.mix, r.household}] = r.rule;
  std::set<std::string> met;
  for (int mix : {0, 1}) {
    for (size_t h = 0; h < s.population.households.size(); ++h) {
      const std::string expected = breaks(s.population.households[h], mix == 1);
      const auto found = refused.find({mix, static_cast<int>(h)});
      EXPECT_EQ(found == refused.end() ? "" : found->second, expected) << s.population.households[h].name;
      EXPECT_EQ(s.plan.mixes[mix].clause[h] >= 0, expected.empty());
      met.insert(expected);
    }
  }
  EXPECT_EQ(met.size(), 5U) << "every rule is met by some home";
}

TEST(Eligibility, HoldsAsFarAsTheClauseSays) {
  const Scenario s =
      load(ELIGIBILITY + pumps("none", "eligibility = []") + pumps("one", "eligibility = [\"no second subsidy\"]"));
  EXPECT_EQ(converted(s, 0).size(), 300U);
  int before = 0;
  for (const Household& home : s.population.households) before += home.traits.converted_before ? 1 : 0;
  EXPECT_EQ(before, 5 + 4 + 3);  // every 23rd home of 120, 100 and 80
  EXPECT_EQ(converted(s, 1).size(), 300U - before);
}

TEST(Families, KeepTheirFirstHomeByNameWhateverTheRows) {
  const ScenarioFolder folder(std::string(HEAD) + ELIGIBILITY + pumps("pumps", ""));
  const auto second_homes = [&] {
    std::set<std::string> names;
    for (const Household& home : folder.load().population.households) {
      if (home.traits.second_home) names.insert(home.name);
    }
    return names;
  };
  const std::set<std::string> expected = second_homes();
  // Homes 10 and 11, 20 and 21, ... are families; 1 and 120 stand alone in theirs.
  EXPECT_EQ(expected.count("east-0011"), 1U);
  EXPECT_EQ(expected.count("east-0010"), 0U);
  EXPECT_EQ(expected.size(), 11U + 9U + 7U);
  const std::set<std::string> chosen = converted(folder.load(), 0);
  std::vector<std::string> rows = household_rows();
  for (int shuffle = 0; shuffle < 3; ++shuffle) {
    std::shuffle(rows.begin(), rows.end(), std::minstd_rand(shuffle + 1));
    folder.write("households.csv", households_csv(rows));
    EXPECT_EQ(second_homes(), expected);
    EXPECT_EQ(converted(folder.load(), 0), chosen);
  }
}

TEST(Pairs, AreSharedByMixesAndSimulatedOnce) {
  std::string mixes;
  for (int i = 0; i <= 10; ++i) mixes += pumps(fmt::format("{} %", 10 * i), fmt::format("share = {:.1f}", 0.1 * i));
  const Scenario s = load(mixes);
  EXPECT_EQ(s.plan.pairs.size(), 600U) << "eleven shares of pumps need a home with and without";
  std::set<std::tuple<int, int, int>> seen;
  for (const Pair& pair : s.plan.pairs) {
    EXPECT_TRUE(seen.insert({pair.household, pair.option, pair.begin_day}).second);
    EXPECT_EQ(pair.predecessor, -1);
  }
  EXPECT_TRUE(std::is_sorted(s.plan.pairs.begin(), s.plan.pairs.end(), [](const Pair& a, const Pair& b) {
    return std::tie(a.household, a.option, a.begin_day) < std::tie(b.household, b.option, b.begin_day);
  }));
  for (const Mix& mix : s.plan.mixes) {
    for (size_t h = 0; h < mix.pair.size(); ++h) EXPECT_EQ(s.plan.pairs[mix.pair[h]].household, static_cast<int>(h));
  }
}

TEST(Pairs, ThatBeginInsideTheSeasonFollowWhatTheHomeHad) {
  const Scenario s = load(pumps("later", "share = 0.5\ncommissioned = 2021-12-27"));
  int late = 0;
  for (size_t h = 0; h < s.population.households.size(); ++h) {
    const Pair& pair = s.plan.pairs[s.plan.mixes[0].pair[h]];
    if (s.plan.mixes[0].clause[h] < 0) {
      EXPECT_EQ(s.plan.mixes[0].pair[h], s.plan.before[h]);
      continue;
    }
    ++late;
    EXPECT_EQ(pair.begin_day, s.axis.warm_up_days + 7);
    EXPECT_EQ(pair.predecessor, s.plan.before[h]);
  }
  EXPECT_EQ(late, 150);
}

TEST(Subsidies, HaveToExistAndToFit) {
  EXPECT_THAT(problems(pumps("a", "subsidy = \"yanggao-biomas\"")), HasSubstr("did you mean 'yanggao-biomass'"));
  EXPECT_THAT(problems(pumps("a", "subsidy = \"yanggao-biomass\"")), HasSubstr("is not for 'ashp_water'"));
}

}  // namespace
}  // namespace hearthgrid::run
