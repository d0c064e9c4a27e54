#include "engine/run/results_gas_planning.hpp"

#include <cmath>
#include <string>

namespace hearthgrid::run {
namespace {

enum WorkKind { PIPE, REGULATOR, LEFT };

}  // namespace

void GasPlanningResults::finish() {
  if (mixes_.empty()) {
    file_.dimension("gas_work", int64_t{0});
    file_.dimension_values("gas_group_size", {});
    file_.dimension("gas_simultaneity_table", std::vector<std::string>{});
    return;
  }
  write_mixes();
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
  write("gas_storage_m3", [](const GasPlanning& m) { return m.storage.volume_m3; });
  write("gas_storage_send_out_m3h", [](const GasPlanning& m) { return m.storage.send_out_m3h; });
  write("gas_storage_sent_out_m3", [](const GasPlanning& m) { return m.storage.season.sent_out_m3; });
  write("gas_storage_days", [](const GasPlanning& m) { return m.storage.season.days_used; });
  write("gas_lng_tonnes", [](const GasPlanning& m) { return m.lng.tonnes; });
  write("gas_lng_truck_loads", [](const GasPlanning& m) { return m.lng.truck_loads; });
  write("gas_lng_tank_m3", [](const GasPlanning& m) { return m.lng.tank_m3; });
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
  const auto add = [&](size_t m, WorkKind what, const gas::SizingFault& fault) {
    mix.push_back(static_cast<double>(m));
    kind.push_back(what);
    limit.push_back(static_cast<double>(fault.limit));
    reached.push_back(fault.reached);
    allowed.push_back(fault.allowed);
    at.push_back(name_of(fault));
    const int64_t step = mixes_[m].design_steps[static_cast<size_t>(fault.draw)];
    time.push_back(static_cast<double>(file_.time_value(static_cast<int>(step))));
  };
  for (size_t m = 0; m < mixes_.size(); ++m) {
    const gas::GasSizing& sizing = mixes_[m].sizing;
    for (const gas::Enlargement& each : sizing.enlarged) {
      add(m, each.is_regulator ? REGULATOR : PIPE, each.driver);
      const auto element = static_cast<size_t>(each.element), choice = static_cast<size_t>(each.choice);
      object.push_back(each.is_regulator ? grid_.network.regulators[element].name : grid_.network.pipes[element].name);
      by.push_back(each.is_regulator ? works_.catalogue.regulators[choice].name : works_.catalogue.pipes[choice].name);
      cny.push_back(each.cny);
    }
    for (const gas::SizingFault& fault : sizing.left) {
      add(m, LEFT, fault);
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
