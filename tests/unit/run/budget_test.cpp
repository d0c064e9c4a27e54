// What capped budgets count, and whom they serve in which order: held against the books, and against a reckoning of the
// line by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>

#include "tests/unit/run/gas_folder.hpp"
#include "tests/unit/run/numbers.hpp"
#include "tests/unit/run/two_villages.hpp"

namespace hearthgrid::run {
namespace {

std::string subsidy(const std::string& name, double amount, const std::string& payers) {
  return fmt::format(R"([[subsidy]]
name = "{}"
[[subsidy.item]]
item = "equipment"
user = "household"
amount = {}
{}
split_status = "standard"
status = "assumed"
source = "a test"
)",
                     name, amount, payers);
}

double booked_cny(const io::ResultsReader& file, size_t mix, size_t year, const std::string& payer,
                  const std::string& item) {
  const auto items = file.texts("item"), payers = file.texts("payer");
  const auto row = static_cast<size_t>(std::find(items.begin(), items.end(), item) - items.begin());
  const auto column = static_cast<size_t>(std::find(payers.begin(), payers.end(), payer) - payers.begin());
  return file.numbers("cost_cny", mix).at((year * items.size() + row) * payers.size() + column);
}

// Two clauses share the villages; the one that stands second gives less, and some homes get nothing at all.
constexpr const char* THREE_CLAUSES = R"([money]
subsidy_file = "subsidies.toml"
[[mix]]
name = "before"
[[mix]]
name = "mixed"
[[mix.convert]]
technology = "ashp_water"
share = 0.4
subsidy = "much"
[[mix.convert]]
technology = "gas_boiler"
share = 0.3
subsidy = "little"
[[mix.convert]]
technology = "pellet_boiler"
share = 0.2
)";

TEST(Budgets, ServeAVillagesHomesInTheirOwnOrderWhateverTheClause) {
  const ScenarioFolder folder(std::string(HEAD) + THREE_CLAUSES);
  const std::string county = "payers = [\"county\"]\nshares = [1.0]";
  folder.write("subsidies.toml", subsidy("much", 5000.0, county) + subsidy("little", 1000.0, county));
  const std::vector<std::string> cap = {"money.village_order=['north','west']",
                                        "money.budget=[{payer='county',year=2021,cap_cny=217500}]"};
  const io::ResultsReader file(folder.run({}, cap));
  const Numbers technology = file.numbers("household_technology", 1), was = file.numbers("household_technology", 0),
                village = file.numbers("household_village");
  const auto names = file.flag_meanings("household_technology"), villages = file.texts("village");
  // The line by hand: homes of a village as the file has them.
  Numbers funded(villages.size(), 0.0);
  double left = 217500.0, refused = 0.0;
  bool open = true;
  for (const std::string name : {"north", "west", "east"}) {
    for (size_t h = 0; h < technology.size(); ++h) {
      if (villages[static_cast<size_t>(village[h])] != name || technology[h] == was[h]) continue;
      const std::string& heater = names[static_cast<size_t>(technology[h])];
      const double need = heater == "ashp_water" ? 5000.0 : heater == "gas_boiler" ? 1000.0 : 0.0;
      open = open && (need == 0.0 || need <= left);
      if (open || need == 0.0) {
        left -= need;
        funded[static_cast<size_t>(village[h])] += 1.0;
      } else {
        refused += need;
      }
    }
  }
  EXPECT_FALSE(open);
  EXPECT_EQ(file.numbers("budget_funded_homes", 1), funded);
  EXPECT_EQ(file.numbers("budget_unfunded_cny", 1).at(0), refused);
  EXPECT_EQ(file.numbers("budget_need_cny", 1).at(0), booked_cny(file, 1, 0, "county", "equipment"));
  // Rows of households.csv in another order change nothing.
  std::vector<std::string> rows = household_rows();
  std::reverse(rows.begin(), rows.end());
  folder.write("households.csv", households_csv(rows));
  EXPECT_EQ(io::ResultsReader(folder.run({}, cap)).numbers("budget_funded_homes", 1), funded);
}

// A grant that does not split into whole fen is booked by the village, and needed by home: to the fen the same.
TEST(Budgets, NeedWhatTheBooksSay) {
  const ScenarioFolder folder(std::string(HEAD) + THREE_CLAUSES);
  const std::string thirds = "payers = [\"province\", \"city\", \"county\"]\nshares = [1.0, 1.0, 1.0]";
  folder.write("subsidies.toml", subsidy("much", 1000.0, thirds) + subsidy("little", 100.01, thirds));
  const io::ResultsReader file(
      folder.run({}, {"money.budget=[{payer='province',year=2021,cap_cny=1e6},{payer='city',year=2021,cap_cny=1e6},"
                      "{payer='county',year=2022,cap_cny=0}]"}));
  const Numbers need = file.numbers("budget_need_cny", 1);
  EXPECT_NEAR(need.at(0), booked_cny(file, 1, 0, "province", "equipment"), 1e-6);
  EXPECT_NEAR(need.at(1), booked_cny(file, 1, 0, "city", "equipment"), 1e-6);
  EXPECT_EQ(need.at(2), 0.0);
  EXPECT_EQ(file.numbers("budget_funded_homes", 1), file.numbers("village_converted", 1));
}

