// Heaters that start inside the season, and mixes that change nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

constexpr int PER_DAY = 96;
const std::vector<std::string> NAMES = {"east-0001", "east-0050", "north-0003", "north-0077", "west-0042"};

std::string series_of_names() {
  std::string text = "households.series_of=[";
  for (const std::string& name : NAMES) text += "\"" + name + "\",";
  text.back() = ']';
  return text;
}

std::string everyone(const std::string& name, const std::string& technology, const std::string& rest) {
  return fmt::format("[[mix]]\nname = \"{}\"\n[[mix.convert]]\ntechnology = \"{}\"\n{}\n", name, technology, rest);
}

struct SmallRun {
  explicit SmallRun(const std::string& mixes, const std::vector<std::string>& more = {})
      : folder(std::string(HEAD) + mixes), file(folder.run({}, with(more))) {}
  static std::vector<std::string> with(std::vector<std::string> more) {
    more.push_back(series_of_names());
    return more;
  }
  [[nodiscard]] std::vector<double> of(const std::string& variable, const std::string& mix) const {
    return file.numbers(variable, static_cast<size_t>(mix_index(file.texts("mix"), mix)));
  }
  [[nodiscard]] size_t steps() const { return file.size_of("time"); }
  ScenarioFolder folder;
  io::ResultsReader file;
};

TEST(NoConversion, IsBeforeBitForBit) {
  const SmallRun run(MIXES);
  for (const std::string& variable : season_variables()) {
    EXPECT_TRUE(run.of(variable, "none") == run.of(variable, "before")) << variable;
  }
  for (const char* variable : {"transformer_load_kw", "county_load_kw", "county_gas_m3h", "transformer_loss_of_life_h",
                               "transformer_peak_hot_spot_c", "village_heat_kwh", "village_bill_cny", "emission_kg",
                               "cost_cny", "cost_present_value_cny", "series_heat_w", "series_indoor_c"}) {
    EXPECT_TRUE(run.of(variable, "none") == run.of(variable, "before")) << variable;
  }
  EXPECT_FALSE(run.of("county_load_kw", "pumps and gas") == run.of("county_load_kw", "before"));
}

TEST(Commissioning, InTheNextSeasonIsReported) {
  const ScenarioFolder folder(std::string(HEAD) + everyone("later", "ashp_water", "commissioned = 2022-12-20"));
  EXPECT_THAT(folder.problems(), ::testing::HasSubstr("commissioned on 2022-12-20, when the next season has begun"));
  EXPECT_EQ(folder.problems({"mix.later.convert.1.commissioned=2022-12-19"}), "");
}

TEST(Commissioning, BeforeTheSeasonIsNoDate) {
  const SmallRun run(everyone("no date", "ashp_water", "") +
                     everyone("october", "ashp_water", "commissioned = 2021-10-01") +
                     everyone("first day", "ashp_water", "commissioned = 2021-12-20"));
  for (const std::string& variable : season_variables()) {
    EXPECT_TRUE(run.of(variable, "october") == run.of(variable, "no date")) << variable;
    EXPECT_TRUE(run.of(variable, "first day") == run.of(variable, "no date")) << variable;
  }
}

// Handing a home over to what it had already changes nothing: state, fire and accounts go on.
TEST(Commissioning, OfTheSameHeaterGoesOnAsIfNothingHadHappened) {
  const SmallRun run("[[mix]]\nname = \"before\"\n" + everyone("same", "unchanged", "commissioned = 2021-12-27"));
  for (const char* variable : {"series_heat_w", "series_indoor_c", "series_electricity_kw", "transformer_load_kw"}) {
    EXPECT_TRUE(run.of(variable, "same") == run.of(variable, "before")) << variable;
  }
  for (const char* variable : {"household_heat_kwh", "household_electricity_kwh", "household_coal_kg",
                               "household_unmet_kwh", "household_mean_indoor_c", "household_min_indoor_c",
                               "household_peak_kw", "household_hours_below_14", "household_hours_below_10"}) {
    const auto a = run.of(variable, "before"), b = run.of(variable, "same");
    for (size_t h = 0; h < a.size(); ++h) ASSERT_NEAR(a[h], b[h], 2e-6 * std::max(1.0, a[h])) << variable << " " << h;
  }
}

class CommissioningInside : public ::testing::Test {
 protected:
  static constexpr size_t BEGIN = 7 * PER_DAY;  // 27 December
  static void SetUpTestSuite() {
    run_ = new SmallRun("[[mix]]\nname = \"before\"\n" + everyone("pump", "ashp_water", "commissioned = 2021-12-27") +
                        everyone("gas", "gas_boiler", "envelope = \"deep\"\ncommissioned = 2021-12-27") +
                        everyone("pump all along", "ashp_water", ""));
  }
  static void TearDownTestSuite() {
    delete run_;
    run_ = nullptr;
  }
  static SmallRun* run_;
};
SmallRun* CommissioningInside::run_ = nullptr;

