// Walks a parsed TOML table along its schema: unknown keys, kinds, ranges, words, defaults.

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "engine/base/suggest.hpp"
#include "engine/io/settings.hpp"
#include "engine/io/source_keys.hpp"
#include "engine/io/text_file.hpp"
#include "engine/io/toml_overrides.hpp"
#include "engine/io/value_check.hpp"

namespace hearthgrid::io {

namespace {

Place place_of(const toml::source_region& source, const Place& fallback) {
  if (!source.path || source.begin.line == 0) return fallback;
  if (source.path->starts_with(OVERRIDE_PREFIX)) return {*source.path, 0, 0};
  return {*source.path, static_cast<int>(source.begin.line), static_cast<int>(source.begin.column)};
}

/// A value as the user wrote it, for messages.
std::string shown(const toml::node& node) {
  std::string out;
  node.visit([&](const auto& value) {
    using T = std::decay_t<decltype(value)>;
    if constexpr (toml::is_table<T>) {
      out = "a table";
    } else if constexpr (toml::is_array<T>) {
      out = "a list";
    } else if constexpr (toml::is_string<T>) {
      out = fmt::format("the text \"{}\"", value.get());
    } else if constexpr (toml::is_floating_point<T>) {
      out = number_text(value.get());
    } else {
      std::ostringstream stream;
      stream << value;
      out = stream.str();
    }
  });
  return out;
}

class Reader {
 public:
  explicit Reader(ProblemList& problems) : problems_(problems) {}

  /// Reads `table` by `keys`; `path` is its dotted name ("" for the file itself).
  Settings read(const toml::table& table, const std::vector<KeySpec>& keys, const std::string& path,
                const Place& place) {
    Settings settings;
    settings.set_place(place);
    report_unknown(table, keys, path, place);
    for (const KeySpec& spec : keys) read_key(table, spec, path, settings);
    return settings;
  }

 private:
  static std::string dotted(const std::string& path, const std::string& key) {
    return path.empty() ? key : path + "." + key;
  }

  void report_unknown(const toml::table& table, const std::vector<KeySpec>& keys, const std::string& path,
                      const Place& place) {
    std::vector<std::string> names;
    for (const KeySpec& spec : keys) names.push_back(spec.name);
    for (const auto& [key, node] : table) {
      const std::string name(key.str());
      if (std::find(names.begin(), names.end(), name) != names.end()) continue;
      Place at = place_of(key.source(), place_of(node.source(), place));
      if (node.source().path && node.source().path->starts_with(OVERRIDE_PREFIX)) at = place_of(node.source(), place);
      const std::string where = path.empty() ? "at the top of the file" : "in [" + path + "]";
      problems_.add(
          {at.file, at.line, at.column, "unknown key '" + name + "' " + where, advice_for_unknown(name, names)});
    }
  }

  void read_key(const toml::table& table, const KeySpec& spec, const std::string& path, Settings& settings) {
    const std::string name = dotted(path, spec.name);
    if (const toml::node* node = table.get(spec.name)) {
      const Place place = place_of(node->source(), settings.place());
      if (std::optional<Value> value = read_value(*node, spec, name, place)) {
        value->place = place;
        value->given = true;
        settings.set(spec.name, std::move(*value));
        return;
      }
    } else if (!spec.default_text && !spec.optional && spec.kind != Kind::table) {
      const Place& place = settings.place();
      problems_.add({place.file, place.line, place.column, "the key '" + name + "' is missing",
                     spec.description + " Allowed: " + allowed_text(spec)});
      return;
    }
    set_default(spec, name, settings);
  }

  void set_default(const KeySpec& spec, const std::string& name, Settings& settings) {
    Value value;
    value.place = settings.place();
    if (spec.default_text) {
      const toml::table parsed = toml::parse("value = " + *spec.default_text + "\n", std::string_view("default"));
      std::optional<Value> read_back = read_value(*parsed.get("value"), spec, name, settings.place());
      if (!read_back) throw std::logic_error("the schema's default of '" + name + "' is not allowed by itself");
      value.held = std::move(read_back->held);
    } else if (spec.kind == Kind::table && !spec.optional) {
      value = read_table(toml::table{}, spec, name, settings.place());
      value.place = settings.place();
    } else if (spec.kind == Kind::table_list && spec.optional) {
      value.held = std::vector<Settings>{};
    } else {
      return;
    }
    value.given = false;
    settings.set(spec.name, std::move(value));
  }

