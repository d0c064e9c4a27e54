// Gas networks of pandapipes: its own solutions, and STANET's of the same networks. A case is a line of a table:
// folder, law of friction, how near pandapipes and STANET are met.
//
// pandapipes v0.12 stops its Colebrook iteration at 1e-4, which the tolerances of those cases show; STANET's pressures
// are rounded to 10 Pa, its speeds to 1e-4 m/s.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "engine/io/gas/pandapipes_file.hpp"
#include "models/gas/network/gas_flow.hpp"
#include "tests/reference_data.hpp"
#include "tests/validation/network_reference.hpp"

namespace hearthgrid {
namespace {

using gas::FrictionLaw;

struct GasCase {
  const char* folder;
  FrictionLaw law;
  const char* results;    ///< name of the law in pandapipes' files
  double pressure_bar;    ///< against pandapipes, absolute
  double flow_share;      ///< against pandapipes, of the largest flow
  double friction_share;  ///< lambda against pandapipes
  double stanet_share;    ///< against STANET, of absolute pressure; 0: none
  double stanet_m_s;
};

constexpr FrictionLaw N = FrictionLaw::nikuradse_pandapipes, C = FrictionLaw::colebrook_pandapipes,
                      S = FrictionLaw::swamee_jain_pandapipes;

const GasCase CASES[] = {
    {"stanet/one_pipe__pipe_1_N", N, "nikuradse", 1e-8, 1e-9, 1e-8, 1e-4, 1e-3},
    {"stanet/one_pipe__pipe_1_PC", C, "colebrook", 2e-4, 1e-9, 2e-5, 1e-4, 1e-3},
    {"stanet/one_pipe__pipe_2_N", N, "nikuradse", 1e-8, 1e-9, 1e-8, 1e-4, 1e-3},
    {"stanet/strand_net__two_pipes_PC", C, "colebrook", 1e-7, 1e-9, 1e-4, 1e-4, 1e-3},
    {"stanet/t_cross__t_cross1_N", N, "nikuradse", 1e-8, 1e-9, 1e-8, 1e-4, 1e-3},
    {"stanet/meshed_networks__square_N", N, "nikuradse", 1e-8, 1e-7, 1e-7, 1e-4, 1e-3},
    {"stanet/two_pressure_junctions__H_net_N", N, "nikuradse", 1e-8, 1e-7, 1e-7, 1e-4, 1e-3},
    {"stanet/two_pressure_junctions__H_net_PC", C, "colebrook", 1e-6, 1e-6, 1e-4, 1e-4, 1e-3},
    {"simbench/1-LV-rural1", N, "nikuradse", 1e-8, 1e-9, 1e-8, 0.0, 0.0},
    {"simbench/1-LV-rural1", C, "colebrook", 1e-7, 1e-9, 1e-3, 0.0, 0.0},
    {"simbench/1-LV-rural1", S, "swamee-jain", 1e-8, 1e-9, 1e-8, 0.0, 0.0},
    {"simbench/1-LV-semiurb5", N, "nikuradse", 1e-8, 1e-9, 1e-8, 0.0, 0.0},
    {"simbench/1-LV-semiurb5", C, "colebrook", 1e-7, 1e-9, 1e-3, 0.0, 0.0},
    {"simbench/1-LV-semiurb5", S, "swamee-jain", 1e-8, 1e-9, 1e-8, 0.0, 0.0},
    {"gas_schutterwald_1bar", N, "nikuradse", 1e-8, 1e-7, 1e-7, 0.0, 0.0},
    {"gas_schutterwald_1bar", C, "colebrook", 1e-7, 1e-6, 2e-3, 0.0, 0.0},
    {"gas_schutterwald_1bar", S, "swamee-jain", 1e-8, 1e-7, 1e-7, 0.0, 0.0},
};

struct Reached {
  Largest pressure_bar, flow_share, friction_share, speed_m_s, stanet_share, stanet_m_s;
};

void compare_pressures(const gas::GasFlowResult& result, const std::string& folder, const GasCase& each, Reached& out) {
  const ReferenceTable junctions(fmt::format("{}/pandapipes_res_junction_{}.csv", folder, each.results));
  ASSERT_EQ(junctions.rows(), result.pressure_pa.size());
  for (size_t n = 0; n < junctions.rows(); ++n) {
    out.pressure_bar.see(result.pressure_pa[n] / 1e5 - junctions.number(n, "p_bar"));
  }
  if (each.stanet_share == 0.0) return;
  const ReferenceTable own(folder + "/junction.csv"), pipes(folder + "/pipe.csv");
  for (size_t n = 0; n < own.rows(); ++n) {
    const double expected = own.number(n, "p_stanet_bar_gauge") + 1.01325;
    out.stanet_share.see((result.pressure_pa[n] / 1e5 + 1.01325) / expected - 1.0);
  }
}

void compare_pipes(const gas::GasFlow& flow, const gas::GasFlowResult& result, const std::string& folder,
                   const GasCase& each, Reached& out) {
  const ReferenceTable pipes(fmt::format("{}/pandapipes_res_pipe_{}.csv", folder, each.results));
  const ReferenceTable own(folder + "/pipe.csv");
  const double kg_s = flow.network().fluid.reference_density_kg_m3() / 3600.0;
  double largest_kg_s = 0.0;
  for (size_t p = 0; p < pipes.rows(); ++p) {
    largest_kg_s = std::max(largest_kg_s, std::abs(pipes.number(p, "mdot_from_kg_per_s")));
  }
  for (size_t p = 0; p < pipes.rows(); ++p) {
    const auto pipe = static_cast<int>(p);
    out.flow_share.see((result.pipe_m3h[p] * kg_s - pipes.number(p, "mdot_from_kg_per_s")) / largest_kg_s);
    const auto speed = flow.velocity(result, pipe);
    out.speed_m_s.see(speed.from_m_s - pipes.number(p, "v_from_m_per_s"));
    out.speed_m_s.see(speed.to_m_s - pipes.number(p, "v_to_m_per_s"));
    out.speed_m_s.see(speed.mean_m_s - pipes.number(p, "v_mean_m_per_s"));
    if (each.stanet_m_s > 0.0) out.stanet_m_s.see(speed.mean_m_s - own.number(p, "v_stanet_m_per_s"));
    // Where next to nothing flows, laws without a laminar part end (friction.hpp).
    const auto friction = flow.friction(result, pipe);
    if (friction.reynolds > 50.0) out.friction_share.see(friction.lambda / pipes.number(p, "lambda") - 1.0);
  }
}

TEST(GasNetworks, MeetPandapipesAndStanet) {
  const auto data = reference_data();
  if (!data || !std::filesystem::is_directory(*data + "/gas")) {
    GTEST_SKIP() << "no reference data: set HEARTHGRID_REFERENCE_DATA";
  }
  fmt::print("| network | friction | bar | flow | lambda | m/s | STANET p | STANET m/s | Newton |\n");
  for (const GasCase& each : CASES) {
    const std::string folder = *data + "/gas/" + each.folder;
    SCOPED_TRACE(folder + " " + each.results);
    gas::GasFlow flow(io::read_pandapipes(folder), {.friction = {.law = each.law}});
    gas::GasFlowResult result;
    flow.solve(result);
    ASSERT_TRUE(result.solved()) << gas::failure_text(flow.network(), result);
    Reached reached;
    compare_pressures(result, folder, each, reached);
    compare_pipes(flow, result, folder, each, reached);
    fmt::print("| {} | {} | {:.1e} | {:.1e} | {:.1e} | {:.1e} | {:.1e} | {:.1e} | {} |\n", each.folder, each.results,
               reached.pressure_bar.value, reached.flow_share.value, reached.friction_share.value,
               reached.speed_m_s.value, reached.stanet_share.value, reached.stanet_m_s.value, result.iterations);
    EXPECT_LT(reached.pressure_bar.value, each.pressure_bar);
    EXPECT_LT(reached.flow_share.value, each.flow_share);
    EXPECT_LT(reached.friction_share.value, each.friction_share);
    EXPECT_LT(reached.speed_m_s.value, 1e-4);
    if (each.stanet_share > 0.0) {
      EXPECT_LT(reached.stanet_share.value, each.stanet_share);
      EXPECT_LT(reached.stanet_m_s.value, each.stanet_m_s);
    }
  }
}

/// The same network as pandapipes' own JSON and as tables.
TEST(GasNetworks, JsonAndTablesAreOne) {
  const auto data = reference_data();
  if (!data || !std::filesystem::is_directory(*data + "/gas/stanet")) {
    GTEST_SKIP() << "no reference data: set HEARTHGRID_REFERENCE_DATA";
  }
  int compared = 0;
  for (const auto& entry : std::filesystem::directory_iterator(*data + "/gas/stanet")) {
    const std::string folder = entry.path().string();
    SCOPED_TRACE(folder);
    gas::GasFlowResult one, other;
    gas::GasFlow(io::read_pandapipes(folder)).solve(one);
    gas::GasFlow(io::read_pandapipes(folder + "/original_pandapipes.json")).solve(other);
    ASSERT_TRUE(one.solved() && other.solved());
    ASSERT_EQ(one.pressure_pa.size(), other.pressure_pa.size());
    for (size_t n = 0; n < one.pressure_pa.size(); ++n) EXPECT_NEAR(one.pressure_pa[n], other.pressure_pa[n], 1e-3);
    ++compared;
  }
  EXPECT_EQ(compared, 8);
}

}  // namespace
}  // namespace hearthgrid
