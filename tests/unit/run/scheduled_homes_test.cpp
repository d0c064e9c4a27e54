// Homes on a schedule and the ideal plant, through the whole engine.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <tuple>

#include "engine/base/constants.hpp"
#include "models/weather/humidity.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

using ::testing::HasSubstr;

constexpr const char* SCENARIO = R"(format = 1
name = "test boxes"
seed = 7
[season]
first_day = 2021-12-20
last_day = 2022-01-02
warm_up_days = 3
[weather]
site = "yanggao"
[households]
table = "homes.csv"
schedules = "schedules.csv"
series_of = ["plain", "capped"]
[technologies]
file = "capped.toml"
[[mix]]
name = "as they are"
)";

constexpr const char* SCHEDULES =
    "schedule,time,heating_set_point_c,cooling_set_point_c,gains_w,ventilation_m3h\n"
    "held,00:00,20,20,500,\n"
    "fan,00:00,20,20,500,120\n"
    "band,00:00,18,24,500,\n"
    "band,12:00,18,24,40000,\n";

constexpr const char* CAPPED =
    "[technology.capped]\n"
    "like = \"ideal\"\n"
    "rated_heat_w = { value = 2500, status = \"assumed\", source = \"a test\" }\n"
    "rated_cooling_w = { value = 0, status = \"assumed\", source = \"a test\" }\n";

constexpr const char* HOMES =
    "household,village,archetype,technology,schedule\n"
    "plain,v,brick_370,ideal,held\n"
    "twin,v,brick_370,ideal,held\n"
    "fan,v,brick_370,ideal,fan\n"
    "capped,v,brick_370,capped,held\n"
    "band,v,brick_370,ideal,band\n"
    "people,v,brick_370,ideal,\n";

constexpr const char* DARK = "night_resistance_m2kw = 0.4\n";
constexpr const char* CLOCK = "night_resistance_m2kw = 0.4\nnight_from_h = 19.1\nnight_to_h = 7.3\n";
constexpr const char* ALWAYS =
    "night_resistance_m2kw = 0.4\nnight_from_h = 0\nnight_to_h = 0\nnight_transmittance = 1\n";

class ScheduledHomes : public ::testing::Test {
 protected:
  ScheduledHomes() : folder_(SCENARIO) {
    folder_.write("homes.csv", HOMES);
    folder_.write("schedules.csv", SCHEDULES);
    folder_.write("capped.toml", CAPPED);
  }

  /// A variable of the first mix by home.
  static std::map<std::string, double> by_home(const io::ResultsReader& results, const std::string& variable) {
    std::map<std::string, double> out;
    const auto names = results.texts("household");
    const auto values = results.numbers(variable);
    for (size_t h = 0; h < names.size(); ++h) out[names[h]] = values[h];
    return out;
  }

  ScenarioFolder folder_;
};

TEST_F(ScheduledHomes, AreTheArchetypeAndNothingIsDrawnForThem) {
  const io::ResultsReader results(folder_.run());
  const auto heat = by_home(results, "household_heat_kwh"), area = by_home(results, "household_heated_area_m2"),
             power = by_home(results, "household_electricity_kwh");
  EXPECT_EQ(heat.at("plain"), heat.at("twin"));
  EXPECT_EQ(area.at("plain"), area.at("fan"));
  EXPECT_EQ(power.at("plain"), 0.0);
  EXPECT_GT(power.at("people"), 0.0);  // a home without a schedule has its base load
  EXPECT_NE(area.at("people"), area.at("plain"));
  EXPECT_LT(std::stod(results.attribute("largest_heat_balance_error").value()), 1e-9);
}

