// Results: what an avoided tonne costs whom, and the county's curves.

#include <algorithm>

#include "engine/run/fairness.hpp"
#include "engine/run/mix_money.hpp"
#include "engine/run/money_inputs.hpp"
#include "engine/run/results_fairness.hpp"
#include "models/economy/abatement.hpp"
#include "models/economy/annuity.hpp"

namespace hearthgrid::run {
namespace {

using economy::Side;
using Costs = std::array<economy::SideCost, economy::SIDES>;

double emitted_kg(const VillageAccount& account, int pollutant) {
  return account.emissions[static_cast<size_t>(emission::Level::central)].total(
      static_cast<emission::Pollutant>(pollutant));
}

// Mean of the years: the first winter, and whole later ones that are all alike.
double yearly_kg(double first_kg, double later_kg, int years) {
  if (first_kg == later_kg) return first_kg;
  return (first_kg + (years - 1) * later_kg) / years;
}

class Abatement {
 public:
  Abatement(const Scenario& scenario, const std::vector<VillageAccount>& all, const SideBooks& books)
      : c_(scenario),
        all_(all),
        books_(books),
        villages_(scenario.population.villages.size()),
        mixes_(scenario.plan.mixes.size()),
        base_(static_cast<size_t>(base_mix(scenario.plan))) {
    for (size_t mix = 0; mix < mixes_; ++mix) {
      for (size_t v = 0; v < villages_; ++v) {
        village_costs_.push_back(books.beyond(mix, base_, v));
        for (int p = 0; p < emission::POLLUTANTS; ++p) {
          first_kg_.push_back(emitted_kg(at(base_, v), p) - emitted_kg(at(mix, v), p));
          later_kg_.push_back(at(base_, v).later_kg[p] - at(mix, v).later_kg[p]);
          avoided_kg_.push_back(yearly_kg(first_kg_.back(), later_kg_.back(), money_years(scenario)));
        }
      }
    }
  }

  void write(io::ResultsWriter& file) const {
    write_villages(file);
    write_mixes(file);
    write_curves(file);
  }

 private:
  [[nodiscard]] const VillageAccount& at(size_t mix, size_t village) const { return all_[mix * villages_ + village]; }

  [[nodiscard]] double avoided_kg(size_t mix, size_t village, int pollutant) const {
    return avoided_kg_[(mix * villages_ + village) * emission::POLLUTANTS + static_cast<size_t>(pollutant)];
  }

  void write_villages(io::ResultsWriter& file) const {
    std::vector<double> annual;
    for (const Costs& costs : village_costs_) {
      for (const economy::SideCost& cost : costs) annual.push_back(cost.annual_cny);
    }
    file.write("abatement_first_winter_kg", first_kg_);
    file.write("abatement_later_winter_kg", later_kg_);
    file.write("abatement_avoided_kg", avoided_kg_);
    file.write("abatement_annual_cost_cny", annual);
  }

  // Of all villages, and of none.
  [[nodiscard]] Costs county(size_t mix) const {
    Costs sum = books_.beyond(mix, base_, villages_);
    for (size_t v = 0; v < villages_; ++v) {
      for (size_t side = 0; side < sum.size(); ++side) {
        sum[side].annual_cny += village_costs_[mix * villages_ + v][side].annual_cny;
        sum[side].npv_cny += village_costs_[mix * villages_ + v][side].npv_cny;
      }
    }
    return sum;
  }

  void write_mixes(io::ResultsWriter& file) const {
    std::vector<double> npv, avoids, cny_t;  // [mix][side], [mix][pollutant], [mix][side][pollutant]
    for (size_t mix = 0; mix < mixes_; ++mix) {
      const Costs costs = county(mix);
      std::vector<double> kg(emission::POLLUTANTS);
      for (int p = 0; p < emission::POLLUTANTS; ++p) {
        for (size_t v = 0; v < villages_; ++v) kg[p] += avoided_kg(mix, v, p);
        avoids.push_back(kg[p] > 0.0 ? 1.0 : 0.0);
      }
      for (const economy::SideCost& cost : costs) {
        npv.push_back(cost.npv_cny);
        for (const double avoided : kg) {
          cny_t.push_back(economy::abatement_cost_cny_t(cost.annual_cny, avoided).value_or(0.0));
        }
      }
    }
    file.write("abatement_npv_cny", npv);
    file.write("abatement_avoids", avoids);
    file.write("abatement_cost_cny_t", cny_t);
  }

