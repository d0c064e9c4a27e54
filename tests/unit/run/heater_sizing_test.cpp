// How large heaters are: design temperatures and loads by hand, sizes that are sold, and what becomes of homes whose
// heater is too small.
#include "engine/run/heater_sizing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/run/prepare.hpp"
#include "engine/run/stove_home.hpp"
#include "models/dwelling/air_change.hpp"
#include "models/dwelling/element_facts.hpp"
#include "models/heater/coefficients.hpp"
#include "models/weather/climate.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

using ::testing::HasSubstr;

constexpr double DESIGN_C = -15.0;

std::string head_at(double design_c) {
  std::string head = HEAD;
  const std::string site = "site = \"yanggao\"\n";
  return head.replace(head.find(site), site.size(), site + fmt::format("design_outdoor_temp_c = {}\n", design_c));
}

std::string mix_of(const std::string& name, const std::string& clause) {
  return fmt::format("[[mix]]\nname = \"{}\"\n[[mix.convert]]\n{}\n", name, clause);
}

int technology(const Scenario& s, const std::string& name) {
  const auto found = std::ranges::find(s.technologies, name, &heater::Technology::name);
  return static_cast<int>(found - s.technologies.begin());
}

// A house of 100 m2 and 250 m3 that loses 50 W/K at its joints and changes its air every other hour.
void simplify(dwelling::Dwelling& house) {
  dwelling::OpaqueElement inside;
  inside.name = "inner wall";
  inside.layers = {{"brick", 0.12, 0.8, 1800.0, 1000.0}};
  inside.area_m2 = 100.0;
  inside.boundary = dwelling::Boundary::adiabatic;
  house.opaque = {inside};
  house.windows.clear();
  house.zones.clear();
  house.bridges = {{"all of it", 0.5, 100.0}};
  house.floor_area_m2 = 100.0;
  house.volume_m3 = 250.0;
  house.air_change_per_h = 0.5;
  house.constant_air_change = true;
  house.air_density_of_site = false;
  house.air_density_kg_m3 = dwelling::REFERENCE_AIR_KG_M3;
}

// The small county, its homes all alike: that house, 80 m2, three quarters of it heated to 18 degC.
struct SimpleCounty {
  SimpleCounty()
      : scenario(ScenarioFolder(head_at(DESIGN_C) + mix_of("m", "technology = \"resistance\"")).load()),
        home(scenario.population.households[0]) {
    for (dwelling::Archetype& kind : scenario.archetypes) simplify(kind.base);
    home.floor_area_m2 = 80.0F;
    home.air_change_factor = 1.0F;
    home.conductivity_factor = 1.0F;
    home.people.heated_share_after = 0.75;
    home.people.heated_share_before = 0.5;
    home.people.set_point_after_c = 18.0;
    home.people.set_point_before_c = 14.0;
    home.traits = {};
    option.technology = technology(scenario, "resistance");
    option.envelope = static_cast<int>(std::ranges::find(scenario.envelopes, "none") - scenario.envelopes.begin());
    option.converted = true;
  }
  Scenario scenario;
  Household home;
  Option option;
};

TEST(DesignTemperature, IsUndercutOnFiveDays) {
  EXPECT_EQ(undercut_day_c({-3, -9, 4, -7, -8, 0, -1, -2, 5, -20}, 5), -2);  // colder: -20, -9, -8, -7, -3
  EXPECT_EQ(undercut_day_c({-3, -9, 4}, 5), -9);
}

