#include "engine/io/table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace hearthgrid::io {
namespace {

using ::testing::HasSubstr;

const Schema& example_schema() {
  static const Schema schema{
      .file = "homes.csv",
      .keys = {
          {.name = "household", .kind = Kind::text, .description = "Name.", .unique = true},
          {.name = "area_m2", .kind = Kind::number, .unit = "m2", .optional = true, .minimum = 1.0, .maximum = 1000.0},
          {.name = "persons", .kind = Kind::integer, .default_text = "2", .minimum = 0.0},
          {.name = "poor", .kind = Kind::boolean, .default_text = "false"},
          {.name = "phase", .kind = Kind::text, .optional = true, .allowed = {"a", "b", "c"}},
          {.name = "since", .kind = Kind::date, .optional = true},
      }};
  return schema;
}

std::string all_text(const ProblemList& problems) {
  std::string out;
  for (const Problem& problem : problems.all()) out += problem.text() + "\n";
  return out;
}

Table good(const std::string& text) {
  ProblemList problems;
  Table table = read_table(text, "homes.csv", example_schema(), problems);
  EXPECT_TRUE(problems.empty()) << all_text(problems);
  return table;
}

std::string message(const std::string& text) {
  ProblemList problems;
  (void)read_table(text, "homes.csv", example_schema(), problems);
  EXPECT_EQ(problems.all().size(), 1U) << all_text(problems);
  return problems.empty() ? "" : problems.all().front().text();
}

TEST(Table, CellsDefaultsQuotesBomAndCrlf) {
  const Table t = good(
      "\xEF\xBB\xBFhousehold,area_m2,poor,since\r\n"
      "张家,80.5,yes,2021-11-15\r\n"
      "\"Li, \"\"old\"\"\", ,,\r\n"
      "\r\n");
  ASSERT_EQ(t.rows(), 2);
  EXPECT_EQ(t.text(0, "household"), "张家");
  EXPECT_EQ(t.text(1, "household"), "Li, \"old\"");
  EXPECT_EQ(t.number(0, "area_m2"), 80.5);
  EXPECT_EQ(t.number(1, "area_m2"), std::nullopt);
  EXPECT_EQ(t.number(1, "persons"), 2.0);
  EXPECT_EQ(t.boolean(0, "poor"), true);
  EXPECT_EQ(t.boolean(1, "poor"), false);
  EXPECT_EQ(t.date(0, "since"), std::chrono::sys_days{std::chrono::year{2021} / 11 / 15});
  EXPECT_EQ(t.text(0, "phase"), "");
  EXPECT_FALSE(t.has_column("phase"));
  EXPECT_TRUE(t.has_column("poor"));
  EXPECT_EQ(t.line(1), 3);
}

TEST(Table, LineBreakInsideQuotesKeepsLineNumbersRight) {
  const Table t = good("household,area_m2\n\"a\nb\",5\nc,6\n");
  EXPECT_EQ(t.text(0, "household"), "a\nb");
  EXPECT_EQ(t.line(1), 4);
}

TEST(Table, ProblemsCountCharactersNotBytes) {
  const Table t = good("household,area_m2\n张家,80\n");
  EXPECT_EQ(t.problem(0, "area_m2", "m", "a").column, 4);
  EXPECT_EQ(t.problem(0, "household", "m", "a").column, 1);
  EXPECT_EQ(t.problem(0, "area_m2", "m", "a").line, 2);
  EXPECT_EQ(message("household,area_m2\n张家,x\n"),
            "homes.csv:2:4: area_m2 = 'x' is not a number\n"
            "  allowed: a number (m2) from 1 to 1000; leave the cell empty if it is not known");
}

TEST(Table, MessagesOfWrongCells) {
  EXPECT_THAT(message("household,area_m2\na,-5\n"),
              HasSubstr("homes.csv:2:3: area_m2 = -5 is below the smallest value allowed, 1\n"));
  EXPECT_THAT(message("household,area_m2\na,nan\n"), HasSubstr("area_m2 = nan is not a finite number"));
  EXPECT_THAT(message("household,area_m2\na,80 m2\n"), HasSubstr("the unit stands in the column's name"));
  EXPECT_THAT(message("household,area_m2\na,\"80,5\"\n"), HasSubstr("the decimal sign is a point"));
  EXPECT_THAT(message("household,persons\na,1.5\n"), HasSubstr("persons = 1.5 is not a whole number"));
  EXPECT_THAT(message("household,poor\na,maybe\n"), HasSubstr("poor = 'maybe' is not a true or false"));
  EXPECT_THAT(message("household,phase\na,d\n"), HasSubstr("allowed: a, b, c"));
  EXPECT_THAT(message("household,since\na,2021-02-30\n"), HasSubstr("since = '2021-02-30' is not a date"));
  EXPECT_THAT(message("household\n\"\"\n"), HasSubstr("'household' is empty"));
}

TEST(Table, MessagesOfWrongShape) {
  EXPECT_EQ(message("household,aera_m2\na,5\n"),
            "homes.csv:1:11: unknown column 'aera_m2'\n"
            "  did you mean 'area_m2'? allowed: household, area_m2, persons, poor, phase, since");
  EXPECT_THAT(message("household,area_m2,area_m2\na,5,6\n"), HasSubstr("homes.csv:1:19: the column 'area_m2' is there "
                                                                       "twice"));
  EXPECT_THAT(message("area_m2\n5\n"), HasSubstr("homes.csv:1: the column 'household' is missing\n  Name."));
  EXPECT_THAT(message("household,area_m2\na\n"), HasSubstr("homes.csv:2: this row has 1 cells, the header has 2"));
  EXPECT_THAT(message("household\na\nb\na\n"), HasSubstr("homes.csv:4:1: the household 'a' is there twice\n  it stands "
                                                         "in line 2 already"));
  EXPECT_THAT(message("household;area_m2\na;5\n"), HasSubstr("not separated by commas"));
  EXPECT_THAT(message(""), HasSubstr("the table is empty"));
  EXPECT_THAT(message("household\n\"a\n"), HasSubstr("homes.csv:2:1: a quote is not closed"));
  EXPECT_THAT(message("household\n\xD5\xC5\n"), HasSubstr("homes.csv:2:1: this byte is not UTF-8 text"));
}

TEST(Table, AColumnWrongEverywhereIsToldTwentyTimes) {
  std::string text = "household,area_m2\n";
  for (int i = 0; i < 1000; ++i) text += "h" + std::to_string(i) + ",x\n";
  ProblemList problems;
  (void)read_table(text, "homes.csv", example_schema(), problems);
  ASSERT_EQ(problems.all().size(), 21U);
  EXPECT_EQ(problems.all().back().message, "and 980 more problems in the column 'area_m2'");
}

TEST(Table, HashDoesNotDependOnTheOrderOfRowsOrColumns) {
  const uint64_t hash = good("household,area_m2\na,5\nb,6\n").order_free_hash();
  EXPECT_EQ(good("household,area_m2\nb,6\na,5\n").order_free_hash(), hash);
  EXPECT_EQ(good("area_m2,household\n5,a\n6,b\n").order_free_hash(), hash);
  EXPECT_NE(good("household,area_m2\na,6\nb,5\n").order_free_hash(), hash);
  EXPECT_NE(good("household,area_m2\na,5\n").order_free_hash(), hash);
}

RC_GTEST_PROP(TableProperty, QuotedTextComesBackAsItWas, ()) {
  static const Schema schema{.file = "a.csv",
                             .keys = {{.name = "a", .kind = Kind::text, .optional = true},
                                      {.name = "b", .kind = Kind::text, .optional = true}}};
  using Row = std::pair<std::string, std::string>;
  const auto cell = rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab \",;\n\t\r1")));
  const auto rows = *rc::gen::container<std::vector<Row>>(rc::gen::pair(cell, cell));
  const auto quoted = [](const std::string& text) {
    std::string out = "\"";
    for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
  };
  std::string csv = "a,b\n";
  for (const Row& row : rows) csv += quoted(row.first) + " , " + quoted(row.second) + "\r\n";
  ProblemList problems;
  const Table table = read_table(csv, "a.csv", schema, problems);
  RC_ASSERT(problems.empty());
  RC_ASSERT(table.rows() == static_cast<int>(rows.size()));
  for (int i = 0; i < table.rows(); ++i) {
    RC_ASSERT(table.text(i, "a") == rows[i].first);
    RC_ASSERT(table.text(i, "b") == rows[i].second);
  }
}

TEST(Table, AskingForAColumnThatTheSchemaDoesNotHaveIsOurBug) {
  const Table t = good("household\na\n");
  EXPECT_THROW((void)t.number(0, "aera"), std::logic_error);
  EXPECT_THROW((void)t.number(0, "household"), std::logic_error);
}

}  // namespace
}  // namespace hearthgrid::io
