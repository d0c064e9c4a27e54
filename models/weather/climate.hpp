#pragma once
// A seeded synthetic climate, fitted to published normals (climate_data.cpp has every number with source and status).
//
//   temperature   monthly means joined by lines that keep the monthly means; plus a daily anomaly (Gaussian, lag-1
//                 correlation and spread by month, and now and then a cold wave of five days, November to March); plus
//                 a diurnal course with the month's mean range, wider on clear days. Nodes stand at noon, lines between
//                 them.
//   sun           daily clearness index with the month's mean, spread and lag, within 0.05 and 0.78; hours by
//                 Collares-Pereira and Rabl; direct and diffuse by Erbs
//   humidity      monthly mean, drier on clear days, as a dew point per day
//   infrared      from dew point and the cloud that the clearness implies;  wind: lognormal about the month's mean,
//                 stronger in the afternoon;  pressure: standard atmosphere at the altitude, constant
//
// Every innovation is a pure function of (seed, climate's name, absolute day), and an anomaly is a moving average of
// the innovations of its last 40 days: the weather of a day is the same whichever season it is part of. Not modelled:
// precipitation and snow cover, wind direction, links between wind, cold waves and cloud, year-to-year persistence,
// trends.

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/time_axis.hpp"
#include "models/weather/hourly.hpp"

namespace hearthgrid::weather {

/// "yanggao", "liaocheng", "beijing", "harbin".
[[nodiscard]] std::vector<std::string> climate_names();

/// The site of a built-in climate. Throws std::invalid_argument for an unknown name.
[[nodiscard]] Site climate_site(const std::string& climate);

/// Its mean temperatures by month, January first, of the normals. Throws alike.
[[nodiscard]] std::array<double, 12> climate_means_c(const std::string& climate);

/// The hours of an axis, warm-up first, in one realisation of a climate. Throws std::invalid_argument for an unknown
/// name.
[[nodiscard]] HourlyWeather synthesise(const std::string& climate, uint32_t seed, const TimeAxis& axis);

/// Cold air laid over given weather.
struct ColdWave {
  std::chrono::sys_days first_day{};  ///< first cold day
  int days = 0;
  double depth_k = 0.0;  ///< at most this much colder; positive
};

/// Lowers dry bulb and dew point by `depth_k` during the wave, with raised-cosine edges of a quarter of its length at
/// each end (at most a day), inside its days; infrared follows the temperature's fourth power, relative humidity the
/// other two. Days outside the axis are ignored.
void add_cold_wave(HourlyWeather& weather, const TimeAxis& axis, const ColdWave& wave);

}  // namespace hearthgrid::weather
