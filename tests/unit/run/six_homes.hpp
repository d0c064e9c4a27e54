#pragma once
// Six homes on the lines of one transformer, for tests of low voltage.

#include <string>
#include <vector>

#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {

// All homes at that of other customers, so that a test knows it.
constexpr const char* ONE_POWER_FACTOR = "electricity.base_power_factor=0.95";

// One transformer of six homes on the lines of a table, all of them named, so that their series are in the file.
struct SixHomes {
  explicit SixHomes(const std::string& more = "")
      : folder(std::string(R"(format = 1
name = "six homes"
seed = 3
[season]
first_day = 2022-01-03
last_day = 2022-01-09
warm_up_days = 2
[weather]
site = "yanggao"
[households]
table = "households.csv"
series_of = ["h1", "h2", "h3", "h4", "h5", "h6"]
[electricity]
transformers = "transformers.csv"
network = { lines = "lines.csv" }
[[mix]]
name = "before"
[[mix]]
name = "direct"
[[mix.convert]]
technology = "resistance"
)") + more) {
    folder.write("transformers.csv", "transformer,village,rated_kva,other_load_kw\nT,v,50,4\n");
    folder.write("households.csv",
                 "household,village,transformer,lv_node,phase,drop_m\n"
                 "h1,v,T,a,A,20\nh2,v,T,a,B,10\nh3,v,T,b,C,15\nh4,v,T,b,A,5\nh5,v,T,c,B,30\nh6,v,T,c,ABC,25\n");
    lines("busbar,a,120,JKLYJ-35\n", "a,b,80,JKLYJ-25\n", "a,c,100,JKLYJ-16\n");
  }
  void lines(const std::string& one, const std::string& two, const std::string& three) const {
    folder.write("lines.csv", "transformer,line,from_node,to_node,length_m,conductor\nT,l1," + one + "T,l2," + two +
                                  "T,l3," + three);
  }
  [[nodiscard]] std::string run(const std::vector<std::string>& more) const { return folder.run({}, more); }
  ScenarioFolder folder;
};

}  // namespace hearthgrid::run
