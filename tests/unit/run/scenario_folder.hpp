#pragma once
// A small scenario in a folder of its own that is removed afterwards: 300 homes of three villages, a fortnight, three
// homes to a transformer (so that there are four blocks of 32), everything else as it comes.

#include <fmt/format.h>

#include <unistd.h>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "engine/io/results_reader.hpp"
#include "engine/run/load.hpp"
#include "engine/run/run.hpp"

namespace hearthgrid::run {

inline constexpr const char* HEAD = R"(format = 1
name = "a small county"
seed = 7
[season]
first_day = 2021-12-20
last_day = 2022-01-02
warm_up_days = 3
[weather]
site = "yanggao"
[households]
villages = "villages.csv"
table = "households.csv"
[electricity]
sizing = { kva_per_household = 2.0, households_per_transformer = 3 }
)";

inline constexpr const char* MIXES = R"(
[[mix]]
name = "before"
[[mix]]
name = "none"
[[mix.convert]]
technology = "ashp_water"
share = 0.0
[[mix]]
name = "pumps and gas"
[[mix.convert]]
technology = "ashp_water"
share = 0.4
[[mix.convert]]
technology = "gas_boiler"
share = 0.3
[[mix]]
name = "at new year"
[[mix.convert]]
technology = "ashp_water"
envelope = "basic"
share = 0.5
commissioned = 2021-12-27
[[mix.convert]]
technology = "gas_boiler"
share = 0.2
commissioned = 2021-12-30
)";

inline constexpr const char* VILLAGES =
    "village,households,target_households,archetype\n"
    "east,120,40,brick_240:0.5;brick_370:0.5\n"
    "north,100,30,adobe\n"
    "west,80,20,brick_370\n";

/// Rows of households.csv, header aside: the homes of VILLAGES, some of them vacant, second homes or converted before.
inline std::vector<std::string> household_rows() {
  std::vector<std::string> rows;
  for (const auto& [village, count] : {std::pair{"east", 120}, {"north", 100}, {"west", 80}}) {
    for (int i = 1; i <= count; ++i) {
      rows.push_back(fmt::format("{0}-{1:04},{0},{2},{3},{4}", village, i, i % 17 == 0 ? "true" : "false",
                                 i % 23 == 0 ? "2019" : "", i % 10 < 2 ? fmt::format("f{}-{}", village, i / 10) : ""));
    }
  }
  return rows;
}

inline std::string households_csv(const std::vector<std::string>& rows) {
  std::string text = "household,village,vacant,converted_year,family\n";
  for (const std::string& row : rows) text += row + "\n";
  return text;
}

class ScenarioFolder {
 public:
  explicit ScenarioFolder(const std::string& scenario = std::string(HEAD) + MIXES) {
    static std::atomic<int> next = 0;
    folder_ = std::filesystem::temp_directory_path() / fmt::format("hearthgrid-run-test-{}-{}", getpid(), next++);
    std::filesystem::create_directories(folder_);
    write("scenario.toml", scenario);
    write("villages.csv", VILLAGES);
    write("households.csv", households_csv(household_rows()));
  }
  ScenarioFolder(const ScenarioFolder&) = delete;
  ScenarioFolder& operator=(const ScenarioFolder&) = delete;
  ~ScenarioFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  void write(const std::string& name, const std::string& text) const { std::ofstream(folder_ / name) << text; }
  [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }

  [[nodiscard]] Scenario load(const std::vector<std::string>& overrides = {}) const {
    return load_scenario(path("scenario.toml"), overrides);
  }
  /// Runs and returns the results file's path.
  // NOLINTNEXTLINE(modernize-use-nodiscard): some callers only want it to run
  std::string run(RunRequest request = {}, const std::vector<std::string>& overrides = {}) const {
    static std::atomic<int> next = 0;
    request.out = path(fmt::format("results-{}.h5", next++));
    run_scenario(load(overrides), request);
    return request.out;
  }
  /// The text of every problem that loading finds; empty if there is none.
  [[nodiscard]] std::string problems(const std::vector<std::string>& overrides = {}) const {
    try {
      (void)load(overrides);
      return {};
    } catch (const InputError& error) {
      std::string text;
      for (const Problem& problem : error.problems()) text += problem.text() + "\n";
      return text;
    }
  }

 private:
  std::filesystem::path folder_;
};

inline std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Names of the variables of one file that another one lacks or has other values of; fewer than 50 compared is one too.
inline std::vector<std::string> unlike_variables(const io::ResultsReader& one, const io::ResultsReader& other) {
  std::vector<std::string> unlike;
  int compared = 0;
  for (const std::string& variable : one.variables()) {
    if (one.shape(variable).empty() || one.dimensions(variable).empty()) continue;
    ++compared;
    bool same = other.has(variable);
    try {
      same = same && one.numbers(variable) == other.numbers(variable);
    } catch (const std::exception&) {
      same = same && one.texts(variable) == other.texts(variable);
    }
    if (!same) unlike.push_back(variable);
  }
  if (compared < 50) unlike.emplace_back("too few variables");
  return unlike;
}

/// A mix's index by name; -1 if there is none.
inline int mix_index(const std::vector<std::string>& names, const std::string& name) {
  for (size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<int>(i);
  }
  return -1;
}

/// Variables with one value per mix and home.
inline const std::vector<std::string>& season_variables() {
  static const std::vector<std::string> names = {
      "household_heat_kwh",       "household_unmet_kwh",     "household_electricity_kwh", "household_gas_m3",
      "household_coal_kg",        "household_pellet_kg",     "household_wood_kg",         "household_straw_kg",
      "household_peak_kw",        "household_mean_indoor_c", "household_min_indoor_c",    "household_hours_below_14",
      "household_hours_below_10", "household_bill_cny",      "household_technology",      "household_envelope",
      "household_heated_share",   "household_gain_kwh",      "household_radiant_kwh",     "household_extra_loss_kwh"};
  return names;
}

}  // namespace hearthgrid::run
