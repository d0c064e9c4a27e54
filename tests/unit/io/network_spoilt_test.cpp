// Network files with a few bytes changed: read, or refused with a place; never anything else.

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <functional>
#include <string>

#include "engine/io/network/opendss_file.hpp"
#include "engine/io/network/pandapower_file.hpp"
#include "engine/io/network/pgm_file.hpp"
#include "models/electricity/network/power_flow.hpp"
#include "tests/unit/io/spoilt_files.hpp"

namespace hearthgrid::io {
namespace {

using cli_test::ScratchFolder;
using electricity::Network;

Network sample() {
  Network net;
  net.name = "sample";
  net.buses = {{.name = "1", .rated_v = 10000.0}, {.name = "2", .rated_v = 400.0}, {.name = "3", .rated_v = 400.0}};
  net.sources.push_back({.name = "4", .bus = 0});
  electricity::TransformerBranch t{.name = "5", .high = 0, .low = 1};
  t.rated_va = 4e5, t.high_v = 1e4, t.low_v = 400.0, t.short_circuit_share = 0.04, t.load_loss_w = 4e3;
  t.no_load_loss_w = 500.0, t.no_load_current_share = 0.01, t.tap_steps = 1.0, t.tap_step_v = 250.0;
  net.transformers.push_back(t);
  electricity::Line line{.name = "6", .from = 1, .to = 2};
  line.length_km = 0.1, line.z1_ohm = {0.05, 0.01}, line.z0_ohm = {0.15, 0.04}, line.y1_s = line.y0_s = {0.0, 1e-6};
  net.lines.push_back(line);
  electricity::Load load{.name = "7", .bus = 2};
  load.va = {electricity::Complex(3000.0, 500.0), {}, {}};
  load.shape = "day";
  net.loads.push_back(load);
  net.shapes.push_back({.name = "day", .step_minutes = 15.0, .values = {0.5, 1.0}});
  return net;
}

/// What is read must solve to numbers, or fail by name.
void expect_read_or_refused(const ScratchFolder& folder, const std::vector<std::string>& files,
                            const std::function<Network()>& read) {
  const std::vector<std::string> pieces{"",  "0", "-", "1e300", "nan", ",",  "\"", "\n",
                                        "]", "}", "=", "|",     ".4",  "~ ", "[",  "-7"};
  spoil_each(folder, files, pieces, [&](const std::string& text) {
    electricity::PowerFlow flow(read(), {.three_phase = true});
    const electricity::PowerFlowResult result = flow.solve();
    for (const electricity::BusVoltage& bus : result.buses) EXPECT_TRUE(std::isfinite(std::abs(bus.v[0]))) << text;
  });
}

TEST(SpoiltNetworks, PandapowerTables) {
  const ScratchFolder folder;
  write_pandapower(sample(), folder.file("net"));
  expect_read_or_refused(folder,
                         {"net/bus.csv", "net/line.csv", "net/trafo.csv", "net/asymmetric_load.csv", "net/ext_grid.csv",
                          "net/profiles.csv"},
                         [&] { return read_pandapower(folder.file("net")); });
}

TEST(SpoiltNetworks, PandapowerJson) {
  const ScratchFolder folder;
  write_pandapower(sample(), folder.file("net.json"));
  expect_read_or_refused(folder, {"net.json"}, [&] { return read_pandapower(folder.file("net.json")); });
}

TEST(SpoiltNetworks, PowerGridModel) {
  const ScratchFolder folder;
  write_pgm(sample(), folder.file("net.json"));
  expect_read_or_refused(folder, {"net.json", "net_update.json"}, [&] {
    (void)read_pgm_batch(folder.file("net.json"), folder.file("net_update.json"));
    return read_pgm(folder.file("net.json"));
  });
}

TEST(SpoiltNetworks, OpenDss) {
  const ScratchFolder folder;
  write_opendss(sample(), folder.file("net"));
  expect_read_or_refused(
      folder,
      {"net/Master.dss", "net/Lines.dss", "net/Transformers.dss", "net/Loads.dss", "net/LoadShapes.dss", "net/day.csv"},
      [&] { return read_opendss(folder.file("net")); });
}

}  // namespace
}  // namespace hearthgrid::io
