#pragma once
// Results: incomes and bills, what an avoided tonne costs, how far the works have come.

#include <array>
#include <vector>

#include "engine/io/results_writer.hpp"
#include "engine/run/account.hpp"
#include "engine/run/fairness.hpp"
#include "models/economy/abatement.hpp"

namespace hearthgrid::run {

/// The dimensions that are known before the simulation.
void describe_fairness(io::ResultsWriter& file, const Scenario& scenario);

/// What mixes cost each side, in themselves: kept in place of the ledgers, which a county has thousands of.
class SideBooks {
 public:
  explicit SideBooks(const Scenario& scenario);

  /// The next mix: its villages, and what is of no village.
  void take(const std::vector<VillageAccount>& villages, const economy::Ledger& aside);

  /// A village's beyond another mix's; the village after the last is what is of no village.
  [[nodiscard]] std::array<economy::SideCost, economy::SIDES> beyond(size_t mix, size_t base, size_t village) const;

 private:
  void add(const economy::Ledger& ledger);

  economy::SideRates rates_;
  int first_year_, years_;
  size_t rows_;                                                     // per mix
  std::vector<std::array<economy::SideCost, economy::SIDES>> own_;  // [mix][village, then none]
};

/// Writes all of it; `all` is [mix][village], `grants` [mix].
void write_fairness(io::ResultsWriter& file, const Scenario& scenario, const Simulation& simulation,
                    const std::vector<VillageAccount>& all, const SideBooks& books,
                    const std::vector<HomeGrants>& grants);

/// The part of it about the cost of what is avoided.
void write_abatement(io::ResultsWriter& file, const Scenario& scenario, const std::vector<VillageAccount>& all,
                     const SideBooks& books);

}  // namespace hearthgrid::run
