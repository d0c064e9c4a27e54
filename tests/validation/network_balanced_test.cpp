// Balanced networks against pandapower 3.1.2 (tolerance 1e-10 MVA): every bus, line and transformer. The reference
// tables lie with the networks in the reference data; pandapower's two places of a transformer's shunt are two cases.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "engine/io/network/pandapower_file.hpp"
#include "models/electricity/network/network_checks.hpp"
#include "models/electricity/network/power_flow.hpp"
#include "tests/reference_data.hpp"
#include "tests/validation/network_reference.hpp"

namespace hearthgrid {
namespace {

using electricity::PowerFlow;
using electricity::PowerFlowResult;
using electricity::ShuntPlace;

struct BalancedCase {
  const char *name, *folder, *model;  ///< of the transformer, as in the names of the tables; none: one table of buses
  size_t buses;
  bool radial;
  double voltage_pu = 1e-9, angle_deg = 1e-7, share = 1e-7;  ///< tolerances; share: of currents, powers and loadings
};

/// Origin of the networks: CIGRE task force C6.04.02 (2014), Kerber (2011), the IEEE European feeder, all as coded in
/// pandapower; the 98-node feeder is synthetic.
constexpr BalancedCase CASES[] = {
    {"cigre_lv_t", "lv_cigre_european", "t", 44, true},
    {"cigre_lv_pi", "lv_cigre_european", "pi", 44, true},
    {"cigre_mv_t", "mv_cigre_european", "t", 15, true},
    {"cigre_mv_pi", "mv_cigre_european", "pi", 15, true},
    {"kerber_dorfnetz_t", "lv_kerber_dorfnetz", "t", 116, true},
    {"kerber_dorfnetz_pi", "lv_kerber_dorfnetz", "pi", 116, true},
    {"feeder98_t", "lv_feeder98_synthetic", "t", 98, true},
    {"feeder98_pi", "lv_feeder98_synthetic", "pi", 98, true},
    {"ieee_european_balanced", "ieee_european_lv/on_peak_566", "", 907, true},
};

class BalancedNetworks : public testing::TestWithParam<BalancedCase> {
 protected:
  void SetUp() override {
    const auto data = reference_data();
    if (!data) GTEST_SKIP() << "no reference data: set HEARTHGRID_REFERENCE_DATA";
    folder_ = *data + "/networks/" + GetParam().folder;
    if (!std::filesystem::is_directory(folder_)) GTEST_SKIP() << folder_ << " is not there";
    io::PandapowerOptions options;
    if (GetParam().model == std::string("pi")) options.trafo_model = ShuntPlace::pi;
    network_ = io::read_pandapower(folder_, options);
  }

  [[nodiscard]] ReferenceTable table(const std::string& element) const {
    return ReferenceTable(fmt::format("{}/pandapower_res_{}_trafo_{}.csv", folder_, element, GetParam().model));
  }

