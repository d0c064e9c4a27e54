#include "models/emission/factors.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "engine/base/names.hpp"

namespace hearthgrid::emission {

namespace {

void check_values(const Factor& factor) {
  if (!(factor.low >= 0.0 && factor.low <= factor.central && factor.central <= factor.high)) {
    throw std::invalid_argument(
        fmt::format("factors of {} are not in the order 0 <= low <= central <= high: {}, {}, {}", factor.device,
                    factor.low, factor.central, factor.high));
  }
}

}  // namespace

const std::vector<std::string>& pollutant_names() {
  static const std::vector<std::string> NAMES = {"co2", "co2_biogenic", "ch4", "n2o", "so2",
                                                 "nox", "pm25",         "bc",  "oc",  "co"};
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

std::optional<Pollutant> pollutant_of(std::string_view name) {
  return enum_named<Pollutant>(name, pollutant_names());
}
std::optional<Where> place_of(std::string_view name) {
  return enum_named<Where>(name, place_names());
}
std::optional<FactorUnit> factor_unit_of(std::string_view name) {
  return enum_named<FactorUnit>(name, factor_unit_names());
}

void FactorSet::add(const Factor& factor) {
  check_values(factor);
  auto device =
      std::find_if(devices_.begin(), devices_.end(), [&](const Device& d) { return d.name == factor.device; });
  if (device == devices_.end()) {
    devices_.push_back({factor.device, factor.where, factor.unit, {}, {}});
    device = std::prev(devices_.end());
  }
  const auto pollutant = static_cast<size_t>(factor.pollutant);
  if (device->where != factor.where || device->unit != factor.unit) {
    throw std::invalid_argument(fmt::format("{} has rows with different places or units", factor.device));
  }
  if (device->given[pollutant]) {
    throw std::invalid_argument(fmt::format("{} of {} is given twice", pollutant_names()[pollutant], factor.device));
  }
  device->given[pollutant] = true;
  device->values[static_cast<size_t>(Level::low)][pollutant] = factor.low;
  device->values[static_cast<size_t>(Level::central)][pollutant] = factor.central;
  device->values[static_cast<size_t>(Level::high)][pollutant] = factor.high;
  rows_.push_back(factor);
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
    if (!found.given[p]) {
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
