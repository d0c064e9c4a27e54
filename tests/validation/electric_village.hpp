#pragma once
// A village of homes as a run draws them, from 1 December, and nothing but their electricity: for the tests that hold
// its spread and its peaks against published measures.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/random.hpp"
#include "engine/io/appliance_file.hpp"
#include "engine/io/data_path.hpp"
#include "engine/io/presence_file.hpp"
#include "engine/run/block_electricity.hpp"
#include "engine/run/home_electricity.hpp"
#include "engine/run/kernel/household_kernel.hpp"

namespace hearthgrid::run {

constexpr uint32_t VILLAGE_SEED = 2022;
constexpr int VILLAGE_DAYS = 56;

struct ElectricVillage {
  occupancy::Equipment equipment;
  Physics physics;
  Population population;
  Plan plan;
  SimulationInputs inputs;
  YearlyElectricity electricity;

  /// `homes` on one transformer. `yearly_kwh` is the given mean; 0 = it follows from what homes own.
  ElectricVillage(int homes, double yearly_kwh) {
    read_files();
    make_days();
    draw_homes(homes, yearly_kwh);
    inputs.physics = &physics;
    inputs.population = &population;
    inputs.plan = &plan;
    inputs.village_site = {0};
    inputs.valley.assign(1440, 0.0);
    inputs.equipment = &equipment;
    inputs.water_of_season = occupancy::mean_day_factor(inputs.hot_water, {}, physics.axis.first_day, VILLAGE_DAYS);
    inputs.seed = VILLAGE_SEED;
    inputs.kernel = &kernel();
    settle();
  }
  ElectricVillage(const ElectricVillage&) = delete;
  ElectricVillage& operator=(const ElectricVillage&) = delete;
  ~ElectricVillage() = default;

  /// Bits of the hours in which somebody is awake at home, by home.
  [[nodiscard]] std::vector<uint32_t> awake_on(int day) const {
    std::vector<uint32_t> awake;
    for (const Household& home : population.households) {
      awake.push_back(occupancy::awake_hours(
          occupancy::presence_day(home.people, physics.sites[0].day_kind[static_cast<size_t>(day)], physics.presence,
                                  VILLAGE_SEED, home.hash, physics.axis.day_number(day))));
    }
    return awake;
  }

  /// [home][minute of all days], kW.
  [[nodiscard]] std::vector<std::vector<float>> minutes() const {
    BlockElectricity block(inputs, 0, 1);
    std::vector<std::vector<float>> kw(population.households.size());
    for (int d = 0; d < VILLAGE_DAYS; ++d) {
      block.run_day(d, awake_on(d));
      for (size_t h = 0; h < kw.size(); ++h) {
        const auto first = block.kw().begin() + static_cast<int64_t>(1440 * h);
        kw[h].insert(kw[h].end(), first, first + 1440);
      }
    }
    return kw;
  }

 private:
  void read_files() {
    ProblemList problems;
    equipment = io::read_appliances(io::data_path("models/occupancy/appliances.toml"), problems);
    const auto shares = io::read_presence(io::data_path("models/occupancy/presence_profiles.csv"), problems);
    problems.throw_if_any();
    physics.presence = occupancy::make_presence(shares, 0.3);
    inputs.hot_water = occupancy::HotWater(equipment.hot_water);
  }

  void make_days() {
    using namespace std::chrono;
    TimeAxis& axis = physics.axis;
    axis.first_day = sys_days{2021y / December / 1};
    axis.season_days = VILLAGE_DAYS;
    axis.warm_up_days = 0;
    axis.step_minutes = 1;
    SiteWeather& site = physics.sites.emplace_back();
    for (int d = 0; d < VILLAGE_DAYS; ++d) {
      site.day_kind.push_back(occupancy::day_kind(axis.date(d)));
      site.day_shape.push_back(occupancy::make_day_shape(axis.date(d), {}));
    }
    site.season_use = occupancy::mean_use(axis.first_day, {}, VILLAGE_DAYS);
    site.mean_use = occupancy::mean_use(july_before(axis.first_day), {});
    inputs.water_of_year = occupancy::mean_day_factor(inputs.hot_water, {}, july_before(axis.first_day), 365);
  }

  // As engine/run/home_draw.cpp does, with a scenario's default spread.
  void draw_homes(int homes, double yearly_kwh) {
    const occupancy::HotWater& water = inputs.hot_water;
    const double drawn_kwh = 2.73 * water.inputs().litres_per_person * water.tank_share() * water.kwh_per_litre();
    const occupancy::OwnershipFactor ownership(equipment.appliances, drawn_kwh);
    occupancy::PeopleInputs people;
    people.electricity.spread = 0.4;
    people.electricity.yearly_kwh = yearly_kwh;
    Transformer unit;
    unit.households = homes;
    for (int h = 0; h < homes; ++h) {
      Household home;
      home.name = "home-" + std::to_string(h);
      home.hash = stable_hash(home.name);
      home.people = occupancy::draw_people(VILLAGE_SEED, home.hash, people);
      home.people.kwh_follows_use = yearly_kwh <= 0.0;
      home.people.yearly_kwh *= ownership(occupancy::draw_appliances(equipment.appliances, VILLAGE_SEED, home.hash));
      population.households.push_back(home);
    }
    population.transformers.push_back(unit);
  }

  void settle() {
    ElectricityYear year;
    year.equipment = &equipment;
    year.presence = &physics.presence;
    year.water = inputs.hot_water;
    year.water_of_year = inputs.water_of_year;
    year.water_of_season = inputs.water_of_season;
    year.use_of_year = {physics.sites[0].mean_use};
    year.use_of_season = {physics.sites[0].season_use};
    year.village_site = {0};
    year.seed = VILLAGE_SEED;
    electricity = settle_yearly_kwh(population, year);
  }
};

}  // namespace hearthgrid::run
