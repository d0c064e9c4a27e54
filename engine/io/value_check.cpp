#include "engine/io/value_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace hearthgrid::io {

std::string kind_name(Kind kind) {
  switch (kind) {
    case Kind::number:
      return "number";
    case Kind::integer:
      return "whole number";
    case Kind::boolean:
      return "true or false";
    case Kind::text:
      return "text";
    case Kind::date:
      return "date";
    case Kind::text_list:
      return "list of texts";
    case Kind::number_list:
      return "list of numbers";
    case Kind::table:
      return "table";
    case Kind::table_list:
      return "list of tables";
  }
  return "";
}

std::string number_text(double value) {
  std::array<char, 64> buffer{};
  char* const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::general).ptr;
  std::string shortest(buffer.data(), end);
  const bool awkward = shortest.find('e') != std::string::npos && std::abs(value) >= 1e-4 && std::abs(value) < 1e15;
  return awkward ? fmt::format("{:.15g}", value) : shortest;
}

std::string allowed_text(const KeySpec& spec) {
  if (!spec.allowed.empty()) return fmt::format("one of {}", fmt::join(spec.allowed, ", "));
  std::string out = spec.kind == Kind::boolean ? "" : "a ";
  out += kind_name(spec.kind);
  if (spec.kind == Kind::date) out += " such as 2021-11-15";
  if (!spec.unit.empty() && spec.unit != "1") out += " (" + spec.unit + ")";
  if (spec.minimum && spec.maximum) {
    out += " from " + number_text(*spec.minimum) + " to " + number_text(*spec.maximum);
  } else if (spec.minimum) {
    out += ", at least " + number_text(*spec.minimum);
  } else if (spec.maximum) {
    out += ", at most " + number_text(*spec.maximum);
  }
  return out;
}

std::optional<std::string> number_fault(const KeySpec& spec, double value) {
  if (!std::isfinite(value)) return "is not a finite number";
  if (spec.kind == Kind::integer && value != std::floor(value)) return "is not a whole number";
  if (spec.minimum && value < *spec.minimum) {
    return "is below the smallest value allowed, " + number_text(*spec.minimum);
  }
  if (spec.maximum && value > *spec.maximum) {
    return "is above the largest value allowed, " + number_text(*spec.maximum);
  }
  if (!word_allowed(spec, number_text(value))) return "is not one of the values allowed";
  return std::nullopt;
}

bool word_allowed(const KeySpec& spec, std::string_view word) {
  return spec.allowed.empty() || std::find(spec.allowed.begin(), spec.allowed.end(), word) != spec.allowed.end();
}

std::optional<double> parse_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<bool> parse_boolean(std::string_view text) {
  if (text == "true" || text == "yes" || text == "1" || text == "TRUE") return true;
  if (text == "false" || text == "no" || text == "0" || text == "FALSE") return false;
  return std::nullopt;
}

std::optional<std::chrono::sys_days> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto digits = [&](size_t from, size_t count) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data() + from, text.data() + from + count, value);
    return error == std::errc{} && end == text.data() + from + count ? value : -1;
  };
  const int year = digits(0, 4);
  const int month = digits(5, 2);
  const int day = digits(8, 2);
  if (year < 0 || month < 0 || day < 0) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date};
}

namespace {
/// Length of the well-formed UTF-8 sequence at the front of the text, 0 if there is none (RFC 3629, section 4).
size_t sequence_length(std::string_view text) {
  const auto byte = [&](size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto follows = [&](size_t i, unsigned low = 0x80U, unsigned high = 0xBFU) {
    return byte(i) >= low && byte(i) <= high;
  };
  const unsigned first = byte(0);
  if (first < 0x80U) return 1;
  if (first >= 0xC2U && first <= 0xDFU) return follows(1) ? 2 : 0;
  if (first >= 0xE0U && first <= 0xEFU) {
    const unsigned low = first == 0xE0U ? 0xA0U : 0x80U;
    const unsigned high = first == 0xEDU ? 0x9FU : 0xBFU;
    return follows(1, low, high) && follows(2) ? 3 : 0;
  }
  if (first >= 0xF0U && first <= 0xF4U) {
    const unsigned low = first == 0xF0U ? 0x90U : 0x80U;
    const unsigned high = first == 0xF4U ? 0x8FU : 0xBFU;
    return follows(1, low, high) && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}
}  // namespace

size_t first_bad_utf8(std::string_view text) {
  size_t i = 0;
  while (i < text.size()) {
    const size_t length = sequence_length(text.substr(i));
    if (length == 0) return i;
    i += length;
  }
  return std::string_view::npos;
}

int character_count(std::string_view text) {
  return static_cast<int>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace hearthgrid::io
