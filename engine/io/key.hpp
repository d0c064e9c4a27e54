#pragma once
// A schema's rows, written as one reads them: number("share", "1", "Share of ...").range(0, 1).by_default("0").

#include <string>
#include <utility>
#include <vector>

#include "engine/io/schema.hpp"

namespace hearthgrid::io {

/// A KeySpec under construction; it turns into one by slicing, which is safe because it adds no members.
struct Key : KeySpec {
  Key(std::string key_name, Kind key_kind, std::string key_unit, std::string sentence) {
    name = std::move(key_name);
    kind = key_kind;
    unit = std::move(key_unit);
    description = std::move(sentence);
  }
  Key by_default(std::string text_in_file) && {
    default_text = std::move(text_in_file);
    return std::move(*this);
  }
  Key range(double low, double high) && {
    minimum = low;
    maximum = high;
    return std::move(*this);
  }
  Key at_least(double low) && {
    minimum = low;
    return std::move(*this);
  }
  Key one_of(std::vector<std::string> words) && {
    allowed = std::move(words);
    return std::move(*this);
  }
  Key from(std::string where) && {
    source = std::move(where);
    return std::move(*this);
  }
  Key or_absent() && {
    optional = true;
    return std::move(*this);
  }
  Key is_unique() && {
    unique = true;
    return std::move(*this);
  }
};

[[nodiscard]] inline Key number(std::string name, std::string unit, std::string sentence) {
  return {std::move(name), Kind::number, std::move(unit), std::move(sentence)};
}
[[nodiscard]] inline Key integer(std::string name, std::string unit, std::string sentence) {
  return {std::move(name), Kind::integer, std::move(unit), std::move(sentence)};
}
[[nodiscard]] inline Key flag(std::string name, std::string sentence) {
  return {std::move(name), Kind::boolean, "", std::move(sentence)};
}
[[nodiscard]] inline Key text(std::string name, std::string sentence) {
  return {std::move(name), Kind::text, "", std::move(sentence)};
}
[[nodiscard]] inline Key texts(std::string name, std::string sentence) {
  return {std::move(name), Kind::text_list, "", std::move(sentence)};
}
[[nodiscard]] inline Key numbers(std::string name, std::string unit, std::string sentence) {
  return {std::move(name), Kind::number_list, std::move(unit), std::move(sentence)};
}
[[nodiscard]] inline Key date(std::string name, std::string sentence) {
  return {std::move(name), Kind::date, "", std::move(sentence)};
}
[[nodiscard]] inline Key table(std::string name, std::string sentence, std::vector<KeySpec> keys) {
  Key key(std::move(name), Kind::table, "", std::move(sentence));
  key.children = std::move(keys);
  return key;
}
[[nodiscard]] inline Key table_list(std::string name, std::string sentence, std::vector<KeySpec> keys) {
  Key key(std::move(name), Kind::table_list, "", std::move(sentence));
  key.children = std::move(keys);
  return key;
}

}  // namespace hearthgrid::io
