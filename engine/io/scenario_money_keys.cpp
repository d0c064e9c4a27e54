#include "engine/io/scenario_money_keys.hpp"

#include "engine/io/key.hpp"
#include "engine/io/source_keys.hpp"
#include "models/economy/parties.hpp"

namespace hearthgrid::io {

namespace {

Key price_path_key() {
  return table_list("price_path", "How prices move over the years, against those of the first; nominal.",
                    {texts("of",
                           "What is paid for: electricity, gas, coal, briquettes, semi_coke, pellets, wood, straw, "
                           "maintenance, replacement.")
                         .one_of({"electricity", "gas", "coal", "briquettes", "semi_coke", "pellets", "wood", "straw",
                                  "maintenance", "replacement"}),
                     number("growth_per_year", "1", "Yearly growth; or else factors.").range(-0.5, 0.2).or_absent(),
                     numbers("factors", "1", "Factor of each year from the first on; the last one holds on.")
                         .range(0, 100)
                         .or_absent(),
                     status_key(), source_key()})
      .or_absent();
}

Key earlier_key() {
  return table_list(
             "earlier",
             "Homes that converted before the programme and whose running subsidies go on: paid in every mix, booked "
             "as "
             "running_earlier.",
             {text("subsidy", "Name of the subsidy that they receive."),
              text("user", "Who they are.").one_of(economy::user_kind_names()).by_default("\"household\""),
              integer("converted_year", "year", "Calendar year of the season in which they converted.")
                  .range(1990, 2100),
              integer("homes", "1", "Their number.").at_least(0),
              number("heating_kwh", "kWh", "Electricity for heating of one of them in a season.")
                  .at_least(0)
                  .by_default("0"),
              number("gas_m3", "m3", "Gas of one of them in a season.").at_least(0).by_default("0"),
              number("fuel_t", "t", "Pellets or clean coal of one of them in a season.").at_least(0).by_default("0"),
              status_key(), source_key()})
      .or_absent();
}

Key budget_key() {
  return table_list(
             "budget", "The most that a payer pays in a year; results say how many homes that allows.",
             {text("payer", "Whose budget it is.")
                  .one_of({"central", "province", "city", "county", "levels_unsplit", "utility", "gas_company"}),
              integer("year", "year", "Calendar year; the first is the one in which the season begins.")
                  .range(1990, 2100),
              number("cap_cny", "CNY", "The most that it pays in that year, earlier homes included.").at_least(0)})
      .or_absent();
}

}  // namespace

std::vector<KeySpec> money_keys() {
  return {
      text("tariffs", "Name of the tariff set.").by_default("\"shanxi\""),
      text("tariff_file", "Path of a tariff file; the built-in one if absent.").or_absent(),
      text("subsidy_file", "Path of a subsidy file; the built-in one if absent.").or_absent(),
      text("catalogue_file", "Path of a price catalogue; the built-in one if absent.").or_absent(),
      number("discount_rate", "1",
             "Yearly rate at which later costs count less; the Chinese economic-evaluation method (NDRC/MOHURD 2006, "
             "not read) has 0.08 for society.")
          .range(0, 0.3)
          .by_default("0.06")
          .from("assumed"),
      integer("years", "year", "Years over which money is counted.").range(1, 40).by_default("10"),
      texts("village_order",
            "Villages in the order in which budgets fund them; those not named follow as they stand in the table.")
          .or_absent(),
      budget_key(),
      earlier_key(),
      price_path_key()};
}

}  // namespace hearthgrid::io
