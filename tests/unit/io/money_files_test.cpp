// What a stranger reads who made a mistake in factors, tariffs, programmes or costs.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/io/catalogue_file.hpp"
#include "engine/io/factor_file.hpp"
#include "engine/io/subsidy_file.hpp"
#include "engine/io/tariff_file.hpp"

namespace hearthgrid::io {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string default_file(const std::string& name) {
  std::ifstream in(HEARTHGRID_SOURCE_DIR "/models/" + name);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

/// The default file with `from` replaced by `to` once, read again: the problems' text.
template <typename Read>
std::string problems_after(const std::string& name, const std::string& from, const std::string& to, Read read) {
  std::string text = default_file(name);
  const size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
  const auto path = std::filesystem::temp_directory_path() / ("hearthgrid-money-" + std::to_string(::getpid()));
  std::ofstream(path) << text;
  ProblemList problems;
  (void)read(path.string(), problems);
  std::filesystem::remove(path);
  std::string all;
  for (const Problem& problem : problems.all()) {
    all += problem.text() + "\n";
  }
  return all;
}

TEST(FactorFile, SaysWhatIsWrong) {
  const std::string name = "emission/emission_factors.csv";
  const auto after = [&](const std::string& from, const std::string& to) {
    return problems_after(name, from, to, read_factors);
  };
  EXPECT_THAT(after("89.5,94.6,99.7", "99.5,94.6,99.7"),
              HasSubstr(":2:27: co2 of coal_stove: low 99.5, central 94.6 and high 99.7 are not in this order"));
  EXPECT_THAT(after("coal_stove,co2,stove,g/MJ", "coal_stove,co2,stove,g/kWh"),
              HasSubstr("the unit does not fit coal_stove"));
  EXPECT_THAT(after("upstream_gas,", "upstream_gaz,"), HasSubstr("did you mean 'upstream_gas'"));
  EXPECT_THAT(after("coal_stove,so2", "coal_stove,nox"), HasSubstr("nox of coal_stove is given twice"));
  EXPECT_THAT(after("coal_stove,so2", "cole_stove,so2"), HasSubstr("coal_stove has no row for so2"));
  EXPECT_THAT(after(",measured,", ",guessed,"), HasSubstr("guessed"));
  EXPECT_EQ(after("89.5,94.6", "89.4,94.6"), "");
}

TEST(TariffFile, SaysWhatIsWrong) {
  const std::string name = "economy/tariffs.toml";
  const auto after = [&](const std::string& from, const std::string& to) {
    return problems_after(name, from, to, read_tariffs);
  };
  EXPECT_THAT(after("name = \"binzhou\"", "name = \"shandong\""), HasSubstr("the tariff 'shandong' is given twice"));
  EXPECT_THAT(after("up_to_m3 = 2250.0\n", ""), HasSubstr("a gas tier has no end"));
  EXPECT_THAT(after("price_cny_m3 = 3.0\n", "price_cny_m3 = 3.0\nup_to_m3 = 10.0\n"),
              HasSubstr("the last gas tier has an end"));
  EXPECT_THAT(after("payer = \"city\"", "payer = \"citty\""), HasSubstr("did you mean 'city'"));
  EXPECT_THAT(after("price_cny_kwh = 0.5469", "price_cny_kwh = -1.0"), HasSubstr("price_cny_kwh"));
  EXPECT_EQ(after("0.5469", "0.5"), "");
  EXPECT_THAT(after("up_to_kwh = [2520.0, 4800.0]", "up_to_kwh = [4800.0, 2520.0]"), HasSubstr("rising ends"));
  EXPECT_THAT(after("up_to_kwh = [2520.0, 4800.0]", "up_to_kwh = [2520.0]"), HasSubstr("1 ends of tiers and 3"));
  EXPECT_THAT(after("from_day = \"11-01\"", "from_day = \"11-31\""), HasSubstr("'11-31' is no day of the year"));
  EXPECT_THAT(after("from_day = \"11-01\"", "from_day = \"1 Nov\""), HasSubstr("as \"11-15\""));
  EXPECT_THAT(after("to_day = \"03-31\"\n", ""), HasSubstr("but not both"));
  EXPECT_THAT(after("[tariff.ladder]\nperiod = \"year\"", "[tariff.ladder]\nperiod = \"week\""), HasSubstr("week"));
  EXPECT_EQ(after("[tariff.wood]\nprice_cny_t = 0.0\nstatus = \"assumed\"\nsource = \"collected by the family\"\n", ""),
            "");
  EXPECT_THAT(after("[tariff.straw]\nprice_cny_t = 0.0", "[tariff.straw]\nprice_cny_t = -1.0"),
              HasSubstr("price_cny_t"));
}

std::string band(const std::string& name, const std::string& when) {
  return fmt::format("[[tariff.band]]\nname = \"{}\"\nprice_cny_kwh = 0.8\n{}status = \"assumed\"\nsource = \"s\"\n",
                     name, when);
}

// The first tariff with these bands.
std::string problems_of_bands(const std::string& bands) {
  return problems_after("economy/tariffs.toml", "[tariff.ladder]\n", bands + "[tariff.ladder]\n", read_tariffs);
}

TEST(TariffFile, RefusesBandsThatNeverHold) {
  const std::string evening = "first_hour = 18.0\nlast_hour = 22.0\n",
                    winter = "from_day = \"11-01\"\nto_day = \"03-31\"\n";
  const std::string late = "first_hour = 20.0\nlast_hour = 21.5\n";
  EXPECT_EQ(problems_of_bands(band("peak", evening) + band("flat", "first_hour = 17.0\nlast_hour = 22.0\n")), "");
  EXPECT_EQ(problems_of_bands(band("night", "first_hour = 20.0\nlast_hour = 8.0\n")), "");  // over the whole valley
  EXPECT_EQ(problems_of_bands(band("summer", evening + "from_day = \"07-01\"\nto_day = \"08-31\"\n")), "");
  EXPECT_EQ(problems_of_bands(band("leap day", evening + "from_day = \"02-29\"\nto_day = \"02-29\"\n")), "");
  EXPECT_EQ(problems_of_bands(band("winter's peak", evening + winter) + band("peak", late)), "");  // in summer it holds
  EXPECT_EQ(problems_of_bands(band("all day", "")), "");

  EXPECT_THAT(problems_of_bands(band("peak", "first_hour = 6.0\nlast_hour = 6.0\n")),
              AllOf(HasSubstr(":26:14: band 'peak' begins at hour 6 and ends at hour 6: it has no hours"),
                    HasSubstr("leave first_hour and last_hour out"), Not(HasSubstr("never holds"))));
  EXPECT_THAT(problems_of_bands(band("peak", "first_hour = 24.0\nlast_hour = 0.0\n")), HasSubstr("it has no hours"));
  EXPECT_THAT(problems_of_bands(band("peak", evening) + band("late peak", late)),
              AllOf(HasSubstr(":31:8: band 'late peak' never holds"), HasSubstr("those of 'peak', which stands before"),
                    HasSubstr("put this one first")));
  EXPECT_THAT(problems_of_bands(band("peak", evening) + band("again", evening + winter)), HasSubstr("'again' never"));
  // Two bands that cover a third between them.
  EXPECT_THAT(problems_of_bands(band("summer", evening + "from_day = \"04-01\"\nto_day = \"10-31\"\n") +
                                band("winter", evening + winter) + band("third", late)),
              AllOf(HasSubstr("'third' never holds"), HasSubstr("'summer', 'winter'")));
  EXPECT_THAT(problems_of_bands(band("all day", "") + band("peak", evening)), HasSubstr("'peak' never holds"));
}

TEST(TariffFile, RefusesWhatHasNoLength) {
  const auto after = [&](const std::string& from, const std::string& to) {
    return problems_after("economy/tariffs.toml", from, to, read_tariffs);
  };
  EXPECT_THAT(after("first_hour = 20.0\nlast_hour = 8.0", "first_hour = 8.0\nlast_hour = 8.0"),
              AllOf(HasSubstr(":18:14: the valley begins at hour 8"), HasSubstr("give the day's price")));
  EXPECT_THAT(after("up_to_kwh = [2520.0, 4800.0]", "up_to_kwh = [0.0, 4800.0]"),
              HasSubstr(":25:13: the ladder's first tier ends at 0"));
  EXPECT_THAT(after("up_to_m3 = 2250.0", "up_to_m3 = 0.0"), HasSubstr("of no length"));
  EXPECT_THAT(after("up_to_kwh = 6000.0", "up_to_kwh = 0.0"), HasSubstr("a subsidy of no length never holds"));
  EXPECT_THAT(after("[tariff.ladder]\n",
                    "[tariff.heating_limit]\nkwh = 0.0\nstatus = \"assumed\"\nsource = \"s\"\n[tariff.ladder]\n"),
              HasSubstr("a heating tariff of no length"));
}

TEST(SubsidyFile, SaysWhatIsWrong) {
  const std::string name = "economy/subsidies.toml";
  const auto after = [&](const std::string& from, const std::string& to) {
    return problems_after(name, from, to, read_subsidies);
  };
  EXPECT_THAT(after("shares = [2700.0, 3000.0, 5500.0]", "shares = [2700.0, 3000.0]"),
              HasSubstr("3 payers and 2 shares"));
  EXPECT_THAT(after("\"central\", \"city\"", "\"centre\", \"city\""), HasSubstr("unknown payer 'centre'"));
  EXPECT_THAT(after("amount = 0.85", "amount = 85"), HasSubstr("85 % is 0.85"));
  EXPECT_THAT(after("\"shanxi-ashp\"", "\"chiping-gas\""), HasSubstr("the subsidy 'chiping-gas' is given twice"));
  EXPECT_THAT(after("years = 3", "years = 0"), HasSubstr("years"));
  EXPECT_EQ(after("shares = [0.8, 0.2]", "shares = [0.6, 0.4]"), "");
  EXPECT_THAT(after("shares = [0.8, 0.2]", "shares = [0.0, 0.0]"), HasSubstr("the shares of all payers are 0"));
  EXPECT_THAT(after("\"central\", \"city\"", "\"city\", \"city\""), HasSubstr("payer 'city' stands twice"));
  EXPECT_THAT(after("\"central\", \"city\"", "\"household\", \"city\""),
              HasSubstr("'household' would pay the grant to itself"));
  EXPECT_THAT(after("basis = \"per_m3\"", "basis = \"per_m3\"\nby_commissioning = true"),
              HasSubstr("counts from the commissioning anyway"));
  // What is granted is what is bought, and running.
  for (const std::string item : {"running_earlier", "residual_value", "maintenance", "replacement", "electricity"}) {
    EXPECT_THAT(after("item = \"emitters\"", "item = \"" + item + "\""),
                testing::AllOf(testing::ContainsRegex(":49:8: subsidy.item.item = "),
                               HasSubstr("is not one of the words allowed"), HasSubstr("gas_network, running")))
        << item;
  }
}

TEST(CatalogueFile, SaysWhatIsWrong) {
  const std::string name = "economy/catalogue.toml";
  const auto after = [&](const std::string& from, const std::string& to) {
    return problems_after(name, from, to, read_catalogue);
  };
  EXPECT_THAT(after("name = \"ashp_air\"", "name = \"ashp_water\""),
              HasSubstr("the technology 'ashp_water' is given twice"));
  EXPECT_THAT(after("kva = 80.0", "kva = 40.0"), HasSubstr("40 kVA after 63 kVA"));
  EXPECT_THAT(after("item = \"emitters\"", "item = \"emiters\""), HasSubstr("did you mean 'emitters'"));
  EXPECT_THAT(after("life_years = 18.0", "life_years = 0.0"), HasSubstr("life_years"));
  EXPECT_EQ(after("life_years = 18.0", "life_years = 17.0"), "");
  EXPECT_THAT(after("sizes = [0.5, 1.0, 1.5, 2.0]", "sizes = [0.5, 1.0, 1.5]"), HasSubstr("3 sizes and 4 prices"));
  EXPECT_THAT(after("sizes = [0.5, 1.0, 1.5, 2.0]", "sizes = [0.5, 1.0, 1.0, 2.0]"), HasSubstr("rising sizes"));
  const std::string index = "\n[[price_index]]\nyear = {}\nindex = {}\nstatus = \"assumed\"\nsource = \"s\"\n";
  const std::string two = fmt::format(fmt::runtime(index), 2020, 100) + fmt::format(fmt::runtime(index), 2019, 99);
  EXPECT_THAT(after("\n[gas_network]", two + "\n[gas_network]"), HasSubstr("2019 after 2020"));
  // What nothing reads is refused.
  EXPECT_THAT(after("\n[gas_network]", "\n[discount]\nrate = 0.04\n[gas_network]"),
              testing::AllOf(HasSubstr(":40:1: a catalogue has no discount rate"), HasSubstr("money.discount_rate")));
  EXPECT_THAT(after("item = \"emitters\"", "item = \"residual_value\""), HasSubstr("is not one of the words allowed"));
  const std::string envelope =
      "[[envelope]]\nname = \"deep\"\n[[envelope.cost]]\nitem = \"envelope\"\ncny = 9.0\nbasis = \"per_kw\"\n"
      "life_years = 30.0\nstatus = \"assumed\"\nsource = \"s\"\n";
  EXPECT_THAT(after("\n[gas_network]", "\n" + envelope + "[gas_network]"), HasSubstr("an envelope has no rated kW"));
}

}  // namespace
}  // namespace hearthgrid::io
