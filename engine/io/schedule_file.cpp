#include "engine/io/schedule_file.hpp"

#include <fmt/format.h>

#include <array>
#include <map>
#include <optional>

#include "engine/io/key.hpp"
#include "engine/io/table.hpp"
#include "engine/io/text_file.hpp"

namespace hearthgrid::io {
namespace {

using occupancy::DayKind;
using occupancy::Schedule;
using occupancy::ScheduleDay;
using occupancy::ScheduleRow;

// "07:30" as minutes after midnight.
std::optional<int> minute_of(const std::string& text) {
  const auto digit = [&](size_t i) { return text[i] >= '0' && text[i] <= '9' ? text[i] - '0' : 100; };
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const int hour = 10 * digit(0) + digit(1), minute = 10 * digit(3) + digit(4);
  if (hour > 23 || minute > 59) return std::nullopt;
  return 60 * hour + minute;
}

// The schedules of a table; rows of one schedule, kind of day and months make up a day.
class ScheduleReader {
 public:
  ScheduleReader(const Table& table, ProblemList& problems) : table_(table), problems_(problems) {}

  std::vector<Schedule> read() {
    for (int row = 0; row < table_.rows(); ++row) read_row(row);
    for (size_t s = 0; s < schedules_.size(); ++s) {
      for (size_t d = 0; d < schedules_[s].days.size(); ++d) check_day(schedules_[s].days[d], rows_[s][d]);
      check_cover(schedules_[s], rows_[s].front().front());
    }
    return std::move(schedules_);
  }

 private:
  void complain(int row, const char* column, const std::string& message, const std::string& advice) {
    problems_.add(table_.problem(row, column, message, advice));
  }

  // Where a row belongs; made if it is the first of its day.
  std::pair<ScheduleDay*, std::vector<int>*> day_of(int row) {
    const std::string& name = table_.text(row, "schedule");
    const auto [entry, fresh] = index_.emplace(name, schedules_.size());
    if (fresh) {
      schedules_.push_back({name, {}});
      rows_.emplace_back();
    }
    std::vector<ScheduleDay>& days = schedules_[entry->second].days;
    std::vector<std::vector<int>>& rows = rows_[entry->second];
    ScheduleDay wanted;
    wanted.workdays = table_.text(row, "days") != "restday";
    wanted.restdays = table_.text(row, "days") != "workday";
    wanted.first_month = static_cast<unsigned>(table_.number(row, "first_month").value_or(1));
    wanted.last_month = static_cast<unsigned>(table_.number(row, "last_month").value_or(12));
    size_t i = 0;
    while (i < days.size() && (days[i].workdays != wanted.workdays || days[i].restdays != wanted.restdays ||
                               days[i].first_month != wanted.first_month || days[i].last_month != wanted.last_month)) {
      ++i;
    }
    if (i == days.size()) {
      days.push_back(wanted);
      rows.emplace_back();
    }
    return {&days[i], &rows[i]};
  }

  void read_row(int row) {
    const auto [day, rows] = day_of(row);
    ScheduleRow entry;
    const std::string& time = table_.text(row, "time");
    const auto minute = minute_of(time);
    if (!minute && !time.empty()) {
      complain(row, "time", fmt::format("'{}' is not a time of day", time), "write HH:MM from 00:00 to 23:59");
    }
    entry.start_minute = minute.value_or(day->rows.empty() ? 0 : day->rows.back().start_minute + 1);
    if (minute && day->rows.empty() && *minute != 0) {
      complain(row, "time", fmt::format("the day of schedule '{}' begins at {}", table_.text(row, "schedule"), time),
               "the first row of a day stands at 00:00");
    }
    if (minute && !day->rows.empty() && *minute <= day->rows.back().start_minute) {
      complain(row, "time", fmt::format("{} does not come after the row above it", time),
               "the rows of a day stand in the order of time, each time once");
    }
    entry.heating_set_point_c = table_.number(row, "heating_set_point_c");
    entry.cooling_set_point_c = table_.number(row, "cooling_set_point_c");
    entry.gains_w = table_.number(row, "gains_w").value_or(0.0);
    entry.ventilation_m3h = table_.number(row, "ventilation_m3h").value_or(0.0);
    entry.ramp = table_.boolean(row, "ramp").value_or(false);
    day->rows.push_back(entry);
    rows->push_back(row);
  }

