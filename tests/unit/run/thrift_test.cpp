// Homes that find heating dear: what they expect to pay, how they save, and what the accounts say of them.
#include "engine/run/thrift.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/dwelling/element_facts.hpp"
#include "models/heater/coefficients.hpp"
#include "models/occupancy/gains.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

const std::string MIX = R"(
[[mix]]
name = "before"
[[mix]]
name = "gas"
[[mix.convert]]
technology = "gas_boiler"
[[mix]]
name = "pumps"
[[mix.convert]]
technology = "ashp_water"
envelope = "basic"
)";

std::string thrift(double cost_share, double reburn_share, double lowest_c = 14.0) {
  return fmt::format("households.thrift={{cost_share={},reburn_share={},lowest_set_point_c={}}}", cost_share,
                     reburn_share, lowest_c);
}

double total(const std::vector<double>& v) {
  return std::accumulate(v.begin(), v.end(), 0.0);
}

// Costs of one item in a mix: [year][item][payer].
double spent(const io::ResultsReader& reader, size_t mix, const std::string& item) {
  const std::vector<double> cny = reader.numbers("cost_cny", mix);
  const auto items = reader.texts("item");
  const size_t payers = reader.texts("payer").size();
  double sum = 0.0;
  for (size_t i = 0; i < cny.size(); ++i) sum += items[i / payers % items.size()] == item ? cny[i] : 0.0;
  return sum;
}

// Day by day, homes that heat all rooms at one temperature day and night.
TEST(HeatingCost, is_degree_days_less_gains_over_efficiency_times_price) {
  const ScenarioFolder folder(std::string(HEAD) + MIX);
  const Scenario scenario =
      folder.load({"households.pattern_full_time_whole=1", "households.pattern_full_time_part=0",
                   "households.pattern_part_time_part=0", "households.night_setback_after_share=0"});
  const auto weather = load_weather(scenario);
  const HeatingCost cost(scenario, weather);
  const TimeAxis& axis = scenario.axis;
  int checked = 0;
  for (const int h : {0, 57, 130, 298}) {
    const Household& home = scenario.population.households[h];
    const Mix& mix = scenario.plan.mixes[1];
    if (mix.clause[h] < 0) continue;
    ++checked;
    const Option& option = scenario.plan.options[scenario.plan.pairs[mix.pair[h]].option];
    // The loss: the archetype's elements and air, scaled to the floor.
    constexpr double THIN_AIR = 1.061;  // kg/m3, at Yanggao's 1052 m
    const dwelling::Dwelling house = dwelling::in_air_of(THIN_AIR, scenario.archetypes[home.archetype].base);
    double loss_w_k = house.air_change_loss_w_k() * home.air_change_factor;
    for (const auto& element : dwelling::element_facts(house)) {
      if (element.kind != dwelling::ElementKind::inner) loss_w_k += element.conductance_w_k;
    }
    loss_w_k *= home.floor_area_m2 / house.floor_area_m2;
    EXPECT_NEAR(cost.loss_w_k(h, option), loss_w_k, 3e-4 * loss_w_k);
    const double gains_w = occupancy::mean_metabolic_w(home.people, occupancy::DayKind::workday, scenario.presence) +
                           (0.85 * (home.people.yearly_kwh - home.people.tank_draw_kwh - home.people.tank_loss_kwh) +
                            0.15 * home.people.tank_draw_kwh + home.people.tank_loss_kwh) /
                               8.76;
    std::vector<double> day_c;
    for (int d = axis.warm_up_days; d < axis.days(); ++d) {
      const auto from = weather[0].outdoor_temp_c.begin() + d * axis.steps_per_day();
      day_c.push_back(std::accumulate(from, from + axis.steps_per_day(), 0.0) / axis.steps_per_day());
    }
    const heater::Technology& boiler = scenario.technologies[option.technology];
    const auto r = heater::coefficients(boiler, day_c, std::vector<double>(day_c.size(), 0.6));
    double kwh = 0.0;
    for (size_t d = 0; d < day_c.size(); ++d) {
      const double heat_w = loss_w_k * (home.people.set_point_after_c - 1.5 - day_c[d] - 2.0) - gains_w;
      kwh += 0.024 * std::max(0.0, heat_w) * r.input_per_heat(d, heater::supply_temperature_c(boiler, day_c[d]));
    }
    EXPECT_NEAR(cost.input_kwh(h, option, 1.5), kwh, 0.002 * kwh);
    // 35.5 MJ/m3 or whatever the library says; the first tier alone reaches as far as a fortnight's gas.
    const double m3 = kwh * 3.6 / boiler.fuel_lhv_mj_per_unit;
    double price = scenario.tariff.gas_tiers.front().cny;
    for (const auto& band : scenario.tariff.gas_subsidies) price -= m3 <= band.units ? band.cny : 0.0;
    EXPECT_NEAR(cost.cny(h, option, 1.5), m3 * price, 0.005 * m3 * price);
  }
  EXPECT_GE(checked, 2);
}

