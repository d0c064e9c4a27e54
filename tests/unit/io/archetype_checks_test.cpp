// What an archetype says that cannot be meant: soil twice or not at all, bridges that heat, roofs that look down,
// proportions of homes without a box, sizes of windows that contradict their area.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/io/archetype_file.hpp"
#include "models/dwelling/reduction.hpp"

namespace hearthgrid::io {
namespace {

using testing::HasSubstr;

const std::string SHIPPED = HEARTHGRID_SOURCE_DIR "/models/dwelling/archetypes.toml";

/// A box; `box` are further keys of it, `keys` of the archetype.
std::string boxed(const std::string& floor, const std::string& box, const std::string& keys = "") {
  return fmt::format(R"([archetype.boxed]
description = "a box"
box = {{ length_m = 10, width_m = 6, height_m = 3.1, wall = "brick_240", roof = "concrete_roof", floor = "{}"{} }}
air_change_per_h = 1.0
source = "test"
status = "assumed"
{}
)",
                     floor, box, keys);
}

/// A house without a box.
std::string free_form(const std::string& surfaces, const std::string& windows = "", double volume_m3 = 150.0) {
  return fmt::format(R"([archetype.free]
description = "four walls"
floor_area_m2 = 60
volume_m3 = {}
air_change_per_h = 1.0
source = "test"
status = "assumed"
surface = [
  {{ name = "south", construction = "brick_240", area_m2 = 60, tilt_deg = 90, azimuth_deg = 180 }},
{}
]
window = [ {} ]
)",
                     volume_m3, surfaces, windows);
}

std::vector<Problem> problems_of(const std::string& text) {
  ProblemList problems;
  (void)read_archetypes(text, "mine.toml", problems, SHIPPED);
  return problems.all();
}

std::string only_problem(const std::string& text) {
  const auto problems = problems_of(text);
  return problems.size() == 1 ? problems.front().text() : fmt::format("{} problems", problems.size());
}

dwelling::Dwelling home_of(const std::string& text) {
  ProblemList problems;
  const auto archetypes = read_archetypes(text, "mine.toml", problems, SHIPPED);
  EXPECT_TRUE(problems.empty()) << problems.all().front().text();
  return archetypes.empty() ? dwelling::Dwelling{} : archetypes.back().base;
}

const dwelling::OpaqueElement& part(const dwelling::Dwelling& home, const std::string& name) {
  return *std::find_if(home.opaque.begin(), home.opaque.end(), [&](const auto& x) { return x.name == name; });
}

constexpr const char* ISO = ", floor_boundary = \"ground_iso_13370\"";

TEST(ArchetypeChecks, SoilUnderASlabIsCountedOnce) {
  const std::string twice = only_problem(boxed("floor_on_soil", ISO));
  EXPECT_THAT(twice, HasSubstr("mine.toml:3:"));
  EXPECT_THAT(twice,
              HasSubstr("\"floor\" has 1500 mm of soil in its layers, and ground_iso_13370 brings the soil itself"));
  EXPECT_THAT(twice, HasSubstr("floor_slab"));
  EXPECT_EQ(problems_of(boxed("floor_slab", ISO)).size(), 0U);
  EXPECT_EQ(problems_of(boxed("floor_on_soil", "")).size(), 0U);
  EXPECT_THAT(only_problem(boxed("floor_slab", "")), HasSubstr("\"floor\" lies right on the ground's temperature"));
  // Both ways lose about as much: 0.79 W/m2K of a bare slab of 80 m2 after the standard, 0.6 through 1.5 m of soil.
  const auto slab = dwelling::element_conductances(home_of(boxed("floor_slab", ISO)));
  const auto soil = dwelling::element_conductances(home_of(boxed("floor_on_soil", "")));
  EXPECT_NEAR(slab[5] / soil[5], 1.3, 0.3);
}

TEST(ArchetypeChecks, AnEnvelopeBringsNoSoilEither) {
  const std::string envelope =
      "envelope = [ { name = \"e\", cost_cny = 1, source = \"t\", status = \"assumed\", change = [\n"
      "  { of = \"floor\", to = \"floor_on_soil\" } ] } ]";
  EXPECT_THAT(only_problem(boxed("floor_slab", ISO, envelope)), HasSubstr("\"floor_on_soil\" has soil in its layers"));
  EXPECT_EQ(problems_of(boxed("floor_on_soil", "", envelope)).size(), 0U);
}

TEST(ArchetypeChecks, ASlabsEdgeBelongsToItsArea) {
  const std::string edge =
      R"(surface = [ { name = "floor", boundary = "ground_iso_13370", ground = { exposed_perimeter_m = 200 } } ])";
  EXPECT_THAT(only_problem(boxed("floor_slab", ISO, edge)),
              HasSubstr("200 m of edge are too much for the 60 m2 of the floor \"floor\": 2 area/edge is 0.6 m"));
}

TEST(ArchetypeChecks, BridgesDoNotHeat) {
  const std::string bridge = "bridge = [ {{ name = \"corner\", psi_w_mk = {}, length_m = {} }} ]";
  EXPECT_THAT(only_problem(boxed("floor_on_soil", "", fmt::format(fmt::runtime(bridge), -1.0, 5000.0))),
              HasSubstr("the thermal bridges take away 5000 W/K, which is more than the home loses"));
  const auto home = home_of(boxed("floor_on_soil", "", fmt::format(fmt::runtime(bridge), -0.1, 40.0)));
  EXPECT_NO_THROW((void)dwelling::reduce(home, 5));
}

