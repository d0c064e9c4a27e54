#pragma once
// What a scenario says of people, as the models of occupancy want it.

#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/time_axis.hpp"
#include "engine/io/settings.hpp"
#include "models/occupancy/calendar.hpp"
#include "models/occupancy/people.hpp"

namespace hearthgrid::run {

/// From [households]; the electricity is a home's or village's and left as it is by default.
[[nodiscard]] occupancy::PeopleInputs people_inputs(const io::Settings& households);

/// From [households]: the length of the Spring Festival, and days of a kind of their own.
[[nodiscard]] occupancy::Calendar calendar_of(const io::Settings& households);

/// What a reader of the season should know of its festivals.
[[nodiscard]] std::vector<std::string> calendar_notes(const occupancy::Calendar& calendar, const TimeAxis& axis);

/// What the schema cannot say of these keys.
void check_people(const io::Settings& households, ProblemList& problems);

}  // namespace hearthgrid::run
