#pragma once
// How to describe a dwelling, told to a person in a terminal. The text is itself an archetype file that works: what is
// told stands in comments around an example, so it never says anything that the reader does not take.

#include <string>

namespace hearthgrid::io {

/// At most 80 columns: what to measure, an example house, every key with its unit and default, and the constructions,
/// windows and houses of the archetype file `library`, with the U-values of their layers. Throws InputError if
/// `library` cannot be read.
[[nodiscard]] std::string dwelling_guide(const std::string& library);

}  // namespace hearthgrid::io
