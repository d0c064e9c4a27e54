// Feeders of a run: what they carry is what their transformers carry, however it was kept, and mistakes in their tables
// are told with their rows.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/unit/run/numbers.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::HasSubstr;

constexpr const char* SUBSTATIONS =
    "substation,transformers,rated_mva,voltage_pu\n"
    "hill,2,0.4,1.02\n"
    "dale,1,1.0,1.03\n";
constexpr const char* LINES =
    "feeder,line,from_node,to_node,length_km,conductor,normally_open\n"
    "one,,hill,a1,3.0,JKLYJ-10-120,\n"
    "one,,a1,a2,1.5,JKLYJ-10-70,\n"
    "two,,hill,b1,2.0,JKLYJ-10-120,\n"
    "two,,b2,b1,1.0,LGJ-50,\n"
    "three,,dale,c1,4.0,JKLYJ-10-95,\n"
    "one,tie,a2,b2,0.8,JKLYJ-10-120,true\n"
    "two,far,b2,c1,2.0,JKLYJ-10-70,true\n";
// In an order of their own, each village on more than one feeder.
constexpr const char* TRANSFORMERS =
    "transformer,village,rated_kva,mv_node,feeder\n"
    "w1,west,100,a1,one\n"
    "e1,east,200,a2,\n"
    "n1,north,160,b1,two\n"
    "e2,east,200,b2,\n"
    "n2,north,200,c1,\n"
    "w2,west,160,c1,three\n";
const std::vector<std::string> KEYS = {"electricity.transformers=transformers.csv", "electricity.feeders=feeders/"};

ScenarioFolder& with_feeders(ScenarioFolder& folder, const std::string& lines = LINES,
                             const std::string& substations = SUBSTATIONS,
                             const std::string& transformers = TRANSFORMERS) {
  std::filesystem::create_directories(folder.path("feeders"));
  folder.write("feeders/substations.csv", substations);
  folder.write("feeders/lines.csv", lines);
  folder.write("transformers.csv", transformers);
  return folder;
}

class Feeders : public testing::Test {
 protected:
  static const ScenarioFolder& folder() {
    static ScenarioFolder made;
    static const ScenarioFolder& ready = with_feeders(made);
    return ready;
  }
  static const std::string& path() {
    static const std::string made = folder().run({}, KEYS);
    return made;
  }
  static const io::ResultsReader& file() {
    static const io::ResultsReader reader(path());
    return reader;
  }
};

// Sorted by name: one, three, two.
TEST_F(Feeders, CarryWhatTheirTransformersCarryAndLose) {
  const std::vector<std::string> names = file().texts("feeder");
  ASSERT_EQ(names, (std::vector<std::string>{"one", "three", "two"}));
  const Numbers feeder = file().numbers("transformer_feeder");
  EXPECT_THAT(file().numbers("feeder_origin"), Each(0.0));
  EXPECT_THAT(file().numbers("feeder_radius_km"), testing::ElementsAre(4.5, 4.0, 3.0));
  for (size_t mix = 0; mix < 4; ++mix) {
    const Numbers energy = file().numbers("transformer_energy_kwh", mix);
    const Numbers loss = file().numbers("transformer_loss_kwh", mix);
    const Numbers head = file().numbers("feeder_energy_kwh", mix), lines = file().numbers("feeder_loss_kwh", mix);
    Numbers expected(3);
    for (size_t t = 0; t < energy.size(); ++t) expected[static_cast<size_t>(feeder[t])] += energy[t] + loss[t];
    for (size_t f = 0; f < 3; ++f) {
      EXPECT_NEAR(head[f], expected[f] + lines[f], 1e-6 * head[f]) << names[f] << " " << mix;
      EXPECT_GT(lines[f], 0.0);
      EXPECT_LT(lines[f], 0.05 * head[f]);
    }
  }
}

TEST_F(Feeders, SeriesAgreeWithTheirFigures) {
  const size_t steps = file().size_of("time");
  for (size_t mix = 0; mix < 4; ++mix) {
    const Numbers kw = file().numbers("feeder_load_kw", mix), kvar = file().numbers("feeder_load_kvar", mix);
    const Numbers energy = file().numbers("feeder_energy_kwh", mix), peak = file().numbers("feeder_peak_kva", mix);
    const Numbers at = file().numbers("feeder_peak_time", mix);
    for (size_t f = 0; f < 3; ++f) {
      double kwh = 0.0;
      for (size_t k = 0; k < steps; ++k) kwh += kw[f * steps + k] * 0.25;
      EXPECT_NEAR(kwh, energy[f], 1e-5 * kwh);
      const size_t k = f * steps + static_cast<size_t>(at[f] / 15.0);
      EXPECT_NEAR(std::hypot(kw[k], kvar[k]), peak[f], 1e-4 * peak[f]);
    }
  }
}

