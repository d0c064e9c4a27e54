#pragma once
// A CSV table as text that is changed cell by cell and written again: what is not touched stays as the user wrote it.

#include <string>
#include <string_view>
#include <vector>

namespace hearthgrid::io {

class CsvSheet {
 public:
  explicit CsvSheet(std::vector<std::string> columns) : columns_(std::move(columns)) {}
  /// Of text that read_table() has taken without a problem.
  [[nodiscard]] static CsvSheet of_text(std::string_view csv);

  [[nodiscard]] size_t rows() const { return rows_.size(); }
  /// Empty where the column is missing.
  [[nodiscard]] std::string text(size_t row, std::string_view column) const;
  /// Adds the column where it is missing.
  void set(size_t row, const std::string& column, std::string text);
  /// An empty row at the end; its number.
  size_t add_row();
  /// A copy of a row at the end; its number.
  size_t copy_row(size_t row);
  /// Drops the rows that have `text` in a column.
  void drop_rows(std::string_view column, std::string_view text);

  /// LF line ends; quotes where they are needed.
  [[nodiscard]] std::string csv() const;

 private:
  [[nodiscard]] size_t find(std::string_view column) const;  // columns_.size() if missing
  std::vector<std::string> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace hearthgrid::io
