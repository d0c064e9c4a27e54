#pragma once
// The tables of a pandapipes network as text, and its fluid, from a folder of CSV files or from `pp.to_json`.

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "engine/io/network/element_frame.hpp"
#include "models/gas/network/gas_fluid.hpp"

namespace hearthgrid::io {

struct PandapipesTables {
  std::string path;
  std::string name;
  std::map<std::string, ElementFrame> frames{};  ///< the understood ones, all of them, empty where absent
  nlohmann::ordered_json fluid{};                ///< name and its properties by name; null where absent
};

/// Reads what is there; tables that are not understood and hold elements in service are problems, and so are columns
/// whose name is a slip of an understood one.
[[nodiscard]] PandapipesTables read_pandapipes_tables(const std::string& path, ProblemList& problems);

/// The fluid at a temperature.
[[nodiscard]] gas::GasFluid pandapipes_fluid(const PandapipesTables& tables, double temperature_k,
                                             ProblemList& problems);

}  // namespace hearthgrid::io
