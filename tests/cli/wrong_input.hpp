#pragma once
// A small scenario that works, and ways to spoil it: what the program must say, and that it leaves nothing behind.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/cli/program.hpp"

namespace hearthgrid::cli_test {

constexpr const char* SMALL_SCENARIO = R"(format = 1
name = "Two villages"
seed = 7

[season]
first_day = 2022-01-10
last_day = 2022-01-12
step_minutes = 15
warm_up_days = 1

[weather]
site = "yanggao"

[households]
villages = "villages.csv"
heated_area_m2 = 80

[electricity]
carbon = "shanxi"

[money]
tariffs = "shanxi"

[before]
technology = "coal_stove"

[[mix]]
name = "before"

[[mix]]
name = "pellets"
[[mix.convert]]
technology = "pellet_stove"
share = 0.5
subsidy = "yanggao-biomass"
)";

/// Replaces the first `find` of a file by `put`; an empty `find` means the whole file, which may be a new one.
struct Edit {
  std::string file, find, put;
};

inline Edit scenario(const std::string& find, const std::string& put) {
  return {"scenario.toml", find, put};
}

/// What stands in the small scenario's folder before it is spoilt.
inline std::map<std::string, std::string> small_scenario() {
  std::string loads = "transformer,quarter_hour,load_kw\n";
  for (int quarter = 0; quarter < 96; ++quarter) loads += "T1," + std::to_string(quarter) + ",5\n";
  return {{"scenario.toml", SMALL_SCENARIO},
          {"villages.csv", "village,households\n孙家店,12\n袁才庄,10\n"},
          {"households.csv", "household,village,transformer\na-1,孙家店,T1\na-2,孙家店,T1\nb-1,袁才庄,T2\n"},
          {"transformers.csv", "transformer,village,rated_kva\nT1,孙家店,100\nT2,袁才庄,50\n"},
          {"loads.csv", loads}};
}

// Edits that make the scenario use the other tables.
inline Edit with_households() {
  return scenario("villages = \"villages.csv\"", "villages = \"villages.csv\"\ntable = \"households.csv\"");
}
inline Edit with_transformers() {
  return scenario("carbon = \"shanxi\"", "carbon = \"shanxi\"\ntransformers = \"transformers.csv\"");
}
inline Edit with_loads() {
  return scenario("carbon = \"shanxi\"",
                  "carbon = \"shanxi\"\ntransformers = \"transformers.csv\"\nloads = \"loads.csv\"");
}

struct WrongInput {
  std::string name;  ///< of the test
  std::vector<Edit> edits;
  std::vector<std::string> says;  ///< each must stand in what the program prints
  std::string command = "run scenario.toml -o out.h5";
  int exit_code = 2;
};

inline void PrintTo(const WrongInput& wrong, std::ostream* stream) {
  *stream << wrong.name;
}

inline void spoil(std::map<std::string, std::string>& files, const std::vector<Edit>& edits) {
  for (const Edit& edit : edits) {
    std::string& text = files[edit.file];
    if (edit.find.empty()) {
      text = edit.put;
      continue;
    }
    const size_t at = text.find(edit.find);
    ASSERT_NE(at, std::string::npos) << edit.file << " has no '" << edit.find << "'";
    text.replace(at, edit.find.size(), edit.put);
  }
}

/// Every file below a folder with what it holds.
inline std::map<std::string, std::string> contents(const ScratchFolder& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
    if (entry.is_regular_file()) files[entry.path().lexically_relative(folder.path())] = read_all(entry.path());
  }
  return files;
}

/// Runs the spoilt scenario and expects the exit code, the words, and the folder as it was.
inline void expect_refused(const WrongInput& wrong) {
  std::map<std::string, std::string> files = small_scenario();
  spoil(files, wrong.edits);
  const ScratchFolder folder;
  for (const auto& [name, text] : files) folder.write(name, text);
  const Outcome outcome = run_in(folder, wrong.command);
  EXPECT_EQ(outcome.exit_code, wrong.exit_code) << outcome.err;
  EXPECT_EQ(outcome.out, "");
  for (const std::string& words : wrong.says) EXPECT_THAT(outcome.err, testing::HasSubstr(words));
  EXPECT_EQ(contents(folder), files) << "the run left or changed a file";
  if (wrong.command != WrongInput{}.command) return;
  const Outcome checked = run_in(folder, "check scenario.toml");
  EXPECT_EQ(checked.exit_code, wrong.exit_code);
  EXPECT_EQ(checked.err, outcome.err) << "check says something else than run";
}

}  // namespace hearthgrid::cli_test
