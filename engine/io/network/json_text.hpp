#pragma once
// JSON files of other tools: parsed with the line of a mistake, and with the NaN and Infinity that Python writes.

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "engine/base/error.hpp"

namespace hearthgrid::io {

/// The parsed text; bare NaN and Infinity count as null. A mistake in the form is a problem with line and column.
[[nodiscard]] std::optional<nlohmann::ordered_json> parse_json(const std::string& path, const std::string& text,
                                                               ProblemList& problems);
[[nodiscard]] std::optional<nlohmann::ordered_json> read_json_file(const std::string& path, ProblemList& problems);

}  // namespace hearthgrid::io
