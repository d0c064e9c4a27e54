// Bills against incomes, what an avoided tonne costs, and late villages: from the scenario to the file, held against
// other figures of the file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "models/economy/annuity.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

using Numbers = std::vector<double>;

constexpr const char* FAIR_MIXES = R"(
[fairness]
income_bands = 3
burden_limit = 0.02
[abatement]
social_rate = 0.05
[progress]
subsidy_deadline = 2021-12-20
[[progress.delays]]
village = "north"
days = 14
[[progress.delays]]
village = "west"
days = 60
[[mix]]
name = "before"
[[mix]]
name = "pumps"
[[mix.convert]]
technology = "ashp_water"
subsidy = "hebei-2017-electric"
commissioned = 2021-12-10
[[mix]]
name = "pumps, late"
delayed = true
[[mix.convert]]
technology = "ashp_water"
subsidy = "hebei-2017-electric"
commissioned = 2021-12-10
[[mix]]
name = "by hand"
[[mix.convert]]
technology = "ashp_water"
subsidy = "hebei-2017-electric"
commissioned = 2021-12-10
villages = "east"
[[mix.convert]]
technology = "ashp_water"
subsidy = "hebei-2017-electric"
commissioned = 2021-12-24
villages = "north"
[[mix]]
name = "gas"
[[mix.convert]]
technology = "gas_boiler"
villages = ["east", "west"]
share = 0.5
)";

constexpr const char* INCOMES =
    "village,households,archetype,income_cny\n"
    "east,120,brick_240:0.5;brick_370:0.5,20000\n"
    "north,100,adobe,9000\n"
    "west,80,brick_370,0\n";

class Fairness : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new ScenarioFolder(std::string(HEAD) + FAIR_MIXES);
    folder_->write("villages.csv", INCOMES);
    file_ = new io::ResultsReader(folder_->run());
  }
  static void TearDownTestSuite() {
    delete file_;
    delete folder_;
  }
  static size_t mix(const std::string& name) { return static_cast<size_t>(mix_index(file_->texts("mix"), name)); }
  static Numbers of(const std::string& variable, const std::string& name) {
    return file_->numbers(variable, mix(name));
  }
  // [village][band] of a mix and a kind of bill
  static Numbers of_case(const std::string& variable, const std::string& name, size_t bill_case) {
    const std::array<size_t, 2> at = {mix(name), bill_case};
    return file_->numbers(variable, at);
  }
  static Numbers by_village(const Numbers& cells) {
    const size_t bands = file_->size_of("income_band");
    Numbers sums(cells.size() / bands);
    for (size_t i = 0; i < cells.size(); ++i) sums[i / bands] += cells[i];
    return sums;
  }
  static double sum(const Numbers& values) { return std::accumulate(values.begin(), values.end(), 0.0); }
  static ScenarioFolder* folder_;
  static io::ResultsReader* file_;
};
ScenarioFolder* Fairness::folder_ = nullptr;
io::ResultsReader* Fairness::file_ = nullptr;

TEST_F(Fairness, EveryHomeIsInOneBand) {
  EXPECT_EQ(by_village(file_->numbers("fairness_homes")), file_->numbers("village_households"));
  const size_t bands = file_->size_of("income_band");
  ASSERT_EQ(bands, 5U);
  EXPECT_EQ(file_->texts("income_band")[3], "no income");
  const Numbers homes = file_->numbers("fairness_homes");
  EXPECT_EQ(homes[2 * bands] + homes[2 * bands + 1] + homes[2 * bands + 2], 0.0) << "nobody in the west has an income";
  EXPECT_EQ(homes[4], std::floor(120 / 17.0)) << "vacant homes of the east";
  const Numbers income = file_->numbers("household_income_cny");
  EXPECT_NEAR(sum(file_->numbers("fairness_income_cny")), sum(income), 0.01 * static_cast<double>(income.size()));
  for (size_t band = 0; band < 3; ++band) {
    EXPECT_LE(file_->numbers("income_band_lowest_cny")[band], file_->numbers("income_band_highest_cny")[band]);
    EXPECT_NEAR(homes[band] + homes[bands + band],
                (homes[0] + homes[1] + homes[2] + homes[bands] + homes[bands + 1] + homes[bands + 2]) / 3.0, 1.0);
  }
}

