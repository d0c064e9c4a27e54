#include "engine/run/air_inputs.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <stdexcept>
#include <unordered_map>

#include "engine/base/suggest.hpp"
#include "engine/io/factor_file.hpp"
#include "engine/io/gwp_file.hpp"
#include "engine/io/plant_file.hpp"

namespace hearthgrid::run {
namespace {

constexpr std::string_view PLANTS = "electricity_";

std::string name_of(emission::Pollutant pollutant) {
  return emission::pollutant_names()[static_cast<size_t>(pollutant)];
}

// The set's own rows, where no year and no margin is asked for.
std::string plain_set(const io::Settings& electricity, const emission::FactorSet& factors, ProblemList& problems) {
  const std::string& carbon = electricity.text("carbon");
  std::string plant = std::string(PLANTS) + carbon;
  if (factors.has_device(plant)) return plant;
  std::vector<std::string> known;
  for (const std::string& device : factors.devices()) {
    if (device.starts_with(PLANTS)) known.push_back(device.substr(PLANTS.size()));
  }
  problems.add(
      electricity.problem("carbon", fmt::format("unknown factor set '{}'", carbon),
                          advice_for_unknown(carbon, known) + "; further regions need a year: emissions.plant_year"));
  return plant;
}

std::string plants_of_year(const io::Settings& scenario, const std::vector<emission::GridFactor>& grids,
                           emission::FactorSet& factors, ProblemList& problems) {
  const io::Settings& emissions = scenario.table("emissions");
  const bool margins = emissions.given("operating_margin_weight");
  emission::PlantChoice choice;
  choice.region = scenario.table("electricity").text("carbon");
  if (margins) choice.operating_margin_weight = emissions.number("operating_margin_weight");
  const std::vector<int> years = emission::years_of(grids, choice.region, margins);
  const bool given = emissions.given("plant_year");
  choice.year = given ? static_cast<int>(emissions.integer("plant_year")) : years.empty() ? 0 : years.back();
  if (std::find(years.begin(), years.end(), choice.year) == years.end()) {
    problems.add(emissions.problem(
        given ? "plant_year" : "operating_margin_weight",
        fmt::format("the table of grids has no {} of '{}'{}", margins ? "margins" : "average", choice.region,
                    given ? fmt::format(" in {}", choice.year) : ""),
        years.empty() ? "choose another region in electricity.carbon, or give a table in emissions.grid_years"
                      : fmt::format("it has {}", fmt::join(years, ", "))));
    return "";
  }
  try {
    return emission::add_plants(factors, grids, choice);
  } catch (const std::invalid_argument& fault) {
    problems.add(emissions.problem(given ? "plant_year" : "operating_margin_weight", fault.what(),
                                   "give electricity_fossil in the factors, with CO2 above 0"));
    return "";
  }
}

}  // namespace

void read_air_hours(const io::Settings& scenario, const TimeAxis& axis, const FileOfKey& file,
                    const emission::FactorSet& factors, AirInputs& air, ProblemList& problems) {
  const io::Settings& emissions = scenario.table("emissions");
  if (!emissions.given("plant_hours")) return;
  const size_t problems_before = problems.all().size();
  const emission::PlantHours hours = io::read_plant_hours(file("plant_hours", ""), problems);
  if (problems.all().size() > problems_before || !factors.has_device(air.plant)) return;
  for (const emission::Pollutant pollutant : hours.pollutants) {
    if (factors.value(air.plant, pollutant, emission::Level::central) > 0.0) continue;
    problems.add(emissions.problem(
        "plant_hours", fmt::format("{} by the hour has no average of '{}' to go by", name_of(pollutant), air.plant),
        "low and high keep the average's spread; leave the column out, or give factors with an average above 0"));
  }
  try {
    air.hourly_g_per_kwh = emission::factors_of_season(hours, axis);
    air.hourly = hours.pollutants;
  } catch (const std::invalid_argument& fault) {
    problems.add(emissions.problem("plant_hours", fault.what(), "give every hour of the season"));
  }
}

emission::FactorSet read_air(const io::Settings& scenario, const FileOfKey& file, AirInputs& air,
                             ProblemList& problems) {
  const io::Settings& emissions = scenario.table("emissions");
  size_t problems_before = problems.all().size();
  const auto all_right = [&] { return problems.all().size() == problems_before; };  // else plants may lack for that
  emission::FactorSet factors = io::read_factors(file("factors", "models/emission/emission_factors.csv"), problems);
  bool plants_known = all_right();
  air.gwp = io::read_gwp(file("gwp", "models/emission/gwp.csv"), problems);
  problems_before = problems.all().size();
  const auto grids = io::read_grid_years(file("grid_years", "models/emission/grid_years.csv"), problems);
  plants_known = plants_known && all_right();
  if (!plants_known) {
    air.plant = "";
  } else if (emissions.given("plant_year") || emissions.given("operating_margin_weight")) {
    air.plant = plants_of_year(scenario, grids, factors, problems);
  } else {
    air.plant = plain_set(scenario.table("electricity"), factors, problems);
  }
  air.upstream_loss_share = emissions.number("upstream_loss_share");
  air.own_losses = emissions.boolean("own_losses");
  const io::Settings& village = emissions.table("village_air");
  air.day_limit_ug_m3 = village.number("day_limit_ug_m3");
  air.year_limit_ug_m3 = village.number("year_limit_ug_m3");
  const io::Settings& outputs = scenario.table("outputs");
  if (!outputs.given("emission_series")) return factors;
  for (const std::string& name : outputs.texts("emission_series")) {
    const auto pollutant = emission::pollutant_of(name);
    if (!pollutant) continue;  // the schema has said so
    if (std::find(air.series.begin(), air.series.end(), *pollutant) != air.series.end()) {
      problems.add(outputs.problem("emission_series", fmt::format("'{}' stands twice", name), "name it once"));
      continue;
    }
    air.series.push_back(*pollutant);
  }
  return factors;
}

void check_air_series(const io::Settings& scenario, const TimeAxis& axis, const AirInputs& air, size_t mixes,
                      ProblemList& problems) {
  constexpr double MOST_BYTES = 4e8;
  const double bytes = static_cast<double>(sizeof(float) * mixes * air.villages.size() * air.series.size()) *
                       emission::PLACES * axis.season_steps();
  if (bytes <= MOST_BYTES) return;
  problems.add(scenario.table("outputs").problem("emission_series",
                                                 fmt::format("the series would take {:.0f} MB", bytes / 1e6),
                                                 "name fewer pollutants, or take a longer season.step_minutes"));
}

std::vector<emission::AreaSource> village_sources(const io::Settings& scenario, const PopulationTables& tables,
                                                  const Population& population) {
  constexpr double M2_PER_HECTARE = 1e4;
  const io::Settings& settings = scenario.table("emissions").table("village_air");
  std::vector<double> homes(population.villages.size());
  for (const Household& home : population.households) homes[home.village] += 1.0;
  std::unordered_map<std::string, double> given_ha;
  if (tables.villages) {
    for (int row = 0; row < tables.villages->rows(); ++row) {
      const auto area_ha = tables.villages->number(row, "area_ha");
      if (area_ha) given_ha.emplace(tables.villages->text(row, "village"), *area_ha);
    }
  }
  std::vector<emission::AreaSource> sources;
  for (size_t v = 0; v < homes.size(); ++v) {
    const auto given = given_ha.find(population.villages[v].name);
    const double area_ha =
        given != given_ha.end() ? given->second : std::max(1.0, homes[v]) / settings.number("homes_per_hectare");
    sources.push_back({area_ha * M2_PER_HECTARE, settings.number("source_height_m")});
  }
  return sources;
}

}  // namespace hearthgrid::run
