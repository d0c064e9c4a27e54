// Tables of planning at the command line: what they say agrees with the file, with each other and in both forms.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <sstream>
#include <vector>

#include "engine/io/results_reader.hpp"
#include "tests/cli/planning_scenario.hpp"

namespace hearthgrid::cli_test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using Row = std::map<std::string, std::string>;

/// Fields of a line of CSV; quotes go.
std::vector<std::string> fields(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    if (c == ',' && !quoted) {
      cells.emplace_back();
    } else if (c != '"' && c != '\r') {
      cells.back() += c;
    }
  }
  return cells;
}

std::vector<Row> rows_of(const std::string& csv) {
  std::istringstream stream(csv);
  std::string line;
  std::getline(stream, line);
  const std::vector<std::string> header = fields(line);
  std::vector<Row> rows;
  while (std::getline(stream, line)) {
    const std::vector<std::string> cells = fields(line);
    EXPECT_EQ(cells.size(), header.size()) << line;
    Row& row = rows.emplace_back();
    for (size_t i = 0; i < cells.size(); ++i) row[header[i]] = cells[i];
  }
  return rows;
}

class PlanningTables : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<ScratchFolder>();
    write_planning_scenario(*folder_);
    run_ = run_in(*folder_, "run scenario.toml -o out.h5");
    ASSERT_EQ(run_.exit_code, 0) << run_.err;
    file_ = std::make_unique<io::ResultsReader>(folder_->file("out.h5"));
  }
  static void TearDownTestSuite() {
    file_.reset();
    folder_.reset();
  }
  static std::string shown(const std::string& table) {
    const Outcome outcome = run_in(*folder_, "show out.h5 --table " + table);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_EQ(outcome.err, "");
    return outcome.out;
  }
  static double number(const Row& row, const std::string& column) {
    EXPECT_TRUE(row.contains(column)) << column;
    return std::stod(row.at(column));
  }
  static const Row* find(const std::vector<Row>& rows, const std::string& column, const std::string& value) {
    const auto found = std::ranges::find_if(rows, [&](const Row& row) { return row.at(column) == value; });
    return found == rows.end() ? nullptr : &*found;
  }
  static std::unique_ptr<ScratchFolder> folder_;
  static Outcome run_;
  static std::unique_ptr<io::ResultsReader> file_;
};
std::unique_ptr<ScratchFolder> PlanningTables::folder_;
Outcome PlanningTables::run_;
std::unique_ptr<io::ResultsReader> PlanningTables::file_;

TEST_F(PlanningTables, TheRunSaysWhereThePlansAre) {
  EXPECT_THAT(run_.out, HasSubstr("planned in "));
  EXPECT_THAT(run_.out, HasSubstr("show --table reinforcement"));
}

TEST_F(PlanningTables, Reinforcement) {
  const auto rows = rows_of(shown("reinforcement --csv"));
  ASSERT_EQ(rows.size(), 1U);  // one transformer in one mix
  EXPECT_EQ(rows[0].at("mix"), "direct");
  EXPECT_EQ(rows[0].at("transformer"), "T");
  EXPECT_EQ(rows[0].at("status"), "found");
  const double cost = file_->numbers("reinforcement_cost_cny")[2];
  EXPECT_GT(cost, 0.0);
  EXPECT_NEAR(number(rows[0], "cost_cny"), cost, 1e-6);
  EXPECT_LE(number(rows[0], "lower_bound_cny"), cost + 1e-6);
  EXPECT_LE(number(rows[0], "peak_loading"), 0.8);
  EXPECT_GE(number(rows[0], "min_voltage_pu"), 0.9);
  for (const std::string& name : file_->texts("measure_name")) EXPECT_THAT(rows[0].at("measures"), HasSubstr(name));
  const std::string text = shown("reinforcement --mix direct");
  EXPECT_THAT(text, HasSubstr(fmt::format("{:.0f} CNY for 1 of 2 transformers", cost)));
  EXPECT_THAT(text, HasSubstr(fmt::format("CNY by village: 孙家店 {:.0f}.", cost)));
  EXPECT_THAT(shown("reinforcement --mix before"), HasSubstr("0 CNY for 0 of 2 transformers"));
}

