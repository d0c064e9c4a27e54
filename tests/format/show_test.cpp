// `show` and `compare` on a file of known figures: 80 columns, aligned whatever the script, CSV that reads back.

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <sstream>

#include "engine/io/results_reader.hpp"
#include "tests/format/program.hpp"
#include "tests/format/sample_file.hpp"

namespace hearthgrid::io {
namespace {

using testing::HasSubstr;
using testing::Not;

CommandOutcome hearthgrid(const std::string& arguments) {
  return run_command(HEARTHGRID_PROGRAM " " + arguments);
}

// Columns that a line takes: the Chinese characters of the sample are two wide, all else is one.
int columns(const std::string& line) {
  int width = 0;
  for (size_t i = 0; i < line.size(); ++i) {
    const auto byte = static_cast<unsigned char>(line[i]);
    width += (byte & 0xC0U) == 0x80U ? 0 : byte >= 0xE0U ? 2 : 1;
  }
  return width;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(line.ends_with('\r') ? line.substr(0, line.size() - 1) : line);  // CSV ends its lines with CRLF
  }
  return lines;
}

class Show : public testing::Test {
 protected:
  void SetUp() override { write_sample(path_); }
  TemporaryFolder folder_;
  std::string path_ = folder_.file("a.h5");
};

TEST_F(Show, EveryTableFitsEightyColumns) {
  for (const char* table : {"mixes",
                            "transformers",
                            "villages",
                            "households",
                            "gas",
                            "emissions",
                            "money",
                            "diversity",
                            "sizing",
                            "zoom",
                            "pickup",
                            "feeders",
                            "substations",
                            "service",
                            "reinforcement",
                            "hosting",
                            "village_gas",
                            "gas_pipes",
                            "gas_regulators",
                            "gas_supplies",
                            "gas_line_pack",
                            "gas_profile",
                            "fairness",
                            "fairness_villages",
                            "abatement",
                            "abatement_curve",
                            "progress_villages",
                            "progress",
                            "money_years",
                            "money_received",
                            "bills",
                            "budget",
                            "air",
                            "village_emissions",
                            "month_emissions",
                            "uncertainty",
                            "drivers",
                            "inputs",
                            "members"}) {
    const CommandOutcome outcome = hearthgrid("show '" + path_ + "' --table " + table + " --top 5");
    EXPECT_EQ(outcome.exit_code, 0) << table << ": " << outcome.output;
    EXPECT_FALSE(outcome.output.empty());
    for (const std::string& line : lines_of(outcome.output)) {
      EXPECT_LE(columns(line), 80) << table << ": " << line;
    }
  }
}

TEST_F(Show, ColumnsStandUnderEachOtherWithChineseNames) {
  const auto lines = lines_of(hearthgrid("show '" + path_ + "' --table village_gas --mix before").output);
  int width = 0;
  for (const std::string& line : lines) {
    if (line.starts_with("-----")) {
      width = columns(line);
    } else if (width > 0 && !line.empty()) {
      EXPECT_EQ(columns(line), width) << line;
    }
  }
  EXPECT_GT(width, 0);
}

// The sample's figures by hand: a loading of i + 100 x mix on transformer i of 70, so 69 (i > 0) and 70 are above 80 %,
// 68 (i > 1) and 70 above 100 %; kVA needed is the same number, the rating is 21 + i % 50.
TEST_F(Show, MixesAreCountedAsByHand) {
  const CommandOutcome outcome = hearthgrid("show '" + path_ + "' --csv");
  const auto lines = lines_of(outcome.output);
  ASSERT_EQ(lines.size(), 3U) << outcome.output;
  const auto cells = [&](size_t line) {
    std::vector<std::string> out;
    std::istringstream stream(lines[line]);
    for (std::string cell; std::getline(stream, cell, ',');) {
      out.push_back(cell);
    }
    return out;
  };
  const auto value = [&](size_t line, const std::string& key) {
    const auto head = cells(0);
    for (size_t i = 0; i < head.size(); ++i) {
      if (head[i] == key) {
        return cells(line).at(i);
      }
    }
    return std::string("no such column");
  };
  EXPECT_EQ(value(1, "mix"), "before");
  EXPECT_EQ(value(1, "transformers_above_80"), "69");
  EXPECT_EQ(value(1, "transformers_above_100"), "68");
  EXPECT_EQ(value(2, "transformers_above_100"), "70");
  EXPECT_EQ(value(2, "transformers_above_100_change"), "2");
  double to_add = 0.0;
  for (int i = 0; i < SAMPLE_TRANSFORMERS; ++i) {
    to_add += 100.0 + i - (21.0 + i % 50);
  }
  EXPECT_EQ(std::stod(value(2, "kva_to_add")), to_add);
  EXPECT_EQ(value(1, "household_bill_cny"), "69.5");  // mean of 0 ... 139
  EXPECT_EQ(value(2, "household_bill_cny_change"), "100");
  EXPECT_EQ(value(2, "homes_cold"), "140");  // 5 % of 72 h = 3.6 h; the least is 100 h
  EXPECT_EQ(value(1, "homes_cold"), "136");  // 4 ... 139
}

// The sample's value i of a variable (transformer, length) is the length of its name + i % 50; after the shorter outage
// i is even: ratios of 12 to 60, and the first of the highest hot spots, 17 + 48, on transformer 24 of 0 to 69. The
// lowest voltage is 21 and 22 times 220 V; homes below the limit are 70 times 25 and the sum of i % 50.
TEST_F(Show, PickupIsCountedAsByHand) {
  const CommandOutcome outcome = hearthgrid("show '" + path_ + "' --table pickup --mix before --csv");
  const auto lines = lines_of(outcome.output);
  ASSERT_EQ(lines.size(), 3U) << outcome.output;
  EXPECT_THAT(lines[1], ::testing::StartsWith("before,1,"));
  EXPECT_THAT(lines[1], ::testing::HasSubstr(",60,"));
  EXPECT_THAT(lines[1], ::testing::EndsWith(",4620,3330,23,65,台区25"));
  EXPECT_THAT(lines[2], ::testing::EndsWith(",4840,3400,24,66,台区25"));
}

// The sample's value i of a variable is the length of its name + i % 50, flags are i % 2: of the three pollutants only
// the second is avoided, 21 + 24 + 27 kg in three villages. Its cost per tonne is 20 + 3 x side + 1; a side's yearly
// cost 25 + 29 + 33 and 3 more with each side, its net present value 17 + side.
TEST_F(Show, AbatementHasNoFigureWhereNothingIsAvoided) {
  const auto lines = lines_of(hearthgrid("show '" + path_ + "' --table abatement --mix before --csv").output);
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_THAT(lines[1], ::testing::StartsWith("before,CO2,0.084,0.084,0.069,,,,,"));
  EXPECT_EQ(lines[2], "before,PM2.5,0.087,0.087,0.072,21,24,27,30,87,17,90,18,93,19,96,20");
  EXPECT_THAT(hearthgrid("show '" + path_ + "' --table abatement --mix before").output,
              HasSubstr("CO2            0.069        -"));
  const CommandOutcome curve = hearthgrid("show '" + path_ + "' --table abatement_curve --mix before");
  EXPECT_EQ(curve.exit_code, 2);
  EXPECT_THAT(curve.output, HasSubstr("the table 'abatement_curve' is not of a mix"));
}

// 16 + 18 + 20 homes of three villages in the first period, three more in the second; done and late are of shorter
// names.
TEST_F(Show, ProgressAddsUpVillagesAndPeriods) {
  const auto lines = lines_of(hearthgrid("show '" + path_ + "' --table progress --mix before --csv").output);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[1], "before,2021-07-11,54,45,54,45,45");
  EXPECT_EQ(lines[2], "before,2021-07-21,57,48,111,93,48");
}

