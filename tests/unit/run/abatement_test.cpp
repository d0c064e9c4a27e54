// What an avoided tonne costs where homes convert inside the first winter or after it: later winters are whole ones.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

using Numbers = std::vector<double>;

constexpr const char* THREE_DATES = R"([money]
years = 10
[[mix]]
name = "before"
[[mix]]
name = "gas"
[[mix.convert]]
technology = "gas_boiler"
share = 0.5
[[mix]]
name = "inside"
[[mix.convert]]
technology = "gas_boiler"
share = 0.5
commissioned = 2021-12-28
[[mix]]
name = "spring"
[[mix.convert]]
technology = "gas_boiler"
share = 0.5
commissioned = 2022-04-15
)";
enum Mixes : size_t { BEFORE, GAS, INSIDE, SPRING };

class LaterWinters : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new ScenarioFolder(std::string(HEAD) + THREE_DATES);
    // The network's losses are in later winters those of the first.
    file_ = new io::ResultsReader(folder_->run({}, {"emissions.own_losses=false"}));
  }
  static void TearDownTestSuite() {
    delete file_;
    delete folder_;
  }
  static Numbers of(const char* variable, size_t mix) { return file_->numbers(variable, mix); }
  // Of all places, [village][pollutant].
  static Numbers emitted_kg(size_t mix) {
    const Numbers cells = of("emission_kg", mix);
    const size_t places = file_->size_of("place");
    Numbers sums(cells.size() / places);
    for (size_t i = 0; i < cells.size(); ++i) sums[i / places] += cells[i];
    return sums;
  }
  static ScenarioFolder* folder_;
  static io::ResultsReader* file_;
};
ScenarioFolder* LaterWinters::folder_ = nullptr;
io::ResultsReader* LaterWinters::file_ = nullptr;

TEST_F(LaterWinters, AvoidWhatAWholeWinterWithTheHeaterDoes) {
  const Numbers before = emitted_kg(BEFORE), whole = emitted_kg(GAS);
  for (const size_t mix : {GAS, INSIDE, SPRING}) {
    const Numbers now = emitted_kg(mix), first = of("abatement_first_winter_kg", mix),
                  later = of("abatement_later_winter_kg", mix), avoided = of("abatement_avoided_kg", mix);
    for (size_t i = 0; i < before.size(); ++i) {
      const double tiny = 1e-9 * (std::abs(before[i]) + std::abs(whole[i]));
      EXPECT_NEAR(first[i], before[i] - now[i], tiny) << mix << " " << i;
      EXPECT_NEAR(later[i], before[i] - whole[i], tiny) << mix << " " << i;
      EXPECT_NEAR(avoided[i], (first[i] + 9.0 * later[i]) / 10.0, tiny) << mix << " " << i;
    }
  }
  const Numbers first = of("abatement_first_winter_kg", INSIDE), later = of("abatement_later_winter_kg", INSIDE);
  EXPECT_GT(first[0], 0.1 * later[0]);
  EXPECT_LT(first[0], 0.9 * later[0]);
  for (const double kg : of("abatement_first_winter_kg", SPRING)) EXPECT_EQ(kg, 0.0);
}

// The whole cost over the mean tonnes of a year.
TEST_F(LaterWinters, CostPerTonneIsReckonedFromThem) {
  const size_t pollutants = file_->size_of("pollutant"), sides = file_->size_of("side"),
               villages = file_->size_of("village");
  for (const size_t mix : {INSIDE, SPRING}) {
    const Numbers annual = of("abatement_annual_cost_cny", mix), cny_t = of("abatement_cost_cny_t", mix);
    for (size_t side = 0; side < sides; ++side) {
      double cost = 0.0, tonnes = 0.0;
      for (size_t v = 0; v < villages; ++v) {
        cost += annual[v * sides + side];
        tonnes += (of("abatement_first_winter_kg", mix)[v * pollutants] +
                   9.0 * of("abatement_later_winter_kg", mix)[v * pollutants]) /
                  10e3;
      }
      EXPECT_GT(tonnes, 0.0);
      EXPECT_NEAR(cny_t[side * pollutants], cost / tonnes, 1e-6 * (1.0 + std::abs(cost / tonnes))) << mix << side;
    }
  }
}

