// What a stranger reads who made a mistake in factors by phase, grids, plants by the hour or warming potentials.

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/io/factor_file.hpp"
#include "engine/io/gwp_file.hpp"
#include "engine/io/plant_file.hpp"

namespace hearthgrid::io {
namespace {

using emission::Level;
using emission::Pollutant;
using testing::HasSubstr;

std::string default_file(const std::string& name) {
  std::ifstream in(HEARTHGRID_SOURCE_DIR "/models/emission/" + name);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

/// Reads a text as a file; the problems' text in `all`.
template <typename Read>
auto read_text(const std::string& text, Read read, std::string& all) {
  const auto path = std::filesystem::temp_directory_path() / ("hearthgrid-air-" + std::to_string(::getpid()));
  std::ofstream(path) << text;
  ProblemList problems;
  auto result = read(path.string(), problems);
  std::filesystem::remove(path);
  all.clear();
  for (const Problem& problem : problems.all()) all += problem.text() + "\n";
  return result;
}

/// The default file with `from` replaced by `to` once: the problems' text.
template <typename Read>
std::string problems_after(const std::string& name, const std::string& from, const std::string& to, Read read) {
  std::string text = default_file(name), all;
  const size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
  (void)read_text(text, read, all);
  return all;
}

TEST(FactorFile, AnEmptySourceIsRefused) {
  EXPECT_THAT(problems_after("emission_factors.csv", "fossil fuel", "", read_factors),
              HasSubstr(":3:62: 'source' is empty"));
}

TEST(FactorFile, RefusesWhatIsNoFactor) {
  const auto after = [&](const std::string& from, const std::string& to) {
    return problems_after("emission_factors.csv", from, to, read_factors);
  };
  EXPECT_THAT(after("fossil fuel", "\"  \""), HasSubstr(":3:62: 'source' is empty"));
  EXPECT_THAT(after("89.5,94.6,99.7", "95,94.6,99.7"),
              HasSubstr(":2:27: co2 of coal_stove: low 95, central 94.6 and high 99.7 are not in this order"));
  EXPECT_THAT(after("89.5,94.6,99.7", "89.5,100,99.7"), HasSubstr(":2:36: co2 of coal_stove: low 89.5, central 100"));
  EXPECT_THAT(after("89.5,94.6,99.7", "-89.5,94.6,99.7"), HasSubstr("below the smallest value allowed, 0"));
  EXPECT_THAT(after("89.5,94.6,99.7", "nan,94.6,99.7"), HasSubstr("is not a finite number"));
  EXPECT_THAT(after("89.5,94.6,99.7", "89.5,94.6,1e300"), HasSubstr("above the largest value allowed"));
  EXPECT_THAT(after("coal_stove,nox,stove", "coal_stove,nox,plant"), HasSubstr("plants and upstream_electricity"));
  EXPECT_THAT(after("coal_stove,nox,", "coal_stove,so2,"), HasSubstr("so2 of coal_stove is given twice"));
  std::string all;
  const std::string text = default_file("emission_factors.csv");
  (void)read_text(text.substr(0, text.find('\n') + 1), read_factors, all);
  EXPECT_THAT(all, HasSubstr("the table has no rows"));
}

TEST(FactorFile, DistributionsMustSuitTheirValues) {
  EXPECT_THAT(problems_after("emission_factors.csv", "0.1,0.3,0.9,lognormal", "0,0.3,0.9,lognormal", read_factors),
              HasSubstr("a lognormal factor of coal_stove has no value above 0 as its low"));
  EXPECT_THAT(problems_after("emission_factors.csv", "0.1,0.3,0.9,lognormal", "0.1,0.3,0.9,bell", read_factors),
              HasSubstr("bell"));
}

// 1000 g PM2.5 per MJ where a tenth is lit, 10 and 1 else: 100 + 6 + 0.3.
TEST(FactorFile, TakesPhasesOfFiring) {
  std::string head, rows;
  std::istringstream lines(default_file("emission_factors.csv"));
  std::getline(lines, head);
  std::string text = "device,pollutant,where,unit,low,central,high,distribution,status,source,phase,fuel_share\n", all;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("coal_stove,")) continue;
    if (!line.starts_with("coal_stove,pm25")) text += line + ",,\n";
  }
  const auto row = [](const char* phase, const char* value, const char* share) {
    return std::string("coal_stove,pm25,stove,g/MJ,0,") + value + ",2000,triangular,assumed,a test," + phase + "," +
           share + "\n";
  };
  const std::string two = text + row("ignition", "1000", "0.1") + row("flaming", "10", "0.6");
  const auto set = read_text(two + row("banked", "1", "0.3"), read_factors, all);
  EXPECT_EQ(all, "");
  EXPECT_NEAR(set.value("coal_stove", Pollutant::pm25, Level::central), 106.3, 1e-9);
  (void)read_text(two, read_factors, all);
  EXPECT_THAT(all, HasSubstr("pm25 of coal_stove does not have all phases"));
  (void)read_text(two + row("banked", "1", "0.2"), read_factors, all);
  EXPECT_THAT(all, HasSubstr("pm25 of coal_stove does not have all phases, or their fuel shares do not add up to 1"));
  (void)read_text(two + row("banked", "1", ""), read_factors, all);
  EXPECT_THAT(all, HasSubstr("pm25 of coal_stove does not have all phases, or their fuel shares do not add up to 1"));
  (void)read_text(text + row("", "1", "0.5"), read_factors, all);
  EXPECT_THAT(all, HasSubstr("coal_stove has a fuel_share without a phase"));
  (void)read_text(two + row("banked", "1", "1.5"), read_factors, all);
  EXPECT_THAT(all, HasSubstr("fuel_share = 1.5 is above the largest value allowed, 1"));
  const auto open = read_text(text + row("ignition", "1000", "0") + row("flaming", "10", "1") + row("banked", "1", "0"),
                              read_factors, all);
  EXPECT_EQ(all, "");  // all of it burns with an open fire
  EXPECT_EQ(open.value("coal_stove", Pollutant::pm25, Level::central), 10.0);
}

TEST(FactorFile, OnlyStovesHavePhases) {
  for (const std::string device : {"electricity_shanxi,nox,plant,g/kWh", "upstream_coal,ch4,upstream,g/MJ"}) {
    std::istringstream lines(default_file("emission_factors.csv"));
    std::string text = "device,pollutant,where,unit,low,central,high,distribution,status,source,phase,fuel_share\n",
                all;
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) {
      if (!line.starts_with(device)) text += line + ",,\n";
    }
    for (const auto& [phase, share] : {std::pair("ignition", "0.2"), {"flaming", "0.5"}, {"banked", "0.3"}}) {
      text += device + ",0.1,0.2,0.3,triangular,assumed,a test," + phase + "," + share + "\n";
    }
    (void)read_text(text, read_factors, all);
    EXPECT_THAT(all, HasSubstr("has rows by phase of firing and is no stove")) << device;
  }
}

