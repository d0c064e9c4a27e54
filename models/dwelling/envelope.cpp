#include "models/dwelling/envelope.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "models/dwelling/glass.hpp"
#include "models/dwelling/glazing.hpp"
#include "models/dwelling/ground_slab.hpp"
#include "models/dwelling/solar_distribution.hpp"

namespace hearthgrid::dwelling {

namespace {

int cells_of(const Layer& layer) {
  constexpr double REFERENCE_PERIOD_S = 900.0;
  constexpr int MOST_CELLS = 14;
  constexpr int MOST_LIGHT_CELLS = 3;
  constexpr double LIGHT_KG_M3 = 100.0;
  const double diffusivity = layer.conductivity_w_mk / (layer.density_kg_m3 * layer.heat_capacity_j_kgk);
  const double dx = 0.9 * std::sqrt(diffusivity * REFERENCE_PERIOD_S / std::numbers::pi);
  const int cells = std::clamp(static_cast<int>(std::ceil(layer.thickness_m / dx)), 1, MOST_CELLS);
  return layer.density_kg_m3 < LIGHT_KG_M3 ? std::min(cells, MOST_LIGHT_CELLS) : cells;
}

/// What faces and windows get of a space's light of which a share warms its air at once.
SolarDistribution left_by_air(SolarDistribution solar, double to_air_share) {
  for (auto* shares : {&solar.absorbed, &solar.on_window}) {
    for (double& share : *shares) share *= 1.0 - to_air_share;
  }
  solar.lost *= 1.0 - to_air_share;
  return solar;
}

/// Builds the network piece by piece and gathers the outputs on the way.
class Builder {
 public:
  explicit Builder(const Dwelling& dwelling)
      : dwelling_(dwelling),
        layout_(layout_of(dwelling)),
        network_(layout_.count + 2),
        faces_(inner_faces(dwelling)),
        star_conductances_(star_conductances(dwelling)),
        next_back_face_(dwelling.opaque.size() + dwelling.windows.size()),
        first_part_(ZONES + dwelling.zones.size()),
        outputs_(first_part_ + dwelling.opaque.size() + dwelling.windows.size() + dwelling.bridges.size() +
                 dwelling.zones.size()) {
    star_.push_back(network_.add_node(0.0));
    air_.push_back(-1);  // the home's air is an input
    for (const Zone& zone : dwelling_.zones) {
      star_.push_back(network_.add_node(0.0));
      air_.push_back(network_.add_node(dwelling_.air_flow_w_k(zone.volume_m3) * 3600.0 +
                                       zone.furniture_j_k));  // W/K per m3/h, times 3600 s
    }
    for (int zone = HOME; zone < static_cast<int>(star_.size()); ++zone) {
      solar_.push_back(left_by_air(solar_distribution(faces_, zone), dwelling_.sun_to_air_share));
    }
    light_ = light_between_spaces();
  }

  Envelope build() {
    for (size_t i = 0; i < dwelling_.opaque.size(); ++i) {
      add_opaque(i);
    }
    for (size_t i = 0; i < dwelling_.windows.size(); ++i) {
      add_window(i);
    }
    for (size_t i = 0; i < dwelling_.bridges.size(); ++i) {
      add_bridge(i);
    }
    network_.heat(star_[HOME], layout_.count, 1.0);
    light_in(HOME, [&](int input, double light) {
      outputs_[TO_AIR].inputs.emplace_back(input, light * dwelling_.sun_to_air_share);
    });
    outputs_[STAR].nodes.emplace_back(star_[HOME], 1.0);
    for (size_t i = 0; i < dwelling_.zones.size(); ++i) {
      add_zone(i);
    }
    for (int zone = HOME; zone < static_cast<int>(star_.size()); ++zone) {
      add_lost_sun(zone);
    }

    Envelope envelope;
    envelope.system = network_.assemble(outputs_);
    envelope.layout = layout_;
    envelope.zones = static_cast<int>(dwelling_.zones.size());
    envelope.heat = Eigen::VectorXd::Zero(layout_.count + 2);
    envelope.heat.head(layout_.count) = heat_drivers(layout_);
    envelope.heat[layout_.count] = 1.0;
    envelope.stored = envelope.system.capacity;
    return envelope;
  }

 private:
  [[nodiscard]] size_t window_part(size_t i) const { return first_part_ + dwelling_.opaque.size() + i; }
  [[nodiscard]] size_t bridge_part(size_t i) const { return window_part(dwelling_.windows.size() + i); }
  [[nodiscard]] size_t zone_part(size_t i) const { return bridge_part(dwelling_.bridges.size() + i); }

  void to_outside(int node, int input, double conductance, size_t part) {
    network_.link_input(node, input, conductance);
    for (const size_t row : {static_cast<size_t>(LOSS), part}) {
      outputs_[row].nodes.emplace_back(node, conductance);
      outputs_[row].inputs.emplace_back(input, -conductance);
    }
  }

