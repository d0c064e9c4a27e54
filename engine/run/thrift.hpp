#pragma once
// Thrift: what converted homes do whose heating would cost more than a share of their income. They lower their set
// point until the cost fits, or to the lowest they bear; some light the old stove again.
//
//   heat   Q_d  = max(0, L (T_set - T_d - SUN_K) - G) * 24 h     L: steady loss of the heated part, G: people and
//   appliances input  E    = sum over the season's days of Q_d r(T_d)       r: input per heat at full load and the
//   day's temperature cost   what the season's bill grows by with E, running subsidies of the tariff off
//
// That is what people can reckon or learn from last winter's bill, not the simulation: the heater's limits, cycling and
// the hours of the sun are left out. Set points are means of a work day with somebody at home.

#include <vector>

#include "engine/run/load.hpp"

namespace hearthgrid::run {

struct ThriftInputs {
  double cost_share = 0.1;  ///< of yearly income
  double lowest_set_point_c = 14.0;
  double reburn_share = 0.0;  ///< of homes above it: light the old stove again, if it burns solid fuel
};

/// What heating is expected to cost a home in a season, by its option and by how much lower it keeps its set point.
class HeatingCost {
 public:
  /// `weather` by site, as of load_weather.
  HeatingCost(const Scenario& scenario, const std::vector<weather::StepWeather>& weather);

  /// Steady loss [W/K] of the heated part of a home under an option: walls, roof, floor, windows, bridges, air change.
  [[nodiscard]] double loss_w_k(int household, const Option& option) const;
  /// Carrier energy [kWh] of the season.
  [[nodiscard]] double input_kwh(int household, const Option& option, double drop_k) const;
  /// [CNY], payable.
  [[nodiscard]] double cny(int household, const Option& option, double drop_k) const;

 private:
  [[nodiscard]] double mean_set_point_c(const Household& home, double drop_k) const;
  const Scenario& s_;
  std::vector<std::vector<double>> loss_w_k_;    // [archetype][envelope], air change aside
  std::vector<std::vector<double>> air_w_k_;     // the same, of the nominal air change, in the reference's air
  std::vector<double> site_air_;                 // per site: density of the air over the reference's
  std::vector<std::vector<double>> day_temp_c_;  // [site][day of the season]
  // Input per watt of loss per kelvin [kWh/(W/K)] over a balance temperature, by site and technology.
  std::vector<std::vector<std::vector<double>>> input_by_balance_;
};

/// Changes a plan of the scenario's homes: pairs get their set_point_drop_k; in each mix, homes that light the old
/// stove end with a pair of it in the new envelope, and Mix::installed says what stands unused. Hand-fired clean
/// heaters are left alone: people feed them as they like. Draws: Stream::eligibility, draw 18.
void apply_thrift(const Scenario& scenario, Plan& plan, const ThriftInputs& inputs);

}  // namespace hearthgrid::run
