// The feeder's voltage where transformers hang, what it leaves the homes, and that power in is homes, lines and
// transformers: one transformer of six homes on one section of feeder, by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <numeric>

#include "tests/unit/run/six_homes.hpp"

namespace hearthgrid::run {
namespace {

using Numbers = std::vector<double>;
using testing::HasSubstr;

constexpr double R_OHM = 120.0, X_OHM = 60.0, RATED_KV = 10.0, BUSBAR_PU = 1.03;  // long and thin, to be seen
constexpr const char* UNIT = "transformer,village,rated_kva,other_load_kw,mv_node";
const std::vector<std::string> KEYS = {"electricity.low_voltage=screen", "electricity.feeders=feeders/"};
constexpr size_t DIRECT = 1;

class FeederVoltage : public testing::Test {
 protected:
  FeederVoltage() {
    std::filesystem::create_directories(village.folder.path("feeders"));
    village.folder.write("feeders/substations.csv", "substation,transformers,rated_mva,voltage_pu\nhill,2,1,1.03\n");
    village.folder.write("feeders/lines.csv",
                         "feeder,line,from_node,to_node,length_km,r_ohm_per_km,x_ohm_per_km,rating_a\n"
                         "one,,hill,a,30,4,2,100\n");
    transformer("", "");
  }
  void transformer(const std::string& column, const std::string& value) const {
    village.folder.write("transformers.csv", std::string(UNIT) + (column.empty() ? "" : "," + column) + "\nT,v,50,4,a" +
                                                 (column.empty() ? "" : "," + value) + "\n");
  }
  [[nodiscard]] io::ResultsReader run(std::vector<std::string> more = {}) const {
    more.insert(more.begin(), KEYS.begin(), KEYS.end());
    return io::ResultsReader(village.run(more));
  }
  SixHomes village;
};

// From the head's power, which the results hold: V = |V0 - Z conj(S0 / V0)|.
double end_pu(double head_kw, double head_kvar) {
  const double v0 = BUSBAR_PU * RATED_KV * 1000.0 / std::sqrt(3.0), p = head_kw * 1000.0 / 3.0,
               q = head_kvar * 1000.0 / 3.0;
  const double re = v0 - (R_OHM * p + X_OHM * q) / v0, im = -(X_OHM * p - R_OHM * q) / v0;
  return std::hypot(re, im) / (RATED_KV * 1000.0 / std::sqrt(3.0));
}

TEST_F(FeederVoltage, IsTheBusbarsLessTheSectionsDrop) {
  const io::ResultsReader results = run();
  for (const size_t mix : {size_t{0}, DIRECT}) {
    const Numbers kw = results.numbers("feeder_load_kw", mix), kvar = results.numbers("feeder_load_kvar", mix);
    double lowest = 2.0;
    size_t step = 0;
    for (size_t k = 0; k < kw.size(); ++k) {
      const double pu = end_pu(kw[k], kvar[k]);
      if (pu >= lowest) continue;
      lowest = pu;
      step = k;
    }
    EXPECT_NEAR(results.numbers("transformer_mv_min_voltage_pu", mix)[0], lowest, 1e-7);
    EXPECT_EQ(results.numbers("transformer_mv_min_voltage_time", mix)[0], 15.0 * static_cast<double>(step));
    EXPECT_NEAR(results.numbers("feeder_min_voltage_pu", mix)[0], lowest, 1e-7);
    const auto then = static_cast<size_t>(results.numbers("transformer_min_voltage_time", mix)[0] / 15.0);
    EXPECT_NEAR(results.numbers("transformer_mv_voltage_then_pu", mix)[0], end_pu(kw[then], kvar[then]), 1e-7);
    EXPECT_GT(lowest, 0.9);
    EXPECT_LT(lowest, 1.025);
  }
}

// The same run with the transformer's source at the feeder's voltage solves what is bounded.
TEST_F(FeederVoltage, BoundsTheHomesAsIfItsLowestLastedAllSeason) {
  village.lines("busbar,a,60,JKLYJ-120\n", "a,b,40,JKLYJ-70\n", "a,c,50,JKLYJ-70\n");
  const io::ResultsReader before = run({"electricity.network.source_voltage_pu=1.03"});
  const double bound = before.numbers("transformer_min_voltage_fed_pu", DIRECT)[0];
  const double at_worst = before.numbers("transformer_min_voltage_fed_then_pu", DIRECT)[0];
  EXPECT_LE(bound, at_worst);
  EXPECT_LT(at_worst, before.numbers("transformer_min_voltage_pu", DIRECT)[0]);
  const auto solved_at = [&](const char* variable) {
    transformer("source_voltage_pu", fmt::format("{:.12f}", before.numbers(variable, DIRECT)[0]));
    return run().numbers("transformer_min_voltage_pu", DIRECT)[0];
  };
  const double lowest = solved_at("transformer_mv_min_voltage_pu"), then = solved_at("transformer_mv_voltage_then_pu");
  EXPECT_LE(bound, lowest);
  EXPECT_NEAR(bound, lowest, 1e-3);
  EXPECT_LE(at_worst, then);
  EXPECT_NEAR(at_worst, then, 1e-3);
  EXPECT_GT(lowest, 0.8);
}

TEST_F(FeederVoltage, SourcesOfTransformersTakeThePlaceOfTheScenarios) {
  const io::ResultsReader all = run({"electricity.network.source_voltage_pu=0.97"});
  transformer("source_voltage_pu", "0.97");
  const io::ResultsReader own = run();
  for (const char* variable :
       {"transformer_min_voltage_pu", "household_min_voltage_pu", "transformer_min_voltage_fed_pu"}) {
    EXPECT_EQ(own.numbers(variable), all.numbers(variable)) << variable;
  }
  transformer("source_voltage_pu", "1.3");
  EXPECT_THAT(village.folder.problems(KEYS), HasSubstr("transformers.csv:2"));
}

// Without low voltage the feeder's voltage is there, homes' are not.
TEST_F(FeederVoltage, IsThereWithoutLowVoltage) {
  const io::ResultsReader results(village.run({"electricity.feeders=feeders/"}));
  EXPECT_LT(results.numbers("transformer_mv_min_voltage_pu", DIRECT)[0], BUSBAR_PU);
  EXPECT_FALSE(results.has("transformer_min_voltage_fed_pu"));
}

// Power in at the busbar: homes and other customers, lines, transformer, feeder; each once.
TEST_F(FeederVoltage, PowerInIsWhatHomesTakeAndWhatIsLostOnTheWay) {
  const io::ResultsReader results = run(), alone(village.run({}));
  for (const size_t mix : {size_t{0}, DIRECT}) {
    const double homes = alone.numbers("transformer_energy_kwh", mix)[0];
    const double lines = results.numbers("transformer_line_loss_kwh", mix)[0];
    const double transformer = results.numbers("transformer_loss_kwh", mix)[0];
    const double feeder = results.numbers("feeder_loss_kwh", mix)[0];
    const double in = results.numbers("feeder_energy_kwh", mix)[0];
    EXPECT_NEAR(in, homes + lines + transformer + feeder, 1e-5 * in);
    EXPECT_GT(std::min({lines, transformer, feeder}), 1e-4 * in);
    // Phases are unlike, and below rated voltage: more is lost than by kVA alone.
    EXPECT_GT(transformer, alone.numbers("transformer_loss_kwh", mix)[0]);
  }
}

// All homes on one phase: currents of S/V there, nothing in the others but other customers' third.
TEST_F(FeederVoltage, TransformersLoseByTheirPhasesCurrents) {
  const std::vector<std::string> exact = {"electricity.low_voltage=exact"};
  const auto loss = [&](const std::string& phase) {
    std::string rows = "household,village,transformer,lv_node,phase,drop_m\n";
    for (int h = 1; h <= 6; ++h) rows += fmt::format("h{},v,T,busbar,{},0\n", h, phase);
    village.folder.write("households.csv", rows);
    return io::ResultsReader(village.run(exact));
  };
  const io::ResultsReader three = loss("ABC"), one = loss("A");
  const double no_load_kwh = 0.1 * 24.0 * 7.0;  // S13-50: 100 W
  const double r = 0.0182 * 3.2, x = std::sqrt(0.04 * 0.04 - 0.0182 * 0.0182) * 3.2;
  const double no_load_v = 400.0 / std::sqrt(3.0);
  const Numbers kw = one.numbers("series_electricity_kw", DIRECT),
                base = one.numbers("series_electricity_kw", size_t{0});
  const Numbers factor = one.numbers("household_base_power_factor");
  const size_t steps = one.size_of("time");
  double phased_kwh = 0.0, balanced_kwh = 0.0;
  const auto lost_kw = [&](double p_kw, double q_kvar) {  // of one phase
    double v2 = no_load_v * no_load_v;
    const double p = 1000.0 * p_kw, q = 1000.0 * q_kvar, s2 = p * p + q * q;
    const double b = no_load_v * no_load_v - 2.0 * (r * p + x * q);
    v2 = 0.5 * (b + std::sqrt(b * b - 4.0 * (r * r + x * x) * s2));
    return r * s2 / v2 / 1000.0;
  };
  const double other_p = 4.0, other_q = 4.0 * std::tan(std::acos(0.95));
  for (size_t k = 0; k < steps; ++k) {
    double p = 0.0, q = 0.0;
    for (size_t h = 0; h < 6; ++h) {
      p += kw[h * steps + k];
      q += base[h * steps + k] * std::tan(std::acos(factor[h]));
    }
    phased_kwh += 0.25 * (lost_kw(p + other_p / 3.0, q + other_q / 3.0) + 2.0 * lost_kw(other_p / 3.0, other_q / 3.0));
    balanced_kwh += 0.25 * 3.0 * lost_kw((p + other_p) / 3.0, (q + other_q) / 3.0);
  }
  EXPECT_NEAR(one.numbers("transformer_loss_kwh", DIRECT)[0], no_load_kwh + phased_kwh, 1e-5 * phased_kwh);
  EXPECT_NEAR(three.numbers("transformer_loss_kwh", DIRECT)[0], no_load_kwh + balanced_kwh, 1e-5 * balanced_kwh);
  EXPECT_GT(phased_kwh, 1.5 * balanced_kwh);
}

}  // namespace
}  // namespace hearthgrid::run
