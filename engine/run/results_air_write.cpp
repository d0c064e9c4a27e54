// Results: writes what villages let into the air.

#include <numeric>
#include <string>

#include "engine/run/results_air.hpp"
#include "models/emission/warming.hpp"

namespace hearthgrid::run {
namespace {

constexpr size_t AUTO_BYTES = 30'000'000;  // of a variable by home or by month, in the file
const char* const OF_LEVEL[emission::LEVELS] = {"_low", "", "_high"};

}  // namespace

void AirResults::describe() {
  const std::vector<int64_t> horizons(emission::HORIZON_YEARS.begin(), emission::HORIZON_YEARS.end());
  file_.dimension_values("gwp_years", horizons);
  std::vector<std::string> series;
  for (const emission::Pollutant p : c_.air.series) {
    series.push_back(emission::pollutant_names()[static_cast<size_t>(p)]);
  }
  file_.dimension("series_pollutant", series);
}

bool AirResults::keeps_homes() const {
  const std::string& wish = c_.settings.table("outputs").text("household_emissions");
  const size_t values =
      static_cast<size_t>(mixes_) * c_.population.households.size() * emission::POLLUTANTS * emission::PLACES;
  return wish == "all" || (wish == "auto" && values * sizeof(float) <= AUTO_BYTES);
}

void AirResults::finish(const std::vector<VillageAccount>& all, const std::vector<float>& homes_kg) {
  write_sums(all);
  write_months(all);
  write_plants();
  write_village_air();
  if (!homes_kg.empty()) {
    file_.write("household_emission_kg", std::vector<double>(homes_kg.begin(), homes_kg.end()));
  }
  if (!home_kw_.empty()) write_series(all);
}

void AirResults::write_sums(const std::vector<VillageAccount>& all) {
  for (int level = 0; level < emission::LEVELS; ++level) {
    std::vector<double> kg;    // [mix][village][pollutant][place]
    std::vector<double> co2e;  // [mix][village][horizon][place]
    for (const VillageAccount& account : all) {
      const emission::EmissionResult& emitted = account.emissions[level];
      for (int p = 0; p < emission::POLLUTANTS; ++p) {
        for (int w = 0; w < emission::PLACES; ++w) kg.push_back(emitted.kg[w][p]);
      }
      for (int horizon = 0; horizon < emission::HORIZONS; ++horizon) {
        for (int w = 0; w < emission::PLACES; ++w) {
          co2e.push_back(emission::co2_equivalent_kg(
              emitted, c_.air.gwp.at(horizon, static_cast<emission::Level>(level)), static_cast<emission::Where>(w)));
        }
      }
    }
    file_.write(std::string("emission") + OF_LEVEL[level] + "_kg", kg);
    file_.write(std::string("co2e") + OF_LEVEL[level] + "_kg", co2e);
  }
}

// The season's use, parted as the hours have it: months add up to the season.
AirUse AirResults::use_of_month(const VillageAccount& account, int mix, int village, int month) const {
  const auto days = month_of_days(c_.axis);
  const auto in_month = static_cast<double>(std::count(days.begin(), days.end(), month));
  const auto share = [&](const double* of_months) {
    const double sum = std::accumulate(of_months, of_months + months_, 0.0);
    return sum > 0.0 ? of_months[month] / sum : in_month / static_cast<double>(days.size());
  };
  AirUse use;
  use.electricity_kwh = account.air_use.electricity_kwh * share(home_kwh_.data() + at(mix, village) * months_);
  for (const auto& [technology, mj] : account.air_use.fuel_mj) {
    const int row = s_.stacks->row(mix, technology);
    if (row < 0) continue;
    use.fuel_mj[technology] = mj * share(fuel_mj_.data() + (static_cast<size_t>(row) * villages_ + village) * months_);
  }
  return use;
}

void AirResults::write_months(const std::vector<VillageAccount>& all) {
  const size_t values = all.size() * months_ * emission::POLLUTANTS * emission::PLACES;
  const bool small = values * sizeof(float) <= AUTO_BYTES;
  std::vector<double> kg, kwh;
  for (int mix = 0; mix < mixes_; ++mix) {
    for (int v = 0; v < villages_; ++v) {
      for (int month = 0; month < months_; ++month) {
        const AirUse use = use_of_month(all[at(mix, v)], mix, v, month);
        kwh.push_back(use.electricity_kwh);
        if (!small) continue;
        const emission::EmissionResult emitted = emission::emissions_of(
            c_.factors, fuel_use(devices_, use, plants_of(mix, v, month)), emission::Level::central);
        for (int p = 0; p < emission::POLLUTANTS; ++p) {
          for (int w = 0; w < emission::PLACES; ++w) kg.push_back(emitted.kg[w][p]);
        }
      }
    }
  }
  file_.write("month_electricity_kwh", kwh);
  if (small) file_.write("month_emission_kg", kg);
}

void AirResults::write_plants() {
  std::vector<double> loss, co2;
  const double average = c_.factors.value(devices_.plant, emission::Pollutant::co2, emission::Level::central);
  for (int mix = 0; mix < mixes_; ++mix) {
    for (const VillagePlants& of : plants(mix)) {
      loss.push_back(of.loss_share);
      co2.push_back(average * of.scale[static_cast<size_t>(emission::Pollutant::co2)]);
    }
  }
  file_.write("village_plant_loss_share", loss);
  file_.write("village_plant_co2_g_kwh", co2);
  file_.attribute("plants", devices_.plant);
}

void AirResults::write_village_air() {
  std::vector<double> area_m2, residents(static_cast<size_t>(villages_)), mixing_m, stable;
  for (const Household& home : c_.population.households) {
    if (!home.traits.vacant) residents[home.village] += home.people.persons;
  }
  for (int v = 0; v < villages_; ++v) {
    area_m2.push_back(c_.air.villages[v].area_m2);
    double height_m = 0.0, stable_hours = 0.0;
    const auto& hours = weather_[c_.village_site[v]];
    for (const emission::AirHour& hour : hours) {
      height_m += hour.mixing_height_m;
      stable_hours += hour.stability >= emission::Stability::e ? 1.0 : 0.0;
    }
    mixing_m.push_back(height_m / static_cast<double>(hours.size()));
    stable.push_back(stable_hours / static_cast<double>(hours.size()));
  }
  file_.write("village_area_m2", area_m2);
  file_.write("village_residents", residents);
  file_.write("village_mixing_height_m", mixing_m);
  file_.write("village_stable_share", stable);
  for (int level = 0; level < emission::LEVELS; ++level) {
    std::vector<double> mean, worst;
    for (const emission::AirSeason& air : air_[level]) {
      mean.push_back(air.mean_ug_m3);
      worst.push_back(air.worst_day_ug_m3);
    }
    file_.write(std::string("village_pm25") + OF_LEVEL[level] + "_ug_m3", mean);
    file_.write(std::string("village_pm25_worst_day") + OF_LEVEL[level] + "_ug_m3", worst);
  }
  std::vector<double> worst_time, days, hours, year, exposure;
  const double season_h = 24.0 * c_.axis.season_days;
  for (int mix = 0; mix < mixes_; ++mix) {
    for (int v = 0; v < villages_; ++v) {
      const emission::AirSeason& air = air_[static_cast<size_t>(emission::Level::central)][at(mix, v)];
      worst_time.push_back(static_cast<double>(file_.time_value(air.worst_day * c_.axis.steps_per_day())));
      days.push_back(air.days_above);
      hours.push_back(air.hours_above);
      year.push_back(air.mean_ug_m3 * std::min(1.0, season_h / 8760.0));
      exposure.push_back(air.mean_ug_m3 * season_h * residents[v]);
    }
  }
  file_.write("village_pm25_worst_day_time", worst_time);
  file_.write("village_pm25_days_above", days);
  file_.write("village_pm25_hours_above", hours);
  file_.write("village_pm25_year_ug_m3", year);
  file_.write("village_pm25_exposure_person_ug_h_m3", exposure);
  file_.attribute("village_pm25_day_limit_ug_m3", c_.air.day_limit_ug_m3);
  file_.attribute("village_pm25_year_limit_ug_m3", c_.air.year_limit_ug_m3);
}

}  // namespace hearthgrid::run