TEST_F(Fairness, BillsAreThoseOfTheHomes) {
  for (const std::string& name : file_->texts("mix")) {
    const Numbers bills = of("household_bill_later_cny", name), village = file_->numbers("household_village");
    Numbers sums(3);
    for (size_t h = 0; h < bills.size(); ++h) sums[static_cast<size_t>(village[h])] += bills[h];
    const Numbers after = by_village(of_case("fairness_energy_bill_cny", name, 2));
    for (size_t v = 0; v < sums.size(); ++v) EXPECT_NEAR(after[v], sums[v], 0.01 + 1e-6 * sums[v]) << name;
  }
}

// North converts inside the season and the west after it: when subsidies have ended all is as if they had been in time.
TEST_F(Fairness, AfterTheSubsidiesLateHomesAreAsTheOthers) {
  for (const char* variable : {"fairness_energy_bill_cny", "fairness_heating_bill_cny", "fairness_burdened",
                               "fairness_better_off", "fairness_worse_off", "fairness_bill_lower"}) {
    EXPECT_EQ(of_case(variable, "pumps, late", 2), of_case(variable, "pumps", 2)) << variable;
  }
  EXPECT_NE(of_case("fairness_energy_bill_cny", "pumps, late", 1), of_case("fairness_energy_bill_cny", "pumps", 1));
}

// The rule pays 0.20 CNY per kWh of the heater; what a home with a coal stove uses is all but the heater.
TEST_F(Fairness, TheSubsidyIsWhatTheRuleSays) {
  const Numbers now = of("household_electricity_kwh", "pumps"), before = of("household_electricity_kwh", "before");
  double granted = 0.0;
  for (size_t h = 0; h < now.size(); ++h) granted += 0.2 * (now[h] - before[h]);
  const double with = sum(of_case("fairness_energy_bill_cny", "pumps", 0)),
               after = sum(of_case("fairness_energy_bill_cny", "pumps", 2));
  EXPECT_GT(granted, 1000.0);
  EXPECT_NEAR(after - with, granted, 0.005 * static_cast<double>(now.size()) + 0.01);
  EXPECT_EQ(of_case("fairness_energy_bill_cny", "before", 0), of_case("fairness_energy_bill_cny", "before", 2));
}

// A second count of burdens and of winners from the homes' own figures: a home's bill without its heater is its
// electricity of before at the day price.
TEST_F(Fairness, BurdensAndWinnersAreCountedAgain) {
  const Scenario scenario = folder_->load();
  const Numbers income = file_->numbers("household_income_cny"), base_kwh = of("household_electricity_kwh", "before");
  const Numbers bill0 = of("household_bill_cny", "before"), cold0 = of("household_hours_below_14", "before");
  for (const std::string name : {"before", "pumps", "gas"}) {
    const Numbers bill = of("household_bill_cny", name), cold = of("household_hours_below_14", name);
    int burdened = 0, lower = 0, better = 0, worse = 0, warmer = 0;
    for (size_t h = 0; h < bill.size(); ++h) {
      const double heating = bill[h] - scenario.tariff.day_cny_kwh * base_kwh[h];
      const bool vacant = scenario.population.households[h].traits.vacant;
      burdened += !vacant && income[h] > 0.0 && heating > 0.02 * income[h] ? 1 : 0;
      const bool less = bill[h]<bill0[h] - 1.0, more = bill[h]> bill0[h] + 1.0;
      const bool warm = cold[h]<cold0[h] - 1.0, chill = cold[h]> cold0[h] + 1.0;
      lower += less ? 1 : 0;
      warmer += warm ? 1 : 0;
      better += (less && !chill) || (warm && !more) ? 1 : 0;
      worse += (more && !warm) || (chill && !less) ? 1 : 0;
    }
    EXPECT_EQ(sum(of_case("fairness_burdened", name, 2)), burdened) << name;
    EXPECT_EQ(sum(of_case("fairness_bill_lower", name, 2)), lower) << name;
    EXPECT_EQ(sum(of("fairness_warmer", name)), warmer) << name;
    EXPECT_EQ(sum(of_case("fairness_better_off", name, 2)), better) << name;
    EXPECT_EQ(sum(of_case("fairness_worse_off", name, 2)), worse) << name;
    EXPECT_EQ(sum(of("fairness_converted", name)), sum(of("village_converted", name))) << name;
  }
  EXPECT_GT(sum(of_case("fairness_burdened", "pumps", 2)), 0.0);
}

