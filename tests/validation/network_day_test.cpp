// The IEEE European low-voltage feeder through its day: 1440 minutes of 55 single-phase profiles, solved in three
// phases on one factorisation, and a second solver for chosen minutes. Input: the feeder as pandapower ships it and the
// IEEE's own load and profile tables (reference data, networks/ieee_european_lv).

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <numbers>

#include "engine/io/network/pandapower_file.hpp"
#include "models/electricity/network/power_flow.hpp"
#include "tests/reference_data.hpp"
#include "tests/validation/network_reference.hpp"

namespace hearthgrid {
namespace {

using electricity::Complex;
using electricity::Network;
using electricity::PhaseValues;

constexpr int MINUTES = 1440;
constexpr int PEAK = 565;  ///< from 0; the snapshot "on peak 566"

struct Home {
  size_t load;  ///< of the network
  size_t phase;
  std::vector<double> kw;  ///< by minute
};

/// A backward and forward sweep along the feeder's tree, written apart from the engine: the transformer and the source
/// by symmetrical components, the lines by phase impedances.
class Sweep {
 public:
  explicit Sweep(const Network& network) : network_(network), above_(network.buses.size(), -1) {
    std::vector<std::vector<int>> lines_at(network.buses.size());
    for (int i = 0; i < static_cast<int>(network.lines.size()); ++i) {
      lines_at[static_cast<size_t>(network.lines[static_cast<size_t>(i)].from)].push_back(i);
      lines_at[static_cast<size_t>(network.lines[static_cast<size_t>(i)].to)].push_back(i);
    }
    order_ = {network.transformers[0].low};
    for (size_t next = 0; next < order_.size(); ++next) {
      for (const int i : lines_at[static_cast<size_t>(order_[next])]) {
        if (i == above_[static_cast<size_t>(order_[next])]) continue;
        const auto& line = network.lines[static_cast<size_t>(i)];
        const int far = line.from == order_[next] ? line.to : line.from;
        above_[static_cast<size_t>(far)] = i;
        order_.push_back(far);
      }
    }
  }

  [[nodiscard]] std::vector<PhaseValues> solve(std::span<const PhaseValues> load_va) const {
    std::vector<PhaseValues> v(network_.buses.size(), head({}));
    for (int sweep = 0; sweep < 60; ++sweep) {
      std::vector<PhaseValues> a(v.size());
      for (size_t i = 0; i < load_va.size(); ++i) {
        const auto bus = static_cast<size_t>(network_.loads[i].bus);
        for (size_t p = 0; p < 3; ++p) a[bus][p] += std::conj(load_va[i][p] / v[bus][p]);
      }
      for (size_t i = order_.size(); i-- > 1;) {
        const auto bus = static_cast<size_t>(order_[i]);
        const auto upper = static_cast<size_t>(upper_of(order_[i]));
        for (size_t p = 0; p < 3; ++p) a[upper][p] += a[bus][p];
      }
      v[static_cast<size_t>(order_[0])] = head(a[static_cast<size_t>(order_[0])]);
      for (size_t i = 1; i < order_.size(); ++i) {
        const auto bus = static_cast<size_t>(order_[i]);
        const auto& line = network_.lines[static_cast<size_t>(above_[bus])];
        const Complex mutual = (line.z0_ohm - line.z1_ohm) / 3.0 * sum(a[bus]);
        const auto& upper = v[static_cast<size_t>(upper_of(order_[i]))];
        for (size_t p = 0; p < 3; ++p) v[bus][p] = upper[p] - line.z1_ohm * a[bus][p] - mutual;
      }
    }
    return v;
  }

 private:
  [[nodiscard]] int upper_of(int bus) const {
    const auto& line = network_.lines[static_cast<size_t>(above_[static_cast<size_t>(bus)])];
    return line.from == bus ? line.to : line.from;
  }

