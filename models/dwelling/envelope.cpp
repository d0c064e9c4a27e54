#include "models/dwelling/envelope.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

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

/// Builds the network piece by piece and gathers the outputs on the way.
class Builder {
 public:
  explicit Builder(const Dwelling& dwelling)
      : dwelling_(dwelling),
        layout_(layout_of(dwelling)),
        network_(layout_.count + 2),
        star_(network_.add_node(0.0)),
        star_conductances_(star_conductances(dwelling)) {}

  Envelope build() {
    const SolarDistribution solar = solar_distribution(dwelling_);
    for (size_t i = 0; i < dwelling_.opaque.size(); ++i) {
      add_opaque(i, solar.absorbed[i]);
    }
    for (size_t i = 0; i < dwelling_.windows.size(); ++i) {
      add_window(i);
    }
    network_.heat(star_, layout_.count, 1.0);
    outputs_[STAR].nodes.emplace_back(star_, 1.0);
    outputs_[LOSS].inputs.emplace_back(layout_.solar, solar.lost);

    Envelope envelope;
    envelope.system = network_.assemble(outputs_);
    envelope.layout = layout_;
    envelope.heat = Eigen::VectorXd::Zero(layout_.count + 2);
    envelope.heat.head(layout_.count) = heat_drivers(layout_);
    envelope.heat[layout_.count] = 1.0;
    envelope.stored = envelope.system.capacity;
    return envelope;
  }

 private:
  void to_outside(int node, int input, double conductance) {
    network_.link_input(node, input, conductance);
    outputs_[LOSS].nodes.emplace_back(node, conductance);
    outputs_[LOSS].inputs.emplace_back(input, -conductance);
  }

  void to_room(int node, double air_conductance, double star_conductance) {
    const int air = layout_.count + 1;
    network_.link_input(node, air, air_conductance);
    outputs_[TO_AIR].nodes.emplace_back(node, air_conductance);
    outputs_[TO_AIR].inputs.emplace_back(air, -air_conductance);
    network_.link(node, star_, star_conductance);
  }

  /// From outside to inside; where the ground touches the outermost layer, the chain starts at the ground's
  /// temperature.
  void add_opaque(size_t i, double solar_share) {
    constexpr int GROUND = -1;
    const OpaqueElement& element = dwelling_.opaque[i];
    const int input = layout_.sol_air[i];
    int face = GROUND;
    if (element.boundary != Boundary::ground) {
      face = network_.add_node(0.0);
      const double film = outer_film(element, dwelling_.films).total();
      if (film > 0.0) {
        to_outside(face, input, film * element.area_m2);
      }
    }
    const auto join = [&](int node, double conductance) {
      if (face == GROUND) {
        to_outside(node, input, conductance);
      } else {
        network_.link(face, node, conductance);
      }
      face = node;
    };
    for (const Layer& layer : element.layers) {
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
    to_room(face, inner_convection(element, dwelling_.films) * element.area_m2, star_conductances_[i]);
    network_.heat(face, layout_.solar, solar_share);
  }

  void add_window(size_t i) {
    const Window& window = dwelling_.windows[i];
    const int outer = network_.add_node(0.0);
    to_outside(outer, layout_.window_env[i], outer_film(window, dwelling_.films).total() * window.area_m2);
    int inner = outer;
    if (window.panes == 2) {
      inner = network_.add_node(0.0);
      network_.link(outer, inner, window.area_m2 / (1.0 / window.gap_conductance_w_m2k + window.pane_resistance_m2kw));
    }
    network_.heat(outer, layout_.absorbed_outer[i], 1.0);
    network_.heat(inner, layout_.absorbed_inner[i], 1.0);
    to_room(inner, dwelling_.films.interior_window * window.area_m2, star_conductances_[dwelling_.opaque.size() + i]);
  }

  const Dwelling& dwelling_;
  DriverLayout layout_;
  Network network_;
  int star_;
  std::vector<double> star_conductances_;
  std::vector<NetworkOutput> outputs_ = std::vector<NetworkOutput>(3);
};

}  // namespace

Eigen::VectorXd heat_drivers(const DriverLayout& layout) {
  Eigen::VectorXd heat = Eigen::VectorXd::Zero(layout.count);
  heat[layout.solar] = 1.0;
  for (const auto& indices : {layout.absorbed_outer, layout.absorbed_inner}) {
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
