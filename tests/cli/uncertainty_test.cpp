// Bands through the program: the same figures under the same names as the table of mixes, and what they hang on.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>

#include "tests/cli/program.hpp"
#include "tests/cli/wrong_input.hpp"

namespace hearthgrid::cli_test {
namespace {

using testing::HasSubstr;
using testing::Not;

using Row = std::map<std::string, std::string>;

// Rows by header; the small scenario has no commas in cells.
std::vector<Row> rows_of(const std::string& csv) {
  std::istringstream lines(csv);
  std::vector<Row> rows;
  std::vector<std::string> header;
  for (std::string line; std::getline(lines, line);) {
    if (line.ends_with('\r')) line.pop_back();
    std::vector<std::string> cells;
    std::istringstream stream(line);
    for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
    if (header.empty()) {
      header = cells;
      continue;
    }
    Row row;
    for (size_t i = 0; i < cells.size() && i < header.size(); ++i) row[header[i]] = cells[i];
    rows.push_back(row);
  }
  return rows;
}

TEST(Bands, OfEveryFigureOfTheMixes) {
  const ScratchFolder folder;
  for (const auto& [name, text] : small_scenario()) folder.write(name, text);
  const Outcome ran = run_in(folder, "run scenario.toml -o a.h5 --set uncertainty.draws=100 --set ensemble.members=2");
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("bands reckoned in "));
  EXPECT_THAT(ran.out, HasSubstr("members simulated in "));
  const std::vector<Row> mixes = rows_of(run_in(folder, "show a.h5 --csv").out);
  const std::vector<Row> bands = rows_of(run_in(folder, "show a.h5 --table uncertainty --csv").out);
  size_t shared = 0;
  for (const Row& band : bands) {
    for (const Row& mix : mixes) {
      if (mix.at("mix") != band.at("mix") || !mix.contains(band.at("headline"))) continue;
      const double value = std::stod(mix.at(band.at("headline"))),
                   change = std::stod(mix.at(band.at("headline") + "_change"));
      EXPECT_NEAR(std::stod(band.at("value")), value, 1e-6 * std::abs(value)) << band.at("headline");
      EXPECT_NEAR(std::stod(band.at("change")), change, 1e-6 * (std::abs(change) + std::abs(value)) + 1e-9)
          << band.at("headline");
      EXPECT_LE(std::stod(band.at("P05")), std::stod(band.at("P95")));
      ++shared;
    }
  }
  EXPECT_GE(shared, 25 * mixes.size());  // all but what thrift and incomes alone bring
  for (const std::string table : {"uncertainty", "drivers", "inputs", "members"}) {
    const Outcome shown = run_in(folder, "show a.h5 --table " + table);
    EXPECT_EQ(shown.exit_code, 0) << shown.err;
    std::istringstream lines(shown.out);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80U) << table << ": " << line;
  }
  EXPECT_THAT(run_in(folder, "show a.h5 --table drivers --csv").out, HasSubstr("pellets_t,heat.after,"));
  // Of the change too, but not of the mix that changes are against.
  EXPECT_THAT(run_in(folder, "show a.h5 --table drivers --mix before").out, Not(HasSubstr("CHANGE AGAINST")));
  const std::string drivers = run_in(folder, "show a.h5 --table drivers").out;
  const size_t change = drivers.find("CHANGE AGAINST 'before'");
  ASSERT_NE(change, std::string::npos);
  EXPECT_NE(drivers.find("  heat.before", change), std::string::npos);
  EXPECT_THAT(run_in(folder, "show a.h5 --table members").out, HasSubstr("the members have 2"));
}

