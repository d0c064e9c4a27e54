#include "engine/io/reinforcement_schema.hpp"

#include "engine/io/conversion_keys.hpp"

namespace hearthgrid::io {

Key reinforcement_keys() {
  return table(
             "reinforcement",
             "The cheapest measures after which each transformer and its lines keep every limit at every step; "
             "nothing is planned where the table is absent. Limits: electricity.loading_limit or hot_spot_limit_c, and "
             "those of electricity.network. Needs electricity.low_voltage.",
             {text("measures", "Path of a file of measures; the built-in one if absent.").or_absent(),
              texts("mixes", "Mixes that are planned for; all if absent.").or_absent(),
              integer("exhaustive_groups", "1",
                      "With up to so many measures in play the cheapest set is proven, however long that takes.")
                  .range(0, 20)
                  .by_default("6"),
              integer("budget", "1", "With more of them: sets tried in order of cost, for the proof.")
                  .range(0, 10000000)
                  .by_default("2000")
                  .from("assumed; what it leaves open shows as a lower bound below the cost"),
              flag("unbalance", "Whether electricity.network.unbalance_limit is one of the limits.")
                  .by_default("true")})
      .or_absent();
}

Key hosting_keys() {
  std::vector<KeySpec> keys = {
      text("name", "Name of the question."),
      text("from", "Mix that the homes begin with."),
      text("to", "Mix that they convert towards: homes whose heater differs at the season's end.").or_absent(),
      text("technology",
           "In place of `to`: heater that every eligible home of `from` converts to which has not converted yet, "
           "whether a mix has it or not.")
          .or_absent(),
      text("envelope", "With technology: what is done to the dwellings; as they are in `from` if absent.").or_absent(),
      integer("orders", "1", "Random orders in which homes convert.").range(1, 100000).by_default("100"),
      numbers("quantiles", "1",
              "Quantiles of the capacity over the random orders; all questions give those of any of them.")
          .range(0, 1)
          .by_default("[0.05, 0.5, 0.95]"),
      flag("unbalance", "Whether electricity.network.unbalance_limit is one of the limits.").by_default("true")};
  const std::vector<KeySpec> more = conversion_keys();
  keys.insert(keys.end(), more.begin(), more.end());
  return table_list(
             "hosting",
             "How many more homes of each transformer can convert before a limit breaks; limits as in reinforcement. "
             "Needs electricity.low_voltage.",
             std::move(keys))
      .or_absent();
}

}  // namespace hearthgrid::io
