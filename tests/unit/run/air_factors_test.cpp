// Which factors a run takes: by phase of firing, by the coal's rank, and the ranges of warming potentials.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

#include "engine/run/firing_shares.hpp"
#include "engine/run/mix_air.hpp"
#include "engine/run/scenario_checks.hpp"
#include "engine/run/stove_home.hpp"
#include "engine/run/supply_chains.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

using emission::Level;
using emission::Pollutant;
using testing::HasSubstr;
using Values = std::vector<double>;

constexpr const char* STOVES = R"(
[[mix]]
name = "before"
[[mix]]
name = "other stoves"
[[mix.convert]]
technology = "mine"
share = 1.0
)";

std::string default_factors() {
  std::ifstream in(HEARTHGRID_SOURCE_DIR "/models/emission/emission_factors.csv");
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// The built-in rows, soot of a device by phase instead: 9, 3 and 1 g/MJ, shares left to the firing.
std::string factors_by_phase(const std::string& device) {
  std::istringstream lines(default_factors());
  std::string text = "device,pollutant,where,unit,low,central,high,distribution,status,source,phase\n", line;
  std::getline(lines, line);
  const std::string soot = device + ",bc,stove,g/MJ,";
  while (std::getline(lines, line)) {
    if (!line.starts_with(soot)) text += line + ",\n";
  }
  for (const auto& [value, phase] : {std::pair("9", "ignition"), {"3", "flaming"}, {"1", "banked"}}) {
    text += fmt::format("{}0,{},20,triangular,assumed,a test,{}\n", soot, value, phase);
  }
  return text;
}

// The technology's banked share where the fire is banked; a tenth for lighting where it is not.
TEST(FiringShares, FollowWhetherAHomeBanks) {
  EXPECT_THAT(firing_shares(true, 0.3, 0.1), testing::ElementsAre(0.0, 0.7, 0.3));
  EXPECT_THAT(firing_shares(false, 0.3, 0.1), testing::ElementsAre(0.1, 0.9, 0.0));
  EXPECT_THAT(firing_shares(true, 0.0, 0.1), testing::ElementsAre(0.1, 0.9, 0.0));  // straw burns out
}

TEST(FiringShares, OfARunAreTheMeanOverItsStoves) {
  ScenarioFolder folder(std::string(HEAD) + MIXES);
  folder.write("factors.csv", factors_by_phase("coal_stove"));
  const Scenario scenario = folder.load({"emissions.factors='factors.csv'", "emissions.ignition_share=0.2"});
  double banking = 0.0, homes = 0.0, banked_share = 0.0;
  for (size_t h = 0; h < scenario.plan.before.size(); ++h) {
    const Pair& today = scenario.plan.pairs[scenario.plan.before[h]];
    const heater::Technology& t = scenario.technologies[scenario.plan.options[today.option].technology];
    if (t.name != "coal_stove") continue;
    homes += 1.0;
    banking += banks_fire(scenario.population.households[h]) ? 1.0 : 0.0;
    banked_share = t.banked_share;
  }
  ASSERT_GT(banking, 0.0);
  ASSERT_LT(banking, homes);
  const double banks = banking / homes, lit = 0.2 * (1.0 - banks), banked = banks * banked_share;
  EXPECT_NEAR(scenario.factors.value("coal_stove", Pollutant::bc, Level::central),
              9.0 * lit + 1.0 * banked + 3.0 * (1.0 - lit - banked), 1e-9);
  const io::ResultsReader file(folder.run({}, {"emissions.factors='factors.csv'", "emissions.ignition_share=0.2"}));
  const Values kg = file.numbers("emission_kg", 0), coal_kg = file.numbers("village_coal_kg", 0);
  const size_t soot = static_cast<size_t>(Pollutant::bc) * emission::PLACES;
  const double expected =
      coal_kg[0] * 20.9 / 1000.0 * scenario.factors.value("coal_stove", Pollutant::bc, Level::central);
  EXPECT_NEAR(kg[soot], expected, 1e-3 * expected);
}

constexpr const char* INSULATION = R"(
[[mix]]
name = "insulated"
[[mix.convert]]
technology = "unchanged"
envelope = "deep"
villages = ["east"]
)";

