// Homes from a tape measure: what a box makes, what surfaces beside it change, and what does not fit.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/io/archetype_file.hpp"
#include "models/dwelling/ground_slab.hpp"

namespace hearthgrid::io {
namespace {

using testing::HasSubstr;

const std::string SHIPPED = HEARTHGRID_SOURCE_DIR "/models/dwelling/archetypes.toml";

const std::string BOXED = R"([archetype.boxed]
description = "five rooms in a row"
box = { length_m = 13.5, width_m = 6.6, height_m = 3.0, faces_deg = 180, rooms = 5, wall = "brick_240", roof = "concrete_roof", floor = "floor_on_soil" }
air_change_per_h = 1.0
source = "test"
status = "assumed"
window = [
  { name = "south windows", type = "single", area_m2 = 12.0, azimuth_deg = 180 },
  { name = "north windows", type = "single", area_m2 = 5.0, azimuth_deg = 10 },
]
)";

dwelling::Archetype read_one(const std::string& text) {
  ProblemList problems;
  auto archetypes = read_archetypes(text, "mine.toml", problems, SHIPPED);
  EXPECT_TRUE(problems.empty()) << problems.all().front().text();
  return archetypes.empty() ? dwelling::Archetype{} : archetypes.back();
}

std::vector<Problem> problems_of(const std::string& text) {
  ProblemList problems;
  (void)read_archetypes(text, "mine.toml", problems, SHIPPED);
  return problems.all();
}

const dwelling::OpaqueElement& part(const dwelling::Dwelling& home, const std::string& name) {
  const auto found =
      std::find_if(home.opaque.begin(), home.opaque.end(), [&](const auto& element) { return element.name == name; });
  EXPECT_NE(found, home.opaque.end()) << name;
  return *found;
}

TEST(ArchetypeBox, MakesTheShippedHouseFromThreeLengths) {
  ProblemList problems;
  const auto shipped = read_archetypes_file(SHIPPED, problems).at(0).base;
  const auto boxed = read_one(BOXED).base;
  EXPECT_NEAR(boxed.floor_area_m2, shipped.floor_area_m2, 1e-9);
  EXPECT_NEAR(boxed.volume_m3, shipped.volume_m3, 1e-9);
  EXPECT_NEAR(boxed.furniture_j_k, shipped.furniture_j_k, 1e-6);
  for (const std::string name : {"north wall", "south wall", "east wall", "west wall", "roof", "floor"}) {
    EXPECT_NEAR(part(boxed, name).area_m2, part(shipped, name).area_m2, 1e-9) << name;
    EXPECT_EQ(part(boxed, name).plane, part(shipped, name).plane) << name;
    EXPECT_EQ(part(boxed, name).boundary, part(shipped, name).boundary) << name;
    EXPECT_EQ(part(boxed, name).is_floor, part(shipped, name).is_floor) << name;
    EXPECT_EQ(part(boxed, name).layers.size(), part(shipped, name).layers.size()) << name;
  }
  EXPECT_NEAR(part(boxed, "partitions").area_m2, 4 * 2 * 6.6 * 3.0, 1e-9);
  EXPECT_EQ(part(boxed, "partitions").boundary, dwelling::Boundary::adiabatic);
}

TEST(ArchetypeBox, WallsAreNamedByWhereTheyLook) {
  std::string text = BOXED;
  text.replace(text.find("faces_deg = 180"), 15, "faces_deg = 135");
  const auto home = read_one(text).base;
  EXPECT_EQ(part(home, "south-east wall").plane.azimuth_deg, 135.0);
  EXPECT_NEAR(part(home, "south-east wall").area_m2, 40.5 - 12.0, 1e-9) << "180 lies as near to 135 as to 225";
  EXPECT_NEAR(part(home, "north-east wall").area_m2, 19.8 - 5.0, 1e-9) << "10 lies nearest to 45";
}

TEST(ArchetypeBox, SurfacesBesideItChangeAndAdd) {
  const auto home = read_one(BOXED + R"(surface = [
  { name = "west wall", construction = "half_partition", boundary = "adiabatic" },
  { name = "roof", area_m2 = 95 },
  { name = "door", construction = "wooden_door", area_m2 = 2, on = "south wall" },
  { name = "floor", construction = "floor_slab", boundary = "ground_iso_13370", ground = { exposed_perimeter_m = 33.6 } },
]
)")
                        .base;
  EXPECT_EQ(part(home, "west wall").boundary, dwelling::Boundary::adiabatic);
  EXPECT_NEAR(part(home, "west wall").area_m2, 19.8, 1e-9);
  EXPECT_EQ(part(home, "west wall").layers.size(), 2U);
  EXPECT_EQ(part(home, "roof").area_m2, 95.0);
  EXPECT_NEAR(part(home, "south wall").area_m2, 40.5 - 12.0 - 2.0, 1e-9);
  EXPECT_EQ(part(home, "door").plane, part(home, "south wall").plane);
  EXPECT_TRUE(part(home, "floor").is_floor) << "what is not given stays";
  ASSERT_TRUE(part(home, "floor").slab);
  EXPECT_EQ(part(home, "floor").slab->exposed_perimeter_m, 33.6);
}

