#pragma once
// A field study's scenario, run once, what a test asks of it, and the table of theirs beside ours.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <unistd.h>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <memory>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "engine/io/results_reader.hpp"
#include "engine/run/load.hpp"
#include "engine/run/run.hpp"
#include "models/occupancy/set_point.hpp"

namespace hearthgrid::testing {

using Numbers = std::vector<double>;

inline double total(const Numbers& v) {
  return std::accumulate(v.begin(), v.end(), 0.0);
}
inline double mean(const Numbers& v) {
  return total(v) / static_cast<double>(v.size());
}

// The value below which a share of homes lies, by nearest rank.
inline double quantile(Numbers v, double share) {
  std::sort(v.begin(), v.end());
  return v[static_cast<size_t>(std::lround(share * static_cast<double>(v.size() - 1)))];
}

// A study's scenario, run once.
class Study {
 public:
  explicit Study(const std::string& name)
      : scenario(run::load_scenario(HEARTHGRID_SOURCE_DIR "/tests/validation/field_study/" + name + ".toml", {})),
        homes(scenario.population.households.size()),
        file_(std::filesystem::temp_directory_path() / fmt::format("hearthgrid_{}_{}.h5", name, getpid())) {
    run::RunRequest request;
    request.out = file_.string();
    request.overwrite = true;
    report = run::run_scenario(scenario, request);
    reader_ = std::make_unique<io::ResultsReader>(request.out);
    named_ = reader_->texts("named_household");
  }
  ~Study() {
    reader_.reset();
    std::filesystem::remove(file_);
    std::filesystem::remove(std::filesystem::path(file_).replace_extension(".run.json"));
  }
  Study(const Study&) = delete;
  Study& operator=(const Study&) = delete;