// Twenty homes of `east` bank their fire, ten of `west` let it go out; what one of a county's stoves lets out of soot.
double soot_of(const std::string& mixes, const std::string& device, const std::string& today) {
  const ScenarioFolder folder(std::string(HEAD) + "[before]\ntechnology = \"" + today +
                              "\"\n[[mix]]\nname = \"before\"\n" + mixes);
  folder.write("villages.csv", "village,households\neast,20\nwest,10\n");
  std::string homes = "household,village,pattern,night_setback_before_k,vacant\n";
  for (int i = 0; i < 30; ++i) {
    homes += fmt::format("h{},{},full_time_whole,{},false\n", i, i < 20 ? "east" : "west", i < 20 ? 0 : 4);
  }
  folder.write("households.csv", homes);
  folder.write("factors.csv", factors_by_phase(device));
  const Scenario scenario = folder.load({"emissions.factors='factors.csv'"});
  return scenario.factors.value(device, Pollutant::bc, Level::central);
}

// banked_share of the coal stove is 0.25: two thirds of the homes burn 0.25 banked and 0.75 flaming, a third 0.1 while
// the fire takes and 0.9 flaming: (2 (0.25 x 1 + 0.75 x 3) + 0.1 x 9 + 0.9 x 3) / 3 = (5.0 + 3.6) / 3 g/MJ.
constexpr double EACH_HOME_ONCE = 8.6 / 3.0;
TEST(FiringShares, CountEachHomeOnceWhateverTheMixes) {
  EXPECT_NEAR(soot_of("", "coal_stove", "coal_stove"), EACH_HOME_ONCE, 1e-9);
  EXPECT_NEAR(soot_of(INSULATION, "coal_stove", "coal_stove"), EACH_HOME_ONCE, 1e-9);
}

// Nobody has one today: all homes count, wherever mixes put them.
TEST(FiringShares, OfAStoveThatOnlyMixesHaveAreThoseOfAllHomes) {
  const auto stoves_in = [](const char* village) {
    return fmt::format(
        "[[mix]]\nname = \"stoves\"\n[[mix.convert]]\ntechnology = \"coal_stove\"\nvillages = [\"{}\"]\n", village);
  };
  EXPECT_NEAR(soot_of(stoves_in("east"), "coal_stove", "gas_boiler"), EACH_HOME_ONCE, 1e-9);
  EXPECT_NEAR(soot_of(stoves_in("west"), "coal_stove", "gas_boiler"), EACH_HOME_ONCE, 1e-9);
}

TEST(FiringShares, AreOfStovesFiredByHand) {
  ScenarioFolder folder(std::string(HEAD) + MIXES);
  folder.write("factors.csv", factors_by_phase("gas_boiler"));
  EXPECT_THAT(folder.problems({"emissions.factors='factors.csv'"}),
              HasSubstr("gas_boiler has rows by phase without fuel_share, but no stove fired by hand has them"));
}

std::string without(std::string text, const std::string& device) {
  for (size_t at = text.find("\n" + device); at != std::string::npos; at = text.find("\n" + device)) {
    text.erase(at, text.find('\n', at + 1) - at);
  }
  return text;
}

// A rank misspelt in one's own factors would be passed over, and its stoves take another's.
TEST(OwnFactors, NameTechnologiesThatAreThere) {
  ScenarioFolder folder(std::string(HEAD) + MIXES);
  const auto told = [&](const std::string& text) {
    folder.write("factors.csv", text);
    return folder.problems({"emissions.factors='factors.csv'"});
  };
  EXPECT_EQ(told(default_factors()), "");
  EXPECT_TRUE(borrowed_factors(folder.load()).empty());
  std::string misspelt = default_factors();
  for (size_t at = misspelt.find("\ncoal_stove_anthracite"); at != std::string::npos;
       at = misspelt.find("\ncoal_stove_anthracite")) {
    misspelt.erase(at + std::string("\ncoal_stove_ant").size(), 1);
  }
  EXPECT_THAT(told(misspelt), HasSubstr("'coal_stove_antracite' has factors and is no technology"));
  EXPECT_THAT(told(misspelt), HasSubstr("did you mean 'coal_stove_anthracite'"));
  std::string lacking = default_factors();
  for (const char* device : {"coal_stove,", "under_fire_stove,", "village_boiler_coal,"})
    lacking = without(lacking, device);
  EXPECT_THAT(told(lacking), HasSubstr("'coal_stove' burns bituminous and would let out what '"));
  for (const char* device : {"gas_boiler", "village_boiler_gas"}) lacking = without(lacking, device);
  EXPECT_THAT(told(lacking), HasSubstr("'gas_boiler' burns something and has no factors"));
}

