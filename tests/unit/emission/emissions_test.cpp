#include "models/emission/emissions.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <stdexcept>

namespace hearthgrid::emission {
namespace {

Factor factor(const std::string& device, Pollutant pollutant, Where where, FactorUnit unit, double central) {
  return {device, pollutant, where, unit, central / 2.0, central, central * 2.0, "assumed", "made for the test"};
}

FactorSet small_set() {
  FactorSet set;
  set.add(factor("coal_stove", Pollutant::co2, Where::stove, FactorUnit::g_per_mj, 100.0));
  set.add(factor("coal_stove", Pollutant::so2, Where::stove, FactorUnit::g_per_mj, 0.5));
  set.add(factor("electricity_north", Pollutant::co2, Where::plant, FactorUnit::g_per_kwh, 600.0));
  set.add(factor("upstream_coal", Pollutant::ch4, Where::upstream, FactorUnit::g_per_mj, 0.4));
  set.add(factor("upstream_electricity", Pollutant::ch4, Where::upstream, FactorUnit::g_per_kwh, 3.0));
  return set;
}

TEST(Emissions, ComeOutAsWorkedByHand) {
  const FuelUse use{{{"coal_stove", Fuel::coal, 2000.0}}, 90.0, 0.1, "electricity_north"};
  const EmissionResult result = emissions_of(small_set(), use, Level::central);
  EXPECT_DOUBLE_EQ(result.at(Where::stove, Pollutant::co2), 200.0);
  EXPECT_DOUBLE_EQ(result.at(Where::stove, Pollutant::so2), 1.0);
  EXPECT_DOUBLE_EQ(result.at(Where::plant, Pollutant::co2), 60.0);  // 90 / 0.9 = 100 kWh generated
  EXPECT_DOUBLE_EQ(result.at(Where::upstream, Pollutant::ch4), 0.8 + 0.3);
  EXPECT_DOUBLE_EQ(result.total(Pollutant::co2), 260.0);
  EXPECT_DOUBLE_EQ(emissions_of(small_set(), use, Level::low).total(Pollutant::co2), 130.0);
  EXPECT_DOUBLE_EQ(emissions_of(small_set(), use, Level::high).total(Pollutant::co2), 520.0);
}

TEST(Emissions, RefuseWhatHasNoMeaning) {
  const FactorSet set = small_set();
  EXPECT_THROW((void)emissions_of(set, {{{"samovar", Fuel::coal, 1.0}}, 0.0, 0.0, "electricity_north"}, Level::low),
               std::invalid_argument);
  EXPECT_THROW((void)emissions_of(set, {{}, 1.0, 0.0, "electricity_mars"}, Level::low), std::invalid_argument);
  EXPECT_THROW((void)emissions_of(set, {{}, -1.0, 0.0, "electricity_north"}, Level::low), std::invalid_argument);
  EXPECT_THROW((void)emissions_of(set, {{}, 1.0, 1.0, "electricity_north"}, Level::low), std::invalid_argument);
  EXPECT_THROW((void)emissions_of(set, {{{"coal_stove", Fuel::coal, -5.0}}, 0.0, 0.0, "electricity_north"}, Level::low),
               std::invalid_argument);
}

TEST(FactorSet, RefusesDoubledAndDisorderedRows) {
  FactorSet set = small_set();
  EXPECT_THROW(set.add(factor("coal_stove", Pollutant::co2, Where::stove, FactorUnit::g_per_mj, 1.0)),
               std::invalid_argument);
  EXPECT_THROW(set.add(factor("coal_stove", Pollutant::nox, Where::plant, FactorUnit::g_per_mj, 1.0)),
               std::invalid_argument);
  Factor wrong = factor("coal_stove", Pollutant::nox, Where::stove, FactorUnit::g_per_mj, 1.0);
  wrong.low = 1.5;
  EXPECT_THROW(set.add(wrong), std::invalid_argument);
  EXPECT_EQ(set.missing("coal_stove").size(), static_cast<size_t>(POLLUTANTS) - 3);  // two given, co2e_unsplit never
  EXPECT_TRUE(set.missing("upstream_coal").empty());
}

RC_GTEST_PROP(Emissions, OfASumAreTheSumOfEmissions, ()) {
  const auto amount = [] { return static_cast<double>(*rc::gen::inRange(0, 1000000)); };
  const FuelUse a{{{"coal_stove", Fuel::coal, amount()}}, amount(), 0.05, "electricity_north"};
  const FuelUse b{{{"coal_stove", Fuel::coal, amount()}}, amount(), 0.05, "electricity_north"};
  FuelUse both = a;
  both.burned[0].fuel_mj += b.burned[0].fuel_mj;
  both.electricity_kwh += b.electricity_kwh;
  const FactorSet set = small_set();
  EmissionResult sum = emissions_of(set, a, Level::high);
  sum += emissions_of(set, b, Level::high);
  sum -= emissions_of(set, both, Level::high);
  for (const auto& place : sum.kg) {
    for (const double kg : place) {
      RC_ASSERT(std::abs(kg) < 1e-6);
    }
  }
}

// A draw of all rows costs one sum: amounts times values give what emissions_of gives.
RC_GTEST_PROP(Emissions, AmountsOfRowsTimesTheirValuesAreTheKilograms, ()) {
  const auto amount = [] { return static_cast<double>(*rc::gen::inRange(0, 1000000)); };
  FuelUse use{{{"coal_stove", Fuel::coal, amount()}}, amount(), 0.05, "electricity_north"};
  use.plant_scale[static_cast<size_t>(Pollutant::co2)] = 1.5;
  const FactorSet set = small_set();
  const std::vector<double> amounts = amount_of_row(set, use);
  std::array<double, POLLUTANTS> kg{};
  for (size_t row = 0; row < amounts.size(); ++row) {
    kg[static_cast<size_t>(set.rows()[row].pollutant)] += amounts[row] * set.rows()[row].high / 1000.0;
  }
  const EmissionResult expected = emissions_of(set, use, Level::high);
  for (size_t p = 0; p < POLLUTANTS; ++p) {
    RC_ASSERT(std::abs(kg[p] - expected.total(static_cast<Pollutant>(p))) <= 1e-9 * (1.0 + kg[p]));
  }
}

}  // namespace
}  // namespace hearthgrid::emission