// hill: one and two; dale: three.
TEST_F(Feeders, SubstationsAreTheirFeeders) {
  ASSERT_EQ(file().texts("substation"), (std::vector<std::string>{"dale", "hill"}));
  for (size_t mix = 0; mix < 4; ++mix) {
    const Numbers feeder = file().numbers("feeder_energy_kwh", mix);
    const Numbers energy = file().numbers("substation_energy_kwh", mix);
    EXPECT_NEAR(energy[0], feeder[1], 1e-9 * feeder[1]);
    EXPECT_NEAR(energy[1], feeder[0] + feeder[2], 1e-9 * energy[1]);
    const Numbers peak = file().numbers("feeder_peak_kw", mix), all = file().numbers("substation_peak_kw", mix);
    const Numbers coincidence = file().numbers("substation_coincidence", mix);
    EXPECT_NEAR(coincidence[0], 1.0, 1e-12);
    EXPECT_NEAR(coincidence[1], all[1] / (peak[0] + peak[2]), 1e-12);
    EXPECT_LE(coincidence[1], 1.0);
  }
  EXPECT_THAT(file().numbers("substation_firm_mva"), testing::ElementsAre(0.0, 0.4));
}

TEST_F(Feeders, CoincidenceIsThatOfTheTransformers) {
  for (size_t mix = 0; mix < 4; ++mix) {
    EXPECT_THAT(file().numbers("feeder_coincidence", mix), Each(AllOf(testing::Gt(0.5), testing::Le(1.0))));
    EXPECT_THAT(file().numbers("feeder_min_voltage_pu", mix), Each(AllOf(testing::Gt(0.9), testing::Lt(1.03))));
  }
}

// Loading of a feeder is that of its nearest section.
TEST_F(Feeders, LinesCarryTheirFeeder) {
  const Numbers owner = file().numbers("mv_line_feeder"), tie = file().numbers("mv_line_tie");
  for (size_t mix = 0; mix < 4; ++mix) {
    Numbers most(3);
    const Numbers loading = file().numbers("mv_line_peak_loading", mix);
    for (size_t l = 0; l < loading.size(); ++l) {
      EXPECT_TRUE(tie[l] == 0.0 || loading[l] == 0.0) << l;
      most[static_cast<size_t>(owner[l])] = std::max(most[static_cast<size_t>(owner[l])], loading[l]);
    }
    EXPECT_EQ(most, file().numbers("feeder_peak_loading", mix));
  }
}

// dale's one transformer of 1 MVA takes over two through the far tie; with much less it does not.
TEST_F(Feeders, NeighboursTakeOver) {
  EXPECT_THAT(file().numbers("feeder_n1_share"), Each(1.0));
  EXPECT_THAT(file().numbers("feeder_n1_result"), Each(0.0));
  ScenarioFolder small;
  with_feeders(small, LINES,
               "substation,transformers,rated_mva\n"
               "hill,2,0.4\n"
               "dale,1,0.1\n");
  const io::ResultsReader reader(small.run({}, KEYS));
  const std::vector<std::string> meanings = reader.flag_meanings("feeder_n1_result");
  EXPECT_EQ(meanings[0], "passes");
  const Numbers neighbour = reader.numbers("feeder_n1_neighbour", size_t{2});
  EXPECT_EQ(neighbour[0], 2.0);  // one's only tie leads to two
  EXPECT_EQ(neighbour[2], 0.0);  // not to three, whose substation has nothing to spare
}

