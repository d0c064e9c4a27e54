#include "engine/run/planning_pass.hpp"

#include <algorithm>
#include <stdexcept>

#include "engine/base/error.hpp"
#include "engine/base/random.hpp"
#include "engine/run/home_series.hpp"
#include "engine/run/low_voltage.hpp"
#include "models/electricity/low_voltage/layout_network.hpp"
#include "models/electricity/mounting.hpp"
#include "models/electricity/planning/lv_rules.hpp"
#include "models/electricity/sizing.hpp"

namespace hearthgrid::run {
namespace {

using electricity::PlaceLoads;

const LowVoltage& networks_of(const SimulationInputs& inputs) {
  if (inputs.low_voltage == nullptr) throw std::logic_error("plans need low-voltage networks");
  return *inputs.low_voltage;
}

/// Rows of a mix and the spans over them.
struct MixRows {
  std::vector<float> kw, kvar;
  PlaceLoads loads;

  MixRows(const HomeSeries& series, int mix, double step_min, double growth_factor) {
    series.loads(mix, kw, kvar);
    if (growth_factor != 1.0) {
      for (std::vector<float>* rows : {&kw, &kvar}) {
        for (float& value : *rows) value = static_cast<float>(value * growth_factor);
      }
    }
    const auto steps = static_cast<size_t>(series.steps);
    for (size_t h = 0; h <= static_cast<size_t>(series.homes); ++h) {
      loads.kw.push_back(std::span<const float>(kw).subspan(h * steps, steps));
      loads.kvar.push_back(std::span<const float>(kvar).subspan(h * steps, steps));
    }
    loads.step_min = step_min;
    loads.warm_up_steps = series.warm_up_steps;
  }
};

electricity::Design design_of(const SimulationInputs& inputs, int transformer) {
  const Transformer& unit = inputs.population->transformers[transformer];
  const LowVoltage& networks = networks_of(inputs);
  const auto& type = type_of(*inputs.population, &networks, transformer);
  return electricity::as_it_stands(unit.name, type, networks.network(*inputs.population, transformer));
}

/// Branch and lines as the transformer's own network has them.
electricity::CandidateRule candidate_rule(const SimulationInputs& inputs, int transformer,
                                          const electricity::Limits& limits) {
  const LowVoltage& networks = networks_of(inputs);
  const io::Settings& settings = networks.settings();
  electricity::LvSupply supply;
  supply.group = networks.vector_group(transformer);
  supply.source_pu = networks.source_pu(transformer);
  supply.tap_percent = networks.tap_percent(transformer);
  supply.yyn0_zero_sequence_share = settings.number("yyn0_zero_sequence_share");
  supply.rated_v = LV_RATED_V;
  electricity::CandidateRule rule;
  rule.vector_group = supply.group;
  rule.branch = [supply](const electricity::TransformerType& type) {
    electricity::LvSupply other = supply;
    other.transformer = type;
    electricity::LvLayout busbar;
    busbar.nodes.emplace_back();
    return electricity::network_of(busbar, {}, other).nodes[0].branch;
  };
  constexpr double ALUMINIUM_PER_K = 0.00403;
  rule.resistance_factor = 1.0 + ALUMINIUM_PER_K * (settings.number("conductor_temp_c") - 20.0);
  rule.neutral_grounded_everywhere = settings.text("neutral") == "everywhere";
  if (limits.loading) rule.loading_limit = *limits.loading;
  return rule;
}

// A search may take a while: each flow asks whether the run is to stop.
electricity::PlanRules plan_rules(const SimulationInputs& inputs, const Transformer& unit, const PlanningRules& rules) {
  electricity::PlanRules plan;
  plan.limits = rules.limits;
  plan.thermal = electricity::thermal_of_mounting(unit.mounting);
  if (rules.limits.hot_spot_c) {
    plan.ambient_c = inputs.physics->sites[inputs.village_site[unit.village]].steps.outdoor_temp_c;
  }
  plan.flow = [flow = electricity::lv_flow_function(inputs.kernel->low_voltage), &inputs](
                  const electricity::LvNetwork& network, std::span<const double> kw, std::span<const double> kvar,
                  size_t steps, std::vector<electricity::AreaFlow>& flows) {
    if (inputs.stop && inputs.stop()) throw Interrupted();
    flow(network, kw, kvar, steps, flows);
  };
  plan.season = electricity::lv_season_function(inputs.kernel->low_voltage);
  return plan;
}

double growth_factor(const Transformer& unit, const PlanningRules& rules) {
  electricity::SizingRule sizing;
  sizing.growth_per_year = unit.growth_per_year;
  sizing.years = rules.growth_years;
  return sizing.growth_factor();
}

bool alike(const HomeSeries& series, int one, int other) {
  const size_t count = static_cast<size_t>(series.homes) * static_cast<size_t>(series.days);
  const auto from = [&](int mix) { return series.pair_of_mix.begin() + static_cast<ptrdiff_t>(mix * count); };
  return std::equal(from(one), from(one) + static_cast<ptrdiff_t>(count), from(other));
}

}  // namespace

std::vector<TransformerRemedy> plan_remedies(const SimulationInputs& inputs, int transformer,
                                             std::span<const int> mixes, const PlanningRules& rules) {
  const HomeSeries series = simulate_homes(inputs, transformer, rules.limits.hot_spot_c.has_value());
  const electricity::Design design = design_of(inputs, transformer);
  const Transformer& unit = inputs.population->transformers[transformer];
  const electricity::PlanRules plan = plan_rules(inputs, unit, rules);
  const electricity::CandidateRule candidates = candidate_rule(inputs, transformer, rules.limits);
  std::vector<TransformerRemedy> remedies;
  for (const int mix : mixes) {
    const auto same =
        std::ranges::find_if(remedies, [&](const TransformerRemedy& r) { return alike(series, r.mix, mix); });
    if (same != remedies.end()) {
      TransformerRemedy copy = *same;
      copy.mix = mix;
      remedies.push_back(std::move(copy));
      continue;
    }
    const MixRows rows(series, mix, inputs.physics->axis.step_minutes, growth_factor(unit, rules));
    remedies.push_back(
        {transformer, mix,
         electricity::cheapest_remedy(design, rows.loads, plan, rules.catalogue, candidates, rules.search)});
  }
  return remedies;
}

TransformerHosting plan_hosting(const SimulationInputs& inputs, int transformer, int from_mix, int to_mix,
                                const PlanningRules& rules) {
  const HomeSeries series = simulate_homes(inputs, transformer, rules.limits.hot_spot_c.has_value());
  const double step_min = inputs.physics->axis.step_minutes;
  const Transformer& unit = inputs.population->transformers[transformer];
  const double growth = growth_factor(unit, rules);
  const MixRows before(series, from_mix, step_min, growth), after(series, to_mix, step_min, growth);
  electricity::Conversion conversion;
  for (int h = 0; h <= series.homes; ++h) {
    const int last = series.days - 1;
    const bool converts =
        h < series.homes && series.heater(from_mix, h, last).pair != series.heater(to_mix, h, last).pair;
    conversion.kw.push_back(converts ? after.loads.kw[h] : std::span<const float>());
    conversion.kvar.push_back(converts ? after.loads.kvar[h] : std::span<const float>());
    conversion.homes.push_back(h < series.homes ? inputs.population->households[unit.first_household + h].name
                                                : std::string("other customers"));
  }
  electricity::HostingRule rule = rules.hosting;
  rule.seed = inputs.seed;
  rule.name_hash = stable_hash(inputs.plan->mixes[to_mix].name);
  return {transformer, from_mix, to_mix,
          electricity::hosting_capacity(design_of(inputs, transformer), before.loads, conversion,
                                        plan_rules(inputs, unit, rules), rule)};
}

}  // namespace hearthgrid::run
