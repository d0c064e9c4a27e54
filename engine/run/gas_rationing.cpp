#include "engine/run/gas_rationing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>

#include "engine/base/median.hpp"
#include "engine/run/gas_rationed_homes.hpp"

namespace hearthgrid::run {
namespace {

constexpr double ALL = 1.0 - 1e-6;  ///< of what is wanted: less is short

/// Where homes get `part` of what they want together and each at most the same: that, over the mean of what they want,
/// if their wants were spread evenly from half to one and a half times the mean. Rounds correct it.
double first_level(double part) {
  return part <= 0.5 ? part : 1.5 - std::sqrt(2.0 - 2.0 * part);
}

class Rationing {
 public:
  Rationing(const SimulationInputs& inputs, const GasFacts& facts, int mix, std::span<const float> wanted_m3h,
            const GasRationingOptions& options)
      : s_(inputs),
        facts_(facts),
        mix_(mix),
        wanted_(wanted_m3h),
        options_(options),
        steps_(static_cast<size_t>(inputs.physics->axis.season_steps())),
        is_short_(facts.home_nodes.size(), false),
        full_m3h_(full_draws()),
        there_m3h_(wanted_m3h.size(), std::numeric_limits<float>::infinity()) {
    out_.shares.nodes = static_cast<int>(facts.grid->network.nodes.size());
    out_.shares.share.assign(static_cast<size_t>(out_.shares.nodes) * steps_, 1.0F);
    out_.draw_m3h.assign(wanted_m3h.begin(), wanted_m3h.end());
  }

  GasRationing run(const GasSeason& first) {
    if (!lower(first.homes)) return std::move(out_);
    GasPassOptions pass;
    pass.threads = options_.threads;
    pass.stop = options_.stop;
    pass.shares = true;
    for (int round = 1; round <= options_.rounds; ++round) {
      const bool last = round == options_.rounds;
      const RationedHomes homes(s_, facts_, mix_, is_short_, out_.shares);
      out_.draw_m3h.assign(wanted_.begin(), wanted_.end());
      GasRationingOptions of_round = options_;
      if (options_.progress) {
        of_round.progress = [&](double share) { options_.progress((round - 1 + share) / options_.rounds); };
      }
      out_.homes = homes.run(of_round, last, out_.draw_m3h);
      out_.rounds = round;
      pass.figures = last;
      const GasSeason season = solve_gas(facts_, out_.draw_m3h, static_cast<int64_t>(steps_), pass);
      if (last) {
        out_.unsolved_m3 = season.figures.unsolved_m3;
        count_residual(season.homes);
        break;
      }
      raise();
      lower(season.homes);
    }
    return std::move(out_);
  }

 private:
  /// Full draws of all homes by home node.
  [[nodiscard]] std::vector<double> full_draws() const {
    std::vector<double> full = burners_of(s_, facts_, mix_).full_m3h;
    for (size_t row = 0; row < full.size(); ++row) {
      const auto draws = wanted_.subspan(row * steps_, steps_);
      full[row] = std::max(full[row], static_cast<double>(*std::max_element(draws.begin(), draws.end())));
    }
    return full;
  }
  [[nodiscard]] float& share(size_t row, size_t k) {
    return out_.shares.share[static_cast<size_t>(facts_.home_nodes[row]) * steps_ + k];
  }

  /// Where homes left some of what was there for them.
  void raise() {
    for (size_t row = 0; row < is_short_.size(); ++row) {
      for (size_t k = 0; is_short_[row] && k < steps_; ++k) {
        float& of = share(row, k);
        const float there = there_m3h_[row * steps_ + k], drawn = out_.draw_m3h[row * steps_ + k];
        if (of >= 1.0F || drawn >= there) continue;
        of = drawn > 0.0F ? std::min(1.0F, of * there / drawn) : 1.0F;
      }
    }
  }

  /// Where the network gives less than they drew. Whether it does anywhere.
  bool lower(const GasShares& given) {
    bool any = false;
    for (size_t row = 0; row < is_short_.size(); ++row) {
      for (size_t k = 0; k < steps_; ++k) {
        const float part = given.share[static_cast<size_t>(facts_.home_nodes[row]) * steps_ + k];
        const float drawn = out_.draw_m3h[row * steps_ + k];
        if (static_cast<double>(part) >= ALL || drawn <= 0.0F) continue;
        const float there = part * drawn;
        there_m3h_[row * steps_ + k] = there;
        float& of = share(row, k);
        const double first = first_level(static_cast<double>(part)) * static_cast<double>(drawn) / full_m3h_[row];
        of = of < 1.0F ? of * part : std::min(1.0F, static_cast<float>(first));
        is_short_[row] = true;
        any = true;
      }
    }
    return any;
  }

