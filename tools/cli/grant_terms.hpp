#pragma once
// The terms of a mix's grants: what is paid to whom for how long, and whose word the split among the payers is.

#include <string>
#include <vector>

#include "tools/cli/show_tables.hpp"

namespace hearthgrid::cli {

class GrantTerms {
 public:
  explicit GrantTerms(const TableRequest& request);

  /// Which grants a mark is asked for; what is left empty (0) is any.
  struct Which {
    std::string item{}, user{}, payer{};
    double year = 0.0;
  };
  /// "open", "assumed" or both, of those grants. `unsplit_cny`: what levels_unsplit pays among the amounts marked, be
  /// it by a programme or within a tariff.
  [[nodiscard]] std::string mark(const Which& which, double unsplit_cny = 0.0) const;
  /// A line or more for each grant, for the one table that lists them.
  [[nodiscard]] std::string list() const;
  /// Where they are listed; empty without grants.
  [[nodiscard]] std::string pointer() const;

 private:
  struct Row {
    double from, to;
    std::string item, user, split, split_status;
  };
  std::vector<Row> rows_;
  std::vector<std::string> lines_;
};

}  // namespace hearthgrid::cli