TEST_F(Fairness, AvoidedIsWhatIsNoLongerEmitted) {
  const size_t pollutants = file_->size_of("pollutant"), places = file_->size_of("place");
  const Numbers before = of("emission_kg", "before"), now = of("emission_kg", "pumps"),
                avoided = of("abatement_avoided_kg", "pumps");
  for (size_t v = 0; v < 3; ++v) {
    for (size_t p = 0; p < pollutants; ++p) {
      double kg = 0.0;
      for (size_t w = 0; w < places; ++w) {
        const size_t i = (v * pollutants + p) * places + w;
        kg += before[i] - now[i];
      }
      EXPECT_NEAR(avoided[v * pollutants + p], kg, 1e-6 + 1e-9 * std::fabs(before[(v * pollutants + p) * places]));
    }
  }
  EXPECT_EQ(sum(of("abatement_avoided_kg", "before")), 0.0);
  EXPECT_EQ(sum(of("abatement_avoids", "before")), 0.0);
  EXPECT_EQ(sum(of("abatement_cost_cny_t", "before")), 0.0);
}

// From the money in the file: society pays what all payers do; what one side gets, another gives.
TEST_F(Fairness, CostsAreThoseOfTheMoney) {
  const size_t years = file_->size_of("year"), payers = file_->size_of("payer");
  const std::vector<std::string> names = file_->texts("payer");
  const Numbers before = of("cost_cny", "before");
  for (const std::string name : {"pumps", "pumps, late", "gas"}) {
    const Numbers now = of("cost_cny", name);
    double society = 0.0, government = 0.0, factors = 0.0;
    for (size_t y = 0; y < years; ++y) {
      const double factor = economy::discount_factor(0.05, static_cast<double>(y));
      factors += factor;
      const size_t per_year = now.size() / years;
      for (size_t i = y * per_year; i < (y + 1) * per_year; ++i) {
        society += factor * (now[i] - before[i]);
        const std::string& payer = names[i % payers];
        const bool is_public =
            payer != "household" && payer != "institution" && payer != "utility" && payer != "gas_company";
        government += is_public ? factor * (now[i] - before[i]) : 0.0;
      }
    }
    const Numbers npv = of("abatement_npv_cny", name), annual = of("abatement_annual_cost_cny", name);
    EXPECT_NEAR(npv[0], -society, 1e-3) << name;
    EXPECT_NEAR(npv[1], -government, 1e-3) << name;
    EXPECT_NEAR(npv[0], npv[1] + npv[2] + npv[3], 1e-3) << name;
    double all = 0.0;
    for (size_t v = 0; v < 3; ++v) {
      all += annual[4 * v];
      EXPECT_NEAR(annual[4 * v], annual[4 * v + 1] + annual[4 * v + 2] + annual[4 * v + 3], 1e-4) << name;
    }
    EXPECT_NEAR(all, society / factors, 1e-3) << name;
    const size_t pollutants = file_->size_of("pollutant");
    const Numbers cny_t = of("abatement_cost_cny_t", name), avoided = of("abatement_avoided_kg", name);
    for (size_t p = 0; p < pollutants; ++p) {
      const double tonnes = (avoided[p] + avoided[pollutants + p] + avoided[2 * pollutants + p]) / 1000.0;
      const bool avoids = of("abatement_avoids", name)[p] == 1.0;
      EXPECT_EQ(avoids, tonnes > 0.0) << name << p;
      EXPECT_NEAR(avoids ? cny_t[p] * tonnes : cny_t[p], avoids ? society / factors : 0.0, 1e-2) << name << p;
    }
  }
}

