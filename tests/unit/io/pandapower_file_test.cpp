// Networks of pandapower: units and conventions by hand, tables that are refused, JSON and CSV alike.

#include "engine/io/network/pandapower_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <numbers>

#include "engine/base/error.hpp"
#include "tests/cli/program.hpp"
#include "tests/reference_data.hpp"
#include "tests/unit/io/table_set.hpp"

namespace hearthgrid::io {
namespace {

using cli_test::ScratchFolder;
using electricity::Network;
using electricity::Winding;
using testing::HasSubstr;

Tables small_network() {
  return {
      {"bus.csv", "index,name,vn_kv,in_service\n0,source,10,True\n4,low,0.4,True\n7,end,0.4,True\n"},
      {"ext_grid.csv", "index,bus,vm_pu,va_degree,s_sc_max_mva,rx_max,r0x0_max,x0x_max\n0,0,1.02,5,110,0.75,0.5,2\n"},
      {"trafo.csv",
       "index,name,hv_bus,lv_bus,sn_mva,vn_hv_kv,vn_lv_kv,vk_percent,vkr_percent,pfe_kw,i0_percent,shift_degree,"
       "tap_side,tap_neutral,tap_step_percent,tap_pos,parallel,vector_group,vk0_percent,vkr0_percent,mag0_percent,"
       "mag0_rx,si0_hv_partial,in_service\n"
       "0,T,0,4,0.4,10,0.4,4,1.1,0.8,0.3,150,hv,1,2.5,3,2,Dyn5,3.8,1.2,100,0.4,0.8,True\n"},
      {"line.csv",
       "index,name,from_bus,to_bus,length_km,r_ohm_per_km,x_ohm_per_km,c_nf_per_km,g_us_per_km,r0_ohm_per_km,"
       "x0_ohm_per_km,c0_nf_per_km,max_i_ka,parallel,df,in_service,std_type\n"
       "3,L,4,7,0.2,0.5,0.1,100,2,1.5,0.4,60,0.2,2,0.9,True,NAYY\n"},
      {"load.csv",
       "index,name,bus,p_mw,q_mvar,const_z_percent,const_i_percent,scaling,in_service,type\n"
       "0,house,7,0.003,0.0009,20,30,2,True,wye\n"},
      {"asymmetric_load.csv",
       "index,name,bus,p_a_mw,q_a_mvar,p_b_mw,q_b_mvar,p_c_mw,q_c_mvar,scaling,in_service,type\n"
       "0,one,7,0.001,0.0002,0,0,0,0,1,False,delta\n"},
      {"sgen.csv", "index,name,bus,p_mw,q_mvar,scaling,in_service,type\n0,roof,7,0.006,0.001,0.5,True,PV\n"},
      {"shunt.csv", "index,name,bus,p_mw,q_mvar,vn_kv,step,in_service\n0,C,4,0.001,-0.05,0.5,2,True\n"},
      {"switch.csv", "index,bus,element,et,closed,z_ohm\n0,7,3,l,False,0\n1,4,7,b,True,0\n2,0,0,t,True,0\n"}};
}

Network read_tables(const Tables& tables) {
  return read_folder_of(tables, [](const std::string& folder) { return read_pandapower(folder); });
}

/// What is said about a network after a change.
std::string complaint(const std::function<void(Tables&)>& change) {
  Tables tables = small_network();
  change(tables);
  return complaint_about(tables, [](const std::string& folder) { return read_pandapower(folder); });
}

TEST(PandapowerFile, ConventionsAreThoseOfPandapower) {
  const Network network = read_tables(small_network());
  ASSERT_EQ(network.buses.size(), 3U);
  EXPECT_DOUBLE_EQ(network.buses[0].rated_v, 10000.0);
  EXPECT_EQ(network.buses[2].name, "end");

  // 1.1 (10 kV)^2 / 110 MVA = 1 ohm; r/x 0.75 splits it 0.6 and 0.8; x0 = 2 x, r0 = 0.5 x0.
  const electricity::Source& source = network.sources.at(0);
  EXPECT_NEAR(source.z1_ohm.real(), 0.6, 1e-12);
  EXPECT_NEAR(source.z1_ohm.imag(), 0.8, 1e-12);
  EXPECT_NEAR(source.z0_ohm.real(), 0.8, 1e-12);
  EXPECT_NEAR(source.z0_ohm.imag(), 1.6, 1e-12);
  EXPECT_TRUE(source.held_positive_sequence);
  EXPECT_DOUBLE_EQ(source.angle_deg, 5.0);

  const electricity::TransformerBranch& t = network.transformers.at(0);
  EXPECT_DOUBLE_EQ(t.rated_va, 400e3);
  EXPECT_EQ(t.parallel, 2);
  EXPECT_DOUBLE_EQ(t.load_loss_w, 4400.0);
  EXPECT_DOUBLE_EQ(t.no_load_loss_w, 800.0);
  EXPECT_DOUBLE_EQ(t.no_load_current_share, 0.003);
  EXPECT_EQ(t.shunt_place, electricity::ShuntPlace::t);
  EXPECT_EQ(t.high_winding, Winding::delta);
  EXPECT_EQ(t.low_winding, Winding::wye_grounded);
  EXPECT_EQ(t.clock, 5);
  EXPECT_DOUBLE_EQ(t.tap_steps, 2.0);
  EXPECT_DOUBLE_EQ(t.tap_step_v, 250.0);
  EXPECT_DOUBLE_EQ(*t.short_circuit0_share, 0.038);
  EXPECT_DOUBLE_EQ(*t.load_loss0_w, 4800.0);
  EXPECT_DOUBLE_EQ(*t.magnetising0_share, 100.0);
  EXPECT_DOUBLE_EQ(t.high_part0, 0.8);

  const electricity::Line& line = network.lines.at(0);
  EXPECT_NEAR(line.z1_ohm.real(), 0.05, 1e-15);
  EXPECT_NEAR(line.z0_ohm.imag(), 0.04, 1e-15);
  EXPECT_NEAR(line.y1_s.real(), 2e-6 * 0.4, 1e-18);
  EXPECT_NEAR(line.y1_s.imag(), 100.0 * std::numbers::pi * 100e-9 * 0.4, 1e-15);
  EXPECT_NEAR(line.y0_s.imag(), 100.0 * std::numbers::pi * 60e-9 * 0.4, 1e-15);
  EXPECT_DOUBLE_EQ(line.rating_a, 360.0);
  EXPECT_TRUE(line.from_closed);
  EXPECT_FALSE(line.to_closed) << "the switch at bus 7 is open";
  ASSERT_EQ(network.switches.size(), 1U);
  EXPECT_EQ(network.switches[0].to, 2);

  ASSERT_EQ(network.loads.size(), 3U);
  EXPECT_NEAR(network.loads[0].va[1].real(), 2000.0, 1e-9);
  EXPECT_NEAR(network.loads[0].dependence.power, 0.5, 1e-15);
  EXPECT_NEAR(network.loads[0].dependence.current, 0.3, 1e-15);
  EXPECT_NEAR(network.loads[1].va[2].real(), -1000.0, 1e-9);
  EXPECT_TRUE(network.loads[1].generator);
  EXPECT_FALSE(network.loads[2].in_service);
  EXPECT_EQ(network.loads[2].connection, electricity::Connection::delta);

  // 2 x (1 kW, -50 kvar) at 500 V: G = 2e3 / 25e4, B = 1e5 / 25e4.
  EXPECT_NEAR(network.shunts.at(0).y1_s.real(), 0.008, 1e-15);
  EXPECT_NEAR(network.shunts.at(0).y1_s.imag(), 0.4, 1e-15);
}

TEST(PandapowerFile, ActiveAndReactivePowerThatAnswerApartAreTwoLoads) {
  Tables tables = small_network();
  tables["load.csv"] =
      "index,name,bus,p_mw,q_mvar,const_z_p_percent,const_i_p_percent,const_z_q_percent,const_i_q_percent,scaling\n"
      "0,house,7,0.003,0.0009,20,30,100,0,1\n";
  const Network network = read_tables(tables);
  ASSERT_EQ(network.loads.size(), 4U);
  EXPECT_EQ(network.loads[0].name, "house reactive");
  EXPECT_EQ(network.loads[0].va[0], electricity::Complex(0.0, 300.0));
  EXPECT_DOUBLE_EQ(network.loads[0].dependence.impedance, 1.0);
  EXPECT_EQ(network.loads[1].va[0], electricity::Complex(1000.0, 0.0));
  EXPECT_DOUBLE_EQ(network.loads[1].dependence.current, 0.3);
}

TEST(PandapowerFile, WardsAndStoragesAreLoads) {
  Tables tables = small_network();
  tables["ward.csv"] = "index,name,bus,ps_mw,qs_mvar,pz_mw,qz_mvar,in_service\n0,W,7,0.03,0.006,0.06,0.003,True\n";
  tables["storage.csv"] = "index,name,bus,p_mw,q_mvar,scaling,in_service,max_e_mwh\n0,S,7,-0.003,0,1,True,1\n";
  tables["bus.csv"] = "index,name,vn_kv\n0,end,10\n4,end,0.4\n7,end,0.4\n";
  const Network network = read_tables(tables);
  ASSERT_EQ(network.loads.size(), 6U);
  EXPECT_NEAR(network.loads[2].va[0].real(), -1000.0, 1e-9);
  EXPECT_NEAR(network.loads[3].va[1].imag(), 2000.0, 1e-9);
  EXPECT_DOUBLE_EQ(network.loads[4].dependence.impedance, 1.0);
  EXPECT_NEAR(network.loads[4].va[1].real(), 20000.0, 1e-9);
  EXPECT_EQ(network.buses[2].name, "end (7)") << "a name stands for one bus";
}

TEST(PandapowerFile, WhatIsNotUnderstoodIsRefusedWithItsRow) {
  EXPECT_THAT(complaint([](Tables& t) { t["gen.csv"] = "index,bus,p_mw,vm_pu,in_service\n0,4,1,1,True\n"; }),
              HasSubstr("gen.csv:2: elements of the table gen are not understood"));
  EXPECT_EQ(complaint([](Tables& t) { t["gen.csv"] = "index,bus,p_mw,vm_pu,in_service\n0,4,1,1,False\n"; }), "nothing");
  EXPECT_EQ(complaint([](Tables& t) { t["pandapower_res_bus.csv"] = "index,bus\n0,4\n"; }), "nothing");
  EXPECT_THAT(complaint([](Tables& t) { replace(t["load.csv"], "7,0.003", "8,0.003"); }),
              HasSubstr("load.csv:2: bus is 8, which is no bus"));
  EXPECT_THAT(complaint([](Tables& t) { replace(t["line.csv"], "7,0.2", "7,0"); }),
              HasSubstr("line.csv:2: length_km is 0\n  it must be above 0"));
  EXPECT_THAT(complaint([](Tables& t) { replace(t["line.csv"], "0.5,0.1,", "abc,0.1,"); }),
              HasSubstr("line.csv:2: r_ohm_per_km is 'abc'"));
  EXPECT_THAT(complaint([](Tables& t) { replace(t["bus.csv"], "\n7,", "\n4,"); }),
              HasSubstr("bus.csv:4: index 4 stands there twice"));
  EXPECT_THAT(complaint([](Tables& t) { replace(t["trafo.csv"], "Dyn5", "Dxn5"); }),
              HasSubstr("vector_group is 'Dxn5'"));
  EXPECT_THAT(complaint([](Tables& t) { replace(t["trafo.csv"], "4,1.1", "4,4.1"); }), HasSubstr("vkr_percent is 4.1"));
  EXPECT_THAT(complaint([](Tables& t) { replace(t["switch.csv"], "b,True,0", "b,True,0.1"); }),
              HasSubstr("switch.csv:3: z_ohm is 0.1"));
  EXPECT_THAT(complaint([](Tables& t) { replace(t["switch.csv"], "7,3,l", "0,3,l"); }),
              HasSubstr("switch.csv:2: bus 0 is no end of element 3"));
  EXPECT_THAT(complaint([](Tables& t) { replace(t["load.csv"], "scaling", "scalng"); }),
              HasSubstr("unknown column scalng\n  did you mean 'scaling'"));
  EXPECT_THAT(complaint([](Tables& t) {
                replace(t["line.csv"], "r0_ohm_per_km", "r_zero");
                replace(t["line.csv"], "1.5", "");
              }),
              HasSubstr("r0_ohm_per_km is missing"));
  EXPECT_THAT(complaint([](Tables& t) { t["load.csv"] += "1,x\n"; }), HasSubstr("load.csv:3: 2 cells where"));
}

TEST(PandapowerFile, JsonIsReadLikeTables) {
  const ScratchFolder folder;
  const std::string bus = R"({"_module":"pandas.core.frame","_class":"DataFrame","orient":"split","_object":)"
                          R"("{\"columns\":[\"name\",\"vn_kv\",\"in_service\"],\"index\":[3,5],)"
                          R"(\"data\":[[\"a\",0.4,true],[null,0.4,true]]}"})";
  const std::string line =
      R"({"_class":"DataFrame","_object":{"columns":["from_bus","to_bus","length_km","r_ohm_per_km",)"
      R"("x_ohm_per_km","c_nf_per_km","max_i_ka"],"index":[0],"data":[[3,5,1.5,0.2,0.1,0.0,NaN]]}})";
  const std::string head =
      R"({"_module":"pandapower.auxiliary","_class":"pandapowerNet","_object":{"f_hz":60.0,"bus":)";
  const Network network = read_pandapower(folder.write("net.json", head + bus + ",\"line\":" + line + "}}"));
  EXPECT_DOUBLE_EQ(network.frequency_hz, 60.0);
  EXPECT_EQ(network.buses.at(1).name, "5");
  EXPECT_NEAR(network.lines.at(0).z1_ohm.real(), 0.3, 1e-15);
  EXPECT_TRUE(std::isinf(network.lines.at(0).rating_a));
  EXPECT_THAT(network.lines.at(0).origin, HasSubstr("net.json: line 0"));

