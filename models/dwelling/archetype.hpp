#pragma once
// A kind of home that households are scaled from, and what can be done to its envelope.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/dwelling/construction.hpp"

namespace hearthgrid::dwelling {

/// A retrofit: new layers for some surfaces, new glass for some windows, perhaps a tighter house.
struct Retrofit {
  std::map<std::string, std::vector<Layer>> layers;  ///< by surface name, from outside to inside
  std::map<std::string, Window> windows;             ///< by window name; only the glass is taken, not size or place
  std::optional<double> air_change_per_h;
  double cost_cny = 0.0;  ///< for the whole archetype, material and labour
  std::string notes;
  std::string source;
  std::string status;  ///< measured, standard, assumed or unverified
};

struct Archetype {
  std::string name;
  std::string description;
  Dwelling base;
  std::map<std::string, Retrofit> envelopes;  ///< by name; "none" is always there and changes nothing
  std::string source;
  std::string status;
};

/// The archetype after a retrofit. Throws std::out_of_range for a name that `envelopes` does not have.
[[nodiscard]] Dwelling with_envelope(const Archetype& archetype, const std::string& envelope);

}  // namespace hearthgrid::dwelling
