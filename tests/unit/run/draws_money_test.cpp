// Money under draws against the accounting of the run itself, home by home at the very same multiple of the heat.

#include "engine/run/draws_money.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "engine/run/mix_homes.hpp"
#include "engine/run/prepare.hpp"
#include "engine/run/set_up.hpp"
#include "engine/run/simulate.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

constexpr int CONVERTED = 2;  // mix of MIXES
constexpr int NEXT = 4;
constexpr const char* NEXT_WINTER = R"(
[[mix]]
name = "next winter"
[[mix.convert]]
technology = "ashp_water"
share = 0.6
commissioned = 2022-06-01
)";

// A small county simulated once: tariffs with tiers, subsidies per unit and their caps.
class Money : public testing::Test {
 protected:
  struct Season {
    Season()
        : scenario(folder.load({"money.tariffs=hebei", "uncertainty.draws=20", "uncertainty.heat_after=[0.5, 1, 3]"})),
          physics(prepare_season(scenario, load_hours(scenario))),
          simulation(set_up(scenario, physics, "", {})),
          plan(scenario, problems) {
      simulate(simulation, {}, [](FinishedBlock&&) {});
      const Plan& mixes = scenario.plan;
      for (const int pair : mixes.mixes[CONVERTED].pair) {
        const Option& option = mixes.options[mixes.pairs[pair].option];
        groups.push_back(plan.group_of(option.technology, option.converted));
      }
      for (int h = 0; h < static_cast<int>(groups.size()); ++h) {
        const Option& now = mixes.options[mixes.pairs[mixes.mixes[NEXT].pair[h]].option];
        const Option& later = later_option(mixes, mixes.mixes[NEXT], h);
        next.now.push_back(plan.group_of(now.technology, now.converted));
        next.later.push_back(plan.group_of(later.technology, later.converted));
      }
    }
    ScenarioFolder folder{std::string(HEAD) + MIXES + NEXT_WINTER};
    Scenario scenario;
    Physics physics;
    Simulation simulation;
    ProblemList problems;
    DrawsPlan plan;
    std::vector<int> groups;
    HomeGroups next;  // of NEXT
  };
  static Season& season() {
    static Season one;
    return one;
  }

  static NetworkWorks no_works() {
    const std::vector<double> nothing(season().scenario.population.villages.size(), 0.0);
    return {nothing, nothing, false};
  }

  // The same multiple for all homes that converted, 1 for the others.
  struct Direct {
    double bills_cny = 0.0, public_cny = 0.0;
  };
  static Direct direct(double scale, double capital) {
    Season& s = season();
    MixMoney money(s.scenario, s.simulation, CONVERTED, no_works(), capital);
    Direct out;
    for (int h = 0; h < static_cast<int>(s.groups.size()); ++h) {
      HomeSeason home = home_season(s.simulation, CONVERTED, h);
      for (double* amount : {&home.heater_kwh, &home.heater_valley_kwh, &home.gas_m3, &home.coal_kg, &home.pellet_kg,
                             &home.wood_kg, &home.straw_kg}) {
        if (s.plan.groups[s.groups[h]].converted) *amount *= scale;
      }
      out.bills_cny += economy::cny_of_fen(money.add_home(h, home, home).payable);
    }
    for (int v = 0; v < static_cast<int>(s.scenario.population.villages.size()); ++v) {
      for (const economy::LedgerLine& line : money.of_village(v).lines()) {
        if (line.payer <= economy::Payer::levels_unsplit) out.public_cny += economy::cny_of_fen(line.amount);
      }
    }
    return out;
  }

  static DrawnFigures draw_of(double scale, double capital) {
    DrawnFigures draw = season().plan.central();
    for (size_t g = 0; g < draw.scale.size(); ++g) draw.scale[g] = season().plan.groups[g].converted ? scale : 1.0;
    draw.capital.assign(draw.capital.size(), capital);
    return draw;
  }
  static const MoneyTables& tables() {
    static const MoneyTables all(season().scenario, season().simulation, CONVERTED, {no_works(), 0.0}, season().plan,
                                 {season().groups, season().groups}, 2);
    return all;
  }
};

TEST_F(Money, IsThatOfTheAccountsAtOne) {
  const Direct exact = direct(1.0, 1.0);
  const MoneyTables::Headlines drawn = tables().headlines(draw_of(1.0, 1.0));
  EXPECT_NEAR(drawn.bills_cny, exact.bills_cny, 1e-6);
  EXPECT_NEAR(drawn.public_all_cny, exact.public_cny, 0.2);  // a fen a village, payer and year where groups split apart
  EXPECT_GT(exact.bills_cny, 0.0);
  EXPECT_GT(exact.public_cny, 0.0);
}

