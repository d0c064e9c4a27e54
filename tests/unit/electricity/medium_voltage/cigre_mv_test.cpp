// The CIGRE European medium-voltage benchmark, radial with its three switches open, against pandapower's solution.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "models/electricity/medium_voltage/mv_flow.hpp"
#include "tests/reference_data.hpp"

namespace hearthgrid::electricity {
namespace {

double number(const std::vector<std::string>& row, size_t cell) {
  return std::stod(row.at(cell));
}

// Lines 12, 13 and 14 stand open at one end: a node of their own takes that end.
struct Open {
  int line, closed_at;
};
constexpr Open OPEN[] = {{12, 6}, {13, 11}, {14, 14}};

MvNetwork benchmark(const std::string& folder) {
  MvNetwork network;
  network.rated_kv = 20.0;
  network.busbar_pu = 1.03;
  network.nodes = 15;
  for (const auto& row : reference_rows(folder + "/line.csv")) {
    MvLine line;
    line.from = std::stoi(row.at(2));
    line.to = std::stoi(row.at(3));
    const double km = number(row, 4);
    line.z_ohm = {km * number(row, 5), km * number(row, 6)};
    line.charging_s = 2.0 * std::numbers::pi * 50.0 * km * number(row, 7) * 1e-9;
    for (const Open& open : OPEN) {
      if (open.line != std::stoi(row.at(0))) continue;
      line.from = open.closed_at;
      line.to = network.nodes++;
    }
    network.lines.push_back(line);
  }
  for (const auto& row : reference_rows(folder + "/trafo.csv")) {
    MvLine unit;
    unit.from = std::stoi(row.at(2));
    unit.to = std::stoi(row.at(3));
    const double base_ohm = 20.0 * 20.0 / number(row, 4), z = number(row, 7) / 100.0, r = number(row, 8) / 100.0;
    unit.z_ohm = {base_ohm * r, base_ohm * std::sqrt(z * z - r * r)};
    network.lines.push_back(unit);
  }
  return network;
}

TEST(CigreMv, AgreesWithPandapower) {
  const auto data = reference_data();
  if (!data) GTEST_SKIP() << "no reference data: set HEARTHGRID_REFERENCE_DATA";
  const std::string folder = *data + "/networks/mv_cigre_european";
  const MvNetwork network = benchmark(folder);
  FlowTile tile(network);
  for (const auto& row : reference_rows(folder + "/load.csv")) {
    const size_t at = static_cast<size_t>(std::stoi(row.at(2))) * FLOW_LANES;
    tile.kw[at] += 1e3 * number(row, 3);
    tile.kvar[at] += 1e3 * number(row, 4);
  }
  MvFlow(network).solve(tile);
  ASSERT_TRUE(tile.solved[0]);
  for (const auto& row : reference_rows(folder + "/pandapower_res_bus_trafo_pi.csv")) {
    const size_t at = static_cast<size_t>(std::stoi(row.at(0))) * FLOW_LANES;
    EXPECT_NEAR(std::hypot(tile.v_re[at], tile.v_im[at]), number(row, 1), 1e-9) << row.at(0);
  }
  for (const auto& row : reference_rows(folder + "/pandapower_res_line_trafo_pi.csv")) {
    const auto line = static_cast<size_t>(std::stoi(row.at(0)));
    const double amperes = 1e3 * std::max(number(row, 7), number(row, 8));
    EXPECT_NEAR(std::sqrt(tile.current2_a2[line * FLOW_LANES]), amperes, 1e-5) << row.at(0);
  }
  EXPECT_NEAR(tile.head_kw[0], 45045.7317941, 1e-4);
  EXPECT_NEAR(tile.head_kvar[0], 16341.4112108, 1e-4);
}

}  // namespace
}  // namespace hearthgrid::electricity
