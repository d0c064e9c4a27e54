#pragma once
// The joint of the draws to the money of a mix: what a group of homes costs whom, as a function of how much its heat is
// scaled and of how dear its heaters are.
//
// Bills have tiers and caps, grants have caps: neither is linear. So the whole ledger is reckoned anew (by MixMoney,
// home by home) at SCALES multiples of the heat over all that can be drawn, and at the ends of what capital can cost;
// between them lines are drawn. A sum over many homes bends little where each home has a corner; one home's bill may
// be off by a quarter of (difference of rates) x (distance of the multiples). Heat and capital add up: no grant
// hangs on both. A home that converted inside the season is scaled as what it ends with; one that is converted for the
// next winter pays this winter's energy in the group that it burns in now, all else in that of its new heater. A dearer
// unit of energy is its user's alone, households' and institutions' apart, for subsidies are by the unit.

#include <span>
#include <vector>

#include "engine/run/draws_plan.hpp"
#include "engine/run/mix_money.hpp"

namespace hearthgrid::run {

/// Multiples of the heat at which a group is reckoned, rising, 1 among them: even on either side of it.
[[nodiscard]] std::vector<double> nodes_of(const uncertainty::Support& range);

/// A season of the household with its heat times `scale`; what it draws beside its heater stays.
[[nodiscard]] HomeSeason scaled(const Simulation& simulation, int household, HomeSeason season, double scale);

/// Where a number lies between nodes (ascending); beyond the ends it is at the nearest.
struct NodePlace {
  size_t low = 0, high = 0;
  double weight = 0.0;  ///< of high
};
[[nodiscard]] NodePlace place_between(const std::vector<double>& nodes, double x);

/// A function of one number for many columns, by lines between nodes (ascending); constant beyond the ends.
struct NodeTable {
  std::vector<double> nodes;
  std::vector<double> values;  ///< [node][column]

  /// Adds the columns' values at x to `out`.
  void add_at(double x, std::span<double> out) const;
  [[nodiscard]] double at(double x, size_t column, size_t columns) const;
};

/// Works on the networks of a mix.
struct MixWorks {
  NetworkWorks electric;
  double gas_cny = 0.0;
};

/// Per home, the group that it heats in this winter and the one of later winters, which its conversion goes by.
struct HomeGroups {
  std::vector<int> now, later;
};

/// Columns of a mix's money.
class MoneyTables {
 public:
  MoneyTables(const Scenario& scenario, const Simulation& simulation, int mix, const MixWorks& works,
              const DrawsPlan& plan, const HomeGroups& groups, int threads);

  /// All homes' bills of a season, what governments pay in the first and in all years [CNY].
  struct Headlines {
    double bills_cny = 0.0, public_first_cny = 0.0, public_all_cny = 0.0;
  };
  [[nodiscard]] Headlines headlines(const DrawnFigures& draw) const;

  /// [year][item][payer] [CNY].
  void costs(const DrawnFigures& draw, std::vector<double>& cny) const;

 private:
  /// Columns behind the cells.
  enum Extra { BILLS, PUBLIC_FIRST, PUBLIC_ALL, GROSS, EXTRAS = GROSS + PRICED };
  struct Job {
    int group = 0;
    double scale = 1.0, capital = 1.0;
    std::vector<double> cells;  ///< [year][item][payer], then [year][priced] before subsidies of institutions
    std::vector<double> extras;
  };
  /// Books of homes, of works on networks, and of what is no home's, as [year][item][payer].
  struct Book {
    std::vector<double> cells;
    double public_first = 0.0, public_all = 0.0;
  };
  [[nodiscard]] Book book_of(const economy::Ledger& ledger) const;
  void reckon(const Scenario& scenario, const Simulation& simulation, const HomeGroups& groups, Job& job) const;
  void reckon_networks(const Scenario& scenario, const Simulation& simulation, const MixWorks& works);
  void take(const std::vector<Job>& jobs, const DrawsPlan& plan);
  [[nodiscard]] static std::vector<Job> jobs_of(const DrawsPlan& plan, const std::vector<int>& homes);

  int mix_ = 0, first_year_ = 0, years_ = 0;
  NetworkWorks unpaid_;                           // whether the plan stands for the catalogue's lines; costs nothing
  Book networks_, aside_;                         // reinforcement; gas works and earlier homes
  std::vector<int> cells_;                        // of a job's cells, those that are not 0 throughout
  std::vector<NodeTable> by_scale_, by_capital_;  // per group; by_capital_ less its value at 1
};

}  // namespace hearthgrid::run
