#pragma once
// Two villages of twelve homes, each on a transformer and a feeder of its own; all heat with resistances in the mix
// 'direct', which the thin lines and the small transformer of the first village do not carry.

#include <string>

#include "tests/cli/program.hpp"

namespace hearthgrid::cli_test {

constexpr const char* PLANNING_SCENARIO = R"(format = 1
name = "two villages"
seed = 3
[season]
first_day = 2022-01-03
last_day = 2022-01-04
warm_up_days = 1
[weather]
site = "yanggao"
[households]
table = "households.csv"
[electricity]
transformers = "transformers.csv"
feeders = "feeders"
network = { lines = "lines.csv" }
low_voltage = "screen"
service_limit_kw = 8
[[mix]]
name = "before"
[[mix]]
name = "direct"
[[mix.convert]]
technology = "resistance"
[reinforcement]
[[hosting]]
name = "pumps"
from = "before"
technology = "ashp_air"
orders = 3
unbalance = false
[[hosting]]
name = "to direct"
from = "before"
to = "direct"
orders = 3
)";

inline void write_planning_scenario(const ScratchFolder& folder) {
  folder.write("scenario.toml", PLANNING_SCENARIO);
  folder.write("transformers.csv", "transformer,village,rated_kva,mv_node\nT,孙家店,30,e1\nU,袁才庄,400,w1\n");
  std::string homes = "household,village,transformer,lv_node,phase,drop_m\n";
  std::string lines = "transformer,line,from_node,to_node,length_m,conductor\n";
  for (const std::string unit : {"T", "U"}) {
    const bool weak = unit == "T";
    for (int h = 0; h < 12; ++h) {
      homes += unit + std::to_string(h) + (weak ? ",孙家店," : ",袁才庄,") + unit + "," +
               std::string(1, static_cast<char>('a' + h / 4)) + "," + std::string(1, static_cast<char>('A' + h % 3)) +
               ",10\n";
    }
    const std::string behind = weak ? ",70,JKLYJ-35\n" : ",30,JKLYJ-150\n";
    lines += unit + ",1,busbar,a" + behind + unit + ",2,a,b" + behind + unit + ",3,a,c" + behind;
  }
  folder.write("households.csv", homes);
  folder.write("lines.csv", lines);
  folder.write("feeders/substations.csv", "substation,transformers,rated_mva\nS,2,10\n");
  folder.write("feeders/lines.csv",
               "feeder,from_node,to_node,length_km,conductor,normally_open\n"
               "east,S,e1,3,JKLYJ-10-150,\nwest,S,w1,2,JKLYJ-10-150,\neast,e1,w1,1,JKLYJ-10-150,true\n");
}

}  // namespace hearthgrid::cli_test
