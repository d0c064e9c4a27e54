#include "engine/io/epw_rows.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <limits>

namespace hearthgrid::io {

namespace {

constexpr double MISSING = std::numeric_limits<double>::quiet_NaN();
constexpr int MAX_ROW_PROBLEMS = 20;
constexpr int HEADER_LINES = 8;

/// A field that is read: its number in the row (1-based), the least value that means "missing", and what is allowed.
struct Field {
  int number;
  const char* name;
  const char* unit;
  double missing_from;
  double low, high;
  double EpwRow::*target;
};

constexpr std::array<Field, 11> FIELDS = {{
    {7, "dry-bulb temperature", "degC", 99.9, -70.0, 60.0, &EpwRow::dry_bulb_c},
    {8, "dew-point temperature", "degC", 99.9, -95.0, 60.0, &EpwRow::dew_point_c},
    {9, "relative humidity", "%", 999.0, 0.0, 110.0, &EpwRow::relative_humidity},
    {10, "pressure", "Pa", 999999.0, 31000.0, 120000.0, &EpwRow::pressure_pa},
    {13, "horizontal infrared radiation", "Wh/m2", 9999.0, 0.0, 800.0, &EpwRow::infrared},
    {14, "global horizontal radiation", "Wh/m2", 9999.0, 0.0, 1500.0, &EpwRow::global},
    {15, "direct normal radiation", "Wh/m2", 9999.0, 0.0, 1500.0, &EpwRow::direct},
    {16, "diffuse horizontal radiation", "Wh/m2", 9999.0, 0.0, 1500.0, &EpwRow::diffuse},
    {22, "wind speed", "m/s", 999.0, 0.0, 60.0, &EpwRow::wind_m_s},
    {23, "total sky cover", "tenths", 99.0, 0.0, 10.0, &EpwRow::total_cover},
    {24, "opaque sky cover", "tenths", 99.0, 0.0, 10.0, &EpwRow::opaque_cover},
}};

struct Cell {
  std::string_view text;
  int column = 1;  ///< 1-based position of the text in its line
};

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Comma-separated cells; commas within double quotes do not separate.
std::vector<Cell> cells_of(std::string_view line) {
  std::vector<Cell> cells;
  size_t start = 0;
  bool quoted = false;
  for (size_t i = 0; i <= line.size(); ++i) {
    if (i < line.size() && line[i] == '"') quoted = !quoted;
    if (i < line.size() && (line[i] != ',' || quoted)) continue;
    cells.push_back({trimmed(line.substr(start, i - start)), static_cast<int>(start) + 1});
    start = i + 1;
  }
  return cells;
}

bool parse(std::string_view text, double& value) {
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() && std::isfinite(value);
}

/// Latin-1 bytes as UTF-8, unless they are UTF-8 already; only for showing names.
std::string readable(std::string_view text) {
  const auto continues = [&](size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  std::string result;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      result += text[i];
    } else if (byte >= 0xC2 && continues(i + 1)) {
      result += text[i];
      while (continues(i + 1)) result += text[++i];
    } else {
      result += static_cast<char>(0xC0U | (byte >> 6U));
      result += static_cast<char>(0x80U | (byte & 0x3FU));
    }
  }
  return result;
}

class Reader {
 public:
  Reader(std::string_view text, std::string file, ProblemList& problems)
      : text_(text), file_(std::move(file)), problems_(problems) {}

  EpwRows read() {
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") text_.remove_prefix(3);
    std::string_view line;
    while (next_line(line)) {
      if (line_ == 1 && !read_location(line)) return result_;
      if (line_ == HEADER_LINES) read_data_periods(line);
      if (line_ > HEADER_LINES && !trimmed(line).empty()) read_row(line);
    }
    if (row_problems_ > MAX_ROW_PROBLEMS) {
      add(0, 0, fmt::format("{} more problems like these", row_problems_ - MAX_ROW_PROBLEMS), "mend the first ones");
    }
    check_calendar();
    return std::move(result_);
  }

 private:
  bool next_line(std::string_view& line) {
    if (position_ >= text_.size()) return false;
    const size_t end = std::min(text_.find('\n', position_), text_.size());
    line = text_.substr(position_, end - position_);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    position_ = end + 1;
    ++line_;
    return true;
  }

  void add(int line, int column, std::string message, std::string advice) {
    problems_.add({file_, line, column, std::move(message), std::move(advice)});
    bad_ = true;
  }

  void add_in_row(int column, std::string message, std::string advice) {
    if (++row_problems_ <= MAX_ROW_PROBLEMS) add(line_, column, std::move(message), std::move(advice));
    bad_ = true;
  }

  bool read_location(std::string_view line) {
    const std::vector<Cell> cells = cells_of(line);
    if (cells[0].text != "LOCATION" || cells.size() < 10) {
      add(1, 1, fmt::format("this is not an EPW file: its first line starts with '{}'", readable(line.substr(0, 20))),
          "an EPW file starts with LOCATION,city,region,country,source,WMO,latitude,longitude,time zone,elevation");
      return false;
    }
    weather::Site& site = result_.site;
    site.name = readable(cells[1].text);
    result_.place = fmt::format("{}, {}, {} ({})", readable(cells[1].text), readable(cells[2].text),
                                readable(cells[3].text), readable(cells[4].text));
    read_header_number(cells[6], "latitude", -90.0, 90.0, site.latitude_deg);
    read_header_number(cells[7], "longitude", -180.0, 180.0, site.longitude_deg);
    read_header_number(cells[8], "time zone", -12.0, 14.0, site.utc_offset_h);
    read_header_number(cells[9], "elevation", -500.0, 9000.0, site.elevation_m);
    return true;
  }

