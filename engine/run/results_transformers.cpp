// Results: what a season does to each transformer, block by block.

#include <algorithm>

#include "engine/run/results.hpp"

namespace hearthgrid::run {
namespace {

// Flags of transformer_upgrade_driver, in the order of its row in the results table.
enum Upgrade { KEPT = 0, LOADING = 1, HOT_SPOT = 2, NO_SIZE_SUFFICES = 3 };

// By LOADING_LIMITS.
constexpr const char* LIMIT_HOURS[] = {"transformer_hours_above_cyclic", "transformer_hours_above_emergency",
                                       "transformer_hours_above_short_emergency"};
constexpr const char* LIMIT_KWH[] = {"transformer_kwh_above_cyclic", "transformer_kwh_above_emergency",
                                     "transformer_kwh_above_short_emergency"};

Upgrade upgrade_of(const electricity::Sizing& sizing, const Transformer& unit) {
  if (!sizing.kva) return NO_SIZE_SUFFICES;
  if (*sizing.kva <= unit.rated_kva) return KEPT;
  return sizing.driver == "hot spot" ? HOT_SPOT : LOADING;
}

}  // namespace

void Results::write_transformers(const BlockResult& block) {
  const auto rows = [&](const char* variable, auto value) {
    std::vector<double> values(block.transformers);
    for (int mix = 0; mix < mixes_; ++mix) {
      for (int t = 0; t < block.transformers; ++t) {
        const size_t at = static_cast<size_t>(mix) * block.transformers + t;
        values[t] = static_cast<double>(
            value(block.seasons[at], block.sizing[at], c_.population.transformers[block.first_transformer + t]));
      }
      file_.write_rows(variable, mix, block.first_transformer, std::span<const double>(values));
    }
  };
  using Season = const electricity::TransformerSeason&;
  using Sizing = const electricity::Sizing&;
  using Unit = const Transformer&;
  rows("transformer_peak_kva", [](Season s, Sizing, Unit) { return s.peak_kva; });
  rows("transformer_peak_loading", [](Season s, Sizing, Unit) { return s.peak_loading; });
  rows("transformer_peak_kw", [](Season s, Sizing, Unit) { return s.peak_kw; });
  rows("transformer_peak_time",
       [&](Season s, Sizing, Unit) { return file_.time_value(static_cast<int>(s.peak_step)); });
  // A step knows nothing of windows shorter than itself.
  const int step_minutes = c_.axis.step_minutes;
  if (step_minutes <= 15) rows("transformer_peak_15min_kva", [](Season s, Sizing, Unit) { return s.peak_15min_kva; });
  if (step_minutes <= 30) rows("transformer_peak_30min_kva", [](Season s, Sizing, Unit) { return s.peak_30min_kva; });
  rows("transformer_peak_60min_kva", [](Season s, Sizing, Unit) { return s.peak_60min_kva; });
  rows("transformer_hours_above_80", [](Season s, Sizing, Unit) { return s.hours_above_80; });
  rows("transformer_hours_above_100", [](Season s, Sizing, Unit) { return s.hours_above_100; });
  rows("transformer_events_80", [](Season s, Sizing, Unit) { return s.events_80_2h; });
  rows("transformer_events_100", [](Season s, Sizing, Unit) { return s.events_100_2h; });
  rows("transformer_peak_hot_spot_c", [](Season s, Sizing, Unit) { return s.peak_hot_spot_c; });
  for (size_t i = 0; i < electricity::LOADING_LIMITS.size(); ++i) {
    rows(LIMIT_HOURS[i], [i](Season s, Sizing, Unit) { return s.hours_above_limit[i]; });
    rows(LIMIT_KWH[i], [i](Season s, Sizing, Unit) { return s.kwh_above_limit[i]; });
  }
  rows("transformer_loss_of_life_h", [](Season s, Sizing, Unit) { return s.loss_of_life_h; });
  rows("transformer_loss_kwh", [](Season s, Sizing, Unit) { return s.loss_kwh; });
  rows("transformer_energy_kwh", [](Season s, Sizing, Unit) { return s.energy_kwh; });
  rows("transformer_admd_kw", [](Season s, Sizing, Unit u) { return s.peak_kw / std::max(1, u.households); });
  rows("transformer_kva_needed", [](Season, Sizing s, Unit) { return s.kva.value_or(0.0); });
  rows("transformer_upgrade_cost_cny",
       [](Season, Sizing s, Unit u) { return upgrade_of(s, u) == KEPT ? 0.0 : s.cost_cny; });
  rows("transformer_upgrade_driver", [](Season, Sizing s, Unit u) { return upgrade_of(s, u); });
  for (int mix = 0; mix < mixes_; ++mix) {
    for (int t = 0; t < block.transformers; ++t) {
      const Transformer& unit = c_.population.transformers[block.first_transformer + t];
      const electricity::Sizing& sizing = block.sizing[static_cast<size_t>(mix) * block.transformers + t];
      if (upgrade_of(sizing, unit) != KEPT) upgrade_cost_[mix][unit.village] += sizing.cost_cny;
    }
  }
}

}  // namespace hearthgrid::run
