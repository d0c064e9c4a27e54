#include "models/electricity/sizing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <stdexcept>

#include "engine/base/error.hpp"
#include "engine/base/suggest.hpp"
#include "models/electricity/transformer_season.hpp"

namespace hearthgrid::electricity {
namespace {

double price_of(std::string_view series, double rated_kva, std::span<const SizeCost> costs) {
  const auto found = std::ranges::find(costs, rated_kva, &SizeCost::rated_kva);
  if (found != costs.end()) return found->cost_cny;
  throw InputError(Problem{"", 0, 0, fmt::format("no price for a {} transformer of {} kVA", series, rated_kva),
                           "add the size to the table of transformer costs"});
}

/// Whether a size breaks a limit.
using Breaks = std::function<bool(double rated_kva)>;

std::string broken_limits(bool loading, bool hot_spot) {
  if (loading && hot_spot) return "loading and hot spot";
  return loading ? "loading" : "hot spot";
}

/// Goes up the sizes to the first that keeps both limits; the hot spot is looked at only where the loading holds, and
/// for the last size that fell short.
Sizing first_that_keeps(const SizingRule& rule, std::span<const SizeCost> costs, const Breaks& loading,
                        const Breaks& hot_spot) {
  const auto sizes = sizes_of(rule.series);
  if (sizes.empty()) {
    throw InputError(Problem{"", 0, 0, fmt::format("unknown transformer series '{}'", rule.series),
                             advice_for_unknown(rule.series, series_names())});
  }
  const auto chosen = std::ranges::find_if(sizes, [&](double kva) { return !loading(kva) && !hot_spot(kva); });
  Sizing sizing;
  if (chosen != sizes.end()) {
    sizing.kva = *chosen;
    sizing.cost_cny = price_of(rule.series, *chosen, costs);
  }
  sizing.driver = chosen == sizes.begin() ? "smallest size"
                                          : broken_limits(loading(*std::prev(chosen)), hot_spot(*std::prev(chosen)));
  return sizing;
}

bool breaks_loading(const SizingRule& rule, double peak_kva, double rated_kva) {
  return rule.loading_limit && peak_kva > *rule.loading_limit * rated_kva;
}

template <class Real>
std::vector<double> times(std::span<const Real> values, double factor) {
  std::vector<double> product(values.begin(), values.end());
  for (double& value : product) value *= factor;
  return product;
}

template <class Real>
Sizing size_by_any_load(const SizingRule& rule, std::span<const Real> load_kw, std::span<const Real> load_kvar,
                        std::span<const double> ambient_c, const ThermalClass& thermal, double step_min,
                        int warm_up_steps, std::span<const SizeCost> costs) {
  const auto kw = times(load_kw, rule.growth_factor());
  const auto kvar = times(load_kvar, rule.growth_factor());
  const auto season = [&](const TransformerType& type) {
    return assess(std::span<const double>(kw), kvar, ambient_c, type, thermal, step_min, warm_up_steps);
  };
  const double peak_kva = season(standard_types().front()).peak_15min_kva;  // the same whatever the transformer
  return first_that_keeps(
      rule, costs, [&](double rated_kva) { return breaks_loading(rule, peak_kva, rated_kva); },
      [&](double rated_kva) {
        return rule.hot_spot_limit_c &&
               season(type_of(rule.series, rated_kva)).peak_hot_spot_c > *rule.hot_spot_limit_c;
      });
}

}  // namespace

Sizing size_by_peak(const SizingRule& rule, double peak_kva, std::span<const SizeCost> costs) {
  if (rule.hot_spot_limit_c) throw std::invalid_argument("a hot-spot limit needs the load, not only its peak");
  const double grown_kva = peak_kva * rule.growth_factor();
  return first_that_keeps(
      rule, costs, [&](double rated_kva) { return breaks_loading(rule, grown_kva, rated_kva); },
      [](double) { return false; });
}

Sizing size_by_load(const SizingRule& rule, std::span<const double> load_kw, std::span<const double> load_kvar,
                    std::span<const double> ambient_c, const ThermalClass& thermal, double step_min, int warm_up_steps,
                    std::span<const SizeCost> costs) {
  return size_by_any_load(rule, load_kw, load_kvar, ambient_c, thermal, step_min, warm_up_steps, costs);
}

Sizing size_by_load(const SizingRule& rule, std::span<const float> load_kw, std::span<const float> load_kvar,
                    std::span<const double> ambient_c, const ThermalClass& thermal, double step_min, int warm_up_steps,
                    std::span<const SizeCost> costs) {
  return size_by_any_load(rule, load_kw, load_kvar, ambient_c, thermal, step_min, warm_up_steps, costs);
}

std::vector<double> size_by_rule(int households, double kva_per_household, double largest_kva) {
  const auto& sizes = standard_sizes_kva();
  if (households < 0 || kva_per_household < 0.0 || std::ranges::find(sizes, largest_kva) == sizes.end()) {
    throw std::invalid_argument("households, kVA per household or the largest transformer are out of range");
  }
  if (households == 0) return {};
  const double needed_kva = households * kva_per_household;
  const double transformers = std::max(1.0, std::ceil(needed_kva / largest_kva));
  const auto size = std::ranges::lower_bound(sizes, needed_kva / transformers);
  return std::vector<double>(static_cast<size_t>(transformers), size == sizes.end() ? largest_kva : *size);
}

}  // namespace hearthgrid::electricity
