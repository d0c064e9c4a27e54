#include "engine/io/presence_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/io/key.hpp"
#include "engine/io/source_keys.hpp"
#include "engine/io/table.hpp"

namespace hearthgrid::io {
namespace {

using occupancy::DAY_KINDS;
using occupancy::HOURS;
using occupancy::PERSON_KIND_NAMES;
using occupancy::PERSON_KINDS;

constexpr std::array<std::string_view, DAY_KINDS> DAY_NAMES = {"workday", "restday", "festival"};

template <size_t COUNT>
size_t index_of(const std::array<std::string_view, COUNT>& names, const std::string& name) {
  return static_cast<size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

Schema make_schema() {
  Schema schema{.file = "presence_profiles.csv",
                .description = "Share of people at home by hour: one row per kind of person and kind of day.",
                .keys = {text("person", "Kind of person.").one_of({PERSON_KIND_NAMES.begin(), PERSON_KIND_NAMES.end()}),
                         text("day", "Kind of day; a festival day is one whatever its weekday.")
                             .one_of({DAY_NAMES.begin(), DAY_NAMES.end()})}};
  for (int hour = 0; hour < HOURS; ++hour) {
    schema.keys.push_back(
        number(fmt::format("h{:02}", hour), "1", fmt::format("Share at home from {0}:00 to {0}:59, local time.", hour))
            .range(0, 1));
  }
  schema.keys.push_back(status_key());
  schema.keys.push_back(source_key());
  return schema;
}

}  // namespace

const Schema& presence_profiles_schema() {
  static const Schema SCHEMA = make_schema();
  return SCHEMA;
}

occupancy::PresenceShares read_presence(const std::string& path, ProblemList& problems,
                                        const occupancy::PresenceShares& base) {
  occupancy::PresenceShares shares = base;
  const size_t problems_before = problems.all().size();
  const Table table = read_table_file(path, presence_profiles_schema(), problems);
  if (problems.all().size() > problems_before) return shares;
  std::array<std::array<int, DAY_KINDS>, PERSON_KINDS> line{};
  for (int row = 0; row < table.rows(); ++row) {
    const size_t person = index_of(PERSON_KIND_NAMES, table.text(row, "person"));
    const size_t day = index_of(DAY_NAMES, table.text(row, "day"));
    if (line[person][day] > 0) {
      problems.add(table.problem(row, "person",
                                 fmt::format("{} on a {} already stands in line {}", PERSON_KIND_NAMES[person],
                                             DAY_NAMES[day], line[person][day]),
                                 "give one row per kind of person and kind of day"));
    }
    line[person][day] = table.line(row);
    for (int hour = 0; hour < HOURS; ++hour) {
      shares[person][day][static_cast<size_t>(hour)] = *table.number(row, fmt::format("h{:02}", hour));
    }
  }
  return shares;
}

}  // namespace hearthgrid::io