// Without an ensemble some figures have no band: they say so and why, everywhere.
TEST(Bands, AreNamedWhereTheyAreNone) {
  const ScratchFolder folder;
  for (const auto& [name, text] : small_scenario()) folder.write(name, text);
  ASSERT_EQ(run_in(folder, "run scenario.toml -o a.h5 --quiet --set uncertainty.draws=50").exit_code, 0);
  for (const Row& band : rows_of(run_in(folder, "show a.h5 --table uncertainty --csv").out)) {
    const bool alone = band.at("headline") == "homes_undersized" || band.at("headline") == "homes_cold";
    const bool drawn = band.at("headline") == "coal_t" || band.at("headline") == "village_pm25_ug_m3";
    EXPECT_TRUE(!alone || band.at("P05").empty());
    EXPECT_TRUE(!drawn || !band.at("P05").empty());
    EXPECT_NE(band.at("value"), "");
  }
  for (const std::string command : {"show a.h5 --table uncertainty", "compare a.h5 a.h5"}) {
    const Outcome shown = run_in(folder, command);
    EXPECT_THAT(shown.out, HasSubstr("No band (-): homes converted"));
    std::string words = shown.out;  // folded anywhere
    std::replace(words.begin(), words.end(), '\n', ' ');
    EXPECT_THAT(words, HasSubstr("[ensemble] members is 1"));
  }
  EXPECT_THAT(run_in(folder, "compare a.h5 a.h5").out, HasSubstr("of the change against its own file's 'before')"));
  EXPECT_THAT(run_in(folder, "show a.h5 --table uncertainty").out, HasSubstr("with the run's own factors and"));
  const std::vector<Row> compared = rows_of(run_in(folder, "compare a.h5 a.h5 --csv").out);
  EXPECT_EQ(compared.back().at("homes_cold_p05"), "");
  EXPECT_NE(compared.back().at("coal_t_p05"), "");
  const std::string drivers = run_in(folder, "show a.h5 --table drivers --csv").out;
  EXPECT_THAT(drivers, HasSubstr("alone P05"));
  for (const Row& row : rows_of(drivers)) EXPECT_LE(std::stod(row.at("alone P05")), std::stod(row.at("alone P95")));
}

// Soot of briquettes, 0.001 g/MJ, shows three digits; a potential is no multiplier.
TEST(Bands, TableOfInputsShowsSmallFactorsAndItsUnits) {
  const ScratchFolder folder;
  for (const auto& [name, text] : small_scenario()) folder.write(name, text);
  ASSERT_EQ(run_in(folder, "run scenario.toml -o a.h5 --quiet --set uncertainty.draws=20").exit_code, 0);
  const std::string shown = run_in(folder, "show a.h5 --table inputs").out;
  std::string words = shown;  // folded anywhere
  std::replace(words.begin(), words.end(), '\n', ' ');
  EXPECT_THAT(words, HasSubstr("gwp: warming over 100 years, kg CO2 per kg; ensemble:"));
  std::istringstream lines(shown);
  int small = 0;
  for (const Row& row : rows_of(run_in(folder, "show a.h5 --table inputs --csv").out)) {
    const double central = std::stod(row.at("central"));
    if (central == 0.0 || central >= 0.01 || !row.contains("input")) continue;
    lines.clear();
    lines.seekg(0);
    for (std::string line; std::getline(lines, line);) {
      if (!line.starts_with(row.at("input") + " ")) continue;
      std::istringstream cells(line.substr(row.at("input").size()));
      std::string kind, low, middle;
      cells >> kind >> low >> middle;
      EXPECT_NEAR(std::stod(middle), central, 0.006 * central) << line;  // three digits
      ++small;
      break;  // the status may stand in a panel of its own
    }
  }
  EXPECT_GT(small, 0);
}

TEST(Bands, AreMissedInWordsWhereNobodyAskedForThem) {
  const ScratchFolder folder;
  for (const auto& [name, text] : small_scenario()) folder.write(name, text);
  ASSERT_EQ(run_in(folder, "run scenario.toml -o a.h5 --quiet").exit_code, 0);
  const Outcome shown = run_in(folder, "show a.h5 --table uncertainty");
  EXPECT_EQ(shown.exit_code, 2);
  EXPECT_THAT(shown.err, HasSubstr("nothing for the table 'uncertainty'"));
  const Outcome checked = run_in(folder, "check scenario.toml --set uncertainty.draws=20 --set ensemble.members=4");
  EXPECT_THAT(checked.out, HasSubstr("ensemble      4 members, the main run one of them"));
  const Outcome same = run_in(folder,
                              "check scenario.toml --set ensemble.members=4 --set ensemble.weather=same "
                              "--set ensemble.population=same");
  EXPECT_THAT(same.out, HasSubstr("every member is the main run again"));
  const Outcome wrong = run_in(folder, R"(check scenario.toml --set 'uncertainty.input=[{name = "price.col"}]')");
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("did you mean 'price.coal'?"));
}

}  // namespace
}  // namespace hearthgrid::cli_test
