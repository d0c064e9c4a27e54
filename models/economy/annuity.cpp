#include "models/economy/annuity.hpp"

#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

namespace hearthgrid::economy {

double discount_factor(double rate, double years) {
  if (!(rate > -1.0)) {
    throw std::invalid_argument(fmt::format("discount rate {} must be above -1", rate));
  }
  return std::exp(-years * std::log1p(rate));
}

double annuity(double rate, double years) {
  if (!(rate > -1.0 && years > 0.0)) {
    throw std::invalid_argument(
        fmt::format("annuity needs a rate above -1 and years above 0; got {}, {}", rate, years));
  }
  // -expm1 keeps the digits of 1 - (1 + r)^-n where r is small.
  const double repaid = -std::expm1(-years * std::log1p(rate));
  return repaid == 0.0 ? 1.0 / years : rate / repaid;
}

std::optional<double> abatement_cost_cny_t(double extra_cost_cny, double avoided_kg) {
  if (!(avoided_kg > 0.0)) {
    return std::nullopt;
  }
  return extra_cost_cny / (avoided_kg / 1000.0);
}

}  // namespace hearthgrid::economy
