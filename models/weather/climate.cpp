#include "models/weather/climate.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include "engine/base/fast_math.hpp"
#include "engine/base/random.hpp"
#include "models/weather/clearness.hpp"
#include "models/weather/climate_data.hpp"
#include "models/weather/climate_fit.hpp"
#include "models/weather/humidity.hpp"
#include "models/weather/sky.hpp"

namespace hearthgrid::weather {

namespace {

constexpr int MEMORY_DAYS = 40;
constexpr double MIN_CLEARNESS = 0.05;
constexpr double MAX_CLEARNESS = 0.78;
constexpr double HUMIDITY_PER_CLEARNESS_SD = -0.07;  // assumed
constexpr double HUMIDITY_SD = 0.06;                 // assumed
constexpr double LOG_WIND_SD = 0.45;                 // assumed
constexpr double WIND_DIURNAL = 0.5;                 // assumed: afternoon over night, of the mean

/// What is new on a day.
struct Innovation {
  double temperature, clearness, wind, humidity;  // standard normal
  double wave_chance, wave_depth;                 // uniform
};

/// Values at noon of a day; the hours lie on lines between noons.
struct Noon {
  double temp_c = 0.0;
  double range_k = 0.0;
  double dew_point_c = 0.0;
  double cloud_tenths = 0.0;
  double wind_m_s = 0.0;
  double clearness = 0.0;
  int month = 0;  // 0-based
};

Noon mix(const Noon& a, const Noon& b, double share_b) {
  const auto line = [&](double Noon::*member) { return a.*member + share_b * (b.*member - a.*member); };
  Noon result = share_b < 0.5 ? a : b;
  for (double Noon::*member :
       {&Noon::temp_c, &Noon::range_k, &Noon::dew_point_c, &Noon::cloud_tenths, &Noon::wind_m_s}) {
    result.*member = line(member);
  }
  return result;
}

std::chrono::sys_days date_of(int64_t day) {
  return std::chrono::sys_days{std::chrono::days{static_cast<int>(day)}};
}

int month_of(int64_t day) {
  return static_cast<int>(static_cast<unsigned>(std::chrono::year_month_day{date_of(day)}.month())) - 1;
}

/// The daily processes of one realisation of one climate.
class DailyClimate {
 public:
  DailyClimate(const ClimateNormals& normals, uint32_t seed)
      : normals_(normals), fit_(fit_climate(normals)), seed_(seed), hash_(stable_hash(normals.name)) {}

  /// Noons of consecutive days; `first` in days since 1970-01-01.
  [[nodiscard]] std::vector<Noon> noons(int64_t first, int count) const {
    std::vector<Innovation> innovations;
    for (int64_t day = first - MEMORY_DAYS; day < first + count; ++day) innovations.push_back(innovation(day));
    std::vector<Noon> result;
    for (int d = 0; d < count; ++d) result.push_back(noon(first + d, &innovations[d + MEMORY_DAYS]));
    return result;
  }

  [[nodiscard]] const ClimateFit& fit() const { return fit_; }

 private:
  [[nodiscard]] Innovation innovation(int64_t day) const {
    const auto a = random_words(seed_, Stream::weather, hash_, static_cast<uint32_t>(day), 0);
    const auto b = random_words(seed_, Stream::weather, hash_, static_cast<uint32_t>(day), 1);
    const auto [temperature, clearness] = normal_pair(a[0], a[1]);
    const auto [wind, humidity] = normal_pair(a[2], a[3]);
    return {temperature, clearness, wind, humidity, uniform(b[0]), uniform(b[1])};
  }

  /// A unit-variance AR(1) value as the moving average of the last days' innovations, today's at *today.
  static double moving_average(const Innovation* today, double Innovation::*member, double phi) {
    double sum = 0.0;
    double square = 0.0;
    double weight = 1.0;
    for (int k = 0; k <= MEMORY_DAYS; ++k) {
      sum += weight * today[-k].*member;
      square += weight * weight;
      weight *= phi;
    }
    return sum / std::sqrt(square);
  }

  [[nodiscard]] double wave_chance(int64_t day) const { return fit_.month[month_of(day)].wave_chance_per_day; }

  /// Cold waves that reach this day, less what they take from the mean.
  [[nodiscard]] double waves_k(int64_t day, const Innovation* today) const {
    constexpr double SPAN_K = WAVE_MAX_DEPTH_K - WAVE_MIN_DEPTH_K;
    double sum = 0.0;
    for (int k = 0; k < static_cast<int>(WAVE_PROFILE.size()); ++k) {
      double expected = wave_chance(day - k);
      bool comes = today[-k].wave_chance < expected;
      for (int j = k + 1; j <= k + WAVE_PAUSE_DAYS; ++j) {
        const double chance_before = wave_chance(day - j);
        expected *= 1.0 - chance_before;
        comes = comes && today[-j].wave_chance >= chance_before;
      }
      sum += WAVE_PROFILE[k] * expected * (WAVE_MIN_DEPTH_K + 0.5 * SPAN_K);
      if (comes) sum -= WAVE_PROFILE[k] * (WAVE_MIN_DEPTH_K + SPAN_K * today[-k].wave_depth);
    }
    return sum;
  }