TEST(OwnFactors, NamePowerPlantsAsTheGrid) {
  ScenarioFolder folder(std::string(HEAD) + MIXES);
  const auto told = [&](const std::string& name) {
    std::string text = default_factors();
    const std::string from = "\nelectricity_beijing,";
    for (size_t at = text.find(from); at != std::string::npos; at = text.find(from)) {
      text.replace(at, from.size(), "\n" + name + ",");
    }
    folder.write("factors.csv", text);
    return folder.problems({"emissions.factors='factors.csv'"});
  };
  EXPECT_EQ(told("electricity_yanggao"), "");
  EXPECT_THAT(told("electricty_beijing"), HasSubstr("did you mean 'electricity_beijing'?"));
  EXPECT_THAT(told("coal_power"),
              HasSubstr("'electricity_' and what electricity.carbon says, as in electricity_north"));
}

TEST(OwnFactors, SayWhichSupplyChainsTheyLack) {
  ScenarioFolder folder(std::string(HEAD) + MIXES);
  EXPECT_TRUE(lacking_chains(folder.load()).empty());
  std::string lacking = default_factors();
  for (const char* device : {"upstream_coal,", "upstream_electricity,"}) lacking = without(lacking, device);
  folder.write("factors.csv", lacking);
  EXPECT_THAT(
      lacking_chains(folder.load({"emissions.factors='factors.csv'"})),
      testing::ElementsAre("coal is burnt and its supply lets out nothing: no factors of upstream_coal",
                           "power is used and its supply lets out nothing: no factors of upstream_electricity"));
}

// A stove of one's own takes the soot of its coal's rank: 0.0002593 g/MJ of anthracite, 0.05455 of bituminous coal.
TEST(CoalRank, ComesInByTheFuelOfATechnology) {
  ScenarioFolder folder(std::string(HEAD) + STOVES);
  const auto soot_of = [&](const std::string& technology) {
    folder.write("technologies.toml", technology);
    const Scenario scenario = folder.load({"technologies.file='technologies.toml'"});
    const AirDevices devices = air_devices(scenario);
    for (size_t t = 0; t < scenario.technologies.size(); ++t) {
      if (scenario.technologies[t].name != "mine") continue;
      return scenario.factors.value(devices.device[t], Pollutant::bc, Level::central);
    }
    return -1.0;
  };
  const std::string mine = "[technology.mine]\nlike = \"coal_stove\"\n";
  EXPECT_DOUBLE_EQ(soot_of(mine), 0.05455);
  EXPECT_THAT(borrowed_factors(folder.load({"technologies.file='technologies.toml'"})),
              testing::ElementsAre("mine lets out what coal_stove does per MJ of fuel"));
  EXPECT_DOUBLE_EQ(soot_of(mine + "fuel = \"anthracite\"\n"), 0.0002593);
  EXPECT_DOUBLE_EQ(soot_of(mine + "fuel = \"semi_coke\"\n"), 0.003273);
}

TEST(CoalRank, ABuiltInNameKeepsItsFuel) {
  ScenarioFolder folder(std::string(HEAD) + MIXES);
  folder.write("technologies.toml", "[technology.coal_stove]\nlike = \"coal_stove\"\nfuel = \"anthracite\"\n");
  folder.write("factors.csv", default_factors());
  const std::string told = folder.problems({"technologies.file='technologies.toml'"});
  EXPECT_THAT(told, HasSubstr("'coal_stove' burns anthracite there, its emission factors are those of bituminous"));
  EXPECT_EQ(folder.problems({"technologies.file='technologies.toml'", "emissions.factors='factors.csv'"}), "");
  folder.write("technologies.toml", "[technology.coal_stove_low]\nlike = \"coal_stove\"\nfuel = \"anthracite\"\n");
  const Scenario scenario = folder.load({"technologies.file='technologies.toml'"});
  EXPECT_EQ(air_devices(scenario).device.back(), "coal_stove_anthracite");
}

