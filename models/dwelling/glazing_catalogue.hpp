#pragma once
// Optics that stand for a glazing of which only U and g are known. Used by glazing.cpp.

#include "models/dwelling/window.hpp"

namespace hearthgrid::dwelling {

/// Transmitted and absorbed share at normal incidence; the absorbed one acts half at the outer, half at the inner node.
struct CatalogueOptics {
  double transmitted = 0.0;
  double absorbed = 0.0;
};

/// So that g comes out with the standard surface resistances. Throws std::invalid_argument for a g that no glazing of
/// that U can have.
[[nodiscard]] CatalogueOptics catalogue_optics(const CatalogueGlass& glass);

/// g at an angle of incidence over g at right angles.
[[nodiscard]] double relative_g(const CatalogueGlass& glass, double degrees);

}  // namespace hearthgrid::dwelling
