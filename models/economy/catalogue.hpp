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

struct Catalogue {
  double discount_rate = 0.0;  ///< per year
  std::vector<CatalogueEntry> technologies;
  std::vector<CatalogueEntry> envelopes;
  std::vector<TransformerCost> transformers;  ///< rising in kVA
  double service_upgrade_cny = 0.0;           ///< a home's stronger meter, breaker and service drop, with works

  [[nodiscard]] const CatalogueEntry* technology(std::string_view name) const;  ///< null if there is none
  [[nodiscard]] const CatalogueEntry* envelope(std::string_view name) const;
  /// (kVA, CNY), rising in kVA.
  [[nodiscard]] std::vector<std::pair<double, double>> transformer_steps() const;
};

/// What one user is invoiced for a part. Throws std::invalid_argument for a negative area or rating.
[[nodiscard]] Fen capital_fen(const CapitalCost& cost, double heated_area_m2, double rated_kw);

/// Yearly cost of all parts [CNY]: capital times the annuity over its life, and maintenance.
[[nodiscard]] double annual_cost_cny(const CatalogueEntry& entry, double heated_area_m2, double rated_kw, double rate);

[[nodiscard]] const std::vector<std::string>& cost_basis_names();  ///< in the order of CostBasis

}  // namespace hearthgrid::economy
