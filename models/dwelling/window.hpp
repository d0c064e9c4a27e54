#pragma once
// What a window is made of: panes, gaps, frame, what shades it and what covers it at night. Plain data; glass.hpp has
// its heat, glazing.hpp its light, shading.hpp its shadows, curtain.hpp its nights.

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/irradiance.hpp"

namespace hearthgrid::dwelling {

/// One sheet of glass at normal incidence; "front" looks outside. The defaults are the clear pane of ASHRAE 140 case
/// 600 (3.048 mm at 1 W/mK).
struct Pane {
  double transmittance = 0.834;
  double front_reflectance = 0.075;
  double back_reflectance = 0.075;
  double front_emissivity = 0.84;
  double back_emissivity = 0.84;
  double resistance_m2kw = 0.003048;
};

enum class Gas { air, argon };

/// Between two panes: a conductance that is given, or still gas of a thickness.
struct Gap {
  double conductance_w_m2k = 5.8;  ///< 12 mm of air: conduction 2.08 + radiation 3.72 (EN 673); 0 = from gas
  Gas gas = Gas::air;
  double thickness_m = 0.012;
};

/// A glazing as catalogues state it, standing for its panes. U and g at the films of EN 673 and EN 410.
struct CatalogueGlass {
  double u_w_m2k = 0.0;
  double g = 0.0;                  ///< total solar energy transmittance at normal incidence
  std::vector<double> g_by_angle;  ///< at equal steps of incidence from 0 to 90 degrees; empty = a usual course
};

/// Panes from outside to inside and the gaps between them, or a catalogue's figures in their place.
struct Glass {
  std::vector<Pane> panes = std::vector<Pane>(2);
  std::vector<Gap> gaps = std::vector<Gap>(1);  ///< one less than panes
  std::optional<CatalogueGlass> catalogue;

  [[nodiscard]] double outer_emissivity() const {
    return catalogue ? Pane{}.front_emissivity : panes.front().front_emissivity;
  }
  [[nodiscard]] double inner_emissivity() const {
    return catalogue ? Pane{}.back_emissivity : panes.back().back_emissivity;
  }
};

/// An overhang above and fins beside an upright face, all at right angles to it. Left and right as seen from outside.
struct Shading {
  static constexpr double LONG = std::numeric_limits<double>::infinity();
  double width_m = 2.0;           ///< of the shaded face; matters only beside fins or under an overhang that ends
  double height_m = 2.0;          ///< of the shaded face
  double overhang_depth_m = 0.0;  ///< 0 = none
  double overhang_gap_m = 0.0;    ///< from the overhang down to the face's upper edge
  double overhang_left_m = LONG;  ///< how far it reaches beyond the face's left edge
  double overhang_right_m = LONG;
  double left_fin_depth_m = 0.0;  ///< 0 = none
  double left_fin_gap_m = 0.0;    ///< from the fin to the face's edge
  double right_fin_depth_m = 0.0;
  double right_fin_gap_m = 0.0;
  double fin_above_m = 0.0;  ///< how far the fins reach above the face's upper edge; downwards they are long

  [[nodiscard]] bool any() const { return overhang_depth_m > 0.0 || left_fin_depth_m > 0.0 || right_fin_depth_m > 0.0; }
};

/// What covers a window when it is dark: curtain or shutter.
struct NightCover {
  double resistance_m2kw = 0.0;  ///< added to the window's while closed; 0 = none
  double from_h = -1.0;          ///< closed by the clock from here to `to_h` (past midnight if smaller);
  double to_h = -1.0;            ///< negative: closed while the sun is below the horizon; equal hours: always
  double transmittance = 0.0;    ///< share of the sun's heat that passes it while closed; 0 = opaque, outside
};

struct Window {
  std::string name;
  double area_m2 = 0.0;
  Plane plane;
  Glass glass;
  double glazed_share = 1.0;   ///< share of the area that lets the sun in; the rest is frame
  double frame_u_w_m2k = 0.0;  ///< of the frame's share at the films of EN 673; 0 = it conducts as the glass does
  NightCover night;
  double cover_m2kw = 0.0;  ///< of a cover inside that is always closed
  Shading shading;
  int zone = 0;                   ///< the space it lights: 0 = the home
  std::optional<int> outer_zone;  ///< the space behind it, such as a sunspace; none: outdoors
};

}  // namespace hearthgrid::dwelling