  // A mix whose villages are late is nothing that anyone would choose.
  [[nodiscard]] bool is_option(size_t mix) const {
    return mix != base_ && !c_.settings.tables("mix")[mix].boolean("delayed");
  }

  [[nodiscard]] std::vector<economy::AbatementStep> curve_of(int pollutant) const {
    std::vector<economy::AbatementOption> options;
    for (size_t mix = 0; mix < mixes_; ++mix) {
      for (size_t v = 0; v < villages_ && is_option(mix); ++v) {
        const double cny = village_costs_[mix * villages_ + v][static_cast<size_t>(Side::society)].annual_cny;
        options.push_back({static_cast<int>(v), static_cast<int>(mix), cny, avoided_kg(mix, v, pollutant)});
      }
    }
    return economy::marginal_curve(options);
  }

  void write_curves(io::ResultsWriter& file) const {
    std::vector<int> of;  // pollutant of each step
    std::vector<economy::AbatementStep> steps;
    for (const std::string& name : c_.settings.table("abatement").texts("pollutants")) {
      const int pollutant = static_cast<int>(*emission::pollutant_of(name));
      for (const economy::AbatementStep& step : curve_of(pollutant)) {
        of.push_back(pollutant);
        steps.push_back(step);
      }
    }
    file.dimension("abatement_step", static_cast<int64_t>(steps.size()));
    file.write("abatement_step_pollutant", std::vector<double>(of.begin(), of.end()));
    const auto column = [&](const char* variable, auto value) {
      std::vector<double> values;
      for (const economy::AbatementStep& step : steps) values.push_back(value(step));
      file.write(variable, values);
    };
    const auto base = static_cast<double>(base_);
    column("abatement_step_village", [](const auto& s) { return s.village; });
    column("abatement_step_mix", [](const auto& s) { return s.mix; });
    column("abatement_step_from_mix", [&](const auto& s) { return s.from_mix < 0 ? base : s.from_mix; });
    column("abatement_step_avoided_kg", [](const auto& s) { return s.avoided_kg; });
    column("abatement_step_annual_cost_cny", [](const auto& s) { return s.annual_cost_cny; });
    column("abatement_step_cost_cny_t", [](const auto& s) { return s.cost_cny_t(); });
    column("abatement_step_cumulative_kg", [](const auto& s) { return s.cumulative_avoided_kg; });
    column("abatement_step_cumulative_cost_cny", [](const auto& s) { return s.cumulative_cost_cny; });
  }

  const Scenario& c_;
  const std::vector<VillageAccount>& all_;
  const SideBooks& books_;
  size_t villages_, mixes_, base_;
  std::vector<Costs> village_costs_;  // [mix][village]
  // [mix][village][pollutant]: avoided in the first winter, in a later one, in a year on average.
  std::vector<double> first_kg_, later_kg_, avoided_kg_;
};

}  // namespace

SideBooks::SideBooks(const Scenario& scenario)
    : first_year_(first_year(scenario)), years_(money_years(scenario)), rows_(scenario.population.villages.size() + 1) {
  const io::Settings& settings = scenario.settings.table("abatement");
  const auto rate = [&](const char* key) { return settings.number(settings.has(key) ? key : "social_rate"); };
  rates_ = {rate("social_rate"), rate("government_rate"), rate("household_rate")};
}

void SideBooks::take(const std::vector<VillageAccount>& villages, const economy::Ledger& aside) {
  for (const VillageAccount& village : villages) add(village.ledger);
  add(aside);
}

void SideBooks::add(const economy::Ledger& ledger) {
  own_.push_back(economy::side_costs(ledger, {}, rates_, first_year_, years_));
}

Costs SideBooks::beyond(size_t mix, size_t base, size_t village) const {
  Costs costs = own_[mix * rows_ + village];
  const Costs& before = own_[base * rows_ + village];
  for (size_t side = 0; side < costs.size(); ++side) {
    costs[side].annual_cny -= before[side].annual_cny;
    costs[side].npv_cny -= before[side].npv_cny;
  }
  return costs;
}

void write_abatement(io::ResultsWriter& file, const Scenario& scenario, const std::vector<VillageAccount>& all,
                     const SideBooks& books) {
  Abatement(scenario, all, books).write(file);
}

}  // namespace hearthgrid::run
