#pragma once
// The two keys that stand beside every figure of our data files: where it comes from and how far to trust it.

#include <string_view>

#include "engine/io/schema.hpp"

namespace hearthgrid::io {

/// "standard", "measured", "assumed" or "unverified".
[[nodiscard]] inline KeySpec status_key() {
  return {.name = "status",
          .kind = Kind::text,
          .description =
              "How far the figure can be trusted: standard (a rule, a standard, official statistics), measured, "
              "assumed (ours) or unverified (not read at its source).",
          .allowed = {"standard", "measured", "assumed", "unverified"}};
}

[[nodiscard]] inline KeySpec source_key() {
  return {.name = "source", .kind = Kind::text, .description = "Where the figure comes from."};
}

/// Whether a text stands where a source should and names none. Readers of tables and of settings refuse it, in every
/// file: blanks would pass for a source.
[[nodiscard]] inline bool is_blank_source(const KeySpec& spec, std::string_view text) {
  return spec.name == "source" && spec.kind == Kind::text &&
         text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

inline constexpr const char* ADVICE_FOR_BLANK_SOURCE =
    "name the document, table or page; for a guess write what it is guessed from, with the status assumed";

}  // namespace hearthgrid::io