TEST(Thrift, is_off_unless_it_is_asked_for) {
  const ScenarioFolder folder(std::string(HEAD) + MIX);
  const Scenario plain = folder.load();
  const Scenario rich = folder.load({thrift(1.0, 1.0)});
  EXPECT_EQ(plain.plan.pairs.size(), rich.plan.pairs.size());
  for (size_t p = 0; p < plain.plan.pairs.size(); ++p) {
    EXPECT_EQ(plain.plan.pairs[p].set_point_drop_k, 0.0);
    EXPECT_EQ(rich.plan.pairs[p].set_point_drop_k, 0.0);  // a fortnight costs nobody a year's income
    EXPECT_EQ(plain.plan.pairs[p].option, rich.plan.pairs[p].option);
  }
}

TEST(Thrift, homes_turn_down_until_the_cost_fits_or_to_the_lowest) {
  const ScenarioFolder folder(std::string(HEAD) + MIX);
  const double share = 0.012;  // of a year's income for a fortnight
  const Scenario scenario = folder.load({thrift(share, 0.0, 15.0)});
  const HeatingCost cost(scenario, load_weather(scenario));
  int saving = 0, at_lowest = 0, content = 0;
  for (size_t p = 0; p < scenario.plan.pairs.size(); ++p) {
    const Pair& pair = scenario.plan.pairs[p];
    const Option& option = scenario.plan.options[pair.option];
    const Household& home = scenario.population.households[pair.household];
    if (!option.converted || home.traits.vacant || home.traits.converted_before) continue;
    const double budget = share * home.traits.income_cny;
    const double most = home.people.set_point_after_c - 15.0;
    if (pair.set_point_drop_k == 0.0) {
      EXPECT_LE(cost.cny(pair.household, option, 0.0), budget);
      ++content;
    } else if (pair.set_point_drop_k >= most) {
      ++at_lowest;
      EXPECT_DOUBLE_EQ(pair.set_point_drop_k, most);
      EXPECT_GT(cost.cny(pair.household, option, most - 0.5), budget);
    } else {
      ++saving;
      EXPECT_LE(cost.cny(pair.household, option, pair.set_point_drop_k), budget);
      EXPECT_GT(cost.cny(pair.household, option, pair.set_point_drop_k - 0.5), budget);  // half a degree at a time
    }
  }
  EXPECT_GT(saving, 20);
  EXPECT_GT(at_lowest, 20);
  EXPECT_GT(content, 20);
}

TEST(Thrift, a_share_of_them_lights_the_old_stove_and_the_heater_stays_paid) {
  const ScenarioFolder folder(std::string(HEAD) + MIX);
  const io::ResultsReader plain(folder.run());
  const io::ResultsReader all(folder.run({}, {thrift(0.0, 1.0)}));
  const io::ResultsReader half(folder.run({}, {thrift(0.0, 0.5)}));
  for (const size_t mix : {size_t{1}, size_t{2}}) {
    const auto relit = all.numbers("household_relit", mix), part = half.numbers("household_relit", mix);
    const double homes = total(relit);
    EXPECT_GT(homes, 200);
    EXPECT_NEAR(total(part) / homes, 0.5, 4.0 * 0.5 / std::sqrt(homes));
    // They burn coal as before, where the envelope is as before; in the better one less, but where the stove is full.
    const auto coal = all.numbers("household_coal_kg", mix), before = all.numbers("household_coal_kg", 0);
    double less = 0.0;
    for (size_t h = 0; h < relit.size(); ++h) {
      if (relit[h] == 0.0) continue;
      if (mix == 1) {
        ASSERT_EQ(coal[h], before[h]);
      } else {
        ASSERT_LE(coal[h], 1.01 * before[h]);
        less += before[h] - coal[h];
      }
    }
    EXPECT_TRUE(mix == 1 || less > 0.05 * total(before));
    // Homes that do not light it turn down.
    const auto drop = half.numbers("household_set_point_drop_k", mix);
    for (size_t h = 0; h < drop.size(); ++h) ASSERT_FALSE(drop[h] > 0.0 && part[h] > 0.0);
    EXPECT_GT(total(drop), 0.0);
    EXPECT_LT(total(half.numbers("household_heat_kwh", mix)), total(plain.numbers("household_heat_kwh", mix)));
  }
  // What was bought and granted for it is the same.
  EXPECT_GT(spent(plain, 2, "equipment"), 0.0);
  EXPECT_EQ(spent(plain, 2, "equipment"), spent(all, 2, "equipment"));
  EXPECT_EQ(spent(plain, 2, "envelope"), spent(all, 2, "envelope"));
  EXPECT_GT(spent(all, 2, "coal"), spent(plain, 2, "coal"));
  EXPECT_EQ(plain.numbers("village_converted", 1), all.numbers("village_converted", 1));
}

TEST(Thrift, is_the_same_for_any_threads_and_blocks) {
  const ScenarioFolder folder(std::string(HEAD) + MIX);
  const std::vector<std::string> some = {thrift(0.01, 0.3)};
  RunRequest one, other;
  one.threads = 1;
  other.threads = 2;
  other.block_transformers = 32;
  EXPECT_TRUE(bytes_of(folder.run(one, some)) == bytes_of(folder.run(other, some)));
}

}  // namespace
}  // namespace hearthgrid::run
