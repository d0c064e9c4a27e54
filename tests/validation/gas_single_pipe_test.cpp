// Single pipes by GB 50028's formulas: the table of the reference sheet, computed there from the formulas with 64 / Re
// up to Re = 2100 and Colebrook and White's lambda above, without a zone between.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "models/gas/network/gas_flow.hpp"
#include "models/gas/properties.hpp"
#include "tests/reference_data.hpp"
#include "tests/validation/network_reference.hpp"

namespace hearthgrid {
namespace {

using gas::FrictionLaw;

/// What is left of a pipe's pressure [Pa], absolute.
double end_pa(const std::vector<std::string>& row, FrictionLaw law, double begin_pa) {
  gas::GasNetwork network;
  network.fluid = {.normal_density_kg_m3 = 0.7333, .viscosity_pa_s = 0.7333 * 1.4e-5, .temperature_k = 273.15};
  network.nodes = {{.name = "begin"}, {.name = "end"}};
  network.pipes = {{.name = "pipe",
                    .from = 0,
                    .to = 1,
                    .length_m = std::stod(row[2]),
                    .inner_diameter_m = std::stod(row[1]) / 1000.0}};
  network.pipes[0].roughness_m = 1e-5;
  network.supplies = {{.name = "supply", .node = 0, .pressure_pa = begin_pa - gas::NORMAL_PRESSURE_PA}};
  network.demands = {{.name = "draw", .node = 1, .draw_m3h = gas::to_reference_m3(std::stod(row[3]))}};
  // Colebrook and White's law right above the laminar one.
  gas::GasFlow flow(network, {.friction = {.law = law, .laminar_to = 2100.0, .turbulent_from = 2101.0}});
  gas::GasFlowResult result;
  flow.solve(result);
  EXPECT_TRUE(result.solved());
  const auto friction = flow.friction(result, 0);
  EXPECT_NEAR(friction.reynolds, std::stod(row[5]), 1e-5 * friction.reynolds);
  EXPECT_NEAR(friction.lambda, std::stod(row[6]), 1e-6 * friction.lambda);
  return result.pressure_pa[1] + gas::NORMAL_PRESSURE_PA;
}

TEST(SinglePipes, FollowTheCodesFormulas) {
  const auto data = reference_data();
  if (!data || !std::filesystem::exists(*data + "/gas/single_pipe_gb50028_ref.csv")) {
    GTEST_SKIP() << "no reference data: set HEARTHGRID_REFERENCE_DATA";
  }
  Largest low, medium, exact;
  for (const auto& row : reference_rows(*data + "/gas/single_pipe_gb50028_ref.csv")) {
    if (row[0] == "low") {
      const double begin = gas::NORMAL_PRESSURE_PA + 3000.0;
      low.see((begin - end_pa(row, FrictionLaw::gb50028_low, begin)) / std::stod(row[8]) - 1.0);
    } else {
      const double begin = 1000.0 * std::stod(row[4]);
      medium.see(end_pa(row, FrictionLaw::gb50028_medium, begin) / (1000.0 * std::stod(row[8])) - 1.0);
      exact.see(end_pa(row, FrictionLaw::colebrook_white, begin) / (1000.0 * std::stod(row[9])) - 1.0);
    }
  }
  fmt::print("drops {:.1e}, end pressures {:.1e}, by the exact coefficient {:.1e}\n", low.value, medium.value,
             exact.value);
  // The table has six digits, and takes ideal gas.
  EXPECT_LT(low.value, 1e-6);
  EXPECT_LT(medium.value, 1e-6);
  EXPECT_LT(exact.value, 1e-6);
}

}  // namespace
}  // namespace hearthgrid