  /// Heat that a node loses to the home's air.
  void to_home_air(int node, double conductance) {
    const int air = layout_.count + 1;
    network_.link_input(node, air, conductance);
    outputs_[TO_AIR].nodes.emplace_back(node, conductance);
    outputs_[TO_AIR].inputs.emplace_back(air, -conductance);
  }

  /// Joins a node that is an inner face, or a share of one, to the air, the radiant temperature and the sunlight of its
  /// space.
  void to_space(int node, size_t face, double share = 1.0) {
    const int zone = faces_[face].zone;
    const double convective = faces_[face].convection_w_m2k * faces_[face].area_m2 * share;
    if (zone == HOME) {
      to_home_air(node, convective);
    } else {
      network_.link(node, air_[zone], convective);
    }
    network_.link(node, star_[zone], star_conductances_[face] * share);
    light_in(zone,
             [&](int input, double light) { network_.heat(node, input, light * solar_[zone].absorbed[face] * share); });
  }

  /// Calls `use(input, share)` for each space's sunlight of which a share comes to a space.
  template <typename Use>
  void light_in(int zone, const Use& use) const {
    for (int from = HOME; from < static_cast<int>(star_.size()); ++from) {
      if (light_(from, zone) != 0.0) use(layout_.solar_of(from), light_(from, zone));
    }
  }

  /// Share of what stays in or passes a window between two spaces that passes.
  [[nodiscard]] double passing_share(size_t i) const {
    constexpr double NOT_BACK = 0.8;  // of the light on it, as in solar_distribution
    const Window& window = dwelling_.windows[i];
    return std::min(1.0, window.glazed_share * Glazing(window.glass).diffuse().transmitted / NOT_BACK);
  }

  /// Light that comes to space t per light that the outer glass lets into space s, to and fro: (I - P)^-1 (s, t), P
  /// what passes from one to the other through the windows between them.
  Eigen::MatrixXd light_between_spaces() {
    const auto spaces = static_cast<Eigen::Index>(star_.size());
    Eigen::MatrixXd passes = Eigen::MatrixXd::Zero(spaces, spaces);
    size_t back = next_back_face_ + std::count_if(dwelling_.opaque.begin(), dwelling_.opaque.end(),
                                                  [](const auto& e) { return e.boundary == Boundary::zone; });
    for (size_t i = 0; i < dwelling_.windows.size(); ++i) {
      const Window& window = dwelling_.windows[i];
      passing_.push_back(window.outer_zone ? passing_share(i) : 0.0);
      if (!window.outer_zone) continue;
      const int inside = window.zone, behind = *window.outer_zone;
      passes(inside, behind) += passing_[i] * solar_[inside].on_window[dwelling_.opaque.size() + i];
      passes(behind, inside) += passing_[i] * solar_[behind].on_window[back++];
    }
    if (passes.isZero(0.0)) return Eigen::MatrixXd::Identity(spaces, spaces);
    return (Eigen::MatrixXd::Identity(spaces, spaces) - passes).inverse();
  }

  void add_zone(size_t i) {
    const Zone& zone = dwelling_.zones[i];
    const int air = air_[i + 1];
    const double outdoors = dwelling_.air_flow_w_k(zone.volume_m3 * zone.air_change_per_h);
    if (outdoors > 0.0) {
      to_outside(air, layout_.outdoor, outdoors, zone_part(i));
    }
    if (zone.exchange_with_home_m3_h > 0.0) {
      to_home_air(air, dwelling_.air_flow_w_k(zone.exchange_with_home_m3_h));
    }
    network_.heat(air, layout_.zone_gain[i], 1.0);
    light_in(static_cast<int>(i) + 1,
             [&](int input, double light) { network_.heat(air, input, light * dwelling_.sun_to_air_share); });
    outputs_[ZONES + i].nodes.emplace_back(air, 1.0);
  }

  /// Straight from the indoor air to the outdoor air.
  void add_bridge(size_t i) {
    const double conductance = dwelling_.bridges[i].conductance_w_k();
    const int air = layout_.count + 1;
    for (const size_t row : {static_cast<size_t>(LOSS), bridge_part(i)}) {
      outputs_[row].inputs.emplace_back(air, conductance);
      outputs_[row].inputs.emplace_back(layout_.outdoor, -conductance);
    }
    outputs_[TO_AIR].inputs.emplace_back(air, -conductance);
    outputs_[TO_AIR].inputs.emplace_back(layout_.outdoor, conductance);
  }

