#include "engine/run/draws_dust.hpp"

#include <numeric>

#include "engine/run/air_weather.hpp"
#include "engine/run/stacks.hpp"

namespace hearthgrid::run {
namespace {

constexpr double KG_PER_KWH_OF_G_PER_MJ = 3.6 / 1000.0;

}  // namespace

VillageDust::VillageDust(const Scenario& scenario, const Simulation& simulation)
    : c_(scenario),
      stacks_(*simulation.stacks),
      sums_(stacks_.rows.size() * scenario.population.villages.size()),
      resident_share_(scenario.population.villages.size()) {
  for (const SiteWeather& site : simulation.physics->sites) weather_.push_back(air_hours(site.steps, scenario.axis));
  for (const Household& home : scenario.population.households) {
    if (!home.traits.vacant) resident_share_[home.village] += home.people.persons;
  }
  const double residents = std::accumulate(resident_share_.begin(), resident_share_.end(), 0.0);
  for (double& share : resident_share_) share = residents > 0.0 ? share / residents : 0.0;
}

void VillageDust::enter(int village) {
  village_ = village;
  const std::vector<emission::AirHour>& weather = weather_[c_.village_site[village]];
  of_kw_.clear();
  for (const emission::AirHour& hour : weather) {
    of_kw_.push_back(KG_PER_KWH_OF_G_PER_MJ * emission::ground_level_ug_m3(c_.air.villages[village], hour, 1.0));
  }
}

void VillageDust::take(const BlockResult& block, int transformer) {
  const int village = c_.population.transformers[block.first_transformer + transformer].village;
  if (village != village_) enter(village);
  const auto per_hour = static_cast<size_t>(60 / stacks_.bin_minutes);
  const size_t hours = of_kw_.size(), bins = hours * per_hour;
  for (size_t row = 0; row < stacks_.rows.size(); ++row) {
    const float* kw = block.stack_kw.data() + (row * block.transformers + transformer) * bins;
    double sum = 0.0;
    for (size_t bin = 0; bin < bins; ++bin) sum += of_kw_[bin / per_hour] * kw[bin];
    sums_[row * resident_share_.size() + village] += sum / static_cast<double>(bins);
  }
}

double VillageDust::ug_m3_per_factor(int mix, int technology, int village) const {
  const int row = stacks_.row(mix, technology);
  return row < 0 ? 0.0 : sums_[static_cast<size_t>(row) * resident_share_.size() + village];
}

}  // namespace hearthgrid::run
