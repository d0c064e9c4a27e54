#pragma once
// Who pays, and for what: the two fixed axes of every table of money.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hearthgrid::economy {

/// Fixed order, also of results. `levels_unsplit`: "all levels of government" where a plan leaves the split open.
enum class Payer { central, province, city, county, levels_unsplit, household, institution, utility, gas_company };
constexpr int PAYERS = 9;

/// Fixed order, also of results. `running` holds running subsidies (a transfer); the energy itself stands under its
/// carrier.
enum class CostItem {
  equipment,     ///< heater, with what is sold with it
  emitters,      ///< radiators, floor heating, fan coils
  envelope,      ///< insulation, windows
  indoor_works,  ///< pipes and wires inside the home, alarms
  connection,    ///< fee for being connected
  network,       ///< lines, pipes and transformers
  running,       ///< running subsidies
  maintenance,
  electricity,
  gas,
  coal,
  pellets,
  wood,
  straw
};
constexpr int COST_ITEMS = 14;

enum class UserKind { household, institution };

[[nodiscard]] const std::vector<std::string>& payer_names();      ///< in the order of Payer
[[nodiscard]] const std::vector<std::string>& cost_item_names();  ///< in the order of CostItem
[[nodiscard]] const std::vector<std::string>& user_kind_names();  ///< in the order of UserKind
[[nodiscard]] std::optional<Payer> payer_of(std::string_view name);
[[nodiscard]] std::optional<CostItem> cost_item_of(std::string_view name);
[[nodiscard]] std::optional<UserKind> user_kind_of(std::string_view name);

/// One payer's part of an amount.
struct PayerShare {
  Payer payer = Payer::levels_unsplit;
  double weight = 1.0;  ///< parts go by weight over the sum of the weights
};

}  // namespace hearthgrid::economy
