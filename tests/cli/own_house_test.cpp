// One's own house as docs/own-house.md goes through it: copied, described, run, looked at.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <sstream>

#include "tests/cli/program.hpp"

namespace hearthgrid::cli_test {
namespace {

using ::testing::HasSubstr;

class OwnHouse : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(run_program("new '" + folder() + "' --from one-house").exit_code, 0); }
  [[nodiscard]] std::string folder() const { return scratch_.file("我的 house"); }
  [[nodiscard]] Outcome house(const std::string& arguments) const {
    return run_program(arguments, "cd '" + folder() + "' && ");
  }
  /// The items of one part of `show --household --csv`, by name.
  static std::map<std::string, double> part(const std::string& csv, const std::string& part, const std::string& mix) {
    std::map<std::string, double> items;
    std::istringstream lines(csv);
    for (std::string line; std::getline(lines, line);) {
      const std::string middle = "," + mix + ",";
      const size_t at = line.rfind(middle);
      if (!line.starts_with(part + ",") || at == std::string::npos) continue;
      items[line.substr(part.size() + 1, at - part.size() - 1)] = std::stod(line.substr(at + middle.size()));
    }
    return items;
  }
  ScratchFolder scratch_;
};

/// The area in a row of the table of elements, which stands behind name, kind and direction.
double area_of(const std::string& text, const std::string& element) {
  const size_t at = text.find("\n" + element + " ");
  EXPECT_NE(at, std::string::npos) << element;
  std::istringstream words(text.substr(at + 1 + element.size()));
  for (std::string word; words >> word;) {
    if (word.find_first_not_of("0123456789.") == std::string::npos) return std::stod(word);
  }
  return 0.0;
}

TEST_F(OwnHouse, AreasAreThoseOfTheTapeMeasure) {
  const Outcome shown = house("describe dwelling my_house --archetypes my-house.toml");
  ASSERT_EQ(shown.exit_code, 0) << shown.err;
  EXPECT_NEAR(area_of(shown.out, "north wall"), 11.0 * 2.7 - 1.2, 0.05);
  EXPECT_NEAR(area_of(shown.out, "south wall"), 11.0 * 2.7 - 9.0 - 1.9, 0.05);
  EXPECT_NEAR(area_of(shown.out, "east wall"), 6.0 * 2.7, 0.05);
  EXPECT_NEAR(area_of(shown.out, "roof"), 66.0, 0.05);
  EXPECT_NEAR(area_of(shown.out, "front door"), 1.9, 0.005);
  EXPECT_NEAR(area_of(shown.out, "south windows"), 9.0, 0.005);
}

TEST_F(OwnHouse, AWinterOfItAddsUp) {
  ASSERT_EQ(house("check scenario.toml").exit_code, 0);
  const Outcome ran = house("run scenario.toml -o a.h5 --quiet");
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  const Outcome shown = house("show a.h5 --household my-house");
  EXPECT_EQ(shown.exit_code, 0) << shown.err;
  std::istringstream lines(shown.out);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80U) << line;
  for (const char* words :
       {" 3 people,", "network of the whole home in 'before', 'heat pump' (my_house, none, yanggao)",
        "CO2 of insulating kg", "'beyond archetype' below"}) {
    EXPECT_THAT(shown.out, HasSubstr(words));
  }
  const std::string told = "W/K: heat lost in the long run";  // once for three networks
  EXPECT_EQ(shown.out.find(told), shown.out.rfind(told));
  const std::string csv = house("show a.h5 --household my-house --csv").out;
  for (const std::string mix : {"before", "ceiling", "heat pump", "both", "all of it"}) {
    std::map<std::string, double> losses = part(csv, "losses kWh", mix);
    const double brought =
        losses.at("from the heater") + losses.at("\"people, devices\"") + losses.at("sun in windows");
    EXPECT_LT(std::abs(losses.at("kept at the end")), 0.015 * brought) << mix;
    EXPECT_GT(losses.at("roof"), 0.0) << mix;
    double months = 0.0;
    for (const auto& [month, kwh] : part(csv, "heat kWh by month", mix)) months += kwh;
    EXPECT_NEAR(months / losses.at("from the heater"), 1.0, 1e-4) << mix;
  }
  const auto before = part(csv, "losses kWh", "before"), ceiling = part(csv, "losses kWh", "ceiling");
  const auto pump = part(csv, "losses kWh", "heat pump"), full = part(csv, "losses kWh", "all of it");
  EXPECT_LT(ceiling.at("roof"), 0.6 * before.at("roof"));
  EXPECT_GT(ceiling.at("north wall"), before.at("north wall")) << "warmer rooms lose more through the other walls";
  EXPECT_LT(full.at("lost in all"), 0.75 * pump.at("lost in all"));
}

