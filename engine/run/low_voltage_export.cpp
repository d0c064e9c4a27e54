#include "engine/run/low_voltage_export.hpp"

#include <algorithm>
#include <stdexcept>

#include "engine/run/home_series.hpp"
#include "models/electricity/low_voltage/exchange.hpp"

namespace hearthgrid::run {
namespace {

using electricity::Complex;

electricity::LvStation station_of(const SimulationInputs& inputs, const LowVoltage& low_voltage, int transformer) {
  const Transformer& unit = inputs.population->transformers[transformer];
  electricity::LvStation station;
  station.name = unit.name;
  station.group = low_voltage.vector_group(transformer);
  station.transformer = electricity::type_of(unit.series, unit.rated_kva, station.group);
  station.source_pu = low_voltage.source_pu(transformer);
  station.tap_percent = low_voltage.tap_percent(transformer);
  for (int h = 0; h < unit.households; ++h) {
    station.homes.push_back(inputs.population->households[unit.first_household + h].name);
  }
  station.homes.emplace_back("other_customers");
  return station;
}

// A load and its shape, unless it is never there.
void add_load(electricity::Network& network, const std::string& name, int bus, int phase, std::vector<double> kw,
              double tan_phi, double step_minutes) {
  const double peak_kw = kw.empty() ? 0.0 : *std::max_element(kw.begin(), kw.end());
  if (peak_kw <= 0.0) return;
  for (double& value : kw) value /= peak_kw;
  electricity::Load load;
  load.name = name;
  load.bus = bus;
  load.symmetric = phase == 3;
  const Complex va = Complex(peak_kw, peak_kw * tan_phi) * 1000.0;
  for (int p = 0; p < 3; ++p) load.va[p] = phase == 3 ? va / 3.0 : phase == p ? va : Complex{};
  load.shape = "shape_" + name;
  network.shapes.push_back({load.shape, step_minutes, std::move(kw)});
  network.loads.push_back(std::move(load));
}

}  // namespace

electricity::Network export_network(const SimulationInputs& inputs, const LowVoltage& low_voltage, int transformer,
                                    int mix) {
  const electricity::LvNetwork lv = low_voltage.network(*inputs.population, transformer);
  const electricity::LvStation station = station_of(inputs, low_voltage, transformer);
  electricity::Network network;
  try {
    network = electricity::exchange_network(lv, station);
  } catch (const std::invalid_argument& fault) {
    throw InputError(Problem{"", 0, 0, station.name + ": " + fault.what(), "other tools cannot be given this network"});
  }
  const HomeSeries series = simulate_homes(inputs, transformer);
  const double minutes = inputs.physics->axis.step_minutes;
  const int64_t per_day = series.steps / std::max(1, series.days);
  for (int h = 0; h <= series.homes; ++h) {
    const int bus = electricity::bus_of_home(lv, h);
    const int8_t phase = lv.homes[h].phase;
    const float* base =
        h < series.homes ? series.base_kw.data() + static_cast<size_t>(h) * series.steps : series.other_kw.data();
    add_load(network, station.homes[h] + "_base", bus, phase, {base, base + series.steps},
             series.base_tan_phi[static_cast<size_t>(h)], minutes);
    if (h == series.homes) continue;
    // A conversion inside the season changes the heater: one load for each.
    std::vector<const HomeSeries::Heater*> heaters;
    for (int day = 0; day < series.days; ++day) {
      const HomeSeries::Heater* heater = &series.heater(mix, h, day);
      if (std::find(heaters.begin(), heaters.end(), heater) == heaters.end()) heaters.push_back(heater);
    }
    for (size_t i = 0; i < heaters.size(); ++i) {
      if (heaters[i]->kw.empty()) continue;
      std::vector<double> kw(series.steps);
      for (int64_t k = 0; k < series.steps; ++k) {
        if (&series.heater(mix, h, static_cast<int>(k / per_day)) == heaters[i]) kw[k] = heaters[i]->kw[k];
      }
      add_load(network, station.homes[h] + "_heater" + (i == 0 ? "" : std::to_string(i + 1)), bus, phase, std::move(kw),
               heaters[i]->tan_phi, minutes);
    }
  }
  return network;
}

}  // namespace hearthgrid::run
