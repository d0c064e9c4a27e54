// Gas networks of pandapipes: units and conventions by hand, tables that are refused, JSON and CSV alike.

#include "engine/io/gas/pandapipes_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "engine/base/error.hpp"
#include "models/gas/properties.hpp"
#include "tests/cli/program.hpp"
#include "tests/unit/io/table_set.hpp"

namespace hearthgrid::io {
namespace {

using cli_test::ScratchFolder;
using testing::HasSubstr;

Tables small_network() {
  return {
      {"junction.csv",
       "index,name,pn_bar,tfluid_k,height_m,in_service\n3,source,1,283.15,12,True\n5,,1,283.15,0,True\n"
       "6,home,1,283.15,0,True\n9,out,1,350,0,False\n"},
      {"pipe.csv",
       "index,name,from_junction,to_junction,length_km,diameter_m,k_mm,loss_coefficient,in_service,std_type\n"
       "0,main,3,5,0.5,0.09,0.01,3,True,PE 110\n1,main,5,9,0.5,0.09,0.01,0,True,\n"},
      {"ext_grid.csv", "index,name,junction,p_bar,t_k,in_service,type\n0,,3,0.4,283.15,True,pt\n"},
      {"sink.csv", "index,name,junction,mdot_kg_per_s,scaling,in_service,type\n0,a,6,0.002,0.5,True,sink\n"},
      {"source.csv", "index,name,junction,mdot_kg_per_s,scaling,in_service,type\n0,b,6,0.0002,1,False,source\n"},
      {"valve.csv", "index,name,from_junction,to_junction,diameter_m,opened,loss_coefficient\n0,v,5,6,0.05,False,0\n"},
      {"pressure_control.csv",
       "index,name,from_junction,to_junction,controlled_junction,controlled_p_bar,control_active,loss_coefficient,"
       "in_service\n0,r,5,6,6,0.025,True,0,True\n"},
      {"fluid.json",
       R"({"name": "x", "is_gas": true, "density": {"type": "FluidPropertyInterExtra", "x": [263.15, 283.15],
 "y": [0.8, 0.7]}, "viscosity": {"type": "FluidPropertyConstant", "value": 1.1e-5},
 "compressibility": {"type": "Linear in p[bar abs]", "slope_per_bar": -0.0022, "offset": 1.0}})"}};
}

gas::GasNetwork read_tables(const Tables& tables) {
  return read_folder_of(tables, [](const std::string& folder) { return read_pandapipes(folder); });
}

/// What is said about a network after a change.
std::string complaint(const std::function<void(Tables&)>& change) {
  Tables tables = small_network();
  change(tables);
  return complaint_about(tables, [](const std::string& folder) { return read_pandapipes(folder); });
}

TEST(PandapipesFile, ConventionsAreThoseOfPandapipes) {
  const gas::GasNetwork network = read_tables(small_network());
  ASSERT_EQ(network.nodes.size(), 4U);
  EXPECT_EQ(network.nodes[1].name, "junction 5");
  EXPECT_DOUBLE_EQ(network.nodes[0].elevation_m, 12.0);
  // Density between the table's points, viscosity constant, temperature of the junctions in service.
  EXPECT_NEAR(network.fluid.normal_density_kg_m3, 0.75, 1e-12);
  EXPECT_DOUBLE_EQ(network.fluid.temperature_k, 283.15);
  EXPECT_DOUBLE_EQ(network.fluid.compressibility.at(1e6), 1.0 - 0.022);
  ASSERT_EQ(network.pipes.size(), 2U);
  EXPECT_DOUBLE_EQ(network.pipes[0].length_m, 500.0);
  EXPECT_DOUBLE_EQ(network.pipes[0].inner_diameter_m, 0.09);
  EXPECT_DOUBLE_EQ(network.pipes[0].roughness_m, 1e-5);
  EXPECT_DOUBLE_EQ(network.pipes[0].loss_coefficient, 3.0);
  EXPECT_EQ(network.pipes[0].type, "PE 110");
  EXPECT_EQ(network.pipes[1].name, "main (1)");
  EXPECT_FALSE(network.pipes[1].in_service) << "its end is out of service";
  EXPECT_DOUBLE_EQ(network.supplies.at(0).pressure_pa, 4e4);
  EXPECT_TRUE(network.supplies[0].takes_back);
  // 0.001 kg/s of 0.75 kg per m3 at 0 degC.
  EXPECT_NEAR(network.demands.at(0).draw_m3h, gas::to_reference_m3(3.6 / 0.75), 1e-12);
  EXPECT_LT(network.demands.at(1).draw_m3h, 0.0);
  EXPECT_FALSE(network.demands[1].in_service);
  EXPECT_FALSE(network.valves.at(0).open);
  EXPECT_DOUBLE_EQ(network.regulators.at(0).set_pa, 2500.0);
  EXPECT_THAT(network.pipes[0].origin, HasSubstr("pipe.csv:2"));
}

TEST(PandapipesFile, NewerTablesHaveMillimetres) {
  Tables tables = small_network();
  replace(tables["pipe.csv"], "diameter_m,", "inner_diameter_mm,");
  replace(tables["pipe.csv"], "0.5,0.09,0.01,3", "0.5,90,0.01,3");
  replace(tables["pipe.csv"], "0.5,0.09,0.01,0", "0.5,90,0.01,0");
  EXPECT_DOUBLE_EQ(read_tables(tables).pipes[0].inner_diameter_m, 0.09);
}

TEST(PandapipesFile, RefusesWhatItDoesNotUnderstand) {
  EXPECT_THAT(complaint([](Tables& t) { t["pump.csv"] = "index,from_junction,to_junction,in_service\n0,3,5,True\n"; }),
              HasSubstr("elements of the table pump are not understood"));
  EXPECT_EQ(complaint([](Tables& t) { t["pump.csv"] = "index,from_junction,to_junction,in_service\n0,3,5,False\n"; }),
            "nothing");
  EXPECT_THAT(complaint([](Tables& t) { replace(t["pressure_control.csv"], "0,r,5,6,6", "0,r,5,6,5"); }),
              HasSubstr("controlled_junction is not to_junction"));
  EXPECT_THAT(complaint([](Tables& t) { replace(t["valve.csv"], "False,0", "False,2"); }),
              HasSubstr("only pipes lose pressure here"));
  EXPECT_THAT(complaint([](Tables& t) { replace(t["fluid.json"], "\"value\": 1.1e-5", "\"root\": 2"); }),
              HasSubstr("the fluid's viscosity is of a kind that is not understood"));
  EXPECT_THAT(complaint([](Tables& t) { replace(t["fluid.json"], "\"offset\": 1.0", "\"offset\": 0.9"); }),
              HasSubstr("compressibility is not understood"));
  EXPECT_THAT(complaint([](Tables& t) { replace(t["fluid.json"], "\"is_gas\": true", "\"is_gas\": false"); }),
              HasSubstr("the fluid 'x' is no gas"));
  EXPECT_THAT(complaint([](Tables& t) { t.erase("fluid.json"); }), HasSubstr("this folder has no fluid.json"));
  EXPECT_THAT(complaint([](Tables& t) { t.erase("junction.csv"); }), HasSubstr("this folder has no junction.csv"));
}

TEST(PandapipesFile, NamesTheRowAndWhatIsWrong) {
  EXPECT_THAT(complaint([](Tables& t) { replace(t["pipe.csv"], "main,3,5", "main,3,77"); }),
              HasSubstr("pipe.csv:2: to_junction is 77, which is no junction"));
  EXPECT_THAT(complaint([](Tables& t) { replace(t["pipe.csv"], "0.5,0.09", "-0.5,0.09"); }),
              HasSubstr("length_km is -0.5"));
  EXPECT_THAT(complaint([](Tables& t) { replace(t["sink.csv"], "0.002", "much"); }),
              HasSubstr("mdot_kg_per_s is 'much'"));
  EXPECT_THAT(complaint([](Tables& t) { replace(t["junction.csv"], "home,1,283.15", "home,1,290"); }),
              HasSubstr("the network is isothermal"));
  EXPECT_THAT(complaint([](Tables& t) { replace(t["junction.csv"], "6,home", "5,home"); }),
              HasSubstr("index 5 stands there twice"));
  EXPECT_THAT(complaint([](Tables& t) { replace(t["pipe.csv"], "length_km", "lenght_km"); }),
              HasSubstr("did you mean 'length_km'?"));
  EXPECT_THAT(complaint([](Tables& t) { replace(t["fluid.json"], "{", "("); }), HasSubstr("fluid.json:1"));
}

TEST(PandapipesFile, JsonThatIsNone) {
  const ScratchFolder folder;
  folder.write("net.json", R"({"_class": "pandapowerNet", "_object": {"bus": {}}})");
  try {
    (void)read_pandapipes(folder.path() + "/net.json");
    FAIL() << "not refused";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("this is not a network of pandapipes"));
  }
  EXPECT_THROW((void)read_pandapipes(folder.path() + "/absent.json"), InputError);
}

}  // namespace
}  // namespace hearthgrid::io