// Set back at night, the house is warm at noon of a rest day and cool before dawn; nobody is drawn to live in it.
TEST_F(OwnHouse, ByTheClock) {
  const Outcome ran = house(
      "run scenario.toml -o clock.h5 --quiet --set households.table=by-the-clock.csv "
      "--set households.schedules=schedules.csv --set season.first_day=2022-02-20 --set season.last_day=2022-03-20");
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  const std::string csv = house("show clock.h5 --household my-house --csv").out;
  const auto season = part(csv, "losses kWh", "all of it");
  // Gains of the schedule: workdays 8 h x 150 + 2 h x 300 + 9 h x 60 + 5 h x 400 W = 4.34 kWh a day, rest days 9 h x
  // 150
  // + 15 h x 350 W = 6.6 kWh; 29 days, 20 of them workdays (Mondays to Fridays from Sunday 20 February on).
  EXPECT_NEAR(season.at("\"people, devices\""), 20 * 4.34 + 9 * 6.6, 0.05);
}

// Foam inside 490 mm of brick: five states miss its layers, and both commands say what is taken instead.
TEST_F(OwnHouse, SaysWhereMoreStatesAreTaken) {
  std::string text = read_all(folder() + "/my-house.toml");
  text.replace(text.find("wall = \"brick_370\""), 18, "wall = \"foam_inside\"");
  text +=
      "\n[construction.foam_inside]\nlayers = [\"clay_brick 490 mm\", \"eps 100 mm\"]\n"
      "source = \"a test\"\nstatus = \"assumed\"\n";
  scratch_.write("我的 house/my-house.toml", text);
  const std::string said = "my_house/ceiling: 5 states miss the layered network (";
  EXPECT_THAT(house("check scenario.toml").out, HasSubstr("  dwelling      " + said));
  const Outcome run = house("run scenario.toml -o foam.h5 --overwrite");
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_THAT(run.out, HasSubstr(said));
}

// A longer box is a larger house; a floor area typed beside it scales the house, and check says so.
TEST_F(OwnHouse, TheFloorFollowsTheBox) {
  std::string text = read_all(folder() + "/my-house.toml");
  text.replace(text.find("length_m = 11.0"), 15, "length_m = 16.0");
  scratch_.write("我的 house/my-house.toml", text);
  Outcome outcome = house("check scenario.toml");
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, testing::Not(HasSubstr("floor area")));
  std::string homes = read_all(folder() + "/households.csv");
  homes.replace(homes.find("my_house,,"), 10, "my_house,66,");
  scratch_.write("我的 house/households.csv", homes);
  outcome = house("check scenario.toml");
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("my-house has 66 m2, its archetype my_house is a house of 96 m2"));
}

TEST_F(OwnHouse, AWindowLargerThanItsWallIsNamed) {
  std::string text = read_all(folder() + "/my-house.toml");
  text.replace(text.find("area_m2 = 9.0"), 13, "area_m2 = 39.0");
  scratch_.write("我的 house/my-house.toml", text);
  const Outcome outcome = house("check scenario.toml");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("south windows"));
  EXPECT_THAT(outcome.err, HasSubstr("south wall"));
}

}  // namespace
}  // namespace hearthgrid::cli_test