// Homes of the first band are 14 + 17 + 20; their incomes 19 + 22 + 25, heating bills before 25 + 28 + 31.
TEST_F(Show, FairnessAddsUpVillages) {
  const auto lines = lines_of(hearthgrid("show '" + path_ + "' --table fairness --mix before --csv").output);
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_THAT(lines[1], ::testing::StartsWith("before,1: up to 20000 CNY,51,63,1.29411764706,1.64705882353,"));
}

// By loading, so the last of the three comes first; each figure is the length of its variable's name and 2.
TEST_F(Show, FeedersComeByTheirLoading) {
  const auto lines = lines_of(hearthgrid("show '" + path_ + "' --table feeders --mix before --csv").output);
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_THAT(lines[0], ::testing::StartsWith("mix,feeder,substation,units,homes,MVA,km,radius km,limit A,peak A,"));
  EXPECT_THAT(lines[1], ::testing::StartsWith("before,F3,茌平站,21,19,0.022,18,18,16,15,2100,"));
  EXPECT_THAT(lines[2], ::testing::StartsWith("before,线 2,站 2,"));
}

// Every second transformer is mended; figures are as above with i = 70 + its number, so that 29 is the dearest. The
// second of the two measures is at transformer 1 of this mix.
TEST_F(Show, ReinforcementComesByItsCost) {
  const auto lines = lines_of(hearthgrid("show '" + path_ + "' --table reinforcement --mix heat-pumps --csv").output);
  ASSERT_EQ(lines.size(), 36U);
  EXPECT_THAT(lines[1], ::testing::StartsWith("heat-pumps,台区30,"));
  EXPECT_THAT(lines[1], ::testing::HasSubstr(",71,74,found,-,"));
  const auto second = std::find_if(lines.begin(), lines.end(),
                                   [](const std::string& line) { return line.starts_with("heat-pumps,台区2,"); });
  ASSERT_NE(second, lines.end());
  EXPECT_THAT(*second, ::testing::HasSubstr(",43,46,found,hot spot,"));
  EXPECT_THAT(*second, ::testing::HasSubstr(",larger conductor,"));
  EXPECT_THAT(*second, ::testing::EndsWith(",JKLYJ-120 to 杆3"));
}

