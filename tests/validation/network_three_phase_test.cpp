// Unbalanced networks against other programs' three-phase flows: the IEEE European low-voltage feeder by pandapower
// 3.1.2 (runpp_3ph, 1e-10 MVA) and a 10/0.4 kV network by DIgSILENT PowerFactory. Tables: reference data, networks.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "engine/io/network/pandapower_file.hpp"
#include "models/electricity/network/power_flow.hpp"
#include "tests/reference_data.hpp"
#include "tests/validation/network_reference.hpp"

namespace hearthgrid {
namespace {

using electricity::PowerFlow;
using electricity::PowerFlowResult;

constexpr const char* PHASES[] = {"a", "b", "c"};

class ThreePhaseNetworks : public testing::Test {
 protected:
  void read(const std::string& name) {
    const auto data = reference_data();
    if (!data) GTEST_SKIP() << "no reference data: set HEARTHGRID_REFERENCE_DATA";
    folder_ = *data + "/networks/" + name;
    if (!std::filesystem::is_directory(folder_)) GTEST_SKIP() << folder_ << " is not there";
    network_ = io::read_pandapower(folder_);
  }

  void solve() {
    electricity::PowerFlowOptions options;
    options.three_phase = true;
    result_ = PowerFlow(network_, options).solve();
    ASSERT_TRUE(result_.converged()) << result_.failure->text;
    EXPECT_LT(result_.largest_residual, 1e-9);
    electricity::Complex drawn;
    for (const auto& va : result_.load_va) drawn += sum(va);
    EXPECT_NEAR(std::abs(sum(result_.sources[0].va) - drawn - result_.loss_va) / std::abs(drawn), 0.0, 1e-9);
  }

