#pragma once
// The components of a data set of power-grid-model as tables of text.

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "engine/io/network/element_frame.hpp"
#include "engine/io/network/pgm_file.hpp"

namespace hearthgrid::io {

struct PgmTables {
  std::string path;
  std::string name;
  std::map<std::string, ElementFrame> frames{};  ///< understood components that have elements
};

/// The components of `data` ({"node": [{...}], ...}); values of three phases are three columns with _a, _b and _c.
/// Components that are not understood are problems.
[[nodiscard]] PgmTables pgm_tables(const std::string& path, const nlohmann::ordered_json& data, ProblemList& problems);

/// The network that the tables describe; problems name what is wrong with them.
[[nodiscard]] electricity::Network network_of_pgm(const PgmTables& tables, const PgmOptions& options,
                                                  ProblemList& problems);

}  // namespace hearthgrid::io
