#pragma once
// The two keys that stand beside every figure of our data files: where it comes from and how far to trust it.

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

}  // namespace hearthgrid::io