TEST_F(PlanningTables, Hosting) {
  const auto rows = rows_of(shown("hosting --csv"));
  ASSERT_EQ(rows.size(), 4U);  // two questions of two transformers
  for (const Row& row : rows) {
    EXPECT_EQ(number(row, "candidates"), 12.0);
    EXPECT_LE(number(row, "worst"), number(row, "q0.05"));
    EXPECT_LE(number(row, "q0.05"), number(row, "q0.95"));
    EXPECT_LE(number(row, "q0.95"), 12.0);
    EXPECT_EQ(row.at("limit") == "none", number(row, "worst") == 12.0);
    EXPECT_EQ(row.at("from_mix"), "before");
    const bool pumps = row.at("hosting") == "pumps";
    EXPECT_EQ(row.at("to_mix"), pumps ? "" : "direct");
    EXPECT_EQ(row.at("technology"), pumps ? "ashp_air" : "");
  }
  EXPECT_EQ(rows[2].at("transformer"), "T");  // the weaker one first
  EXPECT_LT(number(rows[2], "worst"), 12.0);
  const std::string text = shown("hosting");
  EXPECT_THAT(text, HasSubstr("pumps: from 'before' towards ashp_air\nto direct: from 'before' towards 'direct'"));
}

TEST_F(PlanningTables, KvaPerHome) {
  const auto rows = rows_of(shown("kva --csv"));
  ASSERT_FALSE(rows.empty());
  for (const Row& row : rows) {
    // The rule: ADMD over the homes' power factor (appliances' and heaters', of which none is below 0.9 and resistance
    // has 1) and loading limit (0.8).
    const double power_factor = number(row, "kva_admd_kw") / (0.8 * number(row, "kva_per_home"));
    EXPECT_GT(power_factor, 0.9);
    EXPECT_LT(power_factor, 1.0 + 1e-6);
    EXPECT_LE(number(row, "kva_per_home_p05"), number(row, "kva_per_home_p95"));
    EXPECT_GE(number(row, "kva_standard_kva"), number(row, "kva_per_home_p95") * number(row, "kva_homes"));
    EXPECT_LE(number(row, "kva_coincidence"), 1.0 + 1e-9);
  }
  const Row *coal = find(rows, "kva_group", "yanggao, coal_stove"),
            *direct = find(rows, "kva_group", "yanggao, resistance");
  ASSERT_TRUE(coal != nullptr && direct != nullptr);
  EXPECT_GT(number(*direct, "kva_per_home"), number(*coal, "kva_per_home"));
  EXPECT_THAT(shown("kva"), HasSubstr("yanggao, resistance"));
}

TEST_F(PlanningTables, FeedersAndSubstations) {
  const auto feeders = rows_of(shown("feeders --csv"));
  ASSERT_EQ(feeders.size(), 4U);  // two in two mixes
  double sum_mw = 0.0;
  for (const Row& row : feeders) {
    EXPECT_EQ(row.at("substation"), "S");
    EXPECT_EQ(number(row, "homes"), 12.0);
    EXPECT_EQ(row.at("N-1"), "passes");
    EXPECT_EQ(row.at("taken over by"), row.at("feeder") == "east" ? "west" : "east");
    EXPECT_NEAR(number(row, "transfer %"), 100.0, 1e-9);
  }
  for (const double kw : file_->numbers("feeder_peak_kw", 1)) sum_mw += kw / 1000.0;
  const auto substations = rows_of(shown("substations --csv"));
  ASSERT_EQ(substations.size(), 2U);
  const Row* direct = find(substations, "mix", "direct");
  ASSERT_NE(direct, nullptr);
  EXPECT_EQ(number(*direct, "feeders"), 2.0);
  // The feeders' peaks one by one, but for the coincidence that the table has.
  EXPECT_NEAR(number(*direct, "peak MW"), sum_mw * number(*direct, "coincidence"), 0.02 * sum_mw);
  EXPECT_THAT(shown("feeders --mix direct"), HasSubstr("east"));
  EXPECT_THAT(shown("substations --mix direct"), HasSubstr("firm MVA"));
}

TEST_F(PlanningTables, ServiceConnections) {
  const auto rows = rows_of(shown("service --csv"));
  ASSERT_EQ(rows.size(), 4U);
  double above = 0.0;
  for (const Row& row : rows) {
    EXPECT_EQ(number(row, "homes"), 12.0);
    if (row.at("mix") == "before") {
      EXPECT_EQ(number(row, "above limit"), 0.0);
    } else {
      above += number(row, "above limit");
    }
  }
  EXPECT_GT(above, 0.0);
  EXPECT_EQ(above, file_->numbers("county_above_service_limit")[1]);
  EXPECT_THAT(shown("service --mix direct"), HasSubstr(fmt::format("{:.0f} homes above the limit", above)));
}

