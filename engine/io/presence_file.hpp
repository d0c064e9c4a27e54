#pragma once
// Reads presence_profiles.csv: the share of people at home, and of them awake, by kind of person, kind of day and hour.

#include <string>

#include "engine/base/error.hpp"
#include "engine/io/schema.hpp"
#include "models/occupancy/presence.hpp"

namespace hearthgrid::io {

[[nodiscard]] const Schema& presence_profiles_schema();

/// Shares of a file laid over `base`: a kind of person and day without a row keeps what it has there. Problems, beside
/// what the schema says, are rows given twice and returning people at home on other days than the festival's.
[[nodiscard]] occupancy::PresenceTable read_presence(const std::string& path, ProblemList& problems,
                                                     const occupancy::PresenceTable& base = {});

}  // namespace hearthgrid::io
