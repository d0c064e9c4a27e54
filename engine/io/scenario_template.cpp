#include "engine/io/scenario_template.hpp"

#include <fmt/format.h>

#include <map>

#include "engine/io/scenario_schema.hpp"
#include "engine/io/schema_text.hpp"
#include "engine/io/value_check.hpp"

namespace hearthgrid::io {

namespace {

/// What the example gives: an invented county on the climate of Yanggao.
std::map<std::string, std::string> example_values(const std::string& name) {
  return {{"format", std::to_string(SCENARIO_FORMAT)},
          {"name", "\"" + name + "\""},
          {"season.first_day", "2021-11-15"},
          {"season.last_day", "2022-03-15"},
          {"weather.site", "\"yanggao\""},
          {"households.villages", "\"villages.csv\""}};
}

constexpr const char* EXAMPLE_MIXES = R"([[mix]]
name = "before"                  # nothing changes

[[mix]]
name = "heat-pumps-30"
[[mix.convert]]
technology = "ashp_water"
share = 0.3

[[mix]]
name = "gas-30"
[[mix.convert]]
technology = "gas_boiler"
share = 0.3
)";

/// "kWh; 0 to 50000; default 1500": what a comment says beside the sentence.
std::string facts(const KeySpec& spec) {
  const bool bounded = spec.minimum || spec.maximum;
  std::string out = spec.unit == "1" || (bounded && spec.allowed.empty()) ? "" : spec.unit;  // bounds name the unit
  if (bounded || !spec.allowed.empty()) out += (out.empty() ? "" : "; ") + allowed_text(spec);
  if (spec.default_text) out += (out.empty() ? "" : "; ") + ("default " + *spec.default_text);
  return out;
}

std::string comment(const KeySpec& spec) {
  const std::string more = facts(spec);
  return wrapped(spec.description + (more.empty() ? "" : " [" + more + "]"), 1, 100, "#");
}

/// A value that the key could have, for keys that are commented out.
std::string placeholder(const KeySpec& spec) {
  if (spec.default_text) return *spec.default_text;
  if (!spec.allowed.empty()) {
    const std::string quoted = "\"" + spec.allowed.front() + "\"";
    return spec.kind == Kind::text ? quoted : spec.kind == Kind::text_list ? "[" + quoted + "]" : spec.allowed.front();
  }
  switch (spec.kind) {
    case Kind::number:
    case Kind::integer:
      return number_text(spec.minimum.value_or(0.0));
    case Kind::boolean:
      return "false";
    case Kind::date:
      return "2021-11-15";
    case Kind::text_list:
    case Kind::number_list:
      return "[]";
    default:
      return "\"...\"";
  }
}

class Template {
 public:
  explicit Template(const std::string& name) : values_(example_values(name)) {}

  std::string text() {
    out_ = "# A scenario of hearthgrid. `hearthgrid describe` explains every key, `hearthgrid check` finds mistakes.\n";
    keys(scenario_schema().keys, "");
    return out_;
  }

 private:
  void keys(const std::vector<KeySpec>& specs, const std::string& path) {
    for (const KeySpec& spec : specs) {
      if (spec.kind != Kind::table && spec.kind != Kind::table_list) value(spec, path);
    }
    for (const KeySpec& spec : specs) {
      if (spec.kind == Kind::table) table_of(spec, path);
      if (spec.kind == Kind::table_list) list_of(spec, path);
    }
  }

  void value(const KeySpec& spec, const std::string& path) {
    const auto given = values_.find(path.empty() ? spec.name : path + "." + spec.name);
    out_ += comment(spec);
    out_ += given != values_.end() ? spec.name + " = " + given->second + "\n"
                                   : "# " + spec.name + " = " + placeholder(spec) + "\n";
  }

  void table_of(const KeySpec& spec, const std::string& path) {
    const std::string name = path.empty() ? spec.name : path + "." + spec.name;
    out_ += "\n" + comment(spec) + (spec.optional ? "# " : "") + "[" + name + "]\n";
    keys(spec.children, name);
  }

  /// Lists of tables are told in comments only; the example's mixes follow.
  void list_of(const KeySpec& spec, const std::string& path) {
    const std::string name = path.empty() ? spec.name : path + "." + spec.name;
    out_ += "\n" + comment(spec) + "# [[" + name + "]]\n";
    keys(spec.children, name);
    if (name == "mix") out_ += "\n" + std::string(EXAMPLE_MIXES);
  }

  std::map<std::string, std::string> values_;
  std::string out_;
};

}  // namespace

std::string scenario_template(const std::string& name) {
  return Template(name).text();
}

std::string villages_template() {
  return "village,households,archetype\n"
         "North Village,120,\n"
         "River Village,80,\n"
         "Hill Village,50,\n";
}

}  // namespace hearthgrid::io
