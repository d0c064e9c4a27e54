#include "engine/io/scenario_uncertainty_keys.hpp"

#include "engine/io/technology_fields.hpp"
#include "models/uncertainty/distribution.hpp"

namespace hearthgrid::io {
namespace {

// low, most likely and high of a multiplier that is drawn from a triangle.
Key spread(std::string name, std::string sentence, std::string by_default, std::string source) {
  return numbers(std::move(name), "1", std::move(sentence) + "; low, most likely and high of a triangle.")
      .range(0, 100)
      .by_default(std::move(by_default))
      .from("assumed: " + std::move(source));
}

std::vector<KeySpec> spread_keys() {
  return {spread("performance", "Multiplier on each heater's efficiency over the season", "[0.85, 1, 1.15]",
                 "no study behind it; give your own"),
          spread("heat_before", "Multiplier on the heat that homes use with their old heater", "[0.9, 1, 1.1]",
                 "what set points and heated rooms leave open"),
          spread("heat_after", "Multiplier on the heat that homes use once converted: more or less take-back",
                 "[0.85, 1, 1.2]", "the same, and the take-back, which studies put at a factor of 1.2 to 1.25"),
          spread("price_electricity", "Multiplier on the price of electricity", "[0.95, 1, 1.1]", "regulated"),
          spread("price_gas", "Multiplier on the price of gas", "[0.9, 1, 1.25]", "regulated, linked to the city gate"),
          spread("price_solid", "Multiplier on the price of each of coal, pellets, wood and straw", "[0.75, 1, 1.4]",
                 "markets"),
          spread("capital", "Multiplier on what each heater and its works cost", "[0.8, 1, 1.25]", "bids"),
          spread("network_cost", "Multiplier on what the networks' reinforcement costs", "[0.8, 1, 1.3]",
                 "site conditions")};
}

Key input_keys() {
  return table_list(
             "input",
             "A spread of its own for one uncertain input, by its name in show --table inputs: \"coal_stove.pm25\", "
             "\"performance.ashp_water\", \"price.coal\", \"heat.after\". What an entry does not name stays as it is.",
             {text("name", "Its name; one entry for each."),
              text(
                  "distribution",
                  "How it is distributed: triangular by low, central, high; uniform by low, high; normal and lognormal "
                  "by low, central, high, low and high being the 5 % and 95 % quantiles; discrete by values, weights.")
                  .one_of(uncertainty::distribution_names())
                  .or_absent(),
              number("low", "", "Its low end, in the unit of the factor, or as a multiplier.").or_absent(),
              number("central", "", "Most likely value (triangular) or median (normal, lognormal).").or_absent(),
              number("high", "", "Its high end.").or_absent(),
              numbers("values", "", "discrete: what it may be.").or_absent(),
              numbers("weights", "", "discrete: how often; all alike if absent.").or_absent(),
              text("status", "How far its figures can be trusted.").one_of(number_statuses()).or_absent(),
              text("source", "Where they come from; if absent, the input's own, with a word on what is changed.")
                  .or_absent()})
      .or_absent();
}

}  // namespace

Key uncertainty_keys() {
  std::vector<KeySpec> keys = {
      integer("draws", "1", "Draws of the uncertain inputs, for the bands, 20 or more; 0: none.")
          .range(0, 100000)
          .by_default("0"),
      text("design", "How draws are laid out.").one_of({"latin_hypercube", "sobol"}).by_default("\"latin_hypercube\""),
      integer("index_points", "1",
              "Points of each of the two designs from which indices of importance are reckoned, best a power of two, "
              "16 or more; 0: no indices.")
          .range(0, 65536)
          .by_default("512")};
  for (KeySpec& key : spread_keys()) keys.push_back(std::move(key));
  keys.push_back(input_keys());
  return table("uncertainty",
               "What is drawn again and again over the run's accounting, with nothing simulated anew, to give bands.",
               std::move(keys));
}

Key ensemble_keys() {
  return table(
      "ensemble", "Winters and populations that are simulated beside the main run, which is member 0.",
      {integer("members", "1", "Members, the main run included.").range(1, 1000).by_default("1"),
       text("weather",
            "Of the other members: \"synthetic\" years of the built-in climates, each by a seed of its own, or "
            "the \"same\" as the main run's; EPW files of `epw` come first.")
           .one_of({"synthetic", "same"})
           .by_default("\"synthetic\""),
       texts("epw",
             "Paths of EPW files, in place of weather.epw in the members 1, 2 and so on, then again from the first.")
           .or_absent(),
       text("population",
            R"(Of the other members: "drawn" anew with a seed of their own, or the "same" as the main run's.)")
           .one_of({"drawn", "same"})
           .by_default("\"drawn\"")});
}

}  // namespace hearthgrid::io
