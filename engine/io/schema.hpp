#pragma once
// The one table behind the parser, its messages and `hearthgrid describe`: what each key of a TOML file or column of a
// CSV table holds, in which unit, between which bounds, with which default and from which source.

#include <optional>
#include <string>
#include <vector>

namespace hearthgrid::io {

enum class Kind { number, integer, boolean, text, date, text_list, number_list, table, table_list };

/// One key or column. A `table` or `table_list` (array of tables) has children. A table that is not optional and is
/// left out counts as given and empty; a list of tables that is optional and left out is an empty list.
struct KeySpec {
  std::string name{};  ///< "step_minutes"
  Kind kind = Kind::text;
  std::string unit{};                         ///< "minute", "kW", "1"; empty where none applies
  std::string description{};                  ///< one sentence, for `describe` and the docs
  std::optional<std::string> default_text{};  ///< as it would be written in the file; none = the key must be given
  bool optional = false;                      ///< may be absent without a default
  std::optional<double> minimum{};            ///< allowed range of numbers, inclusive
  std::optional<double> maximum{};
  std::vector<std::string> allowed{};  ///< allowed words or numbers, if it is one of a few
  std::string source{};                ///< where the default comes from; empty = a convention of ours
  std::vector<KeySpec> children{};
  bool free_names = false;  ///< a table whose keys are names of the user's own; children describe each entry, or one
                            ///< child without a name the value itself
  bool unique = false;      ///< of a CSV column: no two rows may hold the same
};

/// A file's keys (TOML) or columns (CSV).
struct Schema {
  std::string file{};  ///< "scenario.toml", "villages.csv"
  std::string description{};
  std::vector<KeySpec> keys{};
};

/// Every schema of the program, for `describe` and for the test that holds the docs against it.
[[nodiscard]] const std::vector<Schema>& all_schemas();
[[nodiscard]] const Schema& schema_of(const std::string& file);

}  // namespace hearthgrid::io
