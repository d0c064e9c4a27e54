// Gas networks of other tools at the command line: flows by hand, and what is refused.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <numbers>

#include "tests/cli/program.hpp"

namespace hearthgrid::cli_test {
namespace {

using testing::HasSubstr;
using Tables = std::map<std::string, std::string>;

/// 2 kPa before 100 m of 20 mm, in which 0.2 g/s flow laminar.
Tables one_pipe() {
  return {
      {"junction.csv", "index,name,tfluid_k,height_m\n0,调压箱,273.15,0\n1,farm,273.15,0\n"},
      {"ext_grid.csv", "index,name,junction,p_bar,t_k\n0,station,0,0.02,273.15\n"},
      {"pipe.csv", "index,name,from_junction,to_junction,length_km,inner_diameter_mm,k_mm\n0,lane,0,1,0.1,20,0.01\n"},
      {"sink.csv", "index,name,junction,mdot_kg_per_s\n0,boiler,1,0.0002\n"},
      {"fluid.json",
       R"({"name": "gas", "is_gas": true, "density_at_273.15K_kg_per_m3": 0.8, "viscosity_at_273.15K": 1.1e-05,
              "compressibility": {"type": "FluidPropertyConstant", "value": 1.0},
              "der_compressibility": {"type": "FluidPropertyConstant", "value": 0.0},
              "density": {"type": "FluidPropertyConstant", "value": 0.8},
              "viscosity": {"type": "FluidPropertyConstant", "value": 1.1e-05}})"}};
}

std::string write_tables(const ScratchFolder& folder, const Tables& tables) {
  for (const auto& [name, text] : tables) folder.write("net/" + name, text);
  return folder.file("net");
}

TEST(GasFlowCommand, SolvesALaminarPipe) {
  const ScratchFolder folder;
  const std::string net = write_tables(folder, one_pipe());
  const std::string out = folder.file("results"), json = folder.file("results.json");
  const Outcome flow = run_program("flow " + net + " --csv " + out + " --json " + json);
  ASSERT_EQ(flow.exit_code, 0) << flow.err;
  EXPECT_THAT(flow.out, HasSubstr("net: 2 nodes, 1 pipe, 0 regulators, 0 compressors, 1 supply"));
  EXPECT_THAT(flow.out, HasSubstr("调压箱"));
  for (size_t start = 0; start < flow.out.find("written:");) {
    const size_t end = flow.out.find('\n', start);
    EXPECT_LE(end - start, 84U);  // four characters beyond: what is Chinese takes three bytes and two columns
    start = end + 1;
  }

  // Hagen and Poiseuille along the falling pressure: p1^2 - p2^2 = 256 eta L Q p_N / (pi D^4), Q at 0 degC.
  const double normal_m3_s = 0.0002 / 0.8, diameter = 0.02;
  const double first_pa = 101325.0 + 2000.0;
  const double fall = 256.0 * 1.1e-5 * 100.0 * normal_m3_s * 101325.0 / (std::numbers::pi * std::pow(diameter, 4));
  const double last_pa = std::sqrt(first_pa * first_pa - fall);
  const nlohmann::json all = nlohmann::json::parse(read_all(json));
  EXPECT_NEAR(all["node"][1]["pressure_bar"].get<double>(), (last_pa - 101325.0) / 1e5, 1e-9);
  EXPECT_NEAR(all["node"][1]["pressure_absolute_bar"].get<double>(), last_pa / 1e5, 1e-9);
  const nlohmann::json& pipe = all["pipe"][0];
  const double reynolds = 4.0 * 0.0002 / (std::numbers::pi * diameter * 1.1e-5);
  EXPECT_NEAR(pipe["reynolds"].get<double>(), reynolds, 1e-6);
  EXPECT_NEAR(pipe["friction_lambda"].get<double>(), 64.0 / reynolds, 1e-9);
  EXPECT_NEAR(pipe["flow_kg_s"].get<double>(), 0.0002, 1e-12);
  EXPECT_NEAR(pipe["flow_m3h"].get<double>(), 3600.0 * normal_m3_s * 293.15 / 273.15, 1e-8);
  const double area = 0.25 * std::numbers::pi * diameter * diameter;
  EXPECT_NEAR(pipe["velocity_to_m_s"].get<double>(), normal_m3_s * 101325.0 / last_pa / area, 1e-7);
  EXPECT_EQ(all["supply"][0]["state"], "hold");
  EXPECT_NEAR(all["given_m3h"].get<double>(), all["drawn_m3h"].get<double>(), 1e-9);
  EXPECT_THAT(read_all(out + "/node.csv"), HasSubstr("node,elevation_m,pressure_bar,pressure_absolute_bar,draw_m3h"));

  EXPECT_EQ(run_program("flow " + net + " --csv " + out).exit_code, 2) << "results are there already";
  EXPECT_EQ(run_program("flow " + net + " --overwrite --csv " + out).exit_code, 0);
}

TEST(GasFlowCommand, RefusesWhatItCannotDo) {
  const ScratchFolder folder;
  Tables tables = one_pipe();
  const std::string net = write_tables(folder, tables);
  const Outcome law = run_program("flow " + net + " --friction moody");
  EXPECT_EQ(law.exit_code, 2);
  EXPECT_THAT(law.err, HasSubstr("moody"));
  const Outcome converted = run_program("convert " + net + " --to pgm -o " + folder.file("x.json"));
  EXPECT_EQ(converted.exit_code, 2);
  EXPECT_THAT(converted.err, HasSubstr("a network of gas"));
  // A hundred times the draw is more than 2 kPa can press through.
  folder.write("net/sink.csv", "index,name,junction,mdot_kg_per_s\n0,boiler,1,0.02\n");
  const Outcome weak = run_program("flow " + net);
  EXPECT_EQ(weak.exit_code, 2);
  EXPECT_THAT(weak.err, HasSubstr("farm"));
  folder.write("net/sink.csv", "index,name,junction,mdot_kg_per_s\n0,boiler,7,0.02\n");
  const Outcome nowhere = run_program("flow " + net);
  EXPECT_EQ(nowhere.exit_code, 2);
  EXPECT_THAT(nowhere.err, HasSubstr("sink.csv:2"));
  const Outcome ratio = run_program("flow " + folder.write("a.net", "<network/>") + " --ratio CS1");
  EXPECT_EQ(ratio.exit_code, 2);
  EXPECT_THAT(ratio.err, HasSubstr("--ratio CS1"));
}

}  // namespace
}  // namespace hearthgrid::cli_test
