#include "models/electricity/planning/candidates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "engine/base/error.hpp"
#include "engine/base/suggest.hpp"
#include "models/electricity/planning/rebalancing.hpp"

namespace hearthgrid::electricity {
namespace {

/// What all candidates are made from.
class Maker {
 public:
  Maker(const Design& design, const PlaceLoads& loads, const MeasureCatalogue& catalogue,
        std::span<const Violation> found, const CandidateRule& rule)
      : design_(design),
        area_(design.areas.at(0)),
        network_(area_.network),
        loads_(loads),
        catalogue_(catalogue),
        rule_(rule),
        lines_(line_groups(area_.network)),
        on_way_(network_.nodes.size()),
        node_kw_(network_.nodes.size()) {
    look_at(found);
    find_peak();
  }

  [[nodiscard]] std::vector<MeasureGroup> groups(const CatalogueMeasure& entry) const {
    switch (entry.kind) {
      case MeasureKind::larger_conductor:
        return larger_conductors(entry);
      case MeasureKind::feeder_split:
        return feeder_splits(entry);
      case MeasureKind::second_transformer:
        return second_transformer(entry);
      case MeasureKind::larger_transformer:
        return larger_transformer(entry);
      case MeasureKind::line_regulator:
        return regulators(entry);
      case MeasureKind::phase_rebalancing:
        return rebalancing(entry);
      case MeasureKind::tap_change:
        return taps(entry);
    }
    return {};
  }

 private:
  void look_at(std::span<const Violation> found) {
    std::set<int64_t> steps;
    for (const Violation& v : found) {
      if (v.kind == LimitKind::transformer_loading) needed_kva_ = v.amount * area_.transformer.rated_kva;
      const bool whole = v.kind == LimitKind::transformer_loading || v.kind == LimitKind::hot_spot;
      if (steps.size() < 12) steps.insert(v.step);
      if (whole) continue;
      lines_violated_ = true;
      if (v.kind == LimitKind::line_loading) overload_[v.place] = v.amount;
      const bool home = v.kind == LimitKind::low_voltage || v.kind == LimitKind::high_voltage;
      const int node = home ? network_.homes[v.place].node : v.place;
      for (int n = node; n > 0; n = network_.nodes[n].parent) on_way_[n] = true;
      if (v.kind == LimitKind::no_solution) on_way_.assign(on_way_.size(), true);
    }
    steps_.assign(steps.begin(), steps.end());
  }

  /// The step with the most power of all homes, and what is drawn at and behind each node then.
  void find_peak() {
    std::vector<double> total(static_cast<size_t>(loads_.steps()));
    for (const int row : area_.rows) {
      for (size_t t = 0; t < total.size(); ++t) total[t] += static_cast<double>(loads_.kw[row][t]);
    }
    std::vector<int64_t> order(total.size() - static_cast<size_t>(loads_.warm_up_steps));
    std::iota(order.begin(), order.end(), loads_.warm_up_steps);
    const auto most = order.begin() + std::min<ptrdiff_t>(24, static_cast<ptrdiff_t>(order.size()));
    std::partial_sort(order.begin(), most, order.end(),
                      [&](int64_t a, int64_t b) { return std::pair(-total[a], a) < std::pair(-total[b], b); });
    heavy_steps_.assign(order.begin(), most);
    const auto peak = static_cast<size_t>(heavy_steps_[0]);
    for (size_t h = 0; h < area_.rows.size(); ++h) {
      node_kw_[network_.homes[h].node] += static_cast<double>(loads_.kw[area_.rows[h]][peak]);
    }
    for (size_t n = network_.nodes.size(); n-- > 1;) node_kw_[network_.nodes[n].parent] += node_kw_[n];
    if (steps_.empty()) steps_ = heavy_steps_;
  }

  /// Largest apparent power of the homes at and behind a node [kVA], by step.
  [[nodiscard]] double peak_kva_behind(int node) const {
    std::vector<bool> behind(network_.nodes.size());
    for (const int n : subtree(network_, node)) behind[n] = true;
    std::vector<double> kw(static_cast<size_t>(loads_.steps())), kvar(kw.size());
    for (size_t h = 0; h < area_.rows.size(); ++h) {
      if (!behind[network_.homes[h].node]) continue;
      const int row = area_.rows[h];
      for (size_t t = 0; t < kw.size(); ++t) {
        kw[t] += static_cast<double>(loads_.kw[row][t]);
        if (!loads_.kvar.empty()) kvar[t] += static_cast<double>(loads_.kvar[row][t]);
      }
    }
    double peak = 0.0;
    for (auto t = static_cast<size_t>(loads_.warm_up_steps); t < kw.size(); ++t) {
      peak = std::max(peak, std::hypot(kw[t], kvar[t]));
    }
    return peak;
  }

