#include "engine/io/measure_file.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "engine/io/catalogue_file.hpp"

namespace hearthgrid::io {
namespace {

using electricity::CatalogueMeasure;
using electricity::MeasureKind;
using testing::HasSubstr;

const std::string MEASURES = HEARTHGRID_SOURCE_DIR "/models/electricity/planning/measures.toml";

const economy::Catalogue& prices() {
  static const economy::Catalogue READ = [] {
    ProblemList problems;
    auto read = read_catalogue(HEARTHGRID_SOURCE_DIR "/models/economy/catalogue.toml", problems);
    problems.throw_if_any();
    return read;
  }();
  return READ;
}

electricity::MeasureCatalogue measures() {
  ProblemList problems;
  auto read = read_measures(MEASURES, prices(), problems);
  problems.throw_if_any();
  return read;
}

const CatalogueMeasure& of(const electricity::MeasureCatalogue& catalogue, MeasureKind kind) {
  return *std::ranges::find(catalogue.measures, kind, &CatalogueMeasure::kind);
}

/// The default file with `from` replaced by `to` once, read again: the problems' text.
std::string after(const std::string& from, const std::string& to) {
  std::ifstream in(MEASURES);
  std::stringstream stream;
  stream << in.rdbuf();
  std::string text = stream.str();
  const size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
  const auto path = std::filesystem::temp_directory_path() / ("hearthgrid-measures-" + std::to_string(::getpid()));
  std::ofstream(path) << text;
  ProblemList problems;
  (void)read_measures(path.string(), prices(), problems);
  std::filesystem::remove(path);
  std::string all;
  for (const Problem& problem : problems.all()) all += problem.text() + "\n";
  return all;
}

TEST(MeasureFile, OffersEachKindAndSaysHowFarToTrustIt) {
  const auto catalogue = measures();
  std::set<MeasureKind> kinds;
  for (const CatalogueMeasure& measure : catalogue.measures) {
    kinds.insert(measure.kind);
    EXPECT_THAT(measure.status, testing::AnyOf("assumed", "unverified")) << measure.name;
    EXPECT_FALSE(measure.source.empty()) << measure.name;
    EXPECT_FALSE(measure.description.empty()) << measure.name;
    EXPECT_GT(measure.lead_months, 0.0) << measure.name;
  }
  EXPECT_EQ(kinds.size(), electricity::measure_kind_names().size());
  for (size_t i = 1; i < catalogue.lines.size(); ++i) {
    EXPECT_LT(catalogue.lines[i].r_ohm_per_km, catalogue.lines[i - 1].r_ohm_per_km);
    EXPECT_GT(catalogue.lines[i].cny_per_km, catalogue.lines[i - 1].cny_per_km);
    EXPECT_EQ(catalogue.lines[i].neutral_r_ohm_per_km, catalogue.lines[i].r_ohm_per_km);
  }
}

TEST(MeasureFile, TransformersCostWhatTheCatalogueOfCostsSays) {
  const auto catalogue = measures();
  const CatalogueMeasure& larger = of(catalogue, MeasureKind::larger_transformer);
  const auto sizes = electricity::sizes_of("S13");
  ASSERT_EQ(larger.sizes.size(), sizes.size());
  for (size_t i = 0; i < sizes.size(); ++i) EXPECT_EQ(larger.sizes[i].kva, sizes[i]);
  const auto size = std::ranges::find(larger.sizes, 200.0, &electricity::PricedSize::kva);
  EXPECT_EQ(size->cny, 57200.0);
}

TEST(MeasureFile, TheSplitOfNanpiAddsUp) {
  // 3.14 km at 10 kV, 5.4 km at 0.4 kV, 4 x 200 kVA: 1.4743 million CNY.
  const auto catalogue = measures();
  const CatalogueMeasure& station = of(catalogue, MeasureKind::second_transformer);
  const auto size = std::ranges::find(station.sizes, 200.0, &electricity::PricedSize::kva);
  const auto line = std::ranges::find(catalogue.lines, "JKLYJ-120", &electricity::PricedLine::name);
  const double line_cny_per_km = of(catalogue, MeasureKind::feeder_split).cny_per_km + line->cny_per_km;
  const double sum = 3.14 * station.cny_per_km + 5.4 * line_cny_per_km + 4.0 * (station.fixed_cny + size->cny);
  EXPECT_NEAR(sum, 1.4743e6, 2000.0);
}

TEST(MeasureFile, SaysWhatIsWrong) {
  EXPECT_THAT(after("kind = \"tap_change\"", "kind = \"tap_chnage\""), HasSubstr("did you mean 'tap_change'"));
  EXPECT_THAT(after("lines = [\"JKLYJ-70\", \"JKLYJ-120\"", "lines = [\"JKLYJ-70\", \"JKLYJ-121\""),
              HasSubstr("unknown line 'JKLYJ-121'"));
  EXPECT_THAT(after("name = \"JKLYJ-70\"", "name = \"JKLYJ-50\""), HasSubstr("the line 'JKLYJ-50' is given twice"));
  EXPECT_THAT(after("series = \"S13\"", "series = \"S31\""), HasSubstr("S13"));
  EXPECT_THAT(after("series = \"S13\"", "shares = [0.05]"), HasSubstr("a larger_transformer needs 'series'"));
  EXPECT_THAT(after("series = \"S13\"", "series = \"S13\"\nshares = [0.05]"), HasSubstr("has no use for"));
  EXPECT_THAT(after("shares = [-0.05, -0.025, 0.025, 0.05]", "shares = [-0.05, 0.0]"), HasSubstr("2.5 % is 0.025"));
  EXPECT_THAT(after("shares = [0.025, 0.05, 0.075]", "shares = [-0.025]"), HasSubstr("a regulator up"));
  EXPECT_THAT(after("shares = [0.025, 0.05, 0.075]", "shares = []"), HasSubstr("the list is empty"));
  EXPECT_THAT(after("shares = [0.025, 0.05, 0.075]", "shares = [2.5]"), HasSubstr("shares"));
  EXPECT_THAT(after("fixed_cny = 109000.0", "fixed_cny = -1.0"), HasSubstr("fixed_cny"));
  EXPECT_THAT(after("fixed_cny = 109000.0", "cny_per_home = 3.0"), HasSubstr("does not count homes"));
  EXPECT_EQ(after("fixed_cny = 109000.0", "fixed_cny = 99000.0"), "");
}

TEST(MeasureFile, ProblemsHaveTheirLine) {
  EXPECT_THAT(after("kind = \"tap_change\"", "kind = \"tap_chnage\""), HasSubstr(":20:8:"));
}

}  // namespace
}  // namespace hearthgrid::io