  [[nodiscard]] Noon noon(int64_t day, const Innovation* today) const {
    const int m = month_of(day);
    const MonthFit& fit = fit_.month[m];
    const double z = moving_average(today, &Innovation::clearness, normals_.clearness_lag1[m]);
    Noon noon;
    noon.month = m;
    noon.temp_c = fit_.seasonal_c(std::min(364, day_of_year(date_of(day)) - 1)) + waves_k(day, today) +
                  fit.anomaly_sd_k * moving_average(today, &Innovation::temperature, fit.anomaly_lag1);
    noon.range_k = fit.range_k * std::max(0.15, 1.0 + 0.5 * normals_.range_clearness_correlation * z);
    noon.clearness =
        std::clamp(normals_.clearness_mean[m] + normals_.clearness_sd[m] * z, MIN_CLEARNESS, MAX_CLEARNESS);
    noon.cloud_tenths = cloud_from_clearness_tenths(noon.clearness);
    const double humidity = normals_.humidity_mean[m] + HUMIDITY_PER_CLEARNESS_SD * z + HUMIDITY_SD * today->humidity;
    noon.dew_point_c = dew_point_c(noon.temp_c, std::clamp(humidity, 0.12, 0.98));
    noon.wind_m_s = normals_.wind_mean_m_s[m] * fast_exp(LOG_WIND_SD * today->wind - 0.5 * LOG_WIND_SD * LOG_WIND_SD);
    return noon;
  }

  const ClimateNormals& normals_;
  ClimateFit fit_;
  uint32_t seed_;
  uint64_t hash_;
};

const ClimateNormals& normals_of(const std::string& climate) {
  for (const ClimateNormals& normals : climate_table()) {
    if (normals.name == climate) return normals;
  }
  throw std::invalid_argument("unknown climate '" + climate + "'");
}

/// Hours of one day; noons of yesterday, today and tomorrow.
void fill_air(const Noon* today, const MonthFit& fit, int first, HourlyWeather& weather) {
  for (int h = 1; h <= 24; ++h) {
    const Noon at = h <= 12 ? mix(today[-1], today[0], (h + 12) / 24.0) : mix(today[0], today[1], (h - 12) / 24.0);
    const int i = first + h - 1;
    const double temp_c = at.temp_c + at.range_k * fit.course[h - 1];
    const double dew_c = std::min(at.dew_point_c, temp_c);
    weather.dry_bulb_c[i] = temp_c;
    weather.dew_point_c[i] = dew_c;
    weather.relative_humidity[i] = relative_humidity(temp_c, dew_c);
    weather.horizontal_infrared_w_m2[i] = horizontal_infrared_w_m2(temp_c, dew_c, at.cloud_tenths);
    weather.wind_speed_m_s[i] = at.wind_m_s * (1.0 + WIND_DIURNAL * fit.course[h - 1]);
    weather.pressure_pa[i] = standard_pressure_pa(weather.site.elevation_m);
  }
}

void fill_sun(double clearness, int64_t day, int first, HourlyWeather& weather) {
  const std::array<SunHour, 24> sun = sun_hours(weather.site, day);
  const int doy = day_of_year(date_of(day));
  double weight = 0.0;
  double outside = 0.0;
  for (const SunHour& hour : sun) {
    weight += hour.weight;
    outside += hour.mean_up * extraterrestrial_normal_w_m2(doy);
  }
  for (int h = 0; h < 24; ++h) {
    const double global = weight > 0.0 ? clearness * outside * sun[h].weight / weight : 0.0;
    const HourSplit split = split_hour(global, sun[h], doy, weather.site.elevation_m);
    weather.global_horizontal_w_m2[first + h] = global;
    weather.direct_normal_w_m2[first + h] = split.direct_normal_w_m2;
    weather.diffuse_horizontal_w_m2[first + h] = split.diffuse_horizontal_w_m2;
  }
}

}  // namespace

std::vector<std::string> climate_names() {
  std::vector<std::string> names;
  for (const ClimateNormals& normals : climate_table()) names.emplace_back(normals.name);
  return names;
}

Site climate_site(const std::string& climate) {
  return normals_of(climate).site;
}

std::array<double, 12> climate_means_c(const std::string& climate) {
  return normals_of(climate).mean_c;
}

HourlyWeather synthesise(const std::string& climate, uint32_t seed, const TimeAxis& axis) {
  const ClimateNormals& normals = normals_of(climate);
  const DailyClimate daily(normals, seed);
  const std::vector<Noon> noons = daily.noons(axis.day_number(0) - 1, axis.days() + 2);
  HourlyWeather weather;
  weather.site = normals.site;
  weather.resize(24 * axis.days());
  for (int d = 0; d < axis.days(); ++d) {
    const Noon* today = &noons[d + 1];
    fill_air(today, daily.fit().month[today->month], 24 * d, weather);
    fill_sun(today->clearness, axis.day_number(d), 24 * d, weather);
  }
  return weather;
}

}  // namespace hearthgrid::weather
