#include "engine/run/gas_season_sizing.hpp"

#include <algorithm>
#include <memory>
#include <set>
#include <tuple>
#include <utility>

#include "engine/run/planning_run.hpp"
#include "models/gas/sizing/limit_check.hpp"
#include "models/gas/sizing/sizing_parts.hpp"

namespace hearthgrid::run {
namespace {

using gas::SizingFault;
using FaultKey = std::pair<gas::SizingLimit, int>;

FaultKey key_of(const SizingFault& fault) {
  return {fault.limit, fault.element};
}

// At a node: more steps to design for leave more ways that no other is better than. Beyond, the cost has a gap to its
// lower bound.
constexpr size_t MOST_WAYS = 500;

// What every part wants at every step.
class PartDraws {
 public:
  PartDraws(const GasFacts& facts, const std::vector<gas::SizingPart>& parts, std::span<const float> home_m3h,
            size_t steps)
      : facts_(facts), parts_(parts), homes_(home_m3h), steps_(steps), row_(facts.grid->network.nodes.size(), -1) {
    users_.resize(row_.size());
    for (size_t row = 0; row < facts.home_nodes.size(); ++row) {
      row_[static_cast<size_t>(facts.home_nodes[row])] = static_cast<int>(row);
    }
    for (const GasUser& user : facts.grid->users) users_[static_cast<size_t>(user.node)].push_back(&user);
    total_.assign(parts.size() * steps, 0.0F);
    for (size_t p = parts.size(); p-- > 0;) add_up(p);
  }

  [[nodiscard]] double total(size_t part, size_t step) const {
    return static_cast<double>(total_[part * steps_ + step]);
  }

  /// By node of the part; stubs draw what the parts behind them do.
  void fill(size_t part, size_t step, std::vector<double>& draw) const {
    const gas::SizingPart& own = parts_[part];
    draw.assign(own.node.size(), 0.0);
    for (size_t n = 0; n < own.node.size(); ++n) {
      if (own.feeds[n] >= 0) {
        draw[n] = total(static_cast<size_t>(own.feeds[n]), step);
        continue;
      }
      const auto node = static_cast<size_t>(own.node[n]);
      if (row_[node] >= 0) draw[n] = static_cast<double>(homes_[static_cast<size_t>(row_[node]) * steps_ + step]);
      for (const GasUser* user : users_[node]) {
        draw[n] += draw_of(*user, step, static_cast<size_t>(facts_.steps_per_day));
      }
    }
  }

 private:
  void add_up(size_t part) {
    const gas::SizingPart& own = parts_[part];
    std::vector<double> sum(steps_, 0.0);
    for (size_t n = 0; n < own.node.size(); ++n) {
      const auto node = static_cast<size_t>(own.node[n]);
      const bool stub = own.feeds[n] >= 0;
      const int row = stub ? own.feeds[n] : row_[node];
      const float* from = stub ? total_.data() : homes_.data();
      for (size_t k = 0; row >= 0 && k < steps_; ++k) {
        sum[k] += static_cast<double>(from[static_cast<size_t>(row) * steps_ + k]);
      }
      for (size_t u = 0; !stub && u < users_[node].size(); ++u) {
        for (size_t k = 0; k < steps_; ++k) {
          sum[k] += draw_of(*users_[node][u], k, static_cast<size_t>(facts_.steps_per_day));
        }
      }
    }
    for (size_t k = 0; k < steps_; ++k) total_[part * steps_ + k] = static_cast<float>(sum[k]);
  }

  const GasFacts& facts_;
  const std::vector<gas::SizingPart>& parts_;
  std::span<const float> homes_;
  size_t steps_;
  std::vector<int> row_;  // by node, of homes_
  std::vector<std::vector<const GasUser*>> users_;
  std::vector<float> total_;  // [part][step]
};

// A part under all its steps.
struct PartSeason {
  std::vector<SizingFault> worst;  // by limit and element; `draw` is the step
  std::vector<bool> broken;        // by step; empty: at none
  int64_t next = -1;               // worst step that can be mended and is not designed for
  bool stuck = false;              // steps that it is designed for, and that could be mended, are broken
};

class PartSizing {
 public:
  PartSizing(const gas::SizingPart& part, const PartDraws& draws, size_t number, size_t steps,
             const io::GasWorks& works, const gas::SizingRule& rule)
      : part_(part),
        draws_(draws),
        number_(number),
        steps_(steps),
        works_(works),
        rule_(rule),
        largest_(with_largest(part.network, works.catalogue)) {}

