#pragma once
// schedules.csv: what scheduled homes are told to do by the clock (models/occupancy/schedule.hpp says what it means).

#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/io/schema.hpp"
#include "models/occupancy/schedule.hpp"

namespace hearthgrid::io {

[[nodiscard]] const Schema& schedules_schema();

/// Reads CSV text. Beside what the schema forbids, problems are: a time that is not HH:MM or not later than the row
/// above it; a day that does not begin at 00:00; a ramp without a next row or between a set point and none; a heating
/// set point above the cooling one; a kind of day in a month that no row or that two sets of rows hold for. A schedule
/// with problems is left out.
[[nodiscard]] std::vector<occupancy::Schedule> read_schedules(const std::string& csv_text, const std::string& file_name,
                                                              ProblemList& problems);
[[nodiscard]] std::vector<occupancy::Schedule> read_schedules_file(const std::string& path, ProblemList& problems);

}  // namespace hearthgrid::io
