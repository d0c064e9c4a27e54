#include "engine/run/draws_headlines.hpp"

#include <array>

namespace hearthgrid::run {
namespace {

double scaled_sum(const std::vector<double>& by_group, const DrawnFigures& draw) {
  double sum = 0.0;
  for (size_t g = 0; g < by_group.size(); ++g) sum += by_group[g] * draw.scale[g];
  return sum;
}

double sum_of(const std::vector<double>& by_group) {
  double sum = 0.0;
  for (const double value : by_group) sum += value;
  return sum;
}

}  // namespace

const std::vector<std::string>& headline_names() {
  static const std::vector<std::string> NAMES = {"homes_converted",
                                                 "county_peak_mw",
                                                 "transformers_above_80",
                                                 "transformers_above_100",
                                                 "kva_to_add",
                                                 "upgrade_million_cny",
                                                 "transformers_no_size_suffices",
                                                 "gas_peak_m3h",
                                                 "gas_1000_m3",
                                                 "gas_lowest_pa",
                                                 "gas_not_served_1000_m3",
                                                 "coal_t",
                                                 "pellets_t",
                                                 "wood_t",
                                                 "straw_t",
                                                 "homes_cold",
                                                 "homes_undersized",
                                                 "homes_saving",
                                                 "homes_relit",
                                                 "co2_t",
                                                 "co2e_100_t",
                                                 "embodied_co2_t",
                                                 "so2_t",
                                                 "nox_t",
                                                 "pm25_t",
                                                 "village_pm25_ug_m3",
                                                 "public_first_year_million_cny",
                                                 "public_all_years_million_cny",
                                                 "household_bill_cny",
                                                 "homes_burdened"};
  return NAMES;
}

bool moves_with_draws(Headline headline) {
  switch (headline) {
    case Headline::homes_converted:
    case Headline::kva_to_add:
    case Headline::transformers_no_size_suffices:
    case Headline::gas_lowest_pa:
    case Headline::gas_not_served_1000_m3:
    case Headline::homes_cold:
    case Headline::homes_undersized:
    case Headline::homes_saving:
    case Headline::homes_relit:
    case Headline::embodied_co2_t:
      return false;
    default:
      return true;
  }
}

Touched touched_by(InputKind kind) {
  switch (kind) {
    case InputKind::factor:
    case InputKind::warming:
      return {.air = true, .loads = false, .money = false};
    case InputKind::price:
    case InputKind::capital:
    case InputKind::network:
      return {.air = false, .loads = false, .money = true};
    case InputKind::performance:
    case InputKind::heat:
    case InputKind::member:
      break;
  }
  return {};
}

void headlines_of(const MixSums& sums, const DrawnAir& air, const DrawnFigures& draw, const Touched& touched,
                  std::span<double> out) {
  const auto put = [&](Headline headline, double value) { out[static_cast<size_t>(headline)] = value; };
  if (touched.air) {
    std::array<double, AIR_CELLS> kg{};
    air.add(sums.county, draw, kg);
    const auto tonnes = [&](emission::Pollutant pollutant) {
      double total = 0.0;
      for (int place = 0; place < emission::PLACES; ++place) {
        total += kg[static_cast<size_t>(pollutant) * emission::PLACES + place];
      }
      return total / 1000.0;
    };
    put(Headline::co2_t, tonnes(emission::Pollutant::co2));
    put(Headline::co2e_100_t, air.equivalent_kg(kg, draw.gwp) / 1000.0);
    put(Headline::so2_t, tonnes(emission::Pollutant::so2));
    put(Headline::nox_t, tonnes(emission::Pollutant::nox));
    put(Headline::pm25_t, tonnes(emission::Pollutant::pm25));
    double dust_ug_m3 = 0.0;
    for (size_t g = 0; g < sums.dust_ug_m3.size(); ++g) {
      if (sums.dust_ug_m3[g] > 0.0) dust_ug_m3 += sums.dust_ug_m3[g] * draw.scale[g] * air.stack_pm25_g_mj(g, draw);
    }
    put(Headline::village_pm25_ug_m3, dust_ug_m3);
  }
  if (touched.money) {
    put(Headline::upgrade_million_cny, sums.upgrade_cny * draw.network / 1e6);
    const MoneyTables::Headlines money = sums.money.front().headlines(draw);
    put(Headline::public_first_year_million_cny, money.public_first_cny / 1e6);
    put(Headline::public_all_years_million_cny, money.public_all_cny / 1e6);
    put(Headline::household_bill_cny, sums.homes > 0 ? money.bills_cny / sums.homes : 0.0);
    put(Headline::homes_burdened, sums.burdens.front().homes(draw));
  }
  if (!touched.loads) return;
  int above_80 = 0, above_100 = 0;
  for (size_t t = 0; t < sums.transformer_kva.peaks.size(); ++t) {
    const double loading = sums.transformer_kva.at(t, draw) / sums.transformer_rated_kva[t];
    above_80 += loading > 0.8 ? 1 : 0;
    above_100 += loading > 1.0 ? 1 : 0;
  }
  put(Headline::homes_converted, sums.homes_converted);
  put(Headline::county_peak_mw, sums.county_kw.at(0, draw) / 1000.0);
  put(Headline::transformers_above_80, above_80);
  put(Headline::transformers_above_100, above_100);
  put(Headline::kva_to_add, sums.kva_to_add);
  put(Headline::transformers_no_size_suffices, sums.without_size);
  const double gas_m3 = scaled_sum(sums.carriers.gas_m3, draw), central_m3 = sum_of(sums.carriers.gas_m3);
  put(Headline::gas_peak_m3h, central_m3 > 0.0 ? sums.gas_peak_m3h * gas_m3 / central_m3 : sums.gas_peak_m3h);
  put(Headline::gas_1000_m3, gas_m3 / 1000.0);
  put(Headline::gas_lowest_pa, sums.gas.lowest_pa);
  put(Headline::gas_not_served_1000_m3, sums.gas.not_served_m3 / 1000.0);
  put(Headline::coal_t, scaled_sum(sums.carriers.coal_kg, draw) / 1000.0);
  put(Headline::pellets_t, scaled_sum(sums.carriers.pellet_kg, draw) / 1000.0);
  put(Headline::wood_t, scaled_sum(sums.carriers.wood_kg, draw) / 1000.0);
  put(Headline::straw_t, scaled_sum(sums.carriers.straw_kg, draw) / 1000.0);
  put(Headline::homes_cold, sums.homes_cold);
  put(Headline::homes_undersized, sums.homes_undersized);
  put(Headline::homes_saving, sums.homes_saving);
  put(Headline::homes_relit, sums.homes_relit);
  put(Headline::embodied_co2_t, sums.embodied_co2_kg / 1000.0);
}

}  // namespace hearthgrid::run