  void run(int most_steps) {
    before_ = after_ = look(part_.network);
    sizing_.network = part_.network;
    while (after_.next >= 0 && static_cast<int>(design_.size()) < most_steps) {
      design_.push_back(after_.next);
      gas::DesignDraws draws(design_.size());
      for (size_t i = 0; i < design_.size(); ++i) draws_.fill(number_, static_cast<size_t>(design_[i]), draws[i]);
      sizing_ = gas::size_network(part_.network, draws, works_.catalogue, rule_, {.most_ways = MOST_WAYS});
      after_ = look(sizing_.network);
    }
  }

  [[nodiscard]] const gas::GasSizing& sizing() const { return sizing_; }
  [[nodiscard]] const std::vector<int64_t>& design() const { return design_; }
  [[nodiscard]] const PartSeason& before() const { return before_; }
  [[nodiscard]] const PartSeason& after() const { return after_; }

 private:
  static gas::GasNetwork with_largest(const gas::GasNetwork& network, const gas::SizingCatalogue& catalogue) {
    gas::GasNetwork out = gas::widest_pipes(network, catalogue);
    for (gas::GasRegulator& regulator : out.regulators) {
      for (const gas::PricedRegulator& offered : catalogue.regulators) {
        if (offered.kind != regulator.kind) continue;
        regulator.capacity_m3h = std::max(regulator.capacity_m3h, offered.capacity_m3h);
      }
    }
    return out;
  }

  [[nodiscard]] PartSeason look(const gas::GasNetwork& network) const {
    gas::LimitCheck check(network, rule_);
    gas::LimitCheck largest(largest_, rule_);
    gas::WorstFaults worst;
    PartSeason out;
    std::tuple<bool, double, double> most{false, 0.0, 0.0};  // no solution; wanted of such, else how far beyond
    std::vector<double> draw;
    for (size_t k = 0; k < steps_; ++k) {
      if (draws_.total(number_, k) == 0.0) continue;
      draws_.fill(number_, k, draw);
      const auto& faults = check.look(draw, static_cast<int>(k));
      if (faults.empty()) continue;
      if (out.broken.empty()) out.broken.resize(steps_, false);
      out.broken[k] = true;
      for (const SizingFault& fault : faults) worst.add(fault);
      const double excess = mendable_excess(faults, check.solved(), largest.look(draw, 0), largest.solved());
      if (excess <= 0.0) continue;
      const auto step = static_cast<int64_t>(k);
      if (std::find(design_.begin(), design_.end(), step) != design_.end()) {
        out.stuck = true;
        continue;
      }
      const std::tuple how{!check.solved(), check.solved() ? 0.0 : draws_.total(number_, k), excess};
      if (out.next >= 0 && how <= most) continue;
      most = how;
      out.next = step;
    }
    out.worst = worst.all();
    return out;
  }

  // Of the faults that the widest pipes and largest regulators mend, the farthest beyond; 0 without any.
  static double mendable_excess(const std::vector<SizingFault>& faults, bool solved,
                                const std::vector<SizingFault>& hopeless, bool can_be_solved) {
    if (!can_be_solved) return 0.0;
    if (!solved) return 1.0;
    std::set<FaultKey> keys;
    for (const SizingFault& fault : hopeless) keys.insert(key_of(fault));
    double most = 0.0;
    for (const SizingFault& fault : faults) {
      if (!keys.contains(key_of(fault))) most = std::max(most, fault.excess());
    }
    return most;
  }

  const gas::SizingPart& part_;
  const PartDraws& draws_;
  size_t number_, steps_;
  const io::GasWorks& works_;
  const gas::SizingRule& rule_;
  gas::GasNetwork largest_;
  std::vector<int64_t> design_;
  gas::GasSizing sizing_;
  PartSeason before_, after_;
};

// From a part to the whole.
class Joining {
 public:
  Joining(const gas::GasNetwork& network, const io::GasWorks& works, size_t steps)
      : works_(works), before_(steps, false), after_(steps, false), designed_(steps, false) {
    out_.network = network;
  }