// Homes that begin after the season are paid for in the first year like the others, with their clause's grants.
TEST(Budgets, FundHomesThatAreConvertedForTheNextWinter) {
  const ScenarioFolder folder(std::string(HEAD) + R"([money]
subsidy_file = "subsidies.toml"
[[mix]]
name = "before"
[[mix]]
name = "in spring"
[[mix.convert]]
technology = "gas_boiler"
count = 3
[[mix.convert]]
technology = "ashp_water"
count = 9
subsidy = "much"
commissioned = 2022-06-15
)");
  folder.write("subsidies.toml", subsidy("much", 5000.0, "payers = [\"county\"]\nshares = [1.0]"));
  const auto run = [&](double cap) {
    return io::ResultsReader(
        folder.run({}, {fmt::format("money.budget=[{{payer='county',year=2021,cap_cny={}}}]", cap)}));
  };
  const io::ResultsReader plenty = run(45000.0);
  EXPECT_EQ(booked_cny(plenty, 1, 0, "county", "equipment"), 45000.0);
  EXPECT_EQ(plenty.numbers("budget_need_cny", 1).at(0), 45000.0);
  EXPECT_EQ(plenty.numbers("budget_unfunded_cny", 1).at(0), 0.0);
  EXPECT_EQ(sum(plenty.numbers("progress_next_winter_homes", 1)), 9.0);
  EXPECT_EQ(sum(plenty.numbers("budget_funded_homes", 1)), 12.0);
  // A fen too little: the last of the nine goes without.
  const io::ResultsReader less = run(44999.99);
  EXPECT_EQ(sum(less.numbers("budget_funded_homes", 1)), 11.0);
  EXPECT_EQ(less.numbers("budget_unfunded_cny", 1).at(0), 5000.0);
}

// Replacements at other prices are booked for all parts of a village at once, and needed home by home.
TEST(Budgets, NeedReplacementsAsTheBooksRoundThem) {
  const ScenarioFolder folder(std::string(HEAD) + R"([money]
years = 12
catalogue_file = "catalogue.toml"
[[money.price_path]]
of = ["replacement"]
factors = [1.0, 1.0, 1.0, 1.0, 1.0, 1.333]
status = "assumed"
source = "a test"
[[mix]]
name = "before"
[[mix]]
name = "gas"
[[mix.convert]]
technology = "gas_boiler"
)");
  // A home's gas pipes at 99.99 CNY, new every five years.
  std::ifstream built_in(HEARTHGRID_SOURCE_DIR "/models/economy/catalogue.toml");
  std::string catalogue{std::istreambuf_iterator<char>(built_in), {}};
  const std::string pipes = "cny = 4500.0\nlife_years = 50.0";
  catalogue.replace(catalogue.find(pipes), pipes.size(), "cny = 99.99\nlife_years = 5.0");
  folder.write("catalogue.toml", catalogue);
  const io::ResultsReader file(folder.run({}, {"money.budget=[{payer='gas_company',year=2026,cap_cny=1e7}]"}));
  const Numbers homes = file.numbers("village_converted", 1);
  // 99.99 * 1.333 is 133.28667 CNY a home: to the fen by the village.
  double booked = 0.0;
  for (const double n : homes) booked += std::round(9999.0 * n * 1.333);
  EXPECT_NEAR(booked_cny(file, 1, 5, "gas_company", "replacement"), booked / 100.0, 1e-6);
  EXPECT_NEAR(file.numbers("budget_need_cny", 1).at(0), booked / 100.0, 1e-6);
  EXPECT_NE(std::round(9999.0 * 1.333) * sum(homes), booked);
}

constexpr size_t DIRECT = 1;
constexpr const char* UTILITY =
    "money.budget=[{{payer='utility',year=2022,cap_cny={}}},{{payer='utility',year=2023,cap_cny=0}}]";