TEST_F(Fairness, TheCurveEndsWhereEveryVillageAvoidsMost) {
  const size_t pollutants = file_->size_of("pollutant");
  const Numbers of_step = file_->numbers("abatement_step_pollutant"),
                so_far = file_->numbers("abatement_step_cumulative_kg"),
                cny_t = file_->numbers("abatement_step_cost_cny_t");
  const std::vector<std::string> names = file_->texts("pollutant");
  std::vector<std::string> seen;
  for (size_t i = 0; i < of_step.size(); ++i) {
    const auto p = static_cast<size_t>(of_step[i]);
    const bool last = i + 1 == of_step.size() || of_step[i + 1] != of_step[i];
    if (!last) {
      EXPECT_LE(cny_t[i], cny_t[i + 1]);
      continue;
    }
    seen.push_back(names[p]);
    double most = 0.0;
    for (size_t v = 0; v < 3; ++v) {
      double village = 0.0;
      for (const std::string& name : file_->texts("mix")) {
        village = std::max(village, of("abatement_avoided_kg", name)[v * pollutants + p]);
      }
      most += village;
    }
    EXPECT_NEAR(so_far[i], most, 1e-9 * most);
  }
  EXPECT_THAT(seen, testing::ElementsAre("co2", "pm25", "so2"));
}

TEST_F(Fairness, ALateVillageIsAsIfItsDateWereLater) {
  for (const std::string& variable : season_variables()) {
    EXPECT_EQ(of(variable, "pumps, late"), of(variable, "by hand")) << variable;
  }
  EXPECT_EQ(of("village_converted", "pumps, late"), (Numbers{120, 100, 0})) << "the west is not ready this winter";
  EXPECT_EQ(of("village_converted", "pumps"), (Numbers{120, 100, 80}));
}

TEST_F(Fairness, ProgressIsTheHandValue) {
  const std::vector<std::string> periods = file_->texts("ten_day_period");
  ASSERT_EQ(periods.front(), "2021-12-01");
  ASSERT_EQ(periods.back(), "2022-02-01");  // the west runs from 8 February on
  ASSERT_EQ(periods.size(), 7U);
  const Numbers planned = of("progress_planned", "pumps, late"), done = of("progress_done", "pumps, late"),
                late = of("progress_late", "pumps, late");
  EXPECT_EQ(planned, (Numbers{120, 0, 0, 0, 0, 0, 0, 100, 0, 0, 0, 0, 0, 0, 80, 0, 0, 0, 0, 0, 0}));
  EXPECT_EQ(done, (Numbers{120, 0, 0, 0, 0, 0, 0, 0, 0, 100, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 80}));
  EXPECT_EQ(late, (Numbers{0, 0, 0, 0, 0, 0, 0, 100, 100, 0, 0, 0, 0, 0, 80, 80, 80, 80, 80, 80, 0}));
  EXPECT_EQ(sum(of("progress_late", "pumps")), 0.0);
  EXPECT_EQ(sum(of("progress_planned", "before")), 0.0);
  // North: 20 to 23 December. West: all fourteen days.
  EXPECT_EQ(of("progress_late_homes", "pumps, late"), (Numbers{0, 100, 80}));
  EXPECT_EQ(of("progress_late_home_days", "pumps, late"), (Numbers{0, 400, 1120}));
}

