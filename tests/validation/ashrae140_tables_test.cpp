// The tables of README.md that hold our figures of ASHRAE Standard 140 beside the programs' and the standard's limits.
// They are printed here, to be copied, and the ones in README.md are held against them: a table cannot go stale.

#include <gtest/gtest.h>

#include <cctype>
#include <cmath>
#include <set>

#include "tests/validation/ashrae140_run.hpp"

namespace hearthgrid {
namespace {

using namespace ashrae140;  // NOLINT(google-build-using-namespace)

/// What others have of a case and quantity, as ranges.csv writes it.
struct Theirs {
  std::string low, high, limit_low, limit_high;
};
using Ranges = std::map<std::pair<std::string, std::string>, Theirs>;

struct Tables {
  Ranges ranges;
  std::vector<std::string> order;  ///< cases as ranges.csv has them
  const Figures& calibrated;
  const Figures& other;

  /// "ours (with the other films) | programs", and "| limits" on demand; bold outside of the programs.
  [[nodiscard]] std::string cell(const std::string& name, const std::string& quantity, int digits, bool limits) const {
    const Theirs& theirs = ranges.at({name, quantity});
    const double value = calibrated.at(name).at(quantity);
    const bool inside = value >= std::stod(theirs.low) && value <= std::stod(theirs.high);
    const char* mark = inside ? "" : "**";
    std::string text = fmt::format("{}{:.{}f}{} ({:.{}f}) | {} to {}", mark, value, digits, mark,
                                   other.at(name).at(quantity), digits, theirs.low, theirs.high);
    if (limits)
      text += theirs.limit_low.empty() ? " | " : fmt::format(" | {} to {}", theirs.limit_low, theirs.limit_high);
    return text;
  }
};

Tables read_tables(const std::string& weather) {
  Tables tables{{}, {}, calibrated_cases(weather), tarp_doe2_cases(weather)};
  const auto text = [](const std::vector<std::string>& cells, size_t i) { return i < cells.size() ? cells[i] : ""; };
  std::set<std::string> seen;
  for (const auto& cells : reference_rows(FOLDER + "ranges.csv")) {
    tables.ranges[{cells[0], cells[1]}] = {cells[2], cells[3], text(cells, 4), text(cells, 5)};
    if (seen.insert(cells[0]).second) tables.order.push_back(cells[0]);
  }
  return tables;
}

bool free_floating(const std::string& name) {
  return name.ends_with("FF");
}

/// Cases 600 to 685, 695 and 900 to 995, whose limits are at hand.
bool has_limits(const std::string& name) {
  const int number = std::stoi(name);
  return !free_floating(name) && number >= 600 && number != 800 && number != 810;
}

std::vector<std::string> energy_rows(const Tables& tables, bool with_limits) {
  std::vector<std::string> rows;
  for (const std::string& name : tables.order) {
    if (free_floating(name) || has_limits(name) != with_limits) continue;
    const auto digits = [&](const char* quantity) { return tables.calibrated.at(name).at(quantity) < 0.1 ? 3 : 2; };
    const auto energy = [&](const char* quantity) {
      return tables.cell(name, quantity, tables.calibrated.at(name).at(quantity) > 0.0 ? digits(quantity) : 2,
                         with_limits);
    };
    rows.push_back(fmt::format("| {} | {} | {} | {} | {} |", name, energy("heating_mwh"),
                               tables.cell(name, "peak_heating_kw", 2, false), energy("cooling_mwh"),
                               tables.cell(name, "peak_cooling_kw", 2, false)));
  }
  return rows;
}

std::vector<std::string> free_rows(const Tables& tables) {
  std::vector<std::string> rows;
  for (const std::string& name : tables.order) {
    if (!free_floating(name)) continue;
    rows.push_back(fmt::format("| {} | {} | {} | {} |", name, tables.cell(name, "min_indoor_c", 1, false),
                               tables.cell(name, "max_indoor_c", 1, false),
                               tables.cell(name, "mean_indoor_c", 1, false)));
  }
  return rows;
}

std::vector<std::string> month_rows(const Tables& tables) {
  const std::vector<std::string> names = {"January", "February", "March",     "April",   "May",      "June",
                                          "July",    "August",   "September", "October", "November", "December"};
  std::vector<std::string> rows;
  for (size_t m = 0; m < names.size(); ++m) {
    const std::string quantity = fmt::format("heating_kwh_{:02}", m + 1);
    rows.push_back(tables.ranges.contains({"600", quantity})
                       ? fmt::format("| {} | {} |", names[m], tables.cell("600", quantity, 0, false))
                       : fmt::format("| {} | {:.0f} ({:.0f}) | |", names[m], tables.calibrated.at("600").at(quantity),
                                     tables.other.at("600").at(quantity)));
  }
  return rows;
}

/// A text's numbers, each with the size of its last digit; and what stands between them.
struct Parsed {
  std::vector<std::pair<double, double>> numbers;
  std::string words;
};

Parsed parsed(const std::string& text) {
  Parsed result;
  for (size_t at = 0; at < text.size();) {
    const bool sign = text[at] == '-' && at + 1 < text.size() && std::isdigit(static_cast<unsigned char>(text[at + 1]));
    if (!sign && !std::isdigit(static_cast<unsigned char>(text[at]))) {
      if (text[at] != '*' && text[at] != ' ') result.words += text[at];
      ++at;
      continue;
    }
    const size_t end = text.find_first_not_of("0123456789.", at + 1);
    const std::string number = text.substr(at, end - at);
    const size_t point = number.find('.');
    const double unit =
        point == std::string::npos ? 1.0 : std::pow(10.0, -static_cast<double>(number.size() - point - 1));
    result.numbers.emplace_back(std::stod(number), unit);
    at = end == std::string::npos ? text.size() : end;
  }
  return result;
}

/// The row of README.md that begins as `row` does; with one more on the last digit, which another C library may round.
void expect_in_readme(const std::vector<std::string>& readme, const std::string& row) {
  const std::string first = row.substr(0, row.find('|', 1) + 1);
  const Parsed wanted = parsed(row);
  std::string nearest = "no row " + first;
  for (const std::string& line : readme) {
    if (!line.starts_with(first)) continue;
    const Parsed found = parsed(line);
    bool same = found.words == wanted.words && found.numbers.size() == wanted.numbers.size();
    for (size_t n = 0; same && n < wanted.numbers.size(); ++n) {
      same = std::abs(found.numbers[n].first - wanted.numbers[n].first) < 1.01 * wanted.numbers[n].second;
    }
    if (same) return;
    nearest = line;
  }
  ADD_FAILURE() << "README.md has\n  " << nearest << "\nwhere this run gives\n  " << row;
}

TEST(Ashrae140Cases, TheTablesOfTheReadmeAreThoseOfThisRun) {
  const auto weather = weather_file();
  if (!weather) GTEST_SKIP() << "no reference data: set HEARTHGRID_REFERENCE_DATA";
  const Tables tables = read_tables(*weather);
  std::ifstream file(HEARTHGRID_SOURCE_DIR "/tests/validation/README.md");
  std::vector<std::string> readme;
  for (std::string line; std::getline(file, line);) readme.push_back(line);
  for (const auto& rows :
       {energy_rows(tables, true), energy_rows(tables, false), free_rows(tables), month_rows(tables)}) {
    ASSERT_FALSE(rows.empty());
    for (const std::string& row : rows) {
      fmt::print("{}\n", row);
      expect_in_readme(readme, row);
    }
    fmt::print("\n");
  }
}

}  // namespace
}  // namespace hearthgrid
