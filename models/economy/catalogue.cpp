#include "models/economy/catalogue.hpp"

#include <algorithm>
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

Fen capital_fen(const CapitalCost& cost, double heated_area_m2, double rated_kw) {
  if (!(heated_area_m2 >= 0.0 && rated_kw >= 0.0)) {
    throw std::invalid_argument(fmt::format("a cost for {} m2 and {} kW", heated_area_m2, rated_kw));
  }
  switch (cost.basis) {
    case CostBasis::per_user:
      return fen_of_cny(cost.cny);
    case CostBasis::per_m2:
      return fen_of_cny(cost.cny * heated_area_m2);
    case CostBasis::per_kw:
      return fen_of_cny(cost.cny * rated_kw);
  }
  throw std::logic_error("unknown basis of a cost");
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
