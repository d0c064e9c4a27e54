#pragma once
// The joint of the draws to the emission factors: which rows a group's fuel and the homes' electricity meet, and how
// much of each (emission::amount_of_row), so that each row can be drawn.

#include <span>
#include <string>
#include <vector>

#include "engine/run/draws_plan.hpp"
#include "engine/run/mix_air.hpp"

namespace hearthgrid::run {

/// Places times pollutants, as results have them for a village: [pollutant][place].
constexpr int AIR_CELLS = emission::POLLUTANTS * emission::PLACES;

/// What a village or a county uses, at central values.
struct GroupUse {
  std::vector<double> fuel_mj, heater_kwh;  ///< per group
  double base_kwh = 0.0;
  std::vector<double> plant_amount;  ///< [row of the plants][group, then base load]: what the row is multiplied with
};

class DrawnAir {
 public:
  DrawnAir(const Scenario& scenario, const std::vector<HeatGroup>& groups);

  /// Rows of the factors that anything here hangs on.
  [[nodiscard]] std::vector<bool> rows() const;

  /// Fills plant_amount from the electricity, for the plants behind a village's meters.
  void connect(const VillagePlants& plants, GroupUse& use) const;

  /// Adds the emissions of a use under a draw to `kg`, [pollutant][place].
  void add(const GroupUse& use, const DrawnFigures& draw, std::span<double> kg) const;

  /// Fine dust from the stacks of a group under a draw [g/MJ].
  [[nodiscard]] double stack_pm25_g_mj(size_t group, const DrawnFigures& draw) const;

  /// CO2 equivalents of such kilograms [kg].
  [[nodiscard]] static double equivalent_kg(std::span<const double> kg, const emission::GasPotentials& gwp);

 private:
  struct Term {
    int cell = 0, row = 0;
    double amount = 0.0;  // per MJ or kWh at the meter, average plants
  };
  [[nodiscard]] std::vector<Term> terms_of(const AirUse& use) const;

  const emission::FactorSet& factors_;
  AirDevices devices_;
  std::vector<std::vector<Term>> fuel_;  // per group, by MJ
  std::vector<Term> electricity_;        // by kWh
};

}  // namespace hearthgrid::run