  [[nodiscard]] LvImpedance branch_of(const TransformerType& type) const {
    return rule_.branch ? rule_.branch(type) : dyn11_branch(type, network_.rated_v);
  }

  [[nodiscard]] const PricedLine& line_named(const std::string& name) const {
    const auto found = std::ranges::find(catalogue_.lines, name, &PricedLine::name);
    if (found != catalogue_.lines.end()) return *found;
    std::vector<std::string> names;
    for (const PricedLine& line : catalogue_.lines) names.push_back(line.name);
    throw InputError(Problem{"", 0, 0, fmt::format("unknown line '{}'", name), advice_for_unknown(name, names)});
  }

  /// Resistance per km of what is strung in a group.
  [[nodiscard]] double ohm_per_km(const LineGroup& group) const {
    double ohm = 0.0;
    for (const int n : group.nodes) {
      const auto& z = network_.nodes[n].branch.phase_ohm;
      ohm += (z[0][0] - z[0][1]).real();
    }
    return group.length_m > 0.0 ? ohm / group.length_m * 1000.0 : 0.0;
  }

  /// Lines of an entry with less resistance than a limit that carry a current, falling in resistance: the first, the
  /// last and as many between them as the rule allows.
  [[nodiscard]] std::vector<const PricedLine*> lines_below(const CatalogueMeasure& entry, double ohm_km,
                                                           double amperes) const {
    std::vector<const PricedLine*> fit;
    for (const std::string& name : entry.lines) {
      const PricedLine& line = line_named(name);
      if (line.r_ohm_per_km * rule_.resistance_factor < ohm_km && line.rating_a >= amperes) fit.push_back(&line);
    }
    std::ranges::stable_sort(fit, std::ranges::greater{}, &PricedLine::r_ohm_per_km);
    return spread(fit, rule_.lines);
  }

  template <class T>
  static std::vector<T> spread(const std::vector<T>& all, int most) {
    const auto count = static_cast<int>(all.size());
    if (count <= most) return all;
    std::vector<T> some;
    for (int i = 0; i < most; ++i) some.push_back(all[most == 1 ? count - 1 : i * (count - 1) / (most - 1)]);
    return some;
  }

  [[nodiscard]] NewLine strung(const PricedLine& line) const {
    return line.line(rule_.resistance_factor, rule_.neutral_grounded_everywhere);
  }

  [[nodiscard]] Measure measure(const CatalogueMeasure& entry, std::string description, double more_cny,
                                MeasureAction action) const {
    return {entry.name, std::move(description), entry.fixed_cny + more_cny, entry.lead_months, std::move(action)};
  }

  [[nodiscard]] double needed_a(const LineGroup& group) const {
    double amperes = 0.0;
    for (const int n : group.nodes) {
      const auto over = overload_.find(n);
      if (over != overload_.end()) amperes = std::max(amperes, over->second * network_.nodes[n].rating_a);
    }
    return amperes;
  }

  /// Groups of lines to restring: the overloaded ones, then those with the most drop on the way to violations.
  [[nodiscard]] std::vector<const LineGroup*> weak_lines() const {
    std::vector<std::pair<double, const LineGroup*>> drops;
    std::vector<const LineGroup*> weak;
    for (const LineGroup& group : lines_) {
      double drop = 0.0;
      for (const int n : group.nodes) {
        if (on_way_[n]) drop += network_.nodes[n].branch.phase_ohm[0][0].real() * node_kw_[n];
      }
      if (needed_a(group) > 0.0) {
        weak.push_back(&group);
      } else if (drop > 0.0) {
        drops.emplace_back(drop, &group);
      }
    }
    std::ranges::stable_sort(drops, std::ranges::greater{}, [](const auto& d) { return d.first; });
    for (size_t i = 0; i < drops.size() && i < static_cast<size_t>(rule_.line_groups); ++i) {
      weak.push_back(drops[i].second);
    }
    return weak;
  }

  [[nodiscard]] std::vector<MeasureGroup> larger_conductors(const CatalogueMeasure& entry) const {
    std::vector<MeasureGroup> groups;
    for (const LineGroup* weak : weak_lines()) {
      MeasureGroup group{fmt::format("{}, {}", entry.name, weak->name), {}};
      for (const PricedLine* line : lines_below(entry, 0.95 * ohm_per_km(*weak), needed_a(*weak))) {
        const double km = weak->length_m / 1000.0;
        group.choices.push_back(
            measure(entry, fmt::format("{}, {:.0f} m, to {}", weak->name, weak->length_m, line->name),
                    (entry.cny_per_km + line->cny_per_km) * km, LargerConductor{weak->nodes, strung(*line)}));
      }
      groups.push_back(std::move(group));
    }
    return groups;
  }

