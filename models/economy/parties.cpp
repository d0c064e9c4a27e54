#include "models/economy/parties.hpp"

#include "engine/base/names.hpp"

namespace hearthgrid::economy {

const std::vector<std::string>& payer_names() {
  static const std::vector<std::string> NAMES = {"central",   "province",    "city",    "county",     "levels_unsplit",
                                                 "household", "institution", "utility", "gas_company"};
  return NAMES;
}

const std::vector<std::string>& cost_item_names() {
  static const std::vector<std::string> NAMES = {"equipment", "emitters", "envelope",    "indoor_works", "connection",
                                                 "network",   "running",  "maintenance", "electricity",  "gas",
                                                 "coal",      "pellets",  "wood",        "straw"};
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

}  // namespace hearthgrid::economy
