#include "engine/run/scheduled_homes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "engine/base/names.hpp"
#include "engine/base/suggest.hpp"

namespace hearthgrid::run {
namespace {

// Columns that say of people what the schedule says already.
constexpr const char* COLUMNS_OF_PEOPLE[] = {"persons",
                                             "elderly",
                                             "children",
                                             "returning",
                                             "yearly_kwh",
                                             "set_point_before_c",
                                             "set_point_after_c",
                                             "night_setback_before_k",
                                             "night_setback_after_k"};

// The schedule that a row names; -1 if there is none, or none of that name.
int schedule_of(const Scenario& s, const io::Table& table, int row, ProblemList& problems) {
  const std::string& name = table.text(row, "schedule");
  if (name.empty()) return -1;
  for (const char* column : COLUMNS_OF_PEOPLE) {
    if (!table.number(row, column)) continue;
    problems.add(table.problem(row, column,
                               fmt::format("a home on the schedule '{}' has no {} of its own", name, column),
                               "leave the cell empty: the schedule's gains and set points hold"));
  }
  const auto found =
      std::find_if(s.schedules.begin(), s.schedules.end(), [&](const auto& x) { return x.name == name; });
  if (found != s.schedules.end()) return static_cast<int>(found - s.schedules.begin());
  problems.add(table.problem(row, "schedule", fmt::format("unknown schedule '{}'", name),
                             s.schedules.empty() ? "name a file with households.schedules = \"schedules.csv\""
                                                 : advice_for_unknown(name, names_of(s.schedules))));
  return -1;
}

void put_on(Household& home, const Scenario& s, const io::Table& table, int row, int schedule) {
  home.schedule = schedule;
  if (!table.number(row, "heated_area_m2")) {
    home.floor_area_m2 = static_cast<float>(s.archetypes[home.archetype].base.floor_area_m2);
  }
  if (!table.number(row, "air_change_factor")) home.air_change_factor = 1.0F;
  if (!table.number(row, "conductivity_factor")) home.conductivity_factor = 1.0F;
  if (!table.number(row, "furniture_factor")) home.furniture_factor = 1.0F;
  home.traits.vacant = table.boolean(row, "vacant").value_or(false);
  home.traits.needs_heat = table.boolean(row, "needs_heat").value_or(true);
  occupancy::People people;
  people.persons = people.elderly = people.returning = 0;
  people.airs = false;
  people.yearly_kwh = 0.0;
  people.night_setback_before_k = 0.0;
  people.heated_share_before = table.number(row, "heated_share_before").value_or(1.0);
  people.heated_share_after = table.number(row, "heated_share_after").value_or(1.0);
  const double set_point = occupancy::mean_heating_set_point_c(s.schedules[schedule]).value_or(occupancy::NO_HEATING_C);
  people.set_point_before_c = people.set_point_after_c = set_point;  // what a stove is fed for
  home.people = people;
}

}  // namespace

void put_on_schedules(Scenario& scenario, ProblemList& problems) {
  if (!scenario.tables.households) return;
  const io::Table& table = *scenario.tables.households;
  std::unordered_map<std::string, int> row_of;
  for (int row = 0; row < table.rows(); ++row) {
    if (!table.text(row, "schedule").empty()) row_of.emplace(table.text(row, "household"), row);
  }
  for (Household& home : scenario.population.households) {
    const auto found = row_of.find(home.name);
    if (found == row_of.end()) continue;
    const int schedule = schedule_of(scenario, table, found->second, problems);
    if (schedule >= 0) put_on(home, scenario, table, found->second, schedule);
  }
}

}  // namespace hearthgrid::run