// Feeders one and three have room for seven tenths of two each: neither takes it over alone, b1 and b2 hang on one
// each.
TEST_F(Feeders, SeveralTiesTakeSectionsOver) {
  const Numbers amperes = file().numbers("feeder_peak_a", size_t{2});
  const auto lines = [&](const std::string& head_switch) {
    const auto row = [](const std::string& ends, double rating_a, const std::string& end) {
      return fmt::format("{},1,0.25,0.35,{},{}\n", ends, rating_a, end);
    };
    return "feeder,line,from_node,to_node,length_km,r_ohm_per_km,x_ohm_per_km,rating_a,normally_open,switched\n" +
           row("one,,hill,a1", amperes[0] + 0.7 * amperes[2], ",") + row("one,,a1,a2", 500.0, ",") +
           row("three,,dale,c1", amperes[1] + 0.7 * amperes[2], ",") + row("two,,hill,b1", 500.0, "," + head_switch) +
           row("two,,b1,b2", 500.0, ",") + row("one,near,a2,b2", 500.0, "true,") + row("two,far,b1,c1", 500.0, "true,");
  };
  ScenarioFolder parted;
  with_feeders(parted, lines(""));
  const io::ResultsReader reader(parted.run({}, KEYS));
  const std::vector<std::string> names = reader.texts("mv_line"), units = reader.texts("transformer");
  EXPECT_GT(reader.numbers("feeder_n1_result", size_t{2})[2], 0.0);
  EXPECT_LT(reader.numbers("feeder_n1_share", size_t{2})[2], 1.0);
  EXPECT_EQ(reader.numbers("feeder_n1_split_share", size_t{2})[2], 1.0);
  EXPECT_EQ(reader.numbers("feeder_n1_split_ties", size_t{2})[2], 2.0);
  EXPECT_EQ(reader.numbers("feeder_n1_not_carried_kva", size_t{2})[2], 0.0);
  const Numbers tie = reader.numbers("transformer_n1_tie", size_t{2});
  for (size_t t = 0; t < units.size(); ++t) {
    if (units[t] != "n1" && units[t] != "e2") continue;
    EXPECT_EQ(names.at(static_cast<size_t>(tie[t])), units[t] == "n1" ? "far" : "near");
  }
  // With a switch at the head alone the feeder cannot be parted.
  ScenarioFolder whole;
  with_feeders(whole, lines("true"));
  const io::ResultsReader stuck(whole.run({}, KEYS));
  EXPECT_EQ(stuck.numbers("feeder_n1_split_share", size_t{2})[2], 0.0);
  EXPECT_EQ(stuck.numbers("feeder_n1_split_ties", size_t{2})[2], 0.0);
  EXPECT_GT(stuck.numbers("feeder_n1_not_carried_kva", size_t{2})[2], 0.0);
  const Numbers none = stuck.numbers("transformer_n1_tie", size_t{2});
  for (size_t t = 0; t < units.size(); ++t) {
    EXPECT_TRUE((units[t] != "n1" && units[t] != "e2") || none[t] == -1.0) << units[t];
  }
}

TEST_F(Feeders, WhereOneTieCarriesAllEveryTransformerHangsOnIt) {
  const Numbers feeder = file().numbers("transformer_feeder");
  for (size_t mix = 0; mix < 4; ++mix) {
    const Numbers tie = file().numbers("feeder_n1_tie", mix), of = file().numbers("transformer_n1_tie", mix);
    for (size_t t = 0; t < of.size(); ++t) EXPECT_EQ(of[t], tie[static_cast<size_t>(feeder[t])]);
    EXPECT_THAT(file().numbers("feeder_n1_split_share", mix), Each(1.0));
  }
}

// 3000 and 4000 m make 5 km; what has a length keeps it.
TEST(FeederNodes, GiveTheLengthsThatAreMissing) {
  std::string lines = LINES;
  lines.replace(lines.find("a1,3.0"), 6, "a1,");
  ScenarioFolder folder;
  with_feeders(folder, lines);
  folder.write("feeders/nodes.csv", "node,east_m,north_m\nhill,1000,1000\na1,4000,5000\na2,0,0\n");
  const Scenario scenario = folder.load(KEYS);
  const FeederGrid& grid = scenario.feeders;
  const double conductor_c = scenario.settings.table("electricity").number("conductor_temp_c");
  ASSERT_EQ(grid.lines[1].name, "hill-a1");
  EXPECT_DOUBLE_EQ(grid.lines[1].length_km, 5.0);
  EXPECT_DOUBLE_EQ(grid.lines[1].electrical.z_ohm.real(), line_of("JKLYJ-10-120", 5.0, conductor_c).z_ohm.real());
  EXPECT_DOUBLE_EQ(grid.lines[0].length_km, 1.5);
  folder.write("feeders/nodes.csv", "node,east_m,north_m\nhill,1000,1000\n");
  EXPECT_THAT(folder.problems(KEYS),
              AllOf(HasSubstr("lines.csv:2:"), HasSubstr("has no length"), HasSubstr("nodes.csv")));
  folder.write("feeders/nodes.csv", "node,east_m,north_m\nhill,0,0\na1,0,900\na11,0,0\n");
  EXPECT_THAT(folder.problems(KEYS), AllOf(HasSubstr("nodes.csv:4:1"), HasSubstr("unknown node 'a11'")));
  folder.write("feeders/nodes.csv", "node,east_m,north_m\nhill,0,0\na1,0,0\n");
  EXPECT_THAT(folder.problems(KEYS), HasSubstr("has no length"));
}