// Shares that all phases leave out follow from how the homes fire.
TEST(FactorFile, LeavesPhasesToTheFiring) {
  std::istringstream lines(default_file("emission_factors.csv"));
  std::string text = "device,pollutant,where,unit,low,central,high,distribution,status,source,phase\n", line, all;
  std::getline(lines, line);
  const std::string bc = "coal_stove,bc,stove,g/MJ,";
  while (std::getline(lines, line)) {
    if (!line.starts_with(bc)) text += line + ",\n";
  }
  for (const char* of_phase :
       {"0,9,20,triangular,assumed,a test,ignition\n", "0,3,20,triangular,assumed,a test,flaming\n",
        "0,1,20,triangular,assumed,a test,banked\n"}) {
    text += bc + of_phase;
  }
  emission::FactorSet set = read_text(text, read_factors, all);
  EXPECT_EQ(all, "");
  EXPECT_THAT(set.devices_by_firing(), testing::ElementsAre("coal_stove"));
  const double dust = set.value("coal_stove", Pollutant::pm25, Level::central);
  set.share_by_firing("coal_stove", {0.1, 0.6, 0.3});
  EXPECT_NEAR(set.value("coal_stove", Pollutant::bc, Level::central), 0.9 + 1.8 + 0.3, 1e-12);
  EXPECT_EQ(set.value("coal_stove", Pollutant::pm25, Level::central), dust);
}

