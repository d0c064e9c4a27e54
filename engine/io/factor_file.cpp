#include "engine/io/factor_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "engine/base/suggest.hpp"
#include "engine/io/key.hpp"
#include "engine/io/source_keys.hpp"
#include "engine/io/table.hpp"

namespace hearthgrid::io {

namespace {

using emission::Factor;
using emission::FactorSet;
using emission::Where;

const std::vector<std::string>& supply_chains() {
  static const std::vector<std::string> NAMES = {"upstream_coal", "upstream_gas",   "upstream_pellets",
                                                 "upstream_wood", "upstream_straw", "upstream_electricity"};
  return NAMES;
}

KeySpec factor_key(const std::string& name, const std::string& description) {
  constexpr double MOST = 1e6;  // a kilogram per gram of fuel: beyond anything that burns
  return {.name = name,
          .kind = Kind::number,
          .unit = "see unit",
          .description = description,
          .minimum = 0.0,
          .maximum = MOST};
}

Schema make_schema() {
  return {
      .file = "emission_factors.csv",
      .description = "Emission factors: one row per device and pollutant, or one for each phase of firing.",
      .keys = {{.name = "device",
                .kind = Kind::text,
                .description = "Stove or boiler (coal_stove), plants by grid (electricity_shanxi), or supply chain "
                               "(upstream_coal)."},
               {.name = "pollutant",
                .kind = Kind::text,
                .description = "What is let out; co2_biogenic is carbon from plants, co2e_unsplit the CO2 equivalents "
                               "of a supply chain whose source does not say which gases they are.",
                .allowed = emission::pollutant_names()},
               {.name = "where",
                .kind = Kind::text,
                .description = "Where it is let out.",
                .allowed = emission::place_names()},
               {.name = "unit",
                .kind = Kind::text,
                .description = "g/MJ of fuel (lower heating value), or g/kWh generated.",
                .allowed = emission::factor_unit_names()},
               factor_key("low", "Low end of what is plausible."),
               factor_key("central", "The default."),
               factor_key("high", "High end of what is plausible."),
               text("distribution",
                    "How it is drawn: triangular (low, central and high are its corners), uniform, normal (low and "
                    "high lie one standard deviation from central) or lognormal (they bound 95 %, central is the "
                    "median).")
                   .one_of(emission::distribution_names())
                   .by_default("triangular"),
               text("phase", "Phase of firing that the row is of; the mean over all that burns if empty.")
                   .one_of(emission::phase_names())
                   .or_absent(),
               number("fuel_share", "1",
                      "With a phase: share of the device's fuel that burns in it; by how the homes fire it if empty in "
                      "all phases.")
                   .range(0, 1)
                   .or_absent(),
               status_key(),
               source_key()}};
}

/// Places and units that go together: plants by kWh; stoves by MJ; supply chains by what they supply.
bool unit_fits(const Factor& factor) {
  const bool of_electricity = factor.where == Where::plant || factor.device == "upstream_electricity";
  return of_electricity == (factor.unit == emission::FactorUnit::g_per_kwh);
}

// Whether the row may join the factors.
bool check_row(const Table& table, int row, const Factor& factor, ProblemList& problems) {
  const size_t problems_before = problems.all().size();
  if (!(factor.low <= factor.central && factor.central <= factor.high)) {
    problems.add(
        table.problem(row, factor.low <= factor.central ? "high" : "low",
                      fmt::format("{} of {}: low {}, central {} and high {} are not in this order",
                                  table.text(row, "pollutant"), factor.device, factor.low, factor.central, factor.high),
                      "give 0 <= low <= central <= high"));
  }
  if (!unit_fits(factor)) {
    problems.add(table.problem(row, "unit", fmt::format("the unit does not fit {}", factor.device),
                               "plants and upstream_electricity are in g/kWh, everything else in g/MJ"));
  }
  if (!factor.phase && table.number(row, "fuel_share")) {
    problems.add(table.problem(row, "fuel_share", fmt::format("{} has a fuel_share without a phase", factor.device),
                               "give both or neither, or a phase alone: its share then follows from how homes fire"));
  }
  if (factor.phase && factor.where != Where::stove) {
    problems.add(table.problem(row, "phase",
                               fmt::format("{} has rows by phase of firing and is no stove", factor.device),
                               "leave phase and fuel_share empty"));
  }
  const auto& chains = supply_chains();
  if (factor.where == Where::upstream && std::find(chains.begin(), chains.end(), factor.device) == chains.end()) {
    problems.add(table.problem(row, "device", fmt::format("unknown supply chain '{}'", factor.device),
                               advice_for_unknown(factor.device, chains)));
  }
  return problems.all().size() == problems_before;
}

void report_missing(const Table& table, const FactorSet& factors, ProblemList& problems) {
  for (const std::string& device : factors.devices()) {
    for (const emission::Pollutant pollutant : factors.missing(device)) {
      problems.add(
          {table.file(), 0, 0,
           fmt::format("{} has no row for {}", device, emission::pollutant_names()[static_cast<size_t>(pollutant)]),
           "give one; if the device lets out none, give 0, 0, 0 and say why in the source"});
    }
    for (const emission::Pollutant pollutant : factors.incomplete_phases(device)) {
      problems.add(
          {table.file(), 0, 0,
           fmt::format("{} of {} does not have all phases, or their fuel shares do not add up to 1",
                       emission::pollutant_names()[static_cast<size_t>(pollutant)], device),
           "give a row each for ignition, flaming and banked, fuel_share in all of them or in none, or one row "
           "without a phase"});
    }
  }
}

Factor factor_of(const Table& table, int row) {
  const std::optional<emission::Phase> phase = emission::phase_of(table.text(row, "phase"));
  const std::optional<double> share = table.number(row, "fuel_share");
  return {table.text(row, "device"),
          *emission::pollutant_of(table.text(row, "pollutant")),
          *emission::place_of(table.text(row, "where")),
          *emission::factor_unit_of(table.text(row, "unit")),
          *table.number(row, "low"),
          *table.number(row, "central"),
          *table.number(row, "high"),
          table.text(row, "status"),
          table.text(row, "source"),
          *emission::distribution_of(table.text(row, "distribution")),
          phase,
          share.value_or(1.0),
          phase && !share};
}

}  // namespace

const Schema& emission_factors_schema() {
  static const Schema SCHEMA = make_schema();
  return SCHEMA;
}

emission::FactorSet read_factors(const std::string& path, ProblemList& problems) {
  const size_t problems_before = problems.all().size();
  const Table table = read_table_file(path, emission_factors_schema(), problems);
  FactorSet factors;
  if (problems.all().size() > problems_before) {
    return factors;
  }
  for (int row = 0; row < table.rows(); ++row) {
    const Factor factor = factor_of(table, row);
    if (!check_row(table, row, factor, problems)) continue;
    try {
      factors.add(factor);
    } catch (const std::invalid_argument& fault) {
      problems.add(table.problem(row, "device", fault.what(),
                                 "a device has one place and one unit, and one row per pollutant, or one per phase"));
    }
  }
  if (table.rows() == 0) {
    problems.add({table.file(), 1, 0, "the table has no rows", "give a row for each device and pollutant"});
  }
  if (problems.all().size() == problems_before) {
    report_missing(table, factors, problems);
  }
  return factors;
}

}  // namespace hearthgrid::io
