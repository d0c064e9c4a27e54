#include "engine/run/draws_air.hpp"

namespace hearthgrid::run {
namespace {

constexpr double G_PER_KG = 1000.0;

std::string supply_of(heater::Carrier carrier) {
  switch (carrier) {
    case heater::Carrier::gas:
      return "upstream_gas";
    case heater::Carrier::coal:
      return "upstream_coal";
    case heater::Carrier::pellets:
      return "upstream_pellets";
    case heater::Carrier::wood:
      return "upstream_wood";
    case heater::Carrier::straw:
      return "upstream_straw";
    case heater::Carrier::electricity:
    case heater::Carrier::none:
      break;
  }
  return "";
}

}  // namespace

DrawnAir::DrawnAir(const Scenario& scenario, const std::vector<HeatGroup>& groups)
    : fuel_(groups.size()), rows_(scenario.factors.rows().size()) {
  for (size_t g = 0; g < groups.size(); ++g) {
    heater::Technology burning = scenario.technologies[groups[g].technology];
    burning.carrier = heater::burnt_carrier(burning);
    const std::string supply = supply_of(burning.carrier);
    if (supply.empty()) continue;
    const std::string device = name_for(scenario, burning, NameKin::carrier,
                                        [&](const std::string& n) { return scenario.factors.has_device(n); });
    if (device.empty()) continue;
    add_device(scenario, device, fuel_[g]);
    add_device(scenario, supply, fuel_[g]);
  }
  add_device(scenario, "electricity_" + scenario.settings.table("electricity").text("carbon"), electricity_);
  add_device(scenario, "upstream_electricity", electricity_);
}

void DrawnAir::add_device(const Scenario& scenario, const std::string& device, std::vector<Term>& terms) {
  const auto& rows = scenario.factors.rows();
  for (size_t row = 0; row < rows.size(); ++row) {
    if (rows[row].device != device) continue;
    const int cell = static_cast<int>(rows[row].pollutant) * emission::PLACES + static_cast<int>(rows[row].where);
    terms.push_back({cell, static_cast<int>(row)});
  }
}

std::vector<bool> DrawnAir::rows() const {
  std::vector<bool> used(rows_, false);
  for (const auto& terms : fuel_) {
    for (const Term& term : terms) used[term.row] = true;
  }
  for (const Term& term : electricity_) used[term.row] = true;
  return used;
}

void DrawnAir::add(const AirUse& use, const DrawnFigures& draw, std::span<double> kg) const {
  double kwh = use.base_kwh;
  for (size_t g = 0; g < fuel_.size(); ++g) {
    kwh += use.heater_kwh[g] * draw.scale[g];
    const double mj = use.fuel_mj[g] * draw.scale[g] / G_PER_KG;
    if (mj == 0.0) continue;
    for (const Term& term : fuel_[g]) kg[term.cell] += mj * draw.factor[term.row];
  }
  kwh /= G_PER_KG;
  for (const Term& term : electricity_) kg[term.cell] += kwh * draw.factor[term.row];
}

}  // namespace hearthgrid::run
