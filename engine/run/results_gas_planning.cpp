#include "engine/run/results_gas_planning.hpp"

#include <cmath>
#include <string>

namespace hearthgrid::run {
namespace {

enum WorkKind { PIPE, REGULATOR, LEFT };

}  // namespace

void GasPlanningResults::finish(const std::vector<std::string>& areas) {
  file_.dimension("gas_area", areas);
  if (mixes_.empty()) {
    file_.dimension("gas_work", int64_t{0});
    file_.dimension_values("gas_group_size", {});
    file_.dimension("gas_simultaneity_table", std::vector<std::string>{});
    return;
  }
  write_mixes();
  write_areas();
  write_works();
  write_groups();
}

void GasPlanningResults::write_mixes() {
  const auto write = [&](const char* variable, auto value) {
    std::vector<double> values;
    for (const GasPlanning& mix : mixes_) values.push_back(static_cast<double>(value(mix)));
    file_.write(variable, values);
  };
  write("gas_sizing_status", [](const GasPlanning& m) { return static_cast<int>(m.sizing.status); });
  write("gas_sizing_cost_cny", [](const GasPlanning& m) { return m.sizing.cost_cny; });
  write("gas_sizing_lower_bound_cny", [](const GasPlanning& m) { return m.sizing.lower_bound_cny; });
  write("gas_sizing_left", [](const GasPlanning& m) { return m.sizing.left.size(); });
  write("gas_sizing_design_steps", [](const GasPlanning& m) { return m.sizing.design_steps; });
  write("gas_sizing_hours_broken",
        [&](const GasPlanning& m) { return step_h_ * static_cast<double>(m.sizing.steps_broken); });
  write("gas_sizing_hours_left",
        [&](const GasPlanning& m) { return step_h_ * static_cast<double>(m.sizing.steps_left); });
  write("gas_sizing_parts_given_up", [](const GasPlanning& m) { return m.sizing.parts_given_up; });
  std::vector<AreaStorage> sums;
  for (const GasPlanning& mix : mixes_) sums.push_back(together(mix.storages));
  const auto write_sum = [&](const char* variable, auto value) {
    std::vector<double> values;
    for (const AreaStorage& sum : sums) values.push_back(static_cast<double>(value(sum)));
    file_.write(variable, values);
  };
  write_sum("gas_storage_m3", [](const AreaStorage& a) { return a.need.volume_m3; });
  write_sum("gas_storage_send_out_m3h", [](const AreaStorage& a) { return a.need.send_out_m3h; });
  write_sum("gas_storage_sent_out_m3", [](const AreaStorage& a) { return a.need.season.sent_out_m3; });
  write_sum("gas_storage_days", [](const AreaStorage& a) { return a.need.season.days_used; });
  write_sum("gas_lng_tonnes", [](const AreaStorage& a) { return a.lng.tonnes; });
  write_sum("gas_lng_truck_loads", [](const AreaStorage& a) { return a.lng.truck_loads; });
  write_sum("gas_lng_tank_m3", [](const AreaStorage& a) { return a.lng.tank_m3; });
}

void GasPlanningResults::write_areas() {
  const auto write = [&](const char* variable, auto value) {
    std::vector<double> values;
    for (const GasPlanning& mix : mixes_) {
      for (const AreaStorage& area : mix.storages) values.push_back(static_cast<double>(value(area)));
    }
    file_.write(variable, values);
  };
  const auto write_cap = [&](const char* variable, auto cap) {
    std::vector<double> values;
    for (const AreaStorage& area : mixes_.front().storages) values.push_back((area.limits.*cap).value_or(0.0));
    file_.write(variable, values);
  };
  write_cap("gas_area_hourly_limit_m3h", &gas::SupplyLimits::hourly_m3h);
  write_cap("gas_area_daily_limit_m3", &gas::SupplyLimits::daily_m3);
  write("gas_area_wanted_m3", [](const AreaStorage& a) { return a.wanted_m3; });
  write("gas_area_storage_m3", [](const AreaStorage& a) { return a.need.volume_m3; });
  write("gas_area_storage_send_out_m3h", [](const AreaStorage& a) { return a.need.send_out_m3h; });
  write("gas_area_storage_sent_out_m3", [](const AreaStorage& a) { return a.need.season.sent_out_m3; });
  write("gas_area_storage_days", [](const AreaStorage& a) { return a.need.season.days_used; });
  write("gas_area_lng_tonnes", [](const AreaStorage& a) { return a.lng.tonnes; });
  write("gas_area_lng_truck_loads", [](const AreaStorage& a) { return a.lng.truck_loads; });
  write("gas_area_lng_tank_m3", [](const AreaStorage& a) { return a.lng.tank_m3; });
}

std::string GasPlanningResults::name_of(const gas::SizingFault& fault) const {
  if (fault.element < 0) return "";
  const auto at = static_cast<size_t>(fault.element);
  switch (fault.limit) {
    case gas::SizingLimit::speed:
      return grid_.network.pipes[at].name;
    case gas::SizingLimit::pressure:
    case gas::SizingLimit::low_pressure_drop:
      return grid_.network.nodes[at].name;
    case gas::SizingLimit::regulator_inlet:
    case gas::SizingLimit::regulator_capacity:
      return grid_.network.regulators[at].name;
    case gas::SizingLimit::supply_capacity:
      return grid_.network.supplies[at].name;
  }
  return "";
}

void GasPlanningResults::write_works() {
  std::vector<double> mix, kind, cny, limit, reached, allowed, time;
  std::vector<std::string> object, by, at;
  const auto add = [&](size_t m, WorkKind what, const gas::SizingFault& fault, int64_t step) {
    mix.push_back(static_cast<double>(m));
    kind.push_back(what);
    limit.push_back(static_cast<double>(fault.limit));
    reached.push_back(fault.reached);
    allowed.push_back(fault.allowed);
    at.push_back(name_of(fault));
    time.push_back(static_cast<double>(file_.time_value(static_cast<int>(step))));
  };
  for (size_t m = 0; m < mixes_.size(); ++m) {
    const SeasonSizing& sizing = mixes_[m].sizing;
    for (const auto& [each, step] : sizing.works) {
      add(m, each.is_regulator ? REGULATOR : PIPE, each.driver, step);
      const auto element = static_cast<size_t>(each.element), choice = static_cast<size_t>(each.choice);
      object.push_back(each.is_regulator ? grid_.network.regulators[element].name : grid_.network.pipes[element].name);
      by.push_back(each.is_regulator ? works_.catalogue.regulators[choice].name : works_.catalogue.pipes[choice].name);
      cny.push_back(each.cny);
    }
    for (const auto& [fault, step] : sizing.left) {
      add(m, LEFT, fault, step);
      object.push_back(name_of(fault));
      by.emplace_back();
      cny.push_back(0.0);
    }
  }
  file_.dimension("gas_work", static_cast<int64_t>(mix.size()));
  file_.write("gas_work_mix", mix);
  file_.write("gas_work_kind", kind);
  file_.write_text("gas_work_object", object);
  file_.write_text("gas_work_by", by);
  file_.write("gas_work_cny", cny);
  file_.write("gas_work_limit", limit);
  file_.write_text("gas_work_at", at);
  file_.write("gas_work_reached", reached);
  file_.write("gas_work_allowed", allowed);
  file_.write("gas_work_time", time);
}

void GasPlanningResults::write_groups() {
  std::vector<int64_t> sizes(std::begin(GAS_GROUP_SIZES), std::end(GAS_GROUP_SIZES));
  file_.dimension_values("gas_group_size", sizes);
  std::vector<std::string> tables, sources;
  std::vector<double> groups, mean, largest, planned;
  for (const GasPlanning& mix : mixes_) {
    for (const GasGroup& group : mix.groups) {
      groups.push_back(group.groups);
      mean.push_back(group.mean);
      largest.push_back(group.largest);
    }
  }
  for (const gas::PlanningTable& table : works_.simultaneity) {
    tables.push_back(table.name);
    sources.push_back(table.status + ": " + table.source);
    for (const int64_t size : sizes) planned.push_back(table.at(static_cast<int>(size)));
  }
  file_.dimension("gas_simultaneity_table", tables);
  file_.write("gas_simultaneity_groups", groups);
  file_.write("gas_simultaneity", mean);
  file_.write("gas_simultaneity_largest", largest);
  file_.write("gas_simultaneity_planned", planned);
  file_.write_text("gas_simultaneity_source", sources);
}

}  // namespace hearthgrid::run
