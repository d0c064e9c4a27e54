#pragma once
// The windows of archetypes.toml: the keys of a window_type and of a window, and what they make.

#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/io/schema.hpp"
#include "engine/io/settings.hpp"
#include "models/dwelling/window.hpp"

namespace hearthgrid::io {

[[nodiscard]] std::vector<KeySpec> window_type_keys();  ///< without source and status
[[nodiscard]] std::vector<KeySpec> window_keys();

/// Glass, frame and night cover of a [window_type.<name>]; what is wrong goes to `problems`.
[[nodiscard]] dwelling::Window read_window_type(const Settings& table, ProblemList& problems);

/// Name, size, place and shades of a window entry, put on the window of its type.
void read_window(const Settings& table, dwelling::Window& window, ProblemList& problems);

/// Overhang and fins stand at right angles to an upright face: on one that leans by more than ten degrees they are a
/// problem of `key`.
void check_upright(const Settings& table, const std::string& key, const Plane& plane, const dwelling::Shading& shading,
                   ProblemList& problems);

}  // namespace hearthgrid::io