TEST(DesignTemperature, IsTheWeathersWhereNoneIsGivenAndKnowsNoColdWave) {
  std::string text = HEAD;
  const ScenarioFolder plain(text + mix_of("m", "technology = \"resistance\""));
  const Scenario s = plain.load();
  TimeAxis year = s.axis;
  year.first_day = std::chrono::sys_days{std::chrono::year{2021} / 7 / 1};
  year.season_days = 365;
  year.warm_up_days = 0;
  std::vector<double> means;
  const auto hours = weather::synthesise("yanggao", 7, year).dry_bulb_c;
  for (size_t day = 0; day < 365; ++day) {
    const auto from = hours.begin() + static_cast<std::ptrdiff_t>(24 * day);
    means.push_back(std::accumulate(from, from + 24, 0.0) / 24.0);
  }
  const double design_c = DesignDay(s).outdoor_c(0);
  EXPECT_EQ(std::ranges::count_if(means, [&](double c) { return c < design_c; }), 5);
  EXPECT_EQ(std::ranges::count(means, design_c), 1);
  const Scenario wave = plain.load({"weather.cold_wave={first_day=2021-12-22,days=8,depth_k=15.0}"});
  EXPECT_EQ(DesignDay(wave).outdoor_c(0), design_c);
}

// 50 W/K of joints and 250 m3 x 0.5 / 3600 s x 1.2 kg/m3 x 1006 J/kgK = 41.917 W/K of air, of 100 m2; 60 m2 heated, 33
// K.
TEST(DesignLoad, ByHand) {
  SimpleCounty county;
  DesignDay day(county.scenario);
  EXPECT_NEAR(day.loss_w_k(county.home, county.option), 0.6 * (50.0 + 41.9167), 1e-3);
  EXPECT_NEAR(day.load_w(county.home, county.option), 0.6 * 91.9167 * 33.0, 0.05);
  county.home.air_change_factor = 1.5F;
  EXPECT_NEAR(day.load_w(county.home, county.option), 0.6 * (50.0 + 1.5 * 41.9167) * 33.0, 0.05);
  county.option.converted = false;  // half of it, to 14 degC
  EXPECT_NEAR(day.load_w(county.home, county.option), 0.4 * (50.0 + 1.5 * 41.9167) * 29.0, 0.05);
}

// Leaks: sqrt of stack and wind, from 20 to 31 K and at 2.5 m/s (Sherman and Grimsrud).
TEST(DesignLoad, LeaksGrowWithTheCold) {
  SimpleCounty county;
  for (dwelling::Archetype& kind : county.scenario.archetypes) kind.base.constant_air_change = false;
  const dwelling::Dwelling& house = county.scenario.archetypes[county.home.archetype].base;
  const auto c = dwelling::leakage_coefficients(house.storeys, house.shelter);
  const double factor = std::sqrt((c.stack * 31.0 + c.wind * 6.25) / (c.stack * 20.0 + c.wind * 6.25));
  EXPECT_GT(factor, 1.1);
  EXPECT_NEAR(DesignDay(county.scenario).load_w(county.home, county.option), 0.6 * (50.0 + factor * 41.9167) * 33.0,
              0.05);
}

TEST(DesignLoad, IsNothingWhereNobodyHeats) {
  SimpleCounty county;
  DesignDay day(county.scenario);
  county.home.traits.needs_heat = false;
  EXPECT_EQ(day.load_w(county.home, county.option), 0.0);
  county.home.traits.needs_heat = true;
  county.home.traits.vacant = true;
  EXPECT_EQ(day.load_w(county.home, county.option), 0.0);
  county.home.traits.frost_protected = true;  // 5 degC
  EXPECT_NEAR(day.load_w(county.home, county.option), 0.6 * 91.9167 * 20.0, 0.05);
}

