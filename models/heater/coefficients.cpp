#include "models/heater/coefficients.hpp"

#include <stdexcept>

#include "models/heater/quadratic.hpp"
#include "models/heater/technology_registry.hpp"

namespace hearthgrid::heater {

double HeaterCoefficients::capacity_w(size_t step, double water_temp_c) const {
  const double* c = values.data() + step * 6;
  return value_at({c[0], c[1], c[2]}, water_temp_c);
}

double HeaterCoefficients::input_per_heat(size_t step, double water_temp_c) const {
  const double* r = values.data() + step * 6 + 3;
  return value_at({r[0], r[1], r[2]}, water_temp_c);
}

HeaterCoefficients coefficients(const Technology& technology, std::span<const double> outdoor_temp_c,
                                std::span<const double> relative_humidity) {
  if (outdoor_temp_c.size() != relative_humidity.size()) {
    throw std::logic_error("coefficients: outdoor temperature and humidity differ in length");
  }
  const HeaterModel* model = find_model(technology.model);
  if (model == nullptr) throw std::logic_error("coefficients: no heater model '" + technology.model + "'");
  HeaterCoefficients result;
  result.values.reserve(outdoor_temp_c.size() * 6);
  const auto row_at = model->prepare(technology);
  for (size_t step = 0; step < outdoor_temp_c.size(); ++step) {
    const CoefficientRow row = row_at(outdoor_temp_c[step], relative_humidity[step]);
    result.values.insert(result.values.end(), row.begin(), row.end());
  }
  return result;
}

}  // namespace hearthgrid::heater
