// What conversions cost homes themselves: held against the books, and against incomes home by home.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tests/unit/run/numbers.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

constexpr const char* TWO_WAYS = R"([fairness]
outlay_limit = 0.3
[[mix]]
name = "before"
[[mix]]
name = "gas"
[[mix.convert]]
technology = "gas_boiler"
share = 0.5
subsidy = "chiping-gas"
commissioned = 2021-12-28
[[mix]]
name = "pumps"
[[mix.convert]]
technology = "ashp_water"
envelope = "basic"
share = 0.4
subsidy = "shanxi-ashp"
)";

// What households and institutions bear of the first year's purchases.
double booked_cny(const io::ResultsReader& file, size_t mix) {
  const auto items = file.texts("item"), payers = file.texts("payer");
  const Numbers cny = file.numbers("cost_cny", mix);
  double all = 0.0;
  for (size_t i = 0; i < items.size() && items[i] != "replacement"; ++i) {
    for (size_t p = 0; p < payers.size(); ++p) {
      if (payers[p] == "household" || payers[p] == "institution") all += cny.at(i * payers.size() + p);
    }
  }
  return all;
}

TEST(Outlays, AreWhatTheBooksSayOfTheFirstYear) {
  const ScenarioFolder folder(std::string(HEAD) + TWO_WAYS);
  const io::ResultsReader file(folder.run());
  const Numbers income = file.numbers("household_income_cny"), village = file.numbers("household_village"),
                was = file.numbers("household_technology", 0);
  const size_t bands = file.size_of("income_band");
  for (const size_t mix : {0U, 1U, 2U}) {
    const Numbers outlay = file.numbers("household_outlay_cny", mix), now = file.numbers("household_technology", mix),
                  by_band = file.numbers("fairness_outlay_cny", mix),
                  incomes = file.numbers("fairness_outlay_income_cny", mix),
                  burdened = file.numbers("fairness_outlay_burdened", mix);
    EXPECT_NEAR(sum(outlay), booked_cny(file, mix), 0.01 * static_cast<double>(outlay.size()));
    Numbers by_village(3, 0.0), income_by_village(3, 0.0), burdened_by_village(3, 0.0);
    for (size_t h = 0; h < outlay.size(); ++h) {
      if (now[h] == was[h]) {
        EXPECT_EQ(outlay[h], 0.0);
        continue;
      }
      const auto v = static_cast<size_t>(village[h]);
      by_village[v] += outlay[h];
      income_by_village[v] += income[h];
      burdened_by_village[v] += income[h] > 0.0 && outlay[h] > 0.3 * income[h] ? 1.0 : 0.0;
    }
    for (size_t v = 0; v < 3; ++v) {
      const auto of_village = [&](const Numbers& cells) {
        return std::accumulate(cells.begin() + static_cast<std::ptrdiff_t>(v * bands),
                               cells.begin() + static_cast<std::ptrdiff_t>((v + 1) * bands), 0.0);
      };
      EXPECT_NEAR(of_village(by_band), by_village[v], 0.5) << mix;
      EXPECT_NEAR(of_village(incomes), income_by_village[v], 5.0) << mix;
      EXPECT_EQ(of_village(burdened), burdened_by_village[v]) << mix;
    }
  }
  EXPECT_GT(sum(file.numbers("fairness_outlay_burdened", 2)), 5.0);
  EXPECT_LT(sum(file.numbers("fairness_outlay_burdened", 2)), sum(file.numbers("village_converted", 2)));
}

// Homes that convert after the season buy this year, and are in all that is said of outlays.
TEST(Outlays, AreOfHomesForTheNextWinterToo) {
  const ScenarioFolder folder(std::string(HEAD) + TWO_WAYS);
  const io::ResultsReader file(folder.run({}, {"mix.gas.convert.1.commissioned=2022-06-01"}));
  EXPECT_EQ(sum(file.numbers("fairness_converted", 1)), 0.0);
  EXPECT_EQ(sum(file.numbers("fairness_outlay_homes", 1)), 150.0);
  EXPECT_EQ(sum(file.numbers("fairness_outlay_homes", 2)), sum(file.numbers("fairness_converted", 2)));
  const double outlay = sum(file.numbers("household_outlay_cny", 1));
  EXPECT_NE(outlay, 0.0);
  EXPECT_NEAR(sum(file.numbers("fairness_outlay_cny", 1)), outlay, 1.0);
}

}  // namespace
}  // namespace hearthgrid::run
