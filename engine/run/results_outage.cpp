#include "engine/run/results_outage.hpp"

#include <algorithm>
#include <array>

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
}

}  // namespace hearthgrid::run
