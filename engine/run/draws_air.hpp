#pragma once
// The joint of the draws to the emission factors: which rows a group's fuel and the homes' electricity meet. Says the
// same as mix_air.cpp and emission::emissions_of, but row by row, so that each row can be drawn.

#include <span>
#include <string>
#include <vector>

#include "engine/run/draws_plan.hpp"

namespace hearthgrid::run {

/// Places times pollutants, as results have them for a village: [pollutant][place].
constexpr int AIR_CELLS = emission::POLLUTANTS * emission::PLACES;

/// What a village or a county uses, at central values.
struct AirUse {
  std::vector<double> fuel_mj, heater_kwh;  ///< per group
  double base_kwh = 0.0;
};

class DrawnAir {
 public:
  DrawnAir(const Scenario& scenario, const std::vector<HeatGroup>& groups);

  /// Rows of the factors that anything here hangs on.
  [[nodiscard]] std::vector<bool> rows() const;

  /// Adds the emissions of a use under a draw to `kg`, [pollutant][place].
  void add(const AirUse& use, const DrawnFigures& draw, std::span<double> kg) const;

 private:
  struct Term {
    int cell = 0, row = 0;
  };
  static void add_device(const Scenario& scenario, const std::string& device, std::vector<Term>& terms);

  std::vector<std::vector<Term>> fuel_;  // per group, by MJ
  std::vector<Term> electricity_;        // by kWh
  size_t rows_ = 0;
};

}  // namespace hearthgrid::run