TEST(ArchetypeBox, ASlabKnowsTheBoxsEdge) {
  std::string text = BOXED;
  text.replace(text.find("faces_deg = 180"), 15, "floor_boundary = \"ground_iso_13370\"");
  text.replace(text.find("floor_on_soil"), 13, "concrete_roof");
  const auto home = read_one(text).base;
  ASSERT_TRUE(part(home, "floor").slab);
  EXPECT_NEAR(part(home, "floor").slab->exposed_perimeter_m, 2 * (13.5 + 6.6), 1e-12);
  EXPECT_GT(dwelling::ground_coupling(part(home, "floor")).u_w_m2k, 0.3);
}

TEST(ArchetypeBox, WindowsLargerThanTheirWallAreAProblem) {
  std::string text = BOXED;
  text.replace(text.find("area_m2 = 12.0"), 14, "area_m2 = 41.0");
  const auto problems = problems_of(text);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_THAT(problems[0].message,
              HasSubstr("41 m2 of openings (south windows) do not fit into the 40.5 m2 of the south wall"));
  EXPECT_EQ(problems[0].line, 3);
}

TEST(ArchetypeBox, WithoutABoxNothingMayBeLeftOut) {
  std::string text = BOXED;
  text.replace(text.find("box = "), text.find('\n', text.find("box = ")) - text.find("box = "), "");
  const auto problems = problems_of(text + R"(surface = [ { name = "wall", azimuth_deg = 0, tilt_deg = 90 } ]
)");
  ASSERT_EQ(problems.size(), 4U);
  EXPECT_THAT(problems[0].message, HasSubstr("the surface \"wall\" has no construction"));
  EXPECT_THAT(problems[1].message, HasSubstr("the surface \"wall\" has no area_m2"));
  EXPECT_THAT(problems[2].message, HasSubstr("has no floor_area_m2"));
  EXPECT_THAT(problems[3].message, HasSubstr("has no volume_m3"));
}

const std::string SUNSPACE = R"(zone = [ { name = "sunspace", volume_m3 = 40 } ]
surface = [
  { name = "south wall", boundary = "zone", other_zone = "sunspace" },
  { name = "door", construction = "wooden_door", area_m2 = 2, on = "south wall" },
  { name = "sunspace floor", construction = "floor_on_soil", area_m2 = 16, tilt_deg = 180, azimuth_deg = 0, boundary = "ground", floor = true, zone = "sunspace" },
]
)";

