#pragma once
// A table of `show` made column by column.

#include <string>
#include <utility>
#include <vector>

#include "tools/cli/table_text.hpp"

namespace hearthgrid::cli {

/// `exact`: numbers in full, for CSV.
class Columns {
 public:
  Columns(bool exact, size_t rows) : exact_(exact) { table.rows.resize(rows); }

  void text(const std::string& header, const std::vector<std::string>& cells) {
    if (!table.header.empty()) table.left.push_back(table.header.size());
    table.header.push_back(header);
    for (size_t i = 0; i < cells.size(); ++i) table.rows[i].push_back(cells[i]);
  }

  void numbers(const std::string& header, const std::vector<double>& values) {
    table.header.push_back(header);
    const std::vector<std::string> texts = column_text(values);
    for (size_t i = 0; i < values.size(); ++i) {
      table.rows[i].push_back(exact_ ? exact_text(values[i]) : texts[i]);
    }
  }

  /// Left empty (a dash for people) where `there` is 0.
  void numbers_where(const std::string& header, const std::vector<double>& values, const std::vector<double>& there) {
    table.header.push_back(header);
    for (size_t i = 0; i < values.size(); ++i) {
      const bool none = there[i] == 0.0;
      table.rows[i].push_back(none ? (exact_ ? "" : "-") : exact_ ? exact_text(values[i]) : number_text(values[i]));
    }
  }

  /// Leaves out the rows whose count is 0.
  void drop_rows_without(const std::vector<double>& counts) {
    std::vector<std::vector<std::string>> kept;
    for (size_t i = 0; i < counts.size(); ++i) {
      if (counts[i] > 0.0) kept.push_back(std::move(table.rows[i]));
    }
    table.rows = std::move(kept);
  }

  TextTable table;

 private:
  bool exact_;
};

}  // namespace hearthgrid::cli
