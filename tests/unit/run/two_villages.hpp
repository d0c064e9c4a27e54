#pragma once
// Two villages for plans: each has a transformer with six homes.

#include <fmt/format.h>

#include <string>

#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {

inline constexpr const char* DIRECT_MIX = R"([[mix]]
name = "direct"
[[mix.convert]]
technology = "resistance"
)";

/// Two transformers of six homes in two villages, one on thin lines, one on thick ones; all heat with resistances in
/// the last mix.
struct TwoVillages {
  explicit TwoVillages(const std::string& more, const std::string& low_voltage = "screen",
                       const std::string& mixes = DIRECT_MIX)
      : folder(std::string(R"(format = 1
name = "two villages"
seed = 3
[season]
first_day = 2022-01-03
last_day = 2022-01-05
warm_up_days = 2
[weather]
site = "yanggao"
[households]
table = "households.csv"
[electricity]
transformers = "transformers.csv"
network = { lines = "lines.csv" }
low_voltage = ")") +
               low_voltage +
               R"("
[[mix]]
name = "before"
)" + mixes + more) {
    folder.write("transformers.csv", "transformer,village,rated_kva\nT,v,30\nU,w,400\n");
    std::string homes = "household,village,transformer,lv_node,phase,drop_m\n";
    std::string lines = "transformer,line,from_node,to_node,length_m,conductor\n";
    for (const std::string unit : {"T", "U"}) {
      const std::string conductor = unit == "T" ? "JKLYJ-25" : "JKLYJ-150", length = unit == "T" ? "110" : "30";
      const std::string front = "," + std::string(unit == "T" ? "v" : "w") + "," + unit + ",";
      const char* phases[] = {"A", "B", "C", "A", "B", "C"};
      for (int h = 0; h < 6; ++h) {
        homes +=
            fmt::format("{}{}{}{},{},10\n", unit, h, front, std::string(1, static_cast<char>('a' + h / 2)), phases[h]);
      }
      const std::string behind = "," + length + "," + conductor + "\n";
      lines += unit + ",1,busbar,a" + behind + unit + ",2,a,b" + behind + unit + ",3,a,c" + behind;
    }
    folder.write("households.csv", homes);
    folder.write("lines.csv", lines);
  }
  ScenarioFolder folder;
};

}  // namespace hearthgrid::run