TEST(Budgets, OfThePowerCompanyCountWhatIsBuiltAndNoUpkeep) {
  const TwoVillages planned("\n[reinforcement]\n");
  const std::string limit = "electricity.service_limit_kw=6";
  const auto run = [&](const TwoVillages& place, double cap) {
    return place.folder.run({}, {limit, fmt::format(fmt::runtime(UTILITY), cap)});
  };
  const io::ResultsReader plenty(run(planned, 1e9));
  const double works =
      booked_cny(plenty, DIRECT, 0, "utility", "network") + booked_cny(plenty, DIRECT, 0, "utility", "meter");
  EXPECT_GT(works, 1000.0);
  EXPECT_GT(booked_cny(plenty, DIRECT, 0, "utility", "maintenance"), 0.0);
  EXPECT_NEAR(plenty.numbers("budget_need_cny", DIRECT).at(0), works, 1e-6);
  EXPECT_EQ(plenty.numbers("budget_need_cny", DIRECT).at(1), 0.0);
  EXPECT_EQ(sum(plenty.numbers("budget_funded_homes", DIRECT)), 12.0);
  EXPECT_EQ(sum(io::ResultsReader(run(planned, works)).numbers("budget_funded_homes", DIRECT)), 12.0);
  // A yuan too little: the second village is not reinforced, and its homes cannot heat with electricity.
  const io::ResultsReader less(run(planned, works - 1.0));
  EXPECT_LE(sum(less.numbers("budget_funded_homes", DIRECT)), 6.0);
  EXPECT_NEAR(less.numbers("budget_need_cny", DIRECT).at(0), works, 1e-6);
  EXPECT_GT(less.numbers("budget_unfunded_cny", DIRECT).at(0), 0.0);

  // Without a plan lines are by the home, 3 000 CNY each, beside the transformers of its village.
  const TwoVillages by_home("");
  const io::ResultsReader file(run(by_home, 1e9));
  const double transformers = sum(file.numbers("transformer_upgrade_cost_cny", DIRECT));
  EXPECT_NEAR(file.numbers("budget_need_cny", DIRECT).at(0), 3000.0 * 12.0 + transformers, 0.02);
  const io::ResultsReader some(run(by_home, transformers + 4.0 * 3000.0));
  EXPECT_EQ(sum(some.numbers("budget_funded_homes", DIRECT)), 4.0);
}

TEST(Budgets, OfTheGasCompanyCountItsNetworksWorks) {
  io::Tables tables = gas_tables();
  std::string& boxes = tables.at("gas/regulators.csv");
  const std::string wide = "2800,1000,90,";
  boxes.replace(boxes.find(wide), wide.size(), "2800,1000,10,");  // m3/h, for twenty homes
  const GasFolder place("network = \"gas\"", tables);
  const auto run = [&](double cap) {
    return place.run({}, {fmt::format("money.budget=[{{payer='gas_company',year=2021,cap_cny={}}}]", cap)});
  };
  constexpr size_t GAS = 1;
  const io::ResultsReader plenty(run(1e9));
  const double works = plenty.numbers("gas_sizing_cost_cny").at(GAS),
               homes = sum(plenty.numbers("village_converted", GAS));
  EXPECT_GT(works, 0.0);
  EXPECT_NEAR(plenty.numbers("budget_need_cny", GAS).at(0), works + 4500.0 * homes, 0.01);
  EXPECT_NEAR(plenty.numbers("budget_need_cny", GAS).at(0), booked_cny(plenty, GAS, 0, "gas_company", "gas_network"),
              0.01);
  EXPECT_EQ(sum(plenty.numbers("budget_funded_homes", GAS)), homes);
  EXPECT_EQ(sum(io::ResultsReader(run(works + 3.5 * 4500.0)).numbers("budget_funded_homes", GAS)), 3.0);
  // Where the network's works are too dear, no home can burn gas.
  EXPECT_EQ(sum(io::ResultsReader(run(works - 1.0)).numbers("budget_funded_homes", GAS)), 0.0);
}

// The county pays each home's lines to the power company: that is no burden on the company.
TEST(Budgets, TakeOffWhatOthersGrantForTheWorks) {
  const TwoVillages place("[money]\nsubsidy_file = \"subsidies.toml\"\n", "screen",
                          std::string(DIRECT_MIX) + "subsidy = \"lines\"\n");
  place.folder.write("subsidies.toml", R"([[subsidy]]
name = "lines"
[[subsidy.item]]
item = "network"
user = "household"
amount = 3000.0
payers = ["county"]
shares = [1.0]
receiver = "utility"
split_status = "standard"
status = "assumed"
source = "a test"
)");
  const io::ResultsReader file(place.folder.run(
      {}, {"money.budget=[{payer='utility',year=2022,cap_cny=1e9},{payer='county',year=2022,cap_cny=1e9}]"}));
  const Numbers need = file.numbers("budget_need_cny", DIRECT);
  EXPECT_NEAR(need.at(0), sum(file.numbers("transformer_upgrade_cost_cny", DIRECT)), 0.02);
  EXPECT_NEAR(need.at(0), booked_cny(file, DIRECT, 0, "utility", "network"), 0.02);
  EXPECT_EQ(need.at(1), 36000.0);
}

}  // namespace
}  // namespace hearthgrid::run