  std::optional<Value> wrong(const toml::node& node, const KeySpec& spec, const std::string& name, const Place& place,
                             const std::string& fault) {
    std::string advice = "allowed: " + allowed_text(spec);
    const auto* text = node.as_string();
    if (text != nullptr && !spec.allowed.empty()) advice = advice_for_unknown(text->get(), spec.allowed);
    if (text != nullptr && spec.kind == Kind::date) advice += ", without quotes";
    if (text != nullptr && (spec.kind == Kind::number || spec.kind == Kind::integer)) {
      advice += ", without quotes and without its unit";
    }
    if (spec.default_text) advice += "; the default is " + *spec.default_text;
    problems_.add({place.file, place.line, place.column, name + " " + fault, advice});
    return std::nullopt;
  }

  std::optional<Value> wrong_kind(const toml::node& node, const KeySpec& spec, const std::string& name,
                                  const Place& place) {
    return wrong(node, spec, name, place, "is " + shown(node) + ", not a " + kind_name(spec.kind));
  }

  std::optional<Value> read_value(const toml::node& node, const KeySpec& spec, const std::string& name,
                                  const Place& place) {
    switch (spec.kind) {
      case Kind::number:
      case Kind::integer:
        return read_number(node, spec, name, place);
      case Kind::boolean:
        if (const auto* flag = node.as_boolean()) return Value{flag->get(), place, true};
        return wrong_kind(node, spec, name, place);
      case Kind::text:
        return read_text(node, spec, name, place);
      case Kind::date:
        return read_date(node, spec, name, place);
      case Kind::text_list:
        return read_list<std::string>(node, spec, name, place);
      case Kind::number_list:
        return read_list<double>(node, spec, name, place);
      case Kind::table:
        if (const auto* table = node.as_table()) return read_table(*table, spec, name, place);
        return wrong_kind(node, spec, name, place);
      case Kind::table_list:
        return read_tables(node, spec, name, place);
    }
    return std::nullopt;
  }

  std::optional<Value> read_number(const toml::node& node, const KeySpec& spec, const std::string& name,
                                   const Place& place) {
    if (!node.is_number()) return wrong_kind(node, spec, name, place);
    const double number = *node.value<double>();
    if (const auto fault = number_fault(spec, number)) {
      return wrong(node, spec, name, place, "= " + shown(node) + " " + *fault);
    }
    if (spec.kind == Kind::number) return Value{number, place, true};
    if (!node.is_integer()) return wrong(node, spec, name, place, "= " + shown(node) + " is not a whole number");
    return Value{*node.value<int64_t>(), place, true};
  }

  std::optional<Value> read_text(const toml::node& node, const KeySpec& spec, const std::string& name,
                                 const Place& place) {
    const auto* text = node.as_string();
    if (text == nullptr) return wrong_kind(node, spec, name, place);
    if (!word_allowed(spec, text->get())) {
      return wrong(node, spec, name, place, "= \"" + text->get() + "\" is not one of the words allowed");
    }
    if (is_blank_source(spec, text->get())) {
      problems_.add({place.file, place.line, place.column, name + " is empty", ADVICE_FOR_BLANK_SOURCE});
      return std::nullopt;
    }
    return Value{text->get(), place, true};
  }

  std::optional<Value> read_date(const toml::node& node, const KeySpec& spec, const std::string& name,
                                 const Place& place) {
    const auto* date = node.as_date();
    if (date == nullptr) return wrong_kind(node, spec, name, place);
    const toml::date& d = date->get();
    const std::chrono::year_month_day day{std::chrono::year{d.year}, std::chrono::month{d.month},
                                          std::chrono::day{d.day}};
    return Value{std::chrono::sys_days{day}, place, true};
  }

