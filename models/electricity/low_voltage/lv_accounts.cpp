#include "models/electricity/low_voltage/lv_accounts.hpp"

#include <algorithm>

namespace hearthgrid::electricity {
namespace {

// Of equal values the first step's counts, in whatever order the steps come.
bool lower(LvExtreme& best, double value, int64_t step) {
  if (best.step >= 0 && (value > best.value || (value == best.value && step > best.step))) return false;
  best = {value, step};
  return true;
}
bool higher(LvExtreme& best, double value, int64_t step) {
  if (best.step >= 0 && (value < best.value || (value == best.value && step > best.step))) return false;
  best = {value, step};
  return true;
}

}  // namespace

LvAccounts::LvAccounts(const LvPlan& plan, const LvSeasonOptions& options) : plan_(plan), options_(options) {
  result_.homes.resize(plan.homes);
  result_.line_loading.assign(plan.nodes.size(), 0.0);
}

void LvAccounts::home(int64_t step, int home, double low, double high, double hours, bool& below, bool& above) {
  LvHomeSeason& account = result_.homes[home];
  lower(account.lowest_pu, low, step);
  higher(account.highest_pu, high, step);
  if (low < options_.lowest_pu) account.hours_below += hours, below = true;
  if (high > options_.highest_pu) account.hours_above += hours, above = true;
}

bool LvAccounts::exact(int64_t step, const LvRegister& lanes, int lane, bool count_hours) {
  const double hours = count_hours ? options_.step_hours : 0.0;
  if (!lanes.converged(lane)) {
    ++result_.not_converged;
    result_.hours_below += hours;
    if (result_.first_not_converged < 0 || step < result_.first_not_converged) result_.first_not_converged = step;
    return false;
  }
  bool below = false, above = false;
  const int count = static_cast<int>(plan_.connections.size());
  for (int c = 0; c < count;) {
    const int of = plan_.connections[c].home;
    double low = lanes.home_pu(c, lane), high = low;
    for (++c; c < count && plan_.connections[c].home == of; ++c) {
      low = std::min(low, lanes.home_pu(c, lane));
      high = std::max(high, lanes.home_pu(c, lane));
    }
    home(step, of, low, high, hours, below, above);
  }
  if (below) result_.hours_below += hours;
  if (above) result_.hours_above += hours;
  const double unbalance = lanes.total(LV_UNBALANCE, lane);
  higher(result_.unbalance, unbalance, step);
  if (unbalance > options_.unbalance_limit) result_.hours_unbalanced += hours;
  if (higher(result_.loading, lanes.total(LV_LOADING, lane), step)) {
    const int node = static_cast<int>(lanes.total(LV_LOADING_NODE, lane));
    result_.loading_node = node < 0 ? -1 : plan_.node_order[node];
  }
  higher(result_.phase_a, lanes.total(LV_PHASE_A, lane), step);
  higher(result_.neutral_a, lanes.total(LV_NEUTRAL_A, lane), step);
  for (size_t n = 0; n < plan_.nodes.size(); ++n) {
    double& most = result_.line_loading[plan_.node_order[n]];
    most = std::max(most, lanes.line_loading(static_cast<int>(n), lane));
  }
  return true;
}

void LvAccounts::settled(const std::vector<uint8_t>& below, const std::vector<uint8_t>& above, bool unbalanced) {
  bool any_below = false, any_above = false;
  for (size_t h = 0; h < result_.homes.size(); ++h) {
    if (below[h] != 0) result_.homes[h].hours_below += options_.step_hours, any_below = true;
    if (above[h] != 0) result_.homes[h].hours_above += options_.step_hours, any_above = true;
  }
  if (any_below) result_.hours_below += options_.step_hours;
  if (any_above) result_.hours_above += options_.step_hours;
  if (unbalanced) result_.hours_unbalanced += options_.step_hours;
}

void LvAccounts::losses(double line_kw, double root_kw) {
  result_.line_loss_kwh += line_kw * options_.step_hours;
  result_.root_loss_kwh += root_kw * options_.step_hours;
}

void LvAccounts::close() {
  for (size_t h = 0; h < result_.homes.size(); ++h) {
    const LvHomeSeason& home = result_.homes[h];
    if (home.lowest_pu.step < 0) continue;
    if (lower(result_.lowest_pu, home.lowest_pu.value, home.lowest_pu.step)) result_.lowest_home = static_cast<int>(h);
    if (higher(result_.highest_pu, home.highest_pu.value, home.highest_pu.step)) {
      result_.highest_home = static_cast<int>(h);
    }
  }
  result_.transformer_loading = result_.phase_a.value * plan_.root_inverse_rating;
}

}  // namespace hearthgrid::electricity