TEST_F(Money, FollowsTiersAndCapsBetweenItsNodes) {
  // A fortnight reaches few caps: two or three times its heat does.
  for (const double scale : {0.6, 0.87, 1.04, 1.19, 1.8, 2.3, 2.9, 3.4}) {
    const Direct exact = direct(scale, 1.0);
    const MoneyTables::Headlines drawn = tables().headlines(draw_of(scale, 1.0));
    EXPECT_NEAR(drawn.bills_cny, exact.bills_cny, 0.01 * exact.bills_cny) << scale;
    EXPECT_NEAR(drawn.public_all_cny, exact.public_cny, 0.01 * exact.public_cny) << scale;
  }
  // Straight lines alone would not do.
  const double low = direct(1.0, 1.0).public_cny, mid = direct(2.2, 1.0).public_cny, high = direct(3.4, 1.0).public_cny;
  EXPECT_GT(std::abs(low + high - 2.0 * mid), 0.05 * mid);
}

TEST_F(Money, PricesAreTheHomesAlone) {
  DrawnFigures dear = draw_of(1.0, 1.0);
  dear.price[2] = 1.5;  // coal
  std::vector<double> usual, dearer;
  tables().costs(draw_of(1.0, 1.0), usual);
  tables().costs(dear, dearer);
  double coal = 0.0, more = 0.0;
  for (size_t i = 0; i < usual.size(); ++i) {
    const size_t item = i / economy::PAYERS % economy::COST_ITEMS;
    const bool home = i % economy::PAYERS == static_cast<size_t>(economy::Payer::household);
    if (item == static_cast<size_t>(economy::CostItem::coal)) {
      coal += usual[i];
      more += dearer[i] - usual[i];
      if (home) continue;
    }
    EXPECT_EQ(usual[i], dearer[i]) << i;
  }
  EXPECT_NEAR(more, 0.5 * coal, 1e-6 * coal);
  EXPECT_GT(coal, 0.0);
  const double first_year = coal / season().scenario.settings.table("money").number("years");
  EXPECT_NEAR(tables().headlines(dear).bills_cny - tables().headlines(draw_of(1.0, 1.0)).bills_cny, 0.5 * first_year,
              1e-6 * coal);
}

TEST_F(Money, CapitalScalesWhatConversionsCost) {
  std::vector<double> usual, dearer;
  tables().costs(draw_of(1.0, 1.0), usual);
  tables().costs(draw_of(1.0, 1.1), dearer);
  const auto total = [](const std::vector<double>& cny, economy::CostItem item) {
    double sum = 0.0;
    for (size_t i = 0; i < cny.size(); ++i) {
      if (i / economy::PAYERS % economy::COST_ITEMS == static_cast<size_t>(item)) sum += cny[i];
    }
    return sum;
  };
  for (const auto item : {economy::CostItem::equipment, economy::CostItem::maintenance}) {
    EXPECT_GT(total(usual, item), 0.0);
    EXPECT_NEAR(total(dearer, item), 1.1 * total(usual, item), 1e-4 * total(usual, item));
  }
  EXPECT_DOUBLE_EQ(total(dearer, economy::CostItem::electricity), total(usual, economy::CostItem::electricity));
}