// The least share of those that could convert is that of the largest i % 50, 49: 22 + 49 of 18 + 49.
TEST_F(Show, HostingComesByItsShare) {
  const auto lines = lines_of(hearthgrid("show '" + path_ + "' --table hosting --csv").output);
  ASSERT_EQ(lines.size(), 71U);
  EXPECT_EQ(lines[1], "更多,台区50,67,71,64,65,transformer loading,1,heaviest first,before,before,,");
  EXPECT_NE(hearthgrid("show '" + path_ + "' --table hosting --mix before").exit_code, 0);
}

TEST_F(Show, ServiceIsCountedByVillage) {
  const std::string output = hearthgrid("show '" + path_ + "' --table service --mix before").output;
  EXPECT_THAT(output, HasSubstr("26 homes above the limit of their connection; 26 CNY for stronger ones"));
}

TEST_F(Show, AHomeFitsEightyColumns) {
  for (const char* arguments : {" --household 17", " --household 17 --mix heat-pumps", " --household 0"}) {
    const CommandOutcome outcome = hearthgrid("show '" + path_ + "'" + arguments);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.output;
    EXPECT_THAT(outcome.output, HasSubstr("losses of the heated part"));
    for (const std::string& line : lines_of(outcome.output)) EXPECT_LE(columns(line), 80) << line;
  }
  EXPECT_EQ(lines_of(hearthgrid("show '" + path_ + "' --household 17 --csv").output).front(), "part,item,mix,value");
}

