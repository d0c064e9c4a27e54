// A run's low voltage against the general power flow of the network that is exported, and through the files of other
// tools back into a run.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "engine/io/network/opendss_file.hpp"
#include "engine/io/network/pandapower_file.hpp"
#include "engine/io/network/pgm_file.hpp"
#include "engine/run/low_voltage_export.hpp"
#include "engine/run/prepare.hpp"
#include "engine/run/set_up.hpp"
#include "models/electricity/network/power_flow.hpp"
#include "tests/unit/run/six_homes.hpp"

namespace hearthgrid::run {
namespace {

using Numbers = std::vector<double>;
using electricity::Network;
using testing::HasSubstr;

const std::string SCREEN = "electricity.low_voltage=screen";
constexpr int DIRECT = 1;

Network exported(const SixHomes& village) {
  const Scenario scenario = village.folder.load({SCREEN});
  const Physics physics = prepare_season(scenario, load_hours(scenario));
  const Simulation simulation = set_up(scenario, physics, "", {});
  Network network = export_network(simulation, scenario.low_voltage, 0, DIRECT);
  // The run's flow leaves the core's own current out.
  network.transformers[0].no_load_loss_w = network.transformers[0].no_load_current_share = 0.0;
  return network;
}

int bus_named(const Network& network, const std::string& name) {
  for (size_t b = 0; b < network.buses.size(); ++b) {
    if (network.buses[b].name == name) return static_cast<int>(b);
  }
  throw std::logic_error("no bus " + name);
}

TEST(LowVoltageExport, HasTheVoltagesOfTheRunByTheGeneralFlow) {
  const SixHomes village;
  const io::ResultsReader results(village.run({SCREEN}));
  const Numbers lowest = results.numbers("household_min_voltage_pu", DIRECT);
  const Numbers minute = results.numbers("household_min_voltage_time", DIRECT);
  const Network network = exported(village);
  electricity::PowerFlow flow(network, {.three_phase = true});
  for (int h = 0; h < 6; ++h) {
    const auto step = static_cast<size_t>(minute[h] / 15.0);
    std::vector<electricity::PhaseValues> va;
    for (const electricity::Load& load : network.loads) {
      electricity::PhaseValues at = load.va;
      for (const electricity::LoadShape& shape : network.shapes) {
        for (int p = 0; shape.name == load.shape && p < 3; ++p) at[p] *= shape.values[step];
      }
      va.push_back(at);
    }
    const auto result = flow.solve(va);
    ASSERT_TRUE(result.converged());
    const auto& bus = result.buses[bus_named(network, "home_h" + std::to_string(h + 1))];
    const int phase = std::array{0, 1, 2, 0, 1, 3}.at(h);
    double least_v = 1e9;
    for (int p = 0; p < 3; ++p) {
      if (phase == 3 || phase == p) least_v = std::min(least_v, std::abs(bus.v[p]));
    }
    EXPECT_NEAR(lowest[h], least_v / 220.0, 2e-7) << "home " << h + 1 << "; series are in float32";
  }
}

// Loads keep their homes by the buses of their drops; the drops are then lines of the network.
TEST(LowVoltageImport, IsTheSameNetworkThroughEachTool) {
  const SixHomes village;
  const io::ResultsReader own(village.run({SCREEN}));
  const Network network = exported(village);
  io::write_pgm(network, village.folder.path("t.json"));
  io::write_opendss(network, village.folder.path("t-dss"));
  io::write_pandapower(network, village.folder.path("t-pp"));
  village.folder.write("households.csv",
                       "household,village,transformer,lv_node,phase\n"
                       "h1,v,T,home_h1,A\nh2,v,T,home_h2,B\nh3,v,T,home_h3,C\nh4,v,T,home_h4,A\nh5,v,T,home_h5,B\n"
                       "h6,v,T,home_h6,ABC\n");
  for (const auto& [tool, path] :
       {std::pair("pgm", "t.json"), {"opendss", "t-dss/Master.dss"}, {"pandapower", "t-pp"}}) {
    village.folder.write("networks.csv", std::string("transformer,path,tool\nT,") + path + "," + tool + "\n");
    const std::string file = village.run({SCREEN, "electricity.network={imports=\"networks.csv\"}"});
    const io::ResultsReader results(file);
    for (const char* variable : {"household_min_voltage_pu", "household_max_voltage_pu"}) {
      const Numbers expected = own.numbers(variable), reached = results.numbers(variable);
      for (size_t i = 0; i < expected.size(); ++i)
        EXPECT_NEAR(reached[i], expected[i], 1e-6) << tool << " " << variable;
    }
    EXPECT_EQ(results.numbers("transformer_lv_origin")[0], 3.0);
  }
}

TEST(LowVoltageImport, HasASourceOfItsOwn) {
  const SixHomes village;
  io::write_pgm(exported(village), village.folder.path("t.json"));
  village.folder.write("households.csv",
                       "household,village,transformer,lv_node,phase\n"
                       "h1,v,T,home_h1,A\nh2,v,T,home_h2,B\nh3,v,T,home_h3,C\nh4,v,T,home_h4,A\nh5,v,T,home_h5,B\n"
                       "h6,v,T,home_h6,ABC\n");
  village.folder.write("networks.csv", "transformer,path,tool\nT,t.json,pgm\n");
  const std::string imports = "electricity.network={imports=\"networks.csv\"}";
  EXPECT_EQ(village.folder.problems({imports}), "");
  village.folder.write("transformers.csv", "transformer,village,rated_kva,source_voltage_pu\nT,v,50,1.02\n");
  EXPECT_THAT(village.folder.problems({imports}), HasSubstr("transformers.csv:2"));
  EXPECT_THAT(village.folder.problems({imports}), HasSubstr("a source voltage of its own"));
}

TEST(LowVoltageImport, RefusesWhatIsNoTransformersNetwork) {
  const SixHomes village;
  Network network = exported(village);
  network.lines.push_back(network.lines[0]);
  network.lines.back().name = "again";
  io::write_pgm(network, village.folder.path("t.json"));
  village.folder.write("networks.csv", "transformer,path,tool\nT,t.json,pgm\n");
  const std::string imports = "electricity.network={imports=\"networks.csv\"}";
  EXPECT_THAT(village.folder.problems({imports}), HasSubstr("networks.csv:2"));
  EXPECT_THAT(village.folder.problems({imports}), HasSubstr("closes a loop"));
  village.folder.write("networks.csv", "transformer,path,tool\nT,nowhere.json,pgm\nX,t.json,pgm\n");
  EXPECT_THAT(village.folder.problems({imports}), HasSubstr("nowhere.json"));
  EXPECT_THAT(village.folder.problems({imports}), HasSubstr("unknown transformer 'X'"));
}

}  // namespace
}  // namespace hearthgrid::run
