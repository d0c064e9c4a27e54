// What feeds a low-voltage network: transformer, tap and source; and the network behind them.

#include "engine/run/low_voltage.hpp"

namespace hearthgrid::run {

electricity::VectorGroup LowVoltage::vector_group(int transformer) const {
  const bool yyn0 = !units_.empty() && units_[transformer].vector_group >= 0 ? units_[transformer].vector_group == 1
                                                                             : network_.text("vector_group") == "yyn0";
  return yyn0 ? electricity::VectorGroup::yyn0 : electricity::VectorGroup::dyn11;
}

double LowVoltage::tap_percent(int transformer) const {
  const bool own = !units_.empty() && units_[transformer].has_tap;
  return own ? units_[transformer].tap_percent : network_.number("tap_percent");
}

double LowVoltage::source_pu(int transformer) const {
  const bool own = !units_.empty() && units_[transformer].has_source;
  return own ? units_[transformer].source_pu : network_.number("source_voltage_pu");
}

const electricity::TransformerType& type_of(const Population& population, const LowVoltage* low_voltage,
                                            int transformer) {
  const Transformer& unit = population.transformers[transformer];
  if (low_voltage == nullptr) return electricity::type_of(unit.series, unit.rated_kva);
  return electricity::type_of(unit.series, unit.rated_kva, low_voltage->vector_group(transformer));
}

electricity::LvSupply LowVoltage::supply_of(const Population& population, int transformer) const {
  electricity::LvSupply supply;
  supply.group = vector_group(transformer);
  supply.transformer = type_of(population, this, transformer);
  supply.source_pu = source_pu(transformer);
  supply.tap_percent = tap_percent(transformer);
  supply.yyn0_zero_sequence_share = network_.number("yyn0_zero_sequence_share");
  supply.neutral_grounded_everywhere = network_.text("neutral") == "everywhere";
  supply.transformer_grounding_ohm = network_.number("transformer_grounding_ohm");
  supply.conductor_temp_c = network_.number("conductor_temp_c");
  supply.rated_v = LV_RATED_V;
  return supply;
}

double LowVoltage::no_load_pu(const Population& population, int transformer) const {
  const electricity::LvSupply supply = supply_of(population, transformer);
  return supply.no_load_v() / supply.rated_v;
}

electricity::LvNetwork LowVoltage::network(const Population& population, int transformer) const {
  if (const auto import = imports_.find(transformer); import != imports_.end()) {
    electricity::LvNetwork network = import->second.network.network;
    network.homes = import->second.homes;
    network.homes.push_back({0, 3, {}});  // other customers
    return network;
  }
  electricity::LvLayout all = layout(population, transformer);
  all.homes.push_back({0, 3, 0.0, 0});  // other customers
  return electricity::network_of(all, conductors_, supply_of(population, transformer));
}

}  // namespace hearthgrid::run
