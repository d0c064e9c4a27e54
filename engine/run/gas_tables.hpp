#pragma once
// The tables of a gas network that a scenario names, read and checked by themselves.

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/io/settings.hpp"
#include "engine/io/table.hpp"

namespace hearthgrid::run {

enum class GasSource { none, tables, pandapipes, gaslib, synthesis };

struct GasTables {
  GasSource source = GasSource::none;
  std::string path;                      ///< of gas.network, from where the program runs
  std::map<std::string, io::Table> own;  ///< by file: "pipes.csv"
  std::optional<io::Table> homes;        ///< gas_homes.csv
  /// Files of imported networks, as "name sha256", for /inputs.
  std::vector<std::pair<std::string, std::string>> imported;

  [[nodiscard]] const io::Table* find(const std::string& file) const {
    const auto found = own.find(file);
    return found == own.end() ? nullptr : &found->second;
  }
};

/// `folder`: the scenario's. Problems: both a network and a synthesis, a path that is none of the kinds known, a file
/// that is missing, keys that go with another kind.
[[nodiscard]] GasTables read_gas_tables(const io::Settings& gas, const std::string& folder, ProblemList& problems);

}  // namespace hearthgrid::run