// The library's homes: what the engine's constructions lose. The sum of U times area lies above, as it supposes that
// the walls, too, are as warm as the air.
TEST(DesignLoad, HasTheEnginesLoss) {
  const ScenarioFolder folder(head_at(DESIGN_C) + mix_of("m", "technology = \"ashp_water\""));
  const Scenario s = folder.load();
  const Physics physics = prepare_season(s, load_hours(s));
  DesignDay day(s);
  for (size_t h = 0; h < s.population.households.size(); h += 20) {
    const Household& home = s.population.households[h];
    const Option& option = s.plan.options[s.plan.pairs[s.plan.mixes[0].pair[h]].option];
    const Construction& c = physics.constructions[physics.index_of(0, home, option.envelope)];
    const dwelling::Dwelling& house = s.archetypes[home.archetype].base;
    const double leak = dwelling::air_change_factor(house, {DESIGN_C}, {2.5})[0];
    const double share = option.converted ? home.people.heated_share_after : home.people.heated_share_before;
    const double scale = home.floor_area_m2 * share / c.floor_area_m2;
    const double air_w_k = c.nominal_air_change_w_k * home.air_change_factor * leak;
    const double extra_w_k = air_w_k - c.nominal_air_change_w_k + different_insulation_w_k(c, home);
    const double convective = s.technologies[option.technology].convective_share;
    const double k_per_w = convective * c.k_per_convective_w + (1.0 - convective) * c.k_per_radiant_w;
    const double engine = (1.0 + c.k_per_convective_w * extra_w_k) / k_per_w;
    EXPECT_NEAR(day.loss_w_k(home, option) / (scale * engine), 1.0, 2e-3) << home.name;
    if (std::abs(home.conductivity_factor - 1.0F) > 0.05F) continue;
    double transmission_w_k = 0.0;
    for (const dwelling::ElementFacts& element : dwelling::element_facts(house)) {
      if (element.kind != dwelling::ElementKind::inner && element.kind != dwelling::ElementKind::zone_air) {
        transmission_w_k += element.conductance_w_k;
      }
    }
    const double textbook_w_k = scale * (transmission_w_k + air_w_k);
    EXPECT_GT(day.loss_w_k(home, option), 0.7 * textbook_w_k) << home.name;
    EXPECT_LT(day.loss_w_k(home, option), 1.05 * textbook_w_k) << home.name;
  }
}

// Direct electric heaters of 9 kW: 1 820 W are needed.
TEST(HeaterSize, IsRoundedUpToWhatIsSold) {
  SimpleCounty county;
  DesignDay day(county.scenario);
  const std::vector<double> sizes = {0.1, 0.2, 0.25, 0.5};  // 900, 1 800, 2 250, 4 500 W
  const auto size = [&](double margin) { return day.size_for(county.home, county.option, sizes, margin); };
  EXPECT_EQ(size(1.0), 0.25);
  EXPECT_EQ(size(0.98), 0.2);
  EXPECT_EQ(size(1.25), 0.5);
  EXPECT_EQ(size(2.5), 0.5) << "the largest that there is, though it does not suffice";
  county.option.backup_w = 1000.0;
  EXPECT_EQ(size(1.0), 0.1) << "with a rod of 1 kW";
}

// A heat pump: its map at the design temperature and its water's, through radiators of 240 W/K, and no more with a rod.
TEST(HeaterSize, HeatPumpsGiveWhatMapRodAndRadiatorsAllow) {
  SimpleCounty county;
  DesignDay day(county.scenario);
  county.option.technology = technology(county.scenario, "ashp_water");
  const heater::Technology& t = county.scenario.technologies[county.option.technology];
  const std::vector<double> outdoor = {DESIGN_C}, humidity = {0.6};
  const double map_w = heater::coefficients(t, outdoor, humidity).capacity_w(0, 47.5);
  EXPECT_NEAR(map_w, 4900.0, 500.0);  // 4 900 W at 45 degC of water and -15 degC, 4 710 W at 55 degC, less frost
  EXPECT_DOUBLE_EQ(day.capacity_w(county.home, county.option), map_w);
  county.option.backup_w = 1000.0;
  EXPECT_DOUBLE_EQ(day.capacity_w(county.home, county.option), map_w + 1000.0);
  county.option.backup_w = 9000.0;
  // Radiators by EN 442: water comes at 47.5 degC and returns 5 K colder at 5 510 W, in proportion otherwise.
  const double heat_w = day.capacity_w(county.home, county.option);
  const double over_k = 47.5 - 2.5 * heat_w / 5510.0 - 18.0;
  EXPECT_NEAR(heat_w, 268.0 * over_k * std::pow(over_k / 30.0, 0.3), 1e-6 * heat_w);
  EXPECT_NEAR(heat_w, 6812.0, 1.0);
}