  void add(const gas::SizingPart& part, const PartSizing& sized) {
    const gas::GasSizing& sizing = sized.sizing();
    out_.cost_cny += sizing.cost_cny;
    out_.lower_bound_cny += sizing.lower_bound_cny;
    for (const gas::Enlargement& each : sizing.enlarged) {
      SeasonWork& work =
          out_.works.emplace_back(SeasonWork{each, sized.design()[static_cast<size_t>(each.driver.draw)]});
      const auto choice = static_cast<size_t>(each.choice);
      work.work.element = (each.is_regulator ? part.regulator : part.pipe)[static_cast<size_t>(each.element)];
      work.work.driver = of_whole(part, each.driver);
      const auto element = static_cast<size_t>(work.work.element);
      if (each.is_regulator) {
        out_.network.regulators[element].capacity_m3h = works_.catalogue.regulators[choice].capacity_m3h;
      } else {
        gas::enlarge(out_.network.pipes[element], works_.catalogue.pipes[choice]);
      }
    }
    for (const SizingFault& fault : sized.after().worst) out_.left.push_back({of_whole(part, fault), fault.draw});
    for (const int64_t step : sized.design()) designed_[static_cast<size_t>(step)] = true;
    mark(sized.before().broken, before_);
    mark(sized.after().broken, after_);
    out_.parts_given_up += sized.after().next >= 0 || sized.after().stuck ? 1 : 0;
  }

  SeasonSizing result() {
    const auto order = [](const gas::Enlargement& e) { return std::pair(e.is_regulator, e.element); };
    std::sort(out_.works.begin(), out_.works.end(),
              [&](const SeasonWork& a, const SeasonWork& b) { return order(a.work) < order(b.work); });
    std::sort(out_.left.begin(), out_.left.end(),
              [](const SeasonFault& a, const SeasonFault& b) { return key_of(a.fault) < key_of(b.fault); });
    out_.design_steps = std::count(designed_.begin(), designed_.end(), true);
    out_.steps_broken = std::count(before_.begin(), before_.end(), true);
    out_.steps_left = std::count(after_.begin(), after_.end(), true);
    if (!out_.left.empty()) {
      out_.status = gas::SizingStatus::in_part;
    } else if (!out_.works.empty()) {
      out_.status = gas::SizingStatus::found;
    }
    return std::move(out_);
  }

 private:
  static void mark(const std::vector<bool>& from, std::vector<bool>& to) {
    for (size_t k = 0; k < from.size(); ++k) to[k] = to[k] || from[k];
  }

  static SizingFault of_whole(const gas::SizingPart& part, SizingFault fault) {
    if (fault.element < 0) return fault;
    const auto at = static_cast<size_t>(fault.element);
    switch (fault.limit) {
      case gas::SizingLimit::speed:
        fault.element = part.pipe[at];
        break;
      case gas::SizingLimit::pressure:
      case gas::SizingLimit::low_pressure_drop:
        fault.element = part.node[at];
        break;
      case gas::SizingLimit::regulator_inlet:
      case gas::SizingLimit::regulator_capacity:
        fault.element = part.regulator[at];
        break;
      case gas::SizingLimit::supply_capacity:
        fault.element = part.supply[at];
        break;
    }
    return fault;
  }

  const io::GasWorks& works_;
  std::vector<bool> before_, after_, designed_;  // by step
  SeasonSizing out_;
};

}  // namespace

SeasonSizing size_season(const GasFacts& facts, const io::GasWorks& works, std::span<const float> home_m3h,
                         size_t steps, const SeasonSizingOptions& options) {
  gas::SizingRule rule = works.rule;
  rule.friction.law = facts.grid->friction;
  const std::vector<gas::SizingPart> parts = gas::sizing_parts(facts.grid->network);
  const PartDraws draws(facts, parts, home_m3h, steps);
  std::vector<std::unique_ptr<PartSizing>> sized(parts.size());
  PlanningOptions shared;
  shared.threads = options.threads;
  shared.stop = options.stop;
  in_parallel(static_cast<int64_t>(parts.size()), shared, [&](int64_t part) {
    const auto p = static_cast<size_t>(part);
    sized[p] = std::make_unique<PartSizing>(parts[p], draws, p, steps, works, rule);
    sized[p]->run(options.most_steps);
  });
  Joining joining(facts.grid->network, works, steps);
  for (size_t p = 0; p < parts.size(); ++p) joining.add(parts[p], *sized[p]);
  return joining.result();
}

}  // namespace hearthgrid::run