  /// Mean over homes.
  [[nodiscard]] double per_home(const std::string& variable, size_t mix) const {
    return mean(reader_->numbers(variable, mix));
  }
  [[nodiscard]] Numbers of_homes(const std::string& variable, size_t mix) const {
    return reader_->numbers(variable, mix);
  }
  /// A variable over the floor that each home heats.
  [[nodiscard]] Numbers per_heated_m2(const std::string& variable, size_t mix, const std::string& share) const {
    Numbers values = reader_->numbers(variable, mix);
    const Numbers area = reader_->numbers("household_heated_area_m2"), part = reader_->numbers(share);
    for (size_t h = 0; h < values.size(); ++h) values[h] /= area[h] * part[h];
    return values;
  }
  /// Share of homes that heat less than nine tenths of their floor.
  [[nodiscard]] double partly_heated(const std::string& share) const {
    const Numbers part = reader_->numbers(share);
    return static_cast<double>(std::count_if(part.begin(), part.end(), [](double p) { return p < 0.9; })) /
           static_cast<double>(part.size());
  }
  [[nodiscard]] double heated_area_m2(const std::string& share) const {
    const Numbers area = reader_->numbers("household_heated_area_m2"), part = reader_->numbers(share);
    return std::inner_product(area.begin(), area.end(), part.begin(), 0.0) / static_cast<double>(homes);
  }
  /// Electricity of heating of a mix: its county load less that of mix 0, whose coal stoves draw none; kW per home.
  [[nodiscard]] Numbers heating_kw(size_t mix) const {
    Numbers load = reader_->numbers("county_load_kw", mix);
    const Numbers base = reader_->numbers("county_load_kw", 0);
    for (size_t k = 0; k < load.size(); ++k) load[k] = (load[k] - base[k]) / static_cast<double>(homes);
    return load;
  }
  /// Peak of the named homes' heaters together over the sum of their peaks.
  [[nodiscard]] double coincidence(size_t mix) const {
    Numbers sum;
    double peaks = 0.0;
    for (size_t n = 0; n < named_.size(); ++n) {
      const Numbers base = series("series_electricity_kw", 0, n);
      Numbers own = series("series_electricity_kw", mix, n);
      sum.resize(own.size());
      for (size_t k = 0; k < own.size(); ++k) {
        own[k] -= base[k];
        sum[k] += own[k];
      }
      peaks += *std::max_element(own.begin(), own.end());
    }
    return *std::max_element(sum.begin(), sum.end()) / peaks;
  }
  /// Mean air temperature of the named homes in the steps whose set point is at least `asked_c`.
  [[nodiscard]] double room_c(size_t mix, double asked_c) const {
    const TimeAxis& axis = scenario.axis;
    Numbers asked(static_cast<size_t>(axis.steps_per_day()));
    double sum = 0.0, steps = 0.0;
    for (size_t n = 0; n < named_.size(); ++n) {
      const Numbers air = series("series_indoor_c", mix, n);
      const auto home = std::find_if(scenario.population.households.begin(), scenario.population.households.end(),
                                     [&](const run::Household& h) { return h.name == named_[n]; });
      for (int day = 0; day < axis.season_days; ++day) {
        const int64_t number = axis.day_number(day + axis.warm_up_days);
        const occupancy::DayKind kind = occupancy::day_kind(axis.date(day + axis.warm_up_days), scenario.calendar);
        const occupancy::DayOfHome today{
            kind, number,
            occupancy::presence_day(home->people, kind, scenario.presence, scenario.seed(), home->hash, number)};
        occupancy::set_points(home->people, mix > 0, today, scenario.seed(), home->hash, axis.steps_per_day(), asked);
        for (size_t k = 0; k < asked.size(); ++k) {
          if (asked[k] < asked_c) continue;
          sum += air[static_cast<size_t>(day) * asked.size() + k];
          steps += 1.0;
        }
      }
    }
    return sum / steps;
  }
  /// Hours a day in which the named homes' heaters give heat.
  [[nodiscard]] double hours_of_fire(size_t mix) const {
    double on = 0.0, steps = 0.0;
    for (size_t n = 0; n < named_.size(); ++n) {
      for (const double w : series("series_heat_w", mix, n)) {
        on += w > 0.0 ? 1.0 : 0.0;
        steps += 1.0;
      }
    }
    return 24.0 * on / steps;
  }
  /// Of the season's steps.
  [[nodiscard]] Numbers outdoor_c() const {
    const Numbers all = run::load_weather(scenario).front().outdoor_temp_c;
    return {all.begin() + scenario.axis.warm_up_steps(), all.end()};
  }
  /// Steps [first, last) of the season's coldest day.
  [[nodiscard]] std::pair<size_t, size_t> coldest_day() const {
    const Numbers outdoor = outdoor_c();
    const TimeAxis& axis = scenario.axis;
    const auto per_day = static_cast<size_t>(axis.steps_per_day());
    size_t coldest = 0;
    double least = 1e3;
    for (size_t day = 0; day < static_cast<size_t>(axis.season_days); ++day) {
      const auto from = outdoor.begin() + static_cast<std::ptrdiff_t>(day * per_day);
      const double day_c = std::accumulate(from, from + static_cast<std::ptrdiff_t>(per_day), 0.0);
      if (day == 0 || day_c < least) {
        least = day_c;
        coldest = day;
      }
    }
    return {coldest * per_day, (coldest + 1) * per_day};
  }

