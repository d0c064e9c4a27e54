#include "engine/io/network/json_text.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/io/text_file.hpp"

namespace hearthgrid::io {

namespace {

/// Bare NaN, Infinity and -Infinity replaced by null with blanks, so that every place keeps its line.
std::string without_nan(const std::string& text) {
  static constexpr std::array<std::string_view, 3> WORDS{"NaN", "-Infinity", "Infinity"};
  std::string out;
  out.reserve(text.size());
  bool in_string = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string && c == '\\' && i + 1 < text.size()) {
      out += c;
      out += text[++i];
      continue;
    }
    if (c == '"') in_string = !in_string;
    const auto* const word = std::find_if(WORDS.begin(), WORDS.end(), [&](std::string_view w) {
      return !in_string && std::string_view(text).substr(i, w.size()) == w;
    });
    if (word == WORDS.end()) {
      out += c;
    } else {
      out += "null";
      i += word->size() - 1;
    }
  }
  return out;
}

}  // namespace

std::optional<nlohmann::ordered_json> parse_json(const std::string& path, const std::string& text,
                                                 ProblemList& problems) {
  const std::string clean = without_nan(text);
  try {
    return nlohmann::ordered_json::parse(clean);
  } catch (const nlohmann::json::parse_error& error) {
    const size_t at = std::min(error.byte, clean.size());
    const std::string_view before = std::string_view(clean).substr(0, at);
    const auto line = static_cast<int>(1 + std::count(before.begin(), before.end(), '\n'));
    const size_t start = before.rfind('\n');
    const size_t column = start == std::string_view::npos ? at : at - start - 1;
    problems.add({path, line, static_cast<int>(std::max<size_t>(column, 1)), "this is not JSON",
                  "check brackets, commas and quotes there; is the file whole?"});
  } catch (const nlohmann::json::exception&) {
    problems.add({path, 0, 0, "a number or a text in this JSON cannot be held", "check that it is UTF-8"});
  }
  return std::nullopt;
}

std::optional<nlohmann::ordered_json> read_json_file(const std::string& path, ProblemList& problems) {
  const std::optional<std::string> text = read_text_file(path, problems);
  return text ? parse_json(path, *text, problems) : std::nullopt;
}

}  // namespace hearthgrid::io
