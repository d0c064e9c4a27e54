// The three programmes, from the scenario to the results file: what the plans promise comes out to the cent, each
// village converts its number of homes, and everyone who is refused is told why. Figures: the published plans, as in
// the scenarios' README.md.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <map>
#include <memory>
#include <numeric>
#include <set>
#include <sstream>

#include "engine/io/results_reader.hpp"
#include "tests/cli/program.hpp"

namespace hearthgrid::cli_test {
namespace {

using io::ResultsReader;

const std::set<std::string> PUBLIC{"central", "province", "city", "county", "levels_unsplit"};

class Programme : public testing::Test {
 protected:
  /// Runs a scenario once, without what homes get where gas is short (money and rules know nothing of it); later calls
  /// with the same name read the same file.
  const ResultsReader& results(const std::string& scenario) {
    const std::string path = folder().file(scenario + ".h5");
    if (!std::filesystem::exists(path)) {
      const Outcome outcome = run_program("run '" HEARTHGRID_SOURCE_DIR "/scenarios/" + scenario +
                                          "/scenario.toml' -o '" + path + "' --quiet --set gas.rationing_rounds=0");
      EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    }
    reader_ = std::make_unique<ResultsReader>(path);
    return *reader_;
  }

  static size_t index(const ResultsReader& reader, const std::string& dimension, const std::string& name) {
    const auto names = reader.texts(dimension);
    const auto found = std::find(names.begin(), names.end(), name);
    EXPECT_NE(found, names.end()) << dimension << " " << name;
    return static_cast<size_t>(found - names.begin());
  }

 private:
  static const ScratchFolder& folder() {
    static const ScratchFolder one;
    return one;
  }
  std::unique_ptr<ResultsReader> reader_;
};

/// cost_cny of one mix in fen (a hundredth of a CNY), by year, item and payer.
class Money {
 public:
  Money(const ResultsReader& reader, size_t mix)
      : items_(reader.texts("item")), payers_(reader.texts("payer")), years_(reader.size_of("year")) {
    for (const double cny : reader.numbers("cost_cny", mix)) fen_.push_back(std::llround(cny * 100.0));
  }
  [[nodiscard]] size_t years() const { return years_; }
  [[nodiscard]] const std::vector<std::string>& items() const { return items_; }
  [[nodiscard]] const std::vector<std::string>& payers() const { return payers_; }
  [[nodiscard]] int64_t fen(size_t year, size_t item, size_t payer) const {
    return fen_.at((year * items_.size() + item) * payers_.size() + payer);
  }
  /// What a payer pays in a year.
  [[nodiscard]] int64_t of(const std::string& payer, size_t year) const {
    int64_t sum = 0;
    for (size_t item = 0; item < items_.size(); ++item) {
      for (size_t p = 0; p < payers_.size(); ++p) sum += payers_[p] == payer ? fen(year, item, p) : 0;
    }
    return sum;
  }
  [[nodiscard]] int64_t of_public(size_t year) const {
    int64_t sum = 0;
    for (const std::string& payer : PUBLIC) sum += of(payer, year);
    return sum;
  }
  /// What all payers together pay for an item in a year: subsidies cancel out.
  [[nodiscard]] int64_t cost(size_t year, size_t item) const {
    int64_t sum = 0;
    for (size_t p = 0; p < payers_.size(); ++p) sum += fen(year, item, p);
    return sum;
  }

