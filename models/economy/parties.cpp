#include "models/economy/parties.hpp"

#include <stdexcept>

#include "engine/base/names.hpp"

namespace hearthgrid::economy {

const std::vector<std::string>& payer_names() {
  static const std::vector<std::string> NAMES = {"central",   "province",    "city",    "county",     "levels_unsplit",
                                                 "household", "institution", "utility", "gas_company"};
  return NAMES;
}

const std::vector<std::string>& cost_item_names() {
  static const std::vector<std::string> NAMES = {
      "equipment",  "installation",    "emitters",    "envelope",    "indoor_works", "alarms",
      "meter",      "connection",      "network",     "gas_network", "replacement",  "residual_value",
      "running",    "running_earlier", "maintenance", "electricity", "gas",          "coal",
      "briquettes", "semi_coke",       "pellets",     "wood",        "straw"};
  return NAMES;
}

const std::vector<std::string>& receiver_names() {
  static const std::vector<std::string> NAMES = [] {
    std::vector<std::string> all = payer_names();
    for (const char* name : {"heater_seller", "installer", "builder", "grid_builder", "gas_builder", "upkeep",
                             "electricity_seller", "gas_seller", "fuel_seller", "biomass_seller", "later_years"}) {
      all.emplace_back(name);
    }
    return all;
  }();
  return NAMES;
}

const std::vector<std::string>& user_kind_names() {
  static const std::vector<std::string> NAMES = {"household", "institution"};
  return NAMES;
}

std::optional<Payer> payer_of(std::string_view name) {
  return enum_named<Payer>(name, payer_names());
}
std::optional<CostItem> cost_item_of(std::string_view name) {
  return enum_named<CostItem>(name, cost_item_names());
}
std::optional<UserKind> user_kind_of(std::string_view name) {
  return enum_named<UserKind>(name, user_kind_names());
}

Receiver supplier_of(CostItem item) {
  switch (item) {
    case CostItem::equipment:
    case CostItem::emitters:
    case CostItem::replacement:
      return Receiver::heater_seller;
    case CostItem::installation:
    case CostItem::indoor_works:
    case CostItem::alarms:
      return Receiver::installer;
    case CostItem::envelope:
      return Receiver::builder;
    case CostItem::meter:
    case CostItem::network:
      return Receiver::grid_builder;
    case CostItem::connection:
    case CostItem::gas_network:
      return Receiver::gas_builder;
    case CostItem::residual_value:
      return Receiver::later_years;
    case CostItem::running:
    case CostItem::running_earlier:
    case CostItem::maintenance:
      return Receiver::upkeep;
    case CostItem::electricity:
      return Receiver::electricity_seller;
    case CostItem::gas:
      return Receiver::gas_seller;
    case CostItem::coal:
    case CostItem::briquettes:
    case CostItem::semi_coke:
      return Receiver::fuel_seller;
    case CostItem::pellets:
    case CostItem::wood:
    case CostItem::straw:
      return Receiver::biomass_seller;
  }
  throw std::logic_error("an item that nobody delivers");
}

}  // namespace hearthgrid::economy