const Option& option_of(const Scenario& s, size_t mix, size_t home) {
  return s.plan.options[s.plan.pairs[s.plan.mixes[mix].pair[home]].option];
}

TEST(HeaterSize, IsTheProgrammesUnlessTheClauseSaysOtherwise) {
  const Scenario s = ScenarioFolder(head_at(DESIGN_C) + mix_of("programme", "technology = \"ashp_water\"") +
                                    mix_of("named", "technology = \"ashp_water\"\nsizing = \"programme\"") +
                                    mix_of("given", "technology = \"ashp_water\"\nsize = 1.3") +
                                    mix_of("both", "technology = \"ashp_water\"\nsizing = \"given\"\nsize = 1.3"))
                         .load();
  for (size_t h = 0; h < s.population.households.size(); ++h) {
    EXPECT_EQ(option_of(s, 0, h).size, 1.0);
    EXPECT_EQ(s.plan.mixes[0].pair[h], s.plan.mixes[1].pair[h]);
    EXPECT_EQ(s.plan.mixes[2].pair[h], s.plan.mixes[3].pair[h]);
    EXPECT_EQ(option_of(s, 2, h).size, s.plan.mixes[2].clause[h] >= 0 ? 1.3 : 1.0);
  }
}

TEST(HeaterSize, ByDesignLoadIsTheSmallestThatSufficesInEveryHome) {
  const Scenario s =
      ScenarioFolder(head_at(DESIGN_C) +
                     mix_of("m", "technology = \"ashp_water\"\nsizing = \"design_load\"\ndesign_margin = 1.1") +
                     mix_of("own", "technology = \"ashp_water\"\nsizing = \"design_load\"\nproduct_sizes = [1.0, 3.0]"))
          .load();
  DesignDay day(s);
  const std::vector<double> sizes = {0.67, 1, 1.67, 2};
  std::map<double, int> counts;
  for (size_t h = 0; h < s.population.households.size(); ++h) {
    if (s.plan.mixes[0].clause[h] < 0) continue;
    const Household& home = s.population.households[h];
    Option option = option_of(s, 0, h);
    ++counts[option.size];
    const double needed_w = 1.1 * day.load_w(home, option);
    EXPECT_TRUE(day.capacity_w(home, option) >= needed_w || option.size == 2.0);
    const auto at = std::ranges::find(sizes, option.size);
    ASSERT_NE(at, sizes.end());
    if (at != sizes.begin()) {
      option.size = *(at - 1);
      EXPECT_LT(day.capacity_w(home, option), needed_w);
    }
    EXPECT_TRUE(option_of(s, 1, h).size == 1.0 || option_of(s, 1, h).size == 3.0);
  }
  EXPECT_GT(counts.size(), 2U);
  const auto notes = sizing_notes(s);
  ASSERT_EQ(notes.size(), 3U);
  EXPECT_EQ(notes[0], "-15.0 degC outdoors is the design day of yanggao");
  EXPECT_THAT(notes[1], HasSubstr(fmt::format("{} ashp_water of size 0.67", counts[0.67])));
}

TEST(HeaterSize, NotesCountHomesThatAreConvertedForTheNextWinter) {
  const auto notes = [](const std::string& commissioned) {
    return sizing_notes(ScenarioFolder(head_at(DESIGN_C) + mix_of("m",
                                                                  "technology = \"ashp_water\"\n"
                                                                  "sizing = \"design_load\"\n" +
                                                                      commissioned))
                            .load());
  };
  EXPECT_EQ(notes("commissioned = 2022-06-15\n"), notes(""));
}