// The air is at 20 degC at every step's end in both, so that the fan's air costs its heat and nothing else differs.
TEST_F(ScheduledHomes, PayForTheFansAir) {
  const io::ResultsReader results(folder_.run());
  const auto heat = by_home(results, "household_heat_kwh"), cooling = by_home(results, "household_cooling_kwh");
  const Scenario scenario = folder_.load();
  const weather::StepWeather steps = load_weather(scenario).front();
  const double air_kg_m3 = weather::indoor_air_kg_m3(steps.site.elevation_m);
  double kwh = 0.0;
  for (int k = scenario.axis.warm_up_steps(); k < scenario.axis.steps(); ++k) {
    kwh += air_kg_m3 * AIR_HEAT_CAPACITY_J_KGK * 120.0 / 3600.0 * (20.0 - steps.outdoor_temp_c[k]) *
           scenario.axis.step_hours() / 1000.0;
  }
  const double net = heat.at("fan") - cooling.at("fan") - (heat.at("plain") - cooling.at("plain"));
  EXPECT_NEAR(net, kwh, 1e-4 * heat.at("fan"));
  EXPECT_GT(kwh, 100.0);
}

TEST_F(ScheduledHomes, StayBetweenTheirSetPointsWithinThePlantsRating) {
  const io::ResultsReader results(folder_.run());
  EXPECT_NEAR(by_home(results, "household_min_indoor_c").at("band"), 18.0, 1e-4);
  EXPECT_GT(by_home(results, "household_cooling_kwh").at("band"), 10.0);
  EXPECT_GT(by_home(results, "household_peak_cooling_kw").at("band"), 0.5);
  const auto peaks = results.numbers("named_peak_heat_kw"), hours = results.numbers("named_peak_heat_60min_kw");
  const auto named = results.texts("named_household");
  const size_t capped = named[0] == "capped" ? 0 : 1;
  EXPECT_NEAR(peaks[capped], 2.5, 1e-5);
  EXPECT_GT(peaks[1 - capped], 2.5);
  EXPECT_LE(hours[1 - capped], peaks[1 - capped]);
  EXPECT_EQ(by_home(results, "household_cooling_kwh").at("capped"), 0.0);
  EXPECT_GT(by_home(results, "household_unmet_kwh").at("capped"), 0.0);
  // Months add up to the season, and so does the series.
  const auto months = results.numbers("named_month_heat_kwh");
  ASSERT_EQ(results.texts("month"), (std::vector<std::string>{"2021-12", "2022-01"}));
  EXPECT_NEAR(months[2 * capped] + months[2 * capped + 1], by_home(results, "household_heat_kwh").at("capped"), 0.01);
}

// 0.847, 1 and 1.18 have constructions of their own; what lies between them is a conductance at the air.
TEST_F(ScheduledHomes, AreInsulatedAsTheirTableSays) {
  folder_.write("homes.csv",
                "household,village,archetype,technology,schedule,conductivity_factor\n"
                "plain,v,brick_370,ideal,held,1\ncapped,v,brick_370,ideal,held,0.847\n"
                "a,v,brick_370,ideal,held,0.93\nb,v,brick_370,ideal,held,0.91\nc,v,brick_370,ideal,held,1.05\n");
  const io::ResultsReader results(folder_.run());
  const auto heat = by_home(results, "household_heat_kwh");
  const double per_log = (heat.at("plain") - heat.at("capped")) / -std::log(0.847);
  for (const auto& [name, factor] : {std::pair{"a", 0.93}, {"b", 0.91}, {"c", 1.05}}) {
    EXPECT_NEAR(heat.at(name), heat.at("plain") + per_log * std::log(factor), 0.01 * heat.at("plain")) << name;
  }
  EXPECT_LT(heat.at("a"), 0.98 * heat.at("plain"));
}