TEST_F(Feeders, AFileOrMemoryOneThreadOrTwoGiveTheSameBytes) {
  RunRequest spilled;
  spilled.feeder_memory_bytes = 0;
  spilled.threads = 1;
  RunRequest kept;
  kept.threads = 2;
  kept.block_transformers = 32;
  const std::string one = bytes_of(folder().run(spilled, KEYS)), other = bytes_of(folder().run(kept, KEYS));
  EXPECT_TRUE(one == other);
  EXPECT_TRUE(one == bytes_of(path()));
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(path()).parent_path())) {
    EXPECT_FALSE(entry.path().string().ends_with(".loads")) << entry.path();
  }
}

TEST_F(Feeders, RowsMayStandInAnyOrder) {
  ScenarioFolder turned;
  with_feeders(turned,
               "to_node,feeder,from_node,length_km,normally_open,conductor,line\n"
               "c1,two,b2,2.0,true,JKLYJ-10-70,far\n"
               "c1,three,dale,4.0,,JKLYJ-10-95,\n"
               "b2,one,a2,0.8,true,JKLYJ-10-120,tie\n"
               "b1,two,b2,1.0,,LGJ-50,\n"
               "b1,two,hill,2.0,,JKLYJ-10-120,\n"
               "a2,one,a1,1.5,,JKLYJ-10-70,\n"
               "a1,one,hill,3.0,,JKLYJ-10-120,\n",
               "substation,transformers,rated_mva,voltage_pu\ndale,1,1.0,1.03\nhill,2,0.4,1.02\n");
  const io::ResultsReader reader(turned.run({}, KEYS));
  EXPECT_THAT(unlike_variables(file(), reader), testing::IsEmpty());
}

TEST_F(Feeders, ARuleMakesThemUp) {
  const io::ResultsReader reader(folder().run({}, {"electricity.feeder_sizing={transformers_per_feeder=30}"}));
  const size_t transformers = reader.size_of("transformer");
  EXPECT_EQ(reader.size_of("feeder"), (transformers + 29) / 30);
  EXPECT_THAT(reader.numbers("feeder_origin"), Each(1.0));
  EXPECT_EQ(sum(reader.numbers("feeder_transformers")), static_cast<double>(transformers));
  EXPECT_EQ(sum(reader.numbers("feeder_households")), 300.0);
}

// A hundred transformers in blocks of 32 and 64, feeders of 30: each lies across blocks.
TEST_F(Feeders, BlocksAndThreadsDoNotMatter) {
  const std::vector<std::string> keys = {"electricity.feeder_sizing={transformers_per_feeder=30}"};
  RunRequest small, large;
  small.threads = 1;
  small.block_transformers = 32;
  small.feeder_memory_bytes = 0;
  large.threads = 2;
  large.block_transformers = 64;
  const std::string one = folder().run(small, keys), other = folder().run(large, keys);
  EXPECT_TRUE(bytes_of(one) == bytes_of(other));
  const io::ResultsReader reader(one);
  const Numbers feeder = reader.numbers("transformer_feeder");
  for (size_t mix = 0; mix < 4; ++mix) {
    const Numbers energy = reader.numbers("transformer_energy_kwh", mix),
                  loss = reader.numbers("transformer_loss_kwh", mix);
    Numbers rest = reader.numbers("feeder_energy_kwh", mix);
    const Numbers lines = reader.numbers("feeder_loss_kwh", mix), head = rest;
    for (size_t f = 0; f < rest.size(); ++f) rest[f] -= lines[f];
    for (size_t t = 0; t < energy.size(); ++t) rest[static_cast<size_t>(feeder[t])] -= energy[t] + loss[t];
    for (size_t f = 0; f < rest.size(); ++f) EXPECT_NEAR(rest[f], 0.0, 1e-6 * head[f]) << mix << " " << f;
  }
}

TEST_F(Feeders, LoopsAreAllowedIfAskedFor) {
  ScenarioFolder ring;
  with_feeders(ring, std::string(LINES) + "one,,hill,a2,4.0,JKLYJ-10-120,\n");
  std::vector<std::string> keys = KEYS;
  keys.emplace_back("electricity.meshed_feeders=true");
  const io::ResultsReader reader(ring.run({}, keys));
  const Numbers before = file().numbers("feeder_loss_kwh", size_t{2}),
                now = reader.numbers("feeder_loss_kwh", size_t{2});
  EXPECT_LT(now[0], before[0]);
  EXPECT_EQ(now[1], before[1]);
  EXPECT_NEAR(reader.numbers("feeder_energy_kwh", size_t{2})[0] - now[0],
              file().numbers("feeder_energy_kwh", size_t{2})[0] - before[0], 1e-3);
}

