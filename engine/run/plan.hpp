#pragma once
// Which homes convert to what in each mix, who is refused and why, and which (home, option) pairs have to be simulated.

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/time_axis.hpp"
#include "engine/io/settings.hpp"
#include "engine/run/population.hpp"

namespace hearthgrid::run {

/// How a home is heated and insulated.
struct Option {
  int technology = 0;      ///< index into the technology library
  int envelope = 0;        ///< index into Plan::envelopes
  double size = 1.0;       ///< of the heater, in the technology's rated size
  double backup_w = -1.0;  ///< electric rod; negative = the technology's own
  bool converted = false;  ///< people live as after a conversion (set points, heated share)
  // NOLINTNEXTLINE(modernize-use-nullptr,readability-implicit-bool-conversion): clang-tidy 14 reads <=> wrongly
  friend auto operator<=>(const Option&, const Option&) = default;
};

/// One home under one option, simulated at most once, from `begin_day` on (0 = from the start of the warm-up).
struct Pair {
  int household = 0;
  int option = 0;
  int begin_day = 0;
  int predecessor = -1;           ///< the pair whose state it starts from; its home's `before` if begin_day > 0
  double set_point_drop_k = 0.0;  ///< how much lower people keep it to save (thrift.hpp)
};

struct Refusal {
  int mix = 0;
  int household = 0;
  std::string rule;
};

/// A home whose village is late.
struct LateHome {
  int household = 0;
  int clause = 0;
  std::chrono::sys_days planned{}, actual{};
};

/// A home that a clause converts after this season and before the next: it heats as today this winter.
struct NextWinterHome {
  int household = 0;
  int clause = 0;
  std::chrono::sys_days runs{};
  int32_t pair = 0;        ///< its whole winters later
  int32_t installed = -1;  ///< as Mix::installed
};

struct Mix {
  std::string name;
  std::vector<int32_t> pair;         ///< per household: the pair it ends the season with
  std::vector<int16_t> clause;       ///< per household: the conversion clause that took it; -1 = none
  std::vector<std::string> subsidy;  ///< per clause; empty = none
  std::vector<int32_t> installed;  ///< per household: the option that stands unused as the old stove is lit again, -1 =
                                   ///< none; empty without thrift
  std::vector<std::vector<std::chrono::sys_days>> due;  ///< per clause and village: when its homes are planned to run
  std::vector<LateHome> late;                           ///< sorted by home
  std::vector<NextWinterHome> next_winter;              ///< sorted by home; they have no clause above
  int converted = 0;
};

struct Plan {
  std::vector<std::string> envelopes;
  std::vector<Option> options;
  std::vector<Pair> pairs;  ///< sorted by household, then option, then begin_day; whole winters of all options
  std::vector<Mix> mixes;
  std::vector<Refusal> refusals;
  std::vector<int32_t> before;  ///< per household: the pair of what it heats with today
};

/// Size of the heater that a clause gives a home by its design load; the option is the home's otherwise.
using SizeOfHome = std::function<double(const io::Settings& clause, int household, const Option& option)>;

/// What a home has after a clause: `today` with the heater `technology` (-1: it keeps its own), and with `envelope`
/// where the clause gives one; what was insulated stays so. `size_by_load` as of plan_mixes.
[[nodiscard]] Option converted_option(const io::Settings& clause, int household, const Option& today, int technology,
                                      int envelope, const SizeOfHome& size_by_load);

/// Brings the pairs into their order and mends what refers to them.
void sort_pairs(Plan& plan);

/// Plans all mixes of a scenario. Problems: unknown technology, envelope, village or rule; a target that cannot be met
/// (with how many were refused by which rule); a commissioning date outside what can be simulated. `size_by_load` is
/// asked for clauses that size by design load; without it they get the rated size.
[[nodiscard]] Plan plan_mixes(const io::Settings& scenario, const Population& population,
                              const std::vector<std::string>& technologies, const std::vector<std::string>& envelopes,
                              const TimeAxis& axis, ProblemList& problems, const SizeOfHome& size_by_load = {});

}  // namespace hearthgrid::run