  template <typename T>
  std::optional<Value> read_list(const toml::node& node, const KeySpec& spec, const std::string& name,
                                 const Place& place) {
    KeySpec item_spec = spec;
    item_spec.kind = std::is_same_v<T, double> ? Kind::number : Kind::text;
    std::vector<T> items;
    const auto add = [&](const toml::node& item, const std::string& item_name) {
      const auto value = read_value(item, item_spec, item_name, place_of(item.source(), place));
      if (value) items.push_back(std::get<T>(value->held));
      return value.has_value();
    };
    bool good = true;
    if (const auto* list = node.as_array()) {
      int number = 0;
      for (const toml::node& item : *list) good = add(item, name + fmt::format("[{}]", ++number)) && good;
    } else if (std::is_same_v<T, std::string> ? node.is_string() : node.is_number()) {
      good = add(node, name);
    } else {
      return wrong_kind(node, spec, name, place);
    }
    if (!good) return std::nullopt;
    return Value{std::move(items), place, true};
  }

  Value read_table(const toml::table& table, const KeySpec& spec, const std::string& name, const Place& place) {
    if (!spec.free_names) return {std::make_shared<Settings>(read(table, spec.children, name, place)), place, true};
    auto entries = std::make_shared<Settings>();
    entries->set_place(place);
    KeySpec entry_spec;
    entry_spec.kind = Kind::table;
    entry_spec.children = spec.children;
    if (spec.children.size() == 1 && spec.children.front().name.empty()) entry_spec = spec.children.front();
    std::vector<const toml::key*> keys;  // toml++ sorts by name; the user's order is that of the places
    for (const auto& [key, node] : table) keys.push_back(&key);
    std::stable_sort(keys.begin(), keys.end(),
                     [](const toml::key* a, const toml::key* b) { return a->source().begin < b->source().begin; });
    for (const toml::key* key : keys) {
      const toml::node& node = *table.get(key->str());
      const std::string entry_name(key->str());
      const Place entry_place = place_of(node.source(), place);
      auto value = read_value(node, entry_spec, dotted(name, entry_name), entry_place);
      if (!value) continue;
      value->place = entry_place;
      entries->set(entry_name, std::move(*value));
    }
    return {std::move(entries), place, true};
  }

  std::optional<Value> read_tables(const toml::node& node, const KeySpec& spec, const std::string& name,
                                   const Place& place) {
    const auto* list = node.as_array();
    if (list == nullptr) {
      return wrong(node, spec, name, place,
                   "is " + shown(node) + ", not a list of tables; write [[" + name + "]] with double brackets");
    }
    std::vector<Settings> tables;
    for (const toml::node& item : *list) {
      const Place item_place = place_of(item.source(), place);
      const auto* table = item.as_table();
      if (table == nullptr) return wrong_kind(item, spec, name, item_place);
      tables.push_back(read(*table, spec.children, name, item_place));
    }
    return Value{std::move(tables), place, true};
  }

  ProblemList& problems_;
};

Problem not_toml(const toml::parse_error& error, const std::string& file_name, const Place& place) {
  const std::string reason(error.description());
  const std::string date_fault = "parsing date: ";
  if (const size_t at = reason.find(date_fault); at != std::string::npos) {
    return {file_name, place.line, place.column, "there is no such day: " + reason.substr(at + date_fault.size()),
            "dates are written year-month-day: 2021-11-15"};
  }
  return {file_name, place.line, place.column, "this is not TOML: " + reason,
          "texts stand in double quotes, dates are written 2021-11-15, tables start with [name], "
          "names with other than ASCII letters stand in quotes; save the file as UTF-8"};
}

}  // namespace

Settings read_settings(const std::string& toml_text, const std::string& file_name, const Schema& schema,
                       const std::vector<std::string>& overrides, ProblemList& problems) {
  toml::table root;
  try {
    root = toml::parse(std::string_view(toml_text), std::string_view(file_name));
  } catch (const toml::parse_error& error) {
    const Place place = place_of(error.source(), {file_name, 0, 0});
    problems.add(not_toml(error, file_name, place));
    Settings nothing;
    nothing.set_place({file_name, 0, 0});
    return nothing;
  }
  for (const std::string& override_text : overrides) apply_override(root, override_text, problems);
  return Reader(problems).read(root, schema.keys, "", {file_name, 0, 0});
}

Settings read_settings_file(const std::string& path, const Schema& schema, const std::vector<std::string>& overrides,
                            ProblemList& problems) {
  const auto text = read_text_file(path, problems);
  if (text) return read_settings(*text, path, schema, overrides, problems);
  Settings nothing;
  nothing.set_place({path, 0, 0});
  return nothing;
}

}  // namespace hearthgrid::io
