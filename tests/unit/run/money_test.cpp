// Money through whole runs: what is borne is received, bands give the bills of day and valley, later winters, earlier
// homes, price paths, budgets.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <tuple>

#include "engine/run/county_money.hpp"
#include "engine/run/money_inputs.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

using Numbers = std::vector<double>;
using testing::HasSubstr;

constexpr const char* SUBSIDISED = R"(
[[mix]]
name = "before"
[[mix]]
name = "gas"
[[mix.convert]]
technology = "gas_boiler"
share = 0.5
subsidy = "chiping-gas"
[[mix]]
name = "late gas"
[[mix.convert]]
technology = "gas_boiler"
share = 0.5
subsidy = "chiping-gas"
commissioned = 2021-12-28
[[mix]]
name = "pumps"
[[mix.convert]]
technology = "ashp_water"
envelope = "basic"
share = 0.4
subsidy = "shanxi-ashp"
)";
enum Mixes : size_t { BEFORE, GAS, LATE, PUMPS };

std::string built_in(const std::string& name) {
  std::ifstream file(HEARTHGRID_SOURCE_DIR "/models/economy/" + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// cost_cny or received_cny of a mix in fen, by year, item and party.
class Book {
 public:
  Book(const io::ResultsReader& file, size_t mix, const std::string& variable, const std::string& parties)
      : items_(file.texts("item")), parties_(file.texts(parties)), cny_(file.numbers(variable, mix)) {}
  [[nodiscard]] int64_t fen(size_t year, size_t item, size_t party) const {
    return std::llround(100.0 * cny_.at((year * items_.size() + item) * parties_.size() + party));
  }
  [[nodiscard]] int64_t fen(size_t year, const std::string& item, const std::string& party) const {
    return fen(year, at(items_, item), at(parties_, party));
  }
  [[nodiscard]] size_t items() const { return items_.size(); }
  [[nodiscard]] size_t parties() const { return parties_.size(); }
  [[nodiscard]] size_t years() const { return cny_.size() / items() / parties(); }

 private:
  static size_t at(const std::vector<std::string>& names, const std::string& name) {
    return static_cast<size_t>(std::find(names.begin(), names.end(), name) - names.begin());
  }
  std::vector<std::string> items_, parties_;
  Numbers cny_;
};

Book costs(const io::ResultsReader& file, size_t mix) {
  return {file, mix, "cost_cny", "payer"};
}

TEST(RunMoney, WhatIsBorneIsReceived) {
  const ScenarioFolder folder(std::string(HEAD) + SUBSIDISED);
  const io::ResultsReader file(folder.run());
  for (const size_t mix : {BEFORE, GAS, LATE, PUMPS}) {
    const Book cost = costs(file, mix), got(file, mix, "received_cny", "receiver");
    ASSERT_EQ(cost.years(), 10U);
    int64_t everything = 0;
    for (size_t year = 0; year < cost.years(); ++year) {
      int64_t granted = 0, users_got = 0;
      for (size_t item = 0; item < cost.items(); ++item) {
        int64_t borne = 0, supplied = 0;
        for (size_t p = 0; p < cost.parties(); ++p) borne += cost.fen(year, item, p);
        for (size_t r = cost.parties(); r < got.parties(); ++r) supplied += got.fen(year, item, r);
        EXPECT_EQ(borne, supplied) << mix << " " << year << " " << item;
        for (size_t p = 0; p < 5; ++p) granted += cost.fen(year, item, p);
        for (size_t r = 0; r < cost.parties(); ++r) users_got += got.fen(year, item, r);
        everything += std::abs(supplied);
      }
      EXPECT_EQ(granted, users_got) << mix << " " << year;
    }
    EXPECT_GT(everything, 100'000'00) << mix;
  }
}

TEST(RunMoney, ABoilerIsReplacedWhenItIsWornOutAndTheRestTakenOff) {
  const ScenarioFolder folder(std::string(HEAD) + SUBSIDISED);
  const io::ResultsReader file(folder.run({}, {"money.years=25"}));
  const Book cost = costs(file, GAS);
  const int64_t boilers = cost.fen(0, "equipment", "household") + cost.fen(0, "equipment", "levels_unsplit");
  const int64_t fitting = cost.fen(0, "installation", "household");
  const int64_t alarms = cost.fen(0, "alarms", "household"), fee = cost.fen(0, "connection", "household");
  EXPECT_EQ(cost.fen(5, "replacement", "household"), alarms);                       // 5 years
  EXPECT_EQ(cost.fen(20, "replacement", "household"), boilers + fitting + alarms);  // 20 years
  // At the end of 25 years boilers have 15 of 20 left, the alarms none, the fee of 50 years the half.
  EXPECT_NEAR(cost.fen(24, "residual_value", "household"), -0.75 * (boilers + fitting) - 0.5 * fee, 2.0);
  EXPECT_EQ(cost.fen(0, "maintenance", "household"), std::llround(0.066 * boilers));
}

TEST(RunMoney, GrantsStandBesideTheBillAndEndAfterTheirWinters) {
  const ScenarioFolder folder(std::string(HEAD) + SUBSIDISED);
  const io::ResultsReader file(folder.run());
  const Numbers grant = file.numbers("household_running_grant_cny", GAS);
  const Numbers gross = file.numbers("household_bill_gross_cny", GAS), bill = file.numbers("household_bill_cny", GAS),
                later = file.numbers("household_bill_later_cny", GAS);
  const double homes = static_cast<double>(std::count(grant.begin(), grant.end(), 1000.0));
  EXPECT_EQ(homes, static_cast<double>(std::count_if(grant.begin(), grant.end(), [](double g) { return g != 0.0; })));
  EXPECT_EQ(homes, 150.0);
  for (size_t h = 0; h < gross.size(); ++h) {
    EXPECT_EQ(gross[h], bill[h]);   // Shanxi's tariff has no subsidy
    EXPECT_EQ(gross[h], later[h]);  // and prices stay
  }
  const Book cost = costs(file, GAS);
  EXPECT_EQ(cost.fen(2, "running", "levels_unsplit"), std::llround(homes * 100'000));
  EXPECT_EQ(cost.fen(3, "running", "levels_unsplit"), 0);
}

// With the price of gas up by half from the third year on, the bill after the grants is higher, and so is the book.
TEST(RunMoney, PricePathsMoveLaterWinters) {
  const ScenarioFolder folder(std::string(HEAD) + SUBSIDISED + R"([[money.price_path]]
of = ["gas"]
factors = [1.0, 1.0, 1.5]
status = "assumed"
source = "a test"
)");
  const io::ResultsReader file(folder.run());
  const Book cost = costs(file, GAS);
  const int64_t first = cost.fen(0, "gas", "household");
  EXPECT_EQ(cost.fen(1, "gas", "household"), first);
  EXPECT_NEAR(cost.fen(2, "gas", "household"), 1.5 * first, 2.0);
  EXPECT_NEAR(cost.fen(9, "gas", "household"), 1.5 * first, 2.0);
  const Numbers gross = file.numbers("household_bill_gross_cny", GAS), gas = file.numbers("household_gas_m3", GAS),
                later = file.numbers("household_bill_later_cny", GAS);
  for (size_t h = 0; h < gross.size(); ++h) EXPECT_NEAR(later[h] - gross[h], 0.5 * 2.61 * gas[h], 0.02);
}

// Binzhou: 0.2 CNY per kWh up to 6 000 kWh and 1 CNY per m3 up to 1 200 m3, for three winters.
TEST(RunMoney, ATariffsSubsidiesAreTransfersAndEnd) {
  const ScenarioFolder folder(std::string(HEAD) + SUBSIDISED);
  const io::ResultsReader file(folder.run({}, {"money.tariffs='binzhou'"}));
  for (const auto& [mix, use, rate] :
       {std::tuple(GAS, "household_gas_m3", 1.0), {PUMPS, "household_electricity_kwh", 0.2}}) {
    const Numbers gross = file.numbers("household_bill_gross_cny", mix), bill = file.numbers("household_bill_cny", mix),
                  later = file.numbers("household_bill_later_cny", mix), units = file.numbers(use, mix),
                  technology = file.numbers("household_technology", mix);
    const auto names = file.flag_meanings("household_technology");
    double subsidies = 0.0;
    for (size_t h = 0; h < gross.size(); ++h) {
      const std::string& heater = names[static_cast<size_t>(technology[h])];
      const bool entitled = heater == "gas_boiler" || heater == "ashp_water";
      EXPECT_NEAR(gross[h] - bill[h], entitled ? rate * units[h] : 0.0, 0.02) << heater;  // a fortnight: below the caps
      EXPECT_EQ(later[h], gross[h]);
      subsidies += gross[h] - bill[h];
    }
    EXPECT_GT(subsidies, 1000.0);
    const Book cost = costs(file, mix);
    const std::string item = mix == GAS ? "gas" : "electricity";
    EXPECT_NEAR(cost.fen(0, item, "levels_unsplit"), 100.0 * subsidies, 200.0);
    EXPECT_EQ(cost.fen(2, item, "levels_unsplit"), cost.fen(0, item, "levels_unsplit"));
    EXPECT_EQ(cost.fen(3, item, "levels_unsplit"), 0);
    EXPECT_GT(cost.fen(3, item, "household"), cost.fen(2, item, "household"));
  }
}

// The winters after are whole ones: those that the other mix has simulated.
TEST(RunMoney, LateHomesHaveWholeWintersLater) {
  const ScenarioFolder folder(std::string(HEAD) + SUBSIDISED);
  const io::ResultsReader file(folder.run());
  const Numbers late = file.numbers("household_bill_later_cny", LATE),
                whole = file.numbers("household_bill_later_cny", GAS),
                first = file.numbers("household_bill_gross_cny", LATE);
  int moved = 0;
  for (size_t h = 0; h < late.size(); ++h) {
    EXPECT_NEAR(late[h], whole[h], 0.02) << h;
    moved += std::abs(late[h] - first[h]) > 1.0 ? 1 : 0;
  }
  EXPECT_GT(moved, 100);
  const Book cost = costs(file, LATE), other = costs(file, GAS);
  EXPECT_GT(cost.fen(0, "coal", "household"), other.fen(0, "coal", "household"));
  EXPECT_NEAR(cost.fen(1, "gas", "household"), other.fen(1, "gas", "household"), 200.0);
}

// Whether another mix converts the same homes before the season or none does.
TEST(RunMoney, LaterWintersDoNotDependOnOtherMixes) {
  const std::string text = SUBSIDISED;
  const size_t gas = text.find("[[mix]]\nname = \"gas\""), late = text.find("[[mix]]\nname = \"late gas\"");
  const ScenarioFolder both(std::string(HEAD) + text),
      alone(std::string(HEAD) + text.substr(0, gas) + text.substr(late));
  const io::ResultsReader whole(both.run()), part(alone.run());
  EXPECT_EQ(part.numbers("cost_cny", LATE - 1), whole.numbers("cost_cny", LATE));
  EXPECT_EQ(part.numbers("abatement_later_winter_kg", LATE - 1), whole.numbers("abatement_later_winter_kg", LATE));
}

TEST(RunMoney, EarlierHomesReceiveWhatIsLeftToThemInEveryMix) {
  const ScenarioFolder folder(std::string(HEAD) + SUBSIDISED + R"([[money.earlier]]
subsidy = "chiping-gas"
converted_year = 2020
homes = 120
status = "assumed"
source = "a test"
[[money.earlier]]
subsidy = "chiping-gas"
converted_year = 2019
homes = 70
status = "assumed"
source = "a test"
)");
  const io::ResultsReader file(folder.run());
  for (const size_t mix : {BEFORE, GAS}) {
    const Book cost = costs(file, mix);
    EXPECT_EQ(cost.fen(0, "running_earlier", "levels_unsplit"), 190 * 100'000);
    EXPECT_EQ(cost.fen(1, "running_earlier", "levels_unsplit"), 120 * 100'000);
    EXPECT_EQ(cost.fen(2, "running_earlier", "levels_unsplit"), 0);
    EXPECT_EQ(cost.fen(0, "running_earlier", "household"), -190 * 100'000);
  }
  const auto items = file.texts("grant_item"), marks = file.texts("grant_split_status");
  EXPECT_EQ(std::count(items.begin(), items.end(), "running_earlier"), 8);  // two in each of four mixes
  EXPECT_EQ(std::count(marks.begin(), marks.end(), "open"), 8 + 2 * 2);     // and two grants in each of two
}

TEST(RunMoney, BudgetsFundVillagesInTheirOrder) {
  const ScenarioFolder folder(std::string(HEAD) + SUBSIDISED);
  // Each home asks the county for 5 500; the third village's homes come first.
  const io::ResultsReader file(
      folder.run({}, {"money.village_order=['west']", "money.budget=[{payer='county',year=2021,cap_cny=300000}]"}));
  const Numbers funded = file.numbers("budget_funded_homes", PUMPS), all = file.numbers("village_converted", PUMPS);
  const double homes = all[0] + all[1] + all[2];
  EXPECT_EQ(file.numbers("budget_village_rank"), (Numbers{1, 2, 0}));
  EXPECT_EQ(funded[0] + funded[1] + funded[2], 54.0);  // 54.5 homes
  EXPECT_EQ(funded[2], std::min(all[2], 54.0));
  EXPECT_EQ(funded[0], 54.0 - funded[2]);
  EXPECT_EQ(file.numbers("budget_need_cny", PUMPS).at(0), 5500.0 * homes);
  EXPECT_EQ(file.numbers("budget_unfunded_cny", PUMPS).at(0), 5500.0 * (homes - 54.0));
  EXPECT_EQ(file.numbers("budget_need_cny", GAS).at(0), 0.0);
  EXPECT_EQ(file.numbers("budget_funded_homes", GAS), file.numbers("village_converted", GAS));
}

// A tariff that says day and valley as bands bills as the one that says them as such; and a price that changes at new
// year is that of the steps.
TEST(RunMoney, BandsBillAsDayAndValleyDo) {
  const ScenarioFolder folder(std::string(HEAD) + SUBSIDISED);
  std::string text = built_in("tariffs.toml");
  const std::string band = R"([[tariff.band]]
name = "night"
price_cny_kwh = 0.2862
first_hour = 20.0
last_hour = 8.0
status = "assumed"
source = "a test"

)";
  const size_t at = text.find("[tariff.ladder]", text.find("name = \"shanxi\""));
  text.insert(at, band);
  folder.write("bands.toml", text);
  const io::ResultsReader two(folder.run()), more(folder.run({}, {"money.tariff_file='bands.toml'"}));
  for (const size_t mix : {BEFORE, PUMPS, LATE}) {
    const Numbers one = two.numbers("household_bill_cny", mix), other = more.numbers("household_bill_cny", mix);
    for (size_t h = 0; h < one.size(); ++h) EXPECT_NEAR(other[h], one[h], 0.02 + 1e-5 * one[h]) << mix << " " << h;
  }
  EXPECT_EQ(two.numbers("household_heat_kwh", PUMPS), more.numbers("household_heat_kwh", PUMPS));
}

// Which tariffs a faulty file has is not known: that yours is missing would be a second error about the same fault.
TEST(RunMoney, AFaultyTariffFileIsOneProblem) {
  const ScenarioFolder folder(std::string(HEAD) + SUBSIDISED);
  std::string text = built_in("tariffs.toml");
  const std::string price = "price_cny_kwh = 0.5469";
  text.replace(text.find(price), price.size(), "price_cny_kwh = -1.0");
  folder.write("bad.toml", text);
  const std::string problems = folder.problems({"money.tariff_file='bad.toml'"});
  EXPECT_THAT(problems, HasSubstr("bad.toml:12:17: tariff.day.price_cny_kwh = -1"));
  EXPECT_THAT(problems, testing::Not(HasSubstr("unknown tariff")));
  EXPECT_THAT(folder.problems({"money.tariffs='shanxy'"}), HasSubstr("did you mean 'shanxi'"));
}

// A band is counted at the steps that begin in it: one between two steps would bill nothing.
TEST(RunMoney, ABandBetweenStepsIsRefused) {
  const ScenarioFolder folder(std::string(HEAD) + SUBSIDISED);
  const auto problems = [&](const std::string& days) {
    std::string text = built_in("tariffs.toml");
    text.insert(text.find("[tariff.ladder]", text.find("name = \"shanxi\"")),
                "[[tariff.band]]\nname = \"moment\"\nprice_cny_kwh = 0.5\nfirst_hour = 12.02\nlast_hour = 12.04\n" +
                    days + "status = \"assumed\"\nsource = \"a test\"\n");
    folder.write("bands.toml", text);
    return folder.problems({"money.tariff_file='bands.toml'"});
  };
  EXPECT_THAT(problems(""), HasSubstr("band 'moment' of tariff 'shanxi' lies between the steps"));
  EXPECT_EQ(problems("from_day = \"07-01\"\nto_day = \"08-31\"\n"), "");  // not in the season at all
}

TEST(RunMoney, SaysWhatIsWrong) {
  const ScenarioFolder folder(std::string(HEAD) + SUBSIDISED);
  const auto problems = [&](const std::string& setting) { return folder.problems({setting}); };
  EXPECT_THAT(problems("money.village_order=['wset']"), HasSubstr("did you mean 'west'"));
  EXPECT_THAT(problems("money.village_order=['west','west']"), HasSubstr("stands twice"));
  EXPECT_THAT(problems("money.budget=[{payer='county',year=2020,cap_cny=1}]"), HasSubstr("from 2021 to 2030"));
  EXPECT_THAT(problems("money.budget=[{payer='county',year=2021,cap_cny=1},{payer='county',year=2021,cap_cny=2}]"),
              HasSubstr("two budgets"));
  const std::string terms = ",homes=1,status='assumed',source='s'}]";
  EXPECT_THAT(problems("money.earlier=[{subsidy='chiping-gsa',converted_year=2020" + terms),
              HasSubstr("did you mean 'chiping-gas'"));
  EXPECT_THAT(problems("money.earlier=[{subsidy='chiping-gas',converted_year=2021" + terms),
              HasSubstr("did not convert before"));
  EXPECT_THAT(problems("money.price_path=[{of='gas',status='assumed',source='s'}]"), HasSubstr("one of the two"));
  EXPECT_THAT(problems("money.price_path=[{of='tea',growth_per_year=0.1,status='assumed',source='s'}]"),
              HasSubstr("tea"));
  const std::string path = "status='assumed',source='s'}";
  EXPECT_THAT(problems("money.price_path=[{of='gas',factors=[2.0,1.1]," + path + "]"),
              HasSubstr("the path begins with 2, not with 1"));
  EXPECT_THAT(problems("money.price_path=[{of=['gas','coal','gas'],factors=[1.0,1.1]," + path + "]"),
              HasSubstr("'gas' has two price paths"));
  EXPECT_THAT(problems("money.price_path=[{of='gas',factors=[1.0,1.1]," + path + ",{of='gas',growth_per_year=0.1," +
                       path + "]"),
              HasSubstr("'gas' has two price paths"));
  EXPECT_EQ(problems("money.price_path=[{of='gas',factors=[1.0,1.1]," + path + ",{of='coal',growth_per_year=0.1," +
                     path + "]"),
            "");
  EXPECT_EQ(problems("money.years=12"), "");
  EXPECT_THAT(folder.problems({"money.tariffs='binzhou'", "mix.gas.convert.1.subsidy='binzhou-gas'"}),
              HasSubstr("subsidy 'binzhou-gas' and tariff 'binzhou' both pay for a m3"));
  EXPECT_EQ(folder.problems({"money.tariffs='shandong'", "mix.gas.convert.1.subsidy='binzhou-gas'"}), "");
}

// A subsidy for heat pumps is not for who insulates and keeps the stove; one for all is, if something changes.
TEST(RunMoney, GrantsNothingForNoChange) {
  const auto problems = [&](const std::string& clause) {
    const ScenarioFolder folder(std::string(HEAD) + "[money]\nsubsidy_file = \"subsidies.toml\"\n" +
                                "[[mix]]\nname = \"before\"\n[[mix]]\nname = \"b\"\n[[mix.convert]]\n" + clause);
    folder.write("subsidies.toml", R"([[subsidy]]
name = "all"
[[subsidy.item]]
item = "envelope"
amount = 1000.0
payers = ["county"]
shares = [1.0]
split_status = "assumed"
status = "assumed"
source = "a test"
[[subsidy]]
name = "pumps"
technologies = ["ashp_water", "ashp_air"]
[[subsidy.item]]
item = "equipment"
amount = 1000.0
payers = ["county"]
shares = [1.0]
split_status = "assumed"
status = "assumed"
source = "a test"
)");
    return folder.problems();
  };
  EXPECT_THAT(problems("technology = 'unchanged'\nenvelope = 'basic'\nsubsidy = 'pumps'\n"),
              HasSubstr("subsidy 'pumps' is for ashp_water, ashp_air, and the heater is unchanged"));
  EXPECT_THAT(problems("technology = 'unchanged'\nsubsidy = 'all'\n"),
              HasSubstr("neither heater nor envelope changes"));
  EXPECT_EQ(problems("technology = 'unchanged'\nenvelope = 'basic'\nsubsidy = 'all'\n"), "");
}

TEST(RunMoney, TellsOfEarlierHomesThatArePaidNothing) {
  const ScenarioFolder folder(std::string(HEAD) + SUBSIDISED);
  const auto notes = [&](const std::string& of) {
    return earlier_notes(folder.load({"money.earlier=[{homes=5,status='assumed',source='s'," + of + "}]"}));
  };
  using testing::ElementsAre;
  using testing::IsEmpty;
  // Three winters from 2018: the last of them began in 2020, before the first that is counted.
  EXPECT_THAT(notes("subsidy='chiping-gas',converted_year=2018"),
              ElementsAre("money.earlier: 'chiping-gas' pays homes of 2018 nothing: it ended with 2020"));
  EXPECT_THAT(notes("subsidy='chiping-gas',converted_year=2019"), IsEmpty());
  EXPECT_THAT(notes("subsidy='chiping-gas',converted_year=2019,user='institution'"),
              ElementsAre(HasSubstr("no running grants for the user 'institution'")));
  EXPECT_THAT(notes("subsidy='binzhou-gas',converted_year=2020"), ElementsAre(HasSubstr("give heating_kwh, gas_m3")));
  EXPECT_THAT(notes("subsidy='binzhou-gas',converted_year=2020,gas_m3=500"), IsEmpty());
}

}  // namespace
}  // namespace hearthgrid::run
