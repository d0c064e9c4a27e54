#include "engine/run/results_planning.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/base/names.hpp"

namespace hearthgrid::run {
namespace {

// Flag of reinforcement_status behind those of RemedyStatus.
constexpr double NOT_PLANNED = 4.0;

struct UnitRow {
  const char* variable;
  double (*value)(const PlannedUnit&);
};
constexpr std::array UNIT_ROWS = {
    UnitRow{"reinforcement_status",
            [](const PlannedUnit& u) { return u.asked ? static_cast<double>(u.status) : NOT_PLANNED; }},
    UnitRow{"reinforcement_cost_cny", [](const PlannedUnit& u) { return u.cost_cny; }},
    UnitRow{"reinforcement_lower_bound_cny", [](const PlannedUnit& u) { return u.lower_bound_cny; }},
    UnitRow{"reinforcement_lead_months", [](const PlannedUnit& u) { return u.lead_months; }},
    UnitRow{"reinforced_min_voltage_pu", [](const PlannedUnit& u) { return u.worst.lowest_pu; }},
    UnitRow{"reinforced_peak_loading", [](const PlannedUnit& u) { return u.worst.loading; }},
    UnitRow{"reinforced_line_loading_max", [](const PlannedUnit& u) { return u.worst.line_loading; }},
    UnitRow{"reinforced_voltage_unbalance_max", [](const PlannedUnit& u) { return u.worst.unbalance; }}};

// Flag of hosting_limit: none, then the kinds of limits.
double limit_flag(const electricity::HostingCapacity& capacity) {
  return capacity.limit ? 1.0 + static_cast<double>(capacity.limit->kind) : 0.0;
}

}  // namespace

void PlanningResults::plan(const PlanningOptions& options) {
  if (!c_.planning.empty()) run_.run(options);
}

void PlanningResults::finish() {
  if (c_.planning.reinforcement) {
    write_units();
    write_measures();
    write_villages();
  }
  if (!c_.planning.hosting.empty()) write_hosting();
}

void PlanningResults::write_units() {
  std::vector<double> values;
  for (const UnitRow& row : UNIT_ROWS) {
    values.clear();
    for (const PlannedUnit& planned : run_.units()) values.push_back(row.value(planned));
    file_.write(row.variable, values);
  }
}

void PlanningResults::write_measures() {
  std::vector<double> mix, transformer, cost_cny, lead_months, driver;
  std::vector<std::string> name, description;
  for (size_t m = 0; m < c_.plan.mixes.size(); ++m) {
    for (size_t t = 0; t < c_.population.transformers.size(); ++t) {
      for (const PlannedMeasure& measure : unit(m, t).measures) {
        mix.push_back(static_cast<double>(m));
        transformer.push_back(static_cast<double>(t));
        name.push_back(measure.name);
        description.push_back(measure.description);
        cost_cny.push_back(measure.cost_cny);
        lead_months.push_back(measure.lead_months);
        driver.push_back(static_cast<double>(measure.driver));
      }
    }
  }
  file_.dimension("measure", static_cast<int64_t>(name.size()));
  file_.write("measure_mix", mix);
  file_.write("measure_transformer", transformer);
  file_.write_text("measure_name", name);
  file_.write_text("measure_description", description);
  file_.write("measure_cost_cny", cost_cny);
  file_.write("measure_lead_months", lead_months);
  file_.write("measure_driver", driver);
}

bool PlanningResults::plans(int mix) const {
  const std::vector<int>& mixes = c_.planning.mixes;
  return c_.planning.reinforcement && std::find(mixes.begin(), mixes.end(), mix) != mixes.end();
}

std::vector<double> PlanningResults::village_cost_cny(size_t mix) const {
  std::vector<double> cost_cny(c_.population.villages.size());
  for (size_t t = 0; t < c_.population.transformers.size(); ++t) {
    cost_cny[c_.population.transformers[t].village] += unit(mix, t).cost_cny;
  }
  return cost_cny;
}

void PlanningResults::write_villages() {
  std::vector<double> cost_cny;
  for (size_t m = 0; m < c_.plan.mixes.size(); ++m) {
    const std::vector<double> of_mix = village_cost_cny(m);
    cost_cny.insert(cost_cny.end(), of_mix.begin(), of_mix.end());
  }
  file_.write("village_reinforcement_cost_cny", cost_cny);
}

void PlanningResults::write_hosting() {
  std::vector<std::string> quantiles, order, technology, envelope;
  for (const double quantile : c_.planning.quantiles) quantiles.push_back(fmt::format("{}", quantile));
  file_.dimension("hosting", names_of(c_.planning.hosting));
  file_.dimension("hosting_quantile", quantiles);
  std::vector<double> from, to, candidates, worst, capacity, limit, broken;
  for (const HostingQuestion& question : c_.planning.hosting) {
    from.push_back(question.from_mix);
    to.push_back(question.to_mix);
    technology.push_back(question.technology);
    envelope.push_back(question.envelope);
  }
  for (const electricity::Hosting& hosting : run_.hosting()) {
    candidates.push_back(hosting.candidates);
    worst.push_back(hosting.worst.homes);
    order.push_back(hosting.worst.order);
    limit.push_back(limit_flag(hosting.worst));
    broken.push_back(hosting.violated_before ? 1.0 : 0.0);
    for (size_t q = 0; q < quantiles.size(); ++q) {
      capacity.push_back(q < hosting.quantiles.size() ? hosting.quantiles[q].homes : 0.0);
    }
  }
  file_.write("hosting_from_mix", from);
  file_.write("hosting_to_mix", to);
  file_.write_text("hosting_technology", technology);
  file_.write_text("hosting_envelope", envelope);
  file_.write("hosting_candidates", candidates);
  file_.write("hosting_capacity", capacity);
  file_.write("hosting_capacity_worst", worst);
  file_.write_text("hosting_worst_order", order);
  file_.write("hosting_limit", limit);
  file_.write("hosting_broken_before", broken);
}

}  // namespace hearthgrid::run