// By hand from the sample's figures: every number of a variable is the length of its name plus the index (modulo 50).
TEST_F(Show, LossesOfAHomeAreTheCoefficientsTimesItsMeans) {
  const auto v = [](const std::string& name, int i) { return static_cast<double>(name.size()) + i % 50; };
  const double hours = 24.0 * SAMPLE_DAYS;
  const double scale = v("household_heated_area_m2", 17) * v("household_heated_share", SAMPLE_HOUSEHOLDS + 17) /
                       v("construction_floor_area_m2", 1);  // 17 is odd: its construction is the second
  const double air_c = 117.0;                               // rows: index + 100 in the second mix
  const double radiant_w = 117.0 / hours * 1000.0 / scale;
  const auto lost = [&](int element) {
    return scale * hours / 1000.0 *
           (v("element_loss_fixed_w", element) + v("element_loss_w_k", element) * air_c +
            v("element_loss_per_radiant", element) * radiant_w);
  };
  const double air_change =
      scale * hours / 1000.0 * v("construction_air_change_w_k", 1) * (air_c - v("construction_mean_outdoor_c", 1));
  const double sun = scale * hours / 1000.0 * v("construction_sun_w", 1);
  const std::string csv = hearthgrid("show '" + path_ + "' --household 17 --mix heat-pumps --csv").output;
  const auto value = [&](const std::string& item) {
    const std::string start = "losses kWh," + item + ",heat-pumps,";
    const size_t at = csv.find(start);
    EXPECT_NE(at, std::string::npos) << start << "\n" << csv;
    return at == std::string::npos ? 0.0 : std::stod(csv.substr(at + start.size()));
  };
  // Elements 1 and 3 belong to construction 1.
  EXPECT_NEAR(value("roof") / (lost(1) + lost(3)), 1.0, 1e-6) << "two elements of one name stand in one row";
  EXPECT_NEAR(value("air change") / air_change, 1.0, 1e-6);
  EXPECT_NEAR(value("beyond archetype"), 117.0, 1e-6);
  EXPECT_NEAR(value("lost in all") / (lost(1) + lost(3) + air_change + 117.0), 1.0, 1e-6);
  EXPECT_NEAR(value("sun in windows") / sun, 1.0, 1e-6);
  const double cooling = v("household_cooling_kwh", SAMPLE_HOUSEHOLDS + 17);
  EXPECT_NEAR(value("kept at the end") / (117.0 - cooling + 117.0 + sun - value("lost in all")), 1.0, 1e-6);
}

// The sample's group has 22 homes: sizes of 1 and 10 in each of the three bins, of 50 and 200 in none.
TEST_F(Show, DiversityHasARowForEveryFigureThatThereIs) {
  const auto lines = lines_of(hearthgrid("show '" + path_ + "' --table diversity --csv").output);
  ASSERT_EQ(lines.size(), 7U);
  EXPECT_EQ(lines[0],
            "technology_group,temperature_bin,days,group_size,admd_kw,admd_p05_kw,admd_p95_kw,coincidence_factor,"
            "coincidence_factor_p05,coincidence_factor_p95");
  // Values are the length of the variable's name and the place [size][bin]: size 10 is row 1, -15 to -10 is column 1.
  EXPECT_EQ(lines[4], "ashp_water,-15 to -10,21,10,11,15,15,22,26,26");
  const CommandOutcome mix = hearthgrid("show '" + path_ + "' --table diversity --mix before");
  EXPECT_EQ(mix.exit_code, 2);
  EXPECT_THAT(mix.output, HasSubstr("the table 'diversity' is not of a mix"));
}

// In the mix 'before' home i of 140 has the value i in every variable by home, and coal where i is even: 69 homes with
// a load (2 to 138, the middle 70), none too small.
TEST_F(Show, SizingCountsHomesByHeater) {
  const auto lines = lines_of(hearthgrid("show '" + path_ + "' --table sizing --mix before --csv").output);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[1], "before,coal_stove,69,70,70,0,,,,,70");
  EXPECT_EQ(lines[2], "before,ashp_water,70,69,69,0,,,,,69");
}

TEST_F(Show, MistakesAreExplained) {
  const CommandOutcome home = hearthgrid("show '" + path_ + "' --household 1117");
  EXPECT_EQ(home.exit_code, 2);
  EXPECT_THAT(home.output, HasSubstr("the file has no home '1117'"));
  EXPECT_THAT(home.output, HasSubstr("did you mean '1"));

  const CommandOutcome mix = hearthgrid("show '" + path_ + "' --mix heat-pump");
  EXPECT_EQ(mix.exit_code, 2);
  EXPECT_THAT(mix.output, HasSubstr("heat-pumps"));
  const CommandOutcome table = hearthgrid("show '" + path_ + "' --table transformer");
  EXPECT_EQ(table.exit_code, 2);
  EXPECT_THAT(table.output, HasSubstr("transformers"));
  const CommandOutcome file = hearthgrid("show '" + folder_.file("none.h5") + "'");
  EXPECT_EQ(file.exit_code, 2);
  EXPECT_THAT(file.output, HasSubstr("none.h5"));
}