TEST(ArchetypeBox, OpeningsHaveWhatLiesBehindTheirWall) {
  std::string text = BOXED + SUNSPACE;
  const std::string glass =
      R"(  { name = "glass", type = "single", area_m2 = 24, azimuth_deg = 180, zone = "sunspace" },
  { name = "south )";
  text.replace(text.find("  { name = \"south "), 18, glass);
  const auto home = read_one(text).base;
  EXPECT_EQ(part(home, "door").boundary, dwelling::Boundary::zone);
  EXPECT_EQ(part(home, "door").outer_zone, 1);
  EXPECT_EQ(part(home, "south wall").area_m2, 40.5 - 12.0 - 2.0);
  ASSERT_EQ(home.windows.size(), 3U);
  EXPECT_EQ(home.windows[0].outer_zone, std::nullopt) << "the sunspace's own glass";
  EXPECT_EQ(home.windows[1].outer_zone, 1) << "lies in the south wall";
  EXPECT_EQ(home.windows[2].outer_zone, std::nullopt);
  text.replace(text.find("azimuth_deg = 180 },\n  { name = \"north"), 17,
               R"(azimuth_deg = 180, other_zone = "outdoor")");
  EXPECT_EQ(read_one(text).base.windows[1].outer_zone, std::nullopt);
}

TEST(ArchetypeBox, AWindowToAHeatedNeighbourIsAProblem) {
  const auto problems = problems_of(BOXED + R"(surface = [
  { name = "south wall", boundary = "adiabatic" },
  { name = "door", construction = "wooden_door", area_m2 = 2, on = "south wall" },
]
)");
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_THAT(problems[0].message, HasSubstr("\"south windows\" lies in the south wall"));
  EXPECT_THAT(problems[0].advice, HasSubstr("other_zone = \"outdoor\""));
}

TEST(ArchetypeBox, WhatContradictsItIsAProblem) {
  const auto message = [](const std::string& keys) {
    const auto problems = problems_of(keys);
    return problems.size() == 1 ? problems.front().text() : fmt::format("{} problems", problems.size());
  };
  std::string text = BOXED;
  text.replace(text.find("air_change_per_h"), 0, "floor_area_m2 = 200\n");
  EXPECT_THAT(message(text), HasSubstr("200 m2 do not fit the box, which has 89.1"));
  text.replace(text.find("floor_area_m2 = 200"), 19, "volume_m3 = 10");
  EXPECT_THAT(message(text), HasSubstr("10 m3 do not fit the box, which has 267.3"));
  EXPECT_THAT(message(BOXED + R"(surface = [ { name = "north wall", area_m2 = 5 } ]
)"),
              HasSubstr("the box has 40.5 m2 there, what is given comes to 10 m2 with its openings"));
  EXPECT_THAT(message(BOXED + R"(surface = [ { name = "roof", tilt_deg = 180 } ]
)"),
              HasSubstr("the roof cannot have a tilt of 180 degrees"));
  EXPECT_THAT(message(BOXED + R"(surface = [
  { name = "north wall", area_m2 = 20 },
  { name = "north wall, stone", construction = "brick_490", area_m2 = 15.5, tilt_deg = 90, azimuth_deg = 0 },
]
)"),
              HasSubstr("0 problems"))
      << "the rest stands beside it";
}

TEST(ArchetypeBox, AnEnvelopeKeepsItsPromises) {
  const auto envelope = [](const std::string& keys) {
    return BOXED + R"(envelope = [ { name = "e", cost_cny = 1, source = "test", status = "assumed", )" + keys +
           " } ]\n";
  };
  const auto twice = problems_of(envelope(R"(change = [ { of = "north wall", to = "brick_240_eps_60", share = 0.5 },
    { of = "north wall", to = "brick_370", share = 0.5 } ])"));
  ASSERT_EQ(twice.size(), 1U);
  EXPECT_THAT(twice[0].message, HasSubstr("\"north wall\" is changed twice"));
  const auto leakier = problems_of(envelope("air_change_per_h = 1.2"));
  ASSERT_EQ(leakier.size(), 1U);
  EXPECT_THAT(leakier[0].message, HasSubstr("raises the air change from 1 to 1.2 per hour"));
  EXPECT_NEAR(with_envelope(read_one(envelope("air_change_factor = 0.9")), "e").air_change_per_h, 0.9, 1e-12);
  EXPECT_EQ(with_envelope(read_one(envelope("notes = \"keeps it\"")), "e").air_change_per_h, 1.0);
  EXPECT_EQ(problems_of(envelope("air_change_factor = 0.9, leakage_ach50 = 3")).size(), 1U);
}