 private:
  std::vector<std::string> items_, payers_;
  size_t years_;
  std::vector<int64_t> fen_;
};

// A mix that differs from the programme by its subsidy alone: every item costs the same, so what the governments pay
// the households do not, cent for cent.
void expect_paid_is_received(const ResultsReader& reader, size_t programme, size_t unaided) {
  const Money with(reader, programme);
  const Money without(reader, unaided);
  for (size_t year = 0; year < with.years(); ++year) {
    for (size_t item = 0; item < with.items().size(); ++item) {
      EXPECT_EQ(with.cost(year, item), without.cost(year, item)) << "year " << year << " " << with.items()[item];
    }
    EXPECT_EQ(without.of_public(year), 0);
    EXPECT_EQ(with.of_public(year), without.of("household", year) - with.of("household", year)) << "year " << year;
  }
}

// Every mix but `before` converts each village's target, and but those that ask what the gas network would carry.
void expect_targets(const ResultsReader& reader, const std::map<std::string, double>& targets) {
  const auto villages = reader.texts("village");
  const auto mixes = reader.texts("mix");
  for (size_t mix = 1; mix < mixes.size(); ++mix) {
    if (mixes[mix] == "all gas" || mixes[mix] == "half gas") continue;
    const auto converted = reader.numbers("village_converted", mix);
    for (size_t v = 0; v < villages.size(); ++v) {
      ASSERT_TRUE(targets.contains(villages[v])) << villages[v];
      EXPECT_EQ(converted[v], targets.at(villages[v])) << villages[v] << " in mix " << mix;
    }
  }
}

// village -> target_households, read from the scenario's table by its third column.
std::map<std::string, double> targets_of(const std::string& scenario) {
  std::ifstream file(HEARTHGRID_SOURCE_DIR "/scenarios/" + scenario + "/villages.csv");
  std::map<std::string, double> targets;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream row(line);
    std::string village, homes, target;
    std::getline(row, village, ',');
    std::getline(row, homes, ',');
    std::getline(row, target, ',');
    targets[village] = std::stod(target);
  }
  return targets;
}

// rule -> number of homes refused in a mix.
std::map<std::string, int> refused(const ResultsReader& reader, size_t mix) {
  std::map<std::string, int> counts;
  const auto rules = reader.texts("refused_rule");
  const auto mixes = reader.numbers("refused_mix");
  for (size_t i = 0; i < rules.size(); ++i) counts[rules[i]] += mixes[i] == static_cast<double>(mix) ? 1 : 0;
  return counts;
}

// 3455 homes: 5 000 CNY once and 1 000 CNY in each of three years, from "all levels of government".
TEST_F(Programme, ChipingGas) {
  const ResultsReader& reader = results("chiping-gas");
  const size_t mix = index(reader, "mix", "programme");
  const Money money(reader, mix);
  ASSERT_GE(money.years(), 4U);
  EXPECT_EQ(money.of("levels_unsplit", 0), 2'073'000'000);  // 17.275 million once and 3.455 million a year
  EXPECT_EQ(money.of("levels_unsplit", 1), 345'500'000);
  EXPECT_EQ(money.of("levels_unsplit", 2), 345'500'000);
  for (size_t year = 3; year < money.years(); ++year) EXPECT_EQ(money.of_public(year), 0);
  const size_t running = index(reader, "item", "running");
  const size_t payer = index(reader, "payer", "levels_unsplit");
  EXPECT_EQ(money.fen(0, running, payer), 345'500'000);
  EXPECT_EQ(money.fen(0, index(reader, "item", "equipment"), payer), 1'727'500'000);
  expect_paid_is_received(reader, mix, index(reader, "mix", "gas"));
  // Bills with and after the running subsidy differ by 1 000 CNY a home.
  const auto bills = [&](const char* bill_case) {
    const std::array<size_t, 2> at = {mix, index(reader, "bill_case", bill_case)};
    const std::vector<double> cny = reader.numbers("fairness_energy_bill_cny", at);
    return std::accumulate(cny.begin(), cny.end(), 0.0);
  };
  EXPECT_NEAR(bills("after_subsidy") - bills("with_subsidy"), 3'455'000.0, 0.01);

  const auto targets = targets_of("chiping-gas");
  EXPECT_EQ(std::count_if(targets.begin(), targets.end(), [](const auto& t) { return t.second > 0; }), 37);
  expect_targets(reader, targets);
  const auto rules = refused(reader, mix);
  EXPECT_EQ(rules.size(), 6U);
  for (const auto& [rule, count] : rules) EXPECT_GT(count, 0) << rule;
  // All 60 homes of the village that is to be moved are refused, some by an earlier rule.
  const auto villages = reader.numbers("refused_village");
  const auto mixes = reader.numbers("refused_mix");
  const auto moved = static_cast<double>(index(reader, "village", "迁建村"));
  int there = 0;
  for (size_t i = 0; i < villages.size(); ++i)
    there += mixes[i] == static_cast<double>(mix) && villages[i] == moved ? 1 : 0;
  EXPECT_EQ(there, 60);
}

// 4086 homes: 13 200 CNY = central 4 700 + city 3 000 + county 5 500.
TEST_F(Programme, ShanxiHeatPumps) {
  const ResultsReader& reader = results("shanxi-heat-pumps");
  const size_t mix = index(reader, "mix", "programme");
  const Money money(reader, mix);
  EXPECT_EQ(money.of("central", 0), 1'920'420'000);
  EXPECT_EQ(money.of("city", 0), 1'225'800'000);
  EXPECT_EQ(money.of("county", 0), 2'247'300'000);
  EXPECT_EQ(money.of_public(0), 5'393'520'000);
  for (size_t year = 1; year < money.years(); ++year) EXPECT_EQ(money.of_public(year), 0);
  // The same homes get the same machines and radiators without a subsidy in "insulate + pumps".
  const Money unaided(reader, index(reader, "mix", "insulate + pumps"));
  const size_t household = index(reader, "payer", "household");
  int64_t received = 0;
  for (const char* name : {"equipment", "emitters"}) {
    const size_t item = index(reader, "item", name);
    EXPECT_EQ(money.cost(0, item), unaided.cost(0, item)) << name;
    received += unaided.fen(0, item, household) - money.fen(0, item, household);
  }
  EXPECT_EQ(received, 5'393'520'000);
  expect_targets(reader, targets_of("shanxi-heat-pumps"));
  // All of it is paid at once, so it is what governments lose, whatever the rate; "insulate + pumps" costs them
  // nothing.
  const size_t government = index(reader, "side", "government");
  EXPECT_NEAR(reader.numbers("abatement_npv_cny", mix).at(government), -53'935'200.0, 0.01);
  EXPECT_EQ(reader.numbers("abatement_npv_cny", index(reader, "mix", "insulate + pumps")).at(government), 0.0);
  // Works of 20 July to 15 October, reported every ten days: all run by the last of ten periods.
  ASSERT_EQ(reader.size_of("ten_day_period"), 10U);
  const std::vector<double> planned = reader.numbers("progress_planned", mix);
  EXPECT_EQ(std::accumulate(planned.begin(), planned.end(), 0.0), 4086.0);
  EXPECT_EQ(reader.texts("ten_day_period").back(), "2021-10-11");
  EXPECT_GT(refused(reader, mix).at("not long-vacant: the home has stood empty for long"), 0);
}

// 3000 homes: 2 898.30 CNY each, mainly from the city; four fifths are our assumption.
TEST_F(Programme, YanggaoPellets) {
  const ResultsReader& reader = results("yanggao-pellets");
  const size_t mix = index(reader, "mix", "programme");
  const Money money(reader, mix);
  EXPECT_EQ(money.of_public(0), 869'490'000);
  EXPECT_EQ(money.of("city", 0), 695'592'000);
  EXPECT_EQ(money.of("county", 0), 173'898'000);
  for (size_t year = 1; year < money.years(); ++year) EXPECT_EQ(money.of_public(year), 0);
  expect_paid_is_received(reader, mix, index(reader, "mix", "pellets"));
  expect_targets(
      reader, {{"孙家店", 600}, {"袁才庄", 320}, {"南河堡", 625}, {"王进堡", 255}, {"季冯夭", 400}, {"东沙河", 800}});
  EXPECT_GT(refused(reader, mix).at("lives there all year: registered in the village but living elsewhere for long"),
            0);
}

// A home that is refused is not converted, and stands in the list once per mix.
TEST_F(Programme, NobodyIsBothRefusedAndConverted) {
  const ResultsReader& reader = results("yanggao-pellets");
  const size_t mix = index(reader, "mix", "programme");
  const auto technologies = reader.flag_meanings("household_technology");
  const auto technology = reader.numbers("household_technology", mix);
  const auto homes = reader.texts("household");
  std::map<std::string, std::string> heats_with;
  for (size_t h = 0; h < homes.size(); ++h) heats_with[homes[h]] = technologies.at(static_cast<size_t>(technology[h]));
  const auto names = reader.texts("refused_household");
  const auto mixes = reader.numbers("refused_mix");
  std::set<std::string> seen;
  for (size_t i = 0; i < names.size(); ++i) {
    if (mixes[i] != static_cast<double>(mix)) continue;
    EXPECT_TRUE(seen.insert(names[i]).second) << names[i];
    EXPECT_EQ(heats_with.at(names[i]), "coal_stove") << names[i];
  }
  EXPECT_GT(seen.size(), 100U);
}

}  // namespace
}  // namespace hearthgrid::cli_test
