// Every entry of the library heats the same small county: its books close, it heats, it draws what it says it draws.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "engine/io/data_path.hpp"
#include "engine/io/technology_file.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

using Numbers = std::vector<double>;

double sum(const Numbers& v) {
  return std::accumulate(v.begin(), v.end(), 0.0);
}

std::vector<heater::Technology> library() {
  ProblemList problems;
  auto all = io::read_technologies(io::data_path("models/heater/technologies.toml"), problems);
  problems.throw_if_any();
  return all;
}

// One mix for each.
std::string mixes_of(const std::vector<heater::Technology>& all) {
  std::string text = "[[mix]]\nname = \"before\"\n";
  for (const heater::Technology& t : all) {
    text += fmt::format("[[mix]]\nname = \"{0}\"\n[[mix.convert]]\ntechnology = \"{0}\"\n", t.name);
  }
  return text;
}

class EveryTechnology : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    all_ = library();
    folder_ = std::make_unique<ScenarioFolder>(std::string(HEAD) + mixes_of(all_));
    RunRequest request;
    request.out = folder_->path("r.h5");
    report_ = run_scenario(folder_->load(), request);
    file_ = std::make_unique<io::ResultsReader>(request.out);
  }
  static void TearDownTestSuite() {
    file_.reset();
    folder_.reset();
  }
  static inline std::vector<heater::Technology> all_;
  static inline std::unique_ptr<ScenarioFolder> folder_;
  static inline std::unique_ptr<io::ResultsReader> file_;
  static inline RunReport report_;
};

// The room's balance, and that of heat made, given to the room, lost and stored by water or core, whichever is worse.
TEST_F(EveryTechnology, ClosesItsBooks) {
  EXPECT_LT(report_.balance_error, 1e-9);
}

TEST_F(EveryTechnology, HeatsAndDrawsItsCarrier) {
  for (size_t i = 0; i < all_.size(); ++i) {
    const heater::Technology& t = all_[i];
    const Numbers heat = file_->numbers("household_heat_kwh", i + 1);
    EXPECT_GT(sum(heat), 0.0) << t.name;
    for (const double kwh : heat) ASSERT_GE(kwh, 0.0) << t.name;
    const std::string carrier = heater::carrier_names()[static_cast<size_t>(t.carrier)];
    const auto drawn = [&](const char* variable) { return sum(file_->numbers(variable, i + 1)); };
    const bool gas = carrier == "gas" || t.backup_carrier == heater::Carrier::gas;
    EXPECT_EQ(drawn("household_gas_m3") > 0.0, gas) << t.name;
    EXPECT_EQ(drawn("household_coal_kg") > 0.0, carrier == "coal") << t.name;
    EXPECT_EQ(drawn("household_pellet_kg") > 0.0, carrier == "pellets") << t.name;
  }
}

// What is burnt in the village shows in its air, a hybrid's gas too.
TEST_F(EveryTechnology, SmokesWhereItBurns) {
  for (size_t i = 0; i < all_.size(); ++i) {
    const double co2_kg = sum(file_->numbers("emission_kg", i + 1));
    EXPECT_GT(co2_kg, 0.0) << all_[i].name;
  }
  const auto index = [&](const char* name) {
    size_t i = 0;
    while (all_[i].name != name) ++i;
    return i + 1;
  };
  // NOx of the stove: per m3 as a boiler's.
  const auto stove_kg = [&](const char* name) {
    const Numbers all = file_->numbers("emission_kg", index(name));
    const size_t sources = file_->size_of("place");
    double kg = 0.0;
    for (size_t k = 0; k < all.size(); k += sources) kg += all[k];
    return kg / sum(file_->numbers("household_gas_m3", index(name)));
  };
  EXPECT_NEAR(stove_kg("hybrid_hp_gas"), stove_kg("gas_boiler"), 1e-3 * stove_kg("gas_boiler"));
}

// A kWh of carrier gives no more heat than Carnot allows a heat pump in this weather, and no more than 1.15 otherwise;

TEST_F(EveryTechnology, GivesNoMoreHeatThanItCan) {
  const double base = sum(file_->numbers("household_electricity_kwh", 0));
  for (size_t i = 0; i < all_.size(); ++i) {
    const heater::Technology& t = all_[i];
    if (t.carrier != heater::Carrier::electricity) continue;
    const double heat_kwh =
        sum(file_->numbers("household_heat_kwh", i + 1)) + sum(file_->numbers("household_hot_water_kwh", i + 1));
    const double drawn_kwh = sum(file_->numbers("household_electricity_kwh", i + 1)) - base;
    const bool pump = t.model.ends_with("heat_pump");
    if (t.backup_carrier == heater::Carrier::gas || t.hot_water_temp_c > 0.0)
      continue;  // heat of a boiler, a tank less
    EXPECT_LT(heat_kwh, drawn_kwh * (pump ? 5.0 : 1.02)) << t.name;
    EXPECT_GT(heat_kwh, drawn_kwh * 0.7) << t.name;
  }
}

}  // namespace
}  // namespace hearthgrid::run