  const std::string broken = folder.write("broken.json", head + bus + ",\n\"line\": [1,}}");
  try {
    (void)read_pandapower(broken);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("broken.json:2:12: this is not JSON"));
  }
}

TEST(PandapowerFile, PublishedNetworksAreRead) {
  const auto data = reference_data();
  if (!data) GTEST_SKIP() << "the reference networks are not there";
  const std::map<std::string, std::array<size_t, 4>> sizes{
      {"lv_cigre_european", {44, 37, 3, 15}},    {"mv_cigre_european", {15, 15, 2, 18}},
      {"lv_kerber_dorfnetz", {116, 114, 1, 57}}, {"lv_feeder98_synthetic", {98, 96, 1, 48}},
      {"lv_3ph_powerfactory/Dyn", {7, 4, 2, 6}}, {"ieee_european_lv/on_peak_566", {907, 905, 1, 55}}};
  for (const auto& [folder, size] : sizes) {
    const Network network = read_pandapower(*data + "/networks/" + folder);
    EXPECT_EQ(network.buses.size(), size[0]) << folder;
    EXPECT_EQ(network.lines.size(), size[1]) << folder;
    EXPECT_EQ(network.transformers.size(), size[2]) << folder;
    EXPECT_EQ(network.loads.size(), size[3]) << folder;
  }
}

}  // namespace
}  // namespace hearthgrid::io
