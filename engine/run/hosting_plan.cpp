#include "engine/run/hosting_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/base/names.hpp"
#include "engine/base/suggest.hpp"
#include "engine/run/eligibility.hpp"
#include "engine/run/heater_sizing.hpp"
#include "engine/run/scenario_checks.hpp"

namespace hearthgrid::run {
namespace {

/// Index of a name, -1 with a problem if it is not there.
int index_of(const io::Settings& at, const char* key, const std::vector<std::string>& names, ProblemList& problems) {
  const std::string& name = at.text(key);
  const auto found = std::ranges::find(names, name);
  if (found != names.end()) return static_cast<int>(found - names.begin());
  problems.add(at.problem(key, fmt::format("unknown {} '{}'", key, name), advice_for_unknown(name, names)));
  return -1;
}

class Towards {
 public:
  Towards(const Scenario& scenario, const io::Settings& question, const Eligibility& rules,
          const SizeOfHome& size_by_load)
      : s_(scenario), question_(question), rules_(rules), size_by_load_(size_by_load) {}

  Plan run(int from_mix, int technology, int envelope) {
    plan_ = s_.plan;
    plan_.refusals.clear();
    plan_.mixes = {s_.plan.mixes[static_cast<size_t>(from_mix)]};
    Mix to = plan_.mixes[0];
    to.name = s_.technologies[static_cast<size_t>(technology)].name;
    for (size_t i = 0; i < plan_.options.size(); ++i) index_.emplace(plan_.options[i], static_cast<int>(i));
    for (size_t i = 0; i < plan_.pairs.size(); ++i) {
      const Pair& pair = plan_.pairs[i];
      if (pair.begin_day == 0) pairs_.emplace(std::pair(pair.household, pair.option), static_cast<int32_t>(i));
    }
    for (size_t h = 0; h < to.pair.size(); ++h) {
      const Household& home = s_.population.households[h];
      const Option today = option_of(to.pair[h]);
      const bool has_it = today.technology == technology && (envelope < 0 || today.envelope == envelope);
      if (has_it || has_converted(to, h) || !rules_.refusal(question_, s_.population, home).rule.empty()) continue;
      const Option next = converted_option(question_, static_cast<int>(h), today, technology, envelope, size_by_load_);
      to.pair[h] = pair_of(static_cast<int>(h), next);
      to.clause[h] = 0;
    }
    plan_.mixes.push_back(std::move(to));
    sort_pairs(plan_);
    return std::move(plan_);
  }

 private:
  [[nodiscard]] const Option& option_of(int32_t pair) const {
    return plan_.options[static_cast<size_t>(plan_.pairs[static_cast<size_t>(pair)].option)];
  }

  // Insulation alone is no conversion.
  [[nodiscard]] bool has_converted(const Mix& mix, size_t home) const {
    if (mix.clause[home] < 0) return false;
    const Option &now = option_of(mix.pair[home]), &before = option_of(plan_.before[home]);
    return now.technology != before.technology || now.converted != before.converted;
  }

  int32_t pair_of(int household, const Option& option) {
    const auto [entry, fresh] = index_.emplace(option, static_cast<int>(plan_.options.size()));
    if (fresh) plan_.options.push_back(option);
    const auto [pair, first] =
        pairs_.emplace(std::pair(household, entry->second), static_cast<int32_t>(plan_.pairs.size()));
    if (first) plan_.pairs.push_back({household, entry->second, 0, -1});
    return pair->second;
  }

  const Scenario& s_;
  const io::Settings& question_;
  const Eligibility& rules_;
  const SizeOfHome& size_by_load_;
  Plan plan_;
  std::map<Option, int> index_;
  std::map<std::pair<int, int>, int32_t> pairs_;  // household, option: its pair from the start on
};

void check_envelopes(const Scenario& s, const io::Settings& question, const Plan& plan, ProblemList& problems) {
  std::set<int> told;
  for (size_t h = 0; h < plan.before.size(); ++h) {
    const int archetype = s.population.households[h].archetype;
    const Pair& pair = plan.pairs[static_cast<size_t>(plan.mixes[1].pair[h])];
    const std::string& envelope = s.envelopes[static_cast<size_t>(plan.options[pair.option].envelope)];
    if (s.archetypes[archetype].envelopes.contains(envelope) || !told.insert(archetype).second) continue;
    problems.add(question.problem(
        "envelope", fmt::format("archetype '{}' has no envelope '{}'", s.archetypes[archetype].name, envelope),
        "add it to the archetype file, or ask for an envelope that all have"));
  }
}

}  // namespace

void plan_hosting_options(const Scenario& scenario, const SizeOfHome& size_by_load, PlanningInputs& planning,
                          ProblemList& problems) {
  ProblemList told;  // rules that are wrong have been reported with the mixes
  const Eligibility rules(scenario.settings, told);
  for (HostingQuestion& question : planning.hosting) {
    const io::Settings& settings = scenario.settings.tables("hosting")[static_cast<size_t>(question.entry)];
    if (!settings.has("technology")) continue;
    check_conversion(scenario, settings, problems);
    const int technology = index_of(settings, "technology", names_of(scenario.technologies), problems);
    const bool insulates = settings.has("envelope");
    const int envelope = insulates ? index_of(settings, "envelope", scenario.envelopes, problems) : -1;
    if (technology < 0 || (insulates && envelope < 0) || question.from_mix < 0) continue;
    question.technology = settings.text("technology");
    if (insulates) question.envelope = settings.text("envelope");
    if (!problems.empty()) continue;  // homes or mixes are not right
    question.plan = Towards(scenario, settings, rules, size_by_load).run(question.from_mix, technology, envelope);
    check_envelopes(scenario, settings, question.plan, problems);
  }
}

void keep_used_pairs(Plan& plan) {
  std::vector<int32_t> place(plan.pairs.size(), -1);
  for (const Mix& mix : plan.mixes) {
    for (const int32_t p : mix.pair) {
      place[p] = 0;
      if (plan.pairs[p].predecessor >= 0) place[plan.pairs[p].predecessor] = 0;
    }
  }
  std::vector<Pair> kept;
  for (size_t p = 0; p < place.size(); ++p) {
    if (place[p] < 0) continue;
    place[p] = static_cast<int32_t>(kept.size());
    kept.push_back(plan.pairs[p]);
  }
  for (Pair& pair : kept) {
    if (pair.predecessor >= 0) pair.predecessor = place[pair.predecessor];
  }
  plan.pairs = std::move(kept);
  for (int32_t& p : plan.before) p = place[p];
  for (Mix& mix : plan.mixes) {
    for (int32_t& p : mix.pair) p = place[p];
    mix.next_winter.clear();  // their pairs are of no mix this winter
  }
}

}  // namespace hearthgrid::run