  [[nodiscard]] bool violated(const LineGroup& group) const {
    return std::ranges::any_of(lines_, [&](const LineGroup& other) {
      return other.feeder == group.feeder && std::ranges::any_of(other.nodes, [&](int n) { return on_way_[n]; });
    });
  }

  /// The node of a trunk whose distance from the transformer is closest to a share of the trunk's length.
  [[nodiscard]] int trunk_node(const LineGroup& trunk, double share) const {
    return *std::ranges::min_element(
        trunk.nodes, {}, [&](int n) { return std::abs(path_length_m(network_, n) - share * trunk.length_m); });
  }

  [[nodiscard]] std::vector<MeasureGroup> feeder_splits(const CatalogueMeasure& entry) const {
    constexpr double TWO_THIRDS = 2.0 / 3.0;
    std::vector<MeasureGroup> groups;
    for (const LineGroup& trunk : lines_) {
      if (!trunk.trunk || !violated(trunk)) continue;
      const int node = trunk_node(trunk, TWO_THIRDS);
      if (network_.nodes[node].parent == 0) continue;
      MeasureGroup group{fmt::format("{}, {}", entry.name, trunk.name), {}};
      const double km = path_length_m(network_, node) / 1000.0;
      for (const PricedLine* line : lines_below(entry, 1.05 * ohm_per_km(trunk), 0.0)) {
        group.choices.push_back(measure(entry,
                                        fmt::format("new {} of {:.0f} m from the transformer to {}", line->name,
                                                    km * 1000.0, network_.nodes[node].name),
                                        (entry.cny_per_km + line->cny_per_km) * km, FeederSplit{node, strung(*line)}));
      }
      groups.push_back(std::move(group));
    }
    return groups;
  }

  /// Sizes of an entry above a rating, from one below what is needed on.
  [[nodiscard]] std::vector<PricedSize> sizes_around(const CatalogueMeasure& entry, double above_kva,
                                                     double needed_kva) const {
    std::vector<PricedSize> larger;
    for (const PricedSize& size : entry.sizes) {
      if (size.kva > above_kva) larger.push_back(size);
    }
    const auto enough = std::ranges::find_if(larger, [&](const PricedSize& s) { return s.kva >= needed_kva; });
    const auto first = enough == larger.begin() || larger.empty() ? larger.begin() : enough - 1;
    const auto left = static_cast<int>(larger.end() - first);
    return {first, first + std::min(left, rule_.sizes)};
  }

  [[nodiscard]] std::vector<MeasureGroup> larger_transformer(const CatalogueMeasure& entry) const {
    MeasureGroup group{entry.name, {}};
    const double rated_kva = area_.transformer.rated_kva;
    for (const PricedSize& size : sizes_around(entry, rated_kva, needed_kva_ / rule_.loading_limit)) {
      const TransformerType& type = type_of(entry.series, size.kva, rule_.vector_group);
      group.choices.push_back(measure(
          entry, fmt::format("{} {:.0f} to {} {:.0f} kVA", area_.transformer.series, rated_kva, type.series, size.kva),
          size.cny, LargerTransformer{type, branch_of(type)}));
    }
    return {std::move(group)};
  }

  /// Nodes for a second transformer: those with the share of the peak behind them closest to a half. Of a line of nodes
  /// with the same share, the one nearest to the homes.
  [[nodiscard]] std::vector<int> split_nodes() const {
    std::vector<int> nodes;
    for (int n = 1; n < static_cast<int>(network_.nodes.size()); ++n) {
      const bool only_passes = std::ranges::any_of(
          subtree(network_, n), [&](int c) { return network_.nodes[c].parent == n && node_kw_[c] == node_kw_[n]; });
      if (node_kw_[n] > 0.0 && !only_passes) nodes.push_back(n);
    }
    const double half = node_kw_[0] / 2.0;
    std::ranges::stable_sort(nodes, {}, [&](int n) { return std::abs(node_kw_[n] - half); });
    if (nodes.size() > static_cast<size_t>(rule_.split_nodes)) nodes.resize(static_cast<size_t>(rule_.split_nodes));
    return nodes;
  }

  [[nodiscard]] std::vector<MeasureGroup> second_transformer(const CatalogueMeasure& entry) const {
    MeasureGroup group{entry.name, {}};
    for (const int node : split_nodes()) {
      const double km = path_length_m(network_, node) / 1000.0;
      const double needed_kva = peak_kva_behind(node) / rule_.loading_limit;
      int chosen = 0;
      for (const PricedSize& size : entry.sizes) {
        if (size.kva < needed_kva || chosen == 2) continue;
        ++chosen;
        const TransformerType& type = type_of(entry.series, size.kva, rule_.vector_group);
        group.choices.push_back(measure(entry,
                                        fmt::format("{} {:.0f} kVA at {}, {:.0f} m from the first", type.series,
                                                    size.kva, network_.nodes[node].name, km * 1000.0),
                                        entry.cny_per_km * km + size.cny,
                                        SecondTransformer{node, type, branch_of(type)}));
      }
    }
    return {std::move(group)};
  }

