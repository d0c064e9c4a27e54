// A network written for another tool flows as before, within what the export says it cannot hold.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "engine/io/network/network_write.hpp"
#include "engine/io/network/opendss_file.hpp"
#include "engine/io/network/pandapower_file.hpp"
#include "engine/io/network/pgm_file.hpp"
#include "models/electricity/network/power_flow.hpp"
#include "tests/cli/program.hpp"
#include "tests/reference_data.hpp"

namespace hearthgrid::io {
namespace {

using cli_test::ScratchFolder;
using electricity::Network;
using electricity::PowerFlow;
using electricity::PowerFlowResult;
using electricity::ShuntPlace;

PowerFlowResult solved(const Network& network, bool three_phase) {
  return electricity::solved_or_throw(PowerFlow(network, {.three_phase = three_phase}).solve());
}

/// Largest difference of a phase's voltage at buses of one name (as tools write it).
double off_pu(const Network& network, const Network& other, bool three_phase) {
  const PowerFlowResult a = solved(network, three_phase), b = solved(other, three_phase);
  const auto names = [](const Network& net) {
    std::vector<std::string> given;
    for (const electricity::Bus& bus : net.buses) given.push_back(bus.name);
    return plain_names(given, "bus");
  };
  const std::vector<std::string> mine = names(network), others = names(other);
  double largest = 0.0;
  for (size_t i = 0; i < mine.size(); ++i) {
    const auto at = std::find(others.begin(), others.end(), mine[i]) - others.begin();
    if (at == std::ssize(others)) return std::numeric_limits<double>::infinity();
    for (size_t p = 0; p < 3; ++p) largest = std::max(largest, std::abs(a.buses[i].pu[p] - b.buses[at].pu[p]));
  }
  return largest;
}

/// A transformer of 10/0.4 kV with no-load losses worth the name, a line, and loads.
Network feeder(ShuntPlace place) {
  Network net;
  net.buses = {{.name = "a", .rated_v = 10000.0}, {.name = "b", .rated_v = 400.0}, {.name = "c", .rated_v = 400.0}};
  net.sources.push_back({.name = "grid", .bus = 0, .voltage_pu = 1.02});
  electricity::TransformerBranch t{.name = "t", .high = 0, .low = 1};
  t.rated_va = 1e5, t.high_v = 10250.0, t.low_v = 405.0, t.short_circuit_share = 0.06, t.load_loss_w = 2e3;
  t.no_load_loss_w = 500.0, t.no_load_current_share = 0.05, t.shunt_place = place;
  net.transformers.push_back(t);
  electricity::Line line{.name = "l", .from = 1, .to = 2};
  line.length_km = 0.2, line.z1_ohm = {0.1, 0.02}, line.z0_ohm = {0.3, 0.08}, line.y1_s = line.y0_s = {0.0, 1e-5};
  net.lines.push_back(line);
  electricity::Load load{.name = "h", .bus = 2};
  load.va.fill({15e3, 4e3});
  load.symmetric = true;
  net.loads.push_back(load);
  return net;
}

TEST(NetworkEqualFlow, MovedShuntsAreOffByNoMoreThanIsTold) {
  const ScratchFolder folder;
  for (const ShuntPlace from : {ShuntPlace::pi, ShuntPlace::t, ShuntPlace::low_voltage}) {
    const Network before = feeder(from);
    for (const ShuntPlace to : {ShuntPlace::pi, ShuntPlace::t, ShuntPlace::low_voltage}) {
      const double told = shunt_place_error(before.transformers[0], to);
      const double off = off_pu(before, feeder(to), false);
      EXPECT_LE(off, told + 1e-9) << static_cast<int>(from) << " to " << static_cast<int>(to);
      // From the ends to the middle it is the shares of the shunt's own drop that change: second order without load.
      const bool to_low = from == ShuntPlace::low_voltage || to == ShuntPlace::low_voltage;
      if (from != to && to_low) {
        EXPECT_GE(off, 0.3 * told);
      }
    }
  }
}

TEST(NetworkEqualFlow, EveryToolFlowsAlike) {
  const ScratchFolder folder;
  const Network pi = feeder(ShuntPlace::pi), low = feeder(ShuntPlace::low_voltage);
  for (const bool three_phase : {false, true}) {
    const std::string sign = three_phase ? "3" : "1";
    write_pgm(pi, folder.file("pgm.json"), true);
    EXPECT_LT(off_pu(pi, read_pgm(folder.file("pgm.json")), three_phase), 1e-9);
    write_pandapower(pi, folder.file("pp.json"), true);
    const Network pandapower = read_pandapower(folder.file("pp.json"), {.trafo_model = ShuntPlace::pi});
    EXPECT_LT(off_pu(pi, pandapower, three_phase), 1e-9);
    write_opendss(low, folder.file("dss" + sign));
    EXPECT_LT(off_pu(low, read_opendss(folder.file("dss" + sign)), three_phase), 1e-9);
  }
}

TEST(NetworkEqualFlow, ImpedanceOfASourceIsALineInPandapower) {
  const ScratchFolder folder;
  Network network = feeder(ShuntPlace::pi);
  network.sources[0].z1_ohm = {3.0, 8.0};
  network.sources[0].z0_ohm = {5.0, 20.0};
  network.loads[0].va = {electricity::Complex(20e3, 4e3), {5e3, 0.0}, {9e3, 1e3}};
  network.loads[0].symmetric = false;
  write_pandapower(network, folder.file("pp.json"));
  const Network back = read_pandapower(folder.file("pp.json"), {.trafo_model = ShuntPlace::pi});
  ASSERT_EQ(back.buses.size(), 4U) << "the one behind the impedance comes last";
  // The zero sequence of the transformer is turned into pandapower's magnetising ratio; the rest is the same.
  EXPECT_LT(off_pu(network, back, true), 1e-4);
  EXPECT_LT(off_pu(network, back, false), 1e-9);
}

TEST(NetworkEqualFlow, PublishedNetworksFlowAlikeInEveryTool) {
  const auto data = reference_data();
  if (!data) GTEST_SKIP() << "the reference networks are not there";
  const ScratchFolder folder;
  for (const char* name : {"lv_cigre_european", "lv_kerber_dorfnetz", "lv_feeder98_synthetic"}) {
    const Network network = read_pandapower(*data + "/networks/" + name);
    double told = 0.0;
    for (const electricity::TransformerBranch& t : network.transformers) {
      told = std::max({told, shunt_place_error(t, ShuntPlace::low_voltage), shunt_place_error(t, ShuntPlace::pi)});
    }
    write_pgm(network, folder.file("pgm.json"), true);
    EXPECT_LT(off_pu(network, read_pgm(folder.file("pgm.json")), false), told + 1e-7) << name;
    write_opendss(network, folder.file("dss"), true);
    EXPECT_LT(off_pu(network, read_opendss(folder.file("dss")), false), told + 1e-6) << name;
  }
}

}  // namespace
}  // namespace hearthgrid::io
