// Gas networks of other tools and made-up ones through a scenario: homes on them, demands as users, and the flow.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/run/gas_build.hpp"
#include "models/gas/network/gas_flow.hpp"
#include "tests/reference_data.hpp"
#include "tests/unit/io/spoilt_files.hpp"
#include "tests/unit/run/gas_folder.hpp"

namespace hearthgrid::run {
namespace {

using testing::HasSubstr;

constexpr const char* MIXED_NAMES =
    R"({"name": "x", "is_gas": true, "density": {"type": "FluidPropertyInterExtra", "x": [263.15, 283.15],
 "y": [0.8, 0.7]}, "viscosity": {"type": "FluidPropertyConstant", "value": 1.1e-5},
 "compressibility": {"type": "Linear in p[bar abs]", "slope_per_bar": -0.0022, "offset": 1.0}})";

/// Junctions whose order is not that of their names.
io::Tables pandapipes_tables() {
  return {{"gas/junction.csv",
           "index,name,pn_bar,tfluid_k,height_m,in_service\n3,zeta,1,283.15,0,True\n"
           "5,mid,1,283.15,0,True\n6,alpha,1,283.15,0,True\n"},
          {"gas/pipe.csv",
           "index,name,from_junction,to_junction,length_km,diameter_m,k_mm,loss_coefficient,in_service\n"
           "0,main,3,5,0.5,0.09,0.01,0,True\n1,far,5,6,0.5,0.09,0.01,0,True\n"},
          {"gas/ext_grid.csv", "index,name,junction,p_bar,t_k,in_service,type\n0,grid,3,0.03,283.15,True,pt\n"},
          {"gas/sink.csv",
           "index,name,junction,mdot_kg_per_s,scaling,in_service,type\n0,a,6,0.002,1,True,households\n"
           "1,b,5,0.001,1,True,sink\n2,off,5,0.001,1,False,sink\n"},
          {"gas/fluid.json", MIXED_NAMES},
          {"gas_homes.csv", "village,node\neast,alpha\neast,mid\nwest,mid\n"}};
}

constexpr const char* IMPORT = "network = \"gas\"\nhomes = \"gas_homes.csv\"";

TEST(GasImport, PandapipesWithHomesOnIt) {
  const Scenario s = GasFolder(IMPORT, pandapipes_tables()).load();
  const GasGrid& grid = s.gas;
  EXPECT_EQ(grid.origin, GasOrigin::imported);
  ASSERT_EQ(grid.network.nodes.size(), 3U);
  EXPECT_EQ(grid.network.nodes[0].name, "alpha");
  EXPECT_EQ(grid.network.pipes[0].name, "far");
  EXPECT_EQ(grid.network.pipes[0].to, 0);
  EXPECT_EQ(grid.network.supplies[0].node, 2);
  EXPECT_EQ(grid.supply.size(), 1U);
  EXPECT_EQ(homes_on(s, "alpha", "east"), 15);
  EXPECT_EQ(homes_on(s, "mid"), 35);
  EXPECT_EQ(grid.network.nodes[0].service_pa, 2000.0);
  EXPECT_EQ(grid.network.nodes[2].service_pa, 0.0);
  EXPECT_TRUE(grid.network.demands.empty());
  ASSERT_EQ(grid.users.size(), 2U);
  EXPECT_EQ(grid.users[0].type, "households");
  EXPECT_EQ(grid.users[1].type, "industry");  // "sink" is in no order
  // 0.002 kg/s over 0.75 kg/m3 at 0 degC, in m3 at 20 degC.
  EXPECT_NEAR(grid.users[0].m3h, 0.002 * 3600.0 / 0.75 * 293.15 / 273.15, 1e-9);
  EXPECT_EQ(grid.users[0].node, 0);
  EXPECT_THAT(grid.users[0].hour_factor, testing::AllOf(testing::SizeIs(24), testing::Each(1.0)));
  EXPECT_EQ(grid.network.fluid.compressibility.law, gas::CompressibilityLaw::linear);
  EXPECT_THAT(gas_notes(grid).front(), HasSubstr("imported"));
  EXPECT_TRUE(GasFolder(std::string(IMPORT) + "\nkeep_demands = false", pandapipes_tables()).grid().users.empty());
  EXPECT_THAT(GasFolder(std::string(IMPORT) + "\ndemand_type = \"farm\"", pandapipes_tables()).problems(),
              HasSubstr("'farm' is not in gas.curtailment_order"));
}

TEST(GasImport, InputsFollowTheFiles) {
  io::Tables changed = pandapipes_tables();
  io::replace(changed["gas/pipe.csv"], "0.09", "0.08");
  const Scenario one = GasFolder(IMPORT, pandapipes_tables()).load(), other = GasFolder(IMPORT, changed).load();
  EXPECT_NE(one.input_hash, other.input_hash);
  EXPECT_TRUE(std::any_of(one.inputs.begin(), one.inputs.end(),
                          [](const auto& entry) { return entry.first == "gas/pipe.csv"; }));
}

