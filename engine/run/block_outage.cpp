#include "engine/run/block_outage.hpp"

#include <algorithm>
#include <span>

#include "engine/run/low_voltage.hpp"
#include "engine/run/outage_plan.hpp"
#include "models/electricity/mounting.hpp"

namespace hearthgrid::run {
namespace {

double median(std::vector<double>& values) {
  if (values.empty()) return 0.0;
  std::sort(values.begin(), values.end());
  const size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : 0.5 * (values[half - 1] + values[half]);
}

}  // namespace

BlockOutage::BlockOutage(const Simulation& simulation, int first_transformer, int count)
    : s_(simulation),
      first_transformer_(first_transformer),
      transformers_(count),
      mixes_(static_cast<int>(simulation.plan->mixes.size())) {}

TransformerPickup& BlockOutage::at(int mix, int t, size_t length) {
  return out_.pickups[(static_cast<size_t>(mix) * transformers_ + t) * s_.outage->cases.size() + length];
}

// One set of homes leads up to the day of the first outage; every course goes on from there.
void BlockOutage::look(int day, const BlockHomes& season) {
  if (s_.outage == nullptr || s_.outage->usual->window.first_day != day) return;
  const OutagePlan& plan = *s_.outage;
  const ZoomWindow& window = plan.usual->window;
  const size_t size = static_cast<size_t>(mixes_) * transformers_;
  out_.pickups.resize(size * plan.cases.size());
  const ZoomWindow from_fork{plan.fork_day, window.days - (plan.fork_day - day)};
  Rows usual;
  usual.kw.resize(size * window.days * plan.usual->physics.axis.steps_per_day());
  usual.kvar.resize(usual.kw.size());
  BlockHomes lead(plan.usual->inputs, first_transformer_, transformers_, nullptr);
  lead.continue_from(season);
  run({day, plan.fork_day - day}, lead, usual);
  Rows rows = usual;
  {
    BlockHomes homes(plan.usual->inputs, first_transformer_, transformers_, nullptr);
    homes.continue_from(lead);
    run(from_fork, homes, usual);
  }
  for (size_t length = 0; length < plan.cases.size(); ++length) {
    BlockHomes homes(plan.cases[length].inputs, first_transformer_, transformers_, nullptr);
    homes.continue_from(lead);
    run(from_fork, homes, rows);
    assess(length, rows, usual);
    find_lowest(length, homes);
  }
}

void BlockOutage::run(ZoomWindow days, BlockHomes& homes, Rows& rows) {
  const ZoomWindow& window = s_.outage->usual->window;
  const size_t per_day = s_.outage->usual->physics.axis.steps_per_day(), steps = window.days * per_day;
  homes.run_days(days.first_day, days.days, [&](int day) {
    for (int t = 0; t < transformers_; ++t) {
      homes.base_of(t, base_row_);
      for (int mix = 0; mix < mixes_; ++mix) {
        const size_t from = (static_cast<size_t>(mix) * transformers_ + t) * steps + (day - window.first_day) * per_day;
        homes.load_of(mix, t, base_row_, rows.kw.data() + from, rows.kvar.data() + from);
      }
    }
  });
}

void BlockOutage::assess(size_t length, const Rows& rows, const Rows& usual) {
  const OutagePlan& plan = *s_.outage;
  const Physics& physics = plan.usual->physics;
  const size_t per_day = physics.axis.steps_per_day(), steps = plan.usual->window.days * per_day;
  const size_t end = plan.end_step, ahead = (plan.usual->window.first_day - physics.first_day) * per_day;
  for (int t = 0; t < transformers_; ++t) {
    const Transformer& unit = s_.population->transformers[first_transformer_ + t];
    const std::vector<double>& outdoor_c = physics.sites[s_.village_site[unit.village]].steps.outdoor_temp_c;
    for (int mix = 0; mix < mixes_; ++mix) {
      const size_t from = (static_cast<size_t>(mix) * transformers_ + t) * steps;
      const electricity::PickupLoads loads{{rows.kw.data() + from, end},
                                           {rows.kvar.data() + from, end},
                                           {usual.kw.data() + from, end},
                                           {outdoor_c.data() + ahead, end},
                                           plan.restored_step};
      static_cast<electricity::Pickup&>(at(mix, t, length)) =
          electricity::assess_pickup(loads, type_of(*s_.population, s_.low_voltage, first_transformer_ + t),
                                     electricity::thermal_of_mounting(unit.mounting), plan.step_minutes);
    }
  }
}

// The median of the lived-in homes' lowest temperatures, by the heater that each has when the power returns.
void BlockOutage::find_lowest(size_t length, const BlockHomes& homes) {
  const OutagePlan& plan = *s_.outage;
  const int day = plan.usual->window.first_day + plan.restored_step / plan.usual->physics.axis.steps_per_day();
  std::vector<std::vector<double>> lowest_c(static_cast<size_t>(mixes_) * transformers_);
  for (const auto& batch : homes.batches()) {
    for (int lane = 0; lane < batch->size(); ++lane) {
      if (s_.population->households[s_.plan->pairs[batch->pair(lane)].household].traits.vacant) continue;
      const int t = batch->transformer(lane) - first_transformer_;
      for (const MixUse& use : batch->uses(lane)) {
        if (day < use.from_day || day >= use.to_day) continue;
        lowest_c[static_cast<size_t>(use.mix) * transformers_ + t].push_back(batch->result(lane).min_air_c);
      }
    }
  }
  for (int mix = 0; mix < mixes_; ++mix) {
    for (int t = 0; t < transformers_; ++t) {
      at(mix, t, length).lowest_indoor_c = median(lowest_c[static_cast<size_t>(mix) * transformers_ + t]);
    }
  }
}

}  // namespace hearthgrid::run
