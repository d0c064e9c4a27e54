#include "tools/cli/home_losses.hpp"

#include <array>
#include <numeric>

namespace hearthgrid::cli {

double HomeLosses::of(const std::string& element) const {
  double sum = 0.0;
  for (size_t e = 0; e < elements.size(); ++e) sum += elements[e] == element ? element_kwh[e] : 0.0;
  return sum;
}

double HomeLosses::lost_kwh() const {
  return std::accumulate(element_kwh.begin(), element_kwh.end(), air_change_kwh + unlike_kwh);
}

std::optional<size_t> construction_of(const io::ResultsReader& reader, size_t household, size_t mix) {
  if (!reader.has("household_construction") || !reader.has("element_name")) return std::nullopt;
  const double index = reader.numbers("household_construction", std::array{mix, household}).at(0);
  if (index < 0.0) return std::nullopt;
  return static_cast<size_t>(index);
}

std::optional<HomeLosses> home_losses(const io::ResultsReader& reader, size_t household, size_t mix) {
  const std::optional<size_t> construction = construction_of(reader, household, mix);
  if (!construction) return std::nullopt;
  const auto of_home = [&](const char* name) { return reader.numbers(name, std::array{mix, household}).at(0); };
  const auto of_construction = [&](const char* name) { return reader.numbers(name).at(*construction); };
  const double area_scale = reader.numbers("household_heated_area_m2", household).at(0) *
                            of_home("household_heated_share") / of_construction("construction_floor_area_m2");
  const std::vector<double> bounds = reader.numbers("time_bnds");
  const double kilohours = (bounds.back() - bounds.front()) / 60.0 / 1000.0;
  const double air_c = of_home("household_mean_indoor_c");
  const double radiant_w = of_home("household_radiant_kwh") / kilohours / area_scale;  // of the reference house

  HomeLosses out;
  const std::vector<std::string> names = reader.texts("element_name");
  const std::vector<double> owner = reader.numbers("element_construction");
  const std::vector<double> fixed = reader.numbers("element_loss_fixed_w");
  const std::vector<double> per_air = reader.numbers("element_loss_w_k");
  const std::vector<double> per_radiant = reader.numbers("element_loss_per_radiant");
  for (size_t e = 0; e < names.size(); ++e) {
    if (static_cast<size_t>(owner[e]) != *construction) continue;
    out.elements.push_back(names[e]);
    out.element_kwh.push_back(area_scale * kilohours * (fixed[e] + per_air[e] * air_c + per_radiant[e] * radiant_w));
  }
  out.air_change_kwh = area_scale * kilohours * of_construction("construction_air_change_w_k") *
                       (air_c - of_construction("construction_mean_outdoor_c"));
  out.unlike_kwh = of_home("household_extra_loss_kwh");
  out.heater_kwh = of_home("household_heat_kwh");
  if (reader.has("household_cooling_kwh")) out.heater_kwh -= of_home("household_cooling_kwh");
  out.gain_kwh = of_home("household_gain_kwh");
  out.sun_kwh = area_scale * kilohours * of_construction("construction_sun_w");
  return out;
}

}  // namespace hearthgrid::cli
