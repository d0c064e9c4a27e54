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

constexpr std::array<std::string_view, 2> STATE_NAMES = {"at_home", "awake"};

template <size_t COUNT>
size_t index_of(const std::array<std::string_view, COUNT>& names, const std::string& name) {
  return static_cast<size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

Schema make_schema() {
  Schema schema{.file = "presence_profiles.csv",
                .description =
                    "Share of people at home by hour: one row per kind of person and kind of day. Further "
                    "rows may say how many of those at home are awake; who has none wakes with the home.",
                .keys = {text("person", "Kind of person.").one_of({PERSON_KIND_NAMES.begin(), PERSON_KIND_NAMES.end()}),
                         text("day", "Kind of day; a festival day is one whatever its weekday.")
                             .one_of({DAY_NAMES.begin(), DAY_NAMES.end()}),
                         text("state", "What the shares are of: people at home, or those of them who are awake.")
                             .one_of({STATE_NAMES.begin(), STATE_NAMES.end()})
                             .by_default("\"at_home\"")}};
  for (int hour = 0; hour < HOURS; ++hour) {
    schema.keys.push_back(
        number(fmt::format("h{:02}", hour), "1", fmt::format("Share from {0}:00 to {0}:59, local time.", hour))
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

occupancy::PresenceTable read_presence(const std::string& path, ProblemList& problems,
                                       const occupancy::PresenceTable& base) {
  occupancy::PresenceTable out = base;
  const size_t problems_before = problems.all().size();
  const Table table = read_table_file(path, presence_profiles_schema(), problems);
  if (problems.all().size() > problems_before) return out;
  std::array<std::array<std::array<int, DAY_KINDS>, PERSON_KINDS>, STATE_NAMES.size()> line{};
  for (int row = 0; row < table.rows(); ++row) {
    const size_t person = index_of(PERSON_KIND_NAMES, table.text(row, "person"));
    const size_t day = index_of(DAY_NAMES, table.text(row, "day"));
    const bool awake = table.text(row, "state") == STATE_NAMES[1];
    int& first = line[awake ? 1 : 0][person][day];
    if (first > 0) {
      problems.add(table.problem(
          row, "person",
          fmt::format("{} on a {} already stands in line {}", PERSON_KIND_NAMES[person], DAY_NAMES[day], first),
          "give one row per kind of person, kind of day and state"));
    }
    first = table.line(row);
    auto& shares = (awake ? out.awake : out.at_home)[person][day];
    for (int hour = 0; hour < HOURS; ++hour) {
      shares[static_cast<size_t>(hour)] = *table.number(row, fmt::format("h{:02}", hour));
    }
    if (awake) out.has_awake[person][day] = true;
    const bool returns_early = PERSON_KIND_NAMES[person] == "returning" && DAY_NAMES[day] != "festival" && !awake;
    if (returns_early && std::any_of(shares.begin(), shares.end(), [](double share) { return share > 0.0; })) {
      problems.add(table.problem(row, "person", fmt::format("returning people are not at home on a {}", DAY_NAMES[day]),
                                 "give 0 in all hours, or count them among the adults"));
    }
  }
  return out;
}

}  // namespace hearthgrid::io