  /// The sunlight of a space that its windows let out again, split among them by area.
  void add_lost_sun(int zone) {
    const auto lets_out = [&](const Window& window) { return window.zone == zone && !window.outer_zone; };
    double area = 0.0;
    for (const Window& window : dwelling_.windows) {
      area += lets_out(window) ? window.area_m2 : 0.0;
    }
    light_in(zone, [&](int input, double light) {
      const double lost = light * solar_[zone].lost;
      outputs_[LOSS].inputs.emplace_back(input, lost);
      for (size_t i = 0; i < dwelling_.windows.size(); ++i) {
        if (lets_out(dwelling_.windows[i])) {
          outputs_[window_part(i)].inputs.emplace_back(input, lost * dwelling_.windows[i].area_m2 / area);
        }
      }
    });
  }

  /// From outside to inside; where the ground touches the outermost layer, the chain starts at the ground's
  /// temperature.
  void add_opaque(size_t i) {
    constexpr int GROUND = -1;
    const OpaqueElement& element = dwelling_.opaque[i];
    const int input = layout_.sol_air[i];
    int face = GROUND;
    if (element.boundary != Boundary::ground) {
      face = network_.add_node(0.0);
      const double film = outer_film(element, dwelling_.films).total();
      if (film > 0.0) {
        to_outside(face, input, film * element.area_m2, first_part_ + i);
      }
      if (element.boundary == Boundary::zone) {
        to_space(face, next_back_face_++);
      }
    }
    const auto join = [&](int node, double conductance) {
      if (face == GROUND) {
        to_outside(node, input, conductance, first_part_ + i);
      } else {
        network_.link(face, node, conductance);
      }
      face = node;
    };
    for (const Layer& layer : layers_with_ground(element)) {
      const double capacity = layer.capacity() * element.area_m2;
      if (capacity <= 0.0) {
        join(network_.add_node(0.0), element.area_m2 / layer.resistance());
        continue;
      }
      const int cells = cells_of(layer);
      const double half_cell = 2.0 * cells * element.area_m2 / layer.resistance();
      for (int cell = 0; cell < cells; ++cell) {
        join(network_.add_node(capacity / cells), half_cell);
        join(network_.add_node(0.0), half_cell);
      }
    }
    to_space(face, i);
  }

  /// The glass, on which the sun acts, and the frame where it has a way of its own.
  void add_window(size_t i) {
    const Window& window = dwelling_.windows[i];
    const double outside = outer_film(window, dwelling_.films).total();
    const size_t front_face = dwelling_.opaque.size() + i;
    const size_t back_face = window.outer_zone ? next_back_face_++ : 0;
    bool glass = true;
    for (const WindowPath& path : paths_of(window)) {
      const int outer = network_.add_node(0.0);
      if (window.outer_zone) {
        to_space(outer, back_face, path.area_m2 / window.area_m2);
      } else {
        to_outside(outer, layout_.window_env[i], outside * path.area_m2, window_part(i));
      }
      int inner = outer;
      if (path.core_resistance_m2kw > 0.0) {
        inner = network_.add_node(0.0);
        network_.link(outer, inner, path.area_m2 / path.core_resistance_m2kw);
      }
      if (glass) {
        network_.heat(outer, layout_.absorbed_outer[i], 1.0);
        network_.heat(inner, layout_.absorbed_inner[i], 1.0);
      }
      if (glass && window.outer_zone) {
        absorb_light(i, outer, inner, front_face);
        absorb_light(i, outer, inner, back_face);
      }
      to_space(inner, front_face, path.area_m2 / window.area_m2);
      glass = false;
    }
  }

  /// Light of a space that stays in a window to another one, half at either node.
  void absorb_light(size_t window, int outer, int inner, size_t face) {
    const int zone = faces_[face].zone;
    const double stays = (1.0 - passing_[window]) * solar_[zone].on_window[face];
    light_in(zone, [&](int input, double light) {
      network_.heat(outer, input, 0.5 * light * stays);
      network_.heat(inner, input, 0.5 * light * stays);
    });
  }

  const Dwelling& dwelling_;
  DriverLayout layout_;
  Network network_;
  std::vector<InnerFace> faces_;
  std::vector<double> star_conductances_;
  size_t next_back_face_;
  size_t first_part_;
  std::vector<NetworkOutput> outputs_;
  std::vector<int> star_;  ///< by space
  std::vector<int> air_;   ///< by space; none for the home
  std::vector<SolarDistribution> solar_;
  std::vector<double> passing_;  ///< by window: share of the light that stays in or passes it that passes
  Eigen::MatrixXd light_;        ///< light in space t (column) per light that the outer glass of space s lets in
};

}  // namespace

Eigen::VectorXd heat_drivers(const DriverLayout& layout) {
  Eigen::VectorXd heat = Eigen::VectorXd::Zero(layout.count);
  heat[layout.solar] = 1.0;
  for (const auto& indices : {layout.absorbed_outer, layout.absorbed_inner, layout.zone_solar, layout.zone_gain}) {
    for (const int index : indices) {
      heat[index] = 1.0;
    }
  }
  return heat;
}

Envelope envelope_of(const Dwelling& dwelling) {
  return Builder(dwelling).build();
}

}  // namespace hearthgrid::dwelling