  [[nodiscard]] std::vector<MeasureGroup> regulators(const CatalogueMeasure& entry) const {
    std::vector<MeasureGroup> groups;
    for (const LineGroup& trunk : lines_) {
      if (!trunk.trunk || !violated(trunk)) continue;
      MeasureGroup group{fmt::format("{}, {}", entry.name, trunk.name), {}};
      std::set<int> nodes;
      for (const double share : {1.0 / 3.0, 0.5, 2.0 / 3.0}) nodes.insert(trunk_node(trunk, share));
      for (const int node : nodes) {
        for (const double share : entry.shares) {
          group.choices.push_back(measure(entry,
                                          fmt::format("{:+.1f} % at {}", share * 100.0, network_.nodes[node].name), 0.0,
                                          LineRegulator{node, 1.0 + share}));
        }
      }
      groups.push_back(std::move(group));
    }
    return groups;
  }

  /// Phases for the network as it is, and for what is left of it and split off where a second transformer may stand.
  [[nodiscard]] std::set<std::vector<int8_t>> balanced() const {
    std::set<std::vector<int8_t>> made;
    const auto add = [&](const Design& design) {
      for (const auto* steps : {&steps_, &heavy_steps_}) {
        for (const Rebalance from : {Rebalance::from_present, Rebalance::afresh}) {
          made.insert(balanced_phases(design, loads_, *steps, from));
        }
      }
    };
    add(design_);
    const auto splits = [](const CatalogueMeasure& m) { return m.kind == MeasureKind::second_transformer; };
    if (std::ranges::none_of(catalogue_.measures, splits)) return made;
    for (const int node : split_nodes()) {
      add(apply(design_, {"", "", 0.0, 0.0, SecondTransformer{node, area_.transformer, {}}}));
    }
    return made;
  }

  [[nodiscard]] std::vector<MeasureGroup> rebalancing(const CatalogueMeasure& entry) const {
    if (!lines_violated_) return {};
    MeasureGroup group{entry.name, {}};
    const auto before = present_phases(design_, loads_.kw.size());
    for (const auto& phases : balanced()) {
      int moved = 0;
      for (size_t row = 0; row < phases.size(); ++row) moved += phases[row] != before[row] ? 1 : 0;
      if (moved == 0) continue;
      group.choices.push_back(measure(entry, fmt::format("{} homes change their phase", moved),
                                      entry.cny_per_home * moved, PhaseRebalancing{phases}));
    }
    return {std::move(group)};
  }

  [[nodiscard]] std::vector<MeasureGroup> taps(const CatalogueMeasure& entry) const {
    MeasureGroup group{entry.name, {}};
    for (const double share : entry.shares) {
      group.choices.push_back(
          measure(entry, fmt::format("low voltage {:+.1f} %", share * 100.0), 0.0, TapChange{share}));
    }
    return {std::move(group)};
  }

  const Design& design_;
  const PlanArea& area_;
  const LvNetwork& network_;
  const PlaceLoads& loads_;
  const MeasureCatalogue& catalogue_;
  const CandidateRule& rule_;
  std::vector<LineGroup> lines_;
  std::vector<bool> on_way_;          // [node] on the way from the transformer to a violation
  std::map<int, double> overload_;    // share of rating, by node of an overloaded branch
  std::vector<double> node_kw_;       // [node] at and behind it, at the peak of all
  std::vector<int64_t> heavy_steps_;  // those with the most power
  std::vector<int64_t> steps_;        // of violations
  double needed_kva_ = 0.0;
  bool lines_violated_ = false;
};

}  // namespace

std::vector<MeasureGroup> candidates(const Design& design, const PlaceLoads& loads, const MeasureCatalogue& catalogue,
                                     std::span<const Violation> found, const CandidateRule& rule) {
  if (found.empty() || loads.steps() <= loads.warm_up_steps) return {};
  const Maker maker(design, loads, catalogue, found, rule);
  std::vector<MeasureGroup> groups;
  for (const CatalogueMeasure& entry : catalogue.measures) {
    for (MeasureGroup& group : maker.groups(entry)) {
      if (group.choices.empty()) continue;
      std::ranges::stable_sort(group.choices, {}, &Measure::cost_cny);
      groups.push_back(std::move(group));
    }
  }
  std::ranges::stable_sort(groups, {}, [](const MeasureGroup& g) { return g.choices[0].action.index(); });
  return groups;
}

}  // namespace hearthgrid::electricity
