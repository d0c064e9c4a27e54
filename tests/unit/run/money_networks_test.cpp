// What networks cost in the books: planned measures and meters where a plan was made, else the catalogue's lines by the
// home and transformers by size.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/unit/run/gas_folder.hpp"
#include "tests/unit/run/numbers.hpp"
#include "tests/unit/run/two_villages.hpp"

namespace hearthgrid::run {
namespace {

/// What a payer pays for an item in the first year of a mix [CNY].
double pays(const io::ResultsReader& file, size_t mix, const std::string& payer, const std::string& item) {
  const auto items = file.texts("item"), payers = file.texts("payer");
  const auto row = static_cast<size_t>(std::find(items.begin(), items.end(), item) - items.begin());
  const auto column = static_cast<size_t>(std::find(payers.begin(), payers.end(), payer) - payers.begin());
  return file.numbers("cost_cny", mix).at(row * payers.size() + column);
}

double utility_pays(const io::ResultsReader& file, size_t mix, const std::string& item) {
  return pays(file, mix, "utility", item);
}

constexpr size_t DIRECT = 1;
constexpr double HOMES = 12.0;

TEST(MoneyOfNetworks, APlanStandsInPlaceOfTheCatalogue) {
  const TwoVillages place("\n[reinforcement]\n");
  const io::ResultsReader file(place.folder.run({}, {"electricity.service_limit_kw=6"}));
  const double measures = sum(file.numbers("village_reinforcement_cost_cny", DIRECT));
  const double meters = file.numbers("county_service_upgrade_cny").at(DIRECT);
  EXPECT_GT(measures, 0.0);
  EXPECT_GT(meters, 0.0);
  EXPECT_NEAR(utility_pays(file, DIRECT, "network"), measures, 0.02);
  EXPECT_NEAR(utility_pays(file, DIRECT, "meter"), meters, 0.02);
  // 2 % of both for upkeep, each rounded in its village.
  EXPECT_NEAR(utility_pays(file, DIRECT, "maintenance"), 0.02 * (measures + meters), 0.05);
  EXPECT_EQ(utility_pays(file, 0, "network"), 0.0);
}

TEST(MoneyOfNetworks, WithoutAPlanLinesAreByTheHomeAndTransformersBySize) {
  const TwoVillages place("");
  const io::ResultsReader file(place.folder.run({}, {"electricity.service_limit_kw=6"}));
  const double transformers = sum(file.numbers("transformer_upgrade_cost_cny", DIRECT));
  EXPECT_GT(transformers, 0.0);
  EXPECT_NEAR(utility_pays(file, DIRECT, "network"), 3000.0 * HOMES + transformers, 0.02);
  EXPECT_EQ(utility_pays(file, DIRECT, "meter"), 0.0);  // within the 3 000 CNY for lines and meters
}

// Pipes by the home, and what the network's sizing asks for beside them.
TEST(MoneyOfNetworks, TheGasCompanyPaysForTheSizingOfItsNetwork) {
  io::Tables tables = gas_tables();
  std::string& boxes = tables.at("gas/regulators.csv");
  const std::string wide = "2800,1000,90,";
  boxes.replace(boxes.find(wide), wide.size(), "2800,1000,10,");  // m3/h, for twenty homes
  const GasFolder place("network = \"gas\"", tables);
  const io::ResultsReader file(place.run());
  constexpr size_t GAS = 1;
  const double works = file.numbers("gas_sizing_cost_cny").at(GAS);
  EXPECT_GT(works, 0.0);
  const double homes = sum(file.numbers("village_converted", GAS));
  EXPECT_NEAR(pays(file, GAS, "gas_company", "gas_network"), 4500.0 * homes + works, 0.02);
  EXPECT_EQ(pays(file, 0, "gas_company", "gas_network"), file.numbers("gas_sizing_cost_cny").at(0));
}

}  // namespace
}  // namespace hearthgrid::run
