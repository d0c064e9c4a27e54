#include "models/electricity/low_voltage/layout_network.hpp"

#include <complex>

#include "models/electricity/low_voltage/lv_branch.hpp"

namespace hearthgrid::electricity {
namespace {

using Complex = std::complex<double>;

LvImpedance transformer_branch(const LvSupply& supply) {
  const TransformerType& t = supply.transformer;
  const double volts = supply.low_v * (1.0 + supply.tap_percent / 100.0);
  const double rated_va = 1000.0 * t.rated_kva;
  const Complex z1 = short_circuit_ohm(rated_va, volts, t.impedance_share, t.load_loss_w);
  const double yyn0_ohm = supply.yyn0_zero_sequence_share * volts * volts / rated_va;
  const Complex z0 = supply.group == VectorGroup::dyn11 ? z1 : Complex(0.0, yyn0_ohm);
  return lv_from_sequence(z1, z0);
}

}  // namespace

LvNetwork network_of(const LvLayout& layout, std::span<const LvConductor> conductors, const LvSupply& supply) {
  LvNetwork network;
  network.rated_v = supply.rated_v;
  network.no_load_v = supply.no_load_v();
  const double temp_c = supply.conductor_temp_c;
  for (const LvLayout::Node& from : layout.nodes) {
    LvNode node;
    node.name = from.name;
    node.parent = from.parent;
    node.line = from.line;
    node.length_m = from.length_m;
    if (from.parent < 0) {
      node.branch = transformer_branch(supply);
      node.rating_a = 1000.0 * supply.transformer.rated_kva / (std::sqrt(3.0) * supply.low_v);
    } else {
      const LvConductor& c = conductors[from.conductor];
      const double km = from.length_m / 1000.0 / from.circuits;
      const Complex phase = Complex(c.r_ohm_per_km(temp_c), c.x_ohm_per_km) * km;
      const Complex neutral =
          supply.neutral_grounded_everywhere ? Complex{} : Complex(c.neutral_r_ohm_per_km(temp_c), c.x_ohm_per_km) * km;
      node.branch = lv_from_sequence(phase, phase + 3.0 * neutral);
      node.rating_a = c.rating_a * from.circuits;
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
