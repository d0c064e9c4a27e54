// A home's yearly kWh from what it owns and who lives there, or as given; and what of it warms its rooms.

#include "engine/run/home_electricity.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::string MIX = "[[mix]]\nname = \"before\"\n";

// A file of appliances in which nothing is owned but what `more` says.
std::string nothing_but(const std::string& more) {
  std::string text;
  for (const std::string_view name : occupancy::APPLIANCE_NAMES) {
    if (more.find("[appliance." + std::string(name) + "]") != std::string::npos) continue;
    text += fmt::format("[appliance.{}]\nownership = {{ value = 0, status = \"assumed\", source = \"test\" }}\n", name);
  }
  return text + more;
}

// Where all homes have an electric tank, or none.
std::string tanks(double share) {
  std::string text = "[hot_water.source]\n";
  for (const char* other : {"solar", "gas"}) {
    text += fmt::format("{} = {{ value = 0, status = \"assumed\", source = \"test\" }}\n", other);
  }
  text += fmt::format("electric_storage = {{ value = {}, status = \"assumed\", source = \"test\" }}\n", share);
  return text + fmt::format("pot = {{ value = {}, status = \"assumed\", source = \"test\" }}\n", 1.0 - share);
}

double mean_kwh(const Scenario& s) {
  double sum = 0.0;
  int homes = 0;
  for (const Household& home : s.population.households) {
    if (!takes_power(home)) continue;
    sum += home.people.yearly_kwh;
    ++homes;
  }
  EXPECT_EQ(homes, s.electricity.homes);
  EXPECT_NEAR(sum / homes, s.electricity.mean_kwh, 1e-9 * sum);
  return sum / homes;
}

TEST(HomeElectricity, without_a_yearly_kwh_it_follows_from_what_homes_own) {
  const ScenarioFolder folder(std::string(HEAD) + MIX);
  folder.write("with.toml", tanks(1.0));
  folder.write("without.toml", tanks(0.0));
  const Scenario with = folder.load({"households.appliances='with.toml'"});
  const Scenario without = folder.load({"households.appliances='without.toml'"});
  EXPECT_EQ(with.electricity.follow_use, with.electricity.homes);
  EXPECT_THAT(electricity_notes(with.electricity), IsEmpty());
  // 30 l a person at 35 K, half of them from the tank, and 22.5 W of losses.
  double persons = 0.0;
  for (const Household& home : with.population.households) persons += takes_power(home) ? home.people.persons : 0;
  persons /= with.electricity.homes;
  const double tank_kwh = 365.0 * persons * 30.0 * 0.5 * 35.0 * 1.163e-3 + 22.5 * 8.76;
  EXPECT_NEAR(mean_kwh(with) - mean_kwh(without), tank_kwh, 0.06 * tank_kwh);
  for (const Household& home : with.population.households) {
    const occupancy::People& p = home.people;
    if (home.traits.vacant) {
      EXPECT_EQ(p.yearly_kwh, 0.0);
    } else {
      EXPECT_GT(p.tank_draw_kwh, 0.0);
      EXPECT_NEAR(p.tank_loss_kwh, 22.5 * 8.76, 12.6 * 8.76);
    }
  }
}

TEST(HomeElectricity, lamps_alone_use_what_lamps_use_and_their_peak_is_their_name_plate) {
  const ScenarioFolder folder(std::string(HEAD) + MIX);
  folder.write("lamps.toml", nothing_but("[appliance.room_lamps]\nownership = { value = 1, status = \"assumed\", "
                                         "source = \"test\" }\n"));
  const Scenario s = folder.load({"households.appliances='lamps.toml'"});
  EXPECT_GT(mean_kwh(s), 2.0);
  EXPECT_LT(mean_kwh(s), 20.0);  // 27.5 W for an hour or so an evening
  const io::ResultsReader results(folder.run({}, {"households.appliances='lamps.toml'"}));
  for (const double kw : results.numbers("household_peak_kw", 0)) EXPECT_LE(kw, 0.040 * 1.1);
}

TEST(HomeElectricity, homes_that_own_nothing_report_nothing) {
  const ScenarioFolder folder(std::string(HEAD) + MIX);
  folder.write("none.toml", nothing_but(""));
  for (const std::string wish : {"name='as used'", "households.yearly_kwh=1500"}) {
    const io::ResultsReader results(folder.run({}, {"households.appliances='none.toml'", wish}));
    for (const double kwh : results.numbers("household_yearly_kwh")) EXPECT_EQ(kwh, 0.0);
    for (const double kwh : results.numbers("household_electricity_kwh", 0)) EXPECT_EQ(kwh, 0.0);
  }
}

TEST(HomeElectricity, a_given_mean_is_met_and_a_note_says_where_powers_are_stretched) {
  const ScenarioFolder folder(std::string(HEAD) + MIX);
  for (const double kwh : {300.0, 1500.0, 3700.0}) {
    const Scenario s = folder.load({fmt::format("households.yearly_kwh={}", kwh)});
    EXPECT_NEAR(mean_kwh(s) / kwh, 1.0, 0.07) << kwh;  // four standard errors of 283 homes that own more or less
    EXPECT_EQ(s.electricity.follow_use, 0);
  }
  EXPECT_LE(folder.load({"households.yearly_kwh=1500"}).electricity.scaled, 2);
  const YearlyElectricity far = folder.load({"households.yearly_kwh=8000"}).electricity;
  EXPECT_GT(far.scaled, far.homes / 2);
  EXPECT_GT(far.median_scale, occupancy::MOST_SCALE);
  const auto notes = electricity_notes({300, 0, 8000.0, 290, 3.14159});
  ASSERT_THAT(notes, SizeIs(2));
  EXPECT_EQ(notes[0],
            "290 of 300 homes cannot come to their yearly_kwh by how often and how long they use what they own: their "
            "powers are scaled beyond 0.7 to 1.4, by 3.14 in the median, and so are their peaks");
  EXPECT_EQ(notes[1],
            "say what they own in a file of households.appliances, or leave yearly_kwh out: it then follows from that");
}