  void count_residual(const GasShares& given) {
    const double step_h = facts_.step_h;
    for (size_t row = 0; row < is_short_.size(); ++row) {
      for (size_t k = 0; k < steps_; ++k) {
        const double part = given.share[static_cast<size_t>(facts_.home_nodes[row]) * steps_ + k];
        const double drawn = out_.draw_m3h[row * steps_ + k];
        out_.drawn_m3 += drawn * step_h;
        if (part < ALL) out_.residual_m3 += (1.0 - part) * drawn * step_h;
        if (share(row, k) < 1.0F) out_.unused_m3 += std::max(0.0, there_m3h_[row * steps_ + k] - drawn) * step_h;
      }
    }
  }

  const SimulationInputs& s_;
  const GasFacts& facts_;
  int mix_;
  std::span<const float> wanted_;
  const GasRationingOptions& options_;
  size_t steps_;
  std::vector<bool> is_short_;    // by home node
  std::vector<double> full_m3h_;  // the same
  std::vector<float> there_m3h_;  // [home node][step]: what the network had for it when it was short last
  GasRationing out_;
};

}  // namespace

double full_draw_m3h(const heater::Technology& t, const Option& option) {
  double m3h = 0.0;
  if (t.carrier == heater::Carrier::gas && t.efficiency > 0.0) {
    m3h += t.rated_heat_w * option.size / 1000.0 / t.efficiency * 3.6 / t.fuel_lhv_mj_per_unit;
  }
  const double backup_w = option.backup_w >= 0.0 ? option.backup_w : t.backup_w.value;
  if (t.backup_carrier == heater::Carrier::gas && backup_w > 0.0) {
    m3h += backup_w / 1000.0 / t.backup_efficiency * 3.6 / t.backup_lhv_mj_per_unit;
  }
  return m3h;
}

bool burns_gas(const SimulationInputs& s, int pair) {
  for (int p = pair; p >= 0; p = s.plan->pairs[static_cast<size_t>(p)].predecessor) {
    const Option& option = s.plan->options[static_cast<size_t>(s.plan->pairs[static_cast<size_t>(p)].option)];
    if (full_draw_m3h(s.physics->technologies[static_cast<size_t>(option.technology)], option) > 0.0) return true;
  }
  return false;
}

GasBurners burners_of(const SimulationInputs& s, const GasFacts& facts, int mix) {
  GasBurners out{std::vector<int>(facts.home_nodes.size(), 0), std::vector<double>(facts.home_nodes.size(), 0.0)};
  const std::vector<int32_t>& pairs = s.plan->mixes[static_cast<size_t>(mix)].pair;
  for (size_t h = 0; h < pairs.size(); ++h) {
    const auto found =
        std::lower_bound(facts.home_nodes.begin(), facts.home_nodes.end(), facts.grid->household_node[h]);
    if (found == facts.home_nodes.end() || *found != facts.grid->household_node[h]) continue;
    const Pair& pair = s.plan->pairs[static_cast<size_t>(pairs[h])];
    const Option& option = s.plan->options[static_cast<size_t>(pair.option)];
    const double full = full_draw_m3h(s.physics->technologies[static_cast<size_t>(option.technology)], option);
    if (full <= 0.0) continue;
    const auto row = static_cast<size_t>(found - facts.home_nodes.begin());
    ++out.count[row];
    out.full_m3h[row] += full * facts.grid->draw_factor;
  }
  return out;
}

double GasRationing::lowest_c() const {
  double lowest = 0.0;
  bool any = false;
  for (const RationedHome& home : homes) {
    if (home.vacant) continue;
    lowest = any ? std::min(lowest, static_cast<double>(home.lowest_c)) : static_cast<double>(home.lowest_c);
    any = true;
  }
  return lowest;
}

double GasRationing::median_lowest_c() const {
  std::vector<double> lowest;
  for (const RationedHome& home : homes) {
    if (!home.vacant) lowest.push_back(static_cast<double>(home.lowest_c));
  }
  return median(std::move(lowest));
}

double GasRationing::longest_hours() const {
  double hours = 0.0;
  for (const RationedHome& home : homes) hours = std::max(hours, static_cast<double>(home.hours_short));
  return hours;
}

double GasRationing::missing_m3() const {
  double m3 = 0.0;
  for (const RationedHome& home : homes) m3 += static_cast<double>(home.missing_m3);
  return m3;
}

GasRationing ration_gas(const SimulationInputs& inputs, const GasFacts& facts, int mix, std::span<const float> home_m3h,
                        const GasSeason& season, const GasRationingOptions& options) {
  if (options.rounds <= 0) return {};
  return Rationing(inputs, facts, mix, home_m3h, options).run(season);
}

}  // namespace hearthgrid::run
