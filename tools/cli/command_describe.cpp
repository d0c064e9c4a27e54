#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "engine/base/error.hpp"
#include "engine/base/suggest.hpp"
#include "engine/io/schema_text.hpp"
#include "tools/cli/commands.hpp"

namespace hearthgrid::cli {

namespace {

const std::string MARKDOWN_HEAD =
    "# Inputs\n\n"
    "Every key of a scenario and every column of its tables, printed by `hearthgrid describe --format md`; a test "
    "holds\n"
    "this file against the program. `mix.convert.share` is the key `share` of a `[[mix.convert]]`; `<name>` stands for "
    "a\n"
    "name of your own. Unknown keys and columns are errors.\n\n";

using Parts = std::vector<std::string>;

constexpr const char* OWN_NAME = "<name>";  // stands in a key for a name of the user's own

Parts parts_of(const std::string& name) {
  Parts parts;
  std::istringstream stream(name);
  for (std::string part; std::getline(stream, part, '.');) parts.push_back(part);
  return parts;
}

bool begins_with(const Parts& name, const Parts& given, bool own_names) {
  return given.size() <= name.size() &&
         std::equal(given.begin(), given.end(), name.begin(), [&](const std::string& asked, const std::string& part) {
           return asked == part || (own_names && part == OWN_NAME);
         });
}

/// Whether `given` asks for this key: its whole name, with or without names of the user's own, a table that it is in,
/// or its last parts. With `own_names` any word may stand where the user's own name does.
bool asks_for(const std::string& given, const std::string& name, bool own_names) {
  if (name.size() > given.size() && name.ends_with("." + given)) return true;
  Parts parts = parts_of(name);
  if (begins_with(parts, parts_of(given), own_names)) return true;
  std::erase(parts, OWN_NAME);
  return begins_with(parts, parts_of(given), false);
}

std::string matches(const std::string& given, bool own_names) {
  std::string out;
  for (const io::Schema& schema : io::all_schemas()) {
    std::string of_this;
    for (const io::NamedKey& key : io::flatten(schema)) {
      const bool asked = asks_for(given, key.name, own_names) || given == schema.file + ":" + key.name;
      if (asked) of_this += "\n" + io::key_text(key);
    }
    if (!of_this.empty()) out += (out.empty() ? "" : "\n") + ("in " + schema.file + ":\n") + of_this;
  }
  return out;
}

[[noreturn]] void throw_unknown(const std::string& given) {
  std::vector<std::string> names;
  for (const io::Schema& schema : io::all_schemas()) {
    names.push_back(schema.file);
    for (const io::NamedKey& key : io::flatten(schema)) {
      names.push_back(key.name);
      names.push_back(key.spec->name);
    }
  }
  std::string advice = "'hearthgrid describe' lists all keys, columns and files";
  if (const auto near = nearest(given, names)) advice = "did you mean '" + *near + "'? " + advice;
  throw InputError(Problem{"", 0, 0, "there is no key, column or file '" + given + "'", advice});
}

}  // namespace

int describe(const DescribeOptions& options) {
  if (options.key == "dwelling") return describe_dwelling(options);
  if (!options.name.empty() || !options.archetypes.empty()) {
    throw InputError(Problem{"", 0, 0, "only dwellings have a name or an archetype file to look at",
                             "hearthgrid describe dwelling NAME --archetypes FILE.toml"});
  }
  const auto rendered = [&](const io::Schema& schema) {
    return options.format == "md" ? io::schema_markdown(schema) : io::schema_text(schema);
  };
  std::string out;
  for (const io::Schema& schema : io::all_schemas()) {
    if (options.key.empty() || options.key == schema.file) out += (out.empty() ? "" : "\n") + rendered(schema);
  }
  if (options.key.empty() && options.format == "md") out = MARKDOWN_HEAD + out;
  if (out.empty()) out = matches(options.key, false);
  if (out.empty()) out = matches(options.key, true);
  if (out.empty()) throw_unknown(options.key);
  fmt::print("{}", out);
  return 0;
}

}  // namespace hearthgrid::cli
