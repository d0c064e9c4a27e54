// ASHRAE Standard 140-2020, cases 195 to 995, as a scenario that anybody can run (tests/validation/ashrae140): homes of
// one archetype file on schedules, the standard's weather, a year at 15 minutes through the whole program. Ranges: the
// least and the most of BSIMAC, CSE, DeST, EnergyPlus, ESP-r and TRNSYS in the standard's informative results; limits:
// the standard's acceptance criteria (Addendum b). The film coefficients were calibrated on six of these cases.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <unistd.h>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include "engine/io/results_reader.hpp"
#include "engine/run/load.hpp"
#include "engine/run/run.hpp"
#include "tests/reference_data.hpp"

namespace hearthgrid {
namespace {

const std::string FOLDER = HEARTHGRID_SOURCE_DIR "/tests/validation/ashrae140/";

using Figures = std::map<std::string, std::map<std::string, double>>;  // case -> quantity -> value

/// What a results file says of each case, in the words of ranges.csv.
Figures figures_of(const std::string& path) {
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

std::string text_of(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Files that stand in place of the folder's, or beside them; by name.
using OwnFiles = std::map<std::string, std::string>;

/// Runs the cases in a folder of their own; `films` is a line that every archetype gets that has no films of its own.
Figures run_cases(const std::string& weather, const std::string& films, const std::vector<std::string>& overrides,
                  const OwnFiles& own = {}) {
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

std::optional<std::string> weather_file() {
  const auto data = reference_data();
  if (!data) return std::nullopt;
  return std::filesystem::absolute(*data + "/weather/drivers/WD600.epw").string();
}

/// With the calibrated films; run once for all tests.
const Figures& calibrated_cases(const std::string& weather) {
  static const Figures FIGURES = run_cases(weather, "", {});
  return FIGURES;
}

double number_of(const std::vector<std::string>& cells, size_t i, double otherwise) {
  return i < cells.size() && !cells[i].empty() ? std::stod(cells[i]) : otherwise;
}

TEST(Ashrae140Cases, LieWithinTheReferencePrograms) {
  const auto weather = weather_file();
  if (!weather) GTEST_SKIP() << "no reference data: set HEARTHGRID_REFERENCE_DATA";
  const Figures& ours = calibrated_cases(*weather);
  fmt::print("{:<7}{:<18}{:>9}  {:<18}{:<18}\n", "case", "quantity", "ours", "programs", "limits");
  for (const auto& cells : reference_rows(FOLDER + "ranges.csv")) {
    const std::string &name = cells[0], &quantity = cells[1];
    const auto found = ours.find(name);
    if (found == ours.end()) continue;
    const double value = found->second.at(quantity);
    const double low = number_of(cells, 2, 0.0), high = number_of(cells, 3, 0.0), beyond = number_of(cells, 6, 0.0);
    const bool inside = value >= low && value <= high;
    fmt::print("{:<7}{:<18}{:>9.3f}  {:<18}{:<18}{}\n", name, quantity, value, fmt::format("{:g}-{:g}", low, high),
               cells.size() > 5 && !cells[4].empty() ? cells[4] + "-" + cells[5] : "",
               inside ? "" : fmt::format("{:+.1f} %", 100.0 * (value < low ? value / low - 1.0 : value / high - 1.0)));
    EXPECT_GE(value, low - beyond * std::abs(low)) << name << " " << quantity;
    EXPECT_LE(value, high + beyond * std::abs(high)) << name << " " << quantity;
    // Some limits leave out programs that the ranges hold (900's cooling): then the range is the limit.
    EXPECT_GE(value, std::min(low, number_of(cells, 4, -1e9))) << name << " " << quantity << ": acceptance limit";
    EXPECT_LE(value, std::max(high, number_of(cells, 5, 1e9))) << name << " " << quantity << ": acceptance limit";
  }
}

// One thing apart at a time: what an emissivity, an air change, a gain, an absorptance, the sun, a shade or mass makes
// of a year. Ranges: the least and the most of the programs' own differences.
TEST(Ashrae140Cases, DifferAsTheReferenceProgramsDo) {
  const auto weather = weather_file();
  if (!weather) GTEST_SKIP() << "no reference data: set HEARTHGRID_REFERENCE_DATA";
  const Figures& ours = calibrated_cases(*weather);
  fmt::print("{:<5}{:<5}{:<13}{:>9}  programs\n", "case", "less", "quantity", "ours");
  for (const auto& cells : reference_rows(FOLDER + "deltas.csv")) {
    const std::string &name = cells[0], &less = cells[1], &quantity = cells[2];
    const double change = ours.at(name).at(quantity) - ours.at(less).at(quantity);
    const double low = number_of(cells, 3, 0.0), high = number_of(cells, 4, 0.0), beyond = number_of(cells, 5, 0.0);
    fmt::print("{:<5}{:<5}{:<13}{:>+9.3f}  {:+.3f} to {:+.3f}\n", name, less, quantity, change, low, high);
    EXPECT_GE(change, low - beyond) << name << " less " << less << " " << quantity;
    EXPECT_LE(change, high + beyond) << name << " less " << less << " " << quantity;
  }
}

// Another published way to the films (means of TARP inside and DOE-2 outside), never fitted to these cases: every
// year's heating stays inside, that of the opaque boxes within 0.3 %; peaks after a setback fall up to 5 % short.
TEST(Ashrae140Cases, HeatAlikeWithFilmsThatWereNotCalibrated) {
  const auto weather = weather_file();
  if (!weather) GTEST_SKIP() << "no reference data: set HEARTHGRID_REFERENCE_DATA";
  const Figures theirs = run_cases(*weather, "films = \"tarp_doe2\"\n", {});
  for (const auto& cells : reference_rows(FOLDER + "ranges.csv")) {
    const std::string &name = cells[0], &quantity = cells[1];
    const bool peak = quantity == "peak_heating_kw";
    if ((quantity != "heating_mwh" && !peak) || !theirs.contains(name)) continue;
    const double value = theirs.at(name).at(quantity), beyond = number_of(cells, 6, 0.0);
    const bool opaque = name == "230" || name == "800";
    EXPECT_GE(value, number_of(cells, 2, 0.0) * (peak ? 0.95 : opaque ? 0.997 : 1.0)) << name << " " << quantity;
    EXPECT_LE(value, number_of(cells, 3, 0.0) * (1.0 + beyond)) << name << " " << quantity;
  }
}

// What else cases may differ in, of case 600 and 900: plants of 2.5 and 1.5 kW and other air changes, against an
// independent prototype with all layers (4.389, 3.931; 1.622; 3.768 and 7.065 MWh); a shutter over the glass by night.
// A shutter of 0.2 m2K/W on 12 m2 of U 2.1 W/m2K takes 7.46 W/K off; 18.8 K (17.3 to the air, the rest to the sky) over
// the 3 267 sunless hours below 15 degC make 0.46 MWh.
TEST(Ashrae140Cases, LimitsAndShuttersActAsTheyShould) {
  const auto weather = weather_file();
  if (!weather) GTEST_SKIP() << "no reference data: set HEARTHGRID_REFERENCE_DATA";
  const std::string archetypes = text_of(FOLDER + "archetypes.toml");
  const size_t from = archetypes.find("[archetype.light]"), to = archetypes.find("[[archetype.light.envelope]]");
  const auto variant = [&](const std::string& name, const std::string& old, const std::string& fresh) {
    std::string text = archetypes.substr(from, to - from);
    text.replace(text.find("archetype.light"), 15, "archetype." + name);
    return "\n" + text.replace(text.find(old), old.size(), fresh);
  };
  const std::string source = "source = \"a case\", status = \"assumed\" }\n";
  const std::string shuttered =
      "[window_type.shuttered]\npanes = 2\nnight_resistance_m2kw = 0.2\nsource = \"a case\"\nstatus = \"assumed\"\n";
  const OwnFiles own = {
      {"archetypes.toml", archetypes + variant("tight", "air_change_per_h = 0.5", "air_change_per_h = 0.25") +
                              variant("leaky", "air_change_per_h = 0.5", "air_change_per_h = 1.5") +
                              variant("shutters", "clear_double", "shuttered") + shuttered},
      {"technologies.toml", "[technology.large]\nlike = \"ideal\"\nrated_heat_w = { value = 2500, " + source +
                                "[technology.small]\nlike = \"ideal\"\nrated_heat_w = { value = 1500, " + source},
      {"households.csv",
       "household,village,archetype,envelope,technology,schedule\n"
       "600,bestest,light,,ideal,held_20_27\nlarge,bestest,light,,large,held_20_27\n"
       "small,bestest,light,,small,held_20_27\nheavy_small,bestest,heavy,,small,held_20_27\n"
       "tight,bestest,tight,,ideal,held_20_27\nleaky,bestest,leaky,,ideal,held_20_27\n"
       "shutters,bestest,shutters,,ideal,held_20_27\n"}};
  const std::string homes = R"(["600", "large", "small", "heavy_small", "tight", "leaky", "shutters"])";
  const Figures ours =
      run_cases(*weather, "", {"households.series_of=" + homes, "technologies.file=\"technologies.toml\""}, own);
  const auto heating = [&](const std::string& name) { return ours.at(name).at("heating_mwh"); };
  for (const auto& [name, theirs] : std::map<std::string, double>{
           {"large", 4.389}, {"small", 3.931}, {"heavy_small", 1.622}, {"tight", 3.768}, {"leaky", 7.065}}) {
    EXPECT_NEAR(heating(name), theirs, 0.01 * theirs) << name;
  }
  EXPECT_NEAR(ours.at("large").at("peak_heating_kw"), 2.5, 1e-6);
  EXPECT_NEAR(ours.at("small").at("peak_heating_kw"), 1.5, 1e-6);
  // By hand, A (U_open - U_closed) times the dark hours' kelvins, 0.46; the networks with open and closed panes, which
  // know that a covered pane chills the room's surfaces less, 0.506 (unit tests hold them against all layers).
  EXPECT_NEAR(heating("600") - heating("shutters"), 0.46, 0.06);
}

}  // namespace
}  // namespace hearthgrid
