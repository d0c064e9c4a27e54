#include "engine/io/scenario_air_keys.hpp"

#include "models/emission/factors.hpp"

namespace hearthgrid::io {

namespace {

Key village_air_keys() {
  return table(
      "village_air", "What the village's own stacks add to its fine dust: an order of magnitude.",
      {number("homes_per_hectare", "ha-1", "Homes on a hectare of village, for villages whose area_ha is not given.")
           .range(0.1, 500)
           .by_default("12")
           .from("assumed: 0.8 mu of homestead and lane a home"),
       number("source_height_m", "m", "Height of chimneys and roofs, for the first spread of smoke.")
           .range(0, 50)
           .by_default("4")
           .from("assumed; houses of one storey"),
       number("day_limit_ug_m3", "ug/m3", "Limit for means of 24 hours of PM2.5.")
           .range(1, 1000)
           .by_default("75")
           .from("GB 3095-2012, class 2"),
       number("year_limit_ug_m3", "ug/m3", "Limit for the mean of a year of PM2.5.")
           .range(1, 1000)
           .by_default("35")
           .from("GB 3095-2012, class 2")});
}

}  // namespace

Key emission_keys() {
  return table(
      "emissions", "What heating lets into the air.",
      {text("factors", "Path of a file of emission factors; models/emission/emission_factors.csv if absent.")
           .or_absent(),
       text("gwp", "Path of a file of warming potentials; models/emission/gwp.csv (AR6) if absent.").or_absent(),
       text("grid_years", "Path of a file of grids by year; models/emission/grid_years.csv if absent.").or_absent(),
       integer("plant_year", "year",
               "Year of the grid's factor in grid_years.csv, region electricity.carbon; the set's own rows if absent.")
           .range(1990, 2100)
           .or_absent(),
       number("operating_margin_weight", "1",
              "With it, plants are the baseline's margins of that region and year: weight of the operating margin, the "
              "rest is the build margin.")
           .range(0, 1)
           .or_absent(),
       text("plant_hours", "Path of plant_hours.csv: plants' factors by the hour, applied to the homes' load.")
           .or_absent(),
       number(
           "ignition_share", "1",
           "Where factors by phase of firing leave out fuel_share: share of the day's fuel that burns while the fire "
           "takes, in homes that let it go out by night; the banked share is the technology's.")
           .range(0, 0.5)
           .by_default("0.1")
           .from("assumed"),
       number("upstream_loss_share", "1", "Share of what is generated that is lost before the villages' transformers.")
           .range(0, 0.5)
           .by_default("0.03")
           .from("2 to 4 %, unverified"),
       flag("own_losses",
            "Whether the losses of the villages' transformers, and of lines where low voltage is on, count on top.")
           .by_default("true"),
       village_air_keys()});
}

std::vector<KeySpec> emission_output_keys() {
  return {text("household_emissions", "Write each home's emissions; auto: where they take no more than 30 MB.")
              .one_of({"auto", "all", "none"})
              .by_default("\"auto\""),
          texts("emission_series", "Pollutants whose emissions are written by village and step; none if absent.")
              .one_of(emission::pollutant_names())
              .or_absent()};
}

}  // namespace hearthgrid::io
