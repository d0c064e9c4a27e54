// Networks that pandapower has solved (tolerance 1e-10): the 98-node feeder and Kerber's village.
//
// pandapower's transformer ("pi") has half of its no-load admittance y at either end; ours has none. At the high side
// it hangs on the stiff source and changes nothing below; at the low side it is constant and makes the source
//   e' = e / (1 + z y / 2),   z' = z / (1 + z y / 2),
// which stand here in place of e and z: exact. Cables' capacitances, half at either end, are homes that take the
// reactive power -w C |V|^2 / 2 at the voltage that pandapower found. So both are held to 1e-9 pu.

#include <gtest/gtest.h>

#include "models/electricity/low_voltage/lv_flow.hpp"
#include "tests/reference_data.hpp"
#include "tests/unit/electricity/low_voltage/random_lv.hpp"

namespace hearthgrid::electricity {
namespace {

using Rows = std::vector<std::vector<std::string>>;

struct Case {
  LvNetwork network;
  std::vector<int> node_of_bus;
  std::vector<double> kw, kvar;  // per home
  double root_kw = 0.0;          // pandapower's, at the low-voltage side
};

// Three phases' reactive power of a cable's half capacitance at a bus.
void add_capacitance(const std::vector<std::string>& line, int bus, const Rows& result, Case& out) {
  const double siemens = 2.0 * M_PI * 50.0 * std::stod(line[4]) * 1e-9 * std::stod(line[7]);
  const double volts = std::stod(result.at(bus)[1]) * out.network.rated_v;
  out.network.homes.push_back({out.node_of_bus[bus], 3, 0.0});
  out.kw.push_back(0.0);
  out.kvar.push_back(-3e-3 * volts * volts * siemens / 2.0);
}

// Lines in the order in which they hang on the tree.
void add_lines(const Rows& lines, Case& out) {
  for (bool grew = true; grew;) {
    grew = false;
    for (const auto& row : lines) {
      int from = std::stoi(row[2]), to = std::stoi(row[3]);
      if (out.node_of_bus[from] < 0) std::swap(from, to);
      if (out.node_of_bus[from] < 0 || out.node_of_bus[to] >= 0) continue;
      const Complex z = std::stod(row[4]) * Complex(std::stod(row[5]), std::stod(row[6]));
      LvNode node;
      node.parent = out.node_of_bus[from];
      node.branch = lv_from_sequence(z, 4.0 * z);
      node.rating_a = 1000.0 * std::stod(row[9]);
      out.node_of_bus[to] = static_cast<int>(out.network.nodes.size());
      out.network.nodes.push_back(node);
      grew = true;
    }
  }
}

void add_transformer(const std::vector<std::string>& t, double source_pu, LvNetwork& network) {
  LvTransformer out;
  out.rated_kva = 1000.0 * std::stod(t[4]);
  out.high_v = 1000.0 * std::stod(t[5]);
  out.low_v = 1000.0 * std::stod(t[6]);
  out.short_circuit_share = std::stod(t[7]) / 100.0;
  out.load_loss_kw = std::stod(t[8]) / 100.0 * out.rated_kva;
  out.source_v = out.high_v * source_pu;
  lv_set_transformer(out, network);
  const double g = std::stod(t[9]) / out.rated_kva, y = std::stod(t[10]) / 100.0;
  const double siemens = 1000.0 * out.rated_kva / (out.low_v * out.low_v);
  const Complex half = 0.5 * siemens * Complex(g, -std::sqrt(std::max(0.0, y * y - g * g)));
  const Complex z = network.nodes[0].branch.phase_ohm[0][0];
  network.nodes[0].branch = lv_from_sequence(z / (1.0 + z * half), z / (1.0 + z * half));
  network.no_load_v /= std::abs(1.0 + z * half);
  network.rated_v = out.low_v / std::sqrt(3.0);
}

Case read_case(const std::string& folder) {
  Case out;
  const auto trafo = reference_rows(folder + "/trafo.csv").front();
  add_transformer(trafo, std::stod(reference_rows(folder + "/ext_grid.csv").front()[3]), out.network);
  out.node_of_bus.assign(reference_rows(folder + "/bus.csv").size(), -1);
  out.node_of_bus[std::stoi(trafo[3])] = 0;
  add_lines(reference_rows(folder + "/line.csv"), out);
  for (const auto& load : reference_rows(folder + "/load.csv")) {
    out.network.homes.push_back({out.node_of_bus[std::stoi(load[2])], 3, 0.0});
    out.kw.push_back(1000.0 * std::stod(load[3]));
    out.kvar.push_back(1000.0 * std::stod(load[4]));
  }
  const Rows result = reference_rows(folder + "/pandapower_res_bus_trafo_pi.csv");
  for (const auto& line : reference_rows(folder + "/line.csv")) {
    for (const int end : {2, 3}) add_capacitance(line, std::stoi(line[end]), result, out);
  }
  return out;
}

void compare(const std::string& name, LvForm form, double within) {
  const auto data = reference_data();
  if (!data) GTEST_SKIP() << "no reference data beside the project";
  const std::string folder = *data + "/networks/" + name;
  const Case of = read_case(folder);
  const LvPlan plan(of.network, form);
  const LvResults out = solve(plan, {of.kw.data(), of.kvar.data(), 1, 1});
  ASSERT_EQ(out.converged[0], 1);
  int compared = 0;
  for (const auto& row : reference_rows(folder + "/pandapower_res_bus_trafo_pi.csv")) {
    const int node = of.node_of_bus[std::stoi(row[0])];
    if (node < 0) continue;
    EXPECT_NEAR(out.node_pu[node * plan.phases], std::stod(row[1]), within) << "bus " << row[0];
    ++compared;
  }
  EXPECT_EQ(compared, static_cast<int>(of.network.nodes.size()));
  double loss_kw = 0.0;
  for (const auto& row : reference_rows(folder + "/pandapower_res_line_trafo_pi.csv")) {
    loss_kw += 1000.0 * std::stod(row[5]);
  }
  EXPECT_NEAR(out.total[LV_LOSS_KW][0], loss_kw, 100.0 * within * loss_kw);
}

TEST(LvReference, TheFeederOf98NodesIsPandapowers) {
  compare("lv_feeder98_synthetic", LvForm::three_phase, 1e-9);
  compare("lv_feeder98_synthetic", LvForm::symmetric, 1e-9);
}

TEST(LvReference, KerbersVillageIsPandapowers) {
  compare("lv_kerber_dorfnetz", LvForm::three_phase, 1e-9);
  compare("lv_kerber_dorfnetz", LvForm::symmetric, 1e-9);
}

}  // namespace
}  // namespace hearthgrid::electricity
