#pragma once
// What a single value may be, in words and as a test: shared by the readers of TOML and of CSV.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "engine/io/schema.hpp"

namespace hearthgrid::io {

/// "a number (kW) from 0 to 10", "one of random, village, income", "a date such as 2021-11-15".
[[nodiscard]] std::string allowed_text(const KeySpec& spec);
/// "number", "text", "table", ... as the messages and `describe` call it.
[[nodiscard]] std::string kind_name(Kind kind);
/// A number as a person would write it: the shortest form that reads back the same.
[[nodiscard]] std::string number_text(double value);

/// Why the number is not allowed ("is above the largest value allowed, 10"); nothing if it is.
[[nodiscard]] std::optional<std::string> number_fault(const KeySpec& spec, double value);
/// Whether the word is allowed (always, if the schema names none).
[[nodiscard]] bool word_allowed(const KeySpec& spec, std::string_view word);

/// The whole text as a decimal number; nothing if there is anything else in it. "nan" and "inf" are read as such.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);
/// true/false, yes/no, 1/0.
[[nodiscard]] std::optional<bool> parse_boolean(std::string_view text);
/// "2021-11-15", if the calendar has it.
[[nodiscard]] std::optional<std::chrono::sys_days> parse_date(std::string_view text);

/// Offset of the first byte that is not part of well-formed UTF-8 (RFC 3629); npos if all is well.
[[nodiscard]] size_t first_bad_utf8(std::string_view text);
/// Number of characters (code points) in UTF-8 text.
[[nodiscard]] int character_count(std::string_view text);

}  // namespace hearthgrid::io
