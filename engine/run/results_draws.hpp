#pragma once
// Results: bands of headlines, peaks, emissions and costs; what drives them; the members of an ensemble.

#include <vector>

#include "engine/io/results_writer.hpp"
#include "engine/run/draws.hpp"

namespace hearthgrid::run {

/// Before the file is finished.
void write_draws(io::ResultsWriter& file, const Scenario& scenario, const DrawsPlan& plan, const DrawsResult& result,
                 const std::vector<MemberSums>& members);

}  // namespace hearthgrid::run