TEST_F(ScheduledHomes, LoseHeatWithTheAirThatTheirStoveDraws) {
  folder_.write("homes.csv",
                "household,village,archetype,technology,schedule\n"
                "plain,v,brick_370,coal_stove,held\ncapped,v,brick_370,sealed,held\nfan,v,brick_370,coal_stove,fan\n");
  folder_.write("capped.toml",
                "[technology.sealed]\nlike = \"coal_stove\"\n"
                "draught_m3h = { value = 0, status = \"assumed\", source = \"a test\" }\n");
  const io::ResultsReader results(folder_.run());
  const auto lost = by_home(results, "household_extra_loss_kwh"), heat = by_home(results, "household_heat_kwh");
  // 75 m3/h at 12 kW: some 25 W/K beside a loss of about 300, while the fire burns.
  EXPECT_NEAR(lost.at("capped"), 0.0, 1e-6);
  EXPECT_GT(lost.at("plain") / heat.at("plain"), 0.02);
  EXPECT_LT(lost.at("plain") / heat.at("plain"), 0.10);
  EXPECT_GT(lost.at("fan"), lost.at("plain") + 100.0) << "the fan's air beside the stove's";
  EXPECT_LT(std::stod(results.attribute("largest_heat_balance_error").value()), 1e-9);
}

// Curtains that are closed while it is dark, at other hours for the north, always, never: one box of each.
TEST_F(ScheduledHomes, CloseTheirCurtainsAndKeepTheirBalance) {
  std::string text;
  for (const auto& [name, south, north] : {std::tuple{"never", "", ""}, std::tuple{"dark", DARK, ""},
                                           std::tuple{"both", DARK, CLOCK}, std::tuple{"always", ALWAYS, ALWAYS}}) {
    text += fmt::format(
        "[window_type.south_{0}]\npanes = 1\n{1}source = \"a test\"\nstatus = \"assumed\"\n"
        "[window_type.north_{0}]\npanes = 1\n{2}source = \"a test\"\nstatus = \"assumed\"\n"
        "[archetype.{0}]\ndescription = \"a box\"\nair_change_per_h = 0.8\nsource = \"a test\"\n"
        "status = \"assumed\"\n"
        "box = {{ length_m = 12, width_m = 6, height_m = 2.8, wall = \"brick_370\", roof = \"tile_roof\", "
        "floor = \"floor_on_soil\" }}\n"
        "window = [ {{ name = \"s\", type = \"south_{0}\", area_m2 = 12, azimuth_deg = 180 }}, "
        "{{ name = \"n\", type = \"north_{0}\", area_m2 = 5, azimuth_deg = 0 }} ]\n",
        name, south, north);
  }
  folder_.write("boxes.toml", text);
  folder_.write("homes.csv",
                "household,village,archetype,technology,schedule\nplain,v,never,ideal,held\ncapped,v,dark,ideal,held\n"
                "both,v,both,ideal,held\nalways,v,always,ideal,held\nstove,v,both,coal_stove,\n");
  const io::ResultsReader results(folder_.run({}, {"households.archetypes=\"" + folder_.path("boxes.toml") + "\""}));
  const auto heat = by_home(results, "household_heat_kwh");
  EXPECT_LT(heat.at("capped"), 0.95 * heat.at("plain"));
  EXPECT_LT(heat.at("both"), 0.99 * heat.at("capped"));
  EXPECT_LT(heat.at("always"), 0.97 * heat.at("both")) << "but for the sun, which they let in";
  EXPECT_LT(std::stod(results.attribute("largest_heat_balance_error").value()), 1e-9);
}

TEST_F(ScheduledHomes, SayWhatIsWrong) {
  folder_.write("homes.csv", "household,village,technology,schedule,persons\na,v,ideal,hold,\nb,v,ideal,held,3\n");
  const std::string text = folder_.problems({"households.series_of=[]"});
  EXPECT_THAT(text, HasSubstr("homes.csv:2:11: unknown schedule 'hold'\n  did you mean 'held'?"));
  EXPECT_THAT(text, HasSubstr("homes.csv:3:16: a home on the schedule 'held' has no persons of its own"));
  folder_.write("scenario.toml",
                std::string(SCENARIO).replace(std::string(SCENARIO).find("schedules = "), 27, "# no schedules"));
  EXPECT_THAT(folder_.problems({"households.series_of=[]"}),
              HasSubstr("name a file with households.schedules = \"schedules.csv\""));
}

}  // namespace
}  // namespace hearthgrid::run
