// Files of gas networks with a few bytes changed: read, or refused with a place; never anything else.

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <string>

#include "engine/io/gas/gaslib_file.hpp"
#include "engine/io/gas/pandapipes_file.hpp"
#include "models/gas/network/gas_flow.hpp"
#include "tests/unit/io/spoilt_files.hpp"

namespace hearthgrid::io {
namespace {

using cli_test::ScratchFolder;

/// What is read must solve to numbers, or fail by name.
void expect_read_or_refused(const ScratchFolder& folder, const std::vector<std::string>& files,
                            const std::function<gas::GasNetwork()>& read) {
  const std::vector<std::string> pieces{"",  "0", "-", "1e300", "nan", ",",  "\"", "\n",
                                        "]", "}", "<", "/>",    ".4",  "~ ", "[",  "-7"};
  spoil_each(folder, files, pieces, [&](const std::string& text) {
    gas::GasFlow flow(read());
    gas::GasFlowResult result;
    flow.solve(result);
    for (const double pressure : result.pressure_pa) EXPECT_TRUE(std::isfinite(pressure)) << text;
    for (const double m3h : result.pipe_m3h) EXPECT_TRUE(std::isfinite(m3h)) << text;
    EXPECT_EQ(result.solved(), gas::failure_text(flow.network(), result).empty());
  });
}

constexpr const char* FLUID =
    R"({"name": "x", "is_gas": true, "density": {"type": "FluidPropertyInterExtra", "x": [263.15, 283.15],
 "y": [0.8, 0.7]}, "viscosity": {"type": "FluidPropertyConstant", "value": 1.1e-5},
 "compressibility": {"type": "Linear in p[bar abs]", "slope_per_bar": -0.0022, "offset": 1.0}})";

TEST(SpoiltGasNetworks, PandapipesTables) {
  const ScratchFolder folder;
  folder.write("junction.csv",
               "index,name,tfluid_k,height_m,in_service\n0,a,283.15,12,True\n1,b,283.15,0,True\n2,c,283.15,5,True\n");
  folder.write("pipe.csv",
               "index,from_junction,to_junction,length_km,diameter_m,k_mm,loss_coefficient,in_service\n"
               "0,0,1,0.5,0.09,0.01,3,True\n1,1,2,0.2,0.05,0.01,0,True\n2,2,0,0.3,0.05,0.01,0,True\n");
  folder.write("ext_grid.csv", "index,junction,p_bar,t_k,in_service,type\n0,0,0.4,283.15,True,pt\n");
  folder.write("sink.csv", "index,junction,mdot_kg_per_s,scaling,in_service\n0,2,0.002,0.5,True\n1,1,0.01,1,True\n");
  folder.write("fluid.json", FLUID);
  expect_read_or_refused(folder, {"junction.csv", "pipe.csv", "ext_grid.csv", "sink.csv", "fluid.json"},
                         [&] { return read_pandapipes(folder.path()); });
}

TEST(SpoiltGasNetworks, PandapipesJson) {
  const ScratchFolder folder;
  const auto table = [](const std::string& columns, const std::string& index, const std::string& data) {
    return R"({"_class": "DataFrame", "_object": {"columns": [)" + columns + R"(], "index": [)" + index +
           R"(], "data": [)" + data + "]}}";
  };
  folder.write(
      "net.json",
      R"({"_class": "pandapipesNet", "_object": {"name": "n", "fluid": {"_object": )" + std::string(FLUID) +
          R"(}, "junction": )" + table(R"("tfluid_k", "height_m")", "0, 1", "[283.15, 0], [283.15, 3]") +
          R"(, "pipe": )" +
          table(R"("from_junction", "to_junction", "length_km", "inner_diameter_mm")", "0", "[0, 1, 0.3, 90]") +
          R"(, "ext_grid": )" + table(R"("junction", "p_bar")", "0", "[0, 0.5]") + R"(, "sink": )" +
          table(R"("junction", "mdot_kg_per_s")", "0", "[1, 0.002]") + "}}");
  EXPECT_EQ(read_pandapipes(folder.file("net.json")).nodes.size(), 2U);
  expect_read_or_refused(folder, {"net.json"}, [&] { return read_pandapipes(folder.file("net.json")); });
}

TEST(SpoiltGasNetworks, GasLib) {
  const ScratchFolder folder;
  folder.write("a.net", R"(<network xmlns:framework="f"><framework:nodes>
<source id="in"><height value="100" unit="m"/><pressureMax unit="bar" value="60"/>
 <gasTemperature unit="Celsius" value="10"/><normDensity unit="kg_per_m_cube" value="0.8"/></source>
<innode id="mid"/><sink id="out"/></framework:nodes><framework:connections>
<pipe from="in" to="mid" id="p"><length unit="km" value="5"/>
 <diameter unit="mm" value="500"/><roughness unit="mm" value="0.1"/></pipe>
<compressorStation from="mid" to="out" id="cs"><pressureOutMax unit="bar" value="70"/></compressorStation>
</framework:connections></network>)");
  folder.write("a.scn", R"(<boundaryValue><scenario id="s">
<node type="entry" id="in"><flow bound="both" value="60" unit="1000m_cube_per_hour"/></node>
<node type="exit" id="out"><flow bound="both" value="60" unit="1000m_cube_per_hour"/>
 </node></scenario></boundaryValue>)");
  expect_read_or_refused(folder, {"a.net", "a.scn"},
                         [&] { return read_gaslib(folder.file("a.net"), folder.file("a.scn")).network; });
}

}  // namespace
}  // namespace hearthgrid::io