TEST(GasImport, ProblemsOfTheFilesAreTold) {
  io::Tables tables = pandapipes_tables();
  io::replace(tables["gas/pipe.csv"], "0,main,3", "0,main,33");
  EXPECT_THAT(GasFolder(IMPORT, tables).problems(), HasSubstr("pipe.csv:2"));
  tables = pandapipes_tables();
  io::replace(tables["gas_homes.csv"], "west,mid", "west,middle");
  EXPECT_THAT(GasFolder(IMPORT, tables).problems(), HasSubstr("gas_homes.csv:4:6: unknown node 'middle'"));
}

TEST(GasImport, SpoiltTablesAreReadOrRefused) {
  const cli_test::ScratchFolder folder;
  std::filesystem::create_directories(folder.file("gas"));
  std::vector<std::string> files;
  for (const auto& [name, text] : gas_tables()) {
    folder.write(name, text);
    files.push_back(name);
  }
  folder.write("villages.csv", "village,households\neast,3\nwest,2\n");
  folder.write("scenario.toml", GAS_HEAD + std::string("[gas]\nnetwork = \"gas\"\n[[mix]]\nname = \"before\"\n"));
  const std::vector<std::string> pieces = {"",     ",", "\n", "-1",   "e1",    "1e999", "nan",  "\"",
                                           "gate", "0", ";",  "\xff", "works", ",,,",   "true", "west"};
  const Scenario s = load_scenario(folder.file("scenario.toml"), {});
  io::spoil_each(folder, files, pieces, [&](const std::string& text) {
    ProblemList problems;
    const io::Settings& keys = s.settings.table("gas");
    const GasTables tables = read_gas_tables(keys, s.folder, problems);
    problems.throw_if_any();
    const GasGrid grid = build_gas_grid(keys, s.folder, tables, s.tables, s.population, problems);
    problems.throw_if_any();
    gas::GasFlow flow(grid.network);
    std::vector<double> draw(grid.network.nodes.size(), 0.0);
    for (const int node : grid.household_node) {
      if (node != gas::NO_NODE) draw[static_cast<size_t>(node)] += 2.5;
    }
    for (const GasUser& user : grid.users) draw[static_cast<size_t>(user.node)] += user.m3h * user.hour_factor.at(23);
    gas::GasFlowResult result;
    flow.solve(draw, result);
    for (const double pressure : result.pressure_pa) EXPECT_TRUE(std::isfinite(pressure)) << text;
  });
}

TEST(GasSynthesis, HomesHangOnBoxesAndPressuresHoldAtTheDesignDraw) {
  GasFolder folder("synthesis = {}");
  folder.write("villages.csv", "village,households,longitude,latitude\neast,95,113.1,40\nwest,31,113,40\n");
  const Scenario s = folder.load();
  const GasGrid& grid = s.gas;
  EXPECT_EQ(grid.origin, GasOrigin::synthesised);
  EXPECT_EQ(grid.network.regulators.size(), 4U + 2U);
  EXPECT_THAT(gas_notes(grid).front(), HasSubstr("126 homes and 0 other users on it, made up by gas.synthesis"));
  std::vector<double> draw(grid.network.nodes.size(), 0.0);
  for (size_t h = 0; h < grid.household_node.size(); ++h) {
    ASSERT_NE(grid.household_node[h], gas::NO_NODE);
    const auto node = static_cast<size_t>(grid.household_node[h]);
    const Household& home = s.population.households[h];
    const std::string& village = s.population.villages[static_cast<size_t>(home.village)].name;
    EXPECT_TRUE(grid.network.nodes[node].name.starts_with(village + " box"));
    draw[node] += 2.95;
  }
  gas::GasFlow flow(grid.network, {.friction = {grid.friction}});
  gas::GasFlowResult result;
  flow.solve(draw, result);
  ASSERT_TRUE(result.solved()) << gas::failure_text(grid.network, result);
  for (const int node : grid.household_node) {
    EXPECT_GE(result.pressure_pa[static_cast<size_t>(node)], 2300.0);
    EXPECT_EQ(grid.network.nodes[static_cast<size_t>(node)].service_pa, 2000.0);
  }
}

