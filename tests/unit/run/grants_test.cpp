// Grants by quantity are for the new heater alone; what an envelope costs, and who says so.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

using Numbers = std::vector<double>;
using testing::AllOf;
using testing::HasSubstr;

// A yuan for each unit of what is used.
std::string one_yuan_per(const std::string& unit) {
  return fmt::format(R"([[subsidy]]
name = "unit"
[[subsidy.item]]
item = "running"
user = "household"
amount = 1.0
basis = "per_{}"
years = 3
payers = ["county"]
shares = [1.0]
split_status = "standard"
status = "assumed"
source = "a test"
)",
                     unit);
}

constexpr const char* NEW_BOILERS = R"([before]
technology = "gas_boiler"
[money]
subsidy_file = "subsidies.toml"
[[mix]]
name = "before"
[[mix]]
name = "late"
[[mix.convert]]
technology = "gas_boiler_condensing"
share = 0.5
subsidy = "unit"
commissioned = 2021-12-28
)";
enum Mixes : size_t { BEFORE, LATE };

double item_cny(const io::ResultsReader& file, size_t mix, size_t year, const std::string& item,
                const std::string& payer) {
  const auto items = file.texts("item"), payers = file.texts("payer");
  const auto row = static_cast<size_t>(std::find(items.begin(), items.end(), item) - items.begin());
  const auto column = static_cast<size_t>(std::find(payers.begin(), payers.end(), payer) - payers.begin());
  return file.numbers("cost_cny", mix).at((year * items.size() + row) * payers.size() + column);
}

// The old boiler's gas is that of the same season which ends on the day before.
TEST(Grants, AreForWhatTheNewHeaterBurned) {
  const ScenarioFolder folder(std::string(HEAD) + NEW_BOILERS);
  folder.write("subsidies.toml", one_yuan_per("m3"));
  const io::ResultsReader whole(folder.run()),
      until(folder.run({}, {"season.last_day=2021-12-27", "mix.late.convert.1.commissioned=2021-12-26"}));
  const Numbers grant = whole.numbers("household_running_grant_cny", LATE),
                gas = whole.numbers("household_gas_m3", LATE), old = until.numbers("household_gas_m3", BEFORE),
                clause = whole.numbers("household_technology", LATE),
                first = whole.numbers("household_technology", BEFORE);
  double all = 0.0;
  int homes = 0;
  for (size_t h = 0; h < grant.size(); ++h) {
    if (clause[h] == first[h]) {
      EXPECT_EQ(grant[h], 0.0);
      continue;
    }
    EXPECT_NEAR(grant[h], gas[h] - old[h], 0.011 + 1e-4 * gas[h]) << h;  // the fen, and single precision
    EXPECT_LT(grant[h], 0.75 * gas[h] + 0.01) << h;
    all += grant[h];
    ++homes;
  }
  EXPECT_GT(homes, 100);
  EXPECT_GT(all, 1000.0);
  EXPECT_NEAR(item_cny(whole, LATE, 0, "running", "county"), all, 0.5);
  EXPECT_GT(item_cny(whole, LATE, 1, "running", "county"), 1.5 * all);  // a whole winter of the new boiler
}

// Whoever lights the old stove again burns no subsidised fuel in the new one.
TEST(Grants, AreNotForTheOldStove) {
  const ScenarioFolder folder(std::string(HEAD) + R"([before]
technology = "briquette_stove"
[money]
subsidy_file = "subsidies.toml"
[[mix]]
name = "before"
[[mix]]
name = "pellets"
[[mix.convert]]
technology = "pellet_boiler"
subsidy = "unit"
)");
  folder.write("subsidies.toml", one_yuan_per("tonne"));
  const io::ResultsReader file(folder.run({}, {"households.thrift={cost_share=0.01,reburn_share=0.5}"}));
  const Numbers relit = file.numbers("household_relit", 1), grant = file.numbers("household_running_grant_cny", 1),
                coal = file.numbers("household_coal_kg", 1), pellets = file.numbers("household_pellet_kg", 1);
  int again = 0, granted = 0;
  for (size_t h = 0; h < grant.size(); ++h) {
    EXPECT_NEAR(grant[h], relit[h] != 0.0 ? 0.0 : pellets[h] / 1000.0, 0.011) << h;
    again += relit[h] != 0.0 && coal[h] > 20.0 ? 1 : 0;
    granted += grant[h] > 0.1 ? 1 : 0;
  }
  EXPECT_GT(again, 20);
  EXPECT_GT(granted, 20);
}

