// Networks of OpenDSS: its language, its conventions by hand, what is refused.

#include "engine/io/network/opendss_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <numbers>

#include "engine/base/error.hpp"
#include "tests/cli/program.hpp"
#include "tests/reference_data.hpp"

namespace hearthgrid::io {
namespace {

using cli_test::ScratchFolder;
using electricity::Complex;
using electricity::Connection;
using electricity::Network;
using electricity::Winding;
using testing::HasSubstr;

constexpr const char* HEAD = R"(clear
Set DefaultBaseFrequency=50 ! for Europe
New circuit.Small
Edit Vsource.Source BasekV=11 pu=1.05  ISC3=3000  ISC1=2500
New LineCode.cable nphases=3 R1=0.5 X1=0.1 R0=1.5 X0=0.4 C1=100 C0=60 Units=km
New Transformer.TR1 Buses=[SourceBus 1] Conns=[Delta Wye] kVs=[11 0.416] kVAs=[800 800] XHL=4 sub=y
New Line.L1 Bus1=1 Bus2=2 phases=3 Linecode=cable Length=200 Units=m
)";

Network read_text(const std::string& text, const OpenDssOptions& options = {}) {
  const ScratchFolder folder;
  return read_opendss(folder.write("Master.dss", text), options);
}

std::string complaint(const std::string& added) {
  try {
    (void)read_text(HEAD + added);
  } catch (const InputError& error) {
    const std::string text = error.what();
    return text.substr(text.find("Master.dss"));
  }
  return "nothing";
}

TEST(OpenDssFile, ConventionsAreThoseOfOpenDss) {
  const Network network = read_text(std::string(HEAD) +
                                    "New Load.A Phases=1 Bus1=2.3 kV=0.23 kW=1 PF=0.8\n"
                                    "Set voltagebases=[11  .4]\nCalcvoltagebases\nsolve\n");
  EXPECT_EQ(network.name, "Small");
  ASSERT_EQ(network.buses.size(), 3U);
  EXPECT_EQ(network.buses[0].name, "SourceBus");
  EXPECT_DOUBLE_EQ(network.buses[0].rated_v, 11000.0);
  EXPECT_DOUBLE_EQ(network.buses[2].rated_v, 400.0) << "snapped to the voltage base";

  // A bolted fault of three phases draws 3000 A, one of a single phase 2500 A, from 11 kV / sqrt 3.
  const electricity::Source& source = network.sources.at(0);
  const double phase_v = 11000.0 / std::sqrt(3.0);
  EXPECT_NEAR(phase_v / std::abs(source.z1_ohm), 3000.0, 1e-9);
  EXPECT_NEAR(3.0 * phase_v / std::abs(2.0 * source.z1_ohm + source.z0_ohm), 2500.0, 1e-9);
  EXPECT_NEAR(source.z1_ohm.imag() / source.z1_ohm.real(), 4.0, 1e-12);
  EXPECT_NEAR(source.z0_ohm.imag() / source.z0_ohm.real(), 3.0, 1e-12);
  EXPECT_DOUBLE_EQ(source.voltage_pu, 1.05);

  // XHL is the reactance alone, the resistance 0.2 % of each winding.
  const electricity::TransformerBranch& t = network.transformers.at(0);
  EXPECT_NEAR(t.load_loss_w, 3200.0, 1e-9);
  EXPECT_NEAR(t.short_circuit_share, std::hypot(0.04, 0.004), 1e-15);
  EXPECT_EQ(t.clock, 1);
  EXPECT_EQ(t.high_winding, Winding::delta);
  EXPECT_EQ(t.low_winding, Winding::wye_grounded);

  const electricity::Line& line = network.lines.at(0);
  EXPECT_NEAR(line.length_km, 0.2, 1e-15);
  EXPECT_NEAR(std::abs(line.z1_ohm - Complex(0.1, 0.02)), 0.0, 1e-15);
  EXPECT_NEAR(std::abs(line.z0_ohm - Complex(0.3, 0.08)), 0.0, 1e-15);
  EXPECT_NEAR(line.y1_s.imag(), 100.0 * std::numbers::pi * 20e-9, 1e-18);

  // 0.23 kV at a bus of 0.4 kV / sqrt 3: bounds move, power does not.
  const electricity::Load& load = network.loads.at(0);
  const double rated_pu = 230.0 * std::sqrt(3.0) / 400.0;
  EXPECT_NEAR(std::abs(load.va[2] - Complex(1000.0, 750.0)), 0.0, 1e-9);
  EXPECT_EQ(load.va[0], Complex());
  EXPECT_NEAR(load.impedance_below_pu, 0.95 * rated_pu, 1e-12);
  EXPECT_NEAR(load.impedance_above_pu, 1.05 * rated_pu, 1e-12);
}

TEST(OpenDssFile, LoadsAnswerToVoltageFromTheirOwnRating) {
  const Network network = read_text(std::string(HEAD) + R"(
New Load.Z Phases=1 Bus1=2.1 kV=0.2 kW=1 kvar=0.5 model=2
New Load.Mixed Bus1=2.1.2.3 kV=0.416 kW=30 PF=1 model=8 ZIPV=[0.2 0.3 0.5 0.2 0.3 0.5 0] vminpu=0 vmaxpu=20
New Load.Delta Phases=1 Bus1=2.3.1 kV=0.416 kW=3 PF=-0.6
New Load.Two Phases=2 Bus1=2.2.3 kV=0.416 kW=4 PF=1
)");
  // Constant impedance at 200 V draws (416 / sqrt 3 / 200)^2 at rated bus voltage.
  EXPECT_NEAR(network.loads[0].va[0].real(), 1000.0 * 416.0 * 416.0 / 3.0 / 40000.0, 1e-9);
  EXPECT_DOUBLE_EQ(network.loads[0].dependence.impedance, 1.0);
  EXPECT_TRUE(std::isinf(network.loads[0].impedance_above_pu));
  EXPECT_DOUBLE_EQ(network.loads[1].dependence.current, 0.3);
  EXPECT_TRUE(network.loads[1].symmetric);
  EXPECT_NEAR(network.loads[1].va[1].real(), 10000.0, 1e-9);
  EXPECT_EQ(network.loads[2].connection, Connection::delta);
  EXPECT_NEAR(std::abs(network.loads[2].va[2] - Complex(3000.0, -4000.0)), 0.0, 1e-9);
  EXPECT_NEAR(network.loads[3].va[1].real(), 2000.0, 1e-9);
  EXPECT_EQ(network.loads[3].va[0], Complex());
}

TEST(OpenDssFile, TransformersTakeWindingsOneByOneAndTurns) {
  const Network network = read_text(std::string(HEAD) + R"(
New Transformer.T2 phases=3 windings=2 xhl=5 %loadloss=1 %noloadloss=0.3 %imag=0.4 leadlag=lead
~ wdg=1 bus=SourceBus conn=delta kv=11 kva=400 tap=1.025
~ wdg=2 bus=3.3.1.2 conn=wye kv=0.4 kva=400 tap=0.95
New Transformer.T3 Buses=[SourceBus 4.1.2.3.4] Conns=[wye wye] kVs=[11 0.4] kVAs=[100 100] XHL=4 %Rs=[1 1.5]
)");
  const electricity::TransformerBranch& t = network.transformers.at(1);
  EXPECT_NEAR(t.load_loss_w, 4000.0, 1e-9);
  EXPECT_NEAR(t.no_load_current_share, 0.005, 1e-15);
  EXPECT_NEAR(t.high_v + t.tap_steps * t.tap_step_v, 11275.0, 1e-9);
  EXPECT_NEAR(t.low_v, 380.0, 1e-12);
  EXPECT_EQ(t.clock, 3) << "11 turned by 4 hours";
  EXPECT_EQ(t.shunt_place, electricity::ShuntPlace::low_voltage);
  EXPECT_EQ(network.transformers.at(2).low_winding, Winding::wye);
  EXPECT_EQ(network.transformers.at(2).high_winding, Winding::wye_grounded);
  EXPECT_NEAR(network.transformers.at(2).load_loss_w, 2500.0, 1e-9);
}

TEST(OpenDssFile, LanguageIsReadAsWritten) {
  const ScratchFolder folder;
  folder.write("sub/codes.txt",
               "New Linecode.M nphases=3 units=none rmatrix=(1 | 0.5 1 | 0.5 0.5 1) // lower\n"
               "~ xmatrix=[2 1 1 | 1 2 1 | 1 1 2] cmatrix={30 | -10 30 | -10 -10 30}\n");
  folder.write("sub/shape.csv", "time,mult\n00:01:00,0.5\n00:02:00,0.75\n");
  folder.write("sub/shapes.txt",
               "New Loadshape.Day npts=2 minterval=1 mult=(file=shape.csv, col=2, header=yes) useactual=yes\n"
               "batchedit loadshape..* useactual=no\nNew LoadShape.Two npts=2 interval=0.5 mult=[1, 2]\n");
  const std::string master =
      folder.write("Master.dss",
                   std::string(HEAD) +
                       "/* a block\nNew Generator.G bus1=1\n*/\nredirect sub\\codes.txt\nREDIRECT 'sub/shapes.txt'\n"
                       "New \"Line.L2\" bus1 = 2 bus2=3 linecode=m length=2 units=km normamps=100\n"
                       "new line.S bus1=3.1.2.3 bus2=4.1.2.3 switch=yes r1=1e-6 x1=0 r0=1e-6 x0=0 c1=0 c0=0 length=1\n"
                       "Open Line.L2 2\nNew energymeter.m1 LINE.L1 1\nSet mode=yearly number=1440\n"
                       "new load.one bus1=2.1 phases=1 kv=0.24 kw=2 pf=1 yearly=day enabled=no\nPlot profile ph=all\n");
  const Network network = read_opendss(master);
  const electricity::Line& line = network.lines.at(1);
  EXPECT_NEAR(std::abs((*line.z_phase_ohm)[2][0] - Complex(1.0, 2.0)), 0.0, 1e-15);
  EXPECT_NEAR(std::abs(line.z1_ohm - Complex(1.0, 2.0)), 0.0, 1e-15);
  EXPECT_NEAR(std::abs(line.z0_ohm - Complex(4.0, 8.0)), 0.0, 1e-15);
  EXPECT_NEAR(line.y1_s.imag(), 100.0 * std::numbers::pi * 80e-9, 1e-15);
  EXPECT_NEAR(line.y0_s.imag(), 100.0 * std::numbers::pi * 20e-9, 1e-15);
  EXPECT_DOUBLE_EQ(line.rating_a, 100.0);
  EXPECT_TRUE(line.from_closed);
  EXPECT_FALSE(line.to_closed);
  ASSERT_EQ(network.switches.size(), 1U);
  EXPECT_TRUE(network.switches[0].closed);
  ASSERT_EQ(network.shapes.size(), 2U);
  EXPECT_EQ(network.shapes[0].values, (std::vector<double>{0.5, 0.75}));
  EXPECT_DOUBLE_EQ(network.shapes[0].step_minutes, 1.0);
  EXPECT_FALSE(network.shapes[0].actual_kw);
  EXPECT_DOUBLE_EQ(network.shapes[1].step_minutes, 30.0);
  EXPECT_EQ(network.loads.at(0).shape, "Day");
  EXPECT_FALSE(network.loads.at(0).in_service);
}

TEST(OpenDssFile, WhatIsNotUnderstoodIsRefusedWithItsLine) {
  EXPECT_THAT(complaint("New Generator.G1 bus1=2 kW=10\n"),
              HasSubstr("Master.dss:8: elements of the kind generator are not understood"));
  EXPECT_THAT(complaint("New RegControl.R transformer=TR1\n"),
              HasSubstr("Master.dss:8: elements of the kind regcontrol"));
  EXPECT_THAT(complaint("Frobnicate\n"), HasSubstr("Master.dss:8: the command 'frobnicate' is not understood"));
  EXPECT_THAT(complaint("New Load.A Bus1=2 kV=0.4 kW=1 pff=1\n"),
              HasSubstr("Master.dss:8: the property pff of a load is not understood\n  did you mean 'pf'?"));
  EXPECT_THAT(complaint("New Load.A Bus1=2.5 Phases=1 kV=0.4 kW=1\n"),
              HasSubstr("node 5 of bus 2: there is no such phase"));
  EXPECT_THAT(complaint("New Line.L2 Bus1=2 Bus2=3 Linecode=cable Length=0 Units=m\n"),
              HasSubstr("Master.dss:8: line.L2: length is '0'\n  it must be above 0"));
  EXPECT_THAT(complaint("New Line.L2 Bus1=2 Bus2=3 Linecode=cabel Length=5 Units=m\n"),
              HasSubstr("there is no such LineCode"));
  EXPECT_THAT(complaint("New Line.L2 Bus1=2.1 Bus2=3.1 phases=1 Linecode=cable Length=5 Units=m\n"),
              HasSubstr("lines have three phases"));
  EXPECT_THAT(complaint("New Load.A Bus1=7 kV=0.4 kW=1 pf=1\n"), HasSubstr("bus 7 is not connected to a source"));
  EXPECT_THAT(complaint("New Load.A Bus1=2 kV=0.4 kW=1 pf=1 daily=night\n"), HasSubstr("there is no LoadShape night"));
  EXPECT_THAT(complaint("Redirect Missing.txt\n"), HasSubstr("Master.dss:8: Missing.txt does not exist"));
  EXPECT_THAT(complaint("Redirect Master.dss\n"), HasSubstr("there already"));
  EXPECT_THAT(complaint("New Load.A Bus1=2 kV=(0.4 kW=1\n"),
              HasSubstr("Master.dss:8: a bracket or a quote is not closed"));
  EXPECT_THAT(complaint("New Line.L1 Bus1=1 Bus2=2 Linecode=cable Length=5\n"), HasSubstr("line.L1 is there already"));
  EXPECT_THAT(complaint("Set fancy=3\n"), HasSubstr("Master.dss:8: the option fancy is not understood"));
}

TEST(OpenDssFile, EuropeanFeederIsRead) {
  const auto data = reference_data();
  if (!data) GTEST_SKIP() << "the reference networks are not there";
  const std::string master = *data + "/networks/ieee_european_lv/opendss_input/Master.dss";
  const Network network = read_opendss(master, {.skip_missing_files = true});
  EXPECT_EQ(network.buses.size(), 907U);
  EXPECT_EQ(network.lines.size(), 905U);
  EXPECT_EQ(network.loads.size(), 55U);
  double length_km = 0.0;
  for (const electricity::Line& line : network.lines) length_km += line.length_km;
  EXPECT_NEAR(length_km, 1.4315, 1e-3) << "as reference data state";
  EXPECT_THROW((void)read_opendss(master), InputError) << "its profiles are not there";
}

}  // namespace
}  // namespace hearthgrid::io
