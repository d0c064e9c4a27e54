#include "engine/run/results_outage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/base/counted.hpp"
#include "engine/run/low_voltage.hpp"
#include "engine/run/outage_plan.hpp"

namespace hearthgrid::run {
namespace {

struct Row {
  const char* variable;
  double (*value)(const TransformerPickup&);
};
constexpr std::array BY_LENGTH = {
    Row{"pickup_peak_kva", [](const TransformerPickup& p) { return p.peak_kva; }},
    Row{"pickup_ratio", [](const TransformerPickup& p) { return p.ratio; }},
    Row{"pickup_minutes", [](const TransformerPickup& p) { return p.minutes; }},
    Row{"pickup_kwh", [](const TransformerPickup& p) { return p.energy_kwh; }},
    Row{"pickup_hot_spot_c", [](const TransformerPickup& p) { return p.hot_spot_c; }},
    Row{"outage_minutes_to_limit", [](const TransformerPickup& p) { return p.minutes_to_limit; }},
    Row{"pickup_lowest_indoor_c", [](const TransformerPickup& p) { return p.lowest_indoor_c; }}};

constexpr std::array VOLTAGES = {
    Row{"pickup_min_voltage_pu", [](const TransformerPickup& p) { return p.voltage.lowest_pu; }},
    Row{"pickup_homes_undervoltage", [](const TransformerPickup& p) { return 1.0 * p.voltage.homes_below; }},
    Row{"pickup_minutes_undervoltage", [](const TransformerPickup& p) { return p.voltage.minutes_below; }},
    Row{"pickup_line_loading_max", [](const TransformerPickup& p) { return p.voltage.line_loading; }},
    Row{"pickup_lv_failed_steps",
        [](const TransformerPickup& p) { return static_cast<double>(p.voltage.failed_steps); }}};

}  // namespace

void OutageResults::describe() {
  std::vector<int64_t> hours;
  if (s_.outage != nullptr) {
    for (const OutagePlan::Case& one : s_.outage->cases) hours.push_back(one.hours);
    pickups_.resize(s_.plan->mixes.size() * s_.population->transformers.size() * hours.size());
  }
  file_.dimension_values("outage_hours", hours);
}

void OutageResults::take(const BlockResult& block) {
  if (s_.outage == nullptr) return;
  const size_t lengths = s_.outage->cases.size(), rows = block.transformers * lengths;
  const size_t all = s_.population->transformers.size();
  for (size_t mix = 0; mix < s_.plan->mixes.size(); ++mix) {
    std::copy_n(block.outage.pickups.data() + mix * rows, rows,
                pickups_.data() + (mix * all + block.first_transformer) * lengths);
  }
  if (has_voltages()) take_voltages(block);
}

bool OutageResults::has_voltages() const {
  return s_.low_voltage != nullptr && s_.low_voltage->mode() != LvMode::off;
}

void OutageResults::take_voltages(const BlockResult& block) {
  const size_t mixes = s_.plan->mixes.size(), all = s_.population->households.size();
  const size_t homes = block.outage.home_lowest_pu.size() / mixes;
  const int first = s_.population->transformers[block.first_transformer].first_household;
  home_lowest_pu_.resize(mixes * all);
  for (size_t mix = 0; mix < mixes; ++mix) {
    std::copy_n(block.outage.home_lowest_pu.data() + mix * homes, homes, home_lowest_pu_.data() + mix * all + first);
  }
}

void OutageResults::finish() {
  if (s_.outage == nullptr) return;
  const size_t lengths = s_.outage->cases.size();
  std::vector<double> values(pickups_.size());
  for (const Row& row : BY_LENGTH) {
    std::transform(pickups_.begin(), pickups_.end(), values.begin(), row.value);
    file_.write(row.variable, values);
  }
  std::vector<double> usual_kw;
  for (size_t i = 0; i < pickups_.size(); i += lengths) usual_kw.push_back(pickups_[i].reference_kw);
  file_.write("pickup_reference_kw", usual_kw);
  const auto restored = static_cast<double>(s_.outage->restored_minute);
  std::vector<double> begin;
  for (const OutagePlan::Case& one : s_.outage->cases) begin.push_back(restored - 60.0 * one.hours);
  file_.write("outage_begin_time", begin);
  file_.write("outage_restored_time", std::vector<double>(lengths, restored));
  if (has_voltages()) write_voltages();
}

void OutageResults::write_voltages() {
  const size_t lengths = s_.outage->cases.size(), all = s_.population->transformers.size();
  std::vector<double> values(pickups_.size()), minute, home, usual_pu;
  for (const Row& row : VOLTAGES) {
    std::transform(pickups_.begin(), pickups_.end(), values.begin(), row.value);
    file_.write(row.variable, values);
  }
  for (size_t i = 0; i < pickups_.size(); ++i) {
    const PickupVoltage& voltage = pickups_[i].voltage;
    const Transformer& unit = s_.population->transformers[i / lengths % all];
    minute.push_back(voltage.lowest_step < 0 ? -1.0
                                             : static_cast<double>((voltage.lowest_step - s_.outage->restored_step) *
                                                                   s_.outage->step_minutes));
    home.push_back(voltage.lowest_home < 0 ? -1.0 : unit.first_household + voltage.lowest_home);
    if (i % lengths == 0) usual_pu.push_back(voltage.usual_lowest_pu);
    if (voltage.failed_steps == 0) continue;
    file_.diagnostic(unit.name, fmt::format("mix '{}', outage of {} h: no voltage can carry the load of {}",
                                            s_.plan->mixes[i / lengths / all].name, s_.outage->cases[i % lengths].hours,
                                            counted(voltage.failed_steps, "step")));
  }
  file_.write("pickup_min_voltage_minute", minute);
  file_.write("pickup_min_voltage_home", home);
  file_.write("pickup_reference_min_voltage_pu", usual_pu);
  file_.write("household_pickup_min_voltage_pu", home_lowest_pu_);
}

}  // namespace hearthgrid::run
