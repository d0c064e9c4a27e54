#include "models/electricity/low_voltage/layout_network.hpp"

#include <complex>
#include <numbers>

namespace hearthgrid::electricity {
namespace {

using Complex = std::complex<double>;

// zm of layout_network.hpp [ohm/km].
Complex earth_return_ohm_per_km() {
  constexpr double OMEGA_MU0 = 2.0 * std::numbers::pi * 50.0 * 4e-7 * std::numbers::pi * 1000.0;
  constexpr double SOIL_OHM_M = 100.0, SPACING_M = 0.4;
  const double depth_m = 658.5 * std::sqrt(SOIL_OHM_M / 50.0);
  return {OMEGA_MU0 / 8.0, OMEGA_MU0 / (2.0 * std::numbers::pi) * std::log(depth_m / SPACING_M)};
}

FourWireMatrix four_wires(Complex phase_ohm, Complex neutral_ohm, Complex shared_ohm) {
  FourWireMatrix z;
  for (int i = 0; i < 4; ++i) {
    z[i].fill(shared_ohm);
    z[i][i] += i < 3 ? phase_ohm : neutral_ohm;
  }
  return z;
}

LvImpedance transformer_branch(const LvSupply& supply) {
  const TransformerType& t = supply.transformer;
  const double volts = supply.low_v * (1.0 + supply.tap_percent / 100.0);
  const double rated_va = 1000.0 * t.rated_kva;
  const Complex z1 = short_circuit_ohm(rated_va, volts, t.impedance_share, t.load_loss_w);
  return lv_from_sequence(z1, zero_sequence_ohm(supply.group, z1, rated_va, volts, supply.yyn0_zero_sequence_share));
}

void set_line(const LvLayout::Node& from, const LvConductor& c, const LvSupply& supply, bool grounded, LvNode& node) {
  const double temp_c = supply.conductor_temp_c, km = from.length_m / 1000.0 / from.circuits;
  const Complex phase = Complex(c.r_ohm_per_km(temp_c), c.x_ohm_per_km) * km;
  const Complex neutral =
      supply.neutral_grounded_everywhere ? Complex{} : Complex(c.neutral_r_ohm_per_km(temp_c), c.x_ohm_per_km) * km;
  node.branch = lv_from_sequence(phase, phase + 3.0 * neutral);
  node.rating_a = c.rating_a * from.circuits;
  if (!grounded) return;
  // Parallel circuits share the earth: what their wires see of each other is no less.
  lv_explicit_neutral(four_wires(phase, neutral, earth_return_ohm_per_km() * (from.length_m / 1000.0)), node);
}

}  // namespace

LvNetwork network_of(const LvLayout& layout, std::span<const LvConductor> conductors, const LvSupply& supply) {
  LvNetwork network;
  network.rated_v = supply.rated_v;
  network.no_load_v = supply.no_load_v();
  const double temp_c = supply.conductor_temp_c;
  const bool grounded = layout.grounded_on_the_way();
  for (const LvLayout::Node& from : layout.nodes) {
    LvNode node;
    node.name = from.name;
    node.parent = from.parent;
    node.line = from.line;
    node.length_m = from.length_m;
    node.grounding_ohm = from.grounding_ohm;
    node.boost = from.boost;
    if (from.parent < 0) {
      node.branch = transformer_branch(supply);
      node.rating_a = 1000.0 * supply.transformer.rated_kva / (std::sqrt(3.0) * supply.low_v);
      if (grounded) node.grounding_ohm = supply.transformer_grounding_ohm;
    } else {
      set_line(from, conductors[from.conductor], supply, grounded, node);
    }
    network.nodes.push_back(std::move(node));
  }
  for (const LvLayout::Home& from : layout.homes) {
    const LvConductor& c = conductors[from.drop_conductor];
    const double wires = from.phase == 3 ? 1.0 : 2.0;
    const Complex drop = Complex(c.r_ohm_per_km(temp_c), c.x_ohm_per_km) * (wires * from.drop_m / 1000.0);
    network.homes.push_back({from.node, static_cast<int8_t>(from.phase), drop});
  }
  return network;
}

}  // namespace hearthgrid::electricity
