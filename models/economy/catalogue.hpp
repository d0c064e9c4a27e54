#pragma once
// What things cost and how long they last: heaters, envelopes, transformers. The default figures are catalogue.toml.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/economy/money.hpp"
#include "models/economy/parties.hpp"

namespace hearthgrid::economy {

enum class CostBasis { per_user, per_m2, per_kw };

/// One part of an investment.
struct CapitalCost {
  CostItem item = CostItem::equipment;
  double cny = 0.0;  ///< per unit of the basis, before subsidies
  CostBasis basis = CostBasis::per_user;
  double life_years = 20.0;
  double maintenance_share = 0.0;  ///< of the cost, per year
  Payer payer = Payer::household;  ///< who is invoiced
  std::string status;
  std::string source;
  int price_year = 0;  ///< in whose money it is; 0 = as in the scenario's year
  /// (size, CNY) by the heater's size over its technology's rated one, rising; in place of `cny`. Linear between, and
  /// beyond the ends by the price per size there.
  std::vector<std::pair<double, double>> by_size{};
};

/// A technology or an envelope.
struct CatalogueEntry {
  std::string name;
  std::vector<CapitalCost> costs;
};

struct TransformerCost {
  double kva = 0.0;
  double cny = 0.0;  ///< an exchange to this rating, with works
  std::string status;
  std::string source;
};

/// Of what the networks' companies build where a plan says so.
struct NetworkUpkeep {
  double life_years = 40.0;
  double maintenance_share = 0.0;  ///< of the cost, per year
};

struct Catalogue {
  std::vector<CatalogueEntry> technologies;
  std::vector<CatalogueEntry> envelopes;
  std::vector<TransformerCost> transformers;  ///< rising in kVA
  double service_upgrade_cny = 0.0;           ///< a home's stronger meter, breaker and service drop, with works

  NetworkUpkeep electric_network, gas_network;
  std::vector<std::pair<int, double>> price_index;  ///< (year, index), rising in years; may be empty

  /// Prices of `year` over those of `price_year`: by the index, whose first and last years hold on; 1 where price_year
  /// is 0 or there is no index.
  [[nodiscard]] double price_factor(int price_year, int year) const;
  [[nodiscard]] const CatalogueEntry* technology(std::string_view name) const;  ///< null if there is none
  [[nodiscard]] const CatalogueEntry* envelope(std::string_view name) const;
  /// (kVA, CNY), rising in kVA.
  [[nodiscard]] std::vector<std::pair<double, double>> transformer_steps() const;
};

/// What one user is invoiced for a part, in money of its price year. `size`: of the heater over its technology's rated
/// one. Throws std::invalid_argument for a negative area, rating or size.
[[nodiscard]] Fen capital_fen(const CapitalCost& cost, double heated_area_m2, double rated_kw, double size = 1.0);

/// What is bought again and what is left when a part is used for `years`, bought in year 0.
struct LifeCycle {
  int life_years = 1;           ///< whole years
  int replacements = 0;         ///< in years life_years, 2 life_years, ... below `years`
  double residual_share = 0.0;  ///< of the last purchase, straight-line, at the end of the last year
};
/// Throws std::invalid_argument unless life_years > 0 and years > 0; a life is rounded to whole years, 1 at least.
[[nodiscard]] LifeCycle life_cycle(double life_years, int years);

/// Yearly cost of all parts [CNY]: capital times the annuity over its life, and maintenance.
[[nodiscard]] double annual_cost_cny(const CatalogueEntry& entry, double heated_area_m2, double rated_kw, double rate);

[[nodiscard]] const std::vector<std::string>& cost_basis_names();  ///< in the order of CostBasis

}  // namespace hearthgrid::economy
