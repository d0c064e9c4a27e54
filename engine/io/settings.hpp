#pragma once
// A TOML file read against its schema: every value checked, defaults filled in, and each value knows where it stands.

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/io/schema.hpp"

namespace hearthgrid::io {

class Settings;

/// Where a value stands, for messages.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
};

struct Value {
  std::variant<double, int64_t, bool, std::string, std::chrono::sys_days, std::vector<std::string>, std::vector<double>,
               std::shared_ptr<Settings>, std::vector<Settings>>
      held;
  Place place;
  bool given = false;  ///< false: the default
};

/// A checked table of settings. The accessors throw std::logic_error for a key that the schema does not have (our bug).
class Settings {
 public:
  [[nodiscard]] bool has(const std::string& key) const;       ///< present, given or by default
  [[nodiscard]] bool given(const std::string& key) const;     ///< present in the file
  [[nodiscard]] double number(const std::string& key) const;  ///< also for integers
  [[nodiscard]] int64_t integer(const std::string& key) const;
  [[nodiscard]] bool boolean(const std::string& key) const;
  [[nodiscard]] const std::string& text(const std::string& key) const;
  [[nodiscard]] std::chrono::sys_days date(const std::string& key) const;
  [[nodiscard]] const std::vector<std::string>& texts(
      const std::string& key) const;  ///< a single text counts as a list of one
  [[nodiscard]] const std::vector<double>& numbers(const std::string& key) const;
  [[nodiscard]] const Settings& table(const std::string& key) const;
  [[nodiscard]] const std::vector<Settings>& tables(const std::string& key) const;
  [[nodiscard]] std::vector<std::string> names() const;  ///< keys that are present, in the file's order
  [[nodiscard]] const Place& place(const std::string& key) const;
  [[nodiscard]] const Place& place() const { return place_; }  ///< of the table itself

  /// A problem at a key (or at the table, if the key is absent).
  [[nodiscard]] Problem problem(const std::string& key, std::string message, std::string advice) const;

  void set(const std::string& key, Value value);
  void set_place(Place place) { place_ = std::move(place); }

 private:
  [[nodiscard]] const Value& at(const std::string& key) const;
  std::map<std::string, Value> values_;
  std::vector<std::string> order_;
  Place place_;
};

/// Reads and checks TOML text. `overrides` are "key.path=value" settings that replace what the file says; in a list of
/// tables the path goes on with the entry's number (1 = the first) or its `name`: "mix.programme.convert.1.share=0.4".
/// The value is TOML; a bare word counts as text. All problems found are added to `problems`; what could be read is
/// returned: a value that was wrong is left out, or its default where it has one.
[[nodiscard]] Settings read_settings(const std::string& toml_text, const std::string& file_name, const Schema& schema,
                                     const std::vector<std::string>& overrides, ProblemList& problems);
/// The same from a file; a file that cannot be read is a problem too.
[[nodiscard]] Settings read_settings_file(const std::string& path, const Schema& schema,
                                          const std::vector<std::string>& overrides, ProblemList& problems);

}  // namespace hearthgrid::io
