#pragma once
// A whole text file in memory, or a problem that says why not.

#include <optional>
#include <string>

#include "engine/base/error.hpp"

namespace hearthgrid::io {

/// The bytes of a file; a path that is missing, a folder or unreadable is added to `problems`.
[[nodiscard]] std::optional<std::string> read_text_file(const std::string& path, ProblemList& problems);

}  // namespace hearthgrid::io
