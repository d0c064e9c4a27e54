// Gas networks of GasLib: units and conventions by hand, and what is refused.

#include "engine/io/gas/gaslib_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "models/gas/properties.hpp"
#include "tests/cli/program.hpp"

namespace hearthgrid::io {
namespace {

using cli_test::ScratchFolder;
using testing::HasSubstr;

const std::string NET = R"(<?xml version="1.0"?>
<network xmlns:framework="f"><framework:information><framework:title>T</framework:title></framework:information>
<framework:nodes>
<source id="in"><height value="100" unit="m"/><pressureMin unit="bar" value="40"/><pressureMax unit="bar" value="60"/>
 <gasTemperature unit="Celsius" value="10"/><normDensity unit="kg_per_m_cube" value="0.8"/></source>
<source id="in2"/>
<innode id="mid"/><innode id="mid2"/>
<sink id="out"><pressureMin unit="barg" value="19"/></sink>
</framework:nodes>
<framework:connections>
<pipe from="in" to="mid" id="p"><length unit="km" value="5"/>
 <diameter unit="mm" value="500"/><roughness unit="mm" value="0.1"/></pipe>
<resistor from="in2" to="mid" id="re"><dragFactor value="5.4"/><diameter unit="mm" value="900"/></resistor>
<compressorStation from="mid" to="mid2" id="cs"><pressureOutMax unit="bar" value="70"/></compressorStation>
<controlValve from="mid2" to="out" id="cv"><pressureOutMax unit="bar" value="50"/>
 <pressureLossIn unit="bar" value="0.5"/></controlValve>
<valve from="in" to="in2" id="v"/>
</framework:connections></network>)";

const std::string SCN = R"(<boundaryValue><scenario id="s">
<node type="entry" id="in"><flow bound="lower" value="60" unit="1000m_cube_per_hour"/>
<flow bound="upper" value="60" unit="1000m_cube_per_hour"/></node>
<node type="entry" id="in2"><flow bound="both" value="40" unit="1000m_cube_per_hour"/></node>
<node type="exit" id="out"><flow bound="both" value="100" unit="1000m_cube_per_hour"/></node>
</scenario></boundaryValue>)";

GasLibNetwork read(const std::string& net, const std::string& scn, const GasLibOptions& options = {}) {
  const ScratchFolder folder;
  folder.write("a.net", net);
  folder.write("a.scn", scn);
  return read_gaslib(folder.path() + "/a.net", folder.path() + "/a.scn", options);
}

std::string complaint(const std::string& what, const std::string& by, const GasLibOptions& options = {}) {
  std::string net = NET, scn = SCN;
  for (std::string* text : {&net, &scn}) {
    const size_t at = text->find(what);
    if (at != std::string::npos) text->replace(at, what.size(), by);
  }
  try {
    (void)read(net, scn, options);
  } catch (const InputError& error) {
    return error.what();
  }
  return "nothing";
}

TEST(GasLibFile, ConventionsAreThoseOfGasLib) {
  GasLibOptions options;
  options.closed_valves = {"v"};
  options.ratio = {{"cs", 1.2}};
  options.outlet_bar = {{"cv", 30.0}};
  const GasLibNetwork out = read(NET, SCN, options);
  const gas::GasNetwork& network = out.network;
  EXPECT_EQ(network.name, "T");
  ASSERT_EQ(network.nodes.size(), 5U);
  EXPECT_DOUBLE_EQ(out.minimum_bar[0], 40.0);
  EXPECT_NEAR(out.minimum_bar[4], 20.01325, 1e-12);
  EXPECT_DOUBLE_EQ(network.fluid.normal_density_kg_m3, 0.8);
  EXPECT_DOUBLE_EQ(network.fluid.temperature_k, 283.15);
  EXPECT_EQ(network.fluid.compressibility.law, gas::CompressibilityLaw::cnga);
  ASSERT_EQ(network.pipes.size(), 2U);
  EXPECT_DOUBLE_EQ(network.pipes[0].length_m, 5000.0);
  EXPECT_DOUBLE_EQ(network.pipes[0].inner_diameter_m, 0.5);
  EXPECT_DOUBLE_EQ(network.pipes[1].loss_coefficient, 5.4);
  EXPECT_DOUBLE_EQ(network.pipes[1].length_m, 0.0);
  EXPECT_DOUBLE_EQ(network.compressors.at(0).ratio, 1.2);
  EXPECT_NEAR(network.regulators.at(0).set_pa, 30e5 - 101325.0, 1e-6);
  EXPECT_DOUBLE_EQ(network.regulators[0].minimum_difference_pa, 5e4);
  EXPECT_FALSE(network.valves.at(0).open);
  // The larger entry is held, absolute at its own elevation; the other gives its flow.
  ASSERT_EQ(network.supplies.size(), 1U);
  EXPECT_EQ(network.supplies[0].name, "in");
  EXPECT_NEAR(network.supplies[0].pressure_pa, 60e5 - gas::ambient_pressure_pa(100.0), 1e-6);
  const std::vector<double> draw = gas::node_draw_m3h(network);
  EXPECT_DOUBLE_EQ(draw[0], 0.0);
  EXPECT_NEAR(draw[1], -gas::to_reference_m3(40000.0), 1e-6);
  EXPECT_NEAR(draw[4], gas::to_reference_m3(100000.0), 1e-6);
}

TEST(GasLibFile, RefusesByNameAndLine) {
  EXPECT_THAT(complaint("<innode id=\"mid2\"/>", "<tank id=\"mid2\"/>"),
              HasSubstr("nodes of the kind tank are not understood"));
  EXPECT_THAT(complaint("to=\"mid\" id=\"p\"", "to=\"nowhere\" id=\"p\""),
              HasSubstr("a.net:11: pipe 'p' goes to 'nowhere', which is no node"));
  EXPECT_THAT(complaint("unit=\"km\"", "unit=\"mile\""), HasSubstr("length has the unit 'mile'"));
  EXPECT_THAT(complaint("value=\"500\"", "value=\"wide\""), HasSubstr("diameter is 'wide'"));
  EXPECT_THAT(complaint("<roughness unit=\"mm\" value=\"0.1\"/>", ""), HasSubstr("pipe 'p' has no roughness"));
  EXPECT_THAT(complaint("<dragFactor value=\"5.4\"/>", ""), HasSubstr("resistor 're' has no dragFactor"));
  EXPECT_THAT(complaint("id=\"out\"><flow", "id=\"gone\"><flow"), HasSubstr("'gone' is no entry or exit"));
  EXPECT_THAT(complaint("bound=\"upper\" value=\"60\"", "bound=\"upper\" value=\"70\""),
              HasSubstr("the flow of 'in' is not fixed"));
  EXPECT_THAT(complaint("</framework:nodes>", "</nodes>"), HasSubstr("this is not XML"));
  GasLibOptions options;
  options.ratio = {{"cs9", 1.1}};
  EXPECT_THAT(complaint("", "", options), HasSubstr("there is no 'cs9' to set"));
  options.ratio.clear();
  options.held_entry = "out";
  EXPECT_THAT(complaint("", "", options), HasSubstr("'out' is no entry of it"));
}

}  // namespace
}  // namespace hearthgrid::io