// Homes that are converted for the next winter burn coal in this one: the account of each by itself, its two winters
// at multiples of their own, which are no nodes of the tables.
TEST_F(Money, OfTheNextWintersHomesIsOfTwoHeaters) {
  Season& s = season();
  const MoneyTables tables(s.scenario, s.simulation, NEXT, {no_works(), 0.0}, s.plan, s.next, 2);
  const auto exact = [&](const std::vector<double>& scale) {
    MixMoney money(s.scenario, s.simulation, NEXT, no_works(), 1.0);
    std::array<double, 3> cny_of{};  // coal, coal of the next year, its electricity
    for (int h = 0; h < static_cast<int>(s.groups.size()); ++h) {
      const HomeSeason now = home_season(s.simulation, NEXT, h), later = later_season(s.simulation, NEXT, h);
      money.add_home(h, scaled(s.simulation, h, now, scale[s.next.now[h]]),
                     scaled(s.simulation, h, later, scale[s.next.later[h]]));
    }
    const int first = first_year(s.scenario);
    for (int v = 0; v < static_cast<int>(s.scenario.population.villages.size()); ++v) {
      for (const economy::LedgerLine& line : money.of_village(v).lines()) {
        const double cny = economy::cny_of_fen(line.amount);
        if (line.item == economy::CostItem::coal && line.year == first) cny_of[0] += cny;
        if (line.item == economy::CostItem::coal && line.year == first + 1) cny_of[1] += cny;
        if (line.item == economy::CostItem::electricity && line.year == first + 1) cny_of[2] += cny;
      }
    }
    return cny_of;
  };
  const auto drawn = [&](const std::vector<double>& scale) {
    DrawnFigures draw = s.plan.central();
    draw.scale = scale;
    std::vector<double> cny;
    tables.costs(draw, cny);
    const auto sum = [&](int year, economy::CostItem item) {
      double all = 0.0;
      for (int p = 0; p < economy::PAYERS; ++p) {
        all += cny[(static_cast<size_t>(year) * economy::COST_ITEMS + static_cast<size_t>(item)) * economy::PAYERS + p];
      }
      return all;
    };
    return std::array{sum(0, economy::CostItem::coal), sum(1, economy::CostItem::coal),
                      sum(1, economy::CostItem::electricity)};
  };
  std::vector<double> usual(s.plan.groups.size(), 1.0), colder = usual, better = usual;
  for (size_t g = 0; g < usual.size(); ++g) (s.plan.groups[g].converted ? better : colder)[g] = 1.13;
  for (const auto& scale : {usual, colder, better}) {
    const auto by_home = exact(scale), by_table = drawn(scale);
    for (size_t i = 0; i < 3; ++i) EXPECT_NEAR(by_table[i], by_home[i], 0.002 * by_home[i]) << i;
  }
  // By hand: more heat before conversion is more coal this winter, by as much but for homes converted years ago.
  EXPECT_GT(drawn(colder)[0], 1.12 * drawn(usual)[0]);
  EXPECT_NEAR(drawn(colder)[2], drawn(usual)[2], 0.05 * drawn(usual)[2]);
  EXPECT_GT(drawn(better)[2], 1.05 * drawn(usual)[2]);
  EXPECT_LT(drawn(better)[0], 1.01 * drawn(usual)[0]);
}

// Rows of the factors: low and high are a standard deviation of normal ones, and bound 95 % of lognormal ones; both are
// cut off at three standard deviations, which moves the latter by one per cent.
class DrawnFactors : public Money {};

TEST_F(DrawnFactors, AreSpreadAsTheirRowsSay) {
  const DrawsPlan& plan = season().plan;
  const auto& rows = season().scenario.factors.rows();
  int normal = 0, lognormal = 0;
  for (int i = 0; i < static_cast<int>(plan.inputs.size()); ++i) {
    const UncertainInput& input = plan.inputs[i];
    if (input.kind != InputKind::factor) continue;
    const emission::Factor& row = rows[input.index];
    const auto at = [&](double u) {
      DrawnFigures draw = plan.central();
      plan.put(i, u, draw);
      return draw.factor[input.index];
    };
    if (row.distribution == emission::Distribution::normal && row.central > 2.0 * (row.central - row.low)) {
      EXPECT_NEAR(at(0.158655), row.low, 0.01 * (row.central - row.low)) << input.name;
      EXPECT_NEAR(at(0.841345), row.high, 0.01 * (row.high - row.central)) << input.name;
      ++normal;
    } else if (row.distribution == emission::Distribution::lognormal) {
      const double below = std::log(row.central / row.low), above = std::log(row.high / row.central);
      EXPECT_NEAR(std::log(row.central / at(0.025)), below, 0.015 * below) << input.name;
      EXPECT_NEAR(std::log(at(0.975) / row.central), above, 0.015 * above) << input.name;
      EXPECT_NEAR(at(0.5), row.central, 1e-9 * row.central) << input.name;
      ++lognormal;
    }
  }
  EXPECT_GT(normal + lognormal, 0);
}

TEST(NodeTable, DrawsLinesAndStopsAtItsEnds) {
  const NodeTable table{{1.0, 2.0, 4.0}, {10.0, 0.0, 20.0, 1.0, 0.0, 5.0}};
  EXPECT_DOUBLE_EQ(table.at(1.5, 0, 2), 15.0);
  EXPECT_DOUBLE_EQ(table.at(3.0, 1, 2), 3.0);
  EXPECT_DOUBLE_EQ(table.at(2.0, 0, 2), 20.0);
  EXPECT_DOUBLE_EQ(table.at(0.5, 0, 2), 10.0);
  EXPECT_DOUBLE_EQ(table.at(9.0, 1, 2), 5.0);
  std::vector<double> sums = {100.0, 100.0};
  table.add_at(1.5, sums);
  EXPECT_DOUBLE_EQ(sums[0], 115.0);
  EXPECT_DOUBLE_EQ(sums[1], 100.5);
}

}  // namespace
}  // namespace hearthgrid::run
