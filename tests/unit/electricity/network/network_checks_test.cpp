#include "models/electricity/network/network_checks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "models/electricity/network/power_flow.hpp"
#include "tests/unit/electricity/network/sample_networks.hpp"

namespace hearthgrid::electricity {
namespace {

using testing::HasSubstr;

/// head - home - end, transformer in front.
Network sound() {
  Network network;
  add_bus(network, 10e3, "mv");
  add_bus(network, 400.0, "head");
  add_bus(network, 400.0, "home");
  add_bus(network, 400.0, "end");
  TransformerBranch t = sample_transformer(0, 1);
  t.origin = "trafo.csv:2";
  network.transformers.push_back(t);
  add_line(network, 1, 2, {0.1, 0.05}, {0.3, 0.15});
  add_line(network, 2, 3, {0.1, 0.05}, {0.3, 0.15});
  add_source(network, 0).origin = "grid.csv:2";
  add_balanced_load(network, 3, 1e3);
  network.switches.push_back({"s", 1, 3, false, "switch.csv:2"});
  network.shunts.push_back({"c", 2, Complex(0.0, 1e-3), {}, true, "shunt.csv:2"});
  return network;
}

TEST(NetworkChecks, SoundNetworkHasNoFault) {
  EXPECT_TRUE(network_faults(sound(), {.must_be_radial = true, .three_phase = true}).empty());
  EXPECT_TRUE(is_radial(sound()));
}

struct Case {
  const char* what;
  std::function<void(Network&)> spoil;
  const char *text, *origin;
  NetworkRules rules = {};
};

const Case CASES[] = {
    {"unknown bus", [](Network& n) { n.lines[1].to = 9; }, "line 'l1' has an unknown bus", "lines.csv:3"},
    {"load without bus", [](Network& n) { n.loads[0].bus = NO_BUS; }, "load 'd0' has an unknown bus", "loads.csv:2"},
    {"bus twice", [](Network& n) { n.buses[3].name = "home"; }, "bus 'home' is there twice, first at buses.csv:4",
     "buses.csv:5"},
    {"rated voltage", [](Network& n) { n.buses[2].rated_v = 0.0; }, "a rated voltage of 0 V", "buses.csv:4"},
    {"zero length",
     [](Network& n) {
       n.lines[1].z1_ohm = 0.0;
       n.lines[1].length_km = 0.0;
     },
     "line 'l1' has zero length", "lines.csv:3"},
    {"no impedance", [](Network& n) { n.lines[1].z1_ohm = 0.0; }, "line 'l1' has no series impedance", "lines.csv:3"},
    {"no z0",
     [](Network& n) { n.lines[0].z0_ohm = 0.0; },
     "no zero-sequence impedance",
     "lines.csv:2",
     {.three_phase = true}},
    {"both ends", [](Network& n) { n.lines[0].to = 1; }, "begins and ends at bus 'head'", "lines.csv:2"},
    {"rating", [](Network& n) { n.lines[0].rating_a = 0.0; }, "a rating of 0 A", "lines.csv:2"},
    {"voltages joined", [](Network& n) { n.buses[3].rated_v = 10e3; }, "joins buses of 400 V and 10000 V",
     "lines.csv:3"},
    {"transformer rating", [](Network& n) { n.transformers[0].rated_va = -1.0; }, "transformer 't' has a rating of -1",
     "trafo.csv:2"},
    {"transformer turned", [](Network& n) { std::swap(n.transformers[0].high, n.transformers[0].low); },
     "has windings of 10000 V and 400 V at bus 'head' of 400 V and bus 'mv' of 10000 V", "trafo.csv:2"},
    {"losses", [](Network& n) { n.transformers[0].load_loss_w = 20e3; }, "more than its short-circuit impedance",
     "trafo.csv:2"},
    {"bus out of service", [](Network& n) { n.buses[3].in_service = false; },
     "load 'd0' hangs on bus 'end', which is out of service", "loads.csv:2"},
    {"island", [](Network& n) { n.lines[1].from_closed = false; }, "no source reaches bus 'end'", "buses.csv:5"},
    {"missing transformer", [](Network& n) { n.transformers.clear(); },
     "no source reaches bus 'head', bus 'home', bus 'end'", "buses.csv:3"},
    {"no source", [](Network& n) { n.sources.clear(); }, "no source in service", ""},
    {"source off", [](Network& n) { n.sources[0].in_service = false; }, "no source in service", ""},
    {"source voltage", [](Network& n) { n.sources[0].voltage_pu = 0.0; }, "a voltage of 0 per unit", "grid.csv:2"},
    {"shares", [](Network& n) { n.loads[0].dependence.current = 0.5; }, "shares of constant power 1, current 0.5",
     "loads.csv:2"},
    {"bounds", [](Network& n) { n.loads[0].impedance_below_pu = NAN; }, "is an impedance below nan", "loads.csv:2"},
    {"magnetising", [](Network& n) { n.transformers[0].magnetising0_share = 0.0; },
     "a zero-sequence magnetising impedance of 0", "trafo.csv:2"},
    {"no number", [](Network& n) { n.loads[0].va[1] = std::nan(""); }, "a power that is no number", "loads.csv:2"},
    {"shunt", [](Network& n) { n.shunts[0].bus = -4; }, "shunt 'c' has an unknown bus", "shunt.csv:2"},
    {"loop",
     [](Network& n) { n.switches[0].closed = true; },
     "closes a loop between bus 'home' and bus 'end'",
     "lines.csv:3",
     {.must_be_radial = true}},
    {"parallel",
     [](Network& n) { n.lines.push_back(n.lines[0]); },
     "line 'l0' closes a loop",
     "lines.csv:2",
     {.must_be_radial = true}},
    {"two feeds",
     [](Network& n) {
       Source second = n.sources[0];
       second.name = "other";
       second.bus = 3;
       n.sources.push_back(second);
     },
     "source 'other' feeds what source 'grid' feeds already",
     "grid.csv:2",
     {.must_be_radial = true}},
    {"two holders", [](Network& n) { n.sources.push_back(n.sources[0]); }, "hold one bus", "grid.csv:2"},
};

TEST(NetworkChecks, EachFaultNamesElementAndOrigin) {
  for (const auto& each : CASES) {
    Network network = sound();
    each.spoil(network);
    const auto faults = network_faults(network, each.rules);
    ASSERT_EQ(faults.size(), 1u) << each.what << ": " << (faults.empty() ? "" : faults.back().text);
    EXPECT_THAT(faults[0].text, HasSubstr(each.text)) << each.what;
    EXPECT_EQ(faults[0].origin, each.origin) << each.what;
    EXPECT_FALSE(faults[0].advice.empty()) << each.what;
    try {
      require_sound(network, each.rules);
      FAIL() << each.what;
    } catch (const InputError& error) {
      EXPECT_THAT(std::string(error.what()), HasSubstr(faults[0].origin)) << each.what;
    }
  }
}

TEST(NetworkChecks, PowerFlowRefusesWhatIsNotSound) {
  for (const auto& each : CASES) {
    if (each.rules.must_be_radial) continue;
    Network network = sound();
    each.spoil(network);
    PowerFlowOptions options;
    options.three_phase = each.rules.three_phase;
    EXPECT_THROW(PowerFlow(network, options), InputError) << each.what;
  }
}

TEST(NetworkChecks, AllFaultsAtOnceInOrder) {
  Network network = sound();
  network.loads[0].bus = 77;
  network.lines[0].rating_a = -3.0;
  network.buses[3].name = "mv";
  const auto faults = network_faults(network);
  ASSERT_EQ(faults.size(), 3u);
  EXPECT_THAT(faults[0].text, HasSubstr("bus 'mv'"));
  EXPECT_THAT(faults[1].text, HasSubstr("line 'l0'"));
  EXPECT_THAT(faults[2].text, HasSubstr("load 'd0'"));
}

TEST(NetworkChecks, DeadIslandsMayBeAllowed) {
  Network network = sound();
  network.lines[1].from_closed = false;
  EXPECT_TRUE(network_faults(network, {.dead_islands_allowed = true}).empty());
  PowerFlowOptions options;
  options.dead_islands_allowed = true;
  const auto result = PowerFlow(network, options).solve();
  ASSERT_TRUE(result.converged());
  EXPECT_EQ(result.buses[3].pu[0], 0.0);
  EXPECT_EQ(total(result.load_va[0]), Complex{});
  EXPECT_GT(result.buses[2].pu[0], 0.9);
}

TEST(NetworkChecks, ManyDeadBusesAreCounted) {
  Network network = sound();
  for (int i = 0; i < 20; ++i) add_bus(network, 400.0);
  for (int bus = 5; bus < 24; ++bus) add_line(network, bus - 1, bus, {0.1, 0.1}, {0.3, 0.3});
  const auto faults = network_faults(network);
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_THAT(faults[0].text, HasSubstr("and 12 more"));
}

}  // namespace
}  // namespace hearthgrid::electricity