TEST(ArchetypeBox, AnEnvelopeMayChangeAShare) {
  const auto archetype = read_one(BOXED + R"(bridge = [ { name = "eaves", psi_w_mk = 0.4, length_m = 27 } ]
envelope = [ { name = "half", cost_cny = 1, embodied_kgco2 = 250, source = "test", status = "assumed", change = [
  { of = "north wall", to = "brick_240_eps_60", share = 0.4 } ], bridge = [ { name = "eaves", psi_w_mk = 0.1 } ] } ]
)");
  const auto home = with_envelope(archetype, "half");
  EXPECT_NEAR(part(home, "north wall").area_m2, 0.4 * 35.5, 1e-9);
  EXPECT_NEAR(part(home, "north wall (rest)").area_m2, 0.6 * 35.5, 1e-9);
  ASSERT_EQ(home.bridges.size(), 1U);
  EXPECT_NEAR(home.bridges[0].conductance_w_k(), 2.7, 1e-12);
  EXPECT_NEAR(archetype.base.bridges[0].conductance_w_k(), 10.8, 1e-12);
  EXPECT_EQ(archetype.envelopes.at("half").embodied_kgco2, 250.0);
}

TEST(ArchetypeBox, SharesOfWindowsAndBridgesWithoutLengthAreProblems) {
  const auto problems = problems_of(BOXED + R"(bridge = [ { name = "eaves", psi_w_mk = 0.4 } ]
envelope = [ { name = "half", cost_cny = 1, source = "test", status = "assumed", change = [
  { of = "north windows", to = "plastic_double", share = 0.4 } ] } ]
)");
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_THAT(problems[0].message, HasSubstr("the thermal bridge \"eaves\" has no length"));
  EXPECT_THAT(problems[1].message, HasSubstr("a share of the window \"north windows\" cannot change"));
}

TEST(ArchetypeBox, NothingIsCutUnseenIntoAnAreaOfItsOwn) {
  const auto given = problems_of(BOXED + R"(surface = [
  { name = "south wall", area_m2 = 28.5 },
  { name = "door", construction = "wooden_door", area_m2 = 2, on = "south wall" },
]
)");
  ASSERT_EQ(given.size(), 1U);
  EXPECT_THAT(given[0].text(),
              HasSubstr("\"south wall\" has an area_m2 of its own, so \"door\" would not be taken off"));
  EXPECT_EQ(given[0].line, 13);

  const auto without_box = problems_of(R"([archetype.listed]
description = "no box"
floor_area_m2 = 50
volume_m3 = 150
air_change_per_h = 1.0
source = "test"
status = "assumed"
surface = [
  { name = "wall", construction = "brick_240", area_m2 = 100, tilt_deg = 90, azimuth_deg = 180 },
  { name = "door", construction = "wooden_door", area_m2 = 2, on = "wall" },
]
)");
  ASSERT_EQ(without_box.size(), 1U);
  EXPECT_THAT(without_box[0].text(), HasSubstr("tilt_deg and azimuth_deg here instead of on"));
}

TEST(ArchetypeBox, EavesOverARoofAreAProblem) {
  const auto roof = problems_of(BOXED + "surface = [{ name = \"roof\", eaves_depth_m = 0.6 }]\n");
  ASSERT_EQ(roof.size(), 1U);
  EXPECT_THAT(roof[0].text(), HasSubstr("\"roof\" is tilted by 0 degrees and shaded by eaves or fins"));
  EXPECT_TRUE(problems_of(BOXED + "surface = [{ name = \"south wall\", eaves_depth_m = 0.6 }]\n").empty());

  std::string text = BOXED;
  text.replace(text.find("azimuth_deg = 180 },"), 20, "azimuth_deg = 180, tilt_deg = 30, overhang_depth_m = 0.5 },");
  const auto skylight = problems_of(text);
  ASSERT_EQ(skylight.size(), 1U);
  EXPECT_THAT(skylight[0].text(), HasSubstr("\"south windows\" is tilted by 30 degrees"));
}

}  // namespace
}  // namespace hearthgrid::io