  std::string folder_;
  electricity::Network network_;
};

void expect_buses(const BalancedCase& each, const PowerFlowResult& result, const ReferenceTable& expected) {
  ASSERT_EQ(result.buses.size(), expected.rows());
  Largest voltage, angle;
  for (size_t bus = 0; bus < expected.rows(); ++bus) {
    voltage.see(result.buses[bus].pu[0] - expected.number(bus, "vm_pu"));
    angle.see(turn_deg(result.buses[bus].angle_deg[0], expected.number(bus, "va_degree")));
  }
  EXPECT_LT(voltage.value, each.voltage_pu);
  EXPECT_LT(angle.value, each.angle_deg);
  fmt::print("{}: voltages within {:.1e} pu and {:.1e} deg of pandapower\n", each.name, voltage.value, angle.value);
}

TEST_P(BalancedNetworks, AgreeWithPandapower) {
  const BalancedCase& each = GetParam();
  ASSERT_EQ(network_.buses.size(), each.buses);
  EXPECT_EQ(electricity::is_radial(network_), each.radial);
  const auto result = PowerFlow(network_).solve();
  ASSERT_TRUE(result.converged()) << result.failure->text;
  EXPECT_LT(result.largest_residual, 1e-9);
  if (each.model[0] == '\0') {
    expect_buses(each, result, ReferenceTable(folder_ + "/pandapower_balanced_res_bus.csv"));
    return;
  }
  expect_buses(each, result, table("bus"));

  const auto lines = table("line");
  ASSERT_EQ(result.lines.size(), lines.rows());
  double largest_ka = 0.0;
  for (size_t i = 0; i < lines.rows(); ++i) largest_ka = std::max(largest_ka, lines.number(i, "i_from_ka"));
  Largest current, power, loading;
  for (size_t i = 0; i < lines.rows(); ++i) {
    const auto& line = result.lines[i];
    current.see((std::abs(line.from_a[0]) / 1e3 - lines.number(i, "i_from_ka")) / largest_ka);
    current.see((std::abs(line.to_a[0]) / 1e3 - lines.number(i, "i_to_ka")) / largest_ka);
    power.see(sum(line.from_va).real() / 1e6 - lines.number(i, "p_from_mw"));
    power.see(sum(line.from_va).imag() / 1e6 - lines.number(i, "q_from_mvar"));
    power.see(line.loss_va.real() / 1e6 - lines.number(i, "pl_mw"));
    power.see(line.loss_va.imag() / 1e6 - lines.number(i, "ql_mvar"));
    loading.see(100.0 * line.loading - lines.number(i, "loading_percent"));
  }
  const auto trafos = table("trafo");
  ASSERT_EQ(result.transformers.size(), trafos.rows());
  double feed_mw = 0.0;
  for (size_t i = 0; i < trafos.rows(); ++i) {
    const auto& trafo = result.transformers[i];
    feed_mw += std::abs(trafos.number(i, "p_hv_mw"));
    current.see_share(std::abs(trafo.high_a[0]) / 1e3, trafos.number(i, "i_hv_ka"), 1e-9);
    current.see_share(std::abs(trafo.low_a[0]) / 1e3, trafos.number(i, "i_lv_ka"), 1e-9);
    power.see(sum(trafo.high_va).real() / 1e6 - trafos.number(i, "p_hv_mw"));
    power.see(sum(trafo.low_va).imag() / 1e6 - trafos.number(i, "q_lv_mvar"));
    power.see(trafo.loss_va.real() / 1e6 - trafos.number(i, "pl_mw"));
    power.see(trafo.loss_va.imag() / 1e6 - trafos.number(i, "ql_mvar"));
    loading.see(100.0 * trafo.loading_by_current - trafos.number(i, "loading_percent"));
  }
  EXPECT_LT(current.value, each.share);
  EXPECT_LT(power.value / feed_mw, each.share);
  EXPECT_LT(loading.value / 100.0, each.share);
  fmt::print("{}: currents {:.1e}, powers and losses {:.1e} of the feed, loading {:.1e}\n", each.name, current.value,
             power.value / feed_mw, loading.value / 100.0);
}

/// The same network in three phases stands where it does in one.
TEST_P(BalancedNetworks, StandTheSameInThreePhases) {
  electricity::PowerFlowOptions options;
  options.three_phase = true;
  for (auto& line : network_.lines) {
    if (line.z0_ohm == electricity::Complex{}) line.z0_ohm = 3.0 * line.z1_ohm;  // no matter, but one is needed
  }
  for (auto& load : network_.loads) {
    const auto third = sum(load.va) / 3.0;
    load.va = {third, third, third};
  }
  const auto one = PowerFlow(network_).solve();
  const auto three = PowerFlow(network_, options).solve();
  ASSERT_TRUE(three.converged()) << three.failure->text;
  Largest difference;
  for (size_t bus = 0; bus < one.buses.size(); ++bus) {
    for (size_t p = 0; p < 3; ++p) difference.see(std::abs(one.buses[bus].v[p] - three.buses[bus].v[p]) / 400.0);
  }
  EXPECT_LT(difference.value, 1e-8);
  EXPECT_NEAR(std::abs(one.loss_va - three.loss_va) / std::abs(one.loss_va), 0.0, 1e-8);
}

INSTANTIATE_TEST_SUITE_P(Reference, BalancedNetworks, testing::ValuesIn(CASES),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace hearthgrid
