#pragma once
// The schemas as a person reads them: in the terminal, in the docs, and as a commented scenario to start from.

#include <string>
#include <vector>

#include "engine/io/schema.hpp"

namespace hearthgrid::io {

/// A key with its dotted name: "season.step_minutes", "technology.<name>.rated_heat_w".
struct NamedKey {
  std::string name;
  const KeySpec* spec = nullptr;
};

/// All keys of a schema in its order, tables before what is in them.
[[nodiscard]] std::vector<NamedKey> flatten(const Schema& schema);

/// The lines that describe one key: name and type, the sentence, default, range and source; at most 80 columns.
[[nodiscard]] std::string key_text(const NamedKey& key);
/// A whole schema, at most 80 columns.
[[nodiscard]] std::string schema_text(const Schema& schema);
/// The same as a Markdown section with a table.
[[nodiscard]] std::string schema_markdown(const Schema& schema);

/// Text broken at spaces so that no line is longer than `width` characters (unless a word is); every line is indented.
[[nodiscard]] std::string wrapped(const std::string& text, int indent, int width = 80, const std::string& lead = "");

}  // namespace hearthgrid::io
