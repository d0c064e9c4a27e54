#include "engine/run/results_fairness.hpp"

#include <algorithm>
#include <functional>

#include "engine/run/works_progress.hpp"
#include "models/economy/abatement.hpp"

namespace hearthgrid::run {
namespace {

using economy::BandTally;

// Tallies of all mixes, [mix][village][group].
class Distribution {
 public:
  Distribution(const Scenario& scenario, const Simulation& simulation, const std::vector<HomeGrants>& grants)
      : bands_(income_bands(scenario)), mixes_(scenario.plan.mixes.size()) {
    const std::vector<economy::BeforeHome> before =
        homes_before(scenario, simulation, grants[static_cast<size_t>(base_mix(scenario.plan))]);
    for (int mix = 0; mix < static_cast<int>(mixes_); ++mix) {
      const auto part = distribution_of(scenario, simulation, mix, bands_, before, grants[mix]);
      all_.insert(all_.end(), part.begin(), part.end());
    }
  }

  void write(io::ResultsWriter& file, const Scenario& scenario) const {
    write_bands(file, scenario);
    const size_t cells = all_.size() / mixes_;
    const auto once = [&](const char* variable, const std::function<double(const BandTally&)>& value) {
      std::vector<double> values;
      for (size_t i = 0; i < cells; ++i) values.push_back(value(all_[i]));
      file.write(variable, values);
    };
    once("fairness_homes", [](const BandTally& t) { return t.homes; });
    once("fairness_income_cny", [](const BandTally& t) { return economy::cny_of_fen(t.income); });
    const auto by_mix = [&](const char* variable, int64_t BandTally::*part) {
      std::vector<double> values;
      for (const BandTally& t : all_) values.push_back(static_cast<double>(t.*part));
      file.write(variable, values);
    };
    by_mix("fairness_converted", &BandTally::converted);
    by_mix("fairness_warmer", &BandTally::warmer);
    by_mix("fairness_colder", &BandTally::colder);
    by_case(file, "fairness_burdened", &BandTally::burdened, 1.0);
    by_case(file, "fairness_bill_lower", &BandTally::bill_lower, 1.0);
    by_case(file, "fairness_bill_higher", &BandTally::bill_higher, 1.0);
    by_case(file, "fairness_better_off", &BandTally::better_off, 1.0);
    by_case(file, "fairness_worse_off", &BandTally::worse_off, 1.0);
    by_case(file, "fairness_energy_bill_cny", &BandTally::energy, 100.0);
    by_case(file, "fairness_heating_bill_cny", &BandTally::heating, 100.0);
  }

 private:
  // [mix][case][village][group]
  void by_case(io::ResultsWriter& file, const char* variable, std::array<int64_t, economy::BILL_CASES> BandTally::*part,
               double divisor) const {
    const size_t cells = all_.size() / mixes_;
    std::vector<double> values;
    for (size_t mix = 0; mix < mixes_; ++mix) {
      for (int c = 0; c < economy::BILL_CASES; ++c) {
        for (size_t i = 0; i < cells; ++i) {
          values.push_back(static_cast<double>((all_[mix * cells + i].*part)[c]) / divisor);
        }
      }
    }
    file.write(variable, values);
  }

  void write_bands(io::ResultsWriter& file, const Scenario& scenario) const {
    std::vector<double> lowest(static_cast<size_t>(bands_.groups())), highest(lowest.size());
    for (const Household& home : scenario.population.households) {
      const economy::HomeIncome income = income_of(home);
      const double cny = economy::cny_of_fen(income.income);
      const int group = bands_.group_of(income);
      lowest[group] = lowest[group] == 0.0 ? cny : std::min(lowest[group], cny);
      highest[group] = std::max(highest[group], cny);
    }
    file.write("income_band_lowest_cny", lowest);
    file.write("income_band_highest_cny", highest);
  }

  economy::IncomeBands bands_;
  size_t mixes_;
  std::vector<BandTally> all_;
};

// What is planned and done by period, and how far a village is behind.
void write_periods(io::ResultsWriter& file, const Scenario& scenario, const std::vector<economy::Day>& periods) {
  std::vector<double> planned, done, late;                               // [mix][village][period]
  std::vector<double> home_days, longest, next_winter, dropped, coming;  // [mix][village], the last [mix]
  for (int mix = 0; mix < static_cast<int>(scenario.plan.mixes.size()); ++mix) {
    const WorksProgress works = progress_of_mix(scenario, mix);
    for (int v = 0; v < static_cast<int>(works.plan.size()); ++v) {
      for (const auto& p : economy::progress_of(v, works.plan[v], works.done[v], periods, works.known_until)) {
        planned.push_back(p.planned);
        done.push_back(p.done);
        late.push_back(p.late);
      }
      const economy::Waiting waiting = waiting_in(works, v);
      home_days.push_back(static_cast<double>(waiting.home_days));
      longest.push_back(waiting.longest_days);
      next_winter.push_back(works.next_winter[v]);
      dropped.push_back(works.dropped[v]);
    }
    coming.push_back(coming_period(works, periods));
  }
  file.write("progress_planned", planned);
  file.write("progress_done", done);
  file.write("progress_late", late);
  file.write("progress_behind_home_days", home_days);
  file.write("progress_longest_wait_days", longest);
  file.write("progress_next_winter_homes", next_winter);
  file.write("progress_dropped_homes", dropped);
  file.write("progress_coming_period", coming);
}

void write_late(io::ResultsWriter& file, const Scenario& scenario, const Simulation& simulation,
                const std::vector<VillageAccount>& accounts) {
  std::vector<LateCost> all;  // [mix][village]
  for (int mix = 0; mix < static_cast<int>(scenario.plan.mixes.size()); ++mix) {
    const auto costs = late_costs(scenario, simulation, mix);
    all.insert(all.end(), costs.begin(), costs.end());
  }
  const auto column = [&](const char* variable, auto value) {
    std::vector<double> values;
    for (const LateCost& cost : all) values.push_back(value(cost));
    file.write(variable, values);
  };
  column("progress_late_homes", [](const LateCost& c) { return c.homes; });
  column("progress_late_home_days", [](const LateCost& c) { return c.home_days; });
  column("progress_late_cold_home_hours", [](const LateCost& c) { return c.cold_home_hours; });
  column("progress_late_unmet_kwh", [](const LateCost& c) { return c.unmet_kwh; });
  std::vector<double> missed;
  for (const VillageAccount& account : accounts) missed.push_back(economy::cny_of_fen(account.missed_grant));
  file.write("progress_late_subsidy_cny", missed);
}

}  // namespace

void describe_fairness(io::ResultsWriter& file, const Scenario& scenario) {
  file.dimension("income_band", income_bands(scenario).names());
  file.dimension("bill_case", economy::bill_case_names());
  file.dimension("side", economy::side_names());
  std::vector<std::string> periods;
  for (const economy::Day day : progress_periods(scenario)) periods.push_back(to_text(day));
  file.dimension("ten_day_period", periods);
}

void write_fairness(io::ResultsWriter& file, const Scenario& scenario, const Simulation& simulation,
                    const std::vector<VillageAccount>& all, const SideBooks& books,
                    const std::vector<HomeGrants>& grants) {
  Distribution(scenario, simulation, grants).write(file, scenario);
  write_abatement(file, scenario, all, books);
  const std::vector<economy::Day> periods = progress_periods(scenario);
  if (periods.empty()) return;
  write_periods(file, scenario, periods);
  write_late(file, scenario, simulation, all);
}

}  // namespace hearthgrid::run
