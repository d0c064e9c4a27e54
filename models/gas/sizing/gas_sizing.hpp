#pragma once
// Which pipes and regulators to enlarge so that a network keeps every limit at given draws, cheaply.
//
// A pipe is replaced over its whole length by a wider one of the catalogue; a regulator by one of its kind that passes
// its flow. Every regulator is to hold its set pressure, so that each low-pressure part stands by itself.
//
// Where supplies feed trees (of pipes and regulators) flows do not depend on diameters, and the cheapest set is found
// by dynamic programming from the leaves: the cheapest ways to serve what lies beyond a node, each with the pressure it
// asks for there at each of the draws. It is exact unless more than `most_ways` stand at a node; then some are dropped,
// and a second pass in which they are merged to their best gives a lower bound.
//
// A mesh is searched in order of cost while no more than `exhaustive_pipes` can be enlarged, which is exact too. With
// more, all are enlarged and made cheaper one by one until none can be; sets tried in order of cost, up to `budget`,
// give the lower bound, or a cheaper set.
//
// Where even the widest pipes break a limit no diameter helps: what is left over says so, and by how much. The rest is
// mended all the same; of a mesh, draws that the widest pipes cannot carry are left out of that.

#include <cstdint>

#include "models/gas/sizing/sizing_catalogue.hpp"
#include "models/gas/sizing/sizing_limits.hpp"

namespace hearthgrid::gas {

struct SizingSearch {
  size_t most_ways = 2000;
  size_t exhaustive_pipes = 6;
  int64_t budget = 300;
};

struct Enlargement {
  bool is_regulator = false;  ///< else a pipe
  int element = 0;            ///< in the network's list
  int choice = 0;             ///< in the catalogue's
  double cny = 0.0;
  SizingFault driver;  ///< broken worst without it, the others in place
};

enum class SizingStatus {
  none_needed,
  found,
  in_part,  ///< what can be mended is; `left` is what no diameter and no regulator of the catalogue helps
};
[[nodiscard]] std::string_view sizing_status_name(SizingStatus status);

struct GasSizing {
  SizingStatus status = SizingStatus::none_needed;
  std::vector<Enlargement> enlarged;  ///< pipes, then regulators, in their order
  double cost_cny = 0.0;
  double lower_bound_cny = 0.0;  ///< no set costs less
  bool optimal = true;           ///< the cost is proven to be the least
  std::vector<SizingFault> before, left;
  GasNetwork network;  ///< enlarged

  /// (cost - bound) / cost; 0 where the cost is proven or zero.
  [[nodiscard]] double gap_share() const {
    return optimal || cost_cny <= 0.0 ? 0.0 : (cost_cny - lower_bound_cny) / cost_cny;
  }
};

/// `draws`: by node, at least one, of the steps to design for. Throws InputError for faults of the network,
/// std::invalid_argument for draws that do not fit.
[[nodiscard]] GasSizing size_network(const GasNetwork& network, const DesignDraws& draws,
                                     const SizingCatalogue& catalogue, const SizingRule& rule,
                                     const SizingSearch& search = {});

/// Wider pipes of the catalogue for one of the network, rising in cost; wider ones that cost no more replace narrower.
struct PipeChoice {
  int choice = 0;  ///< in the catalogue
  double cny = 0.0;
};
[[nodiscard]] std::vector<PipeChoice> wider_pipes(const GasPipe& pipe, const SizingCatalogue& catalogue);
void enlarge(GasPipe& pipe, const PricedPipe& by);
/// Every pipe the widest that it can become: what is broken here no diameter helps.
[[nodiscard]] GasNetwork widest_pipes(GasNetwork network, const SizingCatalogue& catalogue);

}  // namespace hearthgrid::gas
