#pragma once
// When villages are due to be converted and how late they are: the scenario's [progress].

#include <chrono>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/time_axis.hpp"
#include "engine/io/settings.hpp"
#include "engine/run/population.hpp"

namespace hearthgrid::run {

struct Scenario;

/// Days by which each village is late in mixes that are delayed. Problem: a village that there is not, or twice.
[[nodiscard]] std::vector<int> delay_days(const io::Settings& scenario, const Population& population,
                                          ProblemList& problems);

/// Per village, the day on which the homes that a clause converts there are due to run: the clause's `commissioned`,
/// else at an even pace over the works, else the season's first day. `homes` are those that it converts, per village.
[[nodiscard]] std::vector<std::chrono::sys_days> due_days(const io::Settings& scenario, const io::Settings& clause,
                                                          const std::vector<int>& homes, const TimeAxis& axis);

/// Works have both ends and end before the next season begins. Reports are of a mix that there is and of villages of
/// which it converts homes; from one day to the next they do not fall, and count no more homes than the village has.
void check_progress(const Scenario& scenario, ProblemList& problems);

/// What is odd, but may be: delays that nothing comes of, villages of which more homes are reported than the mix
/// converts.
[[nodiscard]] std::vector<std::string> progress_notes(const Scenario& scenario);

/// Bands of income rise; pollutants of curves are known.
void check_fairness(const Scenario& scenario, ProblemList& problems);

}  // namespace hearthgrid::run
