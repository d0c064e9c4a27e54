// The table of results: SCHEMA.md says what it says, and its rows hold together.

#include "engine/io/results_schema.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

namespace hearthgrid::io {
namespace {

TEST(ResultsSchema, TheDocumentIsWhatTheTablePrints) {
  std::ifstream stream(HEARTHGRID_SOURCE_DIR "/engine/io/SCHEMA.md");
  std::ostringstream text;
  text << stream.rdbuf();
  if (text.str() != results_schema_markdown()) {
    std::ofstream("SCHEMA.md.new") << results_schema_markdown();
    FAIL() << "engine/io/SCHEMA.md differs from the table; SCHEMA.md.new in the working folder is what it should be";
  }
}

TEST(ResultsSchema, EveryRowIsWhole) {
  std::set<std::string> names;
  for (const VariableSpec& spec : results_variables()) {
    EXPECT_TRUE(names.insert(spec.name).second) << spec.name << " twice";
    EXPECT_FALSE(spec.long_name.empty()) << spec.name;
    EXPECT_FALSE(spec.dimensions.empty()) << spec.name;
    for (const std::string& dimension : spec.dimensions) {
      EXPECT_NO_THROW((void)result_dimension(dimension)) << spec.name;
    }
    const bool needs_units = spec.type != ResultType::text && spec.type != ResultType::int8;
    EXPECT_EQ(needs_units, !spec.units.empty()) << spec.name;
    if (spec.storage == ResultStorage::rows) {
      EXPECT_EQ(spec.dimensions.size(), 2U) << spec.name;
      EXPECT_EQ(spec.dimensions.front(), "mix") << spec.name;
    }
  }
}

TEST(ResultsSchema, NamesCarryTheirUnits) {
  const std::set<std::pair<std::string, std::string>> suffixes{{"_kw", "kW"},
                                                               {"_kwh", "kW h"},
                                                               {"_kva", "kV A"},
                                                               {"_m3h", "m3 h-1"},
                                                               {"_cny", "CNY"},
                                                               {"_kg", "kg"},
                                                               {"_c", "degC"},
                                                               {"_m2", "m2"},
                                                               {"_m3", "m3"},
                                                               {"_time", "@time"},
                                                               {"_loading", "1"},
                                                               {"_w", "W"},
                                                               {"_ug_m3", "ug m-3"},
                                                               {"_ug_h_m3", "ug h m-3"},
                                                               {"_g_kwh", "g kW-1 h-1"},
                                                               {"_kg_h", "kg h-1"}};
  for (const VariableSpec& spec : results_variables()) {
    std::pair<std::string, std::string> longest;  // "_ug_m3" is not "_m3"
    for (const auto& suffix : suffixes) {
      if (spec.name.ends_with(suffix.first) && suffix.first.size() > longest.first.size()) longest = suffix;
    }
    if (!longest.first.empty()) {
      EXPECT_EQ(spec.units, longest.second) << spec.name;
    }
  }
}

}  // namespace
}  // namespace hearthgrid::io
