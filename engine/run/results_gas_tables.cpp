// GasResults: the variables by mix, node, pipe, regulator and supply.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "engine/run/results_gas.hpp"

namespace hearthgrid::run {
namespace {

constexpr double NO_CAP = -1.0;

double finite(double limit) {
  return std::isfinite(limit) ? limit : 0.0;
}

constexpr size_t REASONS = 3;  // of as many parts of the network; the node's figures tell the others

std::string failure_reason(const std::vector<std::string>& texts) {
  const std::string reason =
      fmt::format("{}", fmt::join(texts.begin(), texts.begin() + std::min(texts.size(), REASONS), "; "));
  return texts.size() <= REASONS ? reason : fmt::format("{}; and {} more parts", reason, texts.size() - REASONS);
}

// A figure of every element of every mix, [mix][element].
template <class Mixes, class List, class Value>
std::vector<double> gathered(const Mixes& mixes, const List& list, Value value) {
  std::vector<double> values;
  for (const auto& mix : mixes) {
    for (const auto& each : list(mix)) values.push_back(static_cast<double>(value(each)));
  }
  return values;
}

}  // namespace

void GasResults::write_places() {
  const gas::GasNetwork& network = grid_.network;
  const size_t nodes = network.nodes.size();
  std::vector<double> origin(nodes, static_cast<double>(grid_.origin)), tier, village(nodes, -1.0), homes(nodes),
      reached, service;
  for (size_t h = 0; h < grid_.household_node.size(); ++h) {
    if (grid_.household_node[h] == gas::NO_NODE) continue;
    const auto n = static_cast<size_t>(grid_.household_node[h]);
    if (homes[n]++ == 0.0) village[n] = c_.population.households[h].village;
  }
  for (size_t n = 0; n < nodes; ++n) {
    tier.push_back(static_cast<double>(network.nodes[n].tier));
    reached.push_back(facts_->area_of[n] >= 0 ? 1.0 : 0.0);
    service.push_back(network.nodes[n].service_pa);
  }
  file_.write("gas_node_origin", origin);
  file_.write("gas_node_tier", tier);
  file_.write("gas_node_village", village);
  file_.write("gas_node_households", homes);
  file_.write("gas_node_reached", reached);
  file_.write("gas_node_service_pa", service);
  file_.write("gas_node_burner_limit_pa", facts_->burner_limit_pa);
  std::vector<double> from, to, length, diameter;
  for (const gas::GasPipe& pipe : network.pipes) {
    from.push_back(pipe.from);
    to.push_back(pipe.to);
    length.push_back(pipe.length_m);
    diameter.push_back(1000.0 * pipe.inner_diameter_m);
  }
  file_.write("gas_pipe_from", from);
  file_.write("gas_pipe_to", to);
  file_.write("gas_pipe_length_m", length);
  file_.write("gas_pipe_inner_diameter_mm", diameter);
}

void GasResults::write_mixes() {
  struct Row {
    const char* variable;
    double (*value)(const GasFigures&, double step_h);
  };
  static constexpr Row ROWS[] = {
      {"gas_min_pressure_pa", [](const GasFigures& f, double) { return f.lowest_pa.value; }},
      {"gas_min_pressure_node", [](const GasFigures& f, double) { return static_cast<double>(f.lowest_node); }},
      {"gas_wanted_m3", [](const GasFigures& f, double) { return f.wanted_m3; }},
      {"gas_served_m3", [](const GasFigures& f, double) { return f.served_m3; }},
      {"gas_unserved_total_m3",
       [](const GasFigures& f, double) {
         double sum_m3 = 0.0;
         for (const GasNodeFigures& node : f.nodes) sum_m3 += node.unserved_m3;
         return sum_m3;
       }},
      {"gas_capped_m3", [](const GasFigures& f, double) { return f.capped_m3; }},
      {"gas_short_m3", [](const GasFigures& f, double) { return f.short_m3; }},
      {"gas_unreached_m3", [](const GasFigures& f, double) { return f.unreached_m3; }},
      {"gas_hours_unserved", [](const GasFigures& f, double h) { return h * static_cast<double>(f.steps_unserved); }},
      {"gas_hours_unsolved", [](const GasFigures& f, double h) { return h * static_cast<double>(f.steps_unsolved); }},
      {"gas_unsolved_m3", [](const GasFigures& f, double) { return f.unsolved_m3; }},
  };
  for (const Row& row : ROWS) {
    std::vector<double> values;
    for (const Mix& mix : mixes_) values.push_back(row.value(mix.figures, facts_->step_h));
    file_.write(row.variable, values);
  }
  write_wanted();
  std::vector<double> lowest, failed, outside, hours, days;
  std::vector<std::string> reason;
  for (size_t mix = 0; mix < mixes_.size(); ++mix) {
    const GasFigures& figures = mixes_[mix].figures;
    lowest.push_back(time_of(figures.lowest_pa));
    failed.push_back(time_of({0.0, figures.first_failed()}));
    reason.push_back(failure_reason(gas_failure_texts(*facts_, figures)));
    outside.push_back(draws_->outside_m3h(static_cast<int>(mix)) * facts_->step_h);
    hours.push_back(mixes_[mix].hours_at_cap.back());
    days.push_back(mixes_[mix].days_at_cap.back());
  }
  file_.write("gas_min_pressure_time", lowest);
  file_.write("gas_unsolved_first_time", failed);
  file_.write_text("gas_unsolved_reason", reason);
  file_.write("gas_outside_m3", outside);
  file_.write("gas_hours_at_cap", hours);
  file_.write("gas_days_at_cap", days);
}

void GasResults::write_wanted() {
  std::vector<double> hour, hour_time, day, day_time, above_hours, above_days;
  for (const Mix& mix : mixes_) {
    hour.push_back(mix.wanted.peak_hour_m3h);
    hour_time.push_back(time_of({0.0, mix.wanted.peak_hour_start}));
    day.push_back(mix.wanted.peak_day_m3);
    day_time.push_back(time_of({0.0, mix.wanted.peak_day * c_.axis.steps_per_day()}));
    above_hours.push_back(static_cast<double>(mix.wanted.hours_above_cap));
    above_days.push_back(static_cast<double>(mix.wanted.days_above_cap));
  }
  file_.write("gas_wanted_peak_hour_m3h", hour);
  file_.write("gas_wanted_peak_hour_time", hour_time);
  file_.write("gas_wanted_peak_day_m3", day);
  file_.write("gas_wanted_peak_day_time", day_time);
  file_.write("gas_hours_above_cap", above_hours);
  file_.write("gas_days_above_cap", above_days);
  const auto of_all_mixes = [&](double cap) { return std::vector<double>(mixes_.size(), cap); };
  file_.write("gas_hourly_cap_m3h", of_all_mixes(limits_.hourly_m3h.value_or(NO_CAP)));
  file_.write("gas_daily_cap_m3", of_all_mixes(limits_.daily_m3.value_or(NO_CAP)));
}

void GasResults::write_nodes() {
  const auto write = [&](const char* variable, auto value) {
    file_.write(variable, gathered(
                              mixes_, [](const Mix& m) -> const auto& { return m.figures.nodes; }, value));
  };
  const double step_h = facts_->step_h;
  using Node = GasNodeFigures;
  write("gas_node_min_pressure_pa", [](const Node& n) { return n.lowest_pa.value; });
  write("gas_node_min_pressure_time", [&](const Node& n) { return time_of(n.lowest_pa); });
  write("gas_node_max_pressure_pa", [](const Node& n) { return n.highest_pa.value; });
  write("gas_node_hours_above_burners",
        [&](const Node& n) { return step_h * static_cast<double>(n.steps_above_burners); });
  write("gas_node_hours_below_service",
        [&](const Node& n) { return step_h * static_cast<double>(n.steps_below_service); });
  write("gas_node_wanted_m3", [](const Node& n) { return n.wanted_m3; });
  write("gas_node_peak_m3h", [](const Node& n) { return n.peak_m3h.value; });
  write("gas_unserved_m3", [](const Node& n) { return n.unserved_m3; });
  write("gas_node_hours_unserved", [&](const Node& n) { return step_h * static_cast<double>(n.steps_unserved); });
  write("gas_node_hours_unsolved", [&](const Node& n) { return step_h * static_cast<double>(n.steps_unsolved); });
  write("gas_node_unsolved_steps", [](const Node& n) { return n.failures; });
  bool any = false;
  for (const Mix& mix : mixes_) any = any || !mix.unserved_m3h.empty();
  const std::vector<float> nothing(any ? grid_.network.nodes.size() * static_cast<size_t>(c_.axis.season_steps()) : 0);
  for (size_t mix = 0; any && mix < mixes_.size(); ++mix) {
    const std::vector<float>& own = mixes_[mix].unserved_m3h;
    file_.write_series_of_mix("gas_node_unserved_m3h", static_cast<int>(mix), own.empty() ? nothing : own);
  }
}

// By the tiers of both ends; where none is stated, by the pressure that the mix with the highest has there.
void GasResults::write_speed_limits() {
  const gas::SizingRule& rule = c_.gas_works.rule;
  const auto low = [&](int node) {
    double pa = 0.0;
    for (const Mix& mix : mixes_) pa = std::max(pa, mix.figures.nodes[static_cast<size_t>(node)].lowest_pa.value);
    return gas::is_low(grid_.network.nodes[static_cast<size_t>(node)], pa);
  };
  std::vector<double> limits;
  for (const gas::GasPipe& pipe : grid_.network.pipes) {
    limits.push_back(low(pipe.from) && low(pipe.to) ? rule.low_speed_m_s : rule.speed_m_s);
  }
  file_.write("gas_pipe_velocity_limit_m_s", limits);
}

void GasResults::write_pipes() {
  write_speed_limits();
  const auto write = [&](const char* variable, auto value) {
    file_.write(variable, gathered(
                              mixes_, [](const Mix& m) -> const auto& { return m.figures.pipes; }, value));
  };
  using Pipe = GasPipeFigures;
  write("gas_pipe_peak_m3h", [](const Pipe& p) { return p.peak_m3h.value; });
  write("gas_pipe_peak_time", [&](const Pipe& p) { return time_of(p.peak_m3h); });
  write("gas_pipe_max_velocity_m_s", [](const Pipe& p) { return p.velocity_m_s.value; });
  write("gas_pipe_max_velocity_time", [&](const Pipe& p) { return time_of(p.velocity_m_s); });
}

void GasResults::write_regulators() {
  std::vector<double> from, to, kind, set, capacity, share;
  for (const gas::GasRegulator& regulator : grid_.network.regulators) {
    from.push_back(regulator.from);
    to.push_back(regulator.to);
    kind.push_back(static_cast<double>(regulator.kind));
    set.push_back(regulator.set_pa);
    capacity.push_back(finite(regulator.capacity_m3h));
  }
  for (const Mix& mix : mixes_) {
    for (size_t i = 0; i < capacity.size(); ++i) {
      share.push_back(mix.figures.regulators[i].peak_m3h.value / grid_.network.regulators[i].capacity_m3h);
    }
  }
  file_.write("gas_regulator_from", from);
  file_.write("gas_regulator_to", to);
  file_.write("gas_regulator_kind", kind);
  file_.write("gas_regulator_set_pa", set);
  file_.write("gas_regulator_capacity_m3h", capacity);
  file_.write("gas_regulator_peak_share", share);
  const auto write = [&](const char* variable, auto value) {
    file_.write(variable, gathered(
                              mixes_, [](const Mix& m) -> const auto& { return m.figures.regulators; }, value));
  };
  const double step_h = facts_->step_h;
  using Regulator = GasRegulatorFigures;
  write("gas_regulator_peak_m3h", [](const Regulator& r) { return r.peak_m3h.value; });
  write("gas_regulator_peak_time", [&](const Regulator& r) { return time_of(r.peak_m3h); });
  write("gas_regulator_hours_saturated",
        [&](const Regulator& r) { return step_h * static_cast<double>(r.steps_saturated); });
  write("gas_regulator_hours_open", [&](const Regulator& r) { return step_h * static_cast<double>(r.steps_open); });
  write("gas_regulator_unsolved_steps", [](const Regulator& r) { return r.failures; });
}

void GasResults::write_supplies() {
  std::vector<double> node, set, capacity, hourly, daily, total, share, hour, hour_time, day, day_time, hours, days;
  const auto& supplies = grid_.network.supplies;
  for (size_t i = 0; i < supplies.size(); ++i) {
    node.push_back(supplies[i].node);
    set.push_back(supplies[i].pressure_pa);
    capacity.push_back(finite(supplies[i].capacity_m3h));
    hourly.push_back(grid_.supply[i].limits.hourly_m3h.value_or(NO_CAP));
    daily.push_back(grid_.supply[i].limits.daily_m3.value_or(NO_CAP));
  }
  for (const Mix& mix : mixes_) {
    for (size_t i = 0; i < supplies.size(); ++i) {
      const gas::SupplyResult& r = mix.supplies[i];
      total.push_back(r.total_m3);
      share.push_back(mix.figures.supplies[i].peak_m3h.value / supplies[i].capacity_m3h);
      hour.push_back(r.peak_hour_m3h);
      hour_time.push_back(time_of({0.0, r.peak_hour_start}));
      day.push_back(r.peak_day_m3);
      day_time.push_back(time_of({0.0, r.peak_day * c_.axis.steps_per_day()}));
      hours.push_back(mix.hours_at_cap[i]);
      days.push_back(mix.days_at_cap[i]);
    }
  }
  for (const auto& [variable, values] : {std::pair{"gas_supply_node", &node},
                                         {"gas_supply_set_pa", &set},
                                         {"gas_supply_capacity_m3h", &capacity},
                                         {"gas_supply_hourly_cap_m3h", &hourly},
                                         {"gas_supply_daily_cap_m3", &daily},
                                         {"gas_supply_total_m3", &total},
                                         {"gas_supply_peak_share", &share},
                                         {"gas_supply_peak_hour_m3h", &hour},
                                         {"gas_supply_peak_hour_time", &hour_time},
                                         {"gas_supply_peak_day_m3", &day},
                                         {"gas_supply_peak_day_time", &day_time},
                                         {"gas_supply_hours_at_cap", &hours},
                                         {"gas_supply_days_at_cap", &days}}) {
    file_.write(variable, *values);
  }
  const auto write = [&](const char* variable, auto value) {
    file_.write(variable, gathered(
                              mixes_, [](const Mix& m) -> const auto& { return m.figures.supplies; }, value));
  };
  using Supply = GasSupplyFigures;
  write("gas_supply_peak_m3h", [](const Supply& s) { return s.peak_m3h.value; });
  write("gas_supply_peak_time", [&](const Supply& s) { return time_of(s.peak_m3h); });
  write("gas_supply_hours_saturated",
        [&](const Supply& s) { return facts_->step_h * static_cast<double>(s.steps_saturated); });
  write("gas_supply_unsolved_steps", [](const Supply& s) { return s.failures; });
}

void GasResults::write_packs() {
  std::vector<double> length, least, most, minutes;
  length.resize(mixes_.front().figures.packs.size());
  for (const Mix& mix : mixes_) {
    const double peak_m3h = mix.figures.peak_served_m3h;
    for (size_t t = 0; t < length.size(); ++t) {
      const gas::TierPack& tier = mix.figures.packs[t];
      length[t] = std::max(length[t], tier.length_m);
      least.push_back(tier.least_m3);
      most.push_back(tier.most_m3);
      minutes.push_back(peak_m3h > 0.0 ? 60.0 * tier.swing_m3() / peak_m3h : 0.0);
    }
  }
  file_.write("gas_line_pack_length_m", length);
  file_.write("gas_line_pack_min_m3", least);
  file_.write("gas_line_pack_max_m3", most);
  file_.write("gas_line_pack_swing_minutes", minutes);
}

// Who hangs where the network has no solution: what those homes get is not known, and they count as neither served nor
// short.
void GasResults::write_unsolved() {
  const size_t households = grid_.household_node.size();
  std::vector<double> homes, hours(mixes_.size() * households, 0.0);
  for (size_t mix = 0; mix < mixes_.size(); ++mix) {
    homes.push_back(0.0);
    const std::vector<GasNodeFigures>& nodes = mixes_[mix].figures.nodes;
    for (size_t h = 0; h < households; ++h) {
      const int node = grid_.household_node[h];
      if (node == gas::NO_NODE) continue;
      const int64_t steps = nodes[static_cast<size_t>(node)].steps_unsolved;
      if (steps == 0 || !burns_gas(s_, c_.plan.mixes[mix].pair[h])) continue;
      ++homes.back();
      hours[mix * households + h] = static_cast<double>(steps) * facts_->step_h;
    }
  }
  file_.write("gas_unsolved_homes", homes);
  const bool any = std::any_of(homes.begin(), homes.end(), [](double count) { return count > 0.0; });
  if (any) file_.write("household_gas_unsolved_hours", hours);
}

void GasResults::write_profiles() {
  std::vector<double> mix, node, distance, pressure, tier;
  std::vector<std::string> via;
  for (size_t m = 0; m < mixes_.size(); ++m) {
    for (const GasProfilePoint& point : mixes_[m].profile) {
      mix.push_back(static_cast<double>(m));
      node.push_back(point.node);
      distance.push_back(point.distance_m);
      pressure.push_back(point.pressure_pa);
      tier.push_back(static_cast<double>(grid_.network.nodes[static_cast<size_t>(point.node)].tier));
      via.push_back(point.via);
    }
  }
  file_.dimension("gas_profile", static_cast<int64_t>(mix.size()));
  file_.write("gas_profile_mix", mix);
  file_.write("gas_profile_node", node);
  file_.write("gas_profile_distance_m", distance);
  file_.write("gas_profile_pressure_pa", pressure);
  file_.write("gas_profile_tier", tier);
  file_.write_text("gas_profile_via", via);
}

}  // namespace hearthgrid::run
