// The archetype format can say ASHRAE 140 case 960: the file makes the same network as the case built
// in code.

#include <gtest/gtest.h>

#include "engine/io/archetype_file.hpp"
#include "models/dwelling/thermal_model.hpp"
#include "tests/sunspace.hpp"

namespace hearthgrid::io {
namespace {

std::string material(const std::string& name, double conductivity, double density, double heat_capacity) {
  return "[material." + name + "]\nconductivity_w_mk = " + std::to_string(conductivity) +
         "\ndensity_kg_m3 = " + std::to_string(density) + "\nheat_capacity_j_kgk = " + std::to_string(heat_capacity) +
         "\nsource = \"ASHRAE 140-2020\"\nstatus = \"standard\"\n";
}

std::string construction(const std::string& name, const std::string& layers) {
  return "[construction." + name + "]\nlayers = [" + layers +
         "]\nsource = \"ASHRAE 140-2020\"\nstatus = \"standard\"\n";
}

const std::string HOME = R"([window_type.clear]
panes = 2
source = "ASHRAE 140-2020"
status = "standard"
[archetype.case_960]
description = "light back zone behind a heavy sunspace"
floor_area_m2 = 48
volume_m3 = 129.6
air_change_per_h = 0.5
air_density_kg_m3 = 0.98992
furniture_kj_m2k = 0
source = "ASHRAE 140-2020"
status = "standard"
zone = [ { name = "sunspace", volume_m3 = 43.2, air_change_per_h = 0.5 } ]
surface = [
  { name = "north", construction = "light_wall", area_m2 = 21.6, tilt_deg = 90, azimuth_deg = 0 },
  { name = "east", construction = "light_wall", area_m2 = 16.2, tilt_deg = 90, azimuth_deg = 90 },
  { name = "west", construction = "light_wall", area_m2 = 16.2, tilt_deg = 90, azimuth_deg = 270 },
  { name = "common wall", construction = "common_wall", area_m2 = 21.6, tilt_deg = 90, azimuth_deg = 180, boundary = "zone", other_zone = "sunspace" },
  { name = "roof", construction = "light_roof", area_m2 = 48, tilt_deg = 0, azimuth_deg = 180 },
  { name = "floor", construction = "light_floor", area_m2 = 48, tilt_deg = 180, azimuth_deg = 180, boundary = "shaded_outdoor", floor = true },
  { name = "sunspace east", construction = "heavy_wall", area_m2 = 5.4, tilt_deg = 90, azimuth_deg = 90, zone = "sunspace" },
  { name = "sunspace west", construction = "heavy_wall", area_m2 = 5.4, tilt_deg = 90, azimuth_deg = 270, zone = "sunspace" },
  { name = "sunspace south", construction = "heavy_wall", area_m2 = 9.6, tilt_deg = 90, azimuth_deg = 180, zone = "sunspace" },
  { name = "sunspace roof", construction = "light_roof", area_m2 = 16, tilt_deg = 0, azimuth_deg = 180, zone = "sunspace" },
  { name = "sunspace floor", construction = "heavy_floor", area_m2 = 16, tilt_deg = 180, azimuth_deg = 180, boundary = "shaded_outdoor", floor = true, zone = "sunspace" },
]
window = [ { name = "south", type = "clear", area_m2 = 12, azimuth_deg = 180, zone = "sunspace" } ]
)";

std::string case_960() {
  return material("siding", 0.14, 530, 900) + material("fibreglass", 0.04, 12, 840) +
         material("plasterboard", 0.16, 950, 840) + material("insulation", 0.04, 0, 0) +
         material("timber", 0.14, 650, 1200) + material("foam", 0.04, 10, 1400) + material("block", 0.51, 1400, 1000) +
         material("slab", 1.13, 1400, 1000) +
         construction("light_wall", R"("siding 9 mm", "fibreglass 66 mm", "plasterboard 12 mm")") +
         construction("light_roof", R"("siding 19 mm", "fibreglass 111.8 mm", "plasterboard 10 mm")") +
         construction("light_floor", R"("insulation 1003 mm", "timber 25 mm")") +
         construction("heavy_wall", R"("siding 9 mm", "foam 61.5 mm", "block 100 mm")") +
         construction("heavy_floor", R"("insulation 1007 mm", "slab 80 mm")") +
         construction("common_wall", R"("block 200 mm")") + HOME;
}

TEST(ArchetypeCase960, IsTheNetworkOfTheCaseBuiltInCode) {
  ProblemList problems;
  const auto archetypes = read_archetypes(case_960(), "case_960.toml", problems);
  ASSERT_TRUE(problems.empty()) << problems.all().front().text();
  dwelling::Dwelling built = bestest::sunspace_home();
  built.air_density_kg_m3 = 0.98992;  // the file's digits
  const dwelling::ThermalModel from_file = dwelling::full_order(archetypes.at(0).base);
  const dwelling::ThermalModel from_code = dwelling::full_order(built);
  ASSERT_EQ(from_file.states(), from_code.states());
  EXPECT_LT((from_file.a - from_code.a).cwiseAbs().maxCoeff(), 1e-12 * from_code.a.cwiseAbs().maxCoeff());
  EXPECT_LT((from_file.b - from_code.b).cwiseAbs().maxCoeff(), 1e-12 * from_code.b.cwiseAbs().maxCoeff());
  EXPECT_LT((from_file.zone_a - from_code.zone_a).cwiseAbs().maxCoeff(), 1e-12);
}

}  // namespace
}  // namespace hearthgrid::io