  /// Low-side voltages from the currents there. Dyn with magnetising in the zero sequence only (no no-load losses).
  [[nodiscard]] PhaseValues head(const PhaseValues& a) const {
    const auto& t = network_.transformers[0];
    const auto& source = network_.sources[0];
    const double base = t.low_v * t.low_v / t.rated_va, ratio = t.high_v / t.low_v;
    const auto ohm = [&](double share, double loss_w) {
      const double z = share * base, r = loss_w / t.rated_va * base;
      return Complex(r, std::sqrt(z * z - r * r));
    };
    const Complex z1 = ohm(t.short_circuit_share, t.load_loss_w);
    const Complex z0 = ohm(*t.short_circuit0_share, *t.load_loss0_w);
    const Complex magnetising(0.0, std::abs(z0) * *t.magnetising0_share);
    const Complex zero = (1.0 - t.high_part0) * z0 + 1.0 / (1.0 / magnetising + 1.0 / (t.high_part0 * z0));
    const Complex turn = std::polar(1.0, 2.0 * std::numbers::pi / 3.0), back = std::conj(turn);
    const Complex i0 = sum(a) / 3.0, i1 = (a[0] + turn * a[1] + back * a[2]) / 3.0,
                  i2 = (a[0] + back * a[1] + turn * a[2]) / 3.0;
    const double e = source.voltage_pu * network_.buses[static_cast<size_t>(source.bus)].rated_v / std::sqrt(3.0);
    const Complex v0 = -zero * i0;
    const Complex v1 = std::polar(e / ratio, -t.shift_deg * std::numbers::pi / 180.0) - z1 * i1;
    const Complex v2 = -(z1 + source.z1_ohm / (ratio * ratio)) * i2;
    return {v0 + v1 + v2, v0 + back * v1 + turn * v2, v0 + turn * v1 + back * v2};
  }

  const Network& network_;
  std::vector<int> above_, order_;  ///< line towards the transformer, by bus; buses from the transformer on
};

class EuropeanDay : public testing::Test {
 protected:
  void SetUp() override {
    const auto data = reference_data();
    if (!data) GTEST_SKIP() << "no reference data: set HEARTHGRID_REFERENCE_DATA";
    const std::string folder = *data + "/networks/ieee_european_lv";
    if (!std::filesystem::is_directory(folder)) GTEST_SKIP() << folder << " is not there";
    network_ = io::read_pandapower(folder + "/on_peak_566");
    for (const auto& row : reference_rows(folder + "/ieee_csv/Loads.csv")) {
      const auto found = std::ranges::find(network_.loads, row[0], &electricity::Load::name);
      ASSERT_NE(found, network_.loads.end()) << row[0];
      Home home{static_cast<size_t>(found - network_.loads.begin()), static_cast<size_t>(row[3][0] - 'A'), {}};
      power_factor_ = std::stod(row[8]);
      const std::string profile = "/ieee_csv/Load_Profiles/Load_profile_" + row[9].substr(6) + ".csv";
      for (const auto& cells : reference_rows(folder + profile)) home.kw.push_back(std::stod(cells[1]));
      ASSERT_EQ(home.kw.size(), static_cast<size_t>(MINUTES));
      homes_.push_back(std::move(home));
    }
    ASSERT_EQ(homes_.size(), 55u);
  }

  [[nodiscard]] std::vector<PhaseValues> powers(int minute) const {
    std::vector<PhaseValues> va(network_.loads.size());
    const Complex per_kw(1e3, 1e3 * std::tan(std::acos(power_factor_)));
    for (const auto& home : homes_) va[home.load][home.phase] = home.kw[static_cast<size_t>(minute)] * per_kw;
    return va;
  }

