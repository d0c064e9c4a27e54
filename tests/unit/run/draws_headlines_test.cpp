// Headlines beyond sums of fuel and money: own dust, burdened homes, heaters too small, feeders; and what has no band.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/run/draws_headlines.hpp"
#include "tests/unit/run/gas_village.hpp"
#include "tests/unit/run/numbers.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

using Overrides = std::vector<std::string>;

constexpr size_t BEFORE = 0, CONVERTED = 2;  // mixes of MIXES

// Everything at its central value but what a test adds.
Overrides only(const std::string& inputs, const Overrides& more = {}) {
  Overrides all = {"uncertainty.draws=40", "uncertainty.index_points=0", "uncertainty.input=[" + inputs + "]"};
  for (const char* key : {"performance", "heat_before", "heat_after", "price_electricity", "price_gas", "price_solid",
                          "capital", "network_cost"}) {
    all.push_back(fmt::format("uncertainty.{}=[1, 1, 1]", key));
  }
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

double at(const io::ResultsReader& file, const std::string& variable, size_t mix, Headline headline) {
  return file.numbers(variable, mix).at(static_cast<size_t>(headline));
}

double by_the_mean_resident(const io::ResultsReader& file, size_t mix) {
  const Numbers ug_m3 = file.numbers("village_pm25_ug_m3", mix), people = file.numbers("village_residents");
  return std::inner_product(people.begin(), people.end(), ug_m3.begin(), 0.0) / sum(people);
}

// Homes with incomes near ten times what heating costs them, so that some are burdened and some are not.
void write_incomes(const ScenarioFolder& folder) {
  const std::vector<std::string> rows = household_rows();
  std::string table = "household,village,vacant,converted_year,family,income_cny\n";
  for (size_t i = 0; i < rows.size(); ++i) table += fmt::format("{},{}\n", rows[i], 1000 + 60 * (i % 101));
  folder.write("households.csv", table);
}

TEST(DrawnHeadlines, OwnDustIsThatOfTheVillagesAirAndLinearInFactorsAndHeat) {
  const ScenarioFolder folder;
  const Scenario scenario = folder.load();
  const double factor = scenario.factors.value("coal_stove", emission::Pollutant::pm25, emission::Level::central);
  const std::string twice =
      fmt::format(R"({{name = "coal_stove.pm25", distribution = "discrete", values = [{}]}})", 2.0 * factor);
  const std::string warm = fmt::format(R"({{name = "coal_stove.pm25", distribution = "discrete", values = [{}]}},)"
                                       R"({{name = "heat.before", distribution = "discrete", values = [1.3]}})",
                                       factor);
  const io::ResultsReader dusty(folder.run({}, only(twice))), warmer(folder.run({}, only(warm)));
  for (const size_t mix : {BEFORE, CONVERTED}) {
    const double exact = by_the_mean_resident(dusty, mix);
    EXPECT_GT(exact, 0.0);
    EXPECT_NEAR(at(dusty, "headline_value", mix, Headline::village_pm25_ug_m3), exact, 1e-5 * exact);
  }
  // All burn coal before; homes that converted in 2019 burn none.
  const double usual = by_the_mean_resident(dusty, BEFORE);
  EXPECT_NEAR(at(dusty, "headline_p50", BEFORE, Headline::village_pm25_ug_m3), 2.0 * usual, 0.02 * usual);
  EXPECT_NEAR(at(warmer, "headline_p50", BEFORE, Headline::village_pm25_ug_m3), 1.3 * usual, 0.02 * usual);
}

TEST(DrawnHeadlines, BurdenedHomesAreThoseOfTheAccountsAndFollowPricesAndHeat) {
  const ScenarioFolder folder;
  write_incomes(folder);
  // With a spread, so that 1.15 lies between the points of the grid.
  const std::string input = R"({name = "price.coal", distribution = "discrete", values = [1.15, 0.7, 1.6],)"
                            R"( weights = [1, 1e-9, 1e-9]},)"
                            R"({name = "heat.before", distribution = "discrete", values = [1.08, 0.8, 1.3],)"
                            R"( weights = [1, 1e-9, 1e-9]})";
  const io::ResultsReader file(folder.run({}, only(input)));
  const auto burdened = [](const io::ResultsReader& of, size_t mix) {
    return sum(of.numbers("fairness_burdened", std::array<size_t, 2>{mix, 0}));
  };
  for (const size_t mix : {BEFORE, CONVERTED}) {
    EXPECT_EQ(at(file, "headline_value", mix, Headline::homes_burdened), burdened(file, mix));
  }
  EXPECT_GT(burdened(file, BEFORE), 20.0);
  EXPECT_LT(burdened(file, BEFORE), 250.0);
  // The run itself with dearer coal; what 1.08 of the heat costs is as much again, for coal is all that heats.
  Scenario dear = folder.load();
  dear.tariff.coal_cny_t *= 1.15 * 1.08;
  RunRequest request;
  request.out = folder.path("dear.h5");
  run_scenario(dear, request);
  const io::ResultsReader exact(request.out);
  const double drawn = at(file, "headline_p50", BEFORE, Headline::homes_burdened);
  EXPECT_GT(drawn, burdened(file, BEFORE) + 5.0);
  EXPECT_NEAR(drawn, burdened(exact, BEFORE), 0.04 * burdened(exact, BEFORE));
}

TEST(DrawnHeadlines, HeatersThatAreTooSmallAreCountedInEveryMember) {
  const ScenarioFolder folder;
  const io::ResultsReader file(folder.run({}, only("", {"ensemble.members=2", "ensemble.weather=same"})));
  const Numbers load = file.numbers("household_design_load_kw", CONVERTED),
                capacity = file.numbers("household_heater_capacity_kw", CONVERTED);
  double undersized = 0.0;
  for (size_t h = 0; h < load.size(); ++h) undersized += capacity[h] < load[h] ? 1.0 : 0.0;
  EXPECT_EQ(at(file, "headline_value", CONVERTED, Headline::homes_undersized), undersized);
  const size_t second[] = {1, CONVERTED};
  EXPECT_GT(file.numbers("member_headline", second)[static_cast<size_t>(Headline::homes_undersized)], 0.0);
  // What hangs on the simulation alone is marked, all else moves with draws.
  const Numbers varies = file.numbers("headline_varies_by");
  EXPECT_EQ(varies[static_cast<size_t>(Headline::homes_undersized)], 0.0);
  EXPECT_EQ(varies[static_cast<size_t>(Headline::homes_burdened)], 1.0);
  EXPECT_EQ(std::count(varies.begin(), varies.end(), 0.0), 10);
}

TEST(DrawnHeadlines, FeedersPeaksAreInEveryMember) {
  const ScenarioFolder folder;
  const io::ResultsReader file(
      folder.run({}, only(R"({name = "performance.ashp_water", distribution = "uniform", low = 0.8, high = 1.2})",
                          {"ensemble.members=2", "electricity.feeder_sizing.transformers_per_feeder=30",
                           "electricity.feeder_sizing.feeders_per_substation=2"})));
  const size_t feeders = file.size_of("feeder"), substations = file.size_of("substation");
  ASSERT_GT(feeders, 2U);
  ASSERT_GT(substations, 1U);
  const auto check = [&](const std::string& unit, size_t units) {
    for (const size_t mix : {BEFORE, CONVERTED}) {
      const Numbers exact = file.numbers(unit + "_peak_kw", mix);
      const size_t main[] = {0, mix}, other[] = {1, mix};
      const Numbers of_main = file.numbers("member_" + unit + "_peak_kw", main),
                    of_other = file.numbers("member_" + unit + "_peak_kw", other);
      const Numbers low = file.numbers(unit + "_delivered_peak_kw_p05", mix),
                    high = file.numbers(unit + "_delivered_peak_kw_p95", mix);
      ASSERT_EQ(of_main.size(), units);
      for (size_t u = 0; u < units; ++u) {
        EXPECT_LT(of_main[u], exact[u]) << unit << u;  // losses are left out
        EXPECT_GT(of_main[u], 0.85 * exact[u]) << unit << u;
        EXPECT_NE(of_main[u], of_other[u]);
        EXPECT_LE(low[u], high[u]);
        EXPECT_LE(low[u], std::max(of_main[u], of_other[u]) * 1.001);
        EXPECT_GE(high[u], std::min(of_main[u], of_other[u]) * 0.999);
      }
    }
  };
  check("feeder", feeders);
  check("substation", substations);
}

// The main run's network under other homes: what is not served and how low the pressure falls, mix by mix.
TEST(DrawnHeadlines, GasNetworksAreSolvedInEveryMember) {
  constexpr size_t GAS = 1;
  const ScenarioFolder folder(std::string(HEAD) +
                              "[[mix]]\nname = \"before\"\n[[mix]]\nname = \"gas\"\n[[mix.convert]]\n"
                              "technology = \"gas_boiler\"\n");
  const auto run = [&](const std::string& population) {
    Scenario scenario = folder.load({"season.last_day=2021-12-24", "season.warm_up_days=1", "ensemble.members=2",
                                     "ensemble.weather=same", "ensemble.population=" + population,
                                     "uncertainty.draws=20", "uncertainty.index_points=0"});
    scenario.gas = gas_village_of(scenario.population);
    scenario.gas.county.hourly_m3h = 150.0;
    RunRequest request;
    request.out = folder.path(population + ".h5");
    run_scenario(scenario, request);
    return io::ResultsReader(request.out);
  };
  const io::ResultsReader same = run("same"), drawn = run("drawn");
  const auto of = [](const io::ResultsReader& file, size_t member, Headline headline) {
    const size_t place[] = {member, GAS};
    return file.numbers("member_headline", place).at(static_cast<size_t>(headline));
  };
  const double exact = same.numbers("gas_unserved_total_m3", GAS)[0] + same.numbers("gas_unsolved_m3", GAS)[0];
  ASSERT_GT(exact, 0.0);
  EXPECT_NEAR(of(same, 0, Headline::gas_not_served_1000_m3), exact / 1000.0, 1e-9 * exact);
  for (const Headline headline : {Headline::gas_not_served_1000_m3, Headline::gas_lowest_pa}) {
    EXPECT_EQ(of(same, 1, headline), of(same, 0, headline));
    EXPECT_EQ(of(drawn, 0, headline), of(same, 0, headline));
    EXPECT_NE(of(drawn, 1, headline), of(drawn, 0, headline));
    EXPECT_GT(of(drawn, 1, headline), 0.0);
    const double low = at(drawn, "headline_p05", GAS, headline), high = at(drawn, "headline_p95", GAS, headline);
    EXPECT_LT(low, high);
    EXPECT_EQ(at(same, "headline_p05", GAS, headline), at(same, "headline_p95", GAS, headline));
  }
  EXPECT_GT(of(same, 0, Headline::gas_lowest_pa), 0.0);
}

// Common random numbers: two mixes that are nearly alike differ by far less than either is unsure of.
TEST(DrawnHeadlines, TheDifferenceOfTwoMixesIsKnownBetterThanEither) {
  const ScenarioFolder folder;
  const io::ResultsReader file(folder.run({}, {"uncertainty.draws=400", "uncertainty.index_points=0"}));
  int tighter = 0;
  for (const Headline headline : {Headline::coal_t, Headline::co2_t, Headline::so2_t, Headline::pm25_t,
                                  Headline::household_bill_cny, Headline::village_pm25_ug_m3}) {
    // `none` converts nobody: on independent draws its change would be as wide as sqrt(2) of each.
    const auto width = [&](const std::string& of, size_t mix) {
      return at(file, of + "_p95", mix, headline) - at(file, of + "_p05", mix, headline);
    };
    EXPECT_GT(width("headline", BEFORE), 0.0);
    EXPECT_NEAR(width("headline_change", 1), 0.0, 1e-6 * width("headline", BEFORE));
    const double apart = std::hypot(width("headline", BEFORE), width("headline", 3));
    EXPECT_LT(width("headline_change", 3), 0.9 * apart) << headline_names()[static_cast<size_t>(headline)];
    if (width("headline_change", 3) < std::max(width("headline", BEFORE), width("headline", 3))) ++tighter;
  }
  EXPECT_GE(tighter, 5);
}

}  // namespace
}  // namespace hearthgrid::run