  /// Electricity of heating, kWh per home: a mix's less that of mix 0, whose stoves draw none.
  [[nodiscard]] double heating_kwh(size_t mix) const {
    return per_home("household_electricity_kwh", mix) - per_home("household_electricity_kwh", 0);
  }
  /// Heat over electricity of heating, season.
  [[nodiscard]] double performance(size_t mix) const { return per_home("household_heat_kwh", mix) / heating_kwh(mix); }
  /// Mean of a series of the season's steps by hour of the local day.
  [[nodiscard]] Numbers by_hour(const Numbers& steps) const {
    const auto per_day = static_cast<size_t>(scenario.axis.steps_per_day());
    Numbers hours(24, 0.0);
    for (size_t k = 0; k < steps.size(); ++k) {
      hours[(k % per_day) * 24 / per_day] += steps[k] * 24.0 / static_cast<double>(steps.size());
    }
    return hours;
  }
  /// Outdoor temperature of a mix's heat, named homes.
  [[nodiscard]] double outdoor_of_heat_c(size_t mix) const {
    const Numbers outdoor = outdoor_c();
    double sum = 0.0, heat = 0.0;
    for (size_t n = 0; n < named_.size(); ++n) {
      const Numbers w = series("series_heat_w", mix, n);
      for (size_t k = 0; k < w.size(); ++k) {
        sum += w[k] * outdoor[k];
        heat += w[k];
      }
    }
    return sum / heat;
  }
  /// Mean over largest load of a day, electricity of heating, mean over named homes and days with heat.
  [[nodiscard]] double daily_load_rate(size_t mix) const {
    const auto per_day = static_cast<size_t>(scenario.axis.steps_per_day());
    double sum = 0.0, days = 0.0;
    for (size_t n = 0; n < named_.size(); ++n) {
      const Numbers base = series("series_electricity_kw", 0, n);
      Numbers own = series("series_electricity_kw", mix, n);
      for (size_t k = 0; k < own.size(); ++k) own[k] -= base[k];
      for (size_t first = 0; first < own.size(); first += per_day) {
        const auto from = own.begin() + static_cast<std::ptrdiff_t>(first);
        const auto to = from + static_cast<std::ptrdiff_t>(per_day);
        const double most = *std::max_element(from, to);
        if (most < 0.1) continue;
        sum += std::accumulate(from, to, 0.0) / static_cast<double>(per_day) / most;
        days += 1.0;
      }
    }
    return sum / days;
  }
  [[nodiscard]] Numbers county(const std::string& variable, size_t mix) const {
    return reader_->numbers(variable, mix);
  }

  run::Scenario scenario;
  run::RunReport report;
  size_t homes = 0;

 private:
  [[nodiscard]] Numbers series(const std::string& variable, size_t mix, size_t home) const {
    const size_t at[] = {mix, home};
    return reader_->numbers(variable, at);
  }
  std::filesystem::path file_;
  std::unique_ptr<io::ResultsReader> reader_;
  std::vector<std::string> named_;
};

/// A study, run when it is first asked for and kept for the other tests of the process.
inline const Study& study(const std::string& name) {
  static std::map<std::string, std::unique_ptr<Study>> kept;
  auto& found = kept[name];
  if (!found) found = std::make_unique<Study>(name);
  return *found;
}

class StudyTable : public ::testing::Test {
 protected:
  static void TearDownTestSuite() {
    fmt::print("\n{:<34} {:<38} {:>12} {:>8} {:>6}  {}\n", "study", "quantity", "theirs", "ours", "ratio", "status");
    for (const std::string& row : rows) fmt::print("{}\n", row);
    fmt::print("\n{:<24} {:<40} {:<34} {:>8} {:>8} {:>8}\n", "over homes", "quantity", "theirs", "p10", "median",
               "p90");
    for (const std::string& row : spreads) fmt::print("{}\n", row);
    fmt::print("\n");
    rows.clear();
    spreads.clear();
  }
  // A row of the table; low and high are the study's own range, equal where it gives one number.
  static void tell(const char* study, const char* quantity, double low, double high, double ours, const char* status) {
    const std::string theirs = low == high ? fmt::format("{:.4g}", low) : fmt::format("{:.4g}-{:.4g}", low, high);
    rows.push_back(fmt::format("{:<34} {:<38} {:>12} {:>8.4g} {:>6.2f}  {}", study, quantity, theirs, ours,
                               ours / (0.5 * (low + high)), status));
  }
  // A row of the second table: the distribution over homes.
  static void spread(const char* study, const char* quantity, const char* theirs, const Numbers& ours) {
    spreads.push_back(fmt::format("{:<24} {:<40} {:<34} {:>8.4g} {:>8.4g} {:>8.4g}", study, quantity, theirs,
                                  quantile(ours, 0.1), quantile(ours, 0.5), quantile(ours, 0.9)));
  }

 private:
  inline static std::vector<std::string> rows, spreads;
};

}  // namespace hearthgrid::testing
