// Networks of other tools at the command line: flows, conversions, and what is refused.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace hearthgrid::cli_test {
namespace {

using testing::HasSubstr;
using Tables = std::map<std::string, std::string>;

/// 0.4 kV behind 1 ohm, with a load of constant impedance of 4 ohm a phase: 40 kW at rated voltage.
Tables divider() {
  return {{"bus.csv", "index,name,vn_kv\n0,station,0.4\n1,farm,0.4\n"},
          {"ext_grid.csv", "index,name,bus,vm_pu\n0,grid,0,1.0\n"},
          {"line.csv",
           "index,name,from_bus,to_bus,length_km,r_ohm_per_km,x_ohm_per_km,c_nf_per_km,max_i_ka\n"
           "0,lane,0,1,2,0.5,0,0,0.1\n"},
          {"load.csv", "index,name,bus,p_mw,q_mvar,const_z_percent,const_i_percent\n0,barn,1,0.04,0,100,0\n"}};
}

std::string write_tables(const ScratchFolder& folder, const Tables& tables) {
  for (const auto& [name, text] : tables) folder.write("net/" + name, text);
  return folder.file("net");
}

void expect_80_columns(const std::string& text) {
  for (size_t start = 0; start < text.size();) {
    const size_t end = std::min(text.find('\n', start), text.size());
    EXPECT_LE(end - start, 80U) << text.substr(start, end - start);
    start = end + 1;
  }
}

TEST(NetworkCommands, FlowSolvesAVoltageDivider) {
  const ScratchFolder folder;
  const std::string net = write_tables(folder, divider());
  const std::string out = folder.file("results"), json = folder.file("results.json");
  const Outcome flow = run_program("flow " + net + " --csv " + out + " --json " + json);
  ASSERT_EQ(flow.exit_code, 0) << flow.err;
  // 4 of 4 + 1 ohm: 0.8 pu, 0.64 of the load; a fourth of it is lost.
  EXPECT_THAT(flow.out, HasSubstr("net: 2 buses, 1 line, 0 transformers, 1 load; symmetric flow"));
  EXPECT_THAT(flow.out, HasSubstr("drawn by loads              25.600 kW"));
  EXPECT_THAT(flow.out, HasSubstr("lost in lines                6.400 kW"));
  EXPECT_THAT(flow.out, HasSubstr("losses                       20.00 % of what is given"));
  EXPECT_THAT(flow.out, HasSubstr("farm       400.0      320.0  0.8000       -20.00"));
  EXPECT_THAT(flow.out, HasSubstr("written: " + json));
  expect_80_columns(flow.out.substr(0, flow.out.find("written:")));

  EXPECT_THAT(read_all(out + "/bus.csv"), HasSubstr("bus,rated_v,voltage_pu,voltage_line_to_line_v,angle_deg\r\n"));
  EXPECT_THAT(read_all(out + "/bus.csv"), HasSubstr("\r\nfarm,400,0."));
  EXPECT_THAT(read_all(out + "/line.csv"), HasSubstr("line,from_bus,to_bus,from_current_a,from_kw,from_kvar,"));
  const nlohmann::json all = nlohmann::json::parse(read_all(json));
  EXPECT_NEAR(all["bus"][1]["voltage_line_to_line_v"].get<double>(), 320.0, 1e-7);
  // 400 V / sqrt 3 over 5 ohm.
  EXPECT_NEAR(all["line"][0]["from_current_a"].get<double>(), 400.0 / std::sqrt(3.0) / 5.0, 1e-7);
  EXPECT_NEAR(all["line"][0]["loading_percent"].get<double>(), 400.0 / std::sqrt(3.0) / 5.0, 1e-7);
  EXPECT_NEAR(all["source"][0]["given_kw"].get<double>(), 32.0, 1e-7);
  EXPECT_LT(all["largest_residual"].get<double>(), 1e-9);

  EXPECT_EQ(run_program("flow " + net + " --csv " + out).exit_code, 2) << "results are there already";
  EXPECT_EQ(run_program("flow " + net + " --overwrite --csv " + out).exit_code, 0);
}

TEST(NetworkCommands, ThreePhasesHaveTheirOwnColumns) {
  const ScratchFolder folder;
  Tables tables = divider();
  tables.erase("load.csv");
  tables["line.csv"] =
      "index,name,from_bus,to_bus,length_km,r_ohm_per_km,x_ohm_per_km,c_nf_per_km,r0_ohm_per_km,x0_ohm_per_km,"
      "c0_nf_per_km\n0,lane,0,1,2,0.1,0.05,0,0.4,0.2,0\n";
  tables["asymmetric_load.csv"] =
      "index,name,bus,p_a_mw,q_a_mvar,p_b_mw,q_b_mvar,p_c_mw,q_c_mvar\n0,barn,1,0,0,0.008,0,0,0\n";
  const std::string net = write_tables(folder, tables);
  const Outcome flow = run_program("flow " + net + " --csv " + folder.file("out"));
  ASSERT_EQ(flow.exit_code, 0) << flow.err;
  EXPECT_THAT(flow.out, HasSubstr("three-phase flow"));
  EXPECT_THAT(flow.out, HasSubstr("largest unbalance"));
  EXPECT_THAT(flow.out, HasSubstr("farm     b"));
  EXPECT_THAT(read_all(folder.file("out/bus.csv")), HasSubstr("voltage_b_pu"));
  EXPECT_THAT(read_all(folder.file("out/line.csv")), HasSubstr("from_residual_current_a"));
  expect_80_columns(flow.out.substr(0, flow.out.find("written:")));
  const Outcome symmetric = run_program("flow " + net + " --phases 1");
  EXPECT_EQ(symmetric.exit_code, 0) << symmetric.err;
  EXPECT_THAT(symmetric.out, HasSubstr("symmetric flow"));
}

TEST(NetworkCommands, ConvertedNetworksFlowAlike) {
  const ScratchFolder folder;
  const std::string net = write_tables(folder, divider());
  const std::string pgm = folder.file("pgm.json"), dss = folder.file("dss"), json = folder.file("pp.json");
  EXPECT_EQ(run_program("convert " + net + " --to pgm -o " + pgm).exit_code, 0);
  EXPECT_EQ(run_program("convert " + pgm + " --to opendss -o " + dss).exit_code, 0);
  const Outcome last = run_program("convert " + dss + "/Master.dss --to pandapower -o " + json);
  EXPECT_EQ(last.exit_code, 0) << last.err;
  EXPECT_THAT(last.out, HasSubstr("pp.json: 2 buses, 1 line, 0 transformers, 1 load, 0 load shapes"));
  for (const std::string& path : {pgm, dss, json}) {
    const Outcome flow = run_program("flow " + path);
    EXPECT_EQ(flow.exit_code, 0) << flow.err;
    EXPECT_THAT(flow.out, HasSubstr("320.0  0.8000       -20.00")) << path;
  }
  const Outcome again = run_program("convert " + net + " --to pgm -o " + pgm);
  EXPECT_EQ(again.exit_code, 2);
  EXPECT_THAT(again.err, HasSubstr("it is there already"));
  EXPECT_EQ(run_program("convert " + net + " --to pgm --overwrite -o " + pgm).exit_code, 0);
  EXPECT_EQ(run_program("convert " + net + " --to pgm -o " + folder.file("no/such/a.json")).exit_code, 1);
}

TEST(NetworkCommands, FaultsAreRefusedWithTheirRow) {
  const auto complaint = [](const std::string& table, const std::string& text) {
    const ScratchFolder folder;
    Tables tables = divider();
    tables[table] = text;
    const Outcome outcome = run_program("flow " + write_tables(folder, tables));
    EXPECT_EQ(outcome.exit_code, 2) << outcome.out;
    return outcome.err;
  };
  EXPECT_THAT(complaint("bus.csv", "index,name,vn_kv\n0,station,0.4\n1,farm,0.4\n2,lost,0.4\n"),
              testing::AllOf(HasSubstr("bus.csv:4"), HasSubstr("lost")));
  const std::string head = "index,name,from_bus,to_bus,length_km,r_ohm_per_km,x_ohm_per_km,c_nf_per_km\n";
  EXPECT_THAT(complaint("line.csv", head + "0,lane,0,1,0,0.5,0,0\n"), HasSubstr("line.csv:2: length_km is 0"));
  EXPECT_THAT(complaint("line.csv", head + "0,lane,0,9,1,0.5,0,0\n"),
              HasSubstr("line.csv:2: to_bus is 9, which is no bus"));
  EXPECT_THAT(complaint("ext_grid.csv", "index,name,bus,vm_pu\n"), HasSubstr("source"));
  // 400 kW through 1 ohm is far beyond what it can carry.
  EXPECT_THAT(complaint("load.csv", "index,name,bus,p_mw,q_mvar\n0,barn,1,0.4,0\n"), HasSubstr("farm"));
}

TEST(NetworkCommands, UnknownPhaseOfALoadIsRefusedWithItsLine) {
  const ScratchFolder folder;
  const std::string script = folder.write("feeder.dss",
                                          "New Circuit.C basekv=0.4 bus1=a R1=0.01 X1=0.01 R0=0.01 X0=0.01\n"
                                          "New Line.L bus1=a bus2=b r1=0.1 x1=0.1 r0=0.1 x0=0.1 c1=0 c0=0 length=1\n"
                                          "New Load.H bus1=b.7 phases=1 kv=0.23 kw=1 pf=1\n");
  const Outcome outcome = run_program("flow " + script);
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("feeder.dss:3: load.H: node 7 of bus b: there is no such phase"));
}

TEST(NetworkCommands, WhatIsNoNetworkIsRefused) {
  const ScratchFolder folder;
  const Outcome folder_without = run_program("flow " + folder.path());
  EXPECT_EQ(folder_without.exit_code, 2);
  EXPECT_THAT(folder_without.err, HasSubstr("neither bus.csv (pandapower), junction.csv (pandapipes) nor Master.dss"));
  EXPECT_THAT(run_program("flow " + folder.write("a.json", "{\"x\": 1}")).err,
              HasSubstr("this is no network that is recognised"));
  EXPECT_THAT(run_program("flow " + folder.file("none.dss")).err, HasSubstr("the file does not exist"));
  EXPECT_EQ(run_program("flow " + folder.path() + " --from matpower").exit_code, 2);
  EXPECT_EQ(run_program("flow " + folder.path() + " --phases 2").exit_code, 2);
  EXPECT_EQ(run_program("convert " + folder.path() + " --to pgm").exit_code, 2);
}

}  // namespace
}  // namespace hearthgrid::cli_test