  std::string folder_;
  electricity::Network network_;
  PowerFlowResult result_;
};

/// 907 buses, 55 single-phase loads, on-peak snapshot of minute 566. The asked-for limits are 1e-4 pu and 0.1 %. The
/// reference's own loads miss their power by up to 0.5 W (currents by 2.3 mA), so it cannot be met more closely.
/// pandapower does not turn the negative sequence's shift round: for its high-voltage currents and source powers the
/// shift is taken out, which changes nothing on the low side. Its transformer loss leaves out the zero sequence.
TEST_F(ThreePhaseNetworks, IeeeEuropeanOnPeak) {
  read("ieee_european_lv/on_peak_566");
  if (IsSkipped()) return;
  solve();
  const ReferenceTable buses(folder_ + "/pandapower3ph_res_bus.csv");
  ASSERT_EQ(result_.buses.size(), buses.rows());
  ASSERT_EQ(buses.rows(), 907u);
  Largest voltage, angle;
  for (size_t bus = 0; bus < buses.rows(); ++bus) {
    for (size_t p = 0; p < 3; ++p) {
      voltage.see(result_.buses[bus].pu[p] - buses.number(bus, fmt::format("vm_{}_pu", PHASES[p])));
      angle.see(turn_deg(result_.buses[bus].angle_deg[p], buses.number(bus, fmt::format("va_{}_degree", PHASES[p]))));
    }
  }
  const ReferenceTable lines(folder_ + "/pandapower3ph_res_line.csv");
  ASSERT_EQ(result_.lines.size(), lines.rows());
  double largest_ka = 0.0, lost_mw = 0.0, lost_mvar = 0.0;
  electricity::Complex lost_va;
  Largest current, share;
  for (size_t i = 0; i < lines.rows(); ++i) {
    for (size_t p = 0; p < 3; ++p) {
      const double from_ka = lines.number(i, fmt::format("i_{}_from_ka", PHASES[p]));
      largest_ka = std::max(largest_ka, from_ka);
      current.see(std::abs(result_.lines[i].from_a[p]) / 1e3 - from_ka);
      share.see_share(std::abs(result_.lines[i].from_a[p]) / 1e3, from_ka, 1e-4);  // of at least 0.1 A
      current.see(std::abs(result_.lines[i].to_a[p]) / 1e3 - lines.number(i, fmt::format("i_{}_to_ka", PHASES[p])));
      lost_mw += lines.number(i, fmt::format("p_{}_l_mw", PHASES[p]));
      lost_mvar += lines.number(i, fmt::format("q_{}_l_mvar", PHASES[p]));
    }
    lost_va += result_.lines[i].loss_va;
  }
  const double line_loss = std::abs(lost_va / 1e6 - electricity::Complex(lost_mw, lost_mvar)) / lost_mw;
  EXPECT_LT(voltage.value, 1e-5);
  EXPECT_LT(angle.value, 5e-4);
  EXPECT_LT(current.value / largest_ka, 1e-4);
  EXPECT_LT(share.value, 1e-3);
  EXPECT_LT(line_loss, 1e-4);

  network_.transformers[0].shift_deg = 0.0;
  network_.transformers[0].clock = 0;
  solve();
  const ReferenceTable trafo(folder_ + "/pandapower3ph_res_trafo.csv");
  Largest winding, source;
  for (size_t p = 0; p < 3; ++p) {
    winding.see_share(std::abs(result_.transformers[0].high_a[p]) / 1e3,
                      trafo.number(0, fmt::format("i_{}_hv_ka", PHASES[p])), 1e-9);
    winding.see_share(std::abs(result_.transformers[0].low_a[p]) / 1e3,
                      trafo.number(0, fmt::format("i_{}_lv_ka", PHASES[p])), 1e-9);
    source.see(result_.sources[0].va[p].real() / 1e6 + buses.number(0, fmt::format("p_{}_mw", PHASES[p])));
    source.see(result_.sources[0].va[p].imag() / 1e6 + buses.number(0, fmt::format("q_{}_mvar", PHASES[p])));
  }
  EXPECT_LT(winding.value, 1e-4);
  EXPECT_LT(source.value, 1e-6);
  fmt::print(
      "voltages {:.1e} pu and {:.1e} deg, line currents {:.1e} of the largest, each {:.1e}, line losses {:.1e}, "
      "winding "
      "currents {:.1e}, source {:.1e} MW\n",
      voltage.value, angle.value, current.value / largest_ka, share.value, line_loss, winding.value, source.value);
}

/// What the tables leave out of the network: the static generator of pandapower's "runpp_3ph Validation.json" at
/// bus "Bus #7 TR2_LV", per phase.
constexpr electricity::Complex FED_VA(-16666.666915019, -3333.333258828);

/// 7 buses, 2 transformers Dyn, unbalanced loads. pandapower, which its authors hold against the same table, differs by
/// 8e-6 pu.
TEST_F(ThreePhaseNetworks, PowerFactoryDyn) {
  read("lv_3ph_powerfactory/Dyn");
  if (IsSkipped()) return;
  network_.loads.push_back(
      {.name = "Statischer Generator", .bus = 6, .va = {FED_VA, FED_VA, FED_VA}, .generator = true});
  solve();
  const auto bus_of = [&](const std::string& name) {
    return std::ranges::find(network_.buses, name, &electricity::Bus::name) - network_.buses.begin();
  };
  const ReferenceTable buses(folder_ + "/powerfactory_bus.csv");
  Largest voltage;
  for (size_t row = 0; row < buses.rows(); ++row) {
    const auto bus = static_cast<size_t>(bus_of(buses.text(row, "bus_name")));
    ASSERT_LT(bus, result_.buses.size());
    for (size_t p = 0; p < 3; ++p) {
      voltage.see(result_.buses[bus].pu[p] - buses.number(row, fmt::format("vm_{}_pu", PHASES[p])));
    }
  }
  Largest current, winding;
  const ReferenceTable lines(folder_ + "/powerfactory_line.csv"), trafos(folder_ + "/powerfactory_trafo.csv");
  const auto line_of = [&](const std::string& name) {
    return std::ranges::find(network_.lines, name, &electricity::Line::name) - network_.lines.begin();
  };
  for (size_t row = 0; row < lines.rows(); ++row) {
    const auto& line = result_.lines.at(static_cast<size_t>(line_of(lines.text(row, "line_name"))));
    for (size_t p = 0; p < 3; ++p) {
      current.see_share(std::abs(line.from_a[p]) / 1e3, lines.number(row, fmt::format("i_{}_from_ka", PHASES[p])), 0);
      current.see_share(std::abs(line.to_a[p]) / 1e3, lines.number(row, fmt::format("i_{}_to_ka", PHASES[p])), 0);
    }
  }
  for (size_t row = 0; row < trafos.rows(); ++row) {
    const auto found =
        std::ranges::find(network_.transformers, trafos.text(row, "trafo_name"), &electricity::TransformerBranch::name);
    const auto& trafo = result_.transformers.at(static_cast<size_t>(found - network_.transformers.begin()));
    for (size_t p = 0; p < 3; ++p) {
      winding.see_share(std::abs(trafo.high_a[p]) / 1e3, trafos.number(row, fmt::format("i_{}_hv_ka", PHASES[p])), 0);
      winding.see_share(std::abs(trafo.low_a[p]) / 1e3, trafos.number(row, fmt::format("i_{}_lv_ka", PHASES[p])), 0);
    }
  }
  fmt::print("voltages {:.1e} pu, line currents {:.1e}, winding currents {:.1e}\n", voltage.value, current.value,
             winding.value);
  EXPECT_LT(voltage.value, 1e-5);
  EXPECT_LT(current.value, 1e-3);
  EXPECT_LT(winding.value, 1e-3);
}

/// PowerFactory's voltages of the same network with other vector groups, as pandapower's test/loadflow/PF_Results.py
/// quotes them: YNyn, and Yzn, whose table is that of Dyn to every digit. By bus #1, #2, #3, #4, #5, #6, #7.
constexpr double YNYN_PU[7][3] = {
    {0.99999787338, 1.0000016161, 1.0000005105},   {0.99968050244, 0.99969237855, 0.99963282587},
    {0.99705343554, 0.99746838183, 0.99718586395}, {0.9948995116, 0.99458439962, 0.98674300489},
    {0.99395111068, 0.99418423529, 0.9863564418},  {0.97850425826, 0.99234507124, 0.99521892713},
    {0.99742536231, 0.99837274406, 0.99814767609}};

TEST_F(ThreePhaseNetworks, PowerFactoryYNynAndYzn) {
  read("lv_3ph_powerfactory/Dyn");
  if (IsSkipped()) return;
  network_.loads.push_back(
      {.name = "Statischer Generator", .bus = 6, .va = {FED_VA, FED_VA, FED_VA}, .generator = true});
  for (auto& trafo : network_.transformers) trafo.high_winding = electricity::Winding::wye_grounded;
  solve();
  Largest voltage;
  for (size_t bus = 0; bus < 7; ++bus) {
    const auto row = static_cast<size_t>(network_.buses[bus].name.at(5) - '1');
    for (size_t p = 0; p < 3; ++p) voltage.see(result_.buses[bus].pu[p] - YNYN_PU[row][p]);
  }
  fmt::print("YNyn: voltages {:.1e} pu\n", voltage.value);
  EXPECT_LT(voltage.value, 1e-5);

  for (auto& trafo : network_.transformers) {
    trafo.high_winding = electricity::Winding::wye;
    trafo.low_winding = electricity::Winding::zigzag_grounded;
  }
  solve();
  Largest zigzag;
  const ReferenceTable buses(folder_ + "/powerfactory_bus.csv");
  for (size_t row = 0; row < buses.rows(); ++row) {
    const auto found = std::ranges::find(network_.buses, buses.text(row, "bus_name"), &electricity::Bus::name);
    const auto& bus = result_.buses.at(static_cast<size_t>(found - network_.buses.begin()));
    for (size_t p = 0; p < 3; ++p) zigzag.see(bus.pu[p] - buses.number(row, fmt::format("vm_{}_pu", PHASES[p])));
  }
  fmt::print("Yzn: voltages {:.1e} pu\n", zigzag.value);
  EXPECT_LT(zigzag.value, 1e-5);
}

}  // namespace
}  // namespace hearthgrid
