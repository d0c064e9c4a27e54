// Remedies and hosting of a transformer of a run, from its homes simulated once more.
#include "engine/run/planning_pass.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/io/catalogue_file.hpp"
#include "engine/io/measure_file.hpp"
#include "engine/run/prepare.hpp"
#include "engine/run/set_up.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

using electricity::LimitKind;
using electricity::RemedyStatus;

/// Six homes on 30 kVA and 300 m of thin lines; in the second mix all heat with resistances.
struct PlannedVillage {
  PlannedVillage()
      : folder(R"(format = 1
name = "six homes"
seed = 3
[season]
first_day = 2022-01-03
last_day = 2022-01-05
warm_up_days = 2
[weather]
site = "yanggao"
[households]
table = "households.csv"
[electricity]
transformers = "transformers.csv"
low_voltage = "screen"
network = { lines = "lines.csv" }
[[mix]]
name = "before"
[[mix]]
name = "direct"
[[mix.convert]]
technology = "resistance"
)") {
    folder.write("transformers.csv", "transformer,village,rated_kva,other_load_kw\nT,v,30,1\n");
    folder.write("households.csv",
                 "household,village,transformer,lv_node,phase,drop_m\n"
                 "h1,v,T,a,A,20\nh2,v,T,a,B,10\nh3,v,T,b,C,15\nh4,v,T,b,A,5\nh5,v,T,c,B,30\nh6,v,T,c,ABC,25\n");
    folder.write("lines.csv",
                 "transformer,line,from_node,to_node,length_m,conductor\nT,l1,busbar,a,120,JKLYJ-35\n"
                 "T,l2,a,b,80,JKLYJ-25\nT,l3,a,c,100,JKLYJ-16\n");
    ProblemList problems;
    const std::string root = HEARTHGRID_SOURCE_DIR "/models/";
    const auto prices = io::read_catalogue(root + "economy/catalogue.toml", problems);
    rules.catalogue = io::read_measures(root + "electricity/planning/measures.toml", prices, problems);
    problems.throw_if_any();
    rules.hosting.random_orders = 5;
  }
  ScenarioFolder folder;
  PlanningRules rules;
};

TEST(PlanningPass, MendsATransformerAndSaysHowManyHomesItHosts) {
  PlannedVillage village;
  const Scenario scenario = village.folder.load();
  const auto hours = load_hours(scenario);
  const Physics physics = prepare_season(scenario, hours);
  const Simulation simulation = set_up(scenario, physics, "", {});
  const std::vector<int> mixes = {0, 1, 1};
  const auto remedies = plan_remedies(simulation, 0, mixes, village.rules);
  ASSERT_EQ(remedies.size(), 3U);
  const electricity::Remedy& direct = remedies[1].remedy;
  EXPECT_FALSE(direct.before.empty());
  ASSERT_EQ(direct.status, RemedyStatus::found);
  EXPECT_GT(direct.cost_cny, 0.0);
  EXPECT_LE(electricity::worst_of(direct.reached, LimitKind::transformer_loading).value, 0.8);
  EXPECT_GE(electricity::worst_of(direct.reached, LimitKind::low_voltage).value, 198.0);
  EXPECT_LE(electricity::worst_of(direct.reached, LimitKind::unbalance).value, 0.02);
  EXPECT_EQ(remedies[2].remedy.cost_cny, direct.cost_cny);
  EXPECT_LE(remedies[0].remedy.cost_cny, direct.cost_cny);

  village.rules.limits.unbalance.reset();
  const auto hosting = plan_hosting(simulation, 0, 0, 1, village.rules).hosting;
  EXPECT_EQ(hosting.candidates, 6);
  EXPECT_LT(hosting.worst.homes, 6);  // all six break limits
  EXPECT_TRUE(hosting.worst.limit.has_value());
  EXPECT_EQ(hosting.quantiles.size(), 3U);
  const auto back = plan_hosting(simulation, 0, 1, 1, village.rules).hosting;
  EXPECT_EQ(back.candidates, 0);
}

}  // namespace
}  // namespace hearthgrid::run