TEST(GridFile, SaysWhatIsWrong) {
  const auto after = [&](const std::string& from, const std::string& to) {
    return problems_after("grid_years.csv", from, to, read_grid_years);
  };
  EXPECT_EQ(after("556.8", "556.9"), "");
  EXPECT_THAT(after("national,2022", "national,2021"), HasSubstr("national in 2021 is given twice"));
  EXPECT_THAT(after("standard,MEE/NBS official average factor\n", "standard,\n"), HasSubstr("'source' is empty"));
  EXPECT_THAT(after("average,556.8", "mean,556.8"), HasSubstr("mean"));
}

TEST(GwpFile, SaysWhatIsWrong) {
  const auto after = [&](const std::string& from, const std::string& to) {
    return problems_after("gwp.csv", from, to, read_gwp);
  };
  EXPECT_EQ(after("29.8", "30"), "");
  EXPECT_THAT(after("ch4_fossil,100", "ch4_fossil,20"), HasSubstr("no row for ch4_fossil over 100 years"));
  EXPECT_THAT(after("82.5,56.7", "82.5,90"), HasSubstr("not in the order low <= value <= high"));
  EXPECT_THAT(after("n2o,100", "n2o,500"), HasSubstr("500"));
}

TEST(PlantHoursFile, ReadsStampsAndRefusesGaps) {
  std::string all;
  const auto hours = read_text("time,co2_g_kwh,nox_g_kwh\n2022-01-15T07:00Z,600,0.1\n2022-01-15T08:00Z,610,0.2\n",
                               read_plant_hours, all);
  EXPECT_EQ(all, "");
  EXPECT_FALSE(hours.of_year);
  EXPECT_THAT(hours.hour, testing::ElementsAre(456175, 456176));  // 19007 days and 7 hours after 1970
  EXPECT_THAT(hours.g_per_kwh, testing::ElementsAre(600, 0.1, 610, 0.2));
  const auto problem_of = [&](const std::string& text) {
    (void)read_text(text, read_plant_hours, all);
    return all;
  };
  EXPECT_THAT(problem_of("time,co2_g_kwh\n2022-01-15T07:00Z,600\n2022-01-15T09:00Z,600\n"),
              HasSubstr(":3:1: the hour does not follow the one before"));
  EXPECT_THAT(problem_of("time,co2_g_kwh\n15.1.2022 7:00,600\n"), HasSubstr("write it as 2022-01-15T07:00Z"));
  EXPECT_THAT(problem_of("time,co2_g_kwh\n2022-02-30T07:00Z,600\n"), HasSubstr("the hour cannot be read"));
  EXPECT_THAT(problem_of("time\n2022-01-15T07:00Z\n"), HasSubstr("give at least the column co2_g_kwh"));
  EXPECT_THAT(problem_of("co2_g_kwh\n600\n"), HasSubstr("hours are named twice, or not at all"));
  EXPECT_THAT(problem_of("hour,co2_g_kwh\n0,600\n1,600\n"), HasSubstr("a year has 8760 or 8784 hours, not 2"));
  EXPECT_THAT(problem_of("time,co2_g_kwh,so2_g_kwh\n2022-01-15T07:00Z,600,\n"), HasSubstr("the cell is empty"));
}

// Kilograms (0.7), pounds per MWh (1540), nothing at all, and an hour beyond any plant.
TEST(PlantHoursFile, RefusesWhatIsNoGramOfCarbonDioxidePerKwh) {
  std::string all;
  const auto problem_of = [&](const char* first, const char* second) {
    (void)read_text(std::string("time,co2_g_kwh\n2022-01-15T07:00Z,") + first + "\n2022-01-15T08:00Z," + second + "\n",
                    read_plant_hours, all);
    return all;
  };
  EXPECT_EQ(problem_of("0", "20"), "");  // water and wind
  EXPECT_EQ(problem_of("1400", "1200"), "");
  EXPECT_THAT(problem_of("0.7", "0.7"), HasSubstr("CO2 is 0.7 g/kWh in the mean over its hours"));
  EXPECT_THAT(problem_of("0.7", "0.7"), HasSubstr("grams per kWh generated, in the mean 5 to 1500"));
  EXPECT_THAT(problem_of("0", "0"), HasSubstr("CO2 is 0 g/kWh in the mean over its hours"));
  EXPECT_THAT(problem_of("1540", "1540"), HasSubstr("CO2 is 1540 g/kWh in the mean"));
  EXPECT_THAT(problem_of("600", "6000"), HasSubstr(":3:19: co2_g_kwh = 6000 is above the largest value allowed, 3000"));
}

}  // namespace
}  // namespace hearthgrid::io