TEST_F(PlanningTables, TextKeepsTo80ColumnsAndHasTheRowsOfTheCsv) {
  for (const std::string table : {"reinforcement", "hosting", "kva", "feeders", "substations", "service"}) {
    const std::string text = shown(table);
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      // Names are of wide characters: three bytes, two columns.
      const auto wide = std::ranges::count_if(line, [](char c) { return (static_cast<unsigned char>(c) >> 4) == 0xE; });
      EXPECT_LE(static_cast<std::ptrdiff_t>(line.size()) - wide, 80) << table << ": " << line;
    }
    for (const Row& row : rows_of(shown(table + " --csv"))) {
      const std::string first = row.contains("transformer") ? row.at("transformer")
                                : row.contains("feeder")    ? row.at("feeder")
                                : row.contains("village")   ? row.at("village")
                                : row.contains("kva_group") ? row.at("kva_group")
                                                            : row.at("substation");
      EXPECT_THAT(text, HasSubstr(first)) << table;
    }
  }
}

TEST_F(PlanningTables, TopAndWrongNames) {
  EXPECT_EQ(rows_of(shown("hosting --csv --top 1")).size(), 1U);
  EXPECT_NE(run_in(*folder_, "show out.h5 --table hosting --mix direct").exit_code, 0);
  EXPECT_THAT(run_in(*folder_, "show out.h5 --table hostin").err, HasSubstr("did you mean 'hosting'?"));
  const Outcome plain = run_in(*folder_, "run scenario.toml -o plain.h5 --quiet --set electricity.low_voltage=off");
  EXPECT_NE(plain.exit_code, 0);
  EXPECT_THAT(plain.err, HasSubstr("reinforcement needs low-voltage networks"));
}

// The words that it prints run the scenario on the tables that it wrote, and nothing is left to mend.
TEST_F(PlanningTables, WhatIsReinforcedRunsAgainWithoutAViolation) {
  const Outcome made = run_in(*folder_, "reinforce scenario.toml --mix direct -o 'the grid'");
  ASSERT_EQ(made.exit_code, 0) << made.err;
  EXPECT_THAT(made.out, HasSubstr(fmt::format("1 of 2 transformers mended for {:.0f} CNY; tables in the grid",
                                              file_->numbers("reinforcement_cost_cny")[2])));
  const size_t words = made.out.find("hearthgrid run ");
  ASSERT_NE(words, std::string::npos);
  std::string arguments = made.out.substr(words + std::string("hearthgrid ").size());
  arguments.erase(arguments.find_last_not_of('\n') + 1);
  const Outcome again = run_in(*folder_, arguments + " -o again.h5 --quiet");
  ASSERT_EQ(again.exit_code, 0) << again.err;
  const io::ResultsReader after(folder_->file("again.h5"));
  EXPECT_THAT(after.numbers("reinforcement_status"), testing::Each(0.0));
  EXPECT_THAT(after.numbers("transformer_peak_loading"), testing::Each(testing::Le(0.8)));
  EXPECT_THAT(after.numbers("transformer_hours_undervoltage"), testing::Each(0.0));
  EXPECT_THAT(after.numbers("transformer_line_loading_max"), testing::Each(testing::Le(1.0)));
  EXPECT_NEAR(after.numbers("transformer_min_voltage_pu", 1)[0], file_->numbers("reinforced_min_voltage_pu", 1)[0],
              1e-6);

  const Outcome twice = run_in(*folder_, "reinforce scenario.toml --mix direct -o 'the grid'");
  EXPECT_EQ(twice.exit_code, 2);
  EXPECT_THAT(twice.err, HasSubstr("it is there already"));
  const Outcome quiet = run_in(*folder_, "reinforce scenario.toml --mix direct -o 'the grid' --overwrite --quiet");
  EXPECT_EQ(quiet.exit_code, 0);
  EXPECT_EQ(quiet.out + quiet.err, "");
  EXPECT_THAT(run_in(*folder_, "reinforce scenario.toml --mix direkt -o x").err, HasSubstr("did you mean 'direct'?"));
}

TEST_F(PlanningTables, ThreadsLeaveTheFileAsItIs) {
  ASSERT_EQ(run_in(*folder_, "run scenario.toml -o one.h5 --quiet --threads 1").exit_code, 0);
  ASSERT_EQ(run_in(*folder_, "run scenario.toml -o two.h5 --quiet --threads 2").exit_code, 0);
  EXPECT_TRUE(read_all(folder_->file("one.h5")) == read_all(folder_->file("two.h5")));
}

}  // namespace
}  // namespace hearthgrid::cli_test
