// What an archetype says of its faces: emissivity and absorptance for all of them at once, panels as smooth as glass,
// given shares of the sunlight, combined films.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/io/archetype_file.hpp"
#include "models/dwelling/inner_faces.hpp"
#include "models/dwelling/solar_distribution.hpp"

namespace hearthgrid::io {
namespace {

using testing::HasSubstr;

const std::string SHIPPED = HEARTHGRID_SOURCE_DIR "/models/dwelling/archetypes.toml";

/// A boxed house with `keys` of its own and `surfaces` beside its parts.
std::string house(const std::string& keys, const std::string& surfaces, const std::string& windows = "") {
  return R"([films.mine]
interior_wall_w_m2k = 1.8
exterior_opaque_w_m2k = 21.6
exterior_window_w_m2k = 17.8
interior_combined = true
exterior_combined = true
source = "test"
status = "assumed"

[archetype.boxed]
description = "a box"
box = { length_m = 8, width_m = 6, height_m = 2.7, wall = "brick_240", roof = "concrete_roof", floor = "brick_240", floor_boundary = "shaded_outdoor" }
air_change_per_h = 0
source = "test"
status = "assumed"
)" + keys +
         "\nsurface = [" + surfaces + "]\nwindow = [" + windows + "]\n";
}

const std::string GLASS = R"({ name = "glass", type = "single", area_m2 = 12, azimuth_deg = 180 })";

dwelling::Dwelling read_one(const std::string& text) {
  ProblemList problems;
  auto archetypes = read_archetypes(text, "mine.toml", problems, SHIPPED);
  EXPECT_TRUE(problems.empty()) << problems.all().front().text();
  return archetypes.empty() ? dwelling::Dwelling{} : archetypes.back().base;
}

std::vector<Problem> problems_of(const std::string& text) {
  ProblemList problems;
  (void)read_archetypes(text, "mine.toml", problems, SHIPPED);
  return problems.all();
}

const dwelling::OpaqueElement& part(const dwelling::Dwelling& home, const std::string& name) {
  return *std::find_if(home.opaque.begin(), home.opaque.end(), [&](const auto& x) { return x.name == name; });
}

TEST(ArchetypeFaces, SayWhatAllSurfacesHaveThatSayNothingThemselves) {
  const auto home = read_one(house("faces = { absorptance = 0.1, interior_emissivity = 0.2 }",
                                   R"({ name = "roof", absorptance = 0.3 },
    { name = "door", on = "north wall", area_m2 = 2, construction = "brick_240", interior_emissivity = 0.5 })"));
  EXPECT_EQ(part(home, "east wall").absorptance, 0.1);
  EXPECT_EQ(part(home, "east wall").interior_emissivity, 0.2);
  EXPECT_EQ(part(home, "east wall").emissivity, 0.9);
  EXPECT_EQ(part(home, "roof").absorptance, 0.3);
  EXPECT_EQ(part(home, "roof").interior_emissivity, 0.2);
  EXPECT_EQ(part(home, "door").absorptance, 0.1);
  EXPECT_EQ(part(home, "door").interior_emissivity, 0.5);
}

TEST(ArchetypeFaces, SmoothPanelsConvectAsGlass) {
  const auto home = read_one(
      house("", R"({ name = "panel", on = "south wall", area_m2 = 12, construction = "brick_240", smooth = true })"));
  const dwelling::Films films;
  EXPECT_EQ(dwelling::inner_convection(part(home, "panel"), films), films.interior_window);
  EXPECT_EQ(dwelling::outer_film(part(home, "panel"), films).convective, films.exterior_window);
  EXPECT_EQ(dwelling::outer_film(part(home, "south wall"), films).convective, films.exterior_opaque);
  EXPECT_EQ(part(home, "south wall").area_m2, 8 * 2.7 - 12);
}

// Case 600 of ASHRAE 140: 0.9 inside leaves 4 sigma 293^3 / (0.1/0.9 + 1/F), 0.1 leaves 4 sigma 293^3 / (9 + 1/F):
// with F of about 1.2 a factor of 10.4.
TEST(ArchetypeFaces, LongWaveExchangeFollowsTheEmissivity) {
  const auto bright = read_one(house("", ""));
  const auto foil = read_one(house("faces = { interior_emissivity = 0.1, emissivity = 0.1 }", ""));
  const auto black = dwelling::star_conductances(bright), dull = dwelling::star_conductances(foil);
  const double black_film = 4.0 * 5.670374419e-8 * 293.0 * 293.0 * 293.0;
  for (size_t i = 0; i < black.size(); ++i) {
    const double area = bright.opaque[i].area_m2;
    const double factor = 1.0 / (black_film * area / black[i] - 0.1 / 0.9);
    EXPECT_GT(factor, 1.0);
    EXPECT_NEAR(dull[i], black_film * area / (9.0 + 1.0 / factor), 1e-6 * dull[i]) << bright.opaque[i].name;
    EXPECT_NEAR(dwelling::outer_film(foil.opaque[i], foil.films).radiative,
                dwelling::outer_film(bright.opaque[i], bright.films).radiative / 9.0, 1e-12);
  }
}

TEST(ArchetypeFaces, CombinedFilmsHoldTheRadiationAlready) {
  const auto home = read_one(house("films = \"mine\"", "", GLASS));
  const auto& wall = part(home, "north wall");
  EXPECT_EQ(dwelling::outer_film(wall, home.films).total(), 21.6);
  EXPECT_EQ(dwelling::outer_film(home.windows[0], home.films).total(), 17.8);
  EXPECT_EQ(dwelling::outer_emissivity(wall, home.films), 0.0);
  EXPECT_EQ(dwelling::inner_convection(wall, home.films), 1.8);
  const auto star = dwelling::star_conductances(home);
  for (size_t i = 0; i < star.size(); ++i) {
    EXPECT_LT(star[i] / dwelling::inner_faces(home)[i].area_m2, 0.06);
    EXPECT_GT(star[i], 0.0);
  }
}

TEST(ArchetypeFaces, GivenSharesOfTheSunHold) {
  const auto home =
      read_one(house("", R"({ name = "floor", sun_share = 0.6 }, { name = "roof", sun_share = 0.25 })", GLASS));
  const auto sun = dwelling::solar_distribution(home);
  EXPECT_NEAR(sun.lost, 0.15, 1e-12);
  for (size_t i = 0; i < home.opaque.size(); ++i) {
    const std::string& name = home.opaque[i].name;
    EXPECT_EQ(sun.absorbed[i], name == "floor" ? 0.6 : name == "roof" ? 0.25 : 0.0) << name;
  }
}

// The standard's shares for faces that absorb 0.9, 0.6 and 0.1 (ASHRAE 140 cases 270, 600, 280), which programs may use
// that do not follow the light: our own way of following it comes near (the ceiling gets a fifth too little at 0.6,
// since the floor's light is spread by area and not by view).
TEST(ArchetypeFaces, SunlightIsSharedNearlyAsTheStandardSays) {
  struct Row {
    const char* absorptance;
    double floor, ceiling, east, north, south, lost;
  };
  for (const Row& row : {Row{"0.9", 0.903, 0.050, 0.010, 0.014, 0.007, 0.006},
                         {"0.6", 0.642, 0.168, 0.038, 0.053, 0.026, 0.035},
                         {"0.1", 0.243, 0.191, 0.057, 0.077, 0.063, 0.312}}) {
    const auto home =
        read_one(house(std::string("faces = { interior_absorptance = ") + row.absorptance + " }", "", GLASS));
    const auto sun = dwelling::solar_distribution(home);
    const auto share = [&](const std::string& name) { return sun.absorbed[&part(home, name) - home.opaque.data()]; };
    EXPECT_NEAR(share("floor"), row.floor, 0.01) << row.absorptance;
    EXPECT_NEAR(share("roof"), row.ceiling, 0.035) << row.absorptance;
    EXPECT_NEAR(share("east wall"), row.east, 0.03) << row.absorptance;
    EXPECT_NEAR(share("north wall"), row.north, 0.03) << row.absorptance;
    EXPECT_NEAR(share("south wall"), row.south, 0.03) << row.absorptance;
    EXPECT_NEAR(sun.lost, row.lost, 0.045) << row.absorptance;
  }
}

TEST(ArchetypeFaces, BadSharesAndFilmsAreTold) {
  const auto shares =
      problems_of(house("", R"({ name = "floor", sun_share = 0.9 }, { name = "roof", sun_share = 0.2 })", GLASS));
  ASSERT_EQ(shares.size(), 1);
  EXPECT_THAT(shares[0].text(), HasSubstr("the surfaces of a space take 1.1 of its sunlight"));
  const auto other = problems_of(house("", R"({ name = "floor", other_sun_share = 0.2 })", GLASS));
  ASSERT_EQ(other.size(), 1);
  EXPECT_THAT(other[0].text(), HasSubstr("has no use for other_sun_share"));
  const auto wind = problems_of(house("films = \"mine\"\nwind_films = true", ""));
  ASSERT_EQ(wind.size(), 1);
  EXPECT_THAT(wind[0].text(), HasSubstr("combined films outside"));
  const auto range = problems_of(house("gains_convective_share = 1.2", ""));
  ASSERT_EQ(range.size(), 1);
  EXPECT_THAT(range[0].text(), HasSubstr("gains_convective_share"));
}

TEST(ArchetypeFaces, GainsAndSunCanGoToTheAir) {
  const auto home = read_one(house("gains_convective_share = 1.0\nsun_to_air_share = 0.1", "", GLASS));
  EXPECT_EQ(home.gains_convective_share, 1.0);
  EXPECT_EQ(home.sun_to_air_share, 0.1);
  EXPECT_EQ(read_one(house("", "")).gains_convective_share, 0.4);
}

}  // namespace
}  // namespace hearthgrid::io
