#include "models/economy/price_path.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace hearthgrid::economy {

void PricePaths::set(CostItem item, std::vector<double> factors) {
  const bool fit = std::all_of(factors.begin(), factors.end(), [](double f) { return f >= 0.0 && std::isfinite(f); });
  if (factors.empty() || !fit) {
    throw std::invalid_argument("a price path needs factors of 0 or more");
  }
  factors_[static_cast<size_t>(item)] = std::move(factors);
}

void PricePaths::grow(CostItem item, double rate, int years) {
  if (!(rate > -1.0)) {
    throw std::invalid_argument("prices cannot shrink by all they are");
  }
  std::vector<double> factors;
  for (int year = 0; year < std::max(1, years); ++year) factors.push_back(std::pow(1.0 + rate, year));
  set(item, std::move(factors));
}

double PricePaths::at(CostItem item, int year) const {
  const std::vector<double>& factors = factors_[static_cast<size_t>(item)];
  if (factors.empty()) return 1.0;
  return factors[std::min(static_cast<size_t>(std::max(0, year)), factors.size() - 1)];
}

}  // namespace hearthgrid::economy
