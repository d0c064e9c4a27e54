#pragma once
// The rules of a programme: each looks at one trait of a home and refuses the homes that do not meet it.

#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/io/settings.hpp"
#include "engine/run/population.hpp"

namespace hearthgrid::run {

/// Why a home is not converted; `rule` is empty if nothing speaks against it.
struct RuleRefusal {
  std::string rule;     ///< name of the rule
  std::string message;  ///< what the refused are told; empty = nothing beyond the name

  /// "rule: message", or the rule's name alone.
  [[nodiscard]] std::string text() const { return message.empty() ? rule : rule + ": " + message; }
};

class Eligibility {
 public:
  /// Problems: a column that no home has, not exactly one predicate. Keeps references into `scenario`.
  Eligibility(const io::Settings& scenario, ProblemList& problems);

  /// The first rule, in the scenario's order, that refuses a home what a conversion clause would give it.
  [[nodiscard]] RuleRefusal refusal(const io::Settings& clause, const Population& population,
                                    const Household& home) const;

 private:
  struct Rule {
    std::string name, column, unless, message;
    const io::Settings* settings;
    std::vector<std::string> technologies;  // empty = all

    [[nodiscard]] bool refuses(const Population& population, const Household& home,
                               const std::string& technology) const;
  };

  static void check_column(const io::Settings& rule, const std::string& key, ProblemList& problems);
  std::vector<Rule> rules_;
};

}  // namespace hearthgrid::run