// --- what is refused
std::string problems_with(const std::string& lines, const std::string& transformers = TRANSFORMERS) {
  ScenarioFolder folder;
  return with_feeders(folder, lines, SUBSTATIONS, transformers).problems(KEYS);
}

TEST(FeederTables, AreFineAsTheyAre) {
  EXPECT_EQ(problems_with(LINES), "");
}

TEST(FeederTables, NameTheRowOfALoop) {
  EXPECT_THAT(problems_with(std::string(LINES) + "one,,hill,a2,4.0,JKLYJ-10-120,\n"),
              AllOf(HasSubstr("lines.csv:9:"), HasSubstr("closes a loop of feeder 'one'")));
}

TEST(FeederTables, NameTheRowOfAnIsland) {
  EXPECT_THAT(problems_with(std::string(LINES) + "one,,a8,a9,4.0,JKLYJ-10-120,\n"),
              AllOf(HasSubstr("lines.csv:9:"), HasSubstr("'a8' is an island")));
}

TEST(FeederTables, NameTheRowOfALineWithoutLength) {
  EXPECT_THAT(problems_with(std::string(LINES) + "one,,a2,a3,0,JKLYJ-10-120,\n"),
              AllOf(HasSubstr("lines.csv:9:12:"), HasSubstr("has no length")));
}

TEST(FeederTables, NameWhatIsUnknown) {
  EXPECT_THAT(problems_with(std::string(LINES) + "one,,a2,a3,1,JKLYJ-10-121,\n"),
              AllOf(HasSubstr("lines.csv:9:"), HasSubstr("did you mean 'JKLYJ-10-120'")));
  EXPECT_THAT(problems_with(std::string(LINES) + "one,,a2,b7,1,JKLYJ-10-120,true\n"),
              AllOf(HasSubstr("lines.csv:9:"), HasSubstr("unknown node 'b7'")));
  EXPECT_THAT(problems_with(std::string(LINES) + "four,,d1,d2,1,JKLYJ-10-120,\n"),
              AllOf(HasSubstr("lines.csv:9:"), HasSubstr("feeder 'four' begins at no substation")));
  EXPECT_THAT(problems_with(std::string(LINES) + "one,,a2,a2,1,JKLYJ-10-120,\n"), HasSubstr("lines.csv:9:"));
  EXPECT_THAT(problems_with(std::string(LINES) + "one,,a2,a3,1,,\n"), HasSubstr("neither a conductor nor"));
}

TEST(FeederTables, NameASectionThatJoinsFeeders) {
  EXPECT_THAT(problems_with(std::string(LINES) + "two,,b1,a2,1,JKLYJ-10-120,\n"),
              HasSubstr("node 'a2' is of feeder 'one', and a closed section of feeder 'two' reaches it"));
  EXPECT_THAT(problems_with(std::string(LINES) + "two,,b1,dale,1,JKLYJ-10-120,\n"),
              HasSubstr("feeder 'two' begins at"));
}

TEST(FeederTables, NameTheRowOfATransformerThatHangsNowhere) {
  const std::string head = "transformer,village,rated_kva,mv_node,feeder\nw1,west,100,a1,\ne1,east,200,a2,\n";
  EXPECT_THAT(problems_with(LINES, head + "n1,north,160,b11,\n"),
              AllOf(HasSubstr("transformers.csv:4:"), HasSubstr("unknown node 'b11'")));
  EXPECT_THAT(problems_with(LINES, head + "n1,north,160,,\n"), HasSubstr("transformer 'n1' hangs on no feeder"));
  EXPECT_THAT(problems_with(LINES, head + "n1,north,160,b1,one\n"), HasSubstr("is of feeder 'two', not of 'one'"));
}

TEST(FeederTables, NeedTransformersThatHangOnThem) {
  ScenarioFolder folder;
  with_feeders(folder);
  EXPECT_THAT(folder.problems({"electricity.feeders=feeders/"}), HasSubstr("which transformers hang on them"));
  EXPECT_THAT(folder.problems({"electricity.feeders=feeders/", "electricity.transformers=transformers.csv",
                               "electricity.feeder_sizing={trunk_km=1}"}),
              HasSubstr("both in tables and made up"));
  EXPECT_THAT(folder.problems({"electricity.feeder_sizing={trunk_conductor='wire'}"}),
              HasSubstr("unknown conductor 'wire'"));
}

}  // namespace
}  // namespace hearthgrid::run