TEST_F(LaterWinters, AConversionAfterTheSeasonLeavesThisWinterAsItWas) {
  for (const std::string& variable : season_variables()) {
    EXPECT_TRUE(of(variable.c_str(), SPRING) == of(variable.c_str(), BEFORE)) << variable;
  }
  for (const char* variable : {"county_load_kw", "emission_kg", "household_bill_cny", "village_converted"}) {
    EXPECT_TRUE(of(variable, SPRING) == of(variable, BEFORE)) << variable;
  }
  const Numbers late = of("household_bill_later_cny", SPRING), whole = of("household_bill_later_cny", GAS);
  for (size_t h = 0; h < late.size(); ++h) EXPECT_NEAR(late[h], whole[h], 0.02) << h;
}

// Bought in the first year; energy is that of before in it and that of the whole winters afterwards.
TEST_F(LaterWinters, AConversionAfterTheSeasonIsPaidForInTheFirstYear) {
  const std::vector<std::string> items = file_->texts("item");
  const size_t cells = of("cost_cny", GAS).size() / 10, payers = cells / items.size();
  const Numbers spring = of("cost_cny", SPRING), gas = of("cost_cny", GAS), before = of("cost_cny", BEFORE);
  for (size_t year = 0; year < 10; ++year) {
    for (size_t i = 0; i < cells; ++i) {
      const size_t at = year * cells + i;
      const std::string& item = items[i / payers];
      if (item == "network") continue;  // this winter's loads are those of before
      const bool energy = before[at] != 0.0 || item == "gas" || item == "electricity" || item == "coal";
      const double expected = energy && year == 0 ? before[at] : gas[at];
      if (item == "maintenance" || item == "replacement" || item == "residual_value") continue;
      EXPECT_NEAR(spring[at], expected, 0.05) << year << " " << item;
    }
  }
}

TEST_F(LaterWinters, ProgressKnowsTheHomesOfTheNextWinter) {
  const Numbers next = of("progress_next_winter_homes", SPRING);
  EXPECT_EQ(next[0] + next[1] + next[2], 150.0);
  double planned = 0.0;
  for (const double homes : of("progress_planned", SPRING)) planned += homes;
  EXPECT_EQ(planned, 150.0);
  for (const double homes : of("progress_next_winter_homes", INSIDE)) EXPECT_EQ(homes, 0.0);
}

// Insulated inside the winter: what the home burned before does not count towards later winters.
TEST(LaterWintersOfInsulation, AreThoseOfTheInsulatedHome) {
  const std::string insulate = "[[mix.convert]]\ntechnology = \"unchanged\"\nenvelope = \"deep\"\n";
  const std::string mixes = "[[mix]]\nname = \"before\"\n[[mix]]\nname = \"x\"\n" + insulate;
  const io::ResultsReader whole(ScenarioFolder(std::string(HEAD) + mixes).run()),
      inside(ScenarioFolder(std::string(HEAD) + mixes + "commissioned = 2021-12-28\n").run());
  EXPECT_EQ(inside.numbers("abatement_later_winter_kg", 1), whole.numbers("abatement_first_winter_kg", 1));
  EXPECT_LT(inside.numbers("abatement_first_winter_kg", 1)[0], whole.numbers("abatement_first_winter_kg", 1)[0]);
}

TEST(AbatementCurve, HasNoLateMixAmongItsOptions) {
  const std::string mixes = R"([[progress.delays]]
village = "north"
days = 5
[[mix]]
name = "before"
[[mix]]
name = "gas, late"
delayed = true
[[mix.convert]]
technology = "gas_boiler"
commissioned = 2021-12-20
)";
  const io::ResultsReader late(ScenarioFolder(std::string(HEAD) + mixes).run());
  EXPECT_FALSE(late.has("abatement_step_mix"));
  const io::ResultsReader both(ScenarioFolder(std::string(HEAD) + mixes +
                                              "[[mix]]\nname = \"gas\"\n[[mix.convert]]\ntechnology = \"gas_boiler\"\n")
                                   .run());
  ASSERT_TRUE(both.has("abatement_step_mix"));
  for (const double mix : both.numbers("abatement_step_mix")) EXPECT_EQ(mix, 2.0);
}

}  // namespace
}  // namespace hearthgrid::run