// The sample's figures are all positive and no two variables alike: what stands in a cell tells where it comes from.
TEST_F(Show, BandsStandBesideTheFigures) {
  const auto lines = lines_of(hearthgrid("show '" + path_ + "' --table uncertainty --mix heat-pumps --csv").output);
  ASSERT_EQ(lines.size(), 5U);
  EXPECT_EQ(lines[0], "mix,headline,value,P05,P50,P95,change,change P05,change P50,change P95");
  const io::ResultsReader reader(path_);
  const auto cell = [&](const std::string& variable) {
    return fmt::format("{}", reader.numbers(variable, size_t{1})[1]);
  };
  EXPECT_EQ(lines[3], "heat-pumps,co2_t," + cell("headline_value") + "," + cell("headline_p05") + "," +
                          cell("headline_p50") + "," + cell("headline_p95") + "," + cell("headline_change") + "," +
                          cell("headline_change_p05") + "," + cell("headline_change_p50") + "," +
                          cell("headline_change_p95"));
  // What is worked out in the main run alone has no band.
  EXPECT_THAT(lines[2], testing::MatchesRegex("heat-pumps,homes_short_of_gas,[^,]+,,,,[^,]+,,,"));
  // Of `before` people see no change.
  const std::string before = hearthgrid("show '" + path_ + "' --table uncertainty --mix before").output;
  EXPECT_THAT(before, Not(HasSubstr("change P05")));
  EXPECT_THAT(before, HasSubstr("NOx, t"));
}

TEST_F(Show, DriversComeByTheirTotalIndex) {
  const auto lines = lines_of(hearthgrid("show '" + path_ + "' --table drivers --mix before --csv").output);
  ASSERT_EQ(lines.size(), 1U + 3U * 2U);
  EXPECT_EQ(lines[0],
            "mix,headline,input,alone,alone P05,alone P95,in all,in all P05,in all P95,change alone,"
            "change alone P05,change alone P95,change in all,change in all P05,change in all P95");
  EXPECT_THAT(lines[1], HasSubstr("before,county_peak_mw,heat.before,"));  // 21 of the second input before 20
  EXPECT_THAT(lines[2], HasSubstr("before,county_peak_mw,coal_stove.pm25,"));
  EXPECT_NE(hearthgrid("show '" + path_ + "' --table inputs --mix before").exit_code, 0);
  EXPECT_THAT(hearthgrid("show '" + path_ + "' --table inputs --csv").output, HasSubstr("炉具 test"));
}

TEST_F(Show, CompareShowsBands) {
  write_sample(folder_.file("b.h5"));
  const std::string files = "compare '" + path_ + "' '" + folder_.file("b.h5") + "'";
  EXPECT_THAT(hearthgrid(files).output, HasSubstr("P05 to P95"));
  const auto lines = lines_of(hearthgrid(files + " --csv").output);
  ASSERT_EQ(lines.size(), 5U);
  EXPECT_THAT(lines[0], HasSubstr("co2_t_p05,co2_t_p50,co2_t_p95,co2_t_change_p05"));
  for (const std::string& line : lines) {
    EXPECT_EQ(std::count(line.begin(), line.end(), ','), std::count(lines[0].begin(), lines[0].end(), ',')) << line;
  }
}

TEST_F(Show, CompareSetsFilesSideBySide) {
  write_sample(folder_.file("b.h5"));
  const CommandOutcome outcome = hearthgrid("compare '" + path_ + "' '" + folder_.file("b.h5") + "' --csv");
  EXPECT_EQ(outcome.exit_code, 0) << outcome.output;
  EXPECT_THAT(outcome.output, HasSubstr("\na: before,"));
  EXPECT_THAT(outcome.output, HasSubstr("\nb: heat-pumps,"));
  EXPECT_EQ(lines_of(outcome.output).size(), 5U);
}

}  // namespace
}  // namespace hearthgrid::io
