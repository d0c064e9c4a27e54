// What a run says of the air: sums by month, home and step, equivalents, losses, plants by the hour, the villages' air.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "engine/run/mix_air.hpp"
#include "engine/run/prepare.hpp"
#include "engine/run/set_up.hpp"
#include "engine/run/simulate.hpp"
#include "engine/run/stacks.hpp"
#include "tests/unit/run/two_villages.hpp"

namespace hearthgrid::run {
namespace {

using Values = std::vector<double>;
constexpr int PLACES = emission::PLACES;

constexpr const char* AIR_MIXES = R"(
[[mix]]
name = "before"
[[mix]]
name = "pellets"
[[mix.convert]]
technology = "pellet_stove"
share = 1.0
[[mix]]
name = "at new year"
[[mix.convert]]
technology = "ashp_water"
share = 0.5
commissioned = 2021-12-28
[[mix.convert]]
technology = "gas_boiler"
share = 0.3
[[mix]]
name = "all pumps"
[[mix.convert]]
technology = "ashp_water"
share = 1.0
)";
enum Mixes : size_t { BEFORE, PELLETS, NEW_YEAR, PUMPS };

double sum(const Values& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

struct AirRun {
  explicit AirRun(const std::vector<std::string>& overrides = {}, const std::string& files = "")
      : folder(std::string(HEAD) + AIR_MIXES) {
    if (!files.empty()) folder.write("plant_hours.csv", files);
    file.emplace(folder.run({}, overrides));
  }
  [[nodiscard]] Values of(const std::string& variable, size_t mix) const { return file->numbers(variable, mix); }
  // Of all villages.
  [[nodiscard]] double kg(size_t mix, emission::Pollutant pollutant, emission::Where where) const {
    const Values all = of("emission_kg", mix);
    double total = 0.0;
    for (size_t i = 0; i < all.size(); i += emission::POLLUTANTS * PLACES) {
      total += all[i + static_cast<size_t>(pollutant) * PLACES + static_cast<size_t>(where)];
    }
    return total;
  }
  ScenarioFolder folder;
  std::optional<io::ResultsReader> file;
};

const AirRun& plain() {
  static const AirRun RUN;
  return RUN;
}

// [village][month][rest] summed over months against [village][rest].
void expect_months_add_up(const Values& by_month, const Values& season, size_t villages, size_t months) {
  const size_t rest = season.size() / villages;
  ASSERT_EQ(by_month.size(), season.size() * months);
  for (size_t v = 0; v < villages; ++v) {
    for (size_t i = 0; i < rest; ++i) {
      double total = 0.0;
      for (size_t m = 0; m < months; ++m) total += by_month[(v * months + m) * rest + i];
      EXPECT_NEAR(total, season[v * rest + i], 1e-6 * (1.0 + season[v * rest + i])) << v << " " << i;
    }
  }
}

TEST(Air, MonthsAddUpToTheSeason) {
  const size_t villages = plain().file->size_of("village"), months = plain().file->size_of("month");
  ASSERT_EQ(months, 2U);
  for (const size_t mix : {BEFORE, PELLETS, NEW_YEAR, PUMPS}) {
    expect_months_add_up(plain().of("month_emission_kg", mix), plain().of("emission_kg", mix), villages, months);
    expect_months_add_up(plain().of("month_electricity_kwh", mix), plain().of("village_electricity_kwh", mix), villages,
                         months);
  }
}

// December has twelve of the fortnight's days; coal burns by the day's cold, so both months have some of it, and homes
// that convert on the 28th let nothing out at the stove in January.
TEST(Air, MonthsFollowWhatBurns) {
  const Values before = plain().of("month_emission_kg", BEFORE), later = plain().of("month_emission_kg", NEW_YEAR);
  const size_t row = emission::POLLUTANTS * PLACES;
  const size_t dust = static_cast<size_t>(emission::Pollutant::pm25) * PLACES;
  for (size_t village = 0; village < 3; ++village) {
    const double december = before[2 * village * row + dust], january = before[(2 * village + 1) * row + dust];
    EXPECT_GT(december, 3.0 * january);
    EXPECT_GT(january, 0.05 * december);
    const double kept = later[(2 * village + 1) * row + dust] / january;
    const double kept_before = later[2 * village * row + dust] / december;
    EXPECT_LT(kept, 0.6);
    EXPECT_GT(kept_before, kept);
  }
}

TEST(Air, HomesAddUpToTheirVillages) {
  const Values village_of = plain().file->numbers("household_village");
  for (const size_t mix : {BEFORE, NEW_YEAR}) {
    const Values homes = plain().of("household_emission_kg", mix), villages = plain().of("emission_kg", mix);
    const size_t row = emission::POLLUTANTS * PLACES;
    Values sums(villages.size());
    for (size_t h = 0; h < village_of.size(); ++h) {
      for (size_t i = 0; i < row; ++i) sums[static_cast<size_t>(village_of[h]) * row + i] += homes[h * row + i];
    }
    for (size_t i = 0; i < sums.size(); ++i) EXPECT_NEAR(sums[i], villages[i], 1e-5 * (1e-3 + villages[i]));
  }
}

TEST(Air, EquivalentsAreTheGasesTimesTheirPotentials) {
  using enum emission::Pollutant;
  using emission::Where;
  const Values co2e = plain().of("co2e_kg", NEW_YEAR);  // village, horizon, place
  double stove_100 = 0.0, upstream_20 = 0.0;
  for (size_t v = 0; v < 3; ++v) {
    stove_100 += co2e[(v * 2 + 1) * PLACES];
    upstream_20 += co2e[v * 2 * PLACES + 2];
  }
  const AirRun& run = plain();
  EXPECT_NEAR(stove_100,
              run.kg(NEW_YEAR, co2, Where::stove) + 27.0 * run.kg(NEW_YEAR, ch4, Where::stove) +
                  273.0 * run.kg(NEW_YEAR, n2o, Where::stove),
              1e-6 * stove_100);
  EXPECT_NEAR(upstream_20,
              run.kg(NEW_YEAR, co2, Where::upstream) + run.kg(NEW_YEAR, co2e_unsplit, Where::upstream) +
                  82.5 * run.kg(NEW_YEAR, ch4, Where::upstream) + 273.0 * run.kg(NEW_YEAR, n2o, Where::upstream),
              1e-6 * upstream_20);
  EXPECT_GT(run.kg(NEW_YEAR, co2e_unsplit, Where::upstream), 0.0);
  EXPECT_EQ(run.kg(BEFORE, co2e_unsplit, Where::upstream), 0.0);
}

// Straw's nitrogen: the sign must be seen whoever adds up.
TEST(Air, PelletsRaiseNitrogenOxidesAndLowerDust) {
  const auto total = [&](size_t mix, emission::Pollutant pollutant) {
    return plain().kg(mix, pollutant, emission::Where::stove) + plain().kg(mix, pollutant, emission::Where::plant);
  };
  EXPECT_GT(total(PELLETS, emission::Pollutant::nox), 1.3 * total(BEFORE, emission::Pollutant::nox));
  EXPECT_LT(total(PELLETS, emission::Pollutant::pm25), 0.6 * total(BEFORE, emission::Pollutant::pm25));
  EXPECT_LT(total(PELLETS, emission::Pollutant::co2), 0.1 * total(BEFORE, emission::Pollutant::co2));
}

// Transformers of a village: what they deliver, over that and their losses; then 3 % upstream.
TEST(Air, LossesOfTheVillagesTransformersComeOnTop) {
  const Values village_of = plain().file->numbers("transformer_village");
  const Values energy = plain().of("transformer_energy_kwh", PUMPS), loss = plain().of("transformer_loss_kwh", PUMPS);
  const Values shares = plain().of("village_plant_loss_share", PUMPS);
  for (size_t v = 0; v < 3; ++v) {
    double delivered = 0.0, lost = 0.0;
    for (size_t t = 0; t < village_of.size(); ++t) {
      if (static_cast<size_t>(village_of[t]) != v) continue;
      delivered += energy[t];
      lost += loss[t];
    }
    EXPECT_NEAR(shares[v], 1.0 - 0.97 * delivered / (delivered + lost), 1e-6);
    EXPECT_GT(shares[v], 0.03);
  }
  const AirRun upstream_only({"emissions.own_losses=false", "emissions.upstream_loss_share=0.05"});
  const Values given = upstream_only.of("village_plant_loss_share", PUMPS);
  for (const double share : given) EXPECT_DOUBLE_EQ(share, 0.05);
  const double kwh = sum(upstream_only.of("village_electricity_kwh", PUMPS));
  EXPECT_NEAR(upstream_only.kg(PUMPS, emission::Pollutant::co2, emission::Where::plant), kwh / 0.95 * 0.6776,
              1e-6 * kwh);
}

// Thin lines lose more on their way: they count once, between meter and transformer.
TEST(Air, LossesOfLinesCountWhereTheyAreSimulated) {
  const TwoVillages place("");
  const io::ResultsReader file(place.folder.run());
  const size_t mix = 1;  // all heat with resistances
  const Values energy = file.numbers("transformer_energy_kwh", mix), loss = file.numbers("transformer_loss_kwh", mix),
               line = file.numbers("transformer_line_loss_kwh", mix),
               shares = file.numbers("village_plant_loss_share", mix),
               homes = file.numbers("village_electricity_kwh", mix);
  for (size_t v = 0; v < 2; ++v) {
    EXPECT_NEAR(shares[v], 1.0 - 0.97 * (energy[v] - line[v]) / (energy[v] + loss[v]), 1e-6) << v;
    EXPECT_NEAR(energy[v] - line[v], homes[v], 1e-3 * homes[v]) << v;  // no other customers
  }
  EXPECT_GT(shares[0], shares[1]);
}

std::string hours_csv(double night, double day) {
  std::string text = "hour,co2_g_kwh\n";
  for (int h = 0; h < 8760; ++h) text += fmt::format("{},{}\n", h, h % 24 < 6 ? night : day);
  return text;
}

TEST(Air, PlantsByTheHourThatNeverChangeAreAnAverage) {
  const AirRun run({"emissions.plant_hours=\"plant_hours.csv\""}, hours_csv(677.6, 677.6));
  const Values hourly = run.of("emission_kg", NEW_YEAR), average = plain().of("emission_kg", NEW_YEAR);
  for (size_t i = 0; i < hourly.size(); ++i) EXPECT_NEAR(hourly[i], average[i], 1e-9 * (1.0 + average[i]));
}

// Against the transformers' own load by quarter hour, for there are no other customers.
TEST(Air, PlantsByTheHourFollowTheHomesLoad) {
  const AirRun run({"emissions.plant_hours=\"plant_hours.csv\""}, hours_csv(1000.0, 500.0));
  const Values load = run.of("transformer_load_kw", PUMPS), village_of = run.file->numbers("transformer_village");
  const Values g_kwh = run.of("village_plant_co2_g_kwh", PUMPS);
  const size_t steps = run.file->size_of("time");
  for (size_t v = 0; v < 3; ++v) {
    double night = 0.0, all = 0.0;
    for (size_t t = 0; t < village_of.size(); ++t) {
      if (static_cast<size_t>(village_of[t]) != v) continue;
      for (size_t k = 0; k < steps; ++k) {
        all += load[t * steps + k];
        night += k % 96 < 24 ? load[t * steps + k] : 0.0;
      }
    }
    EXPECT_NEAR(g_kwh[v], 500.0 + 500.0 * night / all, 0.5) << v;
  }
  const double nox = run.kg(PUMPS, emission::Pollutant::nox, emission::Where::plant);
  EXPECT_NEAR(nox, plain().kg(PUMPS, emission::Pollutant::nox, emission::Where::plant), 1e-9 * nox);
}

TEST(Air, StepsAddUpToTheSeason) {
  const AirRun run({R"(outputs.emission_series=["pm25","co2"])"});
  const size_t steps = run.file->size_of("time");
  for (const size_t mix : {BEFORE, NEW_YEAR, PUMPS}) {
    const Values series = run.of("village_emission_kg_h", mix);  // village, pollutant, place, time
    const auto of_series = [&](size_t pollutant, size_t place) {
      double kg = 0.0;
      for (size_t v = 0; v < 3; ++v) {
        const size_t first = ((v * 2 + pollutant) * PLACES + place) * steps;
        for (size_t k = 0; k < steps; ++k) kg += 0.25 * series[first + k];
      }
      return kg;
    };
    using emission::Pollutant, emission::Where;
    const double dust = run.kg(mix, Pollutant::pm25, Where::stove), carbon = run.kg(mix, Pollutant::co2, Where::plant),
                 upstream = run.kg(mix, Pollutant::co2, Where::upstream);
    EXPECT_NEAR(of_series(0, 0), dust, 1e-6 * dust) << mix;
    EXPECT_NEAR(of_series(1, 1), carbon, 1e-6 * carbon) << mix;
    EXPECT_NEAR(of_series(1, 2), upstream, 1e-6 * (1.0 + upstream)) << mix;
  }
}

// With plants by the hour each village's steps still add up to its season, and an hour's factor is that of its row.
TEST(Air, StepsFollowPlantsByTheHour) {
  const AirRun run({"emissions.plant_hours=\"plant_hours.csv\"", R"(outputs.emission_series=["co2"])"},
                   hours_csv(1000.0, 500.0));
  const Values series = run.of("village_emission_kg_h", PUMPS), season = run.of("emission_kg", PUMPS),
               load = run.of("transformer_load_kw", PUMPS), village_of = run.file->numbers("transformer_village"),
               lost = run.of("village_plant_loss_share", PUMPS);
  const size_t steps = run.file->size_of("time");
  const auto plant = static_cast<size_t>(emission::Where::plant);
  for (size_t v = 0; v < 3; ++v) {
    double kg = 0.0;
    for (size_t k = 0; k < steps; ++k) kg += 0.25 * series[(v * PLACES + plant) * steps + k];
    EXPECT_NEAR(kg, season[v * emission::POLLUTANTS * PLACES + plant], 1e-6 * kg) << v;
    for (const size_t k : {10UL, 50UL, 100UL}) {
      double kw = 0.0;
      for (size_t t = 0; t < village_of.size(); ++t) {
        kw += static_cast<size_t>(village_of[t]) == v ? load[t * steps + k] : 0.0;
      }
      const double g_kwh = k % 96 < 24 ? 1000.0 : 500.0;
      const double expected = kw * g_kwh / 1000.0 / (1.0 - lost[v]);
      EXPECT_NEAR(series[(v * PLACES + plant) * steps + k], expected, 1e-3 * expected) << v << " " << k;
    }
  }
}

// What is kept by the hour against what each home's account says.
TEST(Air, HoursHoldWhatHomesBurnAndDraw) {
  const ScenarioFolder folder(std::string(HEAD) + AIR_MIXES);
  const Scenario scenario = folder.load();
  const Physics physics = prepare_season(scenario, load_hours(scenario));
  Simulation simulation = set_up(scenario, physics, "", {});
  const Stacks stacks = stacks_of(scenario.plan, scenario.technologies, 60);
  simulation.stacks = &stacks;
  Values burnt_mj(stacks.rows.size()), drawn_kwh(scenario.plan.mixes.size());
  simulate(simulation, {}, [&](FinishedBlock&& block) {
    const auto add = [](const std::vector<float>& from, Values& to, double factor) {
      for (size_t i = 0; i < from.size(); ++i) to[i * to.size() / from.size()] += factor * from[i];
    };
    add(block.result.stack_kw, burnt_mj, 3.6);
    add(block.result.home_kw, drawn_kwh, 1.0);
  });
  for (int mix = 0; mix < static_cast<int>(drawn_kwh.size()); ++mix) {
    AirUse use;
    for (int h = 0; h < static_cast<int>(scenario.population.households.size()); ++h) {
      use.add(home_season(simulation, mix, h));
    }
    EXPECT_NEAR(drawn_kwh[mix], use.electricity_kwh, 1e-5 * use.electricity_kwh) << mix;
    for (const auto& [technology, mj] : use.fuel_mj) {
      const int row = stacks.row(mix, technology);
      ASSERT_GE(row, 0);
      const bool by_hand = scenario.technologies[technology].model == "coal_stove";
      EXPECT_NEAR(burnt_mj[row], mj, (by_hand ? 0.03 : 1e-5) * mj) << mix << scenario.technologies[technology].name;
    }
  }
}

TEST(Air, OfTheVillageComesFromItsStacksAlone) {
  const Values before = plain().of("village_pm25_ug_m3", BEFORE), low = plain().of("village_pm25_low_ug_m3", BEFORE),
               high = plain().of("village_pm25_high_ug_m3", BEFORE), pumps = plain().of("village_pm25_ug_m3", PUMPS),
               pellets = plain().of("village_pm25_ug_m3", PELLETS),
               worst = plain().of("village_pm25_worst_day_ug_m3", BEFORE),
               exposure = plain().of("village_pm25_exposure_person_ug_h_m3", BEFORE),
               year = plain().of("village_pm25_year_ug_m3", BEFORE),
               people = plain().file->numbers("village_residents");
  for (size_t v = 0; v < 3; ++v) {
    EXPECT_GT(before[v], 3.0);  // a coal village on cold days: tens to hundreds of ug/m3
    EXPECT_LT(before[v], 1000.0);
    EXPECT_LT(pellets[v], before[v]);
    EXPECT_LT(pumps[v], 0.2 * before[v]);  // vacant and converted homes may keep theirs
    EXPECT_GT(worst[v], before[v]);
    EXPECT_NEAR(low[v] / before[v], 0.1364 / 0.3182, 1e-3);  // the coal stove's factors
    EXPECT_NEAR(high[v] / before[v], 0.5909 / 0.3182, 1e-3);
    EXPECT_NEAR(exposure[v], before[v] * people[v] * 14.0 * 24.0, 1e-6 * exposure[v]);
    EXPECT_NEAR(year[v], before[v] * 14.0 / 365.0, 1e-9 * before[v]);
  }
}

TEST(Air, DenserVillagesHaveMoreOfIt) {
  const AirRun dense({"emissions.village_air.homes_per_hectare=24"});
  const Values before = plain().of("village_pm25_ug_m3", BEFORE), denser = dense.of("village_pm25_ug_m3", BEFORE);
  for (size_t v = 0; v < 3; ++v) {
    EXPECT_GT(denser[v], 1.4 * before[v]);
    EXPECT_LT(denser[v], 2.0 * before[v]);  // twice the flux over a shorter way
  }
  EXPECT_NEAR(plain().file->numbers("village_area_m2")[0], 120.0 / 12.0 * 1e4, 1e-6);
}

TEST(Air, PlantsOfAYear) {
  const AirRun run({"emissions.plant_year=2023", "emissions.own_losses=false"});
  const double kwh = sum(run.of("village_electricity_kwh", BEFORE));
  EXPECT_NEAR(run.kg(BEFORE, emission::Pollutant::co2, emission::Where::plant), kwh / 0.97 * 0.6361, 1e-6 * kwh);
  EXPECT_EQ(run.file->attribute("plants"), "electricity_north_2023");
}

TEST(Air, ProblemsNameWhatIsThere) {
  const ScenarioFolder folder(std::string(HEAD) + AIR_MIXES);
  using testing::HasSubstr;
  EXPECT_THAT(folder.problems({"emissions.plant_year=1995"}), HasSubstr("no average of 'north' in 1995"));
  EXPECT_THAT(folder.problems({"emissions.plant_year=1995"}), HasSubstr("it has 2022, 2023"));
  EXPECT_THAT(folder.problems({"electricity.carbon=south"}), HasSubstr("unknown factor set 'south'"));
  EXPECT_EQ(folder.problems({"electricity.carbon=south", "emissions.plant_year=2022"}), "");
  EXPECT_THAT(folder.problems({"electricity.carbon=shanxi", "emissions.operating_margin_weight=0.5"}),
              HasSubstr("no margins of 'shanxi'"));
  EXPECT_EQ(folder.problems({"emissions.operating_margin_weight=0.5"}), "");
  folder.write("plant_hours.csv", "time,co2_g_kwh\n2021-12-19T16:00Z,600\n");
  EXPECT_THAT(folder.problems({"emissions.plant_hours=\"plant_hours.csv\""}),
              HasSubstr("no factor for 2021-12-20 01:00"));
}

}  // namespace
}  // namespace hearthgrid::run