TEST_F(CommissioningInside, ChangesNothingBeforeItsDay) {
  const size_t steps = run_->steps();
  for (const char* mix : {"pump", "gas"}) {
    for (const char* variable : {"series_heat_w", "series_indoor_c", "series_electricity_kw", "transformer_load_kw"}) {
      const auto before = run_->of(variable, "before"), after = run_->of(variable, mix);
      int different = 0;
      for (size_t i = 0; i < before.size(); ++i) {
        if (i % steps >= BEGIN) {
          different += before[i] != after[i] ? 1 : 0;
          continue;
        }
        ASSERT_EQ(before[i], after[i]) << variable << " " << i / steps << " step " << i % steps;
      }
      EXPECT_GT(different, static_cast<int>(before.size()) / 10) << variable << " " << mix;
    }
  }
}

TEST_F(CommissioningInside, GoesOnFromTheTemperatureOfTheRoom) {
  const size_t steps = run_->steps();
  for (const char* mix : {"pump", "gas"}) {
    const auto air = run_->of("series_indoor_c", mix);
    for (size_t n = 0; n < NAMES.size(); ++n) {
      // A boiler may lift a room to its set point within a quarter of an hour, and while the new radiators' water warms
      // a leaky one may cool by some kelvins, but a room does not start anew.
      const double last = air[n * steps + BEGIN - 1], first = air[n * steps + BEGIN];
      EXPECT_GT(first, last - 5.0) << mix << " " << NAMES[n];
      EXPECT_LT(first, std::max(last, 21.0)) << mix << " " << NAMES[n];
    }
  }
}

TEST_F(CommissioningInside, EndsLikeAHomeThatHadTheHeaterAllAlong) {
  const size_t steps = run_->steps();
  const auto late = run_->of("series_indoor_c", "pump"), always = run_->of("series_indoor_c", "pump all along");
  for (size_t n = 0; n < NAMES.size(); ++n) {
    double gap = 0.0, first = 0.0;
    for (size_t k = 0; k < PER_DAY; ++k) {
      first += std::abs(late[n * steps + BEGIN + k] - always[n * steps + BEGIN + k]) / PER_DAY;
      gap += std::abs(late[(n + 1) * steps - 1 - k] - always[(n + 1) * steps - 1 - k]) / PER_DAY;
    }
    EXPECT_LT(gap, 0.5) << NAMES[n];
    EXPECT_LE(gap, first + 0.05) << NAMES[n];
  }
}

TEST_F(CommissioningInside, CountsBothHeaters) {
  const size_t steps = run_->steps();
  const auto homes = run_->file.texts("household"), named = run_->file.texts("named_household");
  for (const char* mix : {"pump", "gas"}) {
    const auto heat = run_->of("series_heat_w", mix), power = run_->of("series_electricity_kw", mix);
    const auto air = run_->of("series_indoor_c", mix);
    for (size_t n = 0; n < named.size(); ++n) {
      const size_t h = std::find(homes.begin(), homes.end(), named[n]) - homes.begin();
      double heat_kwh = 0.0, kwh = 0.0, mean = 0.0, peak = 0.0;
      for (size_t k = n * steps; k < (n + 1) * steps; ++k) {
        heat_kwh += 0.25e-3 * heat[k];
        kwh += 0.25 * power[k];
        mean += air[k] / static_cast<double>(steps);
        peak = std::max(peak, power[k]);
      }
      EXPECT_NEAR(run_->of("household_heat_kwh", mix)[h], heat_kwh, 1e-5 * heat_kwh);
      EXPECT_NEAR(run_->of("household_electricity_kwh", mix)[h], kwh, 1e-5 * kwh);
      EXPECT_NEAR(run_->of("household_mean_indoor_c", mix)[h], mean, 1e-4);
      EXPECT_NEAR(run_->of("household_peak_kw", mix)[h], peak, 1e-5 * peak);
      EXPECT_GT(run_->of("household_coal_kg", mix)[h], 0.0);
      EXPECT_LT(run_->of("household_coal_kg", mix)[h], run_->of("household_coal_kg", "before")[h]);
    }
  }
}

TEST_F(CommissioningInside, BalanceStillCloses) {
  EXPECT_LT(std::stod(*run_->file.attribute("largest_heat_balance_error")), 1e-9);
}

}  // namespace
}  // namespace hearthgrid::run
