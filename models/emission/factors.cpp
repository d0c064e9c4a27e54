#include "models/emission/factors.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include <fmt/format.h>

#include "engine/base/names.hpp"

namespace hearthgrid::emission {

namespace {

constexpr size_t MEAN = PHASES;  // in Device::given
constexpr double SHARE_TOLERANCE = 1e-6;

void check_values(const Factor& factor) {
  if (!(factor.low >= 0.0 && factor.low <= factor.central && factor.central <= factor.high)) {
    throw std::invalid_argument(
        fmt::format("factors of {} are not in the order 0 <= low <= central <= high: {}, {}, {}", factor.device,
                    factor.low, factor.central, factor.high));
  }
  if (factor.distribution == Distribution::lognormal && factor.low <= 0.0) {
    throw std::invalid_argument(fmt::format("a lognormal factor of {} has no value above 0 as its low", factor.device));
  }
  if (factor.phase && !factor.share_by_firing && !(factor.fuel_share >= 0.0 && factor.fuel_share <= 1.0)) {
    throw std::invalid_argument(
        fmt::format("fuel_share of {} is {}; it must be in [0, 1]", factor.device, factor.fuel_share));
  }
  if (factor.pollutant == Pollutant::co2e_unsplit && factor.where != Where::upstream) {
    throw std::invalid_argument(
        fmt::format("{} lets out gases, not equivalents: only a supply chain has co2e_unsplit", factor.device));
  }
}

size_t place_in_phases(const Factor& factor) {
  return factor.phase ? static_cast<size_t>(*factor.phase) : MEAN;
}

double share_of(const Factor& factor) {
  return factor.phase ? factor.fuel_share : 1.0;
}

size_t index_of(const Factor& factor) {
  return static_cast<size_t>(factor.pollutant);
}

}  // namespace

const std::vector<std::string>& pollutant_names() {
  static const std::vector<std::string> NAMES = {"co2",  "co2_biogenic", "ch4", "n2o", "co2e_unsplit", "so2",  "nox",
                                                 "pm25", "pm10",         "bc",  "oc",  "co",           "nmvoc"};
  return NAMES;
}

const std::vector<std::string>& place_names() {
  static const std::vector<std::string> NAMES = {"stove", "plant", "upstream"};
  return NAMES;
}

const std::vector<std::string>& factor_unit_names() {
  static const std::vector<std::string> NAMES = {"g/MJ", "g/kWh"};
  return NAMES;
}

const std::vector<std::string>& distribution_names() {
  static const std::vector<std::string> NAMES = {"triangular", "uniform", "normal", "lognormal"};
  return NAMES;
}

const std::vector<std::string>& phase_names() {
  static const std::vector<std::string> NAMES = {"ignition", "flaming", "banked"};
  return NAMES;
}

std::optional<Pollutant> pollutant_of(std::string_view name) {
  return enum_named<Pollutant>(name, pollutant_names());
}
std::optional<Where> place_of(std::string_view name) {
  return enum_named<Where>(name, place_names());
}
std::optional<FactorUnit> factor_unit_of(std::string_view name) {
  return enum_named<FactorUnit>(name, factor_unit_names());
}
std::optional<Distribution> distribution_of(std::string_view name) {
  return enum_named<Distribution>(name, distribution_names());
}
std::optional<Phase> phase_of(std::string_view name) {
  return enum_named<Phase>(name, phase_names());
}

void FactorSet::add(const Factor& factor) {
  check_values(factor);
  auto device =
      std::find_if(devices_.begin(), devices_.end(), [&](const Device& d) { return d.name == factor.device; });
  const bool is_new = device == devices_.end();
  if (!is_new && (device->where != factor.where || device->unit != factor.unit)) {
    throw std::invalid_argument(fmt::format("{} has rows with different places or units", factor.device));
  }
  const auto pollutant = static_cast<size_t>(factor.pollutant);
  const size_t phase = place_in_phases(factor);
  if (!is_new && device->given[pollutant][phase]) {
    throw std::invalid_argument(fmt::format("{} of {} is given twice", pollutant_names()[pollutant], factor.device));
  }
  const auto given_anywhere = [&] {
    const auto& given = device->given[pollutant];
    return std::find(given.begin(), given.end(), true) != given.end();
  };
  if (!is_new && given_anywhere() && (phase == MEAN || device->given[pollutant][MEAN])) {
    throw std::invalid_argument(
        fmt::format("{} of {} is given both by phase and as a mean", pollutant_names()[pollutant], factor.device));
  }
  if (is_new) {
    devices_.push_back({factor.device, factor.where, factor.unit, {}, {}, {}});
    device = std::prev(devices_.end());
  }
  device->given[pollutant][phase] = true;
  rows_.push_back(factor);
  if (factor.share_by_firing) rows_.back().fuel_share = 0.0;  // until it is set
  add_values(*device, rows_.back());
}

void FactorSet::add_values(Device& device, const Factor& factor) {
  const double share = share_of(factor);
  const size_t pollutant = index_of(factor);
  device.fuel_share[pollutant] += share;
  device.values[static_cast<size_t>(Level::low)][pollutant] += share * factor.low;
  device.values[static_cast<size_t>(Level::central)][pollutant] += share * factor.central;
  device.values[static_cast<size_t>(Level::high)][pollutant] += share * factor.high;
}

std::vector<std::string> FactorSet::devices_by_firing() const {
  std::vector<std::string> names;
  for (const Device& device : devices_) {
    const bool by_firing = std::any_of(rows_.begin(), rows_.end(), [&](const Factor& row) {
      return row.share_by_firing && row.device == device.name;
    });
    if (by_firing) names.push_back(device.name);
  }
  return names;
}

void FactorSet::share_by_firing(std::string_view device, const std::array<double, PHASES>& fuel_share) {
  const double sum = std::accumulate(fuel_share.begin(), fuel_share.end(), 0.0);
  if (std::any_of(fuel_share.begin(), fuel_share.end(), [](double share) { return !(share >= 0.0); }) ||
      !(std::abs(sum - 1.0) <= SHARE_TOLERANCE)) {
    throw std::invalid_argument(fmt::format("shares of {}'s phases are negative or do not add up to 1", device));
  }
  (void)at(device);  // refuses a device without factors
  const auto found = std::find_if(devices_.begin(), devices_.end(), [&](const Device& d) { return d.name == device; });
  found->fuel_share = {};
  found->values = {};
  for (Factor& row : rows_) {
    if (row.device != device) continue;
    if (row.share_by_firing && row.phase) row.fuel_share = fuel_share[static_cast<size_t>(*row.phase)];
    add_values(*found, row);
  }
}

std::vector<std::string> FactorSet::devices() const {
  std::vector<std::string> names;
  for (const Device& device : devices_) {
    names.push_back(device.name);
  }
  return names;
}

std::vector<Pollutant> FactorSet::missing(std::string_view device) const {
  std::vector<Pollutant> result;
  const Device& found = at(device);
  for (size_t p = 0; p < POLLUTANTS && found.where != Where::upstream; ++p) {
    const auto pollutant = static_cast<Pollutant>(p);
    const bool given = std::find(found.given[p].begin(), found.given[p].end(), true) != found.given[p].end();
    if (!given && pollutant != Pollutant::co2e_unsplit) {
      result.push_back(pollutant);
    }
  }
  return result;
}

std::vector<Pollutant> FactorSet::incomplete_phases(std::string_view device) const {
  std::vector<Pollutant> result;
  const Device& found = at(device);
  for (size_t p = 0; p < POLLUTANTS; ++p) {
    const auto& given = found.given[p];
    const auto phases = std::count(given.begin(), given.begin() + MEAN, true);
    const auto by_firing = std::count_if(rows_.begin(), rows_.end(), [&](const Factor& row) {
      return row.device == found.name && index_of(row) == p && row.share_by_firing;
    });
    const bool adds_up = by_firing > 0 ? by_firing == PHASES : std::abs(found.fuel_share[p] - 1.0) <= SHARE_TOLERANCE;
    if (phases > 0 && (phases < PHASES || !adds_up)) {
      result.push_back(static_cast<Pollutant>(p));
    }
  }
  return result;
}

double FactorSet::value(std::string_view device, Pollutant pollutant, Level level) const {
  return values(device, level)[static_cast<size_t>(pollutant)];
}

const std::array<double, POLLUTANTS>& FactorSet::values(std::string_view device, Level level) const {
  return at(device).values[static_cast<size_t>(level)];
}

Where FactorSet::place(std::string_view device) const {
  return at(device).where;
}

FactorSet FactorSet::drawn(std::span<const double> quantile_of_row) const {
  if (quantile_of_row.size() != rows_.size()) {
    throw std::invalid_argument(fmt::format("{} quantiles for {} rows", quantile_of_row.size(), rows_.size()));
  }
  FactorSet set = *this;
  for (Device& device : set.devices_) {
    device.values = {};
  }
  for (size_t row = 0; row < rows_.size(); ++row) {
    const auto device = std::find_if(set.devices_.begin(), set.devices_.end(),
                                     [&](const Device& d) { return d.name == rows_[row].device; });
    const double value = share_of(rows_[row]) * value_at(rows_[row], quantile_of_row[row]);
    for (auto& level : device->values) {
      level[static_cast<size_t>(rows_[row].pollutant)] += value;
    }
  }
  return set;
}

const FactorSet::Device* FactorSet::find(std::string_view device) const {
  const auto found = std::find_if(devices_.begin(), devices_.end(), [&](const Device& d) { return d.name == device; });
  return found == devices_.end() ? nullptr : &*found;
}

const FactorSet::Device& FactorSet::at(std::string_view device) const {
  const Device* found = find(device);
  if (found == nullptr) {
    throw std::invalid_argument(fmt::format("no emission factors for '{}'", device));
  }
  return *found;
}

}  // namespace hearthgrid::emission
