#include "models/economy/abatement.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <tuple>

#include <fmt/format.h>

#include "models/economy/annuity.hpp"

namespace hearthgrid::economy {

namespace {

struct Corner {
  int mix = -1;
  double kg = 0.0, cny = 0.0;
};

// Reckoned as AbatementStep::cost_cny_t, so that rounding cannot change the order of a village's steps.
double slope(const Corner& a, const Corner& b) {
  return (b.cny - a.cny) / ((b.kg - a.kg) / 1000.0);
}

// Lower convex hull from (0, 0) to the option that avoids most, rising in kg.
std::vector<Corner> hull_of(std::vector<Corner> options) {
  std::sort(options.begin(), options.end(), [](const Corner& a, const Corner& b) {
    return std::tuple(a.kg, a.cny, a.mix) < std::tuple(b.kg, b.cny, b.mix);
  });
  std::vector<Corner> hull{Corner{}};
  for (const Corner& next : options) {
    if (next.kg == hull.back().kg) continue;  // the cheaper one of the same tonnes came first
    // A corner on or above the line from the one before it to the next is none.
    while (hull.size() > 1 && slope(hull[hull.size() - 2], hull.back()) >= slope(hull.back(), next)) hull.pop_back();
    hull.push_back(next);
  }
  return hull;
}

}  // namespace

const std::vector<std::string>& side_names() {
  static const std::vector<std::string> NAMES = {"society", "government", "household", "companies"};
  return NAMES;
}

Side side_of(Payer payer) {
  switch (payer) {
    case Payer::central:
    case Payer::province:
    case Payer::city:
    case Payer::county:
    case Payer::levels_unsplit:
      return Side::government;
    case Payer::household:
    case Payer::institution:
      return Side::household;
    default:
      return Side::companies;
  }
}

double SideRates::of(Side side) const {
  return side == Side::government ? government : side == Side::household ? household : social;
}

std::array<SideCost, SIDES> side_costs(const Ledger& mix, const Ledger& before, const SideRates& rates, int first_year,
                                       int years) {
  if (years <= 0) throw std::invalid_argument(fmt::format("costs over {} years", years));
  std::vector<std::array<Fen, SIDES>> extra(static_cast<size_t>(years));
  const auto add = [&](const Ledger& ledger, Fen sign) {
    for (const LedgerLine& line : ledger.lines()) {
      const int year = line.year - first_year;
      if (year < 0 || year >= years) continue;
      extra[year][static_cast<size_t>(Side::society)] += sign * line.amount;
      extra[year][static_cast<size_t>(side_of(line.payer))] += sign * line.amount;
    }
  };
  add(mix, 1);
  add(before, -1);
  std::array<SideCost, SIDES> result{};
  for (int side = 0; side < SIDES; ++side) {
    const double rate = rates.of(static_cast<Side>(side));
    double present = 0.0, factors = 0.0;
    for (int y = 0; y < years; ++y) {
      const double factor = discount_factor(rate, y);
      present += cny_of_fen(extra[y][side]) * factor;
      factors += factor;
    }
    result[side] = {present / factors, 0.0 - present};
  }
  return result;
}

std::vector<AbatementStep> marginal_curve(std::span<const AbatementOption> options) {
  std::map<int, std::vector<Corner>> by_village;
  for (const AbatementOption& option : options) {
    if (option.avoided_kg > 0.0)
      by_village[option.village].push_back({option.mix, option.avoided_kg, option.annual_cost_cny});
  }
  std::vector<AbatementStep> steps;
  for (auto& [village, corners] : by_village) {
    const std::vector<Corner> hull = hull_of(std::move(corners));
    for (size_t i = 1; i < hull.size(); ++i) {
      AbatementStep step;
      step.village = village;
      step.mix = hull[i].mix;
      step.from_mix = hull[i - 1].mix;
      step.annual_cost_cny = hull[i].cny - hull[i - 1].cny;
      step.avoided_kg = hull[i].kg - hull[i - 1].kg;
      steps.push_back(step);
    }
  }
  // Stable: villages that cost the same stay in their order.
  std::stable_sort(steps.begin(), steps.end(),
                   [](const AbatementStep& a, const AbatementStep& b) { return a.cost_cny_t() < b.cost_cny_t(); });
  double cny = 0.0, kg = 0.0;
  for (AbatementStep& step : steps) {
    step.cumulative_cost_cny = cny += step.annual_cost_cny;
    step.cumulative_avoided_kg = kg += step.avoided_kg;
  }
  return steps;
}

}  // namespace hearthgrid::economy
