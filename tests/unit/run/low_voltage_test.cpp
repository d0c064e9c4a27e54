// Low voltage in a run: a home's voltage at its worst moment against a sweep written here from line lengths and the
// conductors' tables, loads and losses against each other, and what is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <complex>

#include "tests/unit/run/six_homes.hpp"

namespace hearthgrid::run {
namespace {

using Complex = std::complex<double>;
using Numbers = std::vector<double>;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string SCREEN = "electricity.low_voltage=screen", EXACT = "electricity.low_voltage=exact";

struct Swept {
  std::array<double, 6> pu{};       // of 220 V, by home
  std::array<double, 3> loading{};  // by line: l1, l2, l3
};

// By a sweep of its own: each phase with its loop of phase and neutral.
Swept sweep(const std::array<Complex, 6>& kva, Complex other_kva) {
  // S13-50 Yyn0 aside: Dyn11, Pk 910 W, uk 4 %, so r = 1.82 %, z = 4 % of 3.2 ohm.
  const double r = 0.0182 * 3.2, x = std::sqrt(0.04 * 0.04 - 0.0182 * 0.0182) * 3.2;
  const auto line = [](double r_km, double x_km, double metres) { return Complex(r_km, x_km) * metres / 1000.0; };
  const std::array<Complex, 4> wire{Complex(r, x), line(0.946, 0.338, 120), line(1.31, 0.348, 80),
                                    line(2.06, 0.362, 100)};
  const std::array<int, 6> node{1, 1, 2, 2, 3, 3}, phase{0, 1, 2, 0, 1, 3};
  const std::array<double, 6> drop_m{20, 10, 15, 5, 30, 25};
  std::array<Complex, 3> e;
  for (int p = 0; p < 3; ++p) e[p] = std::polar(400.0 / std::sqrt(3.0), -2.0 * M_PI / 3.0 * p);
  std::array<std::array<Complex, 3>, 4> v{e, e, e, e};
  Swept out;
  std::array<double, 6>& pu = out.pu;
  for (int sweeps = 0; sweeps < 60; ++sweeps) {
    std::array<std::array<Complex, 3>, 4> current{};
    for (int p = 0; p < 3; ++p) current[0][p] += std::conj(other_kva * 1000.0 / 3.0 / v[0][p]);
    for (int h = 0; h < 6; ++h) {
      pu[h] = 1e9;
      for (int p = 0; p < 3; ++p) {
        if (phase[h] < 3 && phase[h] != p) continue;
        const double share = phase[h] == 3 ? 1.0 / 3.0 : 1.0, wires = phase[h] == 3 ? 1.0 : 2.0;
        const Complex drop = line(1.83, 0.09, drop_m[h]) * wires;
        Complex at = v[node[h]][p], i;
        for (int k = 0; k < 30; ++k) {
          i = std::conj(share * kva[h] * 1000.0 / at);
          at = v[node[h]][p] - drop * i;
        }
        current[node[h]][p] += i;
        pu[h] = std::min(pu[h], std::abs(at) / 220.0);
      }
    }
    for (int p = 0; p < 3; ++p) current[1][p] += current[2][p] + current[3][p];
    for (int p = 0; p < 3; ++p) current[0][p] += current[1][p];
    const auto behind = [&](int n, const std::array<Complex, 3>& before) {
      Complex neutral = 0.0;
      for (int p = 0; p < 3; ++p) neutral += current[n][p];
      for (int p = 0; p < 3; ++p) v[n][p] = before[p] - wire[n] * (current[n][p] + (n > 0 ? neutral : 0.0));
    };
    behind(0, e);
    behind(1, v[0]);
    behind(2, v[1]);
    behind(3, v[1]);
    const std::array<double, 3> rating_a{145, 115, 85};
    for (int n = 1; n <= 3; ++n) {
      out.loading[n - 1] = 0.0;
      for (int p = 0; p < 3; ++p) {
        out.loading[n - 1] = std::max(out.loading[n - 1], std::abs(current[n][p]) / rating_a[n - 1]);
      }
    }
  }
  return out;
}

TEST(LowVoltageRun, HasEachHomesVoltageAtItsWorstMoment) {
  const SixHomes village;
  const io::ResultsReader results(village.run({SCREEN}));
  const auto mix = static_cast<size_t>(mix_index(results.texts("mix"), "direct"));
  const Numbers lowest = results.numbers("household_min_voltage_pu", mix);
  const Numbers at_minute = results.numbers("household_min_voltage_time", mix);
  const Numbers kw = results.numbers("series_electricity_kw", mix);
  const size_t steps = results.size_of("time");
  const double other_kvar = 4.0 * std::sqrt(1.0 - 0.95 * 0.95) / 0.95;
  const Numbers factor = results.numbers("household_base_power_factor");
  const auto tan_phi = [&](size_t h) { return std::tan(std::acos(factor[h])); };
  // The heater's power factor is 1: the base load is what the home draws in the mix before, where it has a stove.
  const Numbers base = results.numbers("series_electricity_kw", size_t{0});
  for (size_t h = 0; h < 6; ++h) {
    const auto step = static_cast<size_t>(at_minute[h] / 15.0);
    std::array<Complex, 6> kva;
    for (size_t i = 0; i < 6; ++i) kva[i] = {kw[i * steps + step], base[i * steps + step] * tan_phi(i)};
    EXPECT_NEAR(lowest[h], sweep(kva, {4.0, other_kvar}).pu[h], 2e-6) << "home " << h + 1;
    EXPECT_LT(lowest[h], 1.0);
    // At no other step is it lower.
    for (size_t k = 0; k < steps; k += 13) {
      for (size_t i = 0; i < 6; ++i) kva[i] = {kw[i * steps + k], base[i * steps + k] * tan_phi(i)};
      EXPECT_GE(sweep(kva, {4.0, other_kvar}).pu[h], lowest[h] - 2e-6);
    }
  }
  const auto worst = static_cast<size_t>(results.numbers("transformer_line_loading_time", mix)[0] / 15.0);
  std::array<Complex, 6> kva;
  for (size_t i = 0; i < 6; ++i) kva[i] = {kw[i * steps + worst], base[i * steps + worst] * tan_phi(i)};
  const Swept swept = sweep(kva, {4.0, other_kvar});
  const auto* const line = std::max_element(swept.loading.begin(), swept.loading.end());
  EXPECT_NEAR(results.numbers("transformer_line_loading_max", mix)[0], *line, 1e-5);
  EXPECT_EQ(results.texts("transformer_line_loading_line")[mix],
            "l" + std::to_string(line - swept.loading.begin() + 1));
  EXPECT_EQ(results.numbers("transformer_lv_radius_m")[0], 220.0);
  EXPECT_EQ(results.numbers("household_lv_distance_m")[4], 250.0);
}

TEST(LowVoltageRun, PutsTheLossesOfLinesOnTheTransformer) {
  const SixHomes village;
  const io::ResultsReader with(village.run({SCREEN})), without(village.run({}));
  for (const size_t mix : {size_t{0}, size_t{1}}) {
    const double energy = with.numbers("transformer_energy_kwh", mix)[0];
    const double homes = without.numbers("transformer_energy_kwh", mix)[0];
    const double lost = with.numbers("transformer_line_loss_kwh", mix)[0];
    EXPECT_NEAR(energy, homes + lost, 1e-5 * energy);
    EXPECT_GT(lost, 0.0003 * energy);
  }
  EXPECT_FALSE(without.has("transformer_min_voltage_pu"));
}

TEST(LowVoltageRun, ScreensToTheSameExtremesAndHoursAsSolvingEveryStep) {
  const ScenarioFolder folder;
  const std::vector<std::string> weak{"electricity.sizing.households_per_transformer=40",
                                      "electricity.network.pole_spacing_m=60", "electricity.network.phases=drawn"};
  const auto run = [&](const std::string& mode) {
    std::vector<std::string> overrides = weak;
    overrides.push_back(mode);
    return folder.run({}, overrides);
  };
  const io::ResultsReader screened(run(SCREEN)), exact(run(EXACT));
  double under = 0.0;
  for (const std::string variable :
       {"transformer_min_voltage_pu",     "transformer_min_voltage_time",      "transformer_min_voltage_home",
        "transformer_max_voltage_pu",     "transformer_hours_undervoltage",    "transformer_hours_overvoltage",
        "transformer_homes_undervoltage", "transformer_voltage_unbalance_max", "transformer_voltage_unbalance_time",
        "transformer_hours_unbalanced",   "transformer_line_loading_max",      "transformer_line_loading_time",
        "transformer_phase_loading_max",  "transformer_neutral_a_max",         "transformer_lv_failed_steps",
        "household_min_voltage_pu",       "household_min_voltage_time",        "household_max_voltage_pu",
        "household_hours_undervoltage",   "household_hours_overvoltage"}) {
    EXPECT_EQ(screened.numbers(variable), exact.numbers(variable)) << variable;
  }
  for (const double hours : exact.numbers("transformer_hours_undervoltage")) under += hours;
  EXPECT_GT(under, 0.0) << "the case is too mild to tell";
  const Numbers loss = exact.numbers("transformer_line_loss_kwh"), near = screened.numbers("transformer_line_loss_kwh");
  for (size_t t = 0; t < loss.size(); ++t) EXPECT_NEAR(near[t], loss[t], 1e-3 * loss[t]);
  const Numbers load = exact.numbers("county_load_kw"), other = screened.numbers("county_load_kw");
  for (size_t k = 0; k < load.size(); ++k) EXPECT_NEAR(other[k], load[k], 1e-4 * load[k]);
}

TEST(LowVoltageRun, DoesNotDependOnBlocksOrThreads) {
  const ScenarioFolder folder;
  RunRequest blocks;
  blocks.block_transformers = 32;
  blocks.threads = 3;
  EXPECT_EQ(bytes_of(folder.run(blocks, {SCREEN})), bytes_of(folder.run({}, {SCREEN})));
}

TEST(LowVoltageTables, AreRefusedByTheirRows) {
  const SixHomes village;
  village.lines("busbar,a,120,JKLYJ-35\n", "a,b,80,JKLYJ-26\n", "x,c,100,JKLYJ-16\n");
  const std::string problems = village.folder.problems();
  EXPECT_THAT(problems, HasSubstr("lines.csv:3:13: unknown conductor 'JKLYJ-26'"));
  EXPECT_THAT(problems, HasSubstr("lines.csv:4"));
  EXPECT_THAT(problems, HasSubstr("no line joins 'x' and 'c' to the busbar"));
  EXPECT_THAT(problems, HasSubstr("'T' has no node 'c'"));

  village.lines("busbar,a,120,JKLYJ-35\n", "a,b,80,JKLYJ-25\n", "a,c,100,JKLYJ-16\nT,l4,c,b,10,JKLYJ-16\n");
  EXPECT_THAT(village.folder.problems(), HasSubstr("lines.csv:5"));
  EXPECT_THAT(village.folder.problems(), HasSubstr("closes a loop"));
  village.lines("busbar,a,120,JKLYJ-35\n", "a,b,0,JKLYJ-25\n", "a,c,100,JKLYJ-16\n");
  EXPECT_THAT(village.folder.problems(), HasSubstr("lines.csv:3"));
  EXPECT_THAT(village.folder.problems(), HasSubstr("no length"));
  village.lines("busbar,a,120,JKLYJ-35\n", "a,b,80,JKLYJ-25\n", "a,c,100,JKLYJ-16\nU,l4,c,b,10,JKLYJ-16\n");
  EXPECT_THAT(village.folder.problems(), HasSubstr("unknown transformer 'U'"));

  village.lines("busbar,a,120,JKLYJ-35\n", "a,b,80,JKLYJ-25\n", "a,c,100,JKLYJ-16\n");
  EXPECT_THAT(village.folder.problems(), IsEmpty());
  village.folder.write("households.csv", "household,village,transformer,lv_node,phase\nh1,v,T,a,D\n");
  EXPECT_THAT(village.folder.problems(), HasSubstr("households.csv:2"));
  EXPECT_THAT(village.folder.problems(), HasSubstr("A, B, C"));
}

}  // namespace
}  // namespace hearthgrid::run
