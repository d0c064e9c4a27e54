#include "engine/run/planning_run.hpp"

#include <omp.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <iterator>

#include "engine/run/low_voltage.hpp"
#include "engine/run/planning_pass.hpp"

namespace hearthgrid::run {
namespace {

using electricity::LimitKind;

WorstValues worst_values(const std::vector<electricity::AreaExtremes>& reached) {
  const auto worst = [&](LimitKind kind) { return electricity::worst_of(reached, kind).value; };
  return {worst(LimitKind::low_voltage) / LV_RATED_V, worst(LimitKind::transformer_loading),
          worst(LimitKind::line_loading), worst(LimitKind::unbalance)};
}

void take_remedy(const electricity::Remedy& remedy, PlannedUnit& unit) {
  unit.status = remedy.status;
  unit.cost_cny = remedy.cost_cny;
  if (remedy.status != electricity::RemedyStatus::none_exists && std::isfinite(remedy.lower_bound_cny)) {
    unit.lower_bound_cny = remedy.optimal ? remedy.cost_cny : remedy.lower_bound_cny;
  }
  unit.lead_months = remedy.lead_months;
  unit.worst = worst_values(remedy.reached);
  for (const electricity::ChosenMeasure& chosen : remedy.measures) {
    const electricity::Measure& m = chosen.measure;
    unit.measures.push_back({m.name, m.description, m.cost_cny, m.lead_months, chosen.driver});
  }
}

}  // namespace

void in_parallel(int64_t count, const PlanningOptions& options, const std::function<void(int64_t)>& work) {
  const int threads = options.threads > 0 ? options.threads : omp_get_max_threads();
  std::exception_ptr error;
  std::atomic<bool> failed = false;
  int64_t done = 0;
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
  for (int64_t i = 0; i < count; ++i) {
    if (failed) continue;
    try {
      if (options.stop && options.stop()) throw Interrupted();
      work(i);
#pragma omp critical(hearthgrid_planning)
      {
        ++done;
        if (options.progress) options.progress(done, count);
      }
    } catch (...) {
#pragma omp critical(hearthgrid_planning)
      if (!error) error = std::current_exception();
      failed = true;
    }
  }
  if (error) std::rethrow_exception(error);
}

bool PlanningRun::breaks(const Transformer& unit, const electricity::TransformerSeason& season,
                         const LvTransformerSeason& networks) const {
  const electricity::Limits& limits = asked_.rules.limits;
  if (unit.growth_per_year != 0.0 && asked_.rules.growth_years > 0.0) return true;
  return (limits.loading && season.peak_15min_kva > *limits.loading * unit.rated_kva) ||
         (limits.hot_spot_c && season.peak_hot_spot_c > *limits.hot_spot_c) || networks.hours_below > 0.0 ||
         networks.hours_above > 0.0 || (limits.line_loading && networks.loading.value > *limits.line_loading) ||
         (limits.unbalance && networks.unbalance.value > *limits.unbalance) || networks.not_converged > 0;
}

void PlanningRun::take(const BlockResult& block) {
  if (!asked_.reinforcement) return;
  const auto& transformers = s_.population->transformers;
  units_.resize(s_.plan->mixes.size() * transformers.size());
  for (const int mix : asked_.mixes) {
    for (int t = 0; t < block.transformers; ++t) {
      const size_t at = static_cast<size_t>(mix) * block.transformers + t;
      const int number = block.first_transformer + t;
      const Transformer& transformer = transformers[number];
      const LvTransformerSeason& networks = block.low_voltage[at];
      PlannedUnit& unit = units_[static_cast<size_t>(mix) * transformers.size() + number];
      unit.asked = true;
      unit.broken = breaks(transformer, block.seasons[at], networks);
      unit.worst = {networks.lowest_pu.value, block.seasons[at].peak_15min_kva / transformer.rated_kva,
                    networks.loading.value, networks.unbalance.value};
    }
  }
}

void PlanningRun::plan_transformer(int transformer) {
  const size_t count = s_.population->transformers.size();
  std::vector<int> mixes;
  std::ranges::copy_if(asked_.mixes, std::back_inserter(mixes),
                       [&](int mix) { return units_[mix * count + transformer].broken; });
  if (mixes.empty()) return;
  for (const TransformerRemedy& found : plan_remedies(s_, transformer, mixes, asked_.rules)) {
    take_remedy(found.remedy, units_[found.mix * count + transformer]);
  }
}

void PlanningRun::run(const PlanningOptions& options) {
  const auto transformers = static_cast<int64_t>(s_.population->transformers.size());
  const auto questions = static_cast<int64_t>(asked_.hosting.size());
  hosting_.resize(static_cast<size_t>(questions * transformers));
  const int64_t remedies = asked_.reinforcement ? transformers : 0;
  std::vector<SimulationInputs> inputs;  // of each question
  for (const HostingQuestion& question : asked_.hosting) {
    inputs.push_back(s_);
    if (question.to_mix < 0) inputs.back().plan = &question.plan;
  }
  in_parallel(remedies + questions * transformers, options, [&](int64_t i) {
    if (i < remedies) {
      plan_transformer(static_cast<int>(i));
      return;
    }
    const auto at = static_cast<size_t>(i - remedies);
    const HostingQuestion& question = asked_.hosting[at / transformers];
    const bool towards_mix = question.to_mix >= 0;
    const int from = towards_mix ? question.from_mix : 0, to = towards_mix ? question.to_mix : 1;
    hosting_[at] =
        plan_hosting(inputs[at / transformers], static_cast<int>(at % transformers), from, to, question.rules).hosting;
  });
}

}  // namespace hearthgrid::run
