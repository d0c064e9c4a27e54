// From a scenario's own tables to its gas network: every column, the order of rows, where homes hang, what is refused.

#include "engine/run/gas_grid.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "engine/run/gas_build.hpp"
#include "models/gas/gas_mixture.hpp"
#include "models/gas/properties.hpp"
#include "tests/unit/run/gas_folder.hpp"

namespace hearthgrid::run {
namespace {

using io::replace;
using io::Tables;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

template <class List>
std::vector<std::string> names_of(const List& list) {
  std::vector<std::string> names;
  for (const auto& each : list) names.push_back(each.name);
  return names;
}

TEST(GasGrid, WithoutANetworkThereIsNone) {
  const GasFolder folder("hourly_cap_m3h = 100");
  EXPECT_TRUE(folder.grid().empty());
  EXPECT_TRUE(gas_notes(folder.grid()).empty());
}

TEST(GasGrid, NodesAndPipesAsGiven) {
  const GasGrid grid = GasFolder().grid();
  const gas::GasNetwork& n = grid.network;
  EXPECT_EQ(grid.origin, GasOrigin::tables);
  EXPECT_THAT(names_of(n.nodes), ElementsAre("e0", "e1", "e2", "gate", "w1", "works"));
  EXPECT_EQ(n.nodes[3].elevation_m, 800.0);
  // Homes hang on e1, e2 and w1: pressures of the scenario where the row is silent; others go by their own or by none.
  EXPECT_EQ(n.nodes[1].service_pa, 2000.0);
  EXPECT_EQ(n.nodes[1].minimum_pa, 1500.0);
  EXPECT_EQ(n.nodes[2].service_pa, 1900.0);
  EXPECT_EQ(n.nodes[2].minimum_pa, 1400.0);
  EXPECT_EQ(n.nodes[0].service_pa, 0.0);
  EXPECT_EQ(n.nodes[5].minimum_pa, 20000.0);
  EXPECT_EQ(n.nodes[0].tier, gas::PressureTier::medium_b);  // from the supply's 0.2 MPa
  EXPECT_EQ(n.nodes[1].tier, gas::PressureTier::low);
  ASSERT_THAT(names_of(n.pipes), ElementsAre("e1-e2", "mid", "old", "trunk"));
  EXPECT_DOUBLE_EQ(n.pipes[0].inner_diameter_m, 0.0792);
  EXPECT_DOUBLE_EQ(n.pipes[0].roughness_m, 2e-5);
  EXPECT_DOUBLE_EQ(n.pipes[3].inner_diameter_m, 0.1308);  // PE160 SDR11
  EXPECT_EQ(n.pipes[3].type, "PE160 SDR11");
  EXPECT_DOUBLE_EQ(n.pipes[3].roughness_m, 1e-5);
  EXPECT_EQ(n.pipes[3].loss_coefficient, 2.5);
  EXPECT_EQ(n.pipes[3].length_m, 2000.0);
  EXPECT_EQ(n.pipes[3].from, 3);
  EXPECT_FALSE(n.pipes[2].in_service);
}

TEST(GasGrid, DevicesUsersAndLimitsAsGiven) {
  const GasGrid grid = GasFolder("network = \"gas\"\nhourly_cap_m3h = 650\nfriction = \"gb50028_medium\"").grid();
  const gas::GasNetwork& n = grid.network;
  ASSERT_THAT(names_of(n.regulators), ElementsAre("east box", "west box"));
  EXPECT_EQ(n.regulators[0].kind, gas::RegulatorKind::district);
  EXPECT_EQ(n.regulators[0].capacity_m3h, gas::UNLIMITED);
  EXPECT_EQ(n.regulators[1].kind, gas::RegulatorKind::wall_mounted);
  EXPECT_EQ(n.regulators[1].set_pa, 2800.0);
  EXPECT_EQ(n.regulators[1].minimum_difference_pa, 1000.0);
  EXPECT_EQ(n.regulators[1].capacity_m3h, 90.0);
  EXPECT_EQ(n.regulators[1].from, node_of(grid, "e0"));
  ASSERT_EQ(grid.supply.size(), 1U);
  EXPECT_EQ(n.supplies[0].pressure_pa, 200000.0);
  EXPECT_EQ(n.supplies[0].capacity_m3h, 800.0);
  EXPECT_EQ(grid.supply[0].limits.hourly_m3h, 700.0);
  EXPECT_EQ(grid.supply[0].limits.daily_m3, 9000.0);
  EXPECT_EQ(grid.county.hourly_m3h, 650.0);
  EXPECT_FALSE(grid.county.daily_m3);
  EXPECT_EQ(grid.friction, gas::FrictionLaw::gb50028_medium);
  EXPECT_THAT(grid.curtailment_order, ElementsAre("industry", "commercial", "households"));
  ASSERT_THAT(names_of(grid.users), ElementsAre("school", "works"));
  EXPECT_THAT(grid.users[0].hour_factor, testing::Each(1.0));
  EXPECT_EQ(grid.users[1].m3h, 40.0);
  EXPECT_EQ(grid.users[1].node, node_of(grid, "works"));
  EXPECT_EQ(grid.users[1].hour_factor[11], 0.5);
  EXPECT_EQ(grid.users[1].hour_factor[12], 1.5);
  EXPECT_THAT(gas_notes(grid),
              ElementsAre("6 nodes, 4 pipes of 3.5 km, 2 regulators, 1 supply, 50 homes and 2 other users on "
                          "it, given"));
}

// A box that is missing or set too high; and homes with regulators of their own.
TEST(GasGrid, WarnsOfHomesAtMediumPressure) {
  const auto warnings = [](const auto& change) {
    Tables tables = gas_tables();
    change(tables);
    return gas_warnings(GasFolder("network = \"gas\"", tables).grid());
  };
  const auto tell = [](const std::string& pressure, const std::string& where) {
    return ElementsAre(AllOf(HasSubstr("can stand at up to " + pressure + " Pa"), HasSubstr(where),
                             HasSubstr("burners take 3000 Pa at most"), HasSubstr("missing or set too high")));
  };
  EXPECT_TRUE(warnings([](Tables&) {}).empty());
  EXPECT_THAT(warnings([](Tables& t) { replace(t["gas/regulators.csv"], "2800,1000", "20000,1000"); }),
              tell("20000", "; 20 homes hang at 'w1'"));
  // Set above what stands before it: that, less what the box takes.
  EXPECT_THAT(warnings([](Tables& t) { replace(t["gas/regulators.csv"], "2800,1000", "300000,1000"); }),
              tell("199000", "'w1'"));
  EXPECT_THAT(warnings([](Tables& t) {
                replace(t["gas/regulators.csv"], "east box,e0,e1,,3000,,,\n", "");
                t["gas/pipes.csv"] += "direct,e0,e1,5,PE63 SDR11,,,,\n";
              }),
              tell("200000", "; 15 homes hang at 'e1', 15 at others"));
  EXPECT_TRUE(warnings([](Tables& t) {
                replace(t["gas/regulators.csv"], "2800,1000", "20000,1000");
                replace(t["gas/nodes.csv"], "w1,790,,west", "w1,790,medium_b,west");
              }).empty());
  EXPECT_EQ(warnings([](Tables& t) {
              replace(t["gas/regulators.csv"], "2800,1000", "20000,1000");
              replace(t["gas/nodes.csv"], "w1,790,,west", "w1,790,low,west");
            }).size(),
            1U);
}

TEST(GasGrid, WarnsOfHomesThatNoSupplyReaches) {
  Tables tables = gas_tables();
  replace(tables["gas/regulators.csv"], "west box,e0,w1,wall_mounted,2800,1000,90,", "west box,e0,w1,,2800,,,false");
  const GasGrid grid = GasFolder("network = \"gas\"", tables).grid();
  EXPECT_THAT(gas_warnings(grid), ElementsAre("no supply reaches 1 node, the first is 'w1'; 20 homes hang at 'w1'"));
  EXPECT_EQ(gas_notes(grid).back(), gas_warnings(grid).back());
}

TEST(GasGrid, ValvesAndCompressors) {
  Tables tables = gas_tables();
  tables["gas/valves.csv"] = "valve,from_node,to_node,open\nb,e2,w1,false\na,gate,lng,\n";
  tables["gas/nodes.csv"] += "lng,,,,,\nin,,,,,\n";
  tables["gas/compressors.csv"] = "compressor,from_node,to_node,ratio,outlet_pa,capacity_m3h\nk,in,lng,,250000,50\n";
  replace(tables["gas/supplies.csv"], "gate station,gate", "gate station,in");
  const GasGrid grid = GasFolder("network = \"gas\"", tables).grid();
  ASSERT_THAT(names_of(grid.network.valves), ElementsAre("a", "b"));
  EXPECT_TRUE(grid.network.valves[0].open);
  EXPECT_FALSE(grid.network.valves[1].open);
  ASSERT_EQ(grid.network.compressors.size(), 1U);
  EXPECT_EQ(grid.network.compressors[0].outlet_pa, 250000.0);
  EXPECT_EQ(grid.network.compressors[0].capacity_m3h, 50.0);
  EXPECT_THAT(gas_complaint([](Tables& t) {
                t["gas/compressors.csv"] = "compressor,from_node,to_node,ratio,outlet_pa\nk,gate,e0,2,250000\n";
              }),
              HasSubstr("gas/compressors.csv:2:11: compressor 'k' has both a ratio and an outlet pressure"));
}

// Rows and columns in another order are the same network and the same inputs.
TEST(GasGrid, OrderOfRowsDoesNotMatter) {
  Tables turned = gas_tables();
  for (auto& [name, text] : turned) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    std::reverse(lines.begin() + 1, lines.end());
    text.clear();
    for (const std::string& line : lines) text += line + "\n";
  }
  const Scenario one = GasFolder().load(), other = GasFolder("network = \"gas\"", turned).load();
  EXPECT_EQ(one.input_hash, other.input_hash);
  EXPECT_EQ(one.gas.household_node, other.gas.household_node);
  EXPECT_EQ(names_of(one.gas.network.nodes), names_of(other.gas.network.nodes));
  ASSERT_EQ(names_of(one.gas.network.pipes), names_of(other.gas.network.pipes));
  for (size_t p = 0; p < one.gas.network.pipes.size(); ++p) {
    EXPECT_EQ(one.gas.network.pipes[p].from, other.gas.network.pipes[p].from);
    EXPECT_EQ(one.gas.network.pipes[p].length_m, other.gas.network.pipes[p].length_m);
  }
  ASSERT_EQ(names_of(one.gas.users), names_of(other.gas.users));
  EXPECT_EQ(one.gas.users[1].hour_factor, other.gas.users[1].hour_factor);
  Tables changed = gas_tables();
  replace(changed["gas/pipes.csv"], "2000", "2001");
  EXPECT_NE(one.input_hash, GasFolder("network = \"gas\"", changed).load().input_hash);
  const auto kept = std::find_if(one.inputs.begin(), one.inputs.end(),
                                 [](const auto& entry) { return entry.first == "gas/pipes.csv"; });
  ASSERT_NE(kept, one.inputs.end());
  EXPECT_EQ(kept->second, gas_tables()["gas/pipes.csv"]);
}

TEST(GasGrid, CompositionAndHydrogen) {
  const GasGrid plain = GasFolder("network = \"gas\"\ngas_temp_c = 10\ncompressibility = \"linear\"").grid();
  EXPECT_NEAR(plain.network.fluid.temperature_k, 283.15, 1e-12);
  EXPECT_EQ(plain.network.fluid.compressibility.law, gas::CompressibilityLaw::linear);
  EXPECT_EQ(plain.draw_factor, 1.0);
  const GasGrid blend = GasFolder("network = \"gas\"\ncomposition = { methane = 1 }\nhydrogen_share = 0.2").grid();
  const gas::GasMixture expected("x", {{"methane", 0.8}, {"hydrogen", 0.2}});
  EXPECT_NEAR(blend.network.fluid.normal_density_kg_m3, expected.normal_density_kg_m3(), 1e-12);
  // 0.8 m3 of methane and 0.2 m3 of hydrogen at 20 degC: 802.60 and 241.81 kJ/mol, 24.055 l/mol.
  EXPECT_NEAR(blend.draw_factor, 35.5 / ((0.8 * 802.60 + 0.2 * 241.81) / 24.055), 0.003);
  EXPECT_THAT(GasFolder("network = \"gas\"\nhydrogen_share = 0.2").problems(),
              HasSubstr("scenario.toml:14:18: hydrogen is put into a gas"));
  EXPECT_THAT(GasFolder("network = \"gas\"\ncomposition = { methane = 0.5 }").problems(), HasSubstr("sum up to 1"));
  EXPECT_THAT(GasFolder("network = \"gas\"\ncomposition = { methan = 1 }").problems(), HasSubstr("methane"));
}

TEST(GasGrid, WrongRowsAreToldWithTheirPlaceAndAllAtOnce) {
  const std::string all = gas_complaint([](Tables& t) {
    replace(t["gas/pipes.csv"], "trunk,gate,e0", "trunk,gate,e00");
    replace(t["gas/pipes.csv"], "PE90 SDR11", "PE90 SDR12");
    replace(t["gas/pipes.csv"], "79.2", "");
    replace(t["gas/regulators.csv"], "west box,e0", "west box,x");
    replace(t["gas/supplies.csv"], "gate station,gate", "gate station,tor");
    replace(t["gas/users.csv"], "industry", "industrie");
    replace(t["gas/users.csv"], "shift", "shaft");
    replace(t["gas/profiles.csv"], "shift,7,", "shift,8,");
    replace(t["gas/nodes.csv"], "e1,,,east", "e1,,,eat");
  });
  EXPECT_THAT(all, HasSubstr("gas/pipes.csv:2:12: unknown node 'e00'"));
  EXPECT_THAT(all, HasSubstr("gas/pipes.csv:4:18: unknown type 'PE90 SDR12'"));
  EXPECT_THAT(all, HasSubstr("did you mean 'PE90 SDR11'"));
  EXPECT_THAT(all, HasSubstr("gas/pipes.csv:3:12: pipe 'e1-e2' has neither a type nor a diameter"));
  EXPECT_THAT(all, HasSubstr("gas/regulators.csv:2:10: unknown node 'x'"));
  EXPECT_THAT(all, HasSubstr("gas/supplies.csv:2:14: unknown node 'tor'"));
  EXPECT_THAT(all, HasSubstr("gas/users.csv:2:13: type 'industrie' is not in gas.curtailment_order"));
  EXPECT_THAT(all, HasSubstr("gas/users.csv:2:26: unknown profile 'shaft'"));
  EXPECT_THAT(all, HasSubstr("hour 8 of profile 'shift' already stands in line 17"));
  EXPECT_THAT(all, HasSubstr("profile 'shift' lacks the hours 7"));
  EXPECT_THAT(all, AllOf(HasSubstr("gas/nodes.csv:5:6: unknown village 'eat'"), HasSubstr("did you mean 'east'")));
}

// What gas::network_faults finds stands at the row of its element.
TEST(GasGrid, FaultsOfTheNetworkHaveTheirRow) {
  EXPECT_THAT(gas_complaint([](Tables& t) { replace(t["gas/pipes.csv"], "mid,e0,", "mid,nowhere,"); }),
              HasSubstr("gas/pipes.csv:4:5: unknown node 'nowhere'"));
  const std::string no_length = gas_complaint([](Tables& t) { replace(t["gas/pipes.csv"], ",500,", ",0,"); });
  EXPECT_THAT(no_length, AllOf(HasSubstr("gas/pipes.csv:4:1: pipe 'mid': its length in m is 0"),
                               HasSubstr("it must be above 0; two ends in one place are one node")));
  EXPECT_THAT(gas_complaint([](Tables& t) { replace(t["gas/pipes.csv"], "old,", "mid,"); }),
              HasSubstr("gas/pipes.csv:5:1: pipe 'mid' stands there twice"));
  EXPECT_THAT(gas_complaint([](Tables& t) { replace(t["gas/pipes.csv"], "trunk,gate,e0", "trunk,gate,gate"); }),
              HasSubstr("gas/pipes.csv:2:1: pipe 'trunk' begins and ends at node 'gate'"));
  EXPECT_THAT(gas_complaint([](Tables& t) { replace(t["gas/nodes.csv"], "1900,1400", "1900,2400"); }),
              HasSubstr("gas/nodes.csv:4:1: node 'e2': its minimum pressure"));
  EXPECT_THAT(gas_complaint([](Tables& t) { replace(t["gas/regulators.csv"], "east box,e0,e1", "east box,e0,w1"); }),
              HasSubstr("set the pressure of one node, 'w1'"));
  EXPECT_THAT(
      gas_complaint([](Tables& t) { replace(t["gas/supplies.csv"], "gate station,gate,200000,800,700,9000\n", ""); }),
      HasSubstr("scenario.toml:13:11: the network has no supply in service"));
}

TEST(GasGrid, KeysThatDoNotGoTogether) {
  EXPECT_THAT(GasFolder("network = \"gas\"\nsynthesis = {}").problems(), HasSubstr("both given and made up"));
  EXPECT_THAT(GasFolder("network = \"nowhere\"").problems(), HasSubstr("'nowhere' is no gas network"));
  EXPECT_THAT(GasFolder("nomination = \"a.scn\"").problems(), HasSubstr("gas.nomination has nothing"));
  EXPECT_THAT(GasFolder("homes = \"a.csv\"").problems(), HasSubstr("gas.homes has nothing"));
  EXPECT_THAT(GasFolder("network = \"gas\"\ncurtailment_order = [\"industry\", \"commercial\"]").problems(),
              HasSubstr("leaves out \"households\""));
  EXPECT_THAT(GasFolder("network = \"gas\"\ncurtailment_order = [\"industry\", \"commercial\", \"households\", "
                        "\"industry\"]")
                  .problems(),
              HasSubstr("'industry' stands there twice"));
  EXPECT_THAT(GasFolder("network = \"gas\"\nfriction = \"colebrok_white\"").problems(),
              HasSubstr("did you mean 'colebrook_white'"));
  EXPECT_THAT(GasFolder("network = \"gas\"\nminimum_pressure_pa = 2000").problems(),
              HasSubstr("the minimum pressure of 2000 Pa is not below the service pressure of 2000 Pa"));
  EXPECT_EQ(GasFolder("network = \"gas\"\nservice_pressure_pa = 0").grid().network.nodes[1].service_pa, 0.0);
  Tables tables = gas_tables();
  tables.erase("gas/supplies.csv");
  EXPECT_THAT(GasFolder("network = \"gas\"", tables).problems(), HasSubstr("gas/supplies.csv"));
}

TEST(GasGrid, VillagesAreSharedOutOverTheirNodes) {
  const Scenario s = GasFolder().load();
  EXPECT_EQ(homes_on(s, "e1", "east"), 15);
  EXPECT_EQ(homes_on(s, "e2", "east"), 15);
  EXPECT_EQ(homes_on(s, "w1", "west"), 20);
  EXPECT_EQ(s.gas.household_node[0], node_of(s.gas, "e1"));  // in their order: east-0001
}

TEST(GasGrid, HomesOfTheirOwnNodeAndVillagesByVillagesCsv) {
  Tables tables = gas_tables();
  replace(tables["gas/nodes.csv"], "w1,790,,west", "w1,790,,");
  GasFolder folder("network = \"gas\"\nhomes = \"gas_homes.csv\"", tables);
  folder.write("villages.csv", "village,households,gas_node\neast,30,\nwest,20,w1\n");
  folder.write("gas_homes.csv", "household,node\neast-0001,w1\neast-0030,e1\n");
  const Scenario s = folder.load();
  EXPECT_EQ(homes_on(s, "w1", "west"), 20);
  EXPECT_EQ(homes_on(s, "w1", "east"), 1);
  EXPECT_EQ(homes_on(s, "e1"), 15);  // 28 of the rest are shared out, and one of its own
  EXPECT_EQ(homes_on(s, "e2"), 14);
  folder.write("gas_homes.csv",
               "village,household,node\neast,,w1\n,east-0099,w1\n,east-0001,w9\n,,w1\nwest,west-0001,w1\n"
               ",west-0002,w1\n,west-0002,e1\n");
  const std::string told = folder.problems();
  EXPECT_THAT(told, HasSubstr("gas_homes.csv:2:1: the homes of 'east' hang already by"));
  EXPECT_THAT(told, HasSubstr("gas_homes.csv:3:2: unknown household 'east-0099'"));
  EXPECT_THAT(told, HasSubstr("gas_homes.csv:4:12: unknown node 'w9'"));
  EXPECT_THAT(told, HasSubstr("gas_homes.csv:5:1: the row names neither"));
  EXPECT_THAT(told, HasSubstr("gas_homes.csv:6:6: the row names a village and a home"));
  EXPECT_THAT(told, HasSubstr("gas_homes.csv:8:2: 'west-0002' hangs already on 'w1'"));
}

TEST(GasGrid, HouseholdsCsvNamesNodes) {
  GasFolder folder;
  folder.write("villages.csv", "village,households\neast,0\nwest,0\n");
  folder.write("households.csv", "household,village,gas_node\na,east,w1\nb,east,\nc,west,e2\nd,east,\n");
  const Scenario s = folder.load({"households.table=households.csv"});
  EXPECT_EQ(homes_on(s, "w1", "a") + homes_on(s, "e2", "c") + homes_on(s, "e1", "b") + homes_on(s, "e2", "d"), 4);
  folder.write("households.csv", "household,village,gas_node\na,east,w11\n");
  EXPECT_THAT(folder.problems({"households.table=households.csv"}),
              HasSubstr("households.csv:2:8: unknown node 'w11'"));
}

TEST(GasGrid, HomesThatBurnGasHangSomewhere) {
  Tables tables = gas_tables();
  replace(tables["gas/nodes.csv"], "w1,790,,west", "w1,790,,");
  const GasFolder folder("network = \"gas\"", tables);
  const std::string told = folder.problems();
  EXPECT_THAT(told, HasSubstr("'west-0001', 'west-0002', 'west-0003' and 17 more homes burn gas in some mix"));
  EXPECT_THAT(told, HasSubstr("scenario.toml:13:11"));
  // Only homes that burn it must.
  EXPECT_EQ(folder.problems({"mix.gas.convert.1.villages=east"}), "");
  EXPECT_EQ(folder.problems({"mix.gas.convert.1.technology=ashp_water"}), "");
  EXPECT_THAT(folder.problems({"mix.gas.convert.1.technology=hybrid_hp_gas"}), HasSubstr("burn gas"));
  EXPECT_EQ(folder.problems({"mix.gas.convert.1.technology=hybrid_hp_gas", "mix.gas.convert.1.backup_w=0"}), "");
}

}  // namespace
}  // namespace hearthgrid::run
