#include "models/heater/coefficients.hpp"

#include <algorithm>
#include <stdexcept>

#include "models/heater/quadratic.hpp"
#include "models/heater/technology_registry.hpp"

namespace hearthgrid::heater {
namespace {

bool within_hours(double hour, double from, double to) {
  if (from == to) return false;
  return from < to ? hour >= from && hour < to : hour >= from || hour < to;
}

// What holds for every model: when it may run and what it draws beside.
void apply_limits(const Technology& t, const StepConditions& now, CoefficientRow& row) {
  row.supply_c = supply_temperature_c(t, now.outdoor_temp_c);
  row.backup = now.outdoor_temp_c > t.backup_lockout_temp_c ? 0.0 : 1.0;
  row.idle_w += now.outdoor_temp_c < t.crankcase_below_c ? t.crankcase_w.value : 0.0;
  double share = 1.0;
  if (within_hours(now.hour, t.quiet_from_h, t.quiet_to_h)) share = t.quiet_capacity_share;
  if (t.valley_only && !now.valley) share = 0.0;
  if (now.outdoor_temp_c < t.switch_temp_c) share = 0.0;
  const bool by_price = t.switch_by_price && now.price_ratio > 0.0;
  if (by_price) {
    const double x = row.supply_c;
    const double ratio = value_at({row.input_per_heat[0], row.input_per_heat[1], row.input_per_heat[2]}, x);
    if (ratio * now.price_ratio > 1.0 / t.backup_efficiency) share = 0.0;
  }
  for (double& c : row.capacity) c *= share;
}

}  // namespace

double HeaterCoefficients::capacity_w(size_t step, double temp_c) const {
  const double* c = rows[step].capacity;
  return value_at({c[0], c[1], c[2]}, temp_c);
}

double HeaterCoefficients::input_per_heat(size_t step, double temp_c) const {
  const double* r = rows[step].input_per_heat;
  return value_at({r[0], r[1], r[2]}, temp_c);
}

HeaterCoefficients coefficients(const Technology& technology, std::span<const StepConditions> steps) {
  const HeaterModel* model = find_model(technology.model);
  if (model == nullptr) throw std::logic_error("coefficients: no heater model '" + technology.model + "'");
  HeaterCoefficients result;
  result.rows.reserve(steps.size());
  const auto row_at = model->prepare(technology);
  for (const StepConditions& now : steps) {
    CoefficientRow& row = result.rows.emplace_back(row_at(now));
    apply_limits(technology, now, row);
  }
  return result;
}

HeaterCoefficients coefficients(const Technology& technology, std::span<const double> outdoor_temp_c,
                                std::span<const double> relative_humidity) {
  if (outdoor_temp_c.size() != relative_humidity.size()) {
    throw std::logic_error("coefficients: outdoor temperature and humidity differ in length");
  }
  std::vector<StepConditions> steps(outdoor_temp_c.size());
  for (size_t k = 0; k < steps.size(); ++k) {
    steps[k].outdoor_temp_c = outdoor_temp_c[k];
    steps[k].relative_humidity = relative_humidity[k];
    steps[k].brine_temp_c = brine_temp_c(outdoor_temp_c[k]);
  }
  return coefficients(technology, steps);
}

double brine_temp_c(double day_mean_outdoor_c) {
  const double t = std::clamp(day_mean_outdoor_c, -15.0, 25.0);
  return ((-0.0003 * t + 0.0086) * t + 0.3047) * t + 5.0647;
}

}  // namespace hearthgrid::heater
