// What archetypes.toml may hold.

#include "engine/io/archetype_file.hpp"
#include "engine/io/archetype_surfaces.hpp"
#include "engine/io/archetype_zones.hpp"
#include "engine/io/key.hpp"
#include "engine/io/value_check.hpp"
#include "engine/io/window_type_file.hpp"

namespace hearthgrid::io {

namespace {

std::vector<KeySpec> with_source(std::vector<KeySpec> keys) {
  keys.push_back(text("source", "Where the figures come from."));
  keys.push_back(text("status", "How sure they are.").one_of({"measured", "standard", "assumed", "unverified"}));
  return keys;
}

Key named_tables(std::string name, std::string sentence, std::vector<KeySpec> keys) {
  Key key = table(std::move(name), std::move(sentence), std::move(keys));
  key.free_names = true;
  return key;
}

std::vector<KeySpec> material_keys() {
  return with_source(
      {number("conductivity_w_mk", "W/mK", "Thermal conductivity; left out for a pure resistance.")
           .range(0.001, 500)
           .or_absent(),
       number("density_kg_m3", "kg/m3", "Density.").range(0, 20000).by_default("0"),
       number("heat_capacity_j_kgk", "J/kgK", "Specific heat capacity.").range(0, 10000).by_default("0"),
       number("resistance_m2kw", "m2K/W", "Resistance of a layer without thickness, such as an air gap.")
           .range(0.001, 20)
           .or_absent(),
       flag("soil", "Whether it is ground, which a slab after ISO 13370 has under it already.").by_default("false")});
}

std::vector<KeySpec> envelope_keys() {
  return with_source(
      {text("name", "Name that scenarios use."),
       number("cost_cny", "CNY", "Cost for the archetype's area, material and labour.").range(0, 1e7),
       number("embodied_kgco2", "kg", "CO2 equivalent of making and fitting it, for the archetype's area.")
           .range(0, 1e7)
           .by_default("0"),
       text("notes", "What is done.").by_default("\"\""),
       number("air_change_per_h", "1/h", "Air change afterwards, no more than before; as before if left out.")
           .range(0, 10)
           .or_absent(),
       number("air_change_factor", "1", "The same relative to the archetype's.").range(0.05, 10).or_absent(),
       number("leakage_ach50", "1/h", "The same by a blower door at 50 Pa.").range(0.1, 100).or_absent(),
       table_list("change", "Surfaces and windows that change.",
                  {text("of", "Name of a surface or window of the archetype."),
                   text("to", "Construction, or window_type for a window."),
                   number("share", "1", "Share of the surface's area that changes: half a wall, heated rooms only.")
                       .range(0.01, 1)
                       .by_default("1.0")})
           .or_absent(),
       table_list("bridge", "Thermal bridges afterwards: in place of their namesakes, or new.", bridge_keys())
           .or_absent()});
}

std::vector<KeySpec> with_zone(std::vector<KeySpec> keys) {
  keys.push_back(text("zone", "The space that it lights: \"home\" or a zone.").by_default("\"home\""));
  keys.push_back(text("other_zone",
                      "What lies behind it: a zone, \"home\" or \"outdoor\"; what lies behind its wall of the box, or "
                      "outdoors, if left out.")
                     .or_absent());
  return keys;
}

std::vector<KeySpec> archetype_keys() {
  return with_source(
      {text("description", "One line for people."),
       table("box", "Walls, roof, floor and partitions from a tape measure; openings are taken off.", box_keys())
           .or_absent(),
       table("faces", "What surfaces have where they do not say it themselves.", face_keys()).or_absent(),
       number("floor_area_m2", "m2", "Heated floor area; the box's if left out.").range(1, 1e5).or_absent(),
       number("volume_m3", "m3", "Volume of its air; the box's if left out.").range(1, 1e6).or_absent(),
       number("air_change_per_h", "1/h", "Nominal air change, at 20 K and 2.5 m/s; homes vary around it.")
           .range(0, 10)
           .or_absent(),
       number("leakage_ach50", "1/h", "Air changes at 50 Pa (blower door), instead of air_change_per_h.")
           .range(0.1, 100)
           .or_absent(),
       integer("storeys", "1", "Storeys, for the air change by temperature.").range(1, 3).by_default("1"),
       integer("shelter", "1", "Shelter from the wind, for the air change: 1 open country to 5 hemmed in on all sides.")
           .range(1, 5)
           .by_default("4")
           .from("a village street; assumed"),
       flag("constant_air_change", "Whether the air change is the same in all weather.").by_default("false"),
       number("air_density_kg_m3", "kg/m3",
              "Density of its air; if absent that of 20 degC in the standard atmosphere at the site's altitude.")
           .range(0.5, 1.6)
           .or_absent(),
       number("furniture_kj_m2k", "kJ/m2K", "Heat capacity of furniture per floor area, with the air.")
           .range(0, 200)
           .by_default("10")
           .from("ISO 52016-1 default for air and furniture together"),
       text("films",
            "Set of film coefficients: \"calibrated\", \"tarp_doe2\", \"iso_6946\" or one of "
            "the file's own.")
           .by_default("\"calibrated\"")
           .from("calibrated on ASHRAE 140-2020, see models/dwelling/construction.hpp"),
       flag("wind_films",
            "Whether the outer convection in what sun and sky do to walls, roofs and windows follows the wind; a "
            "surface "
            "with an exterior_convection_w_m2k of its own keeps it.")
           .by_default("false"),
       number("gains_convective_share", "1", "Of the heat of people and appliances: to the air; the rest is radiant.")
           .range(0, 1)
           .by_default(number_text(dwelling::GAINS_CONVECTIVE_SHARE))
           .from("ASHRAE 140 case 600"),
       number("sun_to_air_share", "1", "Of the sunlight indoors: warms the air at once, as it falls on light things.")
           .range(0, 1)
           .by_default("0"),
       table_list("surface", "Opaque surfaces.", surface_keys()).or_absent(),
       table_list("window", "Windows.", with_zone(window_keys())).or_absent(),
       table_list("zone", "Unheated spaces beside the home: attic, sunspace, porch.", zone_keys()).or_absent(),
       table_list("bridge", "Thermal bridges.", bridge_keys()).or_absent(),
       table_list("envelope", "Retrofits; \"none\" is always there.", envelope_keys()).or_absent()});
}

}  // namespace

const Schema& archetypes_schema() {
  static const Schema schema{
      "archetypes.toml",
      "Kinds of homes that households are scaled from. A file of one's own may name the built-in materials, "
      "constructions and window types; what it defines under their names comes first.",
      {named_tables("material", "Materials by name.", material_keys()),
       named_tables("construction", "Layers by name.",
                    with_source({texts("layers",
                                       "From outside to inside: \"clay_brick 240 mm\", or the name alone of "
                                       "a material that is a resistance.")})),
       named_tables("films", "Sets of film coefficients by name.", with_source(film_keys())),
       named_tables("window_type", "Kinds of windows by name.", with_source(window_type_keys())),
       named_tables("archetype", "Homes by name.", archetype_keys())}};
  return schema;
}

}  // namespace hearthgrid::io
