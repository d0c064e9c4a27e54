#include "engine/io/technology_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/io/technology_fields.hpp"
#include "models/heater/technology_registry.hpp"

namespace hearthgrid::io {
namespace {

using ::testing::HasSubstr;

std::vector<heater::Technology> built_in() {
  ProblemList problems;
  auto all = read_technologies(HEARTHGRID_SOURCE_DIR "/models/heater/technologies.toml", problems);
  problems.throw_if_any();
  return all;
}

// All messages of reading `toml` over the built-in library.
std::string problems_of(const std::string& toml) {
  ProblemList problems;
  (void)read_technologies_text(toml, "mine.toml", problems, built_in());
  std::string text;
  for (const Problem& problem : problems.all()) text += problem.text() + "\n";
  return text;
}

TEST(TechnologyFile, BuiltInLibraryHasAKindOfEachModelAndASourceForEveryNumber) {
  const auto all = built_in();
  for (const auto& model : heater::heater_models()) {
    EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](const auto& t) { return t.model == model.name; }))
        << model.name;
  }
  for (const auto& technology : all) {
    EXPECT_FALSE(technology.description.empty()) << technology.name;
    for (const TechnologyField& field : technology_fields()) {
      const heater::Sourced& number = technology.*field.number;
      EXPECT_FALSE(number.source.empty()) << technology.name << "." << field.key;
      EXPECT_THAT(number_statuses(), ::testing::Contains(number.status)) << technology.name << "." << field.key;
    }
  }
  EXPECT_EQ(find_technology(all, "ashp_water_high")->rated_heat_w.status, "unverified");
  EXPECT_EQ(find_technology(all, "ashp_water")->map->status, "measured");
  EXPECT_EQ(find_technology(all, "coal_stove")->kind, heater::HeaterKind::hand_fired);
}

TEST(TechnologyFile, AnEntryLikeAnotherKeepsItsNumbers) {
  const auto all = built_in();
  const auto* central = find_technology(all, "ashp_water");
  const auto* high = find_technology(all, "ashp_water_high");
  EXPECT_EQ(high->min_modulation.value, central->min_modulation.value);
  EXPECT_EQ(high->map->heat_w, central->map->heat_w);
  EXPECT_EQ(high->input_factor.value, 1.38);
}

TEST(TechnologyFile, ProductSizesAreAscendingMultiplesWithASource) {
  const auto all = built_in();
  EXPECT_EQ(find_technology(all, "ashp_water")->product_sizes->sizes, (std::vector<double>{0.67, 1, 1.67, 2}));
  EXPECT_EQ(find_technology(all, "ashp_water_high")->product_sizes->sizes.size(), 4U);
  EXPECT_FALSE(find_technology(all, "coal_stove")->product_sizes);
  for (const auto& technology : all) {
    if (!technology.product_sizes) continue;
    EXPECT_FALSE(technology.product_sizes->source.empty()) << technology.name;
    EXPECT_THAT(number_statuses(), ::testing::Contains(technology.product_sizes->status)) << technology.name;
  }
  EXPECT_THAT(problems_of("[technology.x]\nlike = \"ashp_water\"\nproduct_sizes = { values = [2, 1], source = \"a\", "
                          "status = \"assumed\" }\n"),
              HasSubstr("mine.toml:3:17: the product sizes are not ascending multiples above 0"));
}

TEST(TechnologyFile, AUsersFileReplacesAndAdds) {
  ProblemList problems;
  const auto base = built_in();
  const auto all = read_technologies_text(R"([technology.ashp_water]
like = "ashp_water"
supply_temp_c = { value = 41, source = "site visit", status = "measured" }
[technology.warm_floor]
like = "ashp_water"
supply_temp_c = { value = 35, source = "floor heating", status = "assumed" }
)",
                                          "mine.toml", problems, base);
  EXPECT_TRUE(problems.empty());
  ASSERT_EQ(all.size(), base.size() + 1);
  EXPECT_EQ(all.front().name, "ashp_water");
  EXPECT_EQ(all.front().supply_temp_c.value, 41.0);
  EXPECT_EQ(all.front().supply_temp_c.source, "site visit");
  EXPECT_EQ(all.back().name, "warm_floor");
  EXPECT_EQ(all.back().capacity_factor.value, 1.0);
}

