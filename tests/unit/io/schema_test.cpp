// The schemas against themselves: what they say of defaults, ranges and words must hold by their own rules.

#include "engine/io/schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "engine/io/scenario_schema.hpp"
#include "engine/io/schema_text.hpp"
#include "engine/io/settings.hpp"
#include "engine/io/table.hpp"

namespace hearthgrid::io {
namespace {

TEST(Schema, EveryKeyHasASentenceAndNoNameTwice) {
  for (const Schema& schema : all_schemas()) {
    EXPECT_FALSE(schema.description.empty()) << schema.file;
    std::set<std::string> names;
    for (const NamedKey& key : flatten(schema)) {
      EXPECT_TRUE(names.insert(key.name).second) << schema.file << " " << key.name;
      EXPECT_FALSE(key.spec->description.empty()) << schema.file << " " << key.name;
      EXPECT_LE(key.spec->minimum.value_or(-1e300), key.spec->maximum.value_or(1e300)) << key.name;
      const bool holds_keys = key.spec->kind == Kind::table || key.spec->kind == Kind::table_list;
      EXPECT_EQ(holds_keys, !key.spec->children.empty()) << schema.file << " " << key.name;
    }
  }
}

TEST(Schema, UnitsStandInTheNames) {
  const std::set<std::pair<std::string, std::string>> endings = {
      {"kW", "_kw"}, {"kVA", "_kva"}, {"kWh", "_kwh"}, {"m2", "_m2"}, {"degC", "_c"}, {"m3/h", "_m3h"}, {"W", "_w"}};
  for (const Schema* schema : {&scenario_schema(), &villages_schema(), &households_schema(), &transformers_schema()}) {
    for (const NamedKey& key : flatten(*schema)) {
      for (const auto& [unit, ending] : endings) {
        if (key.spec->unit != unit || key.spec->name == "kva_per_household") continue;
        EXPECT_THAT(key.spec->name, ::testing::AnyOf(::testing::EndsWith(ending), ::testing::HasSubstr(ending + "_")));
      }
    }
  }
}

TEST(Schema, DefaultsAreAllowedByTheirOwnRules) {
  ProblemList problems;
  const Settings s = read_settings(
      "format = 1\nname = \"a\"\n[season]\nfirst_day = 2021-11-15\nlast_day = 2022-03-15\n[[mix]]\nname = \"before\"\n",
      "a.toml", scenario_schema(), {}, problems);
  for (const Problem& problem : problems.all()) ADD_FAILURE() << problem.text();
  EXPECT_EQ(s.table("electricity").table("sizing").number("kva_per_household"), 2.0);
  EXPECT_EQ(s.table("households").texts("series_of").size(), 0U);
  EXPECT_FALSE(s.table("weather").has("cold_wave"));
  EXPECT_EQ(s.tables("eligibility").size(), 0U);
  EXPECT_EQ(s.tables("mix")[0].tables("convert").size(), 0U);
  const Table villages = read_table("village,households\n孙家店,600\n", "villages.csv", villages_schema(), problems);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(villages.boolean(0, "relocation"), false);
}

TEST(Schema, LookUpByFile) {
  EXPECT_EQ(schema_of("villages.csv").file, "villages.csv");
  EXPECT_THROW((void)schema_of("nonsense"), std::logic_error);
}

}  // namespace
}  // namespace hearthgrid::io
