#include "engine/io/fairness_keys.hpp"

namespace hearthgrid::io {

Key fairness_keys() {
  return table("fairness", "How bills are set against incomes, and when a home counts as better or worse off.",
               {integer("income_bands", "1", "Bands of income, each with about as many homes.")
                    .range(1, 20)
                    .by_default("5")
                    .from("fifths, as household surveys have them"),
                numbers("band_limits_cny", "CNY",
                        "In place of income_bands: yearly incomes up to which the bands but the last go, rising.")
                    .range(1, 1e9)
                    .or_absent(),
                number("burden_limit", "1", "Share of the yearly income above which a heating bill is a burden.")
                    .range(0.001, 1)
                    .by_default("0.10")
                    .from("assumed, as in the usual 10 % definition of fuel poverty"),
                number("outlay_limit", "1",
                       "Share of the yearly income above which what a conversion costs the home itself is a burden.")
                    .range(0, 10)
                    .by_default("0.25")
                    .from("assumed"),
                number("bill_tolerance_cny", "CNY", "A bill that changes by no more has not changed.")
                    .range(0, 10000)
                    .by_default("1.0")
                    .from("assumed"),
                number("cold_tolerance_h", "h", "Hours below 14 degC that change by no more have not changed.")
                    .range(0, 1000)
                    .by_default("1.0")
                    .from("assumed")});
}

Key abatement_keys() {
  return table(
      "abatement", "What an avoided tonne costs.",
      {texts("pollutants", "Pollutants that there is a curve of.").by_default(R"(["co2", "pm25", "so2"])"),
       number("social_rate", "1", "Yearly rate at which later costs of society as a whole count less.")
           .range(0, 0.3)
           .by_default("0.08")
           .from("unverified: economic evaluation method of NDRC and MOHURD, 2006; 0.04 and 0.06 are usual too"),
       number("government_rate", "1", "The same for governments; the social rate if absent.").range(0, 0.3).or_absent(),
       number("household_rate", "1", "The same for households and institutions; the social rate if absent.")
           .range(0, 0.3)
           .or_absent()});
}

Key progress_keys() {
  return table(
      "progress", "When the works are planned, which villages are late, and what has been reported.",
      {date("first_day",
            "First day of the works. Homes of a clause without a date are due village by village, in the order of "
            "villages.csv, at an even pace of the clause's homes until last_day. From two years before the season.")
           .or_absent(),
       date("last_day", "Last day of the works, before the next season; each clause ends on it.").or_absent(),
       date("subsidy_deadline",
            "Day until which a home must run to be paid the first winter's running subsidy; if absent nobody loses it "
            "by "
            "being late.")
           .or_absent(),
       text("reported", "Path of progress.csv: homes that were reported as running.").or_absent(),
       text("mix", "Mix that is reported on; the first that converts any home if absent.").or_absent(),
       table_list("delays", "Villages that are late, in mixes with delayed = true.",
                  {text("village", "Name of the village."),
                   integer("days", "d", "Days by which its homes begin later than planned.").range(0, 1000)})
           .or_absent()});
}

const Schema& progress_schema() {
  static const Schema schema{
      .file = "progress.csv",
      .description = "Reported progress: one row per village and report, such as every ten days.",
      .keys = {
          text("village", "Village that the report is about."),
          date("date", "Day of the report."),
          integer("homes", "1", "Homes that run with their new heater by the end of the day, all reports together.")
              .range(0, 1000000),
      }};
  return schema;
}

}  // namespace hearthgrid::io
