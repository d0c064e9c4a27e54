// Buffer zones, films and interior properties in an archetype file.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/io/archetype_file.hpp"
#include "models/dwelling/reduction.hpp"

namespace hearthgrid::io {
namespace {

using testing::HasSubstr;

const std::string SHIPPED = HEARTHGRID_SOURCE_DIR "/models/dwelling/archetypes.toml";

/// A home under an attic, behind a glazed porch.
const std::string HOME = R"([films.own]
interior_wall_w_m2k = 3.1
source = "test"
status = "assumed"
[archetype.home]
description = "attic and porch"
box = { length_m = 10, width_m = 6, height_m = 2.8, wall = "brick_370", roof = "half_partition", floor = "floor_on_soil" }
air_change_per_h = 0.8
films = "own"
wind_films = true
source = "test"
status = "assumed"
zone = [
  { name = "attic", volume_m3 = 50, air_change_per_h = 5 },
  { name = "porch", volume_m3 = 30, exchange_with_home_m3_h = 20, furniture_kj_k = 100, gain_w = 15 },
]
surface = [
  { name = "roof", boundary = "zone", other_zone = "attic" },
  { name = "tiles", construction = "tile_roof", area_m2 = 75, tilt_deg = 30, azimuth_deg = 180, zone = "attic", interior_emissivity = 0.1, interior_absorptance = 0.3 },
  { name = "porch wall", construction = "brick_240", area_m2 = 25, tilt_deg = 90, azimuth_deg = 180, boundary = "zone", other_zone = "porch", interior_convection_w_m2k = 4.5, exterior_convection_w_m2k = 3.5 },
  { name = "porch floor", construction = "floor_on_soil", area_m2 = 15, tilt_deg = 180, azimuth_deg = 180, boundary = "ground", floor = true, zone = "porch" },
]
window = [
  { name = "porch glass", type = "single", area_m2 = 24, azimuth_deg = 180, zone = "porch" },
  { name = "window", type = "single", area_m2 = 4, azimuth_deg = 0 },
]
)";

std::vector<Problem> problems_of(const std::string& from, const std::string& to) {
  std::string text = HOME;
  EXPECT_NE(text.find(from), std::string::npos);
  text.replace(text.find(from), from.size(), to);
  ProblemList problems;
  (void)read_archetypes(text, "mine.toml", problems, SHIPPED);
  return problems.all();
}

TEST(ArchetypeZones, AreRead) {
  ProblemList problems;
  const auto archetypes = read_archetypes(HOME, "mine.toml", problems, SHIPPED);
  ASSERT_TRUE(problems.empty()) << problems.all().front().text();
  const dwelling::Dwelling& home = archetypes.at(0).base;
  ASSERT_EQ(home.zones.size(), 2U);
  EXPECT_EQ(home.zones[0].air_change_per_h, 5.0);
  EXPECT_EQ(home.zones[1].exchange_with_home_m3_h, 20.0);
  EXPECT_EQ(home.zones[1].furniture_j_k, 1e5);
  EXPECT_EQ(home.zones[1].gain_w, 15.0);
  EXPECT_EQ(home.opaque[4].name, "roof");
  EXPECT_EQ(home.opaque[4].boundary, dwelling::Boundary::zone);
  EXPECT_EQ(home.opaque[4].zone, dwelling::HOME);
  EXPECT_EQ(home.opaque[4].outer_zone, 1);
  EXPECT_EQ(home.opaque[6].zone, 1);
  EXPECT_EQ(home.opaque[6].interior_emissivity, 0.1);
  EXPECT_EQ(home.opaque[6].interior_solar_absorptance, 0.3);
  EXPECT_EQ(home.opaque[7].outer_zone, 2);
  EXPECT_EQ(home.opaque[7].interior_convection_w_m2k, 4.5);
  EXPECT_EQ(home.opaque[7].exterior_convection_w_m2k, 3.5);
  EXPECT_EQ(home.windows[0].zone, 2);
  EXPECT_NEAR(home.opaque[0].area_m2, 28.0, 1e-12) << "the porch's glass is not cut out of the home's wall";
  EXPECT_EQ(home.films.interior_wall, 3.1);
  EXPECT_EQ(home.films.interior_floor, dwelling::Films{}.interior_floor);
  EXPECT_TRUE(home.wind_films);
  const auto reduced = dwelling::reduce(home, 5);
  EXPECT_EQ(reduced.note, "");
}

TEST(ArchetypeZones, NamesThatNothingBearsAreProblems) {
  auto problems = problems_of("other_zone = \"attic\"", "other_zone = \"atic\"");
  ASSERT_GE(problems.size(), 1U);
  EXPECT_THAT(problems[0].message, HasSubstr("\"atic\" is no zone"));
  EXPECT_THAT(problems[0].advice, HasSubstr("did you mean 'attic'?"));
  problems = problems_of("films = \"own\"", "films = \"onw\"");
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_THAT(problems[0].advice, HasSubstr("did you mean 'own'?"));
  problems = problems_of("name = \"attic\"", "name = \"home\"");
  ASSERT_GE(problems.size(), 1U);
  EXPECT_THAT(problems[0].message, HasSubstr("\"home\" is taken"));
}

TEST(ArchetypeZones, SpacesThatCannotBeReckonedWithAreProblems) {
  auto problems = problems_of("zone = [\n", "zone = [\n  { name = \"shed\", volume_m3 = 9 },\n");
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_THAT(problems[0].message, HasSubstr("no surface bounds the space \"shed\""));
  problems = problems_of(
      "name = \"porch wall\", construction = \"brick_240\", area_m2 = 25, tilt_deg = 90, azimuth_deg "
      "= 180, boundary = \"zone\"",
      "name = \"porch wall\", construction = \"brick_240\", area_m2 = 25, tilt_deg = 90, azimuth_deg "
      "= 180, zone = \"porch\", boundary = \"zone\"");
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_THAT(problems[0].message, HasSubstr("\"porch wall\" has one space on both sides"));
  problems =
      problems_of("zone = [\n  { name = \"attic\", volume_m3 = 50, air_change_per_h = 5 },",
                  "zone = [\n  { name = \"attic\", volume_m3 = 50, air_change_per_h = 5 },\n  { name = \"cupboard\", "
                  "volume_m3 = 2, air_change_per_h = 0 },");
  ASSERT_EQ(problems.size(), 1U);
  problems =
      problems_of("surface = [\n", "surface = [\n  { name = \"east wall\", ground = { exposed_perimeter_m = 3 } },\n");
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_THAT(problems[0].message, HasSubstr("\"east wall\" has no use for ground"));
}

TEST(ArchetypeZones, AClosedCupboardKeepsItsHeat) {
  std::string text = HOME;
  const std::string from = "zone = [\n";
  text.replace(text.find(from), from.size(),
               from + "  { name = \"cupboard\", volume_m3 = 2, air_change_per_h = 0 },\n");
  const std::string surfaces = "surface = [\n";
  text.replace(text.find(surfaces), surfaces.size(),
               surfaces +
                   "  { name = \"back\", construction = \"half_partition\", area_m2 = 4, tilt_deg = 90, "
                   "azimuth_deg = 0, boundary = \"adiabatic\", zone = \"cupboard\" },\n");
  ProblemList problems;
  (void)read_archetypes(text, "mine.toml", problems, SHIPPED);
  ASSERT_EQ(problems.all().size(), 1U);
  EXPECT_THAT(problems.all()[0].message, HasSubstr("heat cannot leave the zone \"cupboard\""));
}

}  // namespace
}  // namespace hearthgrid::io
