#pragma once
// Reads appliances.toml: what homes own that takes electricity, what they cook on, and their hot water.

#include <string>

#include "engine/base/error.hpp"
#include "engine/io/schema.hpp"
#include "models/occupancy/equipment.hpp"

namespace hearthgrid::io {

[[nodiscard]] const Schema& appliances_schema();

/// A file laid over `base`: what it does not give stays as it is there. Beside what the schema says, a problem is: an
/// unknown appliance, a span whose high is below its low, shares that are all 0, a day of other than 48 half hours, and
/// appliances of more than 17 kW in all.
[[nodiscard]] occupancy::Equipment read_appliances(const std::string& path, ProblemList& problems,
                                                   const occupancy::Equipment& base = {});

}  // namespace hearthgrid::io
