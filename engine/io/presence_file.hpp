#pragma once
// Reads presence_profiles.csv: the share of people at home, by kind of person, kind of day and hour.

#include <string>

#include "engine/base/error.hpp"
#include "engine/io/schema.hpp"
#include "models/occupancy/presence.hpp"

namespace hearthgrid::io {

[[nodiscard]] const Schema& presence_profiles_schema();

/// Shares of a file laid over `base`: a kind of person and day without a row keeps what it has there. A pair given
/// twice is a problem, beside what the schema says.
[[nodiscard]] occupancy::PresenceShares read_presence(const std::string& path, ProblemList& problems,
                                                      const occupancy::PresenceShares& base = {});

}  // namespace hearthgrid::io
