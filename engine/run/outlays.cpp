#include "engine/run/outlays.hpp"

#include "engine/run/fairness.hpp"
#include "engine/run/mix_homes.hpp"

namespace hearthgrid::run {

Outlays::Outlays(const Scenario& scenario)
    : c_(scenario),
      bands_(income_bands(scenario)),
      outlay_(scenario.plan.mixes.size() * scenario.population.villages.size() * static_cast<size_t>(bands_.groups())),
      income_(outlay_.size()),
      homes_(outlay_.size()),
      burdened_(outlay_.size()) {}

void Outlays::take(int mix, const std::vector<economy::Fen>& outlay) {
  const double limit = c_.settings.table("fairness").number("outlay_limit");
  const size_t villages = c_.population.villages.size();
  for (size_t h = 0; h < outlay.size(); ++h) {
    if (paid_clause(c_.plan.mixes[mix], static_cast<int>(h)) < 0) continue;
    const Household& home = c_.population.households[h];
    const economy::HomeIncome income = income_of(home);
    const size_t row = static_cast<size_t>(mix) * villages + static_cast<size_t>(home.village);
    const size_t cell = row * static_cast<size_t>(bands_.groups()) + static_cast<size_t>(bands_.group_of(income));
    homes_[cell] += 1.0;
    outlay_[cell] += outlay[h];
    income_[cell] += income.income;
    const bool poor = income.income > 0 && !income.vacant;
    if (poor && static_cast<double>(outlay[h]) > limit * static_cast<double>(income.income)) burdened_[cell] += 1.0;
  }
}

void Outlays::write(io::ResultsWriter& file) const {
  const auto sums = [&](const char* variable, const std::vector<economy::Fen>& fen) {
    std::vector<double> cny;
    for (const economy::Fen one : fen) cny.push_back(economy::cny_of_fen(one));
    file.write(variable, cny);
  };
  sums("fairness_outlay_cny", outlay_);
  sums("fairness_outlay_income_cny", income_);
  file.write("fairness_outlay_homes", homes_);
  file.write("fairness_outlay_burdened", burdened_);
}

}  // namespace hearthgrid::run