// A measured load of 25 kW for the homes of the west, where they would take some 15: they are told of with the kWh that
// it leaves them, and come to it by their habits.
TEST(HomeElectricity, homes_under_a_measured_load_are_told_of_with_their_part_of_it) {
  const ScenarioFolder folder(std::string(HEAD) + MIX);
  folder.write("transformers.csv",
               "transformer,village,rated_kva,other_load_kw\nw,west,400,5\nn,north,400,0\ne,east,400,2\n");
  std::string loads = "transformer,quarter_hour,load_kw\n";
  for (int q = 0; q < 96; ++q) loads += fmt::format("w,{0},{1}\n", q, q < 48 ? 20 : 40);
  folder.write("loads.csv", loads);
  const std::string units = "electricity.transformers='transformers.csv'";
  const Scenario plain = folder.load({units}), measured = folder.load({units, "electricity.loads='loads.csv'"});
  double west_kwh = 0.0, ratio = 0.0;
  for (size_t h = 0; h < plain.population.households.size(); ++h) {
    const Household &a = plain.population.households[h], &b = measured.population.households[h];
    if (plain.population.villages[a.village].name != "west") {
      EXPECT_EQ(a.people.yearly_kwh, b.people.yearly_kwh);
    } else if (takes_power(a)) {
      west_kwh += b.people.yearly_kwh;
      ratio = ratio == 0.0 ? b.people.yearly_kwh / a.people.yearly_kwh : ratio;
      EXPECT_NEAR(b.people.yearly_kwh / a.people.yearly_kwh, ratio, 1e-9) << a.name;
    }
  }
  EXPECT_GT(ratio, 1.3);
  EXPECT_NEAR(west_kwh / 8760.0, 25.0, 0.12 * 25.0);  // the fortnight is above the year's mean
  EXPECT_LT(measured.electricity.scaled, 20);
  EXPECT_LT(measured.electricity.follow_use, plain.electricity.follow_use);
}

// households.csv gives the residents: their number does to the kWh what it does where it is drawn.
TEST(HomeElectricity, residents_that_are_given_change_the_yearly_kwh) {
  const ScenarioFolder folder(std::string(HEAD) + MIX);
  const auto of = [&](int persons, const std::string& wish) {
    std::string table = "household,village,persons\n";
    for (int i = 1; i <= 100; ++i) table += fmt::format("east-{:04},east,{}\n", i, persons);
    folder.write("households.csv", table);
    return folder.load({wish});
  };
  const Scenario one = of(1, "households.yearly_kwh=1500"), five = of(5, "households.yearly_kwh=1500");
  for (size_t h = 0; h < one.population.households.size(); ++h) {
    // A tenth of the mean for each person beyond 2.8; appliances and habits are the same.
    EXPECT_NEAR(five.population.households[h].people.yearly_kwh / one.population.households[h].people.yearly_kwh,
                1.22 / 0.82, 1e-9);
  }
  const Scenario alone = of(1, "name='as used'"), many = of(5, "name='as used'");
  EXPECT_GT(mean_kwh(many), 1.1 * mean_kwh(alone));  // cooking, hot water, somebody at home
}

// The same fortnight with tanks and without: of the electricity between the two, draws leave 0.15 in the rooms and
// losses all.
TEST(HomeElectricity, drawn_water_leaves_little_of_its_heat_in_the_rooms) {
  const ScenarioFolder folder(std::string(HEAD) + MIX);
  folder.write("with.toml", tanks(1.0));
  folder.write("without.toml", tanks(0.0));
  const io::ResultsReader with(folder.run({}, {"households.appliances='with.toml'"}));
  const io::ResultsReader without(folder.run({}, {"households.appliances='without.toml'"}));
  const Scenario s = folder.load({"households.appliances='with.toml'"});
  const auto kwh_with = with.numbers("household_electricity_kwh", 0);
  const auto kwh_without = without.numbers("household_electricity_kwh", 0);
  const auto gain_with = with.numbers("household_gain_kwh", 0), gain_without = without.numbers("household_gain_kwh", 0);
  for (size_t h = 0; h < kwh_with.size(); ++h) {
    const Household& home = s.population.households[h];
    if (home.traits.vacant) continue;
    const double tank = kwh_with[h] - kwh_without[h];
    const double loss = home.people.tank_loss_kwh * 14.0 / 365.0 * 1.047;  // the winter's level
    ASSERT_GT(tank, 0.9 * loss) << home.name;  // a home may go without a shower for a fortnight
    EXPECT_NEAR(gain_with[h] - gain_without[h], 0.15 * (tank - loss) + loss, 0.03 * tank) << home.name;
  }
}

}  // namespace
}  // namespace hearthgrid::run
