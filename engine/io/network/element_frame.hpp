#pragma once
// A table of network elements as other tools keep it: rows of text cells by column name, from CSV or JSON, each row
// with the place where it was read. Wrong cells become problems that name it.

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/base/error.hpp"

namespace hearthgrid::io {

/// The number that the whole of `text` spells, in any notation of C; nothing if it spells none.
[[nodiscard]] std::optional<double> number_of(std::string_view text);
/// Letters A to Z made small.
[[nodiscard]] std::string lower_case(std::string_view text);

class ElementFrame {
 public:
  ElementFrame(std::string element, std::string file) : element_(std::move(element)), file_(std::move(file)) {}
  [[nodiscard]] const std::string& element() const { return element_; }  ///< such as "line"
  [[nodiscard]] int rows() const { return static_cast<int>(cells_.size()); }
  [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
  [[nodiscard]] bool has(const std::string& column) const { return positions_.contains(column); }

  void set_columns(std::vector<std::string> columns);
  /// `line` is 0 where the file has no lines to speak of; `label` then says which element it is ("line 7"). Cells
  /// beyond the columns are dropped, missing ones are absent.
  void add_row(std::vector<std::string> cells, int line, std::string label);

  /// Where a row stands, for whoever complains later: "line.csv:3" or "net.json: line 7".
  [[nodiscard]] std::string origin(int row) const;
  [[nodiscard]] Problem problem(int row, const std::string& message, const std::string& advice) const;

  /// Empty where the cell or the column is absent; "nan", "none" and "null" count as absent.
  [[nodiscard]] const std::string& text(int row, const std::string& column) const;
  /// A finite number, or nothing where absent; a cell that is no number is a problem.
  [[nodiscard]] std::optional<double> number(int row, const std::string& column, ProblemList& problems) const;
  [[nodiscard]] double number_or(int row, const std::string& column, double absent, ProblemList& problems) const;
  /// Absent is a problem too, and then 0.
  [[nodiscard]] double required(int row, const std::string& column, ProblemList& problems) const;
  /// The same above zero; else a problem, and then 1.
  [[nodiscard]] double positive(int row, const std::string& column, ProblemList& problems) const;
  [[nodiscard]] bool flag_or(int row, const std::string& column, bool absent, ProblemList& problems) const;

 private:
  std::string element_, file_;
  std::vector<std::string> columns_;
  std::unordered_map<std::string, size_t> positions_;
  std::vector<std::vector<std::string>> cells_;
  std::vector<int> lines_;
  std::vector<std::string> labels_;
};

/// Reads CSV text; what is wrong with its form is a problem.
[[nodiscard]] ElementFrame frame_of_csv(const std::string& element, const std::string& path, const std::string& text,
                                        ProblemList& problems);

}  // namespace hearthgrid::io
