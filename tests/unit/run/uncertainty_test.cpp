// Draws over the accounting of a small county, and ensembles of it, as a results file has them.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/io/epw.hpp"
#include "engine/run/draws_headlines.hpp"
#include "models/weather/climate.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

using Overrides = std::vector<std::string>;

constexpr size_t BEFORE = 0, NONE = 1, CONVERTED = 2;  // mixes of MIXES

// Everything at its central value but what a test adds.
Overrides only(const Overrides& more) {
  Overrides all = {"uncertainty.draws=200", "uncertainty.index_points=0"};
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

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

double emitted_t(const io::ResultsReader& file, size_t mix, emission::Pollutant pollutant) {
  const std::vector<double> kg = file.numbers("emission_kg", mix);
  double total = 0.0;
  for (size_t i = 0; i < kg.size(); ++i) {
    if (i / emission::PLACES % emission::POLLUTANTS == static_cast<size_t>(pollutant)) total += kg[i];
  }
  return total / 1000.0;
}

double public_million(const io::ResultsReader& file, size_t mix) {
  const std::vector<std::string> payers = file.texts("payer");
  const std::vector<double> cny = file.numbers("cost_cny", mix);
  double total = 0.0;
  for (size_t i = 0; i < cny.size(); ++i) {
    const std::string& payer = payers[i % payers.size()];
    if (payer != "household" && payer != "institution" && payer != "utility" && payer != "gas_company") total += cny[i];
  }
  return total / 1e6;
}

// One run that several tests look at.
const io::ResultsReader& drawn_county() {
  static const ScenarioFolder folder;
  static const io::ResultsReader file(folder.run({}, {"uncertainty.draws=400", "uncertainty.index_points=256"}));
  return file;
}

TEST(Uncertainty, CentralHeadlinesAreThoseOfTheAccounts) {
  const io::ResultsReader& file = drawn_county();
  for (size_t mix = 0; mix < 4; ++mix) {
    const auto expect = [&](Headline headline, double value) {
      EXPECT_NEAR(at(file, "headline_value", mix, headline), value, 1e-6 * std::abs(value) + 1e-9)
          << mix << " " << headline_names()[static_cast<size_t>(headline)];
    };
    const std::vector<double> load = file.numbers("county_load_kw", mix);
    expect(Headline::county_peak_mw, *std::max_element(load.begin(), load.end()) / 1000.0);
    const std::vector<double> loading = file.numbers("transformer_peak_loading", mix);
    expect(Headline::transformers_above_80,
           static_cast<double>(std::count_if(loading.begin(), loading.end(), [](double x) { return x > 0.8; })));
    expect(Headline::upgrade_million_cny, sum(file.numbers("transformer_upgrade_cost_cny", mix)) / 1e6);
    expect(Headline::embodied_co2_t, sum(file.numbers("household_embodied_co2_kg", mix)) / 1000.0);
    expect(Headline::gas_peak_m3h, file.numbers("county_gas_peak_hour_m3h", mix).at(0));
    expect(Headline::gas_1000_m3, sum(file.numbers("village_gas_m3", mix)) / 1000.0);
    expect(Headline::coal_t, sum(file.numbers("village_coal_kg", mix)) / 1000.0);
    expect(Headline::co2_t, emitted_t(file, mix, emission::Pollutant::co2));
    expect(Headline::so2_t, emitted_t(file, mix, emission::Pollutant::so2));
    expect(Headline::nox_t, emitted_t(file, mix, emission::Pollutant::nox));
    expect(Headline::pm25_t, emitted_t(file, mix, emission::Pollutant::pm25));
    expect(Headline::public_all_years_million_cny, public_million(file, mix));
    const std::vector<double> bills = file.numbers("household_bill_cny", mix);
    expect(Headline::household_bill_cny, sum(bills) / static_cast<double>(bills.size()));
  }
}

TEST(Uncertainty, HeatAndEfficiencyMoveFuelByHand) {
  const ScenarioFolder folder;
  // b = 1.2 before and 1.1 after conversion, m = 0.8 of gas boilers, in every draw.
  const io::ResultsReader file(
      folder.run({}, only({R"(uncertainty.input=[{name = "heat.before", distribution = "discrete", values = [1.2]},)"
                           R"({name = "heat.after", distribution = "discrete", values = [1.1]},)"
                           R"({name = "performance.gas_boiler", distribution = "discrete", values = [0.8]}])"})));
  const auto ratio = [&](const char* variable, size_t mix, Headline headline) {
    return at(file, variable, mix, headline) / at(file, "headline_value", mix, headline);
  };
  // Some homes of the county burn coal, but live as after a conversion: between 1.1 and 1.2, and near 1.2.
  EXPECT_GT(ratio("headline_p05", BEFORE, Headline::coal_t), 1.19);
  EXPECT_LT(ratio("headline_p95", BEFORE, Headline::coal_t), 1.2);
  EXPECT_NEAR(ratio("headline_p50", CONVERTED, Headline::gas_1000_m3), 1.1 / 0.8, 1e-9);
  EXPECT_NEAR(ratio("headline_p50", CONVERTED, Headline::gas_peak_m3h), 1.1 / 0.8, 1e-9);
  // Money with nothing else drawn: every cost but energy's is the run's own, to the fen.
  const std::vector<double> drawn = file.numbers("cost_cny_p50"), exact = file.numbers("cost_cny");
  const size_t items = file.size_of("item"), payers = file.size_of("payer");
  for (size_t i = 0; i < exact.size(); ++i) {
    const auto item = static_cast<economy::CostItem>(i / payers % items);
    if (item >= economy::CostItem::running) continue;
    EXPECT_NEAR(drawn[i], exact[i], 0.5) << i;
  }
}

TEST(Uncertainty, PeaksFollowTheHeatersPartOfThem) {
  const ScenarioFolder folder;
  const io::ResultsReader file(folder.run(
      {},
      only({R"(uncertainty.input=[{name = "performance.ashp_water", distribution = "discrete", values = [0.5]}])"})));
  const std::vector<double> share = file.numbers("transformer_peak_heating_share", CONVERTED);
  const std::vector<double> peak = file.numbers("transformer_peak_kva", CONVERTED);
  const std::vector<double> drawn = file.numbers("transformer_peak_kva_p50", CONVERTED);
  double largest_share = 0.0;
  for (size_t t = 0; t < peak.size(); ++t) {
    // Twice the heat pumps' load; gas boilers on the same transformer keep theirs.
    EXPECT_LE(drawn[t], peak[t] * (1.0 + share[t]) * (1.0 + 1e-5));
    EXPECT_GE(drawn[t], peak[t] * (1.0 - 1e-5));
    largest_share = std::max(largest_share, share[t]);
  }
  EXPECT_GT(largest_share, 0.5);
  EXPECT_LE(largest_share, 1.0);
}

TEST(Uncertainty, MixesShareTheirDraws) {
  const io::ResultsReader& file = drawn_county();
  for (size_t h = 0; h < HEADLINES; ++h) {
    // A mix in which nobody converts is `before`, draw by draw.
    EXPECT_EQ(file.numbers("headline_change_p05", NONE)[h], 0.0) << headline_names()[h];
    EXPECT_EQ(file.numbers("headline_change_p95", NONE)[h], 0.0) << headline_names()[h];
    EXPECT_EQ(file.numbers("headline_p95", NONE)[h], file.numbers("headline_p95", BEFORE)[h]) << headline_names()[h];
    for (size_t mix = 0; mix < 4; ++mix) {
      EXPECT_LE(file.numbers("headline_p05", mix)[h], file.numbers("headline_p50", mix)[h]);
      EXPECT_LE(file.numbers("headline_p50", mix)[h], file.numbers("headline_p95", mix)[h]);
    }
  }
  const auto width = [&](const char* low, const char* high, size_t mix) {
    return at(file, high, mix, Headline::co2_t) - at(file, low, mix, Headline::co2_t);
  };
  const double mix = width("headline_p05", "headline_p95", CONVERTED),
               before = width("headline_p05", "headline_p95", BEFORE);
  EXPECT_GT(mix, 0.0);
  EXPECT_LT(width("headline_change_p05", "headline_change_p95", CONVERTED), 0.95 * std::hypot(mix, before));
}

TEST(Uncertainty, PercentilesLieAboutTheCentralCells) {
  const io::ResultsReader& file = drawn_county();
  const std::vector<double> low = file.numbers("emission_kg_p05"), mid = file.numbers("emission_kg_p50"),
                            high = file.numbers("emission_kg_p95"), central = file.numbers("emission_kg");
  for (size_t i = 0; i < central.size(); ++i) {
    EXPECT_LE(low[i], mid[i]);
    EXPECT_LE(mid[i], high[i]);
    EXPECT_EQ(central[i] == 0.0, high[i] == 0.0);
  }
  const std::vector<double> cost = file.numbers("cost_cny"), cost_low = file.numbers("cost_cny_p05"),
                            cost_high = file.numbers("cost_cny_p95");
  for (size_t i = 0; i < cost.size(); ++i) EXPECT_EQ(cost[i] == 0.0, cost_low[i] == 0.0 && cost_high[i] == 0.0) << i;
}

TEST(Uncertainty, IndicesNameWhatMatters) {
  const io::ResultsReader& file = drawn_county();
  const std::vector<std::string> inputs = file.texts("uncertain_input");
  const auto index = [&](const char* variable, Headline headline, const std::string& input) {
    const auto place = static_cast<size_t>(std::find(inputs.begin(), inputs.end(), input) - inputs.begin());
    return file.numbers(variable, BEFORE).at(static_cast<size_t>(headline) * inputs.size() + place);
  };
  // Coal burnt before conversion is heat over performance: both matter, a factor or a price does not.
  EXPECT_GT(index("headline_total_order", Headline::coal_t, "heat.before"), 0.2);
  EXPECT_GT(index("headline_total_order", Headline::coal_t, "performance.coal_stove"), 0.4);
  EXPECT_EQ(index("headline_total_order", Headline::coal_t, "coal_stove.pm25"), 0.0);
  EXPECT_EQ(index("headline_total_order", Headline::coal_t, "price.coal"), 0.0);
  EXPECT_GT(index("headline_total_order", Headline::pm25_t, "coal_stove.pm25"), 0.5);
  EXPECT_EQ(index("headline_total_order", Headline::pm25_t, "coal_stove.so2"), 0.0);
  EXPECT_GT(index("headline_total_order", Headline::household_bill_cny, "price.coal"), 0.2);
  double first = 0.0, total = 0.0;
  for (const std::string& input : inputs) {
    first += index("headline_first_order", Headline::coal_t, input);
    total += index("headline_total_order", Headline::coal_t, input);
  }
  EXPECT_NEAR(first, 1.0, 0.05);  // nearly additive
  EXPECT_NEAR(total, 1.0, 0.05);
}

TEST(Uncertainty, IsTheSameForAnyThreadsAndBlocks) {
  const ScenarioFolder folder;
  const Overrides overrides = {"uncertainty.draws=50", "uncertainty.index_points=16", "ensemble.members=2"};
  RunRequest one, three;
  one.threads = 1;
  three.threads = 3;
  three.block_transformers = 32;
  EXPECT_EQ(bytes_of(folder.run(one, overrides)), bytes_of(folder.run(three, overrides)));
}

TEST(Uncertainty, IsLeftOutWhereNobodyAsks) {
  const ScenarioFolder folder;
  const io::ResultsReader file(folder.run());
  EXPECT_FALSE(file.has("headline"));
  EXPECT_FALSE(file.has("emission_kg_p05"));
}

TEST(Uncertainty, SaysWhatIsWrong) {
  const ScenarioFolder folder;
  EXPECT_NE(folder.problems({R"(uncertainty.input=[{name = "coal_stove.pm2"}])"}).find("coal_stove.pm25"),
            std::string::npos);
  EXPECT_NE(folder.problems({R"(uncertainty.input=[{name = "heat.before", low = 2.0}])"}).find("not in order"),
            std::string::npos);
  EXPECT_NE(folder.problems({R"(uncertainty.input=[{name = "heat.before", distribution = "lognormal", low = 0.0}])"})
                .find("above 0"),
            std::string::npos);
  EXPECT_NE(folder.problems({"uncertainty.performance=[1.1, 1.0, 1.2]"}).find("low, most likely and high"),
            std::string::npos);
  EXPECT_NE(folder.problems({"ensemble.members=2", R"(ensemble.epw=["no.epw"])"}).find("built-in climate"),
            std::string::npos);
}

// Five winters and populations, and the same winters with the same homes under a cold wave.
const io::ResultsReader& five_members() {
  static const ScenarioFolder folder;
  static const io::ResultsReader file(folder.run({}, only({"ensemble.members=5"})));
  return file;
}

TEST(Ensemble, MembersAreWintersOfTheirOwn) {
  const io::ResultsReader& file = five_members();
  ASSERT_EQ(file.size_of("ensemble"), 5U);
  const std::vector<double> coldest = file.numbers("member_coldest_day_c");
  const std::vector<double> seeds = file.numbers("member_population_seed"), all = file.numbers("member_headline");
  const std::vector<double> main = file.numbers("headline_value");
  EXPECT_EQ(seeds[0], 7.0);
  for (size_t m = 0; m < 5; ++m) {
    const auto from = all.begin() + static_cast<std::ptrdiff_t>(m * main.size());
    EXPECT_EQ(m == 0, std::equal(main.begin(), main.end(), from)) << m;
    EXPECT_EQ(m == 0, coldest[m] == coldest[0]) << m;
    EXPECT_EQ(m == 0, seeds[m] == seeds[0]) << m;
  }
  EXPECT_EQ(file.texts("uncertain_input").back(), "ensemble");
  // With no spread of heat, peaks hang on the members alone: the band lies within what they have, and is one.
  const auto peak = [&](const char* variable) { return at(file, variable, CONVERTED, Headline::county_peak_mw); };
  double least = 1e9, most = 0.0;
  for (size_t m = 0; m < 5; ++m) {
    const size_t member[] = {m, CONVERTED};
    const double of = file.numbers("member_headline", member).at(static_cast<size_t>(Headline::county_peak_mw));
    least = std::min(least, of);
    most = std::max(most, of);
  }
  EXPECT_LT(least, most);
  EXPECT_GE(peak("headline_p05"), least);
  EXPECT_LE(peak("headline_p95"), most);
  EXPECT_LT(peak("headline_p05"), peak("headline_p95"));
}

TEST(Ensemble, LongerReturnPeriodsAreWorse) {
  const io::ResultsReader& file = five_members();
  const std::vector<double> cold = file.numbers("extreme_coldest_day_c");
  const std::vector<double> peaks = file.numbers("extreme_county_peak_mw", CONVERTED);
  EXPECT_TRUE(std::is_sorted(cold.rbegin(), cold.rend()));
  EXPECT_TRUE(std::is_sorted(peaks.begin(), peaks.end()));
  const std::vector<double> coldest = file.numbers("member_coldest_day_c");
  EXPECT_LT(cold.back(), *std::max_element(coldest.begin(), coldest.end()));
}

// Winters that come again are no further winters.
TEST(Ensemble, ReturnPeriodsTakeWintersThatDiffer) {
  const io::ResultsReader& file = five_members();
  EXPECT_EQ(file.numbers("member_winter"), (std::vector<double>{0.0, 1.0, 2.0, 3.0, 4.0}));
  const ScenarioFolder folder;
  const io::ResultsReader same(folder.run({}, only({"ensemble.members=5", "ensemble.weather=same"})));
  EXPECT_EQ(same.numbers("member_winter"), std::vector<double>(5, 0.0));
  EXPECT_FALSE(same.has("extreme_coldest_day_c"));
  EXPECT_FALSE(same.has("extreme_county_peak_mw"));
}

// With a year from a file the winter hangs on no seed: a member is the main run of its homes' seed.
TEST(Ensemble, AMemberIsTheRunOfItsSeed) {
  std::string text = std::string(HEAD) + MIXES;
  const std::string site = "site = \"yanggao\"";
  text.replace(text.find(site), site.size(), "epw = \"year.epw\"");
  const ScenarioFolder folder(text);
  TimeAxis year;
  year.first_day = std::chrono::sys_days{std::chrono::year{2021} / 1 / 1};
  year.season_days = 365;
  year.warm_up_days = 0;
  folder.write("year.epw", io::write_epw(weather::synthesise("yanggao", 3, year), 2021, "a test"));
  const io::ResultsReader file(folder.run({}, {"ensemble.members=2", R"(ensemble.epw=["year.epw"])"}));
  const auto seed = static_cast<int64_t>(file.numbers("member_population_seed").at(1));
  const io::ResultsReader own(
      folder.run({}, {fmt::format("seed={}", seed), "uncertainty.draws=20", "uncertainty.index_points=0"}));
  const size_t member[] = {1};
  const std::vector<double> drawn = file.numbers("member_headline", member), run = own.numbers("headline_value");
  ASSERT_EQ(drawn.size(), run.size());
  for (size_t i = 0; i < run.size(); ++i) {
    const auto headline = static_cast<Headline>(i % HEADLINES);
    const bool air = headline >= Headline::co2_t && headline <= Headline::pm25_t;  // behind the main run's losses
    EXPECT_NEAR(drawn[i], run[i], air ? 2e-3 * std::abs(run[i]) : 0.0) << headline_names()[i % HEADLINES];
  }
  EXPECT_EQ(file.texts("member_weather").at(1), "year.epw");
  EXPECT_NE(folder.problems({"ensemble.members=2"}).find("ensemble.epw"), std::string::npos);
}

TEST(Ensemble, AColdWaveLiesOverEveryMember) {
  const ScenarioFolder folder;
  const io::ResultsReader& usual = five_members();
  const io::ResultsReader colder(
      folder.run({}, {"ensemble.members=3", "ensemble.population=same",
                      "weather.cold_wave={first_day = 2021-12-24, days = 5, depth_k = 12.0}"}));
  const std::vector<double> a = usual.numbers("member_coldest_day_c"), b = colder.numbers("member_coldest_day_c");
  for (size_t m = 0; m < 3; ++m) EXPECT_LT(b[m], a[m] - 1.0) << m;
  // The same homes in all three.
  const std::vector<double> seeds = colder.numbers("member_population_seed");
  EXPECT_EQ(seeds[0], seeds[2]);
}

TEST(Ensemble, TheSameWinterAndHomesGiveTheSameMember) {
  const ScenarioFolder folder;
  const io::ResultsReader file(
      folder.run({}, {"ensemble.members=2", "ensemble.weather=same", "ensemble.population=same"}));
  const std::vector<double> all = file.numbers("member_headline");
  const auto half = static_cast<std::ptrdiff_t>(all.size() / 2);
  EXPECT_TRUE(std::equal(all.begin(), all.begin() + half, all.begin() + half));
}

}  // namespace
}  // namespace hearthgrid::run