TEST(TechnologyFile, WrongEntriesAreToldAboutWithTheirPlace) {
  EXPECT_THAT(problems_of("[technology.x]\nlike = \"ashp_watr\"\n"),
              AllOf(HasSubstr("mine.toml:2:"), HasSubstr("'x' is like 'ashp_watr', which is not there"),
                    HasSubstr("did you mean 'ashp_water'")));
  EXPECT_THAT(problems_of("[technology.x]\nlike = \"ashp_water\"\nsuply_temp_c = { value = 40, source = \"a\", status "
                          "= \"assumed\" }\n"),
              AllOf(HasSubstr("unknown key 'suply_temp_c'"), HasSubstr("supply_temp_c")));
  EXPECT_THAT(problems_of("[technology.x]\nmodel = \"heatpump\"\n"), HasSubstr("not one of the words allowed"));
  EXPECT_THAT(problems_of("[technology.x]\ncarrier = \"gas\"\n"), HasSubstr("the technology 'x' has no model"));
  EXPECT_THAT(problems_of("[technology.x]\nmodel = \"gas_boiler\"\ncarrier = \"coal\"\n"),
              AllOf(HasSubstr("'x' (model gas_boiler) cannot use the carrier 'coal'"), HasSubstr("allowed: gas"),
                    HasSubstr("lacks 'rated_heat_w'"), HasSubstr("lacks 'efficiency'")));
}

TEST(TechnologyFile, NumbersNeedASourceAStatusAndTheirRange) {
  const std::string head = "[technology.x]\nlike = \"pellet_stove\"\n";
  EXPECT_THAT(problems_of(head + "efficiency = { value = 0.8, source = \" \", status = \"assumed\" }\n"),
              AllOf(HasSubstr("mine.toml:3:"), HasSubstr("technology.x.efficiency.source is empty")));
  EXPECT_THAT(problems_of(head + "efficiency = { value = 0.8, status = \"assumed\" }\n"),
              HasSubstr("the key 'technology.x.efficiency.source' is missing"));
  EXPECT_THAT(problems_of(head + "efficiency = { value = 0.8, source = \"a\", status = \"sure\" }\n"),
              HasSubstr("not one of the words allowed"));
  EXPECT_THAT(problems_of(head + "efficiency = { value = 80, source = \"a\", status = \"assumed\" }\n"),
              HasSubstr("1.1"));
}

TEST(TechnologyFile, OnlyAThermostatFollowsTheOperativeTemperature) {
  for (const std::string other : {"ideal", "coal_stove"}) {
    ProblemList problems;
    (void)read_technologies_text("[technology.mine]\nlike = \"" + other + "\"\ncontrol = \"operative\"\n", "mine.toml",
                                 problems, built_in());
    ASSERT_EQ(problems.all().size(), 1) << other;
    EXPECT_THAT(problems.all()[0].text(), ::testing::HasSubstr("cannot follow the operative temperature"));
  }
}

constexpr const char* MAP_HEAD =
    "[technology.x]\nlike = \"ashp_water\"\n[technology.x.map]\nsource = \"a\"\nstatus = \"assumed\"\n";

TEST(TechnologyFile, MapsThatDoNotFitTogether) {
  const std::string head = MAP_HEAD;
  EXPECT_THAT(
      problems_of(head +
                  "outdoor_temp_c = [-7, 7]\nwater_temp_c = [35, 45, 55]\nheat_w = [1, 2, 3]\ninput_w = [1, 2]\n"),
      HasSubstr("the map does not fit together: 2 outdoor by 3 water temperatures, 3 heats, 2 inputs"));
  EXPECT_THAT(problems_of(head + "outdoor_temp_c = [-7, 7]\nwater_temp_c = [35, 45, 55]\n"
                                 "heat_w = [5000, 6000, 5000, 6000, 0, 6000]\n"
                                 "input_w = [2000, 2000, 2200, 2200, 0, 2400]\n"),
              HasSubstr("only 2 usable values at -7 degC"));
  EXPECT_THAT(problems_of("[technology.x]\nlike = \"ashp_water\"\n"
                          "supply_slope = { value = 1, source = \"a\", status = \"assumed\" }\n"),
              AllOf(HasSubstr("reaches 67.5 degC at -20 degC outdoors"), HasSubstr("at or below 60 degC")));
}