  Network network_;
  std::vector<Home> homes_;
  double power_factor_ = 1.0;
};

TEST_F(EuropeanDay, EveryMinuteIsSolvedAndKeepsItsEnergy) {
  electricity::PowerFlowOptions options;
  options.three_phase = true;
  electricity::PowerFlow flow(network_, options);
  const Sweep sweep(network_);
  double lowest_pu = 2.0, drawn_kwh = 0.0, lost_kwh = 0.0, largest_kw = 0.0, worst_balance = 0.0;
  int lowest_minute = -1, largest_minute = -1, iterations = 0;
  std::array<int, 2> lowest_at{};
  Largest against_sweep;
  for (int minute = 0; minute < MINUTES; ++minute) {
    const auto va = powers(minute);
    const auto result = flow.solve(va);
    ASSERT_TRUE(result.converged()) << minute << ": " << result.failure->text;
    ASSERT_LT(result.largest_residual, 1e-9) << minute;
    iterations += result.iterations;
    Complex wanted, drawn;
    for (size_t i = 0; i < va.size(); ++i) {
      wanted += sum(va[i]);
      drawn += sum(result.load_va[i]);
    }
    ASSERT_NEAR(std::abs(drawn - wanted), 0.0, 1e-9 * std::abs(wanted));
    worst_balance =
        std::max(worst_balance, std::abs(sum(result.sources[0].va) - drawn - result.loss_va) / std::abs(drawn));
    drawn_kwh += drawn.real() / 60e3;
    lost_kwh += result.loss_va.real() / 60e3;
    if (drawn.real() / 1e3 > largest_kw) {
      largest_kw = drawn.real() / 1e3;
      largest_minute = minute;
    }
    for (size_t bus = 0; bus < result.buses.size(); ++bus) {
      for (size_t p = 0; p < 3; ++p) {
        if (result.buses[bus].pu[p] >= lowest_pu) continue;
        lowest_pu = result.buses[bus].pu[p];
        lowest_minute = minute;
        lowest_at = {static_cast<int>(bus), static_cast<int>(p)};
      }
    }
    if (minute % 60 != 0 && minute != PEAK) continue;
    const auto v = sweep.solve(va);
    for (size_t bus = 1; bus < v.size(); ++bus) {
      for (size_t p = 0; p < 3; ++p) against_sweep.see(std::abs(v[bus][p] - result.buses[bus].v[p]) / 240.0);
    }
  }
  EXPECT_LT(worst_balance, 1e-8);  // of a few kW at night: rounding of 905 lines
  EXPECT_LT(against_sweep.value, 1e-8);
  EXPECT_EQ(largest_minute, PEAK);
  EXPECT_NEAR(largest_kw, 57.358, 1e-6);
  EXPECT_NEAR(drawn_kwh, 483.9141500, 1e-5);  // the sum of the 55 profiles
  EXPECT_GT(lost_kwh, 0.0);
  EXPECT_LT(lost_kwh, 0.02 * drawn_kwh);
  // The lowest voltage of the day belongs to a minute of the second solver too.
  const auto lowest = sweep.solve(powers(lowest_minute));
  EXPECT_NEAR(std::abs(lowest[static_cast<size_t>(lowest_at[0])][static_cast<size_t>(lowest_at[1])]) /
                  (network_.buses[static_cast<size_t>(lowest_at[0])].rated_v / std::sqrt(3.0)),
              lowest_pu, 1e-8);
  EXPECT_GT(lowest_pu, 0.94);
  EXPECT_LT(lowest_pu, 1.05);
  fmt::print(
      "{:.1f} kWh drawn, {:.2f} kWh lost ({:.2f} %), lowest {:.5f} pu in minute {} at bus {} phase {}; balance {:.1e}, "
      "against a sweep {:.1e} pu, {:.1f} iterations a minute\n",
      drawn_kwh, lost_kwh, 100.0 * lost_kwh / drawn_kwh, lowest_pu, lowest_minute + 1,
      network_.buses[static_cast<size_t>(lowest_at[0])].name, "abc"[lowest_at[1]], worst_balance, against_sweep.value,
      static_cast<double>(iterations) / MINUTES);
}

}  // namespace
}  // namespace hearthgrid
