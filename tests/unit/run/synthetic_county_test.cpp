// The county that a few keys make up: sizes, climates by turns, and homes that stay the same whatever the size.
#include <gmock/gmock.h>

#include <map>

#include "engine/io/scenario_schema.hpp"
#include "engine/run/population.hpp"

namespace hearthgrid::run {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Population county(const std::string& keys, std::vector<std::string>& messages) {
  ProblemList problems;
  const io::Settings settings = io::read_settings(
      "format = 1\nname = \"a\"\n[season]\nfirst_day = 2021-11-01\nlast_day = 2021-11-10\n[households]\nsynthetic = "
      "{ " +
          keys +
          " }\n[electricity]\nsizing = { kva_per_household = 2.0, households_per_transformer = 50 }\n[[mix]]\nname = "
          "\"before\"\n",
      "a.toml", io::scenario_schema(), {}, problems);
  Population population = build_population(settings, {}, {"brick_240", "adobe"}, problems);
  for (const Problem& problem : problems.all()) messages.push_back(problem.message);
  return population;
}

Population county(const std::string& keys) {
  std::vector<std::string> messages;
  Population population = county(keys, messages);
  EXPECT_THAT(messages, ::testing::IsEmpty());
  return population;
}

TEST(SyntheticCounty, HasVillagesOfOneSizeAndARest) {
  const Population p = county(R"(homes = 620, homes_per_village = 250, sites = ["yanggao", "beijing"])");
  ASSERT_EQ(p.villages.size(), 3U);
  std::map<int, int> homes;
  for (const Household& home : p.households) ++homes[home.village];
  EXPECT_THAT(homes, ElementsAre(std::pair(0, 250), std::pair(1, 250), std::pair(2, 120)));
  EXPECT_EQ(p.villages[0].site, "yanggao");
  EXPECT_EQ(p.villages[1].site, "beijing");
  EXPECT_EQ(p.villages[2].site, "yanggao");
  EXPECT_EQ(p.transformers.size(), 12U);  // 5 + 5 + 2 of 50, 50 and 60 homes
}

TEST(SyntheticCounty, KeepsItsHomesWhenItGrows) {
  const Population small = county("homes = 300, archetype = \"brick_240:0.5;adobe:0.5\"");
  const Population large = county("homes = 3000, archetype = \"brick_240:0.5;adobe:0.5\"");
  std::map<std::string, const Household*> by_name;
  for (const Household& home : large.households) by_name[home.name] = &home;
  int adobe = 0;
  for (const Household& home : small.households) {
    ASSERT_TRUE(by_name.contains(home.name)) << home.name;
    const Household& same = *by_name.at(home.name);
    EXPECT_EQ(home.village, same.village);
    EXPECT_EQ(home.archetype, same.archetype);
    EXPECT_EQ(home.floor_area_m2, same.floor_area_m2);
    EXPECT_EQ(home.people.yearly_kwh, same.people.yearly_kwh);
    adobe += home.archetype;
  }
  EXPECT_NEAR(adobe, 150, 5 * 8.7);  // five standard deviations of 300 even draws
}

TEST(SyntheticCounty, ReportsAnUnknownArchetype) {
  std::vector<std::string> messages;
  (void)county("homes = 10, archetype = \"adobee\"", messages);
  EXPECT_THAT(messages, ElementsAre(HasSubstr("unknown archetype 'adobee'")));
}

}  // namespace
}  // namespace hearthgrid::run