// The north's cold hours are those of a season that ends on the day before its heaters come. What a stove is fed for is
// learnt over the season, so that the shorter one differs a little.
TEST_F(Fairness, LateHomesAreColdUntilTheirHeaterComes) {
  const ScenarioFolder until(std::string(HEAD) + "[[mix]]\nname = \"before\"\n");
  until.write("villages.csv", INCOMES);
  const io::ResultsReader few(until.run({}, {"season.last_day=2021-12-23"}));
  const Scenario scenario = folder_->load();
  const Numbers village = file_->numbers("household_village"), all = of("household_hours_below_14", "before"),
                four_days = few.numbers("household_hours_below_14", 0), unmet = few.numbers("household_unmet_kwh", 0);
  double north = 0.0, west = 0.0, north_kwh = 0.0;
  for (size_t h = 0; h < all.size(); ++h) {
    if (scenario.population.households[h].traits.vacant) continue;
    north += village[h] == 1.0 ? four_days[h] : 0.0;
    north_kwh += village[h] == 1.0 ? unmet[h] : 0.0;
    west += village[h] == 2.0 ? all[h] : 0.0;
  }
  const Numbers cold = of("progress_late_cold_home_hours", "pumps, late");
  EXPECT_GT(north, 0.0);
  EXPECT_NEAR(cold[1], north, 0.01 * north);
  EXPECT_NEAR(cold[2], west, 1e-6 * west);
  EXPECT_NEAR(of("progress_late_unmet_kwh", "pumps, late")[1], north_kwh, 0.01 * north_kwh);
}

// Due before the season, running after its first day: 0.20 CNY for each kWh of the heaters is missed. The west's use
// nothing this winter that anything would be paid for.
TEST_F(Fairness, LateHomesMissTheFirstWintersSubsidy) {
  const Numbers now = of("household_electricity_kwh", "pumps, late"),
                before = of("household_electricity_kwh", "before"), village = file_->numbers("household_village");
  double missed = 0.0;
  for (size_t h = 0; h < now.size(); ++h) missed += village[h] == 1.0 ? 0.2 * (now[h] - before[h]) : 0.0;
  const Numbers subsidy = of("progress_late_subsidy_cny", "pumps, late");
  EXPECT_GT(missed, 100.0);
  EXPECT_NEAR(subsidy[1], missed, 0.6);
  EXPECT_EQ(subsidy[0], 0.0);
  EXPECT_EQ(subsidy[2], 0.0);
}

TEST_F(Fairness, TheOrderOfHomesDoesNotMatter) {
  const ScenarioFolder other(std::string(HEAD) + FAIR_MIXES);
  other.write("villages.csv", INCOMES);
  std::vector<std::string> rows = household_rows();
  std::shuffle(rows.begin(), rows.end(), std::minstd_rand(5));
  other.write("households.csv", households_csv(rows));
  EXPECT_EQ(bytes_of(other.run()), bytes_of(file_->path()));
}

TEST(ProgressReports, ReplaceThePlanOfTheMixTheyAreAbout) {
  const ScenarioFolder folder(std::string(HEAD) + R"([progress]
first_day = 2021-07-20
last_day = 2021-10-15
reported = "progress.csv"
mix = "pumps and gas"
)" + MIXES);
  folder.write("progress.csv", "village,date,homes\neast,2021-08-31,20\neast,2021-09-10,60\nnorth,2021-09-10,70\n");
  const io::ResultsReader file(folder.run());
  const auto mix = static_cast<size_t>(mix_index(file.texts("mix"), "pumps and gas"));
  const size_t periods = file.size_of("ten_day_period");
  const Numbers done = file.numbers("progress_done", mix), planned = file.numbers("progress_planned", mix),
                late = file.numbers("progress_late", mix), converted = file.numbers("village_converted", mix);
  double of_east = 0.0, due = 0.0;
  for (size_t k = 0; k < periods; ++k) {
    of_east += done[k];
    if (file.texts("ten_day_period")[k] <= "2021-09-01") due += planned[k];
  }
  EXPECT_EQ(of_east, 60.0);
  for (size_t v = 0; v < 3; ++v) {
    const auto row = planned.begin() + static_cast<std::ptrdiff_t>(v * periods);
    EXPECT_EQ(std::accumulate(row, row + static_cast<std::ptrdiff_t>(periods), 0.0), converted[v]);
  }
  EXPECT_EQ(late[periods - 1], std::max(0.0, due - 60.0)) << "later than the last report nothing is known";
}

