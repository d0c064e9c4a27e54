#include "engine/run/block_hot_water.hpp"

#include "engine/run/physics.hpp"

namespace hearthgrid::run {

BlockHotWater::BlockHotWater(const SimulationInputs& inputs, int first_home, const std::vector<bool>& asked)
    : s_(inputs), first_home_(first_home), draws_(asked.size()) {
  for (size_t h = 0; h < asked.size(); ++h) {
    const Household& home = s_.population->households[static_cast<size_t>(first_home) + h];
    if (!asked[h] || !takes_power(home)) continue;
    const HomeElectricity own = home_electricity(home, *s_.equipment, s_.hot_water, s_.physics->presence, s_.seed);
    homes_.push_back({static_cast<int>(h), own.asked_litres()});
  }
}

void BlockHotWater::run_day(int day, const std::vector<uint32_t>& awake_hours) {
  const TimeAxis& axis = s_.physics->axis;
  const int day_of_year = hearthgrid::day_of_year(axis.date(day));
  for (const Home& home : homes_) {
    auto& draws = draws_[static_cast<size_t>(home.index)];
    draws.clear();
    const Household& household = s_.population->households[static_cast<size_t>(first_home_ + home.index)];
    const occupancy::DayKind kind = s_.physics->sites[s_.village_site[household.village]].day_kind[day];
    if (!is_lived_in(household, kind)) continue;
    const double litres = home.asked_litres[static_cast<size_t>(kind)] * s_.hot_water.day_factor(kind, day_of_year);
    s_.hot_water.day(litres, kind, awake_hours[static_cast<size_t>(home.index)], s_.seed, household.hash,
                     axis.day_number(day), true, draws);
  }
}

}  // namespace hearthgrid::run
