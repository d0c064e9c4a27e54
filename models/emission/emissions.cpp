#include "models/emission/emissions.hpp"

#include <stdexcept>

#include <fmt/format.h>

namespace hearthgrid::emission {

namespace {

constexpr double G_PER_KG = 1000.0;

void check_not_negative(double amount, std::string_view what) {
  if (!(amount >= 0.0)) {
    throw std::invalid_argument(fmt::format("{} is {}; it must be 0 or more", what, amount));
  }
}

// use_device(name, MJ or kWh, scale by pollutant) of all that lets something out.
template <class UseDevice>
void for_each_device(const FactorSet& factors, const FuelUse& use, UseDevice use_device) {
  static constexpr auto SAME = unit_scale();
  const auto upstream = [&](std::string_view chain, double amount) {
    if (factors.has_device(chain)) use_device(chain, amount, SAME);
  };
  for (const DeviceUse& burned : use.burned) {
    check_not_negative(burned.fuel_mj, burned.device);
    use_device(burned.device, burned.fuel_mj, SAME);
    upstream(chain_of(burned.fuel), burned.fuel_mj);
  }
  check_not_negative(use.electricity_kwh, "electricity_kwh");
  if (!(use.line_loss_share >= 0.0 && use.line_loss_share < 1.0)) {
    throw std::invalid_argument(fmt::format("line_loss_share is {}; it must be in [0, 1)", use.line_loss_share));
  }
  const double generated_kwh = use.electricity_kwh / (1.0 - use.line_loss_share);
  use_device(use.plant, generated_kwh, use.plant_scale);
  upstream(CHAIN_OF_PLANTS, generated_kwh);
}

}  // namespace

std::string_view chain_of(Fuel fuel) {
  static constexpr std::array<std::string_view, 5> CHAINS = {"upstream_coal", "upstream_gas", "upstream_pellets",
                                                             "upstream_wood", "upstream_straw"};
  return CHAINS[static_cast<size_t>(fuel)];
}

double EmissionResult::total(Pollutant pollutant) const {
  double sum = 0.0;
  for (const auto& place : kg) {
    sum += place[static_cast<size_t>(pollutant)];
  }
  return sum;
}

EmissionResult& EmissionResult::operator+=(const EmissionResult& other) {
  for (size_t w = 0; w < PLACES; ++w) {
    for (size_t p = 0; p < POLLUTANTS; ++p) {
      kg[w][p] += other.kg[w][p];
    }
  }
  return *this;
}

EmissionResult& EmissionResult::operator-=(const EmissionResult& other) {
  for (size_t w = 0; w < PLACES; ++w) {
    for (size_t p = 0; p < POLLUTANTS; ++p) {
      kg[w][p] -= other.kg[w][p];
    }
  }
  return *this;
}

EmissionResult emissions_of(const FactorSet& factors, const FuelUse& use, Level level) {
  EmissionResult result;
  for_each_device(factors, use, [&](std::string_view device, double amount, const auto& scale) {
    const auto& grams = factors.values(device, level);
    auto& kg = result.kg[static_cast<size_t>(factors.place(device))];
    for (size_t p = 0; p < POLLUTANTS; ++p) {
      kg[p] += amount * scale[p] * grams[p] / G_PER_KG;
    }
  });
  return result;
}

std::vector<double> amount_of_row(const FactorSet& factors, const FuelUse& use) {
  std::vector<double> amounts(factors.rows().size(), 0.0);
  for_each_device(factors, use, [&](std::string_view device, double amount, const auto& scale) {
    (void)factors.place(device);  // refuses a device without factors
    for (size_t row = 0; row < amounts.size(); ++row) {
      const Factor& factor = factors.rows()[row];
      if (factor.device == device) {
        const double share = factor.phase ? factor.fuel_share : 1.0;
        amounts[row] += amount * share * scale[static_cast<size_t>(factor.pollutant)];
      }
    }
  });
  return amounts;
}

}  // namespace hearthgrid::emission
