#pragma once
// A kind of home that households are scaled from, and what can be done to its envelope.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/dwelling/construction.hpp"

namespace hearthgrid::dwelling {

/// New layers for a surface, or for a share of it: the rest stays as it was ("heated rooms only").
struct LayerChange {
  std::vector<Layer> layers;  ///< from outside to inside
  double share = 1.0;         ///< of the area, above 0 and at most 1
};

/// A retrofit: new layers for some surfaces, new glass for some windows, perhaps a tighter house and other bridges.
struct Retrofit {
  std::map<std::string, LayerChange> layers;  ///< by surface name
  std::map<std::string, Window> windows;      ///< by window name; only the glass is taken, not size or place
  std::vector<ThermalBridge> bridges;         ///< replace those of their name, or are new
  std::optional<double> air_change_per_h;
  double cost_cny = 0.0;        ///< for the whole archetype, material and labour
  double embodied_kgco2 = 0.0;  ///< of its making and fitting, for the whole archetype
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

/// The archetype after a retrofit. A surface of which only a share changes becomes two, by area: the changed part keeps
/// the name, the other one, "NAME (rest)", stands right after it. Throws std::out_of_range for a name that `envelopes`
/// does not have.
[[nodiscard]] Dwelling with_envelope(const Archetype& archetype, const std::string& envelope);

}  // namespace hearthgrid::dwelling