TEST(TechnologyFile, FaultsOfAMapNameItsRowAndColumn) {
  const std::string head = MAP_HEAD;
  EXPECT_THAT(problems_of(head + "outdoor_temp_c = [-7, 7]\nwater_temp_c = [35, 45, 55]\n"
                                 "heat_w = [6000, 8000, 5800, 7900, 5600, 7800]\n"
                                 "input_w = [2300, 2000, 2700, 1900, 3200, 2900]\n"),
              AllOf(HasSubstr("mine.toml:3:1: map, row 2, column 2: COP 4.16 at 7/45 degC is above 4.00 at 7/35 degC"),
                    HasSubstr("look for figures in the wrong cell")));
  EXPECT_THAT(problems_of(head + "outdoor_temp_c = [7, -7]\nwater_temp_c = [308, 318, 328]\nheat_w = []\n"
                                 "input_w = []\n"),
              AllOf(HasSubstr("map, column 2: outdoor_temp_c -7 follows 7: not ascending"),
                    HasSubstr("map, row 1: water_temp_c 308 looks like kelvin")));
}

TEST(TechnologyFile, RatingPointsStandForAMap) {
  const std::string head = "[technology.x]\nlike = \"ashp_water\"\n";
  const std::string points =
      "[technology.x.rating]\nsource = \"plate\"\nstatus = \"measured\"\noutdoor_temp_c = [-12]\n"
      "water_temp_c = [41]\nheat_w = [6500]\n";
  ProblemList problems;
  const auto all = read_technologies_text(head + "compressor = \"vapour_injection\"\n" + points + "input_w = [2800]\n",
                                          "mine.toml", problems, built_in());
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(all.back().map->status, "assumed");
  EXPECT_THAT(all.back().map->source, HasSubstr("plate"));
  EXPECT_FALSE(all.back().defrost_in_map);
  EXPECT_THAT(problems_of(head + points + "input_w = [2800]\n"),
              HasSubstr("rating points need the kind of compressor"));
  EXPECT_THAT(problems_of(head + "compressor = \"inverter\"\n" + points + "input_w = [2.8]\n"),
              AllOf(HasSubstr("rating, point 1: 6500 W from 2.8 W at -12/41 degC is impossible"), HasSubstr("not kW")));
  EXPECT_THAT(problems_of(head + "compressor = \"inverter\"\n" + points + "input_w = [2800, 2900]\n"),
              HasSubstr("1 outdoor, 1 water temperatures, 1 heats, 2 inputs"));
  EXPECT_THAT(problems_of(head + "map_file = \"x.csv\"\ncompressor = \"inverter\"\n" + points + "input_w = [2800]\n"),
              HasSubstr("performance is given more than once"));
  EXPECT_THAT(problems_of(head + "compressor = \"scroll\"\n"), HasSubstr("not one of the words allowed"));
}

TEST(TechnologyFile, RatingPointsAtOnePlace) {
  EXPECT_THAT(
      problems_of("[technology.x]\nlike = \"ashp_water\"\ncompressor = \"inverter\"\n[technology.x.rating]\n"
                  "source = \"a\"\nstatus = \"measured\"\noutdoor_temp_c = [-12, -12]\nwater_temp_c = [41, 41]\n"
                  "heat_w = [6500, 7000]\ninput_w = [2800, 2800]\n"),
      HasSubstr("rating points 1 and 2 are within 1 K of each other"));
}

TEST(TechnologyFile, OnlyACoreIsHotterThanWater) {
  const auto with = [](const std::string& like, const std::string& key, const std::string& value) {
    return problems_of("[technology.x]\nlike = \"" + like + "\"\n" + key + " = { value = " + value +
                       ", source = \"a\", status = \"assumed\" }\n");
  };
  EXPECT_EQ(with("storage_heater", "supply_temp_c", "700"), "");
  EXPECT_THAT(with("gas_boiler", "supply_temp_c", "80"),
              AllOf(HasSubstr("supply_temp_c of 'x' is 80, too much for water"), HasSubstr("give 75 at most")));
  EXPECT_THAT(with("gas_boiler", "supply_slope", "4"), HasSubstr("supply_slope of 'x' is 4, too much for water"));
  EXPECT_THAT(with("ashp_water", "hot_water_temp_c", "65"), HasSubstr("beyond its map"));
  EXPECT_THAT(with("gas_boiler", "water_l", "1"), HasSubstr("hold next to nothing"));
}

TEST(TechnologyFile, AMissingFileIsAProblem) {
  ProblemList problems;
  EXPECT_TRUE(read_technologies("/nowhere/technologies.toml", problems).empty());
  EXPECT_FALSE(problems.empty());
}

}  // namespace
}  // namespace hearthgrid::io
