#pragma once
// Tables of pandas as JSON, as pandapower and pandapipes write them.

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "engine/io/network/element_frame.hpp"

namespace hearthgrid::io {

/// A DataFrame of pandas in its "split" form, itself JSON in a string or not; nothing if it is none. `value` has an
/// "_object"; `tool` is who wrote it, for the advice.
[[nodiscard]] std::optional<ElementFrame> frame_of_json(const std::string& element, const std::string& path,
                                                        const nlohmann::ordered_json& value, const std::string& tool,
                                                        ProblemList& problems);

}  // namespace hearthgrid::io
