#include "engine/run/draws_air.hpp"

namespace hearthgrid::run {
namespace {

constexpr double G_PER_KG = 1000.0;

}  // namespace

DrawnAir::DrawnAir(const Scenario& scenario, const std::vector<HeatGroup>& groups)
    : factors_(scenario.factors), devices_(air_devices(scenario)) {
  for (const HeatGroup& group : groups) fuel_.push_back(terms_of({0.0, {{group.technology, 1.0}}}));
  electricity_ = terms_of({1.0, {}});
}

std::vector<DrawnAir::Term> DrawnAir::terms_of(const AirUse& use) const {
  const auto& rows = factors_.rows();
  const std::vector<double> amount = emission::amount_of_row(factors_, fuel_use(devices_, use, {}));
  std::vector<Term> terms;
  for (size_t row = 0; row < rows.size(); ++row) {
    if (amount[row] == 0.0) continue;
    const int cell = static_cast<int>(rows[row].pollutant) * emission::PLACES + static_cast<int>(rows[row].where);
    terms.push_back({cell, static_cast<int>(row), amount[row]});
  }
  return terms;
}

double DrawnAir::stack_pm25_g_mj(size_t group, const DrawnFigures& draw) const {
  constexpr int CELL =
      static_cast<int>(emission::Pollutant::pm25) * emission::PLACES + static_cast<int>(emission::Where::stove);
  double sum = 0.0;
  for (const Term& term : fuel_[group]) {
    if (term.cell == CELL) sum += term.amount * draw.factor[term.row];
  }
  return sum;
}

double DrawnAir::equivalent_kg(std::span<const double> kg, const emission::GasPotentials& gwp) {
  emission::EmissionResult result;
  for (int p = 0; p < emission::POLLUTANTS; ++p) {
    for (int w = 0; w < emission::PLACES; ++w) result.kg[w][p] = kg[p * emission::PLACES + w];
  }
  return emission::co2_equivalent_kg(result, gwp);
}

std::vector<bool> DrawnAir::rows() const {
  std::vector<bool> used(factors_.rows().size(), false);
  for (const auto& terms : fuel_) {
    for (const Term& term : terms) used[term.row] = true;
  }
  for (const Term& term : electricity_) used[term.row] = true;
  return used;
}

void DrawnAir::connect(const VillagePlants& plants, GroupUse& use) const {
  const std::vector<double> amount = emission::amount_of_row(factors_, fuel_use(devices_, {1.0, {}}, plants));
  use.plant_amount.clear();
  for (const Term& term : electricity_) {
    for (const double kwh : use.heater_kwh) use.plant_amount.push_back(kwh * amount[term.row]);
    use.plant_amount.push_back(use.base_kwh * amount[term.row]);
  }
}

void DrawnAir::add(const GroupUse& use, const DrawnFigures& draw, std::span<double> kg) const {
  const size_t groups = fuel_.size();
  for (size_t g = 0; g < groups; ++g) {
    const double mj = use.fuel_mj[g] * draw.scale[g] / G_PER_KG;
    if (mj == 0.0) continue;
    for (const Term& term : fuel_[g]) kg[term.cell] += mj * term.amount * draw.factor[term.row];
  }
  for (size_t t = 0; t < electricity_.size(); ++t) {
    const double* amount = use.plant_amount.data() + t * (groups + 1);
    double sum = amount[groups];
    for (size_t g = 0; g < groups; ++g) sum += amount[g] * draw.scale[g];
    kg[electricity_[t].cell] += sum / G_PER_KG * draw.factor[electricity_[t].row];
  }
}

}  // namespace hearthgrid::run