constexpr const char* INSULATED = R"([[mix]]
name = "before"
[[mix]]
name = "basic"
[[mix.convert]]
technology = "unchanged"
envelope = "basic"
)";

std::string catalogue_with(const std::string& envelope) {
  std::ifstream file(HEARTHGRID_SOURCE_DIR "/models/economy/catalogue.toml");
  std::string text{std::istreambuf_iterator<char>(file), {}};
  return text + envelope;
}

TEST(EnvelopeCosts, AreTheArchetypesUnlessTheCatalogueHasThem) {
  const ScenarioFolder folder(std::string(HEAD) + INSULATED);
  folder.write("villages.csv", "village,households,target_households,archetype\nwest,80,20,brick_370\n");
  folder.write("catalogue.toml", catalogue_with(R"(
[[price_index]]
year = 2019
index = 100.0
status = "assumed"
source = "a test"
[[price_index]]
year = 2021
index = 120.0
status = "assumed"
source = "a test"
[[envelope]]
name = "basic"
[[envelope.cost]]
item = "envelope"
cny = 50.0
basis = "per_m2"
life_years = 6.0
maintenance_share = 0.01
price_year = 2019
status = "assumed"
source = "a test"
[[envelope.cost]]
item = "installation"
cny = 1000.0
life_years = 30.0
payer = "county"
status = "assumed"
source = "a test"
)"));
  std::vector<std::string> rows;
  for (const std::string& row : household_rows()) {
    if (row.starts_with("west")) rows.push_back(row);
  }
  folder.write("households.csv", households_csv(rows));
  const io::ResultsReader built_in(folder.run()), own(folder.run({}, {"money.catalogue_file='catalogue.toml'"}));
  const Numbers floor = own.numbers("household_heated_area_m2"), now = own.numbers("household_envelope", 1),
                was = own.numbers("household_envelope", 0);
  double floors = 0.0, homes = 0.0;
  for (size_t h = 0; h < floor.size(); ++h) {
    if (now[h] == was[h]) continue;
    floors += floor[h];
    homes += 1.0;
  }
  ASSERT_GT(homes, 50.0);
  // 8 000 CNY for an archetype of 100 m2, as archetypes.toml says.
  const double archetypes = item_cny(built_in, 1, 0, "envelope", "household");
  EXPECT_NEAR(archetypes, 8000.0 * floors / 100.0, 0.02 * homes);
  EXPECT_EQ(item_cny(built_in, 1, 6, "replacement", "household"), 0.0);
  const double squares = 1.2 * 50.0 * floors;
  EXPECT_NEAR(item_cny(own, 1, 0, "envelope", "household"), squares, 0.02 * homes);
  EXPECT_NEAR(item_cny(own, 1, 6, "replacement", "household"), squares, 0.02 * homes);
  EXPECT_NEAR(item_cny(own, 1, 0, "maintenance", "household"), 0.01 * squares, 0.02 * homes);
  EXPECT_EQ(item_cny(own, 1, 0, "installation", "county"), 1000.0 * homes);
  EXPECT_EQ(item_cny(own, 0, 0, "envelope", "household"), 0.0);
}

TEST(EnvelopeCosts, OfWhatNothingBearsAreRefused) {
  const ScenarioFolder folder(std::string(HEAD) + INSULATED);
  folder.write("catalogue.toml", catalogue_with("\n[[envelope]]\nname = \"baisc\"\n[[technology]]\nname = \"sun\"\n"));
  EXPECT_THAT(folder.problems({"money.catalogue_file='catalogue.toml'"}),
              AllOf(HasSubstr("unknown envelope 'baisc'"), HasSubstr("did you mean 'basic'"),
                    HasSubstr("unknown technology 'sun'")));
}

}  // namespace
}  // namespace hearthgrid::run
