#pragma once
// What a scenario asks of planning, with the names in it resolved.

#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/io/settings.hpp"
#include "engine/run/plan.hpp"
#include "models/economy/catalogue.hpp"
#include "models/electricity/planning/hosting.hpp"
#include "models/electricity/planning/reinforcement.hpp"

namespace hearthgrid::run {

/// What plans are held against. Loads grow by growth_per_year of the transformer over `growth_years` first.
struct PlanningRules {
  electricity::Limits limits;
  electricity::MeasureCatalogue catalogue;
  electricity::SearchRule search;
  electricity::HostingRule hosting;
  double growth_years = 0.0;
};

struct HostingQuestion {
  std::string name;
  int from_mix = 0, to_mix = 0;
  PlanningRules rules;
};

struct PlanningInputs {
  bool reinforcement = false;
  std::vector<int> mixes;  ///< that are planned for, rising
  PlanningRules rules;
  std::vector<HostingQuestion> hosting;
  std::vector<double> quantiles;  ///< of all questions, rising

  [[nodiscard]] bool empty() const { return !reinforcement && hosting.empty(); }
};

/// Reads both tables. `measures`: path of the file of measures. Problems: low voltage is off, unknown mixes, a question
/// given twice, and what is wrong in the file.
[[nodiscard]] PlanningInputs read_planning(const io::Settings& scenario, const Plan& plan, const std::string& measures,
                                           const economy::Catalogue& prices, ProblemList& problems);

}  // namespace hearthgrid::run
