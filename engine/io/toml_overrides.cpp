#include "engine/io/toml_overrides.hpp"

#include <cctype>
#include <charconv>
#include <optional>

#include "engine/base/suggest.hpp"

namespace hearthgrid::io {

namespace {
constexpr const char* HOW_TO_SET = "write --set key.path=value, for example --set season.step_minutes=5";

std::vector<std::string> split_path(const std::string& path) {
  std::vector<std::string> parts(1);
  for (const char c : path) {
    if (c == '.') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

/// A bare word or path: what a person means as text without quoting it twice for the shell.
bool is_bare_text(const std::string& value) {
  const auto first = static_cast<unsigned char>(value.empty() ? '\0' : value.front());
  return std::isalpha(first) != 0 || first == '/' || first == '.' || first >= 0x80U;
}

std::optional<toml::table> parse_value(const std::string& value, const std::string& place) {
  try {
    return toml::parse("value = " + value + "\n", std::string_view(place));
  } catch (const toml::parse_error&) {
    if (!is_bare_text(value) || value.find_first_of("'\n") != std::string::npos) return std::nullopt;
  }
  try {
    return toml::parse("value = '" + value + "'\n", std::string_view(place));
  } catch (const toml::parse_error&) {
    return std::nullopt;
  }
}

/// The entry of a list of tables that a path part means: its number from 1, or its `name`.
toml::table* list_entry(toml::array& list, const std::string& part) {
  size_t number = 0;
  const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
  if (error == std::errc{} && end == part.data() + part.size()) {
    return number >= 1 && number <= list.size() ? list[number - 1].as_table() : nullptr;
  }
  for (toml::node& node : list) {
    toml::table* entry = node.as_table();
    if (entry != nullptr && (*entry)["name"].value<std::string>() == part) return entry;
  }
  return nullptr;
}

std::string advice_for_list(toml::array& list) {
  std::string names;
  for (toml::node& node : list) {
    const toml::table* entry = node.as_table();
    const auto name = entry != nullptr ? (*entry)["name"].value<std::string>() : std::nullopt;
    if (name) names += (names.empty() ? "" : ", ") + *name;
  }
  const std::string numbers = "a number from 1 to " + std::to_string(list.size());
  return "it is a list: name the entry by " + (names.empty() ? numbers : numbers + " or one of " + names);
}
}  // namespace

void apply_override(toml::table& root, const std::string& override_text, ProblemList& problems) {
  const std::string place = OVERRIDE_PREFIX + override_text;
  const size_t equals = override_text.find('=');
  if (equals == std::string::npos || equals == 0) {
    problems.add({place, 0, 0, "there is no key and '=' in it", HOW_TO_SET});
    return;
  }
  const std::string value_text = override_text.substr(equals + 1);
  std::optional<toml::table> parsed = parse_value(value_text, place);
  if (!parsed) {
    problems.add({place, 0, 0, "'" + value_text + "' is not a TOML value",
                  "texts stand in double quotes, dates are written 2021-11-15, lists [1, 2]"});
    return;
  }
  const std::vector<std::string> parts = split_path(override_text.substr(0, equals));
  toml::table* table = &root;
  for (size_t i = 0; i + 1 < parts.size(); ++i) {
    toml::node* next = table->get(parts[i]);
    if (next == nullptr) next = &table->insert_or_assign(parts[i], toml::table{}).first->second;
    if (toml::array* list = next->as_array(); list != nullptr && i + 2 < parts.size()) {
      table = list_entry(*list, parts[i + 1]);
      if (table == nullptr) {
        problems.add({place, 0, 0, "'" + parts[i] + "' has no entry '" + parts[i + 1] + "'", advice_for_list(*list)});
        return;
      }
      ++i;
      continue;
    }
    if (!next->is_table()) {
      const std::string advice = next->is_array() ? advice_for_list(*next->as_array()) : std::string(HOW_TO_SET);
      problems.add({place, 0, 0, "'" + parts[i] + "' is not a table", advice});
      return;
    }
    table = next->as_table();
  }
  // Moving the concrete value keeps its source; copying a node would lose it.
  parsed->get("value")->visit([&](auto& value) { table->insert_or_assign(parts.back(), std::move(value)); });
}

}  // namespace hearthgrid::io
