#pragma once
// `--set key.path=value` laid over a parsed TOML table. Internal to engine/io: the only header that shows toml++.

#include <string>
#include <vector>

#include "engine/base/error.hpp"

#define TOML_EXCEPTIONS 1
#include <toml++/toml.h>

namespace hearthgrid::io {

/// The file name that an override's values carry, "--set key.path=value".
inline constexpr const char* OVERRIDE_PREFIX = "--set ";

/// Lays "key.path=value" over `root`. A path into nowhere, or a value that is not TOML, is a problem.
void apply_override(toml::table& root, const std::string& override_text, ProblemList& problems);

}  // namespace hearthgrid::io
