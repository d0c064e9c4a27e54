// What a step costs in truth: three cold weeks of 500 homes on ten transformers at steps of 1, 5, 15, 30 and 60
// minutes, by the production path; 1 minute is the measure of the others. People, weather and fires are the same
// whatever the step, so all differences are the step's: the heater meets its set point at the end of a step, with one
// power over it, and a set point that jumps inside a step is met in the mean.
//
// Peaks are of means over clock windows of 15 and 60 minutes; where a step is longer than the window, of the step.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

using Series = std::vector<double>;

constexpr int NAMED = 50;  // homes of the first transformer
constexpr std::array STEPS = {1, 5, 15, 30, 60};
constexpr std::array TECHNOLOGIES = {"3 hp heat pump", "resistance 9 kW", "resistance unlimited", "gas boiler",
                                     "pellet stove"};

constexpr const char* SCENARIO = R"(format = 1
name = "the error of a step"
seed = 11
[season]
first_day = 2022-01-03
last_day = 2022-01-23
[weather]
site = "yanggao"
[households]
villages = "villages.csv"
[electricity]
sizing = { kva_per_household = 6.0, households_per_transformer = 50 }
[[mix]]
name = "3 hp heat pump"
convert = [{ technology = "ashp_water" }]
[[mix]]
name = "resistance 9 kW"
convert = [{ technology = "resistance" }]
[[mix]]
name = "resistance unlimited"
convert = [{ technology = "resistance", size = 20.0 }]
[[mix]]
name = "gas boiler"
convert = [{ technology = "gas_boiler" }]
[[mix]]
name = "pellet stove"
convert = [{ technology = "pellet_stove" }]
)";

std::vector<Series> rows_of(const Series& values, size_t length) {
  std::vector<Series> rows;
  for (size_t at = 0; at < values.size(); at += length) {
    rows.emplace_back(values.begin() + static_cast<std::ptrdiff_t>(at),
                      values.begin() + static_cast<std::ptrdiff_t>(at + length));
  }
  return rows;
}

