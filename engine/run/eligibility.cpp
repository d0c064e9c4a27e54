#include "engine/run/eligibility.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/suggest.hpp"

namespace hearthgrid::run {
namespace {

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string text_or_nothing(const io::Settings& settings, const std::string& key) {
  return settings.has(key) ? settings.text(key) : std::string();
}

}  // namespace

Eligibility::Eligibility(const io::Settings& scenario, ProblemList& problems) {
  if (!scenario.has("eligibility")) return;
  for (const io::Settings& rule : scenario.tables("eligibility")) {
    check_column(rule, "column", problems);
    if (rule.given("unless")) check_column(rule, "unless", problems);
    const int predicates =
        (rule.given("equals") ? 1 : 0) + (rule.given("at_least") ? 1 : 0) + (rule.given("at_most") ? 1 : 0);
    if (predicates != 1) {
      problems.add(rule.problem("name", fmt::format("rule '{}' has {} predicates", rule.text("name"), predicates),
                                "give exactly one of equals, at_least, at_most: what an eligible home must have"));
      continue;
    }
    rules_.push_back({rule.text("name"), rule.text("column"), text_or_nothing(rule, "unless"),
                      text_or_nothing(rule, "message"), &rule,
                      rule.has("applies_to") ? rule.texts("applies_to") : std::vector<std::string>{}});
  }
}

void Eligibility::check_column(const io::Settings& rule, const std::string& key, ProblemList& problems) {
  const std::string& column = rule.text(key);
  if (contains(trait_names(), column)) return;
  problems.add(
      rule.problem(key, fmt::format("unknown column '{}'", column), advice_for_unknown(column, trait_names())));
}

bool Eligibility::Rule::refuses(const Population& population, const Household& home,
                                const std::string& technology) const {
  if (!technologies.empty() && !contains(technologies, technology)) return false;
  if (!unless.empty() && trait(population, home, unless) != 0.0) return false;
  const double value = trait(population, home, column);
  if (settings->given("equals")) return value != settings->number("equals");
  if (settings->given("at_least")) return value < settings->number("at_least");
  return value > settings->number("at_most");
}

RuleRefusal Eligibility::refusal(const io::Settings& clause, const Population& population,
                                 const Household& home) const {
  const bool all_rules = !clause.given("eligibility");
  for (const Rule& rule : rules_) {
    if (!all_rules && !contains(clause.texts("eligibility"), rule.name)) continue;
    if (rule.refuses(population, home, clause.text("technology"))) return {rule.name, rule.message};
  }
  return {};
}

}  // namespace hearthgrid::run
