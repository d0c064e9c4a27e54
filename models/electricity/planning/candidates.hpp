#pragma once
// Which measures of the catalogue come into play at a place, given what is violated there.
//
// A larger transformer: the sizes around the one that carries the peak. A second transformer: at the nodes whose
// subtree has the share of the peak closest to a half, with the sizes that carry it. A larger conductor: for the trunks
// and laterals on the way to violations, those with the most voltage drop or with overloaded sections. A feeder split:
// to the node of a trunk at about two thirds of its length. A regulator: on the trunk to violations at about a third,
// half and two thirds. Phases: balanced from the present ones and afresh, at the steps of violations and at those with
// the most power, of the network as it is and of the parts that a second transformer would make of it. Taps: every
// position of the entry.

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "models/electricity/planning/limits.hpp"
#include "models/electricity/planning/measure_catalogue.hpp"

namespace hearthgrid::electricity {

/// Measures that exclude each other: at most one is taken. One group is one measure "in play", whatever its choices.
struct MeasureGroup {
  std::string name;
  std::vector<Measure> choices;
};

struct CandidateRule {
  /// Branch of the first node for a transformer: itself and what stands before it. dyn11_branch() alone if empty.
  std::function<LvImpedance(const TransformerType&)> branch;
  VectorGroup vector_group = VectorGroup::dyn11;
  double loading_limit = 0.8;                ///< that sizes are chosen by
  double resistance_factor = 1.0;            ///< of new lines, over 20 degC
  bool neutral_grounded_everywhere = false;  ///< of new lines
  int sizes = 4;                             ///< most sizes of a transformer
  int split_nodes = 3;                       ///< most places of a second transformer
  int line_groups = 3;                       ///< most trunks and laterals that are restrung for their drop
  int lines = 3;                             ///< most lines to choose from for each
};

/// Groups in the order of MeasureKind. `found` is what violations() said of the place as it stands, over the season;
/// nothing violated gives no groups. Throws InputError where the catalogue names a line, series or size that is
/// unknown.
[[nodiscard]] std::vector<MeasureGroup> candidates(const Design& design, const PlaceLoads& loads,
                                                   const MeasureCatalogue& catalogue, std::span<const Violation> found,
                                                   const CandidateRule& rule);

}  // namespace hearthgrid::electricity
