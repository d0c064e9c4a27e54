// Results: what villages let into the air by step.
//
// Emissions are linear: the season's fuel and electricity are parted over the steps as the hours have them, so that
// steps add up to the season. Hours alone would not: a fire hand-fired in the season's last hours still gives heat
// after it, and one of the hours before gives heat in it.

#include <algorithm>
#include <numeric>

#include "engine/run/results_air.hpp"

namespace hearthgrid::run {
namespace {

// Each bin's share of the whole; the same for all where nothing is burnt or drawn.
std::vector<double> shares_of(std::span<const float> kw) {
  const double sum = std::accumulate(kw.begin(), kw.end(), 0.0);
  std::vector<double> shares(kw.size(), 1.0 / static_cast<double>(kw.size()));
  if (sum > 0.0) std::transform(kw.begin(), kw.end(), shares.begin(), [&](float value) { return value / sum; });
  return shares;
}

}  // namespace

// Adds a use of the season to [series pollutant][place][bin].
void AirResults::add_series(const emission::FuelUse& use, std::span<const float> kw, bool electricity,
                            std::vector<double>& kg_h) const {
  const size_t bins = kw.size(), hourly = c_.air.hourly.size();
  const double per_h = static_cast<double>(s_.stacks->bins_per_day()) / 24.0;
  const std::vector<double> shares = shares_of(kw);
  const emission::EmissionResult kg = emission::emissions_of(c_.factors, use, emission::Level::central);
  for (size_t i = 0; i < c_.air.series.size(); ++i) {
    const auto pollutant = static_cast<size_t>(c_.air.series[i]);
    const auto column = static_cast<size_t>(std::find(c_.air.hourly.begin(), c_.air.hourly.end(), c_.air.series[i]) -
                                            c_.air.hourly.begin());
    for (size_t w = 0; w < emission::PLACES; ++w) {
      double* to = kg_h.data() + (i * emission::PLACES + w) * bins;
      const bool by_hour = electricity && column < hourly && w == static_cast<size_t>(emission::Where::plant);
      const double generated_kg = use.electricity_kwh / (1.0 - use.line_loss_share) / 1000.0;  // at a gram each
      for (size_t k = 0; k < bins; ++k) {
        const size_t hour = k * static_cast<size_t>(hours_.hours()) / bins;
        const double of_season =
            by_hour ? generated_kg * c_.air.hourly_g_per_kwh[hour * hourly + column] : kg.kg[w][pollutant];
        to[k] += of_season * shares[k] * per_h;
      }
    }
  }
}

void AirResults::write_series(const std::vector<VillageAccount>& all) {
  const auto bins = static_cast<size_t>(hours_.bins());
  const size_t of_village = c_.air.series.size() * emission::PLACES * bins;
  const auto part = [&](const std::vector<float>& of, size_t row, int village) {
    return std::span(of).subspan((row * villages_ + village) * bins, bins);
  };
  std::vector<double> series;
  series.reserve(all.size() * of_village);
  for (int mix = 0; mix < mixes_; ++mix) {
    for (int v = 0; v < villages_; ++v) {
      std::vector<double> kg_h(of_village);
      const AirUse& use = all[at(mix, v)].air_use;
      for (const auto& [technology, mj] : use.fuel_mj) {
        const int row = s_.stacks->row(mix, technology);
        if (row < 0) continue;
        add_series(fuel_use(devices_, {0.0, {{technology, mj}}}, {}), part(stack_kw_, row, v), false, kg_h);
      }
      const VillagePlants plants{loss_share(losses_[at(mix, v)]), emission::unit_scale()};
      add_series(fuel_use(devices_, {use.electricity_kwh, {}}, plants), part(home_kw_, mix, v), true, kg_h);
      series.insert(series.end(), kg_h.begin(), kg_h.end());
    }
  }
  file_.write("village_emission_kg_h", series);
}

}  // namespace hearthgrid::run
