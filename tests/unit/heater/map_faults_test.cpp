#include "models/heater/map_faults.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/heater/library.hpp"

namespace hearthgrid::heater {
namespace {

using ::testing::HasSubstr;
using Quantity = MapFault::Quantity;

// Plausible: COP 2.5 to 4 over 2 columns and 3 rows.
PerformanceMap good() {
  return {{-7, 7}, {35, 45, 55}, {6000, 8000, 5800, 7900, 5600, 7800}, {2300, 2000, 2700, 2400, 3200, 2900}, "", ""};
}

MapFault only(const std::vector<MapFault>& faults) {
  EXPECT_EQ(faults.size(), 1);
  return faults.empty() ? MapFault{} : faults.front();
}

MapFault axis_fault(const PerformanceMap& map, CurveTemperature curve = CurveTemperature::leaving_water) {
  return only(axis_faults(map, curve));
}

TEST(MapFaults, NoneInGoodTablesNorInThoseOfTheLibrary) {
  EXPECT_TRUE(axis_faults(good(), CurveTemperature::leaving_water).empty());
  EXPECT_TRUE(cell_faults(good()).empty());
  for (const Technology& t : testing::library()) {
    if (!t.map) continue;
    EXPECT_TRUE(axis_faults(*t.map, t.curve).empty()) << t.name;
    EXPECT_TRUE(cell_faults(*t.map).empty()) << t.name;
  }
}

TEST(MapFaults, AxesOutOfOrder) {
  PerformanceMap map = good();
  map.outdoor_temp_c = {7, -7};
  EXPECT_EQ(axis_fault(map).message, "outdoor_temp_c -7 follows 7: not ascending");
  EXPECT_EQ(axis_fault(map).column, 1);
  map = good();
  map.water_temp_c = {35, 35, 55};
  EXPECT_EQ(axis_fault(map).message, "water_temp_c 35 follows 35: not ascending");
  EXPECT_EQ(axis_fault(map).row, 1);
  map.water_temp_c = {35, 45};
  EXPECT_EQ(axis_fault(map).message, "water_temp_c has 2 temperatures");
}

TEST(MapFaults, TemperaturesInOtherUnits) {
  PerformanceMap map = good();
  map.outdoor_temp_c = {266, 280};
  EXPECT_EQ(axis_fault(map).message, "outdoor_temp_c 266 looks like kelvin");
  map = good();
  map.water_temp_c = {95, 113, 131};
  EXPECT_EQ(axis_fault(map).message, "water_temp_c 95 looks like degrees Fahrenheit");
  map.water_temp_c = {59, 68, 77};  // a room of 15 to 25 degC
  EXPECT_EQ(axis_fault(map, CurveTemperature::room_air).message, "water_temp_c 59 looks like degrees Fahrenheit");
}

TEST(MapFaults, KilowattsAreToldOnce) {
  PerformanceMap map = good();
  for (double& q : map.heat_w) q /= 1000.0;
  for (double& p : map.input_w) p /= 1000.0;
  EXPECT_EQ(only(cell_faults(map)).message, "heat 6 at -7/35 degC looks like kW");
  map.heat_w = good().heat_w;
  const MapFault fault = only(cell_faults(map));
  EXPECT_EQ(fault.message, "input 2.3 at -7/35 degC looks like kW");
  EXPECT_EQ(fault.quantity, Quantity::input);
  EXPECT_EQ(fault.advice, "give heat and input in W");
}

TEST(MapFaults, SignsAndNumbersThatAreNone) {
  PerformanceMap map = good();
  map.heat_w[3] = -7900;
  EXPECT_EQ(only(cell_faults(map)).message, "heat -7900 W with input 2400 W at 7/45 degC");
  map = good();
  map.input_w[2] = 0;
  EXPECT_EQ(only(cell_faults(map)).quantity, Quantity::input);
  map.input_w[2] = std::nan("");
  EXPECT_EQ(only(cell_faults(map)).row, 1);
}

TEST(MapFaults, ZeroIsTheEdgeOfAnEnvelopeAndNotAHoleInIt) {
  PerformanceMap map = good();
  map.water_temp_c = {35, 45, 55, 65};
  map.heat_w.insert(map.heat_w.end(), {0, 7700});
  map.input_w.insert(map.input_w.end(), {0, 3300});
  EXPECT_TRUE(cell_faults(map).empty());  // the cold and hot edge
  map.heat_w[7] = map.input_w[7] = 0;
  map.heat_w[6] = 5000, map.input_w[6] = 3500;
  EXPECT_EQ(only(cell_faults(map)).message, "0 at 7/65 degC is a hole: the machine works at -7/65 degC");
  map.heat_w[7] = 7700, map.input_w[7] = 3300;
  map.heat_w[2] = map.input_w[2] = 0;
  EXPECT_EQ(only(cell_faults(map)).message, "0 at -7/45 degC is a hole: the machine works at -7/55 degC");
}

TEST(MapFaults, CopsThatPhysicsForbids) {
  PerformanceMap map = good();
  map.input_w[0] = 600;  // Carnot at -7/35: 308.15 / 42 = 7.34
  const auto faults = cell_faults(map);
  ASSERT_FALSE(faults.empty());
  EXPECT_EQ(faults.front().message, "COP 10.00 at -7/35 degC is out of bounds");
  EXPECT_THAT(faults.front().advice, HasSubstr("from 0.8 to Carnot's, 7.34"));
  map = good();
  map.input_w[4] = 7500;
  EXPECT_EQ(only(cell_faults(map)).message, "COP 0.75 at -7/55 degC is out of bounds");
}

TEST(MapFaults, CopsThatDoNotFallSayWhichTwoCells) {
  PerformanceMap map = good();
  map.input_w[3] = 1900;  // COP 4.16 at 7/45 over 4.00 at 7/35
  EXPECT_EQ(only(cell_faults(map)).message,
            "COP 4.16 at 7/45 degC is above 4.00 at 7/35 degC, though it has hotter water");
  map = good();
  map.heat_w[0] = 8300;  // COP 3.61 at -7/35, still below 4.00
  EXPECT_TRUE(cell_faults(map).empty());
  map.heat_w[0] = 9500;  // 4.13
  EXPECT_EQ(only(cell_faults(map)).message,
            "COP 4.13 at -7/35 degC is above 4.00 at 7/35 degC, though it has colder air");
  map.heat_w[0] = 9300;  // 4.04: within 2 %
  EXPECT_TRUE(cell_faults(map).empty());
  map.heat_w[0] = 9500;
  map.outdoor_temp_c[1] = 2;  // where tests frost
  EXPECT_TRUE(cell_faults(map).empty());
}

}  // namespace
}  // namespace hearthgrid::heater