TEST(FairnessInputs, ThatAreWrongAreReported) {
  const auto problems = [](const std::string& text) {
    return ScenarioFolder(std::string(HEAD) + text + MIXES).problems();
  };
  using testing::HasSubstr;
  EXPECT_THAT(problems("[[progress.delays]]\nvillage = \"eest\"\ndays = 3\n"), HasSubstr("unknown village 'eest'"));
  EXPECT_THAT(
      problems(
          "[[progress.delays]]\nvillage = \"east\"\ndays = 3\n[[progress.delays]]\nvillage = \"east\"\ndays = 0\n"),
      HasSubstr("village 'east' is delayed twice"));
  EXPECT_THAT(problems("[progress]\nfirst_day = 2021-07-20\n"), HasSubstr("the works have a first_day alone"));
  EXPECT_THAT(problems("[progress]\nfirst_day = 2021-07-20\nlast_day = 2021-07-19\n"),
              HasSubstr("the works end on 2021-07-19 and begin on 2021-07-20"));
  EXPECT_THAT(problems("[progress]\nfirst_day = 2021-07-20\nlast_day = 2022-12-20\n"),
              HasSubstr("the works end on 2022-12-20, when the next season has begun"));
  EXPECT_THAT(problems("[progress]\nmix = \"pump\"\n"), HasSubstr("unknown mix 'pump'"));
  EXPECT_THAT(problems("[abatement]\npollutants = [\"co2\", \"pm2.5\"]\n"), HasSubstr("unknown pollutant 'pm2.5'"));
  EXPECT_THAT(problems("[abatement]\npollutants = [\"co2\", \"co2\"]\n"), HasSubstr("'co2' stands twice"));
  EXPECT_THAT(problems("[fairness]\nband_limits_cny = [20000.0, 20000.0]\n"), HasSubstr("20000 follows 20000"));
  EXPECT_THAT(problems("[fairness]\nincome_bands = 3\nband_limits_cny = [20000.0]\n"),
              HasSubstr("income_bands and band_limits_cny exclude each other"));
  EXPECT_EQ(problems("[fairness]\nband_limits_cny = [20000.0]\n"), "");
  const ScenarioFolder reports(std::string(HEAD) + "[progress]\nreported = \"p.csv\"\n" + MIXES);
  reports.write("p.csv", "village,date,homes\nwset,2021-08-31,20\n");
  EXPECT_THAT(reports.problems(), HasSubstr("p.csv:2:1: unknown village 'wset'"));
}

// No dates at all: nothing is said of progress, and every home is in the last two groups.
TEST(FairnessInputs, MayBeLeftOut) {
  const ScenarioFolder folder(std::string(HEAD) +
                              "[[mix]]\nname = \"all\"\n[[mix.convert]]\ntechnology = \"ashp_water\"\n");
  const io::ResultsReader file(folder.run({}, {"households.income_cny=0"}));
  EXPECT_FALSE(file.has("progress_planned"));
  EXPECT_EQ(file.texts("income_band"), (std::vector<std::string>{"no income", "vacant"}));
  EXPECT_FALSE(file.has("abatement_step_mix")) << "there is nothing to compare the one mix with";
}

}  // namespace
}  // namespace hearthgrid::run
