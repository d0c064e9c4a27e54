#pragma once
// The cases of ASHRAE Standard 140 (tests/validation/ashrae140) run through the whole program, and what the results say
// of each in the words of ranges.csv.

#include <fmt/format.h>

#include <unistd.h>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/io/results_reader.hpp"
#include "engine/run/load.hpp"
#include "engine/run/run.hpp"
#include "tests/reference_data.hpp"

namespace hearthgrid::ashrae140 {

inline const std::string FOLDER = HEARTHGRID_SOURCE_DIR "/tests/validation/ashrae140/";

using Figures = std::map<std::string, std::map<std::string, double>>;  // case -> quantity -> value

/// What a results file says of each case, in the words of ranges.csv.
inline Figures figures_of(const std::string& path) {
  const io::ResultsReader results(path);
  const std::vector<std::string> cases = results.texts("named_household");
  const std::vector<std::string> homes = results.texts("household");
  const std::vector<std::string> months = results.texts("month");
  const auto peak_heat = results.numbers("named_peak_heat_60min_kw"),
             lowest = results.numbers("named_min_indoor_60min_c"),
             peak_cooling = results.numbers("named_peak_cooling_60min_kw"),
             highest = results.numbers("named_max_indoor_60min_c"),
             month_heat = results.numbers("named_month_heat_kwh");
  const auto heat = results.numbers("household_heat_kwh"), cooling = results.numbers("household_cooling_kwh"),
             mean = results.numbers("household_mean_indoor_c");
  Figures figures;
  for (size_t n = 0; n < cases.size(); ++n) {
    const auto h = static_cast<size_t>(std::find(homes.begin(), homes.end(), cases[n]) - homes.begin());
    std::map<std::string, double>& of = figures[cases[n]];
    of = {{"heating_mwh", heat[h] / 1000.0}, {"peak_heating_kw", peak_heat[n]},    {"cooling_mwh", cooling[h] / 1000.0},
          {"min_indoor_c", lowest[n]},       {"peak_cooling_kw", peak_cooling[n]}, {"max_indoor_c", highest[n]},
          {"mean_indoor_c", mean[h]}};
    for (size_t m = 0; m < months.size(); ++m) {
      of["heating_kwh_" + months[m].substr(5)] = month_heat[n * months.size() + m];
    }
  }
  return figures;
}

inline std::string text_of(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Files that stand in place of the folder's, or beside them; by name.
using OwnFiles = std::map<std::string, std::string>;

/// Runs the cases in a folder of their own; `films` is a line that every archetype gets that has no films of its own.
inline Figures run_cases(const std::string& weather, const std::string& films,
                         const std::vector<std::string>& overrides, const OwnFiles& own = {}) {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("hearthgrid-ashrae140-{}", getpid());
  std::filesystem::create_directories(folder);
  for (const char* name : {"scenario.toml", "households.csv", "schedules.csv"}) {
    std::filesystem::copy_file(FOLDER + name, folder / name, std::filesystem::copy_options::overwrite_existing);
  }
  std::string archetypes = text_of(FOLDER + "archetypes.toml");
  const std::string after = "furniture_kj_m2k = 0\n";
  for (size_t at = archetypes.find(after); at != std::string::npos; at = archetypes.find(after, at + after.size())) {
    if (archetypes.compare(at + after.size(), 5, "films") != 0) archetypes.insert(at + after.size(), films);
  }
  std::ofstream(folder / "archetypes.toml") << archetypes;
  for (const auto& [name, text] : own) std::ofstream(folder / name) << text;
  std::vector<std::string> all = {"weather.epw=\"" + weather + "\""};
  all.insert(all.end(), overrides.begin(), overrides.end());
  run::RunRequest request;
  request.out = folder / "results.h5";
  request.overwrite = true;
  (void)run::run_scenario(run::load_scenario(folder / "scenario.toml", all), request);
  Figures figures = figures_of(request.out);
  std::filesystem::remove_all(folder);
  return figures;
}

inline std::optional<std::string> weather_file() {
  const auto data = reference_data();
  if (!data) return std::nullopt;
  return std::filesystem::absolute(*data + "/weather/drivers/WD600.epw").string();
}

/// With the calibrated films; run once for all tests.
inline const Figures& calibrated_cases(const std::string& weather) {
  static const Figures FIGURES = run_cases(weather, "", {});
  return FIGURES;
}

inline double number_of(const std::vector<std::string>& cells, size_t i, double otherwise) {
  return i < cells.size() && !cells[i].empty() ? std::stod(cells[i]) : otherwise;
}

/// With the means of TARP inside and DOE-2 outside, another published way to the films, never fitted to these cases.
inline const Figures& tarp_doe2_cases(const std::string& weather) {
  static const Figures FIGURES = run_cases(weather, "films = \"tarp_doe2\"\n", {});
  return FIGURES;
}

}  // namespace hearthgrid::ashrae140
