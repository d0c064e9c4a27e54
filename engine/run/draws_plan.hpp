#pragma once
// What is uncertain in a scenario's accounting, and the designs that it is drawn by.
//
//   emission factors   a row of the factors each, between its low and high (unit of the factor)
//   warming            potentials of methane (fossil or not, moved together) and of nitrous oxide, over 100 years
//   performance        a multiplier m on a heater's efficiency over the season, by technology
//   heat               a multiplier b on the heat that homes use, before and after conversion
//   price              multipliers on electricity, gas, coal, briquettes, semi-coke, pellets, wood and straw
//   capital            a multiplier on what a technology and its works cost; one on the networks' reinforcement
//   ensemble           which member is taken; each by its share of the draws
//
// Fuel and the heaters' electricity go by b / m, heat being linear in what a heater burns: first order, for a heater
// that does better also runs less often at its limit. A draw is the same for every mix.

#include <array>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/run/load.hpp"
#include "models/uncertainty/design.hpp"
#include "models/uncertainty/distribution.hpp"

namespace hearthgrid::run {

enum class InputKind { factor, warming, performance, heat, price, capital, network, member };

/// Energy that is paid for, in the order of the items of costs from CostItem::electricity on.
constexpr int PRICED = 8;

struct UncertainInput {
  std::string name;  ///< "coal_stove.pm25", "gwp.ch4", "performance.ashp_water", "heat.after", "price.coal",
                     ///< "capital.ashp_water"
  InputKind kind = InputKind::factor;
  int index = 0;  ///< row of the factors, gas (emission::WarmingGas), technology, 0 before and 1 after conversion, or
                  ///< place among the priced
  uncertainty::Distribution distribution;
  std::string status, source;
};

/// Homes whose heat is scaled alike.
struct HeatGroup {
  int technology = 0;
  bool converted = false;
};

/// One draw in the terms of the accounts.
struct DrawnFigures {
  std::vector<double> factor;              ///< per row of the factors [g/MJ or g/kWh]
  emission::GasPotentials gwp{};           ///< over 100 years
  std::vector<double> performance;         ///< per technology
  std::vector<double> technology_capital;  ///< per technology
  std::array<double, 2> heat{1.0, 1.0};    ///< before and after conversion
  std::vector<double> scale;               ///< per group: heat over performance
  std::vector<double> capital;             ///< per group
  std::array<double, PRICED> price{};
  double network = 1.0;
  int member = 0;
};

class DrawsPlan {
 public:
  /// Inputs of a scenario. Problems: too few draws or points; an input of the scenario's own that does not exist, or
  /// whose spread is faulty.
  DrawsPlan(const Scenario& scenario, ProblemList& problems);

  /// Those that vary, or always differ from what the main run takes; factors by name, then the others.
  std::vector<UncertainInput> inputs;
  std::vector<HeatGroup> groups;
  size_t base_mix = 0;  ///< that changes are against: `before`, or the first
  int members = 1;
  int draws = 0;         ///< 0: nothing is drawn
  int index_points = 0;  ///< 0: no indices
  std::string design;    ///< "latin_hypercube" or "sobol"
  uint32_t seed = 0;

  /// Whether anything beyond the main run is asked for.
  [[nodiscard]] bool empty() const { return draws == 0 && members == 1; }
  /// The group of a technology; throws RunError for one that neither the main run's homes have nor, where there are
  /// members, a clause names.
  [[nodiscard]] int group_of(int technology, bool converted) const;
  /// Smallest and largest b / m of a group that can be drawn.
  [[nodiscard]] uncertainty::Support scale_of(int group) const;
  /// Smallest and largest multiplier on capital of a group.
  [[nodiscard]] uncertainty::Support capital_of(int group) const;

  /// The same of a carrier's price, by its place among the priced.
  [[nodiscard]] uncertainty::Support price_of(int priced) const;

  [[nodiscard]] uncertainty::Design draw_design() const;
  /// A and B side by side, [point][2 x indexed inputs]; only inputs that some headline hangs on.
  [[nodiscard]] uncertainty::Design index_design() const;
  [[nodiscard]] const std::vector<int>& indexed() const { return indexed_; }  ///< places among the inputs

  /// Every figure at its central value, of the main run.
  [[nodiscard]] DrawnFigures central() const { return central_; }
  /// Puts an input's value at u in (0, 1) into a draw.
  void put(int input, double u, DrawnFigures& draw) const;
  /// After the last put: works out what hangs on several inputs.
  void settle(DrawnFigures& draw) const;

 private:
  void add_groups(const Scenario& scenario);
  void add_factors(const Scenario& scenario);
  void add_potentials(const emission::WarmingPotentials& potentials);
  [[nodiscard]] double central_of(const UncertainInput& input) const;
  using Spreads = std::vector<std::pair<std::string, uncertainty::Distribution>>;  // by key of the scenario
  void add_multipliers(const Scenario& scenario, const Spreads& spreads);
  [[nodiscard]] uncertainty::Support support_of(InputKind kind, int index) const;

  std::vector<int> indexed_;
  std::vector<int> group_;  // [technology][converted]
  std::vector<std::string> technology_names_;
  DrawnFigures central_;
};

/// Heaters that homes of the scenario or of a member may have: those of the main run and, where there are members, what
/// clauses name, for a member's homes may be eligible where none of the main run is.
[[nodiscard]] std::set<int> met_technologies(const Scenario& scenario);

/// Place among the priced of what a technology's carrier and fuel are paid as.
[[nodiscard]] int priced_of(heater::Carrier carrier, const std::string& fuel);

/// Pollutants that a headline is about; other factors are drawn for bands alone.
[[nodiscard]] bool is_headline_pollutant(emission::Pollutant pollutant);

}  // namespace hearthgrid::run
