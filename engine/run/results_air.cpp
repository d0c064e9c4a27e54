#include "engine/run/results_air.hpp"

#include <algorithm>

#include "engine/run/air_weather.hpp"

namespace hearthgrid::run {
namespace {

constexpr double MJ_PER_KWH = 3.6;

}  // namespace

AirResults::AirResults(const Scenario& scenario, const Simulation& simulation, io::ResultsWriter& file)
    : c_(scenario),
      s_(simulation),
      file_(file),
      mixes_(static_cast<int>(scenario.plan.mixes.size())),
      villages_(static_cast<int>(scenario.population.villages.size())),
      months_(month_of_days(scenario.axis).back() + 1),
      devices_(air_devices(scenario)),
      hours_(*simulation.stacks, scenario.axis, mixes_) {
  const size_t rows = static_cast<size_t>(mixes_) * villages_;
  losses_.resize(rows);
  home_kwh_.resize(rows * months_);
  weighted_g_.resize(rows * months_ * scenario.air.hourly.size());
  fuel_mj_.resize(simulation.stacks->rows.size() * villages_ * months_);
  for (auto& level : air_) level.resize(rows);
  if (!scenario.air.series.empty()) {
    stack_kw_.resize(simulation.stacks->rows.size() * villages_ * hours_.bins());
    home_kw_.resize(rows * hours_.bins());
  }
  for (const SiteWeather& site : simulation.physics->sites) weather_.push_back(air_hours(site.steps, scenario.axis));
}

void AirResults::take(const BlockResult& block) {
  for (int t = 0; t < block.transformers; ++t) {
    const int village = c_.population.transformers[block.first_transformer + t].village;
    if (village != village_) end_village();
    village_ = village;
    hours_.add(block, t);
    add_losses(block, t, village);
  }
}

void AirResults::end_blocks() {
  end_village();
}

void AirResults::add_losses(const BlockResult& block, int t, int village) {
  for (int mix = 0; mix < mixes_; ++mix) {
    const size_t row = static_cast<size_t>(mix) * block.transformers + t;
    Losses& sum = losses_[at(mix, village)];
    sum.delivered_kwh += block.seasons[row].energy_kwh;
    sum.transformer_kwh += block.seasons[row].loss_kwh;
    if (!block.low_voltage.empty()) sum.line_kwh += block.low_voltage[row].line_loss_kwh;
  }
}

// A village's hours become sums by month and its season's air; then they make room for the next village's.
void AirResults::end_village() {
  const std::vector<int> month_of_day = month_of_days(c_.axis);
  const size_t hourly = c_.air.hourly.size();
  for (int hour = 0; hour < hours_.hours(); ++hour) {
    const int month = month_of_day[static_cast<size_t>(hour / 24)];
    for (size_t row = 0; row < s_.stacks->rows.size(); ++row) {
      fuel_mj_[(row * villages_ + village_) * months_ + month] +=
          MJ_PER_KWH * hours_.stack_kwh(static_cast<int>(row), hour);
    }
    for (int mix = 0; mix < mixes_; ++mix) {
      const double kwh = hours_.home_kwh(mix, hour);
      const size_t to = at(mix, village_) * months_ + month;
      home_kwh_[to] += kwh;
      for (size_t p = 0; p < hourly; ++p) {
        weighted_g_[to * hourly + p] += kwh * c_.air.hourly_g_per_kwh[static_cast<size_t>(hour) * hourly + p];
      }
    }
  }
  assess_village_air();
  if (!home_kw_.empty()) keep_power();
  hours_.clear();
}

void AirResults::assess_village_air() {
  const auto& weather = weather_[c_.village_site[village_]];
  const auto hours = static_cast<size_t>(hours_.hours());
  std::vector<double> of_kg_h(hours);  // ug/m3 of a kilogram an hour
  for (size_t hour = 0; hour < hours; ++hour) {
    of_kg_h[hour] = emission::ground_level_ug_m3(c_.air.villages[village_], weather[hour], 1.0);
  }
  std::array<std::vector<double>, emission::LEVELS> ug_m3;
  for (int mix = 0; mix < mixes_; ++mix) {
    for (auto& level : ug_m3) level.assign(hours, 0.0);
    for (size_t row = 0; row < s_.stacks->rows.size(); ++row) {
      const Stacks::Row& stack = s_.stacks->rows[row];
      const std::string& device = devices_.device[stack.technology];
      if (stack.mix != mix || device.empty()) continue;
      std::array<double, emission::LEVELS> kg_kwh{};
      for (int level = 0; level < emission::LEVELS; ++level) {
        kg_kwh[level] = MJ_PER_KWH / 1000.0 *
                        c_.factors.value(device, emission::Pollutant::pm25, static_cast<emission::Level>(level));
      }
      for (size_t hour = 0; hour < hours; ++hour) {
        const double per_factor = of_kg_h[hour] * hours_.stack_kwh(static_cast<int>(row), static_cast<int>(hour));
        for (size_t level = 0; level < ug_m3.size(); ++level) ug_m3[level][hour] += kg_kwh[level] * per_factor;
      }
    }
    for (size_t level = 0; level < ug_m3.size(); ++level) {
      air_[level][at(mix, village_)] = emission::assess_air(ug_m3[level], c_.air.day_limit_ug_m3);
    }
  }
}

void AirResults::keep_power() {
  const auto bins = static_cast<size_t>(hours_.bins());
  const auto keep = [&](std::span<const double> kw, size_t row, std::vector<float>& to) {
    std::transform(kw.begin(), kw.end(), to.begin() + static_cast<std::ptrdiff_t>((row * villages_ + village_) * bins),
                   [](double value) { return static_cast<float>(value); });
  };
  for (size_t row = 0; row < s_.stacks->rows.size(); ++row) {
    keep(hours_.stack_kw(static_cast<int>(row)), row, stack_kw_);
  }
  for (int mix = 0; mix < mixes_; ++mix) keep(hours_.home_kw(mix), static_cast<size_t>(mix), home_kw_);
}

// What the homes' meters count, over what is generated for it; other customers bear their part of the losses.
double AirResults::loss_share(const Losses& losses) const {
  const double upstream = c_.air.upstream_loss_share;
  const double metered_kwh = losses.delivered_kwh - losses.line_kwh;
  if (!c_.air.own_losses || metered_kwh <= 0.0) return upstream;
  const double fed_kwh = losses.delivered_kwh + losses.transformer_kwh;
  return 1.0 - (1.0 - upstream) * metered_kwh / fed_kwh;
}

// Of a month, or of the season where `month` is -1.
VillagePlants AirResults::plants_of(int mix, int village, int month) const {
  VillagePlants plants;
  plants.loss_share = loss_share(losses_[at(mix, village)]);
  const size_t hourly = c_.air.hourly.size();
  double kwh = 0.0;
  std::vector<double> weighted(hourly);
  for (int m = 0; m < months_; ++m) {
    if (month >= 0 && m != month) continue;
    const size_t from = at(mix, village) * months_ + m;
    kwh += home_kwh_[from];
    for (size_t p = 0; p < hourly; ++p) weighted[p] += weighted_g_[from * hourly + p];
  }
  for (size_t p = 0; p < hourly && kwh > 0.0; ++p) {
    const double average = c_.factors.value(devices_.plant, c_.air.hourly[p], emission::Level::central);
    plants.scale[static_cast<size_t>(c_.air.hourly[p])] = weighted[p] / kwh / average;
  }
  return plants;
}

std::vector<VillagePlants> AirResults::plants(int mix) const {
  std::vector<VillagePlants> out;
  for (int v = 0; v < villages_; ++v) out.push_back(plants_of(mix, v, -1));
  return out;
}

}  // namespace hearthgrid::run
