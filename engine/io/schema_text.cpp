#include "engine/io/schema_text.hpp"

#include <fmt/format.h>

#include <sstream>

#include "engine/io/value_check.hpp"

namespace hearthgrid::io {

namespace {

void flatten_into(const std::vector<KeySpec>& keys, const std::string& path, std::vector<NamedKey>& out) {
  for (const KeySpec& spec : keys) {
    const std::string name = spec.name.empty() ? path : path.empty() ? spec.name : path + "." + spec.name;
    if (!spec.name.empty()) out.push_back({name, &spec});
    flatten_into(spec.children, spec.free_names ? name + ".<name>" : name, out);
  }
}

std::string type_text(const KeySpec& spec) {
  std::string out = kind_name(spec.kind);
  if (!spec.unit.empty()) out += ", " + (spec.unit == "1" ? std::string("no unit") : spec.unit);
  return out;
}

std::string allowed_part(const KeySpec& spec) {
  if (!spec.allowed.empty()) return fmt::format("one of {}", fmt::join(spec.allowed, ", "));
  if (spec.minimum && spec.maximum) {
    return number_text(*spec.minimum) + " to " + number_text(*spec.maximum);
  }
  if (spec.minimum) return "at least " + number_text(*spec.minimum);
  return spec.maximum ? "at most " + number_text(*spec.maximum) : "";
}

std::string default_part(const KeySpec& spec) {
  if (spec.default_text) return "default " + *spec.default_text;
  if (spec.kind == Kind::table) return spec.optional ? "may be left out" : "";
  return spec.optional ? "may be left out" : "must be given";
}

std::string in_markdown(std::string text) {
  for (size_t at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2)) text.insert(at, "\\");
  return text;
}

std::string upper_first(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

}  // namespace

std::vector<NamedKey> flatten(const Schema& schema) {
  std::vector<NamedKey> out;
  flatten_into(schema.keys, "", out);
  return out;
}

std::string wrapped(const std::string& text, int indent, int width, const std::string& lead) {
  const std::string margin = lead + std::string(static_cast<size_t>(indent), ' ');
  std::istringstream words(text);
  std::string out;
  std::string line = margin;
  for (std::string word; words >> word;) {
    if (line.size() > margin.size() && character_count(line) + 1 + character_count(word) > width) {
      out += line + "\n";
      line = margin;
    }
    line += (line.size() > margin.size() ? " " : "") + word;
  }
  return out + line + "\n";
}

std::string key_text(const NamedKey& key) {
  const KeySpec& spec = *key.spec;
  const std::string type = type_text(spec);
  std::string out = fmt::format("{:<40} {}\n", key.name, type);
  if (character_count(out) > 81) out = key.name + "\n" + wrapped(type, 4);
  out += wrapped(spec.description, 4);
  std::string facts = default_part(spec);
  if (const std::string allowed = allowed_part(spec); !allowed.empty()) facts += (facts.empty() ? "" : "; ") + allowed;
  if (spec.unique) facts += "; no two alike";
  if (!facts.empty()) out += wrapped(upper_first(facts) + ".", 4);
  if (!spec.source.empty()) out += wrapped("Source: " + spec.source + ".", 4);
  return out;
}

std::string schema_text(const Schema& schema) {
  std::string out = schema.file + "\n" + std::string(schema.file.size(), '=') + "\n" + wrapped(schema.description, 0);
  for (const NamedKey& key : flatten(schema)) out += "\n" + key_text(key);
  return out;
}

std::string schema_markdown(const Schema& schema) {
  std::string out = fmt::format("## {}\n\n{}\n\n", schema.file, schema.description);
  out += "| name | type, unit | default | allowed | meaning | source |\n|---|---|---|---|---|---|\n";
  for (const NamedKey& key : flatten(schema)) {
    const KeySpec& spec = *key.spec;
    const std::string fallback = spec.default_text ? "`" + *spec.default_text + "`" : default_part(spec);
    out += fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", key.name, type_text(spec), in_markdown(fallback),
                       in_markdown(allowed_part(spec)), in_markdown(spec.description), in_markdown(spec.source));
  }
  return out;
}

}  // namespace hearthgrid::io