TEST(GasSynthesis, RowsOfVillagesMayStandInAnyOrder) {
  GasFolder one("synthesis = { homes_per_station = 60 }"), other("synthesis = { homes_per_station = 60 }");
  one.write("villages.csv", "village,households\na,40\nb,50\nc,20\n");
  other.write("villages.csv", "village,households\nc,20\na,40\nb,50\n");
  const GasGrid here = one.grid(), there = other.grid();
  ASSERT_EQ(here.network.pipes.size(), there.network.pipes.size());
  for (size_t p = 0; p < here.network.pipes.size(); ++p) {
    EXPECT_EQ(here.network.pipes[p].name, there.network.pipes[p].name);
    EXPECT_EQ(here.network.pipes[p].inner_diameter_m, there.network.pipes[p].inner_diameter_m);
  }
}

TEST(GasSynthesis, WhatCannotBeIsTold) {
  EXPECT_THAT(GasFolder("synthesis = { box_pa = 600 }").problems(), HasSubstr("the drop behind a box"));
  EXPECT_THAT(GasFolder("synthesis = { station_pa = 12000, trunk_end_pa = 11990 }").problems(),
              HasSubstr("no pipe is large enough for"));
  EXPECT_THAT(GasFolder("synthesis = { homes_per_bax = 20 }").problems(), HasSubstr("homes_per_box"));
}

// Networks of others through a scenario: pressures as their own results have them.
TEST(GasImport, ReferenceNetworksThroughAScenario) {
  const auto data = reference_data();
  if (!data) GTEST_SKIP() << "the reference data are not there";
  struct Case {
    const char* folder;
    const char* friction;
    const char* results;
    double bar;
  };
  for (const Case& each : {Case{"stanet/meshed_networks__square_N", "nikuradse_pandapipes", "nikuradse", 1e-7},
                           {"simbench/1-LV-rural1", "swamee_jain_pandapipes", "swamee-jain", 1e-7},
                           {"simbench/1-LV-semiurb5", "nikuradse_pandapipes", "nikuradse", 1e-7}}) {
    SCOPED_TRACE(each.folder);
    const std::string path = *data + "/gas/" + each.folder;
    if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not there";
    GasFolder folder("network = \"" + path + "\"\nhomes = \"gas_homes.csv\"\nfriction = \"" + each.friction + "\"");
    const auto junctions = reference_rows(path + "/junction.csv");
    folder.write("gas_homes.csv", "village,node\neast," + junctions[0][1] + "\nwest," + junctions[0][1] + "\n");
    const Scenario s = folder.load();
    EXPECT_EQ(homes_on(s, junctions[0][1]), 50);
    gas::GasFlow flow(s.gas.network, {.friction = {s.gas.friction}});
    std::vector<double> draw(s.gas.network.nodes.size(), 0.0);
    for (const GasUser& user : s.gas.users) draw[static_cast<size_t>(user.node)] += user.m3h;
    gas::GasFlowResult result;
    flow.solve(draw, result);
    ASSERT_TRUE(result.solved());
    const auto expected = reference_rows(path + "/pandapipes_res_junction_" + each.results + ".csv");
    ASSERT_EQ(expected.size(), junctions.size());
    for (size_t j = 0; j < junctions.size(); ++j) {
      const int node = node_of(s.gas, junctions[j][1]);
      ASSERT_NE(node, gas::NO_NODE) << junctions[j][1];
      EXPECT_NEAR(1e-5 * result.pressure_pa[static_cast<size_t>(node)], std::stod(expected[j][1]), each.bar);
    }
  }
}

TEST(GasImport, GasLibThroughAScenario) {
  const auto data = reference_data();
  const std::string path = data.value_or("") + "/gas/gaslib/GasLib-11/GasLib-11";
  if (!data || !std::filesystem::exists(path + ".net")) GTEST_SKIP() << "GasLib-11 is not there";
  const std::string keys = "network = \"" + path + ".net\"\nnomination = \"" + path + ".scn\"";
  const std::string quiet = "mix.gas.convert.1.share=0";
  const GasFolder folder(keys);
  const GasGrid grid = folder.grid({quiet});
  EXPECT_EQ(grid.origin, GasOrigin::imported);
  EXPECT_EQ(grid.network.nodes.size(), 11U);
  EXPECT_FALSE(grid.users.empty());
  EXPECT_THAT(folder.problems(), HasSubstr("hang on no node"));
  EXPECT_THAT(GasFolder("network = \"" + path + ".net\"").problems(), HasSubstr("needs a nomination"));
  ASSERT_FALSE(grid.network.compressors.empty());
  const std::string station = grid.network.compressors[0].name;
  const GasGrid set =
      GasFolder(keys + "\n[[gas.gaslib.stations]]\nname = \"" + station + "\"\nratio = 1.25").grid({quiet});
  EXPECT_EQ(set.network.compressors[0].ratio, 1.25);
  EXPECT_THAT(GasFolder("network = \"gas\"\ngaslib = {}").problems(), HasSubstr("gas.gaslib has nothing"));
}

}  // namespace
}  // namespace hearthgrid::run
