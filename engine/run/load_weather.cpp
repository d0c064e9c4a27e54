// The weather of a scenario's sites: by the hour, and at the steps of an axis.
#include "engine/run/load.hpp"
#include "models/weather/climate.hpp"

namespace hearthgrid::run {
namespace {

weather::GroundCover ground_of(const io::Settings& settings) {
  weather::GroundCover ground;
  ground.albedo = settings.number("ground_albedo");
  if (settings.has("ground_albedo_by_month")) ground.by_month = settings.numbers("ground_albedo_by_month");
  ground.snow_from_weather = settings.text("snow") == "epw";
  ground.snow_albedo = settings.number("snow_albedo");
  return ground;
}

weather::Horizon horizon_of(const io::Settings& settings) {
  std::vector<weather::HorizonPoint> points;
  for (const io::Settings& point : settings.tables("horizon")) {
    points.push_back({point.number("azimuth_deg"), point.number("altitude_deg")});
  }
  return weather::Horizon(std::move(points));
}

}  // namespace

weather::StepWeather steps_of(const Scenario& scenario, const weather::HourlyWeather& hours, const TimeAxis& axis) {
  const io::Settings& settings = scenario.settings.table("weather");
  weather::StepWeather steps = weather::to_steps(hours, axis, ground_of(settings));
  steps.horizon = horizon_of(settings);
  return steps;
}

std::vector<weather::HourlyWeather> load_hours(const Scenario& scenario) {
  return load_hours(scenario, scenario.seed(), nullptr);
}

std::vector<weather::HourlyWeather> load_hours(const Scenario& scenario, uint32_t weather_seed,
                                               const weather::HourlyWeather* epw) {
  const io::Settings& settings = scenario.settings.table("weather");
  std::vector<weather::HourlyWeather> sites;
  for (size_t i = 0; i < scenario.site_names.size(); ++i) {
    weather::HourlyWeather hours;
    if (i == 0 && settings.given("epw")) {
      hours = weather::season_of_year(epw != nullptr ? *epw : scenario.epw, scenario.axis);
    } else {
      hours = weather::synthesise(scenario.site_names[i], weather_seed, scenario.axis);
    }
    if (settings.has("cold_wave")) {
      const io::Settings& wave = settings.table("cold_wave");
      weather::add_cold_wave(hours, scenario.axis,
                             {wave.date("first_day"), static_cast<int>(wave.integer("days")), wave.number("depth_k")});
    }
    sites.push_back(std::move(hours));
  }
  return sites;
}

std::vector<weather::StepWeather> load_weather(const Scenario& scenario) {
  std::vector<weather::StepWeather> sites;
  for (const weather::HourlyWeather& hours : load_hours(scenario)) {
    sites.push_back(steps_of(scenario, hours, scenario.axis));
  }
  return sites;
}

}  // namespace hearthgrid::run