double total(const Series& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

// What one technology does at one step.
struct Weeks {
  int step_minutes = 0;
  std::vector<Series> home_heat_w, home_kw, unit_kw;  // NAMED homes, ten transformers
  std::vector<Series> tens_heat_w;                    // of the NAMED homes, ten together

  [[nodiscard]] double energy(const Series& power) const { return total(power) * step_minutes; }
  [[nodiscard]] double peak(const Series& power, int window_minutes) const {
    const size_t n = std::max(1, window_minutes / step_minutes);
    double most = 0.0;
    for (size_t k = 0; k < power.size(); k += n) {
      double sum = 0.0;
      for (size_t i = k; i < k + n; ++i) sum += power[i];
      most = std::max(most, sum / static_cast<double>(n));
    }
    return most;
  }
};

std::vector<Weeks> run_at(const ScenarioFolder& folder, int step_minutes) {
  std::string names;
  for (int h = 1; h <= NAMED; ++h) names += fmt::format("{}\"v-{:04}\"", h > 1 ? "," : "", h);
  const io::ResultsReader file(folder.run(
      {}, {fmt::format("season.step_minutes={}", step_minutes), fmt::format("households.series_of=[{}]", names)}));
  const size_t steps = file.size_of("time");
  std::vector<Weeks> all;
  for (size_t mix = 0; mix < TECHNOLOGIES.size(); ++mix) {
    Weeks w{step_minutes, rows_of(file.numbers("series_heat_w", mix), steps),
            rows_of(file.numbers("series_electricity_kw", mix), steps),
            rows_of(file.numbers("transformer_load_kw", mix), steps), std::vector<Series>(NAMED / 10, Series(steps))};
    for (size_t h = 0; h < w.home_heat_w.size(); ++h) {
      for (size_t k = 0; k < steps; ++k) w.tens_heat_w[h / 10][k] += w.home_heat_w[h][k];
    }
    all.push_back(std::move(w));
  }
  return all;
}

// Relative errors over homes or transformers.
struct Errors {
  double mean = 0.0, worst = 0.0;
  void add(double value, double truth, double weight) {
    if (truth <= 0.0) return;
    const double error = value / truth - 1.0;
    mean += weight * error;
    if (std::abs(error) > std::abs(worst)) worst = error;
  }
};

template <class Figure>
Errors errors(const std::vector<Series>& at_step, const std::vector<Series>& truth, Figure figure) {
  Errors out;
  for (size_t i = 0; i < truth.size(); ++i) {
    out.add(figure(at_step[i], true), figure(truth[i], false), 1.0 / static_cast<double>(truth.size()));
  }
  return out;
}

struct StepErrors {
  Errors home_energy, home_peak_15, home_peak_60, ten_peak_15, unit_energy, unit_peak_15, unit_peak_60;
};

StepErrors compare(const Weeks& w, const Weeks& truth) {
  const auto energy = [&](const Series& s, bool step) { return (step ? w : truth).energy(s); };
  const auto peak_15 = [&](const Series& s, bool step) { return (step ? w : truth).peak(s, 15); };
  const auto peak_60 = [&](const Series& s, bool step) { return (step ? w : truth).peak(s, 60); };
  StepErrors e;
  e.home_energy = errors(w.home_heat_w, truth.home_heat_w, energy);
  e.home_peak_15 = errors(w.home_heat_w, truth.home_heat_w, peak_15);
  e.home_peak_60 = errors(w.home_heat_w, truth.home_heat_w, peak_60);
  e.unit_energy = errors(w.unit_kw, truth.unit_kw, energy);
  e.unit_peak_15 = errors(w.unit_kw, truth.unit_kw, peak_15);
  e.unit_peak_60 = errors(w.unit_kw, truth.unit_kw, peak_60);
  e.ten_peak_15 = errors(w.tens_heat_w, truth.tens_heat_w, peak_15);
  return e;
}

void print(int minutes, const char* technology, const StepErrors& e) {
  const auto text = [](const Errors& x) { return fmt::format("{:+6.2f} ({:+6.2f})", 100 * x.mean, 100 * x.worst); };
  fmt::print("{:>2} min {:<21} | {} {} {} {} | {} {} {}\n", minutes, technology, text(e.home_energy),
             text(e.home_peak_15), text(e.home_peak_60), text(e.ten_peak_15), text(e.unit_energy), text(e.unit_peak_15),
             text(e.unit_peak_60));
}

TEST(StepError, OfHomesAndTransformersAgainstOneMinute) {
  ScenarioFolder folder(SCENARIO);
  folder.write("villages.csv", "village,households,archetype\nv,500,brick_240:0.4;brick_370:0.4;adobe:0.2\n");
  const std::vector<Weeks> truth = run_at(folder, 1);
  fmt::print(
      "error in %, mean (worst)    | heat: a home's season, its peak of 15 min, of 60 min; of ten homes, 15 min | "
      "transformer: energy, peak of 15, of 60 min\n");
  for (const int minutes : STEPS) {
    if (minutes == 1) continue;
    const std::vector<Weeks> weeks = run_at(folder, minutes);
    double worst_home = 0.0;
    for (size_t t = 0; t < TECHNOLOGIES.size(); ++t) {
      const StepErrors e = compare(weeks[t], truth[t]);
      print(minutes, TECHNOLOGIES[t], e);
      worst_home = std::min(worst_home, e.home_peak_15.worst);
      EXPECT_LT(std::abs(e.unit_energy.worst), 0.01) << TECHNOLOGIES[t] << " at " << minutes;
      EXPECT_LT(std::abs(e.home_energy.worst), 0.04) << TECHNOLOGIES[t] << " at " << minutes;
      if (minutes > 15) continue;
      EXPECT_LT(std::abs(e.unit_peak_15.worst), 0.03) << TECHNOLOGIES[t] << " at " << minutes;
      EXPECT_LT(std::abs(e.unit_peak_60.worst), 0.015) << TECHNOLOGIES[t] << " at " << minutes;
      EXPECT_LT(std::abs(e.home_energy.worst), 0.012) << TECHNOLOGIES[t] << " at " << minutes;
    }
    // What an hour hides of a single home's recovery: the measure sees it.
    if (minutes == 60) {
      EXPECT_LT(worst_home, -0.3);
    }
  }
}

}  // namespace
}  // namespace hearthgrid::run