// Low and high of equivalents hold the potentials' own ranges: methane 16 to 38 over 100 years, nitrous oxide 143 to
// 403, beside the factors'.
TEST(Equivalents, LowAndHighHoldThePotentialsRanges) {
  const ScenarioFolder folder;
  const io::ResultsReader file(folder.run());
  for (const auto& [level, methane, nitrous] :
       {std::tuple("_low", 16.0, 143.0), {"", 27.0, 273.0}, {"_high", 38.0, 403.0}}) {
    const Values co2e = file.numbers(std::string("co2e") + level + "_kg", 0),  // village, horizon, place
        kg = file.numbers(std::string("emission") + level + "_kg", 0);
    const auto stove = [&](Pollutant pollutant) { return kg[static_cast<size_t>(pollutant) * emission::PLACES]; };
    EXPECT_NEAR(co2e[emission::PLACES],
                stove(Pollutant::co2) + methane * stove(Pollutant::ch4) + nitrous * stove(Pollutant::n2o),
                1e-6 * co2e[emission::PLACES])
        << level;
  }
}

// Potentials are drawn: with everything else at its central value the band is that of the two gases.
TEST(Equivalents, DrawsMoveThePotentials) {
  const ScenarioFolder folder;
  std::vector<std::string> still = {"uncertainty.draws=400", "uncertainty.index_points=0"};
  for (const char* key : {"performance", "heat_before", "heat_after", "price_electricity", "price_gas", "price_solid",
                          "capital", "network_cost"}) {
    still.push_back(fmt::format("uncertainty.{}=[1, 1, 1]", key));
  }
  folder.write("factors.csv", [] {  // every factor at its central value
    std::istringstream lines(default_factors());
    std::string text, line;
    std::getline(lines, line);
    text = line + "\n";
    while (std::getline(lines, line)) {
      std::vector<std::string> cells;
      std::istringstream of_line(line);
      for (int cell = 0; cell < 7; ++cell) std::getline(of_line, cells.emplace_back(), ',');
      const std::string& central = cells[5];
      text += fmt::format("{},{},{},{},{},{},{},triangular,assumed,a test\n", cells[0], cells[1], cells[2], cells[3],
                          central, central, central);
    }
    return text;
  }());
  still.emplace_back("emissions.factors='factors.csv'");
  const io::ResultsReader file(folder.run({}, still));
  const std::vector<std::string> names = file.texts("uncertain_input");
  EXPECT_THAT(names, testing::IsSupersetOf({"gwp.ch4", "gwp.n2o"}));
  const Values kg = file.numbers("emission_kg", 0);
  double at_stoves = 0.0, upstream = 0.0, nitrous = 0.0;
  for (size_t i = 0; i < kg.size(); ++i) {
    const size_t place = i % emission::PLACES;
    const auto pollutant = static_cast<Pollutant>(i / emission::PLACES % emission::POLLUTANTS);
    if (pollutant == Pollutant::ch4) (place == 2 ? upstream : at_stoves) += kg[i];
    if (pollutant == Pollutant::n2o) nitrous += kg[i];
  }
  // One standard deviation of each gas: its half range of 90 % over 1.645; they are independent.
  const double ch4_t = (at_stoves + upstream) * 11.0 / 1000.0, n2o_t = nitrous * 130.0 / 1000.0;
  const double half_t = std::sqrt(ch4_t * ch4_t + n2o_t * n2o_t);
  const std::vector<std::string> headlines = file.texts("headline");
  const auto headline =
      static_cast<size_t>(std::find(headlines.begin(), headlines.end(), "co2e_100_t") - headlines.begin());
  const double low = file.numbers("headline_p05", 0)[headline], high = file.numbers("headline_p95", 0)[headline],
               central = file.numbers("headline_value", 0)[headline];
  EXPECT_NEAR(central - low, half_t, 0.06 * half_t);
  EXPECT_NEAR(high - central, half_t, 0.06 * half_t);
}

}  // namespace
}  // namespace hearthgrid::run
