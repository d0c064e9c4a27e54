#pragma once
// The tables of a pandapower network as text, from a folder of CSV files or from `pp.to_json`.

#include <map>
#include <string>

#include "engine/io/network/element_frame.hpp"

namespace hearthgrid::io {

struct PandapowerTables {
  std::string path;
  std::string name;
  double frequency_hz = 50.0;
  std::map<std::string, ElementFrame> frames{};  ///< the understood ones, all of them, empty where absent
  /// Load shapes (profiles.csv), one column each; not a table of pandapower's own.
  ElementFrame profiles{"profiles", ""};
};

/// Reads what is there; tables that are not understood and hold elements in service are problems.
[[nodiscard]] PandapowerTables read_pandapower_tables(const std::string& path, ProblemList& problems);

/// Adds a problem for each column that a flow depends on and that is not understood, if any row uses it, and for each
/// unknown column whose name is a slip of an understood one.
void check_pandapower_columns(const PandapowerTables& tables, ProblemList& problems);

}  // namespace hearthgrid::io
