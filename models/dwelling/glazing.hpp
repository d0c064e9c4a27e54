#pragma once
// How much sunlight one or two clear panes let through and absorb, by angle of incidence (Fresnel and Bouguer).

#include <array>

namespace hearthgrid::dwelling {

/// Refractive index and extinction times thickness of one pane.
struct PaneOptics {
  double refractive_index = 1.5;
  double extinction = 0.05;
};

/// Finds the optics that give one pane's transmittance and reflectance at normal incidence (Newton's method).
/// (0.834, 0.075) -> 1.5207, 0.09582.
[[nodiscard]] PaneOptics fit_pane(double transmittance, double reflectance);

/// Tables per degree of incidence, 0 to 90. Outer and inner absorption are shares of the incident light; with one pane
/// everything absorbed counts as outer.
class Glazing {
 public:
  Glazing(int panes, double transmittance, double reflectance);

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

}  // namespace hearthgrid::dwelling
