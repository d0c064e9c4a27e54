#pragma once
// How much sunlight a glazing lets through and absorbs, by angle of incidence.
//
// Uncoated pane: Fresnel and Bouguer per polarisation, its optics fitted to its figures at normal incidence. Coated
// pane (faces that reflect differently by more than 0.005, or an emissivity below 0.6): the figures at normal incidence
// times the course of clear glass (transmittance above 0.645) or bronze glass (below), as WINDOW 4 and EnergyPlus do
// (Finlayson et al. 1993, LBL-33943; coefficients as in LBNL's Modelica Buildings library). Panes are joined by all
// reflections between them, each face with its own reflectance, per polarisation.
// Catalogue glass: transmittance from g and U by the simple window model of EnergyPlus (Arasteh et al. 2009,
// LBNL-2804E; coefficients from memory, unverified), the rest of g absorbed, half in either node; by angle as stated
// or, without a statement, g(x)/g = 1 - a x^alpha - b x^2 - c x^gamma, x = angle/90 (Karlsson and Roos 2000, Solar
// Energy 68(6):493-497, category 4, uncoated; from memory, held against Fresnel in the tests).

#include <array>

#include "models/dwelling/window.hpp"

namespace hearthgrid::dwelling {

/// Refractive index and extinction times thickness of one pane.
struct PaneOptics {
  double refractive_index = 1.5;
  double extinction = 0.05;
};

/// Finds the optics that give one pane's transmittance and reflectance at normal incidence (Newton's method).
/// (0.834, 0.075) -> 1.5207, 0.09582.
[[nodiscard]] PaneOptics fit_pane(double transmittance, double reflectance);

/// Whether a pane's course by angle is that of coated glass.
[[nodiscard]] bool is_coated(const Pane& pane);

/// Tables per degree of incidence, 0 to 90. Outer and inner absorption are shares of the incident light that act at the
/// outer and inner node of the window: with one pane everything absorbed counts as outer, of panes between them each
/// node has the part that acts on it (outer_shares in glass.hpp).
class Glazing {
 public:
  explicit Glazing(const Glass& glass);

  struct Share {
    double transmitted = 0.0;
    double absorbed_outer = 0.0;
    double absorbed_inner = 0.0;
  };
  [[nodiscard]] Share beam(double cos_incidence) const;  ///< linear between whole degrees
  [[nodiscard]] const Share& diffuse() const { return diffuse_; }

 private:
  std::array<Share, 91> table_{};
  Share diffuse_;
};

/// g = transmitted + absorbed share that ends inside, at normal incidence with the standard surface resistances.
[[nodiscard]] double standard_g(const Glass& glass);

}  // namespace hearthgrid::dwelling
