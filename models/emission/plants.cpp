#include "models/emission/plants.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

#include <fmt/format.h>

namespace hearthgrid::emission {

namespace {

constexpr const char* COAL_PLANTS = "electricity_fossil";

const GridFactor* find(const std::vector<GridFactor>& table, const PlantChoice& choice, GridKind kind) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const GridFactor& row) {
    return row.region == choice.region && row.year == choice.year && row.kind == kind;
  });
  return found == table.end() ? nullptr : &*found;
}

const GridFactor& at(const std::vector<GridFactor>& table, const PlantChoice& choice, GridKind kind) {
  const GridFactor* found = find(table, choice, kind);
  if (found == nullptr) {
    throw std::invalid_argument(
        fmt::format("no {} of '{}' in {}", grid_kind_names()[static_cast<size_t>(kind)], choice.region, choice.year));
  }
  return *found;
}

Factor co2_row(const std::string& name, const std::vector<GridFactor>& table, const PlantChoice& choice) {
  Factor row;
  row.device = name;
  row.pollutant = Pollutant::co2;
  row.where = Where::plant;
  row.unit = FactorUnit::g_per_kwh;
  if (!choice.operating_margin_weight) {
    const GridFactor& average = at(table, choice, GridKind::average);
    row.low = row.central = row.high = average.co2_g_per_kwh;
    row.status = average.status;
    row.source = average.source;
    return row;
  }
  const double weight = *choice.operating_margin_weight;
  if (!(weight >= 0.0 && weight <= 1.0)) {
    throw std::invalid_argument(fmt::format("the operating margin's weight is {}; it must be in [0, 1]", weight));
  }
  const GridFactor& operating = at(table, choice, GridKind::operating_margin);
  const GridFactor& build = at(table, choice, GridKind::build_margin);
  row.central = weight * operating.co2_g_per_kwh + (1.0 - weight) * build.co2_g_per_kwh;
  const double reach = std::min(weight, 1.0 - weight) * std::abs(operating.co2_g_per_kwh - build.co2_g_per_kwh);
  row.low = row.central - reach;
  row.high = row.central + reach;
  row.distribution = Distribution::uniform;
  row.status = operating.status;
  row.source = fmt::format("{}; operating margin weighs {:g}", operating.source, weight);
  return row;
}

}  // namespace

const std::vector<std::string>& grid_kind_names() {
  static const std::vector<std::string> NAMES = {"average", "operating_margin", "build_margin"};
  return NAMES;
}

std::vector<int> years_of(const std::vector<GridFactor>& table, const std::string& region, bool margins) {
  std::set<int> years;
  for (const GridFactor& row : table) {
    const PlantChoice choice{region, row.year, {}};
    const bool there = margins ? find(table, choice, GridKind::operating_margin) != nullptr &&
                                     find(table, choice, GridKind::build_margin) != nullptr
                               : find(table, choice, GridKind::average) != nullptr;
    if (there) years.insert(row.year);
  }
  return {years.begin(), years.end()};
}

std::string add_plants(FactorSet& factors, const std::vector<GridFactor>& table, const PlantChoice& choice) {
  std::string name =
      fmt::format("electricity_{}_{}{}", choice.region, choice.year, choice.operating_margin_weight ? "_margin" : "");
  const Factor co2 = co2_row(name, table, choice);
  const double fossil = factors.value(COAL_PLANTS, Pollutant::co2, Level::central);
  if (fossil <= 0.0) throw std::invalid_argument(fmt::format("{} lets out no CO2 to go by", COAL_PLANTS));
  const double scale = co2.central / fossil;
  std::vector<Factor> rows{co2};
  for (const Factor& row : factors.rows()) {
    if (row.device != COAL_PLANTS || row.pollutant == Pollutant::co2) continue;
    Factor scaled = row;
    scaled.device = name;
    scaled.low *= scale;
    scaled.central *= scale;
    scaled.high *= scale;
    if (scaled.high <= 0.0) scaled.distribution = Distribution::triangular;  // nothing, in a grid without fossil plants
    scaled.status = row.status == "unverified" ? row.status : "assumed";
    scaled.source = fmt::format("{}; x {:.3f} (this grid's CO2 over fossil plants')", row.source, scale);
    rows.push_back(std::move(scaled));
  }
  for (const Factor& row : rows) factors.add(row);
  return name;
}

}  // namespace hearthgrid::emission
