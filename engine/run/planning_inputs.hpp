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
  int entry = 0;  ///< in the scenario's list
  int from_mix = 0;
  int to_mix = 0;                    ///< -1: towards a heater that the question names
  std::string technology, envelope;  ///< that it names; empty where there is none
  Plan plan;                         ///< with a heater: its mixes 0 and 1, see hosting_plan.hpp; else empty
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

/// Reads both tables; plans of questions that name a heater come later (hosting_plan.hpp). `measures`: path of the file
/// of measures. Problems: low voltage is off, unknown mixes, a question given twice, one towards both a mix and a
/// heater or neither, and what is wrong in the file.
[[nodiscard]] PlanningInputs read_planning(const io::Settings& scenario, const Plan& plan, const std::string& measures,
                                           const economy::Catalogue& prices, ProblemList& problems);

}  // namespace hearthgrid::run
