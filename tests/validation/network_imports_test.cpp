// One feeder read two ways: the IEEE European low-voltage feeder as OpenDSS script (electricdss-tst) and as
// pandapower's tables, with the same source and loads put in, must give one flow.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "engine/io/network/opendss_file.hpp"
#include "engine/io/network/pandapower_file.hpp"
#include "models/electricity/network/power_flow.hpp"
#include "tests/reference_data.hpp"
#include "tests/validation/network_reference.hpp"

namespace hearthgrid {
namespace {

using electricity::Network;

std::string small(std::string name) {
  for (char& letter : name) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return name;
}

TEST(EuropeanFeeder, OpenDssAndPandapowerGiveOneFlow) {
  const auto data = reference_data();
  if (!data) GTEST_SKIP() << "no reference data: set HEARTHGRID_REFERENCE_DATA";
  const std::string folder = *data + "/networks/ieee_european_lv";
  if (!std::filesystem::is_directory(folder)) GTEST_SKIP() << folder << " is not there";
  Network tables = io::read_pandapower(folder + "/on_peak_566");
  io::OpenDssOptions lenient;
  lenient.skip_missing_files = true;
  Network script = io::read_opendss(folder + "/opendss_input/Master.dss", lenient);
  ASSERT_EQ(script.buses.size(), tables.buses.size());
  ASSERT_EQ(script.lines.size(), tables.lines.size());
  ASSERT_EQ(script.loads.size(), tables.loads.size());

  // What the two sources say differently: the grid behind the feeder, the zero-sequence magnetising, the loads' minute.
  for (Network* each : {&tables, &script}) {
    each->sources[0].z1_ohm = each->sources[0].z0_ohm = 0.0;
    each->sources[0].voltage_pu = 1.05;
    each->sources[0].angle_deg = 0.0;
    each->transformers[0].magnetising0_share.reset();
  }
  std::map<std::string, electricity::PhaseValues> va_of;
  for (const auto& load : tables.loads) va_of[small(load.name)] = load.va;
  for (auto& load : script.loads) {
    load.va = va_of.at(small(load.name));
    // OpenDSS makes an impedance of a load of 0.23 kV above 1.05 times that, which the feeder's head exceeds: 1e-3 pu.
    load.impedance_below_pu = 0.0;
    load.impedance_above_pu = INFINITY;
  }

  electricity::PowerFlowOptions options;
  options.three_phase = true;
  const auto one = electricity::PowerFlow(tables, options).solve();
  const auto other = electricity::PowerFlow(script, options).solve();
  ASSERT_TRUE(one.converged() && other.converged());
  std::map<std::string, size_t> bus_of;
  for (size_t bus = 0; bus < script.buses.size(); ++bus) bus_of[small(script.buses[bus].name)] = bus;
  Largest difference;
  for (size_t bus = 0; bus < tables.buses.size(); ++bus) {
    const size_t same = bus_of.at(small(tables.buses[bus].name));
    for (size_t p = 0; p < 3; ++p) difference.see(one.buses[bus].pu[p] - other.buses[same].pu[p]);
  }
  const double losses = std::abs(one.loss_va.real() / other.loss_va.real() - 1.0);
  fmt::print("voltages within {:.1e} pu, losses within {:.1e}\n", difference.value, losses);
  // pandapower's tables are rounded to single precision.
  EXPECT_LT(difference.value, 1e-7);
  EXPECT_LT(losses, 1e-6);
}

}  // namespace
}  // namespace hearthgrid
