#include "engine/io/epw.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <sstream>

#include "models/weather/climate.hpp"
#include "models/weather/humidity.hpp"
#include "models/weather/sky.hpp"

namespace hearthgrid::io {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::HasSubstr;
using weather::HourlyWeather;

constexpr int HEADER = 8;

const HourlyWeather& beijing_year() {
  static const HourlyWeather YEAR = weather::synthesise(
      "beijing", 11, {.first_day = std::chrono::sys_days{2021y / 1 / 1}, .season_days = 365, .warm_up_days = 0});
  return YEAR;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// A good file as lines, to be spoilt.
const std::vector<std::string>& good_lines() {
  static const std::vector<std::string> LINES = lines_of(write_epw(beijing_year(), 2021, "synthetic"));
  return LINES;
}

std::string joined(const std::vector<std::string>& lines, const std::string& end = "\n") {
  std::string text;
  for (const std::string& line : lines) text += line + end;
  return text;
}

/// Replaces a field (1-based) of a line.
void set_field(std::string& line, int field, const std::string& value) {
  size_t start = 0;
  for (int i = 1; i < field; ++i) start = line.find(',', start) + 1;
  line.replace(start, line.find(',', start) - start, value);
}

std::vector<std::string> with_field_everywhere(int field, const std::string& value) {
  std::vector<std::string> lines = good_lines();
  for (size_t i = HEADER; i < lines.size(); ++i) set_field(lines[i], field, value);
  return lines;
}

HourlyWeather read_well(const std::vector<std::string>& lines, EpwReport* report = nullptr,
                        const std::string& end = "\n") {
  ProblemList problems;
  HourlyWeather year = read_epw(joined(lines, end), "a.epw", problems, report);
  for (const Problem& problem : problems.all()) ADD_FAILURE() << problem.text();
  return year;
}

std::string problems_of(const std::vector<std::string>& lines) {
  ProblemList problems;
  (void)read_epw(joined(lines), "a.epw", problems);
  std::string text;
  for (const Problem& problem : problems.all()) text += problem.text() + "\n";
  return text;
}

TEST(Epw, WrittenFileReadsBack) {
  EpwReport report;
  const HourlyWeather& written = beijing_year();
  const HourlyWeather read = read_well(good_lines(), &report);
  ASSERT_EQ(read.hours(), 8760);
  EXPECT_EQ(read.site.name, "Beijing");
  EXPECT_NEAR(read.site.longitude_deg, 116.47, 1e-9);
  EXPECT_THAT(report.odd, testing::IsEmpty());
  for (int i = 0; i < 8760; ++i) {
    ASSERT_NEAR(read.dry_bulb_c[i], written.dry_bulb_c[i], 0.0051);
    ASSERT_NEAR(read.dew_point_c[i], written.dew_point_c[i], 0.0051);
    ASSERT_NEAR(read.relative_humidity[i], written.relative_humidity[i], 0.00051);
    ASSERT_NEAR(read.pressure_pa[i], written.pressure_pa[i], 0.51);
    ASSERT_NEAR(read.horizontal_infrared_w_m2[i], written.horizontal_infrared_w_m2[i], 0.051);
    ASSERT_NEAR(read.direct_normal_w_m2[i], written.direct_normal_w_m2[i], 0.051);
    ASSERT_NEAR(read.diffuse_horizontal_w_m2[i], written.diffuse_horizontal_w_m2[i], 0.051);
    ASSERT_NEAR(read.wind_speed_m_s[i], written.wind_speed_m_s[i], 0.0051);
  }
}

TEST(Epw, TakesCrLfAndAByteOrderMark) {
  std::vector<std::string> lines = good_lines();
  lines[0] = "\xEF\xBB\xBF" + lines[0];
  EXPECT_EQ(read_well(lines, nullptr, "\r\n").dry_bulb_c, read_well(good_lines()).dry_bulb_c);
}

TEST(Epw, TakesRowsOfThirtyTwoFields) {
  std::vector<std::string> lines = good_lines();
  for (size_t i = HEADER; i < lines.size(); ++i) {
    for (int k = 0; k < 3; ++k) lines[i].resize(lines[i].rfind(','));
  }
  EXPECT_EQ(read_well(lines).wind_speed_m_s, read_well(good_lines()).wind_speed_m_s);
}

TEST(Epw, TakesQuotedCommentsWithCommasAndLatinOneBytes) {
  std::vector<std::string> lines = good_lines();
  lines[5] = "COMMENTS 1,\"Custom, made for \xE9t\xE9, 2010\"";
  set_field(lines[0], 2, "\"Z\xFCrich, Kloten\"");
  ProblemList problems;
  const HourlyWeather year = read_epw(joined(lines), "a.epw", problems);
  EXPECT_TRUE(problems.empty());
  EXPECT_THAT(year.site.name, HasSubstr("Z\xC3\xBCrich"));
}

TEST(Epw, TakesAnyYearMinuteAndNumberForm) {
  std::vector<std::string> lines = good_lines();
  for (size_t i = HEADER; i < lines.size(); ++i) {
    set_field(lines[i], 1, i % 2 == 0 ? "1983" : "2004");
    set_field(lines[i], 5, i % 3 == 0 ? "00" : "0");
    set_field(lines[i], 22, " +3 ");
  }
  EXPECT_EQ(read_well(lines).wind_speed_m_s, std::vector<double>(8760, 3.0));
}

TEST(Epw, TakesALeapYear) {
  std::vector<std::string> lines = good_lines();
  std::vector<std::string> leap_day(lines.begin() + HEADER + 58 * 24, lines.begin() + HEADER + 59 * 24);
  for (std::string& line : leap_day) set_field(line, 3, "29");
  lines.insert(lines.begin() + HEADER + 59 * 24, leap_day.begin(), leap_day.end());
  EXPECT_EQ(read_well(lines).hours(), 8784);
}

TEST(Epw, AveragesRecordsWithinTheHour) {
  std::vector<std::string> lines(good_lines().begin(), good_lines().begin() + HEADER);
  set_field(lines[7], 3, "2");
  for (size_t i = HEADER; i < good_lines().size(); ++i) {
    std::string half = good_lines()[i];
    set_field(half, 14, "100");
    set_field(half, 7, "40");
    set_field(half, 5, "30");
    lines.push_back(half);
    lines.push_back(good_lines()[i]);
  }
  ProblemList problems;
  EpwReport report;
  const HourlyWeather year = read_epw(joined(lines), "a.epw", problems, &report);
  const HourlyWeather plain = read_well(good_lines());
  ASSERT_EQ(year.hours(), 8760);
  EXPECT_EQ(year.dry_bulb_c, plain.dry_bulb_c);  // instantaneous: the record at the hour's end
  EXPECT_NEAR(year.global_horizontal_w_m2[12], 0.5 * (100.0 + plain.global_horizontal_w_m2[12]), 1e-9);
  EXPECT_THAT(report.odd, Contains(HasSubstr("2 records an hour")));
}

TEST(Epw, FillsMissingInfraredFromDewPointAndCloud) {
  std::vector<std::string> lines = with_field_everywhere(13, "9999");
  for (size_t i = HEADER; i < lines.size(); ++i) set_field(lines[i], 24, "5");
  EpwReport report;
  const HourlyWeather year = read_well(lines, &report);
  EXPECT_NEAR(year.horizontal_infrared_w_m2[100],
              weather::horizontal_infrared_w_m2(year.dry_bulb_c[100], year.dew_point_c[100], 5.0), 1e-9);
  EXPECT_THAT(report.odd, Contains(HasSubstr("8760 hours: infrared")));
  // Without any cloud the clearness stands in: within the range between a clear and an overcast sky.
  const HourlyWeather unclouded = read_well(with_field_everywhere(13, "9999"));
  EXPECT_NEAR(unclouded.horizontal_infrared_w_m2[100], beijing_year().horizontal_infrared_w_m2[100], 40.0);
}

TEST(Epw, FillsMissingDirectAndDiffuseFromGlobal) {
  std::vector<std::string> lines = with_field_everywhere(15, "9999");
  for (size_t i = HEADER; i < lines.size(); ++i) set_field(lines[i], 16, "9999");
  EpwReport report;
  const HourlyWeather year = read_well(lines, &report);
  for (int i = 0; i < 8760; ++i) {  // the generator splits alike
    ASSERT_NEAR(year.diffuse_horizontal_w_m2[i], beijing_year().diffuse_horizontal_w_m2[i], 3.0) << i;
  }
  EXPECT_THAT(report.odd, Contains(HasSubstr("by Erbs")));
}

TEST(Epw, FillsOneMissingRadiationFromTheOtherTwo) {
  for (const int field : {14, 15, 16}) {
    const HourlyWeather year = read_well(with_field_everywhere(field, "9999"));
    for (int i = 0; i < 8760; ++i) {
      ASSERT_NEAR(year.global_horizontal_w_m2[i], beijing_year().global_horizontal_w_m2[i], 2.0);
      ASSERT_NEAR(year.diffuse_horizontal_w_m2[i], beijing_year().diffuse_horizontal_w_m2[i], 2.0);
    }
  }
}

TEST(Epw, FillsHumidityPressureAndShortGaps) {
  std::vector<std::string> lines = with_field_everywhere(10, "999999");
  for (size_t i = HEADER; i < lines.size(); ++i) set_field(lines[i], 8, "99.9");
  set_field(lines[HEADER + 10], 7, "1");
  set_field(lines[HEADER + 11], 7, "99.9");
  set_field(lines[HEADER + 12], 7, "99.9");
  set_field(lines[HEADER + 13], 7, "4");
  const HourlyWeather year = read_well(lines);
  EXPECT_NEAR(year.dry_bulb_c[11], 2.0, 1e-12);
  EXPECT_NEAR(year.dry_bulb_c[12], 3.0, 1e-12);
  EXPECT_NEAR(year.pressure_pa[5], weather::standard_pressure_pa(31.3), 1.0);
  EXPECT_NEAR(year.dew_point_c[500], beijing_year().dew_point_c[500], 0.1);
}

TEST(Epw, LongGapIsAProblem) {
  EXPECT_THAT(problems_of(with_field_everywhere(7, "99.9")),
              HasSubstr("a.epw:9: dry-bulb temperature is missing for 8760 hours in a row"));
}

TEST(Epw, TextOrNotANumberHasLineAndColumn) {
  for (const std::string bad : {"nan", "abc", "inf", "1,5x"}) {
    std::vector<std::string> lines = good_lines();
    set_field(lines[HEADER + 3], 7, bad == "1,5x" ? "5x" : bad);
    const size_t column = lines[HEADER + 3].find(bad == "1,5x" ? "5x" : bad) + 1;
    EXPECT_THAT(problems_of(lines), HasSubstr("a.epw:12:" + std::to_string(column) + ": dry-bulb temperature is '"));
  }
}

TEST(Epw, OutOfRangeSaysWhatIsAllowed) {
  std::vector<std::string> lines = good_lines();
  set_field(lines[HEADER], 7, "75");
  set_field(lines[HEADER + 1], 10, "5");
  EXPECT_THAT(problems_of(lines), HasSubstr("dry-bulb temperature is 75 degC"));
  EXPECT_THAT(problems_of(lines), HasSubstr("allowed is 31000 to 120000 Pa, or 999999 for missing"));
}

TEST(Epw, ARowTooFewIsNamedWithItsPlace) {
  std::vector<std::string> lines = good_lines();
  lines.erase(lines.begin() + HEADER + 100);
  EXPECT_THAT(problems_of(lines), HasSubstr("a.epw: the file has 8759 rows"));
  EXPECT_THAT(problems_of(lines), HasSubstr("month 1, day 5, hour 5 should stand here"));
  lines = good_lines();
  lines.pop_back();
  EXPECT_THAT(problems_of(lines), HasSubstr("8759 rows"));
}

TEST(Epw, TruncatedRowAndFileThatIsNoEpw) {
  std::vector<std::string> lines = good_lines();
  lines[HEADER + 7] = "2021,1,1,8,60,-,1.0";
  EXPECT_THAT(problems_of(lines), HasSubstr("a.epw:16:1: the row has 7 fields"));
  EXPECT_THAT(problems_of({"date,temperature", "1,2"}), HasSubstr("this is not an EPW file"));
  EXPECT_THAT(problems_of({}), HasSubstr("the file ends after 0 lines"));
}

TEST(Epw, ManyBadRowsAreCounted) {
  EXPECT_THAT(problems_of(with_field_everywhere(7, "x")), HasSubstr("8740 more problems like these"));
}

TEST(Epw, WrongSignOfLongitudeIsAProblem) {
  std::vector<std::string> lines = good_lines();
  set_field(lines[0], 8, "-116.47");
  EXPECT_THAT(problems_of(lines), HasSubstr("while the sun is below the horizon at longitude -116.47"));
}

TEST(Epw, WrongTimeZoneIsSaid) {
  std::vector<std::string> lines = good_lines();
  set_field(lines[0], 9, "7.5");
  EpwReport report;
  (void)read_well(lines, &report);
  EXPECT_THAT(report.odd, Contains(HasSubstr("30 minutes later than the sun")));
}

TEST(Epw, MissingFileIsAProblem) {
  ProblemList problems;
  (void)read_epw_file("no/such.epw", problems);
  ASSERT_EQ(problems.all().size(), 1U);
  EXPECT_THAT(problems.all()[0].text(), HasSubstr("no/such.epw: the file does not exist"));
}

}  // namespace
}  // namespace hearthgrid::io