TEST(ArchetypeChecks, FilmsReachTheAir) {
  EXPECT_THAT(only_problem("[films.none]\nexterior_opaque_w_m2k = 0\nsource = \"t\"\nstatus = \"assumed\"\n" +
                           boxed("floor_on_soil", "")),
              HasSubstr("exterior_opaque_w_m2k"));
}

TEST(ArchetypeChecks, WhatLooksDownIsAFloor) {
  const std::string floor =
      R"(  { name = "slab", construction = "floor_on_soil", area_m2 = 60, tilt_deg = 180, azimuth_deg = 0, boundary = "ground"FLAG })";
  const auto with = [&](const std::string& flag) {
    std::string text = floor;
    return free_form(text.replace(text.find("FLAG"), 4, flag));
  };
  EXPECT_TRUE(part(home_of(with("")), "slab").is_floor);
  EXPECT_FALSE(part(home_of(with(", floor = false")), "slab").is_floor);
  EXPECT_FALSE(part(home_of(with("")), "south").is_floor);
  EXPECT_THAT(only_problem(free_form(
                  R"(  { name = "roof", construction = "tile_roof", area_m2 = 60, tilt_deg = 180, azimuth_deg = 0 })")),
              HasSubstr("the roof \"roof\" looks down: 180 degrees"));
}

TEST(ArchetypeChecks, HomesWithoutABoxHaveProportions) {
  EXPECT_THAT(only_problem(free_form("", "", 20.0)), HasSubstr("20 m3 over 60 m2 of floor are rooms 0.333 m high"));
  EXPECT_THAT(only_problem(free_form("", "", 1500.0)), HasSubstr("rooms from 1.5 to 10 m are taken"));
  const std::string window = R"({{ name = "w", type = "single", area_m2 = {}, azimuth_deg = {} }})";
  EXPECT_EQ(problems_of(free_form("", fmt::format(fmt::runtime(window), 40, 170))).size(), 0U);
  EXPECT_THAT(only_problem(free_form("", fmt::format(fmt::runtime(window), 10, 0))),
              HasSubstr("10 m2 of windows look the way of \"w\", and 0 m2 of wall around them"));
  EXPECT_THAT(only_problem(free_form("", fmt::format(fmt::runtime(window), 700, 180))), HasSubstr("700 m2 of windows"));
}

TEST(ArchetypeChecks, AWindowsWidthAndHeightMakeItsArea) {
  const auto with = [](double area_m2, const std::string& keys) {
    return boxed("floor_on_soil", "",
                 fmt::format("window = [ {{ name = \"w\", type = \"single\", area_m2 = {}, azimuth_deg = 180, "
                             "height_m = 1.5, width_m = 1.2{} }} ]",
                             area_m2, keys));
  };
  const std::string ends = ", overhang_depth_m = 0.5, overhang_beyond_m = 0.2";
  EXPECT_THAT(only_problem(with(8.0, ends)),
              HasSubstr("\"w\" is 1.2 m x 1.5 m = 1.8 m2, which does not make its 8 m2"));
  EXPECT_THAT(only_problem(with(1.0, ", left_fin_depth_m = 0.3")), HasSubstr("does not make its 1 m2"));
  EXPECT_EQ(problems_of(with(1.8, ends)).size(), 0U);
  EXPECT_EQ(problems_of(with(7.2, ends)).size(), 0U) << "four windows alike";
  EXPECT_EQ(problems_of(with(8.0, ", overhang_depth_m = 0.5")).size(), 0U) << "a long overhang knows no width";
}

TEST(ArchetypeChecks, EavesShadeTheHeightOfTheBox) {
  const auto home = home_of(boxed("floor_on_soil", "", R"(surface = [
  { name = "south wall", eaves_depth_m = 0.8 },
  { name = "north wall", eaves_depth_m = 0.8, height_m = 2.0 },
])"));
  EXPECT_EQ(part(home, "south wall").shading.height_m, 3.1);
  EXPECT_EQ(part(home, "north wall").shading.height_m, 2.0);
  EXPECT_EQ(part(home, "south wall").shading.overhang_depth_m, 0.8);
}

TEST(ArchetypeChecks, CoversCloseAtFewHours) {
  std::string text, windows;
  for (int i = 0; i < 4; ++i) {
    text += fmt::format(
        "[window_type.t{0}]\npanes = 1\nnight_resistance_m2kw = 0.3\nnight_from_h = {1}\nnight_to_h = 7\nsource = "
        "\"t\"\nstatus = \"assumed\"\n",
        i, 18 + i);
    windows += fmt::format(R"({{ name = "w{0}", type = "t{0}", area_m2 = 1, azimuth_deg = 180 }}, )", i);
  }
  EXPECT_THAT(only_problem(text + boxed("floor_on_soil", "", "window = [ " + windows + "]")),
              HasSubstr("the windows' covers close at 4 different hours"));
}

}  // namespace
}  // namespace hearthgrid::io