TEST(HeaterSize, ClausesThatContradictThemselvesAreReported) {
  const auto problems = [](const std::string& clause) {
    return ScenarioFolder(head_at(DESIGN_C) + mix_of("m", clause)).problems();
  };
  const std::string pump = "technology = \"ashp_water\"\n";
  EXPECT_THAT(problems(pump + "size = 2.0\nsizing = \"design_load\""),
              testing::AllOf(HasSubstr("scenario.toml:20:8: a size is given, and sizing is \"design_load\""),
                             HasSubstr("leave one of them out")));
  EXPECT_THAT(problems(pump + "size = 2.0\nsizing = \"programme\""), HasSubstr("and sizing is \"programme\""));
  EXPECT_THAT(problems(pump + "sizing = \"given\""),
              testing::AllOf(HasSubstr("scenario.toml:20:10: the size is to be given, and there is none"),
                             HasSubstr("give size, or let sizing be \"programme\"")));
  EXPECT_THAT(problems(pump + "design_margin = 1.2"), HasSubstr("heaters are not sized by design load"));
  EXPECT_THAT(problems(pump + "sizing = \"design_load\"\nproduct_sizes = [2.0, 1.0]"),
              testing::AllOf(HasSubstr("scenario.toml:21:17"), HasSubstr("the product sizes do not ascend")));
  EXPECT_THAT(problems("technology = \"coal_stove\"\nsizing = \"design_load\""),
              testing::AllOf(HasSubstr("no product sizes of 'coal_stove' are known"),
                             HasSubstr("give product_sizes in multiples of its rated size")));
  EXPECT_THAT(problems("technology = \"unchanged\"\nenvelope = \"deep\"\nsizing = \"programme\""),
              HasSubstr("sizing is given, but the heater is unchanged"));
  EXPECT_THAT(problems(pump + "sizing = \"by_guess\""), HasSubstr("design_load"));
}

// Homes that all heat some of their rooms day and night, so that habits make none of them cold.
TEST(HeaterSize, HomesWhoseHeaterIsTooSmallGetColder) {
  const std::string clause = "technology = \"ashp_water\"\nenvelope = \"basic\"\n";
  const ScenarioFolder folder(
      HEAD + mix_of("programme", clause) +
      mix_of("by load", clause + "sizing = \"design_load\"\nproduct_sizes = [0.67,1,1.67,2,3]"));
  const io::ResultsReader reader(
      folder.run({}, {"households.pattern_full_time_whole=0.0", "households.pattern_full_time_part=1.0",
                      "households.pattern_part_time_part=0.0", "households.night_setback_after_share=0.0",
                      "households.hand_switching_share=0.0", "households.airing_minutes=0.0"}));
  const auto of = [&](const char* variable, size_t mix) { return reader.numbers(variable, mix); };
  const auto load_kw = of("household_design_load_kw", 0), capacity_kw = of("household_heater_capacity_kw", 0);
  const auto hours = of("household_hours_below_14", 0), min_c = of("household_min_indoor_c", 0);
  const auto pattern = reader.numbers("household_heating_pattern"), technology = of("household_technology", 0);
  const auto sized_hours = of("household_hours_below_14", 1), sized_kw = of("household_heater_capacity_kw", 1);
  double small_hours = 0, fit_hours = 0, small_c = 0, fit_c = 0, small_sized_hours = 0;
  int small = 0, fit = 0;
  for (size_t h = 0; h < load_kw.size(); ++h) {
    if (pattern[h] != 1.0 || reader.flag_meanings("household_technology")[technology[h]] != "ashp_water") continue;
    if (capacity_kw[h] < load_kw[h]) {
      ++small;
      small_hours += hours[h];
      small_c += min_c[h];
      small_sized_hours += sized_hours[h];
    } else {
      ++fit;
      fit_hours += hours[h];
      fit_c += min_c[h];
    }
    EXPECT_TRUE(sized_kw[h] >= load_kw[h] || sized_kw[h] > 2.9 * capacity_kw[h]);
  }
  ASSERT_GT(small, 20);
  ASSERT_GT(fit, 20);
  EXPECT_LT(small_c / small, fit_c / fit - 1.0);
  EXPECT_GT(small_hours / small, 5.0 * fit_hours / fit + 1.0);
  EXPECT_LT(small_sized_hours, 0.2 * small_hours) << "sized by their load they are warm";
}

}  // namespace
}  // namespace hearthgrid::run