  void check_day(const ScheduleDay& day, const std::vector<int>& rows) {
    for (size_t i = 0; i < day.rows.size(); ++i) {
      const ScheduleRow& row = day.rows[i];
      if (row.heating_set_point_c && row.cooling_set_point_c && *row.heating_set_point_c > *row.cooling_set_point_c) {
        complain(
            rows[i], "heating_set_point_c",
            fmt::format("heats to {} degC and cools to {} degC", *row.heating_set_point_c, *row.cooling_set_point_c),
            "the heating set point is at most the cooling one");
      }
      if (!row.ramp) continue;
      if (i + 1 == day.rows.size()) {
        complain(rows[i], "ramp", "a ramp in the last row of a day has nothing to lead to",
                 "end it with a row, say at 23:59, or write false");
        continue;
      }
      const ScheduleRow& next = day.rows[i + 1];
      if (row.heating_set_point_c.has_value() == next.heating_set_point_c.has_value() &&
          row.cooling_set_point_c.has_value() == next.cooling_set_point_c.has_value()) {
        continue;
      }
      complain(rows[i], "ramp", "a ramp between a set point and none",
               "give both rows a set point, or neither, or write false");
    }
  }

  void check_cover(const Schedule& schedule, int row) {
    for (unsigned month = 1; month <= 12; ++month) {
      for (const auto& [kind, word] : {std::pair(DayKind::workday, "work days"), {DayKind::restday, "rest days"}}) {
        int held = 0;
        for (const ScheduleDay& day : schedule.days) held += day.holds(kind, month) ? 1 : 0;
        if (held == 1) continue;
        complain(row, "schedule",
                 fmt::format("schedule '{}' says {} about {} in month {}", schedule.name,
                             held == 0 ? "nothing" : "more than one thing", word, month),
                 "each kind of day in each month has one set of rows: days is all, or workday and restday; first_month "
                 "to last_month lie beside each other");
        return;  // one is enough to see what is wrong
      }
    }
  }

  const Table& table_;
  ProblemList& problems_;
  std::vector<Schedule> schedules_;
  std::vector<std::vector<std::vector<int>>> rows_;  // [schedule][day][row]: rows of the table
  std::map<std::string, size_t> index_;
};

}  // namespace

const Schema& schedules_schema() {
  static const Schema schema{
      .file = "schedules.csv",
      .description =
          "What scheduled homes are told to do by the clock: set points, gains, a fan. A row holds from its time to "
          "the "
          "next row's.",
      .keys = {
          text("schedule", "Name of the schedule."),
          text("days", "Days it is about; festival days are rest days.")
              .one_of({"all", "workday", "restday"})
              .by_default("all"),
          integer("first_month", "1", "First month it is about.").range(1, 12).by_default("1"),
          integer("last_month", "1", "Last month it is about, included; before the first: across the year's end.")
              .range(1, 12)
              .by_default("12"),
          text("time", "Local time of day from which the row holds, HH:MM; a day begins at 00:00."),
          number("heating_set_point_c", "degC",
                 "Air temperature it is heated to, met at the end of each step; not "
                 "heated if empty.")
              .range(-40, 60)
              .or_absent(),
          number("cooling_set_point_c", "degC",
                 "Air temperature it is cooled to, met at the end of each step; not "
                 "cooled if empty.")
              .range(-40, 60)
              .or_absent(),
          number("gains_w", "W",
                 "Sensible heat of people and appliances; the archetype's gains_convective_share goes to the air.")
              .range(0, 1e6)
              .by_default("0"),
          number("ventilation_m3h", "m3/h", "Outdoor air that a fan brings, at the archetype's air density.")
              .range(0, 1e6)
              .by_default("0"),
          flag("ramp", "Whether the set points move in a line to the next row's.").by_default("false"),
      }};
  return schema;
}

std::vector<Schedule> read_schedules(const std::string& csv_text, const std::string& file_name, ProblemList& problems) {
  const size_t before = problems.all().size();
  const Table table = read_table(csv_text, file_name, schedules_schema(), problems);
  if (problems.all().size() > before) return {};
  return ScheduleReader(table, problems).read();
}

std::vector<Schedule> read_schedules_file(const std::string& path, ProblemList& problems) {
  const auto text = read_text_file(path, problems);
  return text ? read_schedules(*text, path, problems) : std::vector<Schedule>{};
}

}  // namespace hearthgrid::io
