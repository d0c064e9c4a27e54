// What an archetype file may say of its surfaces.

#include "engine/io/archetype_surfaces.hpp"

namespace hearthgrid::io {

namespace {

const std::vector<std::string>& boundary_words() {
  static const std::vector<std::string> WORDS{"outdoor",   "ground",         "ground_iso_13370",
                                              "adiabatic", "shaded_outdoor", "zone"};
  return WORDS;
}

std::vector<KeySpec> slab_keys() {
  return {number("exposed_perimeter_m", "m", "Length of the floor's edge towards outdoors; all of it for a box.")
              .range(0.1, 1e4)
              .or_absent(),
          number("wall_thickness_m", "m", "Thickness of the outer walls on it.")
              .range(0, 3)
              .by_default("0.4")
              .from("assumed: 370 mm brick and plaster"),
          number("soil_conductivity_w_mk", "W/mK", "Of the soil.")
              .range(0.1, 10)
              .by_default("2.0")
              .from("ISO 13370 where nothing is known, from memory, unverified"),
          number("soil_capacity_mj_m3k", "MJ/m3K", "Heat capacity of the soil by volume.")
              .range(0.1, 10)
              .by_default("2.0")
              .from("ISO 13370 where nothing is known, from memory, unverified"),
          number("edge_insulation_m2kw", "m2K/W", "Resistance of insulation along the floor's edge.")
              .range(0, 20)
              .by_default("0"),
          number("edge_width_m", "m", "Its width under the floor, or its depth.").range(0, 10).by_default("0"),
          number("edge_thickness_m", "m", "Its thickness.").range(0, 1).by_default("0"),
          flag("edge_is_vertical", "Whether it stands along the foundation instead of lying.").by_default("false")};
}

}  // namespace

std::vector<KeySpec> face_keys() {
  return {
      number("absorptance", "1", "Of the outer face for sunlight.").range(0, 1).by_default("0.6").from("ASHRAE 140"),
      number("emissivity", "1", "Of the outer face, infrared.").range(0.01, 1).by_default("0.9").from("ASHRAE 140"),
      number("interior_absorptance", "1", "Of the inner face for sunlight.")
          .range(0, 1)
          .by_default("0.6")
          .from("ASHRAE 140"),
      number("interior_emissivity", "1", "Of the inner face, infrared.")
          .range(0.01, 1)
          .by_default("0.9")
          .from("ASHRAE 140")};
}

std::vector<KeySpec> surface_keys() {
  std::vector<KeySpec> keys = {
      text("name", "Name of the surface, for envelopes; that of a part of the box changes the part."),
      text("construction", "A construction, built-in or of this file.").or_absent(),
      number("area_m2", "m2", "Area without windows; for inner walls both faces together.")
          .range(0.01, 1e5)
          .or_absent(),
      number("tilt_deg", "degree", "0 looks up, 90 is upright, 180 looks down.").range(0, 180).or_absent(),
      number("azimuth_deg", "degree", "Where it looks, from north, clockwise.").range(0, 360).or_absent(),
      text("on",
           "The part of the box that it is cut into, such as a door: looks its way, has what lies behind it, is taken "
           "off its area, which the box must give.")
          .or_absent(),
      text("boundary", "What lies behind it; what is cut into another surface has what lies behind that.")
          .one_of(boundary_words())
          .by_default("\"outdoor\""),
      text("zone", "The space inside: \"home\" or a zone.").by_default("\"home\""),
      text("other_zone", "The space behind it, with boundary = \"zone\".").by_default("\"home\""),
      flag("floor",
           "Whether it is the floor, on which the sun falls first; if left out, what looks down (tilt above 120 "
           "degrees) "
           "is.")
          .by_default("false")};
  for (KeySpec& key : face_keys()) keys.push_back(std::move(key));
  for (KeySpec& key : std::vector<KeySpec>{
           number("eaves_depth_m", "m", "Depth of long eaves over it, which shade it; for upright surfaces.")
               .range(0, 20)
               .by_default("0"),
           number("eaves_gap_m", "m", "From the eaves down to its upper edge.").range(0, 20).by_default("0"),
           number("height_m", "m", "Its height; matters only under eaves; a part of the box has the box's.")
               .range(0.1, 100)
               .by_default("2.8"),
           number("interior_convection_w_m2k", "W/m2K", "Convection inside, instead of the film set's.")
               .range(0.01, 200)
               .or_absent(),
           number("exterior_convection_w_m2k", "W/m2K", "The same outside.").range(0.01, 200).or_absent(),
           flag("smooth", "Whether it is as smooth as glass: convection as at the film set's windows.")
               .by_default("false"),
           number(
               "sun_share", "1",
               "Share that its inner face takes of the sunlight in its space. If any face there has one, these shares "
               "hold in place of a distribution by absorptance; what is left of 1 falls on the glass by area, and is "
               "lost "
               "where outdoors lies behind it.")
               .range(0, 1)
               .or_absent(),
           number("other_sun_share", "1", "The same of its outer face, with boundary = \"zone\".")
               .range(0, 1)
               .or_absent(),
           table("ground", "Soil under a floor, with boundary = \"ground_iso_13370\".", slab_keys()).or_absent()}) {
    keys.push_back(std::move(key));
  }
  return keys;
}

std::vector<KeySpec> box_keys() {
  return {
      number("length_m", "m", "Inside, along the front.").range(0.5, 1000),
      number("width_m", "m", "Inside, from the front to the back.").range(0.5, 1000),
      number("height_m", "m", "Inside, floor to ceiling.").range(0.5, 100),
      number("faces_deg", "degree", "Where the front looks, from north, clockwise.").range(0, 360).by_default("180"),
      text("wall", "Construction of the four walls."),
      text("roof", "Construction of the roof."),
      text("floor", "Construction of the floor."),
      text("floor_boundary", "What lies under the floor.")
          .one_of({"ground", "ground_iso_13370", "shaded_outdoor", "adiabatic"})
          .by_default("\"ground\""),
      integer("rooms", "1", "Rooms in a row, with a wall between two.").range(1, 100).by_default("1"),
      text("partitions", "Half the construction of the walls between the rooms.").by_default("\"half_partition\"")};
}

}  // namespace hearthgrid::io
