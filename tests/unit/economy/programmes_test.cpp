// The money of the three published programmes, to the cent, and what holds for any programme.

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "engine/io/subsidy_file.hpp"
#include "models/economy/subsidy.hpp"

namespace hearthgrid::economy {
namespace {

const Subsidy& programme(const std::string& name) {
  static const std::vector<Subsidy> ALL = [] {
    ProblemList problems;
    auto read = io::read_subsidies(HEARTHGRID_SOURCE_DIR "/models/economy/subsidies.toml", problems);
    problems.throw_if_any();
    return read;
  }();
  const auto found = std::find_if(ALL.begin(), ALL.end(), [&](const Subsidy& s) { return s.name == name; });
  if (found == ALL.end()) {
    throw std::runtime_error("no programme " + name);
  }
  return *found;
}

Ledger paid(const std::string& name, UserKind user, int count, int converted = 2021, int from = 2021, int last = 2050) {
  Ledger ledger;
  for (const Transfer& transfer : transfers_of(programme(name), user, GrantUse{}, count, converted, from, last)) {
    ledger.add_transfer(transfer);
  }
  return ledger;
}

TEST(Programmes, ChipingGas) {
  const Ledger ledger = paid("chiping-gas", UserKind::household, 3455);
  EXPECT_EQ(ledger.at(2021, CostItem::equipment, Payer::levels_unsplit), 1727500000);  // 17.275 million CNY
  for (int year = 2021; year <= 2023; ++year) {
    EXPECT_EQ(ledger.at(year, CostItem::running, Payer::levels_unsplit), 345500000);  // 3.455 million a year
  }
  EXPECT_EQ(ledger.at(2024, CostItem::running, Payer::levels_unsplit), 0);
  EXPECT_EQ(ledger.total_of(Payer::levels_unsplit),
            Fen{1727500000} + 1036500000);  // and 10.365 million over three years
  EXPECT_EQ(ledger.total(), 0);
}

TEST(Programmes, ChipingHomesOfEarlierYearsReceiveWhatIsLeft) {
  EXPECT_EQ(paid("chiping-gas", UserKind::household, 100, 2019).total_of(Payer::levels_unsplit), 10000000);
  EXPECT_EQ(paid("chiping-gas", UserKind::household, 100, 2020).total_of(Payer::levels_unsplit), 20000000);
  EXPECT_EQ(paid("chiping-gas", UserKind::household, 100, 2018).total_of(Payer::levels_unsplit), 0);
}

TEST(Programmes, ShanxiHeatPumps) {
  const Ledger ledger = paid("shanxi-ashp", UserKind::household, 4086);
  EXPECT_EQ(ledger.total_of(Payer::central), 1920420000);  // 19.2042 million CNY
  EXPECT_EQ(ledger.total_of(Payer::city), 1225800000);     // 12.258
  EXPECT_EQ(ledger.total_of(Payer::county), 2247300000);   // 22.473
  EXPECT_EQ(ledger.total_of(Payer::household), -5393520000);
  EXPECT_EQ(ledger.at(2021, CostItem::emitters, Payer::central), 817200000);  // 2 000 each
  const Ledger institution = paid("shanxi-ashp", UserKind::institution, 1);
  EXPECT_EQ(institution.total_of(Payer::central), 200000);
  EXPECT_EQ(institution.total_of(Payer::institution), -200000);
  EXPECT_EQ(institution.lines().size(), 2U);
}

TEST(Programmes, YanggaoPellets) {
  const Ledger ledger = paid("yanggao-biomass", UserKind::household, 3000);
  EXPECT_EQ(ledger.total_of(Payer::household), -869490000);  // 8.6949 million CNY
  EXPECT_EQ(ledger.total_of(Payer::city) + ledger.total_of(Payer::county), 869490000);
  EXPECT_GT(ledger.total_of(Payer::city), ledger.total_of(Payer::county));  // "mainly from the city"
  Ledger villages;
  for (const int homes : {600, 320, 625, 255, 400, 800}) {
    villages += paid("yanggao-biomass", UserKind::household, homes);
  }
  EXPECT_EQ(villages.total_of(Payer::city), ledger.total_of(Payer::city));
  EXPECT_EQ(villages.total_of(Payer::county), ledger.total_of(Payer::county));
}

TEST(Programmes, ApplyToTheirTechnologies) {
  EXPECT_TRUE(programme("shanxi-ashp").applies_to("ashp_water"));
  EXPECT_FALSE(programme("shanxi-ashp").applies_to("gas_boiler"));
  EXPECT_TRUE(Subsidy{}.applies_to("anything"));
}

TEST(Programmes, CapsByHand) {
  const auto grant = [](const char* name, CostItem item, const GrantUse& use) {
    for (const SubsidyItem& candidate : programme(name).items) {
      if (candidate.item == item) {
        return cny_of_fen(grant_fen(candidate, use));
      }
    }
    throw std::runtime_error("no such item");
  };
  EXPECT_EQ(grant("binzhou-gas", CostItem::running, {.gas_m3 = 800.5}), 800.5);
  EXPECT_EQ(grant("binzhou-gas", CostItem::running, {.gas_m3 = 1500.0}), 1200.0);
  EXPECT_EQ(grant("hebei-2017-electric", CostItem::equipment, {.price_cny = 8000.0}), 6800.0);
  EXPECT_EQ(grant("hebei-2017-electric", CostItem::equipment, {.price_cny = 10000.0}), 7400.0);
  EXPECT_EQ(grant("hebei-2017-electric", CostItem::running, {.heating_kwh = 12345.0}), 2000.0);
  EXPECT_EQ(grant("beijing-ashp", CostItem::equipment, {.heated_area_m2 = 100.0}), 20000.0);
  EXPECT_EQ(grant("beijing-ashp", CostItem::equipment, {.heated_area_m2 = 150.0}), 24000.0);
  EXPECT_EQ(grant("shijiazhuang-briquette", CostItem::running, {.fuel_t = 2.5}), 750.0);
  EXPECT_THROW((void)grant("binzhou-gas", CostItem::running, {.gas_m3 = -1.0}), std::invalid_argument);
}

// Every row of the table of rules (reference, section 5.1), by hand.
TEST(Programmes, TheLibraryHoldsEveryRuleOfTheTable) {
  const GrantUse winter{
      .heating_kwh = 5000.0, .gas_m3 = 2000.0, .fuel_t = 2.5, .heated_area_m2 = 100.0, .price_cny = 9000.0};
  const auto first_year = [&](const char* name) {
    Fen sum = 0;
    for (const SubsidyItem& item : programme(name).items) {
      if (item.user == UserKind::household) sum += grant_fen(item, winter);
      EXPECT_EQ(item.status, "standard") << name;
      EXPECT_FALSE(item.source.empty()) << name;
      EXPECT_FALSE(item.split_status.empty()) << name;
    }
    return cny_of_fen(sum);
  };
  EXPECT_EQ(first_year("beijing-ashp"), 20000.0 + 1000.0);
  EXPECT_EQ(first_year("beijing-electric"), 6000.0 + 1000.0);
  EXPECT_EQ(first_year("hebei-2017-gas"), 2700.0 + 1200.0);
  EXPECT_EQ(first_year("hebei-2017-electric"), 7400.0 + 1000.0);
  EXPECT_EQ(first_year("hebei-later-electric"), 7400.0 + 600.0);
  EXPECT_EQ(first_year("shijiazhuang-gas"), 3900.0 + 900.0);
  EXPECT_EQ(first_year("shijiazhuang-electric"), 5000.0 + 900.0);
  EXPECT_EQ(first_year("cangzhou-gas"), 4600.0);
  EXPECT_EQ(first_year("cangzhou-electric"), 5000.0);
  EXPECT_EQ(first_year("xingtai-gas"), 3000.0);
  EXPECT_EQ(first_year("handan-gas"), 3000.0);
  EXPECT_EQ(first_year("baoding-network"), 3000.0);
  EXPECT_EQ(first_year("shijiazhuang-briquette"), 1600.0 + 750.0);
  EXPECT_EQ(first_year("binzhou-gas"), 1200.0);
  EXPECT_EQ(first_year("binzhou-electric"), 4600.0 + 1000.0);
  EXPECT_EQ(first_year("shanxi-city-storage"), 8010.0);
  EXPECT_EQ(first_year("shanxi-city-gas"), 1.36 * 1500.0 + 1.10 * 500.0);
  EXPECT_EQ(first_year("xinrong-electric"), 1000.0);
  EXPECT_EQ(first_year("xinrong-biomass"), 3560.0);
}

// The grid company pays for its own network: no household is invoiced, so none is granted.
TEST(Programmes, BaodingsNetworkCostsNoHousehold) {
  const Ledger ledger = paid("baoding-network", UserKind::household, 10);
  EXPECT_EQ(ledger.total_of(Payer::household), 0);
  EXPECT_EQ(ledger.received_by(receiver_of(Payer::utility)), 3000000);
}

// The programmes' money year by year and payer by payer.
TEST(Programmes, EveryYearOfTheThreePrograms) {
  const auto year = [](const Ledger& ledger, int y) {
    std::vector<Fen> by_payer;
    for (const Payer payer : {Payer::central, Payer::province, Payer::city, Payer::county, Payer::levels_unsplit}) {
      by_payer.push_back(ledger.total_of(payer, y));
    }
    return by_payer;
  };
  const Ledger gas = paid("chiping-gas", UserKind::household, 3455);
  const Ledger pumps = paid("shanxi-ashp", UserKind::household, 4086);
  const Ledger pellets = paid("yanggao-biomass", UserKind::household, 3000);
  EXPECT_THAT(year(gas, 2021), testing::ElementsAre(0, 0, 0, 0, 2073000000));
  EXPECT_THAT(year(gas, 2022), testing::ElementsAre(0, 0, 0, 0, 345500000));
  EXPECT_THAT(year(gas, 2023), testing::ElementsAre(0, 0, 0, 0, 345500000));
  EXPECT_THAT(year(gas, 2024), testing::ElementsAre(0, 0, 0, 0, 0));
  EXPECT_THAT(year(pumps, 2021), testing::ElementsAre(1920420000, 0, 1225800000, 2247300000, 0));
  EXPECT_THAT(year(pumps, 2022), testing::ElementsAre(0, 0, 0, 0, 0));
  EXPECT_THAT(year(pellets, 2021), testing::ElementsAre(0, 0, 695592000, 173898000, 0));  // the split is ours
  EXPECT_THAT(year(pellets, 2022), testing::ElementsAre(0, 0, 0, 0, 0));
}

Subsidy random_programme() {
  Subsidy subsidy;
  const int items = *rc::gen::inRange(1, 5);
  for (int i = 0; i < items; ++i) {
    SubsidyItem item;
    item.item = static_cast<CostItem>(*rc::gen::inRange(0, COST_ITEMS));
    item.amount = *rc::gen::inRange(0, 2000000) / 137.0;
    item.basis = *rc::gen::arbitrary<bool>() ? GrantBasis::per_user : GrantBasis::per_kwh;
    item.cap_cny = 5000.0;
    item.first_year = *rc::gen::inRange(0, 3);
    item.years = *rc::gen::inRange(1, 4);
    const int payers = *rc::gen::inRange(1, 5);  // the levels of government
    for (int p = 0; p < payers; ++p) {
      item.payers.push_back({static_cast<Payer>(p), *rc::gen::inRange(1, 1000) / 7.0});
    }
    subsidy.items.push_back(item);
  }
  return subsidy;
}

RC_GTEST_PROP(Programmes, WhatIsPaidIsWhatTheUsersAreGranted, ()) {
  const Subsidy subsidy = random_programme();
  const auto kwh = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 20000));
  std::vector<GrantUse> users;
  std::transform(kwh.begin(), kwh.end(), std::back_inserter(users),
                 [](int k) { return GrantUse{.heating_kwh = k / 3.0}; });
  Fen granted = 0;
  for (const SubsidyItem& item : subsidy.items) {
    for (const GrantUse& use : users) {
      granted += grant_fen(item, use) * item.years;
    }
  }
  Fen from_governments = 0;
  Ledger ledger;
  for (const Transfer& transfer : transfers_of(subsidy, UserKind::household, users, 2021, 2021, 2040)) {
    RC_ASSERT(transfer.amount > 0);
    from_governments += transfer.amount;
    ledger.add_transfer(transfer);
  }
  RC_ASSERT(from_governments == granted);
  RC_ASSERT(-ledger.total_of(Payer::household) == granted);
  RC_ASSERT(ledger.total() == 0);
}

}  // namespace
}  // namespace hearthgrid::economy
