#pragma once
// Who pays, for what, and who gets it: the fixed axes of every table of money.

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
  equipment,        ///< heater, with what is sold with it
  installation,     ///< fitting it
  emitters,         ///< radiators, floor heating, fan coils
  envelope,         ///< insulation, windows
  indoor_works,     ///< pipes and wires inside the home
  alarms,           ///< gas and CO alarms, cut-off valves
  meter,            ///< meter, breaker and service drop of a stronger connection
  connection,       ///< fee for being connected
  network,          ///< electric lines and transformers
  gas_network,      ///< gas pipes and regulators
  replacement,      ///< of what has worn out
  residual_value,   ///< of what is not worn out when the years end: negative, in the last of them
  running,          ///< running subsidies
  running_earlier,  ///< the same of homes that converted before the programme, an input
  maintenance,
  electricity,
  gas,
  coal,
  briquettes,
  semi_coke,
  pellets,
  wood,
  straw
};
constexpr int COST_ITEMS = 23;

/// Who gets money. The first PAYERS are the payers themselves, in their order: what they get are grants. The others are
/// paid for what they deliver.
enum class Receiver {
  heater_seller = PAYERS,
  installer,  ///< fits heaters and works inside homes
  builder,    ///< of insulation
  grid_builder,
  gas_builder,
  upkeep,
  electricity_seller,
  gas_seller,
  fuel_seller,     ///< of coal, briquettes, semi-coke
  biomass_seller,  ///< of pellets, wood, straw
  later_years      ///< take over what is not worn out, so what they get is negative
};
constexpr int RECEIVERS = PAYERS + 11;

enum class UserKind { household, institution };

[[nodiscard]] const std::vector<std::string>& payer_names();      ///< in the order of Payer
[[nodiscard]] const std::vector<std::string>& cost_item_names();  ///< in the order of CostItem
[[nodiscard]] const std::vector<std::string>& receiver_names();   ///< in the order of Receiver, the payers first
[[nodiscard]] const std::vector<std::string>& user_kind_names();  ///< in the order of UserKind
[[nodiscard]] std::optional<Payer> payer_of(std::string_view name);
[[nodiscard]] std::optional<CostItem> cost_item_of(std::string_view name);
[[nodiscard]] std::optional<UserKind> user_kind_of(std::string_view name);

/// Who is paid for an item.
[[nodiscard]] Receiver supplier_of(CostItem item);
[[nodiscard]] constexpr Receiver receiver_of(Payer payer) {
  return static_cast<Receiver>(payer);
}
/// Who pays for a user's own part.
[[nodiscard]] constexpr Payer payer_of(UserKind user) {
  return user == UserKind::institution ? Payer::institution : Payer::household;
}

/// One payer's part of an amount.
struct PayerShare {
  Payer payer = Payer::levels_unsplit;
  double weight = 1.0;  ///< parts go by weight over the sum of the weights
};

}  // namespace hearthgrid::economy
