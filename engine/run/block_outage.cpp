#include "engine/run/block_outage.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "engine/base/median.hpp"
#include "engine/run/low_voltage.hpp"
#include "engine/run/outage_plan.hpp"
#include "models/electricity/mounting.hpp"

namespace hearthgrid::run {
namespace {

// The last of the homes is what other customers draw.
PickupVoltage voltage_of(const LvTransformerSeason& found, int homes) {
  PickupVoltage out;
  out.lowest_pu = found.lowest_pu.value;
  out.lowest_step = found.lowest_pu.step;
  out.lowest_home = found.lowest_home < homes ? found.lowest_home : -1;
  out.homes_below = static_cast<int>(std::count_if(found.homes.begin(), found.homes.begin() + homes,
                                                   [](const auto& h) { return h.hours_below > 0.0; }));
  out.minutes_below = std::round(60.0 * found.hours_below);
  out.line_loading = found.loading.value;
  out.failed_steps = found.not_converged;
  return out;
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

// Of the days' steps those from the restoration to the end are asked for their voltages.
BlockLowVoltage BlockOutage::course() {
  return BlockLowVoltage(networks_.get(),
                         {.first = s_.outage->restored_step, .end = s_.outage->end_step, .exact = true});
}

// One set of homes leads up to the day of the first outage; every course goes on from there.
void BlockOutage::look(int day, const BlockHomes& season) {
  if (s_.outage == nullptr || s_.outage->usual->window.first_day != day) return;
  const OutagePlan& plan = *s_.outage;
  const ZoomWindow& window = plan.usual->window;
  const size_t size = static_cast<size_t>(mixes_) * transformers_;
  out_.pickups.resize(size * plan.cases.size());
  networks_ = BlockNetworks::of(plan.usual->inputs, first_transformer_, transformers_);
  const ZoomWindow from_fork{plan.fork_day, window.days - (plan.fork_day - day)};
  Rows usual;
  usual.kw.resize(size * window.days * plan.usual->physics.axis.steps_per_day());
  usual.kvar.resize(usual.kw.size());
  BlockHomes lead(plan.usual->inputs, first_transformer_, transformers_, nullptr);
  lead.continue_from(season);
  BlockLowVoltage lead_lines = course();
  run({day, plan.fork_day - day}, lead, lead_lines, usual);
  Rows rows = usual;
  BlockLowVoltage usual_lines = course();
  {
    BlockHomes homes(plan.usual->inputs, first_transformer_, transformers_, nullptr);
    homes.continue_from(lead);
    run(from_fork, homes, usual_lines, usual);
  }
  const std::vector<LvTransformerSeason> usual_voltages = usual_lines.finish();
  for (size_t length = 0; length < plan.cases.size(); ++length) {
    BlockHomes homes(plan.cases[length].inputs, first_transformer_, transformers_, nullptr);
    homes.continue_from(lead);
    BlockLowVoltage lines = course();
    run(from_fork, homes, lines, rows);
    assess(length, rows, usual);
    find_lowest(length, homes);
    if (lines.on()) take_voltages(length, lines.finish(), usual_voltages);
  }
  networks_.reset();
}

void BlockOutage::run(ZoomWindow days, BlockHomes& homes, BlockLowVoltage& lines, Rows& rows) {
  const int first_day = s_.outage->usual->window.first_day;
  const int64_t per_day = s_.outage->usual->physics.axis.steps_per_day();
  if (networks_) homes.watch(networks_->watcher());
  homes.run_days(days.first_day, days.days, [&](int day) {
    for (int t = 0; t < transformers_; ++t) {
      homes.base_of(t, base_row_);
      for (int mix = 0; mix < mixes_; ++mix) load_of(homes, lines, (day - first_day) * per_day, mix, t, rows);
    }
  });
}

void BlockOutage::load_of(const BlockHomes& homes, BlockLowVoltage& lines, int64_t first_step, int mix, int t,
                          Rows& rows) {
  const size_t per_day = base_row_.kw.size(), steps = s_.outage->usual->window.days * per_day;
  const size_t from = (static_cast<size_t>(mix) * transformers_ + t) * steps + static_cast<size_t>(first_step);
  float *kw = rows.kw.data() + from, *kvar = rows.kvar.data() + from;
  if (!lines.on()) {
    homes.load_of(mix, t, base_row_, kw, kvar);
    return;
  }
  const auto load = lines.run_day(first_step, mix, t, homes);
  std::copy_n(load.kw, per_day, kw);
  std::copy_n(load.kvar, per_day, kvar);
}

void BlockOutage::take_voltages(size_t length, const std::vector<LvTransformerSeason>& found,
                                const std::vector<LvTransformerSeason>& usual) {
  const auto& units = s_.population->transformers;
  const Transformer &first = units[first_transformer_], &last = units[first_transformer_ + transformers_ - 1];
  const size_t homes = last.first_household + last.households - first.first_household;
  if (out_.home_lowest_pu.empty()) out_.home_lowest_pu.assign(homes * mixes_, 0.0F);
  for (int mix = 0; mix < mixes_; ++mix) {
    for (int t = 0; t < transformers_; ++t) {
      const size_t row = static_cast<size_t>(mix) * transformers_ + t;
      const Transformer& unit = units[first_transformer_ + t];
      PickupVoltage& voltage = at(mix, t, length).voltage;
      voltage = voltage_of(found[row], unit.households);
      voltage.usual_lowest_pu = usual[row].lowest_pu.value;
      for (int h = 0; h < unit.households; ++h) {
        const electricity::LvExtreme& lowest = found[row].homes[h].lowest_pu;
        float& most = out_.home_lowest_pu[mix * homes + (unit.first_household - first.first_household) + h];
        if (lowest.step < 0) continue;
        const auto pu = static_cast<float>(lowest.value);
        most = most == 0.0F ? pu : std::min(most, pu);
      }
    }
  }
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
      at(mix, t, length).lowest_indoor_c = median(std::move(lowest_c[static_cast<size_t>(mix) * transformers_ + t]));
    }
  }
}

}  // namespace hearthgrid::run
