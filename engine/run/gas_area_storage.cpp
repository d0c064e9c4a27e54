#include "engine/run/gas_area_storage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/gas/area_storage.hpp"

namespace hearthgrid::run {
namespace {

constexpr double SMALL_M3 = 1e-9;  // of an hour; as in models/gas/area_storage.cpp

// [area][step]
std::vector<double> wanted_by_area(const GasFacts& facts, std::span<const float> home_m3h, size_t steps) {
  std::vector<double> wanted(facts.areas.size() * steps, 0.0);
  const auto row_of = [&](int node) -> double* {
    const int area = facts.area_of[static_cast<size_t>(node)];
    return area < 0 ? nullptr : wanted.data() + static_cast<size_t>(area) * steps;
  };
  for (size_t row = 0; row < facts.home_nodes.size(); ++row) {
    double* to = row_of(facts.home_nodes[row]);
    for (size_t k = 0; to != nullptr && k < steps; ++k) to[k] += static_cast<double>(home_m3h[row * steps + k]);
  }
  const auto per_day = static_cast<size_t>(facts.steps_per_day);
  for (const GasUser& user : facts.grid->users) {
    double* to = row_of(user.node);
    for (size_t k = 0; to != nullptr && k < steps; ++k) to[k] += draw_of(user, k, per_day);
  }
  return wanted;
}

}  // namespace

std::string area_name(const GasFacts& facts, size_t area) {
  constexpr size_t NAMED = 3;
  const std::vector<int>& supplies = facts.areas[area].supplies;
  std::string name;
  for (size_t i = 0; i < std::min(NAMED, supplies.size()); ++i) {
    name += (i == 0 ? "" : " + ") + facts.grid->network.supplies[static_cast<size_t>(supplies[i])].name;
  }
  if (supplies.size() > NAMED) name += fmt::format(" + {} more", supplies.size() - NAMED);
  return name;
}

gas::SupplyLimits storage_limits(const GasFacts& facts, size_t area) {
  double hourly_m3h = 0.0, daily_m3 = 0.0;
  bool by_day = false;
  for (const int s : facts.areas[area].supplies) {
    const auto supply = static_cast<size_t>(s);
    const gas::SupplyLimits& caps = facts.grid->supply[supply].limits;
    const double day_m3 = caps.daily_m3.value_or(gas::UNLIMITED);
    const double hour_m3h =
        std::min({caps.hourly_m3h.value_or(gas::UNLIMITED), day_m3, facts.grid->network.supplies[supply].capacity_m3h});
    hourly_m3h += hour_m3h;
    daily_m3 += std::min(24.0 * hour_m3h, day_m3);
    by_day = by_day || caps.daily_m3.has_value();
  }
  gas::SupplyLimits limits;
  if (std::isfinite(hourly_m3h)) limits.hourly_m3h = hourly_m3h;
  if (by_day && std::isfinite(daily_m3)) limits.daily_m3 = daily_m3;
  return limits;
}

std::vector<AreaStorage> storages_of(const GasFacts& facts, const gas::LngTerms& lng, std::span<const float> home_m3h,
                                     size_t steps) {
  const std::vector<double> wanted = wanted_by_area(facts, home_m3h, steps);
  std::vector<gas::SupplyLimits> limits;
  for (size_t area = 0; area < facts.areas.size(); ++area) limits.push_back(storage_limits(facts, area));
  std::vector<gas::StorageNeed> needs = gas::size_area_storages(wanted, facts.step_minutes, limits, facts.grid->county);
  std::vector<AreaStorage> out;
  for (size_t area = 0; area < needs.size(); ++area) {
    AreaStorage& own = out.emplace_back();
    own.limits = limits[area];
    for (size_t k = 0; k < steps; ++k) own.wanted_m3 += wanted[area * steps + k] * facts.step_h;
    own.need = std::move(needs[area]);
    own.lng = gas::lng_of(own.need, lng);
  }
  return out;
}

AreaStorage together(std::span<const AreaStorage> areas) {
  AreaStorage all;
  std::vector<bool> used;
  for (const AreaStorage& area : areas) {
    const gas::StorageSeason& season = area.need.season;
    all.wanted_m3 += area.wanted_m3;
    all.need.volume_m3 += area.need.volume_m3;
    all.need.send_out_m3h += area.need.send_out_m3h;
    all.need.season.sent_out_m3 += season.sent_out_m3;
    all.lng.tonnes += area.lng.tonnes;
    all.lng.truck_loads += area.lng.truck_loads;
    all.lng.loads_on_the_worst_day += area.lng.loads_on_the_worst_day;
    all.lng.tank_tonnes += area.lng.tank_tonnes;
    all.lng.tank_m3 += area.lng.tank_m3;
    used.resize(std::max(used.size(), (season.send_out_m3h.size() + 23) / 24), false);
    for (size_t hour = 0; hour < season.send_out_m3h.size(); ++hour) {
      if (season.send_out_m3h[hour] > SMALL_M3) used[hour / 24] = true;
    }
  }
  all.need.season.days_used = std::count(used.begin(), used.end(), true);
  return all;
}

}  // namespace hearthgrid::run
