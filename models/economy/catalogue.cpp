#include "models/economy/catalogue.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

#include "models/economy/annuity.hpp"

namespace hearthgrid::economy {

namespace {

const CatalogueEntry* find(const std::vector<CatalogueEntry>& entries, std::string_view name) {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const CatalogueEntry& e) { return e.name == name; });
  return found == entries.end() ? nullptr : &*found;
}

double cny_by_size(const std::vector<std::pair<double, double>>& prices, double size) {
  if (size <= prices.front().first) return prices.front().second * size / prices.front().first;
  for (size_t i = 1; i < prices.size(); ++i) {
    const auto& [from, from_cny] = prices[i - 1];
    const auto& [to, to_cny] = prices[i];
    if (size <= to) return from_cny + (to_cny - from_cny) * (size - from) / (to - from);
  }
  return prices.back().second * size / prices.back().first;
}

}  // namespace

const CatalogueEntry* Catalogue::technology(std::string_view name) const {
  return find(technologies, name);
}

const CatalogueEntry* Catalogue::envelope(std::string_view name) const {
  return find(envelopes, name);
}

std::vector<std::pair<double, double>> Catalogue::transformer_steps() const {
  std::vector<std::pair<double, double>> steps;
  for (const TransformerCost& step : transformers) {
    steps.emplace_back(step.kva, step.cny);
  }
  return steps;
}

double Catalogue::price_factor(int price_year, int year) const {
  if (price_year == 0 || price_index.empty()) return 1.0;
  const auto at = [&](int wanted) {
    double index = price_index.front().second;
    for (const auto& [of_year, value] : price_index) {
      if (of_year <= wanted) index = value;
    }
    return index;
  };
  return at(year) / at(price_year);
}

Fen capital_fen(const CapitalCost& cost, double heated_area_m2, double rated_kw, double size) {
  if (!(heated_area_m2 >= 0.0 && rated_kw >= 0.0 && size >= 0.0)) {
    throw std::invalid_argument(fmt::format("a cost for {} m2, {} kW and size {}", heated_area_m2, rated_kw, size));
  }
  const double cny = cost.by_size.empty() ? cost.cny : cny_by_size(cost.by_size, size);
  switch (cost.basis) {
    case CostBasis::per_user:
      return fen_of_cny(cny);
    case CostBasis::per_m2:
      return fen_of_cny(cny * heated_area_m2);
    case CostBasis::per_kw:
      return fen_of_cny(cny * rated_kw);
  }
  throw std::logic_error("unknown basis of a cost");
}

LifeCycle life_cycle(double life_years, int years) {
  if (!(life_years > 0.0 && years > 0)) {
    throw std::invalid_argument(fmt::format("a life of {} years over {} years", life_years, years));
  }
  LifeCycle cycle;
  cycle.life_years = std::max(1, static_cast<int>(std::lround(life_years)));
  cycle.replacements = (years - 1) / cycle.life_years;
  const int used = years - cycle.replacements * cycle.life_years;
  cycle.residual_share = 1.0 - static_cast<double>(used) / cycle.life_years;
  return cycle;
}

double annual_cost_cny(const CatalogueEntry& entry, double heated_area_m2, double rated_kw, double rate) {
  double sum = 0.0;
  for (const CapitalCost& cost : entry.costs) {
    const double capital_cny = cny_of_fen(capital_fen(cost, heated_area_m2, rated_kw));
    sum += capital_cny * (annuity(rate, cost.life_years) + cost.maintenance_share);
  }
  return sum;
}

const std::vector<std::string>& cost_basis_names() {
  static const std::vector<std::string> NAMES = {"per_user", "per_m2", "per_kw"};
  return NAMES;
}

}  // namespace hearthgrid::economy