  void read_header_number(const Cell& cell, const char* name, double low, double high, double& value) {
    if (parse(cell.text, value) && value >= low && value <= high) return;
    add(1, cell.column, fmt::format("{} is '{}'", name, readable(cell.text)),
        fmt::format("a number from {} to {}", low, high));
  }

  void read_data_periods(std::string_view line) {
    const std::vector<Cell> cells = cells_of(line);
    double periods = 0.0;
    double per_hour = 0.0;
    if (cells[0].text != "DATA PERIODS" || cells.size() < 3 || !parse(cells[1].text, periods) ||
        !parse(cells[2].text, per_hour)) {
      add(line_, 1, fmt::format("line 8 starts with '{}'", readable(line.substr(0, 20))),
          "the eighth line of an EPW file is DATA PERIODS,1,records per hour,name,weekday,first day,last day");
      return;
    }
    if (periods != 1.0)
      add(line_, cells[1].column, fmt::format("{} data periods", periods), "one period of a whole year");
    if (per_hour < 1.0 || per_hour > 60.0 || per_hour != std::floor(per_hour)) {
      add(line_, cells[2].column, fmt::format("{} records per hour", per_hour), "a whole number from 1 to 60");
      return;
    }
    result_.records_per_hour = static_cast<int>(per_hour);
  }

  void read_row(std::string_view line) {
    const std::vector<Cell> cells = cells_of(line);
    if (cells.size() < 24) {
      add_in_row(1, fmt::format("the row has {} fields", cells.size()),
                 "a data row has 35 fields; at least the first 24, up to the sky cover, are needed");
      return;
    }
    EpwRow row;
    row.line = line_;
    read_calendar_number(cells[1], "month", 12, row.month);
    read_calendar_number(cells[2], "day", 31, row.day);
    read_calendar_number(cells[3], "hour", 24, row.hour);
    for (const Field& field : FIELDS) row.*field.target = read_field(cells[field.number - 1], field);
    row.snow_depth_cm = last_field(cells, 31, 998.0);
    row.albedo = last_field(cells, 33, 1.0);
    result_.rows.push_back(row);
  }

  void read_calendar_number(const Cell& cell, const char* name, int high, int& value) {
    double number = 0.0;
    if (parse(cell.text, number) && number >= 1.0 && number <= high && number == std::floor(number)) {
      value = static_cast<int>(number);
      return;
    }
    add_in_row(cell.column, fmt::format("{} is '{}'", name, readable(cell.text)),
               fmt::format("a whole number from 1 to {}", high));
  }

  /// One of the fields after the sky cover, which many files leave out or fill with anything: missing unless it is a
  /// number in [0, most].
  static double last_field(const std::vector<Cell>& cells, size_t number, double most) {
    double value = 0.0;
    if (cells.size() < number || !parse(cells[number - 1].text, value)) return MISSING;
    return value >= 0.0 && value <= most ? value : MISSING;
  }

  double read_field(const Cell& cell, const Field& field) {
    double value = 0.0;
    if (cell.text.empty()) return MISSING;
    if (!parse(cell.text, value)) {
      add_in_row(cell.column, fmt::format("{} is '{}', not a number", field.name, readable(cell.text)),
                 fmt::format("a number from {} to {} {}, or {} for missing", field.low, field.high, field.unit,
                             field.missing_from));
      return MISSING;
    }
    if (value >= field.missing_from) return MISSING;
    if (value < field.low || value > field.high) {
      add_in_row(cell.column, fmt::format("{} is {} {}", field.name, value, field.unit),
                 fmt::format("allowed is {} to {} {}, or {} for missing", field.low, field.high, field.unit,
                             field.missing_from));
      return MISSING;
    }
    return value;
  }

  void check_calendar() {
    if (line_ < HEADER_LINES) {
      add(0, 0, fmt::format("the file ends after {} lines", line_),
          "8 header lines and a row for every hour of a year");
      return;
    }
    if (bad_) return;
    using namespace std::chrono;
    const int per_hour = result_.records_per_hour;
    const int rows = static_cast<int>(result_.rows.size());
    const bool leap = rows > 1416 * per_hour && result_.rows[1416 * per_hour].day == 29;
    const int expected = (leap ? 8784 : 8760) * per_hour;
    const sys_days first = year{leap ? 2000 : 2001} / January / 1;
    for (int i = 0; i < std::min(rows, expected); ++i) {
      const EpwRow& row = result_.rows[i];
      const int hours = i / per_hour;
      const year_month_day date{first + days{hours / 24}};
      const auto month = static_cast<int>(static_cast<unsigned>(date.month()));
      const auto day = static_cast<int>(static_cast<unsigned>(date.day()));
      if (row.month == month && row.day == day && row.hour == hours % 24 + 1) continue;
      add(row.line, 1,
          fmt::format("the row is for month {}, day {}, hour {}; month {}, day {}, hour {} should stand here",
                      row.month, row.day, row.hour, month, day, hours % 24 + 1),
          "every hour of a year from 1 January, hour 1 to 31 December, hour 24, once and in order");
      break;
    }
    if (rows == expected) return;
    add(0, 0, fmt::format("the file has {} rows", rows),
        fmt::format(
            "a year has 8760 hours (8784 in a leap year){}: {} rows; add the missing or remove the surplus ones",
            per_hour > 1 ? fmt::format(" of {} records", per_hour) : "", expected));
  }

  std::string_view text_;
  std::string file_;
  ProblemList& problems_;
  EpwRows result_;
  size_t position_ = 0;
  int line_ = 0;
  int row_problems_ = 0;
  bool bad_ = false;
};

}  // namespace

EpwRows read_epw_rows(std::string_view text, const std::string& file_name, ProblemList& problems) {
  return Reader(text, file_name, problems).read();
}

}  // namespace hearthgrid::io
